"""Which of the records that are written now is which of those that were published before.

A record is known by the words that its address is made from, whatever else changed of it. Where these are others, it
is by what it is about: the same people, a title with the same words, the same time and room, a profile of its own.
Other people are another record, unless title and time are the same. Where there is a doubt it is another record, for
an address that shows something else is worse than a redirect.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from enlsp_site.diagnostics.suggest import slips
from enlsp_site.model.addresses import Remembered
from enlsp_site.text import plain_text

ENOUGH = 4
"""So much must speak for two records being one: two of people, title and time. A title that is nearly the same is
enough by itself."""


class Facts(NamedTuple):
    """What a record is known by: its title, who is in it (of a person: the profiles), when and where it is."""

    title: str
    people: tuple[str, ...] = ()
    when: str = ""
    room: str = ""
    cancelled: bool = False

    def kept(self) -> dict[str, Any]:
        """The same as fields of a line."""
        return self._asdict()


def pairs(written: Sequence[tuple[str, Facts]], known: Sequence[Remembered]) -> list[Remembered | None]:
    """For each record as it is written, by the last word that its address would have, the line that remembers it;
    None for one that is new."""
    found: list[Remembered | None] = [None] * len(written)
    left = {line.at: line for line in known}
    by_name: dict[str, list[Remembered]] = {}
    for line in known:
        by_name.setdefault(line.name or line.slug, []).append(line)
    for same_time in (True, False):  # of several coffee breaks each is the one at its time
        for number, (name, facts) in enumerate(written):
            lines = [line for line in by_name.get(name, ()) if line.at in left] if found[number] is None else []
            same = next((line for line in lines if line.when == facts.when or not same_time), None)
            if same:
                found[number] = left.pop(same.at)
    if not left:
        return found
    rated = [
        (likeness(facts, line), number, line)
        for number, (_, facts) in enumerate(written)
        if found[number] is None
        for line in left.values()
    ]
    for rate, number, line in sorted(rated, key=lambda each: (-each[0], each[1], each[2].at)):
        if rate >= ENOUGH and found[number] is None and line.at in left:
            found[number] = left.pop(line.at)
    return found


def likeness(facts: Facts, line: Remembered) -> float:
    """How much speaks for a record being the one of a line."""
    if facts.people and line.people and not {*facts.people} & {*line.people} and not _is_in_its_place(facts, line):
        return 0  # somebody else
    people = _shared({*facts.people}, {*line.people})
    title = _shared(_words(facts.title), _words(line.title))
    same = title >= 0.75 or _is_misspelt(facts.title, line.title) or _is_in_its_place(facts, line)
    found = 2.0 * (people >= 0.5) + (4 if same else 2 if title >= 0.3 else 0)
    if facts.when and line.when:
        found += 2 if facts.when == line.when else 1 if _start(facts.when) == _start(line.when) else 0
    return found + (0.5 if facts.room and facts.room == line.room else 0)


def _is_in_its_place(facts: Facts, line: Remembered) -> bool:
    """Whether a record of exactly the same title, but for the names of those who are in it, is at the same time: then
    they are called otherwise, or somebody stands in for them. A title of nothing but names is another one, unless
    they share one."""
    if not facts.when or facts.when != line.when:
        return False
    if plain_text.slug(facts.title) == plain_text.slug(line.title):
        return True
    names, known = _words(" ".join(facts.people)), _words(" ".join(line.people))
    words = _words(facts.title) - names
    return words == _words(line.title) - known and bool(words or names & known)


def _shared(one: set[str], other: set[str]) -> float:
    """The share of what two have in common in all that the smaller has, counted less the more the other has."""
    if not one or not other:
        return 0.0
    return float(len(one & other) / (len(one | other) * min(len(one), len(other))) ** 0.5)


def _words(title: str) -> set[str]:
    return {word for word in re.split(r"-", plain_text.slug(title)) if word != "item"}


def _is_misspelt(one: str, other: str) -> bool:
    """Whether two titles are the same but for a slip or two; numbers are never one for another."""
    plain = plain_text.slug(one), plain_text.slug(other)
    same = re.findall(r"\d+", plain[0]) == re.findall(r"\d+", plain[1])
    return same and min(map(len, plain)) >= 8 and slips(*plain) <= 2


def _start(when: str) -> str:
    return when[:16]
