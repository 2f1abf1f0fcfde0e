"""What is imported, as named files: a folder, a zip archive, or one file; capped in number and size, and never
anything outside of it."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.importers.codes import PATH_OUTSIDE_SOURCE, SOURCE_TOO_LARGE, SYMLINK, UNREADABLE_SOURCE

MOST_FILES = 20_000
LARGEST = 64 << 20
"""How many bytes one file may have; a text that is read as a whole may have `LARGEST_TEXT`."""
LARGEST_TEXT = 16 << 20
MOST_BYTES = 2 << 30
"""How many bytes an archive may hold, unpacked."""
_PASSED_OVER = frozenset({"_site", "node_modules", "vendor", "__pycache__", "__MACOSX"})
"""Folders that hold what programs made."""
OF_SITES = frozenset({"__MACOSX"})
"""Folders of a finished site that are none of it."""

Read = Callable[[int], bytes]
"""What gives the bytes of a file, but no more than so many. Raises OSError or ValueError."""


class Source:
    """Named files. Names have `/` and no `..`; what cannot be read is as good as absent, and a problem."""

    def __init__(self, files: Mapping[str, Read], problems: list[Problem] | None = None) -> None:
        self._files = dict(sorted(files.items()))
        self.problems: list[Problem] = problems or []
        self._seen: set[str] = set()

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> Source:
        """A source from bytes by name."""
        return cls({name: _held(data) for name, data in files.items()})

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all files, in order."""
        return tuple(self._files)

    def __contains__(self, name: str) -> bool:
        return name in self._files

    def read(self, name: str, most: int = LARGEST_TEXT) -> bytes | None:
        """The bytes of a file; None, and a problem, if there is none, or if it is larger than `most`."""
        if name not in self._files:
            return None
        self._seen.add(name)
        try:
            data = self._files[name](most + 1)
        except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile) as fault:
            reason = str(getattr(fault, "strerror", "") or fault).lower() or "it is damaged"
            self._refuse(name, f"this file cannot be read: {' '.join(reason.split())}", "check it, and import again")
            return None
        if len(data) > most:
            told = f"this file is larger than {most >> 20} MB, and is left out"
            self._refuse(name, told, "import a smaller part of it")
            return None
        return data

    def unread(self) -> list[str]:
        """The names of the files that nobody has looked into."""
        return [name for name in self._files if name not in self._seen]

    def read_of(self, name: str) -> Read:
        """What reads a file of the source."""
        return self._files[name]

    def single(self) -> str:
        """The name of the only file; of several the first. There is always one in a source that was opened."""
        return next(iter(self._files), "")

    def _refuse(self, name: str, told: str, hint: str) -> None:
        self.problems.append(report(UNREADABLE_SOURCE, Origin(name, (), 1, 1), told, hint))


def _held(data: bytes) -> Read:
    return lambda most: data[:most]


def opened(path: Path, passed_over: frozenset[str] = _PASSED_OVER) -> Source:
    """The source at a path, without folders that are called so. What is refused there (symlinks, paths that lead out)
    is told. Raises OSError."""
    if path.is_dir():
        return _folder(path, passed_over)
    if path.suffix.lower() == ".zip":
        return _archive(path, passed_over)
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "it is neither a file nor a folder")
    return Source({path.name: _from_disk(path)})


def _from_disk(path: Path) -> Read:
    def read(most: int) -> bytes:
        with path.open("rb") as file:
            return file.read(most)

    return read


def _folder(top: Path, passed_over: frozenset[str]) -> Source:
    files: dict[str, Read] = {}
    problems: list[Problem] = []
    for folder, inside, names in os.walk(top):
        inside[:] = sorted(name for name in inside if not _is_out(Path(folder, name), top, passed_over, problems))
        for name in sorted(names):
            path = Path(folder, name)
            short = path.relative_to(top).as_posix()
            if path.is_symlink():
                problems.append(_symlink(short))
            elif path.is_file() and not name.startswith(".") and _is_text(short):
                files[short] = _from_disk(path)
            if len(files) >= MOST_FILES:
                problems.append(_too_many(short))
                return Source(files, problems)
    return Source(files, problems)


def _is_out(path: Path, top: Path, passed_over: frozenset[str], problems: list[Problem]) -> bool:
    if path.is_symlink():
        problems.append(_symlink(path.relative_to(top).as_posix()))
        return True
    return path.name.startswith(".") or path.name in passed_over


def _is_text(name: str) -> bool:
    """Whether a name can be written to a file of ours."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _archive(path: Path, passed_over: frozenset[str]) -> Source:
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
        return unpacked(data, passed_over)
    except zipfile.BadZipFile as fault:
        raise OSError(0, f"it is no zip archive: {fault}".lower()) from None


def unpacked(data: bytes, passed_over: frozenset[str] = _PASSED_OVER) -> Source:
    """The files of a zip archive, without folders that are called so. Those whose names lead out of it are refused
    and told, as are symlinks.

    Raises `zipfile.BadZipFile`.
    Reports `path-outside-source`.
    """
    archive = zipfile.ZipFile(io.BytesIO(data))
    files: dict[str, Read] = {}
    problems: list[Problem] = []
    total = 0
    for entry in archive.infolist()[: MOST_FILES + 1]:
        total += entry.file_size
        name = entry.filename
        if len(files) >= MOST_FILES or total > MOST_BYTES:
            problems.append(_too_many(name))
            break
        if entry.is_dir() or _is_by_a_program(name, passed_over):
            continue
        if stat.S_ISLNK(entry.external_attr >> 16):
            problems.append(_symlink(name))
        elif not is_inside(name):
            told = f"the name `{name[:80]}` leads out of the archive, and is left out"
            problems.append(report(PATH_OUTSIDE_SOURCE, Origin("(archive)"), told, "make the archive again"))
        else:
            files[name] = _from_archive(archive, entry)
    return Source(_without_top(files), problems)


def _from_archive(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Read:
    def read(most: int) -> bytes:
        import zlib

        try:
            with archive.open(entry) as file:
                return file.read(most)
        except zlib.error as fault:
            raise ValueError(str(fault)) from None

    return read


def _is_by_a_program(name: str, passed_over: frozenset[str]) -> bool:
    steps = name.split("/")
    return any(step in passed_over or (step.startswith(".") and step not in (".", "..")) for step in steps)


def is_inside(name: str) -> bool:
    """Whether a name is that of a file inside of its folder, on every system."""
    steps = name.split("/")
    plain = name.isprintable() and not set('\\:*?"<>|') & set(name)
    return plain and bool(name) and all(step not in ("", ".", "..") for step in steps) and len(name) < 400


def _without_top(files: dict[str, Read]) -> dict[str, Read]:
    """The files without the one folder that all are in: that is how archives of repositories are made."""
    tops = {name.partition("/")[0] for name in files}
    if len(tops) != 1 or not all("/" in name for name in files):
        return files
    top = tops.pop()
    if top.startswith("_"):
        return files
    return {name.partition("/")[2]: read for name, read in files.items()}


def _symlink(name: str) -> Problem:
    told = "this symlink is not followed"
    return report(SYMLINK, Origin(name), told, "put the file itself in its place, if it is needed")


def _too_many(name: str) -> Problem:
    told = f"the source holds more than {MOST_FILES:,} files or {MOST_BYTES >> 30} GB; from here on it is not read"
    return report(SOURCE_TOO_LARGE, Origin(name), told, "import a part of it")
