"""The only reading and writing of site files: scans, reads, and writes that are atomic, file by file.

Paths of content are relative to the site's folder, with `/`; nothing is read that lies outside of it, and
nothing is written outside the output folder and the site's cache (but compiled templates beside the theme's, where
Python keeps its own).

This room is entered before all others, to see whether anything has changed: it imports no third party, and
`model` (which does) only where there is a problem to tell.
"""

from __future__ import annotations

import os
import stat

TYPE_CHECKING = False  # to find that nothing is new takes less time than to import `typing` or `pathlib`
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from hashlib import blake2b
    from pathlib import Path

    from enlsp_site.diagnostics.problem import Problem

MARKER = ".enlsp-made.json"
"""The file in an output folder that lists what a build made there: path to digest of the bytes."""

TEXT_SUFFIXES = (".yaml", ".yml", ".md", ".csv", ".bib")
LARGEST_TEXT = 64_000_000
"""How many bytes a content file may have: forty thousand papers with their abstracts."""
CONTENT_ROOTS = ("content", "editions", "static", "templates")


Stamp = tuple[int, int, int]
"""What tells cheaply that a file is the same: size in bytes, time of change in ns, inode. The time is that of the
last change of the content or, where that was set back by hand, of the setting."""


def stamp_of(found: os.stat_result) -> Stamp:
    """The stamp of a file from what the system says of it."""
    return found.st_size, max(found.st_mtime_ns, found.st_ctime_ns), found.st_ino


class FileTree:
    """Files of a site by path relative to its folder; and what cannot be a file of it: path to a reason. `links` has
    the own names of files that are there through a symlink, and `hidden` temporary files that are passed over."""

    def __init__(
        self,
        stamps: dict[str, Stamp],
        faults: Mapping[str, str],
        links: Mapping[str, str] = {},
        hidden: Sequence[str] = (),
    ) -> None:
        self.stamps = stamps
        self.hidden = hidden
        self.faults = faults
        self.links = links


class Sources:
    """What a build reads: texts by path, other files by path (stamped, not read), and what could not be read."""

    def __init__(
        self, root: Path, texts: dict[str, bytes], tree: FileTree, theme: dict[str, Stamp], problems: list[Problem]
    ) -> None:
        self.root = root
        self.texts = texts
        self.tree = tree
        self.theme = theme
        self.problems = problems


def theme_dir() -> Path:
    """The folder with the theme's `templates/` and `static/`: in the wheel, or the repository's top level."""
    from pathlib import Path

    return Path(theme_path())


def theme_path() -> str:
    """`theme_dir` as a text."""
    package = os.path.dirname(os.path.dirname(__file__))  # noqa: PTH120 - start-up time
    packaged = f"{package}/theme"
    return packaged if os.path.isdir(packaged) else os.path.dirname(package)  # noqa: PTH112, PTH120 - start-up time


def scan(root: Path | str, tops: tuple[str, ...] = CONTENT_ROOTS, *, trusted: bool = False) -> FileTree:
    """Stamp every file below the given folders of a site; hidden files and folders are passed over.

    Symlinks are followed inside the site; one that leads out of it is a fault, unless the folder is `trusted`
    (our theme, which installers may link together from anywhere).
    """
    scanner = _FolderScanner(os.path.realpath(root), trusted)
    for top in tops:
        path = os.path.join(root, top)  # noqa: PTH118 - start-up time
        if not os.path.isfile(path):  # noqa: PTH113 - start-up time
            scanner.add(path, top, scanner.root, ())
    return FileTree(scanner.stamps, scanner.faults, scanner.links, scanner.hidden)


