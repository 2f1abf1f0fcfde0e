"""feed.xml: the news as an Atom feed (RFC 4287)."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from enlsp_site.exports.xml_escape import escape, quoted
from enlsp_site.model.news import News, NewsItem
from enlsp_site.model.record import Html
from enlsp_site.model.urls import absolute, iri_to_uri

_INNER = re.compile(r'((?:href|src)=")(site:[^"]*)"')
_COPIES = re.compile(r"</?picture>|<source [^>]*>")
_ALIGNED = re.compile(r'(<t[dh]\b[^>]*?) class="align-(left|right|center)(?: ([^"]*))?"')


def write(inputs: Mapping[str, Any]) -> bytes:
    """The feed of `news`; `base_url` is the site's public address, `url` the news page's, `path` the feed's own.

    Dates come from the news, never from the clock: an item is dated at midnight UTC of its day, and the feed
    is as new as its newest item. Ids are uuid5 of titles, which stay when the site moves to another address.
    """
    news: News = inputs["news"]
    return document(inputs, [(item.date.isoformat(), news_entry(item, inputs)) for item in news.items])


LONG_AGO = "1970-01-01"
"""The date of what has none."""


def document(inputs: Mapping[str, Any], entries: Sequence[tuple[str, str]]) -> bytes:
    """A feed with these entries, each given with its day, or its moment (RFC 3339)."""
    newest = max((date for date, _ in entries), default=LONG_AGO)
    own = inputs["base_url"] + inputs["path"]
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(inputs['title'])}</title>",
        f"<id>{_urn(inputs['title'], inputs['path'])}</id>",
        f"<updated>{_moment(newest)}</updated>",
        f"<author><name>{escape(inputs['author'])}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoted(iri_to_uri(own))}/>',
        f"<link href={quoted(iri_to_uri(inputs['url']))}/>",
    ]
    return ("\n".join([*head, *(entry for _, entry in entries), "</feed>"]) + "\n").encode()


def news_entry(item: NewsItem, inputs: Mapping[str, Any]) -> str:
    """A piece of news as an entry of the feed whose `inputs` these are."""
    body = _whole(item.body, inputs["base_url"]) if item.body else ""
    return entry(inputs, item.slug, item.title, item.date.isoformat(), body)


def entry(inputs: Mapping[str, Any], slug: str, title: str, date: str, body: str, more: str = "") -> str:
    """An entry of a feed: what `slug` anchors on the feed's page, with its `body` in HTML, and `more` elements."""
    return entry_at(inputs, FeedEntry(f"{inputs['url']}#{slug}", slug, title, date, body, more))


class FeedEntry(NamedTuple):
    """An entry that leads to an address of its own; `key` tells it from all others of its feed. `date` is a day, or a
    moment (RFC 3339)."""

    address: str
    key: str
    title: str
    date: str
    body: str = ""
    more: str = ""


def entry_at(inputs: Mapping[str, Any], shown: FeedEntry) -> str:
    """An entry of a feed as text."""
    content = f'<content type="html">{escape(shown.body)}</content>' if shown.body else ""
    return (
        f"<entry><title>{escape(shown.title)}</title><id>{_urn(inputs['title'], shown.key)}</id>"
        f"<updated>{_moment(shown.date)}</updated><link href={quoted(iri_to_uri(shown.address))}/>"
        f"{shown.more}{content}</entry>"
    )


def _moment(date: str) -> str:
    return date if "T" in date else f"{date}T00:00:00Z"


def _urn(*names: str) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(names)).urn


def _whole(body: Html, base: str) -> str:
    """A body as it is read elsewhere: inner links are whole, pictures have the copies for all readers, and cells say
    themselves how they are aligned, with `align`, for readers drop classes and most of them styles."""
    base = html.escape(base)
    whole = _INNER.sub(lambda found: f'{found[1]}{absolute(base, found[2])}"', _COPIES.sub("", body.html))
    return _ALIGNED.sub(_aligned, whole)


def _aligned(found: re.Match[str]) -> str:
    others = f' class="{found[3]}"' if found[3] else ""
    return f'{found[1]} align="{found[2]}"{others}'
