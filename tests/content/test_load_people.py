"""People as loaded: the short form, how a group is shown, and who is found by name."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable

import pytest
from sites import Site, words

MakeSite = Callable[..., Site]

SPEAKERS = "content/people/speakers.yaml"


@pytest.mark.parametrize(
    ("written", "name", "affiliations"),
    [
        ("Pin-Yu (Richard) Chen (IBM)", "Pin-Yu (Richard) Chen", "IBM"),
        ("Coleman Hooper (UC Berkeley (Graduate Student))", "Coleman Hooper", "UC Berkeley (Graduate Student)"),
        ("Ada Byron (MIT; CNRS)", "Ada Byron", "MIT · CNRS"),
        ("Ada (the first", "Ada (the first", ""),
        ("(nobody)", "(nobody)", ""),
    ],
)
def test_the_last_brackets_of_the_short_form_hold_the_affiliations(
    make_site: MakeSite, written: str, name: str, affiliations: str
) -> None:
    site = make_site({SPEAKERS: f'- "{written}"\n- Ada Lovelace\n'})
    assert site.build().code == 0
    person = site.page("2031/speakers/index.html").find(".//main//li")
    assert words(person.find(".//*[@class='person-name']")) == name
    shown = person.find(".//*[@class='person-affiliation']")
    assert (words(shown) if shown is not None else "") == affiliations


MANY = "\n".join(f"  - {{name: Person {number}{{}}}}" for number in range(30))


def group(more: str = "", first: str = "") -> dict[str, str]:
    """A group of 30 without photos; `first` is what is said of the first of them."""
    people = MANY.replace("{}", first, 1).replace("{}", "")
    return {"content/people/committee.yaml": f"{more}people:\n{people}\n"}


@pytest.mark.parametrize(
    ("first", "layout"), [("", "people-list"), (", bio: She counts.", "profiles"), (", talk: TBD", "profiles")]
)
def test_many_people_are_a_list_only_where_nothing_is_lost(make_site: MakeSite, first: str, layout: str) -> None:
    site = make_site(group(first=first))
    assert site.build().problems == ""
    assert (
        f'<{"ul" if layout == "people-list" else "div"} class="{layout}'
        in site.published()["2031/committee/index.html"].decode()
    )


@pytest.mark.parametrize("layout", ["cards", "list"])
def test_people_stand_as_written_or_by_family_names(make_site: MakeSite, layout: str) -> None:
    names = ["Johannes van der Waals", "Łucja Żak", "Ada Lovelace (London)", "Álvaro Zamora"]
    for order, wanted in (("written", names), ("name", [names[2], names[0], names[1], names[3]])):
        file = f"layout: {layout}\norder: {order}\npeople: {json.dumps(names)}\n"
        site = make_site({"content/people/committee.yaml": file})
        assert site.build().problems == ""
        page = words(site.page("2031/committee/index.html").find(".//main"))
        places = [page.index(name.partition(" (")[0]) for name in wanted]
        assert places == sorted(places)


def test_a_list_that_hides_bios_and_talks_is_told_of(make_site: MakeSite) -> None:
    site = make_site(group("layout: list\n", ", bio: She counts., talk: Counting"))
    assert site.build().problems == (
        "content/people/committee.yaml:3:27: warning: `layout: list` does not show this bio, nor 1 more of this file "
        "[not-shown]\n"
        "  3 |   - {name: Person 0, bio: She counts., talk: Counting}\n"
        "    |                           ^\n"
        "  hint: write `layout: cards`, or delete what is not to be shown\n"
    )


@pytest.mark.parametrize(
    ("there", "here"),
    [
        (unicodedata.normalize("NFD", "Ivan Vulić"), "Ivan Vulić"),
        ("Ivan Vulić", unicodedata.normalize("NFD", "Ivan Vulić")),
        ("Lu  Hou", "Lu Hou"),
        ("Lu Hou", "'Lu  Hou'"),
        ("Prof. Lu Hou (Huawei)", "Lu Hou"),
        ("Lu Hou", "Dr. Lu Hou"),
    ],
)
def test_a_name_is_found_however_it_is_written(make_site: MakeSite, there: str, here: str) -> None:
    site = make_site(
        {
            SPEAKERS: f"- {there}\n",
            "content/schedule.yaml": f"- date: TBD\n  sessions:\n    - {{time: 9:00-10:00, people: [{here}]}}\n",
        }
    )
    assert site.build().problems == ""


def test_people_to_be_announced_may_be_several(make_site: MakeSite) -> None:
    site = make_site({"content/people/panelists.yaml": "- TBD\n- {name: TBA, honorific: TBD, country: TBD}\n"})
    assert site.build().problems == ""
    people = site.page("2031/panelists/index.html").findall(".//main//li")
    assert [words(person.find(".//*[@class='person-text']")) for person in people] == ["To be announced"] * 2


def test_a_person_does_not_take_an_id_of_the_theme(make_site: MakeSite) -> None:
    site = make_site({"content/people/panelists.yaml": "- Site Menu\n- Panelists Heading\n"})
    assert site.build().problems == ""
    page = site.published()["2031/panelists/index.html"].decode()
    assert 'id="site-menu-2"' in page
    assert 'id="panelists-heading-2"' in page
