"""What is shared by those who say why a text is no YAML: the fault, the answer, and a value in quotes."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from enlsp_site.content.syntax.encoding import CURLY
from enlsp_site.diagnostics.problem import Fix

Place = tuple[int, int]  # line and column, from 0


class YamlFault(NamedTuple):
    """Where and why the parser gave up: `at` where, `start` where the construct that it was in began.

    `last` is the last event before; `opener` the place of the innermost open `[` or `{`.
    """

    words: str
    at: Place
    start: Place
    lines: list[str]
    last: Any
    opener: Place | None
    first_line: int
    file: str = ""

    @property
    def line(self) -> str:
        """The line in which the parser gave up."""
        return self.line_at(self.at)

    @property
    def char(self) -> str:
        """The character at which it gave up; "" at the end of the line."""
        return self.line[self.at[1] : self.at[1] + 1]

    @property
    def is_first(self) -> bool:
        """Whether only spaces and the dashes of lists stand before, on the line."""
        return not self.line[: self.at[1]].strip(" -")

    def line_at(self, place: Place) -> str:
        """Return the line of a place; "" behind the last one."""
        return self.lines[place[0]] if place[0] < len(self.lines) else ""

    def number(self, row: int) -> int:
        """Return the number of a line in its file, from 1."""
        return row + self.first_line


class YamlMistake(NamedTuple):
    """What to tell: the place, the message, the hint; and the mend, where it is certain."""

    at: Place
    message: str
    hint: str
    fix: Fix | None = None


def quoted(value: str) -> str:
    """A text of one line as a YAML scalar in quotes, double ones where nothing in it needs an escape."""
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def curly_hint(value: str) -> str:
    """What to do about a value that begins with a quote of a word processor."""
    line = " ".join(value.split())
    bare = line.strip(f"{CURLY} ")
    return f"write {quoted(bare)}; if the curly quote is part of the text, {quoted(line)}"


def value_of(text: str) -> str:
    """A value without the comment behind it."""
    return re.sub(r"(^|(?<!\s)\s+)#.*", "", text).strip()


FIELDS = frozenset({"abstract", "affiliations", "authors", "bio", "date", "decision", "heading", "kind", "links",
     "logo", "name", "note", "papers", "people", "photo", "role", "room", "sessions",
     "sponsors", "talk", "tier", "time", "timezone", "title", "track", "url", "zone"})  # fmt: skip
"""Fields that people write behind one another, on one line."""


def lone_in_braces(key: str, before: str, behind: str) -> tuple[str, str, Fix | None] | None:
    """What to tell of a part of a text that a comma has cut off between braces (`{title: Lunch, coffee and cake}`):
    message, hint, and the mend where it is certain. `before` is the line up to its end, `behind` what follows.

    None where no comma stands before it on the line, and where another such part follows, which is told in its place.
    """
    if not before.removesuffix(key).rstrip().endswith(",") or re.match(r"[ \t]*,[^:,{}\[\]]*[,}]", behind):
        return None
    found = re.search(r":[ \t]+([^\s\"'\[{][^:\[\]{}]*,[^:\[\]{}]*)$", before[-500:])
    message = f"`{key}` stands alone between braces: a comma before it ends the text"
    if not found:
        return message, f"write `{key}: …`, or put the whole text in quotes", None
    fix = Fix(found[1], quoted(found[1]), len(before) - len(found[1]) + 1) if " " in key else None
    return message, f"put the whole text in quotes: {quoted(found[1])}", fix


CURLY_ARE_NONE = "curly quotes are not YAML's"


COLON_IN_VALUE = "a colon and a space stand in a value without quotes"
