"""A line in the terminal that says how far the work is, where there is enough of it to wait for."""

from __future__ import annotations

import time

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from typing import TextIO

WAIT = 1.0
"""How many seconds a piece of work must be expected to take, to be worth a line."""
WIDTH = 24


class Bar:
    """Called with how many of how many are done, beginning with none: draws itself over and over in one line, and
    leaves nothing behind when all are."""

    def __init__(self, stream: TextIO, what: str) -> None:
        self._stream = stream
        self._what = what
        self._began = 0.0
        self._line = ""

    def __call__(self, done: int, total: int) -> None:
        """Show how far the work is, if it is long."""
        if not done:
            self._began = time.monotonic()
        elif done == total:
            self._draw("")
        elif self._line or (time.monotonic() - self._began) * total >= WAIT * done:
            full = WIDTH * done // total
            self._draw(f"{self._what} [{'#' * full}{'.' * (WIDTH - full)}] {done} of {total}")

    def _draw(self, line: str) -> None:
        if line or self._line:
            self._stream.write("\r" + line.ljust(len(self._line)) + ("" if line else "\r"))
            self._stream.flush()
        self._line = line
