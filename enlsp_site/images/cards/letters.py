"""Text on cards: which font draws which letters, how wide they are, and how a text is made to fit.

A text whose letters stand one beside the other is set by FreeType alone, which gives the same on every machine. One
whose letters join or run leftward (`fonts.needs_shaping`) is shaped by Raqm, which Pillow has where FriBidi is
installed; without it such a text is left out, since its letters would stand in the wrong order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from enlsp_site.images.fonts import coverage

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

UNIT = 100
"""The size, in pixels, at which widths are measured; they grow with the size."""
TOLERANCE = 0.96
"""The part of a line that is filled: at a small size letters are drawn a little wider than they grow."""
ON_ONE_LINE = 0.74
"""How much smaller than it could be a text may become to stand on one line."""
LONGEST = 400
"""How much of a text is looked at: more than any card can hold."""


class Font(NamedTuple):
    """A font's file with what its bytes are called, and the characters that it has."""

    path: str
    digest: str
    characters: coverage.Ranges


class TextRun(NamedTuple):
    """A piece of a text that one font draws."""

    font: Font
    text: str


class FontStack:
    """The fonts of a text, the first of which goes first; `extra` is one that the site brings."""

    def __init__(self, first: str, extra: Font | None) -> None:
        self._own = tuple(Font(path, "", coverage.shipped(path)) for path in (first, coverage.SIGNS))
        self._extra = extra if extra and _opens(extra) else None

    def runs(self, text: str) -> list[TextRun]:
        """A text in pieces by their fonts, in the order of reading. What no font has is left out.

        A text that our fonts do not have all of is set in the site's font alone, if that has: one hand, and the
        right order of letters that run leftward.
        """
        if text.isascii():
            return [TextRun(self._own[0], text)] if text else []
        if coverage.needs_shaping(text) and not coverage.can_shape():
            return []
        candidates = (*self._own, self._extra) if self._extra else self._own
        for font in candidates:
            if coverage.has_all(font.characters, text):
                return [TextRun(font, text)]
        runs = [TextRun(font, "".join(piece)) for font, piece in self._pieces(text, candidates)]
        return runs[::-1] if coverage.runs_leftward(text) else runs

    def _pieces(self, text: str, candidates: Sequence[Font]) -> Iterator[tuple[Font, Iterator[str]]]:
        """The letters of a text with their fonts: blanks and marks stay with the letter before them, if its font has
        them."""
        found: list[tuple[Font, str]] = []
        for letter in text:
            near = (found[-1][0],) if found and (letter.isspace() or coverage.is_mark(letter)) else ()
            font = next((each for each in (*near, *candidates) if coverage.has(each.characters, letter)), None)
            if font is not None:
                found.append((font, letter))
        for font, letters in groupby(found, key=lambda each: each[0]):
            yield font, (letter for _, letter in letters)

    def drawn(self, text: str) -> str:
        """What of a text can be drawn, on one line."""
        runs = self.runs(coverage.written(text))
        runs = runs[::-1] if coverage.runs_leftward(text) else runs
        return " ".join("".join(run.text for run in runs).split())

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in pixels, at a size."""
        return self.length(text, UNIT) * size / UNIT

    def length(self, text: str, size: int) -> float:
        """How wide a text is as it is drawn at a size: each letter takes whole pixels."""
        return sum(_length(run.font.path, run.font.digest, size, _shaped(run), run.text) for run in self.runs(text))

    def draw(self, draw: ImageDraw, text: str, left: float, baseline: float, size: int) -> None:
        """Draw a line of text from its left end on a mask."""
        for run in self.runs(text):
            font = _sized(run.font, size, _shaped(run))
            draw.text((left, baseline), run.text, fill=255, font=font, anchor="ls")
            left += font.getlength(run.text)

    def leading(self, text: str) -> float:
        """From one line of a text to the next, in times of its size: other scripts stand higher than ours."""
        return 1.2 if all(run.font in self._own for run in self.runs(text)) else 1.4


@lru_cache(maxsize=8)
def face_of(first: str, extra: Font | None) -> FontStack:
    """The fonts of a text: one of ours by its path, and one that the site brings."""
    return FontStack(first, extra)


def _shaped(run: TextRun) -> bool:
    return coverage.needs_shaping(run.text)


def _opens(font: Font) -> bool:
    """Whether a font that looks like one can be read as one."""
    try:
        _sized(font, UNIT, False)
    except OSError:
        return False
    return True


def _sized(font: Font, size: int, shaped: bool) -> FreeTypeFont:
    """A font at a size. Raises OSError."""
    return _loaded(font.path, font.digest, size, shaped)


@lru_cache(maxsize=64)
def _loaded(path: str, _digest: str, size: int, shaped: bool) -> FreeTypeFont:
    from PIL.ImageFont import Layout, truetype

    return truetype(path, size, layout_engine=Layout.RAQM if shaped else Layout.BASIC)


@lru_cache(maxsize=4096)
def _length(path: str, digest: str, size: int, shaped: bool, text: str) -> float:
    """How wide a text is in a font at a size, in pixels."""
    return float(_loaded(path, digest, size, shaped).getlength(text))


def centred(face: FontStack, text: str, side: int, size: int) -> Image:
    """A few letters in the middle of a square, as a mask of `side` pixels; `size` is that of the letters, in
    pixels."""
    from PIL import Image, ImageDraw

    mask = Image.new("L", (side, side), 0)
    face.draw(ImageDraw.Draw(mask), text, side / 4, side * 2 / 3, size)
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
    letters = mask.crop((left, top, right, bottom))
    mask = Image.new("L", (side, side), 0)
    mask.paste(letters, ((side - letters.width) // 2, (side - letters.height) // 2))
    return mask


class FittedText(NamedTuple):
    """A text as it fits: its lines, their size in pixels, and from one baseline to the next."""

    lines: tuple[str, ...]
    size: int
    leading: float

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.leading


def fitted(face: FontStack, text: str, width: float, height: float, sizes: range) -> FittedText:
    """A text in a box, at one of these sizes, which fall: on one line, if that takes no size much smaller than the
    first; else at the largest at which it fits without a word cut in two; else at the last, cut off with an ellipsis.
    Lines are about of one length, as `text-wrap: balance` makes them."""
    text = face.drawn(text[:LONGEST])
    leading = face.leading(text)
    width *= TOLERANCE
    for size in sizes:
        if size > sizes[0] * ON_ONE_LINE and size * leading <= height and face.width(text, size) <= width:
            return FittedText((text,) if text else (), size, size * leading)
    for size in sizes:
        lines = _wrapped(face, text, width, size)
        if len(lines) <= int(height / (size * leading)) and all(face.width(line, size) <= width for line in lines):
            return FittedText(_balanced(face, text, width, size, len(lines)), size, size * leading)
    size = sizes[-1]
    room = max(int(height / (size * leading)), 1)
    lines = [part for line in _wrapped(face, text, width, size) for part in _broken(face, line, width, size)]
    kept = lines[:room]
    if len(lines) > room:
        kept[-1] = _cut(face, f"{kept[-1]} {lines[room]}", width, size)
    return FittedText(tuple(kept), size, size * leading)


def _balanced(face: FontStack, text: str, width: float, size: int, count: int) -> tuple[str, ...]:
    """The lines of a text, as many as they are, at the least width that does not make them more."""
    least, most = width / 2, width
    while most - least > 8:
        middle = (least + most) / 2
        lines = _wrapped(face, text, middle, size)
        if len(lines) > count or any(face.width(line, size) > middle for line in lines):
            least = middle
        else:
            most = middle
    return tuple(line.removesuffix(" ·") for line in _wrapped(face, text, most, size))


def _wrapped(face: FontStack, text: str, width: float, size: int) -> list[str]:
    """A text in lines, as few as a width allows; a word that is wider has a line of its own."""
    lines: list[str] = []
    used = 0.0
    for space, atom in _ATOM.findall(text):
        wide = face.width(atom, size)
        gap = face.width(" ", size) if space else 0.0
        if lines and used + gap + wide <= width:
            lines[-1] += (" " if space else "") + atom
            used += gap + wide
        else:
            lines.append(atom)
            used = wide
    return lines


_WIDE = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_ATOM = re.compile(
    rf"""(\s*)(
      [（「『《〈【〔［]*[{_WIDE}][、。，．！？）」』》〉】〕］：；ー…]*
      | (?:(?![{_WIDE}])\S)+?(?:[-–—/](?=[^\W\d_]) | (?=[\s{_WIDE}]|$))(?:\ ·(?=\ ))?
    )""",
    re.X,
)
"""What stays together on a line: a word (with the dot that parts it from the next), a part of it up to a hyphen, or a
character of Chinese or Japanese."""


def _broken(face: FontStack, line: str, width: float, size: int) -> Iterator[str]:
    """A line in pieces that fit: only a word that is too wide is in more than one."""
    while face.width(line, size) > width:
        count = max(_fitting(face, line, width, size), 1)
        while count > 1 and coverage.is_mark(line[count]):
            count -= 1
        yield line[:count]
        line = line[count:]
    yield line


def _cut(face: FontStack, line: str, width: float, size: int) -> str:
    """The beginning of a line with an ellipsis, at a blank where there is one near."""
    line = line[: _fitting(face, line, width - face.width("…", size), size)]
    head, _, tail = line.rpartition(" ")
    return (head if head and len(tail) < 16 else line).rstrip(" ,;:·–—-(") + "…"


def _fitting(face: FontStack, line: str, width: float, size: int) -> int:
    """How many letters of a line fit."""
    from bisect import bisect_right

    return bisect_right(range(1, len(line) + 1), width, key=lambda count: face.width(line[:count], size))
