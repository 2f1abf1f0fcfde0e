"""Markdown pages."""

from __future__ import annotations

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.media import Picture
from enlsp_site.model.record import Html, Record


class Topics(Record, frozen=True):
    """A group of topics of the call for papers."""

    group: str
    items: tuple[str, ...] = ()


class GalleryPicture(Record, frozen=True):
    """A picture of a page's gallery; its `alt` says something also where there is no `caption`."""

    picture: Picture
    caption: str = ""


class Page(Record, frozen=True):
    """A Markdown page; `name` is its file's name and its address. A `draft` is published only when asked for.

    `teaser` is what the home page shows of it, if that is not all; `language` is its tag, empty for the site's, and
    `translations` are the addresses of pages that say the same in others; `references` lists the works that it cites,
    unless its text does, below a heading of its own."""

    origin: Origin
    name: str
    title: str
    body: Html
    description: str = ""
    topics: tuple[Topics, ...] = ()
    draft: bool = False
    teaser: Html | None = None
    language: str = ""
    translations: tuple[str, ...] = ()
    gallery: tuple[GalleryPicture, ...] = ()
    references: Html | None = None
