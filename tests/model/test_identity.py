"""Who is who: what entries of people are linked with, and which papers are theirs, over all editions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sites import Files, Site, words

from enlsp_site.model.identity import name_key, profile_key

MakeSite = Callable[..., Site]

OLD = "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2030\n"
ADA = "site:2031/speakers/index.html#ada-lovelace"


def entry(site: Site, path: str, anchor: str) -> Any:
    """An entry of a person on a page."""
    (found,) = (each for each in site.page(path).iter() if each.get("id") == anchor)
    return found


def parts(site: Site, path: str, anchor: str) -> list[tuple[str, str, str | None]]:
    """What stands below an entry: label, words and address of each thing."""
    found = []
    for group in entry(site, path, anchor).iter("div"):
        if (label := group.find("dt")) is not None:
            found += [(words(label), words(each), each.find("a").get("href")) for each in group.findall("dd")]
    return found


def authors(site: Site, path: str) -> list[tuple[str, str | None]]:
    """The authors of a paper's page, each with the address that the name leads to."""
    (names,) = (each for each in site.page(path).iter("ul") if each.get("class") == "author-list")
    return [
        (words(each.find(".//bdi")), (each.find("a").get("href") if each.find("a") is not None else None))
        for each in names
    ]


def made(make_site: MakeSite, files: Files) -> Site:
    site = make_site(files)
    told = site.build("--strict")
    assert (told.code, told.problems) == (0, "")
    return site


def test_a_person_has_her_sessions_papers_and_roles_of_all_editions(make_site: MakeSite) -> None:
    site = made(
        make_site,
        {
            "content/people/organizers.yaml": "- {name: Dr. Ada Lovelace, role: General chair}\n",
            "editions/2030/site.yaml": OLD,
            "editions/2030/people/speakers.yaml": "- {name: Ada Lovelace, talk: On $x^2$}\n- Alan Turing\n",
            "editions/2030/papers.yaml": "- {id: 1, title: Old & small, authors: Ada  Lovelace; Grace Hopper}\n",
        },
    )
    assert parts(site, "2031/speakers/index.html", "ada-lovelace") == [
        ("Roles", "Organizers, General chair", "../organizers/index.html#dr-ada-lovelace"),
        ("Roles", "Speakers 2030", "../../2030/speakers/index.html#ada-lovelace"),
        ("Sessions", "Keynote talk", "../schedule/keynote-talk-ada-lovelace/index.html"),
        ("Sessions", "On x2 2030", "../../2030/speakers/index.html#ada-lovelace"),
        ("Papers", "Small models", "../papers/7/index.html"),
        ("Papers", "Old & small 2030", "../../2030/papers/1/index.html"),
    ]
    assert parts(site, "2030/speakers/index.html", "ada-lovelace") == [
        ("Papers", "Old & small", "../papers/1/index.html"),
    ], "what comes later changes no earlier page"
    assert parts(site, "2031/committee/index.html", "emmy-noether") == []
    assert list(entry(site, "2031/index.html", "speakers").iter("dl")) == []


