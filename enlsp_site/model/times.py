"""Dates, times of day and zones: what organizers write, and the moments that it means.

A date and a wall-clock time become a moment only together with a zone. What cannot be, or can be read in two
ways, is a `TimeError` that says what was probably meant: nothing is mended silently.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from enlsp_site.diagnostics.codes import Code
from enlsp_site.model.codes import AMBIGUOUS_ZONE, BAD_DATE, BAD_TIME, UNKNOWN_ZONE, WRONG_ZONE

# Patterns are strings: `re` compiles and keeps them on first use, so importing this module stays cheap.
HALF = r"(?P<half>[ap])\.?\s?m\b\.?"
_CLOCK = (
    r"(?:12(?:[:.]00)?\s*)?(?P<word>noon|midnight)\b|(?P<hour>[0-9]{1,2})"
    rf"(?:[:.h](?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?)?(?:\s*{HALF})?"
)
_DURATION = r"(?:([0-9]{1,2}(?:\.5)?)\s*(?::|h(?:ours?|rs?)?))?\s*(?:([0-9]{1,4})\s*(?:m(?:in(?:ute)?s?)?\.?)?)?"
TWENTY_FOUR = r"24(?:[:.h]00(?::00)?|\s*h)"
_WEEKDAY = r"(?:(?P<weekday>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\.?,?\s+)?"
_DATES = (
    r"(?P<year>[0-9]{4})(?P<dash>[-/.])(?P<month>[0-9]{1,2})(?P=dash)(?P<day>[0-9]{1,2})(?![0-9])",
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<month>[a-z]{3,9})\b\.?[,\s-]+(?P<year>[0-9]{4})(?![0-9])",
    r"(?P<month>[a-z]{3,9})\b\.?\s+(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[,\s]+(?P<year>[0-9]{4})(?![0-9])",
)
_OFFSET = r"(?:UTC|GMT)?\s*([-+])\s*([0-9]{1,2})(?::?([0-5][0-9]))?\s*h?"
_MORE = r"(?:[-–—]|to\b|until\b|and\b|&) ?(?:[a-z]{3,9}\.? )?[0-9]{1,4}\b"
_IANA = r"[A-Z][A-Za-z0-9_+-]*(?:/[A-Z][A-Za-z0-9_+-]*)*"

_TBD = ("tbd", "tba", "tbc", "to be announced", "to be determined", "to be decided", "to be confirmed")
_LONGEST_TBD = 60  # with some blanks and dots: what is longer, such as an abstract, is not looked into
_US = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}

# Hours from UTC, or None for an abbreviation with several meanings in today's world, which no date makes clear;
# and zones that use it, the first of which decides whether it is in force on a date.
_ABBREVIATIONS: dict[str, tuple[float | None, str]] = {
    "UTC": (0, ""), "GMT": (0, ""), "NST": (-3.5, "America/St_Johns"), "NDT": (-2.5, "America/St_Johns"),
    "EST": (-5, "America/Toronto America/New_York"), "EDT": (-4, "America/Toronto America/New_York"),
    "CDT": (-5, "America/Chicago"), "MST": (-7, "America/Denver America/Phoenix"), "MDT": (-6, "America/Denver"),
    "PST": (-8, "America/Los_Angeles"), "PDT": (-7, "America/Los_Angeles"), "HST": (-10, "Pacific/Honolulu"),
    "WET": (0, "Europe/Lisbon"), "WEST": (1, "Europe/Lisbon"), "CET": (1, "Europe/Paris Europe/Berlin"),
    "CEST": (2, "Europe/Paris Europe/Berlin"), "EET": (2, "Europe/Athens Europe/Helsinki"),
    "EEST": (3, "Europe/Athens Europe/Helsinki"), "MSK": (3, "Europe/Moscow"), "IDT": (3, "Asia/Jerusalem"),
    "SAST": (2, "Africa/Johannesburg"), "HKT": (8, "Asia/Hong_Kong"), "SGT": (8, "Asia/Singapore"),
    "AWST": (8, "Australia/Perth"), "JST": (9, "Asia/Tokyo"), "KST": (9, "Asia/Seoul"),
    "AEST": (10, "Australia/Sydney Australia/Brisbane"), "AEDT": (11, "Australia/Sydney"),
    "NZST": (12, "Pacific/Auckland"), "NZDT": (13, "Pacific/Auckland"), "AST": (None, "America/Halifax Asia/Riyadh"),
    "BST": (None, "Europe/London Asia/Dhaka"), "CST": (None, "America/Chicago Asia/Shanghai"),
    "GST": (None, "Asia/Dubai Atlantic/South_Georgia"), "SST": (None, "Asia/Singapore Pacific/Pago_Pago"),
    "IST": (None, "Asia/Kolkata Asia/Jerusalem Europe/Dublin"), "ADT": (-3, "America/Halifax"),
}  # fmt: skip


class TimeError(ValueError):
    """A date, time or zone that cannot be used, ready to become a `Problem` with its `code`, its `message`, which
    is what was `written` and its `fault` on one line, and a `hint` at what was meant or how to write it."""

    def __init__(self, code: Code, written: str, fault: str, hint: str) -> None:
        line = " ".join(written.split())
        self.message = f'"{line if len(line) <= 60 else line[:59] + "…"}" {" ".join(fault.split())}'
        self.code, self.hint = code, hint
        super().__init__(self.message)


def is_tbd(text: str) -> bool:
    """Whether a value says, in one of the usual ways, that it is still to be announced."""
    return len(text) <= _LONGEST_TBD and " ".join(text.lower().replace(".", "").split()) in _TBD


def parse_date(text: str) -> dt.date:
    """The date in `2025-08-22`, `22 August 2025` or `Fri, Aug. 22nd, 2025`; a weekday must be the right one.

    Raises `TimeError` (`bad-date`) for anything else: a day that the calendar does not have, a year outside
    1990 to 2100, and forms such as `08/09/2025`, whose month cannot be known.
    """
    day, rest = _take_date(text)
    if rest.strip():
        raise TimeError(BAD_DATE, text, "holds more than a date", f"write {day}")
    return day


def parse_moment(text: str) -> tuple[dt.date, dt.time | None, str | None]:
    """A date, then the time of day and the zone if there are any: `October 5, 2025, 11:59 PM (AoE)`.

    The zone is returned as written, without parentheses around it, and not looked up (see `zone`). RFC 3339
    reads too. Raises `TimeError` (`bad-date`, `bad-time`).
    """
    day, rest = _take_date(text)
    rest = _unwrapped(re.sub(r"^(?:T(?=[0-9])|[\s,]|at\b|by\b)+", "", rest))
    if end := re.match(rf"{TWENTY_FOUR}(?=$|[\s,(+−Zz-])", rest, re.I):
        return day, None, _unwrapped(rest[end.end() :].strip(" ,")) or None
    found = re.match(_CLOCK, rest, re.I)
    if re.match(_MORE, rest, re.I) and not re.fullmatch(_OFFSET, rest, re.I):
        raise TimeError(BAD_DATE, text, "is more than one day", _SPAN)
    if not found and not rest[:1].isdigit():
        return day, None, rest or None
    tail = rest[found.end() :] if found else rest
    if not found or not re.match(r"$|[\s,(+−Zz-]", tail):
        raise _clock_error(rest)
    return day, parse_clock(found[0]), _unwrapped(tail.strip(" ,")) or None


def _unwrapped(text: str) -> str:
    """The text without parentheses around the whole of it."""
    return re.sub(r"^\(([^()]*)\)$", r"\1", text.strip()).strip()


def _take_date(text: str) -> tuple[dt.date, str]:
    """The date that begins a text, and what follows it."""
    line = " ".join(text.split())
    for pattern in _DATES:
        if found := re.match(_WEEKDAY + pattern, line, re.I):
            day = _date(found["year"], found["month"], found["day"], found[0])
            weekday = WEEKDAYS[day.weekday()]
            if found["weekday"] and found["weekday"][:3].lower() != weekday[:3].lower():
                raise TimeError(BAD_DATE, found[0], f"is a {weekday}", "correct the weekday or the date")
            return day, line[found.end() :]
    raise _date_error(line)


def _date(year: str, month: str, day: str, written: str) -> dt.date:
    """The date of three numbers, or of two and the beginning of a month's name."""
    months = (n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(month.lower()))
    y, m, d = int(year), int(month) if month.isdigit() else next(months, 0), int(day)
    if not 1990 <= y <= 2100:
        raise TimeError(BAD_DATE, written, "has a year that is not between 1990 and 2100", "check the year")
    if not 1 <= m <= 12:
        hint = f"did you mean {y}-{d:02}-{m:02}?" if m and 1 <= d <= 12 else "check the month"
        raise TimeError(BAD_DATE, written, f"is not a date: there is no month {month}", hint)
    try:
        return dt.date(y, m, d)
    except ValueError:
        name = MONTHS[m - 1] + (f" {y}" if (m, d) == (2, 29) else "")
        ordinal = f"{d}{('th', 'st', 'nd', 'rd')[d % 10] if d % 10 < 4 else 'th'}"
        raise TimeError(BAD_DATE, written, f"is not a date: {name} has no {ordinal}", "check the day") from None


