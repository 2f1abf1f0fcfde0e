"""Markdown pages with their YAML front matter: content/pages/*.md."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from enlsp_site.content import embeds
from enlsp_site.content.codes import EMPTY_FILE, MISSING_FRONT_MATTER
from enlsp_site.content.entries.pages import PageEntry
from enlsp_site.content.gallery import read_gallery
from enlsp_site.content.reader import Reader, as_list
from enlsp_site.content.syntax import yaml
from enlsp_site.diagnostics.codes import Code
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import urls
from enlsp_site.model.pages import Page, Topics
from enlsp_site.model.record import Html
from enlsp_site.storage.codes import TOO_LONG
from enlsp_site.storage.late_patterns import late

if TYPE_CHECKING:
    from enlsp_site.content.references import CitedWorks

FENCE = "---"

LONGEST_PAGE = 300_000
"""How many characters a page may have: fifty thousand words, as a book has."""


class UnrenderedPage(NamedTuple):
    """A page whose front matter has been read and whose body has not: links need to know all pages first."""

    file: str
    name: str
    entry: PageEntry
    body: str
    first_line: int


def read_front(reader: Reader, file: str, name: str) -> UnrenderedPage | None:
    """The front matter of a page; None, and problems, where it is missing or wrong. Reports `too-long`."""
    content = reader.text(file)
    if len(content) > LONGEST_PAGE:
        message = f"this page has {len(content):,} characters, and none may have over {LONGEST_PAGE:,}"
        reader.complain(Origin(file, (), 1, 1), TOO_LONG, message, "make several pages of it")
        return None
    parted = split(content)
    if parted is None:
        reader.complain(Origin(file, (), 1, 1), *_no_front(content))
        return None
    front, body, first_line = parted
    data, problems = yaml.parse(front, file, first_line=2)
    reader.problems += problems
    if problems and data is None:
        return None
    entry = reader.entries(data if data is not None else {}, PageEntry, Origin(file))
    return UnrenderedPage(file, name, entry, body, first_line) if entry else None


def _no_front(content: str) -> tuple[Code, str, str]:
    """Code, message and hint for a page without front matter."""
    how = "begin the file with three lines: ---, title: …, ---"
    if not content.strip():
        return EMPTY_FILE, "this file has nothing in it", f"{how}; or delete it"
    if content.split("\n")[0].rstrip() == FENCE:
        return MISSING_FRONT_MATTER, "the front matter that begins here never ends", "write --- on a line after it"
    if (first := content.split("\n")[0].rstrip()) and not first.strip("-"):
        return MISSING_FRONT_MATTER, f"`{first}` does not begin the front matter", "write three dashes: ---"
    if content.lstrip().startswith(FENCE):
        return MISSING_FRONT_MATTER, "something stands before the front matter", "the first line must be ---"
    return MISSING_FRONT_MATTER, "this page has no front matter", how


def read_pages(reader: Reader, drafts: Iterable[UnrenderedPage], short: Container[str] = ()) -> tuple[Page, ...]:
    """The pages of an edition with their bodies rendered; of those whose names are in `short` the home page shows the
    first paragraph, where no line says how much."""
    works: CitedWorks | None = None
    pages = []
    for draft in drafts:
        if works is None and "[@" in draft.body:
            from enlsp_site.content.references import CitedWorks

            works = CitedWorks(reader)
        pages.append(_read_page(reader, draft, works, draft.name in short))
    return tuple(pages)


def _read_page(reader: Reader, draft: UnrenderedPage, works: CitedWorks | None, short: bool) -> Page:
    entry, origin = draft.entry, Origin(draft.file)
    rendered = reader.markdown(_marked(draft.body), origin, draft.first_line, cites=works is not None)
    body = _read_body(reader, draft, rendered, works, short) if rendered else _Body(Html(html=""))
    return Page(
        origin=origin,
        name=draft.name,
        title=entry.title,
        body=body.text,
        teaser=body.teaser,
        references=body.references,
        description=reader.known(entry.description),
        topics=tuple(Topics(group=each.group, items=tuple(each.items)) for each in entry.topics or ()),
        draft=bool(entry.draft),
        language=reader.known(entry.language),
        translations=tuple(
            address
            for index, name in enumerate(as_list(entry.translations))
            if (address := reader.link(name, origin.at("translations", index)))
        ),
        gallery=read_gallery(reader, entry.gallery, origin.at("gallery")) if entry.gallery else (),
    )


class _Body(NamedTuple):
    """A page's text, what the home page shows of it, and the works that it cites, unless it has the list itself."""

    text: Html
    teaser: Html | None = None
    references: Html | None = None


