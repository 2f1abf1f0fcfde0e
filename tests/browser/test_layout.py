"""Where things stand in a browser: between phone and desk, on paper, and while a page comes."""

from __future__ import annotations

import datetime as dt
import itertools
import statistics
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from pages import Built, built, web_server, whole
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

FILES = {
    "site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
timezone: Europe/Paris
announcement: {text: Send us your best, until: 2031-08-01 12:01 UTC}
actions:
  submit: "https://example.org/submit"
  register: "https://example.org/register"
  more:
    - {title: Join live, url: "https://example.org/join", from: 2031-12-05, until: 2031-12-07}
home: [overview, chairs]
""",
    "dates.yaml": """\
- {name: Submission deadline, date: 2031-08-22}
- {name: Workshop, date: 2031-12-06, kind: event}
""",
    "schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Opening, kind: remarks}
    - {time: 08:30-10:00, title: Orals, kind: oral, papers: [7]}
    - {time: 10:00-10:30, title: A talk, kind: invited}
""",
    "papers.yaml": """\
- {id: 7, title: Small models, authors: Ada Lovelace}
- {id: 8, title: Smaller models, authors: Alan Turing}
- {id: 9, title: The smallest models, authors: Alan Turing}
""",
    "people/chairs.yaml": """\
- name: Ada Lovelace
  affiliations: [University of London, Institute of Analytical Engines and Looms, Navy]
- name: Alan Turing
  affiliations: [MIT, Navy]
""",
    "pages/overview.md": "---\ntitle: Overview\n---\nTiny things.\n",
}


