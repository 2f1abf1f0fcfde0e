"""A line in the terminal that says how far the work is, where there is enough of it to wait for."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from threading import Timer
    from typing import Self, TextIO, TypeVar

    T = TypeVar("T")

Progress = Callable[[str, int, int], object]
"""What is told how far a step is: its name, and how many of how many are done. A step begins with none of them, and a
new one ends the one before; the empty name ends all."""

WAIT = 0.5
"""How many seconds a step must take, or be expected to take, to be worth a line."""
SOON = 0.1
"""How many seconds a step must have run before anything is expected of it: what comes first has most to load."""
AGAIN = 0.1
"""How many seconds lie between two lines."""
WIDTH = 24


def one_by_one(items: Collection[T], what: str, progress: Progress | None) -> Iterator[T]:
    """The items of a step one by one, told as they are done."""
    if progress is None:
        yield from items
        return
    total = len(items)
    progress(what, 0, total)
    for done, item in enumerate(items, 1):
        yield item
        progress(what, done, total)


def alone(what: str, progress: Progress | None) -> None:
    """Tell of the beginning of a step that cannot be counted; the next one ends it."""
    if progress:
        progress(what, 0, 1)


class ProgressBar:
    """Draws the step that it is told of over and over in one line, and leaves nothing behind when that is done.

    A step whose first item alone takes long is shown by a timer, from a thread of its own.
    """

    def __init__(self, stream: TextIO) -> None:
        from threading import RLock  # which a build of nothing new has no need of

        self._stream = stream
        self._lock = RLock()
        self._timer: Timer | None = None
        self._began = 0.0
        self._drawn = 0.0
        self._line = ""

    @classmethod
    def on(cls, stream: TextIO) -> Self | None:
        """The bar for a stream; None where nobody sits before it, or where lines cannot be drawn over."""
        watched = stream.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"
        return cls(stream) if watched else None

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show how far a step is, if it is long."""
        if done and done < total and time.monotonic() - self._drawn < AGAIN:
            return
        with self._lock:
            if not done:
                self._begin(what, total)
            elif done == total:
                self._end()
            elif self._line or self._is_long(done, total):
                self._draw(_shown(what, done, total))

    def _begin(self, what: str, total: int) -> None:
        self._end()
        self._began = self._drawn = time.monotonic()
        if total:
            from threading import Timer

            self._timer = Timer(WAIT, self._late, (what, total, self._began))
            self._timer.daemon = True
            self._timer.start()

    def _late(self, what: str, total: int, began: float) -> None:
        """Show a step of which nothing is done yet, unless it is over."""
        with self._lock:
            if self._timer and self._began == began and not self._line:
                self._draw(_shown(what, 0, total))

    def _is_long(self, done: int, total: int) -> bool:
        took = time.monotonic() - self._began
        return took >= min(SOON, WAIT) and took * total >= WAIT * done

    def _end(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._line:
            self._write("\r" + " " * (len(self._line) + len("^C")) + "\r")
        self._line = ""

    def _draw(self, line: str) -> None:
        line = line[: self._columns() - 1]
        self._write("\r" + line.ljust(len(self._line)))
        self._line, self._drawn = line, time.monotonic()

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self._stream.fileno()).columns or 80
        except OSError:
            return 80

    def _write(self, text: str) -> None:
        with suppress(OSError):  # the terminal may be gone, which is no reason to stop
            self._stream.write(text)
            self._stream.flush()


def _shown(what: str, done: int, total: int) -> str:
    if total == 1:
        return f"{what} ..."
    full = WIDTH * done // total
    return f"{what} [{'#' * full}{'.' * (WIDTH - full)}] {done} of {total}"
