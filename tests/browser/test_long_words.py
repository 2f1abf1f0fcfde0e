"""No page is wider than a phone, whatever words stand in it: German makes them of any length."""

from __future__ import annotations

from pathlib import Path

import pytest
from pages import built
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"
"""A word of 60 letters and more."""

SITE = {
    "site.yaml": f"""\
name: TINY
title: The {LONG} Workshop
edition: 2031
theme: {LONG}
host: {LONG}
venue: {{name: {LONG}, city: {LONG}, country: {LONG}}}
contact: {LONG.replace("ä", "ae").lower()[:60]}@example.org
links: [{{title: {LONG}, url: "https://example.org/{LONG.replace("ä", "ae")}"}}]
""",
    "dates.yaml": f"- {{name: {LONG}, date: 2031-08-22, note: {LONG}}}\n- {{name: Workshop, date: 2031-12-06}}\n",
    "people/speakers.yaml": f"""\
- name: {LONG} {LONG}
  role: {LONG}
  affiliations: [{LONG}, {LONG} 2]
  country: {LONG}
  bio: {LONG} and `{LONG}`
  talk: {{title: {LONG}, abstract: "{LONG} and \\\\({"a+" * 60}b\\\\)", slides: "https://example.org/"}}
- {{name: Alan Turing, affiliations: [{LONG}]}}
""",
    "people/committee.yaml": f"- {LONG} ({LONG})\n- Ada ({LONG})\n",
    "sponsors.yaml": f"- tier: {LONG}\n  sponsors: [{LONG}]\n",
    "schedule.yaml": f"""\
- date: 2031-12-06
  title: {LONG}
  room: {LONG}
  sessions:
    - {{time: 09:00-10:00, title: {LONG}, kind: keynote, people: ["{LONG} {LONG}"], track: {LONG}, note: {LONG}}}
    - {{time: 10:00-11:00, title: {LONG} two, kind: oral, papers: [1, 2], links: [{{title: {LONG}, url: "https://a.org"}}]}}
- date: 2031-12-07
  sessions:
    - {{time: 09:00-10:00, title: {LONG}, room: {LONG} A, people: [Alan Turing]}}
    - {{time: 09:00-10:00, title: {LONG}, room: {LONG} B, papers: [1]}}
""",
    "papers.yaml": f"""\
- {{id: 1, title: {LONG}, authors: {LONG} ({LONG}), abstract: {LONG}, tldr: {LONG}, award: {LONG}}}
- {{id: 2, title: {LONG} two, authors: {LONG}, keywords: [{LONG}], track: {LONG}}}
"""
    + "".join(
        f"- {{id: {number}, title: Paper {number}, keywords: [{LONG}], track: A}}\n" for number in range(3, 10)
    ),
    "news.yaml": f"- {{date: 2031-06-01, title: {LONG}, text: {LONG}}}\n",
    "reading/list.yaml": f"heading: {LONG}\nentries:\n  - {{title: {LONG}, authors: [{LONG}],"
    f" note: {LONG}, tags: [{LONG}]}}\n",
    "pages/overview.md": f"---\ntitle: {LONG}\ntopics: [{{group: {LONG}, items: [{LONG}]}}]\n---\n"
    f"{LONG}\n\n## {LONG}\n\n- {LONG}\n\n`{LONG}`\n\n> {LONG}\n\nvideo: [{LONG}](https://vimeo.com/76979871)\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("long")
    for name, text in SITE.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text(text, "utf-8")
    return built(site, site / "out").folder


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, folder: Path) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    files = [
        file for file in sorted(folder.rglob("*.html")) if not file.parent.name.isdecimal() or file.parent.name < "3"
    ]
    assert len(files) > 20
    wide = {}
    for file in files:
        page.goto(file.as_uri())
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[file.relative_to(folder).as_posix()] = width
    page.context.close()
    assert wide == {}
