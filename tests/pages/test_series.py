"""The page of all editions and the feed of their news, at the site's root."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from typing import Any

import pytest
from sites import GOOD, Site, words

MakeSite = Callable[..., Site]
BASE = ("--base-url", "https://tiny.example/")
PAGE = "editions/index.html"
EARLIER = {
    "editions/2030/site.yaml": "name: TINY\ntitle: Le petit atelier\nedition: 2030\nlanguage: fr\n"
    "venue: {name: Palais, city: Paris, country: France}\nhome: [speakers]\n",
    "editions/2030/dates.yaml": "- {name: Workshop, date: 2030-12-07, until: 2030-12-08, kind: event}\n",
    "editions/2030/people/speakers.yaml": "- Ada Lovelace\n- TBD\n",
    "editions/2030/people/panelists.yaml": "- TBD\n",
    "editions/2030/people/organizers.yaml": "- Ada Lovelace\n- Bo Peng\n",
    "editions/2030/papers.yaml": "- {id: 1, title: One, authors: A. B}\n",
    "editions/2030/news.yaml": "- {date: 2030-05-01, title: Appel}\n",
}
OLD = {
    "editions/2029/public/index.html": "<!doctype html><title>Old</title>",
    "editions/2029/public/papers.html": "<!doctype html><title>Papers</title>",
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    more = "editions: [{title: TINY 2028, url: 'https://old.example/'}]\n"
    return make_site({**EARLIER, **OLD, "content/site.yaml": f"{GOOD['content/site.yaml']!s}{more}"})


def rows(page: Any) -> list[tuple[str, str, list[str]]]:
    """The editions on the page: each with its link, its words and the links to its parts."""
    return [
        (row.find(".//h2/a").get("href"), words(row), [each.get("href") for each in row.findall(".//ul//a")])
        for row in page.iter("article")
    ]


def entries(data: bytes) -> list[tuple[str, str, str]]:
    """Title, id and address of the entries of a feed."""
    atom = "{http://www.w3.org/2005/Atom}"
    return [
        (each.findtext(f"{atom}title") or "", each.findtext(f"{atom}id") or "", each.find(f"{atom}link").get("href"))  # type: ignore[union-attr, misc]
        for each in ET.fromstring(data).iter(f"{atom}entry")
    ]


def test_all_editions_are_there_with_what_is_known_of_each(site: Site) -> None:
    assert site.build(*BASE).code == 0
    assert rows(site.page(PAGE)) == [
        (
            "../2031/index.html",
            "TINY 2031 The Workshop on Tiny Things December 6, 2031 2 papers · 4 people "
            "Schedule Accepted papers Speakers",
            ["../2031/schedule/index.html", "../2031/papers/index.html", "../2031/speakers/index.html"],
        ),
        (
            "../2030/index.html",
            "TINY 2030 Le petit atelier December 7–8, 2030 · Paris, France 1 paper · 2 people "
            "Articles acceptés Conférenciers et conférencières Organisation",
            ["../2030/papers/index.html", "../2030/speakers/index.html", "../2030/organizers/index.html"],
        ),
        ("../2029/index.html", "TINY 2029", []),
        ("https://old.example/", "TINY 2028", []),
    ]
    names = [row.get("aria-label") for row in site.page(PAGE).iter("article")]
    assert names == ["TINY 2031", "TINY 2030", "TINY 2029", "TINY 2028"], "who listens is told them apart"
    page = site.published()[PAGE].decode()
    assert '<p class="series-title" lang="fr" dir="auto">Le petit atelier</p>' in page
    assert '<link rel="canonical" href="https://tiny.example/editions/">' in page
    assert "<loc>https://tiny.example/editions/</loc>" in site.published()["sitemap.xml"].decode()
    for path in ("index.html", "2031/editions/index.html", "2030/index.html"):
        links = [
            each.get("href")
            for each in site.page(path).iter("a")
            if words(each) in ("All editions", "Toutes les éditions")
        ]
        assert set(links) == {"../" * path.count("/") + PAGE}, path


def test_who_is_not_known_yet_is_nothing_to_lead_to(site: Site) -> None:
    site.write({"editions/2030/people/speakers.yaml": "- TBD\n"})
    assert site.build().code == 0
    assert rows(site.page(PAGE))[1][2] == ["../2030/papers/index.html", "../2030/organizers/index.html"]


def test_a_finished_site_is_known_as_far_as_it_says_itself(site: Site) -> None:
    facts = (
        "name: MINI\ntitle: The First Workshop\ndate: 2029-12-10\nuntil: 2029-12-11\nplace: Oslo, Norway\n"
        "papers: 24\npeople: 1\nlinks: [{title: Papers, url: papers.html}]\n"
    )
    site.write({"editions/2029/archive.yaml": facts})
    told = site.build("--strict")
    assert (told.code, told.problems) == (0, "")
    assert rows(site.page(PAGE))[2] == (
        "../2029/index.html",
        "MINI 2029 The First Workshop December 10–11, 2029 · Oslo, Norway 24 papers · 1 person Papers",
        ["../2029/papers.html"],
    )


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ("date: 2029-13-10\n", "archive.yaml:1:7: error"),
        ("links: [{title: Papers, url: gone.html}]\n", "there is no page or file `gone.html` in this finished site"),
        ("paper: 3\n", "archive has no field `paper`"),
        ("papers: many\n", "archive.yaml:1:9: error"),
        ("records: [{at: speakers, name: Ada}]\n", "archive.yaml:1:16: error"),
        ("", "this file has nothing in it"),
    ],
)
def test_what_is_wrong_with_what_it_says_is_told(site: Site, facts: str, said: str) -> None:
    site.write({"editions/2029/archive.yaml": facts})
    assert said in site.build().problems


def test_there_is_none_while_there_is_one_edition_and_none_where_the_site_has_its_own(make_site: MakeSite) -> None:
    site = make_site({})
    assert site.build(*BASE).code == 0
    assert PAGE not in site.published()
    assert "feed.xml" in site.published(), "whoever follows it in the first year goes on with the next"
    site.write({**EARLIER, "static/editions/index.html": "mine", "static/feed.xml": "mine"})
    assert site.build(*BASE).code == 0
    files = site.published()
    assert (files[PAGE], files["feed.xml"]) == (b"mine", b"mine")


def test_the_feed_has_the_news_of_all_editions_each_as_in_its_own(site: Site) -> None:
    assert site.build(*BASE).code == 0
    files = site.published()
    one, other = entries(files["2031/feed.xml"]), entries(files["2030/feed.xml"])
    assert entries(files["feed.xml"]) == [*one, *other]
    assert [title for title, _, _ in [*one, *other]] == ["The call is out", "Appel"]
    assert 'title="TINY news" href="../../feed.xml"' in files["2031/call/index.html"].decode()
    assert (
        '<a href="../feed.xml" type="application/atom+xml">News of all editions as a feed</a>' in files[PAGE].decode()
    )


def test_the_feed_has_the_newest(make_site: MakeSite) -> None:
    many = "".join(f"- {{date: 2030-01-{day:02}, title: Of {day}}}\n" for day in range(1, 32))
    news = "".join(f"- {{date: 2031-01-{day:02}, title: Now {day}}}\n" for day in range(1, 32))
    site = make_site({**EARLIER, "editions/2030/news.yaml": many, "content/news.yaml": news})
    assert site.build(*BASE).code == 0
    titles = [title for title, _, _ in entries(site.published()["feed.xml"])]
    assert (len(titles), titles[0], titles[30], titles[-1]) == (50, "Now 31", "Now 1", "Of 13")


def test_without_an_address_or_without_news_there_is_no_feed(site: Site) -> None:
    assert site.build().code == 0
    assert "feed.xml" not in site.published()
    assert "News of all editions" not in site.published()[PAGE].decode()
    site.write({"content/news.yaml": None, "editions/2030/news.yaml": None})
    assert site.build(*BASE).code == 0
    assert "feed.xml" not in site.published()
