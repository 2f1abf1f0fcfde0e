"""The journal of a publication: what is to be put where, written and synced before anything of the output changes.

From then on the publication can be finished by anybody: each step can be told from one not yet done, so carrying
the journal out again from its beginning (*forward*) ends at the new site wherever it was left, and taking it back
(*back*) ends at the old one. A step that fails is taken back at once, with all before it; a killed process is gone on
for by the next command (`recovery`), in the direction that the journal's name says.

The steps go in an order in which every link of every moment leads somewhere: pages that are new get a stand-in first,
then come new files, changed stylesheets, new pages, changed files, changed pages from the deepest to the home page,
and removals last, of pages before what they link. All that takes space on the disk comes before the first file
changes; from there on there are renames only, and to take them back needs no space either.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from enlsp_site.storage import content_writes, disk, user_secret
from enlsp_site.storage.content_writes import ContentWrite
from enlsp_site.storage.files import MARKER, digest, digest_file

NAME = "journal"
BACK = "journal-back"
"""The name of a journal that is being taken back."""

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


GONE = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Gone</title>
<p>This page has been taken away.</p>
</html>
"""
"""What stands in the place of a page that goes, so that it links nothing that has gone before it: as long."""


class PlannedWrite(msgspec.Struct, frozen=True, array_like=True):
    """A file to put in its place: its name where it waits, its path in the output, the digest of its bytes; whether
    nothing is there yet; and whether it stands there for the time of the publication only (`stylesheets`)."""

    name: str
    path: str
    digest: str
    new: bool
    brief: bool = False


class Journal(msgspec.Struct, frozen=True):
    """A publication: the output folder, from the site's if it is inside; what is put, in order; what is removed
    before (where a folder will be, or a file where a folder is) and at the end; what the output's list gets ahead
    of all that (`noted`), and how long that list was, -1 if there was none; and the files of the site's content that
    come with it. It lies where the files wait."""

    out: str
    puts: list[PlannedWrite]
    way: list[str]
    stale: list[str]
    noted: str
    length: int
    content: list[ContentWrite] = []


def written(journal: Journal, folder: str) -> None:
    """Write a journal into a folder, and return when the disk itself has it. Raises OSError."""
    data = msgspec.json.encode(journal)
    disk.write_synced(f"{folder}/{NAME}.new", user_secret.signed(data))
    disk.replace(f"{folder}/{NAME}.new", f"{folder}/{NAME}")


def read(folder: str, name: str = NAME) -> Journal | None:
    """The journal of that name in a folder; None where there is none that is whole and of this user."""
    try:
        with open(f"{folder}/{name}", "rb") as file:  # noqa: PTH123 - beside `disk`
            data = user_secret.verified(file.read())
        found = msgspec.json.decode(data, type=Journal) if data is not None else None
    except (OSError, ValueError, RecursionError):
        return None
    return found if found and _stays_inside(found) else None


def _stays_inside(journal: Journal) -> bool:
    """Whether all that a journal names lies in its output, in the site, and where files wait."""
    named: list[PlannedWrite | ContentWrite] = [*journal.puts, *journal.content]
    paths = [*journal.way, *journal.stale, *(each.path for each in named), *(each.name for each in named)]
    inside = all({"", ".", ".."}.isdisjoint(path.split("/")) for path in paths)
    return inside and not any("/" in each.name for each in named)


def in_order(puts: list[PlannedWrite]) -> list[PlannedWrite]:
    """The files in the order in which they are put: what is new before what is changed, in both the pages last; of
    those the deepest first, since a list or a home page lies above what it links. Old pages that get another name of
    their old stylesheet come before the new one, and that before the new pages."""
    return sorted(puts, key=lambda each: (_turn(each), -each.path.count("/"), each.path))


def _turn(each: PlannedWrite) -> int:
    if each.new:
        return 3 if is_page(each.path) else 0
    if each.brief:
        return 1
    return 2 if each.path.endswith(".css") else 5 if is_page(each.path) else 4


def is_page(path: str) -> bool:
    """Return whether a file of the output is a page, which links others."""
    return path.endswith((".html", ".htm"))


class LinkedError(OSError):
    """A folder of the output has become a link, and nothing is written or removed through it."""