def _date_error(text: str) -> TimeError:
    """What to say of a text that does not begin with a date."""
    if numbers := re.match(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})\b", text):
        one, other, year = int(numbers[1]), int(numbers[3]), f"20{numbers[4]}"[-4:]
        pairs = dict.fromkeys(pair for pair in ((one, other), (other, one)) if 1 <= pair[0] <= 12)
        forms = " or ".join(f"{year}-{month:02}-{day:02}" for month, day in pairs) or "year-month-day"
        return TimeError(BAD_DATE, text, "does not say which number is the month", f"write {forms}")
    if re.search(r"[0-9](?:st|nd|rd|th)?\s+or\s", text, re.I):
        return TimeError(BAD_DATE, text, "is more than one date", "write a list: [2025-12-05, 2025-12-06]")
    if re.match(r"(?:day|session|week)\b", text, re.I):
        return TimeError(BAD_DATE, text, "is not a date", "write the day of the calendar, as in 2025-08-22")
    if re.fullmatch(r"[34][0-9]{4}|5[0-9]{4}", text):
        day = dt.date(1899, 12, 30) + dt.timedelta(int(text))
        return TimeError(BAD_DATE, text, "is a day as Excel counts them", f"write {day}")
    if re.match(r"(?:[a-z]{3,9}\.? )?[0-9]{1,2} ?[-–—] ?[0-9]{1,2}\b.*[0-9a-z]", text, re.I):
        return TimeError(BAD_DATE, text, "is more than one day", _SPAN)
    if re.match(r"(?:the )?(?:early|mid|late|end|beginning|begin|start|middle|around|about)\b", text, re.I):
        return TimeError(BAD_DATE, text, "is not a day", "write one, as in 2025-08-22, or TBD while it is not known")
    if re.fullmatch(r"(?=.*[a-z]{3})(?:[a-z,.]+ )*[0-9]{1,2}[a-z]{0,2}(?: [a-z]{3,9})?,?", text, re.I):
        return TimeError(BAD_DATE, text, "has no year", _with_year(text))
    return TimeError(BAD_DATE, text, "is not a date", "write year-month-day, as in 2025-08-22")


