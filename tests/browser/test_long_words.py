"""No page is wider than a phone, whatever words stand in it: German makes them of any length."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from enlsp_site.commands import parser

pytestmark = pytest.mark.browser

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamte"
"""A word of 60 letters and more."""

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 480"><circle cx="99" cy="99" r="60"/></svg>\n'

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
announcement: {{text: {LONG}, url: call}}
actions: {{submit: "https://example.org/", more: [{{title: {LONG}, url: "https://example.org/"}}]}}
editions: [{{title: {LONG}, url: "https://old.example/"}}]
repository: https://github.com/OWNER/REPOSITORY
embed_hosts: [poll.example]
home: [overview, dates, call, speakers, committee, schedule, talks, papers, news, list, sponsors, changes, editions]
""",
    "dates.yaml": f"- {{name: {LONG}, date: 2031-08-22, note: {LONG}}}\n- {{name: Workshop, date: 2031-12-06}}\n"
    f"- {{name: {LONG} two, date: 2031-09-22, was: [2031-09-15], url: call}}\n"
    f"- {{name: {LONG} 3, date: [2031-10-01, 2031-10-02], zone: America/Argentina/Buenos_Aires}}\n",
    "people/speakers.yaml": f"""\
- name: {LONG} {LONG}
  role: {LONG}
  affiliations: [{LONG}, {LONG} 2]
  country: {LONG}
  bio: {LONG} and `{LONG}`
  talk: {{title: {LONG}, abstract: "{LONG} and \\\\({"a+" * 60}b\\\\)", slides: "https://example.org/"}}
- {{name: Alan Turing, affiliations: [{LONG}], notes: {LONG}, cancelled: {LONG}}}
""",
    "people/committee.yaml": f"- {LONG} ({LONG})\n- Ada ({LONG})\n- {{name: Bo, notes: {LONG}, role: {LONG}}}\n",
    "sponsors.yaml": f"- tier: {LONG}\n  sponsors: [{LONG}, {{name: {LONG} two, logo: images/logo.svg}}]\n",
    "schedule.yaml": f"""\
- date: 2031-12-06
  title: {LONG}
  room: {LONG}
  sessions:
    - {{time: 09:00-10:00, title: {LONG}, kind: keynote, people: ["{LONG} {LONG}"], track: {LONG}, note: {LONG},
       abstract: "{LONG} and `{LONG}`"}}
    - {{time: 10:00-11:00, title: {LONG} two, kind: oral, papers: [1, 2], links: [{{title: {LONG}, url: "https://a.org"}}]}}
- date: 2031-12-07
  sessions:
    - {{time: 09:00-10:00, title: {LONG}, room: {LONG} A, people: [Alan Turing]}}
    - {{time: 09:00-10:00, title: {LONG}, room: {LONG} B, papers: [1],
       online: {{url: "https://a.org", for: everyone}}}}
    - {{time: 10:00-11:00, title: "{LONG} called off", room: {LONG} A, people: TBD, cancelled: {LONG}}}
    - {{time: 11:00-12:00, title: Panel, room: {LONG} A, kind: panel, people: TBD, moderators: ["{LONG} {LONG}"]}}
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
    "pages/call.md": f"""\
---
title: {LONG} call
gallery: {{folder: images/first, captions: {{a.svg: {LONG}}}}}
---
| {LONG} | {LONG} | {LONG} |
|---|---|---|
| {LONG} | `{LONG}` | **{LONG}** |

<details>
<summary>{LONG}?</summary>

{LONG}

1. {LONG}
    - {LONG}
        - [ ] {LONG}

</details>

    {LONG} {LONG}

![{LONG}](images/first/a.svg "{LONG}")

{LONG}[^1] and ~~{LONG}~~ and https://example.org/{LONG.replace("ä", "ae")} [@key] and
\\(\\mathrm{{{LONG.replace("ä", "a")}}}\\)

\\[{"a+" * 80}b\\]

{LONG}
:   {LONG}

<dl><dt>{LONG}</dt><dd>{LONG}</dd></dl>

<table><caption>{LONG}</caption><tr><th>{LONG}</th><td>{LONG}</td><td>{LONG}</td></tr></table>

<figure><img src="images/first/a.svg" alt="a"><figcaption>{LONG}</figcaption></figure>

<kbd>{LONG}</kbd> <mark>{LONG}</mark> <small>{LONG}</small> <sub>{LONG}</sub>

form: [{LONG}](https://docs.google.com/forms/d/e/1FAIpQLSdB/viewform)

map: [{LONG}](https://www.openstreetmap.org/?mlat=45.7846&mlon=4.8529#map=16/45.7846/4.8529)

embed: [{LONG}](https://poll.example/now)

[^1]: {LONG}
""",
    "references.bib": f"@article{{key, title = {{{LONG}}}, author = {{{LONG}, Ada}}, "
    f"journal = {{{LONG}}}, year = {{1843}}}}\n",
    "../editions/2030/site.yaml": f"name: TINY\ntitle: {LONG}\nedition: 2030\n"
    f"venue: {{name: {LONG}, city: {LONG}, country: {LONG}}}\nhome: [speakers]\n",
    "../editions/2030/dates.yaml": "- {name: Workshop, date: 2030-12-07, kind: event}\n",
    "../editions/2030/people/speakers.yaml": f"- {LONG} ({LONG})\n",
    "../static/images/first/a.svg": DRAWING,
    "../static/images/logo.svg": DRAWING,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built twice, so that there is a page of what has changed."""
    site = tmp_path_factory.mktemp("long")
    for name, text in SITE.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text(text, "utf-8")
    schedule, dates = site / "content/schedule.yaml", site / "content/dates.yaml"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1000000000")
        build(site)
        schedule.write_text(schedule.read_text("utf-8").replace("11:00-12:00", "11:15-12:15"), "utf-8")
        dates.write_text(dates.read_text("utf-8").replace("2031-08-22", "2031-08-29"), "utf-8")
        patch.setenv("SOURCE_DATE_EPOCH", "1000086400")
        build(site)
    return site / "public"


def build(site: Path) -> None:
    """`enlsp build`, which remembers what was published."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(site)
        try:
            assert parser.main(["build"]) == 0
        finally:
            gc.enable()


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, folder: Path) -> None:
    page = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    files = [
        file for file in sorted(folder.rglob("*.html")) if not file.parent.name.isdecimal() or file.parent.name < "3"
    ]
    assert len(files) > 30
    assert {"changes", "talks", "call", "screen", "2030"} <= {file.parent.name for file in files}
    wide = {}
    for file in files:
        page.goto(file.as_uri())
        if (width := page.evaluate("document.documentElement.scrollWidth")) > 320:
            wide[file.relative_to(folder).as_posix()] = width
    page.context.close()
    assert wide == {}