class Publication:
    """A journal that is carried out, in an output folder of a site, from a folder where files wait. All steps raise
    OSError; `at` is the path of the file that it was about. `unwritten` says why a file of the content was not."""

    def __init__(self, journal: Journal, out: str, staging: str, site: str) -> None:
        self._journal = journal
        self._out = out
        self._staging = staging
        self._site = site
        self._folders: set[str] = {""}
        self.at = ""
        self.unwritten = ""

    def forward(self) -> Iterator[str]:
        """Carry the journal out, step by step: the paths of what is put as it is."""
        journal = self._journal
        self._note()
        self._clear_way()
        self._prepare()
        for each in journal.puts:
            if each.path != MARKER:
                self._put(each)
                yield each.path
        self._take_stale()
        for each in journal.puts:
            if each.path == MARKER:
                self._put(each)
        for path in (*journal.way, *journal.stale):
            self._remove_empty(path)
        for write in journal.content:  # last of all: what is remembered is published
            self.unwritten = content_writes.put(write, self._site, self._staging) or self.unwritten

    def back(self) -> None:
        """Take everything back that was done of it."""
        journal = self._journal
        if os.path.lexists(f"{self._staging}/{NAME}"):
            disk.replace(f"{self._staging}/{NAME}", f"{self._staging}/{BACK}")
        for number, path in sorted(enumerate(journal.stale), key=lambda each: is_page(each[1])):
            self._give_back(path, f"stale-{number}")
        for each in reversed(journal.puts):
            self._take_back(each)
        self._remove_stand_ins([each for each in journal.puts if each.new])
        for number, path in reversed([*enumerate(self._in_the_way())]):
            self._give_back(path, f"way-{number}")
        self._forget_note()

    def is_whole(self) -> bool:
        """Whether all that still waits is as it was written, which not even a machine that lost its power ends."""
        for each in self._journal.puts:
            with suppress(FileNotFoundError):
                if digest_file(f"{self._staging}/{each.name}") != each.digest:
                    return False
        return all(content_writes.is_whole(each, self._staging) for each in self._journal.content)

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

    def _in_the_way(self) -> dict[str, set[str]]:
        """What is moved before the first file is put: the path of a file, or of a whole folder in whose place a file
        is put; and the files that are expected there."""
        coming = {each.path for each in self._journal.puts} if self._journal.way else set()
        moved: dict[str, set[str]] = {}
        for path in self._journal.way:
            top = next((each for each in disk.above(path) if each in coming), path)
            moved.setdefault(top, set()).add(path)
        return moved

    def _clear_way(self) -> None:
        for number, (path, expected) in enumerate(self._in_the_way().items()):
            self._take(path, f"way-{number}")
            kept = f"{self._staging}/way-{number}"
            for folder, _, names in os.walk(kept):
                inside = {f"{path}{folder[len(kept) :]}/{name}" for name in names}
                if others := sorted(inside - expected):  # somebody has just put them there
                    self.at = others[0]
                    raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))

    def _prepare(self) -> None:
        """Make the folders, and keep what is there under a second name, of all that is not put yet."""
        waiting = [each for each in self._journal.puts if os.path.lexists(f"{self._staging}/{each.name}")]
        for each in waiting:
            self.at = each.path
            self._make_above(each.path)
            if not each.new:
                with suppress(FileExistsError, FileNotFoundError):
                    disk.link(f"{self._out}/{each.path}", f"{self._staging}/old-{each.name}")
        self._stand_in([each for each in waiting if each.new])
        self._keep_emptied()

    def _put(self, each: PlannedWrite) -> None:
        waiting, final = f"{self._staging}/{each.name}", f"{self._out}/{each.path}"
        self.at = each.path
        if os.path.lexists(waiting):  # else it is there already
            disk.replace(waiting, final, _between(final, each.name))

    def _take_back(self, each: PlannedWrite) -> None:
        final, old = f"{self._out}/{each.path}", f"{self._staging}/old-{each.name}"
        with suppress(NotADirectoryError):
            disk.remove(_between(final, each.name))
        if os.path.lexists(f"{self._staging}/{each.name}") and not _has(final, each.digest):
            return
        if os.path.lexists(old):
            disk.replace(old, final, _between(final, each.name))
        elif each.new:
            disk.remove(final)
            self._remove_empty(each.path)

    def _stand_in(self, new: list[PlannedWrite]) -> None:
        pages = [each for each in new if is_page(each.path)]
        if len(new) < 2 or not pages:
            return
        page = f"{self._staging}/stand-in"
        if not os.path.lexists(page):
            disk.write_new(page, STAND_IN)
        for each in pages:
            self.at, final = each.path, f"{self._out}/{each.path}"
            with suppress(FileExistsError):
                disk.link(page, final, _between(final, each.name))

    def _remove_stand_ins(self, new: list[PlannedWrite]) -> None:
        for each in new:
            final = f"{self._out}/{each.path}"
            with suppress(FileNotFoundError, NotADirectoryError):  # where a folder will be there may still be a file
                if os.stat(final).st_size == len(STAND_IN) and _has(final, digest(STAND_IN)):  # noqa: PTH116 - speed
                    disk.remove(final)
            self._remove_empty(each.path)

    def _stale(self) -> list[tuple[int, str]]:
        """What is no longer made, with its number, pages first, which link the rest; but where letters' case does not
        count, not what was put under the same name."""
        stale = self._journal.stale
        puts = (each for each in self._journal.puts if not each.brief) if stale else ()
        put = {each.path.casefold(): each.path for each in puts}
        gone = [
            (number, path) for number, path in enumerate(stale) if not self._is_same(path, put.get(path.casefold()))
        ]
        return sorted(gone, key=lambda each: not is_page(each[1]))

    def _emptied(self) -> list[tuple[int, str]]:
        """Several pages that go, and may link one another: they lose their links before the first of them goes."""
        pages = [(number, path) for number, path in self._stale() if is_page(path) and not self._linked_above(path)]
        return pages if len(self._journal.stale) > 1 and len(pages) > 1 else []

    def _keep_emptied(self) -> None:
        gone = f"{self._staging}/gone"
        for number, path in self._emptied():
            self.at = path
            if not os.path.lexists(gone):
                disk.write_new(gone, GONE)
            with suppress(FileExistsError, FileNotFoundError):
                disk.link(f"{self._out}/{path}", f"{self._staging}/stale-{number}")
            with suppress(FileExistsError):
                disk.link(gone, f"{self._staging}/gone-{number}")

    def _take_stale(self) -> None:
        emptied = self._emptied()
        for number, path in emptied:
            self.at, final = path, f"{self._out}/{path}"
            if os.path.lexists(final):
                disk.replace(f"{self._staging}/gone-{number}", final, _between(final, f"gone-{number}"))
        for number, path in self._stale():
            if (number, path) in emptied:
                self.at = path
                disk.remove(f"{self._out}/{path}")
            else:
                self._take(path, f"stale-{number}")

    def _is_same(self, path: str, other: str | None) -> bool:
        with suppress(OSError):
            if other is None:
                return False
            return os.path.samefile(f"{self._out}/{path}", f"{self._out}/{other}")  # noqa: PTH121 - speed
        return False

    def _take(self, path: str, name: str) -> None:
        """Move what stands at a path out of the output, never through a link."""
        self.at = path
        final, kept = f"{self._out}/{path}", f"{self._staging}/{name}"
        if self._linked_above(path) or not os.path.lexists(final):
            return
        if not os.path.lexists(kept):
            disk.replace(final, kept, f"{kept}.tmp")
        elif _is_part(final, kept):  # of which it was copied, by a command that was killed then
            disk.discard(final)

    def _give_back(self, path: str, name: str) -> None:
        kept = f"{self._staging}/{name}"
        if os.path.lexists(kept):
            final = f"{self._out}/{path}"
            if not os.path.isdir(os.path.dirname(final)):  # noqa: PTH112, PTH120 - speed
                self._folders = {""}
                self._make_above(path)
            if os.path.isdir(final) and _is_part(kept, final):  # noqa: PTH112 - as in `_take`
                disk.discard(kept)
            else:
                disk.replace(kept, final, _between(final, name))

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


def _between(final: str, name: str) -> str:
    """The name beside its place for a file that comes from another file system, until it is whole."""
    return f"{os.path.dirname(final)}/.enlsp-{name}.tmp"  # noqa: PTH120 - speed


def _has(path: str, wanted: str) -> bool:
    """Whether there is a file with bytes of this digest."""
    try:
        return digest_file(path) == wanted
    except OSError:
        return False


def _is_part(path: str, other: str) -> bool:
    """Whether all that is in a folder, or in a file, is in another, too."""
    if not os.path.isdir(path):  # noqa: PTH112 - speed
        return os.path.isfile(other) and digest_file(path) == digest_file(other)  # noqa: PTH113 - speed
    return all(
        os.path.isfile(f"{other}{folder[len(path) :]}/{name}")  # noqa: PTH113 - speed
        and digest_file(f"{folder}/{name}") == digest_file(f"{other}{folder[len(path) :]}/{name}")
        for folder, _, names in os.walk(path)
        for name in names
    )
