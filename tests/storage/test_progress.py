"""The line that says how far the work is: on long work only, before people only, and gone when it is done."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from io import StringIO

import pytest
from sites import Site, picture

from enlsp_site.pages import search
from enlsp_site.storage import progress
from enlsp_site.storage.progress import ProgressBar, alone, one_by_one

Clock = Callable[[float], None]
MakeSite = Callable[..., Site]


class Terminal(StringIO):
    """A stream that says of itself that it is a terminal."""

    def isatty(self) -> bool:
        return True


def screen(stream: StringIO) -> str:
    """What stands in the last line of a terminal in the end."""
    line: list[str] = []
    for part in stream.getvalue().rpartition("\n")[2].split("\r"):
        line[: len(part)] = part
    return "".join(line).rstrip()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the time that the bar goes by."""
    now = [100.0]
    monkeypatch.setattr("enlsp_site.storage.progress.time.monotonic", lambda: now[0])

    def to(seconds: float) -> None:
        now[0] = 100 + seconds

    return to


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A terminal with somebody before it, for whom every step is long."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "WAIT", 0)
    monkeypatch.setattr(progress, "AGAIN", 0)
    return Terminal()


# The line


def test_short_work_says_nothing(clock: Clock) -> None:
    stream = StringIO()
    bar = ProgressBar(stream)
    for done in range(5):
        clock(done * 0.12)
        bar("pictures", done, 4)
    assert stream.getvalue() == ""


def test_long_work_is_shown_as_soon_as_it_is_expected_to_be_long(clock: Clock) -> None:
    stream = StringIO()
    bar = ProgressBar(stream)
    bar("pictures", 0, 12)
    clock(0.09)
    bar("pictures", 1, 12)
    clock(0.2)
    bar("pictures", 2, 12)
    clock(0.24)
    bar("pictures", 8, 12)
    clock(0.9)
    bar("pictures", 9, 12)
    lines = stream.getvalue().split("\r")
    assert lines == ["", "pictures [####....................] 2 of 12", "pictures [##################......] 9 of 12"]
    bar("pictures", 12, 12)
    assert stream.getvalue().split("\r")[3:] == [" " * len(lines[-1] + "^C"), ""]


def test_a_second_step_is_timed_by_itself(clock: Clock) -> None:
    stream = StringIO()
    bar = ProgressBar(stream)
    for start in (0.0, 60.0):
        clock(start)
        bar("pictures", 0, 2)
        clock(start + 0.1)
        bar("pictures", 1, 2)
        bar("pictures", 2, 2)
    bar("pictures", 0, 0)
    assert stream.getvalue() == ""


def test_a_new_step_ends_the_one_before_and_the_empty_name_all(clock: Clock) -> None:
    stream = StringIO()
    bar = ProgressBar(stream)
    for at, what in ((0.0, "papers"), (5.0, "search")):
        clock(at)
        bar(what, 0, 4)
        clock(at + 1)
        bar(what, 1, 4)
        assert screen(stream) == f"{what} [######..................] 1 of 4"
    bar("", 0, 0)
    assert screen(stream) == ""


def test_a_step_is_shown_while_its_first_item_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "WAIT", 0.01)
    stream = StringIO()
    bar = ProgressBar(stream)
    for start, shown in (
        (lambda: alone("reading", bar), "reading ..."),
        (lambda: bar("pictures", 0, 3), "pictures [........................] 0 of 3"),
    ):
        start()
        assert bar._timer is not None
        bar._timer.join(timeout=10)
        assert screen(stream) == shown
    bar("", 0, 0)
    assert (screen(stream), bar._timer) == ("", None)


def test_a_timer_that_comes_too_late_shows_nothing(clock: Clock) -> None:
    stream = StringIO()
    bar = ProgressBar(stream)
    bar("papers", 0, 2)
    bar("papers", 2, 2)
    bar._late("papers", 2, 100.0)
    clock(1)
    bar("search", 0, 2)
    bar._late("papers", 2, 100.0)
    bar("", 0, 0)
    assert stream.getvalue() == ""


def test_a_line_is_no_wider_than_the_terminal(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((20, 5)))
    stream = StringIO()
    monkeypatch.setattr(stream, "fileno", lambda: 2)
    bar = ProgressBar(stream)
    bar("pictures", 0, 12)
    clock(1)
    bar("pictures", 2, 12)
    assert stream.getvalue() == "\rpictures [####....."


