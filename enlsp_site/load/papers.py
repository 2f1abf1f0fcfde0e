"""Accepted papers: papers.yaml, papers.csv or papers.bib, which all come here as the same entries."""

from __future__ import annotations

import re

from enlsp_site import text
from enlsp_site.load.people import complain_of_unspaced, in_short, person_entry
from enlsp_site.load.reader import Reader, as_list
from enlsp_site.load.schema import AuthorEntry, PaperEntry, PapersFile
from enlsp_site.model import Author, Link, Origin, Paper, Papers, warning

LINK_TITLES = {
    "pdf": "PDF",
    "poster": "Poster",
    "slides": "Slides",
    "video": "Video",
    "code": "Code",
    "data": "Data",
    "arxiv": "arXiv",
    "openreview": "OpenReview",
    "doi": "DOI",
    "supplement": "Supplement",
    "url": "Web page",
}
HOMES = {
    "arxiv": "https://arxiv.org/abs/",
    "openreview": "https://openreview.net/forum?id=",
    "doi": "https://doi.org/",
}
"""Where the identifiers of papers lead, so that they can be written bare."""


def read_papers(reader: Reader, file: str, found: PapersFile | list[PaperEntry]) -> Papers:
    """The papers in the order in which they stand."""
    whole = PapersFile(papers=found) if isinstance(found, list) else found
    start = reader.origin(file) if isinstance(found, list) else reader.origin(file, "papers")
    slugs = text.unique_slugs([entry.id for entry in whole.papers])
    papers = [
        _paper(reader, entry, slug, start.at(index))
        for index, (entry, slug) in enumerate(zip(whole.papers, slugs, strict=True))
    ]
    return Papers(
        heading=whole.heading or "Accepted papers",
        intro=reader.markdown(whole.intro, reader.origin(file, "intro")),
        papers=tuple(papers),
    )


def _paper(reader: Reader, entry: PaperEntry, slug: str, origin: Origin) -> Paper:
    return Paper(
        origin=origin,
        id=entry.id,
        slug=slug,
        title=reader.said(entry.title),
        authors=_authors(reader, entry, origin.at("authors")),
        abstract=reader.said(entry.abstract),
        keywords=tuple(_split(entry.keywords, ",;")),
        decision=entry.decision or "",
        award=reader.said(entry.award),
        links=_links(reader, entry, origin),
    )


def _authors(reader: Reader, entry: PaperEntry, origin: Origin) -> tuple[Author, ...]:
    """Authors, from the full form or `Ada Lovelace (Somewhere); Alan Turing`."""
    alone = isinstance(entry.authors, str)
    written: list[AuthorEntry | str] = [*in_short(entry.authors)] if isinstance(entry.authors, str) else []
    for index, author in enumerate(written or as_list(entry.authors)):
        if isinstance(author, str):
            _look_at(reader, author, origin if alone else origin.at(index))
    return tuple(_author(author) for author in written or as_list(entry.authors))


def _look_at(reader: Reader, written: str, origin: Origin) -> None:
    """Note what is probably no single author."""
    complain_of_unspaced(reader, written, origin)
    name = written.partition("(")[0]
    if name.count(",") > 1 or re.search(r"\s(?:and|&)\s", name):
        line = " ".join(name.split())
        message = f"“{line if len(line) <= 40 else line[:39] + '…'}” is read as one author"
        hint = f"authors are parted by `;`: {'; '.join(re.split(', *and |, *|  *(?:and|&)  *', line)[:3])}"
        reader.problems.append(warning(origin, "one-author", message, hint))


def _author(entry: AuthorEntry | str) -> Author:
    if isinstance(entry, str):
        person = person_entry(entry)
        return Author(name=person.name, affiliations=tuple(as_list(person.affiliations)))
    return Author(
        name=entry.name,
        affiliations=tuple(as_list(entry.affiliations)),
        corresponding=bool(entry.corresponding),
    )


def _split(value: list[str] | str | None, marks: str) -> list[str]:
    """A list that may be written as one text, its items parted by one of the marks."""
    if not isinstance(value, str):
        return list(value or ())
    for mark in marks[1:]:
        value = value.replace(mark, marks[0])
    return [part.strip() for part in value.split(marks[0]) if part.strip()]


def _links(reader: Reader, entry: PaperEntry, origin: Origin) -> tuple[Link, ...]:
    made = []
    for kind, title in LINK_TITLES.items():
        address = getattr(entry, kind)
        if not address:
            continue
        if kind in HOMES and "://" not in address:
            address = HOMES[kind] + address.removeprefix("arXiv:")
        if url := reader.link(address, origin.at(kind)):
            made.append(Link(title=title, url=url, kind=kind))
    return tuple(made)
