"""A day in several rooms at once as a table: who stands where, and that nothing is lost or laid over another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.schedule import Day, Session
from enlsp_site.pages.timetable import LONGEST, Timetable, grid, places

HERE = Origin("content/schedule.yaml")


def session(time: str, title: str, room: str = "", kind: str = "other", **more: Any) -> Session:
    start, end = map(dt.time.fromisoformat, time.split("-"))
    return Session(
        origin=HERE,
        slug=title,
        title=title,
        kind=kind,
        start=start,
        end=end,
        overnight=end < start,
        room=room,
        **more,
    )


def day(*sessions: Session, room: str = "") -> Day:
    return Day(origin=HERE, title="", days=(), zone="UTC", zone_label="UTC", room=room, sessions=sessions)


def drawn(of: Day, *order: str) -> list[str]:
    """The table: a line a row, its cells with the titles in them and, where it is not 1, how many columns and rows
    they take (`2x1`)."""
    table = grid(of, order)
    if table is None:
        return []
    lines = [" | ".join(["", *(place or "–" for place in table.places)]).strip()]
    for row in table.rows:
        cells = [
            " ".join(
                [
                    "+".join(of.sessions[number].title for number in cell.sessions) or "–",
                    *([f"{cell.columns}x{cell.rows}"] if (cell.columns, cell.rows) != (1, 1) else []),
                ]
            )
            for cell in row.cells
        ]
        lines.append(" | ".join([f"{row.start:%H:%M}", *cells]))
    return lines


def test_a_row_is_as_long_as_its_time_and_long_gaps_are_folded() -> None:
    table = grid(
        day(
            session("09:00-09:05", "hello"),
            session("09:05-09:45", "a", "A"),
            session("09:05-10:05", "b", "B"),
            session("10:05-10:20", "break"),
            session("14:00-18:00", "end"),
        )
    )
    assert table
    assert [(f"{row.start:%H:%M}", row.quarters) for row in table.rows] == [
        ("09:00", 1),
        ("09:05", 4),
        ("10:05", LONGEST),
        ("14:00", LONGEST),
    ]


def test_a_column_a_room_and_a_row_a_start() -> None:
    assert drawn(
        day(
            session("09:00-10:00", "keynote", "A"),
            session("10:00-11:00", "long", "A"),
            session("10:00-10:30", "one", "B"),
            session("10:30-11:00", "two", "B"),
            session("11:00-11:30", "coffee", kind="break"),
            session("11:30-12:00", "three", "C"),
            session("11:30-12:00", "four", "A"),
        )
    ) == [
        "| A | B | C",
        "09:00 | keynote 3x1",
        "10:00 | long 1x2 | one | –",
        "10:30 | two | –",
        "11:00 | coffee 3x1",
        "11:30 | four | – | three",
    ]


def test_a_day_that_is_never_in_two_rooms_at_once_is_none() -> None:
    assert drawn(day(session("09:00-10:00", "a", "A"), session("10:00-11:00", "b", "B"))) == []
    assert drawn(day(session("09:00-10:00", "a", "A"), session("09:30-11:00", "b", "A"))) == []
    assert drawn(day()) == []


def test_the_room_of_the_day_is_one_of_them_but_not_for_breaks() -> None:
    assert drawn(
        day(
            session("09:00-10:00", "a"),
            session("09:00-10:00", "b", "B"),
            session("10:00-11:00", "tea", kind="break"),
            session("10:30-11:00", "c", "B"),
            room="Hall",
        )
    ) == ["| Hall | B", "09:00 | a | b", "10:00 | tea+c 2x2", "10:30"]


def test_what_has_no_room_takes_what_is_free() -> None:
    lunch = session("12:00-13:00", "lunch", kind="break")
    others = [session("12:30-13:30", name.lower(), name) for name in "AB"]
    assert drawn(day(session("12:00-13:00", "c", "C"), lunch, *others), "A", "B", "C", "D") == [
        "| A | B | C | –",
        "12:00 | – | – | c 1x2 | lunch 1x2",
        "12:30 | a | b",
    ]
    wide = [session("09:00-10:00", name, name) for name in "DE"]
    assert drawn(day(session("12:00-13:00", "c", "C"), lunch, others[0], *wide), *"ABCDE") == [
        "| A | C | D | E",
        "09:00 | – | – | D | E",
        "12:00 | – | c 1x2 | lunch 2x2",
        "12:30 | a",
    ]


def test_a_place_in_which_nothing_has_anything_beside_it_has_no_column() -> None:
    found = day(
        session("09:00-10:00", "a", "A"),
        session("09:00-10:00", "b", "B"),
        session("18:00-20:00", "reception", "Terrace"),
    )
    assert drawn(found, "Terrace", "A", "B") == ["| A | B", "09:00 | a | b", "18:00 | reception 2x1"]


def test_what_shares_room_and_time_shares_a_cell() -> None:
    assert drawn(
        day(
            session("09:00-10:00", "posters", "Foyer", parallel=True),
            session("09:00-10:00", "demos", "Foyer", parallel=True),
            session("09:30-11:00", "more", "Foyer", parallel=True),
            session("09:00-11:00", "talks", "Hall"),
        )
    ) == ["| Foyer | Hall", "09:00 | posters+demos+more 1x2 | talks 1x2", "09:30"]


def test_tracks_where_there_are_no_two_rooms() -> None:
    theory, practice = session("09:00-10:00", "a", track="Theory"), session("09:00-10:00", "b", track="Practice")
    assert drawn(day(theory, practice, room="Hall")) == ["| Theory | Practice", "09:00 | a | b"]
    assert places(day(theory, practice, room="Hall")) == ["Theory", "Practice"]


def test_columns_are_in_the_order_of_the_whole_programme() -> None:
    both = day(session("09:00-10:00", "b", "B"), session("09:00-10:00", "a", "A"))
    assert drawn(both) == ["| B | A", "09:00 | b | a"]
    assert drawn(both, "A", "B") == ["| A | B", "09:00 | a | b"]


def test_what_goes_on_after_midnight_ends_last() -> None:
    assert drawn(
        day(
            session("22:00-01:00", "party", "A"),
            session("23:00-23:30", "quiz", "B"),
            session("23:30-00:30", "x", "B"),
        )
    ) == ["| A | B", "22:00 | party 1x3 | –", "23:00 | quiz", "23:30 | x"]


def test_a_row_has_its_moment() -> None:
    known = session("09:00-10:00", "b", "B", starts="2031-12-06T09:00:00-08:00")
    table = grid(day(session("09:00-10:00", "a", "A"), known))
    assert table is not None
    assert [row.starts for row in table.rows] == [""]
    table = grid(day(known, session("09:00-10:00", "a", "A")))
    assert table is not None
    assert [row.starts for row in table.rows] == ["2031-12-06T09:00:00-08:00"]


# Any day


@st.composite
def days(draw: st.DrawFn) -> Day:
    found = []
    for number in range(draw(st.integers(0, 12))):
        start = draw(st.integers(0, 1300))
        end = draw(st.integers(start + 1, 1439))
        clocks = [dt.time(*divmod(minutes, 60)) for minutes in (start - start % 15, max(end - end % 15, start + 1))]
        room, track = draw(st.sampled_from(["", "A", "B", "C"])), draw(st.sampled_from(["", "S", "T"]))
        kind = draw(st.sampled_from(["oral", "break"]))
        found.append(
            Session(
                origin=HERE, slug=str(number), title=str(number), kind=kind, start=clocks[0], end=clocks[1],
                room=room, track=track,
            )
        )  # fmt: skip
    return day(*found, room=draw(st.sampled_from(["", "A", "D"])))


def covered(table: Timetable) -> list[tuple[int, int]]:
    """Row and column of every place of the table, as often as a cell is on it."""
    return [
        (number + down, cell.column + right)
        for number, row in enumerate(table.rows)
        for cell in row.cells
        for down in range(cell.rows)
        for right in range(cell.columns)
    ]


@given(days())
def test_cells_cover_the_table_and_hold_every_session_once(any_day: Day) -> None:
    table = grid(any_day)
    if table is None:
        return
    assert sorted(covered(table)) == [
        (row, column) for row in range(len(table.rows)) for column in range(len(table.places))
    ]
    held = [number for row in table.rows for cell in row.cells for number in cell.sessions]
    assert sorted(held) == list(range(len(any_day.sessions)))


@given(days())
def test_a_session_is_below_its_room_and_beside_its_time(any_day: Day) -> None:
    table, of = grid(any_day), places(any_day)
    if table is None:
        return
    starts = [row.start for row in table.rows]
    assert starts == sorted({session.start for session in any_day.sessions})
    for first, row in enumerate(table.rows):
        for cell in row.cells:
            for number in cell.sessions:
                own = starts.index(any_day.sessions[number].start)
                assert first <= own < first + cell.rows
                wide = cell.columns == len(table.places)
                assert wide or not of[number] or table.places[cell.column] == of[number]


@pytest.mark.parametrize("order", [(), ("C", "B", "A"), ("B",)])
@given(any_day=days())
def test_the_same_day_makes_the_same_table(any_day: Day, order: tuple[str, ...]) -> None:
    assert grid(any_day, order) == grid(any_day, order)
    table = grid(any_day, order)
    if table is not None and len(order) == 3:
        assert [place for place in table.places if place in order] == [
            place for place in order if place in table.places
        ]
