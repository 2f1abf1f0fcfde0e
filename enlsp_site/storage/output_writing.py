"""Files of a site, written to where they wait; and a whole site put in its place at once, where there is none yet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage import disk
from enlsp_site.storage.files import MARKER, Stamp, new_digest
from enlsp_site.storage.output_problems import ChangedError
from enlsp_site.storage.progress import Progress, one_by_one
from enlsp_site.storage.spool import SpooledBytes
from enlsp_site.storage.staging import Staging

WHOLE = "whole"
"""What a folder of a whole site is called where it waits."""


class OutputFile(NamedTuple):
    """A file of the site. `data` or `source` is None where the folder already holds these bytes (`digest`)."""

    path: str
    digest: str
    data: bytes | SpooledBytes | None = None
    source: Path | None = None

    @property
    def kept(self) -> bool:
        """Whether the folder holds these bytes already."""
        return self.data is None and self.source is None

    def content(self) -> bytes | None:
        """The data, wherever it waits; None where there is nothing to write. Raises OSError."""
        return self.data.read() if isinstance(self.data, SpooledBytes) else self.data


class PublishResult(NamedTuple):
    """What a publication did, by path, and the stamps of all files as they are now. `half` says that it was neither
    finished nor taken back, `way` which way it went, in words, and `unwritten` why a file of the content was not."""

    made: tuple[str, ...]
    removed: tuple[str, ...]
    stamps: dict[str, Stamp]
    problems: list[Problem]
    half: bool = False
    way: str = ""
    unwritten: str = ""


def write_item(item: OutputFile, waiting: str) -> None:
    """Write a file of the site. A source is digested as it is copied: what was looked at before may be another by
    now. Raises OSError."""
    if (data := item.content()) is not None:
        disk.write_new(waiting, data)
    elif item.source is not None:
        state = new_digest()
        disk.copy_new(item.source, waiting, state)
        if state.hexdigest() != item.digest:
            raise ChangedError


def put_whole(
    items: list[OutputFile],
    listed: bytes,
    out: Path,
    staging: Staging,
    ready: Callable[[], object],
    progress: Progress | None,
) -> bool:
    """Write all files of a site and their list, and put them in their place by one rename: before it nobody could
    read anything there, and after it everything stands. So there is no order to keep, and nothing to take back. It is
    `ready` when all but that is done.

    Whether that could be done. If not, nothing has changed, and whatever the reason is will keep them from being put
    there one by one, too, or not, as between two file systems.
    """
    made: set[str] = set()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder = f"{staging.open()}/{WHOLE}"
        disk.make_folder(folder)
        for item in one_by_one(items, "writing", progress):
            for above in disk.above(item.path):
                if above not in made:
                    disk.make_folder(f"{folder}/{above}")
                    made.add(above)
            write_item(item, f"{folder}/{item.path}")
        disk.write_new(f"{folder}/{MARKER}", listed)
        ready()
        disk.replace(folder, str(out))
    except OSError:
        staging.clear()
        return False
    return True
