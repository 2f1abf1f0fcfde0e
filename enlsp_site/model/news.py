"""News."""

from __future__ import annotations

import datetime as dt

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.record import Html, Record


class NewsItem(Record, frozen=True):
    """A piece of news; `slug` anchors it on the news page."""

    origin: Origin
    slug: str
    title: str
    date: dt.date
    body: Html | None = None


class News(Record, frozen=True):
    """The news, newest first."""

    heading: str
    intro: Html | None = None
    items: tuple[NewsItem, ...] = ()
