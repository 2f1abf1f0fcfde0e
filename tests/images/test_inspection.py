"""Pictures: what is seen of them, what is wrong with broken ones, and the copies made of sound ones."""

from __future__ import annotations

import contextlib
import struct
import sys
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import some
from PIL import Image, ImageCms
from sites import drawing, picture

from enlsp_site.images import picture_html, pixels
from enlsp_site.images.codes import BROKEN_PICTURE, EMPTY_PICTURE, HUGE_PICTURE, NO_ENCODER, NO_PICTURE
from enlsp_site.images.copies import Copy, make
from enlsp_site.images.faults import PictureFault, UnreadablePictureError
from enlsp_site.images.inspection import PictureInfo, look
from enlsp_site.model.media import Picture, PictureFiles


def file_of(image: Image.Image, form: str, **settings: object) -> bytes:
    buffer = BytesIO()
    image.save(buffer, form, **settings)  # type: ignore[arg-type]
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def fault_of(data: bytes) -> PictureFault:
    with pytest.raises(UnreadablePictureError) as told:
        look(data)
    return told.value.fault


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png_of_size(width: int, height: int) -> bytes:
    """A PNG whose header says such a size, with next to nothing behind it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(9))) + chunk(b"IEND", b"")
    )


RED, BLUE, WHITE = (255, 0, 0), (0, 0, 255), (255, 255, 255)


def is_near(found: object, wanted: tuple[int, ...], by: int = 12) -> bool:
    assert isinstance(found, tuple)
    return len(found) == len(wanted) and all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))


# What is seen


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_form_and_size_are_seen(form: str) -> None:
    seen = look(picture(60, 40, form))
    assert (seen.form, seen.width, seen.height, seen.clear, seen.moving) == (form, 60, 40, False, False)


@pytest.mark.parametrize("way", range(1, 9))
def test_a_picture_is_as_large_as_it_is_upright(way: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = way
    seen = look(picture(60, 40, "JPEG", exif=exif))
    assert (seen.width, seen.height) == ((60, 40) if way < 5 else (40, 60))


def test_an_orientation_that_does_not_exist_says_nothing() -> None:
    exif = Image.Exif()
    exif[0x0112] = 77
    assert look(picture(60, 40, "JPEG", exif=exif))[:3] == ("JPEG", 60, 40)


def test_a_second_picture_behind_that_of_a_phone_is_no_animation() -> None:
    first, second = opened(picture(60, 40)), opened(picture(30, 20))
    data = file_of(first, "MPO", save_all=True, append_images=[second])
    assert look(data) == PictureInfo("JPEG", 60, 40, box=(0, 0, 60, 40))


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_animations_are_seen(form: str) -> None:
    first = opened(picture(60, 40, "PNG"))
    data = file_of(first, form, save_all=True, append_images=[first.rotate(180)])
    assert look(data).moving


def test_what_can_be_seen_through_is_clear() -> None:
    solid = Image.new("RGBA", (20, 20), (*RED, 255))
    assert not look(file_of(solid, "PNG")).clear
    solid.putpixel((3, 3), (*RED, 254))
    assert look(file_of(solid, "PNG")).clear
    assert look(file_of(PALETTE, "PNG", transparency=1)).clear
    assert not look(file_of(PALETTE, "PNG", transparency=0)).clear
    assert look(file_of(Image.new("RGB", (20, 20), RED), "PNG", transparency=RED)).clear


def test_flat_colours_are_drawn_and_shades_are_not() -> None:
    logo = Image.new("RGB", (100, 100), "white")
    logo.paste(RED, (10, 10, 60, 60))
    assert look(file_of(logo, "PNG")).drawn
    assert not look(file_of(Image.effect_noise((100, 100), 50).convert("RGB"), "PNG")).drawn
    assert not look(file_of(logo, "JPEG")).drawn  # has been a photograph's file, and is blurred already


@pytest.mark.parametrize(
    ("ground", "box", "ink"),
    [
        ((255, 255, 255, 255), (19, 9, 61, 41), 0.9),
        ((0, 0, 0, 0), (19, 9, 61, 41), 0.9),
        ((0, 0, 90, 255), (0, 0, 100, 80), 1.0),  # a coloured ground is a part of the logo
        ((10, 10, 10, 255), (0, 0, 100, 80), 1.0),
    ],
    ids=["white", "transparent", "blue", "black"],
)
def test_an_empty_margin_is_seen(ground: tuple[int, ...], box: pixels.Box, ink: float) -> None:
    logo = Image.new("RGBA", (100, 80), ground)
    logo.paste((*RED, 255), (20, 10, 60, 40))
    seen = look(file_of(logo, "PNG"))
    assert (seen.box, seen.ink >= ink) == (box, True)


def test_ink_is_the_share_of_the_logo_that_is_not_empty() -> None:
    logo = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    logo.paste((*RED, 255), (20, 20, 80, 30))
    logo.paste((*RED, 255), (20, 20, 30, 80))
    assert look(file_of(logo, "PNG")).ink == pytest.approx(1100 / 3600, abs=0.01)


def test_the_margin_of_a_large_logo_is_seen_to_about_a_pixel_of_the_sample() -> None:
    logo = Image.new("RGB", (3000, 2000), "white")
    logo.paste(RED, (1000, 500, 2000, 1500))
    box = look(file_of(logo, "PNG")).box
    assert all(abs(found - wanted) <= 12 for found, wanted in zip(box, (1000, 500, 2000, 1500), strict=True))
    assert (box[0] <= 1000, box[1] <= 500, box[2] >= 2000, box[3] >= 1500) == (True,) * 4


def test_a_blank_picture_is_whole() -> None:
    assert look(file_of(Image.new("RGB", (30, 20), "white"), "PNG"))[6:8] == ((0, 0, 30, 20), 1.0)


NS = 'xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        (f'<svg {NS} viewBox="0 0 200 80">', (200, 80)),
        (f"<svg {NS} viewBox='-10,-10, 200 ,80'>", (200, 80)),
        (f'<svg {NS} width="24px" height="12" viewBox="0 0 200 80">', (24, 12)),
        (f'<svg {NS} width="100%" height="12" viewBox="0 0 200 80">', (200, 80)),
        (f'<svg {NS} viewBox="0 0 1 .4">', (1000, 400)),
        (f'<svg\n{NS}\nid="a>b" viewBox="0 0 30 10"\n>', (30, 10)),
        (f'<svg {NS} viewBox="0 0 0 80">', (0, 0)),
        (f'<svg {NS} viewBox="0 0 1e9 80" width="-3" height="NaN">', (0, 0)),
        (f"<svg {NS}>", (0, 0)),
    ],
)
def test_a_drawing_says_how_large_it_is(tag: str, size: tuple[int, int]) -> None:
    assert look(f"{tag}<path/></svg>".encode())._replace(tone="") == PictureInfo("SVG", *size)


def test_a_drawing_is_known_behind_what_editors_put_before_it() -> None:
    before = (
        '\ufeff<?xml version="1.0"?>\n<!-- Made with <b>care</b> -->\n'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY ns "y">]>\n'
    )
    assert look((before + drawing(30, 10)).encode()) == PictureInfo("SVG", 30, 10)


def test_a_drawing_is_not_parsed_so_that_nothing_in_it_swells() -> None:
    bomb = '<!DOCTYPE svg [<!ENTITY a "' + "a" * 1000 + '"><!ENTITY b "' + "&a;" * 1000 + '">]>'
    assert look((bomb + drawing(30, 10)).encode()) == PictureInfo("SVG", 30, 10)


# What is wrong

CUT_OFF = PictureFault(BROKEN_PICTURE, "is damaged or cut off", "save or download it once more")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
@pytest.mark.parametrize("part", [0.95, 0.5, 0.1])
def test_a_picture_that_was_cut_off(form: str, part: float) -> None:
    noise = Image.effect_noise((64, 48), 90).convert("RGB")
    data = file_of(noise, form)
    assert fault_of(data[: int(len(data) * part)]) == CUT_OFF


@pytest.mark.parametrize(
    ("data", "clause", "hint"),
    [
        (b"hello", "is no picture", "put a JPEG, PNG, WebP, AVIF, GIF or SVG in its place"),
        (b"\0\0\0\x18ftypheic" + bytes(90), "is a HEIC picture", "export it as JPEG: browsers do not show HEIC"),
        (b"\0\0\0\x18ftypmif1" + bytes(90), "is a HEIC picture", "export it as JPEG: browsers do not show HEIC"),
        (
            picture(8, 8, "TIFF"),
            "is a TIFF or a camera's raw picture",
            "export it as JPEG or PNG: browsers do not show TIFF",
        ),
        (picture(8, 8, "BMP"), "is a BMP picture", "save it as PNG"),
        (b"8BPS\0\1", "is a Photoshop file", "export it as PNG"),
        (
            b"%PDF-1.7\n",
            "is a PDF",
            "export it as SVG or PNG; a PDF can be linked, but not shown as a picture",
        ),
        (b"%!PS-Adobe-3.0", "is a PostScript file", "export it as SVG or PNG"),
        (b"\xff\x0a123", "is a JPEG XL picture", "save it as JPEG or PNG"),
        (picture(8, 8, "JPEG2000"), "is a JPEG 2000 picture", "save it as JPEG or PNG"),
        (b"\x1f\x8b\x08", "is a compressed file", "unpack it: an SVG is published as it is, not as .svgz"),
        (
            b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n",
            "is what Git LFS left in the picture's place",
            "fetch the picture: `git lfs pull`",
        ),
        (
            b'<!DOCTYPE html>\n<svg xmlns="x" viewBox="0 0 1 1"></svg>',
            "is a web page",
            "download the picture itself, and not its page",
        ),
    ],
)
def test_what_is_no_picture(data: bytes, clause: str, hint: str) -> None:
    assert fault_of(data) == PictureFault(NO_PICTURE, clause, hint)


@pytest.mark.parametrize("data", [b"", b"\n"])
def test_an_empty_file(data: bytes) -> None:
    assert fault_of(data) == PictureFault(EMPTY_PICTURE, "is empty", "save or download it once more")


SMALLER = "save it with at most 4,000 pixels at its longer side"


@pytest.mark.parametrize(
    ("width", "height", "size"),
    [
        (20_000, 20_000, "400 million pixels"),
        (12_001, 12_000, "12,001 × 12,000 pixels"),  # where Pillow would only warn
        (2**31 - 1, 1_000, "2,147,484 million pixels"),
    ],
)
def test_a_picture_that_would_swell_is_not_decoded(width: int, height: int, size: str) -> None:
    assert fault_of(png_of_size(width, height)) == PictureFault(HUGE_PICTURE, f"is too large: {size}", SMALLER)


def test_a_file_that_is_too_large_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["enlsp_site.images.inspection"], "BYTES", 2_000_000)
    assert fault_of(bytes(3_000_000)) == PictureFault(HUGE_PICTURE, "is too large: 3 MB", SMALLER)


@pytest.mark.parametrize("kind", [b"zTXt", b"iCCP"])
def test_a_bomb_in_the_notes_of_a_picture(kind: bytes) -> None:
    data = picture(8, 8, "PNG")
    bomb = chunk(kind, b"a\0\0" + zlib.compress(bytes(90_000_000)))
    assert fault_of(data[:33] + bomb + data[33:]) == CUT_OFF


DAMAGED = {form: picture(40, 30, form) for form in ("JPEG", "PNG", "WEBP", "AVIF", "GIF")} | {
    "SVG": drawing(4, 3).encode()
}


@given(st.sampled_from(sorted(DAMAGED)), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=8))
def test_no_damage_is_a_fault_of_ours(form: str, changes: list[tuple[float, int]]) -> None:
    data = bytearray(DAMAGED[form])
    for place, byte in changes:
        data[int(place * len(data))] = byte
    with contextlib.suppress(UnreadablePictureError):
        seen = look(bytes(data))
        if seen.form != "SVG":
            make(bytes(data), (0, 0, seen.width, seen.height), [Copy(8, 6, "webp"), Copy(8, 6, "jpg")])


def test_drawings_that_no_browser_shows() -> None:
    good = drawing(30, 10).encode()
    assert fault_of(good.replace(b"</svg>", b"")) == CUT_OFF
    assert fault_of(good.replace(b"xmlns", b"was")) == PictureFault(
        BROKEN_PICTURE,
        "does not say that it is SVG",
        'write xmlns="http://www.w3.org/2000/svg" into its <svg>: without it no browser shows the file',
    )


# What is made

ALL = [Copy(20, 10, "avif"), Copy(20, 10, "webp"), Copy(20, 10, "jpg"), Copy(20, 10, "png")]
FORMS = ["AVIF", "WEBP", "JPEG", "PNG"]


def test_copies_have_the_form_and_size_that_is_asked_for() -> None:
    copies = [opened(data) for data in make(picture(60, 30), (0, 0, 60, 30), [*ALL, Copy(40, 20, "webp")])]
    assert [copy.format for copy in copies] == [*FORMS, "WEBP"]
    assert [copy.size for copy in copies] == [(20, 10)] * 4 + [(40, 20)]


def test_copies_show_the_part_that_is_asked_for() -> None:
    both = Image.new("RGB", (100, 50), RED)
    both.paste(BLUE, (50, 0, 100, 50))
    for box, shade in (((0, 0, 40, 40), RED), ((60, 10, 100, 50), BLUE)):
        [part] = make(file_of(both, "PNG"), box, [Copy(10, 10, "png", drawn=True)])
        assert opened(part).getcolors() == [(100, shade)]


@pytest.mark.parametrize("way", range(1, 9))
def test_copies_are_upright(way: int) -> None:
    held = Image.new("RGB", (80, 40), "white")
    held.paste(RED, (0, 0, 20, 20))
    turned = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}.get(way)  # as the camera stored it
    stored = held if turned is None else held.transpose(Image.Transpose(turned))
    exif = Image.Exif()
    exif[0x0112] = way
    [copy] = make(file_of(stored, "JPEG", exif=exif, quality=95), (0, 0, 80, 40), [Copy(40, 20, "png")])
    assert is_near(opened(copy).getpixel((4, 4)), RED, 30)
    assert is_near(opened(copy).getpixel((35, 15)), WHITE, 30)


def test_copies_say_nothing_of_place_and_camera() -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Secret Camera", 1
    exif.get_ifd(0x8825)[1] = "Secret Place"
    data = picture(60, 30, exif=exif, comment=b"Secret Comment", xmp=b"<x:xmpmeta>Secret</x:xmpmeta>", dpi=(72, 72))
    assert data.count(b"Secret") == 4
    for copy in make(data, (0, 0, 60, 30), ALL):
        assert b"Secret" not in copy
        assert not {"exif", "xmp", "XML:com.adobe.xmp", "comment", "dpi", "icc_profile"} & opened(copy).info.keys()


def with_red_and_blue_changed() -> bytes:
    """A colour profile in which red is blue: sRGB's, with two names of its tags changed."""
    data = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    head, tags = data[:132], data[132:]
    for name, other in ((b"rXYZ", b"...."), (b"bXYZ", b"rXYZ"), (b"....", b"bXYZ")):
        tags = tags.replace(name, other, 1)
    return bytes(head + tags)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_copies_have_the_colours_that_the_profile_means(form: str) -> None:
    data = file_of(Image.new("RGB", (60, 30), RED), form, icc_profile=with_red_and_blue_changed())
    for copy in some(make(data, (0, 0, 60, 30), ALL)):
        assert is_near(opened(copy).convert("RGB").getpixel((5, 5)), BLUE)
        assert "icc_profile" not in opened(copy).info


