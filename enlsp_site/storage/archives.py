"""The files of an archive, an edition that is a finished site, and the list of their digests.

`editions/<year>/archive.sha256` has a line for each file below `public/` and `static/` there, as `sha256sum` writes
and checks them: 64 hexadecimal digits, two blanks, the path from the edition's folder. The content that the site was
made of is kept in `editions/<year>/.content/`, which no build reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LIST = "archive.sha256"
PUBLIC = "public"
CONTENT = ".content"
GIT = b"# Not a byte of an archive changes, line ends included.\n* -text\n"
"""The file `.gitattributes` beside it."""


def listed(files: Mapping[str, bytes]) -> bytes:
    """The list of files, by their paths from the edition's folder."""
    import hashlib  # brings OpenSSL with it, which no build needs

    lines = [f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())]
    return "".join(lines).encode()


def published(folder: Path) -> list[str]:
    """The paths of what is published of an archive, from the edition's folder, in order."""
    tops = (folder / PUBLIC, folder / "static")
    return sorted(path.relative_to(folder).as_posix() for top in tops for path in top.rglob("*") if path.is_file())


def changed(folder: Path) -> list[tuple[str, str]]:
    """What is not as it is listed below an edition's folder: paths from it, in order, each with what it was:
    `changed`, `deleted` or `added`. An empty list where nothing is listed. Raises OSError where that cannot be
    read."""
    if not (folder / LIST).is_file():
        return []
    lines = (folder / LIST).read_text("utf-8").splitlines()
    known = {path: digest for digest, _, path in (line.partition("  ") for line in lines)}
    there = {*published(folder)}
    found = [(path, "added") for path in there - known.keys()]
    found += [(path, "deleted") for path in known.keys() - there]
    found += [(path, "changed") for path in known.keys() & there if _digest(folder / path) != known[path]]
    return sorted(found)


def _digest(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
