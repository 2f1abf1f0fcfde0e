"""What scripts add: the theme, how far off dates are, what counts now, and the visitor's own time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pages import built, web_server
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

SITE = {
    "site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
timezone: America/Los_Angeles
actions:
  submit: "https://example.org/submit"
  register: "https://example.org/register"
  more:
    - {title: Join live, url: "https://example.org/join", from: 2031-12-05, until: 2031-12-06}
home: [overview, dates, schedule]
repository: https://github.com/tiny/site
""",
    "dates.yaml": """\
- {name: Submission deadline, date: 2031-08-22}
- {name: Notification, date: 2031-09-22}
- {name: Camera-ready, date: 2031-10-05 23:59, zone: AoE}
- {name: Workshop, date: [2031-12-05, 2031-12-06], kind: event}
""",
    "schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Opening, kind: remarks}
    - {time: 23:30-00:30, title: Party, kind: social}
""",
    "pages/overview.md": "---\ntitle: Overview\n---\nTiny things.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as built."""
    site, out = tmp_path_factory.mktemp("scripts"), tmp_path_factory.mktemp("scripts") / "out"
    for name, text in SITE.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text(text, "utf-8")
    return built(site, out).folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The site on a server."""
    with web_server(folder) as found:
        yield found


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page at a moment (UTC), in a time zone, on a system that is light or dark; nothing may be said in its
    console."""
    opened = []
    said: list[str] = []

    def open_page(url: str, at: str = "2031-08-01T12:00", zone: str = "UTC", scheme: str = "light") -> Page:
        context = browser.new_context(timezone_id=zone, color_scheme="dark" if scheme == "dark" else "light")
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.clock.install(time=dt.datetime.fromisoformat(f"{at}+00:00"))
        page.goto(url)
        return page

    yield open_page
    for context in opened:
        context.close()
    assert said == []


@contextmanager
def from_either(address: str, folder: Path, where: str) -> Iterator[str]:
    yield address if where == "server" else folder.as_uri() + "/"


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


LIGHT, DARK = "rgb(252, 251, 249)", "rgb(22, 20, 18)"


@pytest.mark.parametrize("where", ["server", "disk"])
def test_the_theme_is_chosen_and_kept(visit: Callable[..., Page], address: str, folder: Path, where: str) -> None:
    with from_either(address, folder, where) as root:
        page = visit(root + "2031/index.html")
        button = page.get_by_role("button", name="Dark theme")
        expect(button).to_have_attribute("aria-pressed", "false")
        assert paper(page) == LIGHT
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        assert paper(page) == DARK
        page.goto(root + "2031/dates/index.html")
        assert paper(page) == DARK
        page.get_by_role("button", name="Dark theme").click()
        assert paper(page) == LIGHT
        assert page.evaluate("localStorage.length") == 0  # what the system wants is no choice


