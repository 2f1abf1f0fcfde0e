"""Make the fonts of the cards: subsets of Noto Serif, Noto Sans and Noto Sans Math, in enlsp_site/images/fonts/.

    python scripts/fonts.py /usr/share/fonts/truetype/noto

Debian has the three in fonts-noto-core and fonts-noto-extra (the medium weights); it takes fonttools. What comes out
depends on the fonts and on fonttools alone. Pairs of letters are kerned by the old `kern` table, since the plain
layout of FreeType, which is the same on every machine, reads no other.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._k_e_r_n import KernTable_format_0
from fontTools.ttLib.tables.ttProgram import Program

FOLDER = Path(__file__).resolve().parent.parent / "enlsp_site/images/fonts"
LETTERS = (
    (0x20, 0x7E),
    (0xA0, 0x24F),  # Latin-1, Latin Extended-A and -B
    (0x250, 0x2FF),  # phonetic and modifier letters
    (0x300, 0x36F),  # combining marks
    (0x370, 0x52F),  # Greek, Cyrillic
    (0x1E00, 0x1FFF),  # Latin Extended Additional with Vietnamese, Greek Extended
    (0x2000, 0x218F),  # punctuation, superscripts, currencies, letter-like signs, fractions
    (0x2C60, 0x2C7F),  # Latin Extended-C
    (0xA720, 0xA7FF),  # Latin Extended-D
    (0xFFFD, 0xFFFD),
)
SIGNS = ((0x2190, 0x21FF), (0x2200, 0x22FF), (0x25A0, 0x25FF), (0x27E6, 0x27FF))
"""Arrows, operators, shapes, brackets."""
KERNED = ((0x21, 0x7E), (0xC0, 0x17F), (0x2010, 0x201F))
FONTS = {
    "serif": ("NotoSerif-Medium.ttf", LETTERS, ("mark", "mkmk", "ccmp", "locl")),
    "sans": ("NotoSans-Medium.ttf", LETTERS, ("mark", "mkmk", "ccmp", "locl")),
    "signs": ("NotoSansMath-Regular.ttf", SIGNS, ()),
}


def main(source: Path) -> None:
    """Make all fonts from the Noto fonts in a folder."""
    for name, (file, ranges, features) in FONTS.items():
        font = TTFont(source / file, recalcTimestamp=False)
        pairs = dict(_pairs(font))
        _subset(font, ranges, features)
        _kern(font, pairs)
        _leave_shapes(font)
        target = FOLDER / f"{name}.ttf"
        font.save(target)
        size, count = target.stat().st_size, len(font.getBestCmap())
        print(f"{target.name}: {size:,} bytes, {count} characters, {len(pairs)} pairs")


def _codes(ranges: tuple[tuple[int, int], ...]) -> list[int]:
    return [code for first, last in ranges for code in range(first, last + 1)]


def _subset(font: TTFont, ranges: tuple[tuple[int, int], ...], features: tuple[str, ...]) -> None:
    options = Options(hinting=False, layout_features=list(features), glyph_names=False, notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # the licence among them
    options.drop_tables += ["MATH"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_codes(ranges))
    subsetter.subset(font)


def _pairs(font: TTFont) -> Iterator[tuple[tuple[str, str], int]]:
    """The kerning of the commonest letters, by pairs of glyphs, from the feature `kern` of the font's GPOS."""
    names = font.getBestCmap()
    glyphs = [names[code] for code in _codes(KERNED) if code in names]
    tables = list(_subtables(font["GPOS"].table)) if "GPOS" in font else []
    for left in glyphs:
        for right in glyphs:
            value = next((found for table in tables if (found := _value(table, left, right)) is not None), 0)
            if value:
                yield (left, right), value


def _subtables(gpos: Any) -> Iterator[Any]:
    found = {
        index
        for record in gpos.FeatureList.FeatureRecord
        if record.FeatureTag == "kern"
        for index in record.Feature.LookupListIndex
    }
    for index in sorted(found):
        for table in gpos.LookupList.Lookup[index].SubTable:
            yield table.ExtSubTable if table.LookupType == 9 else table


def _value(table: Any, left: str, right: str) -> int | None:
    """What one subtable says of a pair; None where it leaves that to the next."""
    if table.LookupType != 2 or left not in table.Coverage.glyphs:
        return None
    if table.Format == 1:
        pairs = table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord
        return next((_advance(pair.Value1) for pair in pairs if pair.SecondGlyph == right), None)
    first, second = table.ClassDef1.classDefs.get(left, 0), table.ClassDef2.classDefs.get(right, 0)
    return _advance(table.Class1Record[first].Class2Record[second].Value1)


def _advance(value: Any) -> int:
    return int(getattr(value, "XAdvance", 0)) if value else 0


def _kern(font: TTFont, pairs: dict[tuple[str, str], int]) -> None:
    """Give a font the old table of pairs."""
    kept = {pair: value for pair, value in pairs.items() if set(pair) <= set(font.getGlyphOrder())}
    if not kept:
        return
    if len(kept) > 10_920:
        sys.exit(f"{len(kept)} pairs do not go into one `kern` table")
    table = KernTable_format_0()
    table.version, table.coverage, table.tupleIndex, table.kernTable = 0, 1, None, kept
    font["kern"] = newTable("kern")
    font["kern"].version, font["kern"].kernTables = 0, [table]


def _leave_shapes(font: TTFont) -> None:
    """Keep FreeType from fitting the letters to pixels, which it does to fonts without a program: at the sizes of
    cards it takes time and changes hardly anything. The program pushes a number and drops it, four times."""
    font["prep"] = newTable("prep")
    font["prep"].program = Program()
    font["prep"].program.fromBytecode(b"\xb0\x00\x21" * 4)
    font["maxp"].maxStackElements = max(font["maxp"].maxStackElements, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
