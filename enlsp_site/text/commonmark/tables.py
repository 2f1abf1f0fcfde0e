"""Tables, as GitHub has them ("Tables (extension)", 4.10 of its specification): rows of cells to elements."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement

from enlsp_site.text.commonmark import attributes
from enlsp_site.text.commonmark.blocks import Block

_DASHES = re.compile(r"[ \t]*+:?-++:?[ \t]*+")
_WORDS = {(True, True): "center", (False, True): "right", (True, False): "left", (False, False): ""}


def alignments(line: str) -> list[str]:
    """How the columns stand (`left`, `right`, `center`, or an empty text), by the row of dashes; an empty list for
    another row."""
    if not line or line[0] not in "|:-":
        return []
    found = _split(line)
    if not found or not all(map(_DASHES.fullmatch, found)):
        return []
    return [_WORDS[cell.startswith(":"), cell.endswith(":")] for cell in found]


def cells(line: str) -> list[str]:
    """The cells of a row; a backslash before a bar makes it one of the cell's."""
    return [cell.replace("\\|", "|") for cell in _split(line)]


_BAR = re.compile(r"\\.|\|")
_BAR_OR_CODE = re.compile(r"\\.|\||(`++)[^`]*+\1(?!`)")
_MOST_MISSING = 10_000
"""Cells that are made where a table's rows have none; the rows are shorter from there on."""


def _split(line: str, pattern: re.Pattern[str] = _BAR) -> list[str]:
    """A row at its bars; those at its ends are none between cells."""
    line = line.strip(" \t")
    found, start = [], 0
    for bar in pattern.finditer(line):
        if bar[0] == "|":
            if bar.start():
                found.append(line[start : bar.start()].strip(" \t"))
            start = bar.end()
    if start < len(line):
        found.append(line[start:].strip(" \t"))
    return found


class Table:
    """A table that is being made of its block; `fill` sets a cell's text.

    `lost` are the words that have no column, each with how many lines below the head they stand.
    """

    def __init__(self, block: Block, fill: Callable[[Element, str], None]) -> None:
        self.lost: list[tuple[int, str]] = []
        self._block = block
        self._fill = fill
        self._columns = alignments(block.words)
        self._missing = 0

    def add_to(self, parent: Element) -> None:
        """Add the table's element to its parent."""
        table = _part(parent, "table")
        self._row(_part(table, "thead"), "th", 0)
        if len(self._block.lines) > 1:
            body = _part(table, "tbody")
            for number in range(1, len(self._block.lines)):
                self._row(body, "td", number)

    def _row(self, parent: Element, tag: str, number: int) -> None:
        line, most = self._block.lines[number], len(self._columns)
        found = cells(line)
        if len(found) > most and "`" in line:  # a bar in code, where it is one too many
            found = [cell.replace("\\|", "|") for cell in _split(line, _BAR_OR_CODE)]
        self.lost += [(number + 1, words) for words in found[most:] if words]
        self._missing += max(most - len(found), 0)
        if self._missing < _MOST_MISSING:
            found += [""] * (most - len(found))
        row = _part(parent, "tr")
        for words, alignment in zip(found, self._columns, strict=False):
            cell = SubElement(row, tag, {"align": alignment} if alignment else {})
            cell.tail = "\n"
            words, listed = attributes.at_end(words)
            attributes.assign(cell, listed)
            self._fill(cell, words)


def _part(parent: Element, tag: str) -> Element:
    """A new part of a table, in lines of its own."""
    part = SubElement(parent, tag)
    part.text = part.tail = "\n"
    return part
