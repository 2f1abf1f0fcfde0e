"""A tree of HTML as lines of text: what stands between its breaks and blocks, with what is marked in each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from enlsp_site.importers.parse.markup import BLOCKS, HEADINGS, Node

UNSEEN = frozenset(
    ("#used", "script", "style", "noscript", "template", "#comment", "head", "iframe", "svg", "button")
)
BOLD, SLANTED = ("b", "strong", "th", *HEADINGS), ("i", "em", "cite")


@dataclass
class TextLine:
    """A line: its words, those in bold and in italics, its links, the element that it begins in, and its line
    number."""

    node: Node
    words: str = ""
    bold: str = ""
    slanted: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)

    @property
    def number(self) -> int:
        """Where it stands in the source."""
        return self.node.line

    @property
    def level(self) -> int:
        """The level of the heading that it is; 0 for what is none."""
        return next((int(each.name[1]) for each in (self.node, *above(self.node)) if each.name in HEADINGS), 0)


def use(node: Node) -> None:
    """Mark a node as imported, so that it is not words of a page as well."""
    node.name = "#used"


def above(node: Node) -> Iterator[Node]:
    """The elements around a node, the innermost first."""
    while node.parent is not None:
        node = node.parent
        yield node


def seen(top: Node) -> Iterator[Node]:
    """The nodes in an element that a visitor sees, in their order."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        if node is not top and node.name in UNSEEN:
            continue
        yield node
        waiting += reversed(node.children)


def lines_in(top: Node, most: int = 0) -> list[TextLine]:
    """The lines in an element, or the first so many; lines without a letter or digit are left out."""
    made: list[TextLine] = []
    is_open = False
    for node, is_begin, marks in _walked(top):
        if most and not is_open and len(made) >= most and all(re.search(r"\w", line.words) for line in made):
            break
        if node.name == "br" or node.name in BLOCKS:
            is_open = False
        elif node.name == "#text" and is_begin and node.text.strip():
            if not is_open:
                made.append(TextLine(node))
                is_open = True
            _add(made[-1], node, marks)
        elif node.name == "#text" and is_begin and is_open:
            _add(made[-1], node, frozenset())
    for line in made:
        for name in ("words", "bold", "slanted"):
            setattr(line, name, " ".join(getattr(line, name).replace("\xa0", " ").split()).strip(" |•·"))
    return [line for line in made if re.search(r"\w", line.words)]


def _walked(top: Node) -> Iterator[tuple[Node, bool, frozenset[Node]]]:
    """The nodes in an element as they begin and as they end, with the marks and links that they stand in."""
    waiting: list[tuple[Node, bool, frozenset[Node]]] = [(each, True, frozenset()) for each in reversed(top.children)]
    while waiting:
        node, is_begin, marks = waiting.pop()
        if node.name in UNSEEN:
            continue
        yield node, is_begin, marks
        if is_begin and node.children:
            inner = marks | {node} if node.name in (*BOLD, *SLANTED, "a") else marks
            waiting.append((node, False, marks))
            waiting += [(each, True, inner) for each in reversed(node.children)]


def _add(line: TextLine, node: Node, marks: frozenset[Node]) -> None:
    line.words += node.text
    if any(each.name in BOLD for each in marks):
        line.bold += node.text
    if any(each.name in SLANTED for each in marks):
        line.slanted += node.text
    for each in marks:
        if each.name == "a" and each.attributes.get("href"):
            line.links.append((" ".join(each.words().split()), each.attributes["href"].strip()))


def is_alone(node: Node) -> bool:
    """Whether an element holds one line and no more."""
    return len(lines_in(node, 2)) < 2


def words_of(node: Node) -> list[str]:
    """The words of the lines in an element."""
    return [line.words for line in lines_in(node)]
