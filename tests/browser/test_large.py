"""A large programme in a browser: three days, eight rooms, 210 sessions; on a phone and a desk, also on slow ones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

import pytest
from icalendar import Calendar
from pages import Built, large, web_server
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.checkers import TAGS, axe, prepare_axe

pytestmark = pytest.mark.browser

SCHEDULE = "2031/schedule/index.html"
SCREENS = {"phone": (390, 844), "desk": (1280, 800)}
BEFORE, DURING = "2031-01-01T06:00", "2031-03-05T09:10"
"""Moments in UTC. The days are in Asia/Kolkata: the second is 14:40 of the second day."""

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return large(tmp_path_factory)


@pytest.fixture(scope="module")
def address(site: Built) -> Iterator[str]:
    with web_server(site.folder) as found:
        yield found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a page on a screen, at a moment (UTC), with the processor so many times slower. No console message is let
    pass."""
    opened: list[BrowserContext] = []
    said: list[str] = []

    def open_page(
        url: str,
        screen: str = "phone",
        at: str = BEFORE,
        slower: int = 1,
        motion: bool = False,
        zone: str = "Asia/Kolkata",
    ) -> Page:
        width, height = SCREENS[screen]
        context = browser.new_context(
            timezone_id=zone,
            viewport={"width": width, "height": height},
            reduced_motion="no-preference" if motion else "reduce",
        )
        opened.append(context)
        context.on("console", lambda message: said.append(message.text))
        context.on("weberror", lambda fault: said.append(str(fault.error)))
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{at}+00:00"))
        if slower > 1:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        page.goto(url)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert said == []


def ready(page: Page) -> Page:
    """The page, once its scripts have run."""
    expect(page.locator(".programme-tools")).to_be_visible()
    return page


SETTLED = """() => new Promise((done) => {
  let last, same = 0;
  const look = () => {
    same = scrollY === last ? same + 1 : 0;
    last = scrollY;
    if (same > 5) done();
    else requestAnimationFrame(look);
  };
  look();
})"""
"""Waits until the page has stood for some frames."""


# Links to sessions

OFF = """(name) => {
  const target = document.getElementById(name);
  const { scrollPaddingTop } = getComputedStyle(document.documentElement);
  const place = parseFloat(getComputedStyle(target).scrollMarginTop) + parseFloat(scrollPaddingTop);
  return target.getBoundingClientRect().top - place;
}"""
"""How far a session is from the place at which a link to it ends."""

TARGETS = (
    "early-exits-and-theory-part-17",
    "quantized-experts-and-theory-part-105",
    "short-chains-of-thought-and-systems-part-154",
)


@pytest.mark.parametrize(("screen", "query"), [("phone", "?kind=panel"), ("desk", "")])
def test_a_link_to_a_session_ends_at_its_place_on_a_slow_machine(
    visit: Visit, address: str, screen: str, query: str
) -> None:
    assert ends_off(visit, address, screen, query, TARGETS[1:2]) <= 8


