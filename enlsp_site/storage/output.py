"""The output folder: what a build may write, replace and remove there, so that nothing of the user's is lost.

A build lists what it made in a file of its own inside the folder (`files.MARKER`). Only what is listed is
ever replaced or removed, and a folder with other things and no list is not taken for an output folder.
"""

from __future__ import annotations

import errno
import json
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple, Self

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, error, warning
from enlsp_site.storage.files import CONTENT_ROOTS, MARKER, Stamp, digest_file, stamp_of, unreadable, write
from enlsp_site.storage.progress import Progress, one_by_one
from enlsp_site.storage.spool import Spooled


class Item(NamedTuple):
    """A file of the site. `data` or `source` is None where the folder already holds these bytes (`digest`)."""

    path: str
    digest: str
    data: bytes | Spooled | None = None
    source: Path | None = None

    @property
    def kept(self) -> bool:
        """Whether there is nothing to write."""
        return self.data is None and self.source is None

    def content(self) -> bytes | None:
        """The data, wherever it waits. Raises OSError."""
        return self.data.read() if isinstance(self.data, Spooled) else self.data


class Changes(NamedTuple):
    """How a site differs from what stands in the folder: the files to write, the paths to remove, and the digests
    of all files of the site by path. `problems` are what of the user's is in the way."""

    items: list[Item]
    stale: list[str]
    wanted: dict[str, str]
    problems: list[Problem]


class Published(NamedTuple):
    """What a publication did, by path, and the stamps of all files as they are now."""

    made: tuple[str, ...]
    removed: tuple[str, ...]
    stamps: dict[str, Stamp]
    problems: list[Problem]


