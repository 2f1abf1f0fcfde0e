"""The same site looked at from four corners of the world: times, states, and when days begin.

The venue is in Los Angeles. St. John's is half an hour off, Kolkata too and on the other side of the day; Auckland
has summer in December; in Kiritimati days begin first of all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pages import Built, built
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SITE = {
    "site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
timezone: America/Los_Angeles
home: [overview]
""",
    "dates.yaml": """\
- {name: Submission deadline, date: 2031-08-22}
- {name: Workshop, date: [2031-12-05, 2031-12-06], kind: event}
""",
    "people/mentors.yaml": "- Ada\n",
    "schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Opening, kind: remarks}
    - {time: 08:30-10:30, title: Talks, kind: oral}
    - {time: 10:30-18:00, title: Posters, kind: poster}
    - {time: 18:00-20:30, title: Party, kind: social}
- date: 2031-07-15
  timezone: America/Toronto
  sessions:
    - {time: 07:00-08:00, title: Mentoring, kind: mentoring, stream: "https://example.org/call", recording: "https://example.org/film"}
""",
    "pages/overview.md": "---\ntitle: Overview\n---\nTiny things.\n",
}
ZONES = ("Asia/Kolkata", "America/St_Johns", "Pacific/Auckland", "Pacific/Kiritimati")
DEADLINE = dt.datetime(2031, 8, 23, 11, 59, tzinfo=dt.UTC)
"""The end of August 22, Anywhere on Earth."""

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("zones")
    for name, text in SITE.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")
    return built(folder, tmp_path_factory.mktemp("zones") / "out")


@pytest.fixture
def visit(browser: Browser, site: Built) -> Iterator[Visit]:
    """Opens a page of the site in a zone, at a moment at which the clock stands; in one window for each zone, since
    to open one takes longer than all that is looked at in it."""
    windows: dict[str, Page] = {}

    def open_page(path: str, zone: str, at: dt.datetime) -> Page:
        if zone not in windows:
            windows[zone] = browser.new_context(timezone_id=zone).new_page()
            windows[zone].set_default_timeout(60_000)
        page = windows[zone]
        page.clock.set_fixed_time(at)
        page.goto((site.folder / path).as_uri())
        return page

    yield open_page
    for page in windows.values():
        page.context.close()


def states(page: Page) -> list[str]:
    """The states of the important dates."""
    page.wait_for_selector(".date[data-state]")
    return [each.get_attribute("data-state") or "" for each in page.locator(".date").all()]


def midnight(zone: str, month: int, day: int) -> dt.datetime:
    """When a day begins in a zone."""
    return dt.datetime(2031, month, day, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


MINUTE = dt.timedelta(minutes=1)


@pytest.mark.parametrize("zone", ZONES)
def test_a_deadline_is_today_from_midnight_where_one_is(visit: Visit, zone: str) -> None:
    there = DEADLINE.astimezone(ZoneInfo(zone))
    begins = midnight(zone, there.month, there.day)
    found = {
        at: states(visit("2031/dates/index.html", zone, at))[0]
        for at in (
            begins - dt.timedelta(days=8),
            begins - MINUTE,
            begins + MINUTE,
            DEADLINE - MINUTE,
            DEADLINE + MINUTE,
        )
    }
    assert list(found.values()) == ["ahead", "soon", "today", "today", "passed"]


@pytest.mark.parametrize("zone", ZONES)
def test_days_without_a_time_are_those_of_where_one_is(visit: Visit, zone: str) -> None:
    first, after = midnight(zone, 12, 5), midnight(zone, 12, 7)
    found = [
        states(visit("2031/dates/index.html", zone, at))[1]
        for at in (first - MINUTE, first + MINUTE, after - MINUTE, after + MINUTE)
    ]
    assert found == ["soon", "today", "today", "passed"]


@pytest.mark.parametrize(
    ("zone", "times", "name"),
    [
        (
            "Asia/Kolkata",
            "21:45, 22:00, 22:00, Sun 00:00, Sun 00:00, 07:30, Sun 07:30, 10:00",
            "India Standard Time (GMT+5:30)",
        ),
        (
            "America/St_Johns",
            "12:45, 13:00, 13:00, 15:00, 15:00, 22:30, 22:30, Sun 01:00",
            "Newfoundland Time (GMT-3:30)",
        ),
        (
            "Pacific/Auckland",
            "Sun 05:15, 05:30, Sun 05:30, 07:30, Sun 07:30, 15:00, Sun 15:00, 17:30",
            "New Zealand Time (GMT+13)",
        ),
        (
            "Pacific/Kiritimati",
            "Sun 06:15, 06:30, Sun 06:30, 08:30, Sun 08:30, 16:00, Sun 16:00, 18:30",
            "Line Islands Time (GMT+14)",
        ),
    ],
    ids=ZONES,
)
def test_times_are_told_with_their_day_where_it_is_another(visit: Visit, zone: str, times: str, name: str) -> None:
    page = visit("2031/schedule/index.html", zone, dt.datetime(2031, 12, 1, tzinfo=dt.UTC))
    shown = page.locator(".day").first.locator(".session-time time")
    venue = ["08:15", "08:30", "08:30", "10:30", "10:30", "18:00", "18:00", "20:30"]
    assert shown.all_inner_texts() == venue
    page.get_by_role("button", name="In your time zone").click()
    assert ", ".join(shown.all_inner_texts()) == times
    expect(page.locator(".day-zone").first).to_have_text(f"Times in your time zone, {name}.")
    page.get_by_role("button", name="In your time zone").click()
    assert shown.all_inner_texts() == venue


@pytest.mark.parametrize("path", ["2031/schedule/index.html", "2031/schedule/mentoring/index.html"])
@pytest.mark.parametrize(
    ("at", "ways"),
    [
        ("2031-07-15T10:44", []),
        ("2031-07-15T10:45", ["Live stream"]),  # 06:45 in Toronto, a quarter of an hour before
        ("2031-07-15T11:59", ["Live stream"]),
        ("2031-07-15T12:00", ["Recording"]),
        ("2031-12-06T16:00", ["Recording"]),
    ],
)
def test_what_is_before_the_workshop_can_be_watched_in_its_time(
    visit: Visit, path: str, at: str, ways: list[str]
) -> None:
    page = visit(path, "Pacific/Kiritimati", dt.datetime.fromisoformat(f"{at}+00:00"))
    page.wait_for_selector(".star")
    shown = page.locator("#mentoring, [data-session]").locator("[data-watch]:visible a").all_inner_texts()
    assert [text.partition("\n")[0] for text in shown] == ways


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Asia/Saigon", "Indochina Time (GMT+7)"),
        ("Europe/Kiev", "Eastern European Time (GMT+2)"),
        ("Asia/Katmandu", "Nepal Time (GMT+5:45)"),
        ("UTC", "UTC"),
        ("Etc/GMT+12", "GMT-12"),
    ],
)
def test_a_zone_is_called_as_people_call_it(visit: Visit, zone: str, name: str) -> None:
    page = visit("2031/schedule/index.html", zone, dt.datetime(2031, 12, 1, tzinfo=dt.UTC))
    page.get_by_role("button", name="In your time zone").click()
    expect(page.locator(".day-zone").first).to_contain_text("Times in your time zone, ")
    assert page.locator(".day-zone").first.inner_text() == f"Times in your time zone, {name}."


@pytest.fixture(scope="module")
def vancouver(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site in Vancouver that states its times an hour further from UTC than any browser has them, as if the rules
    had changed again after the browser was made."""
    folder = tmp_path_factory.mktemp("vancouver")
    content = {
        "site.yaml": SITE["site.yaml"].replace("Los_Angeles", "Vancouver"),
        "dates.yaml": "- {name: Camera-ready, date: 2031-12-01 17:00, kind: deadline, zone: America/Vancouver}\n",
        "schedule.yaml": "- date: 2031-12-06\n  sessions:\n    - {time: 08:15-08:30, title: Opening}\n"
        "- date: 2031-12-07\n  timezone: Canada/Pacific\n  sessions:\n    - {time: 08:15-08:30, title: More}\n",
        "pages/overview.md": SITE["pages/overview.md"],
    }
    for name, text in content.items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text, "utf-8")
    made = built(folder, tmp_path_factory.mktemp("vancouver") / "out")
    for path in made.folder.rglob("*.html"):
        text = path.read_text("utf-8")
        path.write_text(re.sub(r"(T\d\d:\d\d:00)-0[78]:00", r"\1-06:00", text), "utf-8")
    return made


