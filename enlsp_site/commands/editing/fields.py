"""A record as the fields of a form, made from the JSON Schema of its kind of file (`content.json_schema`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from enlsp_site.commands.editing.pictures import FIELDS
from enlsp_site.content.json_schema import schemas
from enlsp_site.content.patching.changes import Path

Node = Mapping[str, Any]
Kind = Literal["line", "picture", "text", "lines", "choice", "yes", "list", "closed"]

_LONG = ("bio", "abstract", "intro", "note", "body", "description", "tldr")
"""Texts that have more than a line, mostly."""
_DATE = "A date:"


class FormField(NamedTuple):
    """A field of a record.

    `path` leads to it from the record. A `line` is a text on one line, a `picture` one that names a file below
    static/, `text` one on several, `lines` a list of texts, each on its line, `choice` one of `choices`, `yes` yes or
    no. Of a `list` of records, or what is `closed` because a form cannot show it, only where it stands is told.
    `value` is what the form shows, None where the field is not there. `takes_text` says that a list of one may be
    written as a text, `adds` that records can be added.
    """

    path: Path
    kind: Kind
    about: str
    value: Any
    required: bool = False
    choices: tuple[str, ...] = ()
    takes_text: bool = False
    adds: bool = False


class RecordForm(NamedTuple):
    """What a record is called, and its fields; of what is no mapping one field, whose path is empty. `of` is the name
    of its definition in the schema."""

    title: str
    of: str
    fields: list[FormField]


@cache
def _schemas() -> dict[str, dict[str, Any]]:
    return schemas()


def kind_of(file: str) -> str:
    """The kind of a content file by its path in the site (`content/people/speakers.yaml`); empty for what has no
    schema."""
    name = file.removeprefix("content/")
    top = name.partition("/")[0].removesuffix(".yaml").removesuffix(".yml")
    kind = {"pages": "page"}.get(top, top)
    return kind if kind in _schemas() else ""


class RecordSchema:
    """The schema of a kind of file, to be walked along its data."""

    def __init__(self, kind: str) -> None:
        self._root: Node = _schemas()[kind]

    def _target(self, node: Node) -> Node:
        name = str(node.get("$ref", "")).removeprefix("#/$defs/")
        return {**self._root["$defs"][name], "of": name} if name else node

    def branches(self, node: Node) -> list[Node]:
        """All that a value may be, but for null."""
        found = [self._target(each) for each in node.get("anyOf", [node])]
        return [each for each in found if each.get("type") != "null"]

    def branch(self, node: Node, value: Any) -> Node:
        """What a value is of all that it may be; where it is none of them, the first."""
        type_ = "object" if isinstance(value, dict) else "array" if isinstance(value, list) else ""
        found = self.branches(node)
        fitting = [each for each in found if _takes(each, type_)]
        return (fitting or found)[0]

    def at(self, values: Any, path: Path) -> Node:
        """The schema of the value at a path."""
        node, value = self._root, values
        for step in path:
            here = self.branch(node, value)
            node = here["items"] if isinstance(step, int) else here.get("properties", {}).get(step, {})
            value = value[step]
        return node

    def takes_mapping(self, node: Node) -> bool:
        """Whether a value may be a mapping."""
        return any(_takes(each, "object") for each in self.branches(node))

    def item(self, values: Any, path: Path) -> Node | None:
        """The schema of an entry that may be added to the list at a path, which need not be there yet; None where no
        records can be."""
        above = self._root if not path else self.branch(self.at(values, path[:-1]), _at(values, path[:-1]))
        node = above if not path else above.get("properties", {}).get(path[-1], {})
        lists = [each for each in self.branches(node) if _takes(each, "array")]
        return lists[0]["items"] if lists and self.takes_mapping(lists[0]["items"]) else None

    def form(self, node: Node, value: Any) -> RecordForm:
        """The form of a value; of a mapping that is not there yet an empty one."""
        whole = [each for each in self.branches(node) if _takes(each, "object")]
        if whole and (value is None or isinstance(value, dict)):
            fields = [*self._fields(whole[0], value or {}, ())]
            return RecordForm(whole[0].get("title", ""), whole[0].get("of", ""), fields)
        return RecordForm(str(node.get("title", "")), "", [self._field(node, value, (), True)])

    def _fields(self, node: Node, value: Mapping[str, Any], path: Path) -> Iterator[FormField]:
        for name, inner in node.get("properties", {}).items():
            own = value.get(name)
            objects = [each for each in self.branches(inner) if _takes(each, "object") and each.get("properties")]
            if objects and (own is None or isinstance(own, dict)) and len(path) < 1:
                yield from self._fields(objects[0], own or {}, (*path, name))
            else:
                required = name in node.get("required", ()) and (not path or bool(value))
                yield self._field(inner, own, (*path, name), required)

    def _field(self, node: Node, value: Any, path: Path, required: bool) -> FormField:
        about = str(node.get("description", ""))
        found = self.branches(node)
        texts = [each for each in found if _takes(each, "")]
        items = next((self.branches(each["items"]) for each in found if _takes(each, "array")), [])
        of_texts = bool(items) and any(_takes(each, "") for each in items)
        is_day = any(str(each.get("description", "")).startswith(_DATE) for each in texts) and bool(value or required)
        shown, choices = value, next((tuple(each["enum"]) for each in texts if "enum" in each), ())
        if isinstance(value, list):
            kind: Kind = "lines" if of_texts and _are_lines(value) else "list"
        elif isinstance(value, dict) or not (texts or items):
            kind = "closed"
        elif not texts:
            kind = "lines" if of_texts else "list"
        elif len(found) == 1 and "pattern" in texts[0] and "boolean" in texts[0]["type"]:
            kind = "yes"
        elif choices and (value is None or value in choices):
            kind = "choice"
        elif of_texts and not is_day and "\n" not in (value or ""):
            kind, shown = "lines", None if value is None else [value]
        else:
            is_long = "Markdown" in about or (path and path[-1] in _LONG) or "\n" in (value or "")
            kind = "text" if is_long else "picture" if path and path[-1] in FIELDS else "line"
        adds = kind in ("list", "lines") and any(_takes(each, "object") for each in items)
        return FormField(path, kind, about, shown, required, choices, bool(texts), adds)


def _are_lines(values: list[Any]) -> bool:
    """Whether a list can be shown with an entry on each line."""
    return all(isinstance(each, str) and each.strip() == each and each and each.isprintable() for each in values)


def _takes(node: Node, type_: str) -> bool:
    """Whether a schema takes a mapping (`object`), a list (`array`), or a text (empty)."""
    if type_ == "" and "enum" in node:
        return True
    types = node.get("type", ())
    types = [types] if isinstance(types, str) else types
    return type_ in types if type_ else bool({"string", "number", "integer", "boolean"}.intersection(types))


def _at(values: Any, path: Path) -> Any:
    for step in path:
        values = values[step]
    return values
