"""Rules on the look."""

from __future__ import annotations

from collections.abc import Iterator

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images import colours
from enlsp_site.model.edition import Edition
from enlsp_site.model.media import Picture

LIGHT_ACCENT = Code(
    "light-accent",
    "warning",
    what="the accent is too light for text",
    why="Text is shown in a darker shade of it, so it can be read.",
    bad="accent: '#ffcc00'",
    good="accent: '#8a6d00'",
)


def accents_can_be_read(edition: Edition) -> list[Problem]:
    """The accent has the contrast with the light paper that text needs (WCAG 2.2, 1.4.3).

    What pages show as text is a shade of it that always has, in light and in dark (`colours.shades`).
    Reports `light-accent`.
    """
    accent = edition.site.look.accent
    measured = colours.contrast(accent, colours.PAPER)
    if measured >= colours.TEXT_CONTRAST:
        return []
    better = colours.readable(accent, colours.PAPER, colours.TINT)
    message = (
        f"`{accent}` is too light for text: its contrast with the paper is {measured:.2f} to 1, and 4.5 is needed"
    )
    shown = colours.shades(accent).text
    hint = f"write `{better}`, of the same hue; until then text is shown in `{shown}`, a darker shade of it"
    return [report(LIGHT_ACCENT, edition.site.origin.at("look", "accent"), message, hint)]


LOST_LOGO = Code(
    "lost-logo",
    "warning",
    what="a logo cannot be seen on what is behind it",
    why="White on white nobody sees who sponsors. It stands on a plate until there is a variant that can be seen.",
    bad="logo: images/white.svg",
    good="{logo: images/black.svg, logo_dark: images/white.svg}",
)


def logos_can_be_seen(edition: Edition) -> list[Problem]:
    """No logo for light pages is nearly white, and none for dark ones nearly black (`images.tone`)."""
    tiers = edition.sponsors.tiers if edition.sponsors else ()
    found = [(each.name, each.origin, each.logo, each.logo_dark) for tier in tiers for each in tier.sponsors]
    look = edition.site.look
    found.append((edition.site.name, edition.site.origin.at("look"), look.logo, look.logo_dark))
    return [problem for each in found for problem in _lost(*each)]


def _lost(name: str, origin: Origin, logo: Picture | None, dark: Picture | None) -> Iterator[Problem]:
    if logo and dark and logo.tone == "pale" and dark.tone == "dark":
        message = f"the logos of {name} are exchanged: `logo` is nearly white, and `logo_dark` nearly black"
        yield report(LOST_LOGO, origin.at("logo"), message, "write each where the other is")
        return
    if logo and logo.tone == "pale":
        hint = (
            "write it as `logo_dark`, and a dark one as `logo`, if there is one; until then it stands on a dark plate"
        )
        yield report(LOST_LOGO, origin.at("logo"), f"the logo of {name} is nearly white, and so are the pages", hint)
    if dark and dark.tone == "dark":
        hint = "write a light one, or leave it out: `logo` alone stands on white where the page is dark"
        message = f"the logo of {name} for dark pages is nearly black, and so are these"
        yield report(LOST_LOGO, origin.at("logo_dark"), message, hint)


CODES = (LIGHT_ACCENT, LOST_LOGO)
RULES = (ContentRule(accents_can_be_read), ContentRule(logos_can_be_seen))
