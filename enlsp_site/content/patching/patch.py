"""Changes to a YAML text that leave the rest as it was: its comments, its order, its way of writing.

Libraries that keep comments write the whole file anew, and with it every line break and quote that they would have
chosen otherwise: of a file that somebody keeps in order by hand, each line would differ. Here the parser's events say
where each value stands, and only its token is replaced. Whoever calls this reads the result again and looks whether
it says what it should: a change of a value that has an anchor also changes what its aliases say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from enlsp_site.content.patching import writing
from enlsp_site.content.patching.changes import Path, UnpatchableError, ValueChange
from enlsp_site.content.patching.nodes import (
    BREAK,
    YamlNode,
    colon_behind,
    content_end,
    find,
    line_end,
    next_line,
    tree,
)
from enlsp_site.content.patching.scalars import PlacedWords, rewritten
from enlsp_site.content.patching.spans import EntrySpan, between, spans_of

_BOM = "\ufeff"
INDENT = 2


class Patch(NamedTuple):
    """A text after a change, and the edits that take it back: `apply(text, undo)` is the text before."""

    text: str
    undo: tuple[PlacedWords, ...]


def patched(text: str, changes: list[ValueChange]) -> str:
    """The text with the changes made, which may be in any order. Raises `UnpatchableError`."""
    return patch(text, changes).text


def patch(text: str, changes: Sequence[ValueChange]) -> Patch:
    """The text with the changes made, which may be in any order, and how to take them back. Raises
    `UnpatchableError`."""
    import yaml

    bare = text.removeprefix(_BOM)
    try:
        root = tree(bare)
    except (yaml.YAMLError, RecursionError):
        raise UnpatchableError from None
    edits: list[PlacedWords] = []
    gone: dict[Path, list[str | int]] = {}
    rest = list(changes)
    for change in (each for each in changes if each.kind == "remove"):
        gone.setdefault(change.path[:-1], []).append(change.path[-1] if change.path else "")
        rest.remove(change)
    for path, steps in gone.items():
        come = [each for each in rest if each.kind == "add" and each.path == path]
        if come and len(set(steps)) == len(spans_of(bare, find(root, path))):
            rest = [each for each in rest if each not in come]
            edits += _set(bare, root, _all_new(find(root, path), path, come))
        else:
            edits += _remove(bare, root, path, steps)
    for change in rest:
        edits += _EDITS[change.kind](bare, root, change)
    found = BREAK.search(bare)
    words = found[0] if found and found[0] == "\r\n" else "\n"
    lead = len(text) - len(bare)
    moved = [
        PlacedWords(each.start + lead, each.end + lead, re.sub("\r?\n", words, each.words))
        for each in _beside_removed(edits)
    ]
    return apply(text, moved)


def _all_new(node: YamlNode, path: Path, come: list[ValueChange]) -> ValueChange:
    """What is added to a list or mapping of which all else goes, as its value."""
    if node.kind == "list":
        return ValueChange("set", path, [each.value for each in come], key=come[0].key)
    return ValueChange("set", path, {each.key: each.value for each in come})


def apply(text: str, edits: Iterable[PlacedWords]) -> Patch:
    """A text with edits made, of which none is in another one's place. Raises `UnpatchableError` where one is."""
    made: list[str] = []
    undo: list[PlacedWords] = []
    at = shift = 0
    for start, end, words in edits:
        if start < at:
            raise UnpatchableError
        made += [text[at:start], words]
        undo.append(PlacedWords(start + shift, start + shift + len(words), text[start:end]))
        shift += len(words) - (end - start)
        at = end
    return Patch("".join([*made, text[at:]]), tuple(undo))


def _beside_removed(edits: list[PlacedWords]) -> list[PlacedWords]:
    """The edits in order. What is to stand behind lines that are removed stands before them, and between brackets
    where what is removed was."""
    gone = sorted(((start, end) for start, end, words in edits if end > start and not words), reverse=True)
    made = []
    for number, (start, end, words) in enumerate(edits):
        for first, last in gone if start == end else ():
            if first <= start < last and words.startswith(", "):
                start, end, words = last, last, f"{words[2:]}, "
            elif first <= start < last and words.startswith("\n"):
                start = end = max(first - 1, 0)
        made.append((start, end, number, words))
    return [PlacedWords(start, end, words) for start, end, _, words in sorted(made, key=lambda edit: edit[:3])]


# Set


