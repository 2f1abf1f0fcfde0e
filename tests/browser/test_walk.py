"""The ENLSP site in a browser, as a visitor walks through it: with and without JavaScript, served and from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pages import Built
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SCREENS = {"phone": (390, 844), "tablet": (768, 1024), "desk": (1280, 800)}
HOME = "2025/index.html"
TOO_WIDE = "document.scrollingElement.scrollWidth - innerWidth"


@pytest.fixture(params=["served", "disk"])
def root(request: pytest.FixtureRequest) -> str:
    """The address of the site's folder: on a server under a prefix, and on this disk."""
    if request.param == "served":
        address: str = request.getfixturevalue("served")
        return address
    site: Built = request.getfixturevalue("enlsp_anywhere")
    return site.folder.as_uri() + "/"


@contextmanager
def visitor(browser: Browser, root: str, screen: str, scripts: bool = True) -> Iterator[Page]:
    """A page at which nothing may be said in the console, and nothing be asked of anybody but the site itself.

    Without scripts nothing glides there: after a smooth jump the browser draws no frames where no script asks for
    any, and Playwright's clicks wait for frames (1.51 to 1.61 always, later ones at times)."""
    width, height = SCREENS[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        java_script_enabled=scripts,
        reduced_motion=None if scripts else "reduce",
    )
    page = context.new_page()
    page.set_default_timeout(60_000)
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda fault: said.append(str(fault.error)))
    context.on("request", lambda request: None if request.url.startswith(root) else said.append(request.url))
    context.on(
        "response", lambda answer: said.append(f"{answer.url}: {answer.status}") if answer.status >= 400 else None
    )
    yield page
    assert said == []
    context.close()


def follow(page: Page, name: str) -> None:
    """Follow a link of the menu, which small screens open first."""
    link = page.locator("#site-menu").get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        page.get_by_role("button", name="Menu").click()
    link.click()


def heading(page: Page) -> str:
    expect(page.locator("h1")).to_be_visible()
    return page.locator("h1").inner_text()


@pytest.mark.parametrize(
    ("screen", "scripts"),
    [("phone", True), ("phone", False), ("tablet", False), ("desk", True)],
    ids=["phone", "phone-no-scripts", "tablet-no-scripts", "desk"],
)
def test_a_visitor_finds_schedule_speaker_call_and_sponsors(
    browser: Browser, root: str, screen: str, scripts: bool
) -> None:
    with visitor(browser, root, screen, scripts) as page:
        page.goto(root + "index.html")
        assert heading(page) == "The Fifth Workshop on Efficient Natural Language and Speech Processing"

        follow(page, "Schedule")
        assert page.url == root + "2025/schedule/index.html"
        assert heading(page) == "Tentative Schedule"
        expect(page.locator(".session:visible")).to_have_count(17 + 6)  # the mentoring sessions, too
        expect(page.locator(".session").filter(has_text="Azalia Mirhoseini")).to_have_count(1)

        page.get_by_role("link", name="Azalia Mirhoseini").click()
        assert page.url == root + "2025/speakers/index.html#azalia-mirhoseini"
        expect(page.locator("#azalia-mirhoseini")).to_be_in_viewport()
        expect(page.locator("#azalia-mirhoseini")).to_contain_text("Stanford University")

        follow(page, "Call for Papers")
        assert page.url == root + "2025/call/index.html"
        assert heading(page) == "Call for Papers"
        expect(page.locator(".topic:visible")).to_have_count(28)

        follow(page, "Sponsors")
        assert page.url == root + "2025/sponsors/index.html"
        expect(page.locator(".sponsor:visible")).to_have_text(["Huawei", "Apple", "Sanofi", "AMD"])

        page.get_by_role("banner").get_by_role("link", name="ENLSP 2025").click()
        assert page.url == root + HOME


def test_no_page_is_wider_than_the_screen(browser: Browser, served: str, enlsp_anywhere: Built) -> None:
    with visitor(browser, served, "phone") as page:
        wider = {}
        for path in enlsp_anywhere.pages:
            page.goto(served + path)
            for screen, (width, height) in SCREENS.items():
                page.set_viewport_size({"width": width, "height": height})
                if (pixels := page.evaluate(TOO_WIDE)) > 0:
                    wider[path, screen] = pixels
        assert wider == {}


def test_home_is_whole_without_scripts(browser: Browser, served: str, enlsp_anywhere: Built) -> None:
    counts = {}
    for scripts in (True, False):
        with visitor(browser, served, "phone", scripts) as page:
            page.goto(served + HOME)
            names = ("person", "session", "date", "sponsor", "topic", "news-item", "section")
            counts[scripts] = {name: page.locator(f".{name}:visible").count() for name in names}
    assert counts[True] == counts[False]
    assert counts[False] == {
        "person": 96,
        "session": 17,
        "date": 4,
        "sponsor": 4,
        "topic": 28,
        "news-item": 5,
        "section": 15,
    }


def test_the_skip_link_leads_past_the_menu(browser: Browser, served: str) -> None:
    with visitor(browser, served, "desk") as page:
        page.goto(served + "2025/call/index.html")
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
        expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        assert re.search(r"#content-start$", page.url)


def test_the_menu_of_a_phone_opens_and_closes_from_the_keyboard(browser: Browser, served: str) -> None:
    with visitor(browser, served, "phone", scripts=False) as page:
        page.goto(served + HOME)
        menu, button = page.locator("#site-menu"), page.get_by_role("button", name="Menu")
        expect(menu).to_be_hidden()
        button.focus()
        page.keyboard.press("Enter")
        expect(menu).to_be_visible()
        assert menu.get_by_role("link").all_inner_texts() == [
            "Call for Papers",
            "Dates",
            "Speakers",
            "Schedule",
            "Organizers",
            "Technical committee",
            "Sponsors",
        ]
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()


def test_a_wide_table_scrolls_in_a_frame_of_its_own(browser: Browser, served: str) -> None:
    with visitor(browser, served, "phone") as page:
        page.goto(served + "2025/mentorship/index.html")
        frame = page.get_by_role("group", name="Table").first
        frame.evaluate("frame => frame.querySelector('td').textContent = 'W'.repeat(200)")
        assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
        assert page.evaluate(TOO_WIDE) <= 0
        frame.focus()
        expect(frame).to_be_focused()
