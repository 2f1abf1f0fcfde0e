"""The programme in a browser: table and list, sifting, stars, what is on now, and what there is to watch."""

from __future__ import annotations

import datetime as dt
import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import conference
import pytest
from icalendar import Calendar
from pages import Built, built, web_server, whole, with_class
from pages import said as text_of
from playwright.sync_api import Browser, BrowserContext, Page, expect

pytestmark = pytest.mark.browser

SCHEDULE = "2031/schedule/index.html"
BEFORE, DURING, AFTER = "2031-01-08T06:00", "2031-01-10T05:10", "2031-01-12T06:00"
"""Moments in UTC. The days are in Asia/Kolkata, five and a half hours ahead: the second is 10:40 of the first day."""


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of three days, two of them in several rooms at once."""
    return whole("parallel", tmp_path_factory)


@pytest.fixture(scope="module")
def address(rooms: Built) -> Iterator[str]:
    with web_server(rooms.folder) as found:
        yield found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page at a moment (UTC), in a time zone and a window so wide. No console message is let pass."""
    opened: list[BrowserContext] = []
    said: list[str] = []

    def open_page(url: str, at: str = BEFORE, zone: str = "Asia/Kolkata", width: int = 1280) -> Page:
        context = browser.new_context(
            timezone_id=zone,
            viewport={"width": width, "height": 844},
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
        )
        opened.append(context)
        context.on("console", lambda message: said.append(message.text))
        context.on("weberror", lambda fault: said.append(str(fault.error)))
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.clock.install(time=dt.datetime.fromisoformat(f"{at}+00:00"))
        page.goto(url)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert said == []


def ready(page: Page) -> Page:
    """The page, once its scripts have run; its filters unfolded, if it has any."""
    expect(page.locator(".star").first).to_be_attached()
    tools, filters = page.locator(".programme-tools"), page.get_by_role("button", name="Filter")  # and an arrow
    if tools.count():
        expect(tools).to_be_visible()
    if filters.count() and filters.get_attribute("aria-expanded") == "false":
        filters.click()
    return page


def shown(page: Page) -> list[str]:
    """The titles of the sessions that can be seen."""
    return [text.strip() for text in page.locator(".session-title:visible").all_inner_texts()]


# Table and list


def box(page: Page, slug: str) -> dict[str, float]:
    found = page.locator(f"#{slug}").bounding_box()
    assert found
    return {name: float(str(value)) for name, value in found.items()}


def test_in_a_wide_window_rooms_are_side_by_side(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + SCHEDULE)
    heads = page.locator(".day-grid").first.locator("thead th")
    assert heads.all_inner_texts() == ["Great Hall", "Room 2", "Terrace", "Foyer"]
    one, two, three = (
        box(page, slug) for slug in ("sparse-things", "dense-things", "mentoring-over-tea-chandra-instance")
    )
    assert one["y"] == pytest.approx(two["y"], abs=2) == pytest.approx(three["y"], abs=2)
    assert one["x"] + one["width"] <= two["x"] + 1
    assert two["x"] + two["width"] <= three["x"] + 1
    wide = box(page, "keynote-talk-ada-sample")
    assert wide["width"] == pytest.approx(4 * one["width"], rel=0.01)
    expect(page.locator("#sparse-things .session-room")).to_be_hidden()
    expect(page.locator("#keynote-talk-ada-sample .session-room")).to_be_visible()


def test_the_names_of_the_rooms_stay_in_sight(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + SCHEDULE)
    page.locator("#how-many-rooms-are-enough").scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    expect(page.locator(".day-grid thead th").first).to_be_in_viewport()


def test_in_a_narrow_window_sessions_are_a_list_and_name_their_rooms(
    visit: Callable[..., Page], address: str
) -> None:
    page = visit(address + SCHEDULE, width=390)
    head = page.locator(".day-grid thead").first.bounding_box()
    assert head
    assert (head["width"], head["height"]) == (1, 1)  # out of sight, and there for those who hear it
    names = ("sparse-things", "dense-things", "mentoring-over-tea-chandra-instance")
    tops = [box(page, slug)["y"] for slug in names]
    assert tops == sorted(set(tops))
    rooms = [page.locator(f"#{slug} .session-room").inner_text() for slug in names]
    assert rooms == ["Great Hall", "Room 2", "Terrace"]
    # A time stands beside what begins then, though other cells of its row come first and are empty.
    time = page.get_by_role("rowheader", name="13:30", exact=True).locator("time").bounding_box()
    assert time
    assert time["y"] == pytest.approx(box(page, "a-talk-on-the-stairs")["y"], abs=14)


