"""Rules on names of people: one spelling, as their owners write it, and nothing else in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.checks.safe_fixes import mojibake
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import times
from enlsp_site.model.edition import Edition

GLUED_MARK = Code(
    "glued-mark",
    "warning",
    what="a mark of a footnote is glued to a name",
    why="Marks of footnotes become part of the name that people are cited by.",
    bad="authors: Ada Lovelace1; Alan Turing*",
    good="authors: Ada Lovelace; Alan Turing",
)

MIXED_APOSTROPHES = Code(
    "mixed-apostrophes",
    "warning",
    what="one name is written with two kinds of apostrophes",
    why="Whoever searches for the one finds none of the other.",
    bad="Noah's Ark Lab here and Noah’s Ark Lab there",
    good="Noah’s Ark Lab in both places",
)

SHOUTED_NAME = Code(
    "shouted-name",
    "warning",
    what="a name is in capitals",
    why="Forms send names in capitals that nobody signs so.",
    bad="name: ADA LOVELACE",
    good="name: Ada Lovelace",
)

TWO_SPELLINGS = Code(
    "two-spellings",
    "warning",
    what="one person seems to be written in two ways",
    why="Programme, papers and search know people by their names: two spellings are two people.",
    bad="Bhavana Dalvi here and Bhavana Dalvi Mishra there",
    good="Bhavana Dalvi Mishra in both places",
)


class WrittenName(NamedTuple):
    """A name where it was written. `group` says what it was written in: a people group, a paper, a session."""

    name: str
    origin: Origin
    group: str


def _names(edition: Edition) -> Iterator[WrittenName]:
    """All names of people in an edition, in the order of its files."""
    for group in edition.groups:
        for person in group.people:
            yield WrittenName(person.name, person.origin.at("name"), f"people/{group.name}")
    days = edition.days
    for session in (session for day in days for session in day.sessions):
        for index, mention in enumerate(session.people):
            if not mention.url:
                yield WrittenName(mention.name, session.origin.at("people", index), "schedule")
    for paper in edition.accepted:
        for index, author in enumerate(paper.authors):
            yield WrittenName(author.name, paper.origin.at("authors", index), f"paper {paper.id}")


def _all(evidence: Evidence) -> Iterator[tuple[Edition, list[WrittenName]]]:
    for edition in evidence.workshop.editions:
        yield edition, [each for each in _names(edition) if each.name and not times.is_tbd(each.name)]


_MARK = re.compile(r"(?<=[^\W\d_])(?:[*†‡§¶∗⋆]+|,?\d+(?:,\s*\d+)*\*?|\^\w+|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)$")


def names_have_no_marks(evidence: Evidence) -> Iterator[Problem]:
    """No mark of an affiliation or a footnote is glued to a name. Reports `glued-mark`."""
    for _, named in _all(evidence):
        for each in named:
            if (found := _MARK.search(each.name)) and not any(mojibake(each.name)):
                message = f"`{found[0].strip()}` at the end of “{each.name}” is the mark of a footnote"
                hint = f"write “{each.name[: found.start()].strip()}”, and what the mark says in a field of its own"
                yield report(GLUED_MARK, each.origin, message, hint)


def names_are_not_in_capitals(evidence: Evidence) -> Iterator[Problem]:
    """Nobody's name is shouted. Reports `shouted-name`."""
    for _, named in _all(evidence):
        for each in named:
            words = [word for word in re.findall(r"[^\W\d_]+", each.name) if len(word) > 2]
            if words and len(each.name.split()) > 1 and sum(map(len, words)) > 5 and all(map(str.isupper, words)):
                hint = f"write {' '.join(word.capitalize() for word in each.name.split())}, or as they write it"
                yield report(SHOUTED_NAME, each.origin, f"“{each.name}” is in capitals", hint)


_STRAIGHT, _CURLY = "'", "’ʼ‘`´"


