"""Rules on the times of the programme, each with a programme that breaks it and one that keeps it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]


FIRST = "time: 08:00-09:00, kind: keynote, people: Ada Lovelace"


def programme(*sessions: str, day: str = "date: 2031-12-06") -> dict[str, str]:
    """A schedule of one day, a session a line from line 4 on, and three people to name."""
    return {
        "content/people/speakers.yaml": "- {name: Ada Lovelace, honorific: Prof.}\n",
        "content/people/panelists.yaml": "- Alan Turing\n- Grace Hopper\n",
        "content/schedule.yaml": f"- {day}\n  sessions:\n"
        + "".join(f"    - {{{session}}}\n" for session in (FIRST, *sessions)),
    }


def told(site: Site) -> list[str]:
    """The first line of each problem, without its file."""
    lines = site.build().problems.splitlines()
    return [line.removeprefix("content/schedule.yaml:") for line in lines if line.endswith("]")]


# Rooms


def test_a_room_that_is_taken_is_told_at_the_session_that_begins_later(make_site: MakeSite) -> None:
    site = make_site(
        programme(
            "time: 09:30-10:30, title: Two, room: Hall A",
            "time: 09:00-10:00, title: One, room: hall  a",
        )
    )
    assert site.build().problems == (
        "content/schedule.yaml:4:14: warning: Hall A is taken: “One” (09:00–10:00) is there, too [double-booked]\n"
        "  4 |     - {time: 09:30-10:30, title: Two, room: Hall A}\n"
        "    |              ^\n"
        "  content/schedule.yaml:5:14: the other session stands here\n"
        "  5 |     - {time: 09:00-10:00, title: One, room: hall  a}\n"
        "    |              ^\n"
        "  hint: give one of them another room, or write `parallel: true` if they share it\n"
    )


@pytest.mark.parametrize(
    "second",
    [
        "time: 09:30-10:30, title: Two, room: Hall B",
        "time: 10:00-10:30, title: Two, room: Hall A",
        "time: 09:30-10:30, title: Two, room: Hall A, parallel: true",
    ],
    ids=["another room", "another time", "said"],
)
def test_rooms_are_not_double_booked(make_site: MakeSite, second: str) -> None:
    assert told(make_site(programme("time: 09:00-10:00, title: One, room: Hall A", second))) == []


def test_the_room_of_the_day_is_every_sessions_but_a_breaks(make_site: MakeSite) -> None:
    sessions = ("time: 09:00-10:00, title: One", "time: 09:30-10:00, title: Two", "time: 09:45-10:00, kind: break")
    site = make_site(programme(*sessions, day="date: 2031-12-06\n  room: Hall A"))
    assert [line for line in told(site) if "double-booked" in line] == [
        "6:14: warning: Hall A is taken: “One” (09:00–10:00) is there, too [double-booked]"
    ]


# People


@pytest.mark.parametrize("parallel", ["", ", parallel: true"])
def test_nobody_is_in_two_places(make_site: MakeSite, parallel: str) -> None:
    site = make_site(
        programme(
            "time: 09:00-10:00, title: One, room: A, people: [Alan Turing, Grace Hopper]",
            f"time: 09:30-10:30, title: Two, room: B, moderators: Grace Hopper{parallel}",
        )
    )
    assert told(site) == [
        "5:14: warning: Grace Hopper is in two sessions at once: “One” (09:00–10:00) is at this time, too "
        "[two-places]"
    ]


def test_people_can_go_from_one_session_to_the_next(make_site: MakeSite) -> None:
    sessions = ("time: 09:00-10:00, people: Alan Turing", "time: 10:00-10:30, people: [Alan Turing, TBD]")
    assert told(make_site(programme(*sessions))) == []


def test_who_is_to_be_announced_can_be_anywhere(make_site: MakeSite) -> None:
    sessions = ("time: 09:00-10:00, people: TBD, room: A", "time: 09:00-10:00, people: TBD, room: B")
    assert told(make_site(programme(*sessions))) == []


def test_two_places_are_found_across_days_and_zones(make_site: MakeSite) -> None:
    files = programme("time: 09:00-10:00, people: Alan Turing")
    files["content/schedule.yaml"] += (
        "- date: 2031-12-06\n  timezone: UTC\n  sessions:\n    - {time: 08:30-09:30, people: Alan Turing}\n"
    )
    assert told(make_site(files)) == [
        "8:14: warning: Alan Turing is in two sessions at once: “Session” (09:00–10:00) is at this time, too "
        "[two-places]"
    ]


# Overlaps


def test_an_overlap_that_is_not_said_is_a_warning(make_site: MakeSite) -> None:
    site = make_site(programme("time: 09:00-10:00, title: Lunch, kind: break", "time: 09:45-10:30, kind: poster"))
    assert site.build().problems == (
        "content/schedule.yaml:5:14: warning: this begins at 09:45, before “Lunch” (09:00–10:00) is over [overlap]\n"
        "  5 |     - {time: 09:45-10:30, kind: poster}\n"
        "    |              ^\n"
        "  content/schedule.yaml:4:14: the other session stands here\n"
        "  4 |     - {time: 09:00-10:00, title: Lunch, kind: break}\n"
        "    |              ^\n"
        "  hint: write `parallel: true` if they are meant to overlap, or the room of each\n"
    )


@pytest.mark.parametrize("said", [0, 1])
def test_an_overlap_that_is_said_is_none(make_site: MakeSite, said: int) -> None:
    sessions = ["time: 09:00-10:00, kind: break", "time: 09:45-10:30, kind: poster"]
    sessions[said] += ", parallel: true"
    assert told(make_site(programme(*sessions))) == []


def test_an_end_in_the_wrong_half_of_the_day_is_guessed(make_site: MakeSite) -> None:
    site = make_site(programme("time: 09:00-22:00, title: Talks", "time: 10:00-11:00, title: More"))
    assert "did you mean 09:00–10:00 for “Talks”? Else write `parallel: true`" in site.build().problems


def test_days_that_are_not_settled_are_looked_at_each_by_itself(make_site: MakeSite) -> None:
    files = programme("time: 09:00-10:00, title: One", "time: 09:30-10:30, title: Two", day="date: TBD")
    files["content/schedule.yaml"] += "- date: TBD\n  sessions:\n    - {time: 08:00-10:00, title: Other day}\n"
    assert told(make_site(files)) == [
        "5:14: warning: this begins at 09:30, before “One” (09:00–10:00) is over [overlap]"
    ]


def test_sessions_over_midnight_overlap_there(make_site: MakeSite) -> None:
    sessions = ("time: 22:00-01:00, title: Party, kind: social", "time: 23:00-23:30, title: Speech, kind: social")
    assert told(make_site(programme(*sessions))) == [
        "5:14: warning: this begins at 23:00, before “Party” (22:00–01:00) is over [overlap]"
    ]


def test_a_time_that_clocks_leave_out_is_told_once(make_site: MakeSite) -> None:
    day = (
        "- date: 2031-03-30\n  sessions:\n    - {time: 01:00-02:30, title: One, room: A}\n"
        "    - {time: 01:30-03:30, title: Two, room: A}\n    - {time: 03:30-04:00, title: Three}\n"
    )
    assert told(make_site({"content/schedule.yaml": day, "content/dates.yaml": None})) == [
        '3:14: error: "02:30" does not exist on March 30, 2031 in Europe/Paris: the clocks go forward [bad-time]'
    ]


# Ends


def test_a_session_that_outlasts_its_day_is_told_with_what_was_probably_meant(make_site: MakeSite) -> None:
    site = make_site(
        programme(
            "time: 09:00-11:42, title: Talks, room: A",
            "time: 11:42-23:48, title: Short talk, room: B",
            "time: 11:42-18:00, title: More talks, room: A",
        )
    )
    assert site.build().problems == (
        "content/schedule.yaml:5:14: warning: this ends at 23:48, and the rest of its day at 18:00 [late-end]\n"
        "  5 |     - {time: 11:42-23:48, title: Short talk, room: B}\n"
        "    |              ^\n"
        "  hint: did you mean 11:42–11:48? Else add what comes after 18:00, too\n"
    )


@pytest.mark.parametrize(
    "late",
    [
        "time: 11:42-21:00, title: Late talks, room: B",
        "time: 11:00-23:48, kind: social, room: B",
        "time: 12:00-23:48, title: Long, room: B",
    ],
    ids=["three hours", "a party", "not in the morning"],
)
def test_sessions_end_with_their_day(make_site: MakeSite, late: str) -> None:
    site = make_site(programme("time: 09:00-11:00, title: Talks", "time: 11:00-18:00, title: Rest, room: A", late))
    assert told(site) == []


def test_the_only_session_of_a_day_may_be_long(make_site: MakeSite) -> None:
    day = "- date: 2031-12-06\n  sessions:\n    - {time: 08:00-22:00, title: Hackathon}\n"
    assert make_site({"content/schedule.yaml": day}).build().problems == ""


# Gaps


def test_a_gap_is_a_warning_at_the_session_after_it(make_site: MakeSite) -> None:
    site = make_site(programme("time: 09:16-10:00, title: After a while"))
    assert site.build().problems == (
        "content/schedule.yaml:4:14: warning: nothing is planned in the 16 minutes before this, "
        "after “Keynote talk” (08:00–09:00) [gap]\n"
        "  4 |     - {time: 09:16-10:00, title: After a while}\n"
        "    |              ^\n"
        "  hint: write what is between them, such as a session of kind `break`, or mend the times\n"
    )


@pytest.mark.parametrize(
    "sessions",
    [
        ("time: 09:15-10:00, title: After a walk",),
        ("time: 18:00-20:00, kind: social",),
        ("time: 08:00-11:00, title: Long, parallel: true", "time: 11:00-12:00, title: Next"),
    ],
    ids=["a quarter of an hour", "alone", "another goes on"],
)
def test_days_have_no_gaps(make_site: MakeSite, sessions: tuple[str, ...]) -> None:
    assert told(make_site(programme(*sessions))) == []
