"""Sponsors by tier."""

from __future__ import annotations

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.media import Picture
from enlsp_site.model.record import Html, Record


class Sponsor(Record, frozen=True):
    """A sponsor; one without a logo is shown as a wordmark."""

    origin: Origin
    name: str
    url: str = ""
    logo: Picture | None = None
    logo_dark: Picture | None = None


class Tier(Record, frozen=True):
    """A tier of sponsors. `rank` is 0 for the highest."""

    name: str
    rank: int
    sponsors: tuple[Sponsor, ...] = ()


class Sponsors(Record, frozen=True):
    """All sponsors, highest tier first."""

    heading: str
    intro: Html | None = None
    tiers: tuple[Tier, ...] = ()
