"""Ranges of times of day: when a session begins and ends, as organizers write it.

What cannot be, or can be read in two ways, is a `TimeError` that says what was probably meant.
"""

from __future__ import annotations

import datetime as dt
import re

from enlsp_site.model.codes import BAD_TIME
from enlsp_site.model.times import (
    HALF,
    TWENTY_FOUR,
    ClockTime,
    TimeError,
    format_clock,
    format_range,
    parse_duration,
    wall_time,
)

_TO = r"\s*[-‐‑‒–—―−]+\s*|\s+(?:to|until|till)\s+"
_NEXT_DAY = r" ?(?:\(\+ ?1(?: day)?\)|\+ ?1(?: day)?|\((?:the )?next day\)|(?:the )?next day)$"
_LONGEST = 200

_DAY, _HALF_DAY, _EVENING, _MORNING = 24 * 3600, 12 * 3600, dt.time(18), dt.time(6)
_OVERNIGHT = "what begins before 18:00 or ends after 06:00 the next day says so: 17:00-01:00 +1"


def parse_range(text: str, duration: str | None = None) -> tuple[dt.time, dt.time, bool]:
    """Start, end, and whether the end is on the next day; or a start and how long it lasts from there.

    Reads `08:15-08:30`, `8:15AM - 8:30AM`, `12:00 - 12:15 PM` and `8.15 am to 8.30 am`. Where only one of two
    times has AM or PM, the other is in the half that makes the range shortest. A range crosses midnight from 18:00 or
    later to 06:00 or earlier, and at any other time where `+1` or `next day` stands behind it; it lasts over 12 hours
    only if written on the 24-hour clock. 24:00 is the end of the day. Raises `TimeError` (`bad-time`) for every other
    one, for a text of over 200 characters, and for a `duration` that is not that of the range.
    """
    line, next_day = _without_next_day(_of_24_hours(text))
    bare = bool(re.search(rf"{HALF}|noon|midnight", line, re.I))
    parts = re.split(_TO, line, flags=re.I) if len(line) <= _LONGEST else []
    to_the_end = len(parts) == 2 and not next_day and bool(re.fullmatch(TWENTY_FOUR, parts[1].strip(), re.I))
    walls = [wall_time(part, bare) for part in (parts[:1] if to_the_end else parts)] if all(parts) else []
    seconds = parse_duration(duration).seconds if duration is not None else None
    if to_the_end:
        return walls[0].time, dt.time(0), True
    if len(walls) == 2:
        start, end = _pair(text, walls[0], walls[1], next_day)
    elif len(walls) == 1 and seconds and not next_day:
        start = walls[0].time
        end = (dt.datetime.combine(dt.date.min, start) + dt.timedelta(seconds=seconds)).time()
    else:
        raise TimeError(BAD_TIME, text, "is not a start and an end", _with_end([] if next_day else walls))
    if seconds not in (None, _length(start, end, next_day)):
        hint = "delete the duration: the range says it" if len(walls) == 2 else f"check both; {_OVERNIGHT}"
        raise TimeError(BAD_TIME, text, f"does not go with a duration of {duration}", hint)
    return start, end, next_day or end < start


def _with_end(walls: list[ClockTime]) -> str:
    """What to do about a range that is none: an example, from the time that was written where it was one."""
    start = walls[0].time if len(walls) == 1 else dt.time(8, 15)
    end = (dt.datetime.combine(dt.date.min, start) + dt.timedelta(minutes=15)).time()
    return f"write {format_clock(start)}-{format_clock(end)}, or add a duration"


def write_range(start: dt.time, end: dt.time, next_day: bool) -> str:
    """A range of under a day as content files write it, so that `parse_range` reads it back: `17:00-01:00 +1`."""
    said = next_day and _length(start, end) != _length(start, end, next_day)
    return f"{format_clock(start)}-{format_clock(end)}{' +1' if said else ''}"


def _of_24_hours(text: str) -> str:
    """A range with `Uhr` behind it, as `9:00-10:00`, which is what it means in German."""
    if len(text) > _LONGEST or not re.search(r"[0-9]\s*Uhr\b", text):
        return text
    return re.sub(r"(?<![0-9:.])([0-9]{1,2})(?=\s*(?:[-–—]|$))", r"\1:00", re.sub(r"\s*Uhr\b", "", text))


def _without_next_day(text: str) -> tuple[str, bool]:
    """A range in one line, and whether it said at its end that it ends on the next day."""
    line = re.sub(r"^from\s", "", " ".join(text.split()), flags=re.I)
    less, found = re.subn(_NEXT_DAY, "", line, flags=re.I)
    return less, bool(found)


def _length(start: dt.time, end: dt.time, next_day: bool = False) -> int:
    """Seconds from start to end, over midnight where that is said or plausible; -1 if the end cannot be meant."""
    starts, ends = ((time.hour * 60 + time.minute) * 60 + time.second for time in (start, end))
    over = next_day or (start >= _EVENING and end <= _MORNING)
    return ends - starts + _DAY if over else max(ends - starts, -1)


def _pair(text: str, start: ClockTime, end: ClockTime, next_day: bool) -> tuple[dt.time, dt.time]:
    """Start and end of a range, if it is a possible one."""
    starts = [start.time, *(start.other if end.half and not start.half else [])]
    ends = [end.time, *(end.other if start.half and not end.half else [])]
    readings = [(_length(first, last, next_day), first, last) for first in starts for last in ends]
    length, first, last = min((one for one in readings if one[0] >= 0), default=readings[0])
    if length == 0:
        raise TimeError(BAD_TIME, text, "ends when it starts", "write another end, or only a duration")
    if length < 0:
        fault = f"ends at {format_clock(last)}, before it starts at {format_clock(first)}"
        raise TimeError(BAD_TIME, text, fault, _meant(start, end))
    if length >= _DAY:
        raise TimeError(BAD_TIME, text, "lasts a day or more", "write a session for each of the days")
    if length > _HALF_DAY and (start.half or end.half):
        hint = f"{_meant(start, end)} If not, write {format_range(first, last)}"
        raise TimeError(BAD_TIME, text, "lasts more than 12 hours", hint)
    return first, last


def _meant(start: ClockTime, end: ClockTime) -> str:
    """A guess at what was meant by an impossible range: one half wrong, or the times exchanged."""
    first, last = start.time, end.time
    guesses = [(last, first, format_range(last, first))]
    flipped = [(first, time, time) for time in end.other] + [(time, last, time) for time in start.other]
    for one, two, time in flipped:
        twelve = f"{time.hour % 12 or 12}:{time:%M} {'AM' if time.hour < 12 else 'PM'}"
        guesses.append((one, two, f"{twelve} ({format_clock(time)})"))
    # The shortest is the likeliest; of equal ones, that in the middle of the day.
    ranked = [(_length(one, two), abs(one.hour - 13), name) for one, two, name in guesses]
    best = min((one for one in ranked if 0 < one[0] < _HALF_DAY), default=None)
    return f"did you mean {best[2]}?" if best else _OVERNIGHT
