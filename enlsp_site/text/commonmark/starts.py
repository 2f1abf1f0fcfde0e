"""What begins a block, one function a kind, in the order in which they are tried.

CommonMark 0.31 (chapters 4 and 5), with what GitHub adds (tables, footnotes) and, of Markdown Extra, what people
know from elsewhere: definition lists and abbreviations.
"""

from __future__ import annotations

import re

from enlsp_site.text.commonmark import attributes, html_syntax, tables
from enlsp_site.text.commonmark.blocks import Block, Blocks, Start, quoted
from enlsp_site.text.commonmark.lines import CODE, Line
from enlsp_site.text.commonmark.references import References


def _quote(blocks: Blocks, container: Block, line: Line) -> bool:
    if line.indent >= CODE or line.text[line.start : line.start + 1] != ">" or blocks.too_deep(container):
        return False
    quoted(line)
    blocks.end_unmatched()
    blocks.add("quote")
    return True


_HEADING = re.compile(r"(#{1,6})(?=[ \t]|$)")


def _heading(blocks: Blocks, _container: Block, line: Line) -> bool:
    found = _HEADING.match(line.text, line.start) if line.indent < CODE else None
    if not found:
        return False
    blocks.end_unmatched()
    words, listed = attributes.at_end(line.text[found.end() :].strip(" \t"))
    block = blocks.add("heading", level=len(found[1]))
    block.lines.append(_without_closing(words))
    if not listed:
        block.lines[0], listed = attributes.at_end(block.lines[0])
    block.words = listed
    return True


def _without_closing(words: str) -> str:
    """A heading's words without the `#` that close it."""
    bare = words.rstrip("#")
    return bare.rstrip(" \t") if not bare or bare[-1] in " \t" else words


_FENCE = re.compile(r"(`{3,}+)(?=[^`]*$)|(~{3,}+)")


def _fence(blocks: Blocks, _container: Block, line: Line) -> bool:
    found = _FENCE.match(line.text, line.start) if line.indent < CODE else None
    if not found:
        return False
    blocks.end_unmatched()
    words = line.text[found.end() :].strip(" \t")
    block = blocks.add("fence", found[0][0], line.indent, len(found[0]), words)
    block.opened = blocks.number
    return True


def _html(blocks: Blocks, container: Block, line: Line) -> bool:
    if line.indent >= CODE or line.text[line.start : line.start + 1] != "<":
        return False
    in_paragraph = container.kind == "paragraph" or blocks.tip.kind == "paragraph"
    opened = html_syntax.opens_block(line.text, line.start, in_paragraph)
    if opened is None:
        return False
    blocks.end_unmatched()
    block = blocks.add("html")
    block.end = opened.end
    if opened.alone:  # the tag's line is all of it: Markdown follows
        block.lines.append(line.rest())
        blocks.close(block)
        block.opened = blocks.number
        line.take(len(line.text) - line.at)
    return True


_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")


class BlockStarts:
    """The starts of a text, in which `references` are defined and `abbreviations` explained along the way."""

    def __init__(self, references: References, abbreviations: dict[str, str]) -> None:
        self.references = references
        self.abbreviations = abbreviations

    def all(self) -> tuple[Start, ...]:
        """All of them, in the order in which they are tried."""
        first = (_quote, _heading, _fence, _html, self._underline, _rule, self._table)
        return (*first, _footnote, self._abbreviation, _meaning, _item, _code)

    def _underline(self, blocks: Blocks, container: Block, line: Line) -> bool:
        """The line under a heading of one or more lines."""
        if line.indent >= CODE or container.kind != "paragraph" or not _UNDERLINE.match(line.text, line.start):
            return False
        blocks.end_unmatched()
        container.lines = self.references.taken_from(container.lines, container.first)
        if not container.lines:
            return False
        container.kind = "heading"
        container.level = 1 if line.text[line.start] == "=" else 2
        container.lines[-1], container.words = attributes.at_end(container.lines[-1])
        container.last = blocks.number
        return True

    def _table(self, blocks: Blocks, container: Block, line: Line) -> bool:
        """The row of dashes under a table's head."""
        if container.kind != "paragraph" or not container.lines or line.indent >= CODE:
            return False
        words, head = line.words(), container.lines[-1]
        columns = tables.alignments(words)
        if not columns or ("|" not in words and "|" not in head) or len(tables.cells(head)) != len(columns):
            return False
        blocks.end_unmatched()
        container.lines.pop()
        blocks.close(container)
        block = blocks.add("table", words=words)
        block.first, block.opened = blocks.number - 1, blocks.number
        block.lines.append(head)
        return True

    def _abbreviation(self, blocks: Blocks, _container: Block, line: Line) -> bool:
        found = _ABBREVIATION.match(line.text, line.start) if line.indent < CODE else None
        if not found:
            return False
        blocks.end_unmatched()
        self.abbreviations[found[1].strip()] = found[2].strip(" \t")
        blocks.add("definition")
        return True


