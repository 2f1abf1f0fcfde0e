"""Markdown by the rules that people know from GitHub: CommonMark 0.31 with GitHub's extensions.

`read` makes of a text the elements that Python-Markdown's frame hands on: what reads blocks is in `blocks`, `starts`
and `references`, what reads the texts in them in `inline`, `emphasis`, `autolinks` and `citations`, and what becomes
of them in `tree`, `tables`, `footnotes`, `abbreviations` and `attributes`; `serialize` writes it. So none of the
library's releases changes what a page shows.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from enlsp_site.text.commonmark.blocks import Block, Blocks
from enlsp_site.text.commonmark.footnotes import Footnotes
from enlsp_site.text.commonmark.html_syntax import TAG
from enlsp_site.text.commonmark.inline import Inline
from enlsp_site.text.commonmark.references import References
from enlsp_site.text.commonmark.serialize import serialize
from enlsp_site.text.commonmark.starts import BlockStarts
from enlsp_site.text.commonmark.tree import Tree

__all__ = ["TAG", "Document", "LostText", "read", "serialize"]


class LostText(NamedTuple):
    """What of a text has no place on the page, with its line, from 0.

    Kinds: words of a `cell` without a column; the label of a definition that is `unused`, or is there `again`; that
    of a `note` to which nothing refers, or a `note-again`; a line that stands too `deep`, and is shown as typed.
    """

    line: int
    kind: str
    what: str


class Document(NamedTuple):
    """What a text holds, and what of it has no place on the page."""

    root: Element
    lost: list[LostText]


def read(lines: list[str], restored: Callable[[str], str] = str, *, cites: bool = False) -> Document:
    """The document that the lines of a text make; `restored` is what labels are compared by, `cites` says that
    `[@key]` is a citation."""
    reading = _DocumentState(restored, cites)
    document = reading.blocks(lines if lines[-1] else lines[:-1])
    root = reading.tree.build(document)
    return Document(root, reading.lost())


class _DocumentState:
    """What is known of a text while it is read."""

    def __init__(self, restored: Callable[[str], str], cites: bool) -> None:
        self.references = References(restored)
        self.notes = Footnotes()
        self.explained: dict[str, str] = {}
        self.starts = BlockStarts(self.references, self.explained).all()
        inline = Inline(self.references, self.notes, cites=cites)
        self.tree = Tree(inline, self.notes, self.explained, self._inside)
        self.deep: list[int] = []

    def blocks(self, lines: list[str], first: int = 0) -> Block:
        reading = Blocks(self.starts, self._finish, first)
        document = reading.read(lines)
        self.deep += reading.deep
        return document

    def _inside(self, text: str, line: int) -> Block:
        return self.blocks(text.split("\n"), line)

    def _finish(self, block: Block) -> None:
        """What becomes of a block at its end."""
        match block.kind:
            case "paragraph":
                block.lines = self.references.taken_from(block.lines, block.first)
                if not block.lines and block.parent and block.parent.children[-1] is block:
                    block.parent.children.pop()
            case "code":
                while not block.lines[-1].strip(" \t"):
                    block.lines.pop()
                block.last = block.first + len(block.lines) - 1
            case "list":
                _set_tight(block)
            case "footnote":
                self.notes.define(block)

    def lost(self) -> list[LostText]:
        """What has no place on the page."""
        kinds = {
            "cell": self.tree.lost,
            "unused": [(target.line, target.label) for target in self.references.unused()],
            "again": [(target.line, target.label) for target in self.references.again],
            "note": [(block.first, block.words) for block in self.notes.unused()],
            "note-again": [(block.first, block.words) for block in self.notes.again],
            "deep": [(line, "") for line in self.deep[:1]],
        }
        return sorted(LostText(line, kind, what) for kind, found in kinds.items() for line, what in found)


def _set_tight(block: Block) -> None:
    """Part the paragraphs of a list where an empty line parts anything in it."""
    groups = [block.children, *(item.children for item in block.children)]
    pairs = (pair for group in groups for pair in pairwise(group))
    tight = all(before.last == after.first - 1 for before, after in pairs)
    for item in block.children:
        for child in item.children:
            child.tight = tight
