"""Which files are fonts, and which characters they have; the fonts that cards are drawn with lie here.

Those are subsets of Noto (SIL Open Font License, OFL.txt): Latin, Greek and Cyrillic letters with serifs and without,
and the signs of formulas. scripts/fonts.py makes them. Fonts of the system are never looked at: a card has the same
bytes everywhere.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

Ranges = tuple[tuple[int, int], ...]
"""Characters by their code points: first and last of each run, in order."""

SERIF, SANS, SIGNS = (str(Path(__file__).with_name(f"{name}.ttf")) for name in ("serif", "sans", "signs"))

FORMATS = {
    b"wOF2": "woff2",
    b"wOFF": "woff",
    b"\0\1\0\0": "truetype",
    b"true": "truetype",
    b"OTTO": "opentype",
    b"ttcf": "collection",
}
"""What the first four bytes of a font say of its format; the words are those of CSS (css-fonts-4, section 11.1)."""


def format_of(data: bytes) -> str:
    """The format of a font by its first bytes; empty if they are none of a font."""
    return FORMATS.get(data[:4], "")


def characters_of(data: bytes) -> Ranges:
    """The characters that a font can show; of a collection, its first font. None where its table of them
    cannot be read.

    They are read from the table `cmap`, its encodings of Unicode in the formats 4 and 12 (OpenType 1.9.1, “cmap”).
    """
    try:
        start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
        (tables,) = struct.unpack_from(">H", data, start + 4)
        entries = (struct.unpack_from(">4sIII", data, start + 12 + 16 * number) for number in range(tables))
        cmap = next((offset for tag, _, offset, _ in entries if tag == b"cmap"), None)
        return () if cmap is None else _joined(sorted(_runs(data, cmap)))
    except struct.error:
        return ()


def _runs(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    """The runs of characters that the encodings of a `cmap` have glyphs for."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", data, cmap + 4 + 8 * number)
        if platform == 0 or (platform, encoding) in ((3, 1), (3, 10)):
            (format_,) = struct.unpack_from(">H", data, cmap + offset)
            yield from _READERS.get(format_, _nothing)(data, cmap + offset)


def _nothing(_data: bytes, _at: int) -> Iterator[tuple[int, int]]:
    return iter(())


def _segments(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The runs of a subtable of format 4; its last segment, U+FFFF alone, ends it."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    ends = struct.unpack_from(f">{double // 2}H", data, at + 14)
    starts = struct.unpack_from(f">{double // 2}H", data, at + 16 + double)
    yield from ((first, last) for first, last in zip(starts, ends, strict=True) if first <= last < 0xFFFF)


def _groups(data: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The runs of a subtable of format 12."""
    (count,) = struct.unpack_from(">I", data, at + 12)
    if 16 + 12 * count > len(data) - at:
        raise struct.error("more groups than bytes")
    groups = struct.iter_unpack(">III", data[at + 16 : at + 16 + 12 * count])
    yield from ((first, last) for first, last, _ in groups if first <= last <= 0x10FFFF)


_READERS = {4: _segments, 12: _groups}


def _joined(runs: list[tuple[int, int]]) -> Ranges:
    """Runs that touch or overlap as one."""
    found: list[tuple[int, int]] = []
    for first, last in runs:
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return tuple(found)


@cache
def shipped(path: str) -> Ranges:
    """The characters of one of the fonts that lie here."""
    return characters_of(Path(path).read_bytes())


def has(ranges: Ranges, letter: str) -> bool:
    """Whether a character is among those of a font."""
    from bisect import bisect

    code = ord(letter)
    place = bisect(ranges, (code, 0x110000)) - 1
    return place >= 0 and code <= ranges[place][1]


def has_all(ranges: Ranges, text: str) -> bool:
    """Whether a font has all characters of a text."""
    return all(letter in JOINERS or has(ranges, letter) for letter in text)


def written(text: str) -> str:
    """A text as it is drawn: on one line, letters and their marks as one character where there is one (NFC), without
    what has no shape. What joins and parts letters stays where letters join."""
    text = " ".join(text.split())
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text)
    joined = needs_shaping(text)
    kept = (
        letter for letter in text if letter.isspace() or not _is_shapeless(letter) or (joined and letter in JOINERS)
    )
    return " ".join("".join(kept).split())


def _is_shapeless(letter: str) -> bool:
    """Whether a character is a control, nothing at all, or says which of two shapes another one is to have."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn") or "\ufe00" <= letter <= "\ufe0f"


JOINERS = "\u200c\u200d"
"""What keeps letters together or apart, and is not seen itself."""


def missing(text: str, extra: Ranges) -> list[str]:
    """The characters of a text, as written, that neither our fonts nor one more have; each once, in their order."""
    if text.isascii():
        return []
    known = (shipped(SERIF), shipped(SIGNS), extra)
    letters = [letter for letter in dict.fromkeys(written(text)) if not letter.isspace() and letter not in JOINERS]
    return [letter for letter in letters if not any(has(ranges, letter) for ranges in known)]


def needs_shaping(text: str) -> bool:
    """Whether letters of a text join, stack or run from right to left, so that they cannot be set one by one."""
    if text.isascii():
        return False
    return any(
        unicodedata.bidirectional(letter) in ("R", "AL", "AN") or is_mark(letter)
        for letter in text
        if not "\ufe00" <= letter <= "\ufe0f"
    )


def is_mark(letter: str) -> bool:
    """Whether a character is set over, below or around the one before it."""
    return unicodedata.category(letter) in ("Mn", "Mc", "Me")


def runs_leftward(text: str) -> bool:
    """Whether a text is of a script that is written from right to left: its first letter decides (UAX 9, P2)."""
    kinds = map(unicodedata.bidirectional, text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


@cache
def can_shape() -> bool:
    """Whether letters that join, stack or run leftward can be drawn here: Pillow brings Raqm, but no FriBidi."""
    from PIL import features

    return bool(features.check_feature("raqm"))
