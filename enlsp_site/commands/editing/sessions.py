"""Sessions that are moved in the timetable: where one is, where it can go, and the changes that take it there."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import Any, NamedTuple

from enlsp_site.commands.editing.texts import EditedText, RefusedEditError
from enlsp_site.content.patching.changes import Path as Steps
from enlsp_site.content.patching.changes import ValueChange
from enlsp_site.model.session_kinds import ANYWHERE
from enlsp_site.model.time_ranges import parse_range, write_range
from enlsp_site.model.times import TimeError

DAY = 24 * 60
"""The minutes of a day."""

_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})(?:([:.h])(\d{2}))?(?:(\s*)([ap])(\.?m\b\.?))?", re.I)


class SessionMove(NamedTuple):
    """Where a session goes: it starts in that minute of its day, in that column (a room, or a track; empty for none).
    None leaves the column as it is."""

    start: int
    column: str | None = None


class SessionPlace(NamedTuple):
    """Where a session is. `start` and `end` are minutes of its day, in which it may end after midnight; `column` is
    its room, or its track where `by` is `track`, which it is as in the page's table. `columns` are all that the
    programme names. `starts` are when the sessions of its day begin, in their order; None of one without a time."""

    start: int
    end: int
    by: str
    column: str
    columns: tuple[str, ...]
    starts: tuple[int | None, ...]


def place_of(text: EditedText, path: Steps) -> SessionPlace:
    """Where the session at a path is. Raises `RefusedEditError` where none is, or its time cannot be read."""
    if len(path) < 3 or path[-2] != "sessions" or not isinstance(path[-1], int):
        raise RefusedEditError("no_session", file=text.file)
    day, days = text.value(path[:-2]), text.value(path[:-3])
    spans = [_span(each) for each in _of(day)]
    own = spans[path[-1]]
    if own is None:
        raise RefusedEditError("no_session", file=text.file)
    rooms = [_room(each, day) for each in _of(day)]
    tracks = [_said(each, "track") for each in _of(day)]
    by = "room" if len({*rooms} - {""}) > 1 or not any(tracks) else "track"
    named = rooms if by == "room" else tracks
    others = [_room(each, other) if by == "room" else _said(each, by) for other in days for each in _of(other)]
    columns = tuple(dict.fromkeys(filter(None, [*named, *others])))
    return SessionPlace(*own, by, named[path[-1]], columns, tuple(span and span[0] for span in spans))


def changes_of(text: EditedText, path: Steps, move: SessionMove) -> list[ValueChange]:
    """The changes that take a session to another place: of its time, as it is written, of its room or track, and of
    its place in the list, if that was in the order of time and would be no longer. Raises `RefusedEditError`."""
    found, session, day = place_of(text, path), text.value(path), text.value(path[:-2])
    length = found.end - found.start
    start = max(0, min(move.start, DAY - (1 if found.end > DAY else length)))
    made: list[ValueChange] = []
    if start != found.start:
        written = retimed(session["time"], session.get("duration"), start, length)
        made.append(ValueChange("set", (*path, "time"), written, key="time"))
    if move.column is not None and move.column != found.column:
        is_days = found.by == "room" and move.column == _room({**session, "room": None}, day)
        made += _column(path, session, found.by, "" if is_days else move.column)
    return made + _in_order(path, found, start)


def path_after(path: Steps, made: list[ValueChange]) -> Steps:
    """Where an entry stands after changes, which may move it within its list."""
    at = int(path[-1])
    for each in made:
        if each.kind == "move":
            at = 0 if each.after is None else int(each.after) + (int(each.after) < at)
    return (*path[:-1], at)


def retimed(written: str, duration: str | None, start: int, length: int) -> str:
    """A time of a session that starts in another minute and lasts as long, written like the one that it had; on the
    24-hour clock where it cannot be written so."""
    hours = [found[1] for found in _CLOCK.finditer(written)]
    padded = any(hour.startswith("0") for hour in hours) or all(len(hour) == 2 for hour in hours)
    end = start + length
    wanted = _clock(start), _clock(end), end >= DAY
    minutes = iter((start, end))
    text = _CLOCK.sub(lambda found: _like(found, next(minutes, 0), padded), written)
    if _reads(text, duration, wanted):
        return text
    if duration is not None and not _reads(write_range(*wanted), duration, wanted):
        return write_range(*wanted).partition("-")[0]
    return write_range(*wanted)


def _like(found: re.Match[str], minutes: int, padded: bool) -> str:
    """A time of day as another one is written."""
    hour, minute, half = minutes // 60 % 24, minutes % 60, found[5]
    told = f"{hour % 12 or 12}" if half else f"{hour}"
    told = told.zfill(2) if padded and not (half and not found[1].startswith("0")) else told
    if found[2] or minute:
        told += f"{found[2] or ':'}{minute:02}"
    if not half:
        return told
    letter = "p" if hour >= 12 else "a"
    return f"{told}{found[4]}{letter if half.islower() else letter.upper()}{found[6]}"


def _reads(text: str, duration: str | None, wanted: tuple[dt.time, dt.time, bool]) -> bool:
    try:
        return parse_range(text, duration) == wanted
    except TimeError:
        return False


def _clock(minutes: int) -> dt.time:
    return dt.time(minutes // 60 % 24, minutes % 60)


def _span(session: Any) -> tuple[int, int] | None:
    """From when to when a session is, in minutes of its day; None where that cannot be read."""
    if not isinstance(session, dict) or not isinstance(session.get("time"), str):
        return None
    duration = session.get("duration")
    try:
        start, end, overnight = parse_range(session["time"], duration if isinstance(duration, str) else None)
    except TimeError:
        return None
    return start.hour * 60 + start.minute, end.hour * 60 + end.minute + DAY * overnight


def _said(entry: Any, name: str) -> str:
    value = entry.get(name) if isinstance(entry, dict) else None
    return " ".join(value.split()) if isinstance(value, str) else ""


def _of(day: Any) -> list[Any]:
    sessions = day.get("sessions") if isinstance(day, dict) else None
    return sessions if isinstance(sessions, list) else []


def _room(session: Any, day: Any) -> str:
    """The room of a session, as pages have it (`model.schedule.room_of`)."""
    is_elsewhere = _said(session, "kind") in ANYWHERE or _said(session, "mode") == "online"
    return _said(session, "room") or ("" if is_elsewhere else _said(day, "room"))


def _column(path: Steps, session: dict[str, Any], by: str, wanted: str) -> list[ValueChange]:
    """What writes the room or the track of a session, or takes it out."""
    if not wanted:
        return [ValueChange("remove", (*path, by))] if by in session else []
    if by in session:
        return [ValueChange("set", (*path, by), wanted, key=by)]
    behind = next((each for each in ("kind", "title", "time") if [*session][-1:] == [each]), None)
    return [ValueChange("add", path, wanted, behind, by)]


def _in_order(path: Steps, found: SessionPlace, start: int) -> list[ValueChange]:
    """What moves the entry to where it stands in the order of time, if all of its list is in that order: days of one
    room are shown as they are written."""
    at = int(path[-1])
    known = [(number, begins) for number, begins in enumerate(found.starts) if begins is not None]
    if any(one > other for (_, one), (_, other) in pairwise(known)):
        return []
    before = [number for number, begins in known if (begins, number) < (start, at) and number != at]
    last = before[-1] if before else None
    is_there = last == max((number for number, _ in known if number < at), default=None)
    return [] if is_there else [ValueChange("move", path, after=last)]
