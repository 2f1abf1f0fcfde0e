"""Papers' pages and their list, as built: what visitors see of them, and what Google Scholar asks of them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin
from urllib.robotparser import RobotFileParser

import bibtexparser
import pytest
from sites import GOOD, Files, Site, picture, words

from enlsp_site.exports import registry

BASE = "https://example.org/tiny/"

PAPERS = r"""
- id: 7
  title: 'Small models of \(x^2\) & friends'
  authors:
    - {name: Ada Lovelace, affiliations: [University of London, Analytical Engines], corresponding: true, equal: true}
    - {name: Alan Turing, affiliations: [University of Manchester, University of London], equal: true}
    - Grace Hopper
  abstract: |
    Why small.

    And how.
  tldr: Small is fine.
  keywords: [reasoning, size]
  decision: oral
  award: Best Paper
  pdf: papers/7.pdf
  poster: papers/7.png
  slides: papers/7-slides.pdf
  video: https://example.org/video
  code: https://example.org/code
  data: https://example.org/data
  supplement: papers/7-more.zip
  arxiv: "2305.13048"
  openreview: aVh9KRZdRk
  doi: 10.1145/3442188.3445922
- id: 8
  title: Smaller models
  authors: Alan Turing (University of Manchester)
  keywords: [reasoning]
  decision: poster
- id: 9
  title: Something else
  authors: Ada Lovelace
  pdf: https://example.org/9.pdf
"""
SITE: Files = {
    **GOOD,
    "content/papers.yaml": PAPERS,
    "content/site.yaml": "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2031\nhost: BIGCONF 2031\n",
    "content/schedule.yaml": """\
- date: 2031-12-06
  timezone: Europe/Paris
  room: Hall 1
  sessions:
    - {time: 09:00-09:30, title: Talks, kind: oral, papers: [7]}
    - {time: 09:30-10:30, title: Posters, kind: poster, papers: [7, 8], boards: [12, 13], room: Foyer}
""",
    "static/papers/7.pdf": "%PDF-1.4",
    "static/papers/7-slides.pdf": "%PDF-1.4",
    "static/papers/7.png": picture(4, 4, "PNG"),
    "static/papers/7-more.zip": "PK",
}


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Site:
    """The site above, built for its public address."""
    found = Site(tmp_path / "site", SITE, capsys)
    told = found.build("--base-url", BASE)
    assert (told.code, told.problems) == (0, "")
    return found


def classed(page: Any, name: str) -> list[Any]:
    """The elements of a class."""
    return [each for each in page.iter() if name in each.get("class", "").split()]


def said(page: Any, name: str) -> list[str]:
    return [words(each) for each in classed(page, name)]


def metas(page: Any) -> list[tuple[str, str]]:
    """The tags about the paper in a page's head, in order."""
    tags = [(each.get("name", ""), each.get("content", "")) for each in page.iter("meta")]
    return [tag for tag in tags if tag[0].startswith("citation_")]


# The page


def test_authors_have_the_numbers_of_their_affiliations(site: Site) -> None:
    page = site.page("2031/papers/7/index.html")
    (authors,) = classed(page, "author-list")
    assert [words(each) for each in authors] == [
        "Ada Lovelace1,2* (corresponding)",
        "Alan Turing3,1*",
        "Grace Hopper",
    ]
    places, note = classed(page, "affiliation-list")
    assert [words(each) for each in places] == [
        "University of London",
        "Analytical Engines",
        "University of Manchester",
    ]
    assert words(note) == "* Equal contribution"


def test_one_affiliation_of_all_has_no_number(site: Site) -> None:
    page = site.page("2031/papers/8/index.html")
    assert said(page, "author-list") == ["Alan Turing"]
    assert said(page, "affiliation-list") == ["University of Manchester"]


def test_what_a_paper_is_stands_on_its_page(site: Site) -> None:
    page = site.page("2031/papers/7/index.html")
    assert said(page, "badge") == ["Best Paper", "Oral"]
    assert said(page, "paper-tldr") == ["Small is fine."]
    assert said(page, "keywords") == ["reasoning size"]
    assert [words(each) for each in classed(page, "paper-abstract")] == ["Abstract Why small. And how."]


def test_all_its_links_are_there_and_lead_somewhere(site: Site) -> None:
    page = site.page("2031/papers/7/index.html")
    (links,) = classed(page, "paper-links")
    found = {words(each).partition(" of ")[0]: each.get("href") for each in links.iter("a")}
    assert found == {
        "PDF": "small-models-of-x2-friends.pdf",
        "Poster": "../../../papers/7.png",
        "Slides": "../../../papers/7-slides.pdf",
        "Video": "https://example.org/video",
        "Code": "https://example.org/code",
        "Data": "https://example.org/data",
        "arXiv": "https://arxiv.org/abs/2305.13048",
        "OpenReview": "https://openreview.net/forum?id=aVh9KRZdRk",
        "DOI": "https://doi.org/10.1145/3442188.3445922",
        "Supplement": "../../../papers/7-more.zip",
    }


