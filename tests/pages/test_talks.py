"""The page of talks and recordings, and what leads to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sites import Site, words

MakeSite = Callable[..., Site]
SCHEDULE = """\
- date: 2031-12-05
  title: Tutorials
  sessions:
    - {time: 09:00-10:00, title: Hands on, kind: tutorial, recording: "https://v.example/hands-on"}
- date: 2031-12-06
  sessions:
    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelace]}
    - {time: 09:00-09:30, kind: oral, papers: [7, 8], title: Talks on papers}
"""
SEEN = {
    "content/schedule.yaml": SCHEDULE,
    "content/people/speakers.yaml": """\
- name: Ada Lovelace
  talk: {title: On engines, slides: "https://s.example/engines"}
""",
    "content/papers.yaml": """\
- {id: 7, title: Small models, authors: Ada Lovelace; Alan Turing, video: "https://v.example/7"}
- {id: 8, title: Smaller models, authors: Alan Turing}
""",
}


def hrefs(part: Any) -> list[str]:
    return [link.get("href") for link in part.iter("a")]


def test_all_that_can_be_seen_is_at_one_place(make_site: MakeSite) -> None:
    site = make_site(SEEN)
    assert site.build().code == 0
    page = site.page("2031/talks/index.html").find(".//main")
    assert words(page.find(".//h1")) == "Talks and recordings"
    assert [words(each) for each in page.iterfind(".//h2")] == ["Tutorials", "Saturday, December 6, 2031"]
    entries = page.findall(".//article")
    assert [hrefs(each) for each in entries] == [
        ["../schedule/hands-on/index.html", "https://v.example/hands-on"],
        ["../schedule/keynote-talk-ada-lovelace/index.html", "https://s.example/engines"],
        ["../schedule/talks-on-papers/index.html", "../papers/7/index.html", "https://v.example/7"],
    ]
    assert "Recording of Hands on" in words(entries[0])
    assert words(entries[2]) == "Talks on papers Small models Ada Lovelace, Alan Turing Video of Small models"


def test_the_schedule_and_the_home_page_lead_to_it(make_site: MakeSite) -> None:
    site = make_site(SEEN)
    site.build()
    assert "../talks/index.html" in hrefs(site.page("2031/schedule/index.html").find(".//main"))
    assert "talks/index.html" in hrefs(site.page("2031/index.html").find(".//*[@class='actions']"))


def test_without_any_there_is_no_page_and_no_way_to_one(make_site: MakeSite) -> None:
    site = make_site({})
    assert site.build().code == 0
    assert not [path for path in site.published() if "talks" in path]
    assert "../talks/index.html" not in hrefs(site.page("2031/schedule/index.html"))


def test_the_home_page_shows_the_first_six(make_site: MakeSite) -> None:
    rows = "".join(
        f'    - {{time: {hour:02}:00-{hour + 1:02}:00, title: Talk {hour}, recording: "https://v.example/{hour}"}}\n'
        for hour in range(8, 16)
    )
    site = make_site(
        {
            "content/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2031\nhome: [talks]\nnav: [talks, schedule]\n",
            "content/schedule.yaml": f"- date: 2031-12-06\n  sessions:\n{rows}",
        }
    )
    assert site.build().code == 0
    home = site.page("index.html")
    section = next(each for each in home.iter("section") if each.get("id") == "talks")
    assert [words(each.find(".//h3")) for each in section.iter("article")] == [f"Talk {n}" for n in range(8, 14)]
    assert words(section).endswith("All 8 talks")
    assert "2031/talks/index.html" in hrefs(home.find(".//nav"))


def test_a_page_of_ones_own_takes_the_address(make_site: MakeSite) -> None:
    site = make_site({**SEEN, "content/pages/talks.md": "---\ntitle: What was said\n---\nAll of it.\n"})
    assert site.build().code == 0
    assert words(site.page("2031/talks/index.html").find(".//h1")) == "What was said"


def test_a_link_to_it_where_there_is_nothing_is_told(make_site: MakeSite) -> None:
    site = make_site({"content/pages/overview.md": "---\ntitle: Overview\n---\nSee the [talks](talks).\n"})
    told = site.problems()
    assert "content/pages/overview.md:4" in told
    assert "[broken-link]" in told
