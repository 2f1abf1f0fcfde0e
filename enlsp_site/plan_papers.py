"""The papers' part of the plan: what their pages, their list and the files beside it are made from.

At thousands of papers every value that a page is handed counts, so the list has of each paper only what it shows: an
abstract that is edited makes its paper's page again, and the files of data that hold it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from enlsp_site import urls
from enlsp_site.model import Author, Citation, Edition, ImportantDate, Link, Paper, Papers, Picture, Record, Target
from enlsp_site.related import related

FEW = 20
"""So many papers stand on the home page themselves; of more it names the number."""

BIB = "paper.bib"
"""What the citation beside a paper's page is called."""

DATA = {"papers.bib": "BibTeX", "papers.ris": "RIS", "papers.csv": "CSV", "papers.json": "JSON"}
"""The files beside the list, and what their forms are called."""


PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif", ".svg")
"""How the names of pictures end that browsers show."""


class Row(Record, frozen=True):
    """A paper as the list shows it."""

    id: str
    slug: str
    title: str
    authors: tuple[str, ...] = ()
    tldr: str = ""
    decision: str = ""
    award: str = ""


class Listing(Record, frozen=True):
    """The list of papers, or a page of it. `papers` are those that it shows, of `count`, the first of them being the
    `first`-th; on the home page none where they are many. `kept_back` is how many are not public yet.

    `public_from` is when they will be.

    `pages` are the addresses of all its pages where there are several, this one being the `page`-th. `files` are the
    same papers as data.
    """

    papers: tuple[Row, ...]
    count: int
    kept_back: int = 0
    public_from: ImportantDate | None = None
    first: int = 1
    page: int = 1
    pages: tuple[str, ...] = ()
    files: tuple[Link, ...] = ()


class Signed(Record, frozen=True):
    """An author as a paper's page shows it: `places` are the numbers of the affiliations, from 1."""

    name: str
    places: tuple[int, ...] = ()
    corresponding: bool = False
    equal: bool = False


class Presented(Record, frozen=True):
    """When and where a paper is presented: in the session `title` at `url`, on the day or on one of the candidate
    `days`. Times are wall-clock times in the zone `zone`, `starts` and `ends` the moments, as those of a session."""

    title: str
    url: str
    kind: str
    days: tuple[dt.date, ...]
    zone: str
    start: dt.time
    end: dt.time
    starts: str = ""
    ends: str = ""
    overnight: bool = False
    room: str = ""
    board: str = ""


class PaperPage(Record, frozen=True):
    """What the page of a paper is made from, but for the frame around it: its path, what it says of itself, and the
    values that its template shows."""

    path: str
    title: str
    description: str
    values: dict[str, Any]


def in_short(papers: Papers) -> Listing:
    """The list as the home page shows it."""
    few = tuple(map(_row, papers.papers)) if len(papers.papers) <= FEW else ()
    return Listing(papers=few, count=len(papers.papers), kept_back=papers.kept_back, public_from=papers.public_from)


def listings(edition: Edition, papers: Papers) -> list[tuple[str, Listing]]:
    """The pages of the list with their paths; one where there are no papers."""
    starts = range(0, max(len(papers.papers), 1), urls.PAPERS_A_PAGE)
    paths = [urls.list_path(edition.id, number) for number in range(1, len(starts) + 1)]
    pages = tuple(map(urls.inside, paths)) if len(paths) > 1 else ()
    files = _files(edition) if papers.papers else ()
    rows = tuple(map(_row, papers.papers))
    return [
        (
            path,
            Listing(
                papers=rows[start : start + urls.PAPERS_A_PAGE],
                count=len(rows),
                kept_back=papers.kept_back,
                public_from=papers.public_from,
                first=start + 1,
                page=number,
                pages=pages,
                files=files,
            ),
        )
        for number, (path, start) in enumerate(zip(paths, starts, strict=True), 1)
    ]


def _row(paper: Paper) -> Row:
    return Row(
        id=paper.id,
        slug=paper.slug,
        title=paper.title,
        authors=tuple([author.name for author in paper.authors]),
        tldr=paper.tldr,
        decision=paper.decision,
        award=paper.award,
    )


def _files(edition: Edition) -> tuple[Link, ...]:
    return tuple(
        Link(title=title, url=urls.inside(f"{edition.id}/{name}"), kind=name.rpartition(".")[2])
        for name, title in DATA.items()
    )


