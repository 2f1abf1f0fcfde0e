"""Which fields of records reach beyond their own pages: recorded as they are read, and listed nowhere.

What is made while a type is watched can only depend on those of its fields that are read then. A field that nobody
has read may become whatever it likes, and all of that stays the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from enlsp_site.model.record import Record


class FieldReach:
    """The fields of a type of records (`fields`, by name) that were read of any of them while it was watched, but
    for what was read as one's own."""

    def __init__(self, kind: type[Record]) -> None:
        self.kind = kind
        self.fields: set[str] = set()
        self.is_own = False
        self._members: dict[str, Any] = {}

    @contextmanager
    def watched(self) -> Iterator[None]:
        """In this block, note every field of the type that is read of any of its records."""
        self._members = {name: vars(self.kind)[name] for name in self.kind.__struct_fields__}
        self._watch()
        try:
            yield
        finally:
            for name, member in self._members.items():
                setattr(self.kind, name, member)
            self._members = {}

    def _watch(self) -> None:
        for name, member in self._members.items():
            if name not in self.fields:
                setattr(self.kind, name, _WatchedField(self, name, member))

    @contextmanager
    def apart(self) -> Iterator[set[str]]:
        """In this block, note also what was read before. Gives the fields that were read in it, and in blocks inside
        of it; all of them are noted as ever, too."""
        before, own = self.fields, set[str]()
        self.fields = own
        self._watch()
        try:
            yield own
        finally:
            before |= own
            self.fields = before

    @contextmanager
    def own(self) -> Iterator[None]:
        """In this block, what is read of a record is for its own page alone, and is not noted."""
        before, self.is_own = self.is_own, True
        try:
            yield
        finally:
            self.is_own = before


class _WatchedField:
    """Stands for a field until it is read: then all records of the type have it as before, at no cost."""

    def __init__(self, reach: FieldReach, name: str, member: Any) -> None:
        self._reach = reach
        self._name = name
        self._member = member

    def __get__(self, record: Record | None, kind: type[Record]) -> Any:
        if record is not None and not self._reach.is_own:
            self._reach.fields.add(self._name)
            setattr(kind, self._name, self._member)
        return self._member.__get__(record, kind)
