"""A card: the words of it, and what stands beside them.

It looks as the site's own hero does: the name above a short rule, the title in the face of the headings, the
edition's drawing at the side, with a person's portrait in the middle of it. All text is made to fit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from enlsp_site.images import colours
from enlsp_site.images.cards.canvas import Canvas
from enlsp_site.images.cards.letters import FittedText, Font, FontStack, centred, face_of, fitted
from enlsp_site.images.cards.pictures import disc, faded, portrait, rosette
from enlsp_site.images.fonts import coverage
from enlsp_site.model.media import CARD_PORTRAIT, CARD_SIZE, Card, CardDefaults

WIDTH, HEIGHT = CARD_SIZE

Locate = Callable[[str], str]
"""From the `source` of a file of the site to where it is on the disk."""


class _Layout(NamedTuple):
    """Where things are, in pixels: the middle and the radius of the motif, the width of the text, and the sizes that
    the title may have."""

    middle: int
    radius: int
    column: int
    sizes: range


_PLAIN = _Layout(middle=1010, radius=372, column=800, sizes=range(72, 38, -2))
_PERSON = _Layout(middle=925, radius=318, column=545, sizes=range(62, 34, -2))
LEFT, EYEBROW, RULE, TOP, ROOM, FOOT = 80, 108, 138, 170, 356, 580
"""The left edge, the baseline above the rule, the rule, the top of the title, the height for title, note and line
together, and the lowest baseline."""
PORTRAIT, RING = CARD_PORTRAIT, 14
"""The diameter of a portrait, and the width of the ring of paper around it."""


def draw_card(card: Card, locate: Locate) -> Canvas:
    """Draw the card of a page, 1200 × 630 pixels; `locate` finds the file of a photo or font."""
    stock, mirrored = card.stock, card.stock.mirrored
    headings, plain = faces(stock, locate)
    monogram = headings.drawn(card.monogram)
    photo = portrait(locate(card.portrait.source), card.portrait) if card.portrait else None
    layout = _PERSON if monogram or photo else _PLAIN
    canvas = _ground(stock, layout, plain).copy()
    for block in _blocks(card, layout, headings, plain):
        _write_block(canvas, block, mirrored)
    if photo:
        canvas.lay_photo(photo, disc(PORTRAIT), *_medallion(mirrored))
    elif monogram:
        _draw_monogram(canvas, stock, headings, monogram)
    return canvas


def faces(stock: CardDefaults, locate: Locate) -> tuple[FontStack, FontStack]:
    """The letters of titles and those of all else, with the site's font behind them."""
    extra = Font(locate(stock.font.source), stock.font.digest, stock.font.characters) if stock.font else None
    return face_of(coverage.SANS if stock.sans else coverage.SERIF, extra), face_of(coverage.SANS, extra)


@lru_cache(maxsize=8)
def _ground(stock: CardDefaults, layout: _Layout, plain: FontStack) -> Canvas:
    """What cards of an edition share: the motif, the words above the rule and at the foot."""
    canvas = Canvas(WIDTH, HEIGHT, colours.PAPER)
    _draw_motif(canvas, stock, layout)
    _write_eyebrow(canvas, stock, layout, plain)
    foot = fitted(plain, stock.foot, layout.column, 60, range(27, 22, -1))
    top = FOOT - foot.size - max(len(foot.lines) - 1, 0) * foot.leading
    _write_block(canvas, _TextBlock(plain, foot, top, colours.MUTED), stock.mirrored)
    return canvas


def _across(left: float, width: float, mirrored: bool) -> int:
    """Where something of a width begins, on a card or on its mirror image."""
    return round(WIDTH - left - width if mirrored else left)


