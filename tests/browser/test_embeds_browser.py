"""What of other sites a page holds: nothing is fetched before a click, and then exactly what was asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pages import built, web_server
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

SITE = {
    "site.yaml": "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2031\n",
    "pages/overview.md": "---\ntitle: Overview\n---\nvideo: [A tour](https://youtu.be/dQw4w9WgXcQ)\n\n"
    "map: https://www.openstreetmap.org/#map=16/45.78/4.85\n",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = tmp_path_factory.mktemp("embeds")
    for name, text in SITE.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text(text, "utf-8")
    with web_server(built(site, site / "out").folder) as found:
        yield f"{found}/2031/overview/"


def visit(browser: Browser, address: str, scripts: bool = True) -> tuple[Page, list[str], list[str]]:
    """The page, the addresses elsewhere that it asks for, and what is said in its console."""
    page = browser.new_context(java_script_enabled=scripts, reduced_motion=None if scripts else "reduce").new_page()
    asked: list[str] = []
    said: list[str] = []

    def elsewhere(route: Route) -> None:
        if route.request.url.startswith(address.partition("/2031/")[0]):
            route.continue_()
        else:
            asked.append(route.request.url)
            route.fulfill(content_type="text/html", body="<!doctype html><title>There</title><p>there</p>")

    page.route("**/*", elsewhere)
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    return page, asked, said


def test_a_click_loads_one_frame_and_nothing_before(browser: Browser, address: str) -> None:
    page, asked, said = visit(browser, address)
    button = page.get_by_role("button", name="Show the video of A tour")
    expect(button).to_be_visible()
    assert asked == []
    button.click()
    expect(page.frame_locator("iframe").get_by_text("there")).to_be_visible()
    assert asked == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]
    expect(page.locator("iframe")).to_have_attribute("title", "Show the video of A tour")
    expect(page.locator("iframe")).to_be_focused()
    expect(page.get_by_role("button", name="Show the map")).to_be_visible()
    assert said == []
    page.context.close()


def test_without_scripts_there_is_a_link(browser: Browser, address: str) -> None:
    page, asked, _ = visit(browser, address, scripts=False)
    expect(page.get_by_role("link", name="Open at youtu.be")).to_be_visible()
    expect(page.locator(".embed button").first).to_be_hidden()
    expect(page.locator(".embed-note").first).to_be_hidden()
    assert asked == []
    page.context.close()
