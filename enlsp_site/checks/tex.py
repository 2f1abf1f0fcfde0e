"""Rules on the math of plain texts."""

from __future__ import annotations

from collections.abc import Iterator

from enlsp_site import text
from enlsp_site.model import Edition, Origin, Problem, warning


def tex_can_be_read(edition: Edition) -> list[Problem]:
    """The math of titles and abstracts is shown as math: of papers, talks and sessions."""
    return [
        warning(
            _place(origin, value, offset),
            "unreadable-math",
            f"this TeX cannot be read: {reason}",
            "it is shown as written",
        )
        for origin, value in _texts(edition)
        for offset, reason in text.tex_faults(value)
    ]


def _place(origin: Origin, value: str, offset: int) -> Origin:
    """The place of a character of a text."""
    before = value[:offset]
    return origin.inside(before.count("\n") + 1, offset - before.rfind("\n"))


def _texts(edition: Edition) -> Iterator[tuple[Origin, str]]:
    """The plain texts that may hold math. What a session has from its speaker's talk is told of there."""
    for paper in edition.papers.papers if edition.papers else ():
        for field in ("title", "tldr", "abstract"):
            yield paper.origin.at(field), getattr(paper, field)
    of_talks = set()
    for person in (person for group in edition.groups for person in group.people if person.talk):
        for field in ("title", "abstract"):
            value = getattr(person.talk, field)
            of_talks.add(value)
            yield person.origin.at("talk", field), value
    days = edition.schedule.days if edition.schedule else ()
    for session in (session for day in days for session in day.sessions):
        for field in ("title", "abstract"):
            if (value := getattr(session, field)) not in of_talks:
                yield session.origin.at(field), value
