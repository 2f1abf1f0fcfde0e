"""Abbreviations: `*[W3C]: World Wide Web Consortium` explains a word wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"\b(?=\w)|(?<=\w)(?=\W)")


class Abbreviations:
    """What abbreviations mean. Of two that begin at one place the longer one counts."""

    def __init__(self, meanings: dict[str, str]) -> None:
        self._meanings = meanings
        self._pattern: re.Pattern[str] | None = None

    def parts(self, text: str) -> Iterator[tuple[str, str]]:
        """A text in parts, each with what it means, if it is an abbreviation."""
        if not self._meanings:
            yield text, ""
            return
        at = 0
        for found in self._compiled().finditer(text):
            if meaning := self._meanings.get(found[0]):
                yield text[at : found.start()], ""
                yield found[0], meaning
                at = found.end()
        yield text[at:], ""

    def _compiled(self) -> re.Pattern[str]:
        """Words among which all abbreviations are: exactly them, unless there are so many that it takes too long."""
        if self._pattern is None:
            names = sorted(self._meanings, key=len, reverse=True)
            few = [re.escape(name) for name in names] if len(names) <= _MOST else [r"\w+"]
            self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(few)})(?!\w)")
        return self._pattern


_MOST = 100
"""From more on only abbreviations of a single word are found: each is tried at every word of the text."""
