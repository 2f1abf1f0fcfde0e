"""How large pictures are shown, by what they are for, and which copies that takes."""

from __future__ import annotations

from math import sqrt

import pytest

from enlsp_site.content.picture_sizes import Role, Shape, banner, brand, figure, portrait, sponsor, weighed
from enlsp_site.images.inspection import PictureInfo


def photo(width: int, height: int) -> PictureInfo:
    return PictureInfo("JPEG", width, height, box=(0, 0, width, height))


CARD = "(min-width: 34em) 8em, 5em"


@pytest.mark.parametrize(
    ("size", "box", "widths", "fallback"),
    [
        ((400, 400), (0, 0, 400, 400), (128, 256, 384), 256),
        ((384, 384), (0, 0, 384, 384), (128, 256, 384), 256),
        ((600, 400), (100, 0, 500, 400), (128, 256, 384), 256),
        ((400, 900), (0, 100, 400, 500), (128, 256, 384), 256),  # a fifth of what is cut off is cut off above
        ((300, 200), (50, 0, 250, 200), (128, 200), 200),
        ((90, 100), (0, 2, 90, 92), (90,), 90),
        ((1, 1), (0, 0, 1, 1), (1,), 1),
    ],
)
def test_a_portrait_is_a_square(
    size: tuple[int, int], box: tuple[int, ...], widths: tuple[int, ...], fallback: int
) -> None:
    assert portrait()(photo(*size)) == Shape(box, 128, 128, widths, fallback, CARD)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("width", "widths", "fallback"),
    [
        (4000, (480, 800, 1200, 1600, 2400), 1200),
        (1911, (480, 800, 1200, 1600, 1911), 1200),
        (1200, (480, 800, 1200), 1200),
        (900, (480, 800, 900), 900),
        (300, (300,), 300),
    ],
)
def test_a_banner_is_as_wide_as_the_page(width: int, widths: tuple[int, ...], fallback: int) -> None:
    shape = banner(photo(width, width // 4))
    assert (shape.box, shape.widths, shape.fallback) == ((0, 0, width, width // 4), widths, fallback)
    assert (shape.width, shape.height) == (widths[-1], round(widths[-1] * (width // 4) / width))


@pytest.mark.parametrize(
    ("role", "size", "shown", "widths"),
    [
        (figure(), (2000, 1000), (704, 352), (352, 704, 1056, 1408)),
        (figure(), (1200, 600), (704, 352), (352, 704, 1056, 1200)),
        (figure(), (300, 100), (300, 100), (150, 300)),
        (figure(500), (2000, 1000), (500, 250), (250, 500, 750, 1000)),
        (figure(500, 20), (2000, 1000), (500, 250), (250, 500, 750, 1000)),
        (figure(0, 100), (2000, 1000), (200, 100), (100, 200, 300, 400)),
        (figure(900), (2000, 1000), (704, 352), (352, 704, 1056, 1408)),
        (figure(500), (300, 100), (300, 100), (150, 300)),
        (figure(), (1, 1), (1, 1), (1,)),
    ],
)
def test_a_figure_is_never_enlarged_and_no_wider_than_the_text(
    role: Role, size: tuple[int, int], shown: tuple[int, int], widths: tuple[int, ...]
) -> None:
    shape = role(photo(*size))
    assert (shape.width, shape.height, shape.widths) == (*shown, widths)
    assert shape.fallback == min(shown[0], size[0])
    assert shape.sizes == f"(min-width: {shown[0] + 48}px) {shown[0]}px, 94vw"


def test_the_brand_is_as_high_as_the_masthead_lets_it_be() -> None:
    assert brand(photo(400, 400))[1:4] == (38, 38, (38, 76, 114))
    assert brand(photo(2000, 200))[1:4] == (162, 16, (162, 324, 486))
    assert brand(PictureInfo("SVG", 32, 32))[1:3] == (38, 38)


# Logos


@pytest.mark.parametrize("rank", [0, 1, 2, 7])
@pytest.mark.parametrize("ratio", [0.7, 1.0, 2.0, 3.0])
def test_logos_of_equal_ink_are_of_one_size_whatever_their_shape(rank: int, ratio: float) -> None:
    width, height = weighed(ratio, 0.45, rank)
    assert width / height == pytest.approx(ratio)
    assert width * height == pytest.approx(0.85 * {0: 94, 1: 74}.get(rank, 58) ** 2)


def test_of_two_logos_the_fuller_one_is_smaller_by_half_of_what_would_even_out_their_ink() -> None:
    (full, _), (thin, _) = weighed(1.0, 0.8, 0), weighed(1.0, 0.2, 0)
    assert (thin / full) ** 2 == pytest.approx(sqrt(0.8 / 0.2))
    assert weighed(1.0, 0.01, 0) == weighed(1.0, 0.15, 0)
    assert weighed(1.0, None, 0) == weighed(1.0, 0.45, 0)


def test_no_logo_is_wider_or_higher_than_its_tier_allows() -> None:
    assert weighed(40.0, 0.2, 0) == pytest.approx((3 * 94, 3 * 94 / 40))
    assert weighed(0.2, 0.2, 0) == pytest.approx((1.25 * 94 / 5, 1.25 * 94))


def test_a_logo_is_shown_without_its_margin() -> None:
    seen = PictureInfo("PNG", 1000, 1000, clear=True, drawn=True, box=(100, 400, 900, 600), ink=0.45)
    assert sponsor(0)(seen) == Shape((100, 400, 900, 600), 173, 43, (173, 346, 519), 346, "173px")


def test_a_small_logo_is_not_enlarged() -> None:
    seen = PictureInfo("PNG", 60, 20, box=(0, 0, 60, 20), ink=0.45)
    assert sponsor(0)(seen)[1:5] == (60, 20, (60,), 60)
    drawing = PictureInfo("SVG", 60, 20)
    assert sponsor(0)(drawing)[1:3] == (150, 50)


PORTRAIT = portrait()


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((0.5, 0.5), (0, 300, 400, 700)),
        ((0.1, 0.1), (0, 0, 400, 400)),
        ((1, 1), (0, 600, 400, 1000)),
        ((0.3, 0.35), (0, 150, 400, 550)),
    ],
)
def test_a_portrait_can_be_cut_around_a_face(focus: tuple[float, float], box: tuple[int, int, int, int]) -> None:
    assert portrait(focus)(photo(400, 1000)).box == box
    turned = portrait((focus[1], focus[0]))(photo(1000, 400)).box
    assert turned == (box[1], box[0], box[3], box[2])


@pytest.mark.parametrize("role", [PORTRAIT, banner, brand, figure(), sponsor(0)])
def test_a_drawing_that_does_not_say_how_large_it_is(role: Role) -> None:
    shape = role(PictureInfo("SVG", 0, 0))
    assert (shape.width, shape.height) == ((128, 128) if role is PORTRAIT else (0, 0))
