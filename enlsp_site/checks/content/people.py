"""Rules on people."""

from __future__ import annotations

from collections.abc import Iterator

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.content.people_codes import DOUBTFUL_PERSON, UNKNOWN_PERSON
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix, Problem, Related
from enlsp_site.diagnostics.suggest import Suggestions, did_you_mean
from enlsp_site.model import times
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.identity import Persons, name_key, without_honorific
from enlsp_site.model.people import Group, Person
from enlsp_site.model.place_names import is_place

DUPLICATE_PERSON = Code(
    "duplicate-person",
    "error",
    what="“{name}” stands twice in this file",
    why="Two records would share one address, and one of them would never be seen.",
    bad="Ada Lovelace twice in speakers.yaml",
    good="Ada Lovelace once",
    hint="delete one; if they are two people, give each an affiliation of their own",
)


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
            there = Related(first.origin, "the other entry stands here")
            problems.append(report(DUPLICATE_PERSON, person.origin, related=[there], name=person.name))
    return problems


def _known_by(person: Person) -> tuple[str, ...]:
    return tuple(" ".join(words.casefold().split()) for words in (person.name, *sorted(person.affiliations)))


def same_as_means_somebody(workshop: Workshop) -> list[Problem]:
    """Who `same_as` says that someone is, too, is somewhere on the site, and is one person."""
    claims = list(_claims(workshop))
    if not claims:
        return []
    persons = Persons(workshop)
    names = persons.names() | _author_names(workshop)
    spelt = Suggestions(names.values())
    return [problem for origin, name in claims for problem in _unmeant(persons, names, spelt, origin, name)]


def _claims(workshop: Workshop) -> Iterator[tuple[Origin, str]]:
    """What stands in `same_as` anywhere, and where."""
    for edition in workshop.editions:
        for group in edition.groups:
            for person in group.people:
                for name in person.same_as or ():
                    yield person.origin.at("same_as"), name
        for paper in edition.accepted:
            for index, author in enumerate(paper.authors):
                for name in author.same_as or ():
                    yield paper.origin.at("authors", index, "same_as"), name


def _author_names(workshop: Workshop) -> dict[str, str]:
    return {
        name_key(author.name): author.name
        for edition in workshop.editions
        for paper in edition.accepted
        for author in paper.authors
    }


def _unmeant(
    persons: Persons, names: dict[str, str], spelt: Suggestions, origin: Origin, name: str
) -> Iterator[Problem]:
    if "://" in name:
        if not persons.has_profile(name):
            hint = "write the address as it stands among their links there"
            yield report(UNKNOWN_PERSON, origin, f"nobody on this site has the profile `{name}`", hint)
    elif name_key(name) in persons.doubtful:
        message = f"two people on this site are called `{name}`"
        yield report(
            DOUBTFUL_PERSON, origin, message, "write the address of their profile, as among their links there"
        )
    elif name_key(name) not in names:
        close = spelt.closest(without_honorific(name))
        hint = did_you_mean(close, "write the name as it stands elsewhere on the site")
        yield report(UNKNOWN_PERSON, origin, f"nobody on this site is called `{name}`", hint)


PLACE_AS_AFFILIATION = Code(
    "place-as-affiliation",
    "warning",
    what="`{place}` is a place, and stands as an affiliation of its own",
    why="A comma in brackets begins another item: the page shows two places where someone works.",
    bad="affiliations: [University of Calgary, Alberta]",
    good='affiliations: ["University of Calgary, Alberta"]',
)


def places_are_no_affiliations(edition: Edition) -> list[Problem]:
    """No affiliation but the first is the mere name of a state or a country: it belongs to the one before it."""
    return [
        _place(person, number)
        for group in edition.groups
        for person in group.people
        for number, words in enumerate(person.affiliations)
        if number and is_place(words)
    ]


def _place(person: Person, number: int) -> Problem:
    """The problem stands where the institution does, so that both can be put in quotes."""
    before, place = person.affiliations[number - 1], person.affiliations[number]
    both = f"{before}, {place}"
    origin = person.origin.at("affiliations", number - 1)
    hint = f'if it belongs to “{before}”, put both in quotes: "{both}"'
    return report(PLACE_AS_AFFILIATION, origin, hint=hint, fix=Fix(both, f'"{both}"'), place=place)


CODES = (DUPLICATE_PERSON, PLACE_AS_AFFILIATION)
RULES = (ContentRule(people_stand_once_in_their_group), ContentRule(places_are_no_affiliations))
