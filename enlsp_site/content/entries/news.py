"""news.yaml, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import ClassVar

from enlsp_site.content.entries.base import DateText, Entry, Markdown, Text


class NewsEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A piece of news."""

    called: ClassVar[str] = "news item"
    date: DateText
    title: Text
    text: Markdown | None = None


class NewsFile(Entry, frozen=True, forbid_unknown_fields=True):
    """news.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "news file"
    news: list[NewsEntry]
    heading: Text | None = None
    intro: Markdown | None = None
