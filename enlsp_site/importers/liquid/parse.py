"""A template of Liquid as a tree: texts, values to show, and tags with what stands inside of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_OPENING = re.compile(r"\{%|\{\{")
_ENDED = frozenset(
    (
        "for",
        "if",
        "unless",
        "case",
        "capture",
        "comment",
        "raw",
        "highlight",
        "tablerow",
        "figure",
        "details",
        "admonition",
    )
)
"""The tags that go on until an `end…`."""
_BRANCHES = frozenset(("else", "elsif", "when"))
LARGEST = 2 << 20
DEEPEST = 60


@dataclass
class LiquidText:
    """A text that is shown as it stands, and the line on which it begins."""

    words: str
    line: int


@dataclass
class LiquidOutput:
    """An expression whose value is shown."""

    expression: str
    line: int


@dataclass
class LiquidTag:
    """A tag: its name, what stands behind that, and its branches, each with its own name and words."""

    name: str
    words: str
    line: int
    branches: list[TagBranch] = field(default_factory=list)


@dataclass
class TagBranch:
    """What stands in a tag up to the next `else`, `elsif` or `when`."""

    name: str
    words: str
    body: list[LiquidText | LiquidOutput | LiquidTag] = field(default_factory=list)


Node = LiquidText | LiquidOutput | LiquidTag


def parsed(text: str, first_line: int = 1) -> list[Node]:
    """The tree of a text. A tag that is never ended goes on to the end; an end without a beginning is passed over."""
    root = TagBranch("", "")
    open_tags: list[tuple[str, list[TagBranch]]] = [("", [root])]
    at, line = 0, first_line
    text = text[:LARGEST]
    while found := _OPENING.search(text, at):
        end = text.find("%}" if found[0] == "{%" else "}}", found.end())
        if end < 0:
            break
        begin = found.start()
        _add(open_tags, LiquidText(_trimmed(text[at:begin], text, at, begin), line))
        line += text.count("\n", at, begin)
        inside = text[begin + 2 : end].removeprefix("-").removesuffix("-").strip()
        at = end + 2
        if found[0] == "{{":
            _add(open_tags, LiquidOutput(inside, line))
        else:
            at = _tag(open_tags, inside, line, text, at)
        line += text.count("\n", begin, at)
    _add(open_tags, LiquidText(_trimmed(text[at:], text, at, len(text)), line))
    return root.body


def _trimmed(words: str, text: str, begin: int, end: int) -> str:
    """A text without the blanks that a dash inside of the tags beside it takes away."""
    if text[end : end + 3] in ("{%-", "{{-"):
        words = words.rstrip()
    if text[max(begin - 3, 0) : begin] in ("-%}", "-}}"):
        words = words.lstrip()
    return words


def _add(open_tags: list[tuple[str, list[TagBranch]]], node: Node) -> None:
    if not isinstance(node, LiquidText) or node.words:
        open_tags[-1][1][-1].body.append(node)


def _tag(open_tags: list[tuple[str, list[TagBranch]]], inside: str, line: int, text: str, at: int) -> int:
    """Take in a tag that ends at `at`. Returns where the text goes on: behind all of what is not looked into."""
    found = re.match(r"(\w*)(.*)", inside, re.S)
    name, words = (found[1], found[2].strip()) if found else ("", "")
    if name in ("comment", "raw"):
        end = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(text, at)
        held = text[at : end.start() if end else len(text)]
        if name == "raw":
            _add(open_tags, LiquidText(held, line))
        return end.end() if end else len(text)
    if name.startswith("end"):
        _close(open_tags, name[3:])
    elif name in _BRANCHES:
        if len(open_tags) > 1:
            open_tags[-1][1].append(TagBranch(name, words))
    else:
        tag = LiquidTag(name, words, line)
        _add(open_tags, tag)
        if name in _ENDED and len(open_tags) < DEEPEST and _has_end(name, text, at):
            tag.branches.append(TagBranch(name, words))
            open_tags.append((name, tag.branches))
    return at


def _has_end(name: str, text: str, at: int) -> bool:
    """Whether a tag is ended at all: tags of plugins are called like ours, and stand alone."""
    return name not in ("figure", "details", "admonition") or f"end{name}" in text[at:]


def _close(open_tags: list[tuple[str, list[TagBranch]]], name: str) -> None:
    for at in range(len(open_tags) - 1, 0, -1):
        if open_tags[at][0] == name:
            del open_tags[at:]
            return
