"""The data of a MiniConf site: papers.csv, speakers.csv, committee.yml, main_calendar.json, config.yml."""

from __future__ import annotations

import re

from enlsp_site.importers import csv as tables
from enlsp_site.importers.codes import NO_NAME
from enlsp_site.importers.parse import facts, rows
from enlsp_site.importers.parse.calendars import SessionsByDay, moment, zone_of
from enlsp_site.importers.parse.tables import read_json, read_yaml, said
from enlsp_site.importers.result import ImportResult, Plain, entry, short
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


def _papers(result: ImportResult, name: str) -> None:
    header, lines = tables.read(result, name)
    result.put("papers.yaml", rows.papers(result, name, header, lines))


def _speakers(result: ImportResult, name: str) -> None:
    """Speakers, each with her talk."""
    _, lines = tables.read(result, name)
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
        people.append(entry("person", **{**person, "talk": talk}))
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
    papers = _by_session(result)
    for each in found if isinstance(found, list) else ():
        if not isinstance(each, dict):
            continue
        title = re.sub(r"<[^>]*>", " ", said(each.get("title"))).strip() or "Session"
        begin, end = moment(said(each.get("start"))), moment(said(each.get("end")))
        link = said(each.get("link") or each.get("location"))
        kind = facts.kind_of(title) or facts.kind_of(said(each.get("calendarId") or each.get("type"))) or "other"
        links = [{"title": "More", "url": link}] if link.startswith(("http://", "https://")) else []
        room = "" if links or not link or re.search(r"\.html?\b|^[./?#]", link) else link
        session = {"title": title, "kind": kind, "links": links, "room": room, "papers": papers.get(title, [])}
        try:
            fits = bool(begin and end and days.add(begin, end, zone_of(begin), session))
        except TypeError:
            fits = False
        if not fits:
            line = text.count("\n", 0, max(text.find(title), 0)) + 1
            told = f"“{short(title)}” has no times that a session can have, and is left out"
            result.warn(name, line, BAD_TIME, told, "check start and end")
    result.put("schedule.yaml", days.entries())


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