def test_a_poster_that_is_a_picture_is_shown_and_opens(site: Site) -> None:
    (figure,) = classed(site.page("2031/papers/7/index.html"), "paper-poster")
    (link,) = figure.iter("a")
    (image,) = figure.iter("img")
    assert link.get("href") == "../../../papers/7.png"
    assert image.get("alt") == "Poster of Small models of x² & friends"
    assert classed(site.page("2031/papers/8/index.html"), "paper-poster") == []


def test_a_large_poster_is_shown_small_and_published_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    poster = picture(1500, 2000, "PNG")
    site = Site(tmp_path / "site", {**SITE, "static/papers/7.png": poster}, capsys)
    site.build()
    (figure,) = classed(site.page("2031/papers/7/index.html"), "paper-poster")
    (image,) = figure.iter("img")
    assert (image.get("width"), image.get("height")) == ("324", "432")
    assert [each.get("type") for each in figure.iter("source")] == ["image/avif", "image/webp"]
    published = site.published()
    assert published["papers/7.png"] == poster
    shown = {path: data for path, data in published.items() if path.startswith("2031/pictures/7-")}
    assert sorted(path.rpartition("-")[2] for path in shown) == [
        *("162.avif", "162.webp", "324.avif", "324.png", "324.webp", "648.avif", "648.webp")
    ]


def test_it_says_when_and_where_it_is_presented(site: Site) -> None:
    (slots,) = classed(site.page("2031/papers/7/index.html"), "slots")
    assert [words(each) for each in slots] == [
        "Saturday, December 6, 2031 09:00 to 09:30 CET Talks, Hall 1",
        "Saturday, December 6, 2031 09:30 to 10:30 CET Posters, Foyer, board 12",
    ]
    assert [each.get("href") for each in slots.iter("a")] == [
        "../../schedule/index.html#talks",
        "../../schedule/index.html#posters",
    ]
    assert classed(site.page("2031/papers/9/index.html"), "slots") == []


def test_it_leads_to_its_neighbours_and_to_what_is_near(site: Site) -> None:
    page = site.page("2031/papers/8/index.html")
    ways = {each.get("rel"): each.get("href") for each in page.iter("a") if each.get("rel")}
    assert ways == {"prev": "../7/index.html", "next": "../9/index.html"}
    heads = {each.get("rel"): each.get("href") for each in page.iter("link")}
    assert (heads["prev"], heads["next"]) == ("../7/index.html", "../9/index.html")
    (near,) = (each for each in page.iter("ul") if each.get("class") == "related")
    assert [each.get("href") for each in near.iter("a")] == ["../7/index.html"]


def test_it_says_how_it_is_quoted_without_a_script(site: Site) -> None:
    page = site.page("2031/papers/7/index.html")
    (cite,) = classed(page, "cite")
    assert cite.tag == "details"
    forms = {each.get("aria-label"): each for each in cite.iter("section") if each is not cite}
    assert list(forms) == ["Reference", "BibTeX", "RIS"]
    assert all("data-copy" in each.attrib for each in forms.values())
    bib = site.published()["2031/papers/7/paper.bib"].decode()
    shown = "".join(forms["BibTeX"].itertext())
    assert shown == re.sub(r"  (?:abstract|pdf) .*\n", "", bib).strip(), (
        "the file has the abstract and the PDF besides"
    )
    assert "title      = {Small models of {$x^2$} \\& friends}" in shown


def test_what_is_quoted_is_there_as_data(site: Site) -> None:
    page = site.page("2031/papers/7/index.html")
    data = [json.loads(each.text) for each in page.iter("script") if each.get("type") == "application/ld+json"]
    assert next(each for each in data if each["@type"] == "ScholarlyArticle") == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": BASE + "2031/papers/7/",
        "url": BASE + "2031/papers/7/",
        "headline": "Small models of x² & friends",
        "author": [
            {
                "@type": "Person",
                "name": "Ada Lovelace",
                "familyName": "Lovelace",
                "givenName": "Ada",
                "affiliation": [
                    {"@type": "Organization", "name": "University of London"},
                    {"@type": "Organization", "name": "Analytical Engines"},
                ],
            },
            {
                "@type": "Person",
                "name": "Alan Turing",
                "familyName": "Turing",
                "givenName": "Alan",
                "affiliation": [
                    {"@type": "Organization", "name": "University of Manchester"},
                    {"@type": "Organization", "name": "University of London"},
                ],
            },
            {"@type": "Person", "name": "Grace Hopper", "familyName": "Hopper", "givenName": "Grace"},
        ],
        "datePublished": "2031-12-06",
        "isPartOf": {"@type": "Collection", "name": "The Workshop on Tiny Things at BIGCONF 2031"},
        "abstract": "Why small. And how.",
        "keywords": ["reasoning", "size"],
        "award": "Best Paper",
        "inLanguage": "en",
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": BASE + "2031/papers/7/small-models-of-x2-friends.pdf",
            "encodingFormat": "application/pdf",
        },
        "sameAs": [
            "https://arxiv.org/abs/2305.13048",
            "https://openreview.net/forum?id=aVh9KRZdRk",
            "https://doi.org/10.1145/3442188.3445922",
        ],
    }


