"""Sched's API as JSON: `session/export` or `session/list`, and `user/list` or `role/export`.

Sessions have `event_start` and `event_end` as clock times at the venue, such as `2025-06-10 09:00`; speakers are a
list of people, or their names with commas. E-mail addresses, phone numbers and attendees are never looked at.
"""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.importers.codes import NO_SCHEDULE
from enlsp_site.importers.parse import facts, prose
from enlsp_site.importers.parse.agenda import Agenda, address, line_of, texts
from enlsp_site.importers.parse.calendars import moment
from enlsp_site.importers.parse.people import links_of
from enlsp_site.importers.parse.tables import read_json, records, said
from enlsp_site.importers.result import ImportResult, Plain, entry

_GROUPS = (("speakers", "speaker"), ("artists", "speaker"), ("panelists", "speaker"), ("moderators", "moderator"))


def fill(result: ImportResult) -> None:
    """Fill the result from each file: people first, so that sessions find them. Reports `no-schedule`."""
    for name in (each for each in result.source.names if each.lower().endswith(".json")):
        found = read_json(result, name)
        rows = records(found) or [each for value in _values(found) for each in records(value)]
        agenda = Agenda(result, name)
        _people(agenda, rows)
        sessions = [row for row in rows if row.get("event_start") and row.get("name")]
        if not sessions and not agenda.people:
            result.refuse(
                name, 1, NO_SCHEDULE, "this file holds neither sessions nor people", "export session/export"
            )
        text = result.text(name)
        for row in sessions:
            _session(agenda, row, text)
        agenda.finish()


def _values(found: Any) -> list[Any]:
    return list(found.values()) if isinstance(found, dict) else []


def _people(agenda: Agenda, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if "username" in row and "event_start" not in row and said(row.get("role")).strip() != "attendee":
            agenda.person(said(row.get("username")), _person(row))
    pictured = [_person(row).get("name", "") for row in rows if "username" in row and said(row.get("avatar"))]
    agenda.tell_of_portraits(list(filter(None, pictured)))


def _person(row: dict[str, Any]) -> Plain:
    honorific, name = facts.named(prose.plain(said(row.get("name"))))
    about = texts(said(row.get("about")))
    return entry(
        "person",
        name=name,
        honorific=honorific,
        role=prose.plain(said(row.get("position"))),
        affiliations=[prose.plain(said(row.get("company")))] if said(row.get("company")) else [],
        links=links_of([said(row.get("url"))]),
        bio=about.get("abstract") or about.get("note", ""),
    )


def _session(agenda: Agenda, row: dict[str, Any], text: str) -> None:
    title = prose.plain(said(row.get("name")))
    if said(row.get("active")).upper() == "N":
        agenda.result.note(f"“{title}” is not public on Sched, and is left out")
        return
    named: dict[str, list[str]] = {"speaker": [], "moderator": []}
    for field, role in _GROUPS:
        named[role] += [each for each in _named(agenda, row.get(field)) if each not in named[role]]
    kind = f"{said(row.get('event_type'))} {said(row.get('event_subtype'))} {title}"
    agenda.session(
        title,
        moment(said(row.get("event_start"))),
        moment(said(row.get("event_end"))),
        "",
        line_of(text, said(row.get("name"))),
        kind=facts.kind_of(kind),
        people=named["speaker"],
        moderators=named["moderator"],
        room=prose.plain(said(row.get("venue"))),
        track=prose.plain(said(row.get("event_type"))),
        stream=address(said(row.get("video_stream"))),
        links=[{"title": "More", "url": url} for url in [address(said(row.get("media_url")))] if url],
        id=re.sub(r"[^\w-]", "", said(row.get("event_key")) or said(row.get("id")))[:60],
        **texts(said(row.get("description"))),
    )


def _named(agenda: Agenda, value: Any) -> list[str]:
    """The names of people: a list of them, or a text with commas."""
    if isinstance(value, str):
        return [
            agenda.person(name, entry("person", name=facts.named(name)[1]))
            for name in facts.authors_of(prose.plain(value))
        ]
    made = []
    for row in records(value):
        key = said(row.get("username")) or said(row.get("name"))
        made.append(agenda.person(key, _person(row)))
    return [name for name in made if name]