def test_what_shows_through_keeps_doing_so_when_colours_are_changed() -> None:
    half = Image.new("RGBA", (60, 30), (*RED, 128))
    data = file_of(half, "PNG", icc_profile=with_red_and_blue_changed())
    [copy] = make(data, (0, 0, 60, 30), [Copy(20, 10, "png", drawn=True)])
    assert is_near(opened(copy).getpixel((5, 5)), (*BLUE, 128))


def test_a_broken_profile_says_nothing() -> None:
    data = file_of(Image.new("RGB", (60, 30), RED), "PNG", icc_profile=b"broken")
    [copy] = make(data, (0, 0, 60, 30), [Copy(20, 10, "png")])
    assert opened(copy).getpixel((5, 5)) == RED


PALETTE = Image.new("P", (60, 30), 1)
PALETTE.putpalette([0, 0, 0, *RED])
MODES: dict[str, tuple[bytes, tuple[int, ...]]] = {
    "grey": (file_of(Image.new("L", (60, 30), 100), "JPEG"), (100, 100, 100)),
    "black and white": (file_of(Image.new("1", (60, 30), 1), "PNG"), WHITE),
    "CMYK": (file_of(Image.new("CMYK", (60, 30), (0, 255, 255, 0)), "JPEG"), (254, 0, 0)),
    "16 bits": (file_of(Image.new("I;16", (60, 30), 100 * 256), "PNG"), (100, 100, 100)),
    "palette": (file_of(PALETTE, "PNG"), RED),
    "palette, transparent": (file_of(PALETTE, "PNG", transparency=1), (*RED, 0)),
    "palette, half transparent": (file_of(PALETTE, "PNG", transparency=bytes([255, 128])), (*RED, 128)),
    "grey, half transparent": (file_of(Image.new("LA", (60, 30), (100, 128)), "PNG"), (100, 100, 100, 128)),
    "transparent, but nowhere": (file_of(Image.new("RGBA", (60, 30), (*RED, 255)), "PNG"), RED),
}


