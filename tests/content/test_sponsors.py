"""Sponsors as loaded."""

from __future__ import annotations

from collections.abc import Callable

from sites import Site, words

MakeSite = Callable[..., Site]


def test_sponsors_and_tiers_to_be_announced(make_site: MakeSite) -> None:
    site = make_site({"content/sponsors.yaml": "- {tier: TBD, sponsors: [TBA, {name: tbd}]}\n"})
    assert site.build().problems == ""
    main = words(site.page("2031/sponsors/index.html").find(".//main"))
    assert main.count("To be announced") == 3
