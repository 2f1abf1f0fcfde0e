"""Logos that cannot be seen on what is behind them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]


def drawing(colour: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path fill="{colour}" d="M0 0h9v9z"/></svg>'


FILES = {"static/images/white.svg": drawing("#fff"), "static/images/black.svg": drawing("#111")}


def built(make_site: MakeSite, logos: str) -> Site:
    return make_site(
        {**FILES, "content/sponsors.yaml": f"- tier: Gold\n  sponsors:\n    - {{name: Labs, {logos}}}\n"}
    )


@pytest.mark.parametrize(
    ("logos", "told"),
    [
        ("logo: images/white.svg", "the logo of Labs is nearly white"),
        ("logo: images/black.svg, logo_dark: images/black.svg", "the logo of Labs for dark pages is nearly black"),
        ("logo: images/white.svg, logo_dark: images/black.svg", "the logos of Labs are exchanged"),
    ],
)
def test_a_logo_that_is_lost_is_told_at_its_place(make_site: MakeSite, logos: str, told: str) -> None:
    problems = built(make_site, logos).build().problems
    assert "content/sponsors.yaml:3" in problems
    assert told in problems
    assert problems.count("[lost-logo]") == 1


@pytest.mark.parametrize(
    "logos",
    ["logo: images/black.svg", "logo_dark: images/white.svg", "logo: images/black.svg, logo_dark: images/white.svg"],
)
def test_a_logo_that_can_be_seen_is_not(make_site: MakeSite, logos: str) -> None:
    assert built(make_site, logos).build().problems == ""


def test_it_stands_on_a_plate(make_site: MakeSite) -> None:
    site = built(make_site, "logo: images/white.svg")
    site.build()
    assert '<span class="logo logo-on-ink">' in site.published()["2031/sponsors/index.html"].decode()
    site.write({"content/site.yaml": "name: T\ntitle: T\nedition: 2031\nlook: {logo: images/black.svg}\n"})
    site.build()
    assert 'class="brand-logo logo-on-paper"' in site.published()["index.html"].decode()
