"""JSON Schemas of the content files, made from the entries: with them editors complete and check while one types.

They take what `load` takes. We leave plain scalars as text, but an editor sees a number in `id: 7`, and by YAML 1.1
false in `country: NO`: where we read text, a schema takes those too. A key with nothing behind it is null to an
editor, and to us not given: right where it may be left out, and only there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from enlsp_site.content import schema
from enlsp_site.content.entries.base import DateText, Entry, File, Url, ZoneText
from enlsp_site.storage import files, leftovers

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_SEEMING = ("string", "number", "boolean")
_SEEMING_OF: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Url, ("string", "number")),
    (ZoneText, ("string", "number")),
    (File, ("string",)),
    (DateText, ("string",)),
)
"""What a text may seem to be to other readers of YAML, and texts that none can take for all of it."""


def _entries(above: type[Entry]) -> Iterator[type[Entry]]:
    """Everything that organizers may write as a mapping; `schema` has imported all of it."""
    for entry in above.__subclasses__():
        yield entry
        yield from _entries(entry)


def schemas() -> dict[str, dict[str, Any]]:
    """A JSON Schema (2020-12) for each kind of content file, by the kind's name."""
    import msgspec

    seeming = {get_args(text)[1].description: types for text, types in _SEEMING_OF}
    called = {entry.__name__: entry.called for entry in _entries(Entry)}
    made = {}
    for kind, shape in schema.SHAPES.items():
        title, description = schema.HEADS[kind]
        raw = msgspec.json.schema(shape)
        definitions = {name: _eased(body, seeming) for name, body in raw.pop("$defs").items()}
        for name, body in definitions.items():
            body["title"] = called[name].capitalize()
            for key, value in body["properties"].items():
                body["properties"][key] = _described(value, definitions)
        made[kind] = {
            "$schema": DIALECT,
            "title": title,
            "description": description,
            **_eased(raw, seeming),
            "$defs": definitions,
        }
    return made


def rendered() -> dict[str, bytes]:
    """The schemas as files: name to bytes."""
    return {
        f"{kind}.json": (json.dumps(body, indent=2, ensure_ascii=False) + "\n").encode()
        for kind, body in schemas().items()
    }


class ForeignFileError(Exception):
    """In the place of a schema stands a file that is none of ours; its path is the only argument."""


def write_schemas(folder: Path) -> list[Path]:
    """Write `<kind>.json` for every kind into a folder, and return the files' paths.

    A file that is right already is left alone, so that its time of change says something. Raises OSError; and
    `ForeignFileError`, before anything is written, where one would be lost.
    """
    leftovers.beside(str(folder))
    made = {folder / name: data for name, data in rendered().items()}
    standing = {path: path.read_bytes() for path in made if path.is_file()}
    for path, data in standing.items():
        if not _is_ours(data, schema.HEADS[path.stem][0]):
            raise ForeignFileError(path)
    for path, data in made.items():
        if standing.get(path) != data:
            files.write(path, data, None)
    return list(made)


def _is_ours(data: bytes, title: str) -> bool:
    """Whether a file is a schema of this kind as we write it, or wrote it once."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and (found.get("$schema"), found.get("title")) == (DIALECT, title)


Node = dict[str, Any]


def _eased(node: Any, seeming: dict[str, tuple[str, ...]]) -> Any:
    """A schema that takes all that we read as text, and holds nothing that msgspec adds for its own use.

    `seeming` are the types that a text may seem to have, by the text's description.
    """
    if isinstance(node, list):
        return [_eased(item, seeming) for item in node]
    if not isinstance(node, dict):
        return node
    eased = {key: _eased(value, seeming) for key, value in node.items() if (key, value) != ("default", None)}
    if eased.get("type") == "string":
        types = seeming.get(eased.get("description", ""), _SEEMING)
        eased["type"] = _matching(types, eased["pattern"]) if "pattern" in eased else list(types)
    elif eased.get("type") == "boolean":
        eased.update(_YES_OR_NO)
    return _one_level(eased) if "anyOf" in eased else eased


def _matching(types: tuple[str, ...], pattern: str) -> list[str]:
    """The types of those values which, written out, have the form that a text must have."""
    forms = {"number": "1.5", "boolean": "no"}
    fitting = [type_ for type_ in types if type_ not in forms or re.search(pattern, forms[type_])]
    if "number" in types and "number" not in fitting and re.search(pattern, "1"):
        fitting.insert(1, "integer")
    return fitting


def _in_any_case(word: str) -> str:
    """A pattern for a word in large and small letters; the patterns of JSON Schema have no flag for it."""
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


_YES_OR_NO = {
    "type": ["boolean", "string"],
    "pattern": f"^({'|'.join(map(_in_any_case, ('yes', 'no', 'true', 'false')))})$",
}


def _one_level(node: Node) -> Node:
    """An `anyOf` without another inside it, and without itself if all that it adds is null."""
    own = {key: value for key, value in node.items() if key != "anyOf"}
    branches: list[Node] = []
    for branch in node["anyOf"]:
        if "anyOf" in branch:
            branches += branch.pop("anyOf")
            own = {**branch, **own}
        else:
            branches.append(branch)
    null = {"type": "null"}
    others = [branch for branch in branches if branch != null]
    if len(others) == 1 and null in branches and "type" in others[0]:
        types = others[0]["type"]
        return {**others[0], **own, "type": [*(types if isinstance(types, list) else [types]), "null"]}
    # Where null stands differs between releases of msgspec (0.19 and 0.20); the files are the same with each.
    return {**own, "anyOf": [*others, *([null] if null in branches else [])]}


def _described(node: Node, definitions: dict[str, Node]) -> Node:
    """A property's schema with a description at its top, where editors look for one to show beside the key."""
    if "description" in node:
        return node
    branches = node.get("anyOf", [node])
    said = [definitions[name]["description"] for branch in branches if (name := _target(branch))]
    said += [branch["description"] for branch in branches if "description" in branch]
    return {"description": said[0], **node} if said else node


def _target(node: Node) -> str:
    """The name of the definition that a schema stands for; nothing if it stands for itself."""
    return str(node.get("$ref") or node.get("items", {}).get("$ref") or "").removeprefix("#/$defs/")


def update(folder: Path) -> int:
    """Write the schemas, and print their paths. Returns the exit code: 2 where that cannot be, said in a sentence."""
    import sys

    try:
        for path in write_schemas(folder):
            print(path)
    except ForeignFileError as fault:
        print(f"enlsp schema: {fault} is no schema of ours, and is not overwritten; move it away", file=sys.stderr)
        return 2
    except OSError as fault:
        reason = files.reason_of(fault)
        print(f"enlsp schema: {folder} cannot be written: {reason}", file=sys.stderr)
        return 2
    return 0
