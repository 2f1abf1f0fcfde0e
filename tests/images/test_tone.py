"""Whether a logo can be seen on light and on dark paper."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from enlsp_site.images.inspection import look
from enlsp_site.images.tone import tone_of_drawing


def letters(colour: str, ground: str | None = None) -> bytes:
    """A picture of two bars, on nothing or on a ground."""
    image = Image.new("RGBA", (200, 60), ground or (0, 0, 0, 0))
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((20, 10, 60, 50), fill=colour)
    drawing.rectangle((80, 25, 180, 35), fill=colour)
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize(
    ("colour", "ground", "tone"),
    [
        ("#ffffff", None, "pale"),
        ("#e8e8e0", None, "pale"),
        ("#ffcc00", None, ""),
        ("#1f5f5b", None, ""),
        ("#111111", None, "dark"),
        ("#111111", "#ffffff", "dark"),
        ("#ffffff", "#7a1f3d", ""),
        ("#888888", None, ""),
    ],
)
def test_of_pixels_their_ink_counts(colour: str, ground: str | None, tone: str) -> None:
    assert look(letters(colour, ground)).tone == tone


@pytest.mark.parametrize(
    ("inside", "tone"),
    [
        ('<path fill="#fff" d="M0 0"/>', "pale"),
        ('<path style="fill: white" d="M0 0"/><path fill="rgb(250, 250, 250)" d="M0 0"/>', "pale"),
        ("<style>.a{fill:#fff}</style><path class='a' d='M0 0'/>", "pale"),
        ('<g fill="#FFFFFF"><path d="M0 0"/></g>', "pale"),
        ('<path d="M0 0"/>', "dark"),
        ('<path fill="#222" d="M0 0"/><path fill="none" stroke="#000" d="M0 0"/>', "dark"),
        ('<path fill="currentColor" d="M0 0"/>', "dark"),
        ('<rect fill="#fff"/><path d="M0 0"/>', ""),
        ('<rect fill="#fff"/><path fill="#c00" d="M0 0"/>', ""),
        ('<path fill="rebeccapurple" d="M0 0"/>', ""),
        ('<path fill="#fff" d="M0 0"/><image href="a.png"/>', ""),
        ('<path fill="url(#a)" d="M0 0"/>', ""),
    ],
)
def test_of_a_drawing_the_colours_that_it_names(inside: str, tone: str) -> None:
    source = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{inside}</svg>'
    assert tone_of_drawing(source) == tone
    assert look(source.encode()).tone == tone
