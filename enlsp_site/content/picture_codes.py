"""Codes: pictures and fonts that content names."""

from __future__ import annotations

from enlsp_site.diagnostics.codes import Code

MISSING_FILE = Code(
    "missing-file",
    "error",
    what="there is no such file under static/",
    why="The page would have a hole where it belongs.",
    bad="photo: images/ada.png, of which there is no file",
    good="photo: images/ada.jpg, which is there",
)


PICTURE_ELSEWHERE = Code(
    "picture-elsewhere",
    "error",
    what="a picture cannot be shown from another site",
    why="Whoever visits the page would be known there, and the picture can change or vanish.",
    bad="photo: https://example.org/ada.jpg",
    good="photo: images/ada.jpg",
)


FONT_ELSEWHERE = Code(
    "font-elsewhere",
    "error",
    what="a font cannot be loaded from another site",
    why="Whoever visits the page would be known there.",
    bad="font: https://fonts.example/inter.woff2",
    good="font: fonts/inter.woff2",
)


PICTURE_SUFFIX = Code(
    "picture-suffix",
    "warning",
    what="the file is another kind of picture than its name says",
    why="Servers go by the name, and some browsers refuse what is sent as what it is not.",
    bad="images/logo.jpg, which is a PNG",
    good="images/logo.png",
)


MOVING_PICTURE = Code(
    "moving-picture",
    "warning",
    what="this picture moves, and is shown standing",
    why="What moves without being asked to is hard to bear for some; the first of its pictures is shown.",
    bad="photo: images/ada.gif, an animation",
    good="photo: images/ada.jpg",
)


PICTURE_SIZE = Code(
    "picture-size",
    "warning",
    what="this drawing does not say its size",
    why="The page jumps when it comes.",
    bad="<svg> without a viewBox",
    good='<svg viewBox="0 0 200 80">',
)


NO_FONT = Code(
    "no-font",
    "error",
    what="this is no font, or it is damaged",
    why="Text would be drawn in another one.",
    bad="font: fonts/inter.zip",
    good="font: fonts/inter.woff2",
)


FONT_FORMAT = Code(
    "font-format",
    "error",
    what="this kind of font does not serve here",
    why="Browsers load WOFF2 and WOFF; cards are drawn with TTF and OTF.",
    bad="look: {card_font: fonts/inter.woff2}",
    good="look: {card_font: fonts/inter.ttf}",
)


CODES = (
    PICTURE_ELSEWHERE,
    FONT_ELSEWHERE,
    PICTURE_SUFFIX,
    MOVING_PICTURE,
    PICTURE_SIZE,
    NO_FONT,
    FONT_FORMAT,
    MISSING_FILE,
)
