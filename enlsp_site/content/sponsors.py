"""Sponsors by tier: sponsors.yaml."""

from __future__ import annotations

from enlsp_site.content import picture_sizes
from enlsp_site.content.entries.sponsors import SponsorEntry, SponsorsFile, TierEntry
from enlsp_site.content.listed import listed
from enlsp_site.content.people import complain_of_unspaced
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.sponsors import Sponsor, Sponsors, Tier


def read_sponsors(reader: Reader, file: str, found: SponsorsFile | list[TierEntry]) -> Sponsors:
    """The tiers in the order in which they stand, highest first."""
    whole = listed(reader, file, found, "tiers", reader.language.say("heading_sponsors"))
    tiers = [
        Tier(
            name=reader.said(entry.tier),
            rank=rank,
            sponsors=tuple(
                _sponsor(reader, sponsor, origin.at("sponsors", index), picture_sizes.sponsor(rank))
                for index, sponsor in enumerate(entry.sponsors)
            ),
        )
        for rank, (entry, origin) in enumerate(whole.items)
    ]
    return Sponsors(heading=whole.heading, intro=whole.intro, tiers=tuple(tiers))


def _sponsor(reader: Reader, entry: SponsorEntry | str, origin: Origin, role: picture_sizes.Role) -> Sponsor:
    if isinstance(entry, str):
        complain_of_unspaced(reader, entry, origin)
        return Sponsor(origin=origin, name=reader.said(entry))
    return Sponsor(
        origin=origin,
        name=reader.said(entry.name),
        url=reader.link(entry.url, origin.at("url")),
        logo=reader.picture(entry.logo, origin.at("logo"), role, alt=entry.name),
        logo_dark=reader.picture(entry.logo_dark, origin.at("logo_dark"), role, alt=entry.name),
    )
