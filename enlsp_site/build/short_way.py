"""The short way of a build: where one paper has changed, and nothing of it that any page but its own shows, its page
is made again and its rows in files of data are exchanged.

Whatever is not certain goes the whole way: a change elsewhere, of two papers, of a field that more than the paper's
own page depends on (`model.reach`), of one that is not plain text, anything to be told, another link within the site.
All outputs are looked at as ever, and what is published is what a build from nothing would publish.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

from msgspec import MsgspecError
from msgspec.structs import replace

from enlsp_site.build.context import BuildOptions, Report, shown
from enlsp_site.build.edits import EditState, KeptEdition, KeptFile, KeptPaper
from enlsp_site.build.render import RenderedPage, Renderer
from enlsp_site.checks.content import tex
from enlsp_site.content.syntax import yaml_items
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import from_row
from enlsp_site.diagnostics.told import Quotes, quotes_in
from enlsp_site.exports import registry, source_lines
from enlsp_site.model import times, urls
from enlsp_site.model.paper_fields import PLAIN
from enlsp_site.model.papers import Citation, Paper
from enlsp_site.model.targets import Target
from enlsp_site.pages import mending
from enlsp_site.pages import papers as paper_pages
from enlsp_site.pages.citations import citation
from enlsp_site.pages.page_targets import described
from enlsp_site.storage.build_memory import COMPILED, Manifest, Snapshot
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.files import LARGEST_TEXT, MARKER, Stamp, digest, new_digest, reason_of, theme_dir
from enlsp_site.storage.output import OutputFolder
from enlsp_site.storage.output_writing import OutputFile
from enlsp_site.storage.spool import Spool


class PaperEdit(NamedTuple):
    """What an edit of one paper makes anew: the files, by path, and what is to be kept and told after it."""

    file: str
    number: int
    kept: KeptPaper
    lines: list[int]
    told: list[Any]
    made: dict[str, OutputFile]


def edited(
    edits: EditState, file: str, data: bytes, told: list[Any], renderer: Renderer, read: Any
) -> PaperEdit | None:
    """What is to be made anew for a file of papers that reads `data` now; None where that is not certain. `told` are
    the problems of the last build, `read` gives the bytes of a file of the output by its path."""
    papers = edits.papers(file)
    found = _changed(papers, data) if papers else None
    if papers is None or found is None:
        return None
    number, at, source = found
    before = edits.kept(papers, number)
    paper = _read(before, source, edits.fields, Origin(file, (number,)))
    change = _Replacement(at, before.source, source)
    after = _moved(papers, told, file, data, change)
    if paper is None or after is None:
        return None
    stage = edits.stage(papers)
    new = citation(paper, before.key, stage.quoting)
    old = citation(before.paper, before.key, stage.quoting)
    head = replace(before.head, description=described(stage.frame, paper_pages.description(paper, new)))
    kept = replace(before, source=source, paper=paper, head=head)
    if (page := _page(stage, kept, new, renderer)) is None:
        return None
    kept = replace(kept, links=page.links)
    beside = paper_pages.citation_file(new, head.path)
    made = [_file(head.path, page.data), _file(beside.path, registry.write(beside.recipe, beside.inputs))]
    for export in registry.PAPERS:
        values = (before.paper, paper) if export.of == "papers" else (old, new)
        path = f"{stage.edition}/{export.name}"
        was, now = (_row(export.module, each, stage, path) for each in values)
        if was is None or now is None:
            return None
        if was != now:
            exchanged = _exchanged(path, read(path), was, now, renderer.spool)
            if exchanged is None:
                return None
            made.append(exchanged)
    if kept.around.mend and change.added:
        made.append(_lines(mending.lines_path(stage.edition), read, file, data, change))
    return PaperEdit(file, number, kept, after[0], after[1], {each.path: each for each in made})


def _file(path: str, data: bytes) -> OutputFile:
    return OutputFile(path, digest(data), data)


def _lines(path: str, read: Any, file: str, data: bytes, change: _Replacement) -> OutputFile:
    """The file of lines, in which those below the change have moved."""
    return _file(path, source_lines.moved(read(path), file, change.end_in(data), change.added))


def _exchanged(path: str, whole: bytes, was: bytes, now: bytes, spool: Spool) -> OutputFile | None:
    """A file with other bytes in the place of some; None where it does not have these once. There are several, and of
    ten thousand papers each has 20 MB."""
    if whole.count(was) != 1:
        return None
    at, view = whole.index(was), memoryview(whole)
    pieces = view[:at], now, view[at + len(was) :]
    state = new_digest()
    for piece in pieces:
        state.update(piece)
    return OutputFile(path, state.hexdigest(), spool.keep(*pieces))


def _changed(papers: KeptFile, data: bytes) -> tuple[int, int, bytes] | None:
    if len(data) > LARGEST_TEXT:
        return None
    return yaml_items.changed(data, papers.start, papers.head, papers.items)


def _read(before: KeptPaper, source: bytes, reaching: frozenset[str], origin: Origin) -> Paper | None:
    """The paper as it is written now, where nothing but plain texts differ that no other page shows."""
    was, now = yaml_items.said(before.source), yaml_items.said(source)
    if was is None or now is None or was.keys() != now.keys():
        return None
    fields = {name: (was[name], now[name]) for name in now if was[name] != now[name]}
    for name, (old, new) in fields.items():
        if name not in PLAIN or name in reaching or not (isinstance(old, str) and isinstance(new, str)):
            return None
        if times.is_tbd(old) or times.is_tbd(new) or not new.strip() or not tex.is_fine(new.strip()):
            return None
    return replace(before.paper, origin=origin, **{name: new.strip() for name, (_, new) in fields.items()})


class _Replacement(NamedTuple):
    """Bytes of a file that stand in the place of others, and where that begins."""

    at: int
    old: bytes
    new: bytes

    @property
    def added(self) -> int:
        """How many lines there are more, negative for fewer."""
        return self.new.count(b"\n") - self.old.count(b"\n")

    def end_in(self, data: bytes) -> int:
        """The line at which the old bytes ended, in the file that holds the new ones."""
        return data.count(b"\n", 0, self.at) + 1 + self.old.count(b"\n")


def _moved(
    papers: KeptFile, told: list[Any], file: str, data: bytes, change: _Replacement
) -> tuple[list[int], list[Any]] | None:
    """The lines of which something was told, and what was told, with the places that they have now; None where that
    was about the item itself or the file as a whole, or where words name lines."""
    first, last, more = data.count(b"\n", 0, change.at) + 1, change.end_in(data), change.added
    start = data.count(b"\n", 0, papers.start) + 1
    if any(line < start or first <= line < last for line in papers.lines):
        return None
    if not more:
        return papers.lines, told
    if any(each[0] == file and "line" in f"{each[5]} {each[6]}" for each in told):
        return None

    def moved(name: str, line: int) -> int:
        return line + more if name == file and line >= last else line

    rows = [
        (
            *(each[0], moved(each[0], each[1]), *each[2:8]),
            [(there[0], moved(there[0], there[1]), *there[2:]) for there in each[8]],
            each[9],
        )
        for each in told
    ]
    return [moved(file, line) for line in papers.lines], rows


def _page(stage: KeptEdition, kept: KeptPaper, quoted: Citation, renderer: Renderer) -> RenderedPage | None:
    """The paper's page; None where it links other places of the site than before, or has other anchors."""
    inputs: dict[str, Any] = {"frame": stage.frame, "head": kept.head, "data": stage.data}
    inputs |= {**kept.around.values(), "paper": kept.paper, "citation": quoted}
    page = renderer.make(Target(path=kept.head.path, recipe="paper.html", inputs=inputs), "short way")
    if not isinstance(page, RenderedPage) or page.twice:
        return None
    same = (_looked_for(page.links), page.anchors, page.parts) == (_looked_for(kept.links), kept.anchors, kept.parts)
    return page if same else None


