"""What a build keeps for the next edit: of each paper the bytes it was read from, and what its page shows.

An edit that changes nothing but what a paper's own page shows, and its rows in files of data, needs no more than that
(`short_way`). It lies in one file: of each paper a piece (MessagePack), behind them all where these are. What an edit
changes is added at the end. The manifest names the last state, so that one which does not belong to it is not used.
"""

from __future__ import annotations

import marshal
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeVar

import msgspec

from enlsp_site.content.samples import NEAR
from enlsp_site.content.syntax import yaml_items
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import urls
from enlsp_site.model.papers import Paper
from enlsp_site.model.record import Link, Record
from enlsp_site.pages.citations import CitationContext, quoting
from enlsp_site.pages.frame import Frame, Head
from enlsp_site.pages.mending import MendLinks
from enlsp_site.pages.papers import AuthorView, Presentation
from enlsp_site.storage.cache_folder import STAGING, prepare
from enlsp_site.storage.files import digest

if TYPE_CHECKING:
    from enlsp_site.build.context import BuiltSite
    from enlsp_site.diagnostics.problem import Problem
    from enlsp_site.model.edition import Edition
    from enlsp_site.model.targets import Target

MOST = 20_000
"""Of more papers nothing is kept: it would take a second to write, and half a gigabyte."""
SPARE = 64_000_000
"""When so many bytes of the file are out of date, the next build is a whole one, which writes it anew."""
_LENGTH = 8


class PageContext(Record, frozen=True):
    """The values of a paper's page that are not the paper's own, by the names that its template has for them."""

    listing: str
    heading: str
    authors: tuple[AuthorView, ...]
    places: tuple[str, ...]
    track: str
    keywords: tuple[tuple[str, str], ...]
    presented: tuple[Presentation, ...]
    related: tuple[Link, ...]
    previous: Link | None
    next: Link | None
    bib: str
    mend: MendLinks | None

    def values(self) -> dict[str, Any]:
        """The values by name."""
        return {name: getattr(self, name) for name in self.__struct_fields__}


class KeptPaper(Record, frozen=True):
    """A paper as it was read from `source`, what its citation is called, and the page that was made of it, which had
    these links and anchors of its own and these parts that it shares with others."""

    source: bytes
    paper: Paper
    key: str
    head: Head
    around: PageContext
    links: tuple[str, ...]
    anchors: tuple[str, ...]
    parts: tuple[str, ...]


class KeptEdition(Record, frozen=True):
    """What the papers of an edition share."""

    edition: str
    frame: Frame
    data: dict[str, Any]
    quoting: CitationContext


class KeptPlace(NamedTuple):
    """Where a piece is: where it begins, how many bytes it has, and their digest."""

    at: int
    size: int
    digest: str


class KeptFile(NamedTuple):
    """A file of papers: where its first item begins, and the digest of what is before; its items; their pieces, and
    the piece of what they share; and the lines of which something was told."""

    start: int
    head: str
    items: list[yaml_items.ItemMark]
    pieces: list[tuple[int, int, str]]
    stage: tuple[int, int, str]
    lines: list[int]


T = TypeVar("T")


def packed(value: Record) -> bytes:
    """A value as a piece."""
    return msgspec.msgpack.encode(value, enc_hook=lambda _: None)


def _unpacked(data: bytes, kind: type[T]) -> T:
    return msgspec.msgpack.decode(data, type=kind, dec_hook=lambda _, __: Origin(""))


class SourceFile(NamedTuple):
    """A file of papers: its name, its bytes, and where its first item begins."""

    name: str
    data: bytes
    start: int


class KeptSource(NamedTuple):
    """What a process knows of a paper that was kept: the bytes it was read from, the target of its page, and where
    its piece is."""

    source: bytes
    target: Target
    mark: yaml_items.ItemMark
    piece: KeptPlace


class KeptSources(NamedTuple):
    """What a process knows of a file of papers that was kept: what its papers share and where the piece of that is,
    and the papers."""

    file: SourceFile
    stage: KeptEdition
    place: KeptPlace
    papers: list[KeptSource]


class KeptState(NamedTuple):
    """What a process knows of the state that it kept last: its name, the version of templates, and the files."""

    name: str
    version: str
    files: dict[str, KeptSources]


