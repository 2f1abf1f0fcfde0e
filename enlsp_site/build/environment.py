"""The Jinja environment of a site: where its templates are, what they can do with values, what they compile to."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from enlsp_site.build.foreign_words import marked, unmarked
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.images import picture_html
from enlsp_site.model import times, urls
from enlsp_site.model.embeds import Embed
from enlsp_site.model.language_names import own_name
from enlsp_site.model.papers import Citation, Paper
from enlsp_site.model.record import Html
from enlsp_site.model.wording import Changed, Language, WordError, language
from enlsp_site.storage.files import theme_dir
from enlsp_site.storage.lean_imports import import_parts
from enlsp_site.text import plain_text

if TYPE_CHECKING:
    from jinja2 import BaseLoader, Environment, Undefined
    from jinja2.runtime import Context
    from markupsafe import Markup


JINJA = ("nodes", "environment", "loaders")
"""What of Jinja compiled templates need, each after those that it imports."""
UNUSED_BY_COMPILED = ("ast", "hashlib", "inspect", "random")
"""Modules whose functions Jinja has for what compiled templates do not do; a third of what its import takes."""


def environment_of(
    dirs: list[Path], cache_dir: Path, world: str, once: Once, trusted: bool = False, origins: bool = False
) -> Environment:
    """An environment for the templates of some folders, the first of which goes first; `once` keeps shared parts.
    `world` is what compiled templates depend on (`cache.world`). Unless they are `trusted`, templates that are not
    the theme's run in a sandbox. With `origins` they say where records were written."""
    import_parts("jinja2", JINJA, functions_of=UNUSED_BY_COMPILED)
    from jinja2.environment import Environment

    from enlsp_site.build.compiled_templates import CompiledTemplates
    from enlsp_site.build.quick_templates import QuickContext, QuickGenerator, QuickTemplate

    def arguments(kind: str) -> dict[str, Any]:
        return {
            "loader": _loader(dirs),
            "bytecode_cache": CompiledTemplates(cache_dir, theme_dir() / "templates", f"{kind}{world}".encode()),
            "undefined": _missing(),
            "autoescape": True,
            "trim_blocks": True,
            "lstrip_blocks": True,
            "auto_reload": False,
            "cache_size": -1,
        }

    own = frozenset() if trusted or len(dirs) < 2 else _names_in(dirs[0])
    if own:
        from enlsp_site.build.sandbox import parted

        environments: list[Environment] = [*parted(arguments(""), arguments("sandbox "), own)]
    else:
        environments = [Environment(**arguments(""))]
    of = _language()
    for environment in environments:
        environment.template_class = QuickTemplate
        environment.context_class = QuickContext
        environment.code_generator_class = QuickGenerator
        environment.filters.update(_filters() | _date_filters(of) | _paper_filters())
        environment.globals.update(_words(of) | _shared(once) | {"origin": _marked if origins else _unmarked})
    return environments[0]


def _names_in(folder: Path) -> frozenset[str]:
    """The names of the templates in a folder."""
    return frozenset(
        os.path.relpath(os.path.join(at, name), folder).replace(os.sep, "/")  # noqa: PTH118 - a walk of texts
        for at, _, names in os.walk(folder, followlinks=True)
        for name in names
    )


Once = Callable[[tuple[object, ...], Callable[[], str]], str]
"""What is given a key and a way to render, and renders once for each key: `addresses.Parts.once`."""


def _shared(once: Once) -> dict[str, Callable[..., Any]]:
    """A part of a page that is the same on all pages of a frame, so that it is rendered once for all of them.

    `{% call once("masthead", frame, …) %}…{% endcall %}`: what it shows besides the frame must be named behind it.
    """
    from markupsafe import Markup

    def shared(name: str, frame: object, /, *values: object, caller: Callable[[], str]) -> Markup:
        return Markup(once((name, _IdentityKey(frame), *values), caller))

    return {"once": shared}


def _unmarked(_: object) -> str:
    """Nothing: `<li{{ origin(person) }}>` is `<li>` in whatever is published."""
    return ""


def _marked(record: object) -> Markup:
    """Where a record was written, as an attribute of the element that shows it; nothing for what is of no file of the
    current edition's content."""
    from markupsafe import Markup

    origin = getattr(record, "origin", None)
    if not isinstance(origin, Origin) or not origin.file.startswith("content/"):
        return Markup("")
    return Markup(' data-origin="{}"').format(origin.address)