def test_the_theme_is_there_before_anything_is_painted(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/index.html")
    page.evaluate("localStorage.setItem('enlsp-theme', 'dark')")
    page.add_init_script(
        "new MutationObserver((_, watch) => { if (!document.body) return; watch.disconnect();"
        " window.atFirst = document.documentElement.dataset.theme })"
        ".observe(document, {childList: true, subtree: true})"
    )
    page.reload()
    assert page.evaluate("window.atFirst") == "dark"


def test_without_a_choice_the_page_follows_the_system(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/index.html", scheme="dark")
    assert paper(page) == DARK
    expect(page.get_by_role("button", name="Dark theme")).to_have_attribute("aria-pressed", "true")
    page.emulate_media(color_scheme="light")
    assert paper(page) == LIGHT
    expect(page.get_by_role("button", name="Dark theme")).to_have_attribute("aria-pressed", "false")


def told(page: Page) -> list[tuple[str, str, str]]:
    """State, distance and own time of each date."""
    page.wait_for_selector(".date[data-state]")
    return [
        (
            each.get_attribute("data-state") or "",
            each.locator(".date-left:visible").all_inner_texts()[0]
            if each.locator(".date-left:visible").count()
            else "",
            each.locator(".date-local:visible").all_inner_texts()[0]
            if each.locator(".date-local:visible").count()
            else "",
        )
        for each in page.locator(".date").all()
    ]


DEADLINE, CAMERA = "Sat, Aug 23, 11:59 UTC", "Mon, Oct 6, 11:59 UTC"


@pytest.mark.parametrize(
    ("at", "states"),
    [
        (
            "2031-08-01T12:00",
            [("ahead", "Next · in 22 days", DEADLINE), ("ahead", "", ""), ("ahead", "", CAMERA), ("ahead", "", "")],
        ),
        (
            "2031-08-21T12:00",
            [("soon", "Next · in 2 days", DEADLINE), ("ahead", "", ""), ("ahead", "", CAMERA), ("ahead", "", "")],
        ),
        (
            "2031-08-23T11:00",
            [
                ("today", "Next · in 59 minutes", DEADLINE),
                ("ahead", "", ""),
                ("ahead", "", CAMERA),
                ("ahead", "", ""),
            ],
        ),
        (
            "2031-08-23T12:00",
            [("passed", "passed", ""), ("ahead", "Next · in 30 days", ""), ("ahead", "", CAMERA), ("ahead", "", "")],
        ),
        (
            "2031-09-22T20:00",
            [("passed", "passed", ""), ("today", "Next · today", ""), ("ahead", "", CAMERA), ("ahead", "", "")],
        ),
        (
            "2031-12-06T08:00",
            [("passed", "passed", "")] * 3 + [("today", "Next · today", "")],
        ),
        ("2031-12-07T00:00", [("passed", "passed", "")] * 4),
    ],
)
def test_dates_say_how_far_off_they_are(
    visit: Callable[..., Page], address: str, at: str, states: list[tuple[str, str, str]]
) -> None:
    page = visit(address + "2031/dates/index.html", at)
    assert told(page) == [(state, left, own and f"Your time: {own}") for state, left, own in states]


def test_a_deadline_passes_while_the_page_is_open(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/dates/index.html", "2031-08-23T11:57:30")
    assert told(page)[0][:2] == ("today", "Next · in 2 minutes")
    page.clock.run_for(60_000)
    assert told(page)[0][:2] == ("today", "Next · in 1 minute")
    page.clock.run_for(60_000)
    assert told(page)[0][:2] == ("passed", "passed")


@pytest.mark.parametrize(
    ("zone", "own"),
    [
        ("Asia/Kolkata", "Your time: Sat, Aug 23, 17:29 GMT+5:30"),
        ("America/St_Johns", "Your time: Sat, Aug 23, 09:29 GMT-2:30"),
        ("Pacific/Kiritimati", "Your time: Sun, Aug 24, 01:59 GMT+14"),
        ("Etc/GMT+12", ""),
    ],
)
def test_a_deadline_is_told_on_the_visitors_clock(
    visit: Callable[..., Page], address: str, zone: str, own: str
) -> None:
    assert told(visit(address + "2031/dates/index.html", zone=zone))[0][2] == own


@pytest.mark.parametrize("where", ["server", "disk"])
@pytest.mark.parametrize(
    ("at", "actions"),
    [
        ("2031-05-01T12:00", ["Submit", "Register", "Schedule"]),
        ("2031-08-23T12:00", ["Register", "Schedule"]),
        ("2031-12-05T09:00", ["Join live", "Schedule"]),
        ("2032-06-01T12:00", ["Schedule"]),
    ],
)
def test_the_action_that_counts_now_comes_first(
    visit: Callable[..., Page], address: str, folder: Path, where: str, at: str, actions: list[str]
) -> None:
    with from_either(address, folder, where) as root:
        page = visit(root + "index.html", at)
        page.wait_for_selector(".date[data-state]")
        assert page.locator(".action:visible").all_inner_texts() == actions


def test_the_programme_on_the_visitors_clock(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/schedule/index.html", zone="Pacific/Auckland")
    switch = page.get_by_role("button", name="In your time zone")
    times = page.locator(".session-time time")
    assert times.all_inner_texts() == ["08:15", "08:30", "23:30", "00:30"]
    switch.click()
    assert times.all_inner_texts() == ["Sun 05:15", "05:30", "Sun 20:30", "21:30"]
    expect(page.locator(".day-zone")).to_have_text("Times in your time zone, New Zealand Time (GMT+13).")
    page.goto(address + "2031/index.html")
    assert page.locator(".session-time time").all_inner_texts() == ["Sun 05:15", "05:30", "Sun 20:30", "21:30"]
    page.get_by_role("button", name="In your time zone").click()
    assert page.locator(".session-time time").all_inner_texts() == ["08:15", "08:30", "23:30", "00:30"]
    assert page.evaluate("localStorage.length") == 0


def test_at_the_venue_there_is_no_other_time_to_choose(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/schedule/index.html", zone="America/Los_Angeles")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="In your time zone")).to_be_hidden()


def test_an_announcement_goes_when_its_time_is_over(
    visit: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1940000000")  # June 2031
    for name, text in SITE.items():
        (tmp_path / "site/content" / name).parent.mkdir(parents=True, exist_ok=True)
        line = "announcement: {text: Send us your best, until: 2031-08-01 12:01 UTC}\n"
        (tmp_path / "site/content" / name).write_text(text + (line if name == "site.yaml" else ""), "utf-8")
    out = built(tmp_path / "site", tmp_path / "out").folder
    page = visit(f"{out.as_uri()}/2031/overview/index.html")
    line = page.get_by_role("complementary", name="Announcement")
    expect(line).to_have_text("Send us your best")
    page.clock.run_for(60_000)
    expect(line).to_have_count(0)


# The way to a page's source

EDITOR = "https://github.com/tiny/site/edit/main/content/"


def test_a_link_to_a_source_leads_to_the_line_once_it_is_turned_to(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/dates/index.html")
    expect(page.locator(".mend a", has_text="Camera-ready")).to_have_attribute("href", EDITOR + "dates.yaml")
    page.get_by_text("Mend this page").click()
    link = page.get_by_role("link", name="Mend Camera-ready", exact=True)
    expect(link).to_have_attribute("href", EDITOR + "dates.yaml#L3")
    expect(page.get_by_role("link", name="content/dates.yaml")).to_have_attribute("href", EDITOR + "dates.yaml")


def test_a_link_that_is_pressed_at_once_leads_to_the_line_too(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/dates/index.html")
    page.route("https://github.com/**", lambda route: route.fulfill(body="The editor.", content_type="text/html"))
    page.locator(".mend").evaluate("box => { box.open = true; box.querySelectorAll('a')[1].click(); }")
    page.wait_for_url(EDITOR + "dates.yaml#L1")


def test_from_disk_a_link_leads_to_the_file(visit: Callable[..., Page], folder: Path) -> None:
    page = visit(folder.as_uri() + "/2031/dates/index.html")
    page.route("https://github.com/**", lambda route: route.fulfill(body="The editor.", content_type="text/html"))
    # As fetch does there, which the console would tell.
    page.evaluate("() => { self.fetch = () => Promise.reject(new TypeError('no file')); }")
    page.locator(".mend").evaluate("box => { box.open = true; box.querySelectorAll('a')[1].click(); }")
    page.wait_for_url(EDITOR + "dates.yaml")
