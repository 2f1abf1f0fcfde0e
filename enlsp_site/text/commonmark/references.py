"""Where links lead: destinations, titles and labels, and the definitions `[label]: address "title"`.

CommonMark 0.31, 4.7 and 6.3.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape as without_entities
from typing import NamedTuple

PUNCTUATION = r"!-/:-@\[-`{-~"
"""ASCII punctuation, as a regular expression's class: what a backslash may stand before."""

ENTITY = r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});"

_ESCAPED = re.compile(rf"\\([{PUNCTUATION}])|{ENTITY}")


def unescaped(text: str) -> str:
    """A text with backslashes and entities read."""
    if "\\" not in text and "&" not in text:
        return text
    return _ESCAPED.sub(lambda found: found[1] or entity(found[0]), text)


def entity(written: str) -> str:
    """The characters that an entity stands for; what it looks like where there is none of that name."""
    if written[1] == "#" and not written.strip("&#xX0;"):
        return "\ufffd"
    return without_entities(written)


_ANGLE = re.compile(r"<((?>(?:[^<>\n\\]|\\.)*))>")
_SIGN = re.compile(rf"\\[{PUNCTUATION}]|[()\x00-\x20\x7f]")
_DEEPEST = 32
"""Round brackets within one another in an address."""


def destination(text: str, at: int) -> tuple[str, int] | None:
    """The address at a place of a text, read, and where it ends; None where there is none."""
    if text[at : at + 1] == "<":
        found = _ANGLE.match(text, at)
        return (unescaped(found[1]), found.end()) if found else None
    start, depth, end = at, 0, len(text)
    while found := _SIGN.search(text, at):
        depth += {"(": 1, ")": -1}.get(found[0], 0)
        if depth < 0 or found[0] <= " " or found[0] == "\x7f":
            end = found.start()
            break
        if depth > _DEEPEST:
            return None
        at = found.end()
    return (unescaped(text[start:end]), end) if depth <= 0 else None


_TITLE = re.compile(r""""((?>(?:[^"\\]|\\.)*))"|'((?>(?:[^'\\]|\\.)*))'|\(((?>(?:[^()\\]|\\.)*))\)""", re.S)
_SPACE = re.compile(r"[ \t]*+(?>(?:\n[ \t]*+)?)")


def title(text: str, at: int) -> tuple[str, int] | None:
    """The title at a place of a text, read, and where it ends; None where there is none."""
    found = _TITLE.match(text, at)
    return (unescaped(found[found.lastindex or 0]), found.end()) if found else None


def past_space(text: str, at: int) -> int:
    """The next place that is no white space, over at most one line's end."""
    found = _SPACE.match(text, at)
    return found.end() if found else at


_LABEL = re.compile(r"\[((?>(?:[^\[\]\\]|\\.){0,999}))\]", re.S)


def label(text: str, at: int) -> tuple[str, int] | None:
    """The label in square brackets at a place of a text, as it is written, and where its brackets end;
    None where there is none."""
    found = _LABEL.match(text, at)
    return (found[1], found.end()) if found else None


class LinkDefinition(NamedTuple):
    """Where a label leads, and the line, from 0, of its definition."""

    address: str
    title: str
    label: str
    line: int


class References:
    """The labels that are defined in a text. `again` are definitions of a label that is defined already.

    `restored` makes of a label what was written, where something stands in it for that.
    """

    def __init__(self, restored: Callable[[str], str] = str) -> None:
        self.targets: dict[str, LinkDefinition] = {}
        self.again: list[LinkDefinition] = []
        self.used: set[str] = set()
        self._restored = restored

    def find(self, written: str) -> LinkDefinition | None:
        """Where a label leads, which is used then; None where it is not defined."""
        name = self._name(written)
        target = self.targets.get(name)
        if target:
            self.used.add(name)
        return target

    def unused(self) -> list[LinkDefinition]:
        """The definitions that nothing in the text uses."""
        return [target for name, target in self.targets.items() if name not in self.used]

    def _name(self, written: str) -> str:
        return " ".join(self._restored(written).split()).casefold()

    def taken_from(self, lines: list[str], first: int) -> list[str]:
        """The lines of a paragraph without the definitions that it begins with; `first` is the number of its line."""
        if not lines or not lines[0].startswith("["):
            return lines
        text, at, line = "\n".join(lines), 0, first
        while text.startswith("[", at):
            end = self._define(text, at, line)
            if end is None:
                break
            line += text.count("\n", at, end)
            at = end
        return text[at:].split("\n") if at < len(text) else []

    def _define(self, text: str, at: int, line: int) -> int | None:
        """Read a definition; where the line after it begins, None where there is none."""
        named = label(text, at)
        if not named or not named[0].strip() or text[named[1] : named[1] + 1] != ":":
            return None
        start = past_space(text, named[1] + 1)
        address = destination(text, start) if start < len(text) else None
        if not address or address[1] == start:
            return None
        where, end = address
        about, after = "", _line_end(text, end)
        at = past_space(text, end)
        titled = title(text, at) if at > end else None
        if titled and (whole := _line_end(text, titled[1])) is not None:
            about, after = titled[0], whole
        if after is None:
            return None
        name, target = self._name(named[0]), LinkDefinition(where, about, named[0], line)
        if name in self.targets:
            self.again.append(target)
        else:
            self.targets[name] = target
        return after


_REST = re.compile(r"[ \t]*+(?:\n|$)")


def _line_end(text: str, at: int) -> int | None:
    """Where the next line begins, if this one holds nothing more."""
    found = _REST.match(text, at)
    return found.end() if found else None
