"""The screen at the door of a room, in a browser: as time goes on, and as the programme changes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pages import Built, large, only, web_server
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.checkers import axe, prepare_axe
from enlsp_site.build.pipeline import BuildOptions, build

pytestmark = pytest.mark.browser

ROOM = "2031/schedule/rooms/library/index.html"
SCREEN = "2031/schedule/rooms/library/screen/index.html"
SIZES = {"wall": (1920, 1080), "upright": (1080, 1920), "phone": (390, 844)}

SITE = {
    "site.yaml": "name: TINY\ntitle: Tiny Things\nedition: 2031\ntimezone: America/New_York\nhome: []\n",
    "schedule.yaml": """\
- date: 2031-03-08
  room: Hall
  sessions:
  - {time: 09:00-10:00, title: First talk}
  - {time: 10:00-10:30, title: Coffee, kind: break}
  - {time: 10:30-11:30, title: Lost talk, cancelled: Illness}
  - {time: 11:30-12:00, title: Second talk}
  - {time: 12:00-13:00, title: A walk, room: Garden}
  - {time: 23:00-01:30, title: Night of stars}
- date: 2031-03-09
  room: Hall
  sessions:
  - {time: 09:00-09:30, title: Morning talk}
""",
}
"""On the second day clocks go forward in New York, from 02:00 EST to 03:00 EDT."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return large(tmp_path_factory)


@pytest.fixture(scope="module")
def address(site: Built) -> Iterator[str]:
    with web_server(site.folder) as found:
        yield found


