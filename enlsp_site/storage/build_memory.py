"""What the last build read and wrote: the manifest, in the site's `.enlsp/`, safe to delete at any time.

There is one for each output folder. It holds the stamps of all that was read and written, and answers "has anything
changed?" before anything else is imported; so it is in the form in which Python keeps its own compiled code
(marshal), which needs no import. Beside it lies what was parsed and rendered (`memory`). One that is damaged (each
begins with a checksum of the rest), or of another version, is ignored.
"""

from __future__ import annotations

import marshal
import os
import sys
import time

from enlsp_site import __version__
from enlsp_site.storage.cache_folder import FOLDER, prepare
from enlsp_site.storage.files import (
    BYTECODE,
    FileTree,
    Stamp,
    checksum,
    checksum_of_file,
    reason_of,
    scan,
    stamp_of,
    theme_path,
    write,
)

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

COMPILED = "templates"
"""Where in that folder the site's own templates are kept compiled."""
PICTURES = "pictures"
"""Where in that folder the copies of pictures are kept, for all output folders (`store`)."""
DRAWN = "drawn"
"""Where in that folder cards and icons are kept (`store`)."""
GRAIN = 50_000_000
"""Nanoseconds within which two writes may leave one time stamp (a kernel's clock ticks every 1 to 16 ms, and
some file systems are coarser): a file that was that young when it was read is compared by content."""

LIBRARIES = (
    *("jinja2", "markdown", "markupsafe", "math_core", "msgspec", "nh3", "pillow", "pyyaml", "selectolax", "tzdata"),
)


