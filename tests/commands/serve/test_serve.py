"""`enlsp serve`: what is watched, what is told, what is served, and when browsers reload."""

from __future__ import annotations

import gc
import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from threading import Event, Thread
from typing import Any, cast
from unittest.mock import Mock

import pytest
from serving import Serving, until
from tornado.routing import HostMatches

from enlsp_site.build.pipeline import BuildOptions, Report
from enlsp_site.commands.serve import overlay, rebuild, watch, web
from enlsp_site.content.codes import EMPTY_FILE, UNKNOWN_KEY
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin

SITE = """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
"""
PAGE = """\
---
title: Overview
---
Tiny things, looked at closely.
"""


def site_in(folder: Path, **files: str) -> Path:
    """A small site with one page, and more files by name, `content/x.yaml` and so on."""
    for name, text in {"content/site.yaml": SITE, "content/pages/overview.md": PAGE, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


# --- Watching ---


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look often, for what the system is not expected to tell."""
    monkeypatch.setattr(watch, "LOOK", 100)


@contextmanager
def watched(
    site: Path, changed: Callable[[Sequence[str]], object], said: list[str] | None = None
) -> Iterator[watch.Watcher]:
    """A watcher at work in its thread, past its first call."""
    called = Event()

    def call(names: Sequence[str], _: object) -> None:
        if called.is_set():
            changed(names)
        called.set()

    watcher = watch.Watcher(site, call, (said if said is not None else []).append)
    thread = Thread(target=watcher.run)
    thread.start()
    try:
        until(lambda: called.is_set() and watcher._ended > 0, "the first call is over")
        yield watcher
    finally:
        watcher.stop()
        thread.join(10)
    assert not thread.is_alive()


def when_waiting(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Do this when the watcher has seen a burst begin for the first time, before it waits for its end."""
    found = watch.Watcher._in_a_burst
    to_do = [act]

    def in_a_burst(watcher: watch.Watcher, names: set[str]) -> bool:
        begun = found(watcher, names)
        if begun and to_do:
            to_do.pop()()
        return begun

    monkeypatch.setattr(watch.Watcher, "_in_a_burst", in_a_burst)


def test_each_of_twenty_saves_is_seen(tmp_path: Path) -> None:
    file = site_in(tmp_path) / "content/site.yaml"
    seen: list[str] = []
    with watched(tmp_path, lambda _: seen.append(file.read_text())):
        for number in range(20):
            file.write_text(f"save {number}")
            until(lambda: f"save {number}" in seen, f"save {number} is seen")  # noqa: B023


def test_a_burst_of_fifty_saves_is_built_at_most_twice(tmp_path: Path) -> None:
    file = site_in(tmp_path) / "content/site.yaml"
    seen: list[str] = []

    def build(_: Sequence[str]) -> None:
        seen.append(file.read_text())
        Event().wait(0.2)

    with watched(tmp_path, build):
        for number in range(50):
            file.write_text(f"save {number}")
        until(lambda: "save 49" in seen, "the last save is seen")
        Event().wait(0.3)
    assert len(seen) <= 2


def test_a_single_save_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "QUIET", 60_000)
    file = site_in(tmp_path) / "content/site.yaml"
    seen: list[str] = []
    with watched(tmp_path, lambda _: seen.append(file.read_text())) as watcher:
        watcher._ended = 0.0  # as if the first build had ended long ago
        file.write_text("saved")
        until(lambda: seen == ["saved"], "the save is seen")


def test_a_file_that_was_emptied_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editors empty a file, and then write it."""
    file = site_in(tmp_path) / "content/site.yaml"
    seen: list[str] = []
    when_waiting(monkeypatch, lambda: file.write_text("whole"))
    with watched(tmp_path, lambda _: seen.append(file.read_text())) as watcher:
        watcher._ended = 0.0
        file.write_text("")
        until(lambda: bool(seen), "the save is seen")
    assert seen == ["whole"]


def test_a_file_that_was_emptied_is_waited_for_where_the_system_tells_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quick: None
) -> None:
    file = site_in(tmp_path) / "content/site.yaml"
    seen: list[str] = []

    def nothing(*_: object, stop_event: Event, **__: object) -> Iterator[set[tuple[object, str]]]:
        while not stop_event.wait(0.02):
            yield set()

    monkeypatch.setattr(watch, "watch", nothing)
    when_waiting(monkeypatch, lambda: file.write_text("whole"))
    with watched(tmp_path, lambda _: seen.append(file.read_text())) as watcher:
        watcher._ended = 0.0
        file.write_text("")
        until(lambda: bool(seen), "the save is seen")
    assert seen == ["whole"]


def test_a_file_that_was_removed_for_another_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editors rename a file to keep it, and then write its successor."""
    file = site_in(tmp_path) / "content/site.yaml"
    seen: list[str] = []
    when_waiting(monkeypatch, lambda: file.write_text("whole"))
    with watched(tmp_path, lambda _: seen.append(file.read_text() if file.exists() else "gone")) as watcher:
        watcher._ended = 0.0
        file.rename(tmp_path / "kept")
        until(lambda: bool(seen), "the save is seen")
    assert seen == ["whole"]


