"""Calendars (RFC 5545): events to sessions of the schedule, entries of whole days to important dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from enlsp_site import times
from enlsp_site.importers import facts
from enlsp_site.importers.calendars import Days, is_zone, length, moment, zone_of
from enlsp_site.importers.desk import Desk, Plain, entry, short


class _Value(NamedTuple):
    """A property of an event: its parameters, its value, and its line."""

    parameters: dict[str, str]
    text: str
    line: int


Event = dict[str, _Value]


def fill(desk: Desk) -> None:
    """Fill the desk from each calendar of the source."""
    for name in desk.source.names:
        if name.lower().endswith((".ics", ".ical")) or len(desk.source.names) == 1:
            _calendar(desk, name)


def _calendar(desk: Desk, name: str) -> None:
    zone, events = _events(desk.text(name))
    days, dates = Days(), list[Plain]()
    for event in events:
        title = _plain(event, "SUMMARY") or "Session"
        line = event["SUMMARY"].line if "SUMMARY" in event else 1
        if "RRULE" in event:
            told = f"“{short(title)}” repeats; only its first time is imported"
            desk.warn(name, event["RRULE"].line, "repeats", told, "write the others in schedule.yaml")
        if _plain(event, "STATUS") == "CANCELLED":
            desk.warn(name, line, "cancelled", f"“{short(title)}” is cancelled, and left out", "")
        elif date := _whole_day(event, title):
            dates.append(date)
        elif not _place(event, title, zone, days):
            told = f"“{short(title)}” has no times that a session can have, and is left out"
            desk.warn(name, line, "bad-time", told, "check DTSTART and DTEND")
    into = desk.options.into
    desk.put("dates.yaml", dates)
    desk.put(into or "schedule.yaml", days.entries())


def _events(text: str) -> tuple[str, list[Event]]:
    """The zone that a calendar is in as a whole, and its events; what is nested in them (alarms) is passed over."""
    zone, found, inside = "", list[Event](), list[str]()
    for line, number in _unfolded(text):
        parted = re.match(r'([\w-]+)((?:;[\w-]+=(?:"[^"]*"|[^;:"]*))*):(.*)', line, re.S)
        if not parted:
            continue
        key = parted[1].upper()
        if key == "BEGIN":
            inside.append(parted[3].upper())
            found += [{}] if inside[-1] == "VEVENT" else []
        elif key == "END":
            inside = inside[:-1]
        elif inside[-1:] == ["VEVENT"]:
            pairs = re.findall(r';([\w-]+)=(?:"([^"]*)"|([^;:"]*))', parted[2])
            parameters = {name.upper(): quoted or bare for name, quoted, bare in pairs}
            found[-1].setdefault(key, _Value(parameters, parted[3].strip(), number))
        elif key == "X-WR-TIMEZONE":
            zone = parted[3].strip()
    return zone, [event for event in found if event]


def _unfolded(text: str) -> list[tuple[str, int]]:
    """The lines as they were before they were folded (3.1), with the numbers of their first lines."""
    made: list[tuple[list[str], int]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1] in (" ", "\t") and made:
            made[-1][0].append(line[1:])
        else:
            made.append(([line], number))
    return [("".join(parts), number) for parts, number in made]


def _plain(event: Event, name: str) -> str:
    """A text value without its escapes (3.3.11)."""
    text = event[name].text if name in event else ""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text, flags=re.S).strip()


def _whole_day(event: Event, title: str) -> Plain | None:
    """An entry that goes over whole days, as an important date; its end is the day after the last."""
    start = event.get("DTSTART")
    if start is None or not re.fullmatch(r"\d{8}", start.text):
        return None
    first = moment(f"{start.text[:4]}-{start.text[4:6]}-{start.text[6:]}")
    end = event["DTEND"].text if "DTEND" in event else ""
    last = moment(f"{end[:4]}-{end[4:6]}-{end[6:]}") if re.fullmatch(r"\d{8}", end) else None
    if first is None or not 1990 <= first.year <= 2100:
        return None
    until = (last - dt.timedelta(days=1)).date() if last and last > first + dt.timedelta(days=1) else None
    url = event["URL"].text if "URL" in event else ""
    return entry(
        "date",
        name=title,
        date=first.date().isoformat(),
        until=until.isoformat() if until else "",
        url=url if url.startswith(("http://", "https://")) else "",
    )


def _place(event: Event, title: str, zone: str, days: Days) -> bool:
    begin, own = _moment(event, "DTSTART", zone)
    end, _ = _moment(event, "DTEND", zone)
    lasts = _duration(event["DURATION"].text) if "DURATION" in event else None
    if begin is None or (end is None and lasts is None):
        return False
    description = _plain(event, "DESCRIPTION")
    categories = " ".join(_plain(event, "CATEGORIES").split(","))
    url = event["URL"].text if "URL" in event else ""
    session = {
        "title": title,
        "kind": facts.kind_of(title) or facts.kind_of(categories) or "other",
        "room": _plain(event, "LOCATION"),
        "links": [{"title": "More", "url": url}] if url.startswith(("http://", "https://")) else [],
        "abstract": description,
    }
    try:
        return days.add(begin, end if end is not None else begin + (lasts or dt.timedelta()), own, session)
    except (OverflowError, TypeError):
        return False


def _moment(event: Event, name: str, zone: str) -> tuple[dt.datetime | None, str]:
    """A moment by the clocks of its zone, and that zone: its own, or, for one in UTC, the calendar's."""
    value = event.get(name)
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(Z?)", value.text) if value else None
    if value is None or found is None:
        return None, ""
    at = moment(f"{found[1]}-{found[2]}-{found[3]}T{found[4]}:{found[5]}:{found[6]}")
    own = value.parameters.get("TZID", "")
    if at is None:
        return None, ""
    if found[7]:
        if zone and is_zone(zone) and "/" in zone:
            return at.replace(tzinfo=dt.UTC).astimezone(times.zone(zone)), zone
        return at, "UTC"
    return at, own if own and is_zone(own) else zone if zone and is_zone(zone) else zone_of(at)


def _duration(text: str) -> dt.timedelta | None:
    found = re.fullmatch(r"\+?P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?", text)
    if not found:
        return length(text)
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
