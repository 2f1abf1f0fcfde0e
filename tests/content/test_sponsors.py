"""Sponsors as loaded."""

from __future__ import annotations

from collections.abc import Callable

from sites import Site, drawing, words

MakeSite = Callable[..., Site]


def test_sponsors_and_tiers_to_be_announced(make_site: MakeSite) -> None:
    site = make_site({"content/sponsors.yaml": "- {tier: TBD, sponsors: [TBA, {name: tbd}]}\n"})
    assert site.build().problems == ""
    main = words(site.page("2031/sponsors/index.html").find(".//main"))
    assert main.count("To be announced") == 3


def test_a_logo_for_dark_pages_alone_is_shown_on_a_dark_plate(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/sponsors.yaml": "- {tier: Gold, sponsors: [{name: Night Labs, logo_dark: images/night.svg}]}\n",
            "static/images/night.svg": drawing(40, 20),
        }
    )
    assert site.build().code == 0
    plates = site.page("2031/sponsors/index.html").findall(".//span[@class='logo logo-on-ink']")
    assert [plate.find("img").get("alt") for plate in plates] == ["Night Labs"]
