"""reading/<list>.yaml, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from enlsp_site.content.entries.base import Entry, Markdown, MathText, Text, Url


class ReadingEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A work on a reading list."""

    called: ClassVar[str] = "reading"
    title: Annotated[str, Meta(min_length=1, description="Plain text; \\(…\\) and $…$ are math.")]
    authors: (
        Annotated[list[str] | str, Meta(description="A list of names, or “Ada Lovelace; Alan Turing”.")] | None
    ) = None
    url: Url | None = None
    arxiv: Annotated[str, Meta(description="2305.13048, or its address.")] | None = None
    doi: Annotated[str, Meta(description="10.…, or its address.")] | None = None
    date: (
        Annotated[str, Meta(description="Its day, 2025-08-22, or its year alone.", examples=["2025-08-22"])] | None
    ) = None
    tags: Annotated[list[str] | str, Meta(description="Its topics: a list, or “speech, inference”.")] | None = None
    note: Annotated[str, Meta(description="Why to read it, in a sentence; plain text, with math.")] | None = None
    abstract: MathText | None = None
    id: (
        Annotated[
            str,
            Meta(
                description="The word that links to it end with, so that it stays when the title changes.",
                min_length=1,
                examples=["rwkv"],
            ),
        ]
        | None
    ) = None


class ReadingFile(Entry, frozen=True, forbid_unknown_fields=True):
    """A file of reading/ with a heading, an introduction or groups of its own."""

    called: ClassVar[str] = "reading list"
    entries: Annotated[list[ReadingEntry], Meta(description="The works.")]
    heading: Text | None = None
    intro: Markdown | None = None
    group: (
        Annotated[
            Literal["date", "tag"],
            Meta(description="What works stand together by: their date, newest first, or the first of their tags."),
        ]
        | None
    ) = None
