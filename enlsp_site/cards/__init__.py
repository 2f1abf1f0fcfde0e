"""Cards for shared links, and icons: from what they hold to pictures.

A card says in a picture of 1200 by 630 pixels what a page, a speaker or a paper is; networks and messengers show it
where the address is posted. Pillow draws, and is imported only when something is to be drawn: what has been drawn is
kept by its values (`easel`).
"""

from __future__ import annotations

from enlsp_site.cards.canvas import Canvas
from enlsp_site.cards.card import Locate, draw_card
from enlsp_site.cards.icon import draw_icon

__all__ = ["Canvas", "Locate", "draw_card", "draw_icon"]