def _looked_for(links: tuple[str, ...]) -> list[str]:
    """The links that a build looks for: all but those that lead out of the site."""
    return [link for link in links if not urls.scheme(link) or link.startswith(urls.INSIDE)]


def _row(module: str, of: Paper | Citation, stage: KeptEdition, path: str) -> bytes | None:
    """What a file of data has of a paper; None where its module knows of no such part."""
    inputs = {"edition": stage.edition, "base_url": stage.quoting.base_url, "path": path}
    export: Any = import_module(f"enlsp_site.exports.{module}")
    row: bytes | None = export.row(of, inputs) if hasattr(export, "row") else None
    return row


def _all_items(listed: Mapping[str, str], made: Mapping[str, OutputFile]) -> list[OutputFile]:
    """All files of the site: those that are made anew, and those that are as they were."""
    return [made.get(path) or OutputFile(path, found) for path, found in listed.items()]


def build(
    options: BuildOptions, manifest: Manifest, seen: Snapshot, known: dict[str, Any], file: str
) -> Report | None:
    """Make what an edit of one file changes, and publish it; None where that is not certain, and nothing was done.
    `known` is the manifest of the last build."""
    try:
        with EditState(manifest.edits_path, known["edits"]) as edits:
            return _built(options, edits, manifest, seen, known, file)
    except (OSError, ValueError, MsgspecError):
        return None


