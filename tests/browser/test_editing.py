"""Editing what a page shows, in a browser: each change touches the lines that are meant, and a build stays green."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from edited_site import FILES, changed, write
from pages import web_server
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect
from serving import Serving, edited, quiet_page

from benchmarks.checkers import axe, prepare_axe
from enlsp_site.build.pipeline import BuildOptions, build

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
SPEAKERS = "content/people/speakers.yaml"
DATES = "content/dates.yaml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site")


@pytest.fixture
def server(site: Path, tmp_path: Path) -> Iterator[Serving]:
    with Serving(site, tmp_path / "log") as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Serving) -> Iterator[Page]:
    """The home page with its outlines."""
    with quiet_page(browser, server) as page:
        edited(page, server)
        yield page


def outline(page: Page, label: str) -> Locator:
    return page.get_by_role("button", name=f"Edit {label}").first


def opened(page: Page, label: str) -> Locator:
    """The form of a record, opened by the keyboard."""
    button = outline(page, label)
    expect(button).to_be_attached()
    button.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name=label)).to_be_visible()
    return dialog


def field(dialog: Locator, name: str) -> Locator:
    return dialog.locator(f'[name="field:{name}"]')


def told(page: Page) -> Locator:
    return page.locator(".enlsp-told")


def press(dialog: Locator, label: str) -> None:
    dialog.get_by_role("button", name=label, exact=True).click()


def is_green(site: Path, tmp_path: Path) -> bool:
    return build(BuildOptions(site, tmp_path / "strict", strict=True)).published


def test_a_name_is_mended_and_taken_back(page: Page, site: Path, tmp_path: Path) -> None:
    dialog = opened(page, "Grace Hopper")
    expect(dialog).to_contain_text(f"{SPEAKERS}:12")
    field(dialog, "name").fill("Grace M. Hopper")
    page.keyboard.press("Enter")
    expect(page.locator("#speakers")).to_contain_text("Grace M. Hopper")
    assert changed(site) == {SPEAKERS: ['-  - name: "Grace Hopper"', '+  - name: "Grace M. Hopper"']}
    assert is_green(site, tmp_path)
    expect(outline(page, "Grace M. Hopper")).to_be_focused()
    press(told(page), "Undo")
    expect(page.locator("#speakers")).to_contain_text("Grace Hopper")
    expect(told(page)).to_contain_text("Taken back")
    assert changed(site) == {}


def test_a_deadline_is_extended_after_a_date_that_is_none(page: Page, site: Path, tmp_path: Path) -> None:
    dialog = opened(page, "Submission deadline")
    field(dialog, "date").fill("2031-05-32")
    expect(dialog.get_by_role("status")).to_contain_text("bad-date")
    dialog.get_by_role("checkbox").check()
    press(dialog, "Save")
    expect(dialog).to_contain_text("Not saved")
    expect(field(dialog, "date")).to_have_value("2031-05-32")
    assert changed(site) == {}
    field(dialog, "date").fill("2031-05-15")
    press(dialog, "Save")
    expect(page.locator("#dates s")).to_contain_text("May 1, 2031")
    old = FILES[DATES].splitlines()[0]
    new = old.replace("2031-05-01,", "2031-05-15, was: 2031-05-01,")
    assert changed(site) == {DATES: [f"-{old}", f"+{new}"]}
    assert is_green(site, tmp_path)


def test_a_speaker_is_added_moved_and_deleted(page: Page, site: Path, tmp_path: Path) -> None:
    names = page.locator("#speakers .person-name")
    dialog = opened(page, "Ada Lovelace")
    press(dialog, "Add one behind it")
    expect(dialog.get_by_role("heading", name="A new entry")).to_be_visible()
    field(dialog, "name").fill("Mary Somerville")
    press(dialog, "Add")
    expect(names).to_have_text(["Ada Lovelace", "Mary Somerville", "Alan Turing", "Grace Hopper"])
    assert [line for line in changed(site)[SPEAKERS] if line != "+"] == ["+  - name: Mary Somerville"]
    assert is_green(site, tmp_path)
    press(opened(page, "Mary Somerville"), "Move down")
    expect(names).to_have_text(["Ada Lovelace", "Alan Turing", "Mary Somerville", "Grace Hopper"])
    assert is_green(site, tmp_path)
    press(opened(page, "Mary Somerville"), "Delete")
    expect(names).to_have_text(["Ada Lovelace", "Alan Turing", "Grace Hopper"])
    before, after = FILES[SPEAKERS].splitlines(), (site / SPEAKERS).read_text().splitlines()
    assert [line for line in after if line] == [line for line in before if line]


def test_an_editor_outside_is_not_written_over(page: Page, site: Path, tmp_path: Path) -> None:
    dialog = opened(page, "Grace Hopper")
    field(dialog, "name").fill("G. Hopper")
    (site / SPEAKERS).write_text(FILES[SPEAKERS].replace('name: "Grace Hopper"', 'name: "Grace Murray Hopper"'))
    press(dialog, "Save")
    expect(dialog).to_contain_text("the file has changed")
    expect(dialog.locator(".enlsp-now")).to_have_text("In the file now: Grace Murray Hopper")
    expect(field(dialog, "name")).to_have_value("G. Hopper")
    assert "Grace Murray Hopper" in (site / SPEAKERS).read_text()
    press(dialog, "Save")
    expect(page.locator("#speakers")).to_contain_text("G. Hopper")
    assert changed(site) == {SPEAKERS: ['-  - name: "Grace Hopper"', '+  - name: "G. Hopper"']}
    assert is_green(site, tmp_path)


def test_two_tabs_lose_nothing(page: Page, browser: Browser, server: Serving, site: Path, tmp_path: Path) -> None:
    dialog = opened(page, "Grace Hopper")
    field(dialog, "role").fill("Admiral")
    other = browser.new_page()
    edited(other, server)
    second = opened(other, "Alan Turing")
    field(second, "affiliations").fill("King's College")
    press(second, "Save")
    expect(other.locator("#speakers")).not_to_contain_text("Bletchley Park")
    other.close()
    expect(field(dialog, "role")).to_have_value("Admiral")  # the page waits while its form is open
    press(dialog, "Save")
    expect(dialog).to_contain_text("the file has changed")
    press(dialog, "Save")
    expect(page.locator("#speakers")).to_contain_text("Admiral")
    assert changed(site) == {
        SPEAKERS: [
            "-  - Alan Turing (King's College; Bletchley Park)",
            "+  - Alan Turing (King's College)",
            "+    role: Admiral",
        ]
    }
    assert is_green(site, tmp_path)


ASKING = """async ([address, token, how]) => {
  const body = new URLSearchParams({do: "delete", at: "content/dates.yaml#/2", digest: "x"});
  const headers = how.mode === "cors" ? {"X-Enlsp-Token": token} : {};
  try {
    const answer = await fetch(address, {method: "POST", body, headers, ...how});
    return answer.type + " " + answer.status + " " + await answer.text();
  } catch { return "refused"; }
}"""


def test_a_page_of_another_origin_reads_and_writes_nothing(
    page: Page, browser: Browser, server: Serving, site: Path, tmp_path: Path
) -> None:
    token = page.locator("script[data-token]").get_attribute("data-token")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/index.html").write_text("<!doctype html><title>Other</title><body>")
    with web_server(tmp_path / "other") as address:
        other = browser.new_page()
        other.goto(address)
        for how in ({"mode": "cors"}, {"mode": "no-cors"}, {"mode": "cors", "credentials": "include"}):
            found = other.evaluate(ASKING, [f"{server.address}__enlsp__/edit", token, how])
            assert found in ("refused", "opaque 0 ")
        other.close()
    assert changed(site) == {}


@pytest.mark.usefixtures("has_axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_fits_a_phone_and_axe_finds_nothing_in_it(
    browser: Browser, server: Serving, scheme: Scheme
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    prepare_axe(context)
    page = context.new_page()
    edited(page, server)
    assert axe(page, "outlines") == []
    for label in ("Grace Hopper", "Submission deadline"):
        dialog = opened(page, label)
        assert dialog.evaluate("(box) => box.scrollWidth <= box.clientWidth && box.clientWidth <= 390")
        assert axe(page, label) == []
        press(dialog, "Close")
        expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".enlsp-outline")).to_have_count(0)
    context.close()


def test_a_speaker_is_added_with_a_photo(page: Page, site: Path, tmp_path: Path) -> None:
    photo = BytesIO()
    Image.new("RGB", (200, 200), "navy").save(photo, "PNG")
    press(opened(page, "Ada Lovelace"), "Add one behind it")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="A new entry")).to_be_visible()
    field(dialog, "name").fill("Mary Somerville")
    field(dialog, "links/home").fill("nowhere")
    chosen = dialog.locator('[name="file:field:photo"]')
    chosen.set_input_files({"name": "IMG 4711.PNG", "mimeType": "text/plain", "buffer": photo.getvalue()})
    press(dialog, "Add")
    expect(dialog).to_contain_text("Not saved")
    assert chosen.evaluate("(input) => input.files[0].name") == "IMG 4711.PNG"  # it need not be chosen once more
    assert not (site / "static").exists() or not [*(site / "static").rglob("*.png")]
    field(dialog, "links/home").fill("")
    press(dialog, "Add")
    expect(page.locator('#speakers img[src*="mary-somerville"]')).to_be_visible()
    assert [line for line in changed(site)[SPEAKERS] if line != "+"] == [
        "+  - name: Mary Somerville",
        "+    photo: images/mary-somerville.png",
    ]
    assert (site / "static/images/mary-somerville.png").read_bytes() == photo.getvalue()
    assert is_green(site, tmp_path)
    press(told(page), "Undo")
    expect(page.locator("#speakers .person-name")).to_have_text(["Ada Lovelace", "Alan Turing", "Grace Hopper"])
    assert changed(site) == {}
    assert not (site / "static/images/mary-somerville.png").exists()
