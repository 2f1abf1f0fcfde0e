"""The files of a site to make, each with the values that it is made from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from enlsp_site.model.record import Record


class DeferredValue:
    """A value among a target's inputs that takes long to work out, and is only when its file is made (`make`).

    `key` stands for it in the target's key, so it must be another one whenever the value is.
    """

    __slots__ = ("key", "make")

    def __init__(self, key: str, make: Callable[[], Any]) -> None:
        self.key = key
        self.make = make

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DeferredValue) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


class Target(Record, frozen=True):
    """A file to make: where, how, and from which values. Nothing else may influence its bytes.

    `path` is relative to the output folder, `recipe` a template (`schedule.html`) or a format (`sitemap`).
    """

    path: str
    recipe: str
    inputs: dict[str, Any]
