"""Whether a logo can be seen on the theme's paper, in light and in dark: nearly white it is lost on the one, nearly
black on the other.

Measured is the share of its ink whose contrast with the paper (WCAG 2.2, “contrast ratio”) is under 1.6, half of what
graphics need (3, success criterion 1.4.11); of an SVG, whether all colours that it names are so.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL.Image import Image

Tone = Literal["", "pale", "dark"]
"""Nearly all of a picture is too light for light paper, or too dark for dark paper; or neither."""

PALE, DARK = 200, 58
"""From and up to which shade of grey, of 255, the contrast with the light and the dark paper is under 1.6."""
NEARLY_ALL = 0.95

_COLOUR = re.compile(r"""(?:fill|stroke|stop-color|(?<![\w-])color)\s*[:=]\s*["']?\s*([#\w]+(?:\([^)]*\))?)""", re.I)
_SHAPE = re.compile(r"<(?:path|rect|circle|ellipse|polygon|polyline|line|text|use)\b([^>]*)>", re.I)
_INHERITED = re.compile(r"<(?:svg|g|symbol|style)\b[^>]*(?:\bfill\b|\bclass\b|>[^<]*fill)", re.I)
_NAMED = {"white": 255, "snow": 250, "ivory": 250, "whitesmoke": 245, "black": 0, "currentcolor": 0}
_NOTHING = frozenset({"none", "transparent", "inherit", "url", "context", "remove", "freeze"})


def tone_of_pixels(small: Image, ink: Image) -> Tone:
    """The tone of a picture (RGBA) by its `ink`, which is 255 where there is any."""
    shades = small.convert("RGB").convert("L").histogram(ink)
    return _tone(shades)


def tone_of_drawing(source: str) -> Tone:
    """The tone of an SVG by the colours that it names; black where a shape names none. A colour that is not known,
    and a picture inside of it, is neither."""
    if "<image" in source:
        return ""
    shades = [0] * 256
    for written in _COLOUR.findall(source):
        if written.lower().partition("(")[0] in _NOTHING:
            continue
        shade = _shade(written.lower())
        if shade is None:
            return ""
        shades[shade] += 1
    if not _INHERITED.search(source) and any(
        not re.search("fill|style|class|stroke", each) for each in _SHAPE.findall(source)
    ):
        shades[0] += 1
    return _tone(shades, all_of_it=True)


def _tone(shades: list[int], *, all_of_it: bool = False) -> Tone:
    whole, most = sum(shades), 1.0 if all_of_it else NEARLY_ALL
    if whole and sum(shades[PALE:]) >= most * whole:
        return "pale"
    return "dark" if whole and sum(shades[: DARK + 1]) >= most * whole else ""


def _shade(written: str) -> int | None:
    """A colour as a shade of grey (Rec. 601, as Pillow); None if it cannot be read."""
    if written in _NAMED:
        return _NAMED[written]
    if found := re.fullmatch(r"#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", written):
        short = len(found[1]) < 5
        parts = [found[1][at] * 2 if short else found[1][2 * at : 2 * at + 2] for at in range(3)]
        red, green, blue = (int(part, 16) for part in parts)
    elif found := re.fullmatch(r"rgba?\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\b.*\)", written):
        red, green, blue = (min(255, int(part)) for part in found.groups())
    else:
        return None
    return round(0.299 * red + 0.587 * green + 0.114 * blue)
