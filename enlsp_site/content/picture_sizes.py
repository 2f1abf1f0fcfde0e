"""How large the theme shows pictures, by what they are for, and so which copies of them a page needs.

Sizes are in CSS pixels and follow the stylesheets in static/theme/ at their largest root font size of 18 px; a test
holds them against a browser. Copies are made for screens of one, two and three device pixels to a CSS pixel, and none
is larger than its picture: enlarging is left to browsers.
"""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import NamedTuple

from enlsp_site.images.inspection import PictureInfo
from enlsp_site.images.pixels import Box


class Shape(NamedTuple):
    """How a picture is shown: the part `box` of it (in pixels), its size (in CSS pixels; 0 where that is not known),
    the widths of its copies (in pixels), that of the one for old browsers, and what `sizes` says of its width."""

    box: Box
    width: int
    height: int
    widths: tuple[int, ...]
    fallback: int
    sizes: str


Role = Callable[[PictureInfo], Shape]
"""What a picture is for: from what was seen of it to how it is shown."""

PORTRAIT = 128
BANNER = (480, 800, 1200, 1600, 2400)
MEASURE = 704
POSTER_HEIGHT = 432
BRAND_WIDTH, BRAND_HEIGHT = 162, 38
TIERS = (94, 74, 58)
"""The scale of a logo, by the rank of its tier: `--logo` in the stylesheet. All further tiers are as the last."""


Focus = tuple[float, float]
"""A place in a picture, as parts of its width and height from the left and the top."""


def portrait(focus: Focus | None = None) -> Role:
    """A person: the largest square around the `focus`; without one in the middle of a picture that lies and towards
    the top of one that stands, where the head is."""

    def shape(seen: PictureInfo) -> Shape:
        side = min(seen.width, seen.height)
        left, top = (seen.width - side) // 2, round((seen.height - side) * 0.2)
        if focus:
            left, top = _around(focus[0], side, seen.width), _around(focus[1], side, seen.height)
        sizes = "(min-width: 34em) 8em, 5em"
        return _shape((left, top, left + side, top + side), PORTRAIT, PORTRAIT, (1, 2, 3), sizes, fallback=2)

    return shape


def _around(place: float, side: int, length: int) -> int:
    """Where a part of that many pixels begins which has a place in its middle, as far as the picture goes."""
    return min(max(round(place * length - side / 2), 0), length - side)


def banner(seen: PictureInfo) -> Shape:
    """The picture over the title, as wide as the page, of which the gutters take a twelfth."""
    widths = _within(seen.width, BANNER)
    shown = widths[-1] if widths else 0
    return Shape(
        box=(0, 0, seen.width, seen.height),
        width=shown or seen.width,
        height=_other_side(shown or seen.width, seen.width, seen.height),
        widths=widths,
        fallback=max((width for width in widths if width <= 1200), default=shown),
        sizes="(min-width: 1450px) 1332px, 92vw",
    )


def brand(seen: PictureInfo) -> Shape:
    """The workshop's logo, in the masthead beside its name."""
    if not seen.width:
        return _unknown()
    width = min(BRAND_WIDTH, BRAND_HEIGHT * seen.width / seen.height)
    return _shape((0, 0, seen.width, seen.height), width, width * seen.height / seen.width, (1, 2, 3), fallback=2)


def figure(asked_width: int = 0, asked_height: int = 0) -> Role:
    """A picture in Markdown: as large as it is, or as its author asked, but no wider than a line of text."""

    def shape(seen: PictureInfo) -> Shape:
        if not seen.width:
            return _unknown()
        asked = asked_width or round(asked_height * seen.width / seen.height) or seen.width
        width = min(asked, MEASURE, MEASURE if seen.form == "SVG" else seen.width)
        sizes = f"(min-width: {width + 48}px) {width}px, 94vw"
        height = width * seen.height / seen.width
        return _shape((0, 0, seen.width, seen.height), width, height, (0.5, 1, 1.5, 2), sizes, fallback=1)

    return shape