class _IdentityKey:
    """An object in a key, where it stands for nothing but itself; as long as the key is kept, it is too."""

    def __init__(self, of: object) -> None:
        self._of = of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _IdentityKey) and self._of is other._of

    def __hash__(self) -> int:
        return id(self._of)


def _missing() -> type[Undefined]:
    """What stands for a name that is not there: to show it is an error, which knows what was asked of what."""
    from jinja2.runtime import StrictUndefined

    class Missing(StrictUndefined):
        @property
        def _undefined_message(self) -> str:
            from enlsp_site.build.template_errors import UndefinedName

            words = UndefinedName(super()._undefined_message)
            words.lost = self
            return words if self._undefined_hint is None else str(words)

    return Missing


def _loader(dirs: list[Path]) -> BaseLoader:
    """The templates of some folders, the first of which goes first."""
    from jinja2.exceptions import TemplateSyntaxError
    from jinja2.loaders import FileSystemLoader

    class Loader(FileSystemLoader):
        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            try:
                return super().get_source(environment, template)
            except UnicodeDecodeError as fault:
                from enlsp_site.build.template_errors import NOT_UTF8

                file = next(folder / template for folder in dirs if (folder / template).is_file())
                line = fault.object.count(b"\n", 0, fault.start) + 1
                message = f"byte 0x{fault.object[fault.start]:02X} {NOT_UTF8}"
                raise TemplateSyntaxError(message, line, template, str(file)) from None
            except PermissionError as fault:
                raise TemplateSyntaxError("this template may not be read", 1, template, str(fault.filename)) from None

    return Loader([str(folder) for folder in dirs])


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
        "plain": plain_text.plain_text,
        "inline": lambda value: Markup(plain_text.plain_inline(value)),
        "paragraphs": lambda value: Markup(plain_text.plain_paragraphs(value)),
        "excerpt": plain_text.excerpt,
        "initials": plain_text.initials,
        "unmarked": lambda words: unmarked(str(words)),
        "some": lambda values, name: any(getattr(value, name) for value in values),
        "slug": plain_text.slug,
        "sources": lambda picture: Markup(picture_html.sources(picture)),
        "linked_data": _linked_data,
        "language_name": own_name,
        "public": lambda address, base: urls.absolute(base, address),
    }


def _paper_filters() -> dict[str, Callable[..., Any]]:
    """What a paper's page says of it to machines, and how it is quoted; each form is imported when a page has it."""

    def highwire(citation: Citation) -> list[tuple[str, str]]:
        from enlsp_site.exports.highwire import tags

        return tags(citation)

    def article(paper: Paper, citation: Citation) -> Markup:
        from enlsp_site.exports import jsonld_article

        return _linked_data(jsonld_article.article(paper, citation))

    def quoted(module: str) -> Callable[[Citation], str]:
        return lambda citation: _entry(module)(citation)

    return {"highwire": highwire, "article": article, **{name: quoted(module) for name, module in _QUOTED.items()}}


@cache
def _entry(module: str) -> Callable[[Citation], str]:
    """What writes an entry in a form."""
    from importlib import import_module

    export: Any = import_module(f"enlsp_site.exports.{module}")
    entry: Callable[[Citation], str] = export.entry
    return entry


def _linked_data(values: dict[str, Any]) -> Markup:
    """Plain data as JSON-LD: a script element that holds data and is never run."""
    from msgspec import json

    from enlsp_site.build.relative_links import looked_through

    data = json.encode(values, enc_hook=str).decode()  # markup is a text of another type
    for letter, written in _IN_SCRIPT.items():
        data = data.replace(letter, written)
    made = f'<script type="application/ld+json">{data}</script>'
    return looked_through(made, ((made,), (), ()))


_IN_SCRIPT = {letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}
"""What would end a script, or is no JavaScript; in JSON it means the same so."""

_QUOTED = {"reference": "citation_text", "bibtex": "papers_bibtex", "ris": "papers_ris"}
"""The filters that write a citation, and the exports that do it."""


def _language() -> Callable[[Context], Language]:
    """What tells the language of the page that is being made; each is read once."""
    known: dict[tuple[str, Changed], Language] = {}
    last: tuple[object, Language] | None = None

    def of(context: Context) -> Language:
        nonlocal last
        frame = context.parent.get("frame")
        if last and frame is last[0]:  # as on most pages
            return last[1]
        if frame is None and (frame := context.get("frame")) is None:
            raise WordError("the language of the page is not known here", "write `with context` behind the import")
        key = (frame.language, frame.words)
        if key not in known:
            known[key] = language(*key)
        last = frame, known[key]
        return known[key]

    return of


