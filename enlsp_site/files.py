"""The only reading and writing of site files: scans, reads, and writes that are atomic, file by file.

Paths of content are relative to the site's folder, with `/`; nothing is read that lies outside of it, and
nothing is written outside the output folder and the site's cache.

This room is entered before all others, to see whether anything has changed: it imports no third party, and
`model` (which does) only where there is a problem to tell.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from enlsp_site.model import Problem

MARKER = ".enlsp-made.json"
"""The file in an output folder that lists what a build made there: path to digest of the bytes."""

TEXT_SUFFIXES = (".yaml", ".yml", ".md", ".csv", ".bib")
CONTENT_ROOTS = ("content", "editions", "static", "templates")


class Stamp(NamedTuple):
    """What tells cheaply that a file is the same: size in bytes, time of change in ns, inode."""

    size: int
    mtime: int
    inode: int


class Tree(NamedTuple):
    """Files of a site by path relative to its folder, and those that a symlink leads out of it."""

    stamps: dict[str, Stamp]
    escaping: tuple[str, ...]


class Sources(NamedTuple):
    """What a build reads: texts by path, other files by path (stamped, not read), and what could not be read."""

    root: Path
    texts: dict[str, bytes]
    tree: Tree
    theme: dict[str, Stamp]
    problems: list[Problem]


def theme_dir() -> Path:
    """The folder with the theme's `templates/` and `static/`: in the wheel, or the repository's top level."""
    packaged = Path(__file__).parent / "theme"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent


def scan(root: Path, tops: tuple[str, ...] = CONTENT_ROOTS) -> Tree:
    """Stamp every file below the given folders of a site; hidden files and folders are passed over."""
    stamps: dict[str, Stamp] = {}
    escaping: list[str] = []
    real_root = os.path.realpath(root)
    for top in tops:
        if (root / top).is_dir():
            for name, entry in _walk(os.path.join(root, top), top):  # noqa: PTH118 - start-up time
                if entry.is_symlink() and not _inside(os.path.realpath(entry.path), real_root):
                    escaping.append(name)
                    continue
                try:
                    found = entry.stat()
                except OSError:  # a dangling link, or gone since it was listed
                    continue
                stamps[name] = Stamp(found.st_size, found.st_mtime_ns, found.st_ino)
    return Tree(stamps, tuple(escaping))


def _walk(folder: str, name: str) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file below a folder, in the order of names, so that what follows never depends on the disk."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.name == BYTECODE or (entry.name.startswith(".") and entry.name not in PUBLIC_DOTFILES):
            continue
        path = f"{name}/{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, path)
        else:
            yield path, entry


BYTECODE = "__pycache__"
"""Where compiled code lies beside its source."""

PUBLIC_DOTFILES = frozenset({".well-known", ".nojekyll"})
"""Hidden names that websites really publish."""


def _inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def read_sources(root: Path, tree: Tree, theme: dict[str, Stamp]) -> Sources:
    """Read the texts of a scanned site. A file that is gone since the scan, or cannot be read, is a problem."""
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in tree.stamps:
        if not _is_text(name):
            continue
        try:
            texts[name] = (root / name).read_bytes()
        except OSError as fault:
            problems.append(_unreadable(name, fault))
    problems += [_escaping(name) for name in tree.escaping]
    return Sources(root, texts, tree, theme, problems)


def read_templates(root: Path, tree: Tree) -> dict[str, bytes]:
    """The site's own templates, to quote the lines of their problems from."""
    names = [name for name in tree.stamps if name.startswith("templates/")]
    return {name: (root / name).read_bytes() for name in names if (root / name).is_file()}


def _unreadable(name: str, fault: OSError) -> Problem:
    from enlsp_site.model import Origin, error

    if isinstance(fault, FileNotFoundError):
        told = "vanished while the site was being built"
        return error(Origin(name), "vanished-file", told, "build again once it is there")
    reason = (fault.strerror or str(fault)).lower()
    return error(Origin(name), "unreadable-file", f"cannot be read: {reason}", "check its permissions")


def _escaping(name: str) -> Problem:
    from enlsp_site.model import Origin, error

    return error(
        Origin(name),
        "path-outside-site",
        "is a symlink that leads out of the site's folder",
        "copy the file into the site; nothing outside of its folder is published",
    )


def _is_text(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top == "editions":
        rest = rest.partition("/")[2]
        return name.endswith(TEXT_SUFFIXES) and not rest.startswith(("public/", "static/", "templates/"))
    return top == "content" and name.endswith(TEXT_SUFFIXES)


def digest(data: bytes) -> str:
    """A short name for some bytes: 128 bits of BLAKE2b in hexadecimal."""
    from hashlib import blake2b

    return blake2b(data, digest_size=16).hexdigest()


def digest_file(path: Path) -> str:
    """The digest of a file's bytes, read in pieces. Raises OSError."""
    from hashlib import blake2b

    state = blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            state.update(piece)
    return state.hexdigest()


def write(path: Path, data: bytes) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new, never a part. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(data)
        os.replace(beside, path)  # noqa: PTH105 - Path.replace is the same call, with more steps
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
