"""From a target to its bytes, with the templates whose environment is `jinja`.

Templates get the values of their target and a few filters, escape everything by default, and fail on a name
that is not there: a template mistake is a problem with template, line and the record that was being shown.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from enlsp_site.build.foreign_words import shown
from enlsp_site.build.shared_parts import PartLinks, SharedParts
from enlsp_site.build.steps import FILES
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.exports import registry
from enlsp_site.exports.rows import known_rows
from enlsp_site.model.targets import Target
from enlsp_site.storage.build_memory import COMPILED, Snapshot
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.files import digest, theme_dir
from enlsp_site.storage.item_results import ANEW
from enlsp_site.storage.keys import key_of
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.output import OutputFolder
from enlsp_site.storage.output_writing import OutputFile
from enlsp_site.storage.progress import Progress
from enlsp_site.storage.spool import Spool, SpooledBytes, SpoolFile

if TYPE_CHECKING:
    from jinja2 import Environment

    from enlsp_site.build.template_errors import TemplateFailure


class RenderedPage(NamedTuple):
    """A rendered text, and the addresses that it links and the anchors that it has, if it is a page; `twice` are
    those that it has more than once. What `parts` have, which it shares with other pages, is not repeated."""

    data: bytes
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class RenderedFile(NamedTuple):
    """A file of the site as a build has it: the item to publish, its links and anchors (those that it has more than
    once again in `twice`), and why it was made."""

    item: OutputFile
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    why: str = ""


def render(
    steps: Mapping[str, list[Target]],
    renderer: Renderer,
    memory: Memory,
    folder: OutputFolder,
    progress: Progress | None = None,
    standing: Mapping[str, tuple[Target, RenderedFile]] = {},
) -> tuple[list[RenderedFile], list[Problem]]:
    """Every target's file, the targets given by the step as which they are told. One whose inputs are those of the
    last build, and that still stands, is kept; so is one that is known to be `standing`, by its path, if it was made
    of this very target."""
    pool = _RenderPool(steps, renderer, memory, folder, progress, standing)
    made: list[RenderedFile | None] = [None] * len(pool.targets)
    mistakes: dict[int, TemplateFailure] = {}
    for number, result in pool.results():
        if isinstance(result, RenderedFile):
            made[number] = result
        else:
            mistakes[number] = result
    told = [(mistakes[number], pool.targets[number].path) for number in sorted(mistakes)]
    return [each for each in made if each], _problems(told)


TIDY_AFTER = 500
"""After so many files what rendering left behind is let go: templates leave cycles, which no build looks for else."""
GROUP = 16
"""So many targets are handed to a process at once: pages beside one another share most."""
TOGETHER = "search"
"""The step whose targets are made from one value that is found once, so that one process makes them all."""

Row = tuple[Any, ...]
"""What became of a target, as plain data: its number, and besides nothing if it is kept, a mistake, or its key,
digest, links, anchors, anchors given twice, names of shared parts, those parts' links and anchors, why it was made,
and its bytes, or where they begin in the file of the process that made them and how many they are."""


class _TargetGroup(NamedTuple):
    """Targets that are rendered by one process: their numbers, and which of how many of a step they are."""

    what: str
    numbers: range
    first: int
    total: int


def _grouped(steps: Mapping[str, list[Target]]) -> Iterator[_TargetGroup]:
    """All targets in groups."""
    at = 0
    for what, own in steps.items():
        size = len(own) if what == TOGETHER else max(GROUP, len(own) // MANY + 1)
        for first in range(0, len(own), size or 1):
            yield _TargetGroup(what, range(at + first, at + min(first + size, len(own))), first, len(own))
        at += len(own)


MANY = 2000
"""Not many more groups than so many there are of a step."""


class _RenderPool:
    """Where all targets are rendered, by this process and by others that it forks off."""

    def __init__(
        self,
        steps: Mapping[str, list[Target]],
        renderer: Renderer,
        memory: Memory,
        folder: OutputFolder,
        progress: Progress | None,
        standing: Mapping[str, tuple[Target, RenderedFile]],
    ) -> None:
        self._standing = standing
        self.targets = [target for own in steps.values() for target in own]
        self._renderer = renderer
        self._memory = memory
        self._folder = folder
        self._progress = progress
        self._groups = list(_grouped(steps))
        self._step = ""
        self._count = 0
        self._noted: set[str] = set()

    def results(self) -> Iterator[tuple[int, RenderedFile | TemplateFailure]]:
        """What became of each target, by its number."""
        from enlsp_site.build.workers import how_many, spread

        waiting = set(range(len(self._groups)))
        processes = how_many(len(self.targets))
        for done, file in spread(len(self._groups), self._do, processes):
            for group, rows in done:
                waiting.discard(group)
                yield from [(row[0], self._result(row, file)) for row in rows]
        for group in sorted(waiting):  # those of a process that died
            yield from [(row[0], self._result(row, None)) for _, rows in self._do(group, None) for row in rows]

    # What any of the processes does

    def _do(self, group: int, file: SpoolFile | None) -> list[Any]:
        """Render a group of targets; bytes are left in the file, if there is one."""
        own = self._groups[group]
        if file is None:
            self._tell(own, 0)
        rows = []
        for done, number in enumerate(own.numbers, 1):
            rows.append(self._row(number, file))
            if file is None:
                self._tell(own, done)
        return [(group, rows)]

    def _tell(self, group: _TargetGroup, done: int) -> None:
        if self._progress and (done or group.what != self._step):
            self._step = group.what
            of = FILES.get(group.what, 1)
            self._progress(group.what, -(-(group.first + done) // of) if done else 0, -(-group.total // of))

    def _row(self, number: int, file: SpoolFile | None) -> Row:
        target = self.targets[number]
        if target.recipe == "copy" or self._stands(target):
            return (number,)
        key = key_of((target.recipe, target.inputs), self._renderer.version, origins=self._renderer.origins)
        known = self._memory.recall("targets", target.path)
        if known and known[0] == key and self._holds(target.path, known[1]):
            return (number,)
        page = self._renderer.make(target, key)
        if not isinstance(page, RenderedPage):
            return number, tuple(page)
        self._count += 1
        if self._count % TIDY_AFTER == 0:
            gc.collect(1)
        why = "new" if known is None else "its values changed" if known[0] != key else "the file was not as left"
        parts = [tuple(self._renderer.parts.known[name]) for name in page.parts]
        return number, key, digest(page.data), *page[1:], parts, why, *_left(page.data, file)

    def _stands(self, target: Target) -> RenderedFile | None:
        """The file that is known to be standing, if it was made of this very target and is remembered: what a damaged
        cache has lost is made again."""
        made_of, found = self._standing.get(target.path, (None, None))
        return found if made_of is target and self._memory.recall("targets", target.path) else None

    def _holds(self, path: str, digest: str) -> bool:
        return self._folder.holds(path, digest, self._memory.recall("outputs", path))

    # What this process makes of it

    def _result(self, row: Row, file: SpoolFile | None) -> RenderedFile | TemplateFailure:
        """A target's file, which the memory is told: the parts that pages share are kept once, by their names."""
        target, memory = self.targets[row[0]], self._memory
        if len(row) == 1 and (standing := self._stands(target)):
            if known := memory.recall("targets", target.path):
                for name in {*known[5]} - self._noted:
                    memory.recall("parts", name)
                    self._noted.add(name)
            return standing
        if target.recipe == "copy":
            return self._copied(target)
        if len(row) == 1:
            return _as_known(target.path, memory.recall("targets", target.path), memory)
        if len(row) == 2:
            return _mistake(row[1])
        _, key, found, links, anchors, twice, names, parts, why, data, *size = row
        memory.keep("targets", target.path, [key, found, links, anchors, twice, names])
        for name, part in zip(names, parts, strict=True):
            memory.keep("parts", name, [*part])
        kept = SpooledBytes(file, data, *size) if file else self._renderer.spool.keep(data)
        both = _with_parts(links, anchors, [PartLinks(*part) for part in parts])
        return RenderedFile(OutputFile(target.path, found, kept), *both, twice, why)

    def _copied(self, target: Target) -> RenderedFile:
        """A file that is published as it is."""
        path, found = target.path, target.inputs.get("cleaned") or target.inputs["digest"]
        if self._holds(path, found):
            return RenderedFile(OutputFile(path, found))
        source, why = self._renderer.root / target.inputs["source"], "its source is new or changed"
        if "cleaned" in target.inputs:
            from enlsp_site.content.static_files import sent

            if (data := sent(path, source)) is not None:
                return RenderedFile(OutputFile(path, digest(data), data), why=why)
        return RenderedFile(OutputFile(path, found, source=source), why=why)


