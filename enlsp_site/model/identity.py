"""Who is who: which entries of people are one person, and what that person has a part in, over all editions.

Entries are one person where they share an ORCID or another profile, where `same_as` says so, and where they are
called exactly the same and nothing speaks against it: two people of one file, or two ORCIDs. So are authors.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.link_kinds import PERSON
from enlsp_site.model.name_titles import is_honorific
from enlsp_site.model.papers import Author, Paper
from enlsp_site.model.people import Group, Person
from enlsp_site.model.record import Link, Record
from enlsp_site.model.schedule import Session

FIRST = ("speakers", "panelists")
"""Groups whose records are meant before others'."""

PROFILES = tuple(kind.name for kind in PERSON if kind.own)
"""Kinds of links that are one person's alone. Channels and home pages may be a group's."""

_IDENTIFIED = re.compile(r"orcid\.org/([0-9Xx-]{19})|[?&](?:user|id)=([^&#]+)")
"""The part of an address of a profile by which it is known; of others all of it is."""


class Contribution(Record, frozen=True):
    """Something that a person has a part in: a paper, a session, an entry of theirs elsewhere, with their role there.
    `edition` is set where it is of another edition."""

    title: str
    url: str
    role: str = ""
    edition: str = ""


class Contributions(Record, frozen=True):
    """All that a person has a part in, but for the entry that shows it: first of its own edition, then of others."""

    roles: tuple[Contribution, ...] = ()
    sessions: tuple[Contribution, ...] = ()
    papers: tuple[Contribution, ...] = ()


class ListedPerson(NamedTuple):
    """An entry of a person, at `url`."""

    edition: Edition
    group: Group
    person: Person
    url: str


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """What is the same for all ways of writing a name: letters composed (NFC), single blanks, no honorific."""
    return without_honorific(" ".join(unicodedata.normalize("NFC", name).split()))


def without_honorific(name: str) -> str:
    """A name without leading honorifics (`Prof. Dr.`); a name that is nothing else stays."""
    first, _, rest = name.strip().partition(" ")
    return without_honorific(rest) if rest and is_honorific(first) else name.strip()


def profile_key(address: str) -> str:
    """What is the same for all ways of writing the address of a profile."""
    if found := _IDENTIFIED.search(address):
        return (found[1] or found[2]).upper() if found[1] else found[2]
    bare = re.sub(r"^https?://(?:www\.)?", "", address.strip(), flags=re.I)
    return re.split(r"[?#]", bare)[0].rstrip("/").casefold()


