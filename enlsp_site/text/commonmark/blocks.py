"""Markdown to its blocks, line by line: what a line belongs to, what it begins, and what it ends.

The way is that of CommonMark's own description ("A parsing strategy", phase 1): a line first goes through the blocks
that are open, from the outside in, and each says whether it goes on; then it may begin new ones; what is left of it
is text. So the work grows with the length of the text: nothing is looked at twice but the beginning of a line, once
for each block that it stands in, and those are at most `DEEPEST`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from enlsp_site.text.commonmark.lines import CODE, Line

DEEPEST = 30
"""How many blocks may stand within one another. What would be deeper is text."""

HOLDERS = frozenset({"document", "quote", "list", "item", "terms", "meaning", "footnote"})
"""Blocks that hold blocks."""

_TEXT = frozenset({"paragraph", "table"})
"""Blocks of lines that any other block interrupts."""

_VERBATIM = frozenset({"code", "fence", "html"})
"""Blocks of lines in which nothing begins."""

_SPECIAL = frozenset("#`~*+_=<>-|:[0123456789")
"""What the first character of a line must be among for it to begin a block, unless it is code."""


class Block:
    """A block: from line `first` to line `last`, from 0, in what `parent` holds.

    What the rest means depends on the kind: `marker` is the character of a list or fence, `offset` how many columns
    what is in an item stands to the right, or how far a fence is indented, `level` that of a heading, the length of a
    fence or the number that a list begins with, `words` what opens it says (a fence's, a footnote's name), `opened`
    the line that is only its opening, `end` what ends raw HTML.
    """

    __slots__ = (
        *(
            "children",
            "depth",
            "end",
            "first",
            "kind",
            "last",
            "level",
            "lines",
            "marker",
            "offset",
            "open",
            "opened",
        ),
        *("parent", "tight", "words"),
    )

    def __init__(self, kind: str, parent: Block | None, line: int) -> None:
        self.kind = kind
        self.parent = parent
        self.first = self.last = line
        self.depth: int = parent.depth + 1 if parent else 0
        self.open = self.tight = True
        self.lines: list[str] = []
        self.children: list[Block] = []
        self.marker = self.words = ""
        self.offset = self.level = 0
        self.opened = -1
        self.end: re.Pattern[str] | None = None

    def holds(self, kind: str) -> bool:
        """Whether a block of a kind may stand in this one."""
        if self.kind == "list":
            return kind == "item"
        if self.kind == "terms":
            return kind == "meaning"
        return self.kind in HOLDERS and kind not in ("item", "meaning")


Start = Callable[["Blocks", Block, Line], bool]
"""What may begin a block where a line stands, within a container: whether it did."""


class Blocks:
    """The blocks of a text while it is read.

    `number` is that of the line, from 0, `after_blank` whether the one before is empty, `tip` the innermost open
    block; `deep` are the lines at which something stands too deep.
    """

    def __init__(self, starts: tuple[Start, ...], finish: Callable[[Block], None], first: int = 0) -> None:
        self.root = Block("document", None, first)
        self.tip = self.root
        self.number = first
        self.deep: list[int] = []
        self.after_blank = True
        self._starts = starts
        self._finish = finish
        self._matched = self.root  # the innermost block that the line is in; deeper ones end once it is no more text
        self._old_tip = self.root

    def read(self, lines: list[str]) -> Block:
        """The document that the lines make."""
        for text in lines:
            self._line(Line(text))
            self.number += 1
            self.after_blank = not text or text.isspace()
        while self.tip is not self.root:
            self.close(self.tip)
        return self.root

    def _line(self, line: Line) -> None:
        self._old_tip = self.tip
        container = self._continued(line)
        if container is None:
            return
        self._matched = container
        all_closed = container is self._old_tip
        if line.indent >= CODE or line.text[line.start : line.start + 1] in _SPECIAL:
            container = self._begun(container, line)
        if not all_closed and not line.blank and self.tip is self._old_tip and self.tip.kind == "paragraph":
            self.tip.lines.append(line.words())  # a lazy continuation
            self.tip.last = self.number
            return
        self.end_unmatched()
        self._add(container, line)

    def _continued(self, line: Line) -> Block | None:
        """The innermost open block that goes on in a line; None if the line ends one, and nothing is left of it."""
        container = self.root
        while container.children and container.children[-1].open:
            inner = container.children[-1]
            goes_on = _CONTINUES[inner.kind](inner, line)
            if goes_on is None:
                inner.last = self.number
                self.close(inner)
                return None
            if not goes_on:
                break
            if inner.kind == "quote":
                inner.last = self.number
            container = inner
        return container

    def _begun(self, container: Block, line: Line) -> Block:
        """The block that the rest of a line belongs to, after all that the line begins."""
        while container.kind in HOLDERS or container.kind in _TEXT:
            if not any(start(self, container, line) for start in self._starts):
                break
            container = self.tip
        return container

    def _add(self, container: Block, line: Line) -> None:
        """Add what is left of a line to the block that it belongs to."""
        if container.kind in HOLDERS:
            if not line.blank:
                self.add("paragraph").lines.append(line.words())
        elif container.kind in _TEXT or container.kind in _VERBATIM:
            if container.opened == self.number:
                return
            container.lines.append(line.words() if container.kind in _TEXT else line.rest())
            container.last = self.number
            if container.end and container.end.search(line.text, line.at):
                self.close(container)

    def end_unmatched(self) -> None:
        """Close the blocks that the line is not in, now that it is known to be no lazy continuation."""
        while self._old_tip is not self._matched:
            parent = self._old_tip.parent or self.root
            self.close(self._old_tip)
            self._old_tip = parent

    def add(self, kind: str, marker: str = "", offset: int = 0, level: int = 0, words: str = "") -> Block:
        """A new block where the line stands, in the innermost open block that may hold it."""
        while not self.tip.holds(kind):
            self.close(self.tip)
        block = Block(kind, self.tip, self.number)
        block.marker, block.offset, block.level, block.words = marker, offset, level, words
        self.tip.children.append(block)
        self.tip = block
        return block

    def close(self, block: Block) -> None:
        """End a block, and go on in the one around it."""
        block.open = False
        self.tip = block.parent or self.root
        if block.children:
            block.last = max(block.last, block.children[-1].last)
        self._finish(block)

    def too_deep(self, container: Block) -> bool:
        """Whether nothing may stand in a container any more; that is noted."""
        if container.depth < DEEPEST:
            return False
        if not self.deep or self.deep[-1] != self.number:
            self.deep.append(self.number)
        return True


def _always(_block: Block, _line: Line) -> bool:
    return True


def _never(_block: Block, _line: Line) -> bool:
    return False


def _quote(_block: Block, line: Line) -> bool:
    return quoted(line)


def quoted(line: Line) -> bool:
    """Whether a line stands in a quote; it is read on past the sign of it then."""
    if line.indent >= CODE or not line.words().startswith(">"):
        return False
    line.to_words()
    line.take(1)
    line.skip(1)
    return True


_BULLET = re.compile(r"[-*+][ \t]+\S")


def _item(block: Block, line: Line) -> bool:
    if line.blank:
        line.to_words()
        return bool(block.children)
    if line.indent >= block.offset:
        line.skip(block.offset)
        return True
    # Two spaces are enough for bullets within a numbered list, though the number is wider: many write that.
    if line.indent >= 2 and block.level and _BULLET.match(line.words()):
        line.to_words()
        return True
    return False


def _indented(width: int) -> Callable[[Block, Line], bool]:
    def goes_on(block: Block, line: Line) -> bool:
        if line.blank:
            line.to_words()
            return bool(block.children)
        if line.indent < width:
            return False
        line.skip(min(line.indent, CODE))
        return True

    return goes_on


def _fence(block: Block, line: Line) -> bool | None:
    words = line.words().rstrip(" \t")
    if line.indent < CODE and len(words) >= block.level and words == block.marker * len(words):
        return None
    line.skip(min(line.indent, block.offset))
    return True


def _code(_block: Block, line: Line) -> bool:
    if line.indent >= CODE:
        line.skip(CODE)
        return True
    if line.blank:
        line.to_words()
    return line.blank


def _html(block: Block, line: Line) -> bool:
    return block.end is not None or not line.blank


def _until_blank(_block: Block, line: Line) -> bool:
    return not line.blank


_CONTINUES: dict[str, Callable[[Block, Line], bool | None]] = {
    "quote": _quote,
    "list": _always,
    "item": _item,
    "terms": _always,
    "meaning": _indented(2),
    "footnote": _indented(2),
    "fence": _fence,
    "code": _code,
    "html": _html,
    "paragraph": _until_blank,
    "table": _until_blank,
    "heading": _never,
    "rule": _never,
    "definition": _never,
}
