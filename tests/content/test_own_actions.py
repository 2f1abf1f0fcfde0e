"""Actions that organizers name themselves: when they count, and what is wrong in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]


def site_yaml(*more: str) -> dict[str, str]:
    rows = "".join(f"    - {{{each}}}\n" for each in more)
    text = "name: TINY\ntitle: Tiny\nedition: 2031\ntimezone: Europe/Paris\nhome: []\nactions:\n  more:\n"
    return {"content/site.yaml": text + rows, "content/pages/call.md": None, "content/news.yaml": None}


def shown(site: Site, monkeypatch: pytest.MonkeyPatch, now: str) -> list[tuple[str, str, str]]:
    """The actions of the home page that are the organizers', with their moments, in a build at a moment."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(dt.datetime.fromisoformat(now).timestamp())))
    assert site.build().code == 0
    rows = site.page("index.html").find(".//*[@class='actions']")
    found = [] if rows is None else [row for row in rows if row.get("data-kind") == "own"]
    return [(row.find("a").text, row.get("data-from", ""), row.get("data-until", "")) for row in found]


def test_each_counts_for_its_time(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(
        site_yaml(
            "title: Chat, url: 'https://c.example/'",
            "title: Join, url: 'https://j.example/', from: 2031-12-05, until: 2031-12-06",
        )
    )
    chat, join = ("Chat", "", ""), ("Join", "2031-12-05T00:00:00+01:00", "2031-12-07T00:00:00+01:00")
    assert shown(site, monkeypatch, "2031-12-01T00:00:00+00:00") == [chat, join]
    assert shown(site, monkeypatch, "2031-12-05T12:00:00+00:00") == [join, chat]
    assert shown(site, monkeypatch, "2031-12-07T12:00:00+00:00") == [chat]


def test_a_moment_is_in_its_own_zone(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(site_yaml("title: Join, url: 'https://j.example/', from: 2031-12-05 08:00 PT, until: TBD"))
    assert shown(site, monkeypatch, "2031-12-01T00:00:00+00:00") == [("Join", "2031-12-05T08:00:00-08:00", "")]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("title: Join, url: 'https://j.example/', from: 2031-12-05, until: 2031-12-04", "over before it begins"),
        ("title: Join, url: 'https://j.example/', from: soon", '"soon"'),
        ("title: Join, url: nowhere", "[broken-link]"),
        ("url: 'https://j.example/'", "`title`"),
    ],
)
def test_what_is_wrong_is_told(make_site: MakeSite, row: str, told: str) -> None:
    assert told in make_site(site_yaml(row)).problems()