_ABBREVIATION = re.compile(r"\*\[([^\[\]\\]*[^\s\[\]\\][^\[\]\\]*)\][ ]?:[ \t]*(\S.*)$")


def _rule(blocks: Blocks, _container: Block, line: Line) -> bool:
    if line.indent >= CODE or not is_rule(line.words()):
        return False
    blocks.end_unmatched()
    blocks.add("rule")
    return True


def is_rule(words: str) -> bool:
    """Whether a line is a thematic break: three or more of one of `*`, `-` and `_`, and white space."""
    bare = words.replace(" ", "").replace("\t", "")
    return len(bare) >= 3 and bare[0] in "*-_" and bare == bare[0] * len(bare)


_NOTE = re.compile(r"\[\^([^\]\n]+)\]:[ \t]*")


def _footnote(blocks: Blocks, container: Block, line: Line) -> bool:
    found = _NOTE.match(line.text, line.start) if line.indent < CODE else None
    if not found or blocks.too_deep(container):
        return False
    blocks.end_unmatched()
    line.to_words()
    line.take(found.end() - line.at)
    blocks.add("footnote", words=found[1])
    return True


_MEANING = re.compile(r":(?=[ \t]+\S)")


def _meaning(blocks: Blocks, container: Block, line: Line) -> bool:
    """The line `: what it means` after a term, a line or an empty line before it."""
    if line.indent >= CODE or not _MEANING.match(line.text, line.start) or blocks.too_deep(container):
        return False
    holds = container.kind not in ("paragraph", "terms")
    terms = (container.children[-1] if container.children else None) if holds else container
    if terms is None or terms.kind not in ("paragraph", "terms") or not terms.parent:
        return False
    blocks.end_unmatched()
    _reopened(blocks, terms)
    line.to_words()
    line.take(1)
    line.skip(line.indent if line.indent < CODE + 1 else 1)
    blocks.add("meaning").tight = not blocks.after_blank
    return True


def _reopened(blocks: Blocks, terms: Block) -> None:
    """Make a list of terms of a paragraph, or open one again; two with nothing between them are one list."""
    parent = terms.parent or blocks.root
    if terms.kind == "paragraph":
        if terms.open:
            blocks.tip = parent
        words, terms.lines = terms.lines, []
        terms.kind = "terms"
        before = parent.children[-2] if len(parent.children) > 1 else None
        if before and before.kind == "terms":
            parent.children.pop()
            terms = before
        for number, word in enumerate(words, terms.first):
            term = Block("term", terms, number)
            term.lines, term.open = [word], False
            terms.children.append(term)
    while blocks.tip is not parent and blocks.tip is not terms:
        blocks.close(blocks.tip)
    terms.open = True
    blocks.tip = terms


_MARKER = re.compile(r"([-+*])(?=[ \t]|$)|([0-9]{1,9})([.)])(?=[ \t]|$)")


def _item(blocks: Blocks, container: Block, line: Line) -> bool:
    found = _MARKER.match(line.text, line.start) if line.indent < CODE else None
    if not found or blocks.too_deep(container):
        return False
    empty = not line.text[found.end() :].strip(" \t")
    if container.kind == "paragraph" and (empty or (found[2] and int(found[2]) != 1)):
        return False
    blocks.end_unmatched()
    offset = _past_marker(line, len(found[0]), empty)
    marker, number = found[1] or found[3], int(found[2]) if found[2] else 0
    if blocks.tip.kind != "list" or blocks.tip.marker != marker:
        blocks.add("list", marker, level=number).words = found[2] or ""
    blocks.add("item", marker, offset, level=1 if found[2] else 0)
    return True


def _past_marker(line: Line, width: int, empty: bool) -> int:
    """Read on past an item's marker; how many columns to the right what is in the item stands."""
    indent = line.indent
    line.to_words()
    line.take(width)
    if empty:
        return indent + width + 1
    spaces = line.indent if line.indent <= CODE else 1
    line.skip(spaces)
    return indent + width + spaces


def _code(blocks: Blocks, container: Block, line: Line) -> bool:
    if line.indent < CODE or line.blank or blocks.tip.kind == "paragraph" or container.kind in ("paragraph", "table"):
        return False
    line.skip(CODE)
    blocks.end_unmatched()
    blocks.add("code")
    return True