def test_a_terminal_that_is_gone_stops_nothing(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(text: str) -> int:
        raise OSError(5, "Input/output error")

    stream = StringIO()
    monkeypatch.setattr(stream, "write", gone)
    bar = ProgressBar(stream)
    bar("pictures", 0, 12)
    clock(1)
    bar("pictures", 2, 12)
    bar("pictures", 12, 12)


@pytest.mark.parametrize(
    ("stream", "environment", "shown"),
    [
        (Terminal(), {"TERM": "xterm"}, True),
        (Terminal(), {}, True),
        (StringIO(), {"TERM": "xterm"}, False),
        (Terminal(), {"TERM": "dumb"}, False),
        (Terminal(), {"TERM": "xterm", "CI": "true"}, False),
    ],
)
def test_it_is_drawn_before_people_only(
    monkeypatch: pytest.MonkeyPatch, stream: StringIO, environment: dict[str, str], shown: bool
) -> None:
    for name in ("CI", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (ProgressBar.on(stream) is not None) == shown


def test_items_are_told_one_by_one() -> None:
    told: list[tuple[str, int, int]] = []
    assert list(one_by_one("ab", "letters", lambda *each: told.append(each))) == ["a", "b"]
    assert told == [("letters", 0, 2), ("letters", 1, 2), ("letters", 2, 2)]
    assert list(one_by_one("ab", "letters", None)) == ["a", "b"]


# The steps


def steps(stream: StringIO) -> list[str]:
    """The names of the steps that were shown, in their order."""
    names = [part.partition(" [")[0].removesuffix(" ...") for part in stream.getvalue().split("\r") if " [" in part]
    return list(dict.fromkeys(names))


@pytest.mark.draws
def test_a_build_shows_its_steps_by_name_and_leaves_the_line_clean(
    make_site: MakeSite, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo = {"static/ada.jpg": picture(40, 40), "static/alan.jpg": picture(40, 40, quality=70)}
    people = "- {name: Ada Lovelace, photo: ada.jpg}\n- {name: Alan Turing, photo: alan.jpg}\n"
    monkeypatch.setattr(search, "WHOLE", 0)  # so the index is in parts
    site = make_site({"content/people/speakers.yaml": people, **photo})
    monkeypatch.setattr(sys, "stderr", terminal)
    assert site.build().code == 0
    assert steps(terminal) == [
        *("reading papers", "files", "search", "pages", "papers", "pictures", "cards", "writing")
    ], "a folder that was not there is published in one step"
    assert "papers [############............] 1 of 2" in terminal.getvalue()  # and not of their files
    assert "pictures [############............] 3 of 6" in terminal.getvalue()
    *_, line = terminal.getvalue().splitlines()
    assert line.rpartition("\r")[2].partition(" made, ")[0].isdigit(), "the summary stands in a line of its own"
    site.write({"content/site.yaml": "name: OTHER\ntitle: Another Workshop\nedition: 2031\n"})
    assert site.build().code == 0
    assert steps(terminal)[-1] == "publishing"


@pytest.mark.parametrize("quiet", [True, False])
def test_a_quiet_build_and_a_pipe_show_none(
    make_site: MakeSite, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, quiet: bool
) -> None:
    stream = terminal if quiet else StringIO()
    site = make_site()
    monkeypatch.setattr(sys, "stderr", stream)
    assert site.build(*["--quiet"] * quiet).code == 0
    assert "\r" not in stream.getvalue()


def test_a_build_that_fails_leaves_the_line_clean(
    make_site: MakeSite, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    site = make_site()
    monkeypatch.setattr("enlsp_site.build.pipeline._linked", stopped)
    monkeypatch.setattr(sys, "stderr", terminal)
    assert site.build().code == 130
    line, _, last = terminal.getvalue().partition("\n")
    assert steps(terminal)[-1] == "papers"
    assert (screen(StringIO(line)), last) == ("", "stopped\n")


def test_a_check_shows_its_steps_too(
    make_site: MakeSite, terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert site.run("check").code in (0, 1)
    assert {"pages", "looking at pages", "rules"} <= set(steps(terminal))
    quiet = Terminal()
    monkeypatch.setattr(sys, "stderr", quiet)
    site.write({"content/people/speakers.yaml": "- Grace Hopper\n"})
    site.run("check", "--quiet")
    assert "\r" not in quiet.getvalue()


def test_watching_costs_little() -> None:
    """A hundred thousand items are told in less than half a second: of a page that takes a millisecond that is less
    than 1 %."""
    began = time.process_time()
    for _ in one_by_one(range(100_000), "pages", ProgressBar(Terminal())):
        pass
    assert time.process_time() - began < 0.5
