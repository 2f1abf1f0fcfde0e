"""A YAML file that is a list at its left edge, item by item as bytes: which item changed, and what it says now.

What an item says depends on no other where no anchors are about: it begins with a dash at the left edge, and what is
below it is indented. Where the file has any other form there is nothing to be found here, and it is read as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from enlsp_site.content.syntax import yaml
from enlsp_site.storage.files import digest

ItemMark = tuple[int, str]
"""How many bytes an item has, up to the next one, and their digest."""

_START = re.compile(rb"^-(?=[ \n]|\Z)", re.M)
_ANCHOR = re.compile(rb"(?:^|[\s\[{,])[&*][^\s,\[\]{}]")
"""What may be an anchor or an alias, or only looks like one."""
_END = re.compile(rb"^(?:---|\.\.\.)", re.M)
"""What ends a document."""


def items(data: bytes) -> tuple[int, list[bytes]]:
    """Where the first item begins, and the bytes of each; no items where the file has another form, or not lines as
    we write them."""
    starts = [found.start() for found in _START.finditer(data)]
    if not starts or b"\r" in data or not _is_plain(data[: starts[0]]):
        return 0, []
    return starts[0], [data[start:end] for start, end in zip(starts, [*starts[1:], len(data)], strict=True)]


def _is_plain(head: bytes) -> bool:
    """Whether nothing but comments and empty lines stands before the first item."""
    return all(not line.strip() or line.startswith(b"#") for line in head.split(b"\n"))


def known(each: bytes) -> ItemMark:
    """What is kept of an item to know it again."""
    return len(each), digest(each)


def changed(data: bytes, start: int, head: str, before: Sequence[ItemMark]) -> tuple[int, int, bytes] | None:
    """The one item in which a file differs from what it was: its number, where it begins, and its bytes now.

    Of the file as it was are given where its first item began, the digest of what stood before that, and the items.
    None where it differs elsewhere, in more than one item, or where items were added or removed.
    """
    if digest(data[:start]) != head:
        return None
    first, at = 0, start
    while first < len(before) and digest(data[at : at + before[first][0]]) == before[first][1]:
        at += before[first][0]
        first += 1
    last, end = len(before) - 1, len(data)
    while last > first and digest(data[end - before[last][0] : end]) == before[last][1]:
        end -= before[last][0]
        last -= 1
    if first != last or end <= at or len(_START.findall(data[at:end])) != 1 or not _START.match(data, at):
        return None
    return first, at, data[at:end]


def said(item: bytes) -> dict[str, Any] | None:
    """What a single item says, if that is a mapping which depends on nothing else; None, too, where anything is to be
    told of how it is written."""
    if b"\r" in item or b"\t" in item or _ANCHOR.search(item) or _END.search(item) or not item.endswith(b"\n"):
        return None
    try:
        data, problems = yaml.parse(item.decode(), "")
    except UnicodeDecodeError:
        return None
    is_one = isinstance(data, list) and len(data) == 1 and isinstance(data[0], dict)
    return data[0] if is_one and not problems else None
