"""The ways from pages to their sources: to which file each leads, and how the entries of a list are told apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import GOOD, Site, words

from enlsp_site.pages import mending

MakeSite = Callable[..., Site]
START = "https://github.com/tiny/site/edit/main/"
TWICE = """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Break, kind: break}
    - {time: 08:30-09:30, title: Break, kind: break}
    - {time: 09:30-10:00, kind: keynote, people: [Ada Lovelace]}
"""


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site with a repository, built."""
    head = {"content/site.yaml": f"{GOOD['content/site.yaml']!s}repository: https://github.com/tiny/site\n"}
    made = make_site({**head, "content/schedule.yaml": TWICE})
    assert made.build().code == 0
    return made


def ways(site: Site, path: str) -> dict[str, str]:
    """The links at the foot of a page: what each is called, and the file to which it leads."""
    found = [*site.page(path).iterfind(".//*[@class='mend']//a")]
    assert len({words(each) for each in found}) == len(found)
    assert all(each.get("href").startswith(START) and each.get("rel") == "nofollow" for each in found)
    return {words(each): each.get("href").removeprefix(START) for each in found}


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("2031/call/index.html", "content/pages/call.md"),
        ("2031/papers/7/index.html", "content/papers.yaml"),
        ("2031/papers/index.html", "content/papers.yaml"),
        ("2031/schedule/keynote-talk-ada-lovelace/index.html", "content/schedule.yaml"),
    ],
)
def test_a_page_of_one_thing_has_one_way(site: Site, path: str, file: str) -> None:
    assert ways(site, path) == {"Mend this page": file}
    assert "Opens in the editor of GitHub, which asks you to log in first." in words(site.page(path))


@pytest.mark.parametrize(
    ("path", "file", "entries"),
    [
        ("2031/speakers/index.html", "content/people/speakers.yaml", ["Ada Lovelace", "Alan Turing"]),
        ("2031/dates/index.html", "content/dates.yaml", ["Submission deadline", "Workshop"]),
        ("2031/sponsors/index.html", "content/sponsors.yaml", ["Example Labs"]),
        ("2031/news/index.html", "content/news.yaml", ["The call is out"]),
        ("2031/schedule/index.html", "content/schedule.yaml", ["Break", "Break (2)", "Keynote talk"]),
    ],
)
def test_a_list_has_a_way_to_each_entry(site: Site, path: str, file: str, entries: list[str]) -> None:
    assert list(ways(site, path).items()) == [(name, file) for name in (file, *(f"Mend {each}" for each in entries))]
    assert site.page(path).find(".//details[@class='mend']").get("open") is None


def test_the_home_page_leads_to_the_files_of_its_sections(site: Site) -> None:
    expected = {
        "content/site.yaml": "content/site.yaml",
        "Mend Overview": "content/pages/overview.md",
        "Mend Speakers": "content/people/speakers.yaml",
        "Mend Schedule": "content/schedule.yaml",
    }
    assert ways(site, "2031/index.html") == ways(site, "index.html") == expected


def test_what_is_gathered_has_no_source(site: Site) -> None:
    for path in ("404.html", "2031/cards/index.html"):
        assert site.page(path).find(".//*[@class='mend']") is None


def test_a_long_list_leads_to_its_file_alone(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mending, "MOST", 1)
    head = f"{GOOD['content/site.yaml']!s}repository: https://github.com/tiny/site\n"
    site = make_site({"content/site.yaml": head})
    assert site.build().code == 0
    assert ways(site, "2031/speakers/index.html") == {"Mend this page": "content/people/speakers.yaml"}
