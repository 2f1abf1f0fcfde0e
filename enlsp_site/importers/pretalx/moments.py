"""When an event is on the clocks of a conference's zone: a moment decides, a length is added to the moment."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.codes import AMBIGUOUS_TIME, ZONE_DATA
from enlsp_site.importers.parse.calendars import is_zone, zone_of
from enlsp_site.importers.pretalx.events import PretalxEvent

HOUR = dt.timedelta(hours=1)


class Oddity(NamedTuple):
    """What is odd about a time, in words, and the code that it is told with."""

    code: Code
    told: str


class EventTime(NamedTuple):
    """Begin and end on the clocks of a zone, that zone, and what is odd about it, if anything is."""

    begin: dt.datetime
    end: dt.datetime
    zone: str
    odd: Oddity | None = None


def when(event: PretalxEvent, zone: str) -> EventTime | None:
    """When an event is, in the zone of its conference (may be none); None without a beginning or a length."""
    begin, lasts = event.begin, event.lasts
    if begin is None or lasts is None or not dt.timedelta() <= lasts < dt.timedelta(days=1000):
        return None
    try:
        if not is_zone(zone) or not zone:
            return EventTime(begin, begin + lasts, zone_of(begin))
        return _in_zone(begin, lasts, zone, event.start)
    except (OverflowError, ValueError):
        return None


def _in_zone(begin: dt.datetime, lasts: dt.timedelta, zone: str, start: str) -> EventTime:
    own = _loaded(zone)
    if begin.tzinfo is None:
        begin = begin.replace(tzinfo=own)
        return EventTime(begin, _after(begin, lasts), zone)
    local = begin.astimezone(own)
    if local.replace(tzinfo=None) != begin.replace(tzinfo=None) and _is_other_data(begin, local, start):
        here, there = zone_of(local), zone_of(begin)
        told = f"the source gives it with {there}, and {zone} is at {here} then by the time zones of this machine"
        return EventTime(
            begin.replace(tzinfo=None), (begin + lasts).replace(tzinfo=None), zone, Oddity(ZONE_DATA, told)
        )
    end = _after(local, lasts)
    if local.fold and local.utcoffset() != local.replace(fold=0).utcoffset():
        told = f"the clocks show {local:%H:%M} twice in that night, and this is the second time ({zone_of(local)})"
        return EventTime(local, end, zone, Oddity(AMBIGUOUS_TIME, told))
    return EventTime(local, end, zone)


def _loaded(zone: str) -> dt.tzinfo:
    from enlsp_site.model import times

    found = times.zone(zone)
    return found if isinstance(found, dt.tzinfo) else ZoneInfo(zone)


def _after(begin: dt.datetime, lasts: dt.timedelta) -> dt.datetime:
    """A moment later by a length that passes, whatever clocks do in between."""
    return (begin.astimezone(dt.UTC) + lasts).astimezone(begin.tzinfo)


def _is_other_data(begin: dt.datetime, local: dt.datetime, start: str) -> bool:
    """Whether clocks and zone of the source agree with one another, but not with the zones of this machine: what it
    prints is its own clock, and it is an hour off. What is given in UTC is no clock of the venue's."""
    distance, near = begin.utcoffset(), local.utcoffset()
    if distance is None or near is None or (start and start[:5] != f"{begin:%H:%M}") or (not start and not distance):
        return False
    return abs(near - distance) == HOUR
