"""Where each value of a YAML text stands: the tree of its nodes, with offsets in characters.

Offsets are taken from the parser's own count of characters, not from its lines: it breaks lines also at U+0085,
U+2028 and U+2029 (YAML 1.1, 4.2), where editors and Python's `split("\n")` do not.
"""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.content.patching.changes import Path, UnpatchableError

BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line for a parser of YAML 1.1."""
_PROPERTIES = re.compile(r"(?:[&!]\S*[ \t]*(?:#[^\n]*)?(?:\r?\n[ \t]*)?)+")
"""Anchors and tags before a value."""
_BLANK_END = re.compile(r"(?:(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*)+\Z")


class YamlNode:
    """A value of the text: the offsets of its token, `start` and `end`, and for lists and mappings what is in it.

    `kind` is `text`, `list`, `map` or `alias`; `style` that of a text's token (YAML 1.1, 8 and 9: `"`, `'`, `|`, `>`,
    or empty for a plain one); `column` how far in its line it stands. `first` is where it begins with its anchor or
    tag. The token of an empty value has no length. `keys` are the nodes of keys and values in their order, `named`
    where in them a key stands, by its text; a key that is there twice is in `doubled`.
    """

    __slots__ = (
        "column",
        "doubled",
        "end",
        "first",
        "flow",
        "items",
        "keys",
        "kind",
        "named",
        "start",
        "style",
        "value",
    )

    def __init__(self, kind: str, first: int, column: int, flow: bool, style: str = "", value: str = "") -> None:
        self.kind = kind
        self.first = self.start = self.end = first
        self.column = column
        self.flow = flow
        self.style = style
        self.value = value
        self.items: list[YamlNode] = []
        self.keys: list[tuple[YamlNode, YamlNode]] = []
        self.named: dict[str, int] = {}
        self.doubled: set[str] = set()

    def step(self, step: str | int) -> YamlNode:
        """The value of a key, or the entry at a position. Raises `UnpatchableError` where there is none, or
        several."""
        if isinstance(step, int) and self.kind == "list" and 0 <= step < len(self.items):
            return self.items[step]
        if isinstance(step, str) and step in self.named and step not in self.doubled:
            return self.keys[self.named[step]][1]
        raise UnpatchableError

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written where the value would stand."""
        return self.kind == "text" and not self.style and self.start == self.end


def find(root: YamlNode, path: Path) -> YamlNode:
    """The node at a path. Raises `UnpatchableError` where there is none."""
    node = root
    for step in path:
        node = node.step(step)
    return node


def tree(text: str) -> YamlNode:
    """The node of the whole of a text, which begins with no mark of its byte order. Raises `UnpatchableError` where
    nothing, or more than one document, is in it, and `yaml.YAMLError` where it cannot be read."""
    import yaml

    events = list(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    if len(events) < 5 or sum(isinstance(event, yaml.DocumentStartEvent) for event in events) != 1:
        raise UnpatchableError
    return _YamlTreeBuilder(text, events).node(False)


class _YamlTreeBuilder:
    """Makes nodes of a parser's events, from the third on: those before begin the stream and its document."""

    def __init__(self, text: str, events: list[Any]) -> None:
        self.text = text
        self._events = events
        self._at = 2

    def node(self, in_flow: bool) -> YamlNode:
        """The node that begins with the next event."""
        import yaml

        event = self._events[self._at]
        self._at += 1
        first, last = _offset(event.start_mark), _offset(event.end_mark)
        column = first - line_start(self.text, first)
        if isinstance(event, yaml.AliasEvent):
            node = YamlNode("alias", first, column, in_flow)
            node.end = last
            return node
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, first, column, in_flow)
        kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "map"
        node = YamlNode(kind, first, column, bool(event.flow_style))
        node.start = self._behind_properties(event, first)
        node.column = node.start - line_start(self.text, node.start)
        self._fill(node)
        return node

    def _behind_properties(self, event: Any, first: int) -> int:
        has_any = getattr(event, "anchor", None) or getattr(event, "tag", None)
        found = _PROPERTIES.match(self.text, first) if has_any else None
        return found.end() if found else first

    def _text(self, event: Any, first: int, column: int, in_flow: bool) -> YamlNode:
        node = YamlNode("text", first, column, in_flow, event.style or "", event.value)
        node.end = int(event.end_mark.index)
        node.start = min(self._behind_properties(event, first), node.end)
        return node

    def _fill(self, node: YamlNode) -> None:
        import yaml

        while not isinstance(self._events[self._at], yaml.SequenceEndEvent | yaml.MappingEndEvent):
            first = self.node(node.flow)
            if node.kind == "list":
                node.items.append(first)
                continue
            node.doubled |= {first.value} & node.named.keys()
            node.named[first.value] = len(node.keys)
            node.keys.append((first, self.node(node.flow)))
        last = self._events[self._at]
        self._at += 1
        inner = [*node.items, *(each for pair in node.keys for each in pair)]
        node.end = int(last.end_mark.index) if node.flow else max((each.end for each in inner), default=node.start)


def _offset(mark: Any) -> int:
    return int(mark.index)


def line_start(text: str, at: int) -> int:
    """Where the line begins in which something stands."""
    return max(text.rfind(sign, 0, at) for sign in "\n\r\x85\u2028\u2029") + 1


def line_end(text: str, at: int) -> int:
    """Where the line ends in which something stands: at its break, or the text's end."""
    found = BREAK.search(text, at)
    return found.start() if found else len(text)


def next_line(text: str, at: int) -> int:
    """Where the line behind that of a place begins, or the text's end."""
    found = BREAK.search(text, at)
    return found.end() if found else len(text)


def content_end(text: str, node: YamlNode) -> int:
    """Where a node's last letter ends. A block's token goes on over the blank lines behind it."""
    last = node
    while last.kind in ("list", "map") and not last.flow:
        inner = [*last.items, *(each for pair in last.keys for each in pair)]
        if not inner:
            return last.start
        last = max(inner, key=lambda each: (each.end, each.start))
    blank = _BLANK_END.search(text, last.start, last.end) if last.style in ("|", ">") else None
    return blank.start() if blank else last.end


def colon_behind(text: str, key: YamlNode) -> int:
    """Where the colon of a key ends: between them stand blanks at most, or for a `? key` line breaks and comments.
    Raises `UnpatchableError` for a key without one."""
    found = re.compile(r"(?:\s|#[^\n\r]*)*:").match(text, key.end)
    if not found:
        raise UnpatchableError
    return found.end()
