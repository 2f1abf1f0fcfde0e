"""Which pictures the site's own stylesheets, scripts, finished pages and templates name.

A picture of which pages show copies is published itself only where something asks for it. What links on pages ask
for is seen when those are made; this is about texts that are published as they are, and goes by names alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

from enlsp_site.model.edition import Edition
from enlsp_site.model.media import StaticFile
from enlsp_site.storage.files import Sources
from enlsp_site.storage.late_patterns import late
from enlsp_site.storage.memory import Memory

_TEXTS = (".css", ".htm", ".html", ".js", ".json", ".mjs", ".svg", ".webmanifest", ".xml")
_NAME = late(rb"""(?<![^\s"'()<>/\\=:,])[^\s"'()<>/\\=:,]+\.(?:jpe?g|jpe|jfif|png|apng|webp|avif|gif)\b""", re.I)


def originals(
    editions: list[Edition],
    archives: tuple[str, ...],
    files: dict[str, StaticFile],
    sources: Sources,
    memory: Memory,
) -> tuple[str, ...]:
    """Where the pictures would be published of which pages show copies, and for which nothing asks but perhaps pages.

    A finished edition is published whole.
    """
    shown = {copy.source for edition in editions for copy in edition.pictures}
    if not shown:
        return ()
    named = _named(sources, memory)
    paths = [path for path, file in files.items() if file.source in shown]
    return tuple(
        path for path in paths if path.rpartition("/")[2] not in named and path.split("/")[0] not in archives
    )


def _named(sources: Sources, memory: Memory) -> set[str]:
    """The names of picture files that stand in texts of the site."""
    named: set[str] = set()
    for name, stamp in sources.tree.stamps.items():
        if name.endswith(_TEXTS) and not name.startswith("content/"):
            path = sources.root / name
            key = memory.file_digest(name, path, stamp)
            known = memory.recall("named", key)
            if known is None:
                known = _names_in(path)
                memory.keep("named", key, known)
            named.update(known)
    return named


def _names_in(path: Path) -> list[str]:
    try:
        data = path.read_bytes()
    except OSError:  # it is gone since the scan, which is told of elsewhere
        return []
    return sorted({unquote(name.decode(errors="replace")) for name in _NAME.findall(data)})
