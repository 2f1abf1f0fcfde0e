"""Files of a site's content that a publication brings with it, such as what is remembered of addresses.

They wait beside the files of the output and are named in its journal, so whoever finishes the publication writes
them, too, and whoever takes it back does not.

Nothing of the user's is lost: where a file is another than the build has read, only the lines that are new are added
to it, and where it has been deleted meanwhile it stays so.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

import msgspec

from enlsp_site.storage import disk
from enlsp_site.storage.files import digest, digest_file, reason_of


class ContentFile(NamedTuple):
    """A text of the site's content to be written: its path in the site, its bytes, and what the build has read there,
    None if there was no such file."""

    path: str
    data: bytes
    before: bytes | None


class ContentWrite(msgspec.Struct, frozen=True, array_like=True):
    """Such a file where it waits: the name it has there, its path in the site, the digests of its bytes and of those
    that it takes the place of ("" for none), and the lines that are new in it."""

    name: str
    path: str
    digest: str
    before: str
    added: str


def stage(folder: str, files: Iterable[ContentFile]) -> list[ContentWrite]:
    """Write the files to where they wait. Raises OSError."""
    writes = []
    for number, (path, data, before) in enumerate(files):
        name = f"content-{number}"
        disk.write_synced(f"{folder}/{name}", data)
        known = frozenset((before or b"").splitlines())
        added = "".join(f"{line.decode()}\n" for line in data.splitlines() if line not in known)
        writes.append(ContentWrite(name, path, digest(data), "" if before is None else digest(before), added))
    return writes


def is_whole(write: ContentWrite, folder: str) -> bool:
    """Whether what waits is as it was written, if it still waits. Raises OSError."""
    with suppress(FileNotFoundError):
        return digest_file(f"{folder}/{write.name}") == write.digest
    return True


def put(write: ContentWrite, site: str, folder: str) -> str:
    """Put a file in its place, if it still waits. Returns in words why that cannot be: a checkout that is only read
    makes the same site."""
    waiting, final = f"{folder}/{write.name}", f"{site}/{write.path}"
    between = f"{os.path.dirname(final)}/.enlsp-{os.getpid()}-{digest(os.fsencode(final))}.tmp"  # noqa: PTH120 - a text
    if not os.path.lexists(waiting):
        return ""
    try:
        found = _bytes(final)
        if found is None and write.before:
            disk.remove(waiting)
        elif found is None or digest(found) in (write.before, write.digest):
            disk.replace(waiting, final, between)
        else:
            disk.write_synced(f"{waiting}-merged", _with_lines(found, write.added))
            disk.replace(f"{waiting}-merged", final, between)
            disk.remove(waiting)
    except OSError as fault:
        return f"{write.path} cannot be written: {reason_of(fault)}"
    return ""


def _bytes(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - beside `disk`
            return file.read()
    except FileNotFoundError:
        return None


def _with_lines(found: bytes, added: str) -> bytes:
    """A text with the lines at its end that it does not have."""
    lines = frozenset(found.splitlines())
    new = b"".join(b"%b\n" % line for line in added.encode().splitlines() if line not in lines)
    return found + (b"" if found.endswith(b"\n") or not found else b"\n") + new