_SPAN = "write the first as `date`, as in 2025-08-22, and the last as `until`"


def _with_year(text: str) -> str:
    """What to do about a date without a year."""
    try:
        day = parse_date(f"{text.rstrip(', ')} 2028")  # a leap year, which has all days
    except TimeError:
        return "write it with its year, as in 2025-08-22"
    return f"write <year>-{day.month:02}-{day.day:02}; between braces a comma needs quotes"


class ClockTime(NamedTuple):
    """A time of day; if AM or PM says its half; and the same in the other half, if its hour fits into both."""

    time: dt.time
    half: bool
    other: list[dt.time]


def parse_clock(text: str) -> dt.time:
    """The time of day in `08:15`, `8.15`, `8h15`, `8:15 AM`, `8 a.m.`, `noon` or `midnight`, which is 00:00.

    A pm after a number over 12 says nothing. Raises `TimeError` (`bad-time`).
    """
    return wall_time(text).time


def wall_time(text: str, bare: bool = False) -> ClockTime:
    """The time of day in a text, each number checked; `bare` allows an hour and nothing else. Raises `TimeError`."""
    found = re.fullmatch(_CLOCK, text.strip(), re.I)
    if not found or not (bare or any(found.group("word", "minute", "half"))):
        raise _clock_error(text)
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or "").lower()
    if found["word"]:
        hour, half = 12, "p" if found["word"].lower() == "noon" else "a"
    twelve = f"{hour % 12 or 12}:{minute:02} {half.upper()}M"
    for wrong, hint in (
        (hour > 23, "hours go from 00 to 23; midnight is 00:00"),
        (max(minute, second) > 59, "minutes go from 00 to 59"),
        (hour > 12 if half == "a" else half and hour == 0, f"did you mean {hour:02}:{minute:02} or {twelve}?"),
    ):
        if wrong:
            raise TimeError(BAD_TIME, text, "is not a time of day", hint)
    either = 1 <= hour <= 12
    time = dt.time(hour % 12 + 12 * (half == "p") if half and either else hour, minute, second)
    return ClockTime(time, bool(half) and either, [time.replace(hour=(time.hour + 12) % 24)] if either else [])