def test_markup_in_a_title_stays_text_in_tags_and_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    evil = "</script><script>alert(1)</script>&\"'"
    papers = json.dumps([{"id": "7", "title": evil, "authors": evil, "abstract": evil, "keywords": [evil]}])
    site = Site(tmp_path / "site", {**SITE, "content/papers.yaml": papers, "content/schedule.yaml": None}, capsys)
    assert site.build("--base-url", BASE).code == 0
    page = site.page("2031/papers/7/index.html")
    assert [each for each in page.iter("script") if each.get("type") is None and each.get("src") is None] == []
    assert dict(metas(page))["citation_title"] == evil


# Google Scholar, “Inclusion Guidelines for Webmasters”: its points, in the guidelines' own order


def test_scholar_each_paper_has_an_address_of_its_own(site: Site) -> None:
    """Content, crawling: a page holds one paper, with its abstract to be seen at once, without click or log-in."""
    for number in (7, 8, 9):
        page = site.page(f"2031/papers/{number}/index.html")
        assert [name for name, _ in metas(page)].count("citation_title") == 1
    page = site.page("2031/papers/7/index.html")
    (abstract,) = classed(page, "paper-abstract")
    assert not any(abstract in list(each.iter()) for each in page.iter("details"))


def test_scholar_papers_are_few_plain_links_from_the_home_page(site: Site) -> None:
    """Crawling: every paper is reached from the home page by simple links, and robots may read all of them."""
    reached, waiting = {"index.html"}, ["index.html"]
    while waiting:
        here = waiting.pop()
        for link in site.page(here).iter("a"):
            found = unquote(urljoin(f"/{here}", link.get("href", "")).partition("#")[0]).lstrip("/")
            if found.endswith(".html") and found not in reached and "://" not in found:
                reached.add(found)
                waiting.append(found)
    assert {f"2031/papers/{number}/index.html" for number in (7, 8, 9)} < reached
    robots = RobotFileParser()
    robots.parse(site.published()["robots.txt"].decode().splitlines())
    assert robots.can_fetch("Googlebot", BASE + "2031/papers/7/small-models-of-x2-friends.pdf")


def test_scholar_the_sitemap_has_every_paper(site: Site) -> None:
    """Crawling: new papers are found by the sitemap."""
    written = site.published()["sitemap.xml"].decode()
    assert all(f"<loc>{BASE}2031/papers/{number}/</loc>" in written for number in (7, 8, 9))


def test_scholar_tags_name_title_authors_and_date(site: Site) -> None:
    """Indexing: title, every author in an own tag by name alone and in order, and the date of publication as year,
    month and day with slashes; where it appeared in the tag for conferences."""
    tags = metas(site.page("2031/papers/7/index.html"))
    assert [value for name, value in tags if name == "citation_title"] == ["Small models of x² & friends"]
    assert [value for name, value in tags if name == "citation_author"] == [
        "Lovelace, Ada",
        "Turing, Alan",
        "Hopper, Grace",
    ]
    assert [value for name, value in tags if name == "citation_publication_date"] == ["2031/12/06"]
    assert ("citation_conference_title", "The Workshop on Tiny Things at BIGCONF 2031") in tags
    assert [name for name, _ in tags if "institution" in name or "journal" in name] == []
    assert all(value for _, value in tags)


def test_scholar_the_pdf_stands_in_the_folder_of_its_page(site: Site) -> None:
    """Indexing: the tag of the PDF is a whole address, in the same folder as the page, and ends with .pdf; a PDF that
    is elsewhere has no tag."""
    address = dict(metas(site.page("2031/papers/7/index.html")))["citation_pdf_url"]
    assert re.fullmatch(rf"{BASE}2031/papers/7/[^/]+\.pdf", address)
    assert site.published()[address.removeprefix(BASE)] == b"%PDF-1.4"
    assert "citation_pdf_url" not in dict(metas(site.page("2031/papers/9/index.html")))