class Folder:
    """One output folder. `listed` is what earlier builds made there, path to digest; None if there is no list."""

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path
        self.shown = shown
        self._marked = os.path.lexists(path / MARKER)
        self._list_read = _read_marker(path)
        self.listed = dict(self._list_read or {})

    def refusals(self, site: Path) -> list[Problem]:
        """Why nothing can be published here: the folder is someone else's, or the site is made from it."""
        real, root = self.path.resolve(), site.resolve()
        top = next((top for top in CONTENT_ROOTS if real.is_relative_to(root / top)), None)
        if top:
            return [_foreign(self.shown, f"the site is made from {top}/, and cannot be published in it")]
        if not self.path.is_dir():
            return [_foreign(self.shown, "this is a file, not a folder")] if os.path.lexists(self.path) else []
        if self._list_read is not None:
            return []
        if self._marked:
            message = f"{MARKER} in this folder, which lists what builds made, cannot be read"
            return [_foreign(self.shown, message, "delete the folder, and build again")]
        if any(name not in PASSED_OVER for name in os.listdir(self.path)):
            return [_foreign(self.shown, "this folder holds files that no build made, and is left as it is")]
        return []

    def holds(self, path: str, digest: str, stamp: list[int] | None) -> bool:
        """Whether a file is there as an earlier build left it, going by its stamp."""
        if stamp is None or self.listed.get(path) != digest:
            return False
        try:
            found = os.stat(f"{self.path}/{path}")  # noqa: PTH116 - thousands of calls
        except OSError:
            return False
        return [*stamp_of(found)] == stamp

    def compare(self, items: list[Item]) -> Changes:
        """What is to be written and removed. Nothing of the user's is: neither a file that no build made, nor one
        that is no longer made but was changed by hand."""
        wanted = {item.path: item.digest for item in items}
        changed = [item for item in items if not (item.kept or self._same(item))]
        stale, problems = self._stale(wanted)
        gone = frozenset(stale)
        fine: set[str] = set()
        for item in changed:
            problems += self._in_the_way(item.path, gone, fine)
        return Changes(changed, stale, wanted, problems)

    def publish(self, changes: Changes, progress: Progress | None = None) -> Published:
        """Write what has changed, remove what is no longer made. All is staged before the first file changes; from
        then on Ctrl-C waits until the last one has."""
        with Shield() as shield:
            return self._publish(changes, shield, progress)

    def _publish(self, changes: Changes, shield: Shield, progress: Progress | None) -> Published:
        staged: list[tuple[str, str, str]] = []
        folders: set[str] = set()
        at = ""
        try:
            stale = self._make_way(changes, shield)
            for item in one_by_one(changes.items, "writing", progress):
                at = item.path
                self._stage(item, staged, folders)
            at = MARKER
            shield.up()
            self._announce(changes.wanted)
            for item in self._listing(changes.wanted):
                self._stage(item, staged, folders)
            self._remove(stale)
            for beside, final, path in one_by_one(staged, "publishing", progress):
                at = path
                os.replace(beside, final)  # noqa: PTH105 - thousands of calls
            self.listed = changes.wanted
            made = tuple(item.path for item in changes.items)
            return Published(made, tuple(changes.stale), self._stamps(changes.wanted), [])
        except OSError as fault:
            _tidy(staged, self.path)
            return Published((), (), {}, [self._unwritable(at, fault, changes)])
        except BaseException:  # Ctrl-C: what was staged must not be published by whoever takes the folder next
            shield.up()
            _tidy(staged, self.path)
            raise

    def _make_way(self, changes: Changes, shield: Shield) -> list[str]:
        """Make the folder, and remove what was a file where there will be a folder, or the other way round. Returns
        the paths that are still to be removed."""
        self.path.mkdir(parents=True, exist_ok=True)
        paths = {item.path for item in changes.items}
        around = {above for path in paths for above in _above(path)}
        first = [path for path in changes.stale if path in around or not paths.isdisjoint(_above(path))]
        if first:
            shield.up()
            self._remove(first)
        return [path for path in changes.stale if path not in first]

    def _announce(self, wanted: Mapping[str, str]) -> None:
        """List what is going to be made before the first file of it stands there."""
        if wanted.keys() != self.listed.keys():
            self.listed |= wanted
            write(self.path / MARKER, _list(self.listed))

    def _stage(self, item: Item, staged: list[tuple[str, str, str]], folders: set[str]) -> None:
        """Write a file beside the one that it will replace, and note the two in `staged` before that is begun.
        `folders` are those that are known to be there. Raises OSError. Of thousands of files each step counts, so
        paths are texts here."""
        final = f"{self.path}/{item.path}"
        folder, _, name = final.rpartition("/")
        beside = f"{folder}/.{name}.{os.getpid()}.tmp"
        staged.append((beside, final, item.path))
        if folder not in folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            folders.add(folder)
        if (data := item.content()) is not None:
            _write_new(beside, data)
        elif item.source is not None:
            from shutil import copyfile

            copyfile(item.source, beside)

    def _listing(self, wanted: Mapping[str, str]) -> list[Item]:
        """The list of what is made as the last file to write, unless it is there already."""
        return [] if wanted == self.listed else [Item(MARKER, "", _list(wanted))]

    def _stale(self, wanted: Mapping[str, str]) -> tuple[list[str], list[Problem]]:
        """What earlier builds made and this one does not."""
        stale, problems = [], []
        for path in sorted(self.listed.keys() - wanted.keys()):
            file = self.path / path
            if not file.is_file():
                continue
            if digest_file(file) == self.listed[path]:
                stale.append(path)
                continue
            message = "this file is no longer made; it was changed by hand, and is left"
            hint = "delete it if it is not needed"
            problems.append(warning(Origin(f"{self.shown}/{path}"), "changed-output", message, hint))
        return stale, problems

    def _in_the_way(self, path: str, gone: frozenset[str], fine: set[str]) -> list[Problem]:
        """What keeps a file from being written. `gone` will be removed before; `fine` is the folders looked at."""
        for above in _above(path):
            if above in fine:
                continue
            folder = self.path / above
            if folder.is_symlink() or (folder.exists() and not folder.is_dir() and above not in gone):
                return [self._foreign_file(above, f"no build made this, and {path} is to be written below it")]
            fine.add(above)
        file = self.path / path
        if not os.path.lexists(file):
            return []
        if file.is_dir() and not file.is_symlink():
            inside = [each.relative_to(self.path).as_posix() for each in file.rglob("*") if not each.is_dir()]
            if inside and gone.issuperset(inside):
                return []
            return [self._foreign_file(path, "this folder stands where a file of that name is to be written")]
        if path not in self.listed:
            return [self._foreign_file(path, "no build made this file, and it would be overwritten")]
        return []

    def _foreign_file(self, path: str, message: str) -> Problem:
        hint = "move it to static/ if it belongs to the site, else away from here"
        return error(Origin(f"{self.shown}/{path}"), "foreign-file", message, hint)

    def _same(self, item: Item) -> bool:
        if not os.path.lexists(f"{self.path}/{item.path}"):
            return False
        file = self.path / item.path
        try:
            if item.data is not None:
                size = item.data.size if isinstance(item.data, Spooled) else len(item.data)
                return file.stat().st_size == size and file.read_bytes() == item.content()
            return digest_file(file) == item.digest
        except OSError:
            return False

    def _remove(self, paths: list[str]) -> None:
        for path in paths:
            file = self.path / path
            file.unlink(missing_ok=True)
            _remove_empty(file.parent, self.path)

    def _stamps(self, wanted: Mapping[str, str]) -> dict[str, Stamp]:
        stamps = {}
        for path in (*wanted, MARKER):
            found = os.stat(f"{self.path}/{path}")  # noqa: PTH116 - thousands of calls
            stamps[path] = stamp_of(found)
        return stamps

    def _unwritable(self, path: str, fault: OSError, changes: Changes) -> Problem:
        """The problem of a fault at a path, or at the folder as a whole; or of a source that is gone."""
        source = next((item.source for item in changes.items if item.path == path), None)
        if source and not source.exists():
            return unreadable(str(source.absolute()), FileNotFoundError())
        hint = _HINTS.get(fault.errno or 0, "name another folder with --out")
        message = f"this cannot be written: {(fault.strerror or str(fault)).lower()}"
        place = self.shown if path in ("", MARKER) else f"{self.shown}/{path}"
        return error(Origin(place), "unwritable-output", message, hint)


