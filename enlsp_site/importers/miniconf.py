"""The data of a MiniConf site: papers.csv, speakers.csv, committee.yml, main_calendar.json, config.yml, and what
sites add to these: sponsors, events, further papers (late-breaking, open problems), questions, pages and awards."""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.importers import csv as tables
from enlsp_site.importers.codes import NO_NAME, UNKNOWN_DATA
from enlsp_site.importers.parse import facts, headings, prose, rows
from enlsp_site.importers.parse.calendars import SessionsByDay, moment, zone_of
from enlsp_site.importers.parse.foreign_markdown import html_of
from enlsp_site.importers.parse.markup import parsed
from enlsp_site.importers.parse.tables import read_json, read_yaml, said
from enlsp_site.importers.result import ImportResult, Plain, entry, short
from enlsp_site.importers.website.files import SourceFiles
from enlsp_site.model.codes import BAD_TIME


def fill(result: ImportResult) -> None:
    """Fill the result from each file of the source that MiniConf knows."""
    for name in sorted(result.source.names, key=lambda each: "papers.csv" not in each):
        file = name.rpartition("/")[2]
        if file == "papers.csv":
            _papers(result, name)
        elif file == "speakers.csv":
            _speakers(result, name)
        elif file in ("committee.yml", "committee.yaml"):
            _committee(result, name)
        elif file == "main_calendar.json":
            _calendar(result, name)
        elif file in ("config.yml", "config.yaml"):
            _config(result, name)
        elif name.lower().endswith(".csv"):
            _further(result, name, file.rpartition(".")[0].lower())
        elif file in ("faq.yml", "faq.yaml"):
            _questions(result, name)
        elif name.lower().endswith(".md") and file.lower() != "readme.md":
            _page(result, name)


def _papers(result: ImportResult, name: str) -> None:
    header, lines = tables.read(result, name)
    result.put("papers.yaml", rows.papers(result, name, header, lines))


_FURTHER_PAPERS = re.compile(r"lbd|late|demo|paper|poster|problem|music|tutorial|workshop")


def _further(result: ImportResult, name: str, stem: str) -> None:
    """A table that MiniConf's own do not have: sponsors, awards, papers of another kind; others are told."""
    header, lines = tables.read(result, name)
    columns = {column.strip().lower() for column in header}
    if re.search(r"sponsor|industry|partner", stem):
        _sponsors(result, stem, [{key.strip().lower(): cell for key, cell in line.cells.items()} for line in lines])
    elif re.search(r"award", stem):
        _awards(result, lines)
    elif (
        re.search(r"lbd|late|demo|paper|poster|problem|music|tutorial|workshop", stem)
        and {"title", "authors"} <= columns
    ):
        _more_papers(result, name, stem, header, lines)
    elif stem == "events" and {"title", "start_time"} <= columns:
        if not any(each.endswith("main_calendar.json") for each in result.source.names):
            _events(result, name, lines)
    else:
        told = f"the table {name} is of a kind that no section is for: its {len(lines)} rows are left out"
        result.warn(name, 1, UNKNOWN_DATA, told, "`enlsp import csv` reads papers, people and dates")


def _sponsors(result: ImportResult, stem: str, found: list[dict[str, str]]) -> None:
    """Sponsors by their tier: of a column, or of what the file is called (`goldsponsors.csv`)."""
    files = SourceFiles(result)
    own = re.sub(r"[_\W]*(?:sponsors?|industry|partners?)[_\W]*", "", stem).strip()
    tiers: dict[str, list[Plain]] = {}
    for cells in found:
        row = {key: cell.strip() for key, cell in cells.items() if key}
        tier = row.get("type") or row.get("level") or row.get("tier") or row.get("session") or ""
        tier = tier if len(tier.split()) == 1 else row.get("session") or own
        link = row.get("url") or row.get("website") or row.get("external_web_link") or row.get("links") or ""
        logo = row.get("image") or row.get("logo") or row.get("logourl") or ""
        made = {
            "name": row.get("name") or row.get("title") or row.get("company") or "",
            "url": link if link.startswith(("http://", "https://")) and " " not in link else "",
            "logo": files.picture(logo) if logo else "",
        }
        if made["name"] and row.get("abstract"):
            result.keep(
                "sponsors", "What sponsors say of themselves", f"## {made['name']}\n\n{_words(row['abstract'])}"
            )
        if made["name"]:
            tiers.setdefault((tier or own or "Sponsors").capitalize(), []).append(entry("sponsor", **made))
    held = result.files.get("sponsors.yaml", {}).get("tiers", [])
    for tier, sponsors in tiers.items():
        before = next((each for each in held if each["tier"] == tier), None)
        if before:
            before["sponsors"] += sponsors
        else:
            result.put("sponsors.yaml", [entry("tier", tier=tier, sponsors=sponsors)])


