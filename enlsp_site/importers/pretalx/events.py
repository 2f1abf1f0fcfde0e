"""What the forms of a programme have in common: a conference with its events, as plain values.

Every form (schedule.json, schedule.xml, the API, the widget) is read into these; nothing of a form is known beyond
this module's callers.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from enlsp_site.importers.parse.tables import said


class PretalxEvent(NamedTuple):
    """A talk or a break. `begin` has a distance from UTC where the source gives one, `date` and `start` are the day
    and the clock that it prints; `key` is what it is known by, whatever its title."""

    title: str
    begin: dt.datetime | None = None
    lasts: dt.timedelta | None = None
    date: str = ""
    start: str = ""
    length: str = ""
    key: str = ""
    room: str = ""
    track: str = ""
    kind: str = ""
    language: str = ""
    abstract: str = ""
    description: str = ""
    people: tuple[dict[str, Any], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    recording: str = ""
    is_recorded: bool = True
    is_break: bool = False


class Conference(NamedTuple):
    """A programme: what it is called, its zone and days, the address of its server, rooms with what is said of them,
    tracks with their colours."""

    name: str
    events: list[PretalxEvent]
    title: str = ""
    zone: str = ""
    first: str = ""
    last: str = ""
    base: str = ""
    rooms: tuple[tuple[str, str], ...] = ()
    colours: tuple[tuple[str, str], ...] = ()


def translated(value: Any) -> str:
    """A text that may be given in several languages, or as a mapping with a name: in English, else in the first."""
    if isinstance(value, dict):
        if isinstance(value.get("name"), dict):
            return translated(value["name"])
        return said(value.get("en") or value.get("name") or next(iter(value.values()), ""))
    return said(value)


def listed(value: Any) -> list[Any]:
    """A list as it is; of anything else, which a damaged file may hold in its place, nothing."""
    return value if isinstance(value, list) else []
