"""Pages parted at their headings: into sections of one thing each."""

from __future__ import annotations

import re

from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.headings import LISTS, role_of
from enlsp_site.importers.parse.markup import HEADINGS, Node
from enlsp_site.importers.parse.people import group_of
from enlsp_site.importers.parse.person_like import is_name


class PageSection:
    """What stands under a heading of a page: its title, the line of it, what links to it end with, and the nodes."""

    def __init__(self, file: str, title: str, line: int, anchors: tuple[str, ...], level: int) -> None:
        self.file = file
        self.title = title
        self.line = line
        self.anchors = anchors
        self.level = level
        self.root = Node("#", line)

    def add(self, node: Node) -> None:
        """Add a node at the end."""
        node.parent = self.root
        self.root.children.append(node)

    def shows(self) -> list[str]:
        """The lists that are shown in it: the marks that stand in place of loops over data."""
        return [node.attributes["data-shows"] for node in self.root.walk() if node.attributes.get("data-shows")]


def sections_of(root: Node, file: str, first_line: int) -> list[PageSection]:
    """The sections of a page; the first has no title, and holds what stands above all headings."""
    breaks = _breaks(root)
    found = [PageSection(file, "", first_line, (), 0)]
    for node in _flat(root, breaks):
        if node in breaks:
            anchors = (node.attributes.get("id", ""), *(each.attributes.get("name", "") for each in node.all("a")))
            title = re.sub(r"\s*\{[:%#].*?[%}]\}?|[#¶🔗]+\s*$", "", node.words()).strip()
            found.append(PageSection(file, title, node.line, tuple(filter(None, anchors)), breaks[node]))
            for each in node.all("img"):
                found[-1].add(each)
        else:
            if node.attributes.get("id") and not node.words() and not node.first("img"):
                found[-1].anchors += (node.attributes["id"],)
            found[-1].add(node)
    return found


def _breaks(root: Node) -> dict[Node, int]:
    """The headings at which a page is parted, with their levels."""
    heads = [(node, _level(node)) for node in root.walk() if _level(node) and node.words() and not _is_inside(node)]
    heads = [(node, level) for node, level in heads if level not in _levels_of_names(heads) or not _is_name(node)]
    levels = {level for _, level in heads}
    base = {1, 2} & levels if 2 in levels else {1, 3} & levels or set(sorted(levels)[:1])
    if base == {1} and sum(level == 1 for _, level in heads) < 2:
        base |= set(sorted(levels)[:2])
    found: dict[Node, int] = {}
    current, role = 0, ""
    for node, level in heads:
        words = node.words()
        own = role_of(words) if not is_name(words) else ""
        is_list = own in LISTS or (bool(group_of(words)) and bool(own))
        if level in base or (found and level <= current) or (is_list and not role and len(words) < 60):
            found[node] = level
            current, role = level, own
    return found


def _levels_of_names(heads: list[tuple[Node, int]]) -> set[int]:
    """The levels whose headings are people's names for the most part: these head no sections."""
    found = set()
    for level in {level for _, level in heads}:
        own = [node for node, each in heads if each == level]
        named = sum(map(_is_name, own))
        if named > 1 and named * 10 >= len(own) * 6:
            found.add(level)
    return found


def _is_name(node: Node) -> bool:
    return is_name(_bare(node.words())) and not role_of(node.words())


def _bare(words: str) -> str:
    """A heading without brackets, titles and marks at its ends."""
    return facts.affiliated(facts.named(re.sub(r"^\W+|\W+$", "", words))[1])[0].partition(",")[0]


def _level(node: Node) -> int:
    if node.name in HEADINGS:
        return int(node.name[1])
    is_short = node.name in ("p", "div", "center") and bool(node.marks) and len(node.words()) < 60
    return 2 if is_short and re.search(r"\b(?:blackpar|section|block)[-_]?title\b", node.marks) else 0


def _is_inside(node: Node) -> bool:
    """Whether a heading is one of a card, a table, an entry of a list or a window, and none of the page."""
    while node.parent is not None:
        node = node.parent
        if node.name in ("table", "li", "details", "figure", "#used") or re.search(
            r"\b(?:modal|popup)\b|\bcard\b", node.marks
        ):
            return True
    return False


def _flat(root: Node, breaks: dict[Node, int]) -> list[Node]:
    """The nodes from top to bottom, with those that hold a heading of the page taken apart."""
    holding: set[Node] = set()
    for node in breaks:
        while node.parent is not None and node.parent not in holding:
            node = node.parent
            holding.add(node)
    made: list[Node] = []
    waiting = list(reversed(root.children))
    while waiting:
        node = waiting.pop()
        if node in holding and node not in breaks:
            if anchor := node.attributes.get("id"):
                made.append(Node("a", node.line, attributes={"id": anchor}))
            waiting += reversed(node.children)
        elif node.name != "#used":
            made.append(node)
    return made
