"""Moments of foreign programmes to days with sessions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from enlsp_site.importers.result import Plain, entry
from enlsp_site.model import times
from enlsp_site.model.time_ranges import write_range

LONGEST = dt.timedelta(hours=24)


class SessionsByDay:
    """Sessions by the day on which they begin, and its zone; of each day in the order of their times."""

    def __init__(self) -> None:
        self._days: dict[tuple[str, str], list[tuple[dt.datetime, Plain]]] = {}
        self.titles: dict[str, str] = {}

    def add(self, begin: dt.datetime, end: dt.datetime, zone: str, session: dict[str, Any]) -> bool:
        """Add a session by its wall-clock times. False where its length is none that a session can have.

        What begins after midnight is on the day that it begins on, whatever day a programme counts it to.
        """
        begin, end = begin.replace(tzinfo=None), end.replace(tzinfo=None)
        if not dt.timedelta() < end - begin < LONGEST or not 1990 <= begin.year <= 2100:
            return False
        written = write_range(begin.time(), end.time(), end.date() != begin.date())
        made = entry("session", **{**session, "time": written})
        self._days.setdefault((begin.date().isoformat(), zone), []).append((begin, made))
        return True

    def entries(self) -> list[Plain]:
        """The days, in their order."""
        made = []
        for (date, zone), sessions in sorted(self._days.items()):
            ordered = [session for _, session in sorted(sessions, key=lambda each: each[0])]
            made.append(entry("day", date=date, title=self.titles.get(date, ""), timezone=zone, sessions=ordered))
        return made


def moment(text: str) -> dt.datetime | None:
    """A moment as RFC 3339, or with a blank in it; None for what is none."""
    try:
        return dt.datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except ValueError:
        return None


def zone_of(found: dt.datetime) -> str:
    """The distance from UTC of a moment as content files write a zone; an empty text if it has none."""
    distance = found.utcoffset()
    if distance is None:
        return ""
    minutes = round(distance.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'-' if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}"


def is_zone(name: str) -> bool:
    """Whether a name is that of a zone that content files may name."""
    try:
        times.zone(name)
    except times.TimeError:
        return False
    return True


def length(text: str) -> dt.timedelta | None:
    """A length as `01:30`, `1:30:00`, `90` (minutes) or `1.02:00`; None for what is none."""
    days, _, rest = text.strip().rpartition(".") if ":" in text and "." in text else ("", "", text.strip())
    parts = rest.split(":")
    if (
        not all(part.isdecimal() and len(part) < 6 for part in parts)
        or not (days or "0").isdecimal()
        or len(days) > 3
    ):
        return None
    if len(parts) == 1:
        return dt.timedelta(minutes=int(parts[0]))
    return dt.timedelta(days=int(days or 0), hours=int(parts[0]), minutes=int(parts[1]))
