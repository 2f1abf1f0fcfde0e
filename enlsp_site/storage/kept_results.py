"""What a process keeps from one build to the next: results, given again for what they were made from.

`enlsp serve` builds the same site again and again, and an edit changes little of it. A function whose arguments are
what they were gives what it gave: so it is not called again, and whatever depends on its result is handed the very
same objects, which need not be looked into. Of an edition only those fields count that the function read: that is
recorded (`model.reach`), and listed nowhere. No build depends on what is kept: without it all is made anew.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import PurePath
from types import NoneType
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.papers import Papers
from enlsp_site.model.reach import FieldReach
from enlsp_site.model.targets import Target

T = TypeVar("T")

_PLAIN = (str, int, float, bool, bytes, NoneType, dt.date, dt.datetime, dt.time, dt.timedelta, frozenset)
"""Types of which two values are the same if they are equal."""


class ListeningMemory(Protocol):
    """What remembers results on the disk (`storage.memory`)."""

    def listened(self) -> AbstractContextManager[list[tuple[str, str]]]:
        """Note in a block what is asked for."""

    def hold(self, asked: Iterable[tuple[str, str]]) -> bool:
        """Keep what was asked for; whether all of it is there."""


class KeptResult(NamedTuple):
    """What a function gave for its arguments: which fields of editions it read, which of papers for more than their
    own pages, what it asked of the memory, and what it noted elsewhere."""

    arguments: tuple[Any, ...]
    result: Any
    read: frozenset[str] = frozenset()
    reaching: frozenset[str] = frozenset()
    asked: tuple[tuple[str, str], ...] = ()
    notes: Any = None


class KeptResults:
    """What a process keeps: of each function its last result for each edition, and the `files` that stand in the
    output, by path, each with the target that it was made of, all by the same `version` of templates."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[Target, Any]] = {}
        self.version = ""
        self._kept: dict[tuple[str, ...], KeptResult] = {}
        self._editions = FieldReach(Edition)
        self._papers: FieldReach | None = None

    @contextmanager
    def watched(self, papers: FieldReach) -> Iterator[None]:
        """In this block, functions of editions are asked `again`, and `papers` notes what they read of papers."""
        self._papers = papers
        try:
            with self._editions.watched():
                yield
        finally:
            self._papers = None

    def again(
        self, memory: ListeningMemory, function: Callable[..., T], edition: Edition | Workshop, *more: Any
    ) -> T:
        """What a function gives for these values. It may depend on nothing else but what `memory` holds, and nobody
        may change its result."""
        if self._papers is None:
            return function(edition, *more)
        slot = (function.__module__, function.__qualname__, getattr(edition, "id", ""))
        known = self.known(slot, edition, *more)
        if known and memory.hold(known.asked):
            self._editions.fields |= known.read
            self._papers.fields |= known.reaching
            result: T = known.result
            return result
        with self._editions.apart() as read, self._papers.apart() as reaching, memory.listened() as asked:
            made = function(edition, *more)
        self.keep(slot, KeptResult((edition, *more), made, frozenset(read), frozenset(reaching), tuple(asked)))
        return made

    def known(self, slot: tuple[str, ...], *arguments: Any) -> KeptResult | None:
        """What was kept in a slot, if it was for the same arguments; else None."""
        kept = self._kept.get(slot)
        if kept is None or not same(kept.arguments, arguments, kept.read):
            return None
        self._kept[slot] = kept._replace(arguments=arguments)
        return kept

    def keep(self, slot: tuple[str, ...], kept: KeptResult) -> None:
        """Keep a result in a slot, in the place of the one before."""
        self._kept[slot] = kept

    def made_by(self, version: str) -> dict[str, tuple[Target, Any]]:
        """The files that were made by a version of templates."""
        if version != self.version:
            self.files, self.version = {}, version
        return self.files

    def forget_files(self, paths: Iterable[str]) -> None:
        """Forget of which targets these files were made: they are others now."""
        for path in paths:
            self.files.pop(path, None)


def same(one: Any, other: Any, read: Collection[str] = ()) -> bool:
    """Whether two values say the same, and were written at the same places. Of editions only the fields that were
    `read` count. Of a list of papers, and of what is no record and no plain value, only the same object
    is the same."""
    if one is other:
        return True
    kind = one.__class__
    if kind is not other.__class__ or kind is Papers:  # to look into thousands takes longer than what is won
        return False
    if kind in _PLAIN or issubclass(kind, PurePath):
        return bool(one == other)
    if issubclass(kind, (tuple, list)):
        return len(one) == len(other) and all(map(_with(read), one, other))
    if issubclass(kind, dict):
        return [*one] == [*other] and all(map(_with(read), one.values(), other.values()))
    if kind is Edition:
        names = read
    elif issubclass(kind, msgspec.Struct):
        names = kind.__struct_fields__
    elif kind is Origin:
        names = Origin.__slots__
    else:
        return False
    return all(same(getattr(one, name), getattr(other, name), read) for name in names)


def _with(read: Collection[str]) -> Callable[[Any, Any], bool]:
    return lambda one, other: one is other or same(one, other, read)