class Persons:
    """The people of a workshop. Entries are numbered; a person is known by the least number of their entries."""

    def __init__(self, workshop: Workshop) -> None:
        self._editions = _editions(workshop)
        self._entries = list(_entries(self._editions))
        self._profiles: dict[str, list[int]] = {}
        self._names: dict[str, list[int]] = {}
        for number, entry in enumerate(self._entries):
            for profile in _profiles(entry.person):
                self._profiles.setdefault(profile, []).append(number)
            if entry.person.same_as != ():
                self._names.setdefault(name_key(entry.person.name), []).append(number)
        self.doubtful = {name for name, numbers in self._names.items() if self._is_doubtful(numbers)}
        self._who = self._joined()
        self._authors = self._called()
        self._age = {edition.id: age for age, edition in enumerate(self._editions)}
        self._own: dict[int, list[ListedPerson]] = {}
        for entry, who in zip(self._entries, self._who, strict=True):
            self._own.setdefault(who, []).append(entry)

    def names(self) -> dict[str, str]:
        """All names of entries, as they are written, by their keys."""
        return {name_key(entry.person.name): entry.person.name for entry in self._entries}

    def has_profile(self, address: str) -> bool:
        """Whether an entry has this profile."""
        return profile_key(address) in self._profiles

    # Which entries are one person

    def _is_doubtful(self, numbers: list[int]) -> bool:
        """Whether entries that are called the same may be of two people."""
        files = [(entry.edition.id, entry.group.name) for entry in map(self._entries.__getitem__, numbers)]
        orcids = {each for number in numbers for each in _orcids(self._entries[number].person.links)}
        return len(set(files)) < len(files) or len(orcids) > 1

    def _joined(self) -> list[int]:
        """For each entry its person."""
        who = list(range(len(self._entries)))

        def join(numbers: Iterable[int]) -> None:
            roots = {_root(who, number) for number in numbers}
            for each in roots:
                who[each] = min(roots)

        for numbers in self._profiles.values():
            join(numbers)
        for name, numbers in self._names.items():
            if name not in self.doubtful:
                join(numbers)
        for number, entry in enumerate(self._entries):
            for other in entry.person.same_as or ():
                join([number, *self._meant(other)])
        return [_root(who, number) for number in range(len(who))]

    def _meant(self, other: str) -> list[int]:
        """The entries that a text of `same_as` means: a name that is not in doubt, or a profile."""
        if "://" in other:
            return self._profiles.get(profile_key(other), [])
        key = name_key(other)
        return [] if key in self.doubtful else self._names.get(key, [])

    # Authors

    def _called(self) -> dict[str, int]:
        """The person that each name means, if it means one; also a name that only `same_as` gives."""
        found = {}
        for name, numbers in self._names.items():
            if len({self._who[number] for number in numbers}) == 1:
                found[name] = self._who[numbers[0]]
        for number, entry in enumerate(self._entries):
            for other in entry.person.same_as or ():
                if name_key(other) not in self._names:
                    found.setdefault(name_key(other), self._who[number])
        return found

    def _written_by(self, author: Author) -> int | None:
        """The person that an author is; None for one without an entry."""
        own = profile_key(author.orcid) if author.orcid else ""
        if own in self._profiles:
            return self._who[self._profiles[own][0]]
        if author.same_as == ():
            return None
        for other in author.same_as or ():
            if numbers := self._meant(other):
                return self._who[numbers[0]]
        who = self._authors.get(name_key(author.name))
        if who is None or not own:
            return who
        return None if any(_orcids(entry.person.links) for entry in self._own[who]) else who

    def way(self, edition: Edition, author: Author) -> str:
        """The address of an author's entry: in the paper's own edition if there is one, else in the newest before
        it; empty if there is none, since what comes later changes no earlier page."""
        who = self._written_by(author)
        entries = self._own[who] if who is not None else []
        return next((entry.url for entry in entries if not self._is_later(entry.edition, edition)), "")

    # What a person has a part in

    def parts(self) -> dict[str, Contributions]:
        """What the person of each entry has a part in besides, by the entry's address, where there is something: in
        its edition and in earlier ones, since what comes later changes no earlier page."""
        papers, sessions = self._papers(), self._sessions()
        found = {}
        for entry, who in zip(self._entries, self._who, strict=True):
            parts = Contributions(
                roles=self._sorted(
                    entry, [(each.edition, _role(each)) for each in self._own[who] if each is not entry]
                ),
                sessions=self._sorted(entry, [*sessions.get(who, ()), *self._talks(entry, who, sessions)]),
                papers=self._sorted(
                    entry, [(edition, _paper(edition, paper)) for edition, paper in papers.get(who, ())]
                ),
            )
            if parts != Contributions():
                found[entry.url] = parts
        return found

    def _sorted(self, shown: ListedPerson, parts: list[tuple[Edition, Contribution]]) -> tuple[Contribution, ...]:
        """Parts as an entry shows them: those of its own edition first, then earlier ones with the edition's name."""
        own = [part for edition, part in parts if edition is shown.edition]
        others = [
            Contribution(title=part.title, url=part.url, role=part.role, edition=edition.id)
            for edition, part in parts
            if edition is not shown.edition and not self._is_later(edition, shown.edition)
        ]
        return (*own, *others)

    def _is_later(self, one: Edition, other: Edition) -> bool:
        """Whether an edition is newer than another; the current one is the newest."""
        return self._age[one.id] < self._age[other.id]

    def _papers(self) -> dict[int, list[tuple[Edition, Paper]]]:
        found: dict[int, list[tuple[Edition, Paper]]] = {}
        for edition in self._editions if self._entries else ():
            for paper in edition.accepted:
                for who in dict.fromkeys([self._written_by(author) for author in paper.authors]):
                    if who is not None:
                        found.setdefault(who, []).append((edition, paper))
        return found

    def _sessions(self) -> dict[int, list[tuple[Edition, Contribution]]]:
        found: dict[int, list[tuple[Edition, Contribution]]] = {}
        who = {entry.url: who for entry, who in zip(self._entries, self._who, strict=True)}
        for edition in self._editions:
            for session in _sessions(edition):
                part = Contribution(title=session.title, url=urls.of_session(edition.id, session))
                for url in dict.fromkeys(each.url for each in (*session.people, *session.moderators)):
                    if url in who:
                        found.setdefault(who[url], []).append((edition, part))
        return found

    def _talks(
        self, shown: ListedPerson, who: int, sessions: dict[int, list[tuple[Edition, Contribution]]]
    ) -> Iterator[tuple[Edition, Contribution]]:
        """Her talks that no session of their edition is named for."""
        for entry in self._own[who]:
            talk = entry.person.talk
            told = any(edition is entry.edition for edition, _ in sessions.get(who, ()))
            if talk and talk.title and not told and entry is not shown:
                yield entry.edition, Contribution(title=talk.title, url=entry.url)


def parts_of_all(workshop: Workshop) -> dict[str, Contributions]:
    """What everybody has a part in, by the addresses of their entries (`Persons.parts`)."""
    return Persons(workshop).parts()


def _editions(workshop: Workshop) -> tuple[Edition, ...]:
    """All editions of which people are known, finished sites too: the current one first, then the newest."""
    earlier = [*workshop.editions[1:], *(archived.edition for archived in workshop.archived)]
    return (*workshop.editions[:1], *sorted(earlier, key=lambda edition: edition.id, reverse=True))


def _entries(editions: Iterable[Edition]) -> Iterator[ListedPerson]:
    """All entries of people whose names are known: the current edition's first, in each those of speakers first."""
    for edition in editions:
        unknown = edition.language.say("tbd")
        for group in sorted(edition.groups, key=rank):
            section = urls.section_path(edition.id, group.name)
            for person in group.people:
                if person.name != unknown:
                    yield ListedPerson(edition, group, person, urls.inside(section, person.slug))


def rank(group: Group) -> tuple[int, bool]:
    """What an entry counts: a line of a list less than a portrait."""
    return FIRST.index(group.name) if group.name in FIRST else len(FIRST), group.layout == "list"


def _profiles(person: Person) -> list[str]:
    return [profile_key(link.url) for link in person.links if link.kind in PROFILES]


def _orcids(links: Iterable[Link]) -> set[str]:
    return {profile_key(link.url) for link in links if link.kind == "orcid"}


def _root(who: list[int], number: int) -> int:
    while who[number] != number:
        number = who[number]
    return number


def _sessions(edition: Edition) -> Iterator[Session]:
    for day in edition.days:
        yield from day.sessions


def _role(entry: ListedPerson) -> Contribution:
    return Contribution(title=entry.group.heading, url=entry.url, role=entry.person.role)


def _paper(edition: Edition, paper: Paper) -> Contribution:
    return Contribution(title=paper.title, url=urls.inside(urls.paper_path(edition.id, paper.slug)))
