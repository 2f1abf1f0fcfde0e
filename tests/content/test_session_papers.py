"""The papers of a session: their places, their boards, and each one's own time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from enlsp_site.content.session_papers import _bound
from enlsp_site.content.workshop import load
from enlsp_site.model.schedule import Schedule, Session, TimeSpan
from enlsp_site.storage import files
from enlsp_site.storage.build_memory import look
from enlsp_site.storage.memory import Memory

MakeSite = Callable[..., Site]
IDS = "7 3 12 31 40"


def schedule(site: Site) -> Schedule:
    """The programme as it is loaded without an error."""
    seen = look(site.folder)
    sources = files.read_sources(site.folder, seen.tree, seen.theme)
    workshop, problems = load(sources, Memory(Path(site.folder, "memory"), ""))
    assert [problem.message for problem in problems] == []
    assert workshop is not None
    assert workshop.current.schedule is not None
    return workshop.current.schedule


def session(make_site: MakeSite, text: str, date: str = "2031-12-06", zone: str = "Europe/Paris") -> Session:
    """The only session of a programme, with papers of a few ids at hand."""
    site = make_site(
        {
            "content/papers.yaml": "".join(f"- {{id: {name}, title: Paper {name}}}\n" for name in IDS.split()),
            "content/schedule.yaml": f"- date: {date}\n  timezone: {zone}\n  sessions:\n    - {{{text}}}\n",
        }
    )
    (day,) = schedule(site).days
    (found,) = day.sessions
    return found


def slots(found: Session) -> list[TimeSpan]:
    """Each paper's own time, where it has one."""
    return [paper.slot for paper in found.papers if paper.slot]


def shares(found: Session) -> list[tuple[str, str]]:
    """When each of the papers begins and ends."""
    return [(f"{slot.start:%H:%M}", f"{slot.end:%H:%M}") for slot in slots(found)]


# When


def test_a_slot_is_shared_out_evenly(make_site: MakeSite) -> None:
    found = session(make_site, "time: 11:30-12:00, kind: oral, papers: [7, 12, 31]")
    assert shares(found) == [("11:30", "11:40"), ("11:40", "11:50"), ("11:50", "12:00")]
    assert [(slot.starts, slot.ends) for slot in slots(found)][1] == (
        "2031-12-06T11:40:00+01:00",
        "2031-12-06T11:50:00+01:00",
    )


def test_each_paper_has_as_long_as_is_said(make_site: MakeSite) -> None:
    found = session(make_site, "time: 11:30-12:00, kind: spotlight, papers: [7, 12, 31], each: 6m")
    assert shares(found) == [("11:30", "11:36"), ("11:36", "11:42"), ("11:42", "11:48")]


@pytest.mark.parametrize(
    "text",
    [
        "time: 11:30-12:00, kind: oral, papers: [7]",
        "time: 11:30-12:00, kind: oral, papers: [7, TBD]",
        "time: 11:30-12:00, kind: poster, papers: [7, 12]",
        "time: 11:30-11:32, kind: oral, papers: [7, 12, 31]",
    ],
    ids=["one paper", "some are open", "posters", "no minute for each"],
)
def test_other_slots_are_not_shared_out(make_site: MakeSite, text: str) -> None:
    assert shares(session(make_site, text)) == []


def test_a_slot_of_a_day_that_is_not_settled_has_no_moments(make_site: MakeSite) -> None:
    found = session(make_site, "time: 11:30-12:00, kind: oral, papers: [7, 12]", "[2031-12-05, 2031-12-06]")
    assert shares(found) == [("11:30", "11:45"), ("11:45", "12:00")]
    assert [slot.starts for slot in slots(found)] == [""] * len(found.papers)


def test_shares_go_over_midnight(make_site: MakeSite) -> None:
    found = session(make_site, "time: 23:30-00:30, kind: oral, papers: [7, 12]")
    assert shares(found) == [("23:30", "00:00"), ("00:00", "00:30")]
    assert slots(found)[1].starts == "2031-12-07T00:00:00+01:00"


def test_shares_are_equally_long_in_the_night_in_which_the_clocks_go_back(make_site: MakeSite) -> None:
    found = session(make_site, "time: 00:30-03:30, kind: oral, papers: [7, 12]", "2031-10-26")
    assert [(slot.starts, slot.ends) for slot in slots(found)] == [
        ("2031-10-26T00:30:00+02:00", "2031-10-26T02:30:00+02:00"),
        ("2031-10-26T02:30:00+02:00", "2031-10-26T03:30:00+01:00"),
    ]
    lengths = {moment(slot.ends) - moment(slot.starts) for slot in slots(found)}
    assert lengths == {dt.timedelta(hours=2)}


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_papers_that_do_not_fit_are_an_error(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n"
            "    - {time: 11:30-12:00, kind: oral, papers: [7, 8], each: 20m}\n"
        }
    )
    assert site.problems().splitlines()[:4] == [
        "content/schedule.yaml:3:61: error: 2 papers of 20m do not fit into 30 minutes [bad-time]",
        "  3 |     - {time: 11:30-12:00, kind: oral, papers: [7, 8], each: 20m}",
        "    |                                                             ^",
        "  hint: make it shorter, or move papers to another session",
    ]


