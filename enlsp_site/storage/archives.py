"""The files of an archive, an edition that is a finished site, and the list of their digests.

`editions/<year>/archive.sha256` has a line for each file below `public/` and `static/` there, as `sha256sum` writes
and checks them: 64 hexadecimal digits, two blanks, the path from the edition's folder. The content that the site was
made of is kept in `editions/<year>/.content/`, which no build reads. What is still known of it is in `archive.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

LIST = "archive.sha256"
PUBLIC = "public"
CONTENT = ".content"
FACTS = "archive.yaml"
"""What the site still knows of the edition (`content.archives`); people may mend it."""
GIT = b"# Not a byte of an archive changes, line ends included.\n* -text\n"
"""The file `.gitattributes` beside it."""


def listed(files: Mapping[str, bytes]) -> bytes:
    """The list of files, by their paths from the edition's folder."""
    return lines({path: digest(data) for path, data in files.items()})


def lines(digests: Mapping[str, str]) -> bytes:
    """The list of files of which the digests are known, by their paths."""
    return "".join(f"{found}  {path}\n" for path, found in sorted(digests.items())).encode()


def digest(data: bytes) -> str:
    """What the list says of a file with these bytes."""
    import hashlib  # brings OpenSSL with it, which no build needs

    return hashlib.sha256(data).hexdigest()


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
    rows = (folder / LIST).read_text("utf-8").splitlines()
    known = {path: found for found, _, path in (row.partition("  ") for row in rows)}
    there = {*published(folder)}
    found = [(path, "added") for path in there - known.keys()]
    found += [(path, "deleted") for path in known.keys() - there]
    found += [(path, "changed") for path in known.keys() & there if _digest(folder / path) != known[path]]
    return sorted(found)


def _digest(path: Path) -> str:
    import hashlib

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
