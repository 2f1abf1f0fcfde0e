"""Sessionize's API as JSON, in the views that it offers: All, Sessions, Speakers, Speaker wall and Grid.

`startsAt` and `endsAt` are clock times at the venue without a zone (or UTC, with Z, where the API is set so).
"""

from __future__ import annotations

from typing import Any

from enlsp_site.importers.codes import NO_SCHEDULE
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.agenda import Agenda, address, line_of, texts
from enlsp_site.importers.parse.calendars import moment, zone_of
from enlsp_site.importers.parse.people import links_of
from enlsp_site.importers.parse.tables import read_json, records, said
from enlsp_site.importers.result import ImportResult, Plain, entry


def fill(result: ImportResult) -> None:
    """Fill the result from each view of the source; speakers first, so that sessions find them.
    Reports `no-schedule`."""
    for name in (each for each in result.source.names if each.lower().endswith(".json")):
        found = read_json(result, name)
        if found is None:
            continue
        agenda = Agenda(result, name)
        _View(agenda, found, result.text(name)).fill()
        if not agenda.people and not agenda.days.entries():
            told = "this file holds neither sessions nor speakers"
            result.refuse(name, 1, NO_SCHEDULE, told, "export the view All as JSON")
        agenda.finish()


class _View:
    def __init__(self, agenda: Agenda, found: Any, text: str) -> None:
        self.agenda = agenda
        self.text = text
        self.whole: dict[str, Any] = found if isinstance(found, dict) else {}
        self.rows = records(found)
        self.rooms = {said(each.get("id")): said(each.get("name")) for each in records(self.whole.get("rooms"))}
        self.items = {
            said(item.get("id")): (said(group.get("title")), said(item.get("name")))
            for group in records(self.whole.get("categories"))
            for item in records(group.get("items"))
        }

    def fill(self) -> None:
        """Take in the people, then the sessions."""
        rows = self.rows
        people = [*records(self.whole.get("speakers")), *(each for each in rows if "fullName" in each)]
        for row in people:
            self.agenda.person(said(row.get("id")), _person(row))
        pictured = [_person(row).get("name", "") for row in people if said(row.get("profilePicture"))]
        self.agenda.tell_of_portraits(list(filter(None, pictured)))
        sessions = records(self.whole.get("sessions"))
        sessions += [each for group in rows for each in records(group.get("sessions")) if "title" in each]
        sessions += [
            each
            for day in rows
            for room in records(day.get("rooms"))
            for each in records(room.get("sessions"))
            if "title" in each
        ]
        sessions += [each for each in rows if "startsAt" in each and "title" in each]
        seen: set[str] = set()
        for row in sessions:
            if said(row.get("id")) not in seen:
                seen.add(said(row.get("id")))
                self._session(row)

    def _session(self, row: dict[str, Any]) -> None:
        title = said(row.get("title"))
        begin, end = moment(said(row.get("startsAt"))), moment(said(row.get("endsAt")))
        if said(row.get("status")) in ("Declined", "Decline_Queue", "Withdrawn"):
            return
        kinds = [self.items.get(said(each), ("", "")) for each in row.get("categoryItems") or () if said(each)]
        kinds += [
            (said(group.get("name")), said(item.get("name")))
            for group in records(row.get("categories"))
            for item in records(group.get("categoryItems"))
        ]
        words = " ".join([*(name for _, name in kinds), title])
        people = [self._speaker(each) for each in row.get("speakers") or () if isinstance(row.get("speakers"), list)]
        self.agenda.session(
            title,
            begin,
            end,
            zone_of(begin) if begin else "",
            line_of(self.text, title),
            kind=facts.kind_of(words) or ("other" if row.get("isServiceSession") else ""),
            people=[each for each in people if each],
            room=said(row.get("room")) or self.rooms.get(said(row.get("roomId")), ""),
            track=next((name for group, name in kinds if "track" in group.lower()), ""),
            stream=address(said(row.get("liveUrl"))),
            recording=address(said(row.get("recordingUrl"))),
            id=_identity(said(row.get("id"))),
            **texts(said(row.get("description"))),
        )

    def _speaker(self, value: Any) -> str:
        key = said(value.get("id")) if isinstance(value, dict) else said(value)
        known = self.agenda.people.get(key)
        if known:
            return str(known["name"])
        name = said(value.get("name")) if isinstance(value, dict) else ""
        return self.agenda.person(key, entry("person", name=facts.named(name)[1])) if name else ""


def _identity(found: str) -> str:
    """What keeps a session's address: its number, with a letter before it."""
    return f"s{found}"[:60] if found.isdecimal() else found[:60]


def _person(row: dict[str, Any]) -> Plain:
    name = said(row.get("fullName")) or f"{said(row.get('firstName'))} {said(row.get('lastName'))}".strip()
    honorific, bare = facts.named(name)
    return entry(
        "person",
        name=bare,
        honorific=honorific,
        role=said(row.get("tagLine")),
        links=links_of([said(each.get("url")) for each in records(row.get("links"))]),
        bio=texts(said(row.get("bio"))).get("abstract") or texts(said(row.get("bio"))).get("note", ""),
    )
