"""What is known when all of a website is read: its programme, its papers, and what it is called."""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.importers.codes import ANOTHER_EDITION, NO_TITLE, NO_ZONE
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.markup import Node
from enlsp_site.importers.parse.programme import ProgrammeBuilder, in_words, normal, settle
from enlsp_site.importers.parse.prose import plain
from enlsp_site.importers.parse.tables import lower, said
from enlsp_site.importers.result import ImportResult, Plain, entry
from enlsp_site.importers.website import unplaced
from enlsp_site.importers.website.data import DataFileReader
from enlsp_site.importers.website.edition import OtherEditions
from enlsp_site.importers.website.pages import PageReader
from enlsp_site.importers.website.sections import PageSection

HOSTS = r"(NeurIPS|NIPS|ICML|ICLR|ACL|EMNLP|NAACL|EACL|AACL|COLING|CVPR|ICCV|ECCV|AAAI|IJCAI|KDD|ICASSP|Interspeech)"

MOST_IN_NAV = 10


def finish(
    result: ImportResult, config: dict[str, Any], data: DataFileReader, pages: PageReader, editions: OtherEditions
) -> None:
    """Put together what came of all pages and data."""
    pages.year = pages.year or editions.year
    if "schedule.yaml" not in result.files or _is_of_another_year(result, pages):
        _schedule(result, data, pages)
    else:
        _keep_rows(result, pages)
    pages.finish()
    _relink(result, pages)
    _papers(result, data, pages)
    _apart(result)
    _site(result, config, pages)
    editions.tell()
    unplaced.keep(result, data.texts)


def _is_of_another_year(result: ImportResult, pages: PageReader) -> bool:
    """Whether the programme of a theme's data is of another year than the site, and pages have one of their own; it
    is put where nothing publishes it then. Reports `another-edition`."""
    held = result.files["schedule.yaml"]["days"]
    years = {day["date"][:4] for day in held if isinstance(day["date"], str) and day["date"] != "TBD"}
    if not pages.year or not years or pages.year in years or sum(len(rows) for _, _, rows in pages.taker.rows) < 2:
        return False
    told = f"this program is of {', '.join(sorted(years))}, and a page has one of {pages.year}: it is left in place"
    hint = "it is kept in data/program.yaml, which nothing shows"
    name = next((name for name in result.source.names if re.search(r"(?:^|/)program\.\w+$", name)), "")
    result.warn(name or result.source.single(), 1, ANOTHER_EDITION, told, hint)
    result.files["data/program.yaml"] = result.files.pop("schedule.yaml")
    result.files.pop("people/presenters.yaml", None)
    return True


def _keep_rows(result: ImportResult, pages: PageReader) -> None:
    """Keep the rows of programmes on pages, where data are the programme, that these do not have, in a draft."""
    held = {
        normal(each.get("title", "")) for day in result.files["schedule.yaml"]["days"] for each in day["sessions"]
    }
    rows = [each.row for _, _, found in pages.taker.rows for each in found if normal(each.row.title) not in held]
    if rows:
        result.note(f"rows of programmes on pages that are not in the data are kept in a draft: {len(rows)}")
        result.keep("schedule", "Rows of the schedule that the data do not have", "\n\n".join(map(in_words, rows)))


def _schedule(result: ImportResult, data: DataFileReader, pages: PageReader) -> None:
    """The days of the programme, dated by their headings, or else by the important dates."""
    programme = ProgrammeBuilder(data.people, data.papers if pages.shows_papers() else [])
    days = data.sessions(programme)
    held = {(made["time"], made.get("title", "")) for _, sessions in days for made in sessions}
    for title, sessions in pages.days(programme):
        fresh = [made for made in sessions if (made["time"], made.get("title", "")) not in held]
        if fresh:
            days.append((title, fresh))
    dates = pages.workshop_days()
    settle(result, programme)
    made: list[Plain] = []
    for number, (title, sessions) in enumerate(days):
        known = pages.date_in(title)
        date: Any = known or (dates if len(days) == 1 else dates[number] if number < len(dates) else "")
        if isinstance(date, list) and len(date) == 1:
            date = date[0]
        before = next((day for day in made if known and day["date"] == known), None)
        if before is not None:
            before["sessions"] += sessions
            continue
        name = _without_date(title, pages.year) if known else title
        made.append(entry("day", date=date or "TBD", title=name, sessions=sessions))
    for day in made:
        day["sessions"].sort(key=lambda session: session["time"][:5])
    if not made:
        return
    result.put("schedule.yaml", made, *pages.words_of("schedule"))
    if not pages.zone:
        told = "the schedule does not say in which time zone it is"
        name, line = pages.line_of("schedule")
        result.warn(name, line, NO_ZONE, told, "write timezone in site.yaml")