def _read_body(reader: Reader, draft: UnrenderedPage, rendered: Html, works: CitedWorks | None, short: bool) -> _Body:
    text, listed = embeds.in_text(reader, rendered, lambda words: _place(draft, words)), None
    if works:
        text, listed = works.in_text(text, lambda words: _place(draft, words))
    text, teaser = _parted(text)
    if short and not teaser and (first := _FIRST.match(text.html)):
        teaser = Html(html=_FOOTNOTE.sub("", first[0]))
    if listed:
        from enlsp_site.content.references import below_heading, of_page

        text, listed = below_heading(text, listed)
        teaser = of_page(teaser, urls.section_path(reader.names.edition, draft.name)) if teaser else None
    reader.inner_links += _links_to_itself(reader, draft, text)
    return _Body(text, teaser, listed)


_MORE = late(r"^<!--[ \t]*more[ \t]*-->[ \t]*$", re.M | re.I)
"""The line up to which the home page shows a page."""
_FENCE = late(r"^ {0,3}(?:```|~~~)", re.M)
_FIRST = late(r"<p>(?:(?!<p\b).)*?</p>\s*", re.S)
"""The first paragraph of a page that begins with one."""
_MARK = "more-mark-of-enlsp"
_FOOTNOTE = late(r'(?s)<sup id="fnref.*?</sup>')
_OPENING = late(r"<(/?)(?:ul|ol|li|dl|dd|blockquote|details|div|section|figure|table)\b")


def _marked(source: str) -> str:
    """A page with a mark for the line up to which the home page shows it; in code that line is code."""
    for found in _MORE.finditer(source):
        if len(_FENCE.findall(source, 0, found.start())) % 2 == 0:
            return source[: found.start()] + _MARK + source[found.end() :]
    return source


def _parted(body: Html) -> tuple[Html, Html | None]:
    """A text without the line `<!-- more -->`, and what stands before that, without its footnotes, which stand after
    it; None where there is no such line, or where it stands inside of a list or a quote."""
    before, mark, after = body.html.partition(f"<p>{_MARK}</p>")
    if not mark:
        return Html(html=body.html.replace(_MARK, "")), None
    depth = sum(-1 if closing else 1 for closing in _OPENING.findall(before))
    return Html(html=before + after), None if depth else Html(html=_FOOTNOTE.sub("", before))


def _place(draft: UnrenderedPage, words: str) -> Origin:
    """Where words stand in a page's body; its beginning where they are not there as they are."""
    before, written, _ = draft.body.partition(words)
    line = draft.first_line + before.count("\n") if written else 1
    return Origin(draft.file, (), line, len(before) - before.rfind("\n") if written else 1)


_OWN = late(r'href="#([^"]+)"')


def _links_to_itself(reader: Reader, draft: UnrenderedPage, body: Html) -> list[tuple[str, Origin]]:
    """The anchors that a page links on itself, with where they were written."""
    page, found = urls.section_path(reader.names.edition, draft.name), []
    for anchor in _OWN.findall(body.html):
        found.append((urls.inside(page, anchor), _place(draft, f"#{unescape(anchor)}")))
    return found


def split(content: str) -> tuple[str, str, int] | None:
    """Front matter, body, and the line of the body's first line; None where there is no front matter."""
    lines = content.split("\n")
    if lines[0].rstrip() != FENCE:
        return None
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            return "\n".join(lines[1:number]) + "\n", "\n".join(lines[number + 1 :]), number + 2
    return None
