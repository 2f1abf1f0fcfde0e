"""Accessibility of pages of every whole site, as axe sees it: on phone and desk, in light and dark.

Of many pages that are alike some are looked at (`pages.samples`). `make quality` shows axe every page of ENLSP.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.checkers import COLOURED, SIZED, TAGS, axe, prepare_axe

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("has_axe")]

PARTS = 12
"""So that no process has all the pages."""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (1280, 390)
RULES = {(1280, "light"): TAGS, (1280, "dark"): COLOURED, (390, "light"): SIZED + COLOURED, (390, "dark"): COLOURED}
"""What axe is asked in a look: in the first everything, then what may differ from it."""

COLOURS = """() => [...document.querySelectorAll("*")].map((each) => {
    const style = getComputedStyle(each);
    return [each.tagName, style.color, style.backgroundColor, style.borderColor].join(" ");
})"""


@contextmanager
def window(browser: Browser, width: int = 1280) -> Iterator[Page]:
    """A page in which nothing moves: what fades in would be caught half-way."""
    context = browser.new_context(viewport={"width": width, "height": 844}, reduced_motion="reduce")
    prepare_axe(context)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, samples: list[str], any_served: str, part: int
) -> None:
    faults = []
    assert len(samples) > PARTS
    with window(browser) as page:
        for path in samples[part::PARTS]:
            page.goto(any_served + path)
            for width, scheme in product(WIDTHS, SCHEMES):
                page.set_viewport_size({"width": width, "height": 844})
                page.emulate_media(color_scheme=scheme)
                faults += axe(page, f"{path} ({width} px, {scheme})", RULES[width, scheme])
    assert faults == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_the_open_menu_of_a_phone(browser: Browser, served: str, scheme: Scheme) -> None:
    with window(browser, 390) as page:
        page.emulate_media(color_scheme=scheme)
        page.goto(served + "2025/index.html")
        page.get_by_role("button", name="Menu").click()
        assert axe(page, "2025/index.html") == []


@pytest.mark.parametrize("chosen", SCHEMES)
def test_a_chosen_theme_has_the_colours_of_the_systems(browser: Browser, served: str, chosen: Scheme) -> None:
    """So what holds of the one, above, holds of the other."""
    colours = []
    for scheme in SCHEMES:
        with window(browser) as page:
            page.emulate_media(color_scheme=scheme)
            page.goto(served + "2025/index.html")
            page.evaluate("theme => document.documentElement.dataset.theme = theme", chosen)
            colours.append(page.evaluate(COLOURS))
    assert colours[0] == colours[1]


def test_axe_is_heard_when_it_finds_something(browser: Browser) -> None:
    with window(browser) as page:
        page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="x.png"></main>')
        (fault,) = axe(page, "x.html")
    assert fault[:2] == ("x.html", "image-alt img")
    assert fault.words.startswith("Fix any of the following: Element does not have an alt attribute ")