@pytest.mark.slow
@pytest.mark.parametrize("query", ["", "?kind=panel"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_link_to_a_session_ends_at_its_place_on_a_slow_machine(
    visit: Visit, address: str, screen: str, query: str
) -> None:
    assert ends_off(visit, address, screen, query, TARGETS) <= 8


def ends_off(visit: Visit, address: str, screen: str, query: str, names: Iterable[str]) -> float:
    """By how many pixels links to these sessions miss their places at most on a processor four times slower."""
    off = []
    for name in names:
        page = ready(visit(f"{address}{SCHEDULE}{query}#{name}", screen, slower=4, motion=True))
        page.evaluate(SETTLED)
        off.append(abs(page.evaluate(OFF, name)))
        expect(page.locator(f"#{name}")).to_be_in_viewport()
        page.context.close()
    return max(off)


# Days


@pytest.mark.parametrize("screen", SCREENS)
def test_the_days_are_always_at_hand(visit: Visit, address: str, screen: str) -> None:
    page = ready(visit(address + SCHEDULE, screen))
    tabs = page.get_by_role("navigation", name="Days").get_by_role("link")
    assert tabs.all_inner_texts() == ["Tue 4", "Wed 5", "Thu 6"]
    tabs.last.click()
    expect(page.get_by_role("heading", name="Thursday, March 6, 2031")).to_be_in_viewport()
    expect(tabs.last).to_have_attribute("aria-current", "true")
    tabs.nth(1).click()
    expect(page.get_by_role("heading", name="Wednesday, March 5, 2031")).to_be_in_viewport()
    expect(tabs.nth(1)).to_have_attribute("aria-current", "true")
    expect(tabs.last).not_to_have_attribute("aria-current", "true")


def test_the_days_are_at_hand_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}{SCHEDULE}#{TARGETS[1]}")
    expect(page.get_by_role("navigation", name="Days").get_by_role("link", name="Thu 6")).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_on_its_days_the_programme_opens_at_now_says_so_and_leads_back(
    visit: Visit, address: str, screen: str
) -> None:
    page = ready(visit(address + SCHEDULE, screen, DURING))
    now = page.locator("[data-state=now]").first
    expect(now).to_be_in_viewport()
    said = page.get_by_role("status").filter(has_text="Opened at what is on now.")
    expect(said).to_be_visible()
    page.get_by_role("button", name="To the start").click()
    expect(page.locator("h1")).to_be_in_viewport()
    expect(said).to_be_hidden()
    page.get_by_role("button", name="Go to now").click()
    expect(now).to_be_in_viewport()


@pytest.mark.parametrize(
    ("more", "at"),
    [("", BEFORE), ("", "2031-03-05T17:00"), ("?kind=panel", DURING), (f"#{TARGETS[0]}", DURING)],
    ids=["before", "at night", "filtered", "linked"],
)
def test_else_it_opens_where_it_was_asked_to(visit: Visit, address: str, more: str, at: str) -> None:
    page = ready(visit(f"{address}{SCHEDULE}{more}", at=at))
    expect(page.locator(".at-now")).to_be_hidden()
    expect(page.locator(more if more.startswith("#") else "h1")).to_be_in_viewport()


# The table


def test_eight_rooms_are_a_table_that_scrolls_sideways_under_its_heads(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE, "desk"))
    day = page.locator("#schedule-day-2")
    assert day.locator("thead th").all_inner_texts()[-1] == "Room 202"
    scroller = day.locator(".grid-scroll")
    last = day.locator("[id*=-part-110-]")
    last.evaluate("each => each.scrollIntoView({ block: 'center', inline: 'end' })")
    expect(last).to_be_in_viewport()
    assert scroller.evaluate("each => each.scrollLeft") > 100
    expect(day.get_by_role("columnheader", name="Room 202")).to_be_in_viewport()
    time = day.get_by_role("rowheader", name="15:15").bounding_box()
    there = last.bounding_box()
    frame = scroller.bounding_box()
    assert time
    assert there
    assert frame
    assert time["x"] == pytest.approx(frame["x"], abs=1)
    assert time["y"] == pytest.approx(there["y"], abs=2)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_filters_leave_times_beside_their_sessions(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE + "?kind=panel"))
    first = page.locator(".session:visible").first
    time = page.locator(".day-grid tbody th:visible time").first.bounding_box()
    there = first.bounding_box()
    assert time
    assert there
    assert time["y"] == pytest.approx(there["y"], abs=14)


def test_rows_of_the_table_are_in_proportion_to_time_and_long_ones_are_folded(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE, "desk"))
    height = "each => each.closest('tr').getBoundingClientRect().height"
    names = ("coffee", "keynote-of-day-1-ada-token", "lunch", "reception-1")  # 30, 45, 80 and 180 minutes
    heights = [page.locator(f"#{name}").evaluate(height) for name in names]
    assert [round(each / heights[0], 1) for each in heights] == [1, 1.5, 2.5, 3]