GALLERY = 330
"""How wide a picture of a gallery is where it is widest: two in a line of text, or one on a phone."""
OPENED = 1600
"""How wide it is opened, in pixels."""


def gallery(seen: PictureInfo) -> Shape:
    """One of many; its copy for old browsers is the one that opens on its own."""
    if not seen.width:
        return _unknown()
    box, height = (0, 0, seen.width, seen.height), GALLERY * seen.height / seen.width
    sizes = "(min-width: 34em) 20em, 94vw"
    return _shape(box, GALLERY, height, (1, 2), sizes, fallback=OPENED / GALLERY)


def poster(seen: PictureInfo) -> Shape:
    """A paper's poster, small: it opens in full."""
    if not seen.width:
        return _unknown()
    width = min(MEASURE, POSTER_HEIGHT * seen.width / seen.height, seen.width)
    sizes = f"(min-width: {round(width) + 48}px) {round(width)}px, 94vw"
    height = width * seen.height / seen.width
    return _shape((0, 0, seen.width, seen.height), width, height, (0.5, 1, 2), sizes, fallback=1)


def sponsor(rank: int) -> Role:
    """A sponsor's logo without its margin, in a tier of that rank: all of a tier weigh alike (see `weighed`)."""

    def shape(seen: PictureInfo) -> Shape:
        if not seen.width:
            return _unknown()
        drawing = seen.form == "SVG"
        box = (0, 0, seen.width, seen.height) if drawing else seen.box
        width, height = weighed((box[2] - box[0]) / (box[3] - box[1]), None if drawing else seen.ink, rank)
        much = 1.0 if drawing else min(1.0, (box[2] - box[0]) / width)  # never enlarged
        return _shape(box, width * much, height * much, (1, 2, 3), fallback=2)

    return shape


USUAL_INK = 0.45
WIDEST, HIGHEST = 3.0, 1.25


def weighed(ratio: float, ink: float | None, rank: int) -> tuple[float, float]:
    """Width and height of a logo such that all logos of a tier weigh alike to the eye.

    `ratio` is width by height, `ink` the share of the logo's bounding box that is not empty (None for an SVG, whose
    ink is not measured: it is taken for usual). With the tier's scale s the logo's area is

        0.85 · s² · √(0.45 / ink)

    so at equal ink all have the same area, whatever their shape, and of two of unequal ink the fuller one is smaller,
    by half of what would make their ink equal. Ink counts from 0.15 on; where the result would be wider than 3 s or
    higher than 1.25 s, it is scaled down to fit.
    """
    scale = TIERS[min(rank, len(TIERS) - 1)]
    fullness = USUAL_INK / min(max(USUAL_INK if ink is None else ink, 0.15), 1.0)
    height = sqrt(0.85 * scale**2 * sqrt(fullness) / ratio)
    fitting = min(1.0, WIDEST * scale / (height * ratio), HIGHEST * scale / height)
    return height * ratio * fitting, height * fitting


def _shape(
    box: Box, width: float, height: float, factors: tuple[float, ...], sizes: str = "", *, fallback: float
) -> Shape:
    """A shape whose copies are as many times as wide as it is shown, as far as the picture goes."""
    most, wide = box[2] - box[0], max(1, round(width))
    widths = _within(most, tuple(round(wide * factor) for factor in factors))
    return Shape(box, wide, max(1, round(height)), widths, min(round(wide * fallback), most), sizes or f"{wide}px")


def _within(most: int, widths: tuple[int, ...]) -> tuple[int, ...]:
    """The widths as far as a picture has them, and its own for those beyond."""
    return tuple(sorted({min(width, most) for width in widths if width}))


def _other_side(width: int, of: int, by: int) -> int:
    return max(1, round(width * by / of)) if of else 0


def _unknown() -> Shape:
    """An SVG that does not say how large it is."""
    return Shape((0, 0, 0, 0), 0, 0, (), 0, "")