def write(folder: Path, files: dict[str, str]) -> Built:
    for name, text in files.items():
        (folder / "site/content").mkdir(parents=True, exist_ok=True)
        (folder / "site/content" / name).write_text(text, "utf-8")
    report = build(BuildOptions(folder / "site", folder / "out", "https://example.org/", remember=True))
    assert report.published, report.problems
    return Built(folder / "site", folder / "out", "", report)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page at a moment (UTC) that stays, on a machine in Tokyo. No console message is let pass."""
    opened: list[BrowserContext] = []
    said: list[str] = []

    def open_page(url: str, at: str, size: str = "wall", **more: Any) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(timezone_id="Asia/Tokyo", viewport={"width": width, "height": height}, **more)
        opened.append(context)
        context.on("console", lambda message: said.append(message.text))
        context.on("weberror", lambda fault: said.append(str(fault.error)))
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{at}+00:00"))
        page.goto(url)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert said == []


def told(page: Page) -> str:
    """What a screen says, in one line."""
    expect(page.locator(".screen-clock")).not_to_be_empty()
    words = re.sub(r"(\d) to(?=\d)", r"\1–", page.locator(".room-screen").inner_text())
    return " ".join(words.split()).removesuffix(" Pause")


@pytest.mark.parametrize("size", SIZES)
def test_it_has_the_room_the_time_and_what_is_on_and_next(
    visit: Callable[..., Page], address: str, size: str
) -> None:
    page = visit(address + SCREEN, "2031-03-05T09:10", size)
    assert told(page) == (
        "Library 14:40 NOW 14:30–15:10 PANEL Shared caches and hardware, part 103 Chandra Sample "
        "NEXT 15:15–15:55 PANEL Sparse attention and hardware, part 111 Ada Example"
    )
    expect(page.locator(".masthead")).to_be_hidden()
    width, height = SIZES[size]
    assert page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
        width,
        height,
    ]


def test_its_letters_are_read_from_ten_metres(visit: Callable[..., Page], address: str) -> None:
    # Normal sight needs letters of five minutes of arc (ISO 8596): 14.5 mm at ten metres. A screen of 55 inches is
    # 0.68 m high, and capitals have seven tenths of the size of a font.
    page = visit(address + SCREEN, "2031-03-05T09:10")
    told(page)
    for state, least in (("now", 2.5), ("next", 1.5)):
        title = page.locator(f"[data-state={state}] .session-title")
        size = title.evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
        assert size / 1080 * 680 * 0.7 >= least * 14.5, state


def test_a_title_that_is_long_gets_smaller_letters_and_is_seen_whole(
    visit: Callable[..., Page], address: str
) -> None:
    page = visit(address + SCREEN, "2031-03-05T09:10")
    told(page)
    page.locator("[data-state=now] .session-title").evaluate(
        "each => { each.textContent = 'Of many words '.repeat(30); }"
    )
    page.evaluate("dispatchEvent(new Event('focus'))")
    assert page.locator(".room-screen").evaluate("each => each.scrollHeight <= each.clientHeight")
    expect(page.locator("[data-state=next] .session-title")).to_be_in_viewport(ratio=1)


HALL = "2031/schedule/rooms/hall/screen/index.html"
TIMES = {
    "before": ("2031-03-08T13:00", "Hall 08:00 Nothing is on now. NEXT 09:00–10:00 First talk"),
    "on": ("2031-03-08T14:00", "Hall 09:00 NOW 09:00–10:00 First talk NEXT 10:00–10:30 Coffee"),
    "a break": (
        "2031-03-08T15:10",
        "Hall 10:10 NOW 10:00–10:30 Coffee 10:30–11:30 Lost talk Cancelled: Illness NEXT 11:30–12:00 Second talk",
    ),
    "cancelled": (
        "2031-03-08T16:00",
        "Hall 11:00 Nothing is on now. 10:30–11:30 Lost talk Cancelled: Illness NEXT 11:30–12:00 Second talk",
    ),
    "between": (
        "2031-03-08T17:00",
        "Hall 12:00 Nothing is on now. NEXT 23:00–01:30 next day Night of stars",
    ),
    "before midnight": (
        "2031-03-09T04:30",
        "Hall 23:30 NOW 23:00–01:30 next day Night of stars Sunday, March 9, 2031 NEXT 09:00–09:30 Morning talk",
    ),
    "after midnight": (
        "2031-03-09T06:10",
        "Hall 01:10 NOW 23:00–01:30 next day Night of stars NEXT 09:00–09:30 Morning talk",
    ),
    "after clocks changed": ("2031-03-09T12:00", "Hall 08:00 Nothing is on now. NEXT 09:00–09:30 Morning talk"),
    "after the last": ("2031-03-09T13:30", "Hall 09:30 The programme in this room is over."),
}


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return write(tmp_path_factory.mktemp("tiny"), SITE)


@pytest.mark.parametrize(("at", "wanted"), TIMES.values(), ids=TIMES)
def test_as_time_goes_on_from_disk_too(visit: Callable[..., Page], tiny: Built, at: str, wanted: str) -> None:
    assert told(visit((tiny.folder / HALL).as_uri(), at)) == wanted


def test_a_session_that_moved_to_another_room_is_told_at_the_door_of_the_first(
    visit: Callable[..., Page], tmp_path: Path
) -> None:
    write(tmp_path, SITE)
    moved = SITE["schedule.yaml"].replace("title: Second talk", "title: Second talk, room: Garden")
    site = write(tmp_path, {"schedule.yaml": moved})
    page = visit((site.folder / HALL).as_uri(), "2031-03-08T16:45")
    assert told(page) == (
        "Hall 11:45 Nothing is on now. 11:30–12:00 Second talk Moved to Garden "
        "NEXT 23:00–01:30 next day Night of stars"
    )
    page.goto((site.folder / HALL.replace("hall", "garden")).as_uri())
    assert told(page).startswith("Garden 11:45 NOW 11:30–12:00 Second talk Moved: was Hall NEXT")


def test_it_takes_what_has_changed_and_says_when_it_cannot(visit: Callable[..., Page], tmp_path: Path) -> None:
    site = write(tmp_path, SITE)
    with web_server(site.folder) as address:
        page = visit(address + HALL, "2031-03-08T14:00")
        assert "First talk NEXT" in told(page)
        changed = SITE["schedule.yaml"].replace("title: First talk", "title: Another talk")
        write(tmp_path, {"schedule.yaml": changed})
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator("[data-state=now] .session-title")).to_have_text("Another talk")
        page.route("**/*", lambda route: route.fulfill(body="<p>Log in to this network</p>"))
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator(".screen-line")).to_contain_text("This page is as of")
        assert "NOW 09:00–10:00 Another talk" in told(page)
        page.unroute_all()
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator(".screen-line")).to_be_empty()


def test_it_looks_for_changes_by_itself(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.clock.install(time=dt.datetime.fromisoformat("2031-03-05T09:10:00+00:00"))
    page.clock.pause_at(dt.datetime.fromisoformat("2031-03-05T09:10:30+00:00"))  # however slow the machine is
    page.goto(address + SCREEN)
    expect(page.locator(".screen-clock")).to_have_text("14:40")
    with page.expect_response(lambda answer: answer.url.endswith(SCREEN)):
        page.clock.run_for(6 * 60_000)
    expect(page.locator(".screen-clock")).to_have_text("14:46")
    page.clock.run_for(30 * 60_000)
    expect(page.locator("[data-state=now] .session-title")).to_have_text("Sparse attention and hardware, part 111")
    context.close()


def test_it_can_be_paused(visit: Callable[..., Page], tiny: Built) -> None:
    page = visit((tiny.folder / HALL).as_uri(), "2031-03-08T14:00")
    expect(page.locator(".screen-clock")).to_have_text("09:00")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_have_attribute("aria-pressed", "true")
    page.clock.set_fixed_time(dt.datetime.fromisoformat("2031-03-08T15:10:00+00:00"))
    page.evaluate("dispatchEvent(new Event('focus'))")
    expect(page.locator(".screen-clock")).to_have_text("09:00")
    pause.click()
    expect(page.locator(".screen-clock")).to_have_text("10:10")


def test_without_scripts_it_is_the_rooms_days(visit: Callable[..., Page], tiny: Built) -> None:
    page = visit((tiny.folder / HALL).as_uri(), "2031-03-08T14:00", java_script_enabled=False)
    titles = page.locator(".session-title").all_inner_texts()
    assert titles == ["First talk", "Coffee", "Lost talk", "Second talk", "Night of stars", "Morning talk"]
    expect(page.locator(".session").last).to_be_visible()
    expect(page.locator(".masthead")).to_be_visible()
    expect(page.get_by_role("link", name="Hall")).to_have_attribute("href", "../index.html")


def test_only_the_rooms_page_leads_to_it(site: Built) -> None:
    page = site.pages[SCREEN]
    assert page.meta("robots") == "noindex"
    leads = {path for path, each in site.pages.items() if re.search(r'href="[^"]*screen/index\.html"', each.text)}
    assert leads == {path for path in site.pages if re.fullmatch(r"2031/schedule/rooms/[^/]+/index\.html", path)}
    assert only(site.pages[ROOM].root, "screen-link").find("a") is not None
    assert "screen" not in (site.folder / "2031/search.js").read_text("utf-8")


@pytest.mark.usefixtures("has_axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(visit: Callable[..., Page], address: str, scheme: Any) -> None:
    page = visit("about:blank", "2031-03-05T09:10", color_scheme=scheme)
    prepare_axe(page.context)
    page.goto(address + SCREEN)
    told(page)
    assert axe(page, SCREEN) == []
