"""people/<group>.yaml, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from enlsp_site.content.entries.base import Entry, File, Markdown, MathText, SameAs, Text, Url


class PersonLinksEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """Where to find a person."""

    called: ClassVar[str] = "person's links"
    home: Url | None = None
    scholar: (
        Annotated[
            str,
            Meta(
                description="The 12 letters behind `user=` in a Google Scholar profile's address, or the address.",
                examples=["qc6CJjYAAAAJ"],
            ),
        ]
        | None
    ) = None
    linkedin: (
        Annotated[
            str, Meta(description="The name behind linkedin.com/in/, or the address.", examples=["ada-lovelace"])
        ]
        | None
    ) = None
    orcid: (
        Annotated[str, Meta(description="An ORCID iD, or its address.", examples=["0000-0002-1825-0097"])] | None
    ) = None
    dblp: (
        Annotated[str, Meta(description="The key behind dblp.org/pid/, or the address.", examples=["65/9612"])] | None
    ) = None
    openreview: (
        Annotated[
            str, Meta(description="The name of an OpenReview profile, or its address.", examples=["~Ada_Lovelace1"])
        ]
        | None
    ) = None
    github: (
        Annotated[str, Meta(description="A user name of GitHub, or the address.", examples=["adalovelace"])] | None
    ) = None
    huggingface: (
        Annotated[str, Meta(description="A user name of Hugging Face, or the address.", examples=["adalovelace"])]
        | None
    ) = None
    x: (
        Annotated[
            str,
            Meta(
                description="A user name of X, in quotes if it begins with @, or the address.",
                examples=["adalovelace"],
            ),
        ]
        | None
    ) = None
    bluesky: (
        Annotated[str, Meta(description="A handle of Bluesky, or the address.", examples=["ada.bsky.social"])] | None
    ) = None
    mastodon: (
        Annotated[
            str,
            Meta(
                description="A user name with its server, in quotes because of its @, or the address.",
                examples=["@ada@mastodon.social"],
            ),
        ]
        | None
    ) = None
    youtube: (
        Annotated[
            str,
            Meta(
                description="A channel's name, in quotes because of its @, or the address.", examples=["@adalovelace"]
            ),
        ]
        | None
    ) = None
    email: Annotated[str, Meta(description="An e-mail address.")] | None = None


class TalkEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """What a person will speak about."""

    called: ClassVar[str] = "talk"
    title: MathText | None = None
    abstract: MathText | None = None


class PersonEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A person."""

    called: ClassVar[str] = "person"
    name: Annotated[str, Meta(description="Given name and family name.", min_length=1, examples=["Lu Hou"])]
    honorific: Annotated[str, Meta(description="Prof. or Dr.", examples=["Prof."])] | None = None
    role: Annotated[str, Meta(description="What she does here: General chair, Moderator, …")] | None = None
    affiliations: (
        Annotated[list[str] | str, Meta(description="One or several.", examples=[["Stanford University"]])] | None
    ) = None
    country: Text | None = None
    photo: File | None = None
    links: PersonLinksEntry | None = None
    bio: Markdown | None = None
    talk: TalkEntry | Annotated[str, Meta(description="The title alone, or TBD.")] | None = None
    same_as: SameAs | None = None


class PeopleFile(Entry, frozen=True, forbid_unknown_fields=True):
    """A file of people/ with a heading, an introduction or a layout of its own."""

    called: ClassVar[str] = "people file"
    people: Annotated[
        list[PersonEntry | str],
        Meta(description="People as mappings, or in short: Name (Affiliation)."),
    ]
    heading: Text | None = None
    intro: Markdown | None = None
    layout: (
        Annotated[
            Literal["cards", "list"],
            Meta(description="cards (portraits or monograms), or list (names, for a committee)."),
        ]
        | None
    ) = None
