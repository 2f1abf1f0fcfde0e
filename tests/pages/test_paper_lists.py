"""The lists of papers, as built: their orders, their pages, and what they are sifted by."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urljoin

import pytest
from sites import GOOD, Files, Site, words

MakeSite = Callable[..., Site]

PAPERS = r"""
- {id: 1, title: 'Zebra $x^2$', authors: Ada Lovelace, keywords: [Speech, small], decision: poster, tldr: In short.}
- {id: 2, title: Ænigma, authors: Bo Peng, keywords: [SPEECH], decision: oral, award: Best Paper, abstract: Why.}
- {id: 3, title: alpha, authors: Ada Lovelace; Cy, keywords: [small, alone], decision: poster}
- {id: 4, title: "“Beta”", decision: poster, award: Best Demo}
- {id: 5, title: Éclair, decision: poster}
- {id: 6, title: 3 wishes, decision: poster}
- {id: 7, title: Gamma}
- {id: by-topic, title: Delta, decision: demo}
"""
SCHEDULE = """\
- date: 2031-12-06
  sessions:
    - {time: 09:00-09:30, title: Talks & more, kind: oral, papers: [2, 3]}
    - {time: 09:30-10:30, title: Posters, kind: poster, papers: [3, 1]}
"""
SITE: Files = {"content/papers.yaml": PAPERS, "content/schedule.yaml": SCHEDULE}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    made = make_site(SITE)
    told = made.build("--base-url", "https://example.org/")
    assert (told.code, told.problems) == (0, "")
    return made


def classed(page: Any, name: str) -> list[Any]:
    return [each for each in page.iter() if name in each.get("class", "").split()]


def shelves(site: Site, order: str) -> list[tuple[str | None, str, list[str]]]:
    """The shelves of an order: anchor, heading and the titles on each."""
    found = []
    for shelf in classed(site.page(f"2031/papers/by-{order}/index.html"), "shelf"):
        (name,) = classed(shelf, "shelf-name")
        found.append((name.get("id"), words(name), [words(each) for each in classed(shelf, "paper-title")]))
    return found


def test_every_order_has_an_address(site: Site) -> None:
    page = site.page("2031/papers/index.html")
    (orders,) = classed(page, "orders")
    ways = [(words(each), each.get("href"), each.get("aria-current")) for each in orders.iter("a")]
    assert ways == [
        ("As listed", "index.html", "true"),
        ("By title", "by-title/index.html", None),
        ("By session", "by-session/index.html", None),
        ("By award", "by-award/index.html", None),
        ("By topic", "by-topic/index.html", None),
    ]
    assert [words(each) for each in classed(page, "paper-title")][:2] == ["Zebra x2", "Ænigma"]
    (title,) = site.page("2031/papers/by-topic/index.html").iter("title")
    assert title.text == "Accepted papers: By topic · TINY 2031"


def test_by_title(site: Site) -> None:
    page = site.page("2031/papers/by-title/index.html")
    titles = [words(each) for each in classed(page, "paper-title")]
    assert titles == ["3 wishes", "alpha", "“Beta”", "Delta", "Éclair", "Gamma", "Zebra x2", "Ænigma"]
    assert classed(page, "shelf") == []


def test_by_session(site: Site) -> None:
    others = ["“Beta”", "Éclair", "3 wishes", "Gamma", "Delta"]
    assert shelves(site, "session") == [
        ("talks-more", "Talks & more", ["Ænigma", "alpha"]),
        ("posters", "Posters", ["alpha", "Zebra x2"]),
        ("others", "Others", others),
    ]
    (heading, *_) = classed(site.page("2031/papers/by-session/index.html"), "shelf-name")
    assert heading.find("a").get("href") == "../../schedule/talks-more/index.html"


def test_by_award(site: Site) -> None:
    assert [(name, titles) for _, name, titles in shelves(site, "award")] == [
        ("Best Paper", ["Ænigma"]),
        ("Best Demo", ["“Beta”"]),
        ("Oral", ["Ænigma"]),
        ("Poster", ["Zebra x2", "alpha", "“Beta”", "Éclair", "3 wishes"]),
        ("Demo", ["Delta"]),
        ("Others", ["Gamma"]),
    ]


def test_by_topic(site: Site) -> None:
    """A keyword is one however it is written; one that a single paper has is no topic."""
    found = shelves(site, "topic")
    assert [(anchor, name) for anchor, name, _ in found] == [
        ("small", "small"),
        ("speech", "Speech"),
        ("others", "Others"),
    ]
    assert [titles for _, _, titles in found][:2] == [["Zebra x2", "alpha"], ["Zebra x2", "Ænigma"]]
    (index,) = classed(site.page("2031/papers/by-topic/index.html"), "shelf-index")
    assert [each.get("href") for each in index.iter("a")] == ["#small", "#speech", "#others"]


def test_keywords_of_a_paper_lead_to_their_topics(site: Site) -> None:
    def keywords(path: str) -> list[tuple[str, str | None]]:
        (listed,) = classed(site.page(path), "keywords")
        return [(words(each), each.find("a").get("href") if each.find("a") is not None else None) for each in listed]

    assert keywords("2031/papers/2/index.html") == [("SPEECH", "../by-topic/index.html#speech")]
    assert keywords("2031/papers/3/index.html") == [("small", "../by-topic/index.html#small"), ("alone", None)]


def test_a_paper_is_not_taken_for_an_order(site: Site) -> None:
    assert "2031/papers/by-topic-2/index.html" in site.published()


def test_abstracts_fold_out_in_the_list_and_nowhere_else(site: Site) -> None:
    page = site.page("2031/papers/index.html")
    (folded,) = classed(page, "abstract")
    assert (folded.tag, words(folded)) == ("details", "Abstract of Ænigma Why.")
    assert [words(each) for each in classed(page, "paper-tldr")] == ["In short."]
    other = site.page("2031/papers/by-title/index.html")
    assert classed(other, "abstract") + classed(other, "paper-tldr") == []


def test_the_list_says_what_it_can_be_sifted_by(site: Site) -> None:
    for path in ("2031/papers/index.html", "2031/papers/by-topic/index.html"):
        page = site.page(path)
        (tools,) = classed(page, "sift-tools")
        assert "hidden" in tools.attrib
        boxes = [(each.get("name"), each.get("value")) for each in tools.iter("input")]
        assert boxes == [("decision", "oral"), ("decision", "poster"), ("decision", "demo")]
        assert [each.get("name") for each in tools.iter("select")] == ["keyword", "author"]
        first = next(each for each in classed(page, "paper") if words(classed(each, "paper-title")[0]) == "Ænigma")
        assert (first.get("data-decision"), first.get("data-keyword")) == ("oral", "Speech")


def test_other_orders_are_not_for_search_engines(site: Site) -> None:
    robots = [each.get("content") for each in site.page("2031/papers/by-title/index.html").iter("meta")
              if each.get("name") == "robots"]  # fmt: skip
    assert robots == ["noindex"]
    sitemap = site.published()["sitemap.xml"].decode()
    assert [line for line in sitemap.splitlines() if "/by-" in line] == [
        "<url><loc>https://example.org/2031/papers/by-topic-2/</loc></url>"
    ]


def test_of_few_papers_there_is_one_list(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": "\n".join(PAPERS.strip().splitlines()[:7])})
    site.build()
    assert [path for path in site.published() if "/by-" in path] == []
    page = site.page("2031/papers/index.html")
    assert classed(page, "orders") + classed(page, "sift-tools") == []


def test_orders_that_say_nothing_are_not_there(make_site: MakeSite) -> None:
    papers = [{"id": str(number), "title": f"Paper {number}", "decision": "poster"} for number in range(9)]
    site = make_site({"content/papers.yaml": json.dumps(papers), "content/schedule.yaml": None})
    assert site.build().code == 0
    assert {path for path in site.published() if "/by-" in path} == {"2031/papers/by-title/index.html"}


def entries(count: int) -> list[dict[str, Any]]:
    return [
        {
            "id": str(number),
            "title": f"{'abcdefghij'[number % 10]} paper number {number}",
            "authors": f"Ada {number}",
            "abstract": "Many words. " * 100,
            "keywords": ["all", f"of {number % 7}"],
            "decision": "oral" if number % 4 else "poster",
        }
        for number in range(count)
    ]


@pytest.mark.whole
def test_many_papers_have_orders_of_titles_on_several_pages(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": json.dumps(entries(1200)), "content/schedule.yaml": None})
    assert site.build().code == 0
    pages = sorted(path for path in site.published() if "/by-" in path)
    assert pages == [
        *(f"2031/papers/by-{order}/{page}index.html" for order in ("award", "title") for page in ("", "page-2/")),
        *(f"2031/papers/by-topic/{page}index.html" for page in ("", "page-2/", "page-3/")),
    ]
    shown: list[str] = []
    for page in ("", "page-2/"):
        here = site.page(f"2031/papers/by-title/{page}index.html")
        (titles, *more) = classed(here, "titles")
        shown += [words(each) for listed in (titles, *more) for each in listed]
        assert classed(here, "paper") == []
    assert len(shown) == 1200
    assert shown == sorted(shown)
    (index,) = classed(site.page("2031/papers/by-title/index.html"), "shelf-index")
    ways = [(words(each), each.get("href")) for each in index.iter("a")]
    assert ways[:2] == [("A", "#a"), ("B", "#b")]
    assert ways[-1] == ("J", "page-2/index.html#j")


def test_a_list_of_many_sends_those_who_look_for_something_to_the_search(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": json.dumps(entries(301)), "content/schedule.yaml": None})
    assert site.build().code == 0
    page = site.page("2031/papers/index.html")
    (tools,) = classed(page, "sift-tools")
    assert list(tools.iter("select")) + list(tools.iter("input")) == []
    assert words(tools) == "The search finds papers by author and keyword, too."
    assert classed(page, "abstract") == []


@pytest.mark.whole
def test_every_topic_that_a_paper_leads_to_is_there(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": json.dumps(entries(1200)), "content/schedule.yaml": None})
    assert site.build().code == 0  # the check of links finds those that lead nowhere
    (listed,) = classed(site.page("2031/papers/1199/index.html"), "keywords")
    ways = [urljoin("/2031/papers/1199/", each.get("href")) for each in listed.iter("a")]
    assert ways == ["/2031/papers/by-topic/index.html#all", "/2031/papers/by-topic/page-2/index.html#of-2"]


@pytest.mark.whole
@pytest.mark.parametrize("count", [83, 300])
def test_no_page_of_the_list_is_heavy(make_site: MakeSite, count: int) -> None:
    from benchmarks.papers import corpus

    site = make_site({"content/papers.yaml": corpus(count), "content/schedule.yaml": None})
    assert site.build().code == 0
    sizes = {
        path: len(gzip.compress(data))
        for path, data in site.published().items()
        if path.startswith("2031/papers/") and (path.count("/") == 2 or "/by-" in path)
    }
    assert len(sizes) >= 4
    assert max(sizes.values()) <= 150_000
    assert ('class="abstract"' in site.published()["2031/papers/index.html"].decode()) == (count == 83)


TRACKS = "".join(
    f"- {{id: {number}, title: Paper {number}, track: {track}, decision: {decision}{more}}}\n"
    for number, track, decision, more in [
        (1, "Data", "poster", ""),
        (2, "Systems", "oral", ", pdf: 'https://example.org/2.pdf'"),
        (3, "Data", "poster", ", award: Best Paper"),
        (4, "Systems", "spotlight", ""),
        (5, "", "poster", ""),
        (6, "Data", "poster", ""),
        (7, "Data", "demo", ""),
        (8, "Data", "oral", ""),
    ]
)
TALK = "- date: 2031-12-06\n  sessions:\n    - {time: 09:00-09:30, title: Talks & more, kind: oral, papers: [2, 8]}\n"


def test_papers_are_listed_and_sifted_by_their_track(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": TRACKS, "content/schedule.yaml": TALK})
    assert site.build().code == 0
    assert [(anchor, len(papers)) for anchor, _, papers in shelves(site, "track")] == [
        ("data", 5),
        ("systems", 2),
        ("others", 1),
    ]
    page = site.page("2031/papers/index.html")
    assert [select.get("name") for select in page.iter("select")] == ["track", "author"]
    assert [each.get("data-track") for each in classed(page, "paper")][:5] == [
        "Data",
        "Systems",
        "Data",
        "Systems",
        None,
    ]
    assert [words(each) for each in classed(page, "badge-track")][:2] == ["Data", "Systems"]
    assert [words(each) for each in classed(site.page("2031/papers/2/index.html"), "badge-track")] == ["Systems"]
    papers = json.loads(site.published()["2031/papers.json"])["papers"]
    assert [paper["track"] for paper in papers[:2]] == ["Data", "Systems"]


def test_one_track_alone_tells_nothing(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": TRACKS.replace("Systems", "Data"), "content/schedule.yaml": TALK})
    assert site.build().code == 0
    assert "2031/papers/by-track/index.html" not in site.published()
    assert b"badge-track" not in site.published()["2031/papers/2/index.html"]


def test_a_list_shows_the_number_the_pdf_and_the_sessions_of_a_paper(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": TRACKS, "content/schedule.yaml": TALK})
    assert site.build().code == 0
    page = site.page("2031/papers/index.html")
    assert [words(each) for each in classed(page, "list-count")] == ["8 papers"]
    second = classed(page, "paper")[1]
    assert [words(each) for each in classed(second, "paper-id")] == ["2"]
    assert [(words(each), each.get("href")) for each in second.iter("a")] == [
        ("Paper 2", "2/index.html"),
        ("PDF of Paper 2", "https://example.org/2.pdf"),
        ("Talks & more", "../schedule/talks-more/index.html"),
    ]
    session = classed(site.page("2031/papers/by-session/index.html"), "paper")[0]
    assert [words(each) for each in session.iter("a")] == ["Paper 2", "PDF of Paper 2"]


def test_the_best_papers_are_first_where_that_is_asked(make_site: MakeSite) -> None:
    best = f"{GOOD['content/site.yaml']!s}best_papers_first: yes\n"
    site = make_site({"content/papers.yaml": TRACKS, "content/schedule.yaml": TALK, "content/site.yaml": best})
    assert site.build().code == 0
    titles = [words(each)[-1] for each in classed(site.page("2031/papers/index.html"), "paper-title")]
    assert titles == ["3", "2", "8", "4", "1", "5", "6", "7"]


def test_the_list_names_each_paper_for_reference_managers(make_site: MakeSite) -> None:
    """The keys are those of a book in Z39.88-2004; a group's name ends with a comma, so as to have no parts."""
    papers = '- {id: 7, title: "$n^2$ & more", authors: [José Ortega y Gasset, Gemma Team], doi: 10.1000/182}\n'
    site = make_site({"content/papers.yaml": papers})
    assert site.build().code == 0
    (span,) = (each for each in site.page("2031/papers/index.html").iter("span") if each.get("class") == "Z3988")
    assert parse_qsl(span.get("title"), strict_parsing=True) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "proceeding"),
        ("rft.atitle", "n² & more"),
        ("rft.btitle", "The Workshop on Tiny Things"),
        ("rft.au", "Ortega y Gasset, José"),
        ("rft.au", "Gemma Team,"),
        ("rft.date", "2031-12-06"),
        ("rft_id", "info:doi/10.1000/182"),
        ("rft.language", "en"),
    ]
