"""What keeps a site from being published in a folder, as problems: `foreign-output`, `foreign-file`,
`unwritable-output`, and `changed-file` or `vanished-file` of a source that is another by now."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage.codes import CHANGED_FILE, FOREIGN_FILE, FOREIGN_OUTPUT, UNWRITABLE_OUTPUT
from enlsp_site.storage.files import MARKER, reason_of, unreadable


class ChangedError(OSError):
    """A file that is published as it is changed while the site was being built."""


class _FromSource(Protocol):
    """A file of the output, and the file that it is copied from, if it is."""

    @property
    def path(self) -> str: ...
    @property
    def source(self) -> Path | None: ...


def foreign_folder(shown: str, message: str, hint: str = "name an empty or a new folder with --out") -> Problem:
    """Report an output folder that is not ours (`foreign-output`); `shown` is how it is named to people."""
    return report(FOREIGN_OUTPUT, Origin(shown), message, hint)


def foreign_file(shown: str, path: str, message: str) -> Problem:
    """Report a file in an output folder that is not ours and in the way (`foreign-file`)."""
    hint = "move it to static/ if it belongs to the site, else away from here"
    return report(FOREIGN_FILE, Origin(f"{shown}/{path}"), message, hint)


def unwritable(shown: str, path: str, fault: OSError, items: Iterable[_FromSource]) -> Problem:
    """Report a fault at a path of an output folder, or at the folder as a whole (`unwritable-output`); or that the
    source among `items` is gone (`vanished-file`) or another by now (`changed-file`)."""
    source = next((item.source for item in items if item.path == path), None)
    if source and not source.exists():
        return unreadable(str(source.absolute()), FileNotFoundError())
    if source and isinstance(fault, ChangedError):
        message = "this file changed while the site was being built"
        return report(CHANGED_FILE, Origin(str(source.absolute())), message, "build again")
    hint = _HINTS.get(fault.errno or 0, "name another folder with --out")
    message = f"this cannot be written: {reason_of(fault)}"
    place = shown if path in ("", MARKER) else f"{shown}/{path}"
    return report(UNWRITABLE_OUTPUT, Origin(place), message, hint)


_HINTS = {
    errno.EACCES: "check its permissions, or name another folder with --out",
    errno.EPERM: "check its permissions, or name another folder with --out",
    errno.ENOSPC: "free some space on the disk, and build again",
}
