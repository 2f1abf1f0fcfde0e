"""Rules on who and what has a place in the programme."""

from __future__ import annotations

from collections.abc import Iterator

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.problem import Problem, Related
from enlsp_site.model import times, urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.people import Group, Person
from enlsp_site.model.schedule import Session

NO_SLOT = Code(
    "no-slot",
    "warning",
    what="somebody who speaks, or a paper with a talk, is in no session",
    why="Their page says no time; nothing that is shown is wrong.",
    bad="a keynote speaker whom schedule.yaml does not name",
    good="`people: [Ada Lovelace]` in a session",
)

TWO_POSTER_SESSIONS = Code(
    "two-poster-sessions",
    "warning",
    what="{papers} in “{other}”, too",
    why="Its page says both; mostly a number stands in one range too many.",
    bad="papers: 1-25 and papers: 25-40",
    good="papers: 26-40",
    hint="leave each paper in one poster session",
)


def confirmed_speakers_have_a_slot(edition: Edition) -> list[Problem]:
    """Each of the speakers is in a session, once the programme says who is in which and leaves nobody open.
    Reports `no-slot`."""
    sessions = list(_sessions(edition))
    people = [person for session in sessions for person in (*session.people, *session.moderators)]
    if not any(person.url for person in people) or any(not person.url for person in people):
        return []
    addresses, names = {person.url for person in people}, {person.name for person in people}
    return [
        report(
            NO_SLOT,
            person.origin.at("name"),
            f"{person.name} is in no session of the schedule",
            f"add a session with `people: [{_called(person, group)}]`, or `people: TBD` to one whose speaker is open",
        )
        for group in edition.groups
        if "speakers" in group.name.split("-")
        for person in group.people
        if urls.inside(urls.section_path(edition.id, group.name), person.slug) not in addresses
        and (person.name not in names or _has_namesake(person, group))
        and not times.is_tbd(person.name)
    ]


def _called(person: Person, group: Group) -> str:
    """How the schedule names somebody."""
    if not _has_namesake(person, group):
        return person.name
    return f"{person.name} ({person.affiliations[0]})" if person.affiliations else f"{group.name}#{person.slug}"


def _has_namesake(person: Person, group: Group) -> bool:
    """Whether somebody else of a group is called the same, so that the name says nothing."""
    return sum(each.name == person.name for each in group.people) > 1


def oral_papers_have_a_slot(edition: Edition) -> list[Problem]:
    """Each paper that is presented as a talk is in a session, once sessions of talks name their papers.
    Reports `no-slot`."""
    talks = [session for session in _sessions(edition) if session.kind == "oral"]
    if not talks or not all(session.papers for session in talks):
        return []
    given = {paper.id for session in _sessions(edition) if session.kind != "poster" for paper in session.papers}
    return [
        report(
            NO_SLOT,
            paper.origin.at("decision"),
            f"paper {paper.id} is an oral presentation, and is in no session but posters",
            "add its id to the `papers` of a session in schedule.yaml",
        )
        for paper in edition.accepted
        if paper.decision == "oral" and paper.id not in given
    ]


def papers_hang_in_one_poster_session(edition: Edition) -> list[Problem]:
    """No paper is in two poster sessions: its authors are told one of them. Reports `two-poster-sessions`."""
    problems: list[Problem] = []
    seen: dict[str, Session] = {}
    for session in (each for each in _sessions(edition) if each.kind == "poster"):
        twice = [paper.id for paper in session.papers if seen.setdefault(paper.id, session) is not session]
        if twice:
            many = f"papers {', '.join(twice)} are" if len(twice) > 1 else f"paper {twice[0]} is"
            other = seen[twice[0]]
            there = Related(other.origin.at("papers"), "the other session stands here")
            problems.append(
                report(
                    TWO_POSTER_SESSIONS, session.origin.at("papers"), related=[there], papers=many, other=other.title
                )
            )
    return problems


def _sessions(edition: Edition) -> Iterator[Session]:
    for day in edition.days:
        yield from day.sessions


CODES = (NO_SLOT, TWO_POSTER_SESSIONS)
RULES = (
    ContentRule(papers_hang_in_one_poster_session),
    ContentRule(confirmed_speakers_have_a_slot, if_whole=True),
    ContentRule(oral_papers_have_a_slot, if_whole=True),
)
