"""From a target to its bytes, with the templates whose environment is `jinja`.

Templates get the values of their target and a few filters, escape everything by default, and fail on a name
that is not there: a template mistake is a problem with template, line and the record that was being shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from enlsp_site import urls
from enlsp_site.cache import COMPILED, FOLDER, Memory, Seen, key_of
from enlsp_site.files import digest, theme_dir
from enlsp_site.model import Problem, Target
from enlsp_site.output import Folder, Item

if TYPE_CHECKING:
    from jinja2 import Environment

    from enlsp_site.mistakes import Mistake


class Page(NamedTuple):
    """A rendered text, and the addresses that it links and the anchors that it has, if it is a page; `twice` are
    those that it has more than once."""

    data: bytes
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()


class Made(NamedTuple):
    """A file of the site as a build has it: the item to publish, its links and anchors (those that it has more than
    once again in `twice`), and why it was made."""

    item: Item
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    why: str = ""


def render(
    targets: list[Target], renderer: Renderer, memory: Memory, folder: Folder
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
            made.append(_as_known(target.path, known))
            continue
        page = renderer.make(target, key)
        if isinstance(page, Page):
            found = digest(page.data)
            memory.keep("targets", target.path, [key, found, page.links, page.anchors, page.twice])
            why = "new" if known is None else "its values changed" if known[0] != key else "the file was not as left"
            made.append(Made(Item(target.path, found, page.data), page.links, page.anchors, page.twice, why))
        else:
            mistakes.append((page, target.path))
    return made, _problems(mistakes)


def _as_known(path: str, known: list[Any]) -> Made:
    """A file as the memory has it: key, digest, links, anchors, and anchors given twice."""
    _, found, links, anchors, twice = known
    return Made(Item(path, found), tuple(links), tuple(anchors), tuple(twice))


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

    `version` stands for everything that all pages depend on: the templates, our code, the libraries.
    """

    def __init__(self, root: Path, template_dirs: list[Path], cache_dir: Path, version: str) -> None:
        self.root = root
        self.version = version
        self._dirs = template_dirs
        self._cache_dir = cache_dir
        self._environment: Environment | None = None
        self._texts: dict[str, str] = {}

    @classmethod
    def of(cls, seen: Seen, memory: Memory) -> Renderer:
        """The renderer of a site: its own templates and the theme's, and one digest of them all."""
        theme = theme_dir()
        kept = [("", seen.site, seen.tree.stamps), ("theme:", theme, seen.theme)]
        digests = [
            f"{name}={memory.file_digest(start + name, root / name, stamp)}"
            for start, root, stamps in kept
            for name, stamp in stamps.items()
            if name.startswith("templates/")
        ]
        version = digest("\n".join([memory.version, *digests]).encode())
        dirs = list(dict.fromkeys(folder.resolve() for folder in (seen.site / "templates", theme / "templates")))
        return cls(seen.site, dirs, seen.site / FOLDER / COMPILED, version)

    def make(self, target: Target, key: str) -> Page | Mistake:
        """One target's text, or the mistake in its template.

        What has the same key is rendered once: the home page is the same at the root and at its edition.
        """
        if target.recipe in FORMATS:
            return Page(_format(target))
        try:
            if key not in self._texts:
                self._texts[key] = self._jinja().get_template(target.recipe).render(target.inputs)
        except Exception as fault:
            from enlsp_site.mistakes import mistake_of

            names = self._jinja().list_templates()
            if mistake := mistake_of(fault, target, self._dirs, self.root, names):
                return mistake
            raise
        return _page(target.path, placed(self._texts[key], target.path, target.inputs))

    def _jinja(self) -> Environment:
        if self._environment is None:
            from enlsp_site.jinja import environment_of

            self._environment = environment_of(self._dirs, self._cache_dir)
        return self._environment


def _format(target: Target) -> bytes:
    from importlib import import_module

    module: Any = import_module(FORMATS[target.recipe])
    made: bytes = module.write(target.inputs)
    return made


FORMATS = {
    "sitemap": "enlsp_site.formats.sitemap",
    "robots": "enlsp_site.formats.robots",
    "feed": "enlsp_site.formats.feed",
    "motif": "enlsp_site.formats.motif",
}
"""Recipes that are not templates: the module whose `write(inputs)` gives the bytes."""

_NO_MARKUP = re.compile(r"<!--.*?-->|(<(script|style)\b[^>]*>).*?</\2\s*>", re.S | re.I)
_MARKUP = re.compile(r"""<[a-z][^\s>"']*\s[^>"']*+(?:(?:"[^"]*"|'[^']*')[^>"']*+)*+>""", re.I)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_LINKING = frozenset({"href", "src", "srcset", "poster"})


def _page(path: str, page: str) -> Page:
    """A page's bytes, with the links and anchors that the check of links needs."""
    if not page.endswith("\n"):
        page += "\n"
    if not path.endswith(".html"):
        return Page(page.encode(errors="xmlcharrefreplace"))
    return Page(page.encode(errors="xmlcharrefreplace"), *(tuple(sorted(found)) for found in _addresses(page)))


def _addresses(page: str) -> tuple[set[str], set[str], set[str]]:
    """The addresses that the tags of a page link, its anchors, and those anchors that it has more than once. What
    looks like a tag in its text, in comments and in scripts is none."""
    from html import unescape

    if "<!--" in page or "<script" in page or "<style" in page:
        page = _NO_MARKUP.sub(r"\1", page)
    links: set[str] = set()
    anchors: set[str] = set()
    twice: set[str] = set()
    for name, *values in _ATTRIBUTE.findall(" ".join(_MARKUP.findall(page))):
        name, value = name.lower(), unescape("".join(values)).strip()
        if name == "id":
            (twice if value in anchors else anchors).add(value)
        elif name == "srcset":
            links.update(part.split()[0] for part in value.split(",") if part.strip())
        elif name in _LINKING:
            links.add(value)
    return links, anchors, twice


_VALUE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|site:[^\s"'=<>`]*)""")
_CANDIDATE = re.compile(r"""(?<![^\s"'])site:[^\s"'<>]*""")


def placed(page: str, path: str, inputs: Mapping[str, Any]) -> str:
    """A page with the addresses of the site as they are written at its path: relative, so that it can lie anywhere.

    Only in the attributes that link; what merely looks like an address stays. The 404 page is shown at any depth,
    so it needs whole addresses, if the site's own is known.
    """
    from html import escape

    base_url = escape(inputs["frame"].base_url) if path == "404.html" else ""
    known: dict[str, str] = {}

    def address(found: re.Match[str]) -> str:
        inner = found[0]
        if inner not in known:
            known[inner] = urls.absolute(base_url, inner) if base_url else urls.relative(inner, path)
        return known[inner]

    def attribute(found: re.Match[str]) -> str:
        if found[1].lower() not in _LINKING or "site:" not in found[3]:
            return found[0]
        return found[1] + found[2] + _CANDIDATE.sub(address, found[3])

    return _MARKUP.sub(lambda tag: _VALUE.sub(attribute, tag[0]) if "site:" in tag[0] else tag[0], page)
