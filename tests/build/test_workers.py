"""Parts of a build done by several processes: all of them done, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sites import Site

from enlsp_site.build import workers
from enlsp_site.build.workers import beside, how_many, spread
from enlsp_site.storage.spool import SpooledBytes, SpoolFile

forking = pytest.mark.skipif(not hasattr(os, "fork") or sys.platform == "darwin", reason="no process is forked here")


def rows(done: list[Any], file: SpoolFile | None) -> list[Any]:
    """The results of a process, with what it left in its file."""
    return [(number, process, file and SpooledBytes(file, at, size).read()) for number, process, at, size in done]


def work(group: int, file: SpoolFile | None) -> list[Any]:
    """A part of which the number, the process and some bytes are told."""
    at = file.append(f"part {group}".encode()) if file else 0
    return [(group, os.getpid(), at, len(f"part {group}"))]


def until(happened: Callable[[], object]) -> None:
    """Wait until something has happened; not for ever."""
    for _ in range(20_000):
        if happened():
            return
        time.sleep(0.005)
    raise TimeoutError


@forking
def test_every_part_is_done_once() -> None:
    found = [row for done, file in spread(500, work, 3) for row in rows(done, file)]
    assert sorted(number for number, _, _ in found) == list(range(500))
    assert all(left == f"part {number}".encode() for number, process, left in found if process != os.getpid())


@forking
def test_every_process_takes_parts(tmp_path: Path) -> None:
    def met(group: int, file: SpoolFile | None) -> list[Any]:
        (tmp_path / str(os.getpid())).touch()
        until(lambda: len(os.listdir(tmp_path)) == 3)  # nobody goes on before all have come
        return work(group, file)

    processes = {process for done, _ in spread(200, met, 3) for _, process, _, _ in done}
    assert len(processes) == 3
    assert os.getpid() in processes


def test_one_process_forks_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.fork", raising=False)
    ((done, file),) = spread(5, work, 1)
    assert [number for number, *_ in done] == [0, 1, 2, 3, 4]
    assert file is None


@forking
def test_what_a_killed_process_took_is_not_among_the_results(tmp_path: Path) -> None:
    parent = os.getpid()

    def deadly(group: int, file: SpoolFile | None) -> list[Any]:
        if os.getpid() != parent:
            (tmp_path / "came").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        until((tmp_path / "came").exists)
        return work(group, file)

    parts = list(spread(50, deadly, 2))
    assert len(parts) == 1
    assert {process for _, process, _, _ in parts[0][0]} == {parent}


@forking
def test_what_is_raised_here_ends_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    born: list[int] = []
    fork = os.fork

    def told() -> int:
        born.append(fork())
        return born[-1]

    monkeypatch.setattr(os, "fork", told)
    parent = os.getpid()

    def stopped(group: int, file: SpoolFile | None) -> list[Any]:
        if os.getpid() == parent:
            raise KeyboardInterrupt
        time.sleep(60)
        return []

    with pytest.raises(KeyboardInterrupt):
        list(spread(50, stopped, 2))
    assert len(born) == 1
    with pytest.raises(ProcessLookupError):
        os.kill(born[0], 0)


@forking
def test_a_process_that_finds_its_parent_gone_stops(tmp_path: Path) -> None:
    # The parent is killed while the other waits in its first part; the parts after that are not begun.
    told = tmp_path / "told"
    parent = os.fork()
    if not parent:
        middle = os.getpid()

        def until_alone(group: int, file: SpoolFile | None) -> list[Any]:
            if os.getpid() == middle:
                os.kill(middle, signal.SIGKILL)
            until(lambda: os.getppid() != middle)
            with told.open("a") as notes:
                notes.write(f"{group}\n")
            return []

        list(spread(50, until_alone, 2))
    os.waitpid(parent, 0)
    until(told.exists)
    time.sleep(0.1)  # in which it would do many more
    assert len(told.read_text().split()) <= 1


@forking
def test_something_is_done_beside_a_block_and_waited_for(tmp_path: Path) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"

    def do() -> None:
        until(mine.exists)
        other.write_text(str(os.getpid()))

    with beside(do, 2) as done:
        assert not other.exists()
        mine.touch()
        assert done()
        assert other.read_text() != str(os.getpid())
        assert not done(), "there is nothing more to wait for"


@forking
def test_what_is_done_beside_a_block_is_waited_for_when_that_is_stopped(tmp_path: Path) -> None:
    other = tmp_path / "other"
    with pytest.raises(KeyboardInterrupt), beside(lambda: (time.sleep(0.05), other.touch()), 2):
        raise KeyboardInterrupt
    assert other.exists()


def test_nothing_is_done_beside_a_block_where_one_process_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("os.fork", raising=False)
    with beside(lambda: pytest.fail("was called"), 1) as done:
        assert not done()


@forking
def test_what_fails_beside_a_block_is_not_told() -> None:
    with beside(lambda: 1 / 0, 2) as done:
        assert not done()


@forking
def test_no_process_is_forked_beside_threads_or_for_little() -> None:
    assert how_many(workers.WORTH) == 1
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        assert how_many(100_000) == 1
    finally:
        stop.set()
        thread.join()


PAPERS = "".join(f"- {{id: {number}, title: Paper {number}, authors: Ada Lovelace}}\n" for number in range(40))


@pytest.mark.whole
@forking
def test_several_processes_make_the_same_site(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make_site({"content/papers.yaml": PAPERS})
    alone = one.build("-v")
    monkeypatch.setattr(workers, "how_many", lambda _: 3)
    other = make_site({"content/papers.yaml": PAPERS}, "other")
    together = other.build("-v")
    assert together.problems == alone.problems, "the same files, in the same order, for the same reasons"
    assert other.published() == one.published()
    assert other.build().summary.startswith("0 made")
    other.write({"content/papers.yaml": PAPERS.replace("Paper 7,", "Paper seven,")})
    one.write({"content/papers.yaml": PAPERS.replace("Paper 7,", "Paper seven,")})
    assert other.build("-v").problems == one.build("-v").problems
    assert other.published() == one.published()


@forking
def test_a_mistake_in_a_template_is_told_the_same_by_several(
    make_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"content/papers.yaml": PAPERS, "templates/paper.html": "{{ paper.tilte }}\n"}
    alone = make_site(files).problems()
    monkeypatch.setattr(workers, "how_many", lambda _: 3)
    assert make_site(files, "other").problems() == alone
    assert "and 39 more" in alone


def test_beside_an_error_one_page_of_each_template_is_tried(make_site: Callable[..., Site]) -> None:
    # Nothing is published then, and a server waits to tell what is wrong: not for all pages.
    files = {"content/papers.yaml": PAPERS, "templates/paper.html": "{{ paper.tilte }}\n"}
    told = make_site({**files, "content/sponsors.yaml": "- {teir: Gold}\n"}).problems()
    assert "teir" in told
    assert "tilte" in told
    assert "more" not in told
