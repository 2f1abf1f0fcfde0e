r"""Markdown made ready for its converter: formulas taken out, and marks put in that tell where things stood.

The converter keeps no lines, and would read `_` and `*` within formulas. So every formula becomes a stand-in that
looks like no markup, and every tag, link target and attribute list gets a mark with its place in the source.
Both are written into code too, where nothing tells them apart beforehand; afterwards the code is where it says
`<code>`, so stand-ins there become what was written again, and marks are wiped away everywhere.

All are made of characters from the end of Unicode's last private area. Those that an author wrote are dropped.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from enlsp_site.text.control_characters import without_forbidden
from enlsp_site.text.math import OPENING, Formula, formula_at

_OPEN, _CLOSE, _FORMULA, _FORMULA_END, _TAG, _TAG_END = (chr(0x10FFF0 + number) for number in range(6))

TASK, TASK_DONE = chr(0x10FFF6), chr(0x10FFF7)
"""What stands for the box of a task in a list: to be done, done."""

ATTRIBUTE = _TAG
"""The name of the attribute that holds the place of a link or a picture while its HTML is cleaned."""

LIST_ATTRIBUTE = "data-line"
"""The name of the attribute that holds the mark of an attribute list (`{: .wide width=100}`)."""

PLACE = re.compile(f"[{_OPEN}{_TAG}]([0-9]+)[{_CLOSE}{_TAG_END}]")
"""A mark of any kind; its group is the place in the source."""

STAND_IN = re.compile(f"{_FORMULA}([0-9]+){_FORMULA_END}")
"""What stands for a formula; its group is the number among `MarkedSource.formulas`."""

_WIPED = re.compile(
    rf'''[ ]?{_TAG}[0-9]+{_TAG_END}(?:="{_TAG}[0-9]+{_TAG_END}")?
    | {LIST_ATTRIBUTE}=(["]?){_OPEN}[0-9]+{_CLOSE}\1[ ]?
    | {_OPEN}[0-9]+{_CLOSE}
    | [{_OPEN}{_CLOSE}{_TAG_END}] | {_TAG}(?!=")''',
    re.X,
)
"""All marks, and what is left of one that was cut in two."""

_OURS = re.compile("[\U0010fff0-\U0010fff7]")

NAMES = f"{_OPEN}-{_TAG_END}"
"""What marks are made of besides digits, as part of a regular expression's class: the names of attributes may hold
it."""

MARKED = f"{_OPEN}[0-9]+{_CLOSE}"
"""The mark of an address, as a regular expression."""

MARKED_TAG = f"(?>(?:{_TAG}[0-9]+{_TAG_END})?)"
"""The mark behind the name of a tag, if there is one."""


def as_attributes(html: str) -> str:
    """Raw HTML with the marks of its tags as attributes; those of addresses are gone that look like tags."""
    return _LIKE_ADDRESS.sub("<", html).replace(_TAG, f" {_TAG}")


_LIKE_ADDRESS = re.compile(f"<{MARKED}")


_TOKEN = re.compile(
    rf"""(?P<pair>\\\\)
    | (?P<dollar>\\\$)
    | (?P<opening>{OPENING})
    | (?P<tag><(?![A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*>)[A-Za-z][^\s<>/@`]*(?=[\s/>]))
    | (?P<link>(?:\]\( | ^[ \t>]*\[(?!\^)[^\[\]\n]*\]:)[ \t]*+(?>(?:\n[ \t]*+(?![-+*>#=~0-9`|:]))?)<?+(?=\S)
        | <(?=[A-Za-z][A-Za-z0-9+.-]{{1,31}}:[^\s<>]*>))
    | (?P<list>(?<![\w/=?&%.-])\{{:?[ ]*(?=[^{{}}\n]*=[^{{}}\n]*\}}))""",
    re.X | re.M,
)


class MarkedSource(NamedTuple):
    """A source, as its author wrote it (`plain`) and with marks and stand-ins (`text`)."""

    plain: str
    text: str
    formulas: list[Formula | str]

    def line(self, place: int) -> int:
        """The line, from 1, of a place in the plain source."""
        return bisect_left(_line_ends(self.plain), place) + 1

    def source_of(self, number: int) -> str:
        """What the author wrote where a stand-in is now."""
        formula = self.formulas[number]
        return formula if isinstance(formula, str) else self.plain[formula.start : formula.end]

    def restored(self, text: str) -> str:
        """A part of the text with what the author wrote where stand-ins are."""
        return STAND_IN.sub(lambda found: self.source_of(int(found[1])), text) if _FORMULA in text else text

    def written_line(self, line: int) -> int:
        """The line, from 1, of the plain source that a line of the text, from 0, comes from."""
        before = "\n".join(self.text.split("\n")[:line])
        return self.restored(before).count("\n") + (2 if line else 1)

    def tex(self, number: int) -> str:
        """What to show of a stand-in where there is no markup."""
        formula = self.formulas[number]
        return formula[-1] if isinstance(formula, str) else formula.tex


@lru_cache(maxsize=2)
def _line_ends(plain: str) -> list[int]:
    """Where the lines of a text end."""
    return [found.start() for found in re.finditer("\n", plain)]


def mark(source: str) -> MarkedSource:
    """A Markdown source with marks; its line ends become new lines, control characters are dropped."""
    plain = _OURS.sub("", without_forbidden(source.replace("\r\n", "\n").replace("\r", "\n")))
    formulas: list[Formula | str] = []
    pieces = []
    shown = at = 0
    while found := _TOKEN.search(plain, at):
        at = found.end()
        pieces.append(plain[shown : found.start()])
        shown = at
        formula = _formula(plain, found)
        if formula is None:
            pieces.append(found[0] + _mark(found))
            continue
        if isinstance(formula, Formula):
            shown = at = formula.end
        pieces.append(f"{_FORMULA}{len(formulas)}{_FORMULA_END}")
        formulas.append(formula)
    pieces.append(plain[shown:])
    return MarkedSource(plain, "".join(pieces), formulas)


def wipe(html: str) -> str:
    """HTML without marks."""
    return _WIPED.sub("", html)


def _mark(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "tag":
            return f"{_TAG}{found.start()}{_TAG_END}"
        case "link":
            return f"{_OPEN}{found.end()}{_CLOSE}"
        case "list":
            return f"{LIST_ATTRIBUTE}={_OPEN}{found.start()}{_CLOSE} "
    return ""


_NO_WORDS = re.compile(r"[\\^_=<>+|{}]")
_NEXT_ITEM = re.compile(r"\n[ \t>]*(?:[-*+|#]|[0-9]+\.)[ \t]")


def _formula(plain: str, found: re.Match[str]) -> Formula | str | None:
    r"""What a stand-in is needed for: a formula, or `\$`, of which only the dollar is shown.

    Code may hold what looks like one: none reaches over backticks or a fence. Nor does one between single dollars
    reach into the next item of a list or row of a table. Markdown's own use of `\[` is to escape a bracket, so what
    holds no sign of mathematics (`\[1\]`, `\[[link](…)\]`) is left to it.
    """
    if found.lastgroup == "dollar":
        return found[0]
    formula = formula_at(plain, found.start()) if found.lastgroup == "opening" else None
    if formula is None or "`" in formula.tex or "~~~" in formula.tex:
        return None
    if found[0] == "$" and _NEXT_ITEM.search(formula.tex):
        return None
    if not any(letter.isalnum() for letter in formula.tex):
        return None
    if found[0] == r"\[" and ("](" in formula.tex or not _NO_WORDS.search(formula.tex)):
        return None
    return formula