def test_authors_lead_to_their_entries_first_to_those_of_the_edition(make_site: MakeSite) -> None:
    site = made(
        make_site,
        {
            "editions/2030/site.yaml": OLD,
            "editions/2030/people/organizers.yaml": "- Alan Turing\n",
            "editions/2030/papers.yaml": "- {id: 1, title: Old, authors: Ada Lovelace; Alan Turing; Bo Peng}\n",
        },
    )
    assert authors(site, "2031/papers/7/index.html") == [
        ("Ada Lovelace", "../../speakers/index.html#ada-lovelace"),
        ("Alan Turing", "../../speakers/index.html#alan-turing"),
    ]
    assert authors(site, "2030/papers/1/index.html") == [
        ("Ada Lovelace", None),  # what comes later changes no earlier page
        ("Alan Turing", "../../organizers/index.html#alan-turing"),
        ("Bo Peng", None),
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("name: Ada King", "name: Ada Lovelace", False),
        ("name: Ada King, same_as: Ada Lovelace", "name: Ada Lovelace", True),
        ("name: Ada Lovelace", "name: Ada King, same_as: [Prof. Ada Lovelace]", True),
        ("name: Ada Lovelace", "name: Ada Lovelace, same_as: []", False),
        (
            "name: Ada King, links: {orcid: 0000-0002-1825-0097}",
            "name: Ada Lovelace, links: {orcid: 'http://orcid.org/0000-0002-1825-0097'}",
            True,
        ),
        (
            "name: Ada Lovelace, links: {orcid: 0000-0002-1825-0097}",
            "name: Ada Lovelace, links: {orcid: 0000-0001-5109-3700}",
            False,
        ),
        (
            "name: Ada King, links: {github: ada}",
            "name: Ada Lovelace, links: {github: 'https://www.GitHub.com/ada/'}",
            True,
        ),
        (
            "name: Ada King, links: {scholar: qc6CJjYAAAAJ}",
            "name: Ada Lovelace, links: {scholar: 'https://scholar.google.fr/citations?hl=fr&user=qc6CJjYAAAAJ'}",
            True,
        ),
        (
            "name: Ada King, links: {home: 'https://example.org'}",
            "name: Ada Lovelace, links: {home: 'https://example.org'}",
            False,
        ),
        (
            "name: Ada King, same_as: 'https://github.com/ada'",
            "name: Ada Lovelace, links: {github: ada}",
            True,
        ),
    ],
)
def test_who_is_one_person(make_site: MakeSite, one: str, other: str, same: bool) -> None:
    files = {
        "content/people/speakers.yaml": f"- {{{one}}}\n",
        "content/people/chairs.yaml": f"- {{{other}}}\n",
        "content/schedule.yaml": None,
        "content/papers.yaml": None,
    }
    site = made(make_site, files)
    anchor = "ada-king" if "name: Ada King" in one else "ada-lovelace"
    labels = [label for label, _, _ in parts(site, "2031/speakers/index.html", anchor)]
    assert labels == (["Roles"] if same else [])


@pytest.mark.parametrize(
    ("people", "author", "leads"),
    [
        ("- Ada Lovelace", "name: Ada Lovelace", "ada-lovelace"),
        ("- Ada Lovelace", "name: ada lovelace", None),
        ("- Ada Lovelace", "name: Ada Lovelace, same_as: []", None),
        ("- {name: Ada Lovelace, same_as: []}", "name: Ada Lovelace", None),
        ("- {name: Ada Lovelace, same_as: A. King}", "name: A. King", "ada-lovelace"),
        ("- Ada Lovelace", "name: A. King, same_as: Ada Lovelace", "ada-lovelace"),
        ("- Ada Lovelace (London)\n- Ada Lovelace (Paris)", "name: Ada Lovelace", None),
        (
            "- {name: Ada Lovelace, links: {orcid: 0000-0002-1825-0097}}",
            "name: A. King, orcid: 0000-0002-1825-0097",
            "ada-lovelace",
        ),
        (
            "- {name: Ada Lovelace, links: {orcid: 0000-0002-1825-0097}}",
            "name: Ada Lovelace, orcid: 0000-0001-5109-3700",
            None,
        ),
        ("- Ada Lovelace", "name: Ada Lovelace, orcid: 0000-0001-5109-3700", "ada-lovelace"),
        (
            "- {name: Ada Lovelace, affiliations: [Paris], links: {github: ada}}\n- Ada Lovelace (London)",
            "name: Ada Lovelace, same_as: 'https://github.com/ada'",
            "ada-lovelace",
        ),
    ],
)
def test_whose_a_paper_is(make_site: MakeSite, people: str, author: str, leads: str | None) -> None:
    files = {
        "content/people/speakers.yaml": people + "\n",
        "content/schedule.yaml": None,
        "content/papers.yaml": f"- {{id: 7, title: One, authors: [{{{author}}}]}}\n",
    }
    site = made(make_site, files)
    ((_, way),) = authors(site, "2031/papers/7/index.html")
    assert way == (f"../../speakers/index.html#{leads}" if leads else None)
    if leads:
        assert parts(site, "2031/speakers/index.html", leads) == [("Papers", "One", "../papers/7/index.html")]