def _date_filters(of: Callable[[Context], Language]) -> dict[str, Callable[..., str]]:
    """Dates, times of day and cards of embeds, written in the language of the page.

    That they are given the context, which holds the page, also keeps Jinja from working them out as it compiles.
    """
    from jinja2.utils import pass_context

    def written(write: Callable[..., str]) -> Callable[..., str]:
        def filtered(context: Context, *values: Any) -> str:
            language = of(context)
            words = write(language, *values)
            return marked(words) if language.stands_in else words

        return pass_context(filtered)

    return {
        "date": written(lambda language, day: language.date(_day(day))),
        "weekday": written(lambda language, day: language.weekday(_day(day))),
        "short_day": written(lambda language, day: language.short_day(_day(day))),
        "days": written(lambda language, days: language.days(tuple(map(_day, days)))),
        "span": written(lambda language, first, last: language.span(_day(first), _day(last))),
        "clock": pass_context(lambda context, clock: of(context).clock(clock)),
        "embed": pass_context(lambda context, shown, owner="": _embed(shown, of(context), owner)),
    }


def _embed(shown: Embed, language: Language, owner: str) -> Markup:
    """The card of something of another site, which loads it on a click."""
    from markupsafe import Markup

    from enlsp_site.text.embed_html import card

    return Markup(card(shown, language, owner))


_KEPT = 2000
"""So many words are kept as they are shown, with what fills their places: many are the same on all pages."""
_SIMPLE = frozenset({str, int})
"""Types of values by which such a word is known again; markup may be equal to what is none."""


def _in_english(parts: list[object]) -> Markup:
    """A word in parts, text and values by turns, marked as English; not where it says nothing but its values."""
    from markupsafe import Markup, escape

    said = Markup().join(map(escape, parts))
    return Markup(marked(said)) if any(map(str.isalpha, "".join(map(str, parts[::2])))) else said


def _words(of: Callable[[Context], Language]) -> dict[str, Callable[..., Any]]:
    """The words of the interface, in the language of the page. What fills a place is escaped, unless it is markup."""
    from jinja2.utils import pass_context
    from markupsafe import Markup, escape

    kept: dict[tuple[Any, ...], Markup] = {}

    @pass_context
    def word(context: Context, name: str, /, **values: object) -> Markup:
        """A word: `word("menu")`, `word("all_papers", n=21)`, `word("hosted", host=anchor(…))`."""
        language = of(context)
        if language.stands_in and all(name != changed for changed, _ in language.changed):
            return _in_english(language.parts(name, values))
        if not _SIMPLE.issuperset(map(type, values.values())):
            return Markup().join(map(escape, language.parts(name, values)))
        key = (id(language), name, *values.items())  # languages stay as long as their environment
        if key not in kept:
            if len(kept) > _KEPT:
                kept.clear()
            kept[key] = Markup().join(map(escape, language.parts(name, values)))
        return kept[key]

    @pass_context
    def around(context: Context, name: str, place: str, /, **values: object) -> tuple[Markup, Markup]:
        """What a word has before and after one of its places, where the two need markup of their own."""
        language = of(context)
        mark = marked if language.stands_in else str
        before, after = (Markup().join(map(escape, part)) for part in language.around(name, place, values))
        return Markup(mark(before)), Markup(mark(after))

    @pass_context
    def word_data(context: Context, /, *names: str) -> Markup:
        """Words for a script, as an attribute that holds JSON: texts by name; where a number decides, a mapping of
        plural categories, which `Intl.PluralRules` knows, to texts."""
        from json import dumps

        return Markup('data-words="{}"').format(dumps(of(context).chosen(names), ensure_ascii=False))

    return {"word": word, "around": around, "word_data": word_data}


def _day(value: dt.date | str) -> dt.date:
    """A date, of the records or as it is written in data/*.yaml: `2025-08-22`. Raises `TimeError`."""
    return times.parse_date(value) if isinstance(value, str) else value


_HEADING = re.compile(r"(?<=<h)[1-6](?=[ >])|(?<=</h)[1-6](?=>)")
_TAG = re.compile(r"<[a-z][^<>]*>")
_OWN = re.compile(r'(\s(?:id="|href="#))(?!")')
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
