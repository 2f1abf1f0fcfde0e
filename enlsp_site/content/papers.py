"""Accepted papers: papers.yaml, papers.csv or papers.bib, which all come here as the same entries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enlsp_site.content import picture_sizes
from enlsp_site.content.codes import BAD_IDENTIFIER, BAD_VALUE, MISSING_KEY, ONE_AUTHOR
from enlsp_site.content.embeds import player
from enlsp_site.content.entries.base import Entry
from enlsp_site.content.entries.papers import AuthorEntry, PaperEntry, PapersFile
from enlsp_site.content.ledger import Settled, Wanted
from enlsp_site.content.likeness import Facts
from enlsp_site.content.link_labels import title_of
from enlsp_site.content.listed import ListFile, listed
from enlsp_site.content.people import complain_of_unspaced, in_short, orcid, person_entry, same_as
from enlsp_site.content.reader import Reader, as_list
from enlsp_site.content.rereading import again, each, settled
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import identifiers, times, urls
from enlsp_site.model.paper_fields import LINKS
from enlsp_site.model.papers import Author, Paper, Papers
from enlsp_site.model.people import PersonName
from enlsp_site.model.record import Link
from enlsp_site.storage.progress import one_by_one
from enlsp_site.text.person_names import whole


def read_papers(reader: Reader, file: str, found: PapersFile | list[PaperEntry]) -> Papers:
    """The papers in the order in which they stand."""
    whole, wanted = again(reader, _listed, file, found)
    places = settled(reader, "papers/", wanted, _list_pages(len(whole.items)))
    return again(reader, _papers, file, whole, places)


def _listed(
    reader: Reader, file: str, found: PapersFile | list[PaperEntry]
) -> tuple[ListFile[PaperEntry], list[Wanted]]:
    """The list as it is written, and what each paper is known by."""
    whole = listed(reader, file, found, "papers", reader.language.say("heading_papers"))
    wanted = [
        Wanted(entry.id, Facts(reader.known(entry.title)), aliases=tuple(split(entry.aliases, ",;")))
        for entry, _ in whole.items
    ]
    return whole, wanted


def _papers(reader: Reader, file: str, whole: ListFile[PaperEntry], places: list[Settled]) -> Papers:
    read = [(entry, place, origin) for (entry, origin), place in zip(whole.items, places, strict=True)]
    papers = each(reader, _paper, file, one_by_one(read, "reading papers", reader.progress))
    return Papers(heading=whole.heading, intro=whole.intro, papers=tuple(papers))


def _list_pages(papers: int) -> list[str]:
    """The names of the list's further pages and of its other orders, which stand beside the papers' pages."""
    pages = [urls.list_page(number) for number in range(2, -(-papers // urls.PAPERS_A_PAGE) + 1)]
    return [*pages, *map(urls.order_page, urls.ORDERS)]


def _paper(reader: Reader, entry: PaperEntry, place: Settled, origin: Origin) -> Paper:
    if times.is_tbd(entry.id):
        hint = "write its number in the review system, or a word that stays"
        reader.complain(origin.at("id"), BAD_VALUE, "a paper needs its id: its address is made from it", hint)
    links = read_links(reader, entry, origin, LINKS)
    poster = next((link.url for link in links if link.kind == "poster"), "")
    return Paper(
        origin=origin,
        id=entry.id,
        slug=place.slug,
        aliases=place.revision.was,
        title=reader.said(entry.title),
        authors=read_authors(reader, entry.authors, origin.at("authors")),
        abstract=reader.said(entry.abstract),
        tldr=reader.known(entry.tldr),
        keywords=tuple(filter(None, map(reader.known, split(entry.keywords, ",;")))),
        decision=entry.decision or "",
        track=reader.known(entry.track),
        award=reader.known(entry.award),
        links=links,
        player=player(reader, next((link.url for link in links if link.kind == "video"), "")),
        poster=reader.picture_behind(poster, origin.at("poster"), picture_sizes.poster),
    )


Written = Sequence[AuthorEntry | str] | str | None
"""Authors as they may be written."""


def read_authors(reader: Reader, entered: Written, origin: Origin) -> tuple[Author, ...]:
    """Authors, from the full form or `Ada Lovelace (Somewhere); Alan Turing`."""
    alone = isinstance(entered, str)
    written = list[AuthorEntry | str](in_short(entered) if isinstance(entered, str) else entered or ())
    named = [(index, author) for index, author in enumerate(written) if isinstance(author, str)]
    turned = sum("," in author.partition("(")[0] for _, author in named) > 1
    for index, author in named:
        _look_at(reader, author, origin if alone else origin.at(index), turned)
    authors = [_author(reader, author, origin, index) for index, author in enumerate(written)]
    return tuple([author for author in authors if author.name and not times.is_tbd(author.name)])


def _look_at(reader: Reader, written: str, origin: Origin, turned: bool) -> None:
    """Note what is probably no single author. One comma may turn a name round, and does where that is so in other
    names of the list (`turned`)."""
    complain_of_unspaced(reader, written, origin)
    name = written.partition("(")[0]
    if name.count(",") > 1 or re.search(r"\s(?:and|&)\s", name) or (not turned and _is_pair(name)):
        line = " ".join(name.split())
        message = f"“{line if len(line) <= 40 else line[:39] + '…'}” is read as one author"
        hint = f"authors are parted by `;`: {'; '.join(re.split(', *and |, *|  *(?:and|&)  *', line)[:3])}"
        if name.count(",") == 1 and _is_pair(name):
            family, given = line.split(",")
            hint += f"; if it is one name, write it as it is spoken: {given.strip()} {family}"
        reader.problems.append(report(ONE_AUTHOR, origin, message, hint))


def _is_pair(name: str) -> bool:
    """Whether what is parted by one comma is two whole names: `Ada Lovelace, Alan Turing`."""
    if "," not in name:
        return False
    from enlsp_site.content.syntax.bibtex_values import is_whole

    return all(map(is_whole, name.split(",")))


def _author(reader: Reader, entry: AuthorEntry | str, origin: Origin, index: int) -> Author:
    if isinstance(entry, str):
        person = person_entry(entry)
        return Author(name=person.name, affiliations=_affiliations(reader, person.affiliations))
    parts = PersonName(entry.family, entry.given or "", entry.suffix or "") if entry.family else None
    if not entry.name and not parts:
        hint = "write `name`, or `family` and `given`"
        reader.complain(origin.at(index), MISSING_KEY, "an author needs a name", hint)
    return Author(
        name=entry.name or (whole(parts) if parts else ""),
        parts=parts,
        affiliations=_affiliations(reader, entry.affiliations),
        corresponding=bool(entry.corresponding),
        equal=bool(entry.equal),
        orcid=orcid(reader, entry.orcid, origin.at(index, "orcid")) if entry.orcid else "",
        same_as=same_as(reader, entry.same_as),
    )


def _affiliations(reader: Reader, entered: list[str] | str | None) -> tuple[str, ...]:
    """An author's affiliations, without those that are to be announced."""
    return tuple(filter(None, map(reader.known, as_list(entered))))