def _left(data: bytes, file: SpoolFile | None) -> tuple[Any, ...]:
    """Bytes as a row has them."""
    return (data,) if file is None else (file.append(data), len(data))


def _as_known(path: str, known: list[Any], memory: Memory) -> RenderedFile:
    """A file as the memory has it."""
    _, found, own_links, own_anchors, twice, parts = known
    links, anchors = _with_parts(own_links, own_anchors, [PartLinks(*memory.recall("parts", name)) for name in parts])
    return RenderedFile(OutputFile(path, found), links, anchors, tuple(twice))


def _with_parts(
    links: Iterable[str], anchors: Iterable[str], parts: list[PartLinks]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The links and the anchors of a page together with those of the parts that it shares."""
    both = [*links], [*anchors]
    for part in parts:
        both[0].extend(part.links)
        both[1].extend(part.anchors)
    return tuple(both[0]), tuple(both[1])


def _mistake(values: tuple[Any, ...]) -> TemplateFailure:
    from enlsp_site.build.template_errors import TemplateFailure

    return TemplateFailure(*values)


def _problems(mistakes: list[tuple[TemplateFailure, str]]) -> list[Problem]:
    if not mistakes:
        return []
    from enlsp_site.build.template_errors import problems_of

    return problems_of(mistakes)


class Renderer:
    """Makes targets with the templates of a site, which stand before the theme's.

    `version` stands for everything that all pages depend on: the templates, and `world` (`cache.world`).
    """

    def __init__(
        self,
        root: Path,
        template_dirs: list[Path],
        cache_dir: Path,
        version: str,
        world: str,
        trusted: bool = False,
        origins: bool = False,
    ) -> None:
        self.root = root
        self.origins = origins
        self._trusted = trusted
        self.version = version
        self._world = world
        self._dirs = template_dirs
        self._cache_dir = cache_dir
        self._last: tuple[str, list[str]] = ("", [])
        self.parts = SharedParts()
        self.spool = Spool()
        self.items = ANEW

    @classmethod
    def of(cls, root: Path, seen: Snapshot, memory: Memory, trusted: bool = False, origins: bool = False) -> Renderer:
        """The renderer of a site: its own templates and the theme's, and one digest of them all. With `origins` pages
        say where the records that they show were written."""
        theme = theme_dir()
        kept = [("", root, seen.tree.stamps), ("theme:", theme, seen.theme)]
        digests = [
            f"{name}={memory.file_digest(start + name, folder / name, stamp)}"
            for start, folder, stamps in kept
            for name, stamp in stamps.items()
            if name.startswith("templates/")
        ]
        ways = ["trusted"] * trusted + ["origins"] * origins
        version = digest("\n".join([memory.version, *digests, *ways]).encode())
        dirs = list(dict.fromkeys(folder.resolve() for folder in (root / "templates", theme / "templates")))
        found = cls(root, dirs, root / FOLDER / COMPILED, version, memory.version, trusted, origins)
        found.items = memory.items
        return found

    def make(self, target: Target, key: str) -> RenderedPage | TemplateFailure:
        """One target's text, or the mistake in its template.

        What has the same key as the one before it is not rendered again: the home page, at its edition and the root.
        """
        if target.recipe in registry.MODULES:
            rows = known_rows(self.items, target.path) if target.path.endswith(f"/{target.recipe}") else None
            return RenderedPage(registry.write(target.recipe, target.inputs, rows))
        try:
            if key != self._last[0]:
                self._last = (key, [*self._jinja().get_template(target.recipe).generate(target.inputs)])
        except Exception as fault:
            from enlsp_site.build.template_errors import mistake_of

            names = self._jinja().list_templates()
            if mistake := mistake_of(fault, target, self._dirs, self.root, names):
                return mistake
            raise
        return _page(target, self._last[1], self.parts)

    def _jinja(self) -> Environment:
        ways = (self._trusted, self.origins)
        environment, current = _kept(tuple(self._dirs), self._cache_dir, self._world, ways, self.version)
        current.parts = self.parts
        return environment


class _CurrentBuild:
    """Where the templates of a kept environment find the parts of the build that is under way."""

    def __init__(self) -> None:
        self.parts = SharedParts()

    def once(self, key: tuple[object, ...], render: Callable[[], str]) -> str:
        """`SharedParts.once`."""
        return self.parts.once(key, render)


@lru_cache(maxsize=1)
def _kept(
    dirs: tuple[Path, ...], cache_dir: Path, world: str, ways: tuple[bool, bool], _version: str
) -> tuple[Environment, _CurrentBuild]:
    """An environment for all builds of a process until a template changes: to load the templates again takes the
    server an eighth of a small build."""
    from enlsp_site.build.environment import environment_of

    current = _CurrentBuild()
    return environment_of([*dirs], cache_dir, world, current.once, *ways), current


def _page(target: Target, pieces: list[str], parts: SharedParts) -> RenderedPage:
    """A page's bytes, with the links and anchors that the check of links needs."""
    path = target.path
    base = target.inputs["frame"].base_url if "frame" in target.inputs else ""
    page = parts.whole(pieces, path, base)
    text = shown(page.text if page.text.endswith("\n") else page.text + "\n")
    if "frame" in target.inputs and target.inputs["frame"].right_to_left:
        from enlsp_site.build.text_direction import isolated

        text = isolated(text)
    if 'data-frame="' in text:
        from enlsp_site.text.embed_html import allowed

        text = allowed(text)
    data = text.encode(errors="xmlcharrefreplace")
    return (
        RenderedPage(data, page.links, page.anchors, page.twice, page.parts)
        if path.endswith(".html")
        else RenderedPage(data)
    )
