"""The times of an event that repeats (RFC 5545, 3.8.5): its rule and further dates, less those that are left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice, takewhile
from typing import NamedTuple

from enlsp_site.importers.parse.ics_lines import IcsComponent, IcsProperty
from enlsp_site.importers.parse.ics_zones import CalendarZones

MOST = 50
"""Of a rule that ends, how many times are taken; of one without an end the first alone."""
_FREQUENCIES = re.compile(r"FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;|$)", re.I)
_PART = re.compile(r"(?:^|;)(UNTIL|COUNT)=([^;]*)", re.I)


class Occurrences(NamedTuple):
    """When an event begins, each time; whether those are all; and how many were looked for."""

    begins: tuple[dt.datetime | None, ...]
    is_whole: bool
    most: int


def times_of(event: IcsComponent, zones: CalendarZones, moved: list[IcsProperty]) -> Occurrences:
    """The times of an event. Those at `moved` have events of their own. One that cannot be read is None."""
    start = event.value("DTSTART")
    begin = zones.moment(start)
    if begin is None or not ("RRULE" in event or "RDATE" in event):
        return Occurrences((begin,), True, 1)
    rule = event.text("RRULE")
    has_end = not rule or bool(_PART.search(rule))
    most = MOST if has_end else 1
    gone = {_key(moment) for value in (*_each(event, "EXDATE"), *moved) if (moment := zones.moment(value))}
    found = (moment for moment in _all(event, zones, begin) if _key(moment) not in gone)
    begins = tuple(islice(found, most + 1))
    return Occurrences(begins[:most], has_end and len(begins) <= most, most)


def _key(moment: dt.datetime) -> dt.datetime:
    """A moment so that equal ones are equal, in whichever zone they are written."""
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment


def _each(event: IcsComponent, name: str) -> list[IcsProperty]:
    """The values of a property that may hold several, each as a value of its own."""
    return [value._replace(text=text.strip()) for value in event.all(name) for text in value.text.split(",")]


def _all(event: IcsComponent, zones: CalendarZones, begin: dt.datetime) -> Iterator[dt.datetime]:
    """The times of the rule, and then those written one by one, in the order of time where there is no rule."""
    further = [moment for value in _each(event, "RDATE") if (moment := zones.moment(value))]
    if "RRULE" not in event:
        yield from sorted({begin, *further}, key=lambda moment: _key(moment).replace(tzinfo=None))
        return
    yield from _by_rule(event.text("RRULE"), begin)
    yield from further


def _by_rule(rule: str, begin: dt.datetime) -> Iterator[dt.datetime]:
    """The times of a rule, by the wall clock of the event's zone; the event's start alone where the rule is none."""
    from dateutil.rrule import rrulestr

    until = next((text for name, text in _PART.findall(rule) if name.upper() == "UNTIL"), "")
    plain = re.sub(r"(?:^|;)UNTIL=[^;]*", "", rule, flags=re.I).strip(";")
    wall = begin.replace(tzinfo=None)
    try:
        last = _until(until, begin) if until else dt.datetime.max
        walls = iter(rrulestr(plain, dtstart=wall) if _FREQUENCIES.match(plain) else [wall])
        yield from (each.replace(tzinfo=begin.tzinfo) for each in takewhile(lambda each: each <= last, walls))
    except (ValueError, TypeError, OverflowError):
        yield begin


def _until(text: str, begin: dt.datetime) -> dt.datetime:
    """The last moment of a rule, by the wall clock of the event's zone: a moment in UTC, or a day or time of it."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", text.strip())
    if not found:
        return begin.replace(tzinfo=None)
    day = dt.date(int(found[1]), int(found[2]), int(found[3]))
    clock = dt.time(int(found[4]), int(found[5]), int(found[6])) if found[4] else dt.time.max
    moment = dt.datetime.combine(day, clock)
    if found[7] and begin.tzinfo:
        return moment.replace(tzinfo=dt.UTC).astimezone(begin.tzinfo).replace(tzinfo=None)
    return moment
