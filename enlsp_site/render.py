"""From a target to its bytes; the only room that knows Jinja.

Templates get the values of their target and a few filters, escape everything by default, and fail on a name
that is not there: a template mistake is a problem with template, line and the record that was being shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from enlsp_site import text, times, urls
from enlsp_site.cache import FOLDER, Look, Memory, key_of
from enlsp_site.files import BYTECODE, digest, theme_dir, write
from enlsp_site.model import Html, Problem, Target
from enlsp_site.output import Folder, Item

if TYPE_CHECKING:
    from jinja2 import BaseLoader, BytecodeCache, Environment, Undefined
    from jinja2.bccache import Bucket
    from jinja2.runtime import Context

    from enlsp_site.mistakes import Mistake


class Page(NamedTuple):
    """A rendered text, and the addresses that it links and the anchors that it has, if it is a page."""

    data: bytes
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()


class Made(NamedTuple):
    """A file of the site as a build has it: the item to publish, its links and anchors, and why it was made."""

    item: Item
    links: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
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
            made.append(Made(Item(target.path, known[1]), tuple(known[2]), tuple(known[3])))
            continue
        page = renderer.make(target)
        if isinstance(page, Page):
            found = digest(page.data)
            memory.keep("targets", target.path, [key, found, page.links, page.anchors])
            why = "new" if known is None else "its values changed" if known[0] != key else "the file was not as left"
            made.append(Made(Item(target.path, found, page.data), page.links, page.anchors, why))
        else:
            mistakes.append((page, target.path))
    return made, _problems(mistakes)


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

    @classmethod
    def of(cls, seen: Look, memory: Memory) -> Renderer:
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
        return cls(seen.site, dirs, seen.site / FOLDER / "templates", version)

    def make(self, target: Target) -> Page | Mistake:
        """One target's text, or the mistake in its template."""
        if target.recipe in FORMATS:
            return Page(_format(target))
        try:
            template = self._jinja().get_template(target.recipe)
            page = template.render(target.inputs)
        except Exception as fault:
            from enlsp_site.mistakes import mistake_of

            names = self._jinja().list_templates()
            if mistake := mistake_of(fault, target, self._dirs, self.root, names):
                return mistake
            raise
        return _page(target.path, page)

    def _jinja(self) -> Environment:
        if self._environment is None:
            self._environment = _environment(self._dirs, self._cache_dir)
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
_LINKING = frozenset({"href", "src", "poster"})


def _page(path: str, page: str) -> Page:
    """A page's bytes, with the links and anchors that the check of links needs."""
    if not page.endswith("\n"):
        page += "\n"
    if not path.endswith(".html"):
        return Page(page.encode())
    links, anchors = _addresses(page)
    return Page(page.encode(), tuple(sorted(links)), tuple(sorted(anchors)))


def _addresses(page: str) -> tuple[set[str], set[str]]:
    """The addresses that the tags of a page link, and its anchors. What looks like a tag in its text, in comments
    and in scripts is none."""
    from html import unescape

    if "<!--" in page or "<script" in page or "<style" in page:
        page = _NO_MARKUP.sub(r"\1", page)
    links: set[str] = set()
    anchors: set[str] = set()
    for name, *values in _ATTRIBUTE.findall(" ".join(_MARKUP.findall(page))):
        name, value = name.lower(), unescape("".join(values)).strip()
        if name in _LINKING:
            links.add(value)
        elif name == "id":
            anchors.add(value)
        elif name == "srcset":
            links.update(part.split()[0] for part in value.split(",") if part.strip())
    return links, anchors


