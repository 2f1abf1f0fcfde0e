"""The smaller copies of a picture.

They have nothing of their source but the pixels: upright (EXIF's orientation is applied), in sRGB (an ICC profile is
applied), in eight bits, without metadata such as place and camera, which pictures of people must not give away.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from enlsp_site.images.codes import BROKEN_PICTURE, NO_ENCODER
from enlsp_site.images.faults import PictureFault, UnreadablePictureError
from enlsp_site.images.pixels import Box, in_eight_bits, opened, upright

if TYPE_CHECKING:
    from PIL.Image import Image


class Copy(NamedTuple):
    """A smaller picture to be made: its size in pixels, its form (`avif`, `webp`, `jpg`, `png`), and whether it is
    drawn, so that edges count for more than shades."""

    width: int
    height: int
    form: str
    drawn: bool = False


_STEADY: dict[str, Any] = {"format": "AVIF", "speed": 8, "max_threads": 1, "autotiling": False}
"""For AVIF: one thread and one tile, since what is written may depend on how many there are."""

_SETTINGS: dict[tuple[str, bool], dict[str, Any]] = {
    ("avif", False): {**_STEADY, "quality": 60, "subsampling": "4:2:0"},
    ("avif", True): {**_STEADY, "quality": 70, "subsampling": "4:4:4"},
    ("webp", False): {"format": "WEBP", "quality": 76, "method": 4},
    ("webp", True): {"format": "WEBP", "lossless": True, "quality": 75, "method": 4},
    ("jpg", False): {"format": "JPEG", "quality": 80, "optimize": True, "progressive": True},
    ("png", False): {"format": "PNG", "optimize": True},
    ("png", True): {"format": "PNG", "optimize": True},
}
"""How each form is written, of photographs and of what is drawn. docs/benchmarks.md has the figures behind this."""


def make(data: bytes, box: Box, copies: Iterable[Copy]) -> list[bytes]:
    """The copies of a part of a picture, as files. The same bytes come out each time.

    `box` is in pixels of the upright picture at its full size. Raises `UnreadablePictureError`.
    """
    try:
        copies = list(copies)
        image, scale = _decoded(data, box, max((copy.width for copy in copies), default=1))
        part = tuple(min(side * scale, most) for side, most in zip(box, image.size * 2, strict=True))
        small = {size: _resized(image, part, size) for size in {(copy.width, copy.height) for copy in copies}}
        return [_written(small[copy.width, copy.height], copy) for copy in copies]
    except UnreadablePictureError:
        raise
    except Exception as fault:  # the picture has been decoded before: mostly it is the memory
        words = str(fault) or type(fault).__name__
        hint = "save it smaller, or as another kind of picture"
        raise UnreadablePictureError(PictureFault(BROKEN_PICTURE, f"cannot be made smaller: {words}", hint)) from None


def small(data: bytes, box: Box, width: int, height: int) -> Image:
    """A part of a picture as pixels, for what is drawn with it (RGB, or RGBA where one sees through it). Raises
    `UnreadablePictureError`."""
    try:
        image, scale = _decoded(data, box, width)
        part = tuple(min(side * scale, most) for side, most in zip(box, image.size * 2, strict=True))
        return _resized(image, part, (width, height))
    except Exception as fault:  # as in `make`
        clause = f"cannot be made smaller: {fault}"
        raise UnreadablePictureError(
            PictureFault(BROKEN_PICTURE, clause, "save it as another kind of picture")
        ) from None


def _decoded(data: bytes, box: Box, width: int) -> tuple[Image, float]:
    """A picture upright and decoded, and by how much it is smaller than in full: a large JPEG is decoded to twice of
    what is needed, which takes a part of the time."""
    image = opened(data)
    full = image.width
    needed = min(1.0, 2 * width / (box[2] - box[0]))
    image.draft(image.mode, (round(image.width * needed), round(image.height * needed)))
    image.load()
    return in_eight_bits(upright(image)), image.width / full


def _resized(image: Image, part: tuple[float, ...], size: tuple[int, int]) -> Image:
    from PIL.Image import Resampling

    left, top, right, bottom = part
    small = image.resize(size, Resampling.LANCZOS, box=(left, top, right, bottom), reducing_gap=3.0)
    small = _in_srgb(small, image.info.get("icc_profile"))
    small.info = {}
    return small.convert("RGB") if _is_opaque(small) else small


def _is_opaque(image: Image) -> bool:
    return image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255)


def _written(image: Image, copy: Copy) -> bytes:
    buffer = BytesIO()
    image = image.convert("RGB") if copy.form == "jpg" else image
    try:
        image.save(buffer, **_SETTINGS[copy.form, copy.drawn])
    except KeyError as fault:  # Pillow was built without this form
        clause = f"cannot be shown: this Pillow does not write {fault.args[0]}"
        hint = "install Pillow 11.3 or later as a wheel: pip install --upgrade --force-reinstall pillow"
        raise UnreadablePictureError(PictureFault(NO_ENCODER, clause, hint)) from None
    return buffer.getvalue()


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """A picture in sRGB, which is what browsers take one for that has no profile. A broken profile says nothing."""
    mode = "RGBA" if image.mode in ("RGBA", "LA") else "RGB"
    if profile:
        from PIL import ImageCms

        try:
            found = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode=mode,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
            return found or image.convert(mode)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return image.convert(mode)
    return image.convert(mode)