@pytest.fixture(scope="module")
def twoday(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return whole("twoday", tmp_path_factory)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A small site on a server, built before what it announces is over."""
    site = tmp_path_factory.mktemp("layout")
    for name, text in FILES.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1940000000")  # June 2031
        folder = built(site, site / "public").folder
    with web_server(folder) as found:
        yield found


@pytest.fixture(scope="module")
def bannered(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small site with a long title below a banner of 16 to 9."""
    site = tmp_path_factory.mktemp("banner")
    look = "look: {banner: images/high.svg}\nvenue: {name: Conference Centre, city: Lyon, country: France}\n"
    title = "title: The Second Workshop on Small Models and What They Are Good For\ntheme: Two days, two rooms\n"
    files = FILES | {"site.yaml": FILES["site.yaml"].replace("title: The Workshop on Tiny Things\n", title) + look}
    for name, text in files.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text(text, "utf-8")
    (site / "static/images").mkdir(parents=True)
    drawn = '<path fill="#357" d="M0 0h1600v900H0z"/>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="1600" height="900">{drawn}</svg>'
    (site / "static/images/high.svg").write_text(picture, "utf-8")
    return built(site, site / "public")


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page in a window so wide, at a moment (UTC)."""
    opened = []

    def open_page(url: str, width: int = 1280, at: str = "2031-08-01T12:00") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 844},
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{at}+00:00"))
        page.goto(url)
        return page

    yield open_page
    for context in opened:
        context.close()


# Between phone and desk


@pytest.mark.parametrize("width", [320, 390, 640, 768, 900, 1024, 1280])
def test_papers_of_a_session_are_not_squeezed(visit: Callable[..., Page], twoday: Built, width: int) -> None:
    page = visit((twoday.folder / "2031/schedule/index.html").as_uri(), width)
    expect(page.locator(".star").first).to_be_attached()
    widths = page.locator(".session-paper:visible").evaluate_all(
        "all => all.map((each) => each.clientWidth || each.offsetWidth)"
    )
    assert len(widths) > 20
    assert min(widths) > 120, width
    words = page.locator("#systems .session-paper a").first
    assert words.inner_text() == "Quantizing what is small already"
    lines = words.evaluate("each => new Set([...each.getClientRects()].map((line) => line.top)).size")
    assert lines <= 2, width


def test_who_and_where_stand_beside_the_title_on_a_desk_and_below_it_on_a_phone(
    visit: Callable[..., Page], twoday: Built
) -> None:
    for width, beside in ((390, False), (768, True), (1280, True)):
        page = visit((twoday.folder / "2031/schedule/index.html").as_uri(), width)
        boxes = [
            page.locator(f"#posters {part}").bounding_box()
            for part in (".session-main", ".session-side", ".session-rest")
        ]
        title, side, rest = (box or {} for box in boxes)
        assert (side["x"] >= title["x"] + title["width"]) is beside, width
        assert rest["y"] >= title["y"] + title["height"], width
        assert (side["y"] + side["height"] <= rest["y"]) is (width < 1280), width


@pytest.mark.parametrize(("width", "seen"), [(390, ""), (1280, "\u2013")])
def test_between_two_times_is_a_dash_or_where_they_stand_below_each_other_nothing(
    visit: Callable[..., Page], tiny: str, width: int, seen: str
) -> None:
    page = visit(f"{tiny}2031/schedule/", width=width)
    begin, end = (page.locator("#orals th time").nth(at).bounding_box() for at in (0, 1))
    assert begin
    assert end
    assert (begin["y"] == end["y"]) == bool(seen)
    clip, dash = page.locator("#orals th .to").evaluate(
        "e => [getComputedStyle(e).clipPath, getComputedStyle(e, '::before').content]"
    )
    assert (clip == "none") == bool(seen), "the word itself would be seen over the time"
    assert seen in dash


def test_a_dot_between_places_begins_no_line(visit: Callable[..., Page], tiny: str) -> None:
    dots = """all => all.map((dot) => {
      const [line, place] = [dot.closest("p"), dot.parentElement];
      const clip = parseFloat(getComputedStyle(line).clipPath.match(/[\\d.]+px\\)$/)[0]);
      return [place.offsetTop === place.previousElementSibling.offsetTop,
        dot.getBoundingClientRect().right > line.getBoundingClientRect().left + clip];
    })"""
    seen = set()
    for width in (320, 390, 768, 1280):
        page = visit(tiny + "2031/chairs/index.html", width)
        found = page.locator(".person-affiliation .dot").evaluate_all(dots)
        assert len(found) == 3, width
        for on_one_line, shown in found:
            assert on_one_line == shown, width
            seen.add(shown)
    assert seen == {True, False}


# What one does with the programme

CUT = """row => [...row.children].filter((each) => each.offsetParent).filter((each) => {
  const { left, right } = each.getBoundingClientRect(), box = row.getBoundingClientRect();
  return left < box.left - 0.5 || right > box.right + 0.5;
}).map((each) => each.innerText)"""


@pytest.mark.parametrize("width", [320, 360, 390, 768, 1280])
def test_no_tool_of_the_programme_is_cut(visit: Callable[..., Page], tiny: str, width: int) -> None:
    page = visit(tiny + "2031/schedule/index.html", width)
    page.get_by_role("button", name="Star Orals").click()
    expect(page.get_by_role("button", name="Save as calendar")).to_be_visible()
    row = page.locator(".tool-row")
    assert len(row.locator("> :visible").all()) >= 6
    assert row.evaluate(CUT) == []
    assert row.evaluate("each => each.scrollWidth <= each.clientWidth")
    if width == 390:
        first = row.locator("> :visible").evaluate_all("""all => {
          const top = Math.min(...all.map((each) => each.offsetTop));
          return all.filter((each) => each.offsetTop === top).map((each) => each.innerText);
        }""")
        assert first == ["Filter", "My sessions", "In your time zone"]


@pytest.fixture(scope="module")
def long_days(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A programme of four days with long titles."""
    site = tmp_path_factory.mktemp("days")
    day = """\
- date: 2031-12-0{}
  title: Mentorship sessions, day {}
  sessions:
    - {{time: 08:15-12:00, title: Opening, kind: remarks}}
    - {{time: 12:00-20:00, title: Afternoon, kind: remarks, note: "{}"}}
"""
    files = FILES | {"schedule.yaml": "".join(day.format(n, n, "<br>" * 60) for n in range(1, 5))}
    for name, text in files.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text(text.replace(", papers: [7]", ""), "utf-8")
    return built(site, site / "public")