def _environment(dirs: list[Path], cache_dir: Path) -> Environment:
    from jinja2 import Environment

    environment = Environment(
        loader=_loader(dirs),
        bytecode_cache=_bytecode(cache_dir, theme_dir() / "templates"),
        undefined=_missing(),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(_filters())
    return environment


def _missing() -> type[Undefined]:
    """What stands for a name that is not there: to show it is an error, which knows what was asked of what."""
    from jinja2 import StrictUndefined

    class Missing(StrictUndefined):
        @property
        def _undefined_message(self) -> str:
            from enlsp_site.mistakes import Words

            words = Words(super()._undefined_message)
            words.lost = self
            return words if self._undefined_hint is None else str(words)

    return Missing


def _loader(dirs: list[Path]) -> BaseLoader:
    """The templates of some folders, the first of which goes first."""
    from jinja2 import FileSystemLoader, TemplateSyntaxError

    class Loader(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            try:
                return super().get_source(environment, template)
            except UnicodeDecodeError as fault:
                from enlsp_site.mistakes import NOT_UTF8

                file = next(folder / template for folder in dirs if (folder / template).is_file())
                line = fault.object.count(b"\n", 0, fault.start) + 1
                message = f"byte 0x{fault.object[fault.start]:02X} {NOT_UTF8}"
                raise TemplateSyntaxError(message, line, template, str(file)) from None

    return Loader([str(folder) for folder in dirs])


def _bytecode(site_cache: Path, theme: Path) -> BytecodeCache:
    """Compiled templates. The theme's lie beside them, as Python keeps its own modules', so that they are compiled
    once for an installation; a site's own, and all where the theme cannot be written, in the site's cache.

    Each begins with a digest of the rest: Python must not be handed damaged code. What cannot be read is compiled
    anew, what cannot be written is not kept.
    """
    from jinja2 import BytecodeCache

    class Bytecode(BytecodeCache):
        def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
            of_theme = shared and filename is not None and Path(filename).is_relative_to(theme)
            self.folder = theme / BYTECODE if of_theme else site_cache
            return super().get_bucket(environment, name, filename, source)

        def load_bytecode(self, bucket: Bucket) -> None:
            try:
                seal, _, code = (self.folder / bucket.key).read_bytes().partition(b"\n")
            except OSError:
                return
            if digest(code).encode() == seal:
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: Bucket) -> None:
            code = bucket.bytecode_to_string()
            with suppress(OSError):
                write(self.folder / bucket.key, digest(code).encode() + b"\n" + code)

    shared = _can_make(theme / BYTECODE)
    return Bytecode()


def _can_make(folder: Path) -> bool:
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _filters() -> dict[str, Callable[..., Any]]:
    """What templates can do with values, by the name of the filter."""
    from jinja2 import pass_context
    from markupsafe import Markup

    @pass_context
    def href(context: Context, address: str) -> str:
        """An address as this page writes it."""
        return page_address(address, context["head"].path, context["frame"].base_url)

    @pass_context
    def prose(context: Context, value: Html, top: int = _TOP, ids: str = "") -> Markup:
        """Rendered Markdown, with its inner links as this page writes them.

        Its highest headings get the level `top`. `ids` is put before its anchors, so that they differ from those
        of other texts on the page.
        """
        here, base = context["head"].path, context["frame"].base_url
        html = _framed(_moved(value.html, top - _TOP, ids))
        return Markup(_INNER.sub(lambda found: found[1] + page_address(found[2], here, base) + '"', html))

    return {
        "href": href,
        "prose": prose,
        "plain": text.plain_text,
        "inline": lambda value: Markup(text.plain_inline(value)),
        "paragraphs": lambda value: Markup(text.plain_paragraphs(value)),
        "excerpt": text.excerpt,
        "initials": text.initials,
        "slug": text.slug,
        "date": times.format_date,
        "weekday": times.format_weekday,
        "days": times.format_days,
        "span": times.format_span,
        "clock": times.format_clock,
    }


_INNER = re.compile(r'((?:href|src)=")(site:[^"]*)"')
_HEADING = re.compile(r"(?<=<h)[1-6](?=[ >])|(?<=</h)[1-6](?=>)")
_WIDE = '<div class="wide" role="group" aria-label="Table" tabindex="0">'
_TAG = re.compile(r"<[a-z][^<>]*>")
_OWN = re.compile(r'(\s(?:id="|href="#))')
_TOP = 3
"""The level of the highest headings in Markdown as it was loaded: right below a heading of the home page."""


def _framed(html: str) -> str:
    """HTML whose tables stand in a frame that scrolls where they are wider than the page, also from the keyboard."""
    if "<table" not in html:
        return html
    return html.replace("<table", f"{_WIDE}<table").replace("</table>", "</table></div>")


def _moved(html: str, levels: int, ids: str) -> str:
    """HTML with its headings so many levels further down (none above 2 or below 6) and `ids` before its anchors."""
    if levels:
        html = _HEADING.sub(lambda found: str(min(max(int(found[0]) + levels, 2), 6)), html)
    return _TAG.sub(lambda tag: _OWN.sub(rf"\g<1>{ids}-", tag[0]), html) if ids else html


def page_address(address: str, here: str, base_url: str) -> str:
    """An address as the page at `here` writes it. The 404 page is shown at any depth, so it needs whole ones."""
    if here == "404.html" and base_url and address.startswith(urls.INSIDE):
        return urls.absolute(base_url, address)
    return urls.relative(address, here)
