"""Blocks and the pieces of their texts to elements, as the serializer writes them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement

from enlsp_site.text.commonmark import attributes, autolinks, html_syntax
from enlsp_site.text.commonmark.abbreviations import Abbreviations
from enlsp_site.text.commonmark.blocks import Block
from enlsp_site.text.commonmark.emphasis import BARE, InlinePiece
from enlsp_site.text.commonmark.footnotes import Footnotes
from enlsp_site.text.commonmark.inline import RAW, Inline
from enlsp_site.text.commonmark.references import unescaped
from enlsp_site.text.commonmark.tables import Table
from enlsp_site.text.placeholders import TASK, TASK_DONE, as_attributes

Parse = Callable[[str, int], Block]
"""Markdown inside of raw HTML, and the line that it begins in, to its blocks."""


class Tree:
    """The elements of a document. `lost` are words that have no place in it, with their lines, from 0.

    Texts are read in the order in which they will stand on the page, so that footnotes are numbered in it.
    """

    def __init__(self, inline: Inline, notes: Footnotes, explained: dict[str, str], parse: Parse) -> None:
        self.lost: list[tuple[int, str]] = []
        self._inline = inline
        self._notes = notes
        self._abbreviations = Abbreviations(explained)
        self._parse = parse
        self._inside = 0  # how many elements of raw HTML are open whose inside is Markdown

    def build(self, document: Block) -> Element:
        """The root of the document's elements."""
        root = Element("div")
        self._children(document, root)
        self._notes.add_to(root, self._children)
        return root

    def _children(self, block: Block, parent: Element) -> None:
        for child in block.children:
            _BUILDERS[child.kind](self, child, parent)

    def _text(self, element: Element, text: str) -> None:
        """Set the text of an element."""
        self._fill(element, self._inline.pieces(text.rstrip(" \t\n")), linked="a" in element.tag)

    def _fill(self, element: Element, pieces: Iterable[InlinePiece], *, linked: bool = False) -> None:
        """Put pieces into an element; within a link, addresses are no links."""
        words: list[str] = []
        last: Element | None = None
        for piece in pieces:
            if piece.mark == "attributes" and not words and last is not None and last.tag not in (RAW, "br"):
                attributes.assign(last, piece.text)
            elif piece.mark == "address" and not linked:
                self._words(element, words)
                last = SubElement(element, "a", {"href": autolinks.target(piece.text)})
                last.text = piece.text
            elif piece.element is None:
                words += [piece.text] if piece.text else []
            else:
                self._words(element, words, linked=linked)
                last = piece.element
                self._fill(last, piece.inside, linked=linked or last.tag == "a")
                element.append(last)
        self._words(element, words, linked=linked)

    def _words(self, element: Element, words: list[str], *, linked: bool = False) -> None:
        """Put words behind what is in an element; mail addresses are links, abbreviations are explained."""
        text = "".join(words)
        words.clear()
        at = 0
        for start, end, target in [] if linked else autolinks.mails(text):
            self._explained(element, text[at:start])
            SubElement(element, "a", {"href": target}).text = text[start:end]
            at = end
        self._explained(element, text[at:])

    def _explained(self, element: Element, text: str) -> None:
        for words, meaning in self._abbreviations.parts(text):
            if meaning:
                SubElement(element, "abbr", {"title": meaning}).text = words
            else:
                _append(element, words)

    def _paragraph(self, block: Block, parent: Element) -> None:
        element = SubElement(parent, "p")
        element.tail = "\n"
        listed = ""
        if len(block.lines) > 1 and attributes.ATTRIBUTES.fullmatch(block.lines[-1].strip(" \t")):
            listed = block.lines.pop()
        if block.tight and block.parent and block.parent.kind in ("item", "meaning"):
            element.tag = BARE
            element.tail = "\n" if block is not block.parent.children[-1] else ""
            attributes.assign(parent, listed)
        else:
            attributes.assign(element, listed)
        self._text(element, "\n".join(block.lines))

    def _heading(self, block: Block, parent: Element) -> None:
        element = SubElement(parent, f"h{block.level}")
        element.tail = "\n"
        self._text(element, "\n".join(block.lines))
        attributes.assign(element, block.words)

    def _rule(self, _block: Block, parent: Element) -> None:
        SubElement(parent, "hr").tail = "\n"

    def _quote(self, block: Block, parent: Element) -> None:
        self._holder("blockquote", block, parent)

    def _holder(self, tag: str, block: Block, parent: Element) -> Element:
        element = SubElement(parent, tag)
        element.text = element.tail = "\n"
        self._children(block, element)
        return element

    def _list(self, block: Block, parent: Element) -> None:
        element = self._holder("ul" if block.marker in "-+*" else "ol", block, parent)
        if block.words and block.level != 1:
            element.set("start", str(block.level))

    def _item(self, block: Block, parent: Element) -> None:
        element = SubElement(parent, "li")
        element.tail = "\n"
        first = block.children[0] if block.children else None
        bare = first is not None and first.kind == "paragraph" and first.tight
        element.text = "\n" if first and not bare else ""
        task = _TASK.match(first.lines[0]) if first and first.kind == "paragraph" else None
        if first and task:
            first.lines[0] = (TASK if task[1] == " " else TASK_DONE) + first.lines[0][task.end() :]
            element.set("class", "task")
        self._children(block, element)

    def _terms(self, block: Block, parent: Element) -> None:
        self._holder("dl", block, parent)

    def _term(self, block: Block, parent: Element) -> None:
        element = SubElement(parent, "dt")
        element.tail = "\n"
        words, listed = attributes.at_end(block.lines[0])
        self._text(element, words)
        attributes.assign(element, listed)

    def _meaning(self, block: Block, parent: Element) -> None:
        for child in block.children:
            child.tight = block.tight and len(block.children) == 1
        element = SubElement(parent, "dd")
        element.tail = "\n"
        element.text = "" if block.children and block.children[0].tight else "\n"
        self._children(block, element)

    def _code(self, block: Block, parent: Element) -> None:
        self._verbatim("\n".join(block.lines) + "\n", parent)

    def _fence(self, block: Block, parent: Element) -> None:
        text = "\n".join(block.lines) + "\n" if block.lines else ""
        outer, inner = self._verbatim(text, parent)
        listed = block.words if attributes.ATTRIBUTES.fullmatch(block.words) else ""
        if not listed and block.words:
            inner.set("class", f"language-{unescaped(block.words.split()[0])}")
        classes = []
        for name, value in attributes.pairs(listed):
            if name == "class":
                classes.append(value)
            else:
                (outer if name == "id" else inner).set(name, value)
        if classes:
            inner.set("class", " ".join([f"language-{classes[0]}", *classes[1:]]))

    def _verbatim(self, text: str, parent: Element) -> tuple[Element, Element]:
        outer = SubElement(parent, "pre")
        outer.tail = "\n"
        inner = SubElement(outer, "code")
        inner.text = text
        return outer, inner

    def _html(self, block: Block, parent: Element) -> None:
        self._raw("\n".join(block.lines), block.first, parent)

    def _raw(self, html: str, line: int, parent: Element) -> None:
        """Raw HTML, with Markdown where a tag asks for it."""
        asked = html_syntax.markdown_inside(html) if self._inside < _DEEPEST_ASKED else None
        if asked is None:
            _raw_element(parent, html).tail = "\n"
            return
        before, name, inside, after = asked
        _raw_element(parent, before)
        self._inside += 1
        if name in _LINES:
            element = SubElement(parent, BARE)
            self._text(element, inside.strip())
        else:
            self._children(self._parse(inside, line + before.count("\n")), parent)
        self._inside -= 1
        self._raw(after, line, parent)

    def _table(self, block: Block, parent: Element) -> None:
        table = Table(block, self._text)
        table.add_to(parent)
        self.lost += [(block.first + below, words) for below, words in table.lost]

    def _nothing(self, _block: Block, _parent: Element) -> None:
        """What shows nothing where it stands."""


_DEEPEST_ASKED = 8
_LINES = frozenset(
    {"p", "summary", "figcaption", "caption", "th", "td", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "span"}
)
"""Elements that hold lines, not blocks."""

_TASK = re.compile(r"\[([ xX])\](?=[ \t]+\S)")


def _append(element: Element, words: str) -> None:
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _raw_element(parent: Element, html: str) -> Element:
    element = SubElement(parent, RAW)
    element.text = as_attributes(html)
    return element


_BUILDERS: dict[str, Callable[[Tree, Block, Element], None]] = {
    "paragraph": Tree._paragraph,
    "heading": Tree._heading,
    "rule": Tree._rule,
    "quote": Tree._quote,
    "list": Tree._list,
    "item": Tree._item,
    "terms": Tree._terms,
    "term": Tree._term,
    "meaning": Tree._meaning,
    "code": Tree._code,
    "fence": Tree._fence,
    "html": Tree._html,
    "table": Tree._table,
    "footnote": Tree._nothing,
    "definition": Tree._nothing,
}
