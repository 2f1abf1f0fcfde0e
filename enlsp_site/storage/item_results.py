"""What a function gives for each of many items: made anew, or given again where a process keeps it
(`storage.kept_results`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

T = TypeVar("T")


class ItemResults:
    """Keeps nothing: all is made anew."""

    def each(self, function: Callable[..., T], slot: str, items: Iterable[tuple[Any, ...]], *shared: Any) -> list[T]:
        """What a function gives for the values of each of some items and the `shared` ones. It may depend on nothing
        else, and nobody may change its results. Each use of a function has a `slot` of its own."""
        del slot
        return [function(*item, *shared) for item in items]


ANEW = ItemResults()