def paper_pages(edition: Edition, quoted: list[Citation]) -> Iterator[PaperPage]:
    """The pages of all papers. `quoted` are their citations, in the same order."""
    papers = edition.papers.papers if edition.papers else ()
    near, slots = related(papers), presented(edition)
    ways = [_way(edition, paper) for paper in papers]
    for number, (paper, citation) in enumerate(zip(papers, quoted, strict=True)):
        signed, places = byline(paper.authors)
        yield PaperPage(
            path=urls.paper_path(edition.id, paper.slug),
            title=paper.title,
            description=paper.tldr or paper.abstract or _by(paper.title, citation.authors),
            values={
                "paper": paper,
                "authors": signed,
                "places": places,
                "citation": citation,
                "poster": _poster(paper),
                "presented": slots.get(paper.id, ()),
                "related": tuple([ways[other] for other in near[number]]),
                "previous": ways[number - 1] if number else None,
                "next": ways[number + 1] if number + 1 < len(ways) else None,
                "bib": ways[number].url.removesuffix("index.html") + BIB,
            },
        )


def _by(title: str, authors: tuple[str, ...]) -> str:
    """Title and authors, since some have written several."""
    return f"{title} ({', '.join(authors)})" if authors else ""


def _poster(paper: Paper) -> Picture | None:
    """The poster, where it is a picture of this site; any other is a link among the others."""
    found = next((link.url for link in paper.links if link.kind == "poster"), "")
    return Picture(url=found) if found.startswith(urls.INSIDE) and found.lower().endswith(PICTURES) else None


def _way(edition: Edition, paper: Paper) -> Link:
    return Link(title=paper.title, url=urls.inside(urls.paper_path(edition.id, paper.slug)))


def byline(authors: tuple[Author, ...]) -> tuple[tuple[Signed, ...], tuple[str, ...]]:
    """The authors, and each of their affiliations once; with numbers, unless all authors share a single one."""
    places = list(dict.fromkeys([place for author in authors for place in author.affiliations]))
    numbers = {place: number for number, place in enumerate(places, 1)}
    shared = len(places) == 1 and all(author.affiliations for author in authors)
    several = sum(author.equal for author in authors) > 1
    signed = [
        Signed(
            name=author.name,
            places=() if shared else tuple([numbers[place] for place in author.affiliations]),
            corresponding=author.corresponding,
            equal=author.equal and several,
        )
        for author in authors
    ]
    return tuple(signed), tuple(places)


def presented(edition: Edition) -> Mapping[str, tuple[Presented, ...]]:
    """When and where each paper is presented, by its id, in the order of the programme."""
    found: dict[str, tuple[Presented, ...]] = {}
    programme = urls.section_path(edition.id, "schedule")
    for day in edition.schedule.days if edition.schedule else ():
        for session in day.sessions:
            for paper in session.papers:
                own = paper.start is not None and paper.end is not None
                slot = Presented(
                    title=session.title,
                    url=urls.inside(programme, session.slug),
                    kind=session.kind,
                    days=day.days,
                    zone=day.zone_label,
                    start=paper.start or session.start,
                    end=paper.end or session.end,
                    starts=paper.starts if own else session.starts,
                    ends=paper.ends if own else session.ends,
                    overnight=session.overnight and not own,
                    room=session.room or day.room,
                    board=paper.board,
                )
                found[paper.id] = (*found.get(paper.id, ()), slot)
    return found


def citation_file(page: PaperPage) -> Target:
    """A paper's citation, beside its page."""
    path = page.path.removesuffix("index.html") + BIB
    return Target(path=path, recipe="bibtex", inputs={"citations": (page.values["citation"],)})


def data_files(edition: Edition, base: str, quoted: list[Citation]) -> list[Target]:
    """The papers as data, beside the list."""
    papers = edition.papers.papers if edition.papers else ()
    if not papers:
        return []
    shared = {"title": edition.site.title, "edition": edition.id, "base_url": base, "papers": papers}
    made = []
    for name, recipe in (("papers.bib", "bibtex"), ("papers.ris", "ris")):
        made.append(Target(path=f"{edition.id}/{name}", recipe=recipe, inputs={"citations": tuple(quoted)}))
    for name in ("papers.csv", "papers.json"):
        path = f"{edition.id}/{name}"
        made.append(Target(path=path, recipe=name, inputs={**shared, "path": path}))
    return made
