"""Why nothing can be made of a picture, in words that its organizer can use."""

from __future__ import annotations

import re
from typing import NamedTuple

from enlsp_site.diagnostics.codes import Code
from enlsp_site.images.codes import BROKEN_PICTURE, HUGE_PICTURE, NO_PICTURE


class PictureFault(NamedTuple):
    """What is wrong with a picture: the rule's name, a clause that its name begins (`is cut off`), what to do."""

    code: Code
    clause: str
    hint: str


class UnreadablePictureError(Exception):
    """A picture that nothing can be made of; `fault` says why."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault.clause)
        self.fault = fault


CUT_OFF = PictureFault(BROKEN_PICTURE, "is damaged or cut off", "save or download it once more")


def too_large(size: str) -> PictureFault:
    """What to say of a picture of such a size."""
    return PictureFault(HUGE_PICTURE, f"is too large: {size}", "save it with at most 4,000 pixels at its longer side")


_KINDS = (
    (rb"....ftyp(?:hei[cxms]|hev[cxms]|mif1|msf1)", "a HEIC picture", "export it as JPEG: browsers do not show HEIC"),
    (rb"II\*\0|MM\0\*", "a TIFF or a camera's raw picture", "export it as JPEG or PNG: browsers do not show TIFF"),
    (rb"BM.{12}[\x0c-\x7c]\0\0\0", "a BMP picture", "save it as PNG"),
    (rb"8BPS", "a Photoshop file", "export it as PNG"),
    (rb"%PDF", "a PDF", "export it as SVG or PNG; a PDF can be linked, but not shown as a picture"),
    (rb"%!PS", "a PostScript file", "export it as SVG or PNG"),
    (rb"\0\0\0\x0cJXL |\xff\x0a", "a JPEG XL picture", "save it as JPEG or PNG"),
    (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "a JPEG 2000 picture", "save it as JPEG or PNG"),
    (rb"\x1f\x8b", "a compressed file", "unpack it: an SVG is published as it is, not as .svgz"),
    (rb"version https://git-lfs", "what Git LFS left in the picture's place", "fetch the picture: `git lfs pull`"),
    (rb"(?i)\s*<(?:!doctype html|html|head|body)\b", "a web page", "download the picture itself, and not its page"),
)
"""How files begin that are no pictures for a web page, what they are, and what to do."""
_STARTS = re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8[79]a|RIFF....WEBP|....ftypavi[fs]", re.S)
"""How the pictures begin that are read."""


def no_picture(data: bytes) -> PictureFault:
    """Why Pillow does not know a file."""
    if _STARTS.match(data):
        return CUT_OFF
    for begins, what, hint in _KINDS:
        if re.match(begins, data, re.S):
            return PictureFault(NO_PICTURE, f"is {what}", hint)
    return PictureFault(NO_PICTURE, "is no picture", "put a JPEG, PNG, WebP, AVIF, GIF or SVG in its place")
