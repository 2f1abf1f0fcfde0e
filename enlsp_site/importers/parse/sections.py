"""Pages of HTML, or of Markdown with HTML in it, parted at their headings."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from enlsp_site.importers.parse.markup import Node, parsed

FENCE = "---"


class Section:
    """What stands under a heading of a page: its title, the line of it, what links to it end with, and the nodes."""

    def __init__(self, file: str, title: str, line: int, anchors: tuple[str, ...], level: int) -> None:
        self.file = file
        self.title = title
        self.line = line
        self.anchors = anchors
        self.level = level
        self.nodes: list[Node] = []
        self.raw = ""

    def with_lists(self) -> None:
        """Read the lists of Markdown in it as HTML's, for what looks for their entries."""
        if self.raw and not self.root().first("li", "tr"):
            self.nodes = parsed(_listed(self.raw), self.line + 1).children

    def root(self) -> Node:
        """All nodes as one."""
        whole = Node("#", self.line)
        whole.children = self.nodes
        return whole

    def includes(self) -> list[str]:
        """The names of Liquid's includes in it, and of the data that it loops over."""
        texts = " ".join(node.text for node in self.root().walk() if node.name == "#text")
        names = re.findall(r"\{%-?\s*include\s+([\w./-]+)", texts) + re.findall(r"site\.data\.(\w+)", texts)
        return [name.rpartition("/")[2].partition(".")[0].lower() for name in names]


class Page(NamedTuple):
    """A page: its front matter as text, the line of its first line (0 if there is none), and its sections."""

    front: str
    sections: list[Section]


def page_of(text: str, file: str, include: Callable[[str], str]) -> Page:
    """A page in sections; the first has no title, and holds what stands above all headings.

    `include` gives the text of an include that is plain HTML, and nothing for others.
    """
    front, body, first_line = _fronted(text)
    if file.endswith((".md", ".markdown")):
        body = _with_headings(body)
    root = parsed(body, first_line)
    _splice(root, include)
    found = _sections(root, file, first_line)
    if file.endswith((".md", ".markdown")):
        lines = text.split("\n")
        for section, after in zip(found, [*(each.line for each in found[1:]), len(lines) + 1], strict=True):
            section.raw = "\n".join(lines[section.line : after - 1])
    return Page(front, found)


def _listed(text: str) -> str:
    """Markdown with its lists, and what is marked in their entries, as HTML on the same lines."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if found := re.match(r"\s{0,3}(?:[*+-]|\d{1,3}\.)\s+(.*)", line):
            words = re.sub(r"\[([^\[\]]*)\]\(([^()\s]*)\)", r'<a href="\2">\1</a>', found[1])
            words = re.sub(r"\*\*(.+?)\*\*|__(.+?)__", lambda each: f"<b>{each[1] or each[2]}</b>", words)
            words = re.sub(r"~~(.+?)~~", r"<s>\1</s>", words)
            lines[number] = f"<li>{words}</li>"
    return "\n".join(lines)


def _fronted(text: str) -> tuple[str, str, int]:
    lines = text.split("\n")
    if lines[0].strip() != FENCE:
        return "", text, 1
    end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE), 0)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _with_headings(text: str) -> str:
    """Markdown whose headings of the first two levels are HTML's, on the same lines."""
    lines = text.split("\n")
    is_code = False
    for number, line in enumerate(lines):
        is_code ^= line.startswith(("```", "~~~"))
        found = re.match(r"(#{1,2})\s+(.*?)\s*#*\s*(?:\{:?\s*#([\w-]+).*\})?\s*$", line)
        under = lines[number + 1] if number + 1 < len(lines) else ""
        if found and not is_code:
            anchor = f' id="{found[3]}"' if found[3] else ""
            lines[number] = f"<h{len(found[1])}{anchor}>{found[2]}</h{len(found[1])}>"
        elif (
            not is_code
            and re.fullmatch(r"-{3,}\s*|={3,}\s*", under)
            and line.strip()
            and not line.startswith(("<", "|", "-"))
        ):
            level = 1 if under.startswith("=") else 2
            lines[number], lines[number + 1] = f"<h{level}>{line.strip()}</h{level}>", ""
    return "\n".join(lines)


def _splice(root: Node, include: Callable[[str], str]) -> None:
    """Put the text of plain includes in their place; their nodes count as standing where they are included."""
    for node in list(root.walk()):
        if node.name != "#text" or "include" not in node.text or node.parent is None:
            continue
        for name in re.findall(r"\{%-?\s*include\s+([\w./-]+)", node.text):
            if text := include(name):
                inner = parsed(text)
                for each in inner.walk():
                    each.line = node.line
                for each in inner.children:
                    each.parent = node.parent
                at = node.parent.children.index(node)
                node.parent.children[at + 1 : at + 1] = inner.children


def _sections(root: Node, file: str, first_line: int) -> list[Section]:
    found = [Section(file, "", first_line, (), 0)]
    levels = ("h1", "h2") if root.first("h2") else ("h1", "h2", "h3")
    for node in _flat(root, levels):
        if (node.name in levels or _is_title(node)) and node.words():
            anchors = (node.attributes.get("id", ""), *(each.attributes.get("name", "") for each in node.all("a")))
            title = re.sub(r"\s*\{[:%].*?[%}]\}?", "", node.words()).strip()
            found.append(Section(file, title, node.line, tuple(filter(None, anchors)), 1 if node.name == "h1" else 2))
        else:
            if node.attributes.get("id") and not node.words() and not node.first("img"):
                found[-1].anchors += (node.attributes["id"],)
            found[-1].nodes.append(node)
    return found


def _holds(node: Node, levels: tuple[str, ...]) -> bool:
    """Whether a heading is inside of an element."""
    return not _is_title(node) and (node.first(*levels) is not None or any(map(_is_title, node.walk())))


def _is_title(node: Node) -> bool:
    """Whether a paragraph is a heading by its class alone."""
    is_short = node.name in ("p", "div", "center") and len(node.words()) < 60
    return is_short and bool(re.search(r"\b(?:blackpar|section|block)[-_]?title\b", node.marks))


def _flat(root: Node, levels: tuple[str, ...]) -> list[Node]:
    """The nodes from top to bottom, with those that hold a heading taken apart, unless they are cards or windows."""
    made: list[Node] = []
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        holds = node.name in ("div", "section", "main", "article", "body", "html", "center", "header", "p", "span")
        if holds and not re.search(r"modal|popup|card", node.marks) and _holds(node, levels):
            if anchor := node.attributes.get("id"):
                mark = Node("a", node.line, attributes={"id": anchor})
                made.append(mark)
            waiting += reversed(node.children)
        else:
            made.append(node)
    return made
