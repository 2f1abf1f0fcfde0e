"""The journal of a publication: what is to be put where, written and synced before anything of the output changes.

From then on the publication can be finished by anybody: each step is a rename that can be told from one not yet done,
so carrying the journal out again from its beginning (*forward*) ends at the new site wherever it was left, and taking
it back (*back*) ends at the old one. A step that fails is taken back at once, with all before it; a killed process is
gone on for by the next command (`recovery`).

The steps go in an order in which every link of every moment leads somewhere: pages that are new get a stand-in first,
then come new files, new pages, changed files, changed pages from the deepest to the home page, and removals last.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from enlsp_site.storage import disk
from enlsp_site.storage.files import MARKER, checksum, digest_file

NAME = "journal"

STAND_IN = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="1">
<title>One moment</title>
<p>This page is being published, and comes in a moment.</p>
</html>
"""
"""What stands in the place of a new page until it comes, so that other new pages can link it: for milliseconds, or
after a kill until the next command."""


class PlannedWrite(msgspec.Struct, frozen=True, array_like=True):
    """A file to put in its place: its name where it waits, its path in the output, the digest of its bytes; and
    whether nothing is there yet."""

    name: str
    path: str
    digest: str
    new: bool


class Journal(msgspec.Struct, frozen=True):
    """A publication: the output folder, from the site's if it is inside; what is put, in order; what is removed
    before (where a folder will be) and at the end; what the list of the output gets ahead of all that (`noted`), and
    how long that list was, -1 if there was none. It lies where the files wait."""

    out: str
    puts: list[PlannedWrite]
    way: list[str]
    stale: list[str]
    noted: str
    length: int


def written(journal: Journal, folder: str) -> None:
    """Write a journal into a folder, and return when the disk itself has it. Raises OSError."""
    data = msgspec.json.encode(journal)
    disk.write_synced(f"{folder}/{NAME}.new", checksum(data).encode() + b"\n" + data)
    disk.replace(f"{folder}/{NAME}.new", f"{folder}/{NAME}")


def read(folder: str) -> Journal | None:
    """The journal in a folder; nothing where there is none that is whole."""
    try:
        with open(f"{folder}/{NAME}", "rb") as file:  # noqa: PTH123 - beside `disk`
            seal, _, data = file.read().partition(b"\n")
        return msgspec.json.decode(data, type=Journal) if checksum(data).encode() == seal else None
    except (OSError, ValueError, RecursionError):
        return None


def in_order(puts: list[PlannedWrite]) -> list[PlannedWrite]:
    """The files in the order in which they are put: what is new before what is changed, in both the pages last; of
    those the deepest first, since a list or a home page lies above what it links."""
    return sorted(puts, key=lambda each: (not each.new, _is_page(each.path), -each.path.count("/"), each.path))


def _is_page(path: str) -> bool:
    return path.endswith((".html", ".htm"))


class LinkedError(OSError):
    """A folder of the output has become a link, and nothing is written or removed through it."""


