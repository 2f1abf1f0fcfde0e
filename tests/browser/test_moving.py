"""A session is moved in the programme, by a pointer and by keys; what clashes is shown before it is put there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from edited_site import FILES, changed, write
from playwright.sync_api import Browser, Locator, Page, Route, expect
from serving import Serving, edited, quiet_page

from benchmarks.checkers import axe, prepare_axe
from enlsp_site.build.pipeline import BuildOptions, build

pytestmark = pytest.mark.browser

SCHEDULE = "content/schedule.yaml"
PROGRAMME = "2031/schedule/"
KEYNOTE = """\
    # in the large hall
    - time: 09:30-10:30   # after the opening
      kind: keynote
      people: [Ada Lovelace]
"""
POSTERS = "    - {time: 11:00-12:00, title: Posters, room: Hall B}"
SITE = FILES | {
    SCHEDULE: f"""\
- date: 2031-08-22
  room: Hall A
  sessions:
    - {{time: 09:00-09:30, kind: remarks, title: Opening}}
{KEYNOTE}\
    - {{time: 09:30-10:30, title: Small talk, room: Hall B}}
    - {{time: 10:30-11:00, kind: break, title: Coffee}}
    - {{time: 11:00-12:00, title: Large talk}}
{POSTERS}
"""
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site", SITE)


@pytest.fixture
def server(site: Path, tmp_path: Path) -> Iterator[Serving]:
    with Serving(site, tmp_path / "log") as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Serving) -> Iterator[Page]:
    """The programme with its outlines."""
    with quiet_page(browser, server, height=1200) as page:
        edited(page, server, PROGRAMME)
        yield page


def outline(page: Page, label: str) -> Locator:
    return page.get_by_role("button", name=f"Edit {label}")


def bar(page: Page, label: str) -> Locator:
    return page.get_by_role("form", name=f"Moving {label}")


def middle(where: Locator) -> tuple[float, float]:
    box = where.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def row(page: Page, time: str) -> Locator:
    return page.locator("tbody tr", has=page.get_by_role("rowheader", name=time))


def top(page: Page, time: str) -> float:
    """Where a row of the table begins."""
    box = row(page, time).bounding_box()
    assert box
    return box["y"]


def test_a_session_is_dragged_to_another_time_and_room(page: Page, site: Path, tmp_path: Path) -> None:
    posters = outline(page, "Posters")
    x, y = middle(posters)
    box = posters.bounding_box()
    assert box
    hall_a, _ = middle(page.get_by_role("columnheader", name="Hall A"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 20, steps=4)
    expect(bar(page, "Posters")).to_be_visible()
    page.mouse.move(hall_a, y, steps=4)
    expect(bar(page, "Posters")).to_contain_text("→ 11:00–12:00, Hall A")
    expect(bar(page, "Posters")).to_contain_text("Hall A is taken")
    expect(page.locator(".enlsp-frame.enlsp-clash")).to_be_visible()
    assert changed(site, SITE) == {}
    page.mouse.move(x, y + top(page, "09:00") - box["y"], steps=4)
    expect(bar(page, "Posters")).to_contain_text("→ 09:00–10:00, Hall B")
    expect(bar(page, "Posters")).to_contain_text("“Posters” (09:00–10:00) is there")
    page.mouse.up()
    expect(page.locator(".enlsp-told")).to_contain_text("Saved")
    expect(page.locator(".enlsp-bar form")).to_have_count(0)
    assert changed(site, SITE)[SCHEDULE] == [
        f"+{POSTERS.replace('11:00-12:00', '09:00-10:00')}",
        f"-{POSTERS}",
    ]
    expect(row(page, "09:00")).to_contain_text("Posters")  # the page has been loaded again
    page.locator(".enlsp-told").get_by_role("button", name="Undo").click()
    expect(page.locator(".enlsp-told")).to_contain_text("Taken back")
    assert changed(site, SITE) == {}


def test_a_clash_that_nobody_has_seen_yet_is_asked_about(page: Page, site: Path) -> None:
    waiting: list[Route] = []
    held = ["do=check"]

    def hold(route: Route) -> None:
        if held and held[0] in (route.request.post_data or ""):
            waiting.append(route)
        else:
            route.continue_()

    page.route("**/__enlsp__/edit", hold)
    x, y = middle(outline(page, "Posters"))
    hall_a, _ = middle(page.get_by_role("columnheader", name="Hall A"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(hall_a, y, steps=4)
    expect(bar(page, "Posters")).to_contain_text("→ 11:00–12:00, Hall A")
    page.mouse.up()
    held.clear()
    for route in waiting:
        route.continue_()
    drop = bar(page, "Posters").get_by_role("button", name="Put it here")
    expect(bar(page, "Posters")).to_contain_text("Hall A is taken")
    expect(drop).to_be_focused()
    assert changed(site, SITE) == {}
    drop.click()
    expect(page.locator(".enlsp-told")).to_contain_text("Saved")
    assert changed(site, SITE) == {SCHEDULE: [f"-{POSTERS}", f"+{POSTERS.replace(', room: Hall B', '')}"]}


def test_a_session_is_moved_by_keys(page: Page, site: Path, tmp_path: Path) -> None:
    outline(page, "Posters").focus()
    page.keyboard.press("m")
    moving = bar(page, "Posters")
    expect(moving.get_by_role("button", name="Put it here")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(moving).to_contain_text("→ 11:00–12:00, Hall A")
    expect(moving.get_by_role("status")).to_contain_text("Hall A is taken")
    for _ in range(12):
        page.keyboard.press("ArrowDown")
    expect(moving).to_contain_text("→ 12:00–13:00, Hall A")
    expect(moving.get_by_role("status")).to_be_empty()
    assert changed(site, SITE) == {}
    page.keyboard.press("Enter")
    expect(page.locator(".enlsp-told")).to_contain_text("Saved")
    new = "    - {time: 12:00-13:00, title: Posters}"
    assert changed(site, SITE) == {SCHEDULE: [f"-{POSTERS}", f"+{new}"]}
    assert build(BuildOptions(site, tmp_path / "strict", strict=True)).published
    expect(page.get_by_role("rowheader", name="12:00")).to_be_visible()
    expect(outline(page, "Posters")).to_be_focused()


def test_a_move_is_begun_in_the_form_and_given_up(page: Page, site: Path) -> None:
    outline(page, "Coffee").focus()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_role("button", name="Move in the programme").click()
    moving = bar(page, "Coffee")
    moving.get_by_role("button", name="Earlier").click()
    expect(moving).to_contain_text("→ 10:25–10:55")
    page.keyboard.press("Escape")
    expect(moving).to_have_count(0)
    expect(outline(page, "Coffee")).to_be_focused()
    assert changed(site, SITE) == {}


def test_an_entry_takes_its_comments_along(page: Page, site: Path, tmp_path: Path) -> None:
    outline(page, "09:30-10:30").focus()
    page.keyboard.press("m")
    moving = bar(page, "09:30-10:30")
    expect(moving).to_be_visible()
    for _ in range(30):
        page.keyboard.press("ArrowDown")
    expect(moving).to_contain_text("→ 12:00–13:00, Hall A")
    page.keyboard.press("Enter")
    expect(page.locator(".enlsp-told")).to_contain_text("Saved")
    assert (site / SCHEDULE).read_text() == SITE[SCHEDULE].replace(KEYNOTE, "") + KEYNOTE.replace(
        "09:30-10:30", "12:00-13:00"
    )


@pytest.mark.usefixtures("has_axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_moving_fits_a_phone_and_axe_finds_nothing_in_it(
    browser: Browser, server: Serving, scheme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    prepare_axe(context)
    page = context.new_page()
    page.goto(f"{server.address}{PROGRAMME}")
    before = axe(page, "moving")
    edited(page, server, PROGRAMME)
    outline(page, "Posters").focus()
    page.keyboard.press("m")
    moving = bar(page, "Posters")
    moving.get_by_role("button", name="To the place before").click()
    expect(moving.get_by_role("status")).to_contain_text("Hall A is taken")
    assert moving.evaluate("(box) => box.scrollWidth <= box.clientWidth && box.clientWidth <= 390")
    assert [each for each in axe(page, "moving") if each not in before] == []
    assert all("enlsp" not in each.where for each in before)
    context.close()
