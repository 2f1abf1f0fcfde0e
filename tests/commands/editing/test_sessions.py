"""Sessions that are moved: their time stays written as it was, and their entry in the order of time."""

from __future__ import annotations

from pathlib import Path

import pytest
from edited_site import FILES, changed, write

from enlsp_site.build.pipeline import BuildOptions, build
from enlsp_site.commands.editing.changes import Sent
from enlsp_site.commands.editing.desk import EditDesk, EditOutcome, EditRequest
from enlsp_site.commands.editing.sessions import SessionMove, retimed
from enlsp_site.commands.editing.texts import RefusedEditError

SCHEDULE = "content/schedule.yaml"
ROOMS = """\
- date: 2031-08-22
  room: Hall A
  sessions:
    - {time: 09:00-09:30, kind: remarks, title: Opening}
    # in the large hall
    - time: 09:30-10:30   # after the opening
      kind: keynote
      people: [Ada Lovelace]
    - {time: 09:30-10:30, title: Small talk, room: Hall B}
    - {time: 10:30-11:00, kind: break, title: Coffee}
    - {time: 11:00-12:00, title: Posters, room: Hall B}
"""
SITE = FILES | {SCHEDULE: ROOMS}
OPENING, KEYNOTE, SMALL, COFFEE, POSTERS = (f"{SCHEDULE}#/0/sessions/{number}" for number in range(5))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site", SITE)


@pytest.fixture
def desk(site: Path) -> EditDesk:
    return EditDesk(BuildOptions(site, site / ".enlsp/serve/1", origins=True))


def request_of(desk: EditDesk, address: str, start: int, column: str | None = None) -> EditRequest:
    return EditRequest("shift", address, desk.view(address).digest, Sent({}), None, SessionMove(start, column))


def move(desk: EditDesk, address: str, start: int, column: str | None = None) -> EditOutcome:
    return desk.do(request_of(desk, address, start, column))


@pytest.mark.parametrize(
    ("written", "duration", "start", "length", "after"),
    [
        ("09:00-09:30", None, 615, 30, "10:15-10:45"),
        ("10:30 – 11:00", None, 545, 30, "09:05 – 09:35"),
        ("9:00-9:30", None, 570, 30, "9:30-10:00"),
        ("10:15-11:15", None, 540, 60, "09:00-10:00"),
        ("9.00–9.30", None, 800, 30, "13.20–13.50"),
        ("9h00 to 9h30", None, 800, 30, "13h20 to 13h50"),
        ("8:15 AM - 8:30 AM", None, 780, 15, "1:00 PM - 1:15 PM"),
        ("08:15 am - 08:30 am", None, 780, 15, "01:00 pm - 01:15 pm"),
        ("8:15 a.m. to 8:30 a.m.", None, 780, 15, "1:00 p.m. to 1:15 p.m."),
        ("11-11:30 AM", None, 705, 30, "11:45-12:15 PM"),
        ("9 AM - 10 AM", None, 570, 60, "9:30 AM - 10:30 AM"),
        ("09:00", "30m", 615, 30, "10:15"),
        ("9 am", "1h", 810, 60, "1:30 pm"),
        ("22:00-23:30", None, 1380, 90, "23:00-00:30"),
        ("23:00-24:00", None, 1320, 60, "22:00-23:00"),
        ("noon - 1 PM", None, 600, 60, "10:00-11:00"),
    ],
)
def test_a_time_stays_written_as_it_was(
    written: str, duration: str | None, start: int, length: int, after: str
) -> None:
    assert retimed(written, duration, start, length) == after


def test_where_a_session_is_and_can_go(desk: EditDesk) -> None:
    _, place = desk.session(KEYNOTE)
    assert (place.start, place.end, place.by, place.column) == (570, 630, "room", "Hall A")
    assert place.columns == ("Hall A", "Hall B")
    assert place.starts == (540, 570, 570, 630, 660)
    assert desk.session(COFFEE)[1].column == ""


def test_a_session_gets_another_time_and_nothing_else(desk: EditDesk, site: Path, tmp_path: Path) -> None:
    done = move(desk, POSTERS, 675)
    assert (done.kind, done.address) == ("saved", POSTERS)
    old = "    - {time: 11:00-12:00, title: Posters, room: Hall B}"
    assert changed(site, SITE) == {SCHEDULE: [f"-{old}", f"+{old.replace('11:00-12:00', '11:15-12:15')}"]}
    assert build(BuildOptions(site, tmp_path / "out", strict=True)).published
    desk.undo(done.undo)
    assert changed(site, SITE) == {}


