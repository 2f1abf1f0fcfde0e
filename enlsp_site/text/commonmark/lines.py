"""A line of Markdown being read: where reading stands, in characters and in columns.

A tab moves to the next multiple of four columns, and a part of one may belong to what holds the line and the rest to
what is in it (CommonMark 0.31, 2.2).
"""

from __future__ import annotations

import re

TAB = 4
CODE = 4
"""Columns of white space from which on a line is code."""

_SPACE = re.compile(r"[ \t]*+")


class Line:
    """One line, without its end.

    `at` and `column` say where reading stands, `start` where the next character stands that is no white space,
    `indent` how many columns lie between, and `blank` that there is none.
    """

    __slots__ = ("at", "blank", "column", "indent", "partial", "start", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.column = 0
        self.partial = False  # whether reading stands within a tab
        self._look()

    def _look(self) -> None:
        text, start = self.text, self.at
        if text[start : start + 1] not in (" ", "\t"):
            self.start, self.indent = start, 0
        else:
            found = _SPACE.match(text, start)
            self.start = found.end() if found else start
            self.indent = self._columns(self.start) - self.column
        self.blank = self.start == len(text)

    def _columns(self, end: int) -> int:
        """The column at which a place of the line stands, with nothing but white space before it."""
        spaces = self.text[self.at : end]
        if "\t" not in spaces:
            return self.column + len(spaces)
        column = self.column
        for space in spaces:
            column += TAB - column % TAB if space == "\t" else 1
        return column

    def rest(self) -> str:
        """What has not been read; of a tab in part, its columns as spaces."""
        if self.partial:
            return " " * (TAB - self.column % TAB) + self.text[self.at + 1 :]
        return self.text[self.at :]

    def words(self) -> str:
        """What has not been read, without the white space before it."""
        return self.text[self.start :]

    def skip(self, columns: int) -> None:
        """Read on by so many columns of white space, or to its end."""
        while columns > 0 and self.at < self.start:
            width = TAB - self.column % TAB if self.text[self.at] == "\t" else 1
            self.partial = width > columns
            self.column += min(width, columns)
            self.at += 0 if self.partial else 1
            columns -= width
        self._look()

    def to_words(self) -> None:
        """Read on to the next character that is no white space."""
        self.column += self.indent
        self.at = self.start
        self.partial = False
        self._look()

    def take(self, characters: int) -> None:
        """Read on by so many characters, of which none is a tab."""
        self.at += characters
        self.column += characters
        self.partial = False
        self._look()
