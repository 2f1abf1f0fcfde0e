"""Which files a site has, where, and from which values each is made."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.exports import registry as exports
from enlsp_site.model.dates import Dates, ImportantDate
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.media import PictureCopy, StaticFile
from enlsp_site.model.news import News, NewsItem
from enlsp_site.model.pages import Page
from enlsp_site.model.papers import Author, Paper, Papers
from enlsp_site.model.people import Group, Person
from enlsp_site.model.record import Html, Link
from enlsp_site.model.site import EditionLink, Site
from enlsp_site.model.sponsors import Sponsor, Sponsors, Tier
from enlsp_site.model.targets import Target
from enlsp_site.pages.site import plan, sections
from enlsp_site.storage.keys import key_of

BASE = "https://example.org/tiny/"
HERE = Origin("content/x.yaml", (), 1, 1)

SITE = Site(
    origin=HERE,
    name="TINY",
    title="The Workshop on Tiny Things",
    edition="2031",
    home=("overview", "speakers", "papers", "sponsors", "news", "editions"),
)
PAPERS = Papers(
    heading="Accepted papers",
    papers=(
        Paper(origin=HERE, id="7", slug="7", title="Small models", abstract="Why small."),
        Paper(
            origin=HERE,
            id="8",
            slug="8",
            title=r"\(x^2\) for $1,000",
            authors=(Author(name="Ada"), Author(name="Alan")),
        ),
        Paper(origin=HERE, id="9", slug="9", title="Untold"),
    ),
)
ADA = Person(origin=HERE, name="Ada", slug="ada")
DATES = Dates(heading="Dates", dates=(ImportantDate(origin=HERE, name="Deadline", days=(dt.date(2031, 8, 22),)),))
WHOLE = Edition(
    id="2031",
    folder="content",
    site=SITE,
    pages=(
        Page(
            origin=HERE,
            name="overview",
            title="Overview",
            body=Html(html="<p>Tiny.</p>"),
            description="What is tiny.",
        ),
        Page(origin=HERE, name="call", title="Call for Papers", body=Html(html="<p>Send.</p>")),
    ),
    groups=(Group(origin=HERE, name="speakers", heading="Speakers", people=(ADA,)),),
    dates=DATES,
    papers=PAPERS,
    sponsors=Sponsors(
        heading="Sponsors", tiers=(Tier(name="Gold", rank=0, sponsors=(Sponsor(origin=HERE, name="Labs"),)),)
    ),
    news=News(heading="News", items=(NewsItem(origin=HERE, slug="n", title="Out", date=dt.date(2031, 6, 1)),)),
)
PAGES = [
    "2031/index.html",
    "index.html",
    "2031/overview/index.html",
    "2031/call/index.html",
    "2031/speakers/index.html",
    "2031/dates/index.html",
    "2031/sponsors/index.html",
    "2031/news/index.html",
    "2031/papers/index.html",
    "2031/papers/7/index.html",
    "2031/papers/8/index.html",
    "2031/papers/9/index.html",
    "2031/cards/index.html",
]


def earlier(year: str, **more: Any) -> Edition:
    """An edition of another year, with nothing in it but its name."""
    return Edition(id=year, folder=f"editions/{year}", site=replace(SITE, edition=year, home=("editions",), **more))


def planned(*editions: Edition, base: str = BASE, **more: Any) -> dict[str, Target]:
    """The targets of a workshop by path."""
    targets = plan(Workshop(editions=editions or (WHOLE,), **more), base)
    assert len({target.path for target in targets}) == len(targets)
    return {target.path: target for target in targets}


def titles(links: tuple[Link | EditionLink, ...]) -> list[tuple[str, str]]:
    return [(link.title, link.url) for link in links]


# Which files there are


def test_every_section_and_paper_has_a_page() -> None:
    found = planned()
    assert [path for path, target in found.items() if "head" in target.inputs] == [*PAGES, "404.html"]
    assert found["2031/speakers/index.html"].recipe == "section.html"
    assert found["2031/papers/7/index.html"].recipe == "paper.html"
    assert found["2031/index.html"].recipe == found["index.html"].recipe == "home.html"


def test_what_is_beside_the_pages() -> None:
    others = {path: target.recipe for path, target in planned().items() if "head" not in target.inputs}
    assert others == {
        "2031/look.css": "look.css",
        "2031/motif.svg": "motif",
        "2031/icon.svg": "icon.svg",
        "2031/icon.png": "icon",
        "favicon.ico": "icon",
        "2031/cards/edition.png": "card",
        "2031/cards/speakers/ada.png": "card",
        "2031/cards/pages/overview.png": "card",
        "2031/cards/pages/call.png": "card",
        "2031/feed.xml": "feed",
        "feed.xml": "series feed",
        "2031/dates.ics": "calendar",
        "2031/papers/7/paper.bib": "papers.bib",
        "2031/papers/8/paper.bib": "papers.bib",
        "2031/papers/9/paper.bib": "papers.bib",
        **{f"2031/{export.name}": export.name for export in exports.PAPERS},
        "2031/search.js": "search",
        "2031/sw.js": "service worker",
        "2031/manifest.webmanifest": "manifest",
        "sitemap.xml": "sitemap",
        "robots.txt": "robots",
    }


def test_without_an_address_there_is_neither_feed_nor_sitemap_nor_a_card_that_links_alone_show() -> None:
    found = planned(base="")
    cards = {"2031/cards/pages/overview.png", "2031/cards/pages/call.png"}
    assert planned().keys() - found.keys() == {"2031/feed.xml", "feed.xml", "sitemap.xml", *cards}
    assert found["robots.txt"].inputs == {"sitemap": ""}
    assert {found[path].inputs["head"].canonical for path in PAGES} == {""}
    assert {found[path].inputs["frame"].feed for path in PAGES} == {""}


def test_without_news_there_is_no_feed() -> None:
    found = planned(replace(WHOLE, news=None))
    assert "2031/feed.xml" not in found
    assert "feed.xml" not in found
    assert found["index.html"].inputs["frame"].feed == ""


def test_files_are_copied_from_where_they_are() -> None:
    file = StaticFile(path="images/ada.jpg", source="static/images/ada.jpg", digest="d")
    target = planned(files=(file,))["images/ada.jpg"]
    assert (target.recipe, target.inputs) == ("copy", {"source": "static/images/ada.jpg", "digest": "d"})


def test_a_picture_of_which_pages_show_copies_is_published_itself_where_it_is_linked() -> None:
    copy = PictureCopy(
        path="2031/pictures/ada-0-128.avif",
        source="static/images/ada.jpg",
        digest="d",
        box=(0, 0, 300, 300),
        width=128,
        height=128,
        form="avif",
    )
    file = StaticFile(path="images/ada.jpg", source="static/images/ada.jpg", digest="d")
    found = planned(replace(WHOLE, pictures=(copy,)), files=(file,), originals=("images/ada.jpg",))
    assert (found[copy.path].recipe, found[copy.path].inputs) == ("picture", {"copy": copy})
    assert found[file.path].inputs == {"source": "static/images/ada.jpg", "digest": "d", "if_linked": True}


def test_two_files_of_one_path_are_both_planned_so_that_it_is_noticed() -> None:
    file = StaticFile(path="2031/call/index.html", source="static/2031/call/index.html", digest="d")
    targets = plan(Workshop(editions=(WHOLE,), files=(file,)), BASE)
    assert [target.recipe for target in targets if target.path == file.path] == ["section.html", "copy"]


# What pages are handed


def test_home_shows_what_site_yaml_lists_in_its_order() -> None:
    shown = planned()["2031/index.html"].inputs["sections"]
    assert [section.name for section in shown] == ["overview", "speakers", "papers", "sponsors", "news"]


def test_the_root_shows_the_home_page_which_says_where_it_lives() -> None:
    found = planned()
    assert found["index.html"].inputs == found["2031/index.html"].inputs
    assert found["index.html"].inputs["head"].path == "2031/index.html"
    assert found["index.html"].inputs["head"].canonical == BASE + "2031/"


def test_pages_name_the_address_to_quote() -> None:
    found = planned()
    assert [found[path].inputs["head"].canonical for path in PAGES[2:4]] == [
        BASE + "2031/overview/",
        BASE + "2031/call/",
    ]
    assert found["2031/papers/7/index.html"].inputs["head"].canonical == BASE + "2031/papers/7/"
    assert found["404.html"].inputs["head"].canonical == ""


def test_sitemap_lists_what_the_pages_quote() -> None:
    found = planned(WHOLE, earlier("2030"))
    quoted = [target.inputs["head"].canonical for target in found.values() if "head" in target.inputs]
    listed = found["sitemap.xml"].inputs["urls"]
    assert set(listed) == set(quoted) - {""}
    assert len(listed) == len(set(listed))
    assert found["robots.txt"].inputs == {"sitemap": BASE + "sitemap.xml"}


@pytest.mark.parametrize(
    ("path", "title", "description"),
    [
        ("index.html", "TINY 2031: The Workshop on Tiny Things", "The Workshop on Tiny Things"),
        ("2031/overview/index.html", "Overview · TINY 2031", "What is tiny."),
        (
            "2031/call/index.html",
            "Call for Papers · TINY 2031",
            "Call for Papers: The Workshop on Tiny Things, 2031.",
        ),
        ("2031/papers/7/index.html", "Small models · TINY 2031", "Why small."),
        ("2031/papers/8/index.html", r"\(x^2\) for $1,000 · TINY 2031", r"\(x^2\) for $1,000 (Ada, Alan)"),
        ("2031/papers/9/index.html", "Untold · TINY 2031", "The Workshop on Tiny Things"),
        ("404.html", "Page not found · TINY", "There is no page at this address."),
    ],
)
def test_pages_say_what_they_are(path: str, title: str, description: str) -> None:
    head = planned()[path].inputs["head"]
    assert (head.title, head.description) == (title, description)


def test_the_home_page_is_described_by_site_yaml() -> None:
    told = replace(SITE, theme="A theme")
    assert planned(replace(WHOLE, site=told))["index.html"].inputs["head"].description == "A theme"
    told = replace(told, description="A description")
    assert planned(replace(WHOLE, site=told))["index.html"].inputs["head"].description == "A description"


def test_the_hero_leads_to_what_there_is() -> None:
    assert titles(planned()["index.html"].inputs["actions"]) == [
        ("Call for Papers", "site:2031/call/index.html"),
        ("Accepted papers", "site:2031/papers/index.html"),
    ]


def test_navigation_has_the_sections_of_the_home_page_by_default() -> None:
    nav = titles(planned()["2031/call/index.html"].inputs["frame"].nav)
    assert nav[:2] == [("Overview", "site:2031/overview/index.html"), ("Speakers", "site:2031/speakers/index.html")]
    assert [title for title, _ in nav] == ["Overview", "Speakers", "Accepted papers", "Sponsors", "News"]


def test_navigation_is_as_written_and_a_section_is_called_as_it_is_headed() -> None:
    nav = (
        Link(title="", url="site:2031/call/index.html", kind="call"),
        Link(title="Program", url="site:2031/papers/index.html"),
        Link(title="Host", url="https://example.org/"),
    )
    assert titles(planned(replace(WHOLE, site=replace(SITE, nav=nav)))["index.html"].inputs["frame"].nav) == [
        ("Call for Papers", "site:2031/call/index.html"),
        ("Program", "site:2031/papers/index.html"),
        ("Host", "https://example.org/"),
    ]
    assert planned(replace(WHOLE, site=replace(SITE, nav=())))["index.html"].inputs["frame"].nav == ()


def test_data_is_at_hand_on_every_page() -> None:
    found = planned(replace(WHOLE, data={"rooms": ["Ballroom"]}))
    assert [found[path].inputs["data"] for path in [*PAGES, "404.html"]] == [{"rooms": ["Ballroom"]}] * 14


def test_feed_is_handed_the_news_and_its_addresses() -> None:
    assert planned()["2031/feed.xml"].inputs == {
        "title": "TINY 2031 news",
        "author": "TINY",
        "url": BASE + "2031/news/",
        "base_url": BASE,
        "path": "2031/feed.xml",
        "news": WHOLE.news,
    }


# Several editions


def test_each_edition_lives_at_its_year_and_the_root_is_the_current_ones() -> None:
    found = planned(WHOLE, earlier("2030"), earlier("2029"))
    assert {"2030/index.html", "2030/look.css", "2030/motif.svg", "2029/index.html"} <= found.keys()
    assert found["index.html"].inputs["frame"].edition == "2031"
    assert found["404.html"].inputs["frame"].edition == "2031"


def test_editions_link_one_another_newest_first() -> None:
    elsewhere = EditionLink(title="TINY 2020", url="https://example.org/2020/")
    current = replace(WHOLE, site=replace(SITE, editions=(elsewhere,)))
    found = planned(current, earlier("2030"), earlier("2028", name="SMALL"), archives=("2029", "2027"))
    assert titles(found["index.html"].inputs["frame"].editions) == [
        ("TINY 2030", "site:2030/index.html"),
        ("TINY 2029", "site:2029/index.html"),
        ("SMALL 2028", "site:2028/index.html"),
        ("TINY 2027", "site:2027/index.html"),
        ("TINY 2020", "https://example.org/2020/"),
    ]
    assert [link.title for link in found["2030/index.html"].inputs["frame"].editions] == [
        "TINY 2031",
        "TINY 2029",
        "SMALL 2028",
        "TINY 2027",
        "TINY 2020",
    ]


def test_earlier_editions_say_which_is_the_current_one() -> None:
    found = planned(WHOLE, earlier("2030"))
    assert found["2030/index.html"].inputs["frame"].newer == EditionLink(
        title="TINY 2031", url="site:2031/index.html", current=True
    )
    assert found["2031/index.html"].inputs["frame"].newer is None
    assert found["2031/editions/index.html"].inputs["section"].heading == "Previous editions"
    assert found["2030/editions/index.html"].inputs["section"].heading == "Other editions"


def test_a_single_edition_has_no_page_of_editions() -> None:
    assert "editions" not in sections(WHOLE)
    assert "2031/editions/index.html" not in planned()


# A target is handed what it shows: its key changes with that, and with nothing else


def changed(before: dict[str, Target], after: dict[str, Target]) -> list[str]:
    """The paths whose keys differ."""
    assert before.keys() == after.keys()
    keys = [
        {path: key_of((target.recipe, target.inputs), "1") for path, target in found.items()}
        for found in (before, after)
    ]
    return sorted(path for path in before if keys[0][path] != keys[1][path])


HOMES = ["2031/index.html", "index.html"]
SEARCH = "2031/search.js"


@pytest.mark.parametrize(
    ("edit", "stale"),
    [
        ({"sponsors": Sponsors(heading="Sponsors")}, ["2031/sponsors/index.html", SEARCH]),
        ({"news": News(heading="News")}, ["2031/feed.xml", "2031/news/index.html", "feed.xml", SEARCH]),
        (
            {"groups": (replace(WHOLE.groups[0], people=(replace(ADA, affiliations=("London",)),)),)},
            ["2031/speakers/index.html", "2031/cards/speakers/ada.png", "2031/cards/index.html", SEARCH],
        ),
        (
            {"dates": replace(DATES, dates=(replace(DATES.dates[0], days=(dt.date(2031, 8, 29),)),))},
            ["2031/dates/index.html", "2031/dates.ics"],
        ),
        (
            {"pages": (replace(WHOLE.pages[0], body=Html(html="New")), WHOLE.pages[1])},
            ["2031/overview/index.html", SEARCH],
        ),
    ],
    ids=["sponsors", "news", "people", "dates", "page"],
)
def test_an_edit_makes_again_what_shows_it_and_nothing_else(edit: dict[str, Any], stale: list[str]) -> None:
    homes = [] if "dates" in edit else HOMES  # of which that of this edition shows the workshop's own day alone
    assert changed(planned(), planned(replace(WHOLE, **edit))) == sorted([*stale, *homes])


def with_paper(**edit: Any) -> Edition:
    """The edition with its first paper edited."""
    first, *others = PAPERS.papers
    return replace(WHOLE, papers=replace(PAPERS, papers=(replace(first, **edit), *others)))


def data(of: str) -> list[str]:
    """The exports of papers that are made of these."""
    return [f"2031/{export.name}" for export in exports.PAPERS if export.of == of]


def test_an_abstract_makes_again_its_page_and_the_data_that_hold_it() -> None:
    stale = changed(planned(), planned(with_paper(abstract="Because.")))
    pages = ["2031/papers/7/index.html", "2031/papers/index.html"]
    quoted = [*data("citations"), "2031/papers/7/paper.bib"]
    assert stale == sorted([*data("papers"), *quoted, *pages, SEARCH])


def test_what_the_list_shows_of_a_paper_makes_it_again() -> None:
    listed = [*data("papers"), "2031/papers/7/index.html", "2031/papers/index.html", *HOMES]
    assert changed(planned(), planned(with_paper(tldr="Small is fine."))) == sorted([*listed, SEARCH])
    assert changed(planned(), planned(with_paper(decision="oral"))) == sorted(listed)


def test_a_title_makes_again_all_that_names_the_paper() -> None:
    stale = changed(planned(), planned(with_paper(title="Little models")))
    quoted = [*data("citations"), "2031/papers/7/paper.bib"]
    neighbour = ["2031/papers/8/index.html"]
    pages = ["2031/papers/7/index.html", "2031/papers/index.html", *HOMES]
    assert stale == sorted([*data("papers"), *quoted, *neighbour, *pages, SEARCH])


def test_a_page_that_is_not_on_the_home_page_does_not_make_it_again() -> None:
    call = replace(WHOLE.pages[1], body=Html(html="New"))
    assert changed(planned(), planned(replace(WHOLE, pages=(WHOLE.pages[0], call)))) == [
        "2031/call/index.html",
        SEARCH,
    ]


def test_a_heading_that_navigation_shows_makes_all_pages_again() -> None:
    edit = replace(WHOLE, sponsors=Sponsors(heading="Friends", tiers=WHOLE.sponsors.tiers if WHOLE.sponsors else ()))
    assert changed(planned(), planned(edit)) == sorted([*PAGES, "404.html", SEARCH])


def test_where_values_were_written_does_not_matter() -> None:
    moved = Origin("content/y.yaml", ("people", 3), 7, 9)
    speaker = replace(ADA, origin=moved)
    edit = replace(
        WHOLE,
        groups=(Group(origin=moved, name="speakers", heading="Speakers", people=(speaker,)),),
        inner_links=(("site:index.html", moved),),
        site=replace(SITE, origin=moved),
    )
    assert changed(planned(), planned(edit)) == []


def test_an_edit_of_one_edition_leaves_the_others_alone() -> None:
    one, other = replace(WHOLE, id="2030"), earlier("2031")
    told = replace(one, news=News(heading="News"))
    stale = changed(planned(other, one), planned(other, told))
    assert stale == ["2030/feed.xml", "2030/index.html", "2030/news/index.html", "2030/search.js", "feed.xml"]
