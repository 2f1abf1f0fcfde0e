"""People: in short, with notes that are said once below their list, and with photos that are cut otherwise."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, picture, words

from enlsp_site.content.people import in_short, person_entry

MakeSite = Callable[..., Site]


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


NOTED = """\
- {name: Ada Lovelace, notes: Equal contribution}
- {name: Alan Turing, notes: [Work done at Bletchley, Equal contribution]}
- Grace Hopper (Navy)
"""


@pytest.mark.parametrize("layout", ["cards", "list"])
def test_notes_stand_once_below_the_list_with_a_mark_at_each_person(make_site: MakeSite, layout: str) -> None:
    site = make_site({"content/people/committee.yaml": f"layout: {layout}\npeople:\n{NOTED}"})
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    page = site.page("2031/committee/index.html")
    assert [words(row) for row in page.iterfind(".//ul[@class='notes']/li")] == [
        "* Equal contribution",
        "† Work done at Bletchley",
    ]
    ids = {each.get("id"): words(each) for each in page.iter() if each.get("id")}
    marks = {
        words(name.find(".//bdi")): [(words(link), ids[link.get("href")[1:]]) for link in name.iterfind("sup/a")]
        for name in page.iterfind(".//*[@class='person-name']")
    }
    equal, work = ("* Equal contribution",) * 2, ("† Work done at Bletchley",) * 2
    assert marks == {"Ada Lovelace": [equal], "Alan Turing": [work, equal], "Grace Hopper": []}
    signs = [sign for link in page.iterfind(".//sup/a") for sign in link if sign.get("aria-hidden") == "true"]
    assert [words(sign) for sign in signs] == ["*", "†", "*"]  # what is heard is the note alone


def test_notes_of_a_group_on_the_home_page_are_there_too(make_site: MakeSite) -> None:
    site = make_site({"content/people/speakers.yaml": NOTED})
    site.build()
    assert (
        words(site.page("2031/index.html").find(".//ul[@class='notes']"))
        == "* Equal contribution † Work done at Bletchley"
    )


def photos(make_site: MakeSite, focus: str) -> tuple[str, bytes]:
    """What is told of a site with such a photo, and the copy of it that old browsers show."""
    people = f"- {{name: Ada Lovelace, photo: images/ada.jpg{focus}}}\n"
    site = make_site({"content/people/committee.yaml": people, "static/images/ada.jpg": picture(800, 400)})
    told = site.build().problems
    shown = site.page("2031/committee/index.html").find(".//img[@class='portrait']") if "error" not in told else None
    return told, b"" if shown is None else site.published()[f"2031/{shown.get('src').removeprefix('../')}"]


def test_a_photo_shows_the_part_that_is_asked_for(make_site: MakeSite) -> None:
    whole, left, by_numbers, middle = (
        photos(make_site, focus)
        for focus in ("", ", photo_focus: left", ', photo_focus: "0% 100%"', ", photo_focus: center")
    )
    assert [told for told, _ in (whole, left, by_numbers, middle)] == [""] * 4
    assert left[1] == by_numbers[1] != whole[1] == middle[1]


@pytest.mark.parametrize("focus", ["face", "left right", "top top", "120% 10%", "30%", "top 30%"])
def test_what_is_no_place_in_a_photo_is_told(make_site: MakeSite, focus: str) -> None:
    told, _ = photos(make_site, f", photo_focus: {focus}")
    assert f"content/people/committee.yaml:1:60: error: `{focus}` is no place in a picture [bad-value]" in told
    assert "hint: write where the face is: top, bottom, left, right, two of them, or 30% 20% from the left" in told


def test_the_marks_of_more_notes_than_there_are_signs_are_doubled(make_site: MakeSite) -> None:
    people = "".join(f"- {{name: Person {number}, notes: Note {number}}}\n" for number in range(8))
    site = make_site({"content/people/committee.yaml": people})
    site.build()
    notes = site.page("2031/committee/index.html").iterfind(".//ul[@class='notes']/li")
    assert "".join(words(note).split()[0] + " " for note in notes) == "* † ‡ § ‖ ¶ ** †† "
