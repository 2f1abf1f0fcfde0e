"""Cards and icons as pictures: that their text fits, that portraits are in their place, that bytes are the same."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fonts import font
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageChops

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.images import colours
from enlsp_site.images.cards.canvas import Canvas
from enlsp_site.images.cards.card import FOOT, LEFT, PORTRAIT, draw_card
from enlsp_site.images.cards.icon import draw_icon
from enlsp_site.images.cards.letters import FittedText, Font, FontStack, fitted
from enlsp_site.images.fonts import coverage
from enlsp_site.model.media import CARD_PORTRAIT, Card, CardDefaults, FontFile, Icon, PictureCopy

HERE = Origin("content/site.yaml")
SERIF = FontStack(coverage.SERIF, None)
SIZES = range(70, 38, -2)
ACCENT = "#7a1f3d"
TEXT_COLUMN, PERSON_COLUMN = 800, 545


def card(title: str = "Tiny Things", stock: dict[str, Any] | None = None, **more: Any) -> Card:
    shared = {"origin": HERE, "edition": "TINY 2031", "accent": ACCENT, "motif": "TINY 2031", **(stock or {})}
    return Card(origins=(HERE, HERE, HERE), stock=CardDefaults(**shared), title=title, **more)


def png(what: Card | Icon) -> bytes:
    made = draw_card(what, str) if isinstance(what, Card) else draw_icon(what, str)
    return made.png()


def picture(what: Card | Icon) -> Image.Image:
    return Image.open(BytesIO(png(what))).convert("RGB")


def ink(what: Card, without: Card) -> tuple[int, int, int, int]:
    """Where a card differs from another: left, top, right, bottom."""
    box = ImageChops.difference(picture(what), picture(without)).getbbox()
    assert box
    return box


def site_font(path: Path, letters: str, **more: Any) -> FontFile:
    path.write_bytes(font(letters, **more))
    characters = coverage.characters_of(path.read_bytes())
    return FontFile(url="", source=str(path), digest=path.name, format="truetype", characters=characters)


# Fitting


def fit(text: str, width: float = 700, height: float = 300, face: FontStack = SERIF) -> FittedText:
    found = fitted(face, text, width, height, SIZES)
    assert found.height <= max(height, found.leading)
    assert all(face.length(line, found.size) <= width for line in found.lines)
    return found


def test_a_short_text_stands_on_one_line_at_the_largest_size() -> None:
    assert fit("Overview")[:2] == (("Overview",), 70)


def test_a_text_that_is_a_little_too_long_becomes_smaller_before_it_is_broken() -> None:
    found = fit("Submission Instructions")
    assert found.lines == ("Submission Instructions",)
    assert SIZES[0] * 0.7 < found.size < SIZES[0]


def test_lines_are_about_of_one_length() -> None:
    found = fit("The Fifth Workshop on Efficient Natural Language and Speech Processing")
    widths = [SERIF.length(line, found.size) for line in found.lines]
    assert " ".join(found.lines) == "The Fifth Workshop on Efficient Natural Language and Speech Processing"
    assert min(widths) > 0.6 * max(widths)


def test_a_text_for_which_there_is_no_room_ends_in_an_ellipsis() -> None:
    found = fit("word " * 200)
    assert found.size == SIZES[-1]
    assert found.lines[-1] == found.lines[-1].rstrip("… ") + "…"
    assert "…" not in "".join(found.lines[:-1])


def test_a_word_that_is_wider_than_the_line_is_broken() -> None:
    word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"
    found = fit(word)
    assert "".join(found.lines) == word
    assert len(found.lines) > 1


def test_a_long_name_is_parted_at_its_hyphens() -> None:
    assert fit("Anne-Marie Featherstonehaugh-Cholmondeley", 420).lines[0].endswith(("-", "Anne-Marie"))


def test_a_dot_between_two_names_stays_with_the_first_and_is_not_shown_at_the_end_of_a_line() -> None:
    lines = fit("Stanford University · Google DeepMind", 760).lines
    assert lines == ("Stanford University", "Google DeepMind")


def test_chinese_is_broken_between_characters_and_no_line_begins_with_a_comma(tmp_path: Path) -> None:
    text = "高效自然语言与语音处理，模型压缩、推理加速。"
    path = tmp_path / "han.ttf"
    path.write_bytes(font(text))
    face = FontStack(coverage.SERIF, Font(str(path), "han", coverage.characters_of(path.read_bytes())))
    lines = fit(text, 500, 400, face).lines
    assert "".join(lines) == text
    assert len(lines) > 1
    assert not any(line[0] in "，、。" for line in lines)


def test_nothing_gives_no_line() -> None:
    assert fit("").lines == fit("  ").lines == ()
    assert fit("王").lines == (), "no font has it"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=60))
def test_every_text_fits(text: str) -> None:
    fit(text)
    fit(text + "-long" * 40, 300, 100)


# Faces


def test_a_letter_that_our_fonts_lack_is_left_out_and_a_blank_stays() -> None:
    assert SERIF.drawn("王小明 (Xiaoming Wang)") == "(Xiaoming Wang)"
    assert SERIF.drawn("fast 🚀 models") == "fast models"


def test_signs_stand_among_letters_of_another_font() -> None:
    runs = SERIF.runs("O(n) ≤ n → ∞")
    assert [(Path(run.font.path).stem, run.text) for run in runs] == [
        ("serif", "O(n) "),
        ("signs", "≤"),
        ("serif", " n "),
        ("signs", "→"),
        ("serif", " "),
        ("signs", "∞"),
    ]


def test_a_text_that_the_sites_font_has_all_of_is_set_in_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "han.ttf"
    path.write_bytes(font("王小明 Wang"))
    face = FontStack(coverage.SERIF, Font(str(path), "han", coverage.characters_of(path.read_bytes())))
    assert [run.text for run in face.runs("王小明 Wang")] == ["王小明 Wang"]
    assert [run.text for run in face.runs("王小明 Xu")] == ["王小明 ", "Xu"]
    assert [Path(run.font.path).stem for run in face.runs("Wang")] == ["serif"], "ours go first"


def test_a_font_that_cannot_be_opened_is_none(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttf"
    path.write_bytes(font("王")[:90])
    face = FontStack(coverage.SERIF, Font(str(path), "broken", ((0x738B, 0x738B),)))
    assert face.drawn("王 W") == "W"


def test_words_that_run_leftward_are_put_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "hebrew.ttf"
    path.write_bytes(font("שלום"))
    face = FontStack(coverage.SERIF, Font(str(path), "hebrew", coverage.characters_of(path.read_bytes())))
    assert coverage.can_shape(), "install FriBidi: the package libfribidi0"
    assert [run.text for run in face.runs("שלום Ada")] == [" Ada", "שלום"], "from the left end on"
    assert face.drawn("שלום Ada") == "שלום Ada"


def test_what_cannot_be_shaped_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coverage, "can_shape", lambda: False)
    assert SERIF.drawn("m̃") == ""
    assert SERIF.drawn("mé") == "mé"


# Cards


def test_a_card_is_a_png_of_the_size_that_networks_ask_for() -> None:
    data = png(card())
    made = Image.open(BytesIO(data))
    assert (made.format, made.size, made.mode, made.info) == ("PNG", (1200, 630), "P", {})
    assert len(data) < 150_000
    made.load()


def test_a_card_has_the_same_bytes_each_time() -> None:
    one = card(line="A theme", stock={"host": "Host 2031", "foot": "December 6, 2031"}, monogram="TT")
    assert png(one) == png(one)


def test_the_ground_is_paper_and_the_words_are_ink() -> None:
    made = picture(card(line="A theme"))
    found = {colour for _, colour in made.getcolors(1 << 20) or ()}
    assert made.getpixel((20, 20)) == colours.rgb(colours.PAPER)
    assert {colours.rgb(colours.INK), colours.rgb(colours.shades(ACCENT).text)} <= found


@pytest.mark.parametrize("accent", ["#000000", "#ffffff", "#ffee00", "#005a9c"])
def test_words_can_be_read_whatever_the_accent(accent: str) -> None:
    made = picture(card("", line="A theme", stock={"accent": accent}))
    text = made.crop((LEFT, 150, 400, 300))
    darkest = min((colour for _, colour in text.getcolors(1 << 20) or ()), key=sum)
    assert colours.contrast("#{:02x}{:02x}{:02x}".format(*darkest), colours.PAPER) >= colours.TEXT_CONTRAST


LONG = "The Forty-Second International Workshop on Efficient and Trustworthy Language Models " * 3


@pytest.mark.parametrize("monogram", ["", "AB"])
def test_all_words_stay_in_their_column(monogram: str) -> None:
    column = PERSON_COLUMN if monogram else TEXT_COLUMN
    bare = card("", monogram=monogram)
    full = card(LONG, note=LONG, line=LONG, monogram=monogram)
    left, top, right, bottom = ink(full, bare)
    assert left >= LEFT - 8
    assert right <= LEFT + column + 8
    assert top > 150
    assert bottom < FOOT - 24


def test_the_longest_name_is_there_in_full() -> None:
    name = "Bartholomew-Alexander Featherstonehaugh von Hohenlohe-Öhringen"
    assert len(name) > 60
    face = FontStack(coverage.SERIF, None)
    found = fitted(face, name, PERSON_COLUMN, 356 - 52 - 118, range(62, 34, -2))
    assert " ".join(found.lines).replace("- ", "-") == name


def test_a_card_without_any_words_is_one_all_the_same() -> None:
    assert picture(card("", stock={"edition": ""})).size == (1200, 630)


def test_editions_have_drawings_of_their_own() -> None:
    assert png(card(stock={"motif": "TINY 2031"})) != png(card(stock={"motif": "TINY 2032"}))


def test_a_language_that_runs_leftward_has_its_card_mirrored() -> None:
    usual, mirrored = {"mirrored": False}, {"mirrored": True}
    left, _, _, _ = ink(card(stock=usual), card("", stock=usual))
    _, _, right, _ = ink(card(stock=mirrored), card("", stock=mirrored))
    assert abs(left - LEFT) < 8
    assert abs(1200 - right - LEFT) < 8
    assert picture(card("", stock={**usual, "edition": ""})).getpixel((100, 300)) == colours.rgb(colours.PAPER)


# People

MIDDLE = (925, 315)


def photo(path: Path, colour: str) -> PictureCopy:
    Image.new("RGB", (400, 400), colour).save(path)
    return PictureCopy("", str(path), "d", (0, 0, 400, 400), CARD_PORTRAIT, CARD_PORTRAIT, "")


def test_a_portrait_is_round_and_in_the_middle_of_the_drawing(tmp_path: Path) -> None:
    made = picture(card(monogram="AL", portrait=photo(tmp_path / "ada.png", "#3060a0")))
    assert made.getpixel(MIDDLE) == (0x30, 0x60, 0xA0)
    edge = PORTRAIT // 2
    assert made.getpixel((MIDDLE[0] + edge - 4, MIDDLE[1])) == (0x30, 0x60, 0xA0)
    assert made.getpixel((MIDDLE[0] + edge + 5, MIDDLE[1])) == colours.rgb(colours.PAPER), "a ring of paper"
    assert made.getpixel((MIDDLE[0] + edge - 4, MIDDLE[1] + edge - 4)) != (0x30, 0x60, 0xA0), "the corner is cut off"


@pytest.mark.parametrize("damage", [b"", b"no picture", b"\x89PNG\r\n\x1a\n"])
def test_a_portrait_that_cannot_be_read_gives_way_to_the_monogram(tmp_path: Path, damage: bytes) -> None:
    copy = photo(tmp_path / "ada.png", "#3060a0")
    (tmp_path / "ada.png").write_bytes(damage)
    assert png(card(monogram="AL", portrait=copy)) == png(card(monogram="AL"))


def test_a_monogram_stands_on_a_disc_in_a_tint_of_the_accent() -> None:
    made = picture(card(monogram="I"))
    assert made.getpixel((MIDDLE[0] - 100, MIDDLE[1])) == colours.rgb(colours.shades(ACCENT).tint)
    assert made.getpixel(MIDDLE) == colours.rgb(colours.shades(ACCENT).text)


def test_a_monogram_that_no_font_has_leaves_the_card_without_a_disc() -> None:
    assert png(card(monogram="王")) == png(card())


def test_names_in_any_script_are_drawn_with_the_sites_font(tmp_path: Path) -> None:
    extra = site_font(tmp_path / "han.ttf", "王小明")
    left, _, right, _ = ink(card("王小明", stock={"font": extra}), card("", stock={"font": extra}))
    assert right - left > 150, "three bars"
    assert png(card("王小明")) == png(card(""))


# Icons


def icon(letters: str = "TINY", size: int = 180, **more: Any) -> Icon:
    return Icon(letters=letters, accent=ACCENT, size=size, **more)


def test_an_icon_has_the_letters_in_paper_on_the_accent() -> None:
    made = picture(icon())
    assert made.size == (180, 180)
    assert made.getpixel((2, 2)) == colours.rgb(ACCENT)
    box = ImageChops.difference(made, Image.new("RGB", made.size, ACCENT)).getbbox()
    assert box
    left, top, right, bottom = box
    assert (left, top) == (pytest.approx(180 - right, abs=1), pytest.approx(180 - bottom, abs=1)), "in the middle"
    assert 100 < right - left < 130


def test_an_icon_for_letters_that_no_font_has_is_a_ring() -> None:
    made = picture(icon("王"))
    assert made.getpixel((90, 90)) == colours.rgb(ACCENT)
    assert made.getpixel((90 - 45, 90)) == colours.rgb(colours.PAPER)


def logo(path: Path, colour: Any, mode: str = "RGB", size: tuple[int, int] = (200, 100)) -> PictureCopy:
    Image.new(mode, size, colour).save(path)
    return PictureCopy("", str(path), "d", (0, 0, *size), 180, 90, "")


def test_an_icon_of_a_logo_has_all_of_it_on_paper(tmp_path: Path) -> None:
    made = picture(icon(logo=logo(tmp_path / "logo.png", "#0000ff")))
    assert made.getpixel((1, 90)) == (0, 0, 255)
    assert made.getpixel((90, 20)) == colours.rgb(colours.PAPER)


def test_a_logo_that_one_sees_through_has_a_margin(tmp_path: Path) -> None:
    made = picture(icon(logo=logo(tmp_path / "logo.png", (0, 0, 255, 200), "RGBA")))
    assert made.getpixel((10, 90)) == colours.rgb(colours.PAPER)
    assert made.getpixel((40, 90))[2] > 240  # type: ignore[index]


def test_a_logo_that_cannot_be_read_gives_way_to_letters(tmp_path: Path) -> None:
    copy = logo(tmp_path / "logo.png", "#0000ff")
    (tmp_path / "logo.png").unlink()
    assert png(icon(logo=copy)) == png(icon())


def test_an_ico_is_read_as_one() -> None:
    made = Image.open(BytesIO(draw_icon(icon("T", 32, form="ico"), str).ico()))
    assert (made.format, made.size) == ("ICO", (32, 32))
    assert made.convert("RGB").getpixel((1, 1)) == colours.rgb(ACCENT)


# The canvas


def test_a_colour_takes_its_part_of_the_palette_once() -> None:
    canvas = Canvas(20, 20, "#ffffff")
    for left in (0, 10):
        canvas.lay(Image.new("L", (5, 5), 255), left, 0, "#ff0000", 4)
    canvas.lay(Image.new("L", (5, 5), 128), 0, 10, "#0000ff", 2)
    made = Image.open(BytesIO(canvas.png()))
    assert len(made.getpalette() or ()) == 3 * (1 + 4 + 2)
    seen = made.convert("RGB")
    assert [seen.getpixel(place) for place in ((0, 0), (12, 2), (7, 7), (0, 10))] == [
        (255, 0, 0),
        (255, 0, 0),
        (255, 255, 255),
        (128, 128, 255),
    ]


def test_what_is_laid_over_the_edge_is_cut_off() -> None:
    canvas = Canvas(10, 10, "#ffffff")
    canvas.lay(Image.new("L", (20, 20), 255), -15, -15, "#000000", 1)
    made = Image.open(BytesIO(canvas.png())).convert("RGB")
    assert made.getpixel((4, 4)) == (0, 0, 0)
    assert made.getpixel((5, 5)) == (255, 255, 255)
