"""pretalx's API (`/api/events/…/`, version v1) and the JSON of its widget to a conference with its events.

Answers come in pages (`count`, `next`, `results`) and in two forms: with ids, or `expanded` with what those stand
for. Both are read, and put together by their ids; breaks are slots without a talk.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from enlsp_site.importers.parse.calendars import moment
from enlsp_site.importers.parse.tables import records, said
from enlsp_site.importers.pretalx.events import Conference, PretalxEvent, listed, translated

Answers = dict[str, Any]
"""The answers of a source by the names of its files."""


def of_widget(name: str, found: Any) -> Conference | None:
    """The conference of a widget's JSON; None for what is none."""
    if not isinstance(found, dict) or not isinstance(found.get("talks"), list) or "rooms" not in found:
        return None
    held = _Lookups(found.get("rooms"), found.get("tracks"), found.get("speakers"))
    events = [held.event(row, row.get("room"), row, not row.get("code")) for row in records(found["talks"])]
    return Conference(
        name, events, "", said(found.get("timezone")), said(found.get("event_start")), said(found.get("event_end"))
    )


def of_answers(answers: Answers) -> Conference | None:
    """The conference of answers of the API; None where there are no slots among them."""
    rows = [row for found in answers.values() for row in _rows(found)]
    slots = {
        said(row.get("id")): row for row in sorted(rows, key=_fullness) if "submission" in row and "start" in row
    }
    if not slots:
        return None
    talks = {
        said(row["code"]): row for row in sorted(rows, key=_fullness) if "submission_type" in row and row.get("code")
    }
    speakers = [row for row in rows if "biography" in row and row.get("code")]
    held = _Lookups(
        [row for row in rows if "capacity" in row], [row for row in rows if "color" in row], speakers,
        [row for row in rows if "default_duration" in row],
    )  # fmt: skip
    event = next((found for found in answers.values() if isinstance(found, dict) and "date_from" in found), {})
    events = []
    for slot in slots.values():
        talk = slot["submission"]
        talk = talk if isinstance(talk, dict) else talks.get(said(talk), {})
        row = {**talks.get(said(talk.get("code")), {}), **talk} if talk else {"title": slot.get("description")}
        events.append(held.event(slot, slot.get("room"), row, not talk))
    name = next(iter(answers), "")
    zone, first, last = (said(event.get(key)) for key in ("timezone", "date_from", "date_to"))
    return Conference(name, events, translated(event.get("name")), zone, first, last, "", held.described())


def _rows(found: Any) -> list[dict[str, Any]]:
    """The rows of an answer: its results, or the slots of a schedule."""
    if not isinstance(found, dict):
        return records(found)
    return records(found.get("results")) or records(found.get("slots"))


def _fullness(row: dict[str, Any]) -> int:
    return len(str(row))


class _Lookups:
    """Rooms, tracks, speakers and types by their ids."""

    def __init__(self, rooms: Any, tracks: Any, speakers: Any, types: Any = ()) -> None:
        self.rooms, self.tracks = self._by(rooms, "id"), self._by(tracks, "id")
        self.speakers, self.types = self._by(speakers, "code"), self._by(list(types), "id")

    @staticmethod
    def _by(rows: Any, key: str) -> dict[str, dict[str, Any]]:
        return {said(row.get(key)): row for row in sorted(records(rows), key=_fullness)}

    def described(self) -> tuple[tuple[str, str], ...]:
        """The rooms with what is said of them."""
        return tuple((translated(row.get("name")), translated(row.get("description"))) for row in self.rooms.values())

    def _called(self, value: Any, known: dict[str, dict[str, Any]]) -> str:
        row = value if isinstance(value, dict) else known.get(said(value), {})
        return translated(row.get("name"))

    def event(self, slot: dict[str, Any], room: Any, talk: dict[str, Any], is_break: bool) -> PretalxEvent:
        """An event: its times are the slot's, its words the talk's."""
        begin, end = moment(said(slot.get("start"))), moment(said(slot.get("end")))
        if begin and end and begin.tzinfo and end.tzinfo and not begin.utcoffset():
            begin = begin.astimezone(end.tzinfo)  # breaks begin in UTC, and end on the clocks of the venue
        people = [
            each if isinstance(each, dict) else self.speakers.get(said(each), {})
            for each in listed(talk.get("speakers"))
        ]
        files = records(talk.get("resources"))
        return PretalxEvent(
            title=translated(talk.get("title")),
            begin=begin,
            lasts=_between(begin, end),
            key=said(talk.get("code")),
            room=self._called(room, self.rooms),
            track=self._called(talk.get("track"), self.tracks),
            kind=self._called(talk.get("submission_type"), self.types),
            language=said(talk.get("content_locale")),
            abstract=translated(talk.get("abstract")),
            description=translated(talk.get("description")),
            people=tuple({**self.speakers.get(said(each.get("code")), {}), **each} for each in people if each),
            links=tuple(
                (translated(each.get("description")) or "File", said(each.get("resource") or each.get("link")))
                for each in files
            ),
            is_recorded=talk.get("do_not_record") is not True,
            is_break=is_break,
        )


def _between(begin: dt.datetime | None, end: dt.datetime | None) -> dt.timedelta | None:
    if begin is None or end is None or (begin.tzinfo is None) != (end.tzinfo is None):
        return None
    return end - begin