@pytest.mark.parametrize("width", [390, 1280])
def test_tabs_of_days_are_whole_or_fade_out(visit: Callable[..., Page], long_days: Built, width: int) -> None:
    page = visit((long_days.folder / "2031/schedule/index.html").as_uri(), width)
    tabs = page.locator(".day-tabs")
    assert tabs.locator("a").all_inner_texts()[0].split("\n") == ["Mentorship sessions, day 1", "Mon 1"]
    assert (
        tabs.locator("a").evaluate_all("all => all.map((each) => each.scrollHeight - each.clientHeight)") == [0] * 4
    )
    fits = tabs.evaluate("each => each.scrollWidth <= each.clientWidth")
    assert fits is (width == 1280)
    assert "linear-gradient" in tabs.evaluate("each => getComputedStyle(each).maskImage")
    first = tabs.locator("a").first.evaluate("each => parseFloat(getComputedStyle(each).paddingInlineStart)")
    assert first == pytest.approx(
        0.75 * page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
    )


UNTIL_SCROLLED = """(each, [least, most]) => new Promise((done) => {
    const look = () => (least <= each.scrollLeft && each.scrollLeft <= most ? done() : setTimeout(look, 20));
    look();
})"""
"""Waits until something is scrolled so far; Playwright's own way asks for `eval`, which the pages' policy forbids."""


def test_back_at_the_top_the_first_day_s_tab_is_seen_again(visit: Callable[..., Page], long_days: Built) -> None:
    page = visit((long_days.folder / "2031/schedule/index.html").as_uri(), 390)
    expect(page.locator(".programme-tools")).to_be_visible()
    page.locator(".day").last.evaluate("each => scrollTo(0, each.getBoundingClientRect().top + scrollY)")
    page.locator(".day-tabs").evaluate(UNTIL_SCROLLED, [100, 100_000])
    page.evaluate("scrollTo(0, 0)")
    page.locator(".day-tabs").evaluate(UNTIL_SCROLLED, [0, 0])


# A session, a paper, a speaker


@pytest.mark.parametrize(("width", "columns"), [(390, 2), (1280, 3)])
def test_what_is_told_of_a_session_stands_close(
    visit: Callable[..., Page], twoday: Built, width: int, columns: int
) -> None:
    page = visit((twoday.folder / "2031/schedule/systems/index.html").as_uri(), width)
    facts = page.locator(".facts > div").evaluate_all("all => all.map((each) => each.getBoundingClientRect().top)")
    assert len(facts) == 3
    assert facts.count(facts[0]) == columns
    blocks = page.locator(".section-body > :visible").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])"
    )
    gaps = [top - bottom for (_, bottom), (top, _) in itertools.pairwise(blocks)]
    assert max(gaps) < 50, gaps
    heard = page.locator(".programme-strip > :visible").evaluate_all(
        "all => all.map((each) => each.getBoundingClientRect()).map(({ top, height }) => top + height / 2)"
    )
    assert heard
    assert max(heard) - min(heard) < 3, "they share a line"


