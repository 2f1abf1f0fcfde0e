"""A person, paper or page that gets another name: whoever names it in other files follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from enlsp_site.commands.editing.short_forms import as_mapping
from enlsp_site.commands.editing.texts import EDITED, EditedText, RefusedEditError
from enlsp_site.content.entries.people import PersonEntry
from enlsp_site.content.patching.changes import Path as Steps
from enlsp_site.content.patching.changes import ValueChange

NAMING = frozenset({"people", "moderators", "speakers", "same_as"})
"""The fields in which persons are named who are entries of content/people."""


def followed(
    site: Path, before: EditedText, after: EditedText, record: Any, made: list[ValueChange]
) -> dict[str, EditedText]:
    """The files that a change makes others, by name: its own, and those that name a person whom it renames, where
    they name them in just these words. Nobody follows while another entry still has the old name."""
    texts = {after.file: after}
    old = record.get("name") if isinstance(record, dict) else None
    new = _new_name(made)
    if not before.file.startswith("content/people/") or not isinstance(old, str) or new in (None, old):
        return texts
    every = [after, *_others(site, after.file)]
    if any(old.strip() == name for text in every if text.file.startswith("content/people/") for name in _names(text)):
        return texts
    for text in every:
        if places := [*_naming(text.values, old.strip(), ())]:
            texts[text.file] = text.changed([ValueChange("set", path, new) for path in places])
    return texts


def _new_name(made: list[ValueChange]) -> str | None:
    """What a person is called after changes, which set the name, or the whole entry."""
    for each in made:
        if each.kind == "set" and each.path[-1:] == ("name",):
            return str(each.value)
        if each.kind == "set" and isinstance(each.path[-1], int):
            value = as_mapping(PersonEntry.__name__, each.value) if isinstance(each.value, str) else each.value
            return value.get("name") if isinstance(value, dict) else None
    return None


def _others(site: Path, own: str) -> Iterator[EditedText]:
    """The other YAML files of the edition that can be changed."""
    for path in sorted((site / "content").rglob("*")):
        file = path.relative_to(site).as_posix()
        if file != own and file.endswith(EDITED[:2]) and path.is_file():
            with suppress(RefusedEditError):
                yield EditedText.read(site, file)


def _names(text: EditedText) -> Iterator[str]:
    values = text.values
    entries = values.get("people") if isinstance(values, dict) else values
    for each in entries if isinstance(entries, list) else ():
        name = as_mapping(PersonEntry.__name__, each)["name"] if isinstance(each, str) else each.get("name")
        if isinstance(name, str):
            yield name.strip()


def _naming(value: Any, name: str, path: Steps) -> Iterator[Steps]:
    """Where a name stands alone in a field that names people."""
    if isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _naming(each, name, (*path, step))
    elif isinstance(value, str) and value.strip() == name:
        keys = [step for step in path if isinstance(step, str)]
        is_list_of_entries = len(path) < 3 or keys == ["people"]
        if keys and keys[-1] in NAMING and not is_list_of_entries:
            yield path
