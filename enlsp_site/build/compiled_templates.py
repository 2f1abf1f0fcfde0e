"""Compiled templates, and where they are kept: the theme's once for an installation, a site's own in its cache.

The theme's lie beside it, as Python keeps its own modules'. Where they may not be written there, for the folder is
another's or Python is asked to write no bytecode (PYTHONDONTWRITEBYTECODE), they are in the user's cache
(`XDG_CACHE_HOME`, else `~/.cache`), for all sites.

Each begins with a digest of the rest and of the versions at work: Python must not be handed damaged code, or an old
compiler's; nor what came with a site, for code that is compiled can do anything: what lies outside of the theme is
sealed with a secret of the user's. What cannot be read is compiled anew, what cannot be written is not kept.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import NamedTuple

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


class TemplateCode:
    """The `code` of a template in a file, None where it has to be compiled. It is kept in a file named `key`, with
    `source`, which stands for the text that it is of."""

    def __init__(self, name: str, filename: str | None, source: str) -> None:
        self.filename = filename
        self.key = digest(f"{name}|{filename}".encode())
        self.source = digest(source.encode())
        self.code: CodeType | None = None


class CompiledTemplates:
    """What Jinja asks for a template's code before it compiles it, and gives it afterwards, by the names of its own
    `BytecodeCache`, which brings pickle and temporary files: to import them takes longer than all templates.

    `theme` is the folder of the theme's templates, `site_cache` that of what is compiled of all others; `versions`
    are those of all that the code depends on.
    """

    def __init__(self, site_cache: Path, theme: Path, versions: bytes) -> None:
        self._theme = theme
        self._versions = versions
        self._site_cache = site_cache
        self._may_write = not sys.dont_write_bytecode and _can_make(theme / BYTECODE)

    def get_bucket(self, _environment: object, name: str, filename: str | None, source: str) -> TemplateCode:
        """A template's code, if that is known."""
        wanted = TemplateCode(name, filename, source)
        for folder, key, _ in self._shelves(filename):
            try:
                seal, _, data = (folder / wanted.key).read_bytes().partition(b"\n")
            except OSError:
                continue
            if self._seal(key, data) == seal:
                of, code = marshal.loads(data)
                wanted.code = code if of == wanted.source else None
                break
        return wanted

    def set_bucket(self, made: TemplateCode) -> None:
        """Keep a template's code, where that can be written."""
        folder, key, staging = self._shelves(made.filename)[-1]
        data = marshal.dumps((made.source, made.code))
        with suppress(OSError):
            write(folder / made.key, self._seal(key, data) + b"\n" + data, staging)
            if staging is None:
                _forget_unused(folder)

    def _shelves(self, filename: str | None) -> tuple[_Shelf, ...]:
        """Where the template of a file may lie; it is written to the last."""
        is_theme = filename is not None and Path(filename).is_relative_to(self._theme)
        return self._of_theme() if is_theme else (self._of_site(),)

    def _of_theme(self) -> tuple[_Shelf, ...]:
        """Where the theme's may lie; they are written to the last."""
        beside = _Shelf(self._theme / BYTECODE, staging=self._site_cache.parent)
        return (beside,) if self._may_write else (beside, _Shelf(user_cache() / "templates", secret()))

    def _of_site(self) -> _Shelf:
        return _Shelf(self._site_cache, secret(), self._site_cache.parent)

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
