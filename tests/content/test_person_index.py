"""People of one name, as the programme names them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]

TWO = """\
- {name: Wei Wang, affiliations: [Univ A], links: {orcid: 0000-0002-1825-0097}}
- {name: Wei Wang, affiliations: [University B, Institute of Small Things]}
- {name: Ada Lovelace, affiliations: [University of London]}
"""

ALL = "[speakers#wei-wang, Wei Wang (University B), Ada Lovelace]"


def site_with(make_site: MakeSite, first: str, second: str = ALL, people: str = TWO) -> Site:
    """A site with two sessions at one time that these people speak in."""
    rows = [
        f"    - {{time: 09:00-10:00, title: One, room: A, people: {first}}}\n",
        f"    - {{time: 09:00-10:00, title: Two, room: B, people: {second}}}\n",
    ]
    files = {
        "content/people/speakers.yaml": people,
        "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n" + "".join(rows),
    }
    return make_site(files)


def test_two_people_of_one_name_are_an_error_that_says_how_to_name_each(make_site: MakeSite) -> None:
    told = site_with(make_site, "[Wei Wang]").problems()
    place = "content/schedule.yaml:3:57: error: two people in content/people are called `Wei Wang` [doubtful-person]"
    assert told.splitlines()[0] == place
    assert "hint: write which of them: `Wei Wang (Univ A)` or `Wei Wang (University B)`" in told
    assert told.count("one of them stands here") == 2


def test_two_people_of_one_name_and_place_are_told_apart_by_their_entries(make_site: MakeSite) -> None:
    people = "- {name: Wei Wang, affiliations: [MIT, CSAIL]}\n- {name: Wei Wang, affiliations: [MIT, LIDS]}\n"
    told = site_with(make_site, "[Wei Wang (MIT)]", "[speakers#wei-wang]", people).problems()
    assert "write which of them: `Wei Wang (CSAIL)` or `Wei Wang (LIDS)`" in told
    people = "- Wei Wang\n- {name: Wei Wang, affiliations: [MIT]}\n"
    told = site_with(make_site, "[Wei Wang]", "[speakers#wei-wang]", people).problems()
    assert "write which of them: `speakers#wei-wang` or `Wei Wang (MIT)`" in told


@pytest.mark.parametrize(
    ("written", "anchor"),
    [
        ("Wei Wang (Univ A)", "wei-wang"),
        ("Wei Wang (University B)", "wei-wang-2"),
        ("Wei Wang (Univ B)", "wei-wang-2"),
        ("Prof. Wei Wang (Institute of Small Things)", "wei-wang-2"),
        ("0000-0002-1825-0097", "wei-wang"),
        ("https://orcid.org/0000-0002-1825-0097", "wei-wang"),
        ("speakers#wei-wang-2", "wei-wang-2"),
        ("Ada Lovelace (London)", "ada-lovelace"),
    ],
)
def test_a_person_is_named_by_affiliation_profile_or_address(make_site: MakeSite, written: str, anchor: str) -> None:
    site = site_with(make_site, f'["{written}"]', "TBD")
    assert site.build("--out", "public").code == 0
    page = (site.folder / "public/2031/schedule/index.html").read_text("utf-8")
    assert re.findall(r'href="\.\./speakers/index\.html#([^"]+)"', page) == [anchor]


def test_who_is_at_no_such_place_is_unknown_and_those_of_the_name_are_proposed(make_site: MakeSite) -> None:
    told = site_with(make_site, "[Wei Wang (Oxford)]").problems()
    assert "nobody in content/people is called `Wei Wang (Oxford)` [unknown-person]" in told
    assert "hint: did you mean `Wei Wang (Univ A)` or `Wei Wang (University B)`?" in told
    told = site_with(make_site, "[Ada Lovelace (Oxford)]").problems()
    assert "hint: did you mean `Ada Lovelace`?" in told


def test_an_entry_in_another_file_is_the_same_person_unless_something_says_otherwise(make_site: MakeSite) -> None:
    site = site_with(make_site, "[Ada Lovelace]", "TBD")
    site.write({"content/people/committee.yaml": "- {name: Ada Lovelace, affiliations: [Elsewhere]}\n"})
    assert site.build().code == 0
    site.write({"content/people/committee.yaml": "- {name: Ada Lovelace, same_as: []}\n"})
    assert "`Ada Lovelace (University of London)` or `committee#ada-lovelace`" in site.problems()


def test_namesakes_are_no_person_in_two_places_and_each_needs_a_session(make_site: MakeSite) -> None:
    site = site_with(make_site, "[Wei Wang (Univ A)]", "[Wei Wang (Univ B)]")
    told = site.build().problems
    assert "two-places" not in told
    assert "Ada Lovelace is in no session" in told
    told = site_with(make_site, "[Wei Wang (Univ A)]", "[Ada Lovelace]").build().problems
    assert "add a session with `people: [Wei Wang (University B)]`" in told
    told = site_with(make_site, "[Wei Wang (Univ A)]", "[speakers#wei-wang]").build().problems
    assert "Wei Wang is in two sessions at once" in told


def test_conference_apps_know_namesakes_apart(make_site: MakeSite) -> None:
    site = site_with(make_site, "[Wei Wang (Univ A), Wei Wang (Univ B)]", "TBD")
    assert site.build("--out", "public", "--base-url", "https://tiny.example/").code == 0
    found = json.loads((site.folder / "public/2031/schedule.json").read_text("utf-8"))
    rooms = found["schedule"]["conference"]["days"][0]["rooms"]
    persons = [person for sessions in rooms.values() for each in sessions for person in each["persons"]]
    assert [person["name"] for person in persons] == ["Wei Wang", "Wei Wang"]
    assert len({person["guid"] for person in persons}) == 2
