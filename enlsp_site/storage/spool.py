"""What a build has made and not yet published: in memory while it is little, beyond that in a temporary file."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import NamedTuple

IN_MEMORY = 8_000_000
"""So many bytes are kept in memory; a site of thousands of pages has several times that."""


class SpoolFile:
    """A temporary file that nobody else can open, closed when nothing waits in it any more."""

    def __init__(self) -> None:
        """Raises OSError."""
        from tempfile import TemporaryFile

        with TemporaryFile() as made:
            self._descriptor = os.dup(made.fileno())
        self._end = 0

    def __del__(self) -> None:
        if hasattr(self, "_descriptor"):
            os.close(self._descriptor)

    def append(self, data: bytes | memoryview) -> int:
        """Write some bytes at the end, and return where they begin. Raises OSError."""
        start = self._end
        os.lseek(self._descriptor, start, os.SEEK_SET)
        left = memoryview(data)
        while left:
            left = left[os.write(self._descriptor, left) :]
        self._end += len(data)
        return start

    def read(self, start: int, size: int) -> bytes:
        """So many bytes from there on; from the end, if `start` is negative. Raises OSError."""
        os.lseek(self._descriptor, start, os.SEEK_END if start < 0 else os.SEEK_SET)
        pieces = []
        while size and (piece := os.read(self._descriptor, size)):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)


class SpooledBytes(NamedTuple):
    """Bytes that wait in a file, at a place."""

    file: SpoolFile
    start: int
    size: int

    def read(self) -> bytes:
        """The bytes. Raises OSError."""
        return self.file.read(self.start, self.size)


class Spool:
    """Keeps what is made until it is published."""

    def __init__(self) -> None:
        self._held = 0
        self._file: SpoolFile | None = None

    def keep(self, *pieces: bytes | memoryview) -> bytes | SpooledBytes:
        """The bytes of all pieces in one, or where they wait. Where no file can be written they stay in memory."""
        size = sum(map(len, pieces))
        self._held += size
        if self._held > IN_MEMORY:
            with suppress(OSError):
                self._file = self._file or SpoolFile()
                start, *_ = [self._file.append(piece) for piece in pieces]
                return SpooledBytes(self._file, start, size)
        return b"".join(pieces)