def _clock_error(text: str) -> TimeError:
    """What to say of a text that is not a time of day, with a guess at `8:15M`, `815` and `8`."""
    near = re.fullmatch(r"(0?[1-9]|1[0-2])[:.h]?([0-5][0-9])?\s*(?:[ap]|[a-z]?m)?\.?", text.strip(), re.I)
    time = f"{int(near[1])}:{near[2] or '00'}" if near else ""
    hint = f"did you mean {time} AM or {time} PM?" if near else "write it as 08:15 or 8:15 AM"
    return TimeError(BAD_TIME, text, "is not a time of day", hint)


def parse_duration(text: str) -> dt.timedelta:
    """The length, under a day, in `20m`, `20 min`, `1h`, `1h30`, `1:30`, `1.5 hours`, `90`; else a `TimeError`."""
    found = re.fullmatch(_DURATION, text.strip(), re.I)
    hours, minutes = (float(found[1] or 0), int(found[2] or 0)) if found else (0.0, 0)
    if not 0 < hours * 60 + minutes < 24 * 60 or (hours and minutes > 59):
        raise TimeError(BAD_TIME, text, "is not a duration", "write 20m, 1h30 or 90 (minutes)")
    return dt.timedelta(hours=hours, minutes=minutes)


def zone(name: str, on: dt.date | None = None, clock: dt.time | None = None) -> dt.tzinfo:
    """The zone of a name: `AoE`, an IANA name, `UTC`, `UTC+2`, `PT`, or an abbreviation with one meaning.

    Anywhere on Earth is UTC-12. An abbreviation is a fixed distance from UTC, in force `on` that date, at `clock` if
    it is given. Raises `TimeError`: `unknown-zone`, `ambiguous-zone` (CST), `wrong-zone` (EST in July).
    """
    text = re.sub("[‐‑–−]", "-", _unwrapped(" ".join(name.split())))
    short = {"Z": "UTC"}.get(text.upper(), text.upper())
    if re.fullmatch(r"(?:AOE|ANYWHERE ON EARTH)(?: \((?:AOE|UTC ?-12)\))?", short):
        return dt.timezone(dt.timedelta(hours=-12), "AoE")
    if found := re.fullmatch(_OFFSET, text, re.I):
        delta = dt.timedelta(hours=int(found[2]), minutes=int(found[3] or 0)) * (-1 if found[1] == "-" else 1)
        if -12 <= delta / dt.timedelta(hours=1) <= 14:
            return dt.timezone(delta, _offset_name(delta))
    return _abbreviated(short, on, clock) if short in _ABBREVIATIONS else _iana(_US.get(short, text))


def _offset_name(delta: dt.timedelta) -> str:
    """A distance from UTC as pages show it, with a true minus sign: `UTC−3`, `UTC+5:30`."""
    hours, minutes = divmod(round(abs(delta).total_seconds() / 60), 60)
    return f"UTC{'−' if delta.days < 0 else '+'}{hours}{f':{minutes:02}' if minutes else ''}" if delta else "UTC"


