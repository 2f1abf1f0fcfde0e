"""feed.xml of the whole site: the news of all editions as one Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enlsp_site.exports import feed


def write(inputs: Mapping[str, Any]) -> bytes:
    """The feed of `feeds`: for each edition what its own feed says of itself, and its news. The newest come first,
    and no more than `most`. What else is in the inputs is as for one edition (`feed`); an entry has the same id here
    as there, so that a reader who follows both shows it once."""
    found = [(item, about) for about, news in inputs["feeds"] for item in news.items]
    found.sort(key=lambda each: each[0].date, reverse=True)
    newest = found[: inputs["most"]]
    return feed.document(inputs, [(item.date.isoformat(), feed.news_entry(item, about)) for item, about in newest])