def _without_date(title: str, year: str) -> str:
    """What the heading of a day says besides its date; nothing for what is a sentence."""
    rest = title
    for found in reversed(facts.dated(title, year)):
        rest = rest[: found.start] + rest[found.end :]
    rest = re.sub(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\(\s*\)", "", rest).strip(" ,:;–—-|()")
    return rest if 2 < len(rest) <= 40 and not re.search(r"(?i)place|held|will|\b(?:on|at|is)$", rest) else ""


def _relink(result: ImportResult, pages: PageReader) -> None:
    """Let links in the texts of lists lead to where they are on the new site."""
    for path, held in result.files.items():
        if path.startswith(("people/", "news")):
            for key in ("people", "news"):
                for each in held.get(key, ()):
                    for field in ("bio", "text") if isinstance(each, dict) else ():
                        if "](" in each.get(field, ""):
                            each[field] = _linked(each[field], pages)


def _linked(text: str, pages: PageReader) -> str:
    def moved(found: re.Match[str]) -> str:
        address = pages.link(found[2], Node("a", 1), PageSection("", "", 1, (), 0))
        return f"[{found[1]}]({address})" if address else found[1]

    return re.sub(r"(?<!!)\[([^\[\]]*)\]\(([^()\s]+)\)", moved, text)


def _papers(result: ImportResult, data: DataFileReader, pages: PageReader) -> None:
    """The accepted papers; those that no page shows are of another edition, and go where nothing publishes them."""
    heading, intro = pages.words_of("papers")
    if not data.papers:
        return
    if pages.shows_papers() or _is_asked_for(result, data.papers_file):
        result.put("papers.yaml", data.papers, heading, intro)
        return
    told = f"no page of the site shows these {len(data.papers)} papers: they are of another edition, left in place"
    hint = "they are kept in data/accepted-papers.yaml, which nothing shows; move them to papers.yaml if they are not"
    result.warn(data.papers_file, 1, ANOTHER_EDITION, told, hint)
    result.files["data/accepted-papers.yaml"] = data.papers
    own = {url for paper in data.papers for url in paper.values() if isinstance(url, str)}
    result.copies = {target: name for target, name in result.copies.items() if target not in own}


def _is_asked_for(result: ImportResult, name: str) -> bool:
    """Whether a page's Liquid names a data file: its rows are shown somewhere, however that is done."""
    stem = re.escape(name.removeprefix("_data/").rpartition(".")[0].replace("/", "."))
    asks = re.compile(rf"\bsite\.data\.{stem}\b")
    pages = [each for each in result.source.names if each.endswith((".md", ".html")) and not each.startswith("_")]
    return any(asks.search(result.text(each)) for each in pages)


def _apart(result: ImportResult) -> None:
    """Give pages that are called as a list or a group of people another name."""
    taken = {path.rpartition("/")[2].removesuffix(".yaml") for path in result.files if not path.startswith("data/")}
    for path in [path for path in result.pages if path.count("/") == 1]:
        name = path.removeprefix("pages/").removesuffix(".md")
        if name in taken:
            result.pages[f"pages/{name}-page.md"] = result.pages.pop(path)


def _nav(pages: PageReader) -> list[str]:
    """The navigation of a site that has none in its data: what the pages became, in their order."""
    names = dict.fromkeys(placed.name for placed in pages.placed if pages.exists(placed.name))
    home = pages.home()
    return list(names)[:MOST_IN_NAV] if set(names) - set(home) else []


def _site(result: ImportResult, config: dict[str, Any], pages: PageReader) -> None:
    """site.yaml, with the sections in the order of the pages."""
    if not any(config.values()) and not result.files and not result.pages:
        return
    title = plain(said(config.get("title"))) or pages.title or "Workshop"
    author = config.get("author")
    people = lower(author) if isinstance(author, dict) else {}
    year = pages.year or _first_year(result, pages)
    host = re.search(rf"{HOSTS}(?:\W+(?:Workshop\W+)?((?:19|20)\d\d))?", title)
    if not pages.title:
        told = "the workshop's full title stands in no text of the site; its name is taken for it"
        name = "_config.yml" if "_config.yml" in result.source else result.source.single()
        result.warn(name, 1, NO_TITLE, told, "write title in site.yaml")
    result.files["site.yaml"] = entry(
        "site",
        name=title,
        title=pages.title or title,
        edition=year or "draft",
        theme=pages.theme,
        description=plain(said(config.get("description"))),
        timezone=pages.zone,
        host=f"{host[1]} {host[2] or year}".strip() if host else "",
        contact=said(people.get("email") or config.get("email")),
        home=pages.home(),
        nav=pages.navigation() or _nav(pages),
        look={"banner": pages.banner},
        editions=pages.taker.editions,
    )


def _first_year(result: ImportResult, pages: PageReader) -> str:
    """The year of the first day that is known of the workshop; nothing without one."""
    days = [day["date"] for day in result.files.get("schedule.yaml", {}).get("days", [])]
    known = [*pages.workshop_days(), *(day for day in days if isinstance(day, str) and day != "TBD")]
    return (known or [""])[0][:4]