class _FolderScanner:
    """Collects stamps and faults, in the order of names, so that what follows never depends on the disk.

    Folders come with their real path and with those of the folders around them, in which a symlink that leads
    back into one of them is found.
    """

    def __init__(self, root: str, trusted: bool) -> None:
        self.root = root
        self.stamps: dict[str, Stamp] = {}
        self.faults: dict[str, str] = {}
        self.links: dict[str, str] = {}
        self.hidden: list[str] = []
        self._trusted = trusted

    def add(self, path: str, name: str, real: str, around: tuple[str, ...]) -> None:
        """Add what stands at a path, if anything does; `real` is the real path of its folder."""
        target = ""
        try:
            found = os.lstat(path)
            if stat.S_ISLNK(found.st_mode):
                target = os.path.realpath(path)
                if not self._trusted and not _inside(target, self.root):
                    self.faults[name] = "outside"
                    return
                found = os.stat(path)  # noqa: PTH116 - start-up time
        except OSError as fault:
            if os.path.lexists(path):
                self.faults[name] = "nowhere" if target else reason_of(fault)
            return
        own = target or f"{real}/{name.rpartition('/')[2]}"
        if stat.S_ISDIR(found.st_mode) and target and any(_inside(each, target) for each in around):
            self.faults[name] = "loop"
        elif target and not self._trusted and not _is_of_a_kind(name, target[len(self.root) :].lstrip(os.sep)):
            self.faults[name] = "unpublished"
        elif stat.S_ISDIR(found.st_mode):
            self._add_folder(path, name, own, around)
        elif not _is_utf8(name):
            self.faults[name] = "bad-name"
        elif stat.S_ISREG(found.st_mode):
            self.stamps[name] = stamp_of(found)
            if not self._trusted and own != f"{self.root}/{name}":
                self.links[name] = own[len(self.root) :].lstrip(os.sep)

    def _add_folder(self, path: str, name: str, real: str, around: tuple[str, ...]) -> None:
        try:
            entries = sorted(os.listdir(path))
        except OSError as fault:
            if os.path.lexists(path):
                self.faults[name] = reason_of(fault)
            return
        for entry in entries:
            if entry != BYTECODE and (not entry.startswith(".") or entry in PUBLIC_DOTFILES):
                self.add(f"{path}/{entry}", f"{name}/{entry}", real, (*around, real))
            elif entry == SCHEMAS or entry.endswith(".tmp"):
                self._add_hidden(f"{path}/{entry}", f"{name}/{entry}", real)

    def _add_hidden(self, path: str, name: str, folder: str) -> None:
        """Note what a killed command may have left (`leftovers`), but not behind a symlink."""
        if folder != f"{self.root}/{name.rpartition('/')[0]}":
            return
        if name.endswith(".tmp"):
            self.hidden.append(name)
        elif not os.path.islink(path):  # noqa: PTH114 - start-up time
            try:
                self.hidden += [f"{name}/{each}" for each in os.listdir(path) if each.endswith(".tmp")]
            except OSError:
                return


def reason_of(fault: OSError) -> str:
    """Why something failed, as part of a sentence."""
    return (fault.strerror or str(fault)).lower()


def _is_utf8(name: str) -> bool:
    """Whether the name of a file can be written to pages: a system may keep names as any bytes."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


BYTECODE = "__pycache__"
"""Where compiled code lies beside its source."""

SCHEMAS = ".schema"
"""The hidden folder that `enlsp schema` writes, beside content."""

PUBLIC_DOTFILES = frozenset({".well-known", ".nojekyll"})
"""Hidden names that websites really publish."""


def _is_of_a_kind(name: str, target: str) -> bool:
    """Whether a symlink leads to what is the site's own in the same way, so that it shows nothing that would not be
    seen under its own name: what is published to what is published, content to content, templates to templates."""
    path = target.replace(os.sep, "/")
    hidden = any(part.startswith(".") and part not in PUBLIC_DOTFILES for part in path.split("/"))
    return not hidden and _kind(name) == _kind(path)  # a name has always a kind


def _kind(path: str) -> str:
    top, _, rest = path.partition("/")
    if top == "editions":
        folder = rest.partition("/")[2].partition("/")[0]
        return folder if folder == "templates" else "static" if folder in ("static", "public") else "content"
    return top if top in CONTENT_ROOTS else ""


def _inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def read_sources(root: Path, tree: FileTree, theme: dict[str, Stamp]) -> Sources:
    """Read the texts of a scanned site. A file that is gone since the scan, or cannot be read, is a problem."""
    texts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name in tree.stamps:
        if not _is_text(name):
            continue
        if tree.stamps[name][0] > LARGEST_TEXT:
            problems.append(_too_long(name, tree.stamps[name][0]))
            continue
        try:
            texts[name] = (root / name).read_bytes()
        except OSError as fault:
            problems.append(unreadable(name, fault))
    problems += [_unusable(name, why) for name, why in tree.faults.items()]
    return Sources(root, texts, tree, theme, problems)


def read_templates(root: Path, tree: FileTree) -> dict[str, bytes]:
    """The site's own templates, to quote the lines of their problems from."""
    found = {}
    for name in tree.stamps:
        if name.startswith("templates/"):
            try:
                found[name] = (root / name).read_bytes()
            except OSError:  # gone since the scan: it cannot be quoted then
                continue
    return found


def _too_long(name: str, size: int) -> Problem:
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin
    from enlsp_site.storage.codes import TOO_LONG

    message = f"this file has {size:,} bytes, and no content file may have over {LARGEST_TEXT:,}"
    return report(TOO_LONG, Origin(name), message, "what is no text of the site belongs into static/")


