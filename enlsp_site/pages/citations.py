"""What papers are quoted by: from an edition's papers to the values that citations of all forms are written from."""

from __future__ import annotations

import datetime as dt
import re
from urllib.parse import unquote

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.identifiers import in_address
from enlsp_site.model.papers import Author, Citation, Paper
from enlsp_site.model.people import PersonName
from enlsp_site.model.record import Record
from enlsp_site.text import plain_text
from enlsp_site.text.person_names import split, whole

_SMALL = frozenset({"a", "an", "the", "on", "in", "of", "for", "to", "is", "are", "how", "do", "does", "why", "what"})
"""What no key names a title by."""


class CitationContext(Record, frozen=True):
    """What the citations of an edition share, as `Citation` has it; `base_url` is the site's address, or empty, and
    `tbd` the words that stand for an abstract that is to be announced."""

    edition: str
    base_url: str
    tbd: str
    book: str
    year: str
    month: int
    day: int
    language: str


def quoting(edition: Edition, base_url: str) -> CitationContext:
    """What all citations of an edition share. `base_url` is the site's public address, or empty."""
    year, month, day = appeared(edition)
    return CitationContext(
        edition=edition.id,
        base_url=base_url,
        tbd=edition.language.say("tbd"),
        book=_book(edition),
        year=year,
        month=month,
        day=day,
        language=edition.site.language,
    )


def citation(paper: Paper, key: str, shared: CitationContext, *, abstract: bool = True) -> Citation:
    """The citation of a paper, whose name within its edition is `key`; without its abstract if that is not wanted."""
    base_url = shared.base_url
    page = urls.inside(urls.paper_path(shared.edition, paper.slug))
    links = {link.kind: link.url for link in paper.links}
    names = tuple([author.parts or split(author.name) for author in paper.authors])
    return Citation(
        key=key,
        title=paper.title,
        authors=tuple([_called(*each) for each in zip(paper.authors, names, strict=True)]),
        names=names,
        abstract=paper.abstract if abstract and paper.abstract != shared.tbd else "",
        book=shared.book,
        year=shared.year,
        month=shared.month,
        day=shared.day,
        url=urls.absolute(base_url, page) if base_url else "",
        pdf=_beside(page, links.get("pdf", ""), base_url),
        full_text=_whole(links.get("pdf", ""), base_url),
        doi=unquote(in_address("doi", links.get("doi", ""))),
        arxiv=in_address("arxiv", links.get("arxiv", "")),
        keywords=paper.keywords,
        language=shared.language,
    )


def _called(author: Author, name: PersonName) -> str:
    """An author's name as people say it; where commas are in it, other names are told from it by more than that."""
    return whole(name) if "," in author.name and not name.is_group else author.name


def appeared(edition: Edition) -> tuple[str, int, int]:
    """Year, month and day of the workshop as far as they are known: by its programme, its dates, or its own year.

    Of several candidate days it is what they share; a year that is not known is empty, a month or day 0.
    """
    days: tuple[dt.date, ...] = ()
    if edition.schedule:
        days = next((day.days for day in edition.schedule.days if day.days), ())
    if not days and edition.dates:
        days = next((date.days for date in edition.dates.dates if date.kind == "event" and date.days), ())
    years, months = {day.year for day in days}, {day.month for day in days}
    if len(years) != 1:
        return (edition.id if re.fullmatch("(?:19|20)[0-9]{2}", edition.id) else ""), 0, 0
    first = days[0]
    if len(months) != 1:
        return str(first.year), 0, 0
    return str(first.year), first.month, first.day if len(days) == 1 else 0


def _book(edition: Edition) -> str:
    """Where its papers appeared: the workshop, and the conference where it was held if the title does not say."""
    site = edition.site
    if site.host and site.host.name not in site.title:
        return f"{site.title} at {site.host.name}"
    return site.title


def keys(edition: Edition) -> list[str]:
    """What names each paper for BibTeX: `wu2024snakes`. Of papers with one name the first keeps it, the others have
    their ids behind it; so has one whose author or title has no Latin letters."""
    year, _, _ = appeared(edition)
    found: list[str] = []
    taken: set[str] = set()
    for paper in edition.accepted:
        author = _latin(_family(paper.authors[0])) if paper.authors else []
        title = [word for word in _latin(plain_text.plain_text(paper.title)) if word not in _SMALL]
        key = f"{''.join(author)}{year or edition.id}{title[0]}" if author and title else ""
        if not key or key in taken:
            key = f"{key or ''.join(_latin(edition.site.name)) + edition.id}-{paper.slug}"
        taken.add(key)
        found.append(key)
    return found


def _family(author: Author) -> str:
    return (author.parts or split(author.name)).family


def _latin(words: str) -> list[str]:
    """The words of a text in small Latin letters without marks, and its numbers: what BibTeX's keys may hold."""
    plain = words.lower() if words.isascii() else plain_text.slug(words)
    return re.findall("[a-z0-9]+", plain)


def _beside(page: str, pdf: str, base_url: str) -> str:
    """The whole address of a PDF that stands in the folder of its page; nothing of one elsewhere, whose address the
    tags of the page must not give (Google Scholar)."""
    folder = page.rpartition("/")[0] + "/"
    return urls.absolute(base_url, pdf) if base_url and pdf.startswith(folder) else ""


def _whole(pdf: str, base_url: str) -> str:
    """The whole address of a PDF, wherever it is; nothing of one on a site that has no address."""
    if pdf.startswith(urls.INSIDE):
        return urls.absolute(base_url, pdf) if base_url else ""
    return pdf
