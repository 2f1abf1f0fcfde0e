"""Codes: pictures of which nothing can be made."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

NO_PICTURE = Code(
    "no-picture",
    "error",
    what="this is no picture that browsers show",
    why="The page would have a hole where it belongs.",
    bad="photo: images/ada.heic",
    good="photo: images/ada.jpg",
)

BROKEN_PICTURE = Code(
    "broken-picture",
    "error",
    what="this picture is damaged or cut off",
    why="Nothing can be made of it.",
    bad="a JPEG of which half was downloaded",
    good="the whole JPEG",
)

EMPTY_PICTURE = Code(
    "empty-picture",
    "error",
    what="this picture is empty",
    why="There is nothing to show.",
    bad="a file of 0 bytes",
    good="the picture downloaded once more",
)

HUGE_PICTURE = Code(
    "huge-picture",
    "error",
    what="this picture cannot be decoded safely",
    why=(
        "Decoded it would take more memory than a machine that builds sites has; a poster of 9,600 × 7,200 "
        "pixels is fine."
    ),
    bad="a PNG of 60,000 × 60,000 pixels",
    good="one of at most 200 million pixels",
)

NO_ENCODER = Code(
    "no-encoder",
    "error",
    what="this Pillow cannot write a form of picture that pages need",
    why="Pages would show nothing where copies belong.",
    bad="a Pillow built without AVIF",
    good="Pillow 11.3 or later as a wheel",
)

CODES = (
    NO_PICTURE,
    BROKEN_PICTURE,
    EMPTY_PICTURE,
    HUGE_PICTURE,
    NO_ENCODER,
)
