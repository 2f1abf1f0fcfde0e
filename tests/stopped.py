"""A build in a process of its own that is stopped at one step on the disk, and what is looked at afterwards.

Every change of the disk is a function of `disk`; the process counts their calls, and at the one that is asked for it
ends itself by a signal, before the step or after half of it, or finds the disk full.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag

STEPS = ("write_new", "write_synced", "append", "shorten", "copy_new", "replace", "link", "remove", "make_folder")
"""What of `disk` is counted. `remove_folder` and `clear` fail in silence: a kill in them is one before or after."""

COUNTED = "count"
FULL = "full"


def main() -> None:
    """`stopped.py NUMBER HOW COMMAND...`: run a command of enlsp, and at its step of this number end by the signal
    HOW, or with HOW `full` have no space left from there on. With HOW `count` print how many steps there are."""
    number, how, *command = sys.argv[1:]
    _prepare(int(number), how)
    from enlsp_site.commands.entry import run

    sys.argv = ["enlsp", *command]
    run()


def _prepare(number: int, how: str) -> None:
    from enlsp_site.storage import disk

    count = [0]

    def step(name: str) -> None:
        real = getattr(disk, name)

        def call(*given: object) -> object:
            count[0] += 1
            if how == FULL and count[0] >= number and name not in ("remove", "shorten", "replace"):
                if name in ("write_new", "write_synced"):
                    real(given[0], bytes(given[1])[: len(given[1]) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(given[0]))
            if how not in (FULL, COUNTED) and count[0] == number:
                if name in ("write_new", "write_synced", "append"):  # in the middle of it
                    real(given[0], bytes(given[1])[: len(given[1]) // 2])
                os.kill(os.getpid(), getattr(signal, how))
            return real(*given)

        setattr(disk, name, call)

    for name in STEPS:
        step(name)
    if how == COUNTED:
        leave = os._exit

        def told(code: int) -> None:
            print(count[0], flush=True)
            leave(code)

        os._exit = told


# What is looked at

TEMPORARY = re.compile(r"\.tmp$|^\.enlsp-(?!made\.json$)|\.part$|~$")


def temporary(folder: Path) -> list[str]:
    """The names of files and folders, hidden ones too, that no published site has."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if TEMPORARY.search(path.name))


def digests(folder: Path) -> dict[str, str]:
    """All that stands in a folder: the digests of files by path, and empty texts for folders."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
        for path in sorted(folder.rglob("*"))
    }


_LINK = re.compile(rb"""<(?:a|link|img|script|source)\b[^>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")


def broken_links(folder: Path) -> list[str]:
    """Links of any page that lead to no file of the folder."""
    found = []
    for page in sorted(folder.rglob("*.html")):
        for link in set(_links(page)):
            path = page.parent / link if link else page
            if not (path.is_file() or (path / "index.html").is_file()):
                found.append(f"{page.relative_to(folder).as_posix()} -> {link}")
    return found


def _links(page: Path) -> Iterator[str]:
    for groups in _LINK.findall(page.read_bytes()):
        link = unquote(urldefrag(b"".join(groups).decode())[0].partition("?")[0])
        if not re.match(r"[a-z][a-z+.-]*:|//|/", link, re.I):  # 404.html names the server's root
            yield link


if __name__ == "__main__":
    main()