def test_what_is_wrong_with_a_file_half_written_is_built_again_instead_of_told(tmp_path: Path) -> None:
    file = site_in(tmp_path) / "content/site.yaml"
    file.write_text("wrong")
    calls: list[tuple[list[str], str, bool]] = []

    def build(names: Sequence[str], steady: Callable[[], bool]) -> None:
        text = file.read_text()
        file.write_text("right")
        calls.append(([*names], text, text == "right" or steady()))

    watcher = watch.Watcher(tmp_path, build, lambda _: None)
    thread = Thread(target=watcher.run)
    thread.start()
    until(lambda: len(calls) > 1, "it is built again")
    watcher.stop()
    thread.join(10)
    assert calls == [([], "wrong", False), (["content/site.yaml"], "right", True)]


def test_files_that_never_stand_still_are_built_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "BURST", 200)
    log = site_in(tmp_path) / "static/log.txt"
    log.parent.mkdir()
    log.write_text("")
    seen: list[Sequence[str]] = []
    with watched(tmp_path, seen.append):
        for number in range(100):
            log.write_text("x" * number)
            Event().wait(0.01)
            if seen:
                break
    assert seen[0] == ["static/log.txt"]


def test_a_save_during_a_build_leads_to_another(tmp_path: Path, quick: None) -> None:
    file = site_in(tmp_path) / "content/site.yaml"
    seen, under_way, finish = [], Event(), Event()

    def slow_build(_: Sequence[str]) -> None:
        seen.append(file.read_text())
        under_way.set()
        assert finish.wait(10)

    with watched(tmp_path, slow_build):
        file.write_text("first")
        assert under_way.wait(10)
        file.write_text("second")
        finish.set()
        until(lambda: "second" in seen, "the save during the build is seen")
    assert seen == ["first", "second"]


def test_a_folder_that_was_not_there_is_watched_once_it_appears(tmp_path: Path, quick: None) -> None:
    site_in(tmp_path)
    seen: list[Sequence[str]] = []
    with watched(tmp_path, seen.append):
        template = tmp_path / "templates/home.html"
        template.parent.mkdir()
        template.write_text("new")
        until(lambda: ["templates/home.html"] in seen, "the new folder's file is seen")
        template.write_text("newer")
        until(lambda: seen.count(["templates/home.html"]) > 1, "its next save is seen")


def test_a_folder_that_was_replaced_is_watched_again(tmp_path: Path, quick: None) -> None:
    file = site_in(tmp_path) / "content/site.yaml"
    seen: list[str] = []
    with watched(tmp_path, lambda _: seen.append(file.read_text() if file.exists() else "gone")):
        (tmp_path / "content").rename(tmp_path / "aside")
        until(lambda: "gone" in seen, "the folder's absence is seen")
        site_in(tmp_path)
        until(lambda: SITE in seen, "its return is seen")
        file.write_text("again")
        until(lambda: "again" in seen, "a save in it is seen")


def test_hidden_files_of_editors_lead_to_no_build(tmp_path: Path) -> None:
    content = site_in(tmp_path) / "content"
    seen: list[Sequence[str]] = []
    with watched(tmp_path, seen.append):
        (content / ".site.yaml.swp").write_text("vim is here")
        (content / ".schema").mkdir()
        (content / ".schema/site.json").write_text("{}")
        Event().wait(0.3)
        assert seen == []
        (content / "news.yaml").write_text("[]")
        until(lambda: bool(seen), "the file of the site is seen")
    assert seen == [["content/news.yaml"]]


def test_a_save_through_a_passing_file_is_named_after_the_one_that_stays(tmp_path: Path) -> None:
    content = site_in(tmp_path) / "content"
    seen: list[Sequence[str]] = []
    with watched(tmp_path, seen.append):
        (content / "aPassingName").write_text("name: OTHER")
        (content / "aPassingName").rename(content / "site.yaml")
        until(lambda: bool(seen), "the save is seen")
    assert seen == [["content/site.yaml"]]


