"""archive.yaml: what the site still knows of an edition that is a finished site."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar

from msgspec import Meta

from enlsp_site.content.entries.base import DateText, Entry, LanguageTag, SameAs, Text

Number = Annotated[str, Meta(pattern="^[0-9]{1,6}$(?!\\n)", description="How many there were.", examples=["24"])]


class ArchivedLinkEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A part of the finished site."""

    called: ClassVar[str] = "link"
    title: Text
    url: Annotated[str, Meta(description="A file below its public/, or a folder there with an index.html.")]


class ArchivedRecordEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """Somebody or something that stands at an address of the finished site."""

    called: ClassVar[str] = "record"
    at: Annotated[
        str,
        Meta(
            pattern="^[^#/]+[#/][^#/]+$(?!\\n)",
            description="Where: a person, a session, a paper or news, below the edition's address.",
            examples=["speakers#ada-lovelace", "papers/7"],
        ),
    ]
    name: Annotated[str, Meta(description="The name of a person.")] | None = None
    title: Annotated[str, Meta(description="Of a person: the heading of the group; else the title.")] | None = None
    role: Text | None = None
    talk: Annotated[str, Meta(description="The title of a person's talk.")] | None = None
    links: Annotated[dict[str, str], Meta(description="A person's profiles, by their kinds.")] | None = None
    same_as: SameAs | None = None
    people: Annotated[list[str], Meta(description="Of a session: where the people in it stand.")] | None = None
    authors: Annotated[list[str], Meta(description="The authors of a paper.")] | None = None
    orcids: Annotated[list[str], Meta(description="Their ORCID iDs, in the same order.")] | None = None
    date: DateText | None = None


class ArchiveEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """What the others know of an edition that is a finished site."""

    called: ClassVar[str] = "archive"
    name: Annotated[str, Meta(description="The short name that it had.")] | None = None
    title: Annotated[str, Meta(description="The full name that it had.")] | None = None
    language: LanguageTag | None = None
    date: Annotated[str, Meta(description="Its first day.", examples=["2023-12-10"])] | None = None
    until: Annotated[str, Meta(description="Its last day, if it had several.", examples=["2023-12-11"])] | None = None
    place: Annotated[str, Meta(description="Where it took place.", examples=["Vancouver, Canada"])] | None = None
    papers: Number | None = None
    people: Number | None = None
    links: list[ArchivedLinkEntry] | None = None
    records: list[ArchivedRecordEntry] | None = None