def world() -> str:
    """What every result depends on besides its inputs: Python, our own code and words, the libraries."""
    parts = [sys.version, __version__]
    parts += _own_files(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120 - start-up time
    parts += installed(LIBRARIES)
    parts += _time_zones()
    return "\n".join(parts)


def _own_files(top: str) -> list[str]:
    """The files of code and words below a folder, with their stamps: some hundred, at every start."""
    found, folders = [], [top]
    for folder in folders:
        for name in os.listdir(folder):
            if name.endswith((".py", ".json")):
                is_now = os.stat(f"{folder}/{name}")  # noqa: PTH116 - start-up time
                found.append(f"{folder[len(top) :]}/{name}:{is_now.st_size}:{is_now.st_mtime_ns}")
            elif "." not in name and name not in ("theme", BYTECODE) and os.path.isdir(f"{folder}/{name}"):  # noqa: PTH112
                folders.append(f"{folder}/{name}")
    found.sort()
    return found


def installed(libraries: tuple[str, ...]) -> list[str]:
    """Libraries' versions, from the names of their metadata folders: nothing needs to be imported."""
    found = []
    for folder in dict.fromkeys(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        found += [
            name for name in names if name.endswith(".dist-info") and name.partition("-")[0].lower() in libraries
        ]
    return sorted(found)


def _time_zones() -> list[str]:
    """What tells one release of the system's time zones from another; `zoneinfo` looks in these folders."""
    folders = os.environ.get("PYTHONTZPATH", "/usr/share/zoneinfo:/usr/lib/zoneinfo:/usr/share/lib/zoneinfo")
    found = []
    for folder in folders.split(os.pathsep):
        try:
            found.append(f"{folder}:{os.stat(folder).st_mtime_ns}")  # noqa: PTH116 - start-up time
        except OSError:
            continue
    return found


class Manifest:
    """What the last build into one output folder read and wrote."""

    def __init__(self, site: Path | str, out: Path | str) -> None:
        self._name = checksum(os.fsencode(os.path.abspath(out)))  # noqa: PTH100 - of the name, not of the file
        self._folder = f"{site}/{FOLDER}"
        self.out = out
        self.note = ""

    @property
    def folder(self) -> Path:
        """Where it lies, with all else that is remembered of the site."""
        from pathlib import Path

        return Path(self._folder)

    @property
    def path(self) -> Path:
        """Its own file. What is there is of one release of Python, which its name tells."""
        return self.folder / self._file

    @property
    def _file(self) -> str:
        return f"manifest-{self._name}.{sys.implementation.cache_tag}"

    @property
    def edits_path(self) -> Path:
        """The file of what is kept for the next edit of a paper."""
        return self.folder / f"edits-{self._name}"

    @property
    def memory_path(self) -> Path:
        """The file of what builds remember of texts, pages and pictures, which this manifest goes with."""
        return self.folder / f"memory-{self._name}.msgpack"

    def read(self) -> dict[str, Any] | None:
        """The manifest's values; None if there is none that can be read."""
        data, self.note = unsealed(f"{self._folder}/{self._file}")
        values: dict[str, Any] | None = marshal.loads(data) if data else None
        return values

    def write(
        self,
        options: Mapping[str, Any],
        seen: Snapshot,
        outputs: Mapping[str, Stamp],
        told: list[Any],
        moments: list[tuple[float, bool]],
        edits: str = "",
    ) -> None:
        """Replace the manifest; `told` are the build's warnings, as plain data, `moments` those at which the site
        changes by itself, each with whether it had passed; `edits` names what is kept of the build for the next
        edit. Raises OSError."""
        values = {
            "world": seen.world,
            "options": dict(options),
            "inputs": _inputs(seen),
            "outputs": dict(outputs),
            "problems": told,
            "moments": moments,
            "edits": edits,
        }
        prepare(self.folder)
        write(self.path, sealed(marshal.dumps(values)), self._folder)

    def forget(self) -> None:
        """Begin from nothing: `--clean`. Raises OSError."""
        self.path.unlink(missing_ok=True)
        self.memory_path.unlink(missing_ok=True)
        self.edits_path.unlink(missing_ok=True)
        for folder in (self.folder / COMPILED, self.folder / PICTURES, self.folder / DRAWN):
            for name in os.listdir(folder) if folder.is_dir() else ():
                (folder / name).unlink(missing_ok=True)


def sealed(data: bytes) -> bytes:
    """Data with its checksum before it."""
    return seal(data) + data


def seal(data: bytes | bytearray) -> bytes:
    """What goes before data in a file, so that damage is seen: their checksum, and a line's end."""
    return checksum(data).encode() + b"\n"


def unsealed(path: Path | str) -> tuple[bytes, str]:
    """What was sealed into a file, and an empty text. Where there is none, no bytes; where it is damaged or cannot
    be read, no bytes and why, in words: an unnoticed fault could reach pages."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - start-up time
            seal, _, data = file.read().partition(b"\n")
    except FileNotFoundError:
        return b"", ""
    except OSError as fault:
        return b"", f"the cache cannot be read: {reason_of(fault)}"
    return (data, "") if checksum(data).encode() == seal else (b"", "the cache was damaged, and is made anew")


class Snapshot:
    """What a build found before it read anything: the site's files, and the theme's.

    `young` has the checksums of those that had just been written: such a file may change once more within its
    time stamp. They are taken before the file is read, so that a change in between is seen as one next time; a
    checksum will do for one of the same size, and loads nothing at every start.
    """

    def __init__(self, site: Path | str, tree: FileTree, theme: dict[str, Stamp], young: dict[str, str]) -> None:
        self.site = site
        self.tree = tree
        self.theme = theme
        self.young = young
        self._world = ""

    @property
    def world(self) -> str:
        """What every result depends on besides its inputs, looked up once for a build."""
        self._world = self._world or world()
        return self._world


def clock() -> float:
    """The time of the build, in seconds of the epoch: SOURCE_DATE_EPOCH if it is set, so that a build can be repeated
    (reproducible-builds.org/specs/source-date-epoch), else now. Raises ValueError where that is no number."""
    asked = os.environ.get("SOURCE_DATE_EPOCH")
    return float(int(asked)) if asked else time.time()


def look(site: Path | str) -> Snapshot:
    """Stamp all files that a build of this site could read."""
    began = time.time_ns()
    tree = scan(site)
    theme = theme_path()
    of_theme = {} if _is_same(theme, site) else scan(theme, ("static", "templates"), trusted=True).stamps
    stamps = _stamps(tree, of_theme).items()
    young = [name for name, (_, changed, _) in stamps if changed > began - GRAIN]
    return Snapshot(site, tree, of_theme, {name: _checksum_or_nothing(_path(name, site)) for name in young})


def _is_same(folder: str, other: Path | str) -> bool:
    try:
        return os.path.samefile(folder, other)  # noqa: PTH121 - start-up time
    except OSError:
        return False


def _stamps(tree: FileTree, theme: Mapping[str, Stamp]) -> dict[str, Stamp]:
    """The stamps of the site's files and of the theme's, whose names begin with `theme:`."""
    return tree.stamps | {f"theme:{name}": stamp for name, stamp in theme.items()}


def _path(name: str, site: Path | str) -> str:
    return f"{theme_path()}/{name[6:]}" if name.startswith("theme:") else f"{site}/{name}"


def _inputs(seen: Snapshot) -> dict[str, tuple[Any, ...]]:
    """The stamps as a manifest keeps them; a file too young for its stamp to be trusted comes with its checksum."""
    return {
        name: (*stamp, seen.young[name]) if name in seen.young else stamp
        for name, stamp in _stamps(seen.tree, seen.theme).items()
    }


def _checksum_or_nothing(path: str) -> str:
    try:
        return checksum_of_file(path)
    except OSError:
        return ""


def asked(base_url: str = "", *, strict: bool = False, drafts: bool = False) -> dict[str, Any]:
    """The options that a site depends on, as a manifest keeps them."""
    return {"base_url": base_url, "strict": strict, "drafts": drafts}


def unchanged(manifest: Manifest, options: Mapping[str, Any], seen: Snapshot, now: float) -> dict[str, Any] | None:
    """The last build's manifest if a build with these options, at the time `now` in seconds of the epoch, would do
    nothing; else None."""
    known, changed = since(manifest, options, seen, now)
    return None if changed else known


def since(
    manifest: Manifest, options: Mapping[str, Any], seen: Snapshot, now: float
) -> tuple[dict[str, Any] | None, list[str]]:
    """The last build's manifest and the files whose content may have changed since, if that is all that has: the same
    options, files of the same names, the output as it was left, and no moment passed at which something changes by
    `now`, in seconds of the epoch. Else None and an empty list."""
    known = manifest.read()
    if seen.tree.faults or known is None or known["options"] != dict(options) or known["world"] != seen.world:
        return None, []
    if any((now >= moment) != passed for moment, passed in known["moments"]):
        return None, []
    changed = _changed_inputs(known["inputs"], _stamps(seen.tree, seen.theme), seen.site)
    if changed is None or not _same_outputs(known["outputs"], manifest.out):
        return None, []
    return known, changed


def _changed_inputs(
    kept: Mapping[str, tuple[Any, ...]], found: Mapping[str, Stamp], site: Path | str
) -> list[str] | None:
    """The names of files that may have changed; None where there are other files than there were."""
    if kept.keys() != found.keys():
        return None
    changed = []
    for name, stamp in found.items():
        size, time_, inode, *young = kept[name]
        same = (size, time_, inode) == stamp
        if not same or (young and (not young[0] or _checksum_or_nothing(_path(name, site)) != young[0])):
            changed.append(name)
    return changed


def _same_outputs(kept: Mapping[str, Stamp], out: Path | str) -> bool:
    for name, stamp in kept.items():
        try:
            found = os.stat(f"{out}/{name}")  # noqa: PTH116 - thousands of calls
        except OSError:
            return False
        if stamp_of(found) != stamp:
            return False
    return True
