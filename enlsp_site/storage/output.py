"""The output folder: what a build may write, replace and remove there, so that nothing of the user's is lost.

A build lists what it made in a file of its own inside the folder (`output_list`). Only what is listed is ever
replaced or removed, never through a link, and a folder with other things and no list is not taken for an output
folder.

To publish, all is written to where it waits (`staging`), then a journal, then the files are put in place (`journal`).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage import content_writes, disk, leftovers, output_list
from enlsp_site.storage.codes import CHANGED_OUTPUT, FOREIGN_LINK
from enlsp_site.storage.content_writes import ContentFile, ContentWrite
from enlsp_site.storage.files import CONTENT_ROOTS, MARKER, Stamp, digest, digest_file, stamp_of
from enlsp_site.storage.journal import Journal, PlannedWrite, Publication, in_order, is_page, written
from enlsp_site.storage.output_list import OutputList
from enlsp_site.storage.output_problems import foreign_file, foreign_folder, unwritable
from enlsp_site.storage.output_writing import OutputFile, PublishResult, put_whole, write_item
from enlsp_site.storage.progress import Progress, one_by_one
from enlsp_site.storage.staging import Staging
from enlsp_site.storage.stopping import Shield
from enlsp_site.storage.stylesheets import OldFiles, stage_old


class OutputChanges(NamedTuple):
    """How a site differs from what stands in the folder: the files to write, the paths to remove, and the digests
    of all files of the site by path. `problems` are what of the user's is in the way."""

    items: list[OutputFile]
    stale: list[str]
    wanted: dict[str, str]
    problems: list[Problem]


