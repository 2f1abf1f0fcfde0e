"""Accessibility of pages of every whole site, as axe sees it: on phone and desk, in light and dark.

Of many pages that are alike some are looked at (`pages.samples`), and of many entries of a page that are alike two:
the time it takes grows with more than the number of elements. `make quality` shows it all of every page of ENLSP.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.checkers import COLOURED, SIZED, Fault, axe, prepare_axe

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("has_axe")]

PARTS = 24
"""So that no process has all the pages."""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (1280, 390)
LOOKS = tuple(product(WIDTHS, SCHEMES))

LEAVE_TWO = """() => {
    const names = (each) => [...each.attributes].map(({ name, value }) => (name === "class" ? value : name)).sort();
    const shape = (each) => [each.tagName, ...names(each), "(", ...[...each.children].map(shape), ")"].join(" ");
    const twice = (seen) => (key) => (seen[key] = (seen[key] ?? 0) + 1) > 2;
    for (const parent of document.querySelectorAll("ul, ol, dl, section, div, article, tbody:not(:has([rowspan]))")) {
        const known = twice({});
        for (const each of [...parent.querySelectorAll(":scope > :is(li, article, section, details, tr)")])
            if (known(shape(each))) each.remove();
    }
    const known = twice({});
    const chain = (each) => each ? `${each.tagName} ${names(each)} in ${chain(each.parentElement)}` : "";
    const texts = [...document.querySelectorAll("body *")].filter(({ childNodes }) =>
        [...childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim()));
    for (const each of texts.filter((each) => !known(chain(each)))) each.dataset.seen = "";
}"""
"""Removes entries that have the elements, classes and attributes of two before them, and marks of the texts that are
left two of each that are the same from themselves to the root, and so have the same colours. (Two, for stripes.)"""

TEXTS = """(parts) => [...document.querySelectorAll(parts)].filter(({ childNodes }) =>
    [...childNodes].some(({ nodeType, data }) => nodeType === Node.TEXT_NODE && data.trim())
).map((each) => {
    const grounds = [];
    for (let at = each; at; at = at.parentElement) grounds.push(getComputedStyle(at).backgroundColor);
    const { color, fontSize, fontWeight } = getComputedStyle(each);
    return [color, fontSize, fontWeight, ...new Set(grounds)].join(" ");
}).sort().filter((each, at, all) => each !== all[at - 1])"""
"""The kinds of texts that there are, as contrast goes: their colours, sizes and grounds."""

COLOURS = """() => [...document.querySelectorAll(":root, body, body :not(script, link)")].map((each) => {
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
            page.evaluate(LEAVE_TWO)
            for width, scheme in LOOKS:
                page.set_viewport_size({"width": width, "height": 844})
                page.emulate_media(color_scheme=scheme)
                faults += seen_by_axe(page, f"{path} ({width} px, {scheme})", (width, scheme))
    assert faults == []


def seen_by_axe(page: Page, name: str, look: tuple[int, Scheme]) -> list[Fault]:
    """What axe finds in a look: in the first of everything, then of what may differ from it, on a phone sizes too."""
    if look == LOOKS[0]:
        return axe(page, name)
    sizes = axe(page, name, SIZED) if look == (390, "light") else []
    return sizes + axe(page, name, COLOURED, "[data-seen]")


@pytest.mark.parametrize("width", WIDTHS)
def test_what_is_left_out_has_the_colours_of_what_is_looked_at(
    browser: Browser, samples: list[str], any_served: str, width: int
) -> None:
    """On the pages that have most."""
    with window(browser, width) as page:
        for path in ("stress/out/2031/", "enlsp-anywhere/out/2025/"):
            page.goto(any_served + path + "index.html")
            kinds = page.evaluate(TEXTS, "body *")
            page.evaluate(LEAVE_TWO)
            assert page.evaluate(TEXTS, "[data-seen]") == kinds


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
