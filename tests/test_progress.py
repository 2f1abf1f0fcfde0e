"""The line that says how far the work is: on long work only, and gone when it is done."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest

from enlsp_site.progress import Bar


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the time that the bar goes by."""
    now = [100.0]
    monkeypatch.setattr("enlsp_site.progress.time.monotonic", lambda: now[0])

    def to(seconds: float) -> None:
        now[0] = 100 + seconds

    return to


def test_short_work_says_nothing(clock: Callable[[float], None]) -> None:
    stream = StringIO()
    bar = Bar(stream, "pictures")
    for done in range(5):
        clock(done * 0.2)
        bar(done, 4)
    assert stream.getvalue() == ""


def test_long_work_is_shown_as_soon_as_it_is_expected_to_be_long(clock: Callable[[float], None]) -> None:
    stream = StringIO()
    bar = Bar(stream, "pictures")
    bar(0, 12)
    clock(0.2)
    bar(2, 12)
    clock(0.9)
    bar(9, 12)
    lines = stream.getvalue().split("\r")
    assert lines == ["", "pictures [####....................] 2 of 12", "pictures [##################......] 9 of 12"]
    bar(12, 12)
    assert stream.getvalue().split("\r")[3:] == [" " * len(lines[-1]), ""]


def test_a_second_piece_of_work_is_timed_by_itself(clock: Callable[[float], None]) -> None:
    stream = StringIO()
    bar = Bar(stream, "pictures")
    for start in (0.0, 60.0):
        clock(start)
        bar(0, 2)
        clock(start + 0.1)
        bar(1, 2)
        bar(2, 2)
    bar(0, 0)
    assert stream.getvalue() == ""