def test_a_room_is_written_where_it_is_not_the_days(desk: EditDesk, site: Path) -> None:
    move(desk, OPENING, 540, "Hall B")
    old = "    - {time: 09:00-09:30, kind: remarks, title: Opening}"
    assert changed(site, SITE) == {SCHEDULE: [f"-{old}", f"+{old[:-1]}, room: Hall B}}"]}
    move(desk, OPENING, 540, "Hall A")
    assert changed(site, SITE) == {}
    move(desk, SMALL, 540, "Hall A")
    assert [line.strip() for line in (site / SCHEDULE).read_text().splitlines() if "Small" in line] == [
        "- {time: 09:00-10:00, title: Small talk}"
    ]


def test_an_entry_goes_where_its_time_is_with_its_comments(desk: EditDesk, site: Path) -> None:
    done = move(desk, KEYNOTE, 720, "Hall B")
    assert (done.kind, done.address) == ("saved", POSTERS)
    assert (
        (site / SCHEDULE)
        .read_text()
        .endswith(
            "    - {time: 11:00-12:00, title: Posters, room: Hall B}\n"
            "    # in the large hall\n"
            "    - time: 12:00-13:00   # after the opening\n"
            "      kind: keynote\n"
            "      people: [Ada Lovelace]\n"
            "      room: Hall B\n"
        )
    )
    assert done.address
    back = move(desk, done.address, 525)
    assert back.address == OPENING
    assert desk.view(OPENING).label == "08:45-09:45"


def test_a_list_that_is_not_in_the_order_of_time_stays_in_its_own(desk: EditDesk, site: Path) -> None:
    lines = ROOMS.splitlines(keepends=True)
    (site / SCHEDULE).write_text("".join([*lines[:3], *lines[9:10], *lines[3:9], *lines[10:]]))
    done = move(desk, OPENING, 900)
    assert (done.kind, done.address) == ("saved", OPENING)


def test_days_whose_rooms_are_not_told_have_tracks(site: Path, desk: EditDesk) -> None:
    (site / SCHEDULE).write_text(
        "- date: 2031-08-22\n  sessions:\n"
        "    - {time: 09:00-10:00, title: One, track: Theory}\n"
        "    - {time: 09:00-10:00, title: Two, track: Practice}\n"
    )
    _, place = desk.session(OPENING)
    assert (place.by, place.column, place.columns) == ("track", "Theory", ("Theory", "Practice"))
    move(desk, OPENING, 600, "Practice")
    assert "    - {time: 10:00-11:00, title: One, track: Practice}\n" in (site / SCHEDULE).read_text()


def test_no_session_leaves_its_day(desk: EditDesk) -> None:
    assert move(desk, POSTERS, 5000).kind == "saved"
    assert desk.view(POSTERS).label == "Posters"
    assert desk.session(POSTERS)[1][:2] == (1380, 1440)
    assert desk.session(POSTERS)[1].starts[-1] == 1380


def test_what_a_move_brings_with_it_is_told_before_it_is_made(desk: EditDesk, site: Path) -> None:
    found, _ = desk.problems(request_of(desk, SMALL, 570, "Hall A"))
    assert [each.code for each in found] == ["double-booked"]
    assert changed(site, SITE) == {}


def test_a_file_that_has_changed_since_is_not_written_over(desk: EditDesk, site: Path) -> None:
    request = request_of(desk, POSTERS, 675)
    (site / SCHEDULE).write_text(ROOMS.replace("Posters", "All posters"))
    assert desk.do(request).kind == "conflict"
    assert (site / SCHEDULE).read_text() == ROOMS.replace("Posters", "All posters")


@pytest.mark.parametrize("address", [f"{SCHEDULE}#/0", f"{SCHEDULE}#", "content/people/speakers.yaml#/people/0"])
def test_nothing_else_is_moved(desk: EditDesk, address: str) -> None:
    with pytest.raises(RefusedEditError, match="no_session"):
        move(desk, address, 600)


def test_a_session_whose_time_cannot_be_read_is_not_moved(desk: EditDesk, site: Path) -> None:
    (site / SCHEDULE).write_text(ROOMS.replace("11:00-12:00", "late"))
    assert desk.session(OPENING)[1].starts[-1] is None
    with pytest.raises(RefusedEditError, match="no_session"):
        move(desk, POSTERS, 600)
