"""A picture of few colours: shapes are laid on it by their masks, and it is kept as a PNG with a palette, which is
small and quick to write.

Every colour that is laid takes a part of the palette: its shades from the ground up, in which the edges of letters
are smooth. A photo takes what colours of its own it needs.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from enlsp_site.images import colours

if TYPE_CHECKING:
    from PIL.Image import Image

MOST = 256
"""How many colours a palette has."""


class Canvas:
    """A picture in the making. Masks are pictures of one channel: 0 leaves the ground, 255 covers it. A colour covers
    those that were laid before it first came."""

    def __init__(self, width: int, height: int, ground: str) -> None:
        from PIL import Image

        self._image = Image.new("L", (width, height), 0)
        self._palette = bytearray(colours.rgb(ground))
        self._ground = ground
        self._starts: dict[tuple[str, str, int], int] = {}

    def copy(self) -> Canvas:
        """A picture of its own to go on with."""
        copied = Canvas.__new__(Canvas)
        copied._image, copied._ground = self._image.copy(), self._ground
        copied._palette, copied._starts = self._palette[:], dict(self._starts)
        return copied

    def lay(self, mask: Image, left: int, top: int, colour: str, shades: int, ground: str = "") -> None:
        """Lay a colour on the ground (or on another `ground` that is there) through a mask, in so many shades."""
        from PIL import ImageChops

        start = self._start_of(colour, ground or self._ground, shades)
        steps = [(value * shades + 127) // 255 for value in range(256)]
        indices = mask.point([start + step if step else 0 for step in steps])
        box = (left, top, left + mask.width, top + mask.height)
        self._image.paste(ImageChops.lighter(self._image.crop(box), indices), (left, top))

    def _start_of(self, colour: str, ground: str, shades: int) -> int:
        """Where the shades of a colour on a ground follow in the palette; they are there once."""
        if (colour, ground, shades) not in self._starts:
            self._starts[colour, ground, shades] = len(self._palette) // 3 - 1
            for shade in range(1, shades + 1):
                self._palette += bytes(colours.rgb(colours.mixed(colour, ground, shade / shades)))
        return self._starts[colour, ground, shades]

    def lay_photo(self, photo: Image, mask: Image | None = None, left: int = 0, top: int = 0) -> None:
        """Lay a photo (RGB) on the ground, through a mask of its size, as the last: it takes the colours that are
        left."""
        from PIL import Image

        mask = mask or Image.new("L", photo.size, 255)
        start = len(self._palette) // 3
        whole = Image.composite(photo, Image.new("RGB", photo.size, self._ground), mask)
        few = whole.quantize(MOST - start, method=Image.Quantize.MEDIANCUT)
        dithered = whole.quantize(palette=few, dither=Image.Dither.FLOYDSTEINBERG)
        self._palette += bytes(few.getpalette() or ())[: 3 * (MOST - start)]
        indices = Image.frombytes("L", photo.size, dithered.tobytes())
        indices = indices.point([min(value + start, MOST - 1) for value in range(256)])
        self._image.paste(indices, (left, top), mask.point([255 if value else 0 for value in range(256)]))

    def png(self) -> bytes:
        """The bytes of a PNG with a palette of at most 256 colours."""
        return png(self._image, bytes(self._palette))

    def ico(self) -> bytes:
        """The picture as ICO with a PNG in it, as browsers ask for it at the root of a site (Windows Vista on reads
        such)."""
        data, (width, height) = self.png(), self._image.size
        entry = struct.pack("<BBBBHHII", width % 256, height % 256, 0, 0, 1, 8, len(data), 22)
        return struct.pack("<HHH", 0, 1, 1) + entry + data


def png(image: Image, palette: bytes) -> bytes:
    """A picture of one channel, whose values choose from a palette of red, green and blue, as PNG (ISO/IEC 15948).

    Rows are not filtered, which suits palettes, and zlib looks for runs of one value only (Z_RLE): that takes a third
    of the time of its usual way, for a picture of lines and letters that is hardly larger.
    """
    width, height = image.size
    data = image.tobytes()
    rows = b"".join([b"\0" + data[at : at + width] for at in range(0, len(data), width)])
    squeeze = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
        (b"PLTE", palette),
        (b"IDAT", squeeze.compress(rows) + squeeze.flush()),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, parts))


def _chunk(part: tuple[bytes, bytes]) -> bytes:
    kind, data = part
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
