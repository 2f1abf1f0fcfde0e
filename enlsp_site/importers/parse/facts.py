"""What short texts say, as content files write it: names, affiliations, times, dates, kinds of sessions."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, NamedTuple

from enlsp_site.model import time_ranges, times
from enlsp_site.model.name_titles import PATTERN
from enlsp_site.model.session_kinds import kind_of as kind_of

_HONORIFIC = re.compile(
    rf"^((?:(?:assoc(?:iate)?|assist(?:ant)?)\.?\s+)?{PATTERN}(?:\s*{PATTERN})*)\s*(?=[^\W\d_])", re.I
)


def named(text: str) -> tuple[str, str]:
    """The honorific, as `Prof.` or `Dr.`, and the name without it."""
    words = " ".join(text.split()).strip(" ,;")
    found = _HONORIFIC.match(words)
    if not found or not words[found.end() :].strip():
        return "", words
    said = found[1].lower()
    short = "Prof." if "prof" in said else "Dr." if "dr" in said else found[1].strip().title()
    return short, words[found.end() :].strip()


_NICKNAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [\w.'’-]+)? \([\w.'’-]{1,12}\)(?: [^\W\d_][\w.'’-]*){1,2}\*?")


def has_nickname(text: str) -> bool:
    """Whether brackets stand inside of a name: `Kiran (KD) Devar`."""
    return _NICKNAME.fullmatch(" ".join(text.split())) is not None


def affiliated(text: str) -> tuple[str, list[str], bool]:
    """Name and affiliations in `Name (Affiliation)`, and whether its brackets match."""
    line = " ".join(text.split()).strip(" ,;")
    name, bracket, rest = line.partition("(")
    if not bracket:
        return line.rstrip(")").strip(" ,-–"), [], ")" not in line
    depth = 0
    for at, letter in enumerate(rest):
        depth += (letter == "(") - (letter == ")")
        if depth < 0:
            after = rest[at + 1 :].strip(" ,;")
            return (
                name.strip(" ,"),
                [rest[:at].strip(), *([after.strip("() ")] if after.strip("() ") else [])],
                not after,
            )
    inside = rest.strip()
    return name.strip(" ,"), [inside.strip()] if inside.strip() else [], False


def in_short(name: str, affiliations: list[str]) -> str:
    """A person on one line: `Name (Affiliation)`."""
    return f"{name} ({'; '.join(affiliations)})" if affiliations else name


class FoundTime(NamedTuple):
    """When a session is, as content files write it, its ends, and what had to be guessed (in words, or nothing)."""

    written: str
    start: dt.time
    end: dt.time
    repaired: str = ""


def span(text: str, duration: str | None = None, after: dt.time | None = None) -> FoundTime | None:
    """The range of times in a text; None if it is none.

    What cannot be is read as what was probably meant, and says so. `after` is the end of what came before: a time
    with neither AM nor PM that lies before it is in the afternoon.
    """
    line = re.sub(r"(?i)\b([ap])\.m\b\.?", r"\1m", " ".join(text.replace("：", ":").split()))
    line = re.sub(r"\s*\(?\b[A-Z]{2,4}T\b\)?", "", line)
    line = re.sub(r"(?i)(?<=[ap]m)\s+(?![-–—‐−]|to\b)[A-Z][A-Za-z()/ +-]*$", "", line).strip()
    repaired = ""
    try:
        start, end, next_day = time_ranges.parse_range(line, duration)
    except times.TimeError as fault:
        guessed = _guess(line, fault.hint)
        if guessed is None:
            return None
        start, end, next_day = *guessed, False
        repaired = f"{fault.message}; it is read as {times.format_range(start, end)}"
    if (
        after
        and start < after
        and not re.search(r"(?i)[ap]m|noon|midnight", line)
        and end.hour < 12
        and start.hour < 8
    ):
        start, end = start.replace(hour=start.hour + 12), end.replace(hour=end.hour + 12)
        repaired = f'"{line}" says neither AM nor PM; it is read as {times.format_range(start, end)}'
    return FoundTime(time_ranges.write_range(start, end, next_day), start, end, repaired)


def _guess(line: str, hint: str) -> tuple[dt.time, dt.time] | None:
    """The range that was probably meant, of two times one of which has the wrong half of the day."""
    clocks = re.findall(r"(?i)\b\d{1,2}(?:[:.h]\d{2})?(?:\s*[ap]m)?", line)
    if len(clocks) != 2:
        return None
    try:
        first, last = (
            times.parse_clock(each if re.search(r"[:.hapm]", each, re.I) else f"{each}:00") for each in clocks
        )
    except times.TimeError:
        return None
    halves = [(one, two) for one in _halves(first) for two in _halves(last)]
    lengths = [
        ((two.hour - one.hour) * 60 + two.minute - one.minute, abs(one.hour - 13), one, two) for one, two in halves
    ]
    fits = [each for each in lengths if 0 < each[0] <= 8 * 60]
    if not fits or ("did you mean" not in hint and first != last and not re.search(r"(?i)[ap]m", line)):
        return None
    best = min(fits, key=lambda each: each[:2])
    return best[2], best[3]


def _halves(time: dt.time) -> list[dt.time]:
    return [time, time.replace(hour=(time.hour + 12) % 24)]


def is_generic(title: str) -> bool:
    """Whether a title says no more than what kind of session it is."""
    return bool(
        re.fullmatch(r"(?i)\W*(?:key\s?-?note|invited|plenary)?\s*(?:talk|speaker|speech)?s?\s*[\dIVX]*\W*", title)
    )


_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_WRITTEN = re.compile(
    rf"(?P<iso>\b\d{{4}}-\d{{2}}-\d{{2}}\b)"
    rf"|\b(?P<month>{_MONTH})\s+(?P<day>{_DAY})(?P<more>(?:\s*(?:[-–—,/&]|or|and|to)\s*(?:{_MONTH}\s+)?{_DAY}\b(?!\d|:\d)){{0,8}})"
    rf"(?:\s*,?\s*(?P<year>(?:19|20)\d\d))?"
    rf"|\b(?P<day2>{_DAY})(?P<more2>(?:\s*(?:[-–—,/&]|or|and|to)\s*{_DAY}\b){{0,8}})(?:\s+of)?\s+(?P<month2>{_MONTH})(?:\s*,?\s*(?P<year2>(?:19|20)\d\d))?",
    re.I,
)


class FoundDates(NamedTuple):
    """Dates in a text: the days as ISO texts, whether they are a span (first to last), and where in the text."""

    days: list[str]
    is_span: bool
    start: int
    end: int


def dated(text: str, year: str = "") -> list[FoundDates]:
    """Every date in a text, in order; `year` is for those that name none."""
    return [made for found in _WRITTEN.finditer(text) if (made := _dated(found, year))]


def _dated(found: re.Match[str], year: str) -> FoundDates | None:
    if found["iso"]:
        return FoundDates([found["iso"]], False, found.start(), found.end()) if _is_day(found["iso"]) else None
    month, day = found["month"] or found["month2"], found["day"] or found["day2"]
    more, when = found["more"] or found["more2"] or "", found["year"] or found["year2"] or year
    if not when:
        return None
    parts = [(month, day)]
    for other in re.finditer(rf"(?i)(?:({_MONTH})\s+)?({_DAY})", more):
        parts.append((other[1] or parts[-1][0], other[2]))
    days = [_iso(name, number, when) for name, number in parts]
    if not all(days):
        return None
    is_span = bool(re.search(r"[-–—]|\bto\b", more)) and len(days) == 2
    return FoundDates(days, is_span, found.start(), found.end())


def _iso(month: str, day: str, year: str) -> str:
    try:
        return times.parse_date(f"{month.strip('.')} {re.sub(r'[a-z]+', '', day, flags=re.I)}, {year}").isoformat()
    except times.TimeError:
        return ""


def _is_day(written: str) -> bool:
    try:
        times.parse_date(written)
    except times.TimeError:
        return False
    return True


def days_of(date: dict[str, Any]) -> list[str]:
    """The days of an important date, each without a time: one, those of which one will be it, or those of a span."""
    days = [date["date"]] if isinstance(date["date"], str) else date["date"]
    found = [day[:10] for day in days if _is_day(day[:10])]
    if "until" in date and found:
        first, last = dt.date.fromisoformat(found[0]), dt.date.fromisoformat(date["until"])
        return [(first + dt.timedelta(days=count)).isoformat() for count in range(min((last - first).days + 1, 14))]
    return found


def zone_in(text: str) -> str:
    """The zone that a text names, as content files write it; an empty text if it names none that is known."""
    if re.search(r"(?i)\baoe\b|anywhere on earth", text):
        return "AoE"
    for found in re.finditer(
        r"\b(?:UTC|GMT)\s?[+-]\d{1,2}(?::\d\d)?|\b[A-Z]{2,4}T\b|\bUTC\b|\bGMT\b|\b[A-Z][a-z]+/[A-Z]\w+", text
    ):
        try:
            times.zone(found[0])
        except times.TimeError:
            continue
        return found[0]
    return ""


_AREAS = {"pacific": "America/Los_Angeles", "mountain": "America/Denver", "central": "America/Chicago",
          "eastern": "America/New_York", "central european": "Europe/Paris"}  # fmt: skip
_SHORT = {"P": "America/Los_Angeles", "M": "America/Denver", "C": "America/Chicago", "E": "America/New_York"}


def zone_told(text: str) -> str:
    """The zone in which a text says that its times are: `Vancouver time`, `(Pacific Time)`, `CST`; else nothing."""
    for found in re.finditer(
        r"((?:[A-Z][\w.]+\s){0,2}[A-Z][a-z]+)\s+(?:local\s+|standard\s+|daylight\s+)?time\b", text, re.I
    ):
        words = found[1].lower().split()
        for name in (" ".join(words[-2:]), words[-1]):
            if zone := _AREAS.get(name) or _city(name):
                return zone
    if short := re.search(r"\b([PMCE])[SD]?T\b", text):
        return _SHORT[short[1]]
    return zone_in(text) if not re.search(r"(?i)\baoe\b", text) else ""


def _city(name: str) -> str:
    """The zone that is called after a city; nothing if none is."""
    import zoneinfo

    wanted = f"/{name.replace(' ', '_').title()}"
    return next(
        (each for each in sorted(zoneinfo.available_timezones()) if each.endswith(wanted) and "Etc" not in each), ""
    )


def authors_of(text: str) -> list[str]:
    """The authors in a text: parted by semicolons, else by commas and `and`, outside of brackets."""
    line = " ".join(text.split()).strip(" ,;.")
    marks = ";" if _outside(line, ";") else ","
    parts = [part for each in _split(line, marks) for part in _parted_by_and(each)]
    names: list[str] = []
    for part in parts:
        if names and re.fullmatch(r"[\d*†‡§¶^\s]+", part):
            names[-1] += f",{part}"
        elif part:
            names.append(part)
    return names


def _outside(text: str, mark: str) -> bool:
    return len(_split(text, mark)) > 1


def _split(text: str, mark: str) -> list[str]:
    parts, depth, start = [], 0, 0
    for at, letter in enumerate(text):
        depth += (letter in "([{") - (letter in ")]}" and depth > 0)
        if letter == mark and not depth:
            parts.append(text[start:at])
            start = at + 1
    parts.append(text[start:])
    return [part.strip() for part in (text.split(mark) if depth else parts)]


def _parted_by_and(text: str) -> list[str]:
    if "(" in text:
        return [text]
    return [part.strip() for part in re.split(r"(?:^|\s)(?:and|&)\s+", text) if part.strip()]
