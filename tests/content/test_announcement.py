"""The line on all pages: who shows it, until when, and where it leads."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import GOOD, Site

MakeSite = Callable[..., Site]

PAGES = {
    "index.html": "2031/call/index.html",
    "2031/index.html": "call/index.html",
    "2031/call/index.html": "index.html",
    "2031/papers/7/index.html": "../../call/index.html",
}
"""Pages, each with its way to the call."""
JUNE_2 = 1_938_124_800  # 2031-06-02T00:00:00Z


def announced(site: Site, page: str = "2031/call/index.html") -> list[tuple[str, str | None, str | None]]:
    """What a page announces: the words, where they lead, and until when."""
    lines = [each for each in site.page(page).iter("aside") if each.get("class") == "announcement"]
    return [
        (
            " ".join("".join(line.itertext()).split()),
            next((link.get("href") for link in line.iter("a")), None),
            line.get("data-until"),
        )
        for line in lines
    ]


@pytest.fixture
def site(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Site]:
    """Builds a site with this announcement, on 2 June 2031 at midnight UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(JUNE_2))

    def made(line: str) -> Site:
        return make_site({"content/site.yaml": f"{GOOD['content/site.yaml']}announcement: {line}\n"})

    return made


def test_it_stands_on_all_pages_and_is_escaped(site: Callable[[str], Site]) -> None:
    made = site("{text: Register <now> & here, until: 2031-06-02 18:00 PT, url: call}")
    assert made.build().problems == ""
    for page, way in PAGES.items():
        assert announced(made, page) == [("Register <now> & here", way, "2031-06-02T18:00:00-07:00")]
    ((words, _, _),) = announced(made, "404.html")
    assert words == "Register <now> & here"


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("The call is out", [("The call is out", None, None)]),
        ("{text: A, until: TBD}", [("A", None, None)]),
        ("TBD", []),
        ("{text: A, until: 2031-06-02}", [("A", None, "2031-06-03T00:00:00+02:00")]),
        ("{text: A, until: 2031-06-02 24:00}", [("A", None, "2031-06-03T00:00:00+02:00")]),
        ("{text: A, until: 2031-06-01}", []),
        ("{text: A, until: 2031-06-02 02:00}", []),
        ("{text: A, until: 2031-06-02 02:01}", [("A", None, "2031-06-02T02:01:00+02:00")]),
        ("news", [("The call is out", "../news/index.html#2031-06-01-the-call-is-out", "2031-06-09T00:00:00+02:00")]),
        ("{text: News, url: call}", [("The call is out", "index.html", "2031-06-09T00:00:00+02:00")]),
        ("{text: news, until: 2031-06-01}", []),
    ],
)
def test_until_when_it_stands(
    site: Callable[[str], Site], line: str, shown: list[tuple[str, str | None, str | None]]
) -> None:
    made = site(line)
    assert made.build().problems == ""
    assert announced(made) == shown


def test_news_is_announced_only_where_there_is_any(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/site.yaml": f"{GOOD['content/site.yaml']}announcement: news\n",
            "content/news.yaml": None,
        }
    )
    assert site.build().problems == ""
    assert announced(site) == []


def test_it_goes_with_the_first_build_after_its_time(
    site: Callable[[str], Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = site("{text: A, until: 2031-06-02}")
    assert made.build().code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(JUNE_2 + 22 * 3600 - 1))
    assert made.build().code == 0
    assert len(announced(made)) == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(JUNE_2 + 22 * 3600))
    assert made.build().code == 0
    assert announced(made) == announced(made, "index.html") == []


def test_what_cannot_be_read_of_it_is_told(site: Callable[[str], Site]) -> None:
    told = site("{text: A, until: soon, url: nowhere}").build().problems
    assert 'error: "soon" is not a date' in told
    assert "error: there is no page or file `nowhere`" in told


def test_an_earlier_edition_announces_nothing(site: Callable[[str], Site]) -> None:
    made = site("{text: A, url: call}")
    made.write(
        {
            "editions/2030/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2030\nannouncement: Old\n",
            "editions/2030/pages/overview.md": "---\ntitle: Overview\n---\nIt was.\n",
        }
    )
    assert made.build().code == 0
    assert announced(made, "2030/overview/index.html") == []
    assert [words for words, _, _ in announced(made)] == ["A"]