def test_a_dot_before_a_board_begins_no_line(visit: Callable[..., Page], twoday: Built) -> None:
    boards = """all => all.map((board) => {
      const line = board.parentElement, dot = getComputedStyle(board, "::before"), width = parseFloat(dot.width);
      line.style.textWrap = "wrap"; // As browsers without `pretty` do: a board may stand alone.
      const box = board.getBoundingClientRect(), start = line.getBoundingClientRect().left;
      const range = document.createRange();
      range.selectNodeContents(line.firstChild);
      const before = [...range.getClientRects()].filter(({ bottom }) => bottom > box.top + 2);
      const at = box.left - (parseFloat(dot.right) - board.offsetWidth) - width;
      const clip = parseFloat(getComputedStyle(line).clipPath.match(/([\\d.]+)px\\)$/)[1]);
      return [!before.length, at + width > start + clip, at - Math.max(start, ...before.map(({ right }) => right))];
    })"""
    seen = set()
    for width in (320, 360, 390, 1280):
        page = visit((twoday.folder / "2031/schedule/posters/index.html").as_uri(), width)
        found = page.locator(".paper-board").evaluate_all(boards)
        assert len(found) == 20
        for begins, shown, gap in found:
            assert begins != shown, width
            assert begins or gap > 0, "the dot stands on what is before it"
            seen.add(begins)
    assert seen == {True, False}


@pytest.mark.parametrize(("width", "most"), [(390, 110), (768, 85), (1280, 80)])
def test_a_paper_of_the_list_takes_few_lines(
    visit: Callable[..., Page], twoday: Built, width: int, most: int
) -> None:
    page = visit((twoday.folder / "2031/papers/index.html").as_uri(), width)
    expect(page.locator(".star").first).to_be_attached()
    heights = page.locator(".papers > .paper").evaluate_all("all => all.map((each) => each.offsetHeight)")
    assert len(heights) == 20
    assert statistics.median(heights) < most
    opened = page.locator(".papers > .paper").nth(1)
    opened.locator("summary").click()
    text, whole_row = opened.locator(".prose").bounding_box(), opened.bounding_box()
    assert text
    assert whole_row
    assert text["width"] > 0.7 * whole_row["width"], "an abstract has the width of its paper"


@pytest.mark.parametrize("width", [768, 1280])
def test_what_a_speaker_says_stands_below_the_name_and_has_the_width(
    visit: Callable[..., Page], twoday: Built, width: int
) -> None:
    page = visit((twoday.folder / "2031/speakers/index.html").as_uri(), width)
    profiles = page.locator(".profile").all()
    assert len(profiles) == 3
    for profile in profiles:
        name, more, whole_row = (
            part.bounding_box()
            for part in (profile.locator(".person-text"), profile.locator(".person-more"), profile)
        )
        assert name
        assert more
        assert whole_row
        assert more["x"] == name["x"]
        assert 0 < more["y"] - name["y"] - name["height"] < 30
        assert more["width"] > 0.7 * whole_row["width"]


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_a_speaker_s_name_stands_beside_the_portrait_and_the_rest_below_both(
    visit: Callable[..., Page], twoday: Built, width: int
) -> None:
    page = visit((twoday.folder / "2031/speakers/index.html").as_uri(), width)
    profiles = page.locator(".profile").all()
    assert len(profiles) == 3
    for profile in profiles:
        portrait, name, more = (
            profile.locator(part).bounding_box() for part in (".portrait", ".person-text", ".person-more")
        )
        assert portrait
        assert name
        assert more
        assert name["x"] >= portrait["x"] + portrait["width"]
        assert name["y"] < portrait["y"] + portrait["height"]
        assert more["x"] == portrait["x"]
        assert more["y"] >= portrait["y"] + portrait["height"]


@pytest.mark.parametrize("width", [390, 1280, 1920])
@pytest.mark.parametrize("path", ["schedule/systems/", "papers/1/"])
def test_a_star_stands_in_the_middle_of_a_title_s_first_line(
    visit: Callable[..., Page], twoday: Built, path: str, width: int
) -> None:
    page = visit((twoday.folder / f"2031/{path}index.html").as_uri(), width)
    star = page.locator(".section-head .star")
    expect(star).to_be_visible()
    off = star.evaluate("""each => {
      const middle = ({ top, height }) => top + height / 2;
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("h1"));
      return middle(each.getBoundingClientRect()) - middle(range.getClientRects()[0]);
    }""")
    assert abs(off) < 5


