"""A secret of the user's, by which what enlsp itself has left in a site's `.enlsp/` is told from what came with the
site: a repository of a stranger's may hold a folder of that name, and what stands there must not be carried out.

It lies in the user's own cache (`XDG_CACHE_HOME`, else `~/.cache`), is made once, and is never written anywhere else.
"""

from __future__ import annotations

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from enlsp_site.storage import disk
from enlsp_site.storage.files import digest

_SIZE = 32
"""Bytes of the secret."""


def user_cache() -> Path:
    """Return the folder of what is kept for the user, for all sites; it need not be there."""
    home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 - a text
    return Path(home) / "enlsp-site"


@lru_cache(maxsize=1)
def secret() -> bytes:
    """Return what nobody knows who has not been on this machine; if it cannot be kept there, another for each
    process."""
    path = user_cache() / "secret"
    known = _known(path)
    made = known or os.urandom(_SIZE)
    if known is None:
        with suppress(OSError):
            _keep(path, made)
            return _known(path) or made
    return made


def _known(path: Path) -> bytes | None:
    with suppress(OSError):
        if len(known := path.read_bytes()) == _SIZE:
            return known
    return None


def _keep(path: Path, made: bytes) -> None:
    """Write the secret for nobody else to read, whole, and only if no other process has just written one. Raises
    OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    waiting = f"{path}.{os.getpid()}.new"
    try:
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(made)
        if path.exists() and _known(path) is None:  # damaged
            path.unlink()
        with suppress(FileExistsError):
            disk.link(waiting, str(path))
    finally:
        disk.remove(waiting)


def signed(data: bytes) -> bytes:
    """Return data with the digest of them and the secret before them, in a line of its own."""
    return digest(secret() + data).encode() + b"\n" + data


def verified(found: bytes) -> bytes | None:
    """Return the data that were signed; None where they are damaged, or were not signed by this user."""
    seal, _, data = found.partition(b"\n")
    return data if digest(secret() + data).encode() == seal else None
