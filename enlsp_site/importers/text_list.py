"""Plain text of titles and abstracts in turn, as a reading list.

Three ways of writing are known: paragraphs with empty lines between them, a line for each title and abstract, and
entries of a list (`- title`, then a line with `-` alone, then a note).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from enlsp_site.importers.parse.codes import GLUED, UNPLACED
from enlsp_site.importers.result import ImportResult, Plain, entry, short
from enlsp_site.text import slugs

LONG = 170
"""From how many characters on a paragraph is no title."""


class _Unit(NamedTuple):
    """A paragraph or a line, with the number of its first line."""

    text: str
    line: int

    @property
    def is_title(self) -> bool:
        """Whether it is short, or so long as a title can be and no sentence."""
        return len(self.text) < LONG or (len(self.text) < 260 and not self.text.endswith((".", "!", "”", ")")))


def fill(result: ImportResult) -> None:
    """Fill the result with a reading list for each text of the source."""
    names = [name for name in result.source.names if name.lower().endswith((".txt", ".md", ".text", ".markdown"))]
    for name in names or result.source.names[:1]:
        text = result.text(name)
        is_list = len(re.findall(r"(?m)^-[ \t]*$", text)) > 1
        (_listed if is_list else _in_turn)(result, name, text)


def _path(result: ImportResult, name: str) -> str:
    into = result.options.into
    return into or f"reading/{slugs.slug(name.rpartition('/')[2].rpartition('.')[0])}.yaml"


def _in_turn(result: ImportResult, name: str, text: str) -> None:
    """Titles and abstracts in turn; what stands before the first of them, or between them, is kept in a draft."""
    entries: list[Plain] = []
    lost: list[_Unit] = []
    title: _Unit | None = None
    for unit in _units(text):
        if not unit.is_title and title is not None:
            entries.append(entry("reading", title=_title(result, name, title), abstract=unit.text))
            title = None
        elif not unit.is_title and entries:
            entries[-1]["abstract"] = f"{entries[-1]['abstract']}\n\n{unit.text}"
        else:
            lost += [title] if title else []
            title = unit
    lost += [title] if title else []
    result.put(_path(result, name), entries)
    _keep(result, name, lost)


def _units(text: str) -> list[_Unit]:
    """The paragraphs of a text, or its lines where it has no empty ones between them."""
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    apart = sum(after - before > 1 for before, after in pairwise(filled))
    if apart * 2 < len(filled):
        return [_Unit(lines[number].strip(), number + 1) for number in filled]
    found: list[_Unit] = []
    for number in filled:
        if number and lines[number - 1].strip() and found:
            found[-1] = _Unit(f"{found[-1].text} {lines[number].strip()}", found[-1].line)
        else:
            found.append(_Unit(lines[number].strip(), number + 1))
    return found


def _title(result: ImportResult, name: str, unit: _Unit) -> str:
    """A title without the word of a button that was copied with it."""
    glued = re.match(r"(?:Subscribe|Submit|Upvote)(?=[A-Z][a-z])", unit.text)
    if not glued:
        return unit.text
    told = f"“{glued[0]}” before the title “{short(unit.text[glued.end() :], 40)}” is left out"
    result.warn(name, unit.line, GLUED, told, "look whether that is right")
    return unit.text[glued.end() :]


def _keep(result: ImportResult, name: str, lost: list[_Unit]) -> None:
    for unit in lost:
        told = f"“{short(unit.text)}” is neither a title nor an abstract; it is kept in a draft"
        result.warn(name, unit.line, UNPLACED, told, "add it to the list by hand, if it belongs there")
    result.keep(name.rpartition("/")[2], f"Left over from {name}", "\n\n".join(unit.text for unit in lost))


def _listed(result: ImportResult, name: str, text: str) -> None:
    """Entries of a list: `- title`, `-`, and the lines of the note."""
    entries: list[Plain] = []
    before: list[str] = []
    for line in text.split("\n"):
        found = re.match(r"- (?=\S)(.*)", line)
        if found:
            entries.append({"title": found[1].strip()})
        elif entries and line.strip() not in ("-", ""):
            entries[-1]["note"] = f"{entries[-1].get('note', '')} {line.strip()}".strip()
        elif line.strip() not in ("-", ""):
            before.append(line.strip().rstrip("¶"))
    heading = before[0] if before else ""
    result.put(_path(result, name), [entry("reading", **each) for each in entries], heading, "\n\n".join(before[1:]))