@pytest.mark.parametrize("mode", MODES)
def test_pictures_of_every_mode_become_what_they_look_like(mode: str) -> None:
    data, shade = MODES[mode]
    assert look(data).clear == (len(shade) == 4)
    [copy] = make(data, (0, 0, 60, 30), [Copy(20, 10, "png")])
    found = opened(copy).getpixel((5, 5))
    assert is_near(found, shade, 3) or (shade[3:] == (0,) and isinstance(found, tuple) and found[3] == 0)


@pytest.mark.parametrize(("form", "drawn"), [("avif", False), ("avif", True), ("webp", False), ("webp", True)])
def test_what_can_be_seen_through_stays_so(form: str, drawn: bool) -> None:
    half = Image.new("RGBA", (60, 30), (0, 0, 0, 0))
    half.paste((*RED, 255), (30, 0, 60, 30))
    [copy] = make(file_of(half, "PNG"), (0, 0, 60, 30), [Copy(20, 10, form, drawn)])
    assert is_near(opened(copy).getpixel((17, 5)), (*RED, 255), 20)
    assert opened(copy).getchannel("A").getpixel((2, 5)) == 0


def test_of_an_animation_the_first_picture_is_taken() -> None:
    first, second = Image.new("RGB", (60, 30), RED), Image.new("RGB", (60, 30), BLUE)
    data = file_of(first, "GIF", save_all=True, append_images=[second], duration=100)
    for copy in some(make(data, (0, 0, 60, 30), ALL)):
        assert getattr(opened(copy), "n_frames", 1) == 1
        assert is_near(opened(copy).convert("RGB").getpixel((5, 5)), RED)