def apostrophes_of_a_name_are_alike(evidence: Evidence) -> Iterator[Problem]:
    """A name has one kind of apostrophe wherever it stands: people search for it, and programs count by it.
    Reports `mixed-apostrophes`."""
    for edition in evidence.workshop.editions:
        seen: dict[str, tuple[str, Origin]] = {}
        for name, origin in _with_apostrophes(edition):
            key = name.casefold().translate(dict.fromkeys(map(ord, _CURLY), _STRAIGHT))
            first, where = seen.setdefault(key, (name, origin))
            if first != name and first.casefold() != name.casefold():
                message = f"“{name}” has another apostrophe than in {where.file}"
                yield report(MIXED_APOSTROPHES, origin, message, f"write both alike, “{first}” as there")


def _with_apostrophes(edition: Edition) -> Iterator[tuple[str, Origin]]:
    wanted = set(_STRAIGHT + _CURLY)
    for each in _names(edition):
        if wanted & set(each.name):
            yield each.name, each.origin
    for person in (person for group in edition.groups for person in group.people):
        for index, affiliation in enumerate(person.affiliations):
            if wanted & set(affiliation):
                yield affiliation, person.origin.at("affiliations", index)
    for paper in edition.accepted:
        for index, author in enumerate(paper.authors):
            for affiliation in author.affiliations:
                if wanted & set(affiliation):
                    yield affiliation, paper.origin.at("authors", index)


def names_have_one_spelling(evidence: Evidence) -> Iterator[Problem]:
    """A person is called the same everywhere: with the second family name or without, with accents or without. Names
    that merely look alike are two people. Reports `two-spellings`."""
    for _, named in _all(evidence):
        known: dict[str, WrittenName] = {}
        told: set[tuple[str, str]] = set()
        for each in named:
            name = _MARK.sub("", each.name)
            known.setdefault(name, each._replace(name=name))
        by_key: dict[tuple[str, ...], str] = {}
        by_first: dict[str, list[str]] = {}
        for name, each in known.items():
            key = _key(name)
            other = by_key.setdefault(key, name)
            if other == name:
                other = next((one for one in by_first.get(key[0], ()) if key and _extends(_key(one), key)), name)
            by_first.setdefault(key[0] if key else "", []).append(name)
            if other != name and (other, name) not in told and not _differ(_initials(other), _initials(name)):
                told.add((other, name))
                first = known[other]
                hint = "if this is one person, write both alike; the papers and the programme go by names"
                message = f"“{name}” is “{other}” in {first.origin.file}"
                yield report(TWO_SPELLINGS, each.origin, message, hint)


def _key(name: str) -> tuple[str, ...]:
    """A name without accents, case, points and hyphens, and without letters that stand for middle names."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("ł", "l").replace("ß", "ss"))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
    words = re.findall(r"[^\W_]+", plain)
    kept = [word for index, word in enumerate(words) if len(word) > 1 or index == 0 or word.isdigit()]
    return tuple(kept) or ("",)


def _initials(name: str) -> str:
    """The letters that stand for middle names."""
    return "".join(re.findall(r"(?<=\s)([^\W\d_])(?:\.|(?=\s))", name)).casefold()


def _differ(one: str, other: str) -> bool:
    """Whether two people have other middle names, as far as both say."""
    return bool(one and other) and not (one.startswith(other) or other.startswith(one))


def _extends(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the other and one more family name behind it. Names of short words are too common: Yue Dong
    need not be Yue Dong Chen."""
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or len(long) != len(short) + 1 or long[: len(short)] != short:
        return False
    return min(len(short[-1]), len(long[-1])) > 4


RULES = (
    Rule(GLUED_MARK, names_have_no_marks),
    Rule(MIXED_APOSTROPHES, apostrophes_of_a_name_are_alike),
    Rule(SHOUTED_NAME, names_are_not_in_capitals),
    Rule(TWO_SPELLINGS, names_have_one_spelling),
)