class Publication:
    """A journal that is carried out, in an output folder, from a folder where files wait. All steps raise OSError;
    `at` is the path of the file that it was about."""

    def __init__(self, journal: Journal, out: str, staging: str) -> None:
        self._journal = journal
        self._out = out
        self._staging = staging
        self._folders: set[str] = {""}
        self.at = ""

    def forward(self) -> Iterator[str]:
        """Carry the journal out, step by step: the paths of what is put as it is."""
        journal = self._journal
        self._note()
        for number, path in enumerate(journal.way):
            self._take(path, f"way-{number}")
        self._stand_in([each for each in journal.puts if each.new])
        for each in journal.puts:
            if each.path != MARKER:
                self._put(each)
                yield each.path
        self._remove_stale()
        for each in journal.puts:
            if each.path == MARKER:
                self._put(each)

    def back(self) -> None:
        """Take everything back that was done of it."""
        journal = self._journal
        for number, path in reversed([*enumerate(journal.stale)]):
            self._give_back(path, f"stale-{number}")
        for each in reversed(journal.puts):
            self._take_back(each)
        self._remove_stand_ins([each for each in journal.puts if each.new])
        for number, path in reversed([*enumerate(journal.way)]):
            self._give_back(path, f"way-{number}")
        self._forget_note()

    def is_whole(self) -> bool:
        """Whether all that still waits is as it was written, which not even a machine that lost its power ends."""
        for each in self._journal.puts:
            with suppress(FileNotFoundError):
                if digest_file(f"{self._staging}/{each.name}") != each.digest:
                    return False
        return True

    # One step each

    def _note(self) -> None:
        """Have the output's list name what is coming before the first byte of it is there."""
        marker, noted, length = f"{self._out}/{MARKER}", self._journal.noted.encode(), self._journal.length
        self.at = MARKER
        if not noted or not self._list_waits():
            return
        if length < 0 and not os.path.lexists(marker):
            disk.write_new(f"{self._staging}/list", noted)
            disk.replace(f"{self._staging}/list", marker, f"{self._out}/.enlsp-list.tmp")
        elif length >= 0 and os.stat(marker).st_size != length + len(noted):  # noqa: PTH116 - beside `disk`
            disk.shorten(marker, length)
            disk.append(marker, noted)

    def _list_waits(self) -> bool:
        """Whether the list as it will be in the end is not there yet."""
        names = (each.name for each in self._journal.puts if each.path == MARKER)
        return any(os.path.lexists(f"{self._staging}/{name}") for name in names)

    def _forget_note(self) -> None:
        marker = f"{self._out}/{MARKER}"
        if self._journal.noted and self._journal.length < 0:
            disk.remove(marker)
        elif self._journal.noted:
            disk.shorten(marker, self._journal.length)

    def _put(self, each: PlannedWrite) -> None:
        waiting, final = f"{self._staging}/{each.name}", f"{self._out}/{each.path}"
        self.at = each.path
        if not os.path.lexists(waiting):  # it is there already
            return
        self._make_above(each.path)
        if not each.new:
            with suppress(FileExistsError, FileNotFoundError):
                disk.link(final, f"{self._staging}/old-{each.name}")
        disk.replace(waiting, final, f"{os.path.dirname(final)}/.enlsp-{each.name}.tmp")  # noqa: PTH120 - speed

    def _take_back(self, each: PlannedWrite) -> None:
        waiting, final = f"{self._staging}/{each.name}", f"{self._out}/{each.path}"
        old = f"{self._staging}/old-{each.name}"
        if os.path.lexists(waiting):
            return
        if os.path.lexists(old):
            disk.link(final, waiting)  # so that even now it could be carried out
            disk.replace(old, final, f"{os.path.dirname(final)}/.enlsp-{each.name}.tmp")  # noqa: PTH120 - speed
        else:
            disk.replace(final, waiting, f"{waiting}.tmp")
            self._remove_empty(each.path)

    def _stand_in(self, new: list[PlannedWrite]) -> None:
        pages = [each for each in new if _is_page(each.path)]
        if len(new) < 2 or not pages:
            return
        page = f"{self._staging}/stand-in"
        if not os.path.lexists(page):
            disk.write_new(page, STAND_IN)
        for each in pages:
            self.at = each.path
            final = f"{self._out}/{each.path}"
            if os.path.lexists(f"{self._staging}/{each.name}") and not os.path.lexists(final):
                self._make_above(each.path)
                disk.link(page, final)

    def _remove_stand_ins(self, new: list[PlannedWrite]) -> None:
        for each in new:
            final = f"{self._out}/{each.path}"
            with suppress(FileNotFoundError):
                if os.stat(final).st_size == len(STAND_IN) and _bytes(final) == STAND_IN:  # noqa: PTH116 - speed
                    disk.remove(final)
            self._remove_empty(each.path)

    def _remove_stale(self) -> None:
        """Remove what is no longer made; but where letters' case does not count, not what was put under that name."""
        stale = self._journal.stale
        put = {each.path.casefold(): each.path for each in self._journal.puts} if stale else {}
        for number, path in enumerate(stale):
            other = put.get(path.casefold())
            if other is None or not self._is_same(path, other):
                self._take(path, f"stale-{number}")

    def _is_same(self, path: str, other: str) -> bool:
        with suppress(OSError):
            return os.path.samefile(f"{self._out}/{path}", f"{self._out}/{other}")  # noqa: PTH121 - speed
        return False

    def _take(self, path: str, name: str) -> None:
        """Move a file out of the output, never through a link."""
        self.at = path
        final, kept = f"{self._out}/{path}", f"{self._staging}/{name}"
        if os.path.lexists(kept) or self._linked_above(path) or not os.path.lexists(final):
            return
        disk.replace(final, kept, f"{kept}.tmp")
        self._remove_empty(path)

    def _give_back(self, path: str, name: str) -> None:
        kept = f"{self._staging}/{name}"
        if os.path.lexists(kept):
            self._folders = {""}
            self._make_above(path)
            final = f"{self._out}/{path}"
            disk.replace(kept, final, f"{os.path.dirname(final)}/.enlsp-{name}.tmp")  # noqa: PTH120 - speed

    def _make_above(self, path: str) -> None:
        folder = path.rpartition("/")[0]
        if folder in self._folders:
            return
        for each in (*disk.above(path),):
            if each not in self._folders:
                at = f"{self._out}/{each}"
                disk.make_folder(at)
                if os.path.islink(at):  # noqa: PTH114 - speed
                    raise LinkedError(0, "a folder has become a link")
                self._folders.add(each)

    def _linked_above(self, path: str) -> bool:
        return any(os.path.islink(f"{self._out}/{each}") for each in disk.above(path))  # noqa: PTH114 - speed

    def _remove_empty(self, path: str) -> None:
        """Remove the folders above a file that are empty now."""
        for each in reversed([*disk.above(path)]):
            if os.path.islink(f"{self._out}/{each}") or not disk.remove_folder(f"{self._out}/{each}"):  # noqa: PTH114
                return
            self._folders.discard(each)


def _bytes(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - beside `disk`
        return file.read()
