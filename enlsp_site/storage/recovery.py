"""What a killed command left: its publication is gone on with, and what it was writing is removed.

Called by every command before it does anything else, while it holds the site (`locks`), so nobody is at work on what
is found here. Only what is certainly ours is touched: what lies in the site's `.enlsp/staging/`, what is noted there,
and the folders for staging of the output that is about to be written.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from enlsp_site.storage import disk, exchanges, journal, leftovers, output_list, staging
from enlsp_site.storage.cache_folder import FOLDER, STAGING, waiting
from enlsp_site.storage.locks import HeldLock

WRITTEN = re.compile(r"(?P<process>[0-9]{1,10})-[0-9a-f]{32}")
"""The name of a file that is written in one step (`files.write`)."""
LONGEST_WRITE = 60
"""Seconds after which what was being written is certainly written, or never will be."""


def recover(site: Path, out: Path | None = None, told: Callable[[str], object] = lambda _: None) -> None:
    """Finish publications of this site that were interrupted, or take them back, and remove what waits in vain.

    `told` is called with a sentence for each publication. Raises OSError where one can neither be finished nor taken
    back: what waits for it is left for the next command then.
    """
    folder = f"{site}/{FOLDER}/{STAGING}"
    names = sorted(waiting(site))
    for name in names:
        if name.startswith("out-"):
            _end(f"{folder}/{name}", site, told)
    for name in names:
        if name == exchanges.NAME:
            if words := exchanges.go_on(f"{folder}/{name}", str(site)):
                told(words)
        elif name.startswith("elsewhere-"):
            _end_elsewhere(f"{folder}/{name}", site, told)
        elif not _is_written(f"{folder}/{name}"):
            with suppress(OSError):
                os.unlink(f"{folder}/{name}")  # noqa: PTH108 - a text
    for path in staging.elsewhere(out) if out else ():
        if staging.is_own(str(path)):
            _end(str(path), site, told)


def _is_written(path: str) -> bool:
    """Whether a file is one that another process is writing now (`files.write`), in a moment in which it need not
    hold the site: before it has its lock."""
    name = WRITTEN.fullmatch(os.path.basename(path))  # noqa: PTH119 - a text
    if not name or int(name["process"]) == os.getpid() or not leftovers.runs(int(name["process"])):
        return False
    with suppress(OSError):  # gone, as it should be; and who has the number of a process of long ago writes nothing
        return os.stat(path).st_mtime > time.time() - LONGEST_WRITE  # noqa: PTH116 - a text
    return False


def _end_elsewhere(note: str, site: Path, told: Callable[[str], object]) -> None:
    """End what was staged where a note says."""
    path = Path(os.fsdecode(Path(note).read_bytes()))
    if staging.OURS.fullmatch(path.name) and staging.is_own(str(path)):
        _end(str(path), site, told)
    disk.remove(note)


def _end(folder: str, site: Path, told: Callable[[str], object]) -> None:
    """Finish the publication that waits in a folder, if it was begun, and remove the folder; or what has its name."""
    if not staging.is_own(folder):
        disk.clear(folder)
        return
    back = journal.read(folder, journal.BACK)
    found = back or journal.read(folder)
    if found is not None:
        out = site / found.out
        with HeldLock(None, out, told):
            if _is_of(out, site):
                told(_ended(journal.Publication(found, str(out), folder, str(site)), going_back=back is not None))
    for name in (journal.NAME, journal.BACK):
        with suppress(OSError):
            disk.remove(f"{folder}/{name}")
    disk.clear(folder)


def _is_of(out: Path, site: Path) -> bool:
    """Whether an output is still what a journal was written for: neither deleted since, nor of another site."""
    listed = output_list.read(out)
    return listed is not None and listed.site in ("", output_list.site_name(site, out))


def _ended(publication: journal.Publication, going_back: bool) -> str:
    """Finish a publication; or take it back, where that was begun, or what waits is damaged or cannot be put. Raises
    OSError."""
    if not going_back and publication.is_whole():
        try:
            for _ in publication.forward():
                pass
        except OSError:
            publication.back()
        else:
            return "a publication that was interrupted is finished"
    else:
        publication.back()
    return "a publication that was interrupted is taken back"
