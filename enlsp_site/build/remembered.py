"""What a site remembers of its addresses, as files of its content that are written when it is published."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress

from enlsp_site.content.addresses import FILE, written
from enlsp_site.model.edition import Workshop
from enlsp_site.storage.build_memory import Snapshot
from enlsp_site.storage.content_writes import ContentFile
from enlsp_site.storage.files import checksum, digest, digest_file, stamp_of


def remembered(workshop: Workshop, texts: Mapping[str, bytes]) -> list[ContentFile]:
    """Return the addresses of each edition, as a file of its content, where they are not what was read."""
    files = (
        ContentFile(name, written(edition.memory), texts.get(name))
        for edition in workshop.editions
        for name in (f"{edition.folder}/{FILE}",)
    )
    return [file for file in files if file.data != file.before]


def note(files: Sequence[ContentFile], seen: Snapshot) -> None:
    """Note in `seen` the files that stand there now as they were to be written: they are no reason to build again."""
    for path, data, _ in files:
        with suppress(OSError):
            found = os.stat(f"{seen.site}/{path}")  # noqa: PTH116 - as `files` does
            if digest_file(f"{seen.site}/{path}") == digest(data):
                seen.tree.stamps[path] = stamp_of(found)
                seen.young[path] = checksum(data)
