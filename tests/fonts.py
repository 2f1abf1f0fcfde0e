"""Small fonts for tests: each letter is a bar of its own width."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont


def font(letters: str, flavor: str | None = None, width: int = 1000) -> bytes:
    """A TrueType font that has these letters, as bars as high as a letter; as WOFF or WOFF2 if asked for."""
    names = {ord(letter): f"u{ord(letter):04X}" for letter in letters}
    glyphs = [".notdef", *names.values()]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _bar(width - 100) for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (width, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, usWinAscent=800, usWinDescent=200)
    builder.setupPost()
    return saved(builder.font, flavor)


def saved(made: TTFont, flavor: str | None = None) -> bytes:
    """A font as a file."""
    made.flavor = flavor
    file = BytesIO()
    made.save(file)
    return file.getvalue()


def _bar(width: int) -> Any:
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    for point in ((50 + width, 0), (50 + width, 700), (50, 700)):
        pen.lineTo(point)
    pen.closePath()
    return pen.glyph()


def characters(data: bytes) -> Mapping[int, str]:
    """The characters of a font as fontTools reads them."""
    found: Mapping[int, str] = TTFont(BytesIO(data)).getBestCmap()
    return found