def split(value: list[str] | str | None, marks: str) -> list[str]:
    """A list that may be written as one text, its items parted by one of the marks."""
    if not isinstance(value, str):
        return list(value or ())
    for mark in marks[1:]:
        value = value.replace(mark, marks[0])
    return [part.strip() for part in value.split(marks[0]) if part.strip()]


def read_links(reader: Reader, entry: Entry, origin: Origin, kinds: tuple[str, ...]) -> tuple[Link, ...]:
    """The links of these kinds, which are the fields of an entry that have the same names."""
    made = []
    for kind in kinds:
        address = getattr(entry, kind)
        if not address:
            continue
        if kind in identifiers.FORMS and not times.is_tbd(address):
            written, address = address, identifiers.address_of(kind, address)
            if address is None:
                _tell_of_no_identifier(reader, kind, written, origin.at(kind))
        if url := reader.link(address, origin.at(kind)):
            made.append(Link(title=title_of(reader, kind), url=url, kind=kind))
    return tuple(made)


def _tell_of_no_identifier(reader: Reader, kind: str, written: str, origin: Origin) -> None:
    """Note that what stands for a paper elsewhere has not the form of an identifier there."""
    line = " ".join(written.split())
    message = f"`{line if len(line) <= 40 else line[:39] + '…'}` is no {identifiers.FORMS[kind].called}"
    hint = f"write it like {identifiers.FORMS[kind].example}, or the whole address"
    reader.complain(origin, BAD_IDENTIFIER, message, hint)