def _built(
    options: BuildOptions, edits: EditState, manifest: Manifest, seen: Snapshot, known: dict[str, Any], file: str
) -> Report | None:
    folder = OutputFolder(options.out, shown(options), options.site)
    folder.stood = known["outputs"]
    edit = _edit(options, edits, seen, known, file, (options.site / file).read_bytes())
    if edit is None or folder.listed.keys() | {MARKER} != known["outputs"].keys():
        return None
    changes = folder.compare(_all_items(folder.listed, edit.made))
    if changes.problems:
        return None
    done = folder.publish(changes, options.progress)
    note = "" if done.problems else _remember(edits, edit, manifest, seen, known, done.stamps)
    if options.results and options.results.edits:
        options.results.edits = options.results.edits._replace(name=edits.name)
    report = Report(
        [*map(from_row, edit.told), *done.problems],
        published=not done.problems,
        made=done.made,
        removed=done.removed,
        kept=len(folder.listed) - len(done.made),
        texts=Quotes(known=quotes_in(edit.told)),
        reasons=dict.fromkeys(done.made, "its values changed"),
        note=note,
        half=done.half,
    )
    report.rows, report.is_short = edit.told, True
    return report


def _edit(
    options: BuildOptions, edits: EditState, seen: Snapshot, known: dict[str, Any], file: str, data: bytes
) -> PaperEdit | None:
    renderer = _renderer(options, edits.version, seen.world)
    return edited(edits, file, data, known["problems"], renderer, lambda path: (options.out / path).read_bytes())


def told(
    options: BuildOptions, manifest: Manifest, seen: Snapshot, known: dict[str, Any], file: str, data: bytes
) -> list[Any] | None:
    """What would be told, as plain data, if a file were to read `data`; None where that is not certain. Nothing is
    published or kept."""
    try:
        with EditState(manifest.edits_path, known["edits"]) as edits:
            edit = _edit(options, edits, seen, known, file, data)
    except (OSError, ValueError, MsgspecError):
        return None
    return None if edit is None else edit.told


def _remember(
    edits: EditState,
    edit: PaperEdit,
    manifest: Manifest,
    seen: Snapshot,
    known: dict[str, Any],
    stamps: Mapping[str, Stamp],
) -> str:
    try:
        name = edits.exchange(edit.file, edit.number, edit.kept, edit.lines)
        manifest.write(known["options"], seen, stamps, edit.told, known["moments"], name)
    except OSError as fault:
        return f"the cache cannot be written: {reason_of(fault)}"
    return ""


def _renderer(options: BuildOptions, version: str, world: str) -> Renderer:
    dirs = [folder.resolve() for folder in (options.site / "templates", theme_dir() / "templates")]
    cache = options.site / FOLDER / COMPILED
    return Renderer(
        options.site, list(dict.fromkeys(dirs)), cache, version, world, options.trust_templates, options.origins
    )
