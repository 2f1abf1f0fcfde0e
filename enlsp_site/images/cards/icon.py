"""An icon: the logo, or the letters of the short name on the accent.

`icon.svg` of an edition (`formats.icon`) shows letters in the same way.
"""

from __future__ import annotations

from enlsp_site.images import colours
from enlsp_site.images.cards.canvas import Canvas
from enlsp_site.images.cards.card import Locate
from enlsp_site.images.cards.letters import Font, FontStack, centred, face_of
from enlsp_site.images.cards.pictures import disc, logo
from enlsp_site.images.fonts import coverage
from enlsp_site.model.media import Icon

MARGIN = 0.16
"""How much of an icon is free at each side."""
CAPITAL = 0.72
"""The height of a capital letter, in times of its size."""


def draw_icon(icon: Icon, locate: Locate) -> Canvas:
    """An icon. One whose logo cannot be read has letters, and one whose letters no font has a ring."""
    picture = logo(locate(icon.logo.source), icon.logo, icon.size, MARGIN, colours.PAPER) if icon.logo else None
    if picture:
        canvas = Canvas(icon.size, icon.size, colours.PAPER)
        canvas.lay_photo(picture)
        return canvas
    ground = colours.shades(icon.accent).text
    canvas = Canvas(icon.size, icon.size, ground)
    extra = Font(locate(icon.font.source), icon.font.digest, icon.font.characters) if icon.font else None
    face = face_of(coverage.SANS if icon.sans else coverage.SERIF, extra)
    text = face.drawn(icon.letters)
    if text:
        canvas.lay(centred(face, text, icon.size, _size(face, text, icon.size)), 0, 0, colours.PAPER, 48)
        return canvas
    outer, inner = round(icon.size * 0.6), round(icon.size * 0.4)
    ring = disc(outer).copy()
    ring.paste(0, ((outer - inner) // 2, (outer - inner) // 2), disc(inner))
    canvas.lay(ring, (icon.size - outer) // 2, (icon.size - outer) // 2, colours.PAPER, 48)
    return canvas


def _size(face: FontStack, text: str, side: int) -> int:
    """The size at which letters fill an icon up to its margins."""
    room = side * (1 - 2 * MARGIN)
    return max(1, int(min(room / CAPITAL, room / max(face.width(text, 1), 0.01))))