def test_files_are_named_from_the_site_wherever_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As with `enlsp serve --site my-workshop`."""
    file = site_in(tmp_path / "my-workshop") / "content/site.yaml"
    monkeypatch.chdir(tmp_path)
    site = Path("my-workshop")
    seen: list[Sequence[str]] = []
    with watched(site, seen.append):
        file.write_text("name: OTHER")
        until(lambda: bool(seen), "the save is seen")
    assert seen == [["content/site.yaml"]]
    rebuild.Rebuilder(BuildOptions(site, tmp_path / "out"), lambda *_: None)(seen[0])
    assert capsys.readouterr().err.startswith(f"{Path('my-workshop/content/site.yaml')}: ")


@pytest.mark.parametrize("site", [".", "my-workshop"])
def test_notices_without_a_difference_name_files_from_the_site(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that leaves the stamps as they were, as far as the system can tell."""
    file = site_in(tmp_path / site) / "content/site.yaml"

    def notices(*_: object, stop_event: Event, **__: object) -> Iterator[set[tuple[int, str]]]:
        yield {(1, str(file.resolve())), (1, str(tmp_path.resolve().parent / "theme/base.html"))}
        stop_event.wait(10)

    monkeypatch.setattr(watch, "watch", notices)
    monkeypatch.chdir(tmp_path)
    seen: list[Sequence[str]] = []
    with watched(Path(site), seen.append):
        until(lambda: bool(seen), "the notice is seen")
    assert seen == [sorted(["content/site.yaml", str(tmp_path.resolve().parent / "theme/base.html")])]


def test_a_notice_of_what_has_been_built_already_leads_to_no_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a burst, that the watcher waited for, the system tells of its last files."""
    file = site_in(tmp_path) / "content/site.yaml"
    told = Event()

    def notices(*_: object, stop_event: Event, **__: object) -> Iterator[set[tuple[int, str]]]:
        file.write_text("")
        yield {(1, str(file.resolve()))}
        yield {(1, str(file.resolve()))}
        told.set()
        stop_event.wait(10)

    when_waiting(monkeypatch, lambda: file.write_text("whole"))
    monkeypatch.setattr(watch, "watch", notices)
    seen: list[str] = []
    with watched(tmp_path, lambda _: seen.append(file.read_text())):
        assert told.wait(10)
    assert seen == ["whole"]


def test_without_notices_of_the_system_saves_are_found_all_the_same(
    tmp_path: Path, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("too many watches")

    monkeypatch.setattr(watch, "watch", refuse)
    file = site_in(tmp_path) / "content/site.yaml"
    seen: list[Sequence[str]] = []
    said: list[str] = []
    with watched(tmp_path, seen.append, said):
        for text in ("first", "the second"):
            file.write_text(text)
            until(lambda: len(seen) == (1 if text == "first" else 2), f"{text} is seen")  # noqa: B023
    assert said == ["note: the system tells of no saves (too many watches); looking for them once a second"]


# --- Builds and the terminal ---

BROKEN = report(UNKNOWN_KEY, Origin("content/site.yaml", (), 2, 8), "no such key", "did you mean `title`?")
TEXTS = {"content/site.yaml": b"name: TINY\n  <b>titel</b>: x\n"}


def built(monkeypatch: pytest.MonkeyPatch, site: Path, *outcomes: Report | Exception) -> list[tuple[Report, str]]:
    """What is handed on by builds that have these outcomes."""
    waiting = list(outcomes)

    def build(_: BuildOptions) -> Report:
        outcome = waiting.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    handed: list[tuple[Report, str]] = []
    monkeypatch.setattr(rebuild, "build", build)
    builds = rebuild.Rebuilder(BuildOptions(site, site / "out"), lambda report, over: handed.append((report, over)))
    for _ in outcomes:
        builds([str(site / "content/news.yaml")])
    return handed


def lines(capsys: pytest.CaptureFixture[str], site: Path) -> list[str]:
    """What the terminal shows, without the times."""
    return re.sub(r"\d\.\d\d s", "0 s", capsys.readouterr().err.replace(str(site) + "/", "")).splitlines()


def test_each_build_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    made = Report([], published=True, made=("a", "b", "c"), removed=("d",))
    nothing = Report([], published=True, kept=5)
    handed = built(monkeypatch, tmp_path, made, nothing)
    assert lines(capsys, tmp_path) == [
        "content/news.yaml: 3 made, 1 removed in 0 s",
        "content/news.yaml: nothing new in 0 s",
    ]
    assert handed == [(made, ""), (nothing, "")]


def test_problems_are_told_as_build_tells_them_and_not_twice_in_a_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = Report([BROKEN], published=False, texts=TEXTS)
    handed = built(monkeypatch, tmp_path, wrong, wrong, Report([], published=True), wrong)
    told = [
        "content/site.yaml:2:8: error: no such key [unknown-key]",
        "  2 |   <b>titel</b>: x",
        "    |        ^",
        "  hint: did you mean `title`?",
    ]
    line = "content/news.yaml: 1 error; nothing was published (0 s)"
    fine = "content/news.yaml: nothing new in 0 s"
    assert lines(capsys, tmp_path) == [line, *told, line, fine, line, *told]
    assert ["no such key" in over for _, over in handed] == [True, True, False, True]


def test_warnings_are_told_in_the_terminal_and_folded_in_the_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hollow = report(EMPTY_FILE, Origin("content/news.yaml"), "is empty")
    handed = built(monkeypatch, tmp_path, Report([hollow], published=True, made=("a",)))
    told = capsys.readouterr().err
    assert "1 made in" in told
    assert "(1 warning)" in told
    assert "warning: is empty [empty-file]" in told
    assert "<details>\n<summary>1 warning: published nevertheless, but not with --strict</summary>" in handed[0][1]


def test_a_fault_of_our_own_is_told_and_the_next_save_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    good = Report([], published=True, made=("a",))
    handed = built(monkeypatch, tmp_path, KeyError("lost"), good)
    told = capsys.readouterr().err
    assert "content/news.yaml: the build failed by a fault of its own; please report it\nTraceback " in told
    assert "KeyError: 'lost'" in told
    assert "the build failed by a fault of its own: KeyError: &#x27;lost&#x27;" in handed[0][1]
    assert handed[1] == (good, "")


def test_errors_are_told_only_if_the_files_are_steady(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file may have been seen half written: what is wrong with it then, or in us, is nobody's business."""
    handed: list[object] = []
    builds = rebuild.Rebuilder(BuildOptions(tmp_path, tmp_path / "out"), lambda *told: handed.append(told))
    for outcome in (Report([BROKEN], published=False, texts=TEXTS), KeyError("lost")):
        monkeypatch.setattr(rebuild, "build", Mock(side_effect=[outcome]))
        builds(["content/site.yaml"], lambda: False)
    assert handed == []
    assert capsys.readouterr().err == ""


