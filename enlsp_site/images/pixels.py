"""What looking into a picture and making smaller ones of it share: opening it, and its pixels as they are shown.

A picture is untrusted: its size is read from its header before anything is decoded.
"""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIDES = {"webp": 16_383, "avif": 32_767, "jpg": 65_500, "png": 1 << 30}
"""How many pixels a side may have in each form of copies, as encoders and browsers take them."""

SUFFIXES = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "PNG": (".png", ".apng"),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "GIF": (".gif",),
    "SVG": (".svg",),
}
"""The forms of pictures that are read, each with the endings that the names of such files may have."""

Box = tuple[int, int, int, int]
"""A part of a picture in pixels: left, top, right, bottom. The first two count in, the last two out."""


_PLUGINS = ("Jpeg", "Png", "WebP", "Avif", "Gif")


def opened(data: bytes) -> Image:
    """A picture whose header has been read. Raises what Pillow raises."""
    from PIL import Image

    for plugin in _PLUGINS:  # else Pillow looks for what it needs in all of its plugins, which takes far longer
        import_module(f"PIL.{plugin}ImagePlugin")
    return Image.open(BytesIO(data), formats=[form for form in SUFFIXES if form != "SVG"])


_WAYS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""EXIF's orientations (tag 0x0112), and the way back from each, as Pillow numbers its `Transpose`."""

SIDEWAYS = (5, 6, 7, 8)
"""The orientations in which width and height change places."""


def orientation(image: Image) -> int:
    """How a picture was held, by EXIF; 1, upright, where that cannot be read."""
    try:
        return int(image.getexif().get(0x0112, 1))
    except Exception:  # EXIF is written by all kinds of devices and programs
        return 1


def upright(image: Image) -> Image:
    """A picture as it was seen by who took it."""
    from PIL.Image import Transpose

    way = _WAYS.get(orientation(image))
    return image if way is None else image.transpose(Transpose(way))


def in_eight_bits(image: Image) -> Image:
    """A picture of eight bits a channel, without a palette; transparent where the file says so."""
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):  # a PNG's 16 bits, which `convert` alone would clip
        return image.point(lambda shade: shade * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("RGB") if image.mode in ("1", "P", "PA", "YCbCr", "HSV") else image
