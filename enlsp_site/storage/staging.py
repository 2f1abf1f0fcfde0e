"""Where a publication waits until it is whole: outside of the output, on its file system, so that it is put in place
by renames.

That is below the site's `.enlsp/staging/`; beside the output where that lies on another file system; and in the
system's temporary folder where neither can be written. The last two are noted in the first, if that is possible at
all, so that what a killed build leaves there is found (`recovery`).
"""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from enlsp_site.storage import disk
from enlsp_site.storage.cache_folder import FOLDER, STAGING, prepare
from enlsp_site.storage.files import digest

OURS = re.compile(r"\.enlsp-[0-9a-f]{16}|enlsp(-[0-9]+)?-[0-9a-f]{16}")
"""The name of a folder for staging that is not in a cache: certainly of a build."""


def name_of(out: Path | str) -> str:
    """What stands for an output folder in the names of folders."""
    return digest(os.fsencode(os.path.realpath(out)))[:16]


def elsewhere(out: Path) -> list[Path]:
    """Where a publication may wait outside of the site's cache."""
    name, whose = name_of(out), f"-{os.getuid()}" if hasattr(os, "getuid") else ""
    temporary = Path(os.environ.get("TMPDIR") or "/tmp")
    return [Path(os.path.realpath(out)).parent / f".enlsp-{name}", temporary / f"enlsp{whose}-{name}"]


class Staging:
    """A folder for the files of one publication, made when it is asked for, and cleared in the end."""

    def __init__(self, site: Path, out: Path) -> None:
        self._site = site
        self._out = out
        self._cache = f"{site}/{FOLDER}/{STAGING}"
        self._note = f"{self._cache}/elsewhere-{name_of(out)}"
        self.folder = ""
        self.way = ""

    def open(self) -> str:
        """Make the folder, empty; `way` says in words how its files get from there to the output. Raises OSError."""
        inside = f"{self._cache}/out-{name_of(self._out)}"
        with suppress(OSError):
            prepare(f"{self._site}/{FOLDER}")
            os.makedirs(self._cache, exist_ok=True)  # noqa: PTH103 - a text
            if _device(self._cache) == _device(str(self._out)):
                self.folder = fresh(inside)
                self.way = f"published by renames from {FOLDER}/"
                return self.folder
        return self._open_elsewhere(inside)

    def _open_elsewhere(self, inside: str) -> str:
        beside, temporary = elsewhere(self._out)
        same = _device(str(beside.parent)) == _device(str(self._out))
        fault: OSError | None = None
        for folder in (str(beside), inside, str(temporary)) if same else (inside, str(beside), str(temporary)):
            try:
                self._noted(folder)
                self.folder = fresh(folder)
            except OSError as found:
                fault = fault or found
            else:
                far = "" if _device(folder) == _device(str(self._out)) else ", by way of a copy beside each file"
                place = f"{FOLDER}/" if folder == inside else Path(folder).parent
                self.way = f"published by renames from {place}{far}"
                return self.folder
        raise fault or OSError

    def _noted(self, folder: str) -> None:
        with suppress(OSError):
            disk.write_new(self._note, os.fsencode(folder))

    def clear(self) -> None:
        """Remove the folder and all that waits in it, the journal first."""
        if self.folder:
            from enlsp_site.storage.journal import BACK, NAME

            for name in (NAME, BACK):
                with suppress(OSError):
                    disk.remove(f"{self.folder}/{name}")
            disk.clear(self.folder)
            with suppress(OSError):
                disk.remove(self._note)
            self.folder = ""


def is_own(folder: str) -> bool:
    """Whether this is a folder, and no link, and of the user who runs us: nobody else has put anything in it."""
    try:
        found = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or found.st_uid == os.getuid())


def _device(path: str) -> int:
    """The file system of a folder, or of the nearest one above that is there."""
    while not os.path.isdir(path):  # noqa: PTH112 - a text
        path = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120 - likewise
    return os.stat(path).st_dev  # noqa: PTH116 - likewise


def fresh(folder: str) -> str:
    """Make a folder of our own, empty. Raises OSError."""
    if is_own(folder):
        disk.clear(folder)
    os.mkdir(folder, 0o700)  # noqa: PTH102 - a text
    return folder
