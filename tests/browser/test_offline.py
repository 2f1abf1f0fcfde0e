"""The site where there is no network: on a server below a path that is stopped, after a visit and after an update,
beside another site at the same host; and where it is not wanted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pages import built, web_server
from PIL import Image
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SITE = {
    "site.yaml": "name: TINY\ntitle: {title}\nedition: 2031\ntimezone: Asia/Kolkata\nhome: [overview]\n{more}",
    "pages/overview.md": "---\ntitle: Overview\n---\n{title}.\n",
    "schedule.yaml": "- date: 2031-01-10\n  sessions:\n"
    "  - {{time: 09:00-10:00, title: A talk, abstract: What it is about.}}\n",
    "people/speakers.yaml": "- {{name: Ada Lovelace, photo: ada.png}}\n",
    "papers.yaml": "- {{id: 7, title: A paper, authors: Ada Lovelace}}\n",
}


class Host:
    """A web server with sites below paths, which can be stopped; a browser in which workers run."""

    def __init__(self, folder: Path, browser: Any) -> None:
        self.folder = folder
        self.stack = ExitStack()
        (folder / "out").mkdir()
        self.address = self.stack.enter_context(web_server(folder / "out"))
        self.page: Page = browser.with_workers().new_page()
        self.page.set_default_timeout(60_000)

    def build(self, name: str, title: str, more: str = "", *, schedule: bool = True) -> str:
        """Build a site below a path, whose root shows its only edition; returns the address of that."""
        for file, text in SITE.items():
            path = self.folder / name / "content" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text.format(title=title, more=more), "utf-8")
        if not schedule:
            (self.folder / name / "content/schedule.yaml").unlink()
        picture = self.folder / name / "static/ada.png"
        picture.parent.mkdir(exist_ok=True)
        Image.new("RGB", (200, 200), "teal").save(picture)
        built(self.folder / name, self.folder / "out" / name)
        return f"{self.address}{name}/2031/"

    def move_on(self, name: str) -> None:
        """Make the edition of a site an earlier one."""
        site = self.folder / name
        (site / "editions").mkdir()
        (site / "content").rename(site / "editions/2031")
        (site / "content").mkdir()
        (site / "content/site.yaml").write_text("name: TINY\ntitle: Next\nedition: 2032\nhome: []\n", "utf-8")
        built(site, self.folder / "out" / name)

    def visit(self, address: str) -> None:
        """Open a page, and wait until the worker has all that it keeps."""
        self.page.goto(address)
        self.until("() => navigator.serviceWorker.controller")

    def wait_for(self, path: str, text: str = "") -> None:
        """Wait until a copy of a file is kept, in which this stands."""
        self.until(
            "([path, text]) => caches.match(new URL(path, location))"
            ".then((found) => found?.text()).then((found) => found?.includes(text))",
            [path, text],
        )

    def until(self, holds: str, of: object = None) -> None:
        """Wait until a function of the page says so. Playwright's own way is not let in by the page's policy."""
        self.page.evaluate(
            f"""async (of) => {{
              const last = performance.now() + 60_000;
              while (!await ({holds})(of)) {{
                if (performance.now() > last) throw new Error({json.dumps(holds)});
                await new Promise((next) => setTimeout(next, 20));
              }}
            }}""",
            of,
        )

    def stop(self) -> None:
        """Cut the network."""
        self.stack.close()


@pytest.fixture
def host(tmp_path: Path, browser: Any) -> Iterator[Host]:
    found = Host(tmp_path, browser)
    yield found
    found.page.context.close()
    found.stop()


def words(page: Page) -> str:
    return page.locator("main").inner_text()


def test_without_a_network_what_matters_is_there_and_says_of_when_it_is(host: Host) -> None:
    edition = host.build("any", "Tiny Things")
    host.visit(edition)
    expect(host.page.locator(".offline-line")).to_be_hidden()
    host.stop()
    for path in ("index.html", "", "schedule/index.html?kind=other", "schedule/a-talk/index.html", "papers/"):
        host.page.goto(edition + path)
        expect(host.page.locator("h1")).to_be_visible()
        expect(host.page.get_by_role("status").filter(has_text="You are offline. This page is as of")).to_be_visible()
    host.page.get_by_role("button", name="Search").click()
    host.page.get_by_role("searchbox").fill("lovelace")
    expect(host.page.locator(".search-results").get_by_role("link", name="A paper")).to_be_visible()


def test_where_there_is_a_network_again_a_copy_leads_to_the_page_as_it_is_now(host: Host) -> None:
    edition = host.build("any", "Tiny Things")
    host.visit(edition)
    line = host.page.locator(".offline-line")
    host.page.evaluate("dispatchEvent(new Event('offline'))")
    expect(line).to_contain_text("You are offline")
    host.page.evaluate("dispatchEvent(new Event('online'))")
    expect(line).to_be_hidden()
    host.stop()
    host.page.goto(edition)
    expect(line).to_contain_text("You are offline")
    host.page.evaluate("dispatchEvent(new Event('online'))")
    expect(line.get_by_role("link", name="load this page anew")).to_have_attribute("href", edition)


@pytest.mark.parametrize("path", ["papers/7/", "papers/7/index.html"])
def test_what_was_opened_is_there_too(host: Host, path: str) -> None:
    edition = host.build("any", "Tiny Things")
    host.visit(edition)
    host.page.goto(edition + path)
    host.wait_for("index.html", "A paper")
    host.stop()
    host.page.goto(edition + "papers/7/")
    expect(host.page.locator("h1")).to_have_text("A paper")


def test_what_was_opened_first_is_there_too_with_its_pictures(host: Host) -> None:
    edition = host.build("any", "Tiny Things")
    host.visit(edition + "speakers/index.html")
    host.wait_for("index.html", "Ada Lovelace")
    picture = host.page.evaluate("document.querySelector('main img').currentSrc")
    host.wait_for(picture)
    host.stop()
    host.page.goto(edition + "speakers/index.html")
    host.until("() => document.querySelector('main img').naturalWidth")


def test_an_update_is_there_after_the_next_visit_and_nothing_old_while_there_is_a_network(host: Host) -> None:
    edition = host.build("any", "Tiny Things")
    host.visit(edition + "schedule/index.html")
    host.build("any", "Larger Things")
    host.page.goto(edition + "index.html")
    assert "Larger Things" in words(host.page)
    for path in ("papers/index.html", "schedule/index.html", "index.html"):
        host.wait_for(path, "Larger Things")
    host.stop()
    host.page.goto(edition + "papers/index.html")
    expect(host.page.locator("footer")).to_contain_text("Larger Things")


def test_what_an_update_no_longer_has_is_let_go(host: Host) -> None:
    edition = host.build("any", "Tiny Things")
    host.visit(edition)
    host.wait_for("schedule/a-talk/index.html", "A talk")
    host.build("any", "Tiny Things", schedule=False)
    host.page.goto(edition)
    host.until("() => caches.match(new URL('schedule/a-talk/index.html', location)).then((found) => !found)")


def test_a_page_that_a_server_leads_elsewhere_is_followed(host: Host) -> None:
    edition = host.build("any", "Tiny Things")
    host.visit(edition)
    host.page.goto(edition + "schedule")
    assert host.page.url == edition + "schedule/"
    expect(host.page.get_by_role("link", name="A talk", exact=True)).to_be_visible()


def test_sites_at_one_host_keep_apart(host: Host) -> None:
    one, two = host.build("one", "First Things"), host.build("two", "Second Things")
    host.visit(one)
    host.visit(two)
    host.stop()
    for edition, title in ((one, "First Things"), (two, "Second Things")):
        host.page.goto(edition)
        assert title in words(host.page)


def test_the_page_at_the_root_brings_the_edition_with_it(host: Host) -> None:
    edition = host.build("any", "Tiny Things")
    host.page.goto(edition.removesuffix("2031/"))
    host.wait_for("2031/schedule/index.html", "A talk")


@pytest.mark.parametrize("how", ["not wanted", "an earlier edition"])
def test_where_there_is_no_worker_any_more_browsers_forget_it(host: Host, how: str) -> None:
    edition = host.build("any", "Tiny Things")
    host.visit(edition)
    if how == "not wanted":
        host.build("any", "Tiny Things", "offline: no\n")
    else:
        host.move_on("any")
    assert not (host.folder / "out/any/2031/sw.js").exists()
    assert not (host.folder / "out/any/2031/manifest.webmanifest").exists()
    host.page.goto(edition)
    expect(host.page.locator("[data-script=offline]")).to_have_count(0)
    host.until(
        "() => Promise.all([navigator.serviceWorker.getRegistrations(), caches.keys()])"
        ".then((both) => both.every((each) => !each.length))"
    )


def test_it_can_be_put_on_a_home_screen(host: Host) -> None:
    host.visit(host.build("any", "Tiny Things"))
    session = host.page.context.new_cdp_session(host.page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
