"""icon.svg: the first letters of the short name on the accent, for the tabs of browsers (SVG 2)."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from enlsp_site.images import colours

_SIZES = {1: 23, 2: 17}
"""How large letters are in a square of 32, by how many they are; three and more are made as wide as there is room."""
_ROOM = 27


def write(inputs: Mapping[str, Any]) -> bytes:
    """An icon with these `letters`, in shades of `accent` for light and for dark; `sans` leaves out the serifs."""
    letters, shades = inputs["letters"], colours.shades(inputs["accent"])
    family = "sans-serif" if inputs["sans"] else "Georgia,'Noto Serif',serif"
    size = _SIZES.get(len(letters), 13)
    width = "" if len(letters) in _SIZES else f' textLength="{_ROOM}" lengthAdjust="spacingAndGlyphs"'
    dark = f"rect{{fill:{shades.dark_text}}}text{{fill:{colours.DARK_PAPER}}}"
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f"<style>rect{{fill:{shades.text}}}text{{fill:{colours.PAPER};font:600 {size}px {family};text-anchor:middle}}"
        f"@media(prefers-color-scheme:dark){{{dark}}}</style>"
        '<rect width="32" height="32" rx="7"/>'
        f'<text x="16" y="{16 + size * 0.35:.1f}"{width}>{escape(letters)}</text></svg>\n'
    ).encode()
