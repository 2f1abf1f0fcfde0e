"""The people of an edition, so that the programme can name them: by name, by name and affiliation (`Wei Wang (MIT)`),
by ORCID iD or another profile's address, or by the address of an entry (`speakers#wei-wang`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from enlsp_site.content import handles
from enlsp_site.content.people import person_entry
from enlsp_site.diagnostics.suggest import Suggestions, folded
from enlsp_site.model import urls
from enlsp_site.model.identity import FIRST, PROFILES, name_key, profile_key, without_honorific
from enlsp_site.model.people import Group, Person
from enlsp_site.model.schedule import PersonMention

Found = tuple[Group, Person]
"""Somebody, with the group that their entry stands in."""


class PeopleIndex(NamedTuple):
    """All entries by `name_key`, by profile and by address; those of a name in the order of their groups, speakers
    first, since the programme mostly means them."""

    by_name: dict[str, list[Found]]
    by_profile: dict[str, list[Found]]
    by_address: dict[str, Found]
    names: Suggestions

    def find(self, written: str) -> list[Found]:
        """All people who may be meant, each by the entry that counts first: one if it is clear who is, several where
        the words fit several people, none where nobody is meant. `Prof. Lu Hou` and `Lu Hou` are one."""
        found = self.by_name.get(name_key(written)) or self._of_profile(written) or self._of_address(written)
        return _apart(found) if found else _apart(self._of_place(written))

    def of_name(self, written: str) -> list[Found]:
        """All people of a name, whatever place stands behind it."""
        return _apart(self.by_name.get(name_key(person_entry(written).name), []))

    def _of_profile(self, written: str) -> list[Found]:
        address = written if "://" in written else handles.address_of("orcid", written)
        return self.by_profile.get(profile_key(address), []) if address else []

    def _of_address(self, written: str) -> list[Found]:
        found = self.by_address.get(written.strip().lstrip("/").replace("/#", "#"))
        return [found] if found else []

    def _of_place(self, written: str) -> list[Found]:
        """Those of a name who are somewhere that is called so: `Wei Wang (Univ B)` is at `University B`, too."""
        entry = person_entry(written)
        places = entry.affiliations or ()
        everyone = self.by_name.get(name_key(entry.name), [])
        exact = [found for found in everyone if {*map(folded, places)} <= {*map(folded, found[1].affiliations)}]
        close = [found for found in everyone if all(_is_at(place, found[1].affiliations) for place in places)]
        return (exact or close) if places else []

    def called(self, found: Found) -> str:
        """The shortest words that mean one person and nobody else: the name, with an affiliation where others are
        called the same, or else the address of their entry."""
        group, person = found
        words = (person.name, *(f"{person.name} ({place})" for place in person.affiliations))
        return next((each for each in words if self.find(each) == [found]), f"{group.name}#{person.slug}")

    def closest(self, name: str) -> str:
        """A known name that was probably meant, or an empty text."""
        return self.names.closest(without_honorific(name))

    def is_same(self, name: str, known: str) -> bool:
        """Whether a name differs from a known one in its letters' case and accents, or in the order of words only."""
        plain, other = folded(without_honorific(name)), folded(known)
        return plain == other or sorted(plain.split("-")) == sorted(other.split("-"))

    def all_of(self, text: str) -> list[str]:
        """The names in a text that holds several, as they are known: `Ada Lovelace and Alan Turing`. An empty list
        if one of them is not known, or if there is one only."""
        parts = [part.strip() for part in re.split(r"[;,&/]|\band\b", text) if part.strip()]
        found = [self.find(part) for part in parts]
        return [each[0][1].name for each in found if each] if len(parts) > 1 and all(found) else []


def index(groups: tuple[Group, ...]) -> PeopleIndex:
    """All people of an edition."""
    found = PeopleIndex({}, {}, {}, Suggestions([]))
    for group in sorted(groups, key=lambda group: FIRST.index(group.name) if group.name in FIRST else len(FIRST)):
        for person in group.people:
            found.by_name.setdefault(name_key(person.name), []).append((group, person))
            found.by_address[f"{group.name}#{person.slug}"] = (group, person)
            for link in person.links:
                if link.kind in PROFILES:
                    found.by_profile.setdefault(profile_key(link.url), []).append((group, person))
    return found._replace(names=Suggestions([entries[0][1].name for entries in found.by_name.values()]))


def mention(edition: str, group: Group, person: Person) -> PersonMention:
    """A person as the schedule shows them."""
    return PersonMention(
        name=person.name,
        honorific=person.honorific,
        affiliations=person.affiliations,
        url=urls.inside(urls.section_path(edition, group.name), person.slug),
        cancelled=person.cancelled is not None,
    )


def _apart(entries: Iterable[Found]) -> list[Found]:
    """Entries of one name as people, each by their first entry. Entries of several files are one person, unless
    something tells them apart; those of one file never are."""
    people: list[list[Found]] = []
    for entry in entries:
        same = next((known for known in people if all(_may_be_one(entry, each) for each in known)), None)
        if same is None:
            people.append([entry])
        else:
            same.append(entry)
    return [known[0] for known in people]


def _may_be_one(one: Found, other: Found) -> bool:
    """Whether two entries of one name may be one person: not in one file, not with two ORCID iDs, and not where
    `same_as: []` says that nobody else of this name is meant (as in `model.identity`)."""
    (group, person), (another, namesake) = one, other
    if group.name == another.name or () in (person.same_as, namesake.same_as):
        return False
    mine, theirs = _orcids(person), _orcids(namesake)
    return not (mine and theirs) or mine == theirs


def _orcids(person: Person) -> set[str]:
    return {profile_key(link.url) for link in person.links if link.kind == "orcid"}


def _is_at(place: str, affiliations: Iterable[str]) -> bool:
    """Whether a place is one of some affiliations in short: each of its words begins a word there, in this order."""
    words = folded(place).split("-")
    return bool(words) and any(_begin(words, folded(each).split("-")) for each in affiliations)


def _begin(words: list[str], others: list[str]) -> bool:
    rest = iter(others)
    return all(any(other.startswith(word) for other in rest) for word in words)
