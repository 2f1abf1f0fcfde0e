"""The lists of papers: as they were written, and by title, session, award and topic, each with pages of its own.

Every list and every heading in it has an address that needs no script. A list on one page can be sifted by a script
besides; one of many papers cannot, since a page has only a part of them: there all orders but the first show titles
alone, and the search finds the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from enlsp_site.exports.coins import context_object
from enlsp_site.exports.registry import PAPERS
from enlsp_site.model import urls
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import Edition
from enlsp_site.model.paper_fields import DECISIONS
from enlsp_site.model.papers import Paper, Papers
from enlsp_site.model.record import Link, Record
from enlsp_site.model.wording import Language
from enlsp_site.pages.citations import CitationContext, citation
from enlsp_site.storage.item_results import ANEW, ItemResults
from enlsp_site.text import plain_text

FEW = 20
"""So many papers stand on the home page themselves; of more it names the number."""
SEVERAL = 8
"""From so many papers on there are other orders, and the list can be sifted: fewer are seen at a glance."""
TITLES_A_PAGE = 1000
"""How many titles a page has that shows nothing else."""
ABSTRACTS = 250_000
"""How many characters of abstracts the list has at most, about 90 KB as servers send them; with more it has none."""
TOPICS = 200
"""So many topics have headings at most: those that most papers share, each at least two."""


class PaperRow(Record, frozen=True):
    """A paper as a list shows it; where only titles are shown, the rest is empty. `number` is its id, `pdf` the
    address of its text, and `sessions` lead to where it is presented; a list by session does without these. `quoted`
    is how it is quoted, for programs (COinS), in the first list alone."""

    slug: str
    title: str
    authors: tuple[str, ...] = ()
    tldr: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    decision: str = ""
    track: str = ""
    award: str = ""
    number: str = ""
    pdf: str = ""
    sessions: tuple[Link, ...] = ()
    quoted: str = ""


class PaperShelf(Record, frozen=True):
    """Papers that stand together. `anchor` is their place on the page, empty where the list is not parted; `url` is
    what the heading leads to, if anything."""

    rows: tuple[PaperRow, ...]
    heading: str = ""
    anchor: str = ""
    url: str = ""


class PaperListView(Record, frozen=True):
    """A list of papers, or a page of it: `count` papers in all, on shelves, the first of them being the `first`-th.
    `kept_back` is how many are not public yet, `public_from` when they will be. On the home page it is without
    shelves where they are many.

    `order` is what it is ordered by, empty as written; `orders` leads to all of them, `index` to the shelves of the
    whole list. `pages` are the addresses of all its pages where there are several, this one being the `page`-th.
    `titles` says that it shows nothing but titles, `sifted` that a script can sift it: by `decisions` and
    `tracks` where there are several, by `keywords` where there are any, and by author. `files` are the same papers as
    data.
    """

    shelves: tuple[PaperShelf, ...]
    count: int
    kept_back: int = 0
    public_from: ImportantDate | None = None
    order: str = ""
    orders: tuple[Link, ...] = ()
    index: tuple[Link, ...] = ()
    first: int = 1
    page: int = 1
    pages: tuple[str, ...] = ()
    titles: bool = False
    sifted: bool = False
    decisions: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    keywords: bool = False
    files: tuple[Link, ...] = ()


class PaperLists(NamedTuple):
    """The pages of all lists with their paths, and where each topic stands, by its name in small letters."""

    pages: list[tuple[str, PaperListView]]
    topics: dict[str, str]


def in_short(edition: Edition, papers: Papers, few: int = 0) -> PaperListView:
    """The list as the home page shows it: all papers unless they are many, or the first `few`."""
    papers = _best_first(edition, papers)
    shown = papers.papers[:few] if few else papers.papers if len(papers.papers) <= FEW else ()
    slots = _slots(edition) if shown else {}
    rows = tuple(replace(_row(paper, slots.get(paper.id, ()), abstract=False), keywords=()) for paper in shown)
    shelves = (PaperShelf(rows=rows),) if rows else ()
    return PaperListView(
        shelves=shelves, count=len(papers.papers), kept_back=papers.kept_back, public_from=papers.public_from
    )


def lists(edition: Edition, papers: Papers, shared: CitationContext, items: ItemResults = ANEW) -> PaperLists:
    """All lists of an edition's papers, whose citations share `shared`; one page where there are no papers. `items`
    may know what was made of the same papers."""
    papers = _best_first(edition, papers)
    many = len(papers.papers) > urls.PAPERS_A_PAGE
    rows = _rows(edition, papers, many, items)
    objects = items.each(_object, edition.id, [(paper,) for paper in papers.papers], shared)
    first = PaperShelf(rows=tuple([replace(row, quoted=each) for row, each in zip(rows, objects, strict=True)]))
    orders: dict[str, tuple[PaperShelf, ...]] = {"": (first,)}
    if len(papers.papers) >= SEVERAL:
        orders |= _orders(edition, papers, rows, many)
    ways = tuple(Link(title="", url=urls.inside(urls.list_path(edition.id, 1, name)), kind=name) for name in orders)
    tracks = tuple(dict.fromkeys(paper.track for paper in papers.papers if paper.track))
    decisions = tuple(each for each in DECISIONS if any(paper.decision == each for paper in papers.papers))
    whole = PaperListView(
        shelves=(),
        count=len(papers.papers),
        kept_back=papers.kept_back,
        public_from=papers.public_from,
        orders=ways if len(ways) > 1 else (),
        sifted=len(papers.papers) >= SEVERAL and not many,
        decisions=decisions if len(decisions) > 1 and not many else (),
        tracks=tracks if len(tracks) > 1 and not many else (),
        keywords=any(paper.keywords for paper in papers.papers) and not many,
        files=_files(edition) if papers.papers else (),
    )
    pages, topics = [], {}
    for name, shelves in orders.items():
        found = _pages(edition, replace(whole, order=name, titles=many and name != ""), shelves)
        pages += found
        if name == "topic":
            topics = {link.title.casefold(): link.url for link in found[0][1].index}
    return PaperLists(pages, topics)


def _object(paper: Paper, shared: CitationContext) -> str:
    """The context object of a paper."""
    return context_object(citation(paper, "", shared, abstract=False))


def _best_first(edition: Edition, papers: Papers) -> Papers:
    """The papers as the site wants them ordered: as written, or those with an award first, then by decision."""
    if not edition.site.best_papers_first:
        return papers
    rank: dict[str, int] = {name: number for number, name in enumerate(DECISIONS)}
    ordered = sorted(papers.papers, key=lambda each: (not each.award, rank.get(each.decision, len(rank))))
    return replace(papers, papers=tuple(ordered))


def _slots(edition: Edition) -> dict[str, tuple[Link, ...]]:
    """The sessions in which each paper is presented, by its id."""
    found: dict[str, tuple[Link, ...]] = {}
    for _, session in edition.sessions:
        way = Link(title=session.title, url=urls.of_session(edition.id, session))
        for paper in session.papers:
            found[paper.id] = (*found.get(paper.id, ()), way)
    return found


def _row(paper: Paper, sessions: tuple[Link, ...], abstract: bool) -> PaperRow:
    return PaperRow(
        slug=paper.slug,
        title=paper.title,
        authors=tuple([author.name for author in paper.authors]),
        tldr=paper.tldr,
        abstract=paper.abstract if abstract else "",
        keywords=paper.keywords,
        decision=paper.decision,
        track=paper.track,
        award=paper.award,
        number=paper.id,
        pdf=next((link.url for link in paper.links if link.kind == "pdf"), ""),
        sessions=sessions,
    )


def _rows(edition: Edition, papers: Papers, many: bool, items: ItemResults) -> tuple[PaperRow, ...]:
    """The papers as the first list shows them: with abstracts unless these are too much, and with keywords, called
    alike, where they are sifted by them."""
    slots = _slots(edition)
    is_short = many or sum(len(paper.abstract) for paper in papers.papers) > ABSTRACTS
    both = [(paper, slots.get(paper.id, ())) for paper in papers.papers]
    rows = items.each(_row, edition.id, both, not is_short)
    if many:
        return tuple(replace(row, keywords=()) for row in rows)
    names = _keyword_names(papers.papers)
    return tuple(replace(row, keywords=_named(row.keywords, names)) for row in rows)


def _keyword_names(papers: Iterable[Paper]) -> dict[str, str]:
    """How each keyword is first written, by what is the same for all ways of writing it."""
    names: dict[str, str] = {}
    for paper in papers:
        for keyword in paper.keywords:
            names.setdefault(keyword.casefold(), keyword)
    return names


def _named(keywords: Iterable[str], names: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([names[keyword.casefold()] for keyword in keywords]))


def _files(edition: Edition) -> tuple[Link, ...]:
    return tuple(
        Link(title=export.title, url=urls.inside(f"{edition.id}/{export.name}"), kind=export.name.rpartition(".")[2])
        for export in PAPERS
    )


# The other orders


def _orders(
    edition: Edition, papers: Papers, whole: tuple[PaperRow, ...], many: bool
) -> dict[str, tuple[PaperShelf, ...]]:
    """The shelves of each order that says something about these papers. In them papers have neither summary nor
    abstract, for many stand there more than once."""
    said = edition.language
    if many:
        rows = tuple(PaperRow(slug=paper.slug, title=paper.title) for paper in papers.papers)
    else:
        rows = tuple(replace(row, tldr="", abstract="") for row in whole)
    made = {
        "title": _by_title(rows, many, said),
        "session": _by_session(edition, papers.papers, rows),
        "award": _by_award(papers.papers, rows, said),
        "track": _by_track(papers.papers, rows),
        "topic": _by_topic(papers.papers, rows),
    }
    found = {}
    for name, shelves in made.items():
        if shelves:
            found[name] = _anchored(_with_rest(shelves, rows, said))
    return found


def _by_title(rows: tuple[PaperRow, ...], many: bool, said: Language) -> list[PaperShelf]:
    """All in the order of the alphabet; many by their first letters."""
    ordered = sorted(((_alphabetical(row.title), row) for row in rows), key=lambda pair: pair[0])
    if not many:
        return [PaperShelf(rows=tuple(row for _, row in ordered))]
    found: dict[str, list[PaperRow]] = {}
    for key, row in ordered:
        first = key[:1].upper()
        name = first if "A" <= first <= "Z" else "0–9" if first.isdecimal() else said.say("reading_others")
        found.setdefault(name, []).append(row)
    return [PaperShelf(rows=tuple(each), heading=name) for name, each in found.items()]


def _alphabetical(title: str) -> str:
    """What a title is sorted by: its letters without marks, and its numbers."""
    plain = plain_text.plain_text(title)
    if not plain.isascii():
        plain = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def _by_session(edition: Edition, papers: tuple[Paper, ...], rows: tuple[PaperRow, ...]) -> list[PaperShelf]:
    """By the programme, in its order."""
    known = {paper.id: replace(row, sessions=()) for paper, row in zip(papers, rows, strict=True)}
    sessions = [session for _, session in edition.sessions]
    return [
        PaperShelf(
            rows=tuple(known[paper.id] for paper in session.papers if paper.id in known),
            heading=plain_text.plain_text(session.title),
            url=urls.of_session(edition.id, session),
        )
        for session in sessions
        if session.papers
    ]


def _by_award(papers: tuple[Paper, ...], rows: tuple[PaperRow, ...], said: Language) -> list[PaperShelf]:
    """By award and, below all awards, by decision; nothing where all have the same."""
    awards, decisions = _shelved(papers, rows, "award"), _shelved(papers, rows, "decision")
    if not awards and len(decisions) < 2:
        return []
    ordered = [(name, decisions[name]) for name in DECISIONS if name in decisions]
    return [PaperShelf(rows=tuple(each), heading=name) for name, each in awards.items()] + [
        PaperShelf(rows=tuple(each), heading=said.say(f"decision_{name}")) for name, each in ordered
    ]


def _by_track(papers: tuple[Paper, ...], rows: tuple[PaperRow, ...]) -> list[PaperShelf]:
    """By track, in the order in which the papers first name them; nothing where there is one."""
    tracks = _shelved(papers, rows, "track")
    return [PaperShelf(rows=tuple(each), heading=name) for name, each in tracks.items()] if len(tracks) > 1 else []


def _shelved(papers: tuple[Paper, ...], rows: tuple[PaperRow, ...], field: str) -> dict[str, list[PaperRow]]:
    found: dict[str, list[PaperRow]] = {}
    for paper, row in zip(papers, rows, strict=True):
        if name := getattr(paper, field):
            found.setdefault(name, []).append(row)
    return found


def _by_topic(papers: tuple[Paper, ...], rows: tuple[PaperRow, ...]) -> list[PaperShelf]:
    """By keywords that at least two share, in the order of the alphabet."""
    names = _keyword_names(papers)
    folded = [list(dict.fromkeys([keyword.casefold() for keyword in paper.keywords])) for paper in papers]
    shared = Counter(keyword for each in folded for keyword in each)
    most = sorted((-number, keyword) for keyword, number in shared.items() if number > 1)[:TOPICS]
    found: dict[str, list[PaperRow]] = {
        keyword: [] for keyword in sorted([key for _, key in most], key=_alphabetical)
    }
    for row, keywords in zip(rows, folded, strict=True):
        for keyword in keywords:
            if keyword in found:
                found[keyword].append(row)
    return [PaperShelf(rows=tuple(each), heading=names[keyword]) for keyword, each in found.items()]


def _with_rest(shelves: list[PaperShelf], rows: tuple[PaperRow, ...], said: Language) -> list[PaperShelf]:
    """The shelves and behind them the papers that stand on none."""
    there = {row.slug for shelf in shelves for row in shelf.rows}
    rest = tuple(row for row in rows if row.slug not in there)
    return [*shelves, PaperShelf(rows=rest, heading=said.say("reading_others"))] if rest else shelves


def _anchored(shelves: list[PaperShelf]) -> tuple[PaperShelf, ...]:
    if len(shelves) < 2 and not shelves[0].heading:
        return tuple(shelves)
    anchors = plain_text.unique_slugs([shelf.heading for shelf in shelves], [*plain_text.THEME_IDS, "papers-heading"])
    return tuple(replace(shelf, anchor=anchor) for shelf, anchor in zip(shelves, anchors, strict=True))


# Pages


def _pages(
    edition: Edition, whole: PaperListView, shelves: tuple[PaperShelf, ...]
) -> list[tuple[str, PaperListView]]:
    """The pages of one list, with their paths. A shelf that does not end on its page goes on on the next."""
    most = TITLES_A_PAGE if whole.titles else urls.PAPERS_A_PAGE if whole.order == "" else len(shelves) * whole.count
    parts = list(_parted(shelves, most)) or [()]
    paths = [urls.list_path(edition.id, number, whole.order) for number in range(1, len(parts) + 1)]
    index: dict[str, Link] = {}
    for path, part in zip(paths, parts, strict=True):
        for shelf in part:
            if shelf.anchor:
                url = urls.inside(path, shelf.anchor)
                index.setdefault(shelf.anchor, Link(title=shelf.heading, url=url))
    shared = replace(
        whole, index=tuple(index.values()), pages=tuple(map(urls.inside, paths)) if len(paths) > 1 else ()
    )
    found, first = [], 1
    for number, (path, part) in enumerate(zip(paths, parts, strict=True), 1):
        found.append((path, replace(shared, shelves=part, first=first, page=number)))
        first += sum(len(shelf.rows) for shelf in part)
    return found


def _parted(shelves: tuple[PaperShelf, ...], most: int) -> Iterator[tuple[PaperShelf, ...]]:
    """Shelves in parts that have so many papers each."""
    part: list[PaperShelf] = []
    room = most
    for shelf in shelves:
        rows = shelf.rows
        while rows:
            part.append(replace(shelf, rows=rows[:room]))
            rows, room = rows[room:], room - len(rows[:room])
            if not room:
                yield tuple(part)
                part, room = [], most
    if part:
        yield tuple(part)
