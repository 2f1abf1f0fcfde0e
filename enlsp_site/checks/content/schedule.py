"""Rules on the times of the programme: who and what is where when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.problem import Problem, Related
from enlsp_site.model.edition import Edition
from enlsp_site.model.schedule import Day, Session, room_of
from enlsp_site.model.session_kinds import APART

DOUBLE_BOOKED = Code(
    "double-booked",
    "warning",
    what="{room} is taken: {other} is there, too",
    why=(
        "Two sessions may share a hall or hold one audience in two languages; mostly one of the two is in the "
        "wrong room. Both are shown."
    ),
    bad="two sessions in Hall A from 9 to 10",
    good="one of them in Hall B, or `parallel: true` if they share it",
)

TWO_PLACES = Code(
    "two-places",
    "warning",
    what="{person} is in two sessions at once: {other} is at this time, too",
    why="Hosts of two streams are; a speaker is not. Both sessions are shown with the person.",
    bad="Ada Lovelace speaks in Hall A and in Hall B at 9",
    good="one of the two sessions later",
)

OVERLAP = Code(
    "overlap",
    "warning",
    what="this begins at {start}, before {other} is over",
    why="Both are shown; visitors take them for a mistake where it does not say that they are parallel.",
    bad="09:00-10:00 and 09:45-10:30 in no room",
    good="`parallel: true`, or the room of each",
)

GAP = Code(
    "gap",
    "warning",
    what="nothing is planned in the {minutes} minutes before this, after {before}",
    why="The page shows nothing there; a break that is written says where to be again, and when.",
    bad="10:00-10:30, then 11:15-12:00",
    good="10:30-11:15 with `kind: break` between them",
    hint="write what is between them, such as a session of kind `break`, or mend the times",
)

LATE_END = Code(
    "late-end",
    "warning",
    what="this ends at {end}, and the rest of its day at {rest}",
    why="It is shown as it is written; mostly it was meant to end twelve hours before.",
    bad="10:00-23:30 on a day that ends at 17:00",
    good="10:00-11:30",
    hint="did you mean {meant}? Else add what comes after {rest}, too",
)


HALF_DAY = dt.timedelta(hours=12)

BETWEEN = dt.timedelta(minutes=15)
"""What lies between two sessions without being said: people change rooms."""

LONG = dt.timedelta(hours=3)
"""What a session goes on after all others of its day without being noticed."""


class TimedSession(NamedTuple):
    """A session with its place in time, which can be compared with that of any other of the edition."""

    session: Session
    day: int
    begin: dt.datetime
    end: dt.datetime
    room: str


def rooms_are_not_double_booked(edition: Edition) -> list[Problem]:
    """At no time are two sessions in one room, unless one of them says that it is `parallel`.
    Reports `double-booked`."""
    return [
        report(
            DOUBLE_BOOKED,
            later.session.origin.at("time"),
            hint=_mend(first, later, "give one of them another room, or write `parallel: true` if they share it"),
            related=_other(first),
            room=later.room,
            other=_named(first),
        )
        for first, later in _overlaps(edition)
        if later.room and _folded(first.room) == _folded(later.room) and not _is_said(first, later)
    ]


def nobody_is_in_two_places(edition: Edition) -> list[Problem]:
    """Nobody speaks or moderates in two sessions at one time, be they meant to overlap or not.
    Reports `two-places`."""
    return [
        report(
            TWO_PLACES,
            later.session.origin.at("time"),
            hint=_mend(first, later, "move one of the two sessions"),
            related=_other(first),
            person=name,
            other=_named(first),
        )
        for first, later in _overlaps(edition)
        for url, name in _people(first.session).items()
        if url in _people(later.session)
    ]


def sessions_overlap_only_where_it_is_said(edition: Edition) -> list[Problem]:
    """Sessions of a day follow one another, unless they are in two rooms or one says that it is `parallel`.
    Reports `overlap`."""
    return [
        report(
            OVERLAP,
            later.session.origin.at("time"),
            hint=_mend(first, later, "write `parallel: true` if they are meant to overlap, or the room of each"),
            related=_other(first),
            start=_clock(later.session.start),
            other=_named(first),
        )
        for first, later in _overlaps(edition)
        if first.day == later.day and not (first.room and later.room) and not _is_said(first, later)
    ]


def days_have_no_gaps(edition: Edition) -> list[Problem]:
    """Between two sessions of a day there is no more time than it takes to change rooms: breaks are written, too.
    Of a day with a session that could not be read nothing is said."""
    days = edition.days
    return [
        problem
        for number, day in enumerate(days)
        if day.whole and all(_is_known(session, day) for session in day.sessions)
        for problem in _gaps([_placed(session, day, number) for session in day.sessions])
    ]


def _gaps(held: list[TimedSession]) -> Iterator[Problem]:
    """What is to be said of the sessions of a day, each held against the last that is over before it."""
    last: TimedSession | None = None
    for one in sorted(held, key=lambda each: each.begin):
        if last and one.begin - last.end > BETWEEN and not {one.session.kind, last.session.kind} & {*APART}:
            minutes = (one.begin - last.end) // dt.timedelta(minutes=1)
            yield report(GAP, one.session.origin.at("time"), minutes=minutes, before=_named(last))
        last = one if last is None or one.end > last.end else last


def sessions_end_with_their_day(edition: Edition) -> list[Problem]:
    """No session goes on for hours after all others of its day where it would not with its end twelve hours before:
    an end of 23:48 was meant as 11:48. Reports `late-end`."""
    problems: list[Problem] = []
    held = _held(edition)
    for one in (each for each in held if each.session.kind not in APART):
        over = max((each.end for each in held if each.day == one.day and each is not one), default=one.end)
        if one.end - over > LONG and one.end - HALF_DAY > one.begin:
            meant = f"{_clock(one.session.start)}–{_clock(_shown(one.end - HALF_DAY, one))}"
            end, rest = _clock(one.session.end), _clock(_shown(over, one))
            problems.append(report(LATE_END, one.session.origin.at("time"), end=end, rest=rest, meant=meant))
    return problems


def _shown(moment: dt.datetime, held: TimedSession) -> dt.time:
    """What clocks show at a moment where a session is."""
    return (dt.datetime.combine(dt.date(2001, 1, 2), held.session.end) - (held.end - moment)).time()


def _overlaps(edition: Edition) -> Iterator[tuple[TimedSession, TimedSession]]:
    """All pairs of sessions that are at one time, the one that begins first before the other."""
    for one, other in combinations(sorted(_held(edition), key=lambda each: (each.begin, each.day)), 2):
        if other.begin < one.end:
            yield one, other


def _held(edition: Edition) -> list[TimedSession]:
    days = edition.days
    return [
        _placed(session, day, number)
        for number, day in enumerate(days)
        for session in day.sessions
        if _is_known(session, day)
    ]


def _is_known(session: Session, day: Day) -> bool:
    """Whether it can be said when a session is: not where its time is one that clocks leave out on that day."""
    return len(day.days) != 1 or bool(session.starts and session.ends)


def _placed(session: Session, day: Day, number: int) -> TimedSession:
    """A session in time: by its moments; while its day is not known, on a day that no other has."""
    begin, end = session.moments(dt.date.min + dt.timedelta(days=2 * number + 1))
    return TimedSession(session, number, begin, end, room_of(session, day))


def _is_said(first: TimedSession, later: TimedSession) -> bool:
    return first.session.parallel or later.session.parallel


def _people(session: Session) -> dict[str, str]:
    """Those who must be there, as far as it is known who they are: their names by their addresses, for two people may
    have one name."""
    return {person.url: person.name for person in (*session.people, *session.moderators) if person.url}


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _named(held: TimedSession) -> str:
    session = held.session
    return f"“{session.title}” ({_clock(session.start)}–{_clock(session.end)})"


def _other(held: TimedSession) -> tuple[Related, ...]:
    """The place of the other session."""
    return (Related(held.session.origin.at("time"), "the other session stands here"),)


def _clock(clock: dt.time) -> str:
    return clock.isoformat("minutes")


def _mend(first: TimedSession, later: TimedSession, else_do: str) -> str:
    """What to do; if the first session were over in time with its end in the morning, that was probably meant."""
    sooner = first.end - HALF_DAY
    if first.begin < sooner <= later.begin:
        end = _shown(sooner, first)
        return f"did you mean {_clock(first.session.start)}–{_clock(end)} for “{first.session.title}”? Else {else_do}"
    return else_do


CODES = (DOUBLE_BOOKED, TWO_PLACES, OVERLAP, GAP, LATE_END)
RULES = (
    ContentRule(rooms_are_not_double_booked),
    ContentRule(nobody_is_in_two_places),
    ContentRule(sessions_overlap_only_where_it_is_said),
    ContentRule(sessions_end_with_their_day),
    ContentRule(days_have_no_gaps),
)
