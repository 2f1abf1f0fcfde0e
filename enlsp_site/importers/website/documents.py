"""Documents of a website: front matter (YAML, TOML or JSON) and a body, as a tree whose elements know their lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from enlsp_site.importers.liquid import RenderedTemplate
from enlsp_site.importers.parse.foreign_markdown import html_of
from enlsp_site.importers.parse.markup import Node, parsed
from enlsp_site.importers.parse.tables import SourceData, lower, read_json, read_toml, read_yaml, said
from enlsp_site.importers.result import ImportResult

MARKDOWN = (".md", ".markdown", ".mkd", ".qmd", ".rmd", ".mdx")
LARGEST = 512 << 10
_CHROME = re.compile(
    r"\b(?:nav|navbar|navigation|site-nav|topbar|top-bar|menu|sidebar|breadcrumbs?|cookie\S*|skip-link|back-to-top|offcanvas|toc"
    r"|site-header|site-footer|masthead|page__share|share-buttons)\b"
)


@dataclass
class SourcePage:
    """A page of the source: its file, what its front matter says (keys in small letters), and its tree."""

    name: str
    fields: dict[str, Any]
    front: SourceData
    root: Node
    title: str = ""
    url: str = ""
    is_index: bool = False
    footer: list[Node] = field(default_factory=list)

    @property
    def stem(self) -> str:
        """What the page is called: its file's name, or its folder's if that is `index`."""
        path = self.name.removeprefix("_pages/").rpartition(".")[0].partition(".")[0]
        last = path.rpartition("/")[2]
        return (
            path.rpartition("/")[0].rpartition("/")[2]
            if last.lower() in ("index", "_index") and "/" in path
            else last
        )


_LAYOUT = re.compile(r"(?m)^@(?:row|column|end)[ \t]*$")
"""What a theme (nagymaros) writes between columns."""


class PageParts:
    """A text in its parts: front matter as data, the body, and the line on which the body begins."""

    def __init__(self, result: ImportResult, name: str, most: int = LARGEST) -> None:
        text = result.text(name, most)
        lines = text.split("\n")
        mark = lines[0].strip() if lines else ""
        end = (
            next((at for at, line in enumerate(lines[1:], 1) if line.strip() == mark), 0)
            if mark in ("---", "+++")
            else 0
        )
        self.has_front = bool(end)
        self.body, self.first_line = "\n".join(lines[end + 1 :]) if end else text, end + 2 if end else 1
        self.body = _LAYOUT.sub("", self.body)
        written = "\n".join(lines[1:end])
        if mark == "+++" and end:
            self.front = read_toml(result, name, written, 2)
        elif end and written.strip():
            self.front = read_yaml(result, name, written, 2)
        else:
            self.front = SourceData(result, name, "", {})
        self.fields = lower(self.front.value) if isinstance(self.front.value, dict) else {}


def tree(body: RenderedTemplate, is_markdown: bool) -> Node:
    """The tree of a body of Markdown or HTML."""
    made = html_of(body.text, body.lines) if is_markdown else body
    return parsed(made.text, 1, made.lines)


def whole_lines(text: str, first_line: int) -> RenderedTemplate:
    """A text with the numbers of its lines."""
    return RenderedTemplate(text, list(range(first_line, first_line + text.count("\n") + 1)))


def without_chrome(document: SourcePage) -> None:
    """Take the menus out of a page of HTML, and its footer, which is kept by itself."""
    _without_layout(document.root)
    for node in list(document.root.walk()):
        if node.name in ("head", "script", "style", "noscript", "template"):
            if node.name == "head" and (title := node.first("title")) is not None and not document.title:
                document.title = title.words()
            node.name = "#used"
        elif node.name == "nav" or node.attributes.get("role") == "navigation" or _is_menu(node):
            node.name = "#used"
        elif node.name == "footer":
            document.footer.append(_taken(node))


def _without_layout(root: Node) -> None:
    """Read tables that old pages are laid out with, which hold headings of the page, as what is in them."""
    for table in root.all("table"):
        if table.first("h1", "h2"):
            parts = [node for node in table.walk() if node.name in _CELLS and _table_of(node) is table]
            for node in parts:
                node.name = "div"


_CELLS = ("table", "thead", "tbody", "tfoot", "tr", "td", "th")


def _table_of(node: Node) -> Node | None:
    """The innermost table that an element is part of, itself included."""
    at: Node | None = node
    while at is not None and at.name != "table":
        at = at.parent
    return at


def _is_menu(node: Node) -> bool:
    """Whether an element is a menu by its class: its links are most of its words."""
    if node.name not in ("div", "ul", "header", "aside", "section") or not _CHROME.search(node.marks):
        return False
    linked = sum(len(each.words()) for each in node.all("a"))
    return linked * 10 >= len(node.words()) * 7


def _taken(node: Node) -> Node:
    copy = Node("div", node.line)
    copy.children = list(node.children)
    node.children = []
    node.name = "#used"
    return copy


def is_draft(fields: dict[str, Any]) -> bool:
    """Whether front matter says that a page is not published."""
    return said(fields.get("published")).lower() == "false" or said(fields.get("draft")).lower() in ("true", "yes")


def data_of(result: ImportResult, name: str) -> Any:
    """The value of a data file by its ending: YAML, JSON, TOML, CSV or TSV; None for what cannot be read."""
    from enlsp_site.importers import csv

    if name.endswith((".yml", ".yaml")):
        return read_yaml(result, name)
    if name.endswith(".json"):
        return SourceData(result, name, "", _texts(read_json(result, name)))
    if name.endswith(".toml"):
        return read_toml(result, name)
    _, lines = csv.read(result, name)
    return SourceData(result, name, "", [{key: cell for key, cell in line.cells.items() if key} for line in lines])


def _texts(value: Any) -> Any:
    """Numbers as texts, as YAML's are read."""
    if isinstance(value, dict):
        return {str(key): _texts(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else value
