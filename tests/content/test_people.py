"""People in short."""

from __future__ import annotations

import pytest

from enlsp_site.content.people import in_short, person_entry


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        (
            "Ada Lovelace (MIT); Alan Turing (Cambridge; MIT); Bob Roe",
            ["Ada Lovelace (MIT)", "Alan Turing (Cambridge; MIT)", "Bob Roe"],
        ),
        ("A (X (Y; Z); W); B", ["A (X (Y; Z); W)", "B"]),
        ("A; ; B;", ["A", "B"]),
        ("A (never closed; B", ["A (never closed", "B"]),
        ("A) ; B", ["A)", "B"]),
    ],
)
def test_semicolons_part_people_outside_of_brackets(written: str, parts: list[str]) -> None:
    assert in_short(written) == parts


def test_those_inside_part_affiliations() -> None:
    assert person_entry("Alan Turing (Cambridge; MIT)").affiliations == ["Cambridge", "MIT"]
