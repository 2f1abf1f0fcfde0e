"""The list in an output folder of what builds made there (`files.MARKER`): whose site it is, and path to digest.

It is JSON; what a publication is about to put there is noted below it, in a line of its own that begins with a plus
sign, so that the list is ahead of every byte without being written twice. The next whole list goes without them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from enlsp_site.storage import disk
from enlsp_site.storage.files import MARKER, digest
from enlsp_site.storage.journal import GONE, STAND_IN

HERE = "here"
"""What stands for a site that has the output in its own folder, wherever that is moved."""


_BRIEF = frozenset((digest(STAND_IN), digest(GONE)))
"""The digests of what stands in the place of a listed page for a moment."""


class OutputList(NamedTuple):
    """What builds made in a folder. `files` are digests by path; `noted` other digests that a file may have, since a
    publication was on its way to put it there; `size` is that of the list in bytes. `site` is empty in old lists."""

    site: str
    files: dict[str, str]
    noted: dict[str, set[str]]
    size: int

    def is_ours(self, path: str, found: str) -> bool:
        """Whether bytes with this digest at that path are of a build."""
        return found == self.files.get(path) or found in self.noted.get(path, ()) or found in _BRIEF

    def left_empty(self, path: str, out: Path) -> bool:
        """Whether the folder of a file that a killed build did not come to is there, and empty."""
        near = next((each for each in reversed([*disk.above(path)]) if (out / each).is_dir()), "")
        return path in self.noted and near != "" and not os.listdir(out / near)


def site_name(site: Path, out: Path) -> str:
    """The name of a site in the list of an output folder: it tells two sites apart, is the same on another machine,
    and says nothing of either machine."""
    root, folder = os.path.realpath(site), os.path.realpath(out)
    if folder.startswith(root.rstrip(os.sep) + os.sep):
        return HERE
    return digest(Path(os.path.relpath(root, folder)).as_posix().encode())[:16]


def read(folder: Path) -> OutputList | None:
    """The list of what was made; None where there is none that can be read."""
    try:
        data = (folder / MARKER).read_bytes()
        first, *lines = data.decode().split("\n+ ")
        values = json.loads(first)
    except (OSError, ValueError, RecursionError, MemoryError):
        return None
    if not isinstance(values, dict):
        return None
    listed = values.get("files")
    if isinstance(listed, dict):
        return OutputList(str(values.get("site", "")), _inside(listed), _noted(lines), len(data))
    return OutputList("", _inside(values), {}, len(data))


def _inside(values: Mapping[str, Any]) -> dict[str, str]:
    """Only paths that lead nowhere but into the folder."""
    listed = {str(path): str(found) for path, found in values.items()}
    return {path: found for path, found in listed.items() if not {"", ".", ".."} & set(path.split("/"))}


def _noted(lines: list[str]) -> dict[str, set[str]]:
    noted: dict[str, set[str]] = {}
    for line in lines:
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):  # a machine stopped in the middle of it
            continue
        for path, found in _inside(values if isinstance(values, dict) else {}).items():
            noted.setdefault(path, set()).add(found)
    return noted


def whole(site: str, listed: Mapping[str, str]) -> bytes:
    """The list as it is kept."""
    values = {"site": site, "files": dict(sorted(listed.items()))}
    return (json.dumps(values, indent=0, ensure_ascii=False) + "\n").encode()


def note(coming: Mapping[str, str]) -> bytes:
    """What is noted below a list before these files are put there."""
    return f"\n+ {json.dumps(dict(coming), ensure_ascii=False)}\n".encode()
