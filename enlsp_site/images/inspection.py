"""What a picture is, and whether it is sound.

Whatever a broken file makes Pillow raise is told as a fault of the file.
"""

from __future__ import annotations

import re
import warnings
from typing import TYPE_CHECKING, NamedTuple

from enlsp_site.images.codes import BROKEN_PICTURE, EMPTY_PICTURE
from enlsp_site.images.faults import CUT_OFF, PictureFault, UnreadablePictureError, no_picture, too_large
from enlsp_site.images.pixels import SIDEWAYS, Box, in_eight_bits, opened, orientation, upright
from enlsp_site.storage.late_patterns import late

if TYPE_CHECKING:
    from PIL.Image import Image

    from enlsp_site.images.tone import Tone

PIXELS = 144_000_000
"""How many pixels a picture may have: a poster in A0 at 200 dots an inch has 62 million, and twelve thousand to each
side are 576 MB once decoded with transparency."""

SIDE = 32_000
"""How many pixels a side of a picture may have: a poster of two metres at 400 dpi. One line of all the pixels that
there may be takes gigabytes to shrink."""

BYTES = 200_000_000
"""How many bytes a picture may have as a file."""


class PictureInfo(NamedTuple):
    """What was seen of a picture, in pixels and upright.

    `form` is one of `SUFFIXES`; of an SVG there are only width and height, 0 where it does not say them. `clear` says
    that one sees through some of it, `drawn` that it has flat colours like a logo or a chart, `moving` that it is
    animated. `box` is the picture without an empty margin, and `ink` the share of that which is not empty. `tone` is
    `pale` where nearly all of it is lost on light paper, `dark` where it is on dark.
    """

    form: str
    width: int
    height: int
    clear: bool = False
    drawn: bool = False
    moving: bool = False
    box: Box = (0, 0, 0, 0)
    ink: float = 1.0
    tone: Tone = ""


def look(data: bytes) -> PictureInfo:
    """What a file is as a picture. Raises `UnreadablePictureError` if nothing can be made of it."""
    if len(data) > BYTES:
        raise UnreadablePictureError(too_large(f"{len(data) / 1e6:,.0f} MB"))
    if not data.strip():
        raise UnreadablePictureError(PictureFault(EMPTY_PICTURE, "is empty", "save or download it once more"))
    if (drawing := _SVG.match(data, 0, _FAR)) and not _WEB_PAGE.match(data):
        rest = _REST.match(data, drawing.end(), _FAR)
        return _look_at_drawing(data, rest[0].decode(errors="replace").removesuffix(">") if rest else "")
    return _look_at_pixels(data)


_FAR = 1 << 16
"""How far into a file an SVG may begin, behind comments and an editor's declarations."""
_SVG = late(rb"(?:\xef\xbb\xbf)?\s*+(?=<)(?>(?:[^\0<]*+<(?!(?:\w+:)?svg[\s>]))*)[^\0<]*+<(?:\w+:)?svg(?=[\s>])")
"""An SVG up to the name of its tag: whatever stands before the first one, in a text."""
_REST = late(rb"""(?:\s(?>(?:"[^"]*+"|'[^']*+'|[^"'>])*))?>""")
"""The rest of that tag."""
_WEB_PAGE = late(rb"\s*<(?:!doctype\s+html|html)\b", re.I)
_LENGTH = late(r"((?:[0-9]++(?:\.[0-9]++)?|\.[0-9]++)(?:e[0-9]+)?)\s*(?:px|pt|pc|mm|cm|in|q)?", re.I)
_LONGEST = 50
"""How many characters a length may have that is worth reading."""


def _look_at_drawing(data: bytes, tag: str) -> PictureInfo:
    """The size of an SVG by its width and height, else by its viewBox (SVG 2, 8.2); `tag` is what its tag says. It is
    not parsed as XML, which could be made to swell."""
    said = {name: value for name, _, value in re.findall(r"""\s([\w:]+)\s*=\s*(["'])(.*?)\2""", tag, re.S)}
    if not any(name.partition(":")[0] == "xmlns" for name in said):
        hint = 'write xmlns="http://www.w3.org/2000/svg" into its <svg>: without it no browser shows the file'
        raise UnreadablePictureError(PictureFault(BROKEN_PICTURE, "does not say that it is SVG", hint))
    if not re.search(rb"</(?:\w+:)?svg\s*>", data[-_FAR:]) and not tag.endswith("/"):
        raise UnreadablePictureError(CUT_OFF)
    box = re.split(r"[\s,]+", said.get("viewBox", "").strip())
    for sides in ([said.get("width", ""), said.get("height", "")], box[2:]):
        lengths = [_length(side) for side in sides]
        if len(lengths) == 2 and all(lengths):
            return PictureInfo("SVG", *_whole(*lengths), tone=_tone_of(data))
    return PictureInfo("SVG", 0, 0)


def _tone_of(data: bytes) -> Tone:
    """The tone of an SVG that is small enough to be a logo."""
    from enlsp_site.images.tone import tone_of_drawing

    return tone_of_drawing(data.decode(errors="replace")) if len(data) < _LOGO else ""


_LOGO = 500_000


