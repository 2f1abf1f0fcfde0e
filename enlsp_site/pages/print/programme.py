"""The programme in print: tables of its days, and a sign for each door and day."""

from __future__ import annotations

from typing import Any

from enlsp_site.model.edition import Edition
from enlsp_site.model.schedule import Day, Session, room_of
from enlsp_site.pages.print.setting import Setter
from enlsp_site.pages.timetable import Timetable, grid, places


def programme(edition: Edition, setter: Setter, _address: str) -> dict[str, Any]:
    """The days, each as a list, or as a table where it is in several places at once."""
    order = list(dict.fromkeys(place for day in edition.days for place in places(day)))
    return {"days": [_day(edition, setter, day, grid(day, order)) for day in edition.days]}


def door_signs(edition: Edition, setter: Setter, _address: str) -> dict[str, Any]:
    """A sign for each room and day: what takes place behind the door. Cancelled sessions are struck through."""
    signs = []
    for day in edition.days:
        rooms = dict.fromkeys(room for session in day.sessions if (room := room_of(session, day)))
        for room in rooms:
            held = [session for session in day.sessions if room_of(session, day) == room]
            signs.append(
                {
                    "room": setter.line(room),
                    "day": _called(edition, setter, day),
                    "sessions": [_session(edition, setter, day, session, False) for session in held],
                }
            )
    return {"signs": signs}


def _day(edition: Edition, setter: Setter, day: Day, table: Timetable | None) -> dict[str, Any]:
    return {
        "day": _called(edition, setter, day),
        "title": setter.line(day.title),
        "zone": setter.line(edition.language.say("times_in", zone=day.zone_label)),
        "room": setter.line(day.room),
        "sessions": [_session(edition, setter, day, session, table is not None) for session in day.sessions],
        "places": [setter.line(place) for place in table.places] if table else [],
        "rows": [
            {
                "start": edition.language.clock(row.start),
                "cells": [
                    {"columns": cell.columns, "rows": cell.rows, "sessions": list(cell.sessions)}
                    for cell in row.cells
                ],
            }
            for row in (table.rows if table else ())
        ],
    }


def _called(edition: Edition, setter: Setter, day: Day) -> str:
    """A day by its date; one of which several are possible by all of them."""
    said = edition.language
    if len(day.days) == 1:
        return setter.line(said.weekday(day.days[0]))
    return setter.line(said.days(day.days) if day.days else day.title or said.say("day_tbd"))


def _session(edition: Edition, setter: Setter, day: Day, session: Session, in_table: bool) -> dict[str, Any]:
    """A session; `room` is told where it is not that of its day, and in a table by the column."""
    said = edition.language
    room = room_of(session, day)
    chairs = setter.list(person.name for person in session.moderators)
    return {
        "start": said.clock(session.start),
        "end": said.clock(session.end) + (f" ({said.say('next_day')})" if session.overnight else ""),
        "title": setter.runs(session.title),
        "people": setter.list(person.name for person in session.people if not person.cancelled),
        "chairs": setter.line(said.say("moderated_by", people=chairs)) if chairs else "",
        "room": setter.line(room) if room != day.room and not in_table else "",
        "papers": [
            {
                "title": setter.runs(paper.title),
                "authors": setter.list(paper.authors),
                "board": setter.line(paper.board),
                "start": said.clock(paper.slot.start) if paper.slot else "",
            }
            for paper in session.papers
        ],
        "cancelled": setter.line(said.say("cancelled")) if session.cancelled else "",
    }
