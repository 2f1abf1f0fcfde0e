"""A workshop's site made with Jekyll: `_config.yml`, `_data/`, pages of HTML and Markdown, pictures and papers.

Read are the shapes that ENLSP's sites have had over the years, with or without `_data/`, and the layout of
jekyll-theme-conference. What no section is for becomes a page; what was commented out, or belongs to another
edition, is kept in drafts.
"""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.importers.jekyll import conference
from enlsp_site.importers.jekyll.data import Reader, current
from enlsp_site.importers.jekyll.files import Files
from enlsp_site.importers.jekyll.pages import Pages
from enlsp_site.importers.parse.programme import Programme, settle
from enlsp_site.importers.parse.prose import plain
from enlsp_site.importers.parse.tables import lower, read_yaml, said
from enlsp_site.importers.result import Desk, Plain, entry

_NO_PAGES = re.compile(r"(?i)(?:^|/)(?:readme|license|changelog|contributing|code_of_conduct|404|gemfile|tally)\b")
_HOSTS = r"(NeurIPS|NIPS|ICML|ICLR|ACL|EMNLP|NAACL|EACL|AACL|COLING|CVPR|ICCV|ECCV|AAAI|IJCAI|KDD|ICASSP|Interspeech)"


def fill(desk: Desk) -> None:
    """Fill the desk from the files of a Jekyll site."""
    config = _config(desk)
    files = Files(desk)
    data = Reader(desk, files)
    _read_data(desk, data)
    pages = Pages(desk, files, data, _edition(desk, config))
    for name in _pages_of(desk):
        pages.read(name)
    conference.fill(desk, files, data)
    if "schedule.yaml" not in desk.files:
        _schedule(desk, data, pages)
    pages.finish()
    _papers(desk, data, pages)
    _site(desk, config, pages)


def _config(desk: Desk) -> dict[str, Any]:
    name = next((each for each in ("_config.yml", "_config.yaml") if each in desk.source), "")
    if not name:
        desk.warn(
            desk.source.single() or "(source)",
            1,
            "no-config",
            "there is no _config.yml",
            "name the folder that has it",
        )
        return {}
    data = read_yaml(desk, name)
    return lower(data.value) if isinstance(data.value, dict) else {}


def _edition(desk: Desk, config: dict[str, Any]) -> str:
    """The year: as asked for, or as the title or address of the site says; nothing if neither does."""
    texts = [said(config.get(key)) for key in ("title", "url", "baseurl", "description")]
    years = [year for text in texts for year in re.findall(r"\b(?:19|20)\d\d|(?<=\D)20\d\d", text)]
    return desk.options.edition or next(iter(years), "")


def _read_data(desk: Desk, data: Reader) -> None:
    names = [name for name in desk.source.names if re.fullmatch(r"_data/[^/]+\.ya?ml", name)]
    counted, passed = current(names)
    for name in passed:
        told = "this file is a copy or an earlier draft of another, and is not imported"
        desk.warn(name, 1, "superseded", told, "rename it, if it is the one that counts")
    people = [name for name in counted if "paper" not in name and "schedul" not in name]
    for name in [*people, *(name for name in counted if name not in people)]:
        data.read(name)
        desk.keep("comments", "Commented out in the old site", _commented(desk, name))


def _commented(desk: Desk, name: str) -> str:
    """What is commented out in a data file, if it says something."""
    lines = [line.lstrip()[1:].strip() for line in desk.text(name).split("\n") if line.lstrip().startswith("#")]
    words = "\n".join(line for line in lines if re.search(r"\w{3}", line))
    return f"In {name}:\n\n" + "\n".join(f"    {line}" for line in words.split("\n")) if words else ""


def _pages_of(desk: Desk) -> list[str]:
    """The pages: index first, then the others at the top, or in a folder for pages."""
    found = [
        name
        for name in desk.source.names
        if re.fullmatch(r"(?:_?pages/|docs/)?[^_/][^/]*\.(?:md|markdown|html?)", name) and not _NO_PAGES.search(name)
    ]
    return sorted(found, key=lambda name: (not name.startswith("index."), name))


def _schedule(desk: Desk, data: Reader, pages: Pages) -> None:
    """The days of the programme, dated by the important dates."""
    programme = Programme(data.people, data.papers if pages.shows_papers() else [])
    days = data.sessions(programme) or pages.days(programme)
    dates = pages.workshop_days()
    settle(desk, programme)
    made: list[Plain] = []
    for number, (title, sessions) in enumerate(days):
        known = pages.date_in(title)
        date: Any = known or (dates if len(days) == 1 else dates[number] if number < len(dates) else "")
        if isinstance(date, list) and len(date) == 1:
            date = date[0]
        made.append(entry("day", date=date or "TBD", title="" if known else title, sessions=sessions))
    heading, intro = pages.words_of("schedule")
    if made:
        desk.put("schedule.yaml", made, heading, intro)
        if not pages.zone:
            told = "the schedule does not say in which time zone it is"
            desk.warn(
                pages.line_of("schedule")[0],
                pages.line_of("schedule")[1],
                "no-zone",
                told,
                "write timezone in site.yaml",
            )


def _papers(desk: Desk, data: Reader, pages: Pages) -> None:
    """The accepted papers; those that no page shows are of another edition, and go where nothing publishes them."""
    heading, intro = pages.words_of("papers")
    if not data.papers:
        return
    if pages.shows_papers():
        desk.put("papers.yaml", data.papers, heading, intro)
        return
    told = f"no page of the site shows these {len(data.papers)} papers: they are of another edition, left in place"
    hint = "they are kept in data/accepted-papers.yaml, which nothing shows; move them to papers.yaml if they are not"
    desk.warn(data.papers_file, 1, "other-edition", told, hint)
    desk.files["data/accepted-papers.yaml"] = data.papers
    own = {url for paper in data.papers for url in paper.values() if isinstance(url, str)}
    desk.copies = {target: name for target, name in desk.copies.items() if target not in own}


def _site(desk: Desk, config: dict[str, Any], pages: Pages) -> None:
    """site.yaml, with the sections in the order of the pages."""
    if not config and not desk.files and not desk.pages:
        return
    title = plain(said(config.get("title"))) or pages.title or "Workshop"
    author = config.get("author")
    people = lower(author) if isinstance(author, dict) else {}
    year = pages.year or (pages.workshop_days() or [""])[0][:4]
    host = re.search(rf"{_HOSTS}(?:\W+(?:Workshop\W+)?((?:19|20)\d\d))?", title)
    if not pages.title:
        told = "the workshop's full title stands in no text of the site; its name is taken for it"
        desk.warn("_config.yml", 1, "no-title", told, "write title in site.yaml")
    desk.files["site.yaml"] = entry(
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
        nav=pages.navigation(),
        look={"banner": pages.banner},
        editions=pages.editions,
    )