def test_a_track_that_a_session_is_called_by_is_told_once(visit: Callable[..., Page], twoday: Built) -> None:
    page = visit((twoday.folder / "2031/schedule/index.html").as_uri())
    assert page.locator("#systems").get_by_text("Systems", exact=True).count() == 1
    page.get_by_role("button", name="Filter").click()
    page.locator(".filters").get_by_role("button", name="Systems").click()
    assert page.locator(".session:visible .session-title").all_inner_texts() == ["Systems"]


def test_no_column_of_a_table_is_empty(visit: Callable[..., Page], twoday: Built) -> None:
    page = visit((twoday.folder / "2031/schedule/index.html").as_uri())
    assert page.locator(".day-grid thead th").all_inner_texts() == ["Room A", "Room B"]


def test_each_day_on_the_home_page_has_sessions(visit: Callable[..., Page], twoday: Built) -> None:
    page = visit((twoday.folder / "2031/index.html").as_uri())
    days = page.locator(".section-schedule .day").all()
    assert len(days) == 2
    for day in days:
        assert day.locator(".session").count() >= 4


def test_facts_of_a_paper_stand_apart(visit: Callable[..., Page], twoday: Built) -> None:
    page = visit((twoday.folder / "2031/papers/index.html").as_uri())
    gaps = page.locator(".papers .badges").evaluate_all("""all => all.flatMap((each) => {
      const boxes = [...each.children].map((badge) => badge.getBoundingClientRect());
      return boxes.slice(1).map(({ left }, at) => left - boxes[at].right);
    })""")
    assert len(gaps) > 10
    assert min(gaps) > 12


def test_a_speaker_s_talk_has_its_time_which_leads_to_its_session(visit: Callable[..., Page], twoday: Built) -> None:
    page = visit((twoday.folder / "2031/speakers/index.html").as_uri())
    talk = page.locator(".profile").first
    assert talk.locator(".talk-when").inner_text() == "July 4, 2031, 09:00"
    # The session of the talk is not told a second time.
    assert talk.locator(".parts a").all_inner_texts() == ["Quantization by hand"]
    talk.locator(".talk-when a").click()
    expect(page.locator("h1")).to_have_text("Eight bits are plenty")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (768, 1024), (1280, 800), (1366, 768)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_when_and_what_to_do_stand_above_the_fold_below_a_high_banner(
    visit: Callable[..., Page], bannered: Built, width: int, height: int, scheme: Literal["light", "dark"]
) -> None:
    page = visit((bannered.folder / "2031/index.html").as_uri(), width)
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    assert page.locator(".hero-banner").evaluate("each => each.offsetHeight") >= 100
    for part in (".hero-facts > div", ".action:visible"):
        box = page.locator(part).first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= height, part


# On paper


OVERHANGING = """() => [...document.querySelectorAll("main *")].filter((each) => {
  const { width, right } = each.getBoundingClientRect();
  return width > 1 && right > document.documentElement.clientWidth + 0.5;
}).map((each) => `${each.tagName}.${each.className}`)"""


@pytest.mark.parametrize("width", [640, 800])
@pytest.mark.parametrize(
    "path", ["", "papers/1/", "papers/", "pictures/", "schedule/", "speakers/", "talks/", "venue/"]
)
def test_on_paper_nothing_is_cut_and_there_is_nothing_to_press(
    visit: Callable[..., Page], twoday: Built, path: str, width: int
) -> None:
    page = visit((twoday.folder / f"2031/{path}index.html").as_uri(), width)
    page.emulate_media(media="print")
    assert page.evaluate(OVERHANGING) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("button:visible").all_inner_texts() == []
    assert page.locator(":is(select, input, .orders, .list-files, .cards-link, .home .more):visible").count() == 0