def _more_papers(result: ImportResult, name: str, stem: str, header: list[str], lines: list[rows.TableRow]) -> None:
    """Papers of another table; an id that is taken gets the name of the table before it."""
    known = {paper["id"] for paper in result.files.get("papers.yaml", {}).get("papers", [])}
    track = re.sub(r"[_\W]+", " ", stem).strip().capitalize() if len(stem) > 4 else stem.upper()
    made = []
    for paper in rows.papers(result, name, header, lines):
        number = f"{stem}-{paper['id']}" if paper["id"] in known else paper["id"]
        made.append(entry("paper", **{**paper, "id": number, "track": paper.get("track") or track}))
        known.add(number)
    result.put("papers.yaml", made)


def _awards(result: ImportResult, lines: list[rows.TableRow]) -> None:
    """Awards of papers that are known by their id or their title; the others are told."""
    papers = result.files.get("papers.yaml", {}).get("papers", [])
    for line in lines:
        cells = {column.strip().lower(): value.strip() for column, value in line.cells.items() if column}
        award = cells.get("award") or cells.get("name") or cells.get("type") or ""
        named = {cells.get(key) for key in ("uid", "id", "title", "paper", "paper_id")} - {None, ""}
        known = next((each for each in papers if {each["id"], each["title"]} & named), None)
        if known is not None and award:
            known["award"] = award
        else:
            result.note(f"award {short(award or 'without a name')}: no paper is known for {short(str(cells))}")


def _events(result: ImportResult, name: str, lines: list[rows.TableRow]) -> None:
    """The programme of a site that has its events in a table, and no calendar."""
    days = SessionsByDay()
    for line in lines:
        cells = {column.strip().lower(): value.strip() for column, value in line.cells.items() if column}
        day = cells.get("start_date") or cells.get("date", "")
        begin, end = (moment(f"{day}T{cells.get(key, '').zfill(5)}") for key in ("start_time", "end_time"))
        title = re.sub(r"<[^>]*>", " ", cells.get("title", "")).strip() or "Session"
        session = {"title": title, "kind": facts.kind_of(title) or "other"}
        if not (begin and end and days.add(begin, end, "", session)):
            told = f"“{short(title)}” has no times that a session can have, and is left out"
            result.lose("sessions", name, line.line, BAD_TIME, told, "check start and end")
    result.put("schedule.yaml", days.entries())


def _questions(result: ImportResult, name: str) -> None:
    """Questions and answers as a page."""
    found = read_yaml(result, name).value
    parts = [
        (said(each.get("Question") or each.get("question")), said(each.get("Answer") or each.get("answer")))
        for each in _inner(found)
    ]
    text = "\n\n".join(f"## {prose.plain(one)}\n\n{_words(other)}" for one, other in parts if one)
    result.page("faq", "Questions and answers", text)


def _inner(value: Any, depth: int = 0) -> list[dict[str, Any]]:
    """The rows with a question in some data."""
    if isinstance(value, dict) and {"question", "Question"} & value.keys():
        return [value]
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for inner in held for each in _inner(inner, depth + 1)] if depth < 6 else []


def _page(result: ImportResult, name: str) -> None:
    """A text beside the tables as a page."""
    stem = name.rpartition("/")[2].rpartition(".")[0]
    text = result.text(name).strip()
    heading = re.match(r"#{1,3}\s+(.+)\n", text)
    title = prose.plain(heading[1]) if heading else stem.replace("_", " ").capitalize()
    result.page(headings.page_name(stem, ()), title, _words(text[heading.end() :] if heading else text))


def _words(text: str) -> str:
    """A text of Markdown and HTML as Markdown, without links into the old site."""
    writer = prose.MarkdownWriter(lambda address, _: address if "://" in address else "", lambda *_: "")
    return writer.markdown(parsed(html_of(text).text).children)


