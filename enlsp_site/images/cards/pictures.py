"""What cards and icons hold besides text: the edition's drawing, discs, portraits and logos."""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin
from pathlib import Path
from typing import TYPE_CHECKING

from enlsp_site.images import banner_drawing
from enlsp_site.model.media import PictureCopy

if TYPE_CHECKING:
    from PIL.Image import Image

FINE = 3
"""How many times as large shapes are drawn as they are shown: their edges come out smooth."""
STROKE = 1.7
"""The width of the drawing's lines, in pixels."""


@lru_cache(maxsize=4)
def rosette(name: str, radius: int) -> Image:
    """The drawing of a name (`formats.motif`) as a mask, in the strength that it has on the site. It is kept, and
    must not be changed."""
    from PIL import Image, ImageDraw

    wheel = banner_drawing.wheel_of(name)
    curve = [point for point, _ in banner_drawing.points_of(wheel, 14)]
    middle = radius * FINE
    large = Image.new("L", (2 * middle, 2 * middle), 0)
    draw = ImageDraw.Draw(large)
    for copy in range(wheel.copies):
        scale = middle / 500 * wheel.shrink**copy
        right, down = scale * cos(radians(wheel.turn * copy)), scale * sin(radians(wheel.turn * copy))
        points = [(middle + x * right - y * down, middle + x * down + y * right) for x, y in curve]
        draw.line(points, fill=135, width=round(STROKE * FINE))
    return large.reduce(FINE)


def faded(mask: Image) -> Image:
    """A mask that is faint at its left edge, and whole from the middle on."""
    from PIL import Image, ImageChops

    wide = mask.width
    row = bytes(min(255, 26 + 229 * x * 100 // (wide * 55)) for x in range(wide))
    return ImageChops.multiply(mask, Image.frombytes("L", (wide, 1), row).resize(mask.size))


@lru_cache(maxsize=8)
def disc(size: int) -> Image:
    """A disc as a mask of this width and height in pixels, its edge smooth."""
    from PIL import Image, ImageDraw

    large = Image.new("L", (size * FINE, size * FINE), 0)
    ImageDraw.Draw(large).ellipse((0, 0, size * FINE - 1, size * FINE - 1), fill=255)
    return large.reduce(FINE)


def portrait(path: str, copy: PictureCopy) -> Image | None:
    """A photo, cut and in the size that is asked for (RGB); None if it cannot be read: that is told elsewhere."""
    picture = _opened(path, copy)
    return picture.convert("RGB") if picture else None


def logo(path: str, copy: PictureCopy, size: int, margin: float, ground: str) -> Image | None:
    """A logo in a square of this many pixels, on a ground (RGB); None if it cannot be read. One that one sees through
    has a margin, one that has a ground of its own has none."""
    from PIL import Image

    picture = _opened(path, copy)
    if picture is None:
        return None
    room = round(size * (1 - 2 * margin)) if picture.mode == "RGBA" else size
    most = max(picture.size)
    inside = picture.convert("RGBA").resize([max(1, round(side * room / most)) for side in picture.size])
    square = Image.new("RGBA", (size, size), ground)
    square.alpha_composite(inside, ((size - inside.width) // 2, (size - inside.height) // 2))
    return square.convert("RGB")


def _opened(path: str, copy: PictureCopy) -> Image | None:
    from enlsp_site.images.copies import small
    from enlsp_site.images.faults import UnreadablePictureError

    try:
        return small(Path(path).read_bytes(), copy.box, copy.width, copy.height)
    except (OSError, UnreadablePictureError):
        return None
