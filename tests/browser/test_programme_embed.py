"""The programme in a frame on another site: its colours, its height, and where its links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pages import Built, hrefs, large, web_server
from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import until
from sites import GOOD

from benchmarks.checkers import axe, prepare_axe
from enlsp_site.build.pipeline import BuildOptions, build

pytestmark = pytest.mark.browser

EMBED = "2031/schedule/embed/index.html"
HOST = """<!doctype html><html lang="en"><title>The host conference</title>
<h1>Workshops</h1><iframe id="programme" title="Programme" src="{src}" width="600" height="300" {more}></iframe>
<script>
addEventListener("message", (event) => {{
  const frame = document.getElementById("programme");
  if (event.source === frame.contentWindow && event.data.type === "enlsp-height") frame.height = event.data.height;
}});
</script></html>
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return large(tmp_path_factory)


class Conference:
    """The site of a host conference, which has a frame with a page of ours, of another origin."""

    def __init__(self, browser: Browser, ours: str, folder: Path, host: str) -> None:
        self.ours, self.folder, self.host = ours, folder, host
        self.context: BrowserContext = browser.new_context(viewport={"width": 900, "height": 700})
        self.said: list[str] = []
        self.context.on("console", lambda message: self.said.append(message.text))
        self.context.on("weberror", lambda fault: self.said.append(str(fault.error)))

    def visit(self, query: str = "", more: str = "") -> Page:
        """Open its page, whose frame asks for some colours."""
        text = HOST.format(src=f"{self.ours}{EMBED}{query}", more=more)
        (self.folder / "index.html").write_text(text, "utf-8")
        page = self.context.new_page()
        page.set_default_timeout(60_000)
        page.goto(self.host)
        return page


@pytest.fixture
def conference(browser: Browser, site: Built, tmp_path: Path) -> Iterator[Conference]:
    with ExitStack() as stack:
        ours, host = (stack.enter_context(web_server(folder)) for folder in (site.folder, tmp_path))
        found = Conference(browser, ours, tmp_path, host.replace("127.0.0.1", "localhost"))
        yield found
        found.context.close()
    assert found.said == []


def test_the_frame_becomes_as_high_as_the_programme_and_follows_its_width(conference: Conference) -> None:
    page = conference.visit()
    inner = page.frame_locator("#programme")
    expect(inner.get_by_role("heading", level=1)).to_have_text("LARGE 2031: Schedule")
    fits = """() => new Promise((done) => {
      const frame = document.getElementById("programme");
      const look = () => (Number(frame.height) > LEAST ? done(true) : setTimeout(look, 20));
      look();
    })"""
    assert page.evaluate(fits.replace("LEAST", "9000"))
    whole = inner.locator("html")  # in a process of its own, which hears of its height a moment later
    until(lambda: bool(whole.evaluate("each => each.scrollHeight <= innerHeight")), "the frame shows all of it")
    wide = int(page.locator("#programme").get_attribute("height") or 0)
    page.locator("#programme").evaluate("each => { each.width = 320; }")
    assert page.evaluate(fits.replace("LEAST", str(wide)))


@pytest.mark.parametrize(
    ("query", "accent", "scheme"),
    [
        ("?accent=004d99&scheme=dark", "#004d99", "dark"),
        ("?accent=0af&scheme=light", "#0af", "light"),
        ("?accent=red;}&scheme=x", "", None),
        ("?accent=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&scheme=%22%3E", "", None),
        ("?accent=004d9", "", None),
        ("", "", None),
    ],
)
def test_two_parameters_say_its_colours_and_nothing_else_is_taken(
    conference: Conference, query: str, accent: str, scheme: str | None
) -> None:
    inner = conference.visit(query).frame_locator("#programme")
    expect(inner.get_by_role("heading", level=1)).to_be_visible()
    root = inner.locator("html")
    assert root.evaluate("each => each.style.getPropertyValue('--accent')") == accent
    assert root.get_attribute("data-theme") == scheme
    assert root.evaluate("each => each.outerHTML.includes('alert(1)')") is False


def test_links_are_opened_in_the_window_around_the_frame(conference: Conference) -> None:
    page = conference.visit()
    page.frame_locator("#programme").get_by_role("link", name="Early exits and systems, part 2", exact=True).click()
    page.wait_for_url(re.compile(r"/2031/schedule/early-exits-and-systems-part-2/index\.html$"))
    assert page.url.startswith(conference.ours)
    expect(page.locator("h1")).to_have_text("Early exits and systems, part 2")


def test_it_is_whole_without_scripts(browser: Browser, site: Built) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site.folder / EMBED).as_uri() + "?scheme=dark")
    expect(page.get_by_role("link")).to_have_count(1 + 210)
    expect(page.get_by_role("link").last).to_be_visible()
    context.close()


def test_it_is_light_leads_out_of_the_frame_and_is_found_by_nobody(site: Built) -> None:
    page = site.pages[EMBED]
    files = [EMBED, "2031/look.css", "theme/programme-embed.css", "theme/programme-embed.js"]
    assert sum((site.folder / path).stat().st_size for path in files) <= 110_000
    assert page.linked("stylesheet") == ["../../../theme/programme-embed.css", "../../look.css"]
    links = list(page.root.iter("a"))
    assert len(links) == len(hrefs(page.root)) == 211
    assert {(each.get("target"), each.get("rel")) for each in links} == {("_top", "noopener")}
    assert page.meta("robots") == "noindex"
    assert page.faults == []
    assert not [path for path, other in site.pages.items() if path != EMBED and "embed/index.html" in other.text]


def test_a_session_of_that_name_gets_another_address(tmp_path: Path) -> None:
    for name, text in GOOD.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / "content/schedule.yaml").write_text(
        "- date: 2031-12-06\n  timezone: UTC\n  sessions:\n  - {time: 9:00-10:00, title: Embed, abstract: Why.}\n",
        "utf-8",
    )
    report = build(BuildOptions(tmp_path, tmp_path / "out"))
    assert report.published, report.problems
    assert "noindex" in (tmp_path / "out" / EMBED).read_text("utf-8")
    assert (tmp_path / "out/2031/schedule/embed-2/index.html").is_file()


@pytest.mark.usefixtures("has_axe")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, site: Built, scheme: str) -> None:
    context = browser.new_context()
    prepare_axe(context)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(f"{(site.folder / EMBED).as_uri()}?accent=00b3a4&scheme={scheme}")
    page.evaluate("document.querySelectorAll('li:nth-child(n + 9)').forEach((each) => each.remove())")
    assert axe(page, EMBED) == []
    context.close()
