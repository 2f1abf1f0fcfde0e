"""Pictures in a browser: what it fetches of them fits what it shows, and nothing of what it does not show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pages import built, web_server
from playwright.sync_api import Browser, Page
from sites import drawing, picture

pytestmark = pytest.mark.browser

SITE: dict[str, str | bytes] = {
    "content/site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
home: [overview, speakers, sponsors]
look: {banner: banner.jpg, logo: light.svg, logo_dark: dark.svg}
""",
    "content/people/speakers.yaml": "- {name: Ada Lovelace, photo: ada.jpg, bio: Words.}\n- Alan Turing\n",
    "content/sponsors.yaml": """\
- tier: Gold
  sponsors: [{name: Labs, logo: labs.png, logo_dark: dark.png}, {name: More, logo: more.svg}]
- tier: Silver
  sponsors: [{name: Labs, logo: labs.png}]
""",
    "content/pages/overview.md": "---\ntitle: Overview\n---\n![A](chart.png)\n\n![B](chart.png){: width=200}\n",
    "static/banner.jpg": picture(2600, 600),
    "static/ada.jpg": picture(700, 900),
    "static/labs.png": picture(1200, 400, "PNG"),
    "static/dark.png": picture(1000, 400, "PNG"),
    "static/chart.png": picture(1600, 900, "PNG"),
    "static/light.svg": drawing(80, 20),
    "static/dark.svg": drawing(90, 20),
    "static/more.svg": drawing(90, 40),
}

PICTURES = """[...document.querySelectorAll("main img")].filter(each => each.checkVisibility()).map(each => {
  const style = getComputedStyle(each);
  const room = each.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return {file: each.currentSrc.split("/").pop(), shown: room, ratio: each.clientWidth / each.clientHeight,
          natural: each.naturalWidth / each.naturalHeight};
})"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site."""
    site, out = tmp_path_factory.mktemp("pictures"), tmp_path_factory.mktemp("pictures") / "out"
    for name, data in SITE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    folder: Path = built(site, out).folder
    with web_server(folder) as address:
        yield address


@contextmanager
def visitor(browser: Browser, served: str, path: str, **context: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page that was looked at from top to bottom, and the pictures that it has fetched."""
    opened = browser.new_context(**context)
    fetched: list[str] = []
    opened.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
    page = opened.new_page()
    page.goto(served + path)
    looked_at(page)
    yield page, fetched
    opened.close()


def looked_at(page: Page) -> None:
    """Bring every picture into view, and wait for it."""
    for each in page.locator("img").all():
        if each.is_visible():
            each.scroll_into_view_if_needed()
    page.evaluate(  # not wait_for_function, which asks for `eval`: the pages' own policy forbids it
        "() => Promise.all([...document.images].filter(each => each.checkVisibility()).map(each => each.decode()))"
    )


@pytest.mark.parametrize("path", ["index.html", "2031/speakers/index.html"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_photo_stands_where_its_person_does(browser: Browser, served: str, path: str, width: int) -> None:
    # The other forms of a picture have no place of their own in the grid.
    with visitor(browser, served, path, viewport={"width": width, "height": 800}) as (page, _):
        box = page.locator("img.portrait").bounding_box()
        person = page.locator(".person:has(img.portrait)").bounding_box()
        text = page.locator(".person:has(img.portrait) .person-text").bounding_box()
    assert box
    assert person
    assert text
    assert box["x"] == pytest.approx(person["x"], abs=1)
    assert text["x"] > box["x"] or text["y"] > box["y"] + box["height"]
    assert text["y"] < box["y"] + 2 * box["height"]


@pytest.mark.parametrize("path", ["index.html", "2031/speakers/index.html"])
@pytest.mark.parametrize(("width", "density"), [(360, 3), (390, 2), (800, 1), (1280, 1), (1440, 2), (1920, 1)])
def test_what_is_fetched_fits_what_is_shown(
    browser: Browser, served: str, path: str, width: int, density: int
) -> None:
    screen = {"viewport": {"width": width, "height": 800}, "device_scale_factor": density}
    with visitor(browser, served, path, **screen) as (page, _):
        found = page.evaluate(PICTURES)
    assert len(found) == (7 if path == "index.html" else 1)
    for each in found:
        name = re.fullmatch(r"(\w+)-[0-9a-f]{8}-(\d+)\.avif", each["file"])
        if not name:
            assert each["file"] == "more.svg"
            continue
        needed = each["shown"] * (min(density, 2) if name[1] == "chart" else density)
        pixels, largest = int(name[2]), {"banner": 2400, "chart": 1408, "ada": 384}.get(name[1], 1200)
        assert pixels >= min(0.9 * needed, largest), each
        assert pixels <= max(2.2 * needed, 128), each  # the next width up, at most
        assert each["ratio"] == pytest.approx(1 if name[1] == "ada" else each["natural"], rel=0.05)


@pytest.mark.parametrize(
    ("system", "chosen", "dark"),
    [("light", None, False), ("dark", None, True), ("dark", "light", False), ("light", "dark", True)],
)
def test_one_of_two_logos_is_shown_and_fetched(
    browser: Browser, served: str, system: str, chosen: str | None, dark: bool
) -> None:
    opened = browser.new_context(color_scheme=system)  # type: ignore[arg-type]
    page = opened.new_page()
    if chosen:
        page.add_init_script(
            f"new MutationObserver(() => document.documentElement?.setAttribute('data-theme', '{chosen}'))"
            ".observe(document, {childList: true})"
        )
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2].partition("-")[0]))
    page.goto(f"{served}2031/sponsors/index.html")
    looked_at(page)
    shown = [
        each.get_attribute("class") for each in page.locator(".logo-light, .logo-dark").all() if each.is_visible()
    ]
    theme = "dark" if dark else "light"
    assert shown == [f"brand-logo logo-{theme}", f"logo-{theme}"]
    assert (f"{theme}.svg" in fetched, "dark" in fetched) == (True, dark)
    assert ({"light": "dark.svg", "dark": "light.svg"}[theme]) not in fetched
    opened.close()


def test_pages_do_not_move_when_pictures_come(browser: Browser, served: str) -> None:
    with visitor(browser, served, "index.html") as (page, _):
        sizes = page.evaluate("[...document.images].map(each => [each.getAttribute('width'), each.height > 0])")
    assert all(width and high for width, high in sizes if high)
    with visitor(browser, served, "index.html", java_script_enabled=True) as (page, _):
        shift = page.evaluate(
            "new Promise(done => { new PerformanceObserver(list => done(list.getEntries().reduce((sum, each) => sum"
            " + each.value, 0))).observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(0), 300) })"
        )
    assert shift < 0.01