def _draw_motif(canvas: Canvas, stock: CardDefaults, layout: _Layout) -> None:
    """The edition's drawing: it fades towards the text, and leaves its middle free for a portrait."""
    from PIL import ImageOps

    radius = layout.radius
    mask = faded(rosette(stock.motif, _PLAIN.radius).resize((2 * radius, 2 * radius)))
    if layout is _PERSON:
        hole = PORTRAIT // 2 + RING
        mask.paste(0, (radius - hole, radius - hole), disc(2 * hole))
    mask = ImageOps.mirror(mask) if stock.mirrored else mask
    left = _across(layout.middle - radius, 2 * radius, stock.mirrored)
    canvas.lay(mask, left, HEIGHT // 2 - radius, colours.shades(stock.accent).motif, 12)


def _medallion(mirrored: bool) -> tuple[int, int]:
    """Left and top of a portrait: it is in the middle of the motif."""
    return _across(_PERSON.middle - PORTRAIT // 2, PORTRAIT, mirrored), (HEIGHT - PORTRAIT) // 2


def _draw_monogram(canvas: Canvas, stock: CardDefaults, face: FontStack, text: str) -> None:
    shades = colours.shades(stock.accent)
    left, top = _medallion(stock.mirrored)
    canvas.lay(disc(PORTRAIT), left, top, shades.tint, 8)
    mask = centred(face, text, PORTRAIT, PORTRAIT * 3 // 10)
    canvas.lay(mask, left, top, shades.text, 24, shades.tint)


class _TextBlock(NamedTuple):
    """A text in its place: the top of its first line."""

    face: FontStack
    text: FittedText
    top: float
    colour: str


def _blocks(card: Card, layout: _Layout, headings: FontStack, plain: FontStack) -> list[_TextBlock]:
    """Title, note and line from the top down, each in what room the others leave it."""
    wide = layout.column
    title = fitted(headings, card.title, wide, ROOM - 52 * bool(card.note) - 118 * bool(card.line), layout.sizes)
    found = [_TextBlock(headings, title, TOP, colours.INK)]
    top = TOP + title.height
    if card.note:
        room = TOP + ROOM - top - 14 - 118 * bool(card.line)
        note = fitted(plain, card.note, wide, min(room, 72), range(29, 24, -1))
        found.append(_TextBlock(plain, note, top + 14, colours.MUTED))
        top += 14 + note.height
    if card.line:
        line = fitted(headings, card.line, wide, TOP + ROOM - top - 26, range(37, 27, -1))
        found.append(_TextBlock(headings, line, top + 26, colours.shades(card.stock.accent).text))
    return found


def _write_block(canvas: Canvas, block: _TextBlock, mirrored: bool, edge: float = LEFT) -> None:
    """The lines of a text from their common edge."""
    from PIL import Image, ImageDraw

    face, text, top, colour = block
    lengths = [face.length(line, text.size) for line in text.lines]
    margin = text.size // 2
    mask = Image.new("L", (round(max(lengths, default=0)) + 2 * margin, round(text.height) + text.size), 0)
    draw = ImageDraw.Draw(mask)
    for number, (line, length) in enumerate(zip(text.lines, lengths, strict=True)):
        left = mask.width - margin - length if mirrored else margin
        face.draw(draw, line, left, number * text.leading + text.size, text.size)
    canvas.lay(mask, _across(edge - margin, mask.width, mirrored), round(top), colour, 24)


def _write_eyebrow(canvas: Canvas, stock: CardDefaults, layout: _Layout, plain: FontStack) -> None:
    """The name, the host behind it, and the rule below them."""
    from PIL import Image

    rule = Image.new("L", (96, 6), 255)
    canvas.lay(rule, _across(LEFT, 96, stock.mirrored), RULE, colours.shades(stock.accent).line, 1)
    end = LEFT + layout.column if layout is _PERSON else WIDTH - LEFT
    parts = [(stock.edition, colours.INK)]
    parts += [("·", colours.MUTED), (stock.host, colours.MUTED)] if stock.host else []
    left = float(LEFT)
    for text, colour in parts:
        found = fitted(plain, text, max(end - left, 120), 36, range(29, 21, -1))
        _write_block(canvas, _TextBlock(plain, found, EYEBROW - found.size, colour), stock.mirrored, left)
        left += max((plain.length(line, found.size) + 12 for line in found.lines), default=0)
