"""The papers' part of the plan: what their pages and the files beside their list are made from.

At thousands of papers every value that a page is handed counts, so the list has of each paper only what it shows: an
abstract that is edited makes its paper's page again, and the files of data that hold it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec.structs import replace

from enlsp_site.exports import registry
from enlsp_site.model import urls
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.identity import Persons
from enlsp_site.model.papers import Author, Citation, Paper
from enlsp_site.model.record import Link, Record
from enlsp_site.model.schedule import TimeSpan, room_of
from enlsp_site.model.targets import Target
from enlsp_site.storage.item_results import ANEW, ItemResults

BIB = "paper.bib"
"""What the citation beside a paper's page is called."""


class AuthorView(Record, frozen=True):
    """An author as a paper's page shows it: `places` are the numbers of the affiliations, from 1, and `url` the entry
    of the person, if there is one."""

    name: str
    url: str = ""
    places: tuple[int, ...] = ()
    corresponding: bool = False
    equal: bool = False


class Presentation(TimeSpan, frozen=True):
    """When and where a paper is presented: in the session `title` at `url`, on the day or on one of the candidate
    `days`, whose zone is `zone`."""

    title: str
    url: str
    kind: str
    days: tuple[dt.date, ...]
    zone: str
    room: str = ""
    board: str = ""


class PaperPage(Record, frozen=True):
    """What the page of a paper is made from, but for the frame around it: its path, what it says of itself, and the
    values that its template shows."""

    path: str
    title: str
    description: str
    values: dict[str, Any]


def ways(edition: Edition, workshop: Workshop) -> list[list[str]]:
    """The addresses of the entries of each paper's authors, each empty where there is none."""
    persons = Persons(workshop)
    return [[persons.way(edition, author) for author in paper.authors] for paper in edition.accepted]


def paper_pages(
    edition: Edition,
    near: list[tuple[int, ...]],
    entries: list[list[str]],
    topics: Mapping[str, str],
    items: ItemResults = ANEW,
) -> list[PaperPage]:
    """The pages of all papers, without what each has of its own paper (`with_own`). `near` are the positions of those
    nearest to each (`related`), in the same order, `entries` those of their authors' entries (`ways`), `topics` the
    addresses of keywords in the list. `items` may know what was made of the same papers."""
    papers = edition.accepted
    tracks = len({paper.track for paper in papers} - {""}) > 1
    slots = presented(edition)
    ways = items.each(_way, edition.id, [(paper,) for paper in papers], edition.id)
    beside = zip([None, *ways], [*ways[1:], None], strict=False)
    around = [
        (
            paper,
            _Surroundings(entries[number], slots.get(paper.id, ()), [ways[other] for other in near[number]], *both),
        )
        for number, (paper, both) in enumerate(zip(papers, beside, strict=False))
    ]
    return items.each(_paper_page, edition.id, around, edition.id, tracks, topics)


class _Surroundings(NamedTuple):
    """What stands around a paper: its authors' entries, when it is presented, the papers nearest to it, and those
    before and after it."""

    entries: list[str]
    slots: tuple[Presentation, ...]
    related: list[Link]
    before: Link | None
    after: Link | None


def _paper_page(
    paper: Paper, around: _Surroundings, edition: str, tracks: bool, topics: Mapping[str, str]
) -> PaperPage:
    """A paper's page, without what it has of the paper itself."""
    signed, places = byline(paper.authors, around.entries)
    path = urls.paper_path(edition, paper.slug)
    values = {
        "authors": signed,
        "places": places,
        "track": paper.track if tracks else "",
        "keywords": tuple([(each, topics.get(each.casefold(), "")) for each in paper.keywords]),
        "presented": around.slots,
        "related": tuple(around.related),
        "previous": around.before,
        "next": around.after,
        "bib": urls.inside(path).removesuffix("index.html") + BIB,
    }
    return PaperPage(path=path, title=paper.title, description="", values=values)


def with_own(page: PaperPage, paper: Paper, citation: Citation) -> PaperPage:
    """A paper's page with all that it shows of the paper itself."""
    own = {"paper": paper, "citation": citation}
    return replace(page, description=description(paper, citation), values={**page.values, **own})


def description(paper: Paper, citation: Citation) -> str:
    """What the page of a paper says of itself: title and authors if nothing else, since some have written several."""
    return paper.tldr or citation.abstract or _by(paper.title, citation.authors)


def _by(title: str, authors: tuple[str, ...]) -> str:
    return f"{title} ({', '.join(authors)})" if authors else ""


def _way(paper: Paper, edition: str) -> Link:
    return Link(title=paper.title, url=urls.inside(urls.paper_path(edition, paper.slug)))


def byline(authors: tuple[Author, ...], ways: Sequence[str]) -> tuple[tuple[AuthorView, ...], tuple[str, ...]]:
    """The authors, and each of their affiliations once; with numbers, unless all authors share a single one. `ways`
    are the addresses of the authors' entries, each empty where there is none."""
    places = list(dict.fromkeys([place for author in authors for place in author.affiliations]))
    numbers = {place: number for number, place in enumerate(places, 1)}
    shared = len(places) == 1 and all(author.affiliations for author in authors)
    several = sum(author.equal for author in authors) > 1
    signed = [
        AuthorView(
            name=author.name,
            url=way,
            places=() if shared else tuple([numbers[place] for place in author.affiliations]),
            corresponding=author.corresponding,
            equal=author.equal and several,
        )
        for author, way in zip(authors, ways, strict=True)
    ]
    return tuple(signed), tuple(places)


def presented(edition: Edition) -> Mapping[str, tuple[Presentation, ...]]:
    """When and where each paper is presented, by its id, in the order of the programme."""
    found: dict[str, tuple[Presentation, ...]] = {}
    programme = urls.section_path(edition.id, "schedule")
    for day in edition.days:
        for session in day.sessions:
            for paper in session.papers:
                own = paper.slot or session
                slot = Presentation(
                    title=session.title,
                    url=urls.inside(programme, session.slug),
                    kind=session.kind,
                    days=day.days,
                    zone=day.label_at(own),
                    start=own.start,
                    end=own.end,
                    starts=own.starts,
                    ends=own.ends,
                    overnight=own.overnight,
                    room=room_of(session, day),
                    board=paper.board,
                )
                found[paper.id] = (*found.get(paper.id, ()), slot)
    return found


def citation_file(citation: Citation, page: str) -> Target:
    """A paper's citation, beside its page, which has this path."""
    path = page.removesuffix("index.html") + BIB
    return Target(path=path, recipe=registry.CITATION, inputs={"citations": (citation,)})


def data_files(edition: Edition, base: str, quoted: list[Citation]) -> list[Target]:
    """The papers as data, beside the list."""
    papers = edition.accepted
    if not papers:
        return []
    shared = {"title": edition.site.title, "edition": edition.id, "base_url": base, "papers": papers}
    made = []
    for export in registry.PAPERS:
        path = f"{edition.id}/{export.name}"
        inputs = {"citations": tuple(quoted)} if export.of == "citations" else {**shared, "path": path}
        made.append(Target(path=path, recipe=export.name, inputs=inputs))
    return made
