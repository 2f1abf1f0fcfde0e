"""Texts as Typst sets them: letters that the fonts have, and formulas in its math mode.

The fonts are those of the cards (`images.fonts`), with the one that a site brings as `look: {card_font: …}`. Typst
draws boxes for letters that no font has; here they become `?`, and are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from enlsp_site.images.fonts import coverage
from enlsp_site.images.fonts.coverage import Ranges
from enlsp_site.text.control_characters import without_forbidden
from enlsp_site.text.math_typst import typst
from enlsp_site.text.math_words import words
from enlsp_site.text.plain_text import pieces

Runs = list[Any]
"""A text in pieces: strings, and formulas as `{"math": …, "words": …}`, what Typst reads and what is read out."""

_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")


class Setter:
    """Makes of texts what Typst sets. `lost` are the texts with letters that no font has, each with those letters."""

    def __init__(self, own: Ranges = ()) -> None:
        self._own = own
        self.lost: list[tuple[str, list[str]]] = []

    def line(self, text: str) -> str:
        """A name, room or time on one line."""
        shown = coverage.written(without_forbidden(text))
        letters = coverage.missing(shown, self._own)
        if not letters:
            return shown
        self.lost.append((shown, letters))
        return shown.translate(dict.fromkeys(map(ord, letters), "?"))

    def runs(self, text: str) -> Runs:
        """A title, or a paragraph: words and formulas."""
        made: Runs = []
        for said, tex in pieces(text):
            if set_ := typst(tex) if tex else "":
                made.append({"math": set_, "words": self.line(words(tex))})
            elif shown := said or tex:
                made.append(self._within(shown))
        return made

    def _within(self, text: str) -> str:
        """A piece of a line, with the blanks at its ends."""
        before, after = text[: text != text.lstrip()], text[len(text.rstrip()) :][:1]
        return f"{before and ' '}{self.line(text)}{after and ' '}" if text.strip() else " "

    def paragraphs(self, text: str) -> list[Runs]:
        """Paragraphs of plain text with TeX in it, such as an abstract, each as its words and formulas."""
        return [self.runs(each) for each in _PARAGRAPHS.split(text.replace("\r\n", "\n")) if each.strip()]

    def list(self, texts: Iterable[str]) -> str:
        """Names one after the other."""
        return ", ".join(map(self.line, texts))
