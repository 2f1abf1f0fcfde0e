"""Loops that assert something."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(found: Iterable[T]) -> list[T]:
    """All of them, of which there is at least one: in a loop over nothing no assertion can fail."""
    all_of_them = [*found]
    assert all_of_them, "there is nothing to look at"
    return all_of_them
