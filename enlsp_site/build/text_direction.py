"""Texts in other letters on a page that is read from right to left: elements that say how they are read.

Titles, names, bios and what else a site says in Latin letters on an Arabic or Hebrew page get `dir`, so that their
full stops and brackets stay at their own end (HTML, "The dir attribute"; UAX #9), and `lang`, so that they are spoken
as English (WCAG 3.1.2): in letters of ASCII alone it nearly always is, with others in it that is left open. Prose
begins at the left besides; a title stays at the side of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from enlsp_site.model.wording import FALLBACK

_PIECE = re.compile(
    r"(?s)<(title|script|style|textarea|select|svg|math)\b.*?</\1>|<!--.*?-->|<![^>]*>|<(/?)([a-z][\w-]*)[^>]*>"
)
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Letters, digits and marks of scripts that are written from right to left, by Unicode's blocks."""
_ENTITY = re.compile(r"&#?\w+;")
_EMPTY = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_BLOCK = re.compile(
    "address|article|aside|blockquote|d[dlt]|details|dialog|div|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li"
    "|main|nav|ol|p|pre|section|summary|table|tbody|t[dhr]|thead|ul"
)
_PROSE = re.compile(r'class="(?:[^"]* )?prose[ "]')


class _Element:
    """An element of the page: its tag and where that ends, its parent, and which letters are in it. `direct` says
    that some stand in it itself, `blocks` that it holds blocks; `end` is where its end tag begins."""

    __slots__ = ("at", "blocks", "direct", "end", "foreign", "left", "name", "parent", "prose", "right", "tag")

    def __init__(self, name: str, tag: str, at: int, parent: _Element | None) -> None:
        self.name, self.tag, self.at, self.parent = name, tag, at, parent
        self.prose: bool = bool(parent and parent.prose) or bool(_PROSE.search(tag))
        self.direct = self.blocks = self.left = self.right = self.foreign = False
        self.end = at

    def read(self, text: str) -> None:
        """Take notice of a text that stands in it."""
        letters = "".join(filter(str.isalpha, _ENTITY.sub("", text)))
        right = bool(_RIGHT.search(letters))
        self.direct |= bool(letters)
        self.right |= right
        self.left |= bool(letters) and not right
        self.foreign |= not letters.isascii()

    def close(self, end: int) -> None:
        """End it: what is in it is in its parent as well."""
        self.end = end
        if above := self.parent:
            above.left |= self.left
            above.right |= self.right
            above.foreign |= self.foreign
            above.blocks |= self.blocks or bool(_BLOCK.fullmatch(self.name))

    @property
    def chosen(self) -> bool:
        """Whether all in it is written from left to right, and it is for it to say so."""
        return self.left and not self.right and (self.direct or self.prose) and " dir=" not in self.tag

    def marks(self) -> str:
        """The attributes that it lacks."""
        language = "" if self.foreign or " lang=" in self.tag else f' lang="{FALLBACK}"'
        return f'{language} dir="ltr"'


def isolated(html: str) -> str:
    """A page from right to left, in which what is written from left to right says so."""
    added: dict[int, str] = {}
    done = 0
    for element in sorted(_elements(html), key=lambda each: each.at):
        if element.at < done:
            continue
        if element.chosen:
            added |= _additions(element, added)
        if element.chosen or ' dir="ltr"' in element.tag:
            done = element.end
    pieces, at = [], 0
    for place in sorted(added):
        pieces += [html[at:place], added[place]]
        at = place
    return "".join([*pieces, html[at:]])


def _additions(element: _Element, added: dict[int, str]) -> dict[int, str]:
    """What is written at which places: a block with nothing but words in it stays where it is, and they are in an
    element of their own."""
    if element.name != "pre" and _BLOCK.fullmatch(element.name) and not (element.blocks or element.prose):
        return {element.at: f"<span{element.marks()}>", element.end: "</span>" + added.get(element.end, "")}
    return {element.at - 1: element.marks()}


def _elements(html: str) -> Iterator[_Element]:
    """All elements of the page that were closed, but for those whose text is none of the page."""
    open_elements: list[_Element] = []
    at = 0
    for piece in _PIECE.finditer(html):
        if open_elements and piece.start() > at:
            open_elements[-1].read(html[at : piece.start()])
        at = piece.end()
        name = piece[3]
        if not name or name in _EMPTY:
            continue
        if not piece[2]:
            open_elements.append(_Element(name, piece[0], at, open_elements[-1] if open_elements else None))
            continue
        while open_elements and any(each.name == name for each in open_elements):
            last = open_elements.pop()
            last.close(piece.start())
            yield last
            if last.name == name:
                break
