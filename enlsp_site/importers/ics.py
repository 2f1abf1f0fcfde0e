"""Calendars (RFC 5545): events to sessions of the schedule, entries of whole days to important dates.

The library `icalendar` reads the properties and their values. Which zone a time is in is decided by `ics_zones`, and
which times an event has that repeats by `ics_times`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from enlsp_site.importers.codes import CANCELLED, REPEATS, TIME_IN_UTC
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.calendars import SessionsByDay, length, moment
from enlsp_site.importers.parse.ics_lines import IcsComponent, IcsProperty, components
from enlsp_site.importers.parse.ics_times import MOST, Occurrences, times_of
from enlsp_site.importers.parse.ics_zones import CalendarZones, is_in_utc
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.result import ImportResult, Plain, entry, short
from enlsp_site.model.codes import BAD_TIME, UNKNOWN_ZONE


def fill(result: ImportResult) -> None:
    """Fill the result from each calendar of the source."""
    for name in result.source.names:
        if name.lower().endswith((".ics", ".ical")) or len(result.source.names) == 1:
            _calendar(result, name)


class _CalendarReading(NamedTuple):
    """A calendar as it is read: its name, its zones, and what it comes to."""

    result: ImportResult
    name: str
    zones: CalendarZones
    days: SessionsByDay
    dates: list[Plain]
    maker: str
    """What wrote it: its PRODID."""
    people: dict[str, Plain]


def _calendar(result: ImportResult, name: str) -> None:
    whole = components(result, name)
    events = [each for each in whole if each.kind == "VEVENT"]
    maker = whole[0].text("PRODID") if whole else ""
    read = _CalendarReading(result, name, CalendarZones(whole, events), SessionsByDay(), [], maker, {})
    moved = _moved(events)
    for event in events:
        _event(read, event, moved if "RRULE" in event or "RDATE" in event else {})
    into = result.options.into.removeprefix("content/")
    result.put("dates.yaml", read.dates)
    result.put("people/speakers.yaml", list(read.people.values()))
    result.put(into or "schedule.yaml", read.days.entries())


def _moved(events: list[IcsComponent]) -> dict[str, list[IcsProperty]]:
    """The times of repeating events that are told by events of their own (3.8.4.4), by UID."""
    found: dict[str, list[IcsProperty]] = {}
    for event in events:
        for value in event.all("RECURRENCE-ID"):
            found.setdefault(event.text("UID"), []).append(value)
    return found


def _event(read: _CalendarReading, event: IcsComponent, moved: dict[str, list[IcsProperty]]) -> None:
    """Import an event, or tell why not."""
    title = event.text("SUMMARY") or "Session"
    line = event.line("SUMMARY")
    lose = read.result.lose
    if event.text("STATUS").upper() == "CANCELLED":
        read.result.warn(read.name, line, CANCELLED, f"“{short(title)}” is cancelled, and left out", "")
    elif date := _whole_day(event, title):
        _tell_of_more(read, event, title, Occurrences((), False, 1))
        read.dates.append(date)
    elif unknown := read.zones.unknown(event):
        told = f"“{short(title)}” is in the zone “{short(unknown)}”, which nobody knows, and is left out"
        hint = "write it in schedule.yaml, with its day's timezone"
        lose("sessions", read.name, event.line("DTSTART"), UNKNOWN_ZONE, told, hint)
    else:
        times = times_of(event, read.zones, moved.get(event.text("UID"), []))
        placed = [_place(read, event, title, begin) for begin in times.begins]
        if not all(placed):
            told = f"“{short(title)}” has no times that a session can have, and is left out"
            lose("sessions", read.name, line, BAD_TIME, told, "check DTSTART and DTEND")
        else:
            _tell_of_more(read, event, title, times)
            _tell_of_utc(read, event, title)


def _tell_of_more(read: _CalendarReading, event: IcsComponent, title: str, times: Occurrences) -> None:
    """Tell of an event that has more times than are imported."""
    if ("RRULE" in event or "RDATE" in event) and not times.is_whole:
        count = "first time is" if times.most == 1 else f"first {MOST} times are"
        told = f"“{short(title)}” repeats; only its {count} imported"
        hint = "write the others in schedule.yaml"
        read.result.warn(read.name, event.line("RRULE"), REPEATS, told, hint)


def _tell_of_utc(read: _CalendarReading, event: IcsComponent, title: str) -> None:
    """Tell of an event in UTC, where the calendar does not say by which clocks it is shown."""
    if is_in_utc(event) and not read.zones.is_said:
        told = f"“{short(title)}” is in UTC; it is shown in {read.zones.home or 'UTC'}"
        why = ", the zone of the other events" if read.zones.home else ""
        hint = "check the timezone of its day: is it that of the workshop?"
        read.result.warn(read.name, event.line("DTSTART"), TIME_IN_UTC, told + why, hint)


def _whole_day(event: IcsComponent, title: str) -> Plain | None:
    """An entry that goes over whole days, as an important date; its end is the day after the last."""
    first, end = _day(event, "DTSTART"), _day(event, "DTEND")
    if first is None or not 1990 <= first.year <= 2100:
        return None
    until = end - dt.timedelta(days=1) if end and end > first + dt.timedelta(days=1) else None
    url = event.text("URL")
    return entry(
        "date",
        name=title,
        date=first.isoformat(),
        until=until.isoformat() if until else "",
        url=url if url.startswith(("http://", "https://")) else "",
    )


def _day(event: IcsComponent, name: str) -> dt.date | None:
    text = event.text(name)
    found = moment(f"{text[:4]}-{text[4:6]}-{text[6:]}") if re.fullmatch(r"\d{8}", text) else None
    return found.date() if found else None


def _place(read: _CalendarReading, event: IcsComponent, title: str, begin: dt.datetime | None) -> bool:
    """Put a session into its day. False where it has no times that a session can have."""
    lasts = _length(event, read.zones)
    if begin is None or lasts is None:
        return False
    url = event.text("URL")
    categories = " ".join(event.text("CATEGORIES").split(","))
    title, people = _parted(read.maker, title)
    read.people.update({name: {"name": name} for name in people})
    code = _CODE.fullmatch(event.text("UID")) if read.maker.startswith(_PRETALX) else None
    session = {
        "title": title,
        "people": people,
        "id": code[1] if code else "",
        "kind": facts.kind_of(title) or facts.kind_of(categories) or "other",
        "room": event.text("LOCATION"),
        "links": [{"title": "More", "url": url}] if url.startswith(("http://", "https://")) else [],
        "abstract": event.text("DESCRIPTION"),
    }
    try:
        first, zone = read.zones.shown(begin, event.value("DTSTART"))
        last = first + lasts if first.tzinfo is None else _later(first, lasts)
        return read.days.add(first, last, zone, session)
    except OverflowError:
        return False


_PRETALX, _OURS = "-//pretalx//", "-//enlsp-site//"
_CODE = re.compile(r"pretalx-.+-([A-Z0-9]{6})@.*")


def _parted(maker: str, title: str) -> tuple[str, list[str]]:
    """The title of an entry and who speaks, whom pretalx writes behind a dash and we write in brackets."""
    if maker.startswith(_PRETALX):
        bare, dash, names = title.rpartition(" - ")
        return (bare, _names(names)) if dash and bare else (title, [])
    found = re.fullmatch(r"(.+) \(([^()]+)\)", title) if maker.startswith(_OURS) else None
    people = _names(found[2]) if found else []
    return (found[1], people) if found and people and all(map(is_name, people)) else (title, [])


def _names(text: str) -> list[str]:
    return [name for each in text.split(",") if (name := facts.named(each.strip())[1])]


def _later(begin: dt.datetime, lasts: dt.timedelta) -> dt.datetime:
    """The wall-clock time so much later, in the same zone, also over a change of clocks."""
    return (begin.astimezone(dt.UTC) + lasts).astimezone(begin.tzinfo)


def _length(event: IcsComponent, zones: CalendarZones) -> dt.timedelta | None:
    """How long an event lasts: from its start to its end, else its DURATION."""
    begin, end = zones.moment(event.value("DTSTART")), zones.moment(event.value("DTEND"))
    if begin and end:
        try:
            return end - begin
        except TypeError:  # one has a zone, and the other has none
            return None
    return _duration(event.text("DURATION")) if "DURATION" in event else None


def _duration(text: str) -> dt.timedelta | None:
    from icalendar.prop import vDuration

    try:
        found: dt.timedelta = vDuration.from_ical(text)  # type: ignore[no-untyped-call]
    except (ValueError, OverflowError):
        return length(text)
    return found
