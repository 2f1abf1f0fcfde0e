"""From what a form was sent with to changes of a file: what differs from what it says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from enlsp_site.commands.editing.fields import FormField
from enlsp_site.commands.editing.pictures import Upload
from enlsp_site.content.patching.changes import Path, ValueChange

EXTEND = "extend"
"""What is sent where the day that a deadline had is to be told, too."""


class Sent(NamedTuple):
    """What a form was sent with: the texts of its fields by their names, whether a deadline was extended, and the
    pictures that it brings for fields."""

    fields: Mapping[str, str]
    extends: bool = False
    uploads: Mapping[str, Upload] = {}


def name_of(path: Path) -> str:
    """What a field is called in a form."""
    return "field:" + "/".join(map(str, path))


def shown(field: FormField) -> str:
    """The text that a form has for the value of a field."""
    if field.value is None:
        return ""
    if field.kind == "lines":
        return "\n".join(field.value)
    return str(field.value)


def changes_of(at: Path, value: Any, fields: Iterable[FormField], sent: Sent) -> list[ValueChange]:
    """The changes that make a record, which stands at a path and holds a value, what a form says of it."""
    made: list[ValueChange] = []
    new: dict[Path, dict[str, Any]] = {}
    order = [*fields]
    for field in order:
        wanted = _wanted(field, sent)
        if wanted is _SAME:
            continue
        inside = _inside(value, field.path[:-1])
        if field.path and inside is None:
            if wanted is not None:
                new.setdefault(field.path[:-1], {})[str(field.path[-1])] = wanted
            continue
        made += _change(at, field, inside if field.path else value, wanted, order)
    made += [_added(at, value, path, entry, order) for path, entry in new.items()]
    made += _kept_day(at, value, made) if sent.extends else []
    return _behind_what_stays(at, value, _without_empty(at, value, made))


def mapping_of(fields: Iterable[FormField], sent: Sent) -> dict[str, Any]:
    """What a form says of a record that is not there yet."""
    made: dict[str, Any] = {}
    for field in fields:
        wanted = _wanted(field, sent)
        if wanted is _SAME or wanted is None or not field.path:
            continue
        inner = made
        for step in field.path[:-1]:
            inner = inner.setdefault(str(step), {})
        is_alone = isinstance(wanted, list) and field.takes_text and len(wanted) == 1
        inner[str(field.path[-1])] = wanted[0] if is_alone else wanted
    return made


_SAME = object()


def _wanted(field: FormField, sent: Sent) -> Any:
    """What a field is to hold: a text, texts, or None for nothing; `_SAME` for what it holds."""
    text = sent.fields.get(name_of(field.path))
    if text is None or field.kind in ("list", "closed"):
        return _SAME
    text = text.replace("\r\n", "\n")
    if text == shown(field).replace("\r\n", "\n"):
        return _SAME
    if field.kind == "lines":
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        return _SAME if lines == (field.value or []) else lines or None
    return text.strip() if field.kind in ("line", "picture") and text.strip() else text if text.strip() else None


def _inside(value: Any, path: Path) -> Any:
    for step in path:
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _change(at: Path, field: FormField, mapping: Any, wanted: Any, order: list[FormField]) -> list[ValueChange]:
    """The changes of one field of a mapping that is there, or of a value that is no mapping."""
    path = (*at, *field.path)
    if not field.path:
        return [ValueChange("set", path, wanted)]
    key = str(field.path[-1])
    is_there = key in mapping
    if wanted is None:
        return [ValueChange("remove", path)] if is_there else []
    if not is_there:
        single = field.kind == "lines" and field.takes_text and len(wanted) == 1
        value = wanted[0] if single else wanted
        return [ValueChange("add", path[:-1], value, _before(field, mapping, order), key)]
    old = mapping[key]
    if isinstance(wanted, list) and isinstance(old, list) and old:
        return list_changes(path, old, wanted)
    if isinstance(wanted, list) and not isinstance(old, list) and len(wanted) == 1 and field.takes_text:
        wanted = wanted[0]
    return [ValueChange("set", path, wanted, key=key)]


def _before(field: FormField, mapping: Mapping[str, Any], order: list[FormField]) -> str | None:
    """The key behind which a new one stands: the last there is of those that a form shows before it."""
    names = list(
        dict.fromkeys(str(each.path[len(field.path) - 1]) for each in order if _beside(each.path, field.path))
    )
    known = [name for name in names[: names.index(str(field.path[-1]))] if name in mapping]
    return known[-1] if known else None


def _behind_what_stays(at: Path, value: Any, made: list[ValueChange]) -> list[ValueChange]:
    """The changes, in which no key is added behind one that goes: the last before that which stays is taken."""
    gone = {each.path for each in made if each.kind == "remove"}
    result = []
    for each in made:
        if each.kind == "add" and (*each.path, each.after) in gone:
            above = [*_inside(value, each.path[len(at) :])]
            kept = [key for key in above[: above.index(each.after)] if (*each.path, key) not in gone]
            each = each._replace(after=kept[-1] if kept else None)
        result.append(each)
    return result


def _beside(path: Path, other: Path) -> bool:
    """Whether a field is in the same mapping as another, or deeper in it."""
    return len(path) >= len(other) and path[: len(other) - 1] == other[:-1]


def _added(at: Path, value: Any, path: Path, entry: dict[str, Any], order: list[FormField]) -> ValueChange:
    """A mapping that was not there, in a record."""
    field = FormField(path, "closed", "", None)
    if isinstance(value, dict) and path[-1] in value:  # with nothing behind the key
        return ValueChange("set", (*at, *path), entry, key=str(path[-1]))
    return ValueChange("add", at, entry, _before(field, value, order), str(path[-1]))


def list_changes(path: Path, old: list[str], new: list[str]) -> list[ValueChange]:
    """The changes that make a list of texts another one, entry by entry: comments of those that stay are kept."""
    made: list[ValueChange] = []
    for what, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        shared = min(end - start, last - first)
        made += [ValueChange("set", (*path, start + each), new[first + each]) for each in range(shared)]
        made += [ValueChange("remove", (*path, each)) for each in range(start + shared, end)]
        after = start + shared - 1
        rest = range(first + shared, last)
        made += [ValueChange("add", path, new[each], after if after >= 0 else None) for each in rest]
    if sum(each.kind == "remove" for each in made) == len(old) and new:
        return [ValueChange("set", path, new)]
    return made


def _kept_day(at: Path, value: Any, made: list[ValueChange]) -> list[ValueChange]:
    """The day that a deadline had among those that it had before."""
    if not isinstance(value, dict) or not any(each.path == (*at, "date") and each.kind == "set" for each in made):
        return []
    old, was = value["date"], value.get("was")
    if not isinstance(old, str) or any(each.path[len(at) :][:1] == ("was",) or each.key == "was" for each in made):
        return []
    if was is None and "was" not in value:
        return [ValueChange("add", at, old, "date", "was")]
    if isinstance(was, list) and was:
        return [ValueChange("add", (*at, "was"), old, len(was) - 1)]
    return [ValueChange("set", (*at, "was"), [was, old] if was else old, key="was")]


def _without_empty(at: Path, value: Any, made: list[ValueChange]) -> list[ValueChange]:
    """The changes without those of a mapping in a record of which nothing is left: it goes as a whole."""
    gone: dict[Path, int] = {}
    for each in made:
        gone[each.path[:-1]] = gone.get(each.path[:-1], 0) + (each.kind == "remove")
    emptied = [
        path
        for path, count in gone.items()
        if len(path) > len(at) and isinstance(held := _inside(value, path[len(at) :]), dict) and count == len(held)
        if not any(each.kind == "add" and each.path == path for each in made)
    ]
    kept = [each for each in made if each.path[:-1] not in emptied]
    return kept + [ValueChange("remove", path) for path in emptied]