def test_garbage_is_not_looked_for_during_a_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[bool] = []

    def build(_: BuildOptions) -> Report:
        looked.append(gc.isenabled())
        raise KeyError

    monkeypatch.setattr(rebuild, "build", build)
    rebuild.Rebuilder(BuildOptions(tmp_path, tmp_path / "out"), lambda *_: None)(["content/site.yaml"])
    assert looked == [False]
    assert gc.isenabled()


def test_many_changes_are_named_after_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    builds = rebuild.Rebuilder(BuildOptions(Path(), Path("out")), print)
    names = [str(tmp_path / name) for name in ("content/a.yaml", "content/b.yaml", "static/c.css")]
    assert builds._named(names) == "content/a.yaml and 2 more"
    assert builds._named(()) == "first build"


# --- The overlay ---


def test_the_overlay_shows_place_message_source_and_hint_escaped() -> None:
    shown = overlay.overlay_of([BROKEN], TEXTS)
    assert "<summary>1 error: " in shown
    assert ">content/site.yaml:2:8</p>" in shown
    assert "<b>error:</b> no such key <small>[unknown-key]</small>" in shown
    assert "<pre>  2 |   &lt;b&gt;titel&lt;/b&gt;: x\n    |        ^\n</pre>" in shown
    assert "did you mean <code>title</code>?" in shown


def test_nothing_of_a_problem_is_markup() -> None:
    nasty = "<script>alert(1)</script> & `<img src=x>`"
    shown = overlay.overlay_of([report(UNKNOWN_KEY, Origin(f"content/{nasty}.yaml", (), 1, 1), nasty, nasty)], {})
    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.count("&lt;script&gt;alert(1)&lt;/script&gt; &amp; ") == 3


def test_an_overlay_of_very_many_problems_stays_readable() -> None:
    shown = overlay.overlay_of([BROKEN] * 60, {})
    assert shown.count("<li ") == 50
    assert "60 errors" in shown
    assert "10 more are told in the terminal" in shown


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<body>a</body></html>", b"<body>a+</body></html>"),
        (b"<BODY>a</BODY >", b"<BODY>a+</BODY >"),
        (b"<p>one </body> in text</p></body>", b"<p>one </body> in text</p>+</body>"),
        (b"no end", b"no end+"),
        (b"", b"+"),
    ],
)
def test_what_is_put_into_a_page_stands_at_the_end_of_its_body(page: bytes, expected: bytes) -> None:
    assert overlay.into(page, "+") == expected