def heard(page: Page) -> list[list[str]]:
    """The table of the first day as the browser hands it to screen readers, a list of roles and names a row."""
    session = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}

    def below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for each in (nodes[name] for name in node.get("childIds", ()) if name in nodes):
            yield each
            yield from below(each)

    def role(node: dict[str, Any]) -> str:
        return "" if node["ignored"] else str(node["role"]["value"])

    def told(cell: dict[str, Any]) -> str:
        return f"{role(cell)} {cell['name']['value']}".strip()

    tables = [node for node in nodes.values() if role(node) == "table"]
    (table,) = (node for node in tables if node["name"]["value"] == "First day Friday, January 10, 2031")
    rows = [node for node in below(table) if role(node) == "row"]
    return [[told(node) for node in below(row) if role(node) in CELLS] for row in rows]


CELLS = ("cell", "gridcell", "columnheader", "rowheader")


@pytest.mark.parametrize("width", [390, 1280])
def test_it_is_a_table_for_those_who_hear_it_at_any_width(
    visit: Callable[..., Page], address: str, width: int
) -> None:
    rows = heard(visit(address + SCHEDULE, width=width))
    places = ("Great Hall", "Room 2", "Terrace", "Foyer")
    assert rows[0] == ["cell", *(f"columnheader {place}" for place in places)]
    assert rows[1] == ["rowheader 08:30", "cell Registration and coffee 08:30 to 09:00"]
    (parallel,) = (row for row in rows if row[0] == "rowheader 10:30")
    assert [each.partition(" ")[0] for each in parallel] == ["rowheader", *["cell"] * 4]
    assert parallel[-1] == "cell"  # nothing is in the foyer
    assert len(rows) == 1 + 11


# Sifting


def test_sessions_are_sifted_by_kind_and_track_and_the_address_says_so(
    visit: Callable[..., Page], address: str
) -> None:
    page = ready(visit(address + SCHEDULE))
    everything = shown(page)
    oral, practice = (
        page.get_by_role("button", name="Oral", exact=True),
        page.get_by_role("button", name="Practice", exact=True),
    )
    oral.click()
    assert shown(page) == ["Sparse things", "Dense things"]
    expect(page.get_by_role("status")).to_have_text("2 sessions shown")
    practice.click()
    assert shown(page) == ["Dense things"]
    expect(page.get_by_role("status")).to_have_text("1 session shown")
    assert page.url.endswith("?kind=oral&track=Practice")
    page.reload()
    ready(page)
    assert shown(page) == ["Dense things"]
    expect(oral).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Tutorial", exact=True).click()
    assert shown(page) == ["Dense things", "A tutorial on things that are neither"]
    for button in (oral, practice, page.get_by_role("button", name="Tutorial", exact=True)):
        button.click()
    assert shown(page) == everything
    assert page.url.endswith("/index.html")


