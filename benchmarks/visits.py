"""What a browser asks for and shows when it opens a page: requests, bytes over the wire, shifts of the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
"""Windows in CSS pixels."""

WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
"""
SCROLL_TO_THE_END = """async () => {
    for (let top = 0; top < document.documentElement.scrollHeight; top += innerHeight / 2) {
        scrollTo({ top, behavior: "instant" });
        await new Promise((done) => setTimeout(done, 40));
    }
}"""


class Visit(NamedTuple):
    """What one visit took. Bytes are those that came over the wire, headers and all; `shift` is the sum of layout
    shifts, from opening the page to having scrolled to its end."""

    requests: tuple[str, ...]
    sizes: tuple[int, ...]
    shift: float

    @property
    def size(self) -> int:
        """All bytes together."""
        return sum(self.sizes)

    def elsewhere(self, host: str) -> list[str]:
        """What was asked of anybody but the host."""
        return [url for url in self.requests if not url.startswith(host)]


def visit(browser: Browser, url: str, device: str) -> Visit:
    """Open a page with an empty cache and scroll to its end, so that pictures come that wait to be seen."""
    width, height = SIZES[device]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(WATCH_SHIFTS)
    page = context.new_page()
    requests, sizes = _listen(page)
    page.goto(url, wait_until="networkidle")
    page.evaluate(SCROLL_TO_THE_END)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    seen = Visit(tuple(requests), tuple(sizes[each] for each in sizes), round(page.evaluate("window.shifted"), 4))
    context.close()
    return seen


def _listen(page: Page) -> tuple[list[str], dict[str, int]]:
    """The addresses asked for, and the bytes of each answer by its name in the browser; both grow as it loads."""
    requests: list[str] = []
    sizes: dict[str, int] = {}
    session = page.context.new_cdp_session(page)

    def sent(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            requests.append(event["request"]["url"])

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = round(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", sent)
    session.on("Network.loadingFinished", finished)
    session.send("Network.enable")
    return requests, sizes
