"""`enlsp serve` in a browser: what is saved is seen without a reload by hand, problems too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from serving import Serving

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
    for name, text in FILES.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, "utf-8")
    return tmp_path / "site"


@pytest.fixture
def server(site: Path, tmp_path: Path) -> Iterator[Serving]:
    with Serving(site, tmp_path / "log") as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Serving) -> Iterator[Page]:
    """The home page, at which nothing may be said in the console and nobody else be asked for anything."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda request: said.append(request.url) if server.address not in request.url else None)
    page.goto(server.address)
    yield page
    page.close()
    assert said == []


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


def test_a_style_is_exchanged_in_the_page_itself(page: Page, site: Path) -> None:
    style = site / "static/theme/style.css"
    style.parent.mkdir(parents=True)
    expect(page.get_by_text("Ada Lovelace").first).to_be_visible()
    page.evaluate("document.body.dataset.marked = 'yes'")
    style.write_text("body { background: rgb(1, 2, 3) }")
    expect(page.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")
    assert page.evaluate("document.body.dataset.marked") == "yes", "the page was reloaded"


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
    command = [sys.executable, "-m", "enlsp_site.cli", "serve", "--site", str(site), "--port", port]
    second = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        expect(page.get_by_text("Grace Hopper").first).to_be_visible(timeout=15_000)
    finally:
        second.terminate()
        second.wait()
        page.close()