@given(st.integers(1, 700), st.integers(1, 40))
def test_shares_fill_the_slot_and_differ_by_a_minute_at_most(minutes: int, count: int) -> None:
    begin = dt.datetime(2031, 12, 6, 9)
    end = begin + dt.timedelta(minutes=minutes)
    bounds = [_bound(begin, end, number, count, None) for number in range(count + 1)]
    lengths = [(last - first) // dt.timedelta(minutes=1) for first, last in pairwise(bounds)]
    assert (bounds[0], bounds[-1]) == (begin, end)
    assert max(lengths) - min(lengths) <= 1


# Where


@pytest.mark.parametrize(
    ("text", "boards"),
    [
        ("papers: [7, 12], boards: [B2, B1]", ["7@B2", "12@B1"]),
        ("papers: [7, 12], boards: 5-6", ["7@5", "12@6"]),
        ("papers: 1-12, boards: A1-A12", ["3@A3", "7@A7", "12@A12"]),
        ("papers: 1-12, boards: 21-23", ["3@21", "7@22", "12@23"]),
        ("papers: '31, 1-4', boards: 'Stage, 1-4'", ["31@Stage", "3@3"]),
        ("papers: [7, 12]", ["7@", "12@"]),
        ("papers: [7, 12], boards: TBD", ["7@", "12@"]),
        ("papers: TBD, boards: 1-25", []),
    ],
)
def test_papers_have_their_boards(make_site: MakeSite, text: str, boards: list[str]) -> None:
    found = session(make_site, f"time: 12:45-13:45, kind: poster, {text}")
    assert [f"{paper.id}@{paper.board}" for paper in found.papers] == boards


def test_another_number_of_boards_is_an_error(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n"
            "    - {time: 11:30-12:00, kind: poster, papers: [7, 8], boards: 1-3}\n"
        }
    )
    assert site.problems().splitlines()[:4] == [
        "content/schedule.yaml:3:65: error: 3 boards are written for 2 papers [bad-boards]",
        "  3 |     - {time: 11:30-12:00, kind: poster, papers: [7, 8], boards: 1-3}",
        "    |                                                                 ^",
        "  hint: write as many boards as papers, in their order",
    ]


def test_a_range_is_in_the_order_of_its_numbers(make_site: MakeSite) -> None:
    found = session(make_site, "time: 12:45-13:45, kind: poster, papers: 1-40")
    assert [paper.id for paper in found.papers] == ["3", "7", "12", "31", "40"]


# What else a session says


def test_streams_and_recordings_are_addresses(make_site: MakeSite) -> None:
    found = session(make_site, 'time: 9:00-10:00, stream: "https://example.org/live", recording: TBD, parallel: true')
    assert (found.stream, found.recording, found.parallel) == ("https://example.org/live", "", True)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("title: Round table, id: Table", "table"),
        ("title: Round table, id: TBD", "round-table"),
        ("kind: keynote, people: Ada Lovelace", "keynote-talk-ada-lovelace"),
    ],
)
def test_a_session_is_called_by_its_id(make_site: MakeSite, text: str, slug: str) -> None:
    assert session(make_site, f"time: 9:00-10:00, {text}").slug == slug


def test_a_talks_address_stays_when_its_title_becomes_known(make_site: MakeSite) -> None:
    site = make_site({})
    before = [each.slug for each in schedule(site).days[0].sessions]
    site.write({"content/people/speakers.yaml": "- {name: Ada Lovelace, talk: On engines}\n- Alan Turing\n"})
    after = schedule(site).days[0].sessions
    assert [each.slug for each in after] == before
    assert after[1].title == "On engines"


@pytest.mark.parametrize(
    ("date", "text", "moments"),
    [
        ("2031-10-26", "time: '02:45', duration: 30m", ("2031-10-26T02:45:00+02:00", "2031-10-26T02:15:00+01:00")),
        ("2031-03-30", "time: '01:45', duration: 30m", ("2031-03-30T01:45:00+01:00", "2031-03-30T03:15:00+02:00")),
        ("2031-12-06", "time: '23:45', duration: 30m", ("2031-12-06T23:45:00+01:00", "2031-12-07T00:15:00+01:00")),
        ("2031-10-26", "time: 01:30-03:30", ("2031-10-26T01:30:00+02:00", "2031-10-26T03:30:00+01:00")),
    ],
    ids=["clocks go back", "clocks go forward", "midnight", "a range over the change"],
)
def test_durations_are_as_long_as_they_say(
    make_site: MakeSite, date: str, text: str, moments: tuple[str, str]
) -> None:
    found = session(make_site, text, date)
    assert (found.starts, found.ends) == moments
    assert found.end == moment(moments[1]).time()
