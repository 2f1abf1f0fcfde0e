"""The files that a Jekyll site shows: found by how pages name them, and copied if something needs them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from enlsp_site.importers.result import ImportResult

PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_FOLDERS = (
    "",
    "images/",
    "img/",
    "assets/",
    "assets/images/",
    "assets/img/",
    "static/images/",
    "photos/",
    "images/people/",
)


class SourceFiles:
    """The source's files by name, and by the end of their name."""

    def __init__(self, result: ImportResult, base: str = "") -> None:
        self._result = result
        self._base = base.strip("/")
        self._ends: dict[str, list[str]] = {}
        for name in result.source.names:
            self._ends.setdefault(name.rpartition("/")[2].lower(), []).append(name)

    def picture(self, written: str) -> str:
        """The path under static/ of a picture that the source names, and that is copied; an empty text without it."""
        return self.file(written) if written.lower().endswith(PICTURES) else ""

    def file(self, written: str) -> str:
        """The same for any file."""
        name = self.found(written)
        if not name or name.endswith((".md", ".html", ".yml", ".yaml", ".scss", ".liquid")):
            return ""
        target = re.sub(r"[^\w./()+ -]", "_", name.removeprefix("assets/").removeprefix("static/")).replace(" ", "_")
        return self._result.copy(target, name)

    def local(self, written: str) -> str:
        """An address without the folder below which the old site was published (Jekyll's `baseurl`)."""
        path = written.lstrip("/")
        if self._base and (path == self._base or path.startswith(f"{self._base}/")):
            return "/" + path.removeprefix(self._base).lstrip("/")
        return written

    def found(self, written: str) -> str:
        """The name in the source of a file that it calls by an address or by a part of its path."""
        path = unquote(re.split(r"[?#]", self.local(written.strip()))[0]).removeprefix("./").lstrip("/")
        if not path or "://" in written:
            return ""
        for folder in _FOLDERS:
            if f"{folder}{path}" in self._result.source:
                return f"{folder}{path}"
        named = self._ends.get(path.rpartition("/")[2].lower(), [])
        close = [name for name in named if name.lower().endswith(path.lower())] or named
        return close[0] if len(close) == 1 else ""
