"""What an edition plans for where there is no network."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sites import GOOD, Site, drawing

from enlsp_site.pages import offline

MakeSite = Callable[..., Site]
FILES = {
    "content/site.yaml": f"{GOOD['content/site.yaml']!s}look: {{logo: images/logo.svg}}\n",
    "static/images/logo.svg": drawing(40, 20),
    "static/own.css": "main { color: red }\n",
}
PAGES = {"schedule/keynote-talk-ada-lovelace/index.html", "schedule/oral-presentations/index.html"}


def kept(site: Site) -> set[str]:
    """What the worker of a site keeps, by path from the edition's folder."""
    assert site.build().code == 0
    worker = (site.folder / "public/2031/sw.js").read_text("utf-8")
    return set(json.loads(worker.partition(";\n")[0].removeprefix("const FILES = ")))


def test_a_worker_keeps_what_a_visitor_is_sure_to_need(make_site: MakeSite) -> None:
    site = make_site(FILES)
    found = kept(site)
    pages = {"index.html", "schedule/index.html", "papers/index.html", *PAGES}
    assert {path for path in found if not path.startswith("../theme/")} == {
        *pages,
        *("search.js", "look.css", "motif.svg", "../own.css", "../images/logo.svg"),
    }
    theme = {path.name for path in (site.folder / "public/theme").iterdir()}
    assert {path.removeprefix("../theme/") for path in found if path.startswith("../theme/")} == theme


def test_of_very_many_pages_of_sessions_none_is_kept_unasked(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(offline, "PAGES", 1)
    assert not kept(make_site(FILES)) & PAGES


def test_an_edit_changes_the_worker_only_where_it_changes_what_that_keeps(make_site: MakeSite) -> None:
    site = make_site(FILES)
    kept(site)
    worker = site.folder / "public/2031/sw.js"
    before = worker.read_bytes()
    site.write({"content/pages/call.md": "---\ntitle: Call for papers\n---\nSend us your worst.\n"})
    kept(site)
    after = worker.read_bytes()
    assert b'"search.js"' in after
    assert [old for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new] == [
        line for line in before.splitlines() if b'"search.js"' in line
    ]
    site.write({"content/pages/call.md": GOOD["content/pages/call.md"]})
    kept(site)
    assert worker.read_bytes() == before


@pytest.mark.parametrize("wanted", ["yes", "no"])
def test_where_it_is_not_wanted_there_is_nothing_of_it(make_site: MakeSite, wanted: str) -> None:
    site = make_site({**FILES, "content/site.yaml": f"{FILES['content/site.yaml']}offline: {wanted}\n"})
    assert site.build().code == 0
    folder = site.folder / "public/2031"
    has = [
        (folder / "sw.js").exists(),
        (folder / "manifest.webmanifest").exists(),
        'data-script="offline"' in (folder / "index.html").read_text("utf-8"),
    ]
    assert has == [wanted == "yes"] * 3
