"""Accessibility of pages of every whole site, as IBM's engine sees it: it knows rules that axe does not, such as
those on names of articles and on what a list may hold. What depends on size and colours axe looks at in all of them
(`test_axe`), so one look is enough here; `make quality` shows every page of ENLSP in all of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.checkers import Fault, ibm, prepare_ibm

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("has_ibm")]

PARTS = 8
"""So that no process has all the pages."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of a phone that has the engine."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce", bypass_csp=True)
    prepare_ibm(context)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_ibms_engine_finds_nothing_on_any_kind_of_page(
    page: Page, samples: list[str], any_served: str, part: int
) -> None:
    faults: list[Fault] = []
    for path in samples[part::PARTS]:
        page.goto(any_served + path)
        faults += ibm(page, path)
    assert faults == []


def test_ibms_engine_is_heard_when_it_finds_something(page: Page) -> None:
    article = "<article><h2>x</h2></article>"
    page.set_content(f'<html lang="en"><title>x</title><main><h1>x</h1>{article}{article}</main>')
    assert {fault.where for fault in ibm(page, "x.html")} == {
        "aria_article_label_unique /html[1]/body[1]/main[1]/article[1]",
        "aria_article_label_unique /html[1]/body[1]/main[1]/article[2]",
    }