@pytest.mark.parametrize("zone", ["America/Vancouver", "Canada/Pacific"])
def test_in_the_venues_own_zone_times_are_the_sites(browser: Browser, vancouver: Built, zone: str) -> None:
    page = browser.new_context(timezone_id=zone).new_page()
    page.goto((vancouver.folder / "2031/schedule/index.html").as_uri())
    page.wait_for_selector(".star")  # the programme's script has run, after that of times
    expect(page.locator(".zone-switch")).to_be_hidden()
    page.clock.set_fixed_time(dt.datetime(2031, 11, 20, tzinfo=dt.UTC))
    page.goto((vancouver.folder / "2031/dates/index.html").as_uri())
    page.wait_for_selector(".date[data-state]")
    expect(page.locator(".date-local")).to_be_hidden()
    page.context.close()


def test_elsewhere_the_offset_that_the_site_states_counts(browser: Browser, vancouver: Built) -> None:
    page = browser.new_context(timezone_id="Asia/Tokyo").new_page()
    page.goto((vancouver.folder / "2031/schedule/index.html").as_uri())
    page.get_by_role("button", name="In your time zone").click()
    assert page.locator(".session-time time").all_inner_texts() == ["23:15", "23:30"] * 2
    page.context.close()


def test_words_that_a_page_from_right_to_left_has_in_english_keep_their_direction(
    browser: Browser, tmp_path: Path
) -> None:
    content = {
        "site.yaml": SITE["site.yaml"] + "language: he\n",
        "schedule.yaml": "- date: 2031-12-06\n  room: \u05d0\n  sessions:\n"
        "    - {time: 08:15-08:30, title: \u05d1}\n",
        "pages/overview.md": SITE["pages/overview.md"],
    }
    for name, text in content.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text, "utf-8")
    page = browser.new_context(timezone_id="Asia/Tokyo").new_page()
    page.goto((built(tmp_path, tmp_path / "out").folder / "2031/schedule/index.html").as_uri())
    note = page.locator(".day-zone > [lang=en][dir=ltr]")
    expect(note).to_have_text("Times in PST (America/Los_Angeles).")
    page.get_by_role("button", name="In your time zone").click()
    expect(note).to_contain_text("Times in your time zone, ")
    room = page.locator(".day-note", has_text="\u05d0.")
    assert room.locator("[lang=en]", has_text="\u05d0").count() == 0, "a room alone is no English"
    page.context.close()