@pytest.mark.parametrize(
    ("file", "text", "told", "hint"),
    [
        (
            "content/people/chairs.yaml",
            "- {name: Bo, same_as: Ada Lovelave}\n",
            "content/people/chairs.yaml:1:23: error: nobody on this site is called `Ada Lovelave` [unknown-person]",
            "did you mean `Ada Lovelace`?",
        ),
        (
            "content/people/chairs.yaml",
            "- {name: Bo, same_as: [Ada Lovelace, 'https://github.com/nobody']}\n",
            "content/people/chairs.yaml:1:23: error: nobody on this site has the profile `https://github.com/nobody` "
            "[unknown-person]",
            "write the address as it stands among their links there",
        ),
        (
            "content/papers.yaml",
            "- {id: 7, title: One, authors: [Bo, {name: Cy, same_as: Xylophone}]}\n",
            "content/papers.yaml:1:57: error: nobody on this site is called `Xylophone` [unknown-person]",
            "write the name as it stands elsewhere on the site",
        ),
        (
            "content/people/chairs.yaml",
            "- {name: Ada King, same_as: Bo}\n- Bo (London)\n- Bo (Paris)\n",
            "content/people/chairs.yaml:1:29: error: two people on this site are called `Bo` [doubtful-person]",
            "write the address of their profile, as among their links there",
        ),
        (
            "content/papers.yaml",
            "- {id: 7, title: One, authors: [{name: Cy, orcid: 0000}]}\n",
            "content/papers.yaml:1:51: error: `0000` is no name of ORCID [bad-handle]",
            "write it like 0000-0002-1825-0097, or the whole address",
        ),
    ],
)
def test_who_is_not_there_is_told(make_site: MakeSite, file: str, text: str, told: str, hint: str) -> None:
    problems = make_site({file: text}).problems()
    assert problems.splitlines()[0] == told
    assert hint in problems


def test_nobody_is_missed_while_a_file_cannot_be_read(make_site: MakeSite) -> None:
    files = {"content/people/chairs.yaml": "- {name: Bo, same_as: Cy}\n", "content/papers.yaml": "- {title: X}\n"}
    assert "unknown-person" not in make_site(files).problems()


def test_papers_that_are_not_public_are_nobodys(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    home = "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2031\npapers_public_from: 2031-10-05\n"
    files = {
        "content/site.yaml": home,
        "editions/2030/site.yaml": OLD,
        "editions/2030/people/chairs.yaml": "- Ada Lovelace\n",
    }
    site = made(make_site, files)
    assert [label for label, _, _ in parts(site, "2031/speakers/index.html", "ada-lovelace")] == ["Roles", "Sessions"]
    assert parts(site, "2030/chairs/index.html", "ada-lovelace") == []
    assert b"Small" not in b"".join(site.published().values())


def test_those_who_are_to_be_announced_are_not_one_person(make_site: MakeSite) -> None:
    files = {"content/people/chairs.yaml": "- TBD\n", "content/people/mentors.yaml": "- TBD\n"}
    site = make_site(files)
    assert site.build().code == 0
    assert parts(site, "2031/chairs/index.html", "to-be-announced") == []


def test_an_author_is_known_to_search_engines_by_the_orcid(make_site: MakeSite) -> None:
    site = made(
        make_site,
        {"content/papers.yaml": "- {id: 7, title: One, authors: [{name: Cy, orcid: 0000-0002-1825-0097}]}\n"},
    )
    written = site.published()["2031/papers/7/index.html"].decode()
    assert '{"@type":"Person","name":"Cy","sameAs":"https://orcid.org/0000-0002-1825-0097"}' in written


def test_an_edit_of_a_papers_title_makes_the_pages_of_its_authors_again(make_site: MakeSite, tmp_path: Path) -> None:
    site = made(make_site, {})
    text = (site.folder / "content/papers.yaml").read_text("utf-8")
    site.write({"content/papers.yaml": text.replace("Small models", "Little models")})
    assert site.build().code == 0  # the first such edit brings the page of changes, which all pages lead to
    before = site.published()
    site.write({"content/papers.yaml": text.replace("Small models", "Tiny models")})
    assert site.build().code == 0
    changed = {path for path, data in site.published().items() if before.get(path) != data}
    assert {"2031/speakers/index.html", "2031/papers/7/index.html"} < changed
    assert "2031/committee/index.html" not in changed


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Prof. Dr. Lu  Hou", "Lu Hou"),
        ("Vulic\N{COMBINING ACUTE ACCENT}", "Vuli\N{LATIN SMALL LETTER C WITH ACUTE}"),
        ("Dr.", "Dr."),
    ],
)
def test_ways_of_writing_a_name(name: str, key: str) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://orcid.org/0000-0002-1694-233x", "0000-0002-1694-233X"),
        ("https://openreview.net/profile?id=~Ada_Lovelace1", "~Ada_Lovelace1"),
        ("HTTPS://www.LinkedIn.com/in/Ada/?trk=x", "linkedin.com/in/ada"),
    ],
)
def test_ways_of_writing_a_profile(address: str, key: str) -> None:
    assert profile_key(address) == key