def unreadable(name: str, fault: OSError) -> Problem:
    """The problem of a file that was there when the build began, and cannot be read. Reports `unreadable-file` and
    `vanished-file`."""
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin
    from enlsp_site.storage.codes import UNREADABLE_FILE, VANISHED_FILE

    if isinstance(fault, FileNotFoundError):
        return report(VANISHED_FILE, Origin(name))
    return report(UNREADABLE_FILE, Origin(name), f"this file cannot be read: {reason_of(fault)}")


def _unusable(name: str, why: str) -> Problem:
    """The problem of what a scan found and cannot take."""
    from enlsp_site.diagnostics.codes import report
    from enlsp_site.diagnostics.origin import Origin
    from enlsp_site.storage.codes import BAD_NAME, BROKEN_SYMLINK, PATH_OUTSIDE_SITE, UNREADABLE_FILE

    origin = Origin(name)
    if why == "outside":
        message = "this symlink leads out of the site's folder, and is not followed"
        hint = "put what it leads to in its place; nothing outside of the site's folder is published"
        return report(PATH_OUTSIDE_SITE, origin, message, hint)
    if why == "unpublished":
        message = "this symlink leads to what is not published under its own name, and is not followed"
        hint = "put what it leads to in its place; from static/ a link may lead to files in static/"
        return report(PATH_OUTSIDE_SITE, origin, message, hint)
    if why == "nowhere":
        return report(BROKEN_SYMLINK, origin)
    if why == "loop":
        return report(BROKEN_SYMLINK, origin, "this symlink leads back to a folder that it is in", "delete it")
    if why == "bad-name":
        return report(BAD_NAME, origin)
    return report(UNREADABLE_FILE, origin, f"this cannot be read: {why}")


def _is_text(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top == "editions":
        rest = rest.partition("/")[2]
        return name.endswith(TEXT_SUFFIXES) and not rest.startswith(("public/", "static/", "templates/"))
    return top == "content" and name.endswith(TEXT_SUFFIXES)


def checksum(data: bytes | bytearray) -> str:
    """A cheap sum of some bytes (CRC-32, hexadecimal): for telling damage and what was
    written in the same moment, not for naming content."""
    from zlib import crc32

    return f"{crc32(data):08x}"


def checksum_of_file(path: Path | str) -> str:
    """The checksum of a file's bytes, read in pieces. Raises OSError."""
    from zlib import crc32

    found = 0
    with open(path, "rb") as file:  # noqa: PTH123 - start-up time
        while piece := file.read(1 << 20):
            found = crc32(piece, found)
    return f"{found:08x}"


def digest(data: bytes) -> str:
    """A short name for some bytes: 128 bits of BLAKE2b in hexadecimal."""
    state = new_digest()
    state.update(data)
    return state.hexdigest()


def new_digest() -> blake2b:
    """What takes in bytes and gives 128 bits. From where `hashlib` has it, too, which brings OpenSSL with it: to load
    that takes as long as a build of nothing new."""
    try:
        from _blake2 import blake2b
    except ImportError:  # another Python than CPython
        from hashlib import blake2b
    return blake2b(digest_size=16)


def digest_file(path: Path | str) -> str:
    """The digest of a file's bytes, read in pieces. Raises OSError."""
    state = new_digest()
    with open(path, "rb") as file:  # noqa: PTH123 - start-up time
        while piece := file.read(1 << 20):
            state.update(piece)
    return state.hexdigest()


def write(path: Path | str, data: bytes | bytearray, cache: Path | str | None) -> None:
    """Replace a file in one step: a reader sees the old bytes or the new, never a part. Raises OSError.

    Until they are whole the bytes wait in the site's cache folder (`.enlsp/`), so that no half of a file is left
    where it could be committed or published, whenever we are killed. Where there is none, or on another file system,
    they wait beside the file.
    """
    from enlsp_site.storage import disk

    final = str(path)
    waiting, between = waiting_for(final, cache)
    try:
        disk.write_new(waiting, data)
        disk.replace(waiting, final, between)
    except BaseException:
        disk.remove(waiting)
        raise


def waiting_for(final: str, cache: Path | str | None) -> tuple[str, str]:
    """Where the bytes of a file wait until they are whole, and the name beside it by way of which they come from
    another file system. The folders are made. Raises OSError."""
    folder = os.path.dirname(final) or "."  # noqa: PTH120 - start-up time
    name = f"{os.getpid()}-{digest(os.fsencode(final))}"
    between = f"{folder}/.enlsp-{name}.tmp"
    os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - likewise
    return (f"{cache}/staging/{name}" if cache and _can_stage(cache) else between), between


def _can_stage(cache: Path | str) -> bool:
    try:
        os.makedirs(f"{cache}/staging", exist_ok=True)  # noqa: PTH103 - start-up time
    except OSError:
        return False
    return True
