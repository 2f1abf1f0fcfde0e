"""`enlsp serve` in a browser: what is saved is seen without a reload by hand, problems too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from edited_site import write
from pages import web_server
from playwright.sync_api import Browser, Page, Route, expect
from serving import Serving, quiet_page, until

pytestmark = pytest.mark.browser

FILES = {
    "content/site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
home: [overview, speakers]
""",
    "content/pages/overview.md": """\
---
title: Overview
---
Tiny things, looked at closely.
""",
    "content/people/speakers.yaml": """\
- name: Ada Lovelace
  affiliations: [University of London]
""",
}
MISSPELT = """\
- name: Ada Lovelace
  afiliations: [<b>University</b> of London]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site", FILES)


@pytest.fixture
def server(site: Path, tmp_path: Path) -> Iterator[Serving]:
    with Serving(site, tmp_path / "log") as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Serving) -> Iterator[Page]:
    """The home page."""
    with quiet_page(browser, server) as page:
        page.goto(server.address)
        yield page


def test_an_edit_is_seen_and_an_error_lies_over_the_page_until_it_is_mended(
    page: Page, site: Path, server: Serving
) -> None:
    speakers = site / "content/people/speakers.yaml"
    expect(page.get_by_text("Ada Lovelace").first).to_be_visible()

    speakers.write_text(FILES["content/people/speakers.yaml"].replace("Ada Lovelace", "Grace Hopper"))
    expect(page.get_by_text("Grace Hopper").first).to_be_visible()
    expect(page.get_by_text("Ada Lovelace")).to_have_count(0)

    speakers.write_text(MISSPELT)
    overlay = page.get_by_role("alert")
    expect(overlay).to_be_visible()
    expect(overlay).to_contain_text("content/people/speakers.yaml:2:3")
    expect(overlay).to_contain_text("afiliations: [<b>University</b> of London]")
    expect(overlay).to_contain_text("did you mean affiliations?")
    expect(page.get_by_text("Grace Hopper").first).to_be_visible()

    speakers.write_text(FILES["content/people/speakers.yaml"])
    expect(page.get_by_text("Ada Lovelace").first).to_be_visible()
    expect(overlay).to_have_count(0)


def test_a_button_mends_what_is_certain_in_the_file(page: Page, site: Path) -> None:
    file = site / "content/site.yaml"
    file.write_text(FILES["content/site.yaml"] + "contact: ada at example.org\n")
    button = page.get_by_role("button", name="write ada@example.org")
    button.click()
    expect(page.get_by_role("link", name="ada@example.org")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert file.read_text() == FILES["content/site.yaml"] + "contact: ada@example.org\n"


def test_the_overlay_can_be_folded_away_with_the_keyboard_alone(page: Page, site: Path) -> None:
    (site / "content/people/speakers.yaml").write_text(MISSPELT)
    place = page.get_by_text("content/people/speakers.yaml:2:3")
    expect(place).to_be_visible()
    summary = page.locator(".enlsp-overlay summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(place).to_be_hidden()
    expect(summary).to_be_visible()


def test_every_one_of_ten_quick_saves_ends_up_on_the_page(page: Page, site: Path) -> None:
    for number in range(10):
        overview = FILES["content/pages/overview.md"] + f"\nThis is save {number}.\n"
        (site / "content/pages/overview.md").write_text(overview)
        expect(page.get_by_text(f"This is save {number}.")).to_be_visible()


def test_a_page_that_is_built_again_while_it_is_being_loaded_is_shown(
    browser: Browser, server: Serving, site: Path
) -> None:
    overview, text = site / "content/pages/overview.md", FILES["content/pages/overview.md"]
    output = next((site / ".enlsp/serve").iterdir()) / "index.html"
    overview.write_text(f"{text}\nThis is a save.\n")
    until(lambda: server.builds() == 2, "the save is built")
    built = output.read_bytes()
    overview.write_text(text)
    until(lambda: server.builds() == 3, "it is taken back")

    def publish(route: Route) -> None:
        if route.request.resource_type == "fetch":  # the page asks how it was served
            output.write_bytes(built)  # as a build does a moment before it tells of it
        route.continue_()

    with quiet_page(browser, server) as page:
        heard: list[object] = []
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame)))
        page.route(server.address, publish)
        with page.expect_event("requestfinished", lambda asked: asked.resource_type == "fetch"):
            page.goto(server.address)
        page.unroute(server.address)
        until(lambda: page.wait_for_timeout(20) is None and bool(heard), "the page listens", seconds=60)
        overview.write_text(f"{text}\nThis is a save.\n")
        expect(page.get_by_text("This is a save.")).to_be_visible()


def test_a_style_is_exchanged_in_the_page_itself(page: Page, site: Path) -> None:
    style = site / "static/theme/style.css"
    style.parent.mkdir(parents=True)
    style.write_text("body { background: rgb(3, 2, 1) }")
    expect(page.locator("link[href*='later.css']")).to_have_count(0)  # the first of its own is another page
    expect(page.locator("body")).to_have_css("background-color", "rgb(3, 2, 1)")
    page.goto(page.url)  # so that what was still to be told of the first is told to nobody
    for number in range(4, 10):
        page.wait_for_load_state("networkidle")
        expect(page.get_by_text("Ada Lovelace").first).to_be_visible()
        page.locator("body").evaluate("body => body.dataset.marked = 'yes'")
        style.write_text(f"body {{ background: rgb(1, 2, {number}) }}")
        expect(page.locator("body")).to_have_css("background-color", f"rgb(1, 2, {number})")
        if page.locator("body").evaluate("body => body.dataset.marked") == "yes":
            break
    else:
        pytest.fail("the page was reloaded each time")


@pytest.fixture
def marked(page: Page) -> Page:
    """The home page, once it knows how it was served; with a mark that is lost when it is loaded again."""
    page.wait_for_load_state("networkidle")
    page.evaluate("document.body.dataset.marked = 'yes'")
    return page


def is_marked(page: Page) -> bool:
    return bool(page.evaluate("document.body.dataset.marked === 'yes'"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Tiny things, looked at *very* closely.", ["Tiny things, looked at very closely."]),
        ("Tiny things, looked at closely.\n\nAnd from afar.", ["Tiny things, looked at closely.", "And from afar."]),
        ("First of all:\n\nTiny things, looked at closely.", ["First of all:", "Tiny things, looked at closely."]),
        ("- Ants\n- [Bees](https://bees.example/)", ["Ants", "Bees"]),
    ],
    ids=["changed", "added-behind", "added-before", "another"],
)
def test_a_text_is_exchanged_in_the_page_itself(marked: Page, site: Path, text: str, shown: list[str]) -> None:
    overview = site / "content/pages/overview.md"
    tiny = "Tiny things, looked at closely."
    for body, expected in ((text, shown), (tiny, [tiny])):
        overview.write_text(FILES["content/pages/overview.md"].replace(tiny, body))
        expect(marked.locator("#overview :is(p, li)")).to_have_text(expected)
    assert is_marked(marked), "the page was loaded again"


def test_what_a_script_may_have_taken_up_is_loaded_with_the_page(marked: Page, site: Path) -> None:
    overview = site / "content/pages/overview.md"
    marked.evaluate("document.querySelector('#overview p').append(' (says a script)')")
    overview.write_text(FILES["content/pages/overview.md"].replace("closely", "again"))
    expect(marked.get_by_text("Tiny things, looked at again.", exact=True)).to_be_visible()
    assert not is_marked(marked)


def test_what_has_a_class_is_loaded_with_the_page(marked: Page, site: Path) -> None:
    (site / "content/people/speakers.yaml").write_text("- Grace Hopper (Navy)\n")
    expect(marked.get_by_text("Grace Hopper").first).to_be_visible()
    assert not is_marked(marked)


def test_a_picture_that_has_changed_is_loaded_with_the_page(browser: Browser, site: Path, tmp_path: Path) -> None:
    picture, overview = site / "static/ant.svg", site / "content/pages/overview.md"
    picture.parent.mkdir()
    size = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="20" viewBox="0 0 {0} 20"/>'
    picture.write_text(size.format(30))
    overview.write_text(FILES["content/pages/overview.md"] + "\n![An ant](ant.svg)\n")
    with Serving(site, tmp_path / "log") as server:
        page = browser.new_page()
        page.goto(server.address, wait_until="networkidle")
        expect(page.get_by_alt_text("An ant")).to_have_js_property("naturalWidth", 30)
        picture.write_text(size.format(40))
        expect(page.get_by_alt_text("An ant")).to_have_js_property("naturalWidth", 40)
        page.close()


def test_a_page_that_shows_nothing_of_a_change_is_left_alone(browser: Browser, server: Serving, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{server.address}2031/speakers/", wait_until="networkidle")
    page.evaluate("document.body.dataset.marked = 'yes'")
    with page.expect_response(f"{server.address}2031/speakers/"):  # it looks whether it has changed
        (site / "content/pages/overview.md").write_text(FILES["content/pages/overview.md"] + "\nAnd from afar.\n")
    page.wait_for_timeout(200)
    assert is_marked(page)
    page.close()


def test_an_own_template_takes_the_place_of_the_themes(page: Page, site: Path) -> None:
    (site / "templates").mkdir()
    (site / "templates/home.html").write_text(
        '<!doctype html><html lang="en"><title>x</title><link rel="icon" href="data:,"><h1>Our own home</h1></html>'
    )
    expect(page.get_by_role("heading", name="Our own home")).to_be_visible()


def test_a_page_finds_a_server_that_was_started_anew(browser: Browser, site: Path, tmp_path: Path) -> None:
    """An organizer ends the server, edits, starts it again on the same port; the open page follows."""
    import subprocess
    import sys

    with Serving(site, tmp_path / "log") as first:
        page = browser.new_page()
        page.goto(first.address)
        expect(page.get_by_text("Ada Lovelace").first).to_be_visible()
        port = str(first.port)
        assert first.stop() == 0
    (site / "content/people/speakers.yaml").write_text("- Grace Hopper (Navy)\n")
    command = [sys.executable, "-m", "enlsp_site.commands.entry", "serve", "--site", str(site), "--port", port]
    second = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        expect(page.get_by_text("Grace Hopper").first).to_be_visible(timeout=60_000)
    finally:
        second.terminate()
        second.wait()
        page.close()


LOADING = """(address) => new Promise(done => {
  const kinds = [["script", "src"], ["img", "src"], ["link", "href"], ["video", "src"], ["iframe", "src"]];
  const found = [];
  let left = kinds.length + 1;
  const one = (what) => { found.push(what); if (--left === 0) done(found); };
  fetch(address, {mode: "no-cors"}).then(r => r.blob()).then(b => one("fetch " + b.size), () => one("refused"));
  for (const [name, attribute] of kinds) {
    const part = document.createElement(name);
    if (name === "link") part.rel = "stylesheet";
    part.onload = part.onloadeddata = () => one(name === "iframe" ? "refused" : name + " loaded");
    part.onerror = () => one("refused");
    part[attribute] = address;
    document.body.append(part);
  }
})"""
"""What a page gets of an address by every way there is. A frame loads an error page, which is looked into apart."""


def test_a_page_of_another_origin_loads_nothing_of_it(browser: Browser, server: Serving, tmp_path: Path) -> None:
    """The unpublished search index is a script, which any page of the same browser could have loaded."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other/index.html").write_text("<!doctype html><title>Other</title><body>")
    types = {path.suffix: path for path in sorted((tmp_path / "site/.enlsp/serve").rglob("*")) if path.is_file()}
    top = next((tmp_path / "site/.enlsp/serve").iterdir())
    paths = [
        path.relative_to(top).as_posix() for suffix, path in types.items() if suffix != ".json" or path.name[0] != "."
    ]
    assert {".html", ".js", ".css", ".png", ".svg", ".ico"} <= types.keys()
    with web_server(tmp_path / "other") as other:
        page = browser.new_page()
        page.goto(other)
        for path in paths:
            assert set(page.evaluate(LOADING, server.address + path)) == {"refused"}, path
        bodies = [frame.text_content("body") or "" for frame in page.frames[1:]]
        assert not [body for body in bodies if "Tiny" in body or "Ada" in body]
        page.goto(server.address)  # a link is followed
        expect(page.locator("h1")).to_contain_text("Tiny Things")
        page.close()


def test_nothing_of_what_is_served_is_kept_for_where_there_is_no_network(
    browser: Any, server: Serving, site: Path
) -> None:
    """What the same address had before, of another server, is let go."""
    context = browser.with_workers()
    page = context.new_page()
    page.goto(server.address)
    address = f"{server.address}2031/"
    page.evaluate("address => navigator.serviceWorker.register(`${address}sw.js`).then(() => {})", address)
    with page.expect_event("load"):
        page.goto(f"{address}index.html")
    page.evaluate(
        """async (address) => {
          const last = performance.now() + 60_000;
          while (await navigator.serviceWorker.getRegistration(address)) {
            if (performance.now() > last) throw new Error("a worker is still there");
            await new Promise((next) => setTimeout(next, 20));
          }
        }""",
        address,
    )
    expect(page.locator("link[rel=manifest]")).to_have_count(0)
    context.close()
