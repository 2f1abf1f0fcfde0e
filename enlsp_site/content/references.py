"""Works that pages cite: `[@key]` in Markdown becomes a number, and the works of references.bib a list.

Works are numbered in the order in which a page cites them, and written as papers of the site are quoted
(`exports.citation_text`), with a link to where they are. Only what is cited is told of, but for faults in the file's
syntax: bibliographies that programs keep hold much else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any, NamedTuple

from enlsp_site.content.papers_codes import DUPLICATE_REFERENCE, NO_REFERENCES, UNKNOWN_COMMAND, UNKNOWN_REFERENCE
from enlsp_site.content.reader import Reader
from enlsp_site.content.syntax import bibtex_values
from enlsp_site.content.syntax.bibtex import BibtexScanner
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.diagnostics.suggest import did_you_mean, suggest
from enlsp_site.exports.citation_text import full_stop, listed
from enlsp_site.model import urls
from enlsp_site.model.identifiers import address_of, is_arxiv
from enlsp_site.model.record import Html
from enlsp_site.text.commonmark import citations
from enlsp_site.text.plain_text import plain_inline, plain_text

FILE = "references.bib"

_PLACES = ("journal", "journaltitle", "booktitle", "publisher", "school", "institution", "howpublished")
_READ = frozenset(
    {*_PLACES, "author", "editor", "title", "volume", "number", "pages", "year", "date", "note", "doi", "url"}
    | {"eprint", "archiveprefix", "eprinttype"}
)
_MOST_AUTHORS = 12
"""Of works by more authors the first ten are named."""

Work = dict[str, Any]
"""A work: its fields as TeX, and `at`, line and column of its entry."""


def parse(text: str, file: str) -> tuple[dict[str, Work], list[Problem]]:
    """The works of a bibliography by their keys, {} for none; of two with one key the first. Reports
    `duplicate-reference`, and faults in the syntax."""
    scanner = BibtexScanner(text, file, lambda name: name not in _READ)
    found: dict[str, Work] = {}
    for entry in scanner.entries():
        if entry.key in found:
            place = Origin(file, (), *scanner.place(entry.key_at))
            scanner.problems.append(report(DUPLICATE_REFERENCE, place, key=entry.key))
            continue
        fields = {field.name: field.value for field in entry.fields if field.name in _READ and field.value.strip()}
        found[entry.key] = {**fields, "at": list(scanner.place(entry.at))}
    return found, scanner.problems


class CitingText(NamedTuple):
    """A text whose citations are numbers, and the list of the works that it cites, if it does."""

    body: Html
    works: Html | None


class CitedWorks:
    """The works that the pages of an edition cite. Each is written, and told of, once."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._file = f"{reader.folder}/{FILE}"
        self._is_there = self._file in reader.listing()
        before = len(reader.problems)
        self._works: dict[str, Work] = (reader.parsed(self._file, parse) if self._is_there else None) or {}
        self._is_whole = not any(problem.severity == "error" for problem in reader.problems[before:])
        self._written: dict[str, str] = {}

    def in_text(self, body: Html, place: Callable[[str], Origin]) -> CitingText:
        """A text with its citations numbered. `place` says where words stand in its source."""
        numbered: _Numbered = {}
        depth = 0  # of links, in which there are no others

        def replaced(found: re.Match[str]) -> str:
            nonlocal depth
            if found[1] is None:
                depth += -1 if found[0].startswith("</") else 1
                return found[0]
            works = citations.works(found[1])
            where = partial(place, f"[{found[1]}]")
            known = [self._is_known(work.key, where) for work in works]
            if depth or not all(known):
                return f"[{found[1]}]"
            return _numbers(works, numbered)

        html = _CITATION.sub(replaced, body.html)
        return CitingText(Html(html=html), self._list(numbered) if numbered else None)

    def _is_known(self, key: str, place: Callable[[], Origin]) -> bool:
        """Whether there is such a work; told, where there is none, at a place that costs something to find."""
        if key in self._works:
            return True
        if not self._is_there:
            self._reader.problems.append(report(NO_REFERENCES, place(), file=self._file, key=key))
        elif self._is_whole:
            hint = did_you_mean(suggest(key, self._works), f"works are named by their keys in {self._file}")
            self._reader.problems.append(report(UNKNOWN_REFERENCE, place(), hint=hint, key=key))
        return False

    def _list(self, numbered: _Numbered) -> Html:
        rows = []
        for key, (number, places) in numbered.items():
            said = escape(self._reader.language.say("reference_back", number=str(number)))
            back = "".join(f' <a class="footnote-backref" href="#{at}" title="{said}">↩</a>' for at in places)
            rows.append(f'<li id="reference:{number}">{self._work(key)}{back}</li>\n')
        return Html(html=f'<ol class="references">\n{"".join(rows)}</ol>')

    def _work(self, key: str) -> str:
        """A work as HTML."""
        if key not in self._written:
            work = self._works[key]
            line, column = work["at"]
            self._written[key] = _WorkText(self._reader, work, Origin(self._file, (), line, column)).html()
        return self._written[key]


