"""The search as visitors have it: over the web below any path, from a folder, with the keyboard alone, and heard."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pages import built, web_server
from playwright.sync_api import Browser, Page, expect

from benchmarks.checkers import AXE, axe, prepare_axe

pytestmark = pytest.mark.browser

SITE = {
    "site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
timezone: Europe/Paris
home: [overview, schedule, papers]
""",
    "people/speakers.yaml": """\
- {name: Ivan Vulić, affiliations: [University of Cambridge]}
- {name: Łucja Øst, bio: She builds small machines.}
""",
    "schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:30-09:00, kind: keynote, people: [Ivan Vulić], title: Languages of the world}
    - {time: 09:00-09:30, title: Coffee, kind: break}
""",
    "papers.yaml": """\
- {id: 7, title: Speculative decoding for speech, authors: Ada Lovelace, abstract: We guess and verify.}
- {id: 8, title: "Quantization of $x^2$ & <b>more</b>", authors: Alan Turing, keywords: [Mächtige Modelle]}
- {id: 9, title: 高效推理, authors: 王小明}
"""
    + "".join(f"- {{id: {number}, title: Routine number {number}}}\n" for number in range(10, 30)),
    "pages/overview.md": "---\ntitle: Overview\n---\nTiny things, looked at closely.\n",
}


def write(site: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (site / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "content" / name).write_text(text, "utf-8")
    return site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as built."""
    site = write(tmp_path_factory.mktemp("search"), SITE)
    return built(site, tmp_path_factory.mktemp("search") / "out").folder


@pytest.fixture(scope="module")
def address(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site on a server, below a path."""
    top = tmp_path_factory.mktemp("search")
    (top / "any").mkdir()
    (top / "any/prefix").symlink_to(folder)
    with web_server(top) as found:
        yield f"{found}any/prefix/"


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page; nothing may be said in its console, and nothing asked of others."""
    opened = []
    said: list[str] = []

    def open_page(url: str, width: int = 1200, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 700}, color_scheme="dark" if scheme == "dark" else "light"
        )
        opened.append(context)
        if AXE.is_file():
            prepare_axe(context)
        page = context.new_page()
        page.set_default_timeout(60_000)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda fault: said.append(str(fault)))
        page.on(
            "request", lambda asked: asked.url.startswith(("http://127.0.0.1", "file:")) or said.append(asked.url)
        )
        page.goto(url)
        page.locator(".search-button").wait_for()
        return page

    yield open_page
    for context in opened:
        context.close()
    assert said == []


@pytest.fixture(params=["server", "disk"])
def root(request: pytest.FixtureRequest, address: str, folder: Path) -> str:
    """Where the site is, on a server and on disk."""
    return address if request.param == "server" else folder.as_uri() + "/"


def look_for(page: Page, words: str) -> None:
    """Open the search by its key and type."""
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill(words)


def found(page: Page) -> list[str]:
    """What is found, when it has been said how much that is."""
    expect(page.get_by_role("dialog").get_by_role("status")).not_to_be_empty()
    return page.locator(".search-results a").all_inner_texts()


QUANTIZATION = "Quantization of x² & <b>more</b>"


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("Vulic", ["Ivan Vulić", "Languages of the world"]),
        ("VULIĆ", ["Ivan Vulić", "Languages of the world"]),
        ("vulci", ["Ivan Vulić", "Languages of the world"]),
        ("lucja ost", ["Łucja Øst"]),
        ("quantizaton", [QUANTIZATION]),
        ("quantisation", [QUANTIZATION]),
        ("ntization", []),
        ("machtige", [QUANTIZATION]),
        ("specul speach", ["Speculative decoding for speech"]),
        ("verify", ["Speculative decoding for speech"]),
        ("推理", ["高效推理"]),
        ("Cambridge", ["Ivan Vulić"]),
        ("closely", ["Overview"]),
        ("xylophone", []),
        ("recording", []),  # two letters from "decoding", the first one among them
    ],
)
def test_what_is_meant_is_found(visit: Callable[..., Page], address: str, words: str, titles: list[str]) -> None:
    page = visit(address + "2031/index.html")
    look_for(page, words)
    assert found(page) == titles


def test_it_works_from_everywhere(visit: Callable[..., Page], root: str) -> None:
    for path, where in (("index.html", "2031/"), ("2031/papers/7/index.html", "2031/"), ("404.html", "2031/")):
        if path == "404.html" and root.startswith("http"):
            continue  # a server shows it at any depth, and this site does not know its address
        page = visit(root + path)
        assert page.evaluate("performance.getEntriesByName('search.js').length") == 0
        look_for(page, "guess verify")
        assert found(page) == ["Speculative decoding for speech"]
        page.keyboard.press("Enter")
        page.wait_for_url(f"{root}{where}papers/7/index.html")


