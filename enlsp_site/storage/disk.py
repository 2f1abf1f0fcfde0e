"""The calls that change the disk, each a function of its own, for whatever must never be found half done.

All writing of files of the site, of the output and of the cache goes through them, so a test that stops a build at
each of them (tests/end_to_end) has seen every moment at which a build can be stopped. All raise OSError.
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Iterator
    from hashlib import blake2b
    from pathlib import Path

PIECE = 1 << 20
"""So many bytes of a file are copied at once."""

LONGEST_PATH = 4096
"""Characters of a path with which no system has files."""


def write_new(path: str, data: bytes | bytearray) -> None:
    """Write a file that nobody looks at yet."""
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - thousands of calls
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]


def write_synced(path: str, data: bytes) -> None:
    """Write a new file, and return when the disk itself has it."""
    with open(path, "wb") as file:  # noqa: PTH123 - beside `write_new`
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def append(path: str, data: bytes) -> None:
    """Write at the end of a file, which is made where there is none. Raises OSError."""
    with open(path, "ab", buffering=0) as file:  # noqa: PTH123 - beside `write_new`
        file.write(data)


def shorten(path: str, size: int) -> None:
    """Take back what was written at the end of a file: keep its first `size` bytes. Raises OSError."""
    os.truncate(path, size)


def copy_new(source: Path | str, path: str, state: blake2b | None = None) -> None:
    """Copy a file to where nobody looks yet. `state` is told every byte of the copy, whatever the source is then."""
    with open(source, "rb") as file, open(path, "wb", buffering=0) as copy:  # noqa: PTH123 - beside `write_new`
        while piece := file.read(PIECE):
            if state:
                state.update(piece)
            left = memoryview(piece)
            while left:
                left = left[copy.write(left) :]


def replace(path: str, final: str, between: str = "") -> None:
    """Put a file in its place in one step: a reader sees the old bytes or the new, never a part.

    Across file systems, where that cannot be, the bytes are copied to `between`, a name beside the place, first.
    """
    try:
        os.replace(path, final)  # noqa: PTH105 - thousands of calls
    except OSError as fault:
        if fault.errno != errno.EXDEV or not between:
            raise
        _carry(path, final, between)


def _carry(path: str, final: str, between: str) -> None:
    from shutil import copytree

    discard(between)  # what a killed command left of it
    try:
        (copytree if os.path.isdir(path) else copy_new)(path, between)  # noqa: PTH112 - as above
        os.replace(between, final)  # noqa: PTH105 - as above
    except BaseException:
        discard(between)
        raise
    discard(path)


def discard(path: str) -> None:
    """Remove a file or a whole folder, and not what a link leads to, if it is there."""
    if os.path.isdir(path) and not os.path.islink(path):  # noqa: PTH112, PTH114 - as above
        from shutil import rmtree

        rmtree(path)
    else:
        remove(path)


def link(path: str, other: str, between: str = "") -> None:
    """Have a file under a second name that is not there yet, where it can be; else a copy of it, which is whole when
    it is there: until then it is at `between`, a name beside that."""
    try:
        os.link(path, other)
    except FileExistsError:
        raise
    except OSError as fault:
        if fault.errno == errno.ENOSPC or not os.path.exists(path):  # noqa: PTH110 - a copy could not be made either
            raise
        if os.path.lexists(other):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), other) from fault
        between = between or f"{other}.new"
        try:
            copy_new(path, between)
            os.replace(between, other)  # noqa: PTH105 - as above
        except BaseException:
            remove(between)
            raise


def remove(path: str) -> None:
    """Remove a file, if it is there."""
    with suppress(FileNotFoundError):
        os.unlink(path)  # noqa: PTH108 - thousands of calls


def make_folder(path: str) -> None:
    """Make one folder, if it is not there."""
    with suppress(FileExistsError):
        os.mkdir(path)  # noqa: PTH102 - beside `remove`


def remove_folder(path: str) -> bool:
    """Remove a folder if it is empty. Returns whether it is gone."""
    try:
        os.rmdir(path)  # noqa: PTH106 - beside `remove`
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return True


def clear(folder: str) -> None:
    """Remove a folder and all in it, as far as that can be. What a link leads to is not touched: neither one in the
    folder, nor the folder itself if it is one."""
    if os.path.islink(folder):  # noqa: PTH114 - beside `remove`
        with suppress(OSError):
            os.unlink(folder)  # noqa: PTH108 - likewise
        return
    with suppress(OSError):
        for each in os.scandir(folder):
            with suppress(OSError):
                if each.is_dir(follow_symlinks=False):
                    discard(each.path)
                else:
                    os.unlink(each.path)  # noqa: PTH108 - beside `remove`
    remove_folder(folder)


def above(path: str) -> Iterator[str]:
    """The folders above a file, from the outermost: `a/b` of `a/b/c` comes after `a`; up to `LONGEST_PATH`."""
    at = path.find("/", 0, LONGEST_PATH)
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1, LONGEST_PATH)
