"""Calendars (iCalendar: RFC 5545, with the properties of RFC 7986 that describe a calendar as a whole).

Lines end with CRLF and are folded at 75 octets. An entry's time is that of the clocks where it takes place, with a
VTIMEZONE for each such zone; what is in no place on Earth (AoE, UTC+2) is in UTC. The time stamp that every entry
must have (DTSTAMP) is when it last changed, or was first published, as the memory of addresses has it; without one it
is the beginning of the year in which it takes place, so that the same content makes the same bytes. An entry that was
changed after it was published has LAST-MODIFIED and a SEQUENCE that counts its changes (RFC 5545, 3.8.7).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from enlsp_site.exports.calendar_events import CalendarEvent
from enlsp_site.model.zone_data import zone_info
from enlsp_site.text.control_characters import without_forbidden

REFRESH = "PT12H"
"""How often a subscriber should look for changes."""

_COLOURS = {
    "black": 0x000000, "dimgray": 0x696969, "slategray": 0x708090, "darkslategray": 0x2F4F4F, "maroon": 0x800000,
    "brown": 0xA52A2A, "firebrick": 0xB22222, "crimson": 0xDC143C, "red": 0xFF0000, "orangered": 0xFF4500,
    "darkorange": 0xFF8C00, "orange": 0xFFA500, "gold": 0xFFD700, "saddlebrown": 0x8B4513, "sienna": 0xA0522D,
    "peru": 0xCD853F, "olive": 0x808000, "darkolivegreen": 0x556B2F, "green": 0x008000, "darkgreen": 0x006400,
    "seagreen": 0x2E8B57, "limegreen": 0x32CD32, "teal": 0x008080, "darkcyan": 0x008B8B, "lightseagreen": 0x20B2AA,
    "steelblue": 0x4682B4, "dodgerblue": 0x1E90FF, "royalblue": 0x4169E1, "blue": 0x0000FF, "navy": 0x000080,
    "midnightblue": 0x191970, "indigo": 0x4B0082, "darkslateblue": 0x483D8B, "slateblue": 0x6A5ACD,
    "rebeccapurple": 0x663399, "purple": 0x800080, "darkmagenta": 0x8B008B, "mediumvioletred": 0xC71585,
    "deeppink": 0xFF1493, "hotpink": 0xFF69B4, "goldenrod": 0xDAA520, "silver": 0xC0C0C0,
}  # fmt: skip
"""Colours by their names in CSS, of which COLOR takes one (RFC 7986, 5.9), as far as an accent may be near them."""


def write(inputs: Mapping[str, Any]) -> bytes:
    """The calendar called `name` of `events`, of which there must be one at least (RFC 5545, 3.6).

    `uid` is the calendar's own, `description` says what it is, `url` is the page that shows the same, `source` its
    own address (both may be empty), `colour` the site's accent as `#rrggbb`.
    """
    events: tuple[CalendarEvent, ...] = inputs["events"]
    head = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//enlsp-site//enlsp-site//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("UID", _text(inputs["uid"])),
        ("NAME", _text(inputs["name"])),
        ("X-WR-CALNAME", _text(inputs["name"])),
        ("DESCRIPTION", _text(inputs["description"])),
        ("URL", inputs["url"]),
        ("SOURCE;VALUE=URI", inputs["source"]),
        ("REFRESH-INTERVAL;VALUE=DURATION", REFRESH),
        ("X-PUBLISHED-TTL", REFRESH),
        ("COLOR", _named_colour(inputs["colour"])),
    ]
    zones = [line for name, years in _years(events).items() for line in _timezone(name, years)]
    body = [line for event in events for line in _event(event)]
    lines = [*head, *zones, *body, ("END", "VCALENDAR")]
    return b"".join(_folded(f"{name}:{value}") for name, value in lines if value)


Line = tuple[str, str]
"""A property with its parameters, and its value; one without a value is left out."""


def _event(event: CalendarEvent) -> Iterator[Line]:
    """The lines of an entry, each property where it is known."""
    yield "BEGIN", "VEVENT"
    yield "UID", _text(event.uid)
    yield "DTSTAMP", _moment(event.changed or event.since) or f"{_day_of(event).year}0101T000000Z"
    yield "LAST-MODIFIED", _moment(event.changed)
    yield "SEQUENCE", str(event.sequence or "")
    yield from _times(event)
    yield "SUMMARY", _text(event.title)
    yield "STATUS", "CANCELLED" if event.cancelled else "TENTATIVE" if event.tentative else "CONFIRMED"
    yield "TRANSP", "OPAQUE" if event.busy and event.starts and not event.cancelled else "TRANSPARENT"
    yield "LOCATION", _text(event.place)
    yield "DESCRIPTION", _text(event.words)
    yield "URL", event.url
    yield "CONFERENCE;VALUE=URI;FEATURE=VIDEO", event.stream
    yield "CATEGORIES", ",".join(map(_text, event.categories))
    yield "END", "VEVENT"


def _moment(written: str) -> str:
    """A day, or a moment of it, in UTC; nothing for none."""
    if not written:
        return ""
    return f"{written[:19].replace('-', '').replace(':', '')}{'' if 'T' in written else 'T000000'}Z"


def _day_of(event: CalendarEvent) -> dt.date:
    """The day on which an entry begins."""
    return event.first or dt.date.fromisoformat(event.starts[:10])


def _times(event: CalendarEvent) -> Iterator[Line]:
    if event.first:
        after = (event.last or event.first) + dt.timedelta(days=1)
        yield "DTSTART;VALUE=DATE", f"{event.first:%Y%m%d}"
        yield "DTEND;VALUE=DATE", f"{after:%Y%m%d}"
        return
    local = _in_zone(event)
    for name, written in (("DTSTART", event.starts), ("DTEND", event.ends)):
        if written and local:
            yield f"{name};TZID={event.zone}", f"{dt.datetime.fromisoformat(written):%Y%m%dT%H%M%S}"
        elif written:
            yield name, f"{dt.datetime.fromisoformat(written).astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _in_zone(event: CalendarEvent) -> bool:
    """Whether an entry can be written in the time of its zone. A time that comes twice, as the clocks go back, means
    the first (RFC 5545, 3.3.5), but not to all readers, so an entry with such a time is written in UTC."""
    if not event.zone:
        return False
    where = zone_info(event.zone)
    walls = [
        dt.datetime.fromisoformat(written).replace(tzinfo=where) for written in (event.starts, event.ends) if written
    ]
    return all(wall.utcoffset() == wall.replace(fold=1).utcoffset() for wall in walls)


# Time zones


def _years(events: Iterable[CalendarEvent]) -> dict[str, range]:
    """The zones that the entries are in, each with the years that it must be right for."""
    found: dict[str, range] = {}
    for event in events:
        if event.starts and _in_zone(event):
            years = {int(written[:4]) for written in (event.starts, event.ends) if written}
            known = found.get(event.zone, range(min(years), max(years) + 1))
            found[event.zone] = range(min(known.start, *years), max(known.stop, *(year + 1 for year in years)))
    return found


class ZoneTransition(NamedTuple):
    """A change of clocks: the wall time before it, the distances from UTC before and after, the name after it."""

    wall: dt.datetime
    before: dt.timedelta
    after: dt.timedelta
    name: str
    is_summer: bool


def _timezone(name: str, years: range) -> list[Line]:
    """A VTIMEZONE (RFC 5545, 3.6.5): how the clocks stand before these years begin, and each change until they end.

    Readers that know the zone by its name go by what they know; these lines are for the others.
    """
    lines = [("BEGIN", "VTIMEZONE"), ("TZID", name)]
    for change in _changes(zone_info(name), years):
        kind = "DAYLIGHT" if change.is_summer else "STANDARD"
        lines += [
            ("BEGIN", kind),
            ("DTSTART", f"{change.wall:%Y%m%dT%H%M%S}"),
            ("TZOFFSETFROM", _offset(change.before)),
            ("TZOFFSETTO", _offset(change.after)),
            ("TZNAME", _text(change.name)),
            ("END", kind),
        ]
    return [*lines, ("END", "VTIMEZONE")]


@lru_cache(maxsize=64)
def _changes(where: ZoneInfo, years: range) -> tuple[ZoneTransition, ...]:
    """Each calendar of a site asks for the same: it takes longer than the rest of a small one."""
    begin = dt.datetime(years.start - 1, 12, 1, tzinfo=where)  # before every entry: some readers take UTC until then
    found = [_change(where, begin.astimezone(dt.UTC), _distance(begin))]
    day = begin.astimezone(dt.UTC)
    while day.year < years.stop:
        after = day + dt.timedelta(days=1)
        before = _distance(day.astimezone(where))
        if before != _distance(after.astimezone(where)):
            found.append(_change(where, _moment_of_change(where, day, after), before))
        day = after
    return tuple(found)


def _moment_of_change(where: ZoneInfo, low: dt.datetime, high: dt.datetime) -> dt.datetime:
    """The first second, between two moments, at which the distance from UTC is that of the later one."""
    goal = _distance(high.astimezone(where))
    while high - low > dt.timedelta(seconds=1):
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        low, high = (low, middle) if _distance(middle.astimezone(where)) == goal else (middle, high)
    return high


def _change(where: ZoneInfo, moment: dt.datetime, before: dt.timedelta) -> ZoneTransition:
    local = moment.astimezone(where)
    wall = (moment + before).replace(tzinfo=None)
    return ZoneTransition(wall, before, _distance(local), local.tzname() or "", bool(local.dst()))


def _distance(moment: dt.datetime) -> dt.timedelta:
    return moment.utcoffset() or dt.timedelta()


def _offset(distance: dt.timedelta) -> str:
    """A distance from UTC: `-0800`, `+0545`, with seconds where there are any."""
    minutes, seconds = divmod(round(abs(distance).total_seconds()), 60)
    sign = "-" if distance < dt.timedelta() else "+"
    return f"{sign}{minutes // 60:02}{minutes % 60:02}{f'{seconds:02}' if seconds else ''}"


# Values


def _text(words: str) -> str:
    """A text value (RFC 5545, 3.3.11): without control characters and Unicode's own ends of lines, escaped."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    words = without_forbidden(words).strip()
    for letter in "\\;,":
        words = words.replace(letter, f"\\{letter}")
    return words.replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line of at most 75 octets a line (RFC 5545, 3.1); characters stay whole."""
    if len(whole := line.encode(errors="replace")) <= 75:
        return whole + b"\r\n"
    parts, room = [bytearray()], 75
    for letter in line:
        octets = letter.encode(errors="replace")
        if len(parts[-1]) + len(octets) > room:
            parts.append(bytearray())
            room = 74  # the next begins with a space
        parts[-1] += octets
    return b"\r\n ".join(map(bytes, parts)) + b"\r\n"


def _named_colour(accent: str) -> str:
    """The name of the colour that is nearest to `#rrggbb`."""

    def parts(value: int) -> tuple[int, int, int]:
        return value >> 16, value >> 8 & 255, value & 255

    wanted = parts(int(accent.removeprefix("#"), 16))
    return min(
        _COLOURS,
        key=lambda name: sum((one - other) ** 2 for one, other in zip(parts(_COLOURS[name]), wanted, strict=True)),
    )
