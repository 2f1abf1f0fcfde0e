"""A command at work on a site: nobody else is, and what a killed one left is dealt with before all else."""

from __future__ import annotations

import os

from enlsp_site.storage.cache_folder import FOLDER, forget, remove_links, waiting
from enlsp_site.storage.files import reason_of
from enlsp_site.storage.locks import HeldLock

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Self


class Work:
    """A site, and the output folder that is to be written if there is one, for the time of a block.

    `told` is called with sentences about what is waited for, and what was interrupted. `fault` says why that can be
    neither finished nor taken back; then nothing else is to be begun.
    """

    def __init__(self, site: Path, out: Path | None = None, told: Callable[[str], object] | None = None) -> None:
        self._site = site
        self._out = out
        self._told = told or (lambda _: None)
        self._holds: list[HeldLock] = []
        self.fault = ""

    def __enter__(self) -> Self:
        remove_links(self._site)
        try:
            self._hold(HeldLock(self._site, None, self._told))
            self._recover()
            if self._out is not None:
                self._hold(HeldLock(None, self._out, self._told))
        except BaseException:
            self.__exit__()
            raise
        return self

    def _hold(self, hold: HeldLock) -> None:
        self._holds.append(hold.__enter__())

    def _recover(self) -> None:
        if any(os.path.lexists(f"{self._site}/{FOLDER}/{name}") for name in ("next", "next.gone")):
            from enlsp_site.storage.folder_moves import go_on

            try:
                go_on(self._site)
            except OSError as fault:
                self.fault = reason_of(fault)
                return
        if not waiting(self._site) and not (self._out and _waits_elsewhere(self._site, self._out)):
            return
        from enlsp_site.storage.recovery import recover

        try:
            recover(self._site, self._out, self._told)
        except OSError as fault:
            self.fault = reason_of(fault)

    def __exit__(self, *_: object) -> None:
        if self._holds and not waiting(self._site):
            forget(self._site)
        while self._holds:
            self._holds.pop().__exit__()


def _waits_elsewhere(site: Path, out: Path) -> bool:
    """Whether a publication into this folder waits where the site's cache cannot even hold a note of it."""
    if os.access(f"{site}/{FOLDER}", os.W_OK):
        return False
    from enlsp_site.storage.staging import elsewhere

    return any(path.is_dir() for path in elsewhere(out))
