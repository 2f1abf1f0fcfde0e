"""Rules on cards for shared links."""

from __future__ import annotations

from collections.abc import Iterable

from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.images.fonts import coverage
from enlsp_site.model.media import Card
from enlsp_site.model.targets import Target

LOST_LETTERS = Code(
    "lost-letters",
    "warning",
    what="no font at hand has letters that are on a card",
    why="The picture for shared links lacks them; pages show them.",
    bad="a title in Georgian",
    good="look: {card_font: fonts/NotoSansGeorgian.ttf}",
)

UNSHAPED_LETTERS = Code(
    "unshaped-letters",
    "warning",
    what="cards leave out words whose letters join or run from right to left",
    why="FriBidi, which joins them, is missing on this machine; pages show them.",
    bad="a title in Arabic, built without FriBidi",
    good="libfribidi0 installed",
)


HINT = (
    "put a TTF or OTF font that has them under static/fonts/ and name it in site.yaml: "
    "look: {card_font: fonts/Name.ttf}"
)

MANY = 8
"""How many letters a problem names."""


def cards_show_all_letters(targets: Iterable[Target]) -> list[Problem]:
    """There is a font for every letter on a card, and a way to set it. What is wrong is told once for each file."""
    cards = [card for target in targets if isinstance(card := target.inputs.get("card"), Card)]
    lost: dict[str, tuple[Origin, str, list[str]]] = {}
    unshaped: dict[str, Problem] = {}
    for card in cards:
        for text, origin in card.words():
            letters = coverage.missing(text, card.stock.font.characters if card.stock.font else ())
            if letters:
                lost.setdefault(origin.file, (origin, text, []))[2].extend(letters)
            elif coverage.needs_shaping(text) and not coverage.can_shape():
                unshaped.setdefault(origin.file, _unshaped(text, origin))
    return [*(_lost(*each) for each in lost.values()), *unshaped.values()]


def _lost(origin: Origin, text: str, letters: list[str]) -> Problem:
    distinct = list(dict.fromkeys(letters))
    more = f" and {len(distinct) - MANY} more" if len(distinct) > MANY else ""
    message = f"cards lack letters of “{_cut(text)}”: no font at hand has {' '.join(distinct[:MANY])}{more}"
    return report(LOST_LETTERS, origin, message, HINT)


def _unshaped(text: str, origin: Origin) -> Problem:
    message = (
        f"cards leave out “{_cut(text)}”: its letters join or run from right to left, for which FriBidi is missing"
    )
    hint = "install it and build again; on Debian and Ubuntu: apt-get install libfribidi0"
    return report(UNSHAPED_LETTERS, origin, message, hint)


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


CODES = (LOST_LETTERS, UNSHAPED_LETTERS)