def _set(text: str, root: YamlNode, change: ValueChange) -> list[PlacedWords]:
    """Edits that write a value in the place of another one."""
    node = find(root, change.path)
    parent = find(root, change.path[:-1]) if change.path else root
    in_flow = parent.flow and parent is not node
    indent = parent.column + INDENT if change.path else 0
    if node.kind in ("text", "alias") and not isinstance(change.value, dict | list):
        words = _said(change.value)
        return rewritten(text, node, words, indent, in_flow)
    if in_flow:
        return [PlacedWords(node.first, node.end, writing.inline(change.value))]
    if not change.path:
        words = writing.block(change.value, 0) if change.value else writing.inline(change.value)
        return [PlacedWords(node.first, content_end(text, node), words)]
    if isinstance(change.path[-1], int):
        words = writing.item(change.value, parent.column + INDENT, change.key) if change.value else "[]"
        words = "{}" if change.value == {} else words
        gap = "" if text[node.first - 1 : node.first] in (" ", "\t") else " "
        return [PlacedWords(node.first, max(content_end(text, node), node.first), gap + words)]
    return _set_behind_key(text, parent, change)


def _said(value: Any) -> str | None:
    """A value as a text; true and false as they are written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if value is None or isinstance(value, str) else str(value)


def _set_behind_key(text: str, parent: YamlNode, change: ValueChange) -> list[PlacedWords]:
    """A list or mapping behind a key, or a value in the place of one."""
    name = str(change.path[-1])
    key, node = parent.keys[parent.named[name]]
    colon = colon_behind(text, key)
    words = writing.field(name, change.value, parent.column)[len(writing.scalar(name)) + 1 :]
    end = max(content_end(text, node), colon)
    line = line_end(text, colon)
    note = re.search(r"[ \t]+#[^\n\r]*$", text[max(colon, min(end, line)) : line])
    start = colon
    if node.kind in ("list", "map") and not node.flow and node.first > line:
        behind = text[colon:line]  # which is a comment, if anything
        return [PlacedWords(colon, end, behind + words if words.startswith("\n") else words + behind)]
    if note and words.startswith("\n"):
        return [PlacedWords(start, end, ""), PlacedWords(line, line, words)]
    if note and "\n" in words:
        words = f" {writing.inline(change.value)}"
    return [PlacedWords(start, end, words)]


# Add


def _add(text: str, root: YamlNode, change: ValueChange) -> list[PlacedWords]:
    """Edits that write a key more, or an entry more."""
    node = find(root, change.path)
    if node.kind == "map":
        return _add_key(text, node, change)
    if node.kind != "list":
        raise UnpatchableError
    if node.flow and not node.items:
        return _fill_empty(text, root, node, change)
    if node.flow:
        words = writing.inline(change.value)
        if change.after is None:
            return [PlacedWords(node.items[0].first, node.items[0].first, f"{words}, ")]
        end = node.items[int(change.after)].end
        return [PlacedWords(end, end, f", {words}")]
    pad = " " * node.column
    words = f"- {writing.item(change.value, node.column + INDENT, change.key)}"
    spans = spans_of(text, node)
    gap = _usual_gap(text, spans)
    if change.after is not None:
        return _behind(text, spans[int(change.after)].end, f"{gap}{pad}{words}")
    first = spans[0]
    if first.is_inline or text[: first.start].count("\n") != text[: node.first].count("\n"):
        return [PlacedWords(node.first, node.first, f"{words}{gap}{pad}")]
    return [PlacedWords(first.start, first.start, f"{pad}{words}{gap}")]


def _usual_gap(text: str, spans: list[EntrySpan]) -> str:
    """What stands between two entries: a line break, and as many blank lines as between those that are there."""
    gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
    blank = min((len(BREAK.findall(gap)) for gap in gaps), default=1)
    return "\n" * max(blank, 1)


def _fill_empty(text: str, root: YamlNode, node: YamlNode, change: ValueChange) -> list[PlacedWords]:
    """The first entry of a list that was `[]`: on lines of its own, where that is what a key holds in a block."""
    value = [change.value]
    if change.path and isinstance(change.path[-1], str) and not find(root, change.path[:-1]).flow:
        return _set(text, root, ValueChange("set", change.path, value, key=change.key))
    if not change.path:
        return [PlacedWords(node.first, node.end, writing.block(value, 0, change.key))]
    return [PlacedWords(node.start, node.end, writing.inline(value))]


def _behind(text: str, at: int, words: str) -> list[PlacedWords]:
    """Lines behind the one on which something ends."""
    end = line_end(text, at)
    return [PlacedWords(end, end, words)]


def _add_key(text: str, node: YamlNode, change: ValueChange) -> list[PlacedWords]:
    names = [key.value for key, _ in node.keys]
    after = names.index(change.after) if change.after in names else len(names) - 1
    if node.flow:
        words = f"{writing.scalar(change.key, True)}: {writing.inline(change.value, change.key)}"
        if after < 0:
            return [PlacedWords(node.start, node.end, f"{{{words}}}")]
        key, value = node.keys[after]
        end = max(value.end, colon_behind(text, key))
        return [PlacedWords(end, end, f", {words}")]
    words = writing.field(change.key, change.value, node.column)
    return _behind(text, spans_of(text, node)[after].end, f"\n{' ' * node.column}{words}")


# Remove and move


def _remove(text: str, root: YamlNode, path: Path, steps: list[str | int]) -> list[PlacedWords]:
    """Edits that take away keys of a mapping or entries of a list, with their comments. What holds nothing else is
    `[]` or `{}` then."""
    parent = find(root, path)
    for step in steps:
        parent.step(step)
    gone = sorted({step if isinstance(step, int) else parent.named[step] for step in steps})
    spans = spans_of(text, parent)
    if len(gone) == len(spans):
        return _emptied(text, root, parent, EntrySpan(spans[0].start, spans[-1].end, spans[0].is_inline), path)
    if parent.flow:
        between(text, spans)
        return [_gone_from_flow(spans, first, last) for first, last in _runs(gone)]
    first = [_gone_behind_dash(text, parent, spans, gone)] if spans[0].is_inline and gone[0] == 0 else []
    return first + [_gone_lines(text, spans, at) for at in gone[len(first) :]]


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """The first and last of the numbers that follow one another."""
    firsts = [each for each in numbers if each - 1 not in numbers]
    lasts = [each for each in numbers if each + 1 not in numbers]
    return list(zip(firsts, lasts, strict=True))


def _gone_from_flow(spans: list[EntrySpan], first: int, last: int) -> PlacedWords:
    if first == 0:
        return PlacedWords(spans[0].start, spans[last + 1].start, "")
    return PlacedWords(spans[first - 1].end, spans[last].end, "")


def _gone_behind_dash(text: str, parent: YamlNode, spans: list[EntrySpan], gone: list[int]) -> PlacedWords:
    """The first key of an entry, or the first entry of a list in one, goes: where it began, behind the dash, the next
    one comes. Raises `UnpatchableError` where that goes as well, or a comment stands between."""
    following = parent.keys[1][0].first if parent.kind == "map" else parent.items[1].first
    if 1 in gone or text[spans[0].end : following].strip(" \t\r\n-"):
        raise UnpatchableError
    return PlacedWords(spans[0].start, following, "")


def _gone_lines(text: str, spans: list[EntrySpan], at: int) -> PlacedWords:
    """Whole lines, and of the blank ones before and behind an entry those behind it."""
    span, end = spans[at], next_line(text, spans[at].end)
    if end == span.end and span.start:  # at the end of a text without a last break
        return PlacedWords(span.start - (2 if text[span.start - 2 : span.start] == "\r\n" else 1), end, "")
    gap = text[spans[at - 1].end : span.start] if at else ""
    if at + 1 < len(spans) and len(BREAK.findall(gap)) > 1 and not gap.strip():
        blank = re.compile(r"(?:[ \t]*(?:\r\n|\n))*").match(text, end)
        end = blank.end() if blank else end
    return PlacedWords(span.start, end, "")


def _emptied(text: str, root: YamlNode, node: YamlNode, span: EntrySpan, path: Path) -> list[PlacedWords]:
    """Edits that leave a list or mapping, which stands at a path, with nothing in it."""
    empty = "[]" if node.kind == "list" else "{}"
    if node.flow:
        return [PlacedWords(node.start + 1, node.end - 1, "")]
    if not path or span.is_inline:
        return [PlacedWords(span.start, span.end, empty)]
    if isinstance(path[-1], int):
        return [PlacedWords(node.first, span.end, empty)]
    parent = find(root, path[:-1])
    colon = colon_behind(text, parent.keys[parent.named[path[-1]]][0])
    return [PlacedWords(colon, span.end, f" {empty}{text[colon : line_end(text, colon)]}")]


def _move(text: str, root: YamlNode, change: ValueChange) -> list[PlacedWords]:
    """One edit that puts the entries of a list in another order; what stands between them stays where it is."""
    parent, step = find(root, change.path[:-1]), change.path[-1]
    find(root, change.path)
    if parent.kind != "list" or not isinstance(step, int):
        raise UnpatchableError
    spans = spans_of(text, parent)
    gaps = between(text, spans)
    if not parent.flow and any(each.is_inline for each in spans):
        raise UnpatchableError
    order = [number for number in range(len(spans)) if number != step]
    after = -1 if change.after is None else int(change.after)
    order.insert(sum(number <= after for number in order), step)
    pieces = [text[spans[number].start : spans[number].end] for number in order]
    words = "".join(piece + gap for piece, gap in zip(pieces, [*gaps, ""], strict=True))
    return [PlacedWords(spans[0].start, spans[-1].end, words)]


_EDITS = {"set": _set, "add": _add, "move": _move}