def test_what_is_put_into_a_page_reads_the_same_in_any_encoding() -> None:
    assert overlay.into("é</body>".encode("latin-1"), "ü 会") == b"\xe9&#252; &#20250;</body>"


# --- What browsers are told ---


class Tab:
    """A browser that remembers what it was told."""

    def __init__(self) -> None:
        self.reloaded: list[str] = []
        self.made: Sequence[str] = ()

    def reload(self, path: str, made: Sequence[str]) -> None:
        self.reloaded.append(path)
        self.made = made


def told_after(*shown: tuple[Report, str]) -> list[str]:
    """What a browser is told by the last of these, having been there before."""
    return tab_after(*shown).reloaded


def tab_after(*shown: tuple[Report, str]) -> Tab:
    screen, tab = web.BrowserState(Path("out")), Tab()
    screen.browsers.add(cast("Any", tab))
    for made, over in shown:
        tab.reloaded.clear()
        before = screen.version
        screen.show(made, over)
    assert (screen.version != before) == bool(tab.reloaded)
    return tab


STILL = (Report([], published=True, kept=9), "")


@pytest.mark.parametrize(
    ("then", "told"),
    [
        (STILL, []),
        ((Report([], published=True, made=("index.html", "theme/style.css")), ""), ["*"]),
        (
            (Report([], published=True, made=("theme/style.css", "2031/look.css", "2031/sw.js")), ""),
            ["theme/style.css", "2031/look.css"],
        ),
        ((Report([], published=True, made=("a.css",), removed=("b.css",)), ""), ["*"]),
        ((Report([], published=True, removed=("b.html",)), ""), ["*"]),
        ((Report([BROKEN], published=False), "an overlay"), ["*"]),
    ],
    ids=["nothing", "page", "styles", "style-gone", "page-gone", "error"],
)
def test_browsers_reload_for_what_can_be_seen(then: tuple[Report, str], told: list[str]) -> None:
    assert told_after(STILL, then) == told


def test_the_same_problems_again_are_no_reason_to_reload() -> None:
    wrong = (Report([BROKEN], published=False), "an overlay")
    assert told_after(STILL, wrong, wrong) == []


def test_mending_is_a_reason_to_reload_even_where_no_file_changed() -> None:
    assert told_after(STILL, (Report([BROKEN], published=False), "an overlay"), STILL) == ["*"]


def test_browsers_are_told_which_files_have_changed_unless_they_must_load_the_page() -> None:
    made = ("index.html", "2031/search.js")
    assert tab_after(STILL, (Report([], published=True, made=(*made, "2031/sw.js")), "")).made == made
    assert tab_after(STILL, (Report([], published=True, made=made, removed=("a.html",)), "")).made == ()
    assert tab_after(STILL, (Report([BROKEN], published=False), "an overlay")).made == ()
    assert tab_after((Report([], published=True, made=made), "")).made == ()


def test_the_browser_is_opened_once_after_the_first_build() -> None:
    screen, opened = web.BrowserState(Path("out")), []
    screen.at_first = lambda: opened.append("a window")
    screen.show(*STILL)
    screen.show(*STILL)
    assert opened == ["a window"]


