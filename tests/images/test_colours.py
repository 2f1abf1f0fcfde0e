"""Contrast and OKLCH against published values; that the theme's shades can be read, and that proposals pass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.images import colours
from enlsp_site.images.colours import Oklch, contrast, from_oklch, luminance, mixed, readable, rgb, shades, to_oklch

STYLE = (Path(__file__).parents[2] / "static/theme/style.css").read_text("utf-8")
hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the grey that famously just fails, …
        ("#767676", "#ffffff", 4.54),  # … and the one that passes
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
        ("#ffff00", "#ffffff", 1.07),
        ("#123456", "#123456", 1.0),
    ],
)
def test_contrast_is_that_of_wcag_in_either_order(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == ratio


def test_luminance_weighs_the_three_lights() -> None:
    primaries = [luminance(colour) for colour in ("#ff0000", "#00ff00", "#0000ff", "#ffffff")]
    assert primaries == pytest.approx([0.2126, 0.7152, 0.0722, 1.0])


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ("#ff0000", (0.62796, 0.25768, 29.234)),
        ("#00ff00", (0.86644, 0.29483, 142.495)),
        ("#0000ff", (0.45201, 0.31321, 264.052)),
        ("#ffff00", (0.96798, 0.21101, 109.769)),
        ("#ffffff", (1.0, 0.0, 0.0)),
        ("#000000", (0.0, 0.0, 0.0)),
        ("#808080", (0.59987, 0.0, 0.0)),
    ],
)
def test_oklch_is_that_of_its_author(colour: str, expected: tuple[float, float, float]) -> None:
    found = to_oklch(colour)
    assert (found.lightness, found.chroma) == pytest.approx(expected[:2], abs=2e-5)
    assert found.hue == pytest.approx(expected[2], abs=2e-3)


DARK_TINT = "#211e1b"
"""The ground of quiet parts in the dark, as in static/theme/style.css."""


@given(hexes)
def test_there_and_back_is_the_same_colour(colour: str) -> None:
    assert from_oklch(to_oklch(colour)) == colour


def test_what_no_screen_shows_is_cut_off_by_channel() -> None:
    assert from_oklch(Oklch(0.7, 0.4, 145.0)) == "#00d200"
    assert from_oklch(Oklch(1.2, 0.0, 0.0)) == "#ffffff"


def test_colours_are_mixed_by_their_numbers() -> None:
    assert [mixed("#ffffff", "#000000", part) for part in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]
    assert rgb("#0a5c36") == (10, 92, 54)


@given(hexes)
def test_text_in_a_shade_of_any_accent_can_be_read_in_light_and_in_dark(accent: str) -> None:
    made = shades(accent)
    light = [contrast(made.text, ground) for ground in (colours.PAPER, colours.TINT)]
    dark = [contrast(made.dark_text, ground) for ground in (colours.DARK_PAPER, DARK_TINT)]
    assert min(*light, *dark) >= colours.TEXT_CONTRAST
    assert contrast(made.line, colours.PAPER) >= 3, "WCAG 2.2, 1.4.11"


@given(hexes)
def test_a_proposal_can_be_read_and_keeps_the_hue(accent: str) -> None:
    better = readable(accent, colours.PAPER, colours.TINT)
    assert contrast(better, colours.PAPER) >= colours.TEXT_CONTRAST
    assert contrast(better, colours.TINT) >= colours.TEXT_CONTRAST
    own, found = to_oklch(accent), to_oklch(better)
    turned = abs((own.hue - found.hue + 180) % 360 - 180)
    assert turned < 8 or min(own.chroma, found.chroma) < 0.04, "of colours near grey the hue is seen by nobody"


@pytest.mark.parametrize(
    ("accent", "better"),
    [("#ffcc00", "#876b00"), ("#ffffff", "#6e6e6e"), ("#00ff00", "#008000"), ("#7a1f3d", "#7a1f3d")],
)
def test_proposals(accent: str, better: str) -> None:
    assert readable(accent, colours.PAPER, colours.TINT) == better


def test_the_shades_are_those_of_the_stylesheet() -> None:
    rule = (
        r"--accent-{}: light-dark\(\s*oklch\(from var\(--accent\) (.*?) h\),\s*oklch\(from var\(--accent\) (.*?) h\)"
    )
    rules = {name: re.search(rule.format(name), STYLE, re.S) for name in ("text", "line", "tint")}
    found = {name: rule.groups() for name, rule in rules.items() if rule}
    assert found == {
        "text": ("min(l, 0.46) min(c, 0.15)", "max(l, 0.79) min(c, 0.085)"),
        "line": ("min(l, 0.6) min(c, 0.15)", "max(l, 0.66) min(c, 0.12)"),
        "tint": ("0.955 min(c, 0.013)", "0.26 min(c, 0.025)"),
    }
    pink = shades("#d05a86")
    assert to_oklch("#d05a86")[:2] == pytest.approx((0.628, 0.155), abs=1e-3)
    clamps = {
        pink.text: (0.46, 0.15),
        pink.line: (0.6, 0.15),
        pink.tint: (0.955, 0.013),
        pink.dark_text: (0.79, 0.085),
        pink.dark_line: (0.66, 0.12),
    }
    for colour, (lightness, chroma) in clamps.items():
        assert to_oklch(colour)[:2] == pytest.approx((lightness, chroma), abs=0.004)


def test_the_papers_and_inks_are_those_of_the_stylesheet() -> None:
    tokens = dict(re.findall(r"--(paper|tint|ink|muted): (light-dark\([^)]*\));", STYLE))
    assert tokens["paper"] == f"light-dark({colours.PAPER}, {colours.DARK_PAPER})"
    assert tokens["tint"] == f"light-dark({colours.TINT}, {DARK_TINT})"
    assert tokens["ink"].startswith(f"light-dark({colours.INK},")
    assert tokens["muted"].startswith(f"light-dark({colours.MUTED},")