_HINTS = {
    errno.EACCES: "check its permissions, or name another folder with --out",
    errno.EPERM: "check its permissions, or name another folder with --out",
    errno.ENOSPC: "free some space on the disk, and build again",
}

PASSED_OVER = frozenset({".git", ".DS_Store"})
"""What may stand in an output folder before the first build: a checkout for publishing, a file manager's notes."""


def _read_marker(folder: Path) -> dict[str, str] | None:
    """The list of what was made; nothing where there is none that can be read."""
    try:
        values = json.loads((folder / MARKER).read_bytes())
    except (OSError, ValueError):
        return None
    if not isinstance(values, dict):
        return None
    listed = {str(path): str(digest) for path, digest in values.items()}
    return {path: digest for path, digest in listed.items() if not {"", ".", ".."} & set(path.split("/"))}


def _list(wanted: Mapping[str, str]) -> bytes:
    """The list of what is made, as it is kept."""
    return (json.dumps(dict(sorted(wanted.items())), indent=0, ensure_ascii=False) + "\n").encode()


def _above(path: str) -> list[str]:
    """The folders above a file, from the outermost: `a/b` of `a/b/c` comes after `a`."""
    steps = path.split("/")
    return ["/".join(steps[:count]) for count in range(1, len(steps))]


def _write_new(path: str, data: bytes) -> None:
    with open(path, "wb", buffering=0) as file:  # noqa: PTH123 - thousands of calls
        left = memoryview(data)
        while left:
            left = left[file.write(left) :]


def _tidy(staged: list[tuple[str, str, str]], top: Path) -> None:
    """Remove what was staged in vain, and the folders made for it, as far as possible."""
    for beside, final, _ in staged:
        try:
            Path(beside).unlink(missing_ok=True)
            _remove_empty(Path(final).parent, top)
        except OSError:  # what keeps it from being written may keep it from being removed
            continue


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _foreign(shown: str, message: str, hint: str = "name an empty or a new folder with --out") -> Problem:
    return error(Origin(shown), "foreign-output", message, hint)


class Shield:
    """Once it is up Ctrl-C waits for the end of the block, so that nobody sees half of one site and half of another.
    Only the main thread hears of Ctrl-C, so anywhere else there is nothing to do."""

    def __init__(self) -> None:
        self._before: Callable[..., object] | None = None
        self._came = False

    def __enter__(self) -> Self:
        return self

    def up(self) -> None:
        """From here on."""
        from threading import current_thread, main_thread

        before = signal.getsignal(signal.SIGINT)
        if self._before is None and callable(before) and current_thread() is main_thread():
            self._before = before
            signal.signal(signal.SIGINT, self._wait)

    def _wait(self, *_: object) -> None:
        self._came = True

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)
        if self._came:
            signal.raise_signal(signal.SIGINT)
