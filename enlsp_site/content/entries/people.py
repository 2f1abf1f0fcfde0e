"""people/<group>.yaml, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from msgspec import Meta, defstruct

from enlsp_site.content.entries.base import (
    Aliases,
    Cancelled,
    Entry,
    File,
    Markdown,
    MathText,
    NewAddress,
    SameAs,
    Text,
    Url,
)
from enlsp_site.model.link_kinds import PERSON


def _links_fields() -> Iterator[tuple[str, Any, None]]:
    """A field for each kind of link."""
    for kind in PERSON:
        about = Meta(description=kind.about, examples=[kind.example])
        yield kind.name, Annotated[str, about] | None, None


if TYPE_CHECKING:

    class PersonLinksEntry(Entry, frozen=True, forbid_unknown_fields=True):
        """Where to find a person: a field for each kind of link, as text or not there."""
else:
    PersonLinksEntry = defstruct(
        "PersonLinksEntry",
        _links_fields(),
        bases=(Entry,),
        namespace={"__doc__": "Where to find a person.", "called": "person's links"},
        module=__name__,
        frozen=True,
        forbid_unknown_fields=True,
    )


class TalkEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """What a person will speak about."""

    called: ClassVar[str] = "talk"
    title: MathText | None = None
    abstract: MathText | None = None
    slides: Url | None = None
    video: Annotated[str, Meta(description="The recording: an address or a file.")] | None = None
    bio: Annotated[str, Meta(description="Markdown: who speaks, as it is to be said on this occasion.")] | None = None
    speakers: (
        Annotated[
            list[str],
            Meta(description="Who speaks with this person: names as in content/people.", examples=[["Alan Turing"]]),
        ]
        | None
    ) = None
    cancelled: Cancelled | None = None


class PersonEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A person of a file of content/people."""

    called: ClassVar[str] = "person"
    name: Annotated[str, Meta(description="Given name and family name.", min_length=1, examples=["Lu Hou"])]
    honorific: Annotated[str, Meta(description="Prof. or Dr.", examples=["Prof."])] | None = None
    role: Annotated[str, Meta(description="What they do here: General chair, Moderator, …")] | None = None
    affiliations: (
        Annotated[list[str] | str, Meta(description="One or several.", examples=[["Stanford University"]])] | None
    ) = None
    country: Text | None = None
    photo: File | None = None
    photo_focus: (
        Annotated[
            str,
            Meta(
                description="Where the face is, if the photo is cut wrongly: top, bottom left, …, or 30% 20% from "
                "the left and the top.",
                examples=["top", "30% 20%"],
            ),
        ]
        | None
    ) = None
    links: PersonLinksEntry | None = None
    bio: Markdown | None = None
    talk: TalkEntry | Annotated[str, Meta(description="The title alone, or TBD.")] | None = None
    notes: (
        Annotated[
            list[str] | str,
            Meta(
                description="What is said once below the list, with a mark at each whom it is about.",
                examples=["Equal contribution", ["Work done while at Example Labs"]],
            ),
        ]
        | None
    ) = None
    same_as: SameAs | None = None
    cancelled: Cancelled | None = None
    aliases: Aliases | None = None
    address: NewAddress | None = None


class PeopleFile(Entry, frozen=True, forbid_unknown_fields=True):
    """A file of people/ with a heading, an introduction, a layout or an order of its own."""

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
    order: (
        Annotated[
            Literal["written", "name"],
            Meta(description="written (as in the file), or name (by family names)."),
        ]
        | None
    ) = None