# --- Serving ---


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A site with files of many types, as it is served. Tests leave it as it is."""
    top = tmp_path_factory.mktemp("serve")
    static = {f"static/files/a.{kind}": "text" for kind in ("ics", "json", "xml", "mjs", "txt", "pdf")}
    site_in(top / "site", **static)
    (top / "secret.txt").write_text("not for you")
    with Serving(top / "site", top / "log") as server:
        yield server


def test_pages_come_with_three_outer_scripts_and_nothing_inline(served: Serving) -> None:
    page = served.get("/")
    assert page.status == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["cache-control"] == "no-store"
    scripts = re.findall(r'<script src="/(?:__|live)([^?"]+)', page.text)
    assert scripts == ["enlsp__/panel.js", "enlsp__/follow.js", "reload.js"]
    assert page.text.count('<script src="/livereload.js?host=127.0.0.1&amp;port=') == 1
    assert "<style" not in page.text
    assert "enlsp-overlay" not in page.text
    assert f'<link rel="canonical" href="{served.address}2031/">' in page.text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("/files/a.ics", "text/calendar; charset=utf-8"),
        ("/files/a.json", "application/json"),
        ("/files/a.xml", "application/xml"),
        ("/files/a.mjs", "text/javascript; charset=utf-8"),
        ("/files/a.txt", "text/plain; charset=utf-8"),
        ("/files/a.pdf", "application/pdf"),
        ("/theme/style.css?v=1", "text/css; charset=utf-8"),
        ("/2031/icon.svg", "image/svg+xml"),
        ("/livereload.js", "application/javascript"),
        ("/__enlsp__/overlay.css", "text/css; charset=utf-8"),
        ("/__enlsp__/follow.js", "text/javascript; charset=utf-8"),
    ],
)
def test_files_have_their_types_and_are_not_kept(served: Serving, name: str, expected: str) -> None:
    answer = served.get(name, If_Modified_Since="Fri, 31 Dec 2100 00:00:00 GMT")
    assert (answer.status, answer.headers["content-type"]) == (200, expected)
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers


def test_a_folder_is_redirected_to_its_slash_and_shows_its_index(served: Serving) -> None:
    answer = served.get("/2031")
    assert (answer.status, answer.headers["location"]) == (301, "/2031/")
    assert answer.headers["cache-control"] == "no-store"
    assert served.get("/2031/").text.count("livereload.js") == 1


def test_videos_can_be_read_in_parts(served: Serving) -> None:
    answer = served.get("/files/a.txt", Range="bytes=1-2")
    assert (answer.status, answer.body) == (206, b"ex")


def test_a_head_request_has_no_body(served: Serving) -> None:
    answer = served.get("/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) == len(served.get("/").body)


def test_what_is_not_there_is_the_sites_own_page(served: Serving) -> None:
    for path in ("/nowhere", "/nowhere/at/all.html", "/files/", "/x%00y", "/" + "x" * 300):
        answer = served.get(path)
        assert answer.status == 404, path
        assert "Page not found" in answer.text
        assert "/livereload.js?" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../../secret.txt",
        "/..%2f..%2f..%2f..%2fsecret.txt",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "/files/../../../../../secret.txt",
        "//../../../../secret.txt",
        "/..%5c..%5c..%5c..%5csecret.txt",
        "/../../../content/site.yaml",
    ],
)
def test_nothing_outside_of_the_site_is_served(served: Serving, path: str) -> None:
    answer = served.get(path)
    assert answer.status in (403, 404)
    assert "not for you" not in answer.text
    assert "edition: 2031" not in answer.text


@pytest.mark.parametrize("path", ["/", "/livereload.js", "/livereload", "/__enlsp__/overlay.css"])
@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example"]
)
def test_a_name_that_is_not_ours_is_refused(served: Serving, path: str, host: str) -> None:
    answer = served.get(path, Host=host)
    assert answer.status == 421
    assert "--host" in answer.text


@pytest.mark.parametrize(
    ("path", "types"),
    [("/", "document"), ("/2031/search.js", "script"), ("/2031/icon.png", "image"), ("/theme/style.css", "style")],
)
def test_a_page_of_another_site_reads_nothing_of_what_is_not_published(
    served: Serving, path: str, types: str
) -> None:
    own = served.get(path, Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="no-cors", Sec_Fetch_Dest=types)
    assert (own.status, served.get(path).status) == (200, 200)
    for name in ("cross-origin-resource-policy", "cross-origin-opener-policy"):
        assert own.headers[name] == "same-origin"
    for site in ("cross-site", "same-site"):  # the second is another port of this machine
        for mode, dest in (("no-cors", types), ("cors", "empty"), ("navigate", "iframe"), ("navigate", "object")):
            answer = served.get(path, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=dest)
            assert (answer.status, len(answer.body)) == (403, 54), (site, mode, dest)
    followed = served.get(path, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="document")
    assert followed.status == 200


def test_a_server_that_others_see_answers_to_addresses_and_its_own_names() -> None:
    names = rebuild._names("0.0.0.0", local=False)
    rule = web.application(web.BrowserState(Path()), names, addresses=True).wildcard_router.rules[0].matcher
    assert isinstance(rule, HostMatches)
    answered = rule.host_pattern.match
    assert all(answered(each) for each in ("192.168.1.7", "localhost", "[fe80::1]", socket.gethostname().lower()))
    assert not any(answered(each) for each in ("evil.example", "1.2.3.4.evil.example", "localhost.evil", "12345"))


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "127.0.0.1:1234", "[::1]:8000", "[::1]"])
def test_the_names_of_this_machine_are_answered(served: Serving, host: str) -> None:
    assert served.get("/", Host=host).status == 200


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("localhost", "host=localhost&amp;port=80&amp;"),
        ("[::1]:8000", "host=[::1]&amp;port=8000&amp;"),
        ("[::1]", "host=[::1]&amp;port=80&amp;"),
    ],
)
def test_the_script_is_told_where_to_call(served: Serving, host: str, expected: str) -> None:
    assert f"/livereload.js?{expected}" in served.get("/", Host=host).text


def heard(server: Serving, *said: str, origin: str) -> list[str]:
    """Call as a browser does and say this; what is heard until we are greeted twice, or hung up on (RFC 6455)."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as line, line.makefile("rb") as ear:
        line.sendall(
            f"GET /livereload HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nOrigin: {origin}\r\n"
            "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
        )
        answers = [ear.readline().decode().rstrip()]
        while ear.readline().strip():
            pass
        for words in said:
            line.sendall(b"\x81\xff" + len(words).to_bytes(8, "big") + b"\0\0\0\0" + words.encode())
        while sum('"hello"' in answer for answer in answers) < 2:
            kind, size = ear.read(2)
            length = int.from_bytes(ear.read(2), "big") if size == 126 else size
            body = ear.read(length)
            if kind == 0x88:
                break
            answers.append(body.decode())
        return answers


