"""Markdown to safe HTML, and what is to be told about it: what was dropped, what cannot be read, where links lead.

The way of a source: marks and stand-ins (`marks`), Python-Markdown, the allow-list (`clean`), and over HTML that
is then well formed, what is ours (`finish`). All of them are imported late: a build of nothing new renders nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from markdown import Markdown
    from markdown.extensions import Extension

    from enlsp_site.text.placeholders import Marked


class Rendered(NamedTuple):
    """HTML made from Markdown. Lines count from 1 in the source.

    `dropped` says what was left out (`` `<script>` ``, `` `onclick` ``, `` `javascript:` link ``), `faults` which
    TeX cannot be read, `links` where links and pictures lead that are not addresses of the web or mail, nor an
    anchor in the same text, as they were written.
    """

    html: str
    dropped: list[tuple[int, str]]
    faults: list[tuple[int, str]]
    links: list[tuple[int, str]]


class Said(NamedTuple):
    """What rendered Markdown says by itself: what a `table` is called, and the link `back` from a footnote, in which
    `{number}` is that of the footnote."""

    table: str
    back: str


def markdown(source: str, resolve: Callable[[str], str], said: Said, *, top_level: int = 2) -> Rendered:
    """Markdown as safe HTML. `said` is what is to be heard with it.

    `resolve` is given each address that leads neither to the web nor to an anchor of the same text, and returns
    what to write instead. The highest level of headings in the source becomes `top_level`, the next one that
    occurs the level below it, and so on down to 6.
    """
    from enlsp_site.text import placeholders, postprocess, sanitize

    marked = placeholders.mark(source)
    html, complaints = _converted(marked)
    html, dropped = sanitize.clean(html, marked.plain)
    last = postprocess.Last(marked, resolve, *said)
    html = last.over(postprocess.with_headings(html, marked, top_level))
    told = [*complaints, *((marked.line(place), what) for place, what in dropped), *last.dropped]
    return Rendered(html, _in_order(told), _in_order(last.faults), last.links)


def _in_order(told: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """What is to be told, by line, each thing once a line."""
    return sorted(dict.fromkeys(told), key=lambda each: each[0])


@cache
def _converter() -> Markdown:
    """The one converter.

    Lists are set to two spaces before (`nesting`); code by indentation nevertheless needs four, so that a paragraph
    that is a little indented does not become code.
    """
    from markdown import Markdown
    from markdown.blockprocessors import CodeBlockProcessor
    from markdown.preprocessors import Preprocessor

    from enlsp_site.text.list_indent import STEP, nested
    from enlsp_site.text.placeholders import with_markdown_inside

    class Structure(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return nested(with_markdown_inside(lines))

    converter = Markdown(extensions=_extensions(), output_format="html", tab_length=STEP)
    code = CodeBlockProcessor(converter.parser)
    code.tab_length = 4
    converter.parser.blockprocessors.register(code, "code", 80)
    converter.preprocessors.register(Structure(converter), "structure", 22)  # fences are gone, HTML is still there
    return converter


def _extensions() -> list[Extension]:
    """The extensions as objects, since looking them up by name costs 27 ms."""
    from markdown.extensions.abbr import AbbrExtension
    from markdown.extensions.attr_list import AttrListExtension
    from markdown.extensions.def_list import DefListExtension
    from markdown.extensions.fenced_code import FencedCodeExtension
    from markdown.extensions.footnotes import FootnoteExtension
    from markdown.extensions.md_in_html import MarkdownInHtmlExtension
    from markdown.extensions.sane_lists import SaneListExtension
    from markdown.extensions.tables import TableExtension

    return [
        TableExtension(use_align_attribute=True),
        FencedCodeExtension(),
        FootnoteExtension(BACKLINK_TITLE="{}"),  # the number; `finish` has the words
        DefListExtension(),
        AttrListExtension(),
        AbbrExtension(),
        SaneListExtension(),
        MarkdownInHtmlExtension(),
    ]


_MAY_LOSE = re.compile(r"[ ]markdown|<(?:article|aside|blockquote|center|details|div|figure|section)\b", re.I)
"""What only a source has of which the converter may lose all text."""


def _converted(marked: Marked) -> tuple[str, list[tuple[int, str]]]:
    """HTML from the converter; where it fails, the source as it was written, and a word about it."""
    converter = _converter()
    converter.reset()
    try:
        html = converter.convert(marked.text)
        if html or not _MAY_LOSE.search(marked.plain):
            return html, []
        reason = "an element that is never closed"  # it loses the text of nested ones
    except (
        Exception
    ) as error:  # a few odd nestings raise RecursionError or ValueError, and content is never a traceback
        reason = type(error).__name__
    _converter.cache_clear()  # its state is not to be trusted any more
    return f"<pre>{escape(marked.text)}</pre>", [(1, f"all formatting (Python-Markdown: {reason})")]