class OutputFolder:
    """One output folder of a site. `clean` has all that earlier builds made there removed or written anew, and
    `take_over` what builds of another site made, too. `stood` are the stamps of files in it that were just seen."""

    def __init__(self, path: Path, shown: str, site: Path, clean: bool = False, take_over: bool = False) -> None:
        self.path = path
        self.shown = shown
        self._site = site
        self._name = output_list.site_name(site, path)
        self._clean = clean or take_over
        self._take_over = take_over
        self._stood = path.is_dir()
        self._marked = os.path.lexists(path / MARKER)
        self._list = output_list.read(path)
        self._known = self._list or OutputList("", {}, {}, -1)
        self.stood: Mapping[str, Stamp] = {}

    @property
    def listed(self) -> dict[str, str]:
        """What the last build made there, path to digest."""
        return self._known.files

    def refusals(self, site: Path) -> list[Problem]:
        """Why nothing can be published here: the folder is someone else's, or the site is made from it."""
        real, root = self.path.resolve(), site.resolve()
        top = next((top for top in CONTENT_ROOTS if real.is_relative_to(root / top)), None)
        if top:
            return [foreign_folder(self.shown, f"the site is made from {top}/, and cannot be published in it")]
        if not self.path.is_dir():
            return [foreign_folder(self.shown, "this is a file, not a folder")] if os.path.lexists(self.path) else []
        if self._list is not None:
            return self._of_another_site()
        if self._marked:
            message = f"{MARKER} in this folder, which lists what builds made, cannot be read"
            return [foreign_folder(self.shown, message, "delete the folder, and build again")]
        if any(name not in PASSED_OVER for name in os.listdir(self.path)):
            return [foreign_folder(self.shown, "this folder holds files that no build made, and is left as it is")]
        return []

    def _of_another_site(self) -> list[Problem]:
        if self._known.site in ("", self._name) or self._take_over:
            return []
        message = "another site was published in this folder, and its pages would be removed"
        hint = "name another folder with --out; if this one is to be this site's from now on, build with --take-over"
        return [foreign_folder(self.shown, message, hint)]

    def holds(self, path: str, digest: str, stamp: list[int] | None) -> bool:
        """Whether a file is there as an earlier build left it, going by its stamp."""
        if stamp is None or self.listed.get(path) != digest:
            return False
        if path in self.stood:
            return [*self.stood[path]] == stamp
        try:
            found = os.stat(f"{self.path}/{path}")  # noqa: PTH116 - thousands of calls
        except OSError:
            return False
        return [*stamp_of(found)] == stamp

    def compare(self, items: list[OutputFile]) -> OutputChanges:
        """What is to be written and removed. Nothing of the user's is: neither a file that no build made, nor one
        that is no longer made but was changed by hand."""
        wanted = {item.path: item.digest for item in items}
        if self._is_to_come():
            return OutputChanges([item for item in items if not item.kept], [], wanted, [])
        changed = [item for item in items if not (item.kept or self._same(item))]
        stale, problems = self._stale(wanted)
        gone = frozenset(stale)
        fine: set[str] = set()
        for item in changed:
            problems += self._in_the_way(item.path, gone, fine)
        return OutputChanges(changed, stale, wanted, problems)

    def publish(
        self, changes: OutputChanges, progress: Progress | None = None, content: Sequence[ContentFile] = ()
    ) -> PublishResult:
        """Write what has changed, remove what is no longer made, then write files of the site's content. All is
        written elsewhere before the first file changes; from then on signals wait until the last one has, and what
        fails is taken back at once."""
        if self._marked and (self._clean or not self._known.site):  # a list of an earlier release
            leftovers.clear_output(str(self.path))
        whole = output_list.whole(self._name, changes.wanted)
        if not (changes.items or changes.stale or content) and self._is_listed(changes.wanted):
            return PublishResult((), (), self._stamps(changes.wanted), [])
        staging = Staging(self._site, self.path)
        with Shield() as shield:
            try:
                if self._is_to_come() and (
                    done := self._put_whole(changes, whole, content, staging, shield, progress)
                ):
                    return done
                journal = self._prepared(changes, whole, content, staging, shield, progress)
            except BaseException:  # Ctrl-C, or a fault of ours: nothing was changed yet
                shield.up()
                staging.clear()
                self._unmake()
                raise
            if isinstance(journal, Problem):
                return PublishResult((), (), {}, [journal])
            return self._carried_out(journal, changes, staging, progress)

    def _is_to_come(self) -> bool:
        """Whether there is nothing yet where the folder will be."""
        return not (self._stood or os.path.lexists(self.path))

    def _put_whole(
        self,
        changes: OutputChanges,
        whole: bytes,
        content: Sequence[ContentFile],
        staging: Staging,
        shield: Shield,
        progress: Progress | None,
    ) -> PublishResult | None:
        """Put a new folder in its place by one rename, if that can be; files of content come after it by a journal,
        which counts only once the folder is there."""
        journal = Journal(self._from_site(), [], [], [], "", -1)

        def ready() -> None:
            nonlocal journal
            if content:
                journal = replace(journal, content=content_writes.stage(staging.folder, content))
                written(journal, staging.folder)
            shield.up()

        if not self._is_to_come() or not put_whole(changes.items, whole, self.path, staging, ready, progress):
            return None
        publication = Publication(journal, str(self.path), staging.folder, str(self._site))
        for _ in publication.forward():
            pass
        return self._published(changes, staging, publication.unwritten)

    def _prepared(
        self,
        changes: OutputChanges,
        whole: bytes,
        content: Sequence[ContentFile],
        staging: Staging,
        shield: Shield,
        progress: Progress | None,
    ) -> Journal | Problem:
        """Write all files, and then the journal, to where they wait; or what keeps them from being written."""
        at = ""
        try:
            self._make()
            folder = staging.open()
            puts = []
            for number, item in enumerate(one_by_one(changes.items, "writing", progress)):
                at = item.path
                puts.append(self._stage(item, f"{folder}/{number}", str(number)))
            at = MARKER
            disk.write_new(f"{folder}/{MARKER}", whole)
            journal = self._journal(changes, puts, whole, content_writes.stage(folder, content), folder)
            if locked := self._locked_up(journal):
                at = locked[0]
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            shield.up()
            written(journal, folder)
        except OSError as fault:
            staging.clear()
            self._unmake()
            return unwritable(self.shown, at, fault, changes.items)
        return journal

    def _carried_out(
        self, journal: Journal, changes: OutputChanges, staging: Staging, progress: Progress | None
    ) -> PublishResult:
        publication = Publication(journal, str(self.path), staging.folder, str(self._site))
        told = progress or (lambda *_: None)
        total = len(journal.puts)
        told("publishing", 0, total)
        try:
            for number, _ in enumerate(publication.forward(), 1):
                told("publishing", number, total)
        except OSError as fault:
            return self._taken_back(publication, fault, changes, staging)
        return self._published(changes, staging, publication.unwritten)

    def _published(self, changes: OutputChanges, staging: Staging, unwritten: str) -> PublishResult:
        staging.clear()
        self._known = OutputList(self._name, changes.wanted, {}, 0)
        made = tuple(item.path for item in changes.items)
        self.stood = {path: self.stood[path] for path in self.stood.keys() - {*made, MARKER}}
        stamps, way = self._stamps(changes.wanted), staging.way
        return PublishResult(made, tuple(changes.stale), stamps, [], way=way, unwritten=unwritten)

    def _taken_back(
        self, publication: Publication, fault: OSError, changes: OutputChanges, staging: Staging
    ) -> PublishResult:
        """Have the last site stand again, after a fault in the middle. If not even that is possible, the journal is
        left to the next command, and what is there is told."""
        problem = unwritable(self.shown, publication.at, fault, changes.items)
        try:
            publication.back()
        except OSError:
            done = sum(self._same(item._replace(data=None)) for item in changes.items)
            half = f"; {done} of {len(changes.items)} files are published, and could not be taken back"
            hint = "mend that; then the next command of enlsp begins with taking this publication back"
            told = [replace(problem, message=problem.message + half, hint=hint)]
            return PublishResult((), (), {}, told, half=True)
        staging.clear()
        self._unmake()
        return PublishResult((), (), {}, [problem])

    def _make(self) -> None:
        """Make the folder, unless it was there. Raises OSError, too if somebody else has just made it."""
        if not self._stood:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.mkdir()
        if not self._marked and os.path.lexists(self.path / MARKER):
            raise FileExistsError(errno.EEXIST, "somebody else has just published there")

    def _unmake(self) -> None:
        if not self._stood:
            disk.remove_folder(str(self.path))

    def _stage(self, item: OutputFile, waiting: str, name: str) -> PlannedWrite:
        """Write a file to where it waits. Raises OSError."""
        write_item(item, waiting)
        there = f"{self.path}/{item.path}"
        new = not os.path.lexists(there) or (os.path.isdir(there) and not os.path.islink(there))  # noqa: PTH112, PTH114
        return PlannedWrite(name, item.path, item.digest, new)

    def _journal(
        self,
        changes: OutputChanges,
        puts: list[PlannedWrite],
        whole: bytes,
        content: list[ContentWrite],
        folder: str,
    ) -> Journal:
        """What is to be done, in order; the list as it will be comes last of all."""
        coming = {item.path: item.digest for item in changes.items}
        around = {above for path in coming for above in disk.above(path)}
        way = [path for path in changes.stale if path in around or not coming.keys().isdisjoint(disk.above(path))]
        stale = [path for path in changes.stale if path not in frozenset(way)]
        old = self._old(puts, stale, folder)
        brief = [PlannedWrite(*each, new=True, brief=True) for each in old.beside]
        brief += [PlannedWrite(*each, new=False, brief=True) for each in old.pages]
        if not brief and self._is_listed(changes.wanted):
            noted, last = b"", []
        else:
            noted = output_list.note({each.path: each.digest for each in brief}) if brief else b""
            noted += output_list.note(coming)
            noted = noted if self._marked else output_list.whole(self._name, {}) + noted
            last = [PlannedWrite(MARKER, MARKER, digest(whole), not self._marked)]
        stale += [each.path for each in old.beside]
        length = self._known.size if self._marked else -1
        ordered = in_order(puts + brief) + last
        return Journal(self._from_site(), ordered, way, stale, noted.decode(), length, content)

    def _old(self, puts: list[PlannedWrite], stale: list[str], folder: str) -> OldFiles:
        """What stands in the output while stylesheets change together with pages."""
        changed = [each.path for each in puts if not each.new]
        pages = [path for path in (*changed, *stale) if is_page(path)]
        return stage_old(str(self.path), folder, changed, pages)

    def _from_site(self) -> str:
        out, site = os.path.realpath(self.path), os.path.realpath(self._site)
        return os.path.relpath(out, site) if self._name == output_list.HERE else out

    def _is_listed(self, wanted: Mapping[str, str]) -> bool:
        """Whether the list that stands there is that of these files."""
        return (self._known.site, self._known.files, self._known.noted) == (self._name, wanted, {})

    def _locked_up(self, journal: Journal) -> list[str]:
        """The paths of files that the system will not let us put where they belong, or remove from there."""
        asked: dict[str, bool] = {}
        paths = [*(each.path for each in journal.puts), *journal.way, *journal.stale]
        return [path for path in paths if not self._may_write(path.rpartition("/")[0], asked)]

    def _may_write(self, folder: str, asked: dict[str, bool]) -> bool:
        if folder not in asked:
            at = f"{self.path}/{folder}" if folder else str(self.path)
            there = os.path.lexists(at)
            asked[folder] = os.access(at, os.W_OK) if there else self._may_write(folder.rpartition("/")[0], asked)
        return asked[folder]

    def _stale(self, wanted: Mapping[str, str]) -> tuple[list[str], list[Problem]]:
        """What earlier builds made and this one does not."""
        stale, problems = [], []
        for path in sorted((self._known.files.keys() | self._known.noted.keys()) - wanted.keys()):
            file = self.path / path
            link = next((each for each in disk.above(path) if (self.path / each).is_symlink()), None)
            if link is not None:
                message = "no build made this link, and what lies behind it is left"
                told = report(FOREIGN_LINK, Origin(f"{self.shown}/{link}"), message, "delete it if it is not needed")
                problems += [] if told in problems else [told]
            elif self._is_as_made(path) if file.is_file() else self._known.left_empty(path, self.path):
                stale.append(path)
            elif file.is_file():
                message = "this file is no longer made; it was changed by hand, and is left"
                hint = "delete it if it is not needed"
                problems.append(report(CHANGED_OUTPUT, Origin(f"{self.shown}/{path}"), message, hint))
        return stale, problems

    def _is_as_made(self, path: str) -> bool:
        """Whether a file goes when it is no longer made: as a build left it, or whatever it is now with --clean."""
        file = self.path / path
        return not file.is_symlink() and (self._clean or self._known.is_ours(path, digest_file(file)))

    def _in_the_way(self, path: str, gone: frozenset[str], fine: set[str]) -> list[Problem]:
        """What keeps a file from being written. `gone` will be removed before; `fine` is the folders looked at."""
        for above in disk.above(path):
            if above in fine:
                continue
            folder = self.path / above
            if folder.is_symlink() or (folder.exists() and not folder.is_dir() and above not in gone):
                return [foreign_file(self.shown, above, f"no build made this, and {path} is to be written below it")]
            fine.add(above)
        file = self.path / path
        if not os.path.lexists(file):
            return []
        if file.is_dir() and not file.is_symlink():
            inside = [each.relative_to(self.path).as_posix() for each in file.rglob("*") if not each.is_dir()]
            if inside and gone.issuperset(inside):
                return []
            return [foreign_file(self.shown, path, "this folder stands where a file of that name is to be written")]
        if path not in self._known.files and path not in self._known.noted:
            return [foreign_file(self.shown, path, "no build made this file, and it would be overwritten")]
        return []

    def _same(self, item: OutputFile) -> bool:
        if not os.path.lexists(f"{self.path}/{item.path}"):
            return False
        file = self.path / item.path
        try:
            if isinstance(item.data, bytes):
                return file.stat().st_size == len(item.data) and file.read_bytes() == item.data
            if item.data is not None and file.stat().st_size != item.data.size:
                return False
            return digest_file(file) == item.digest
        except OSError:
            return False

    def _stamps(self, wanted: Mapping[str, str]) -> dict[str, Stamp]:
        """The stamps of all files, as they stood where they were not touched; what somebody has just removed has one
        that no file has, and is made again."""
        stamps = {}
        for path in (*wanted, MARKER):
            try:
                stamps[path] = self.stood.get(path) or stamp_of(os.stat(f"{self.path}/{path}"))  # noqa: PTH116
            except OSError:
                stamps[path] = (-1, -1, -1)
        return stamps


PASSED_OVER = frozenset({".git", ".DS_Store"})
"""What may stand in an output folder before the first build: a checkout for publishing, a file manager's notes."""
