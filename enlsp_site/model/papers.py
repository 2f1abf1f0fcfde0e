"""Accepted papers, and what they are quoted by."""

from __future__ import annotations

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.embeds import Embed
from enlsp_site.model.media import Picture
from enlsp_site.model.people import PersonName
from enlsp_site.model.record import Html, Link, Record


class Author(Record, frozen=True):
    """An author of a paper. `parts` are those of the name, if they were written. `equal` says that several of its
    authors contributed equally, this one among them.

    `orcid` is the address of the iD, `same_as` as that of a `Person`.
    """

    name: str
    affiliations: tuple[str, ...] = ()
    corresponding: bool = False
    equal: bool = False
    orcid: str = ""
    same_as: tuple[str, ...] | None = None
    parts: PersonName | None = None


class Paper(Record, frozen=True):
    """An accepted paper. Title, abstract and `tldr` (it in one sentence) are plain text that may hold TeX; `id` is as
    the site wrote it. `poster` is there if that is a picture of this site; one of any other kind is only a link, as
    is a video that its page cannot hold as its `player`. `aliases` are other last words of its address."""

    origin: Origin
    id: str
    slug: str
    title: str
    authors: tuple[Author, ...] = ()
    abstract: str = ""
    tldr: str = ""
    keywords: tuple[str, ...] = ()
    decision: str = ""
    track: str = ""
    award: str = ""
    links: tuple[Link, ...] = ()
    poster: Picture | None = None
    aliases: tuple[str, ...] = ()
    player: Embed | None = None


class Papers(Record, frozen=True):
    """The accepted papers. While they are kept back, `papers` is empty, `kept_back` is how many there are, and
    `public_from` when they will be public, if that is known."""

    heading: str
    intro: Html | None = None
    papers: tuple[Paper, ...] = ()
    kept_back: int = 0
    public_from: ImportantDate | None = None


class Citation(Record, frozen=True):
    """What a paper is quoted by. Title and `book` (where it appeared) are plain text; the title may hold TeX.

    `key` names it within its edition, for BibTeX. Of the day on which it appeared, as much as is known: `year` is
    empty, `month` and `day` are 0 while it is not. Addresses are whole ones, empty where none is known; `pdf` is only
    set for a file beside the paper's page, `full_text` for one anywhere. `arxiv` and `doi` are the bare identifiers.
    `names` are the parts of `authors`.
    """

    key: str
    title: str
    authors: tuple[str, ...] = ()
    names: tuple[PersonName, ...] = ()
    abstract: str = ""
    book: str = ""
    year: str = ""
    month: int = 0
    day: int = 0
    url: str = ""
    pdf: str = ""
    full_text: str = ""
    doi: str = ""
    arxiv: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
