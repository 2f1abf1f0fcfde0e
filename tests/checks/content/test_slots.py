"""Rules on who and what has a place in the programme."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]
PAPERS = (
    "- {id: 7, title: Small, decision: oral}\n- {id: 8, title: Smaller, decision: oral}\n- {id: 9, title: Least}\n"
)


def told(site: Site) -> list[str]:
    """The first line of each problem."""
    return [line for line in site.build().problems.splitlines() if line.endswith("]")]


def programme(*sessions: str, **files: str) -> dict[str, str]:
    hours = [f"time: {9 + number:02}:00-{10 + number:02}:00, {session}" for number, session in enumerate(sessions)]
    lines = "".join(f"    - {{{hour}}}\n" for hour in hours)
    return {
        "content/papers.yaml": PAPERS,
        "content/schedule.yaml": f"- date: 2031-12-06\n  sessions:\n{lines}",
        **{f"content/people/{name}.yaml": text for name, text in files.items()},
    }


def test_a_speaker_without_a_session_is_told(make_site: MakeSite) -> None:
    site = make_site(programme("kind: keynote, people: Ada Lovelace"))
    assert site.build().problems == (
        "content/people/speakers.yaml:3:9: warning: Alan Turing is in no session of the schedule [no-slot]\n"
        "  3 | - name: Alan Turing\n"
        "    |         ^\n"
        "  hint: add a session with `people: [Alan Turing]`, or `people: TBD` to one whose speaker is open\n"
    )


@pytest.mark.parametrize(
    "sessions",
    [
        ("kind: keynote, people: Ada Lovelace", "kind: panel, moderators: Alan Turing"),
        ("kind: keynote, people: Ada Lovelace", "kind: keynote, people: TBD"),
        ("kind: keynote", "kind: keynote"),
    ],
    ids=["moderates", "one is open", "nobody is named yet"],
)
def test_confirmed_speakers_have_a_slot(make_site: MakeSite, sessions: tuple[str, ...]) -> None:
    assert told(make_site(programme(*sessions))) == []


def test_groups_that_do_not_speak_need_no_slot(make_site: MakeSite) -> None:
    people = {"speakers": "- Ada Lovelace\n- TBD\n", "mentors": "- Alan Turing\n"}
    assert told(make_site(programme("kind: keynote, people: Ada Lovelace", **people))) == []


def test_an_oral_paper_without_a_session_is_told(make_site: MakeSite) -> None:
    site = make_site(programme("kind: oral, papers: 7", "kind: poster, papers: 7-9"))
    assert told(site) == [
        "content/papers.yaml:2:37: warning: paper 8 is an oral presentation, and is in no session but posters "
        "[no-slot]"
    ]


@pytest.mark.parametrize(
    "sessions",
    [("kind: oral, papers: [7, 8]",), ("kind: oral, papers: 7", "kind: oral"), ("kind: poster, papers: 7-9",)],
    ids=["all", "some are open", "no talks"],
)
def test_oral_papers_have_a_slot(make_site: MakeSite, sessions: tuple[str, ...]) -> None:
    assert told(make_site(programme(*sessions))) == []


def test_a_paper_in_two_poster_sessions_is_told_at_the_second(make_site: MakeSite) -> None:
    site = make_site(programme("kind: poster, title: One, papers: 7-9", "kind: poster, title: Two, papers: [8, 9]"))
    assert told(site) == ["content/schedule.yaml:4:61: warning: papers 8, 9 are in “One”, too [two-poster-sessions]"]


def test_papers_hang_in_one_poster_session(make_site: MakeSite) -> None:
    assert told(make_site(programme("kind: poster, papers: 7-8", "kind: poster, papers: 9"))) == []
