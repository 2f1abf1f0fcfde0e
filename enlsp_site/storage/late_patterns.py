"""Patterns that are compiled when they are first asked for something, since most builds never ask.

Ours are written so (`late`) where they are for what few sites have: to compile them all takes a tenth of a small
build. A library can be imported without compiling its own: PyYAML compiles at its import what only its parser in
Python needs, which is half of what the import takes, and Jinja what only its own compiler needs.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, AnyStr, cast

_COMPILE = re.compile


class LazyPattern:
    """A pattern that is compiled when it is used."""

    def __init__(self, pattern: Any, flags: Any) -> None:
        self._given = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(_COMPILE(*self._given), name)
        setattr(self, name, found)
        return found


def late(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that is compiled when it is used; only its methods and attributes may be asked for."""
    return cast("re.Pattern[AnyStr]", LazyPattern(pattern, flags))


@contextmanager
def compiled_late(*libraries: str) -> Iterator[None]:
    """In this block, give the libraries' own modules, and no others, patterns that are compiled when first used. A
    library that wants anything but methods of patterns must not be imported so."""

    def compile_late(pattern: Any, flags: Any = 0) -> Any:
        asks = sys._getframe(1).f_globals.get("__name__", "")
        return LazyPattern(pattern, flags) if asks.partition(".")[0] in libraries else _COMPILE(pattern, flags)

    setattr(re, "compile", compile_late)  # noqa: B010 - a type checker knows it as a function
    try:
        yield
    finally:
        setattr(re, "compile", _COMPILE)  # noqa: B010


def import_late(library: str) -> None:
    """Import a library so, unless it is there."""
    if library not in sys.modules:
        with compiled_late(library):
            import_module(library)
