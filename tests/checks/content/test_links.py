"""Links of the built site: each leads to a file that is there, and to an anchor that the page has."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, drawing

from enlsp_site.checks.content.links import Pages, follow, links_lead_somewhere
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.site import Site as SiteRecord

MakeSite = Callable[..., Site]


def workshop(*inner_links: tuple[str, Origin]) -> Workshop:
    site = SiteRecord(origin=Origin("content/site.yaml"), name="TINY", title="Tiny things", edition="2031")
    return Workshop(editions=(Edition(id="2031", folder="content", site=site, inner_links=inner_links),))


def told(pages: Pages, *inner_links: tuple[str, Origin]) -> list[tuple[str, str, str]]:
    """The place, code and message of every problem."""
    return [
        (problem.origin.file, problem.code, problem.message)
        for problem in links_lead_somewhere(workshop(*inner_links), pages)
    ]


PAGES: Pages = {
    "index.html": ([], []),
    "2031/index.html": ([], ["call"]),
    "2031/call/index.html": ([], ["topics", "größe", "a b"]),
    "2031/my page/index.html": ([], []),
    "papers/a b.pdf": ([], []),
    "papers/#1.pdf": ([], []),
    "theme/style.css": ([], []),
}


@pytest.mark.parametrize(
    "link",
    [
        "index.html",
        "../index.html",
        "../index.html#call",
        "../../index.html",
        "../../theme/style.css",
        "../../papers/a%20b.pdf",
        "../../papers/%231.pdf",
        "../../papers/a%20b.pdf#page=3".partition("#")[0],
        "../../theme/style.css?v=2",
        "../my%20page/index.html",
        "#topics",
        "#gr%C3%B6%C3%9Fe",
        "#größe",
        "#a%20b",
        "#",
        "#top",
        "#TOP",
        "",
        "https://example.org/nowhere",
        "mailto:a@example.org",
        "tel:+1",
        "//example.org/nowhere",
    ],
)
def test_links_that_lead_somewhere(link: str) -> None:
    assert told({**PAGES, "2031/call/index.html": ([link], ["topics", "größe", "a b"])}) == []


@pytest.mark.parametrize(
    ("link", "code", "message"),
    [
        ("speakers/index.html", "broken-link", "nothing is published at `2031/call/speakers/index.html`"),
        ("../speakers/index.html", "broken-link", "nothing is published at `2031/speakers/index.html`"),
        ("../../../x.html", "broken-link", "nothing is published at `../x.html`"),
        ("../", "broken-link", "nothing is published at `2031`"),
        ("/2031/index.html", "broken-link", "nothing is published at `/2031/index.html`"),
        ("#nowhere", "broken-anchor", "the page 2031/call/index.html has no `#nowhere`"),
        ("../index.html#Call", "broken-anchor", "the page 2031/index.html has no `#Call`"),
    ],
)
def test_links_that_lead_nowhere(link: str, code: str, message: str) -> None:
    assert told({**PAGES, "2031/call/index.html": ([link], ["topics"])}) == [
        ("(built) 2031/call/index.html", code, message)
    ]


def test_every_dead_link_is_told() -> None:
    pages = {"index.html": (["a.html", "b.html", "index.html"], []), "404.html": (["c.html"], [])}
    assert [message for _, _, message in told(pages)] == [
        "nothing is published at `a.html`",
        "nothing is published at `b.html`",
        "nothing is published at `c.html`",
    ]


def test_a_link_of_content_is_told_where_it_was_written_and_only_there() -> None:
    where = Origin("content/pages/call.md", (), 7, 3)
    pages = {**PAGES, "2031/call/index.html": (["../index.html#nowhere", "gone.html"], [])}
    assert told(pages, ("site:2031/index.html#nowhere", where), ("site:2031/index.html#call", where)) == [
        ("content/pages/call.md", "broken-anchor", "the page 2031/index.html has no `#nowhere`")
    ]


def test_links_of_content_are_read_as_addresses() -> None:
    where = Origin("content/site.yaml")
    assert told(PAGES, ("site:papers/a%20b.pdf", where), ("site:papers/%231.pdf", where)) == []


# As an organizer meets it


def test_an_anchor_that_a_page_has_not(make_site: MakeSite) -> None:
    site = make_site({"content/pages/overview.md": "---\ntitle: Overview\n---\nSee the\n[format](call#fromat).\n"})
    assert site.problems() == (
        "content/pages/overview.md:5:10: error: the page 2031/call/index.html has no `#fromat` [broken-anchor]\n"
        "  5 | [format](call#fromat).\n"
        "    |          ^\n"
        "  hint: anchors are made from headings and names; the page's source shows them\n"
    )


def test_a_template_of_the_site_that_links_nowhere(make_site: MakeSite) -> None:
    site = make_site({"templates/404.html": '<!doctype html><title>Lost</title><a href="home.html">Home</a>\n'})
    assert "(built) 404.html: error: nothing is published at `home.html` [broken-link]\n" in site.problems()


@pytest.mark.parametrize(
    "harmless",
    [
        '<!-- <a href="gone.html"> -->',
        "<script>const link = '<a href=\"gone.html\">'</script>",
        "<style>a[href='x'] { content: '<a href=\"gone.html\">' }</style>",
        "<p>Write href=\"gone.html\" src='gone.png'</p>",
        '<p>&lt;a href="gone.html"&gt;</p>',
        '<a title="1 > 0, href=gone.html" href="#">A</a>',
        '<a data-href="gone.html" xml:id="gone">A</a>',
    ],
)
def test_what_only_looks_like_a_link_is_none(make_site: MakeSite, harmless: str) -> None:
    told = make_site({"templates/404.html": f"<!doctype html><title>Lost</title>{harmless}\n"}).build()
    assert (told.code, told.problems) == (0, "")


@pytest.mark.parametrize(
    "link",
    [
        '<a href="gone.html">',
        "<a href='gone.html'>",
        "<a href=gone.html>",
        "<A HREF = 'gone.html'>",
        '<a title="1 > 0"\n href="gone.html">',
        '<img alt="" src="gone.html">',
        '<img alt="" srcset="theme/style.css 1x, gone.html 2x">',
        '<script src="gone.html"></script>',
        '<link rel="stylesheet" href="gone.html">',
        '<video poster="gone.html"></video>',
    ],
)
def test_links_are_found_however_they_are_written(make_site: MakeSite, link: str) -> None:
    site = make_site({"templates/404.html": f"<!doctype html><title>Lost</title>{link}\n"})
    assert "nothing is published at `gone.html`" in site.problems()


def test_code_in_markdown_that_shows_a_link_is_none(make_site: MakeSite) -> None:
    page = (
        '---\ntitle: Overview\n---\nWrite `<a href="gone.html">`:\n\n```html\n<img src="gone.png" id="call">\n```\n'
    )
    told = make_site({"content/pages/overview.md": page}).build()
    assert (told.code, told.problems) == (0, "")


def test_files_with_odd_names_are_linked_so_that_browsers_find_them(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/people/speakers.yaml": '- {name: Ada Lovelace, photo: "images/a #1 (100%)?.svg"}\n'
            "- Alan Turing\n",
            "static/images/a #1 (100%)?.svg": drawing(40, 40),
        }
    )
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    (photo,) = (each for each in site.page("2031/speakers/index.html").iter("img"))
    assert photo.get("src") == "../../images/a%20%231%20(100%25)%3F.svg"


def test_logos_for_light_and_dark_lead_to_their_files(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/sponsors.yaml": "- tier: Gold\n  sponsors:\n"
            "    - {name: Labs, logo: images/light.svg, logo_dark: images/it's dark.svg}\n",
            "static/images/light.svg": drawing(40, 20),
            "static/images/it's dark.svg": drawing(40, 20),
        }
    )
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    page = site.page("2031/sponsors/index.html")
    assert [(each.get("class"), each.get("src")) for each in page.iter("img")] == [
        ("logo-light", "../../images/light.svg"),
        ("logo-dark", "../../images/it's%20dark.svg"),
    ]


def test_every_candidate_of_a_set_of_pictures_is_placed(make_site: MakeSite) -> None:
    picture = '<img alt="" srcset="site:theme/style.css 1x, site:images/ada.jpg 2x" src=site:images/ada.jpg>'
    site = make_site({"templates/404.html": f"<!doctype html><title>Lost</title>{picture}\n"})
    assert site.build("--base-url", "https://a.example/t").problems == ""
    (shown,) = site.page("404.html").iter("img")
    assert shown.get("srcset") == "https://a.example/t/theme/style.css 1x, https://a.example/t/images/ada.jpg 2x"
    assert shown.get("src") == "https://a.example/t/images/ada.jpg"


FOLLOWED: Pages = {
    "a.html": (("site:b.html#b", "https://a.example/"), ("a",)),
    "b.html": (("#b", "a.html"), ("b",)),
    "c.pdf": ((), ()),
}


@pytest.mark.parametrize(
    "now",
    [
        FOLLOWED,
        FOLLOWED | {"a.html": (("site:b.html#b", "https://b.example/"), ("a",))},
        FOLLOWED | {"a.html": (("site:b.html#c",), ("a",))},
        FOLLOWED | {"a.html": (("site:c.pdf",), ("a",))},
        FOLLOWED | {"b.html": (("#b", "a.html"), ("other",))},
        FOLLOWED | {"b.html": (("#c",), ("b",))},
        {path: found for path, found in FOLLOWED.items() if path != "b.html"},
        FOLLOWED | {"d.html": (("gone.html",), ())},
    ],
)
def test_links_that_were_followed_before_lead_where_they_lead(now: Pages) -> None:
    workshop = Workshop(editions=())
    before = follow(None, workshop, FOLLOWED)
    found = follow(before, workshop, now)
    whole = follow(None, workshop, now)
    assert (found.problems, found.linked) == (whole.problems, whole.linked)
    assert whole.problems == links_lead_somewhere(workshop, now)
    back = follow(found, workshop, FOLLOWED)
    assert (back.problems, back.linked) == (before.problems, before.linked)
