"""From a target to its bytes; the only room that knows Jinja.

Templates get the values of their target and a few filters, escape everything by default, and fail on a name
that is not there: a template mistake is a problem with template, line and the record that was being shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, NamedTuple

from enlsp_site import text, times, urls
from enlsp_site.cache import FOLDER, Look, Memory, key_of
from enlsp_site.files import BYTECODE, digest, theme_dir
from enlsp_site.model import Html, Origin, Problem, Record, Target, error
from enlsp_site.output import Folder, Item

if TYPE_CHECKING:
    from jinja2 import BytecodeCache, Environment
    from jinja2.bccache import Bucket
    from jinja2.runtime import Context


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
    problems: list[Problem] = []
    for target in targets:
        if target.recipe == "copy":
            made.append(_copied(target, renderer.root, memory, folder))
            continue
        key = key_of((target.recipe, target.inputs), renderer.version)
        known = memory.recall("targets", target.path)
        if (
            known
            and known[0] == key
            and folder.holds(target.path, known[1], memory.recall("outputs", target.path))
        ):
            made.append(Made(Item(target.path, known[1]), tuple(known[2]), tuple(known[3])))
            continue
        page, faults = renderer.make(target)
        problems += faults
        if page:
            found = digest(page.data)
            memory.keep("targets", target.path, [key, found, page.links, page.anchors])
            why = (
                "new"
                if known is None
                else "its values changed"
                if known[0] != key
                else "the file was not as left"
            )
            made.append(Made(Item(target.path, found, page.data), page.links, page.anchors, why))
    return made, problems


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
        dirs = list(
            dict.fromkeys(folder.resolve() for folder in (seen.site / "templates", theme / "templates"))
        )
        return cls(seen.site, dirs, seen.site / FOLDER / "templates", version)

    def make(self, target: Target) -> tuple[Page | None, list[Problem]]:
        """One target's text, or the problem of its template."""
        if target.recipe in FORMATS:
            return Page(_format(target)), []
        try:
            template = self._jinja().get_template(target.recipe)
            page = template.render(target.inputs)
        except Exception as fault:
            if problem := _template_problem(fault, target, self._dirs, self.root):
                return None, [problem]
            raise
        return _page(target.path, page), []

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

_LINK = re.compile(r"""\s(?:href|src|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ANCHOR = re.compile(r"""\sid\s*=\s*(?:"([^"]*)"|'([^']*)')""")


def _page(path: str, page: str) -> Page:
    """A page's bytes, with the links and anchors that the check of links needs."""
    if not page.endswith("\n"):
        page += "\n"
    if not path.endswith(".html"):
        return Page(page.encode())
    from html import unescape

    links = {unescape(first or second) for first, second in _LINK.findall(page)}
    anchors = {unescape(first or second) for first, second in _ANCHOR.findall(page)}
    return Page(page.encode(), tuple(sorted(links)), tuple(sorted(anchors)))


def _environment(dirs: list[Path], cache_dir: Path) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader([str(folder) for folder in dirs]),
        bytecode_cache=_bytecode(cache_dir, theme_dir() / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    environment.filters.update(_filters())
    return environment


def _bytecode(site_cache: Path, theme: Path) -> BytecodeCache:
    """Compiled templates. The theme's lie beside them, as Python keeps its own modules', so that they are compiled
    once for an installation; a site's own, and all where the theme cannot be written, in the site's cache."""
    from jinja2 import FileSystemBytecodeCache

    class Bytecode(FileSystemBytecodeCache):
        def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
            of_theme = shared and filename is not None and Path(filename).is_relative_to(theme)
            self.directory = str(theme / BYTECODE if of_theme else site_cache)
            return super().get_bucket(environment, name, filename, source)

    shared = _can_make(theme / BYTECODE)
    site_cache.mkdir(parents=True, exist_ok=True)
    return Bytecode(str(site_cache))


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
        return urls.absolute(base_url, address[len(urls.INSIDE) :])
    return urls.relative(address, here)


def _template_problem(fault: Exception, target: Target, dirs: list[Path], root: Path) -> Problem | None:
    """The problem that an exception from a template is to its author; nothing if it is a fault of ours."""
    from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

    if isinstance(fault, TemplateSyntaxError):
        origin = Origin(_shown(fault.filename or fault.name or target.recipe, root), (), fault.lineno)
        return error(origin, "template-syntax", fault.message or "cannot be read", _SYNTAX_HINT)
    frames = _template_frames(fault.__traceback__, dirs)
    if not frames and not isinstance(fault, TemplateError):
        return None
    if isinstance(fault, TemplateNotFound):
        message = f"there is no template `{fault.name}`"
    else:
        message = f"{type(fault).__name__}: {fault}" if not isinstance(fault, TemplateError) else str(fault)
    file, line, record = frames[-1] if frames else (target.recipe, 0, "")
    shown = f", while showing {record}" if record else ""
    return error(
        Origin(_shown(file, root), (), line),
        "template-error",
        f"{message} (making {target.path}{shown})",
        "templates see only what their page shows; docs/templates.md lists the names",
    )


_SYNTAX_HINT = "look at the tags and brackets of this line and of the block around it"


def _shown(file: str, root: Path) -> str:
    """A template's path as an organizer knows it: relative to the site, or the theme's."""
    path = Path(file)
    if path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return "templates/" + path.parts[-1] if path.is_absolute() else file


def _template_frames(trace: TracebackType | None, dirs: list[Path]) -> list[tuple[str, int, str]]:
    """The template lines that an exception passed, outermost first, with the record shown at each."""
    found: list[tuple[str, int, str]] = []
    record = ""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if any(Path(file).is_relative_to(folder) for folder in dirs):
            record = _record_in(trace.tb_frame.f_locals) or record
            found.append((file, trace.tb_lineno, record))
        trace = trace.tb_next
    return found


def _record_in(local: Mapping[str, Any]) -> str:
    """The innermost record among a template's variables: Jinja keeps what a loop is at in its locals."""
    shown = [value for value in local.values() if isinstance(value, Record) and hasattr(value, "origin")]
    return describe(shown[-1]) if shown else ""


def describe(record: Any) -> str:
    """A record in words: what it is, what it is called, and the file where it stands."""
    name = getattr(record, "name", "") or getattr(record, "title", "")
    return f"the {type(record).__name__.lower()} “{name}” of {record.origin.file}"
