"""Colours by what eyes make of them: contrast (WCAG 2.2), and OKLCH, in which the theme derives its shades.

A colour is `#rrggbb`. OKLCH is lightness from 0 to 1, chroma from 0 (grey) to about 0.3, and hue in degrees (Björn
Ottosson, “A perceptual color space for image processing”, 2020; CSS Color 4, section 9). What a screen cannot show
is cut off channel by channel, as browsers do.
"""

from __future__ import annotations

from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

PAPER, TINT, INK, MUTED = "#fcfbf9", "#f4f1ec", "#26211c", "#625b53"
"""The theme's colours in light, as in static/theme/style.css, …"""
DARK_PAPER = "#161412"
"""… and that of its paper in the dark."""
TEXT_CONTRAST = 4.5
"""The least contrast of text with what is behind it: WCAG 2.2, success criterion 1.4.3, level AA."""


class Oklch(NamedTuple):
    """A colour by lightness, chroma and hue (degrees)."""

    lightness: float
    chroma: float
    hue: float


class Shades(NamedTuple):
    """What the theme makes of an accent: text and lines in it, on light and on dark paper, the ground of a monogram,
    and the drawing behind the title. The rules are those of `--accent-…` in style.css, and of `formats.motif`."""

    text: str
    line: str
    tint: str
    motif: str
    dark_text: str
    dark_line: str


def shades(accent: str) -> Shades:
    """The shades that the theme uses of an accent (`#rrggbb`), light and dark, each with the contrast that it
    needs."""
    return Shades(
        text=_shade(accent, 0.15, most=0.46),
        line=_shade(accent, 0.15, most=0.6),
        tint=_shade(accent, 0.013, 0.955, 0.955),
        motif=_shade(accent, 0.13, 0.62, 0.62),
        dark_text=_shade(accent, 0.085, least=0.79),
        dark_line=_shade(accent, 0.12, least=0.66),
    )


def _shade(accent: str, chroma: float, least: float = 0, most: float = 1) -> str:
    """An accent with its lightness between two bounds, and no more than so much chroma."""
    own = to_oklch(accent)
    return from_oklch(Oklch(max(min(own.lightness, most), least), min(own.chroma, chroma), own.hue))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, in either order (WCAG 2.2, “contrast ratio”)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """How light a colour is, from 0 for black to 1 for white (WCAG 2.2, “relative luminance”)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable(accent: str, *grounds: str) -> str:
    """The lightest colour of an accent's hue, no lighter than the accent itself, that text can have on these light
    grounds; as much of its chroma as a screen can show at that lightness."""
    own = to_oklch(accent)
    for step in range(round(own.lightness * 500), -1, -1):
        found = from_oklch(_shown(own._replace(lightness=step / 500)))
        if all(contrast(found, ground) >= TEXT_CONTRAST for ground in grounds):
            return found
    return "#000000"


def _shown(colour: Oklch) -> Oklch:
    """A colour with so much of its chroma left that a screen can show it: else its hue would change."""
    for step in range(40, -1, -1):
        paler = colour._replace(chroma=colour.chroma * step / 40)
        if all(-0.0005 <= channel <= 1.0005 for channel in _channels(paler)):
            return paler
    return colour._replace(chroma=0.0)


def to_oklch(colour: str) -> Oklch:
    """A colour in OKLCH; greys have the hue 0."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    chroma = hypot(a, b)
    if chroma < 0.0001:
        return Oklch(lightness, 0.0, 0.0)
    return Oklch(lightness, chroma, degrees(atan2(b, a)) % 360)


def from_oklch(colour: Oklch) -> str:
    """A colour of OKLCH as `#rrggbb`."""
    return "#" + "".join(f"{_encoded(channel):02x}" for channel in _channels(colour))


def _channels(colour: Oklch) -> tuple[float, float, float]:
    """Red, green and blue light of a colour; outside of 0 to 1 where no screen of sRGB can show it."""
    a = colour.chroma * cos(radians(colour.hue))
    b = colour.chroma * sin(radians(colour.hue))
    long = (colour.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (colour.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (colour.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def mixed(colour: str, ground: str, part: float) -> str:
    """A colour laid over a ground so that `part` of it (0 to 1) is seen, as screens mix: by their numbers."""
    both = zip(rgb(colour), rgb(ground), strict=True)
    return "#" + "".join(f"{round(over * part + under * (1 - part)):02x}" for over, under in both)


def rgb(colour: str) -> tuple[int, int, int]:
    """A colour's red, green and blue from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(colour: str) -> tuple[float, float, float]:
    """A colour's red, green and blue light, from 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (_decoded(number / 255) for number in rgb(colour))
    return red, green, blue


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(light: float) -> int:
    light = min(max(light, 0.0), 1.0)
    return round(255 * (12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055))


def as_colour(text: str) -> str:
    """Return `#rrggbb` for a colour that is written otherwise (`0aa5c4`, `#abc`, `rgb(10, 5, 6)`, `teal`); or ""."""
    from PIL import ImageColor

    plain = text.strip().lower()
    for written in (plain, f"#{plain}"):
        try:
            red, green, blue = ImageColor.getrgb(written)[:3]
        except ValueError:
            continue
        return f"#{red:02x}{green:02x}{blue:02x}"
    return ""
