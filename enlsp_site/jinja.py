"""The Jinja environment of a site: where its templates are, what they can do with values, what they compile to."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enlsp_site import text, times
from enlsp_site.cache import world
from enlsp_site.files import BYTECODE, digest, theme_dir, write
from enlsp_site.model import Html

if TYPE_CHECKING:
    from jinja2 import BaseLoader, BytecodeCache, Environment, Undefined
    from jinja2.bccache import Bucket


def environment_of(dirs: list[Path], cache_dir: Path) -> Environment:
    """An environment for the templates of some folders, the first of which goes first."""
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
            except PermissionError as fault:
                raise TemplateSyntaxError("this template may not be read", 1, template, str(fault.filename)) from None

    return Loader([str(folder) for folder in dirs])


def _bytecode(site_cache: Path, theme: Path) -> BytecodeCache:
    """Compiled templates. The theme's lie beside them, as Python keeps its own modules', so that they are compiled
    once for an installation; a site's own, and all where the theme cannot be written, in the site's cache.

    Each begins with a digest of the rest and of the versions at work: Python must not be handed damaged code, or an
    old compiler's. What cannot be read is compiled anew, what cannot be written is not kept.
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
            if digest(versions + code).encode() == seal:
                bucket.bytecode_from_string(code)

        def dump_bytecode(self, bucket: Bucket) -> None:
            code = bucket.bytecode_to_string()
            with suppress(OSError):
                write(self.folder / bucket.key, digest(versions + code).encode() + b"\n" + code)

    versions = world().encode()
    shared = not sys.dont_write_bytecode and _can_make(theme / BYTECODE)
    return Bytecode()


def _can_make(folder: Path) -> bool:
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    return os.access(folder, os.W_OK)


def _filters() -> dict[str, Callable[..., Any]]:
    """What templates can do with values, by the name of the filter."""
    from markupsafe import Markup

    def prose(value: Html, top: int = _TOP, ids: str = "") -> Markup:
        """Rendered Markdown. Its highest headings get the level `top`; `ids` is put before its anchors, so that they
        differ from those of other texts on the page."""
        return Markup(_moved(value.html, top - _TOP, ids))

    return {
        "prose": prose,
        "headings": lambda value: [(anchor, Markup(words)) for anchor, words in _headings(value.html)],
        "plain": text.plain_text,
        "inline": lambda value: Markup(text.plain_inline(value)),
        "paragraphs": lambda value: Markup(text.plain_paragraphs(value)),
        "excerpt": text.excerpt,
        "initials": text.initials,
        "slug": text.slug,
        "date": lambda day: times.format_date(_day(day)),
        "weekday": lambda day: times.format_weekday(_day(day)),
        "days": lambda days: times.format_days(tuple(map(_day, days))),
        "span": lambda first, last: times.format_span(_day(first), _day(last)),
        "clock": times.format_clock,
    }


def _day(value: dt.date | str) -> dt.date:
    """A date, of the records or as it is written in data/*.yaml: `2025-08-22`. Raises `TimeError`."""
    return times.parse_date(value) if isinstance(value, str) else value


_HEADING = re.compile(r"(?<=<h)[1-6](?=[ >])|(?<=</h)[1-6](?=>)")
_TAG = re.compile(r"<[a-z][^<>]*>")
_OWN = re.compile(r'(\s(?:id="|href="#))')
_SECTION = re.compile(r'(?s)<h3 id="([^"]*)"[^>]*>(.*?)</h3>')
_NOT_IN_A_LINK = re.compile(r'(?s)<sup id="fnref.*?</sup>|</?a\b[^>]*>|\sid="[^"]*"')
_TOP = 3
"""The level of the highest headings in Markdown as it was loaded: right below a heading of the home page."""


def _headings(html: str) -> list[tuple[str, str]]:
    """The highest headings of rendered Markdown: anchor and words, without what may not stand in a link."""
    return [(anchor, _NOT_IN_A_LINK.sub("", words)) for anchor, words in _SECTION.findall(html)]


def _moved(html: str, levels: int, ids: str) -> str:
    """HTML with its headings so many levels further down (none above 2 or below 6) and `ids` before its anchors."""
    if levels:
        html = _HEADING.sub(lambda found: str(min(max(int(found[0]) + levels, 2), 6)), html)
    return _TAG.sub(lambda tag: _OWN.sub(rf"\g<1>{ids}-", tag[0]), html) if ids else html
