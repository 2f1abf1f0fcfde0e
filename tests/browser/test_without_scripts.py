"""Pages of every whole site with scripts forbidden and all other hosts out of reach: nothing is missing.

Of many pages that are alike some are looked at (`pages.samples`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from pages import web_server
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

PARTS = 6
"""So that no process has all the pages."""

WIDTHS = (390, 1280)

SAID_BY_SCRIPTS = (
    "button, dialog, .sift-tools, .date-left, .date-local, .session-state, .screen-clock, .told, .embed-note, "
    ".unplaced"
)
"""What is of use only where scripts run: controls, what they load, what depends on the visitor's clock, and among
starred papers those that no session has (all papers are in their list)."""

NO_WORDS = "script, style, template, annotation"

LOOK = """(apart) => {
    for (const closed of document.querySelectorAll("details")) closed.open = true;
    const menus = [...document.querySelectorAll("button[popovertarget]")]
        .filter((button) => button.checkVisibility({ visibilityProperty: true }))
        .map((button) => document.getElementById(button.getAttribute("popovertarget")));
    const isSeen = (place) => menus.some((menu) => menu.contains(place))
        || place.checkVisibility({ opacityProperty: true, visibilityProperty: true });

    const seen = [], hidden = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        if (!/[\\p{L}\\p{N}]/u.test(data) || parentElement.closest(apart)) continue;
        (isSeen(parentElement) ? seen : hidden).push(data.trim().replace(/\\s+/g, " "));
    }
    const lost = [...document.images].filter((image) => !image.complete || !image.naturalWidth);
    return [seen, hidden, lost.map((image) => image.src)];
}"""
"""The texts that can be seen, those that cannot, and the pictures that did not come. What a visitor unfolds without a
script, in `details` or a menu behind a button, can be seen."""


PAGE = """<!doctype html><title>x</title>
<p>There for all</p>
<p hidden id="kept">Shown by a script</p>
<p hidden>Folded away for good</p>
<details><summary>More</summary>Unfolded without a script</details>
<button popovertarget="menu">Menu</button>
<p popover id="menu">Behind the button</p>
<img src="no.png" alt="">
<script>kept.hidden = false; document.body.append("Added by a script")</script>
"""


class Seen(NamedTuple):
    """What there is to see on a page."""

    texts: list[str]
    hidden: list[str]
    lost: list[str]


@contextmanager
def visitor(browser: Browser, root: str, scripts: bool) -> Iterator[Callable[[str], Seen]]:
    """Looks at pages of the host at `root`. That nobody asks another host for anything is seen at the end."""
    context = browser.new_context(java_script_enabled=scripts, reduced_motion=None if scripts else "reduce")
    page, asked = context.new_page(), []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.abort()

    context.route(re.compile(f"^(?!{re.escape(root)})"), refuse)
    yield lambda path: look(page, root + path)
    context.close()
    assert asked == []


def look(page: Page, address: str) -> Seen:
    """What there is to see on a phone and on a desk; what is hidden on the one may be there on the other."""
    page.goto(address)
    seen = Seen([], [], [])
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        for whole, part in zip(seen, page.evaluate(LOOK, f"{NO_WORDS}, {SAID_BY_SCRIPTS}"), strict=True):
            whole.extend(part)
    return seen


@pytest.mark.parametrize("part", range(PARTS))
def test_without_scripts_and_other_hosts_nothing_is_missing(
    browser: Browser, samples: list[str], any_served: str, part: int
) -> None:
    assert len(samples) > PARTS
    assert missing(browser, any_served, samples[part::PARTS]) == {}


def missing(browser: Browser, root: str, paths: list[str]) -> dict[str, list[str]]:
    """By page, what can be seen with scripts only, or not at all, and the pictures that did not come."""
    found = {}
    with (
        visitor(browser, root, scripts=True) as with_scripts,
        visitor(browser, root, scripts=False) as without,
    ):
        for path in paths:
            whole, plain = with_scripts(path), without(path)
            assert plain.texts, path
            of_scripts = Counter(whole.texts) - Counter(plain.texts)
            unseen = set(plain.hidden) - set(plain.texts)
            found[path] = sorted(unseen | of_scripts.keys() | set(plain.lost))
    return {path: each for path, each in found.items() if each}


def test_what_needs_a_script_or_never_comes_is_noticed(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    with web_server(tmp_path) as root:
        found = missing(browser, root, ["page.html"])
    assert found == {"page.html": ["Added by a script", "Folded away for good", "Shown by a script", f"{root}no.png"]}
