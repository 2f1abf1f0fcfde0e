"""What is proposed for a name that is not there: something only if it is really close."""

from __future__ import annotations

import pytest

from enlsp_site.load.closest import closest_file, closest_name

FILES = ("images/bronze1.svg", "images/ada.jpg", "papers/7.pdf", "theme/ada.jpg")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("images/none.jpg", ""),
        ("images/bob.jpg", ""),
        ("images/adda.jpg", "images/ada.jpg"),
        ("imges/ada.jpg", "images/ada.jpg"),
        ("theme/Ada.JPG", "theme/ada.jpg"),
        ("images/bronze2.svg", "images/bronze1.svg"),
    ],
)
def test_a_file_is_proposed_for_one_called_nearly_the_same(path: str, meant: str) -> None:
    assert closest_file(path, FILES) == meant


def test_a_name_is_proposed_for_a_misspelt_one() -> None:
    assert closest_name("speekers", ("call", "speakers")) == "speakers"
    assert closest_name("travel", ("call", "speakers")) == ""
