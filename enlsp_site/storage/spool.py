"""What a build has made and not yet published: in memory while it is little, beyond that in a temporary file."""

from __future__ import annotations

from typing import IO, NamedTuple

IN_MEMORY = 8_000_000
"""So many bytes are kept in memory; a site of thousands of pages has several times that."""


class File:
    """A temporary file, closed when nothing waits in it any more."""

    def __init__(self, io: IO[bytes]) -> None:
        self.io = io

    @classmethod
    def new(cls) -> File:
        """One that nobody else can open. Raises OSError."""
        from tempfile import TemporaryFile

        return cls(TemporaryFile())

    def __del__(self) -> None:
        self.io.close()


class Spooled(NamedTuple):
    """Bytes that wait in a file, at a place."""

    file: File
    start: int
    size: int

    def read(self) -> bytes:
        """The bytes. Raises OSError."""
        self.file.io.seek(self.start)
        return self.file.io.read(self.size)


class Spool:
    """Keeps what is made until it is published."""

    def __init__(self) -> None:
        self._held = 0
        self._end = 0
        self._file: File | None = None

    def keep(self, data: bytes) -> bytes | Spooled:
        """The bytes themselves, or where they wait. Where no file can be written they stay in memory."""
        self._held += len(data)
        if self._held <= IN_MEMORY:
            return data
        try:
            self._file = self._file or File.new()
            self._file.io.seek(self._end)
            self._file.io.write(data)
        except OSError:
            return data
        kept = Spooled(self._file, self._end, len(data))
        self._end += len(data)
        return kept
