"""From a target to its bytes, with the templates whose environment is `jinja`.

Templates get the values of their target and a few filters, escape everything by default, and fail on a name
that is not there: a template mistake is a problem with template, line and the record that was being shown.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from enlsp_site.addresses import Part, Parts
from enlsp_site.cache import COMPILED, FOLDER, Memory, Seen, key_of
from enlsp_site.files import digest, theme_dir
from enlsp_site.model import Problem, Target
from enlsp_site.output import Folder, Item
from enlsp_site.spool import Spool

if TYPE_CHECKING:
    from jinja2 import Environment

    from enlsp_site.mistakes import Mistake


class Page(NamedTuple):
    """A rendered text, and the addresses that it links and the anchors that it has, if it is a page; `twice` are
    those that it has more than once. What `parts` have, which it shares with other pages, is not repeated."""

    data: bytes
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


class Made(NamedTuple):
    """A file of the site as a build has it: the item to publish, its links and anchors (those that it has more than
    once again in `twice`), and why it was made."""

    item: Item
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    why: str = ""


def render(
    targets: Iterable[Target], renderer: Renderer, memory: Memory, folder: Folder
) -> tuple[list[Made], list[Problem]]:
    """Every target's file. One whose inputs are those of the last build, and that still stands, is kept."""
    made: list[Made] = []
    mistakes: list[tuple[Mistake, str]] = []
    for target in targets:
        if target.recipe == "copy":
            made.append(_copied(target, renderer.root, memory, folder))
            continue
        key = key_of((target.recipe, target.inputs), renderer.version)
        known = memory.recall("targets", target.path)
        if known and known[0] == key and folder.holds(target.path, known[1], memory.recall("outputs", target.path)):
            made.append(_as_known(target.path, known, memory))
            continue
        page = renderer.make(target, key)
        if isinstance(page, Page):
            why = "new" if known is None else "its values changed" if known[0] != key else "the file was not as left"
            made.append(_as_made(target.path, key, page, why, renderer, memory))
            if len(made) % TIDY_AFTER == 0:
                gc.collect(1)
        else:
            mistakes.append((page, target.path))
    return made, _problems(mistakes)


TIDY_AFTER = 500
"""After so many files what rendering left behind is let go: templates leave cycles, which no build looks for else."""


def _as_made(path: str, key: str, page: Page, why: str, renderer: Renderer, memory: Memory) -> Made:
    """A file that was made, which the memory is told: key, digest, links, anchors, anchors given twice, and the names
    of the parts that it shares, whose links and anchors are kept once."""
    found = digest(page.data)
    memory.keep("targets", path, [key, found, *page[1:]])
    shared = [renderer.parts.known[name] for name in page.parts]
    for name, part in zip(page.parts, shared, strict=True):
        memory.keep("parts", name, [*part])
    links, anchors = _with_parts(page.links, page.anchors, shared)
    return Made(Item(path, found, renderer.spool.keep(page.data)), links, anchors, page.twice, why)


def _as_known(path: str, known: list[Any], memory: Memory) -> Made:
    """A file as the memory has it."""
    _, found, own_links, own_anchors, twice, parts = known
    links, anchors = _with_parts(own_links, own_anchors, [Part(*memory.recall("parts", name)) for name in parts])
    return Made(Item(path, found), links, anchors, tuple(twice))