def _abbreviated(short: str, on: dt.date | None, clock: dt.time | None) -> dt.tzinfo:
    """The zone that an abbreviation means, held against the clocks of that date."""
    hours, places = _ABBREVIATIONS[short]
    first, names = places.partition(" ")[0], places.replace(" ", " or ")
    if hours is None:
        raise TimeError(AMBIGUOUS_ZONE, short, "has several meanings", f"write {names}")
    fixed = dt.timezone(dt.timedelta(hours=hours), short)
    # On a day on which the clocks change, both are right unless the time of day is known.
    walls = [dt.datetime.combine(on, t, fixed) for t in (clock or dt.time.min, clock or dt.time.max)] if on else []
    if on and first and all(wall.astimezone(_iana(first)).utcoffset() != wall.utcoffset() for wall in walls):
        hint = f"write {names}, or {zone_label(first, on)}"
        raise TimeError(WRONG_ZONE, short, f"is not in force on {format_date(on)}", hint)
    return fixed


def _iana(name: str) -> dt.tzinfo:
    """The zone of an IANA name; if there is none, a name like it is proposed, or the zone of a city in it."""
    from enlsp_site.model.zone_data import zone_info

    try:
        # Other names are no zones, though the system may have such files (`localtime`, `zone.tab`).
        return zone_info(name if re.fullmatch(_IANA, name) else "")
    except (LookupError, ValueError, OSError):
        from enlsp_site.model.zone_names import proposed

        guess = proposed(name)
        hint = f"did you mean {guess}?" if guess else "write a name such as America/Toronto, AoE or UTC+2"
        raise TimeError(UNKNOWN_ZONE, name, "is not a time zone", hint) from None


def zone_name(name: str, on: dt.date | None = None) -> str:
    """The IANA name of a zone, empty for one that is only a distance from UTC. Raises `TimeError` as `zone` does."""
    return str(getattr(zone(name, on), "key", ""))


def zone_label(name: str, on: dt.date | None = None, local: str = "{city} time", at: dt.time = dt.time(12)) -> str:
    """What a page shows beside a time of that date: `PST`, `AoE`, `UTC−3`; `local`, filled, if there is none.

    An abbreviation that means something else elsewhere is followed by its distance: `CST (UTC−6)`. On a day
    on which the clocks change it is that of the time `at`. Raises `TimeError` as `zone` does.
    """
    where = zone(name, on)
    if isinstance(where, dt.timezone):
        return where.tzname(None)
    if not on:
        return local.replace("{city}", str(where).rpartition("/")[2].replace("_", " "))
    wall = dt.datetime.combine(on, at, where)
    short, offset = wall.tzname() or "", wall.utcoffset() or dt.timedelta()
    if (hours := _ABBREVIATIONS.get(short, (None,))[0]) is not None and dt.timedelta(hours=hours) == offset:
        return short
    return f"{short} ({_offset_name(offset)})" if short.isalpha() else _offset_name(offset)


def instant(day: dt.date, clock: dt.time, zone_name: str) -> str:
    """The moment at which clocks in a zone show that time, as RFC 3339: `2025-08-22T23:59:00-12:00`.

    It is the first of two when the clocks go back, and a `TimeError` (`bad-time`) for a time that they leave out when
    they go forward. Raises what `zone` raises, too.
    """
    wall = dt.datetime.combine(day, clock.replace(fold=0), zone(zone_name, day, clock))
    shown = wall.astimezone(dt.UTC).astimezone(wall.tzinfo)
    if shown.replace(tzinfo=None) != wall.replace(tzinfo=None):
        fault = f"does not exist on {format_date(day)} in {zone_name}: the clocks go forward"
        raise TimeError(BAD_TIME, format_clock(clock), fault, f"did you mean {format_clock(shown.time())}?")
    return wall.isoformat(timespec="seconds")


def midnight(day: dt.date, zone_name: str) -> str:
    """When a day begins in a zone, as RFC 3339; where clocks leave midnight out, as they go forward. Raises what
    `zone` raises."""
    return dt.datetime.combine(day, dt.time(), zone(zone_name, day)).isoformat(timespec="seconds")


MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def format_date(day: dt.date) -> str:
    """Write a date in English: `August 22, 2025`."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def format_clock(clock: dt.time) -> str:
    """`08:15`, on the 24-hour clock; seconds only where there are any."""
    return clock.isoformat("seconds" if clock.second else "minutes")


def format_range(start: dt.time, end: dt.time) -> str:
    """`08:15–08:30`; `parse_range` reads it back."""
    return f"{format_clock(start)}–{format_clock(end)}"
