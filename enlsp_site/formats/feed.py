"""feed.xml: the news as an Atom feed (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from enlsp_site.model import Html, News, NewsItem
from enlsp_site.urls import absolute, iri_to_uri

_INNER = re.compile(r'((?:href|src)=")(site:[^"]*)"')


def write(inputs: Mapping[str, Any]) -> bytes:
    """The feed of `news`; `base_url` is the site's public address, `url` the news page's, `path` the feed's own.

    Dates come from the news, never from the clock: an item is dated at midnight UTC of its day, and the feed
    is as new as its newest item. Ids are uuid5 of titles, which stay when the site moves to another address.
    """
    news: News = inputs["news"]
    base: str = inputs["base_url"]
    newest = max((item.date.isoformat() for item in news.items), default="1970-01-01")
    own = base + inputs["path"]
    head = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>{escape(inputs['title'])}</title>",
        f"<id>{_urn(inputs['title'], inputs['path'])}</id>",
        f"<updated>{newest}T00:00:00Z</updated>",
        f"<author><name>{escape(inputs['author'])}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(iri_to_uri(own))}/>',
        f"<link href={quoteattr(iri_to_uri(inputs['url']))}/>",
    ]
    entries = [_entry(item, inputs["title"], inputs["url"], base) for item in news.items]
    return ("\n".join([*head, *entries, "</feed>"]) + "\n").encode()


def _entry(item: NewsItem, title: str, page: str, base: str) -> str:
    address = iri_to_uri(f"{page}#{item.slug}")
    content = f'<content type="html">{escape(_whole(item.body, base))}</content>' if item.body else ""
    return (
        f"<entry><title>{escape(item.title)}</title><id>{_urn(title, item.slug)}</id>"
        f"<updated>{item.date.isoformat()}T00:00:00Z</updated><link href={quoteattr(address)}/>{content}</entry>"
    )


def _urn(*names: str) -> str:
    return uuid5(NAMESPACE_URL, "\n".join(names)).urn


def _whole(body: Html, base: str) -> str:
    """A body whose inner links are whole: a feed is read elsewhere."""
    base = escape(base, {'"': "&quot;"})
    return _INNER.sub(lambda found: f'{found[1]}{absolute(base, found[2])}"', body.html)