def _with_parts(
    links: Iterable[str], anchors: Iterable[str], parts: list[Part]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The links and the anchors of a page together with those of the parts that it shares."""
    both = [*links], [*anchors]
    for part in parts:
        both[0].extend(part.links)
        both[1].extend(part.anchors)
    return tuple(both[0]), tuple(both[1])


def _problems(mistakes: list[tuple[Mistake, str]]) -> list[Problem]:
    if not mistakes:
        return []
    from enlsp_site.mistakes import problems_of

    return problems_of(mistakes)


def _copied(target: Target, root: Path, memory: Memory, folder: Folder) -> Made:
    """A file that is published as it is."""
    path, found = target.path, target.inputs["digest"]
    if folder.holds(path, found, memory.recall("outputs", path)):
        return Made(Item(path, found))
    return Made(Item(path, found, source=root / target.inputs["source"]), why="its source is new or changed")


class Renderer:
    """Makes targets with the templates of a site, which stand before the theme's.

    `version` stands for everything that all pages depend on: the templates, and `world` (`cache.world`).
    """

    def __init__(self, root: Path, template_dirs: list[Path], cache_dir: Path, version: str, world: str) -> None:
        self.root = root
        self.version = version
        self._world = world
        self._dirs = template_dirs
        self._cache_dir = cache_dir
        self._last = ("", "")
        self.parts = Parts()
        self.spool = Spool()

    @classmethod
    def of(cls, root: Path, seen: Seen, memory: Memory) -> Renderer:
        """The renderer of a site: its own templates and the theme's, and one digest of them all."""
        theme = theme_dir()
        kept = [("", root, seen.tree.stamps), ("theme:", theme, seen.theme)]
        digests = [
            f"{name}={memory.file_digest(start + name, folder / name, stamp)}"
            for start, folder, stamps in kept
            for name, stamp in stamps.items()
            if name.startswith("templates/")
        ]
        version = digest("\n".join([memory.version, *digests]).encode())
        dirs = list(dict.fromkeys(folder.resolve() for folder in (root / "templates", theme / "templates")))
        return cls(root, dirs, root / FOLDER / COMPILED, version, memory.version)

    def make(self, target: Target, key: str) -> Page | Mistake:
        """One target's text, or the mistake in its template.

        What has the same key as the one before it is not rendered again: the home page, at its edition and the root.
        """
        if target.recipe in FORMATS:
            return Page(_format(target))
        try:
            if key != self._last[0]:
                self._last = (key, self._jinja().get_template(target.recipe).render(target.inputs))
        except Exception as fault:
            from enlsp_site.mistakes import mistake_of

            names = self._jinja().list_templates()
            if mistake := mistake_of(fault, target, self._dirs, self.root, names):
                return mistake
            raise
        return _page(target, self._last[1], self.parts)

    def _jinja(self) -> Environment:
        environment, desk = _kept(tuple(self._dirs), self._cache_dir, self._world, self.version)
        desk.parts = self.parts
        return environment


class _Desk:
    """Where the templates of a kept environment find the parts of the build that is under way."""

    def __init__(self) -> None:
        self.parts = Parts()

    def once(self, key: tuple[object, ...], render: Callable[[], str]) -> str:
        """`Parts.once`."""
        return self.parts.once(key, render)


@lru_cache(maxsize=1)
def _kept(dirs: tuple[Path, ...], cache_dir: Path, world: str, _version: str) -> tuple[Environment, _Desk]:
    """An environment for all builds of a process until a template changes: to load the templates again takes the
    server an eighth of a small build."""
    from enlsp_site.jinja import environment_of

    desk = _Desk()
    return environment_of([*dirs], cache_dir, world, desk.once), desk


def _format(target: Target) -> bytes:
    from importlib import import_module

    module: Any = import_module(FORMATS[target.recipe])
    made: bytes = module.write(target.inputs)
    return made


FORMATS = {
    "sitemap": "enlsp_site.formats.sitemap",
    "robots": "enlsp_site.formats.robots",
    "feed": "enlsp_site.formats.feed",
    "reading feed": "enlsp_site.formats.reading_feed",
    "motif": "enlsp_site.formats.motif",
    "icon.svg": "enlsp_site.formats.icon",
    "calendar": "enlsp_site.formats.ics",
    "schedule.json": "enlsp_site.formats.frab",
    "schedule.xml": "enlsp_site.formats.frab_xml",
    "bibtex": "enlsp_site.formats.bibtex",
    "ris": "enlsp_site.formats.ris",
    "papers.csv": "enlsp_site.formats.papers_csv",
    "papers.json": "enlsp_site.formats.papers_json",
    "search": "enlsp_site.formats.search",
}
"""Recipes that are not templates: the module whose `write(inputs)` gives the bytes."""


def _page(target: Target, text: str, parts: Parts) -> Page:
    """A page's bytes, with the links and anchors that the check of links needs."""
    path = target.path
    base = target.inputs["frame"].base_url if "frame" in target.inputs else ""
    page = parts.whole(text, path, base)
    data = (page.text if page.text.endswith("\n") else page.text + "\n").encode(errors="xmlcharrefreplace")
    return Page(data, page.links, page.anchors, page.twice, page.parts) if path.endswith(".html") else Page(data)