def test_on_paper_what_there_is_of_a_paper_stands_in_one_line(visit: Callable[..., Page], twoday: Built) -> None:
    page = visit((twoday.folder / "2031/papers/index.html").as_uri(), 700)
    page.emulate_media(media="print")
    lines = page.locator(".papers .links").evaluate_all(
        "all => all.map((each) => new Set([...each.children].map((link) => link.offsetTop)).size)"
    )
    assert len(lines) == 20
    assert set(lines) == {1}


# While it comes


SHIFTS = """
  self.shifts = [];
  new PerformanceObserver((list) => self.shifts.push(...list.getEntries().map(({ value }) => value)))
    .observe({ type: "layout-shift", buffered: true });
"""
PAINTED = """new Promise((done) => new PerformanceObserver((list) => {
  if (list.getEntriesByName("first-contentful-paint").length) done();
}).observe({ type: "paint", buffered: true }))"""


def with_late_scripts(browser: Browser, url: str, width: int, at: str) -> Page:
    """A page at a moment (UTC), whose scripts other than that which it waits for come after it was painted. What has
    moved is in `self.shifts`."""
    held: list[Route] = []
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(f"{at}+00:00"))
    page.add_init_script(SHIFTS)
    page.route(lambda url: url.endswith(".js") and not url.endswith("start.js"), lambda route: held.append(route))
    page.goto(url, wait_until="domcontentloaded")
    page.evaluate(PAINTED)
    for route in held:
        route.continue_()
    page.wait_for_load_state()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return page


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("at", "actions", "announced"),
    [
        ("2031-05-01T12:00", ["Submit", "Register", "Schedule", "Accepted papers"], True),
        ("2031-08-23T12:00", ["Register", "Schedule", "Accepted papers"], False),
        ("2031-12-05T09:00", ["Join live", "Register", "Schedule", "Accepted papers"], False),
    ],
)
def test_nothing_moves_where_actions_and_announcements_go_by_the_clock(
    browser: Browser, tiny: str, width: int, at: str, actions: list[str], announced: bool
) -> None:
    page = with_late_scripts(browser, tiny + "2031/index.html", width, at)
    assert page.locator(".action:visible").all_inner_texts() == actions
    assert page.locator(".announcement").is_visible() is announced
    assert page.evaluate("self.shifts") == []
    page.context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("at", ["2031-06-20T12:00", "2031-07-09T00:00"])
@pytest.mark.parametrize("path", ["schedule/", "papers/1/", "papers/"])
def test_nothing_moves_where_stars_and_tools_come_late(
    browser: Browser, twoday: Built, path: str, at: str, width: int
) -> None:
    page = with_late_scripts(browser, (twoday.folder / f"2031/{path}index.html").as_uri(), width, at)
    expect(page.locator(".star").first).to_be_attached()
    if path == "schedule/":
        expect(page.get_by_role("button", name="My sessions")).to_be_visible()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("self.shifts") == []
    page.context.close()


# What is starred


def test_a_starred_paper_that_no_session_has_is_among_my_sessions(visit: Callable[..., Page], tiny: str) -> None:
    page = visit(tiny + "2031/papers/index.html")
    page.get_by_role("button", name="Star Smaller models").click()
    page.goto(tiny + "2031/schedule/index.html")
    heading = page.get_by_role("heading", name="Papers without a session")
    mine = page.get_by_role("button", name="My sessions")
    expect(mine).to_be_visible()
    expect(heading).to_be_hidden()
    mine.click()
    expect(heading).to_be_visible()
    assert page.locator(".unplaced a:visible").all_inner_texts() == ["Smaller models"]
    expect(page.get_by_role("button", name="Save as calendar")).to_be_hidden()  # it has no time
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    theirs = visit(page.evaluate("navigator.clipboard.readText()"))
    expect(theirs.get_by_role("button", name="Keep these")).to_be_visible()
    assert theirs.locator(".unplaced a:visible").all_inner_texts() == ["Smaller models"]
    page.locator(".unplaced").get_by_role("button", name="Star Smaller models").click()
    expect(heading).to_be_hidden()
    expect(page.locator(".session:visible")).to_have_count(0)