def test_the_index_is_fetched_when_it_is_first_needed(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/index.html")
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    look_for(page, "coffee")
    assert found(page) == ["Coffee"]
    page.keyboard.press("Escape")
    look_for(page, "vulic")
    assert len(found(page)) == 2
    assert asked == [address + "theme/search.js", address + "2031/search.js"]


def test_the_keyboard_is_enough(visit: Callable[..., Page], root: str) -> None:
    page = visit(root + "2031/index.html")
    dialog, field = page.get_by_role("dialog"), page.get_by_role("searchbox")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(field).to_be_focused()
    assert page.evaluate("document.querySelector('search').closest('dialog').matches(':modal')")
    page.keyboard.type("vulic /")
    expect(field).to_have_value("vulic /")
    assert found(page) == ["Ivan Vulić", "Languages of the world"]
    links = page.locator(".search-results a")
    for key, focused in (
        ("ArrowUp", field),
        ("ArrowDown", links.nth(0)),
        ("ArrowDown", links.nth(1)),
        ("ArrowDown", links.nth(1)),
        ("ArrowUp", links.nth(0)),
        ("ArrowUp", field),
        ("ArrowDown", links.nth(0)),
        ("/", field),
        ("Tab", page.get_by_role("button", name="Close")),
        ("Tab", links.nth(0)),
        ("ArrowDown", links.nth(1)),
    ):
        page.keyboard.press(key)
        expect(focused).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(field).to_have_value("vulic /")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(root + "2031/speakers/index.html#ivan-vulic")


def test_the_button_opens_it_and_gets_the_focus_back(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/index.html", width=360)
    button, dialog = page.get_by_role("button", name="Search"), page.get_by_role("dialog", name="Search")
    button.click()
    expect(dialog).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    page.mouse.click(350, 690)
    expect(dialog).to_be_hidden()


def test_a_place_on_the_same_page_is_shown(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/speakers/index.html")
    look_for(page, "ost")
    found(page)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#lucja-ost$"))
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_key_can_be_turned_off(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/index.html")
    page.keyboard.press("/")
    page.get_by_role("checkbox", name="Open with the key /").uncheck()
    page.keyboard.press("Escape")
    page.goto(address + "2031/papers/index.html")
    page.locator(".search-button").wait_for()
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.get_by_role("button", name="Search").click()
    page.get_by_role("checkbox", name="Open with the key /").check()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_results_are_told_and_marked(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/index.html")
    status = page.get_by_role("dialog").get_by_role("status")
    look_for(page, "vulic")
    expect(status).to_have_text("2 results")
    assert page.locator(".search-results h2").all_inner_texts() == ["PEOPLE (1)", "SESSIONS (1)"]
    assert page.locator(".search-results mark").all_inner_texts() == ["Vulić", "Vulić"]
    page.get_by_role("searchbox").fill("guess")
    expect(status).to_have_text("1 result")
    assert page.locator(".search-results p").inner_text() == "Ada Lovelace … guess"
    page.get_by_role("searchbox").fill("xylophone")
    expect(status).to_have_text("Nothing found")
    page.get_by_role("searchbox").fill("")
    expect(status).to_have_text("")


def test_of_many_the_first_are_shown_and_then_more(visit: Callable[..., Page], address: str) -> None:
    page = visit(address + "2031/index.html")
    look_for(page, "routine")
    assert len(found(page)) == 5
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("20 results")
    page.keyboard.press("ArrowUp")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("button", name="Show more")).to_be_focused()
    page.keyboard.press("Enter")
    links = page.locator(".search-results a")
    expect(links).to_have_count(20)
    expect(links.nth(5)).to_be_focused()


def test_what_cannot_be_fetched_is_told_and_tried_again(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "2031/index.html")
    page.locator(".search-button").wait_for()
    page.route("**/2031/search.js", lambda route: route.abort())
    look_for(page, "vulic")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("The search cannot be loaded.")
    page.unroute("**/2031/search.js")
    page.get_by_role("searchbox").fill("vulic ")
    expect(page.get_by_role("dialog").get_by_role("status")).to_have_text("2 results")
    context.close()


@pytest.mark.parametrize("where", ["server", "disk"])
def test_of_a_large_index_only_parts_are_fetched(visit: Callable[..., Page], tmp_path: Path, where: str) -> None:
    names = [f"- Name{number} Family{number % 900} (Place{number})\n" for number in range(1600)]
    many = SITE | {"people/committee.yaml": "".join([*names, "- Ivan Vulić (Cambridge)\n"])}
    folder = built(write(tmp_path / "site", many), tmp_path / "out").folder
    files = {file.name: len(gzip.compress(file.read_bytes())) for file in (folder / "2031/search").iterdir()}
    assert len(files) == 5 + 26
    with web_server(folder) as address:
        page = visit((address if where == "server" else folder.as_uri() + "/") + "2031/index.html")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        look_for(page, "vulci")
        assert found(page) == ["Ivan Vulić", "Ivan Vulić", "Languages of the world"]
        assert asked[0] == "search.js"
        assert len(asked) <= 5
        page.get_by_role("searchbox").fill("Place1234")
        expect(page.locator(".search-results a")).to_have_text(["Name1234 Family334"])


def test_without_scripts_there_is_no_search(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address + "2031/index.html")
    assert page.locator("header").get_by_role("button", name="Search").count() == 0
    assert page.get_by_role("searchbox").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_it(visit: Callable[..., Page], address: str, has_axe: None, scheme: str) -> None:
    page = visit(address + "2031/index.html", width=360, scheme=scheme)
    look_for(page, "routine")
    found(page)
    assert axe(page, "2031/index.html") == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_works_of_a_reading_list_are_sifted_by_tags(visit: Callable[..., Page], tmp_path: Path) -> None:
    entries = (
        "- {title: One, tags: [speech, small]}\n- {title: Two, tags: [small]}\n- {title: Three}\n"
        "- {title: Four, tags: [large]}\n"
    )
    files = SITE | {"reading/works.yaml": f"group: tag\nentries:\n{entries}"}
    folder = built(write(tmp_path / "site", files), tmp_path / "out").folder
    page = visit(folder.as_uri() + "/2031/works/index.html")
    titles, shelves = page.locator(".work .paper-title:visible"), page.locator(".shelf-name:visible")
    assert titles.all_inner_texts() == ["One", "Two", "Four", "Three"]
    small, large = page.get_by_role("checkbox", name="small"), page.get_by_role("checkbox", name="large")
    small.check()
    assert titles.all_inner_texts() == ["One", "Two"]
    assert shelves.all_inner_texts() == ["speech", "small"]
    expect(page.locator(".sift-tools").get_by_role("status")).to_have_text("2 works shown")
    large.check()
    assert titles.all_inner_texts() == ["One", "Two", "Four"]
    assert page.url.endswith("/2031/works/index.html?tag=small&tag=large")
    again = visit(page.url)
    assert again.locator(".work .paper-title:visible").all_inner_texts() == ["One", "Two", "Four"]
    small.uncheck()
    large.uncheck()
    assert titles.count() == 4
    assert page.url.endswith("/2031/works/index.html")
    page.locator("h1").click()
    look_for(page, "three")
    assert found(page) == ["Three"]


# The list of papers

LIST = """\
- {id: 1, title: Pruning speech models, authors: Ada Lovelace, keywords: [speech, pruning], decision: oral}
- {id: 2, title: Speech & <b>, authors: Bo Peng; Ada Lovelace, keywords: [Speech], decision: poster}
- {id: 3, title: Élan, authors: Ivan Vulić, keywords: [pruning], decision: poster, abstract: We guess.}
- {id: 4, title: More speech, authors: Ada Lovelace, keywords: [speech], decision: oral}
""" + "".join(f"- {{id: {number}, title: Routine {number}, authors: Cy {number}}}\n" for number in range(5, 12))


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a list of papers that can be sifted."""
    site = write(tmp_path_factory.mktemp("listed"), SITE | {"papers.yaml": LIST})
    return built(site, tmp_path_factory.mktemp("listed") / "out").folder


@pytest.fixture(params=["server", "disk"])
def list_root(request: pytest.FixtureRequest, listed: Path) -> Iterator[str]:
    """Where that site is, on a server and on disk."""
    if request.param == "disk":
        yield listed.as_uri() + "/"
        return
    with web_server(listed) as address:
        yield address


def shown(page: Page) -> list[str]:
    """The titles of the papers that the list shows."""
    return page.locator(".papers .paper-title:visible").all_inner_texts()


def told(page: Page) -> str:
    return page.locator(".sift-tools").get_by_role("status").inner_text()


def test_what_is_looked_for_is_found_sifted_shared_and_copied(
    visit: Callable[..., Page], listed: Path, list_root: str
) -> None:
    page = visit(list_root + "2031/papers/index.html")
    look_for(page, "prunning spech")
    assert found(page) == ["Pruning speech models"]
    page.keyboard.press("Escape")

    page.get_by_label("Keyword").select_option("speech")
    assert shown(page) == ["Pruning speech models", "Speech & <b>", "More speech"]
    page.get_by_role("checkbox", name="Oral").check()
    assert shown(page) == ["Pruning speech models", "More speech"]
    page.get_by_role("checkbox", name="Poster").check()
    page.get_by_label("Author").select_option("Bo Peng")
    assert shown(page) == ["Speech & <b>"]
    assert told(page) == "1 paper shown"
    address = page.url
    assert address == list_root + "2031/papers/index.html?decision=oral&decision=poster&keyword=speech&author=Bo+Peng"

    fresh = visit(address)
    assert shown(fresh) == ["Speech & <b>"]
    assert told(fresh) == "1 paper shown"
    assert fresh.get_by_label("Author").input_value() == "Bo Peng"
    assert [fresh.get_by_role("checkbox", name=name).is_checked() for name in ("Oral", "Poster")] == [True, True]

    fresh.get_by_role("link", name="By topic").click()
    assert fresh.url.endswith("/by-topic/index.html?decision=oral&decision=poster&keyword=speech&author=Bo+Peng")
    expect(fresh.locator(".shelf-name").filter(visible=True)).to_have_text(["speech"])
    assert told(fresh) == "1 paper shown"
    fresh.locator(".papers a:visible").click()
    fresh.wait_for_url(list_root + "2031/papers/2/index.html")

    fresh.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fresh.get_by_text("Cite this paper").click()
    for name, start in (("Reference", "Bo Peng and Ada"), ("RIS", "TY  - "), ("BibTeX", "@inproceedings{")):
        fresh.get_by_role("button", name=f"Copy {name}").click()
        expect(fresh.locator(".cite").get_by_role("status")).to_have_text("Copied")
        assert fresh.evaluate("navigator.clipboard.readText()").startswith(start)
    written = fresh.evaluate("navigator.clipboard.readText()")
    assert written == (listed / "2031/papers/2/paper.bib").read_text("utf-8").strip()


def test_where_the_clipboard_is_closed_the_text_is_selected_and_copied(
    visit: Callable[..., Page], list_root: str
) -> None:
    page = visit(list_root + "2031/papers/1/index.html")
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate("document.addEventListener('copy', () => self.copied = getSelection().toString())")
    page.get_by_text("Cite this paper").click()
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator(".cite").get_by_role("status")).to_have_text("Copied")
    assert page.evaluate("copied").startswith("@inproceedings{")


def test_what_cannot_be_chosen_is_not_asked_for(visit: Callable[..., Page], list_root: str) -> None:
    page = visit(list_root + "2031/papers/index.html?author=Nobody&decision=demo&keyword=%3Cb%3E")
    assert len(shown(page)) == 11
    assert told(page) == "11 papers shown"
    assert page.url == list_root + "2031/papers/index.html"


def test_the_list_is_sifted_by_the_keyboard(visit: Callable[..., Page], list_root: str) -> None:
    page = visit(list_root + "2031/papers/by-award/index.html")
    page.get_by_role("checkbox", name="Oral").focus()
    page.keyboard.press("Space")
    assert shown(page) == ["Pruning speech models", "More speech"]
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox", name="Poster")).to_be_focused()


def test_without_scripts_the_list_is_whole_and_has_its_orders(browser: Browser, list_root: str) -> None:
    context = browser.new_context(java_script_enabled=False, reduced_motion="reduce")
    page = context.new_page()
    page.goto(list_root + "2031/papers/index.html?author=Bo+Peng")
    assert page.locator(".paper:visible").count() == 11
    assert page.locator(".sift-tools:visible").count() == 0
    page.get_by_role("link", name="By topic").click()
    assert page.locator(".shelf-name:visible").all_inner_texts() == ["pruning", "speech", "Others"]
    page.goto(list_root + "2031/papers/3/index.html")
    page.get_by_text("Cite this paper").click()
    assert page.locator(".cite button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_list(visit: Callable[..., Page], listed: Path, has_axe: None, scheme: str) -> None:
    with web_server(listed) as address:
        look_at_the_list(visit, address, scheme)


def look_at_the_list(visit: Callable[..., Page], address: str, scheme: str) -> None:
    for path in ("papers/index.html?decision=oral", "papers/by-topic/index.html", "papers/2/index.html"):
        page = visit(f"{address}2031/{path}", width=360, scheme=scheme)
        if "papers/2" in path:
            page.get_by_text("Cite this paper").click()
            page.get_by_role("button", name="Copy RIS").wait_for()
        assert axe(page, path) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
