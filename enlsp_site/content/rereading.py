"""What is read of a file, given again with all that was noted while it was read (`storage.kept_results`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple, TypeVar

from enlsp_site.content.ledger import Settled, Wanted
from enlsp_site.content.pictures import AskedPicture
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Gaps, Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage.kept_results import KeptResult, same

T = TypeVar("T")


class _ReadingNotes(NamedTuple):
    """What a reader noted while it read something: what is wrong, the inner links, what was left out of lists, and
    the pictures that it asked for."""

    problems: list[Problem]
    inner_links: list[tuple[str, Origin]]
    gaps: Gaps | None
    pictures: list[AskedPicture]


def again(reader: Reader, function: Callable[..., T], file: str, *more: Any) -> T:
    """What a function reads of a file with a reader, and `more` values. It may depend on nothing else of the reader
    but its names, its language and its pictures; nobody may change its result."""
    results = reader.memory.results
    if results is None:
        return function(reader, file, *more)
    slot = (function.__module__, function.__qualname__, file)
    arguments = (reader.texts[file], reader.names, reader.language, *more)
    known = results.known(slot, *arguments)
    if known and _noted(reader, file, known):
        result: T = known.result
        return result
    made = _listened(reader, file, arguments, lambda: function(reader, file, *more))
    results.keep(slot, made)
    found: T = made.result
    return found


class _ReadItems(NamedTuple):
    """What a function read of each of some items, by the identity of the item's first value, with `shared` values;
    and all that it read."""

    shared: tuple[Any, ...]
    read: dict[int, KeptResult]
    results: list[Any]


def each(reader: Reader, function: Callable[..., T], file: str, items: Iterable[tuple[Any, ...]]) -> list[T]:
    """What a function reads of each of some items with a reader: what it read before of the very same first value
    and the same others. It may depend on nothing else of the reader but its names, its language and its pictures;
    nobody may change its results."""
    if reader.memory.results is None:
        return [function(reader, *item) for item in items]
    slot = f"{function.__module__}.{function.__qualname__}:{file}"
    return reader.memory.onward(_each_after, slot, reader, function, file, items).results


def _each_after(
    before: _ReadItems | None, reader: Reader, function: Callable[..., T], file: str, items: Iterable[tuple[Any, ...]]
) -> _ReadItems:
    shared = (reader.names, reader.language)
    old = before.read if before and same(before.shared, shared) else {}
    read, made = {}, []
    for item in items:
        known = old.get(id(item[0]))
        if not known or not same(known.arguments, item) or not _noted(reader, file, known):
            known = _listened(reader, file, item, partial(function, reader, *item))
        read[id(item[0])] = known
        made.append(known.result)
    return _ReadItems(shared, read, made)


def _listened(reader: Reader, file: str, arguments: tuple[Any, ...], make: Callable[[], Any]) -> KeptResult:
    """What is read, with all that a reader notes meanwhile."""
    problems, links, pictures = len(reader.problems), len(reader.inner_links), len(reader.pictures.asked)
    with reader.memory.listened() as asked:
        made = make()
    notes = _ReadingNotes(
        reader.problems[problems:],
        reader.inner_links[links:],
        reader.gaps.get(file),
        reader.pictures.asked[pictures:],
    )
    return KeptResult(arguments, made, asked=tuple(asked), notes=notes)


def settled(reader: Reader, kind: str, wanted: Sequence[Wanted], reserved: list[str]) -> list[Settled]:
    """The addresses of all records of a kind (`Ledger.settle`); what was settled for the same, unless a change is
    told of it, whose marks go by the time."""
    results, ledger = reader.memory.results, reader.ledger
    if results is None or ledger.is_marked(kind):
        return ledger.settle(kind, wanted, reserved)
    slot, before = (settled.__module__, settled.__qualname__, reader.folder, kind), ledger.lines_of(kind)
    arguments = (wanted, reserved, before, ledger.today)
    if known := results.known(slot, *arguments):
        ledger.settle_as(*known.notes)
        result: list[Settled] = known.result
        return result
    count = len(ledger.now)
    made = ledger.settle(kind, wanted, reserved)
    if not ledger.is_marked(kind):
        left = {line.at for line in ledger.lines_of(kind)}
        notes = ledger.now[count:], [line.at for line in before if line.at not in left]
        results.keep(slot, KeptResult(arguments, made, notes=notes))
    return made


def _noted(reader: Reader, file: str, known: KeptResult) -> bool:
    """Note once more what was noted; not if pictures are others now, or the memory has lost what was asked of it."""
    notes: _ReadingNotes = known.notes
    if not reader.memory.hold(known.asked):
        return False
    if not all(same(reader.pictures.picture(*each.values), each.result) for each in notes.pictures):
        return False
    reader.problems += notes.problems
    reader.inner_links += notes.inner_links
    if notes.gaps:
        reader.gaps[file] = notes.gaps
    return True