def _speakers(result: ImportResult, name: str) -> None:
    """Speakers, each with her talk."""
    _, lines = tables.read(result, name)
    files = SourceFiles(result)
    people: list[Plain] = []
    for line in lines:
        cells = {column.lower(): value.strip() for column, value in line.cells.items() if column}
        whole = rows.MAIL.sub("", cells.get("speaker") or cells.get("name", "")).strip()
        if not whole:
            result.warn(name, line.line, NO_NAME, "this row names no speaker, and is left out", "")
            continue
        place = cells.get("institution") or cells.get("affiliation", "")
        person = rows.person({"affiliations": place, "bio": cells.get("bio", "")}, whole)
        talk = {field: cells[field] for field in ("title", "abstract") if cells.get(field)}
        people.append(entry("person", **{**person, "photo": files.picture(cells.get("image", "")), "talk": talk}))
    result.put("people/speakers.yaml", people)


def _committee(result: ImportResult, name: str) -> None:
    data = read_yaml(result, name)
    value = data.value.get("committee") if isinstance(data.value, dict) else data.value
    people = []
    for each in value if isinstance(value, list) else ():
        if isinstance(each, dict) and said(each.get("name")):
            cells = {"role": said(each.get("role")), "affiliations": said(each.get("aff") or each.get("affiliation"))}
            people.append(rows.person(cells, said(each["name"])))
    result.put("people/organizers.yaml", people)


def _calendar(result: ImportResult, name: str) -> None:
    """The calendar's events, which are given in UTC or with their distance from it."""
    found = read_json(result, name)
    days = SessionsByDay()
    text = result.text(name)
    papers, words = _by_session(result), _descriptions(result)
    for each in found if isinstance(found, list) else ():
        if not isinstance(each, dict):
            continue
        title = re.sub(r"<[^>]*>", " ", said(each.get("title"))).strip() or "Session"
        begin, end = moment(said(each.get("start"))), moment(said(each.get("end")))
        link = said(each.get("link") or each.get("location"))
        kind = facts.kind_of(title) or facts.kind_of(said(each.get("calendarId") or each.get("type"))) or "other"
        links = [{"title": "More", "url": link}] if link.startswith(("http://", "https://")) else []
        room = "" if links or not link or re.search(r"\.html?\b|^[./?#]", link) else link
        session = {
            "title": title,
            "kind": kind,
            "links": links,
            "room": room,
            "papers": papers.get(title, []),
            "abstract": words.get(title, ""),
        }
        try:
            fits = bool(begin and end and days.add(begin, end, zone_of(begin), session))
        except TypeError:
            fits = False
        if not fits:
            line = text.count("\n", 0, max(text.find(title), 0)) + 1
            told = f"“{short(title)}” has no times that a session can have, and is left out"
            result.warn(name, line, BAD_TIME, told, "check start and end")
    result.put("schedule.yaml", days.entries())


def _descriptions(result: ImportResult) -> dict[str, str]:
    """What events.csv says of events, by their titles."""
    name = next((each for each in result.source.names if each.rpartition("/")[2] == "events.csv"), "")
    found: dict[str, str] = {}
    for line in tables.read(result, name)[1] if name else ():
        cells = {column.strip().lower(): value.strip() for column, value in line.cells.items() if column}
        title = re.sub(r"<[^>]*>", " ", cells.get("title", "")).strip()
        keys = ("description", "abstract", "organiser", "organizer", "organiser_bio", "organizer_bio")
        if text := "\n\n".join(cells[key] for key in keys if cells.get(key)):
            found.setdefault(title, _words(text))
    return found


def _by_session(result: ImportResult) -> dict[str, list[str]]:
    """The ids of the papers of each session, by the column `session` of papers.csv."""
    name = next((each for each in result.source.names if each.rpartition("/")[2] == "papers.csv"), "")
    known = {str(paper["id"]) for paper in result.files.get("papers.yaml", {}).get("papers", [])}
    found: dict[str, list[str]] = {}
    for line in tables.read(result, name)[1] if name else ():
        cells = {column.lower(): value.strip() for column, value in line.cells.items() if column}
        number = cells.get("uid") or cells.get("id", "")
        if cells.get("session") and number in known:
            found.setdefault(cells["session"], []).append(number)
    return found


def _config(result: ImportResult, name: str) -> None:
    data = read_yaml(result, name)
    value = data.value if isinstance(data.value, dict) else {}
    title = said(value.get("name"))
    year = re.search(r"\b(?:19|20)\d\d\b", f"{title} {said(value.get('date'))}")
    if title:
        result.files["site.yaml"] = entry(
            "site",
            name=title,
            title=said(value.get("tagline")) or title,
            edition=result.options.edition or (year[0] if year else "draft"),
            contact="",
        )
