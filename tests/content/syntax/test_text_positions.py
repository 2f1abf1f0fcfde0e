"""Where within a text of a YAML file something stands."""

from __future__ import annotations

import pytest

from enlsp_site.content.syntax.yaml_places import locate_all
from enlsp_site.diagnostics.origin import Origin


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("bio: |\n  one\n  two <x>\n", (3, 7)),
        ("bio: |\n\n  two <x>\n", (3, 7)),
        ("bio: >-\n  one\n  two <x>\n", (2, 3)),
        ("bio: |\n", (1, 6)),
    ],
    ids=["block", "blank line", "folded", "nothing"],
)
def test_a_place_in_a_block_is_counted_from_the_line_after_its_sign(text: str, place: tuple[int, int]) -> None:
    assert locate_all(text, [Origin("", ("bio",)).inside(2, 5).path]) == [place]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("bio: two <x>\n", 10),
        ("bio: 'two <x>'\n", 11),
        ('bio: "two <x>"\n', 11),
        ('bio: "two\\t<x>"\n', 6),
        ("bio: 'it''s <x>'\n", 6),
        ("bio: [two <x>]\n", 6),
    ],
    ids=["plain", "single", "double", "escape", "quote", "no text"],
)
def test_a_place_on_a_line_is_known_where_the_text_is_as_written(text: str, column: int) -> None:
    assert locate_all(text, [Origin("", ("bio",)).inside(1, 5).path]) == [(1, column)]