def test_three_sessions_are_on_the_first_screen_of_a_phone(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    for number in range(3):
        expect(page.locator(".session").nth(number)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tracks_have_colours_of_their_own_that_can_be_told_from_the_paper(
    visit: Visit, address: str, scheme: Literal["light", "dark"]
) -> None:
    page = visit(address + SCHEDULE, "desk")
    page.emulate_media(color_scheme=scheme)
    found = {tuple(each) for each in ready(page).locator("#schedule-day-1 .session-track").evaluate_all(MARKS)}
    assert len(found) == len({colour for _, colour, _ in found}) == 5
    assert all(contrast >= 3 for _, _, contrast in found)
    page.get_by_role("button", name="Filter").click()
    chips = page.get_by_role("group", name="Tracks").get_by_role("button").evaluate_all(MARKS)
    assert {tuple(each) for each in chips} == found


MARKS = """each => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) =>
      part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const paper = light(getComputedStyle(document.documentElement).backgroundColor);
  return each.map((one) => {
    const colour = getComputedStyle(one, "::after").backgroundColor;
    const [low, high] = [light(colour), paper].sort((a, b) => a - b);
    return [one.textContent, colour, (high + 0.05) / (low + 0.05)];
  });
}"""
"""Names, the colours of the marks beside them, and how these contrast with the paper (WCAG 2.2, 1.4.11)."""


def test_a_break_of_all_rooms_goes_over_the_columns_of_all(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE, "desk"))
    lunch = page.locator("#lunch").locator("xpath=ancestor::td")
    assert lunch.get_attribute("colspan") == str(page.locator("#schedule-day-1 thead th").count())
    lunch.evaluate("each => each.scrollIntoView({ block: 'center' })")
    page.locator("#schedule-day-1 .grid-scroll").evaluate("each => { each.scrollLeft = each.scrollWidth; }")
    expect(page.locator("#lunch")).to_be_in_viewport()


# Rooms


def test_sessions_are_sifted_by_room(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    page.get_by_role("button", name="Filter").click()
    page.get_by_role("button", name="Library", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="27 sessions shown")).to_be_visible()
    assert set(page.locator(".session:visible .session-room").all_inner_texts()) == {"Library"}
    assert page.url.endswith("?room=Library")


def test_few_stops_lie_before_the_first_session(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    page.locator("h1").evaluate("each => { each.tabIndex = -1; each.focus(); }")
    stops = 0
    while not page.evaluate("document.activeElement.closest('.session')"):
        page.keyboard.press("Tab")
        stops += 1
    assert stops <= 10


def test_a_rooms_page_has_what_is_in_it_now_and_next(visit: Visit, address: str) -> None:
    page = visit(address + "2031/schedule/rooms/library/index.html", at=DURING)
    now = page.locator(".room-now p")
    expect(now).to_have_count(2)
    assert [text.replace("\n", " ") for text in now.all_inner_texts()] == [
        "NOW 14:30–15:10 Shared caches and hardware, part 103",
        "NEXT 15:15–15:55 Sparse attention and hardware, part 111",
    ]
    assert page.locator(".day").count() == 3
    assert page.locator(".session").count() == 27 + 9  # of each day the breaks, too
    page.get_by_role("link", name="Schedule").first.click()
    ready(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator("#schedule-day-1 thead").get_by_role("link", name="Library").click()
    expect(page.locator("h1")).to_have_text("Library")


# The search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("P17", ["study 17"]),
        ("award", ["study 7", "study 47", "study 87", "study 127"]),
    ],
)
def test_boards_and_awards_are_found(visit: Visit, address: str, words: str, found: list[str]) -> None:
    page = visit(address + "2031/index.html")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox").fill(words)
    results = page.locator(".search-results li a")
    expect(results).to_have_count(len(found))
    assert all(any(text.endswith(each) for text in results.all_inner_texts()) for each in found)


# What it weighs


def test_the_page_of_a_large_programme_is_light(site: Built) -> None:
    assert len((site.folder / SCHEDULE).read_bytes()) <= 150_000


def test_what_the_first_paint_of_a_large_programme_waits_for_is_light(site: Built) -> None:
    """On a slow line all of it comes at once, beside the page itself: 50 KB take a second there."""
    head = site.pages[SCHEDULE].text.partition("</head>")[0]
    names = re.findall(r'<(?:link rel="stylesheet" href|script src)="([^"]+)"', head)
    files = [(site.folder / SCHEDULE).parent / name for name in names]
    assert {file.name for file in files} == {"style.css", "programme.css", "look.css", "start.js"}
    assert sum(len(file.read_bytes()) for file in files) <= 49_000


def test_papers_are_fetched_when_their_list_is_unfolded(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    session = page.locator("#sparse-attention-and-theory-part-1")
    expect(session.get_by_role("listitem")).to_have_count(0)
    height = session.evaluate("each => each.offsetHeight")
    session.get_by_text("2 papers").click()
    expect(session.get_by_role("listitem")).to_have_count(2)
    session.get_by_role("button", name="Star Early exits at a fixed budget, study 1").click()
    assert stars(page) == ["papers/1"]
    session.get_by_text("2 papers").click()
    expect(session.get_by_role("listitem").first).to_be_hidden()
    assert session.evaluate("each => each.offsetHeight") == height
    session.get_by_text("2 papers").click()
    session.get_by_role("link", name="Shared caches without a second model, study 2").click()
    expect(page.locator("h1")).to_have_text("Shared caches without a second model, study 2")


def test_times_of_papers_that_are_fetched_are_told_as_the_others(browser: Browser, address: str) -> None:
    context = browser.new_context(timezone_id="Asia/Dubai")
    page = context.new_page()
    page.goto(address + SCHEDULE)
    ready(page).get_by_role("button", name="In your time zone").click()
    session = page.locator("#sparse-attention-and-theory-part-1")
    session.get_by_text("2 papers").click()
    expect(session.locator(".paper-time time")).to_have_text(["08:45", "09:05", "09:05", "09:25"])
    page.get_by_role("button", name="In your time zone").click()
    expect(session.locator(".paper-time time")).to_have_text(["10:15", "10:35", "10:35", "10:55"])
    context.close()


def test_papers_that_cannot_be_fetched_are_told_and_can_be_asked_for_again(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    session = page.locator("#sparse-attention-and-theory-part-1")
    page.route("**/sparse-attention-and-theory-part-1/", lambda route: route.fulfill(body=""))
    page.route("**/sparse-attention-and-theory-part-1/index.html", lambda route: route.fulfill(body=""))
    session.get_by_text("2 papers").click()
    expect(session.get_by_role("status")).to_have_text("The papers cannot be loaded; you may be offline.")
    page.unroute_all()
    session.get_by_text("2 papers").click()
    session.get_by_text("2 papers").click()
    expect(session.get_by_role("listitem")).to_have_count(2)


def test_from_disk_titles_lead_to_the_papers(visit: Visit, site: Built) -> None:
    page = ready(visit((site.folder / SCHEDULE).as_uri()))
    session = page.locator("#sparse-attention-and-theory-part-1")
    expect(session).to_contain_text("2 papers")
    session.get_by_role("link").click()
    expect(page.locator(".session-papers li")).to_have_count(2)


# Stars


def stars(page: Page) -> list[str]:
    """What is starred, as the browser keeps it."""
    found: list[str] = page.evaluate("JSON.parse(localStorage.getItem('enlsp-stars LARGE 2031')) ?? []")
    return found


def test_papers_are_starred_wherever_they_are_listed(visit: Visit, address: str) -> None:
    page = visit(address + "2031/papers/index.html")
    page.get_by_role("button", name="Star Shared caches at a fixed budget, study 17").click()
    page.goto(address + "2031/papers/18/index.html")
    page.get_by_role("button", name="Star Short chains of thought without a second model, study 18").click()
    page.goto(address + "2031/schedule/posters-of-day-2/index.html")
    page.locator(".starrable .star").first.click()
    assert stars(page) == ["papers/17", "papers/18", "papers/55"]
    page.goto(address + "2031/papers/17/index.html")
    expect(page.locator(".star").first).to_have_attribute("aria-pressed", "true")


STARRED = ["papers/17", "papers/18", "posters-of-day-2"]


@pytest.fixture
def mine(visit: Visit, address: str) -> Page:
    """The programme of somebody who has starred two papers and a session, sifted by these."""
    page = visit(address + SCHEDULE)
    page.evaluate("names => localStorage.setItem('enlsp-stars LARGE 2031', JSON.stringify(names))", STARRED)
    page.goto(address + SCHEDULE + "?mine=")
    return ready(page)


def test_my_sessions_have_my_papers_under_them(mine: Page) -> None:
    titles = mine.locator(".session-title:visible").all_inner_texts()
    assert titles == ["Short chains of thought and hardware, part 19", "Posters of day 1", "Posters of day 2"]
    first = mine.locator("#posters-of-day-1 .session-papers a:visible")
    assert first.all_inner_texts() == [
        "Shared caches at a fixed budget, study 17",
        "Short chains of thought without a second model, study 18",
    ]
    assert mine.locator("#posters-of-day-2 .session-papers li[hidden]").count() == 0


def test_a_saved_calendar_names_the_papers_in_their_sessions(mine: Page) -> None:
    with mine.expect_download() as download:
        mine.get_by_role("button", name="Save as calendar").click()
    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    words = {str(event["SUMMARY"]): str(event["DESCRIPTION"]) for event in calendar.walk("VEVENT")}
    assert len(words) == 3
    assert words["Posters of day 1"].startswith(
        "★ Shared caches at a fixed budget, study 17 (board P17)\n"
        "★ Short chains of thought without a second model, study 18 (board P18)\n"
    )
    assert "★" not in words["Posters of day 2"]


def test_a_link_with_thirty_stars_is_short(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE))
    page.evaluate(
        "for (const each of [...document.querySelectorAll('.session-title .star')].slice(0, 30)) each.click()"
    )
    page.evaluate("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }")
    page.get_by_role("button", name="Copy link").click()
    link = page.evaluate("window.copied")
    assert len(link) <= 250
    assert len(stars(page)) == 30
    other = ready(visit(link))
    assert other.locator(".session:visible").count() == 30
    other.get_by_role("button", name="Keep these").click()
    assert sorted(stars(other)) == sorted(stars(page))


# The keyboard

FOCUSED = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"

SEEN = """() => {
  const { left, right, top, bottom } = document.activeElement.getBoundingClientRect();
  return [[left + 2, top + 2], [right - 2, bottom - 2]].every(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there && (document.activeElement.contains(there) || there.contains(document.activeElement));
  });
}"""
"""Whether nothing lies over the corners of what has the focus."""


def tab_to(page: Page, name: str) -> None:
    """Go on with the keyboard until something of this name has the focus."""
    passed: list[str] = []
    while name not in passed:
        page.keyboard.press("Tab")
        passed.append(page.evaluate(FOCUSED))
        assert len(passed) <= 40, passed


@pytest.mark.parametrize("screen", SCREENS)
def test_everything_is_done_with_the_keyboard_alone(visit: Visit, address: str, screen: str) -> None:
    page = ready(visit(address + SCHEDULE, screen))
    tab_to(page, "Skip to the content")
    page.keyboard.press("Enter")
    tab_to(page, "Filter")
    page.keyboard.press("Enter")
    tab_to(page, "Library")
    page.keyboard.press("Space")
    expect(page.get_by_role("status").filter(has_text="27 sessions shown")).to_be_visible()
    page.keyboard.press("Space")
    tab_to(page, "Thu 6")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thursday, March 6, 2031")).to_be_in_viewport()
    tab_to(page, "Star Keynote of day 3")
    page.keyboard.press("Space")
    tab_to(page, "2 papers of Short chains of thought and theory, part 129")
    page.keyboard.press("Enter")
    expect(page.locator("#short-chains-of-thought-and-theory-part-129 li")).to_have_count(2)
    tab_to(page, "Star Shared caches at a fixed budget, study 97")
    page.keyboard.press("Space")
    assert stars(page) == ["keynote-of-day-3-chandra-token", "papers/97"]
    page.goto(address + SCHEDULE)
    ready(page)
    tab_to(page, "My sessions")
    page.keyboard.press("Space")
    expect(page.locator(".session:visible")).to_have_count(3)  # the posters, too
    tab_to(page, "Save as calendar")
    with page.expect_download():
        page.keyboard.press("Enter")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()  # its script is fetched first
    page.keyboard.type("P17")
    expect(page.locator(".search-results li")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    tab_to(page, "Keynote of day 3")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Keynote of day 3")


@pytest.mark.parametrize("screen", SCREENS)
def test_stars_of_others_are_kept_and_sent_on_with_the_keyboard_alone(
    visit: Visit, address: str, screen: str
) -> None:
    mine = visit(address + SCHEDULE, screen)
    mine.evaluate("names => localStorage.setItem('enlsp-stars LARGE 2031', JSON.stringify(names))", STARRED)
    mine.reload()
    ready(mine).evaluate(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    tab_to(mine, "Copy link")
    mine.keyboard.press("Enter")
    expect(mine.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    page = ready(visit(mine.evaluate("window.copied"), screen, zone="Asia/Dubai"))
    expect(page.locator(".session:visible")).to_have_count(3)
    tab_to(page, "Keep these")
    page.keyboard.press("Enter")
    assert sorted(stars(page)) == sorted(STARRED)
    tab_to(page, "Remind me 10 minutes before")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Remind")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("screen", SCREENS)
def test_the_zone_the_table_and_the_search_are_used_with_the_keyboard_alone(
    visit: Visit, address: str, screen: str
) -> None:
    page = ready(visit(address + SCHEDULE, screen, zone="Asia/Dubai"))
    tab_to(page, "In your time zone")
    page.keyboard.press("Space")
    time = page.locator("#keynote-of-day-1-ada-token .session-time time").first
    expect(time).to_have_text("07:30")
    page.keyboard.press("Space")
    expect(time).to_have_text("09:00")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("study 17")
    first = page.locator(".search-results li a").first
    expect(first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(re.compile("study 17"))


def test_the_last_room_of_the_table_is_reached_with_the_keyboard_alone(visit: Visit, address: str) -> None:
    page = ready(visit(address + SCHEDULE, "desk"))
    tab_to(page, "Tue 4")
    page.keyboard.press("Enter")
    tab_to(page, "Star Sparse attention and systems, part 6")  # in the last room
    page.wait_for_function(SEEN)
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED).endswith("part 9")  # in the first room, beside the time
    page.wait_for_function(SEEN)


@pytest.mark.slow
@pytest.mark.usefixtures("has_axe")
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_in_a_large_programme(browser: Browser, address: str, screen: str) -> None:
    width, height = SCREENS[screen]
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    prepare_axe(context)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address + SCHEDULE)
    ready(page)
    assert axe(page, SCHEDULE, TAGS) == []
    context.close()
