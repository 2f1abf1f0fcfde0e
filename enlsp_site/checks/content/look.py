"""Rules on the look."""

from __future__ import annotations

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images import colours
from enlsp_site.model.edition import Edition

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


CODES = (LIGHT_ACCENT,)
RULES = (ContentRule(accents_can_be_read),)
