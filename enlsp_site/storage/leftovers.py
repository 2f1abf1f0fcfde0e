"""Temporary files beside what was being written, left there by a command that was killed: they are removed.

Earlier releases wrote every file as `.NAME.PROCESS.tmp` beside its place, in content, in static files, in the
output; today that is so only where `.enlsp/` cannot be written or lies on another file system (`files.write`,
`journal`). What lies below `.enlsp/` is the concern of `recovery`. Only names that are certainly ours are
touched: whole names of the files that our commands write, with the number of a process that runs no more; never
through a link.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable
from contextlib import suppress

from enlsp_site.storage import disk
from enlsp_site.storage.late_patterns import late

OURS = late(r"\.enlsp-(?P<process>[0-9]+)-[0-9a-f]{32}\.tmp")
"""A file that is written in one step (`files.write`)."""
EARLIER = late(r"\.(?:.*[^.])?\.[A-Za-z][A-Za-z0-9]*\.(?P<process>[0-9]{1,10})\.tmp")
"""The same as earlier releases wrote it: the name with its suffix, and the number of the process."""
CARRIED = late(r"\.enlsp-(?:list|(?:way-|stale-|page-|sheet-|gone-)?[0-9]+)\.tmp")
"""A file on its way into an output that is a mount of its own (`journal`)."""


def remove(site: str, hidden: Iterable[str]) -> None:
    """Remove what is ours of the hidden temporary files that a scan of a site met (`FileTree.hidden`). What cannot be
    removed is left."""
    _remove_files([f"{site}/{name}" for name in hidden])


def beside(folder: str) -> None:
    """The same for the files right in a folder."""
    with suppress(OSError):
        _remove_files([f"{folder}/{name}" for name in os.listdir(folder) if name.endswith(".tmp")])


def clear_output(out: str) -> None:
    """The same for an output folder with all that is in it, which nobody else is at work on now."""
    for folder, folders, names in os.walk(out):
        folders[:] = [each for each in folders if each != ".git"]
        found = [f"{folder}/{name}" for name in names if name.startswith(".") and name.endswith(".tmp")]
        if found and _remove_files(found, CARRIED) and folder != out:
            disk.remove_folder(folder)


def _remove_files(paths: Iterable[str], *others: re.Pattern[str]) -> bool:
    """Remove those of these files that are ours. Returns whether there were any."""
    ours = [path for path in paths if _is_ours(path, others)]
    for path in ours:
        with suppress(OSError):
            disk.remove(path)
    return bool(ours)


def _is_ours(path: str, others: tuple[re.Pattern[str], ...]) -> bool:
    name = path.rpartition("/")[2]
    match = OURS.fullmatch(name) or EARLIER.fullmatch(name)
    if not (match and not runs(int(match["process"]))) and not any(each.fullmatch(name) for each in others):
        return False
    with suppress(OSError):
        return stat.S_ISREG(os.lstat(path).st_mode)
    return False


def runs(process: int) -> bool:
    """Return whether a process of that number runs, as far as that can be said."""
    if os.name == "nt":  # there, to ask would end it
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return True
