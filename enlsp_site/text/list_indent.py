"""Lists within lists, by any of the indentations in use: two spaces, three, four, a tab, or the width of the number.

The converter knows one width for all. So the lines of lists are set anew before it sees them, by CommonMark's rule
(0.31, 5.2) as far as people rely on it: an item that stands two columns or more to the right of another is inside it,
and so is a paragraph after an empty line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

STEP = 2
"""Columns by which the converter nests."""
CODE = 4
"""Columns to the right of an item's text from which on a paragraph in it is code."""

_ITEM = re.compile(r"(?!([*-])(?: *\1){2,} *$)(?:[*+-]|[0-9]+\.) {1,4}(?=\S)")
_RAW = re.compile(r" {0,3}<(pre|script|style|textarea)\b", re.I)


class _Item(NamedTuple):
    """An item that is still open: the columns at which its marker and its text stood."""

    marker: int
    text: int


def nested(lines: list[str]) -> list[str]:
    """The lines of a Markdown text, those of lists indented by `STEP` for each list that they are in.

    Where an item follows a later paragraph of the one before, an empty line goes between: the converter wants it.
    """
    done: list[str] = []
    items: list[_Item] = []
    raw = ""  # the tag whose end is waited for
    empty, later = True, False  # whether the line before is empty; whether it is of a later paragraph of an item
    for line in lines:
        text = line.lstrip(" \t")
        raw = raw or _opened(line)
        if text and not raw:
            line, items = _set(text, _column(line, text), items, empty)
            item = _ITEM.match(text) is not None
            done += [""] if item and later else []
            later = not item and bool(items) and (empty or later)
        raw = "" if raw and f"</{raw}" in line.lower() else raw
        done.append(line)
        empty = not text
    return done


def _opened(line: str) -> str:
    found = _RAW.match(line)
    return found[1].lower() if found else ""


def _column(line: str, text: str) -> int:
    return len(line[: len(line) - len(text)].expandtabs(4))


def _set(text: str, column: int, items: list[_Item], empty: bool) -> tuple[str, list[_Item]]:
    """A line as the converter wants it, and the items that are open after it."""
    found = _ITEM.match(text)
    within = [item for item in items if column >= item.marker + STEP]
    if found and (within or column < CODE):
        return " " * STEP * len(within) + text, [*within, _Item(column, column + found.end())]
    items = within if empty else items  # without an empty line before it, it goes on with the last item's words
    if not within:
        return " " * column + text, items
    beyond = column - within[-1].text
    return " " * (STEP * len(within) + (beyond if beyond >= CODE else 0)) + text, items
