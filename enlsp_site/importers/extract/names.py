"""Lists of names on pages: an entry, a line, or a part of a line each, with where they are from."""

from __future__ import annotations

import re
from collections.abc import Callable

from enlsp_site.diagnostics.codes import Code
from enlsp_site.importers.extract.lines import lines_in, use
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.codes import BRACKETS
from enlsp_site.importers.parse.markup import Node
from enlsp_site.importers.parse.people import links_of
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.result import Plain, entry, short

Warn = Callable[[int, Code, str, str], None]
"""What tells of a line: its number, a code, a message and a hint."""


def listed(root: Node, warn: Warn) -> list[Plain | str]:
    """The people of lists: `Name (Affiliation)`, `Name, Affiliation`, `Name – Affiliation`. Their entries are
    used."""
    made: list[Plain | str] = []
    for node in root.all("li", "dt"):
        line = node.words()
        if not line or len(line) > LONGEST or node.first("li", "img"):
            continue
        if person := _told_of(node, line) or (of_line(node, line, warn) if len(line) <= 200 else None):
            made.append(person)
            use(node)
    return made


TELLS = r"(?:is|was|are|has|holds|works|leads|serves|studies|received|joined|currently|obtained|focuses|did|does)\s"
"""How a sentence goes on that begins with somebody's name."""
LONGEST = 4000
_SENTENCE = re.compile(rf"([^()@]{{3,60}}?)\s*(?:\(\s*([^()\s@]+@[\w.-]+)\W{{0,3}}\))?,?\s+({TELLS}.{{30,}})")


def _told_of(node: Node, line: str) -> Plain | None:
    """A person of whom an entry tells in sentences, `Name (address) is a …`: that is the bio, but the address."""
    found = _SENTENCE.fullmatch(line)
    honorific, name = facts.named(found[1]) if found else ("", "")
    if found is None or not is_name(name):
        return None
    links = links_of([each.attributes.get("href", "") for each in node.all("a")])
    links = entry("links", **{**links, "email": found[2] or ""})
    return entry("person", name=name, honorific=honorific, links=links, bio=f"{found[1]} {found[3]}")


def of_line(node: Node, line: str, warn: Warn) -> Plain | str | None:
    """A person of one line; None for a line that names none. Reports `brackets`."""
    name, affiliations, sound = facts.affiliated(line)
    if not affiliations and re.search(r"\w,\s+\w|\s[-–—|:]\s|:\s", name):
        name, _, rest = re.sub(r"\s[-–—|:]\s|:\s", ", ", name, count=1).partition(", ")
        affiliations = [rest] if rest else []
    honorific, bare = facts.named(name)
    if len(bare.split()) > 7 or not re.search(r"[^\W\d_]", bare) or (len(line) > 60 and not affiliations):
        return None
    if not sound:
        warn(node.line, BRACKETS, f"the brackets of “{short(line)}” do not match", "look whether it is read well")
    links = links_of([each.attributes.get("href", "") for each in node.all("a")])
    if links or honorific:
        return entry("person", name=bare, honorific=honorific, affiliations=affiliations, links=links)
    return facts.in_short(bare, affiliations)


def in_lines(root: Node) -> list[Plain | str]:
    """The people of a text that has one on each line, or parts them by commas: nearly all names."""
    lines = [(line, part) for line in lines_in(root) for part in re.split(r"(?<=\))\s*[,;·|]\s*", line.words)]
    if len(lines) == 1:
        lines = [(lines[0][0], part) for part in re.split(r"\s*[,;·|]\s*(?:and\s+)?", lines[0][1])]
    found = [(line, facts.affiliated(part)) for line, part in lines]
    fits = sum(is_name(facts.named(each[0].partition(",")[0])[1]) and len(each[0]) < 90 for _, each in found)
    if len(found) < 3 or fits * 10 < len(found) * 8:
        return []
    for node in list(root.children):
        use(node)
    made = []
    for _, (name, affiliations, _sound) in found:
        bare, _, rest = name.partition(", ")
        if bare:
            made.append(facts.in_short(facts.named(bare)[1], affiliations or ([rest] if rest else [])))
    return list(made)