_CITATION = re.compile(rf'<a\b[^>]*>|</a>|<span class="{citations.CLASS}">\[([^<\]]*)\]</span>')


_Numbered = dict[str, tuple[int, list[str]]]
"""The works that a text cites by their keys: the number of each, and the ids of where it is cited."""


def _numbers(works: list[citations.CitedWork], numbered: _Numbered) -> str:
    """A citation: numbers that lead to the list, with the places that are meant."""
    shown = []
    for key, place in works:
        number, places = numbered.setdefault(key, (len(numbered) + 1, []))
        places.append(f"cited:{number}-{len(places) + 1}")
        link = f'<a id="{places[-1]}" href="#reference:{number}" role="doc-biblioref">{number}</a>'
        shown.append(f"{link}, {escape(place)}" if place else link)
    return f"[{('; ' if any(work.place for work in works) else ', ').join(shown)}]"


def below_heading(text: Html, works: Html) -> tuple[Html, Html | None]:
    """A text with the list of its works behind its last heading, where nothing but footnotes follows that; else the
    text and the list."""
    if found := _LAST_HEADING.search(text.html):
        return Html(html=f"{text.html[: found.end()]}\n{works.html}{text.html[found.end() :]}"), None
    return text, works


_LAST_HEADING = re.compile(r'</h[1-6]>(?=\s*(?:\Z|<div class="footnote">))')


def of_page(html: Html, page: str) -> Html:
    """A part of a page that stands elsewhere: its citations lead to the list on the page, whose path is given."""
    return Html(html=_CITED.sub(f' href="{urls.inside(page)}', html.html))


_CITED = re.compile(r' id="cited:[0-9-]+" href="(?=#reference:)')


class _WorkText:
    """A work being written. Commands of TeX that are not known are told at its entry."""

    def __init__(self, reader: Reader, work: Work, origin: Origin) -> None:
        self.reader = reader
        self.work = work
        self.origin = origin

    def html(self) -> str:
        """`Ada Lovelace. <a …>Notes</a>. Scientific Memoirs 3, 666–731, 1843.`: what is known of the work."""
        title, address = self.said("title"), self.address()
        if not title and address:
            title = address.removeprefix("https://")
        linked = f'<a href="{escape(address)}">{plain_inline(title)}</a>' if address else plain_inline(title)
        parts = [(words, escape(words)) for words in (self.authors(), self.place(), self.said("note"))]
        parts.insert(1, (plain_text(title), linked))
        return " ".join(html + full_stop(words) for words, html in parts if words)

    def said(self, name: str) -> str:
        """A field as plain text; empty where there is none."""
        return self.text(self.work.get(name, ""))

    def text(self, tex: str) -> str:
        read = bibtex_values.to_text(tex, prose=True)
        for command in read.unknown:
            message = f"the TeX command `\\{command}` is not known"
            self.reader.complain(self.origin, UNKNOWN_COMMAND, message, "write what it stands for")
        return read.text

    def authors(self) -> str:
        names = bibtex_values.authors(self.work.get("author") or self.work.get("editor") or "")
        shown = [self.text(bibtex_values.spoken(name)) for name in names if name and name.lower() != "others"]
        if len(shown) > _MOST_AUTHORS:
            shown = shown[: _MOST_AUTHORS - 2]
        return f"{', '.join(shown)} et al." if shown and len(shown) < len(names) else listed(tuple(shown))

    def place(self) -> str:
        """In what it appeared, where in that, and when."""
        within = next((name for name in _PLACES if name in self.work), "")
        where = f"In {self.said(within)}" if within == "booktitle" else self.said(within)
        volume, number = self.said("volume"), self.said("number")
        if within.startswith("journal") and (volume or number):
            where += f" {volume}" + (f"({number})" if number else "")
        if not within and self.arxiv():
            where = f"arXiv:{self.said('eprint')}"
        year = self.said("year") or self.said("date")[:4]
        return ", ".join(filter(None, (where, self.said("pages"), year)))

    def arxiv(self) -> str:
        """The address of a work on arXiv; empty of any other."""
        where = (self.work.get("archiveprefix") or self.work.get("eprinttype") or "").lower()
        number = self.said("eprint")
        return (address_of("arxiv", number) or "") if where == "arxiv" or (not where and is_arxiv(number)) else ""

    def address(self) -> str:
        """Where a work is: by its DOI, on the web, or on arXiv; empty where none of these is known."""
        doi = bibtex_values.to_text(self.work.get("doi", "")).text
        url = bibtex_values.to_text(self.work.get("url", "")).text
        found = (address_of("doi", doi) if doi else "") or url or self.arxiv()
        return self.reader.link(found, self.origin) if urls.scheme(found) in ("http", "https") else ""
