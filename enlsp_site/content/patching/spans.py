"""The lines of each entry of a list, and of each key of a mapping, with the comments that belong to it.

A comment belongs to what stands below it without a blank line between, as far in as that, and to what stands on its
line or is further out than it above. At the head of a file a comment is the file's.
"""

from __future__ import annotations

from itertools import pairwise

from enlsp_site.content.patching.changes import UnpatchableError
from enlsp_site.content.patching.nodes import YamlNode, colon_behind, content_end, line_end, line_start, next_line


class EntrySpan:
    """A piece of the text, from `start` to `end`, where whole lines have their last break behind `end`. `is_inline`
    says that it begins behind a dash, or between brackets."""

    __slots__ = ("end", "is_inline", "start")

    def __init__(self, start: int, end: int, is_inline: bool) -> None:
        self.start = start
        self.end = end
        self.is_inline = is_inline


def spans_of(text: str, node: YamlNode) -> list[EntrySpan]:
    """The entries of a list, or the keys of a mapping with their values, in their order."""
    if node.kind == "list":
        pairs = [(each.first, max(content_end(text, each), each.first)) for each in node.items]
    else:
        pairs = [(key.first, max(content_end(text, value), colon_behind(text, key))) for key, value in node.keys]
    if node.flow:
        return [EntrySpan(start, end, True) for start, end in pairs]
    column = node.column
    made: list[EntrySpan] = []
    for start, end in pairs:
        at = _lead(text, start, node.kind)
        if at is None:  # behind the dash of the entry that the mapping is, or the list
            made.append(EntrySpan(start, _with_deeper(text, end, column), True))
            continue
        before = made[-1].end if made else 0
        made.append(EntrySpan(_with_comments(text, at, column, before), _with_deeper(text, end, column), False))
    return made


def _lead(text: str, start: int, kind: str) -> int | None:
    """Where the line of an entry begins; None where more than its own dash or question mark stands before it."""
    at = line_start(text, start)
    before = text[at:start].strip()
    if kind == "list" and before != "-":
        at = line_start(text, text.rfind("-", 0, start)) if not before else at
        before = text[at:start].strip() if "\n" not in text[at:start] else text[at:start].split("\n")[0].strip()[:1]
        return at if before == "-" else None
    return at if before == ("-" if kind == "list" else "") or before == "?" else None


def _with_comments(text: str, at: int, column: int, floor: int) -> int:
    """Where the comments begin that stand right above a line, as far in as it; not above `floor`, nor at the head of
    the file."""
    start = at
    while start > floor:
        above = line_start(text, start - (2 if text[start - 2 : start] == "\r\n" else 1))
        words = text[above:start]
        if above < floor or not words.strip().startswith("#") or len(words) - len(words.lstrip(" ")) != column:
            break
        start = above
    return at if start == 0 else start


def _with_deeper(text: str, end: int, column: int) -> int:
    """Where the last line of an entry ends, with the comments below that stand further in than it begins."""
    end = line_end(text, end)
    at = next_line(text, end)
    while at < len(text):
        words = text[at : line_end(text, at)]
        if words.strip() and not (words.strip().startswith("#") and len(words) - len(words.lstrip(" ")) > column):
            break
        if words.strip():
            end = line_end(text, at)
        at = max(next_line(text, at), at + 1)
    return end


def between(text: str, spans: list[EntrySpan]) -> list[str]:
    """What stands between entries: line breaks, blank lines and comments of nobody, or commas. Raises
    `UnpatchableError` for comments between brackets."""
    gaps = [text[one.end : other.start] for one, other in pairwise(spans)]
    if any("#" in gap for gap in gaps) and spans[0].is_inline:
        raise UnpatchableError
    return gaps
