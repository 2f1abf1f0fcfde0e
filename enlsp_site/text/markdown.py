"""Markdown to safe HTML, and what is to be told about it: what was dropped, what cannot be read, where links lead.

The way of a source: marks and stand-ins (`placeholders`), Python-Markdown's frame with our rules (`commonmark`), the
allow-list (`sanitize`), a look whether words in are words out (`lost_words`), and over HTML that is then well formed,
what is ours (`postprocess`). All of them are imported late: a build of nothing new renders nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown import Markdown

    from enlsp_site.text.placeholders import MarkedSource


class RenderedMarkdown(NamedTuple):
    """HTML made from Markdown. Lines count from 1 in the source.

    `dropped` says what was left out (`` `<script>` ``, `` `onclick` ``, `` `javascript:` link ``), `faults` which
    TeX cannot be read, `links` where links and pictures lead that are not addresses of the web or mail, nor an
    anchor in the same text, as they were written; `lost` what has no place in the HTML: its kind, as
    `commonmark.Lost` has them, or `words`, or `all` where a mistake of ours leaves the text as it was typed.
    """

    html: str
    dropped: list[tuple[int, str]]
    faults: list[tuple[int, str]]
    links: list[tuple[int, str]]
    lost: list[tuple[int, str, str]] = []  # noqa: RUF012


class MarkdownWords(NamedTuple):
    """What rendered Markdown says by itself: what a `table` is called, the link `back` from a footnote, in which
    `{number}` is that of the footnote, and the box of a task that is `done` or `to_do`."""

    table: str
    back: str
    done: str = "done"
    to_do: str = "to do"


def markdown(
    source: str, resolve: Callable[[str], str], said: MarkdownWords, *, top_level: int = 2, cites: bool = False
) -> RenderedMarkdown:
    """Markdown as safe HTML. `said` is what is to be heard with it; where it `cites`, `[@key]` is a citation, as
    `commonmark.citations` leaves it.

    `resolve` is given each address that leads neither to the web nor to an anchor of the same text, and returns
    what to write instead. The highest level of headings in the source becomes `top_level`, the next one that
    occurs the level below it, and so on down to 6.
    """
    from enlsp_site.text import placeholders, postprocess, sanitize

    marked = placeholders.mark(source)
    html, lost = _converted(marked, cites)
    html, dropped = sanitize.clean(html, marked.plain)
    lost += _lost_words(marked, html, [line for line, _, _ in lost])
    last = postprocess.FinalPass(marked, resolve, said)
    html = last.over(postprocess.with_headings(html, marked, top_level))
    told = [*((marked.line(place), what) for place, what in dropped), *last.dropped]
    return RenderedMarkdown(html, _in_order(told), _in_order(last.faults), last.links, sorted(lost))


def _in_order(told: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """What is to be told, by line, each thing once a line."""
    return sorted(dict.fromkeys(told), key=lambda each: each[0])


@cache
def _converter() -> Markdown:
    """The one converter: the frame of Python-Markdown, in which nothing but `commonmark` reads and writes."""
    from xml.etree.ElementTree import ElementTree

    from markdown import Markdown
    from markdown.blockparser import BlockParser
    from markdown.extensions import Extension
    from markdown.util import Registry

    from enlsp_site.text import commonmark

    class MarkdownParser(BlockParser):
        restored: Callable[[str], str]
        cites: bool

        def parseDocument(self, lines: Iterable[str]) -> Any:  # noqa: N802
            document = commonmark.read(list(lines), self.restored, cites=self.cites)
            self.lost = document.lost
            return ElementTree(document.root)

    class MarkdownRules(Extension):
        def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
            md.parser = MarkdownParser(md)
            md.preprocessors, md.inlinePatterns, md.treeprocessors, md.postprocessors = (Registry() for _ in range(4))
            md.stripTopLevelTags = False

    converter = Markdown(extensions=[MarkdownRules()])
    converter.serializer = commonmark.serialize
    return converter


def _converted(marked: MarkedSource, cites: bool) -> tuple[str, list[tuple[int, str, str]]]:
    """HTML from the converter, and what of the text has no place in it; where it fails, the source as it was
    written, and a word about it."""
    from enlsp_site.text import placeholders

    converter = _converter()
    converter.reset()
    parser: Any = converter.parser
    parser.restored, parser.cites = marked.restored, cites
    try:
        html = converter.convert(marked.text)
    except Exception as error:  # a mistake of ours, which costs nobody a page
        html = f"<pre>{escape(placeholders.wipe(marked.restored(marked.text)))}</pre>"
        return html, [(1, "all", type(error).__name__)]
    return html, [
        (marked.written_line(each.line), each.kind, placeholders.wipe(marked.restored(each.what)))
        for each in parser.lost
    ]


def _lost_words(marked: MarkedSource, html: str, told: list[int]) -> list[tuple[int, str, str]]:
    """The words that are not in the HTML, by line; not of lines of which something is told already."""
    from enlsp_site.text import placeholders
    from enlsp_site.text.lost_words import lost_words

    lines: dict[int, list[str]] = {}
    for line, word in lost_words(placeholders.wipe(marked.text), html):
        lines.setdefault(marked.written_line(line), []).append(word)
    return [(line, "words", " ".join(words)) for line, words in lines.items() if line not in told]