def test_scholar_pdfs_of_more_than_5_mb_are_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Indexing: a file must not exceed 5 MB."""
    site = Site(tmp_path / "site", {**SITE, "static/papers/7.pdf": b"%PDF-1.4" + bytes(5_200_000)}, capsys)
    told = site.build()
    assert told.problems.splitlines()[0] == (
        "content/papers.yaml:16:8: warning: this PDF has 5.2 MB, and Google Scholar reads none of more than 5 "
        "[large-pdf]"
    )
    assert told.code == 0


def test_scholar_the_title_is_the_largest_text_and_authors_follow(site: Site) -> None:
    """Indexing: for readers of the page itself the title is its one main heading, and the authors come after it."""
    page = site.page("2031/papers/7/index.html")
    (title,) = page.iter("h1")
    assert words(title) == "Small models of x2 & friends"
    shown = [each for each in page.iter() if each.tag == "h1" or "author-list" in each.get("class", "")]
    assert [each.tag for each in shown] == ["h1", "ul"]


# The PDF


def test_a_pdf_is_published_beside_its_page_only(site: Site) -> None:
    found = {path for path in site.published() if path.endswith(".pdf")}
    assert found == {"2031/papers/7/small-models-of-x2-friends.pdf", "papers/7-slides.pdf"}


def test_a_pdf_that_a_page_links_stays_where_it_was_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = "---\ntitle: Call\n---\nSee [this paper](papers/7.pdf).\n"
    site = Site(tmp_path / "site", {**SITE, "content/pages/call.md": call}, capsys)
    assert site.build().code == 0
    assert {"papers/7.pdf", "2031/papers/7/small-models-of-x2-friends.pdf"} < site.published().keys()


def test_proceedings_in_one_file_stay_where_they_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = "- {id: 1, title: One, pdf: papers/7.pdf}\n- {id: 2, title: Two, pdf: papers/7.pdf}\n"
    site = Site(tmp_path / "site", {**SITE, "content/papers.yaml": papers, "content/schedule.yaml": None}, capsys)
    assert site.build().code == 0
    assert [path for path in site.published() if path.endswith("7.pdf")] == ["papers/7.pdf"]


# The list


def test_the_list_offers_its_papers_as_data(site: Site) -> None:
    page = site.page("2031/papers/index.html")
    (files,) = classed(page, "list-files")
    links = {each.get("href"): words(each) for each in files.iter("a")}
    assert links == {f"../{export.name}": export.title for export in registry.PAPERS}
    assert {"../papers.bib": "BibTeX", "../papers.csv": "CSV"}.items() <= links.items()
    library = bibtexparser.parse_string(site.published()["2031/papers.bib"].decode())
    assert (len(library.entries), library.failed_blocks) == (3, [])


def many(count: int) -> str:
    return json.dumps([{"id": str(number), "title": f"Paper {number}"} for number in range(1, count + 1)])


@pytest.mark.whole
def test_a_long_list_has_several_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path / "site", {**SITE, "content/papers.yaml": many(601), "content/schedule.yaml": None}, capsys)
    assert site.build("--base-url", BASE).code == 0
    pages = [site.page(f"2031/papers/{name}index.html") for name in ("", "page-2/", "page-3/")]
    shown = [[words(each) for each in classed(page, "paper-title")] for page in pages]
    assert [len(each) for each in shown] == [300, 300, 1]
    assert [title for each in shown for title in each] == [f"Paper {number}" for number in range(1, 602)]
    assert [said(page, "pager") for page in pages] == [
        ["1 2 3 Next page"],
        ["Previous page 1 2 3 Next page"],
        ["Previous page 1 2 3"],
    ]
    (pager,) = classed(pages[1], "pager")
    assert [each.get("href") for each in pager.iter("a")] == [
        "../index.html",
        "../index.html",
        "index.html",
        "../page-3/index.html",
        "../page-3/index.html",
    ]
    assert [words(each) for each in pager.iter("a") if each.get("aria-current") == "page"] == ["2"]
    (title,) = pages[1].iter("title")
    assert title.text == "Accepted papers (2/3) · TINY 2031"
    assert words(classed(site.page("2031/index.html"), "section-papers")[0]).endswith("All 601 papers")


def test_a_paper_is_not_taken_for_a_page_of_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    papers = json.loads(many(301))
    papers[0]["id"] = "page-2"
    files = {**SITE, "content/papers.yaml": json.dumps(papers), "content/schedule.yaml": None}
    site = Site(tmp_path / "site", files, capsys)
    assert site.build().code == 0
    assert {"2031/papers/page-2/index.html", "2031/papers/page-2-2/index.html"} < site.published().keys()
    assert words(classed(site.page("2031/papers/page-2/index.html"), "paper-title")[0]) == "Paper 301"
