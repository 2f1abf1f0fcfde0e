"""feed.xml of a reading list: its works as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from enlsp_site.exports import feed
from enlsp_site.model.reading import Reading, ReadingList
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text


def write(inputs: Mapping[str, Any]) -> bytes:
    """The feed of `reading`; what else is in the inputs is as for the news (`feed`).

    A work is dated at midnight UTC of its day, or of the first of its year; one without a date long ago.
    """
    shown: ReadingList = inputs["reading"]
    return feed.document(inputs, [(_date(item), _entry(item, inputs)) for item in shown.items])


def _date(item: Reading) -> str:
    if item.date:
        return item.date.isoformat()
    return f"{item.year}-01-01" if item.year else feed.LONG_AGO


def _entry(item: Reading, inputs: Mapping[str, Any]) -> str:
    links = [link for link in item.links if "://" in link.url]
    ways = [f'<p><a href="{escape(iri_to_uri(link.url))}">{escape(link.title)}</a></p>' for link in links[:1]]
    body = "\n".join(
        [plain_text.plain_paragraphs(item.note), plain_text.plain_paragraphs(item.abstract), *ways]
    ).strip()
    more = [f"<author><name>{escape(name)}</name></author>" for name in item.authors]
    more += [f'<category term="{escape(tag)}"/>' for tag in item.tags]
    return feed.entry(inputs, item.slug, plain_text.plain_text(item.title), _date(item), body, "".join(more))
