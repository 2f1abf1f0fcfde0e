"""The front matter of pages/*.md, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar

from msgspec import Meta

from enlsp_site.content.entries.base import Aliases, Entry, LanguageTag, Text


class TopicsEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A group of topics."""

    called: ClassVar[str] = "group of topics"
    group: Text
    items: Annotated[list[str], Meta(description="The topics of this group.")]


class GalleryEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """The pictures of a folder."""

    called: ClassVar[str] = "gallery"
    folder: Annotated[str, Meta(description="A folder under static/, e.g. images/2024.", examples=["images/2024"])]
    captions: (
        Annotated[
            dict[str, str],
            Meta(description="What is below a picture, by its file's name.", examples=[{"dinner.jpg": "The dinner"}]),
        ]
        | None
    ) = None


class PageEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """The front matter of a Markdown page: what stands between the two lines of `---`."""

    called: ClassVar[str] = "page's front matter"
    title: Annotated[str, Meta(min_length=1, description="The page's heading.")]
    description: Annotated[str, Meta(description="One sentence for search engines and shared links.")] | None = None
    topics: (
        Annotated[list[TopicsEntry], Meta(description="The groups of topics of a call; shown after the text.")] | None
    ) = None
    gallery: (
        GalleryEntry
        | Annotated[str, Meta(description="A folder under static/ whose pictures are shown after the text.")]
        | None
    ) = None
    language: LanguageTag | None = None
    translations: (
        Annotated[
            list[str] | str,
            Meta(description="Pages that say the same in other languages, by name: pages/appel.md is appel."),
        ]
        | None
    ) = None
    aliases: Aliases | None = None
    draft: Annotated[bool, Meta(description="Published only with --drafts.")] | None = None
