"""`look` in a browser: that it derives the shades that we work out, or is given them where it cannot; and fonts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from fonts import font
from pages import built, web_server
from playwright.sync_api import Browser

from enlsp_site.images import colours

pytestmark = pytest.mark.browser

SITE = "name: TINY\ntitle: Tiny Things\nedition: 2031\ncontact: a@example.org\nhome: [overview]\n"
PIXEL = """([element, property]) => {
  const probe = document.createElement("canvas").getContext("2d", {colorSpace: "srgb"});
  probe.fillStyle = getComputedStyle(document.querySelector(element))[property];
  probe.fillRect(0, 0, 1, 1);
  return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
}"""
"""The colour of a property as a screen of sRGB shows it."""
ACCENTS = ("#7a1f3d", "#ffcc00", "#00ff00", "#3355ff", "#e0e0e0")


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """Builds a small site with a `look`; returns the output folder."""

    def make(look: str) -> Path:
        pages = tmp_path / "content/pages"
        pages.mkdir(parents=True, exist_ok=True)
        (pages / "overview.md").write_text("---\ntitle: Overview\n---\nTiny things.\n", "utf-8")
        (tmp_path / "content/site.yaml").write_text(f"{SITE}look: {look}\n", "utf-8")
        (tmp_path / "static/fonts").mkdir(parents=True, exist_ok=True)
        (tmp_path / "static/fonts/Bars.woff").write_bytes(font("TinyThgs ", "woff"))
        return built(tmp_path, tmp_path / "public").folder

    return make


@pytest.mark.parametrize("accent", ACCENTS)
def test_a_browser_derives_the_shades_that_are_measured(
    site: Callable[..., Path], browser: Browser, accent: str
) -> None:
    folder, made = site(f'{{accent: "{accent}"}}'), colours.shades(accent)
    for scheme, expected in (("light", made.text), ("dark", made.dark_text)):
        page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
        page.goto((folder / "index.html").as_uri())
        shown = page.evaluate(PIXEL, [".colophon a", "color"])
        page.close()
        assert shown == pytest.approx(colours.rgb(expected), abs=2), scheme


def test_a_browser_that_cannot_derive_them_shows_those_of_the_build(
    site: Callable[..., Path], browser: Browser
) -> None:
    folder = site('{accent: "#ffcc00"}')
    style = folder / "theme/style.css"
    question = "@supports not ((color:light-dark(red,red)) and (color:oklch(from red l c h)))"
    text = style.read_text("utf-8")
    assert question in text
    style.write_text(text.replace(question, "@supports (color: red)"), "utf-8")
    page = browser.new_page(color_scheme="dark")
    page.goto((folder / "index.html").as_uri())
    shown, paper = page.evaluate(PIXEL, [".colophon a", "color"]), page.evaluate(PIXEL, ["html", "backgroundColor"])
    page.close()
    assert tuple(shown) == colours.rgb(colours.shades("#ffcc00").text)
    assert tuple(paper) == colours.rgb(colours.PAPER), "in light colours alone, also in the dark"


def test_a_font_of_ones_own_is_what_headings_are_set_in(site: Callable[..., Path], browser: Browser) -> None:
    folder = site("{font: fonts/Bars.woff}")
    said: list[str] = []
    with web_server(folder) as address:
        page = browser.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}2031/index.html")
        page.evaluate("document.fonts.ready")
        loaded = page.evaluate("[...document.fonts].map(font => [font.family, font.status])")
        face = page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
        page.close()
    assert loaded == [["Headings", "loaded"]]
    assert face.startswith("Headings, ")
    assert said == []


@pytest.mark.parametrize("entries", [3, 7, 9, 12])
def test_the_menu_stands_in_one_line_or_is_folded(site: Callable[..., Path], browser: Browser, entries: int) -> None:
    folder = site("{accent: '#7a1f3d'}\nnav:\n" + "".join(
        f"  - {{title: Menu entry {number}, url: 'https://example.org/{number}'}}\n" for number in range(entries)
    ))  # fmt: skip
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto((folder / "index.html").as_uri())
    seen = set()
    for width in (1000, 1100, 1200, 1300, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        folded = page.locator(".menu-button").is_visible()
        tops = page.locator(".menu li:visible").evaluate_all("all => all.map((each) => each.offsetTop)")
        assert len(set(tops)) == (0 if folded else 1), width
        seen.add(folded)
    assert seen == ({True} if entries == 12 else {False} if entries == 3 else {True, False})
    page.close()
