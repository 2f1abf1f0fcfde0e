"""sponsors.yaml, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar

from msgspec import Meta

from enlsp_site.content.entries.base import Entry, File, Markdown, Text, Url


class SponsorEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A sponsor; without a logo its name is set as a wordmark."""

    called: ClassVar[str] = "sponsor"
    name: Annotated[str, Meta(min_length=1, description="The sponsor's name.")]
    url: Url | None = None
    logo: File | None = None
    logo_dark: Annotated[str, Meta(description="The logo for dark mode, under static/.")] | None = None


class TierEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A tier of sponsors; the highest stands first."""

    called: ClassVar[str] = "tier"
    tier: Text
    sponsors: Annotated[
        list[SponsorEntry | str],
        Meta(description="Sponsors as mappings, or their names alone."),
    ]


class SponsorsFile(Entry, frozen=True, forbid_unknown_fields=True):
    """sponsors.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "sponsors file"
    tiers: list[TierEntry]
    heading: Text | None = None
    intro: Markdown | None = None
