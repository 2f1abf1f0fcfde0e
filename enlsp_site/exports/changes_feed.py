"""changes/feed.xml: what has changed of an edition since it was published, as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from enlsp_site.exports import feed
from enlsp_site.model.urls import absolute
from enlsp_site.text import plain_text


def write(inputs: Mapping[str, Any]) -> bytes:
    """The feed of `changes`, each with its `key`, its moment `on`, `title`, `url` and `text`; what else is in the
    inputs is as for the news (`feed`). An entry leads to what changed."""
    return feed.document(inputs, [(change.on, _entry(change, inputs)) for change in inputs["changes"]])


def _entry(change: Any, inputs: Mapping[str, Any]) -> str:
    title, text = plain_text.plain_text(change.title), plain_text.plain_text(change.text)
    address = absolute(inputs["base_url"], change.url)
    body = f"<p>{escape(text)}</p>"
    return feed.entry_at(inputs, feed.FeedEntry(address, change.key, f"{title}: {text}", change.on, body))
