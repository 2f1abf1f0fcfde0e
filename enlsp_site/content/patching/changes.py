"""Changes to plain data, as records, and what the data is after them.

A change names a place by its path: keys of mappings and positions in lists, those before any change of the same set.
"""

from __future__ import annotations

from typing import Any, NamedTuple

Path = tuple["str | int", ...]


class ValueChange(NamedTuple):
    """What to do: `set` a value, `add` one (a key, or an entry of a list behind the one at `after`), `remove` one, or
    `move` an entry of a list behind another one.

    `path` is that of the value; of an entry to add, that of its list. `after` is the key or position behind which
    the new or moved one stands; None is the beginning of a list, and the end of a mapping. `key` is the name of a key
    to add, and of an entry that of its list.
    """

    kind: str
    path: Path
    value: Any = None
    after: str | int | None = None
    key: str = ""


class UnpatchableError(Exception):
    """The text is written in a way in which no place can be found for the change."""


def coarser(data: Any, changes: list[ValueChange], outer: bool) -> list[ValueChange]:
    """The changes with all that are within an entry of a list as one, which sets the entry anew: the innermost entry
    around each, or the outermost."""
    made: dict[Path, ValueChange] = {}
    rest = []
    for change in changes:
        steps = [number for number, step in enumerate(change.path) if isinstance(step, int)] or [-1]
        at = steps[0] if outer else steps[-1]
        entry = change.path[: at + 1]
        if at < 0 or (change.kind in ("remove", "move") and change.path == entry):
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
    inside = [each for each in own if each.kind != "add" or each.path != path]
    gone = {each.path for each in inside if each.kind == "remove"}
    added = [each for each in own if each.kind == "add" and each.path == path]
    if isinstance(value, dict):
        made = {name: applied(each, own, (*path, name)) for name, each in value.items() if (*path, name) not in gone}
        return made | {each.key: each.value for each in added}
    moved = [each for each in inside if each.kind == "move" and each.path[:-1] == path]
    return _list_of(value, path, own, added, moved)


def _list_of(
    value: list[Any], path: Path, own: list[ValueChange], added: list[ValueChange], moved: list[ValueChange]
) -> list[Any]:
    """A list with what was added and moved behind its entries, each of them itself as it is after the changes."""
    gone = {each.path for each in own if each.kind in ("remove", "move")}
    come: dict[str | int | None, list[Any]] = {}
    for each in added:
        come.setdefault(each.after, []).append(each.value)
    for each in moved:
        at = int(each.path[-1])
        come.setdefault(each.after, []).append(applied(value[at], own, each.path))
    result = come.get(None, [])
    for index, each in enumerate(value):
        result += [] if (*path, index) in gone else [applied(each, own, (*path, index))]
        result += come.get(index, [])
    return result
