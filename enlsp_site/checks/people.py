"""Rules on people."""

from __future__ import annotations

from enlsp_site import times
from enlsp_site.model import Edition, Group, Person, Problem, error


def people_stand_once_in_their_group(edition: Edition) -> list[Problem]:
    """Nobody stands twice in one file. Two people may have one name: then their affiliations differ."""
    return [problem for group in edition.groups for problem in _twice(group)]


def _twice(group: Group) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[tuple[str, ...], Person] = {}
    for person in group.people:
        if times.is_tbd(person.name):
            continue
        first = seen.setdefault(_known_by(person), person)
        if first is not person:
            message = f"“{person.name}” stands twice in this file"
            hint = "delete one; if they are two people, give each her own affiliation"
            problems.append(error(person.origin, "duplicate-person", message, hint))
    return problems


def _known_by(person: Person) -> tuple[str, ...]:
    return tuple(" ".join(words.casefold().split()) for words in (person.name, *sorted(person.affiliations)))
