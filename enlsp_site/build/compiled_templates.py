"""Compiled templates, and where they are kept: the theme's once for an installation, a site's own in its cache.

The theme's lie beside it, as Python keeps its own modules'. Where they may not be written there, for the folder is
another's or Python is asked to write no bytecode (PYTHONDONTWRITEBYTECODE), they are in the user's cache
(`XDG_CACHE_HOME`, else `~/.cache`), for all sites.

Each begins with a digest of the rest and of the versions at work: Python must not be handed damaged code, or an old
compiler's; nor what came with a site, for code that is compiled can do anything: what lies outside of the theme is
sealed with a secret of the user's. What cannot be read is compiled anew, what cannot be written is not kept.
"""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from enlsp_site.storage.files import BYTECODE, digest, write
from enlsp_site.storage.user_secret import secret, user_cache

UNUSED = 90 * 24 * 3600
"""Seconds after which what was compiled is removed from the user's cache, where many installations may leave it."""


class _Shelf(NamedTuple):
    """A folder with compiled templates, the secret that seals them, and the folder in which a file waits until it is
    whole; without one it waits beside its place."""

    folder: Path
    secret: bytes = b""
    staging: Path | None = None


class CompiledTemplates(BytecodeCache):
    """What Jinja asks for a template's code before it compiles it, and gives it afterwards.

    `theme` is the folder of the theme's templates, `site_cache` that of what is compiled of all others; `versions`
    are those of all that the code depends on.
    """

    def __init__(self, site_cache: Path, theme: Path, versions: bytes) -> None:
        self._theme = theme
        self._versions = versions
        self._site_cache = site_cache
        self._may_write = not sys.dont_write_bytecode and _can_make(theme / BYTECODE)
        self._shelves: tuple[_Shelf, ...] = ()

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        """The place of a template's code, filled if it is known."""
        is_theme = filename is not None and Path(filename).is_relative_to(self._theme)
        self._shelves = self._of_theme() if is_theme else (self._of_site(),)
        return super().get_bucket(environment, name, filename, source)

    def _of_theme(self) -> tuple[_Shelf, ...]:
        """Where the theme's may lie; they are written to the last."""
        beside = _Shelf(self._theme / BYTECODE, staging=self._site_cache.parent)
        return (beside,) if self._may_write else (beside, _Shelf(user_cache() / "templates", secret()))

    def _of_site(self) -> _Shelf:
        return _Shelf(self._site_cache, secret(), self._site_cache.parent)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept of its template, if that is sound and of these versions."""
        for folder, key, _ in self._shelves:
            try:
                seal, _, code = (folder / bucket.key).read_bytes().partition(b"\n")
            except OSError:
                continue
            if self._seal(key, code) == seal:
                bucket.bytecode_from_string(code)
                return

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds, where that can be written."""
        code = bucket.bytecode_to_string()
        folder, key, staging = self._shelves[-1]
        with suppress(OSError):
            write(folder / bucket.key, self._seal(key, code) + b"\n" + code, staging)
            if staging is None:
                _forget_unused(folder)

    def _seal(self, key: bytes, code: bytes) -> bytes:
        return digest(key + self._versions + code).encode()


@lru_cache(maxsize=1)
def _forget_unused(folder: Path) -> None:
    """Remove, once in a process, what was written long ago."""
    oldest = time.time() - UNUSED
    for path in folder.iterdir():
        if path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _can_make(folder: Path) -> bool:
    """Whether a folder is there, or can be made, and can be written to."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)
