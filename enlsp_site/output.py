"""The output folder: what a build may write, replace and remove there, so that nothing of the user's is lost.

A build lists what it made in a file of its own inside the folder (`files.MARKER`). Only what is listed is
ever replaced or removed, and a folder with other things and no list is not taken for an output folder.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from enlsp_site.files import MARKER, Stamp, digest_file, write
from enlsp_site.model import Origin, Problem, error, warning


class Item(NamedTuple):
    """A file of the site. `data` or `source` is None where the folder already holds these bytes (`digest`)."""

    path: str
    digest: str
    data: bytes | None = None
    source: Path | None = None

    @property
    def kept(self) -> bool:
        """Whether there is nothing to write."""
        return self.data is None and self.source is None


class Published(NamedTuple):
    """What a publication did, by path, and the stamps of all files as they are now."""

    made: tuple[str, ...]
    removed: tuple[str, ...]
    stamps: dict[str, Stamp]
    problems: list[Problem]


class Folder:
    """One output folder. `listed` is what earlier builds made there: path to digest."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown
        self.listed = _read_marker(path)

    def refusals(self) -> list[Problem]:
        """Why nothing can be published here: the folder is someone else's."""
        if self.path.exists() and not self.path.is_dir():
            return [_foreign(self.shown, "is a file, not a folder")]
        if not self.listed and self.path.is_dir() and any(self.path.iterdir()):
            return [_foreign(self.shown, "holds files that no build made, and is left as it is")]
        return []

    def holds(self, path: str, digest: str, stamp: list[int] | None) -> bool:
        """Whether a file is there as an earlier build left it, going by its stamp."""
        if stamp is None or self.listed.get(path) != digest:
            return False
        try:
            found = os.stat(f"{self.path}/{path}")  # noqa: PTH116 - thousands of calls
        except OSError:
            return False
        return [found.st_size, found.st_mtime_ns, found.st_ino] == stamp

    def publish(self, items: list[Item]) -> Published:
        """Write what has changed, remove what is no longer made. All is staged before the first file changes."""
        changed, problems = self._changed(items)
        if problems:
            return Published((), (), {}, problems)
        wanted = {item.path: item.digest for item in items}
        staged: list[tuple[Path, Path]] = []
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            staged += [_stage(self.path / item.path, item) for item in changed]
            if wanted.keys() != self.listed.keys():
                self._list(self.listed | wanted)
            for beside, final in staged:
                os.replace(beside, final)  # noqa: PTH105 - thousands of calls
            removed, problems = self._remove_stale(wanted)
            if wanted != self.listed:
                self._list(wanted)
            return Published(tuple(item.path for item in changed), removed, self._stamps(wanted), problems)
        except OSError as fault:
            return Published((), (), {}, [_unwritable(self.shown, fault)])
        finally:
            for beside, _ in staged:
                beside.unlink(missing_ok=True)

    def _changed(self, items: list[Item]) -> tuple[list[Item], list[Problem]]:
        """The files to write. One that stands there unlisted is the user's, unless its bytes are the same."""
        changed, problems = [], []
        for item in items:
            if item.kept or self._same(item):
                continue
            if item.path not in self.listed and os.path.lexists(self.path / item.path):
                problems.append(
                    error(
                        Origin(f"{self.shown}/{item.path}"),
                        "foreign-file",
                        "was not made by a build, and would be overwritten",
                        "move it to static/ if it belongs to the site, else away from here",
                    )
                )
            changed.append(item)
        return changed, problems

    def _same(self, item: Item) -> bool:
        file = self.path / item.path
        try:
            if item.data is not None:
                return file.stat().st_size == len(item.data) and file.read_bytes() == item.data
            return digest_file(file) == item.digest
        except OSError:
            return False

    def _list(self, wanted: Mapping[str, str]) -> None:
        self.listed = dict(sorted(wanted.items()))
        write(self.path / MARKER, (json.dumps(self.listed, indent=0, ensure_ascii=False) + "\n").encode())

    def _remove_stale(self, wanted: Mapping[str, str]) -> tuple[tuple[str, ...], list[Problem]]:
        """Remove what earlier builds made and this one does not; a file changed by hand since is left."""
        removed, problems = [], []
        for path in sorted(self.listed.keys() - wanted.keys()):
            file = self.path / path
            if not file.is_file():
                continue
            if digest_file(file) == self.listed[path]:
                file.unlink()
                removed.append(path)
                _remove_empty(file.parent, self.path)
            else:
                problems.append(
                    warning(
                        Origin(f"{self.shown}/{path}"),
                        "changed-output",
                        "is no longer made, but was changed by hand, and is left",
                        "remove it if it is not needed",
                    )
                )
        return tuple(removed), problems

    def _stamps(self, wanted: Mapping[str, str]) -> dict[str, Stamp]:
        stamps = {}
        for path in wanted:
            found = os.stat(f"{self.path}/{path}")  # noqa: PTH116 - thousands of calls
            stamps[path] = Stamp(found.st_size, found.st_mtime_ns, found.st_ino)
        return stamps


def _read_marker(folder: Path) -> dict[str, str]:
    try:
        values = json.loads((folder / MARKER).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(path): str(digest) for path, digest in values.items()} if isinstance(values, dict) else {}


def _stage(final: Path, item: Item) -> tuple[Path, Path]:
    """Write a file beside the one that it will replace. Raises OSError."""
    final.parent.mkdir(parents=True, exist_ok=True)
    beside = final.with_name(f".{final.name}.{os.getpid()}.tmp")
    if item.data is not None:
        beside.write_bytes(item.data)
    elif item.source is not None:
        from shutil import copyfile

        copyfile(item.source, beside)
    return beside, final


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _foreign(shown: str, message: str) -> Problem:
    return error(Origin(shown), "foreign-output", message, "name an empty or a new folder with --out")


def _unwritable(shown: str, fault: OSError) -> Problem:
    reason = (fault.strerror or str(fault)).lower()
    return error(
        Origin(shown),
        "unwritable-output",
        f"cannot be written: {reason}",
        "check its permissions, or name another with --out",
    )
