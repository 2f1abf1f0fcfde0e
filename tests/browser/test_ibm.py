"""Accessibility of pages of every whole site, as IBM's engine sees it: it knows rules that axe does not, such as
those on names of articles and on what a list may hold. What depends on size and colours axe looks at in all of them
(`test_axe`), so one look is enough here; `make quality` shows every page of ENLSP in all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sites import Site

from benchmarks.checkers import Fault, ibm, prepare_ibm

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("has_ibm")]

PARTS = 24
"""So that no process has all the pages: the engine takes a second for one."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a phone that has the engine."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce", bypass_csp=True)
    prepare_ibm(context)
    yield context.new_page()
    context.close()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_ibms_engine_finds_nothing_on_any_kind_of_page(
    page: Page, samples: list[str], any_served: str, part: int
) -> None:
    assert found(page, any_served, samples[part::PARTS]) == []


@pytest.mark.parametrize("path", ["schedule", "speakers", "papers"])
def test_ibms_engine_finds_nothing_on_pages_of_the_starter(page: Page, any_served: str, path: str) -> None:
    assert found(page, any_served, [f"starter/out/2031/{path}/index.html"]) == []


def found(page: Page, address: str, paths: list[str]) -> list[Fault]:
    faults: list[Fault] = []
    for path in paths:
        page.goto(address + path)
        faults += ibm(page, path)
    return faults


def test_ibms_engine_is_heard_when_it_finds_something(page: Page) -> None:
    stop = '<div tabindex="0" role="group" aria-label="x">x</div>'
    page.set_content(f'<html lang="en"><title>x</title><main><h1>x</h1>{stop}</main>')
    assert ibm(page, "x.html") == [
        Fault(
            "x.html",
            "element_tabbable_role_valid /html[1]/body[1]/main[1]/div[1]",
            "The tabbable element's role 'group' is not a widget role",
        )
    ]


def test_what_need_not_be_scrolled_is_no_stop_of_the_keyboard(page: Page, make_site: Callable[..., Site]) -> None:
    """A table that is wider than the phone is one, and one that is not is none (WCAG 2.1.1 asks for the former)."""
    wide = "|" + " a_long_word_without_an_end |" * 4
    table = f"| a | b |\n|---|---|\n| 1 | 2 |\n\nThen:\n\n{wide}\n{'|---' * 4}|\n{wide}\n"
    made = make_site({"content/pages/call.md": f"---\ntitle: Call\n---\n{table}"})
    assert made.build().code == 0
    page.goto((made.folder / "public/2031/call/index.html").as_uri())
    stops = page.locator("div.scroll")
    expect(stops.nth(0)).to_have_attribute("tabindex", "-1")
    expect(stops.nth(1)).to_have_attribute("tabindex", "0")
