"""Indico's exports: an event's contributions, its timetable or its abstracts as JSON, and the same event as XML.

Read are `/export/event/ID.json?detail=contributions` (or `sessions`), `/export/timetable/ID.json`, the list of
abstracts as JSON, and `/export/event/ID.xml`. Moments have a date, a time and a zone of their own. E-mail addresses
and their hashes are never looked at.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from xml.etree import ElementTree

from enlsp_site.importers.codes import NO_SCHEDULE
from enlsp_site.importers.parse import facts, prose, rows
from enlsp_site.importers.parse.agenda import Agenda, address, line_of, texts
from enlsp_site.importers.parse.calendars import is_zone, moment, zone_of
from enlsp_site.importers.parse.tables import read_json, records, said
from enlsp_site.importers.parse.xml import parsed
from enlsp_site.importers.result import ImportResult, Plain, entry

_TAKEN = ("accepted", "merged", "")


def fill(result: ImportResult) -> None:
    """Fill the result from each export of the source."""
    for name in result.source.names:
        if name.lower().endswith(".json"):
            _export(result, name, read_json(result, name))
        elif name.lower().endswith(".xml"):
            root = parsed(result, name, result.source.read(name) or b"")
            if root is not None:
                _export(result, name, {"results": [_plain(each) for each in root.iter("conference")]})


def _export(result: ImportResult, name: str, found: Any) -> None:
    whole = found if isinstance(found, dict) else {}
    agenda = Agenda(result, name)
    text = result.text(name)
    results = whole.get("results")
    for event in records(results):
        _event(agenda, event, text)
    for days in _values(results) if isinstance(results, dict) else ():
        for entries in _values(days):
            for each in _values(entries):
                _slot(agenda, each, text)
    papers = [made for each in records(whole.get("abstracts")) if (made := _abstract(each))]
    result.put("papers.yaml", papers)
    if not papers and not agenda.people and not agenda.days.entries() and found is not None:
        told = "this file holds no contributions, no timetable and no abstracts"
        result.refuse(name, 1, NO_SCHEDULE, told, "export the event with detail=contributions")
    agenda.finish()


def _values(found: Any) -> list[dict[str, Any]]:
    return [each for each in found.values() if isinstance(each, dict)] if isinstance(found, dict) else []


def _plain(node: ElementTree.Element) -> dict[str, Any]:
    """An element of the XML export as the same data: what repeats, or is called in the plural, is a list."""
    made: dict[str, Any] = {"id": node.get("id", "")}
    for child in node:
        tag = child.tag.rpartition("}")[2]
        if len(child) and all(len(each) or each.attrib for each in child):
            made[tag] = [_plain(each) for each in child]
        else:
            made[tag] = _plain(child) if len(child) else (child.text or "").strip()
    return made


def _event(agenda: Agenda, event: dict[str, Any], text: str) -> None:
    """An event: what it is into site.yaml, its contributions into the schedule."""
    begin, zone = _moment(event.get("startDate"))
    _site(agenda.result, event, begin, said(event.get("timezone")) or zone)
    chairs = [_person(each) for each in records(event.get("chairs"))]
    agenda.result.put("people/organizers.yaml", [each for each in chairs if each.get("name")])
    held = [*records(event.get("contributions"))]
    for session in records(event.get("sessions")):
        held += [{"session": said(session.get("title")), **each} for each in records(session.get("contributions"))]
    for row in held:
        _contribution(agenda, row, text)
    within = [said(row.get("session")) for row in held if said(row.get("track")) and said(row.get("session"))]
    if within:
        names = ", ".join(dict.fromkeys(within))
        agenda.result.note(f"contributions have their track; the sessions that they are in are not taken: {names}")
    if any(address(said(row.get("url"))) for row in held):
        agenda.result.note("the pages of contributions on Indico are not taken")


def _site(result: ImportResult, event: dict[str, Any], begin: dt.datetime | None, zone: str) -> None:
    title = prose.plain(said(event.get("title")))
    place = ", ".join(
        filter(None, (said(event.get("roomFullname")) or said(event.get("room")), said(event.get("location"))))
    )
    if title:
        result.files["site.yaml"] = entry(
            "site",
            name=title,
            title=title,
            edition=result.options.edition or (str(begin.year) if begin else "draft"),
            description=prose.plain(said(event.get("description")))[:300],
            venue=place,
            timezone=zone if is_zone(zone) else "",
        )


def _moment(value: Any) -> tuple[dt.datetime | None, str]:
    """A moment and its zone, of `{date, time, tz}` or of a text."""
    if isinstance(value, dict):
        zone = said(value.get("tz"))
        return moment(f"{said(value.get('date'))} {said(value.get('time'))}"), zone if is_zone(zone) else ""
    found = moment(said(value))
    return found, zone_of(found) if found else ""


def _times(row: dict[str, Any]) -> tuple[dt.datetime | None, dt.datetime | None, str]:
    begin, zone = _moment(row.get("startDate"))
    end, _ = _moment(row.get("endDate"))
    minutes = said(row.get("duration"))
    if begin and not end and minutes.isdecimal() and len(minutes) < 5:
        end = begin + dt.timedelta(minutes=int(minutes))
    return begin, end, zone


def _contribution(agenda: Agenda, row: dict[str, Any], text: str, room: str = "") -> None:
    title = prose.plain(said(row.get("title")))
    begin, end, zone = _times(row)
    speakers = records(row.get("speakers")) or records(row.get("presenters")) or records(row.get("primaryauthors"))
    made = [_person(each) for each in speakers]
    folders = [*records(row.get("folders")), *records(row.get("material"))]
    files = [
        *records(row.get("attachments")),
        *(file for each in folders for file in records(each.get("attachments"))),
    ]
    links = [
        (said(each.get("title")) or "Material", said(each.get("download_url") or each.get("link_url")))
        for each in files
    ]
    kind = f"{said(row.get('type'))} {title}"
    agenda.session(
        title,
        begin,
        end,
        zone,
        line_of(text, said(row.get("title"))),
        kind=facts.kind_of(kind) or ("invited" if len(made) == 1 else "other"),
        people=[name for each in made if (name := agenda.person(each.get("name", ""), each))],
        room=said(row.get("roomFullname")) or said(row.get("room")) or room,
        track=said(row.get("track")) or said(row.get("session")),
        links=[{"title": words, "url": url} for words, link in links if (url := address(link))],
        **texts(said(row.get("description"))),
    )


def _slot(agenda: Agenda, row: dict[str, Any], text: str) -> None:
    """An entry of the timetable: a contribution or a break, or a session with those inside of it."""
    inside = _values(row.get("entries"))
    if said(row.get("entryType")) == "Session" and inside:
        for each in inside:
            _contribution(agenda, {"session": said(row.get("title")), **each}, text, said(row.get("room")))
    elif said(row.get("entryType")) == "Break":
        _contribution(agenda, {**row, "type": "break"}, text)
    elif row.get("entryType"):
        _contribution(agenda, {"presenters": row.get("conveners"), **row}, text)


def _person(row: dict[str, Any]) -> Plain:
    """A person: `fullName` may be `Family, Given`."""
    parts = [said(row.get(key)) for key in ("first_name", "last_name")]
    parts = parts if any(parts) else [said(row.get("firstName")), said(row.get("familyName"))]
    whole = " ".join(filter(None, parts)) or rows.turned(said(row.get("fullName") or row.get("name")))
    honorific, name = facts.named(prose.plain(whole))
    place = prose.plain(said(row.get("affiliation")))
    return entry("person", name=name, honorific=honorific, affiliations=[place] if place else [])


def _abstract(row: dict[str, Any]) -> Plain | None:
    """An accepted abstract as a paper."""
    if said(row.get("state")).lower() not in _TAKEN:
        return None
    authors = []
    for each in records(row.get("persons")):
        made = _person(each)
        if made.get("name"):
            authors.append(made if "affiliations" in made else made["name"])
    kind = row.get("accepted_contrib_type") or row.get("submitted_contrib_type")
    found = said(kind.get("name")) if isinstance(kind, dict) else ""
    return entry(
        "paper",
        id=said(row.get("friendly_id")) or said(row.get("id")),
        title=prose.plain(said(row.get("title"))),
        authors=authors,
        abstract=re.sub(r"\r\n", "\n", said(row.get("content"))),
        decision=rows.kind_of(found),
    )
