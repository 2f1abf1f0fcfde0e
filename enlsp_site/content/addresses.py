"""addresses.yaml: what an edition remembers of its addresses, as text and as records.

`enlsp build` writes it and people only merge it: a line an address, in the order of the addresses. Where two branches
met, the lines of both may stand in it; then what was published later counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from enlsp_site.content.entries.addresses import AddressEntry
from enlsp_site.content.reader import Reader
from enlsp_site.content.rereading import again
from enlsp_site.content.syntax import yaml
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.addresses import AddressMemory, Change, Remembered

FILE = "addresses.yaml"
HEAD = """\
# Written by `enlsp build`; commit it. It remembers every address that was published, so that none is lost when a
# title or a name changes, and calendars are told what changed. Where two branches meet, keep the lines of both.
"""
GIT = {
    ".gitattributes": b"# Both branches have published what they remember: the lines of both stay.\n"
    b"addresses.yaml merge=union\n"
}
"""A file beside it by which git merges so, by its name."""


def read_memory(reader: Reader) -> AddressMemory:
    """What an edition remembers; an empty memory where it has not been built yet."""
    file = f"{reader.folder}/{FILE}"
    return again(reader, _read_memory, file) if file in reader.listing() else AddressMemory()


def _read_memory(reader: Reader, file: str) -> AddressMemory:
    data = reader.parsed(file, yaml.parse)
    found = reader.entries(data, list[AddressEntry], Origin(file)) if data else None
    lines: dict[str, Remembered] = {}
    for each in found or ():
        if not each.on:
            line = _line(each)
            lines[line.at] = _later(lines[line.at], line) if line.at in lines else line
    changes = {
        Change(each.at, each.on, each.what, each.before or "", each.title or ""): None
        for each in found or ()
        if each.on and each.what and _MOMENT.fullmatch(each.on)
    }
    return AddressMemory(tuple(lines.values()), tuple(changes))


_MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ")


def _line(entry: AddressEntry) -> Remembered:
    return Remembered(
        at=entry.at,
        since=entry.since or "",
        title=entry.title or "",
        name=entry.name or "",
        uid=entry.uid or "",
        was=tuple(entry.was or ()),
        people=tuple(entry.people or ()),
        when=entry.when or "",
        room=entry.room or "",
        page=bool(entry.page),
        cancelled=bool(entry.cancelled),
        sequence=int(entry.sequence or 0),
        changed=entry.changed or "",
    )


def _later(one: Remembered, other: Remembered) -> Remembered:
    """Of two lines on one address, as two branches wrote them, the later, with what only the other knows."""
    from msgspec.structs import replace

    first, last = sorted((one, other), key=lambda line: (line.sequence, line.changed))
    return replace(
        last,
        since=min(filter(None, (first.since, last.since)), default=""),
        was=tuple(dict.fromkeys([*first.was, *last.was])),
        page=first.page or last.page,
        uid=last.uid or first.uid,
    )


def written(memory: AddressMemory) -> bytes:
    """The text of addresses.yaml."""
    changes: dict[str, list[Change]] = {}
    for change in memory.changes:
        changes.setdefault(change.at, []).append(change)
    lines = []
    for line in memory.lines:
        lines.append(_row(_fields(line)))
        lines += [_row(_fields_of_change(change)) for change in changes.pop(line.at, ())]
    lines += [_row(_fields_of_change(change)) for left in changes.values() for change in left]
    return (HEAD + "".join(lines)).encode()


def _fields(line: Remembered) -> Iterable[tuple[str, Any]]:
    return ((name, getattr(line, name)) for name in line.__struct_fields__)


def _fields_of_change(change: Change) -> Iterable[tuple[str, Any]]:
    names: Mapping[str, str] = {"at": change.at, "on": change.on, "what": change.what}
    return (*names.items(), ("before", change.before), ("title", change.title))


def _row(fields: Iterable[tuple[str, Any]]) -> str:
    told = (f"{name}: {_value(value)}" for name, value in fields if value)
    return f"- {{{', '.join(told)}}}\n"


_PLAIN = re.compile(r"[^\W_][\w/#.() -]*(?<! )")
_WORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "tbd", "y", "n"})


def _value(value: Any) -> str:
    """A value in YAML's flow style: text without quotes where no reader of YAML takes it for anything else."""
    if isinstance(value, bool):
        return "yes"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    text = str(value)
    plain = _PLAIN.fullmatch(text) and " #" not in text and text.lower() not in _WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