def greeted(server: Serving, version: str) -> list[str]:
    """What a page of this version hears: it greets as livereload.js does, and again, to hear all there is."""
    protocols = ["http://livereload.com/protocols/official-7"]
    hello = json.dumps({"command": "hello", "protocols": protocols, "snipver": version})
    info = json.dumps({"command": "info", "url": server.address, "plugins": {}})
    return heard(server, hello, info, hello, origin=server.address.rstrip("/"))


def test_a_page_that_is_up_to_date_is_left_alone(served: Serving) -> None:
    version = served.get("/").text.partition("snipver=")[2].partition("&")[0]
    answers = greeted(served, version)
    assert answers[0] == "HTTP/1.1 101 Switching Protocols"
    assert [json.loads(answer)["command"] for answer in answers[1:]] == ["hello", "hello"]


def test_a_page_that_was_loaded_before_the_last_build_is_reloaded(served: Serving) -> None:
    answers = [json.loads(answer) for answer in greeted(served, "v0.0")[1:]]
    assert [answer["command"] for answer in answers] == ["hello", "reload", "hello"]
    assert answers[1]["path"] == "*"


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:1", "null"])
def test_a_page_of_another_site_may_not_listen(served: Serving, origin: str) -> None:
    answer = served.get("/livereload", Origin=origin, Connection="Upgrade", Upgrade="websocket")
    assert answer.status == 403


@pytest.mark.parametrize("words", ["no JSON", "[]", "{}", '"x"', "[" * 100_000], ids=range(5))
def test_a_call_that_makes_no_sense_is_hung_up(served: Serving, words: str) -> None:
    origin = served.address.rstrip("/")
    assert heard(served, words, origin=origin) == ["HTTP/1.1 101 Switching Protocols"]
    assert "Traceback" not in served.told()


def test_an_error_lies_over_the_last_good_page_until_it_is_mended(tmp_path: Path) -> None:
    file = site_in(tmp_path / "site") / "content/site.yaml"
    with Serving(tmp_path / "site", tmp_path / "log") as server:
        file.write_text(SITE + "naem: x\n")
        server.until_shown("enlsp-overlay")
        for path in ("/", "/2031/", "/nowhere"):
            page = server.get(path).text
            assert "content/site.yaml:4:1" in page
            assert "naem" in page
        assert "Tiny Things" in server.get("/").text
        assert "site.yaml:4:1: error: " in server.told()
        file.write_text(SITE.replace("Tiny Things", "Small Things"))
        server.until_shown("Small Things")
        until(lambda: "enlsp-overlay" not in server.get("/").text, "the overlay is gone")


def test_without_any_good_build_there_is_a_page_of_ours(tmp_path: Path) -> None:
    file = site_in(tmp_path / "site") / "content/site.yaml"
    file.write_text("")
    with Serving(tmp_path / "site", tmp_path / "log") as server:
        server.until_shown("There is nothing to show yet")
        page = server.get("/")
        assert page.status == 503
        assert "content/site.yaml" in page.text
        assert "/livereload.js?" in page.text
        file.write_text(SITE)
        server.until_shown("Tiny Things")


def test_ctrl_c_ends_it_quietly(tmp_path: Path) -> None:
    with Serving(site_in(tmp_path / "site"), tmp_path / "log") as server:
        assert server.stop() == 0
        told = server.told().splitlines()
    assert told[0] == f"serving {server.address} (Ctrl-C ends it)"
    assert told[1].startswith("first build: ")
    assert len(told) == 2


def test_a_port_in_use_is_said_with_the_next_free_one(tmp_path: Path) -> None:
    site_in(tmp_path)
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "enlsp_site.commands.entry",
                "serve",
                "--site",
                str(tmp_path),
                "--port",
                str(port),
            ],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    advised = done.stderr.removeprefix(f"enlsp: port {port} is in use; try --port ").strip()
    assert int(advised) > port
    assert (done.returncode, done.stdout) == (2, "")


