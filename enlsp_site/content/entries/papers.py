"""papers.yaml, as organizers write it; papers.csv and papers.bib come to the same."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar

from msgspec import Meta

from enlsp_site.content.entries.base import Aliases, Entry, Markdown, MathText, SameAs, Text, Url
from enlsp_site.model.paper_fields import Decision


class AuthorEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """An author of a paper in papers.yaml: `name` as one text, or its parts."""

    called: ClassVar[str] = "author"
    name: (
        Annotated[str, Meta(min_length=1, description="Given name and family name; needed without `family`.")] | None
    ) = None
    family: (
        Annotated[
            str,
            Meta(
                min_length=1,
                description="The family name, where nobody can tell it from the name.",
                examples=["García Márquez"],
            ),
        ]
        | None
    ) = None
    given: Annotated[str, Meta(description="The given names.", examples=["Gabriel"])] | None = None
    suffix: Annotated[str, Meta(description="What stands after the name.", examples=["Jr."])] | None = None
    affiliations: Annotated[list[str] | str, Meta(description="One or several.")] | None = None
    corresponding: Annotated[bool, Meta(description="Whether letters go to this author.")] | None = None
    equal: (
        Annotated[bool, Meta(description="Whether this author is one of several who contributed equally.")] | None
    ) = None
    orcid: (
        Annotated[str, Meta(description="An ORCID iD, or its address.", examples=["0000-0002-1825-0097"])] | None
    ) = None
    same_as: SameAs | None = None


class PaperEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """An accepted paper."""

    called: ClassVar[str] = "paper"
    id: Annotated[str, Meta(min_length=1, description="Its number in the review system, or a word.")]
    title: MathText
    authors: (
        Annotated[
            list[AuthorEntry | str] | str,
            Meta(description="A list of {name, affiliations}, a list of names, or “Ada Lovelace; Alan Turing”."),
        ]
        | None
    ) = None
    abstract: MathText | None = None
    tldr: MathText | None = None
    keywords: Annotated[list[str] | str, Meta(description="A list, or “reasoning, inference”.")] | None = None
    decision: (
        Annotated[
            Decision,
            Meta(description="How it is presented."),
        ]
        | None
    ) = None
    track: Annotated[str, Meta(examples=["Systems"], description="The track that it was submitted to.")] | None = None
    award: Annotated[str, Meta(examples=["Best Paper"], description="An award it won.")] | None = None
    pdf: Url | None = None
    poster: Url | None = None
    slides: Url | None = None
    video: Url | None = None
    code: Url | None = None
    data: Url | None = None
    arxiv: Annotated[str, Meta(description="2305.13048, or its address.")] | None = None
    openreview: Annotated[str, Meta(description="The forum's id, or its address.")] | None = None
    doi: Annotated[str, Meta(description="10.…, or its address.")] | None = None
    supplement: Url | None = None
    url: Url | None = None
    aliases: Aliases | None = None


class PapersFile(Entry, frozen=True, forbid_unknown_fields=True):
    """papers.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "papers file"
    papers: list[PaperEntry]
    heading: Text | None = None
    intro: Markdown | None = None
