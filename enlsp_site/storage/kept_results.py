"""What a process keeps from one build to the next: results, given again for what they were made from.

`enlsp serve` builds the same site again and again, and an edit changes little of it. A function whose arguments are
what they were gives what it gave: so it is not called again, and whatever depends on its result is handed the very
same objects, which need not be looked into. Of an edition only those fields count that the function read: that is
recorded (`model.reach`), and listed nowhere. No build depends on what is kept: without it all is made anew.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import PurePath
from types import NoneType
from typing import Any, NamedTuple, Protocol, TypeVar

import msgspec

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.reach import FieldReach
from enlsp_site.model.targets import Target
from enlsp_site.storage.files import Stamp
from enlsp_site.storage.item_results import ItemResults

T = TypeVar("T")

_PLAIN = frozenset({
    *(str, int, float, bool, bytes, NoneType, frozenset),
    *(dt.date, dt.datetime, dt.time, dt.timedelta),
})  # fmt: skip
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


class _KeptItems(NamedTuple):
    """What a function gave for each of some items: by the identity of an item's first value the item and the result,
    with `shared` values; which fields it read of editions, and of papers for more than their own pages."""

    shared: tuple[Any, ...]
    made: dict[int, tuple[tuple[Any, ...], Any]]
    read: frozenset[str] = frozenset()
    reaching: frozenset[str] = frozenset()


class KeptResults(ItemResults):
    """What a process keeps: of each function its last result for each edition, and the `files` that stand in the
    output, by path, each with the target that it was made of, all by the same `version` of templates; `tables` of the
    memory with the stamp of the file that holds them; and what is known of the `edits` (`build.edits`)."""

    def __init__(self) -> None:
        self.files: dict[str, tuple[Target, Any]] = {}
        self.version = ""
        self.tables: tuple[Stamp, dict[str, Any]] | None = None
        self.edits: Any = None
        self._workshops: tuple[Workshop, Workshop] | None = None
        self._last: dict[tuple[str, ...], Any] = {}
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

    def shared(self, workshop: Workshop | None) -> Workshop | None:
        """The workshop, with the very objects of the last one wherever it says the same: then whatever asks `again`
        sees at a glance what is as it was. None where this one could not be read; the last one stays."""
        if workshop is None:
            return None
        known: dict[tuple[int, int], Any] = {}
        last = None
        if self._workshops:
            read, last = self._workshops
            for one, other in zip(last.editions, read.editions, strict=True):  # what is read again as it was
                pairs = zip(msgspec.structs.astuple(one), msgspec.structs.astuple(other), strict=True)
                known |= {(id(was), id(now)): was for was, now in pairs}
        made = merged(last, workshop, known)
        self._workshops = workshop, made
        return made

    def onward(self, function: Callable[..., T], slot: str, *arguments: Any) -> T:
        """What a function gives for its last result (None at first) and these values. It must give the same for any
        last result; nobody may change that."""
        name = (function.__module__, function.__qualname__, slot)
        made = function(self._last.get(name), *arguments)
        self._last[name] = made
        return made

    def each(self, function: Callable[..., T], slot: str, items: Iterable[tuple[Any, ...]], *shared: Any) -> list[T]:
        """What a function gives for each item (`ItemResults.each`): what it gave before for the very same first value
        and the same others."""
        name = (function.__module__, function.__qualname__, slot)
        before: _KeptItems = self._last.get(name, _KeptItems((), {}))
        if not same(before.shared, shared, before.read):
            before = _KeptItems(shared, {})
        made, results = {}, []
        with self._noting() as (read, reaching):
            read |= before.read
            reaching |= before.reaching
            for item in items:
                known = before.made.get(id(item[0]))
                if known is None or not same(known[0], item):
                    known = item, function(*item, *shared)
                made[id(item[0])] = known
                results.append(known[1])
        self._last[name] = _KeptItems(shared, made, frozenset(read), frozenset(reaching))
        return results

    @contextmanager
    def _noting(self) -> Iterator[tuple[set[str], set[str]]]:
        """In this block, which fields of editions are read, all of them where nobody watches, and which of papers for
        more than their own pages."""
        if self._papers is None:
            yield set(Edition.__struct_fields__), set()
            return
        with self._editions.apart() as read, self._papers.apart() as reaching:
            yield read, reaching

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
    `read` count. Of what is no record and no plain value only the same object is the same."""
    if one is other:
        return True
    kind = one.__class__
    if kind is not other.__class__:
        return False
    if kind in _PLAIN:
        return bool(one == other)
    if issubclass(kind, (tuple, list)):
        return len(one) == len(other) and _all_same(one, other, read)
    if issubclass(kind, dict):
        return [*one] == [*other] and _all_same(one.values(), other.values(), read)
    names = _names_of(kind, read)
    if names is None:
        return issubclass(kind, PurePath) and bool(one == other)
    for name in names:
        first, second = getattr(one, name), getattr(other, name)
        if first is not second and not same(first, second, read):
            return False
    return True


def _names_of(kind: type, read: Collection[str]) -> Collection[str] | None:
    """The fields of a type that count; None where it is no record."""
    if kind is Edition:
        return read
    if issubclass(kind, msgspec.Struct):
        return kind.__struct_fields__
    return Origin.__slots__ if kind is Origin else None


def _all_same(one: Iterable[Any], other: Iterable[Any], read: Collection[str]) -> bool:
    """Whether so many values on both sides are the same."""
    for first, second in zip(one, other, strict=True):
        if first is not second and not same(first, second, read):
            return False
    return True


def merged(one: Any, other: T, known: dict[tuple[int, int], Any] | None = None) -> T:
    """The other value, with the very objects of the `one` wherever both say the same at the same places: all of the
    one if they do everywhere. What stands at several places of both stays one object: `known` has what was merged."""
    if one is other or one.__class__ is not other.__class__:
        return other
    found: T
    if one.__class__ in _PLAIN or isinstance(one, PurePath):
        found = one if one == other else other
        return found
    known, pair = {} if known is None else known, (id(one), id(other))
    if pair not in known:
        known[pair] = _merged(one, other, known)
    found = known[pair]
    return found


def _merged(one: Any, other: Any, known: dict[tuple[int, int], Any]) -> Any:
    kind = other.__class__
    if kind is Origin:
        return one if same(one, other) else other
    if isinstance(other, (tuple, list)):
        old, new = one, other
    elif isinstance(other, dict):
        if [*one] != [*other]:
            return other
        old, new = [*one.values()], [*other.values()]
    elif isinstance(other, msgspec.Struct):
        old, new = msgspec.structs.astuple(one), msgspec.structs.astuple(other)
    else:
        return other
    parts = [merged(*pair, known) for pair in zip(old, new, strict=False)]
    if len(old) == len(new) and all(map(operator.is_, parts, old)):
        return one
    if all(map(operator.is_, parts, new)):
        return other
    return _made_of([*parts, *new[len(parts) :]], other)


def _made_of(parts: list[Any], like: Any) -> Any:
    """A value like that one, of these parts."""
    if isinstance(like, msgspec.Struct):
        return like.__class__(**dict(zip(like.__struct_fields__, parts, strict=True)))
    if isinstance(like, dict):
        return dict(zip(like, parts, strict=True))
    return like._make(parts) if hasattr(like, "_make") else like.__class__(parts)
