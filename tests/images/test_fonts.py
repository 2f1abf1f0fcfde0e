"""Which characters fonts have, by a reader of our own, held against fontTools; and the fonts that come along."""

from __future__ import annotations

import struct
import unicodedata
from pathlib import Path

import pytest
from fonts import characters, font
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.images.fonts import coverage

FOLDER = Path(coverage.__file__).parent
OURS = (coverage.SERIF, coverage.SANS, coverage.SIGNS)
PLANE_TWO = "\U00020000\U00020001\U0002a6d6"


def all_of(ranges: coverage.Ranges) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


# The reader


@pytest.mark.parametrize("letters", ["A", "ABCxyz", "王小明", "aé\u0301𝒪", f"王{PLANE_TWO}", "\ufffe\u0000"])
def test_characters_are_those_that_fonttools_finds(letters: str) -> None:
    data = font(letters)
    assert all_of(coverage.characters_of(data)) == set(characters(data)) == set(map(ord, letters))


@pytest.mark.parametrize("path", OURS, ids=["serif", "sans", "signs"])
def test_the_characters_of_our_fonts_are_those_that_fonttools_finds(path: str) -> None:
    data = Path(path).read_bytes()
    assert all_of(coverage.shipped(path)) == set(characters(data))


def test_runs_are_joined_and_in_order() -> None:
    assert coverage.characters_of(font("CBAxz")) == ((0x41, 0x43), (0x78, 0x78), (0x7A, 0x7A))


def test_of_a_collection_the_first_font_is_read() -> None:
    inner = font("AB")
    moved = bytearray(inner)
    for at in range(12, 12 + 16 * struct.unpack_from(">H", inner, 4)[0], 16):
        struct.pack_into(">I", moved, at + 8, struct.unpack_from(">I", inner, at + 8)[0] + 16)
    data = b"ttcf\0\1\0\0" + struct.pack(">II", 1, 16) + bytes(moved)
    assert coverage.format_of(data) == "collection"
    assert coverage.characters_of(data) == ((0x41, 0x42),)


@given(st.integers(0, 400), st.binary(max_size=8), st.sampled_from([b"", b"\0" * 64]))
def test_a_damaged_font_has_some_characters_or_none(at: int, damage: bytes, tail: bytes) -> None:
    data = font("ABC")
    found = coverage.characters_of(data[:at] + damage + data[at + len(damage) : len(data) - at] + tail)
    assert all(0 <= first <= last <= 0x10FFFF for first, last in found)


@given(st.binary(max_size=200))
def test_what_is_no_font_has_no_characters_that_are_none(data: bytes) -> None:
    assert all(0 <= first <= last <= 0x10FFFF for first, last in coverage.characters_of(data))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (font("A"), "truetype"),
        (font("A", "woff"), "woff"),
        (b"wOF2....", "woff2"),
        (b"OTTO....", "opentype"),
        (b"true....", "truetype"),
        (b"\x89PNG\r\n", ""),
        (b"<svg>", ""),
        (b"", ""),
    ],
    ids=["truetype", "woff", "woff2", "opentype", "of a Mac", "png", "svg", "nothing"],  # bytes hold the time
)
def test_a_font_is_known_by_its_first_bytes(data: bytes, expected: str) -> None:
    assert coverage.format_of(data) == expected


def test_a_character_is_looked_for_in_the_runs() -> None:
    ranges = ((0x41, 0x43), (0x61, 0x61))
    assert [letter for letter in "@ABCD`ab" if coverage.has(ranges, letter)] == ["A", "B", "C", "a"]
    assert coverage.has_all(ranges, "ABBA")
    assert not coverage.has_all(ranges, "A b")
    assert not coverage.has((), "A")


# What a text needs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  two\n words ", "two words"),
        ("Ze\u0301", "Zé"),
        ("so\u00adft\u200b", "soft"),
        ("❤\ufe0f", "❤"),
        ("bell\x07", "bell"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200cb", "ab"),
        ("no\u00a0break", "no break"),
    ],
)
def test_a_text_is_written_without_what_has_no_shape(text: str, expected: str) -> None:
    assert coverage.written(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ivan Vulić, Đặng Thị Ngọc, Łukasz, Ğ, Ș, ẞ", []),
        ("Αλέξανδρος Щерба Ђорђе", []),
        ("O(n²) ≤ ∞ → “fast” – 5 €", []),
        ("王小明", ["王", "小", "明"]),
        ("明 and 明", ["明"]),
        ("🚀 Zoë", ["🚀"]),
        ("Ze\u0301 ❤\ufe0f", ["❤"]),
    ],
)
def test_letters_that_no_font_has_are_named_once(text: str, expected: list[str]) -> None:
    assert coverage.missing(text, ()) == expected


def test_a_font_of_the_site_has_letters_too() -> None:
    assert coverage.missing("王小明", coverage.characters_of(font("王明"))) == ["小"]


@pytest.mark.parametrize(
    ("text", "shaped", "leftward"),
    [
        ("Latin", False, False),
        ("Zoë 王 Щ", False, False),
        ("שלום", True, True),
        ("محمد Smith", True, True),
        ("Smith محمد", True, False),
        ("प्रिया", True, False),
        ("m̃", True, False),
        ("(1) שלום", True, True),
    ],
)
def test_what_joins_or_runs_leftward_is_told(text: str, shaped: bool, leftward: bool) -> None:
    assert (coverage.needs_shaping(text), coverage.runs_leftward(text)) == (shaped, leftward)


# The fonts that come along


def test_the_two_faces_have_the_same_letters() -> None:
    assert coverage.shipped(coverage.SERIF) == coverage.shipped(coverage.SANS)


def test_they_have_all_letters_of_the_alphabets_that_they_are_for() -> None:
    blocks = [(0x20, 0x7E), (0xA0, 0x17F), (0x180, 0x24F), (0x1E00, 0x1EFF), (0x370, 0x3E1), (0x400, 0x52F)]
    wanted = {chr(code) for first, last in blocks for code in range(first, last + 1)}
    named = {letter for letter in wanted if unicodedata.category(letter) != "Cn"}
    assert {letter for letter in named if not coverage.has(coverage.shipped(coverage.SERIF), letter)} <= set(
        "ͿϷ\u00adʹ"
    )


def test_they_are_small_and_their_licence_lies_beside_them() -> None:
    assert sum(Path(path).stat().st_size for path in OURS) < 600_000
    licence = (FOLDER / "OFL.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    for path in OURS:
        names = {record.nameID: str(record) for record in TTFont(path)["name"].names}
        assert Path(path).name in licence
        assert names[0] in licence, "the copyright"
        assert "Open Font License" in names[13]


def test_they_kern_by_the_table_that_freetype_reads_alone() -> None:
    for path in (coverage.SERIF, coverage.SANS):
        read = TTFont(path)
        names = read.getBestCmap()
        pairs = read["kern"].kernTables[0].kernTable
        assert pairs[names[ord("T")], names[ord("o")]] < 0
        assert pairs[names[ord("A")], names[ord("V")]] < 0
