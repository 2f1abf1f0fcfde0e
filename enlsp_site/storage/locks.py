"""One command at a time for a site, and for an output folder.

The locks are the system's (flock), on the folders themselves: the site's `.enlsp/`, and the output. They go with the
process, however it ends, and leave nothing behind that somebody would have to delete. Where a file system has no
locks, or nothing can be written, a command goes on without.
"""

from __future__ import annotations

import os
import time

from enlsp_site.storage.cache_folder import FOLDER, prepare

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Self

PATIENCE = 1.0
"""How many seconds one waits in silence."""
TRIES = 100
"""How often one tries to make the site's folder for locks while another command tidies it up."""
AGAIN = 0.02
"""How many seconds lie between two tries."""


class HeldLock:
    """A site and an output folder, those that are named and there, held until the end of a block. Whoever else holds
    one of them is waited for; `told` is called with a sentence about that when it has taken a second."""

    def __init__(
        self, site: Path | str | None, out: Path | str | None = None, told: Callable[[str], object] | None = None
    ) -> None:
        self._site = None if site is None else str(site)
        self._out = None if out is None else str(out)
        self._told = told
        self._held: list[int] = []

    def __enter__(self) -> Self:
        try:
            if self._site is not None:
                self._take(self._open_site, "another enlsp is at work on this site; waiting until it is done")
            if self._out is not None:
                self._take(self._open_out, "another enlsp is writing to this folder; waiting until it is done")
        except BaseException:
            self.__exit__()
            raise
        return self

    def at_once(self) -> bool:
        """Whether the site can be held without waiting, or need not be; it is then, until `let_go`."""
        try:
            number = _opened(f"{self._site}/{FOLDER}")
        except OSError:
            return True
        self._held.append(number)
        return _lock(number) is not False

    def __exit__(self, *_: object) -> None:
        self.let_go()

    def let_go(self) -> None:
        """Hold nothing any more."""
        while self._held:
            os.close(self._held.pop())

    def _take(self, opened: Callable[[], int], words: str) -> None:
        began, silent, tries = time.monotonic(), True, 0
        while True:
            try:
                number = opened()
            except FileNotFoundError:  # another command has just tidied up where we wrote; or there is no such folder
                if opened == self._open_out or tries > TRIES:
                    return
                tries += 1
                continue
            except OSError:  # nothing can be written there, which whoever writes will be told
                return
            got = _lock(number)
            if got is None or (got and self._stands(number, opened)):
                self._held.append(number)
                return
            os.close(number)
            if silent and self._told and time.monotonic() - began > PATIENCE:
                self._told(words)
                silent = False
            time.sleep(AGAIN)

    def _open_site(self) -> int:
        prepare(f"{self._site}/{FOLDER}")
        return _opened(f"{self._site}/{FOLDER}")

    def _open_out(self) -> int:
        return _opened(self._out or ".")

    def _stands(self, number: int, opened: Callable[[], int]) -> bool:
        """Whether what was locked is still what stands there, and was not removed by whoever held it before."""
        try:
            other = opened()
        except OSError:
            return True
        try:
            return os.path.samestat(os.fstat(number), os.fstat(other))
        finally:
            os.close(other)


def _opened(folder: str) -> int:
    """A folder, to be locked; on Windows, which opens none, a file in it, and only in the cache. Raises OSError."""
    if os.name != "nt":
        return os.open(folder, os.O_RDONLY)
    if not folder.endswith(FOLDER):
        raise OSError(0, "a folder cannot be locked")
    return os.open(f"{folder}/lock", os.O_RDWR | os.O_CREAT)


def _lock(number: int) -> bool | None:
    """Whether a file is now locked by us and not by somebody else; None where that cannot be."""
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:  # Windows
        return _lock_there(number)
    try:
        flock(number, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def _lock_there(number: int) -> bool | None:
    try:
        from msvcrt import LK_NBLCK, locking  # type: ignore[attr-defined, unused-ignore]
    except ImportError:
        return None
    try:
        locking(number, LK_NBLCK, 1)
    except OSError:
        return False
    return True
