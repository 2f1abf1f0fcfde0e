"""News as loaded."""

from __future__ import annotations

from collections.abc import Callable

from sites import Site

MakeSite = Callable[..., Site]


def test_news_without_a_date_is_none_yet(make_site: MakeSite) -> None:
    site = make_site({"content/news.yaml": "- {date: TBD, title: The call is out}\n"})
    assert site.problems() == (
        "content/news.yaml:1:10: error: news needs its date, for feeds are sorted by it [bad-date]\n"
        "  1 | - {date: TBD, title: The call is out}\n"
        "    |          ^\n"
        "  hint: leave it out until it is news\n"
    )
