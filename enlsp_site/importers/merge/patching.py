"""Changes to a YAML text that leave the rest as it was: its comments, its order, its way of writing.

Libraries that keep comments write the whole file anew, and with it every line break and quote that they would have
chosen otherwise: of a file that somebody keeps in order by hand, each line would differ. Here the parser's events say
where each value stands, and only that place is replaced. Whoever calls this reads the result again and looks whether
it says what it should.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from enlsp_site.importers.merge import writing

Path = tuple["str | int", ...]


class ValueChange(NamedTuple):
    """What to do: `set` a value, `add` one (a key, or an entry of a list behind the one at `after`), `remove` one.

    `path` is that of the value; of an entry to add, that of its list. `after` is the key or position behind which
    the new one stands; None is the beginning of a list, and the end of a mapping.
    """

    kind: str
    path: Path
    value: Any = None
    after: str | int | None = None
    key: str = ""


class UnpatchableError(Exception):
    """The text is written in a way in which no place can be found for the change."""


class _ValueNode:
    """A value of the text: where it stands (offsets), and for lists and mappings what is in it."""

    __slots__ = ("column", "end", "flow", "items", "keys", "kind", "start", "style")

    def __init__(self, kind: str, start: int, column: int, flow: bool, style: str = "") -> None:
        self.kind = kind
        self.start = start
        self.column = column
        self.flow = flow
        self.style = style
        self.end = start
        self.items: list[_ValueNode] = []
        self.keys: dict[str, tuple[_ValueNode, _ValueNode]] = {}


def patched(text: str, changes: list[ValueChange]) -> str:
    """The text with the changes made, which may be in any order. Raises `UnpatchableError`."""
    root = _NodeBuilder(text).root()
    if root is None:
        raise UnpatchableError
    edits: list[tuple[int, int, int, str]] = []
    for number, change in enumerate(changes):
        start, end, words = _EDITS[change.kind](text, root, change)
        edits.append((start, end, number, words))
    edits = _beside_removed(edits)
    made, at = [], 0
    for start, end, _, words in edits:
        if start < at:
            raise UnpatchableError
        made += [text[at:start], words]
        at = end
    return "".join([*made, text[at:]])


def _beside_removed(edits: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    """The edits in order. What is to stand behind lines that are removed stands before them."""
    gone = sorted(((start, end) for start, end, _, words in edits if end > start and not words), reverse=True)
    made = []
    for start, end, number, words in edits:
        if start == end:
            for first, last in gone:
                if first <= start < last:
                    start = end = max(first - 1, 0)
        made.append((start, end, number, words))
    return sorted(made, key=lambda edit: edit[:3])


class _NodeBuilder:
    """Builds nodes from the parser's events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def root(self) -> _ValueNode | None:
        """The node of the whole text; None if there is nothing in it."""
        import yaml

        self._events = list(yaml.parse(self.text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
        if any(isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) for event in self._events):
            raise UnpatchableError
        self._at = 2
        inside = len(self._events) > 4 and isinstance(self._events[1], yaml.DocumentStartEvent)
        return self._node(False) if inside else None

    def _offset(self, mark: Any) -> int:
        return int(min(self.starts[mark.line] + mark.column, len(self.text)))

    def _node(self, in_flow: bool) -> _ValueNode:
        import yaml

        event: Any = self._events[self._at]
        self._at += 1
        start, column = self._offset(event.start_mark), event.start_mark.column
        if isinstance(event, yaml.ScalarEvent):
            node = _ValueNode("text", start, column, in_flow, event.style or "")
            end = self._offset(event.end_mark)
            node.end = start + len(self.text[start:end].rstrip()) if event.style in ("|", ">") else end
            return node
        flow = bool(event.flow_style)
        node = _ValueNode("list" if isinstance(event, yaml.SequenceStartEvent) else "map", start, column, flow)
        self._fill(node)
        return node

    def _fill(self, node: _ValueNode) -> None:
        import yaml

        while not isinstance(self._events[self._at], yaml.SequenceEndEvent | yaml.MappingEndEvent):
            first = self._node(node.flow)
            if node.kind == "map":
                scalar = self._events[self._at - 1]
                node.keys[getattr(scalar, "value", "")] = (first, self._node(node.flow))
            else:
                node.items.append(first)
        last = self._events[self._at]
        self._at += 1
        if node.flow:
            node.end = self._offset(last.end_mark)
        elif node.kind == "map":
            node.end = max((value.end for _, value in node.keys.values()), default=node.start)
        else:
            node.end = max((each.end for each in node.items), default=node.start)


def _find(root: _ValueNode, path: Path) -> _ValueNode:
    node = root
    for step in path:
        try:
            node = node.items[step] if isinstance(step, int) else node.keys[step][1]
        except (LookupError, TypeError):
            raise UnpatchableError from None
    return node


Edit = tuple[int, int, str]


def _set(text: str, root: _ValueNode, change: ValueChange) -> Edit:
    parent = _find(root, change.path[:-1])
    step = change.path[-1]
    if isinstance(step, int):
        node = _find(root, change.path)
        words = writing.inline(change.value) if parent.flow else writing.item(change.value, node.column, change.key)
        return node.start, node.end, words
    if step not in parent.keys:
        raise UnpatchableError
    key, value = parent.keys[step]
    if parent.flow:
        return key.start, value.end, f"{writing.scalar(step, True)}: {writing.inline(change.value)}"
    words = writing.field(step, change.value, key.column)
    if _has_comment(text, value.end) and "\n" in words:
        words = f"{writing.scalar(step)}: {writing.inline(change.value)}"
    return key.start, max(value.end, _colon(text, key)), words


def _colon(text: str, key: _ValueNode) -> int:
    """The end of a key with its colon: where the value is when there is none."""
    return text.find(":", key.end) + 1 or key.end


def _has_comment(text: str, at: int) -> bool:
    """Whether a comment follows on the same line."""
    return text[at : _line_end(text, at)].strip().startswith("#")


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _add(text: str, root: _ValueNode, change: ValueChange) -> Edit:
    node = _find(root, change.path)
    if node.kind == "map":
        return _add_key(text, node, change)
    if node.kind != "list":
        raise UnpatchableError
    if node.flow:
        return _add_to_flow(node, change)
    words = f"- {writing.item(change.value, node.column + 2, change.key)}"
    pad = " " * node.column
    if change.after is None:
        line = text.rfind("\n", 0, node.start) + 1
        if line and not text[line : node.start].strip():
            return line - 1, line - 1, f"\n{pad}{words}"
        return node.start, node.start, f"{words}\n{pad}"
    return _behind(text, node.items[int(change.after)].end, f"\n{pad}{words}")


def _behind(text: str, at: int, words: str) -> Edit:
    """An edit that puts lines behind the one on which something ends."""
    end = _line_end(text, at)
    return end, end, words


def _add_to_flow(node: _ValueNode, change: ValueChange) -> Edit:
    words = writing.inline(change.value)
    if not node.items:
        return node.start, node.end, f"[{words}]"
    if change.after is None:
        return node.items[0].start, node.items[0].start, f"{words}, "
    end = node.items[int(change.after)].end
    return end, end, f", {words}"


def _add_key(text: str, node: _ValueNode, change: ValueChange) -> Edit:
    after = change.after if isinstance(change.after, str) and change.after in node.keys else None
    if after is None and node.keys:
        after = list(node.keys)[-1]
    if node.flow:
        words = f"{writing.scalar(change.key, True)}: {writing.inline(change.value)}"
        if after is None:
            return node.start, node.end, f"{{{words}}}"
        end = max(node.keys[after][1].end, _colon(text, node.keys[after][0]))
        return end, end, f", {words}"
    if after is None:
        raise UnpatchableError
    key, value = node.keys[after]
    words = writing.field(change.key, change.value, node.column)
    return _behind(text, max(value.end, key.end), f"\n{' ' * node.column}{words}")


def _remove(text: str, root: _ValueNode, change: ValueChange) -> Edit:
    parent = _find(root, change.path[:-1])
    step = change.path[-1]
    if isinstance(step, int):
        spans = [(each.start, each.end) for each in parent.items]
        at = step
    else:
        names = list(parent.keys)
        spans = [(key.start, max(value.end, _colon(text, key))) for key, value in parent.keys.values()]
        at = names.index(step)
    if parent.flow:
        return _remove_from_flow(spans, at)
    start, end = spans[at]
    begin = text.rfind("\n", 0, start) + 1
    lead = text[begin:start].replace("-", " ").strip() if isinstance(step, int) else text[begin:start].strip()
    if lead.strip("- ") or (lead and at + 1 == len(spans)):
        raise UnpatchableError
    if lead:  # the first key of an entry, behind its dash, where the next one comes
        return start, spans[at + 1][0], ""
    return begin, min(_line_end(text, end) + 1, len(text)), ""


def _remove_from_flow(spans: list[tuple[int, int]], at: int) -> Edit:
    if len(spans) == 1:
        raise UnpatchableError
    if at == 0:
        return spans[0][0], spans[1][0], ""
    return spans[at - 1][1], spans[at][1], ""


_EDITS = {"set": _set, "add": _add, "remove": _remove}


def coarser(data: Any, changes: list[ValueChange], outer: bool) -> list[ValueChange]:
    """The changes with all that are within an entry of a list as one, which sets the entry anew: the innermost entry
    around each, or the outermost."""
    made: dict[Path, ValueChange] = {}
    rest = []
    for change in changes:
        steps = [number for number, step in enumerate(change.path) if isinstance(step, int)] or [-1]
        at = steps[0] if outer else steps[-1]
        entry = change.path[: at + 1]
        if at < 0 or (change.kind == "remove" and change.path == entry):
            rest.append(change)
            continue
        value = data
        for step in entry:
            value = value[step]
        key = next((str(step) for step in reversed(entry) if isinstance(step, str)), "")
        made[entry] = ValueChange("set", entry, applied(value, changes, entry), key=key)
    return [*rest, *made.values()]


def applied(value: Any, changes: list[ValueChange], path: Path = ()) -> Any:
    """What a value, which stands at a path, is after the changes, whose positions are those before any of them."""
    own = [each for each in changes if each.path[: len(path)] == path]
    exact = next((each for each in own if each.kind == "set" and each.path == path), None)
    if exact:
        return exact.value
    if not own or not isinstance(value, dict | list):
        return value
    removed = {each.path for each in own if each.kind == "remove"}
    added = [each for each in own if each.kind == "add" and each.path == path]
    if isinstance(value, dict):
        made = {
            name: applied(each, own, (*path, name)) for name, each in value.items() if (*path, name) not in removed
        }
        return made | {each.key: each.value for each in added}
    result = [each.value for each in added if each.after is None]
    for index, each in enumerate(value):
        if (*path, index) not in removed:
            result.append(applied(each, own, (*path, index)))
        result += [new.value for new in added if new.after == index]
    return result