def _length(written: str) -> float:
    """A length, if it is one by itself and sensible; else 0."""
    found = _LENGTH.fullmatch(written.strip()) if len(written) <= _LONGEST else None
    number = float(found[1]) if found else 0.0
    return number if 0 < number < 1e6 else 0.0


def _whole(width: float, height: float) -> tuple[int, int]:
    """A size in whole pixels; a larger one of the same shape where whole numbers would change the shape."""
    exact = all(abs(round(side) - side) < side / 100 for side in (width, height))
    scale = 1.0 if exact else 1000 / max(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def _look_at_pixels(data: bytes) -> PictureInfo:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's are about what we look at ourselves
            return _look_into(opened(data))
    except UnreadablePictureError:
        raise
    except UnidentifiedImageError:
        raise UnreadablePictureError(no_picture(data)) from None
    except Image.DecompressionBombError as bomb:
        count = re.search(r"\d+", str(bomb))
        words = f"{int(count[0]) / 1e6:,.0f} million pixels" if count else "too many pixels"
        raise UnreadablePictureError(too_large(words)) from None
    except Exception:  # what broken files make Pillow raise cannot be listed
        raise UnreadablePictureError(CUT_OFF) from None


def _look_into(image: Image) -> PictureInfo:
    if image.width * image.height > PIXELS or max(image.size) > SIDE:
        raise UnreadablePictureError(too_large(f"{image.width:,} × {image.height:,} pixels"))
    form = "JPEG" if image.format == "MPO" else image.format or ""  # phones put a second picture behind the first
    moving = form != "JPEG" and bool(getattr(image, "is_animated", False))
    sideways = orientation(image) in SIDEWAYS
    width, height = (image.height, image.width) if sideways else image.size
    image.draft("RGB", (_SAMPLE, _SAMPLE))  # a JPEG is decoded whole, but not in full
    image.load()
    plain = in_eight_bits(upright(image))
    box, ink, tone = _inked(plain, (width, height))
    return PictureInfo(
        form=form,
        width=width,
        height=height,
        clear=plain.mode == "RGBA" and plain.getchannel("A").getextrema()[0] != 255,
        drawn=form in ("PNG", "GIF") and _is_drawn(plain),
        moving=moving,
        box=box,
        ink=ink,
        tone=tone,
    )


_SAMPLE = 512
_PAPER = 242
"""From what shade on, of 255, an opaque picture's margin is taken for white paper; JPEG leaves traces in it."""
_FAINT = 24
"""What differs less from the paper, or covers less of 255, is no ink."""


def _inked(plain: Image, size: tuple[int, int]) -> tuple[Box, float, Tone]:
    """The part of a picture that is neither transparent nor a white margin, in pixels of its full size; which share
    of that part is ink, and how light or dark that is. A margin of another colour belongs to the picture."""
    from enlsp_site.images.tone import tone_of_pixels

    small = plain.reduce(max(1, max(plain.size) // _SAMPLE)).convert("RGBA")
    found = _ink(small).point([255 if shade > _FAINT else 0 for shade in range(256)])
    part = found.getbbox()
    if not part:
        return (0, 0, *size), 1.0, ""
    share = found.crop(part).histogram()[255] / ((part[2] - part[0]) * (part[3] - part[1]))
    return _enlarged(part, small.size, size), round(share, 4), tone_of_pixels(small, found)


def _ink(small: Image) -> Image:
    """How much ink each pixel has: how opaque it is, or if all are, how far from white, if that is the margin."""
    from PIL import Image

    clear = small.getchannel("A")
    if not clear.point([255 if shade < 255 - _FAINT else 0 for shade in range(256)]).getbbox():
        corners = [small.getpixel((x, y)) for x in (0, small.width - 1) for y in (0, small.height - 1)]
        if all(isinstance(corner, tuple) and min(corner) >= _PAPER for corner in corners):
            return _difference(small, Image.new("RGBA", small.size, "white"))
    return clear


def _difference(one: Image, other: Image) -> Image:
    """How much two pictures differ, pixel by pixel: the most of all channels."""
    from PIL import ImageChops

    first, *more = ImageChops.difference(one, other).split()
    for band in more:
        first = ImageChops.lighter(first, band)
    return first


def _enlarged(box: Box, small: tuple[int, int], size: tuple[int, int]) -> Box:
    """A box of a sample as one of the whole picture, larger by one pixel of the sample on each side."""
    left, top, right, bottom = box
    across, down = size[0] / small[0], size[1] / small[1]
    return (
        max(0, int((left - 1) * across)),
        max(0, int((top - 1) * down)),
        min(size[0], round((right + 1) * across)),
        min(size[1], round((bottom + 1) * down)),
    )


def _is_drawn(plain: Image) -> bool:
    """Whether half of a picture's pixels, at least, are as the one to their left: a logo, a chart, a screenshot.

    Looked at is up to a megapixel in the middle.
    """
    from PIL import ImageChops

    left, top = max(0, plain.width // 2 - 512), max(0, plain.height // 2 - 512)
    middle = plain.crop((left, top, min(plain.width, left + 1024), min(plain.height, top + 1024)))
    alike = _difference(middle, ImageChops.offset(middle, 1, 0)).histogram()[0]
    return alike * 2 >= middle.width * middle.height