def test_a_host_that_is_none_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert rebuild.serve(site_in(tmp_path), "x" * 70, 8000, open_browser=False, drafts=False) == 2
    assert "cannot listen on `xxx" in capsys.readouterr().err


SEEN = (
    "note: others on the network can see it too; with --edit they could change its files; without --host, only this "
    "machine can\n"
)


@pytest.mark.parametrize(
    ("host", "names", "note"),
    [
        ("127.0.0.1", ["localhost", "127.0.0.1", "[::1]"], ""),
        (
            "0.0.0.0",
            ["box.example", "box", "box.local"],
            SEEN,
        ),
    ],
)
def test_only_this_machine_sees_it_unless_asked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    host: str,
    names: list[str],
    note: str,
) -> None:
    given: list[object] = []
    served: list[partial[object]] = []

    async def run(
        options: BuildOptions, sockets: list[socket.socket], made: partial[object], *, open_browser: bool
    ) -> None:
        given.extend([options.out.parent, options.drafts, open_browser])
        served.append(made)
        for each in sockets:
            each.close()

    monkeypatch.setattr(rebuild, "_run", run)
    monkeypatch.setattr(socket, "gethostname", lambda: "box.example")
    # In a thread of its own: in this one the browser of other tests may keep a loop running.
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(rebuild.serve, tmp_path, host, 0, open_browser=True, drafts=True).result() == 0
    assert given == [tmp_path / ".enlsp/serve", True, True]
    own = ["localhost", "127.0.0.1", "[::1]"]
    assert served[0].keywords["names"][:3] == own
    assert set(served[0].keywords["names"]) - {*own, host} == set(names) - {*own, host}
    assert served[0].keywords["addresses"] == bool(note)
    assert capsys.readouterr().err.partition("\n")[2] == note


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://localhost:8000/"),
        ("::", "http://localhost:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("box.example", "http://box.example:8000/"),
    ],
)
def test_the_address_is_one_that_a_browser_can_open(host: str, address: str) -> None:
    assert rebuild._address(host, 8000) == address


# --- Mends ---


def test_a_mend_is_made_for_who_has_the_page(tmp_path: Path) -> None:
    site = site_in(tmp_path / "site", **{"content/site.yaml": SITE + "contact: ada at example.org\n"})
    file = site / "content/site.yaml"
    with Serving(site, tmp_path / "log") as server:
        shown = server.get("/").text
        token, mend = (re.search(rf'name="{name}" value="([^"]+)"', shown) for name in ("token", "mend"))
        assert token
        assert mend
        asked = f"mend={mend[1]}&token="
        assert server.get(overlay.MEND, "POST", body=f"{asked}x").status == 403
        foreign = server.get(overlay.MEND, "POST", body=asked + token[1], Sec_Fetch_Site="cross-site")
        assert foreign.status == 403
        assert server.get(overlay.MEND, "POST", body=f"mend=x&token={token[1]}").status == 303
        assert file.read_text() == SITE + "contact: ada at example.org\n"
        done = server.get(overlay.MEND, "POST", body=asked + token[1], Referer=f"{server.address}2031/overview/")
        assert (done.status, done.headers["location"]) == (303, "/2031/overview/")
        assert file.read_text() == SITE + "contact: ada@example.org\n"
        server.until_shown("ada@example.org")


def test_a_mend_is_not_made_where_the_line_is_another_by_now(tmp_path: Path) -> None:
    site = site_in(tmp_path / "site", **{"content/site.yaml": SITE + "contact: ada at example.org\n"})
    (found,) = (each for each in rebuild.build(BuildOptions(site, tmp_path / "out")).problems if each.fix)
    (site / "content/site.yaml").write_text(SITE + "contact: grace at example.org\n")
    web._mend(site, found)
    assert (site / "content/site.yaml").read_text() == SITE + "contact: grace at example.org\n"


ENDED_IN_A_FINALIZER = """
import asyncio, signal
from enlsp_site.commands.serve.rebuild import _asked_to_end

class Last:
    def __del__(self):
        signal.raise_signal(signal.SIGTERM)

async def served():
    asked = asyncio.create_task(_asked_to_end())
    await asyncio.sleep(0)
    Last()
    await asyncio.wait_for(asked, 30)

asyncio.run(served())
print("ended")
"""
"""Something is thrown away just when the signal comes: out of that no exception gets further."""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals are sent there")
def test_a_signal_ends_it_whatever_it_is_doing() -> None:
    program = [sys.executable, "-c", ENDED_IN_A_FINALIZER]
    assert subprocess.run(program, capture_output=True, text=True, timeout=60, check=False).stdout == "ended\n"