def test_a_large_photo_is_decoded_in_part_and_looks_the_same() -> None:
    data = picture(2000, 1000, quality=90)
    [copy] = make(data, (500, 0, 1500, 1000), [Copy(50, 50, "png")])
    row = [opened(copy).getpixel((x, 25)) for x in range(0, 50, 7)]
    assert all(is_near(found, (round(64 + 2.55 * x),) * 3, 4) for x, found in zip(range(0, 50, 7), row, strict=True))


def test_the_same_bytes_come_out_each_time() -> None:
    noise = file_of(Image.effect_noise((300, 200), 90).convert("RGB"), "PNG")
    copies = [Copy(width, width * 2 // 3, form) for width in (300, 120) for form in ("avif", "webp", "jpg", "png")]
    assert make(noise, (0, 0, 300, 200), copies) == make(noise, (0, 0, 300, 200), copies)


def broken(*_: object, **__: object) -> None:
    raise MemoryError


def without(form: str) -> Callable[..., None]:
    def save(*_: object, **__: object) -> None:
        raise KeyError(form)

    return save


@pytest.mark.parametrize(
    ("fails", "fault"),
    [
        (
            broken,
            PictureFault(
                BROKEN_PICTURE,
                "cannot be made smaller: MemoryError",
                "save it smaller, or as another kind of picture",
            ),
        ),
        (
            without("AVIF"),
            PictureFault(
                NO_ENCODER,
                "cannot be shown: this Pillow does not write AVIF",
                "install Pillow 11.3 or later as a wheel: pip install --upgrade --force-reinstall pillow",
            ),
        ),
    ],
)
def test_what_keeps_copies_from_being_made(
    monkeypatch: pytest.MonkeyPatch, fails: Callable[..., None], fault: PictureFault
) -> None:
    monkeypatch.setattr(Image.Image, "save", fails)
    with pytest.raises(UnreadablePictureError) as told:
        make(PHOTO, (0, 0, 60, 30), ALL)
    assert told.value.fault == fault


PHOTO = picture(60, 30)


# What a page says of them


def test_a_page_names_every_file_with_its_width() -> None:
    files = (("site:p/a-1.avif", 128), ("site:p/a&b.avif", 256))
    shown = Picture(
        url="site:p/a.jpg", sizes="(min-width: 34em) 8em, 5em", sources=(PictureFiles("image/avif", files),)
    )
    assert picture_html.sources(shown) == (
        '<source type="image/avif" srcset="site:p/a-1.avif 128w, site:p/a&amp;b.avif 256w"'
        ' sizes="(min-width: 34em) 8em, 5em">'
    )
    assert picture_html.sources(Picture(url="site:a.svg")) == ""