class EditStateWriter:
    """Collects what is to be kept of a build, in a file that takes the place of the last one in the end; or adds to
    the last one, where it is known what that holds (`before`). All steps raise OSError."""

    def __init__(self, path: Path, version: str, fields: Iterable[str], before: KeptState | None = None) -> None:
        prepare(path.parent)
        self._path = path
        self._waiting = path.parent / STAGING / f"{os.getpid()}-{path.name}"
        self._waiting.parent.mkdir(exist_ok=True)
        self._file: Any = _opened(path, before) if before else None
        self._before = before.files if before and self._file else {}
        self._file = self._file or self._waiting.open("wb")
        self._start = self._end = self._file.tell()
        self._index: dict[str, Any] = {"version": version, "fields": sorted(fields), "files": {}}
        self.known = KeptState("", version, {})

    def add(
        self,
        file: SourceFile,
        stage: KeptEdition,
        papers: Sequence[tuple[bytes, Target]],
        make: Callable[[int], KeptPaper],
    ) -> None:
        """Keep the papers of a file, each given by its source and its page's target; `make` gives one to be kept by
        its number."""
        from enlsp_site.storage.kept_results import same

        before = self._before.get(file.name)
        old = before.papers if before else []
        place = before.place if before and same(before.stage, stage) else self._put(packed(stage))
        kept = []
        for number, (source, target) in enumerate(papers):
            known = old[number] if number < len(old) else None
            if known is None or known.target is not target or known.source != source:
                piece = self._put(packed(make(number)))
                known = KeptSource(source, target, yaml_items.known(source), piece)
            kept.append(known)
        self.known.files[file.name] = KeptSources(file, stage, place, kept)
        marks, pieces = [each.mark for each in kept], [tuple(each.piece) for each in kept]
        head = digest(file.data[: file.start])
        self._index["files"][file.name] = [file.start, head, marks, pieces, tuple(place), []]

    def _put(self, data: bytes) -> KeptPlace:
        place = KeptPlace(self._end, len(data), digest(data))
        self._file.write(data)
        self._end += len(data)
        return place

    def finish(self, problems: Iterable[Problem]) -> str:
        """Put it in place, with the lines of which something was told, heard or not; return its name."""
        spots = [origin for each in problems for origin in (each.origin, *(other.origin for other in each.related))]
        for file, values in self._index["files"].items():
            values[-1] = sorted({origin.line for origin in spots if origin.file == file})
        name = _put_index(self._file, self._index)
        self._file.close()
        if not self._start:
            self._waiting.replace(self._path)
        self.known = self.known._replace(name=name)
        return name

    def drop(self) -> None:
        """Keep nothing, unless it is in its place already. Where the disk is full what was added stays: it has no
        name."""
        with suppress(OSError, ValueError):  # which it tells again of what it could not write, or is closed for that
            if self._start and not self.known.name:
                self._file.truncate(self._start)
        with suppress(OSError):
            self._file.close()
        self._waiting.unlink(missing_ok=True)


def _opened(path: Path, before: KeptState) -> Any:
    """The file of the last state, to add to it; None where it does not hold that state."""
    try:
        with EditState(path, before.name):
            return path.open("ab")
    except (OSError, ValueError):
        return None


def _put_index(file: Any, index: Mapping[str, Any]) -> str:
    data = marshal.dumps(dict(index))
    file.write(data + len(data).to_bytes(_LENGTH))
    return digest(data)


