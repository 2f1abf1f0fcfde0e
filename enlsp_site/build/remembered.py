"""What a site remembers of its addresses, written back to its content once it is published."""

from __future__ import annotations

import os
from collections.abc import Mapping

from enlsp_site.content.addresses import FILE, written
from enlsp_site.model.edition import Workshop
from enlsp_site.storage import files
from enlsp_site.storage.build_memory import Snapshot
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.files import digest, stamp_of


def remember(workshop: Workshop, texts: Mapping[str, bytes], seen: Snapshot) -> str:
    """Write the addresses of each edition where they are not what was read, and note that in `seen`: it is no reason
    to build again. Returns a word where a file cannot be written; a checkout that is only read makes the same site.
    """
    for edition in workshop.editions:
        name = f"{edition.folder}/{FILE}"
        data = written(edition.memory)
        if texts.get(name) == data or not _is_as_read(seen, name, texts.get(name)):
            continue
        path = f"{seen.site}/{name}"
        try:
            files.write(path, data, f"{seen.site}/{FOLDER}")
            seen.tree.stamps[name] = stamp_of(os.stat(path))  # noqa: PTH116 - as `files` does
        except OSError as fault:
            return f"{name} cannot be written: {files.reason_of(fault)}"
        seen.young[name] = digest(data)
    return ""


def _is_as_read(seen: Snapshot, name: str, data: bytes | None) -> bool:
    """Whether a file still is what was read, so that nothing that was written since is lost."""
    try:
        with open(f"{seen.site}/{name}", "rb") as file:  # noqa: PTH123 - as `files` does
            return file.read() == data
    except FileNotFoundError:
        return data is None
    except OSError:
        return False