def test_a_table_that_is_sifted_is_a_list(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    page.get_by_role("button", name="Oral", exact=True).click()
    assert box(page, "sparse-things")["y"] < box(page, "dense-things")["y"]
    expect(page.locator("#dense-things .session-room")).to_be_visible()
    assert page.locator(".day:visible").count() == 1


def test_from_disk_it_is_sifted_too(visit: Callable[..., Page], rooms: Built) -> None:
    page = ready(visit((rooms.folder / SCHEDULE).as_uri()))
    page.get_by_role("button", name="Panel").click()
    assert shown(page) == ["How many rooms are enough?"]
    assert page.url.endswith("?kind=panel")
    page.get_by_role("button", name="Star How many rooms are enough?").click()
    expect(page.get_by_role("button", name="Save as calendar")).to_be_hidden()
    page.get_by_role("button", name="My sessions").click()
    page.reload()
    ready(page)
    assert shown(page) == ["How many rooms are enough?"]


# Stars


def test_stars_are_kept_for_the_edition(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    star = page.get_by_role("button", name="Star Posters")
    expect(star).to_have_attribute("aria-pressed", "false")
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto(address + "2031/schedule/demos/index.html")
    page.get_by_role("button", name="Star Demos").click()
    page.goto(address + SCHEDULE)
    page.get_by_role("button", name="My sessions").click()
    assert shown(page) == ["Posters", "Demos"]
    assert page.url.endswith("?mine=")
    page.get_by_role("button", name="Star Demos").click()
    assert shown(page) == ["Posters"]
    expect(page.get_by_role("status")).to_have_text("1 session shown")
    assert page.evaluate("[...Object.entries(localStorage)]") == [["enlsp-stars ROOMS 2031", '["posters"]']]


def test_nobody_stars_a_break(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    assert page.locator(".session-break .star").count() == 0
    assert page.locator(".session-title .star").count() == page.locator(".session:not(.session-break)").count()


def test_stars_are_shared_by_a_link_and_leave_ones_own_alone(visit: Callable[..., Page], address: str) -> None:
    mine = ready(visit(address + SCHEDULE))
    for name in ("Star Posters", "Star Welcome"):
        mine.get_by_role("button", name=name).click()
    mine.get_by_role("button", name="Copy link").click()
    expect(mine.get_by_role("status")).to_have_text("Link copied")
    link = mine.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(re.escape(f"{address}{SCHEDULE}?s=") + "[A-Za-z0-9_-]{8}", link)

    theirs = ready(visit(address + SCHEDULE))
    theirs.get_by_role("button", name="Star Demos").click()
    theirs.goto(link)
    ready(theirs)
    assert shown(theirs) == ["Welcome", "Posters"]
    expect(theirs.get_by_role("button", name="Shared sessions")).to_have_attribute("aria-pressed", "true")
    theirs.get_by_role("button", name="My sessions").click()
    assert shown(theirs) == ["Demos"]
    assert theirs.evaluate("localStorage.getItem('enlsp-stars ROOMS 2031')") == '["demos"]'


def test_shared_stars_can_be_kept(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    page.get_by_role("button", name="Star Demos").click()
    page.goto(f"{address}{SCHEDULE}?stars=posters.welcome.no-such-session")  # as links were written before
    ready(page)
    assert shown(page) == ["Welcome", "Posters"]
    page.get_by_role("button", name="Keep these").click()
    assert shown(page) == ["Welcome", "Posters", "Demos"]
    assert page.url.endswith("?mine=")
    expect(page.get_by_role("button", name="Keep these")).to_be_hidden()
    page.reload()
    ready(page)
    expect(page.get_by_role("button", name="Star Posters")).to_have_attribute("aria-pressed", "true")


def test_starred_sessions_make_a_calendar(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    save = page.get_by_role("button", name="Save as calendar")
    expect(save).to_be_hidden()
    for name in ("Star Posters", "Star How many rooms are enough?", "Star Workshop on doors"):
        page.get_by_role("button", name=name).click()
    with page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename == "schedule.ics"
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    events = {str(event["SUMMARY"]): event for event in calendar.walk("VEVENT")}
    assert sorted(title.partition(" (")[0] for title in events) == [
        "10:00–12:00 IST",  # one of two days, with its time in its title
        "How many rooms are enough?",
        "Posters",
    ]
    assert str(events["Posters"].decoded("DTSTART")) == "2031-01-10 13:00:00+05:30"
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Asia/Kolkata"]
    assert not calendar.walk("VALARM")


def test_a_saved_calendar_reminds_if_that_is_wanted(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    page.get_by_role("button", name="Star Posters").click()
    page.get_by_role("button", name="Remind me 10 minutes before").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as calendar").click()
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    (alarm,) = calendar.walk("VALARM")
    assert alarm.decoded("TRIGGER") == dt.timedelta(minutes=-10)
    assert (alarm["ACTION"], alarm["DESCRIPTION"]) == ("DISPLAY", "Posters")


def test_a_calendar_that_cannot_be_fetched_is_told(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    page.get_by_role("button", name="Star Posters").click()
    page.route("**/posters.ics", lambda route: route.fulfill(body=""))
    page.get_by_role("button", name="Save as calendar").click()
    expect(page.get_by_role("status")).to_have_text("The calendar cannot be loaded; you may be offline.")


# Now


def states(page: Page) -> dict[str, str]:
    """The sessions that are on now or next, by their titles."""
    return {
        (session.locator(".session-title").inner_text()): session.locator(".session-state").text_content() or ""
        for session in page.locator(".session").filter(has=page.locator(".session-state")).all()
    }


NOW = {
    "Sparse things": "Now",
    "Dense things": "Now",
    "Mentoring over tea": "Now",
    "A tutorial on things that are neither": "Next",
}


@pytest.mark.parametrize("zones", [False, True])
@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/St_Johns", "Pacific/Auckland", "Pacific/Kiritimati"])
@pytest.mark.parametrize(
    ("at", "found"),
    [
        (BEFORE, {}),
        ("2031-01-10T02:00", {"Registration and coffee": "Next"}),
        (DURING, NOW),
        ("2031-01-10T18:45", {"Dinner": "Now", "Invited talk": "Next"}),
        (AFTER, {}),
    ],
)
def test_what_is_on_now_and_next_wherever_one_is(
    visit: Callable[..., Page], address: str, at: str, found: dict[str, str], zone: str, zones: bool
) -> None:
    page = ready(visit(address + SCHEDULE, at, zone))
    if zones and zone != "Asia/Kolkata":
        page.get_by_role("button", name="In your time zone").click()
    assert states(page) == found


def test_now_moves_on_while_the_page_is_open(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE, "2031-01-10T05:43:30"))
    assert states(page)["Dense things"] == "Now"
    page.clock.run_for(120_000)
    assert states(page) == {
        "Sparse things": "Now",
        "A tutorial on things that are neither": "Now",
        "Mentoring over tea": "Now",
        "Lunch": "Next",
    }


def test_now_is_right_after_sleep(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE, DURING))
    page.clock.set_fixed_time(dt.datetime(2031, 1, 10, 9, 10, tzinfo=dt.UTC))  # no timer has run
    assert states(page) == NOW
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert states(page) == {"How many rooms are enough?": "Now", "Dinner": "Next"}


def test_the_way_to_now(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE, DURING, width=390))
    page.get_by_role("button", name="Go to now").click()
    expect(page.locator("#sparse-things")).to_be_focused()
    expect(page.locator("#sparse-things")).to_be_in_viewport()
    expect(ready(visit(address + SCHEDULE, BEFORE)).get_by_role("button", name="Go to now")).to_be_hidden()


def test_the_home_page_marks_what_is_on_too(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/index.html", "2031-01-10T04:00")
    expect(page.locator(".session-state")).to_have_text(["Now", "Next"])
    assert states(page)["How many rooms are enough?"] == "Next"
    assert page.locator(".star").count() == 0


# Something to watch


@pytest.mark.parametrize("path", [SCHEDULE, "2031/schedule/keynote-talk-ada-sample/index.html"])
@pytest.mark.parametrize(
    ("at", "ways"),
    [
        ("2031-01-10T03:29", []),
        ("2031-01-10T03:30", ["Live stream"]),  # a quarter of an hour before
        ("2031-01-10T04:29", ["Live stream"]),
        ("2031-01-10T04:30", ["Recording"]),
        (AFTER, ["Recording"]),
    ],
)
def test_the_stream_is_there_when_it_is_of_use_and_the_recording_afterwards(
    visit: Callable[..., Page], address: str, path: str, at: str, ways: list[str]
) -> None:
    page = ready(visit(address + path, at))
    found = page.locator("#keynote-talk-ada-sample, [data-session]").locator("[data-watch]:visible a")
    assert [text.partition("\n")[0] for text in found.all_inner_texts()] == ways


def test_the_stream_comes_and_goes_while_the_page_is_open(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + SCHEDULE, "2031-01-10T03:29:30"))
    stream = page.locator("#keynote-talk-ada-sample [data-watch=stream]")
    expect(stream).to_be_hidden()
    page.clock.run_for(60_000)
    expect(stream).to_be_visible()


def test_without_a_script_both_ways_to_watch_are_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + SCHEDULE)
    assert page.locator("#keynote-talk-ada-sample [data-watch]:visible").count() == 2
    expect(page.locator(".programme-tools")).to_be_hidden()
    context.close()


def test_the_times_of_papers_are_told_in_the_visitors_zone_too(visit: Callable[..., Page], address: str) -> None:
    page = ready(visit(address + "2031/schedule/dense-things/index.html", zone="Asia/Dubai"))
    times = page.locator(".session-time time, .paper-time time")
    there = ["10:30", "11:15", "10:30", "10:45", "10:45", "11:00", "11:00", "11:15"]
    assert times.all_inner_texts() == there
    page.get_by_role("button", name="In your time zone").click()
    assert times.all_inner_texts() == ["09:00", "09:45", "09:00", "09:15", "09:15", "09:30", "09:30", "09:45"]
    expect(page.locator(".day-zone")).to_have_text("Times in your time zone, Gulf Standard Time (GMT+4).")


# Many talks


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The conference of 150 talks."""
    site = tmp_path_factory.mktemp("many")
    conference.make(site)
    return built(site, tmp_path_factory.mktemp("many") / "out")


def test_a_conference_of_150_talks_stays_light(many: Built) -> None:
    talks = conference.talks()
    assert len(talks) == 150
    page = many.pages[SCHEDULE]
    assert all(conference.title(*talk) in page.text for talk in talks)
    assert len(gzip.compress(page.text.encode(), 6)) < 100_000
    listed, rooms = 1 + 1, 5 * 2  # for this site and for another's; a page and a screen
    assert len([path for path in many.pages if path.startswith("2031/schedule/")]) == listed + 150 + 3 + rooms
    assert len(many.pages["2031/index.html"].text) < 25_000  # what search engines are told is on the talks' own pages
    home = many.pages["2031/index.html"].section("schedule")
    assert [text_of(each) for each in with_class(home, "session-title")] == [
        f"Opening of day {day}" for day in (1, 2, 3)
    ]


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_a_conference_of_150_talks_does_not_scroll_sideways(
    visit: Callable[..., Page], many: Built, width: int
) -> None:
    for path in (SCHEDULE, "2031/index.html"):
        page = visit((many.folder / path).as_uri(), width=width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