class EditState:
    """What the last build kept, by its `name`, to be read and added to in a block. All steps raise OSError, or
    ValueError where it is not as it was written."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        self._file = path.open("r+b")
        try:
            self._index = self._read(name)
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _read(self, name: str) -> dict[str, Any]:
        self._end = self._file.seek(0, os.SEEK_END)
        if self._end < _LENGTH:
            raise ValueError
        self._file.seek(self._end - _LENGTH)
        size = int.from_bytes(self._file.read(_LENGTH))
        if size > self._end - _LENGTH:
            raise ValueError
        self._file.seek(self._end - _LENGTH - size)
        data = self._file.read(size)
        if digest(data) != name:
            raise ValueError
        index: dict[str, Any] = marshal.loads(data)
        used = sum(piece[1] for values in index["files"].values() for piece in values[3])
        if self._end - used > SPARE:
            raise ValueError
        return index

    @property
    def version(self) -> str:
        """What stands for the templates and all that pages depend on."""
        return str(self._index["version"])

    @property
    def fields(self) -> frozenset[str]:
        """The fields of papers that reach beyond their own pages."""
        return frozenset(self._index["fields"])

    def papers(self, file: str) -> KeptFile | None:
        """What is kept of a file of papers; None where nothing is."""
        values = self._index["files"].get(file)
        return KeptFile(*values) if values else None

    def kept(self, papers: KeptFile, number: int) -> KeptPaper:
        """What is kept of one paper of a file; `number` is its place there, counted from 0."""
        return _unpacked(self._piece(KeptPlace(*papers.pieces[number])), KeptPaper)

    def stage(self, papers: KeptFile) -> KeptEdition:
        """What the papers of a file share."""
        return _unpacked(self._piece(KeptPlace(*papers.stage)), KeptEdition)

    def _piece(self, place: KeptPlace) -> bytes:
        self._file.seek(place.at)
        data = self._file.read(place.size)
        if digest(data) != place.digest:
            raise ValueError
        return data

    def exchange(self, file: str, number: int, paper: KeptPaper, lines: list[int]) -> str:
        """Keep a paper as it is now, and the lines of which something is told now; return the name of the state."""
        papers, data = KeptFile(*self._index["files"][file]), packed(paper)
        papers.items[number] = yaml_items.known(paper.source)
        papers.pieces[number] = (self._end, len(data), digest(data))
        self._index["files"][file] = [*papers._replace(lines=lines)]
        self._file.seek(self._end)
        self._file.write(data)
        self.name = _put_index(self._file, self._index)
        self._file.flush()
        return self.name


def keep(draft: BuiltSite, version: str) -> EditStateWriter | None:
    """Keep what was made, to be finished when it is published; None where it cannot be written. What the process
    knows to be kept already is not written again."""
    writer, results = None, draft.options.results
    before: KeptState | None = results.edits if results and results.edits else None
    try:
        usable = before if before and before.version == version else None
        writer = EditStateWriter(draft.manifest.edits_path, version, draft.reach.fields, usable)
        pages = {target.path: target for target in draft.targets if target.recipe == "paper.html"}
        for edition in draft.workshop.editions if draft.workshop else ():
            if not edition.kept_back and 0 < len(edition.accepted) <= MOST:
                _keep_papers(writer, edition, pages, draft, before)
    except OSError:
        if writer:
            writer.drop()
        return None
    return writer


def _keep_papers(
    writer: EditStateWriter,
    edition: Edition,
    pages: Mapping[str, Target],
    draft: BuiltSite,
    before: KeptState | None,
) -> None:
    """Keep the papers of an edition, if they come from a file that can be told apart item by item."""
    file = edition.accepted[0].origin.file
    data = draft.texts[file]
    start, sources = _sources(file, data, before)
    if [paper.origin.path for paper in edition.accepted] != [(number,) for number in range(len(sources))]:
        return
    if b"# sample " in data[:NEAR]:
        return
    targets = [pages[urls.paper_path(edition.id, paper.slug)] for paper in edition.accepted]
    inputs = targets[0].inputs
    stage = KeptEdition(
        edition=edition.id,
        frame=inputs["frame"],
        data=inputs["data"],
        quoting=quoting(edition, inputs["frame"].base_url),
    )

    def make(number: int) -> KeptPaper:
        return _kept(edition.accepted[number], sources[number], targets[number], draft)

    writer.add(SourceFile(file, data, start), stage, [*zip(sources, targets, strict=True)], make)


def _sources(file: str, data: bytes, before: KeptState | None) -> tuple[int, list[bytes]]:
    """Where the first item of a file begins, and the bytes of each; none where it has another form."""
    known = before.files.get(file) if before else None
    if known and known.file.data == data:
        return known.file.start, [each.source for each in known.papers]
    return yaml_items.items(data) if file.endswith((".yaml", ".yml")) else (0, [])


def _kept(paper: Paper, source: bytes, page: Target, draft: BuiltSite) -> KeptPaper:
    if page.inputs.keys() != {*PageContext.__struct_fields__, "frame", "head", "data", "paper", "citation"}:
        raise TypeError("the page of a paper has values that are not kept")
    _, _, links, anchors, _, parts = draft.memory.recall("targets", page.path)
    return KeptPaper(
        source=source,
        paper=paper,
        key=page.inputs["citation"].key,
        head=page.inputs["head"],
        around=PageContext(**{name: page.inputs[name] for name in PageContext.__struct_fields__}),
        links=tuple(links),
        anchors=tuple(anchors),
        parts=tuple(parts),
    )
