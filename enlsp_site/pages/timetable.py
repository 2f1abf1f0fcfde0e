"""A day in several rooms at once as a table: a column a place, a row for each time at which something begins.

What lasts over several starts goes over several rows; what is alone at its time is for all and goes over all columns.
A place in which nothing has anything beside it has no column.
Sessions that share a place and a part of their time share a cell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from enlsp_site.model.record import Record
from enlsp_site.model.schedule import Day, Session, room_of

LONGEST = 6
"""So many quarters of an hour a row is high at most."""


class TimetableCell(Record, frozen=True):
    """A cell of the table: its first column, how many columns and rows it takes, and the sessions in it, by their
    positions in the day; an empty one has none."""

    column: int
    columns: int = 1
    rows: int = 1
    sessions: tuple[int, ...] = ()


class TimetableRow(Record, frozen=True):
    """What begins at a time of day; `starts` is the moment as RFC 3339 with offset, empty while it is not known.
    `quarters` is how long it is until the next row, or the end of the day, in quarters of an hour: one at least, and
    `LONGEST` at most, so that a long gap is folded."""

    start: dt.time
    starts: str
    quarters: int
    cells: tuple[TimetableCell, ...]


class Timetable(Record, frozen=True):
    """The table. `places` are the heads of its columns: rooms, or tracks where no rooms are given. An empty one, the
    last, is for what is elsewhere."""

    places: tuple[str, ...]
    rows: tuple[TimetableRow, ...]


class _TimetableSpan(NamedTuple):
    """Something in the table: from when to when in minutes of the day, and the sessions that it is."""

    start: int
    end: int
    sessions: tuple[int, ...]


_Placed = list[tuple[int, int, _TimetableSpan]]
"""First column, number of columns, and what stands in them."""


def grid(day: Day, order: Sequence[str] = ()) -> Timetable | None:
    """The table of a day; None for one that is never in two places at once. `order` is that of the columns, for
    days of one programme to have the same; places that are not in it come in the order of the day."""
    spans = [_span(number, session) for number, session in enumerate(day.sessions)]
    of = places(day)
    bands = _joined(spans)
    if not any(len(_named(band, of)) > 1 for band in bands):
        return None
    beside = {place for band in bands if len(_named(band, of)) > 1 for place in _named(band, of)}
    known = sorted(beside, key=[*order, *of].index)
    placed, homeless = _placed(bands, spans, of, known)
    if homeless:
        placed += [(len(known), 1, each) for each in _joined(homeless)]
    columns = len(known) + bool(homeless)
    placed += [(0, columns, band) for band in bands if len(_named(band, of)) < 2]
    return Timetable(places=(*known, *([""] if homeless else [])), rows=_rows(day.sessions, placed, columns))


def places(day: Day) -> list[str]:
    """Where each session of a day is: its room, or the day's, or nowhere; its track where no two rooms are given."""
    rooms = [room_of(session, day) for session in day.sessions]
    return rooms if len(set(filter(None, rooms))) > 1 else [session.track for session in day.sessions]


def _span(number: int, session: Session) -> _TimetableSpan:
    start, end = (clock.hour * 60 + clock.minute for clock in (session.start, session.end))
    return _TimetableSpan(start, max(end + 24 * 60 * session.overnight, start + 1), (number,))


def _joined(spans: Iterable[_TimetableSpan]) -> list[_TimetableSpan]:
    """Spans, those that overlap made one."""
    found: list[_TimetableSpan] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            last = found.pop()
            span = _TimetableSpan(last.start, max(last.end, span.end), last.sessions + span.sessions)
        found.append(span)
    return found


def _named(band: _TimetableSpan, of: Sequence[str]) -> set[str]:
    """The places that something in a band is in."""
    return {of[number] for number in band.sessions} - {""}


def _placed(
    bands: list[_TimetableSpan], spans: list[_TimetableSpan], of: Sequence[str], known: Sequence[str]
) -> tuple[_Placed, list[_TimetableSpan]]:
    """What is at the same time as something in another place: in its column; what has no place, in the widest run of
    columns that are free then. What finds none is returned, too."""
    inside = [spans[number] for band in bands if len(_named(band, of)) > 1 for number in band.sessions]
    placed: _Placed = []
    for column, place in enumerate(known):
        placed += [(column, 1, span) for span in _joined(each for each in inside if of[each.sessions[0]] == place)]
    homeless = []
    for span in (each for each in inside if not of[each.sessions[0]]):
        column, columns = _free(span, placed, len(known))
        if columns:
            placed.append((column, columns, span))
        else:
            homeless.append(span)
    return placed, homeless


def _free(span: _TimetableSpan, placed: _Placed, columns: int) -> tuple[int, int]:
    """The first column, and the number, of the widest run of columns in which nothing overlaps with a span."""
    taken = {
        column
        for first, count, other in placed
        if other.start < span.end and span.start < other.end
        for column in range(first, first + count)
    }
    runs = pairwise([-1, *sorted(taken), columns])
    return min(((before + 1, after - before - 1) for before, after in runs), key=lambda run: (-run[1], run[0]))


def _rows(sessions: Sequence[Session], placed: _Placed, columns: int) -> tuple[TimetableRow, ...]:
    starts = sorted({_span(0, session).start for session in sessions})
    moments = {_span(0, session).start: session for session in reversed(sessions)}
    cells: dict[int, list[TimetableCell]] = {start: [] for start in starts}
    free = {(start, column) for start in starts for column in range(columns)}
    for column, count, span in placed:
        over = [start for start in starts if span.start <= start < span.end]
        cells[span.start].append(TimetableCell(column=column, columns=count, rows=len(over), sessions=span.sessions))
        free -= {(start, taken) for start in over for taken in range(column, column + count)}
    for start, empty in groupby(sorted(free), key=lambda each: each[0]):
        cells[start] += [TimetableCell(column=column) for _, column in empty]
    ends = [*starts[1:], max((span.end for _, _, span in placed), default=0)]
    return tuple(
        TimetableRow(
            start=moments[start].start,
            starts=moments[start].starts,
            quarters=min(max(round((end - start) / 15), 1), LONGEST),
            cells=tuple(sorted(cells[start], key=lambda cell: cell.column)),
        )
        for start, end in zip(starts, ends, strict=True)
    )
