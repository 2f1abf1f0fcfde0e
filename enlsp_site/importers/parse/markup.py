"""HTML as people write it, to a tree in which every element knows its line; comments and Liquid stay in it.

Browsers' parsers know no lines, and drop the comments in which old pages keep half of their news; so the tokens are
those of Python's own `html.parser`, and what is never closed is closed where HTML says (13.1.2.4, optional tags).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    (
        *HEADINGS,
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
_CLOSED_BY = {
    "p": BLOCKS - {"li", "td", "th", "tr", "tbody", "thead"},
    "li": {"li"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
    "td": {"td", "th", "tr", "tbody", "tfoot"},
    "th": {"td", "th", "tr", "tbody", "tfoot"},
    "tr": {"tr", "tbody", "tfoot"},
    "tbody": {"tbody", "tfoot"},
    "thead": {"tbody", "tfoot"},
    "option": {"option"},
}
"""What ends an element that nobody closes."""
_FENCES = frozenset({"ul", "ol", "table", "dl", "#"})
"""What an element inside of does not close one outside of."""
DEEPEST = 200
TABLES = 4
"""Tables within tables so deep are layout still; what is below is read as part of the last."""
LONGEST_TAG = 5000
_TABULAR = frozenset({"table", "tbody", "thead", "tfoot"})


class Node:
    """An element, a text (`#text`), a comment (`#comment`) or the whole (`#`); lines count from 1."""

    __slots__ = ("attributes", "children", "line", "name", "parent", "text")

    def __init__(self, name: str, line: int, text: str = "", attributes: dict[str, str] | None = None) -> None:
        self.name = name
        self.line = line
        self.text = text
        self.attributes = attributes or {}
        self.children: list[Node] = []
        self.parent: Node | None = None

    def walk(self) -> Iterator[Node]:
        """This node and all inside of it, in their order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def all(self, *names: str) -> list[Node]:
        """The elements of these names inside of this one."""
        return [node for node in self.walk() if node is not self and node.name in names]

    def first(self, *names: str) -> Node | None:
        """The first element of these names inside of this one; None where there is none."""
        return next((node for node in self.walk() if node is not self and node.name in names), None)

    def find(self, wanted: Callable[[Node], bool]) -> list[Node]:
        """The nodes inside of this one for which something is true."""
        return [node for node in self.walk() if node is not self and wanted(node)]

    @property
    def marks(self) -> str:
        """Its id and classes, in small letters."""
        return f"{self.attributes.get('id', '')} {self.attributes.get('class', '')}".lower().strip()

    def words(self) -> str:
        """All text in it, on one line; what a picture says is not among it."""
        return " ".join("".join(_pieces(self)).split())


def _pieces(top: Node) -> Iterator[str]:
    for node in top.walk():
        if node.name == "#text":
            yield node.text
        elif node.name == "br" or node.name in BLOCKS:
            yield " "


def parsed(text: str, first_line: int = 1, lines: list[int] | None = None) -> Node:
    """The tree of an HTML text; Liquid's tags stand in its texts as they are. `lines` are the lines of the source
    from which those of the text come, if they are not the same."""
    builder = _TreeBuilder(first_line, lines)
    builder.feed(_unlinked(text))
    builder.close()
    return builder.root


def _unlinked(text: str) -> str:
    """The text with the addresses that Liquid makes as plain ones: `{{ '/a.png' | relative_url }}` is `/a.png`."""
    text = re.sub(r"\{\{-?\s*['\"]([^'\"{}]*)['\"]\s*(?:\|[^{}]*)?-?\}\}", r"\1", text)
    text = re.sub(r"<(https?://[^\s<>]+)>", r'<a href="\1">\1</a>', text)  # as Markdown writes addresses
    text = re.sub(r"<([\w.+-]+@[\w-]+(?:\.[\w-]+)+)>", r'<a href="mailto:\1">\1</a>', text)
    text = re.sub(r"""((?:src|href)=["'])data:[^"'<>]*""", r"\1", text)
    text = re.sub(
        rf"<(?=[A-Za-z/!][^>]{{{LONGEST_TAG}}})(?!!--)", "&lt;", text
    )  # the parser looks for its end for long
    closed = text.rfind("-->") + 1
    text = text[:closed] + text[closed:].replace("<!--", "&lt;!--")  # what is never closed is no comment
    text = text.replace("<![", "&lt;![")  # marked sections, which the parser refuses
    return re.sub(r"\{\{-?\s*site\.(?:base)?url\s*(?:\|[^{}]*)?-?\}\}", "", text)


class _TreeBuilder(HTMLParser):
    """Builds the tree; elements that are closed twice, or never, do no harm."""

    def __init__(self, first_line: int, lines: list[int] | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self._lines = lines
        self.root = Node("#", first_line)
        self._open = [self.root]
        self._before = first_line - 1

    def _add(self, node: Node) -> Node:
        node.parent = self._open[-1]
        self._open[-1].children.append(node)
        return node

    def _line(self) -> int:
        line = self.getpos()[0]
        return self._lines[min(line, len(self._lines)) - 1] if self._lines else line + self._before

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        while len(self._open) > 1 and tag in _CLOSED_BY.get(self._open[-1].name, ()):
            self._open.pop()
        if tag in ("li", "tr", "td", "th", "dt", "dd"):
            self._end_open(tag)
        node = self._add(Node(tag, self._line(), attributes={name: value or "" for name, value in attrs}))
        if tag not in VOID and len(self._open) < DEEPEST and not (tag in _TABULAR and self._tables() >= TABLES):
            self._open.append(node)

    def _tables(self) -> int:
        """How many tables are open."""
        return sum(node.name == "table" for node in self._open)

    def _end_open(self, tag: str) -> None:
        """Close what an entry of a list or table ends, through what was left open in it."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].name in _FENCES:
                return
            if tag in _CLOSED_BY.get(self._open[at].name, ()):
                del self._open[at:]
                return

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that says that it is empty; others than void ones are only begun by that."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, if it is open."""
        for at in range(len(self._open) - 1, 0, -1):
            if self._open[at].name == tag:
                del self._open[at:]
                return
            if self._open[at].name in ("table", "td", "th") and tag not in ("table", "tr", "tbody", "thead"):
                return

    def handle_data(self, data: str) -> None:
        """A text."""
        self._add(Node("#text", self._line(), data))

    def handle_comment(self, data: str) -> None:
        """A comment."""
        self._add(Node("#comment", self._line(), data))

    def unknown_decl(self, data: str) -> None:
        """A marked section: passed over."""
