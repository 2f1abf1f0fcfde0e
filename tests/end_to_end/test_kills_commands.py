"""Commands that change content, stopped at every change of the disk: old or new, and nothing of the user's lost.

A signal and a full disk leave all as it was, or as it is to be. After SIGKILL what is one step (`next`, `archive`
and the ways back, `check --fix`) is whole, old or new, after the next command; where files come one by one (`new`,
and what `import` copies), each of them is, or is nobody's yet. In all cases the command can be run again.
"""

from __future__ import annotations

import random
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from sites import Files, drawing, picture
from stopped import FULL, Standing, Stopped, Stopper, standing, temporary

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked off one that has imported all"),
]

SITE: Files = {
    "content/site.yaml": "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2031\ntimezone: Europe/Paris\n"
    "url: https://tiny.example/w/\nhome: [overview]\nlook: {logo: images/logo.svg}\n",
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTiny. [Flyer](flyer.pdf), ![Hall](images/hall.jpg)\n",
    "content/papers.yaml": "- {id: 7, title: Speech &amp; models, authors: Ada Lovelace, pdf: papers/old.pdf}\n",
    "content/news.yaml": "- {date: 2031-06-01, title: R&amp;D, text: R&amp;D of the Navy}   \n",
    "static/images/logo.svg": drawing(9, 9),
    "static/images/hall.jpg": picture(60, 40),
    "static/flyer.pdf": b"%PDF-1.4 of 2031",
    "static/papers/old.pdf": b"%PDF-1.4 the paper of 2031",
}
TABLE = "id,title,authors\n7,Speech models,Ada Lovelace\n8,Smaller models,Grace Hopper; Emmy Noether\n"


class Step(NamedTuple):
    """A command under test, the commands before it, and whether all it changes is one step even when it is killed."""

    before: tuple[tuple[str, ...], ...]
    command: tuple[str, ...]
    is_one: bool = True


OLD: Files = {
    "old/index.html": "<title>TINY 2029</title><p><a href='https://old.example/cfp.html'>Call</a> <a href=x>no</a>",
    "old/cfp.html": "<title>Call</title><p><a href=/>Home</a>",
    "old/img/logo.svg": drawing(9, 9),
}
"""What another generator once made."""

BUILD, NEXT, ARCHIVE = ("build", "-q"), ("next", "2032"), ("archive", "2031")
STEPS = {
    "next": Step((BUILD,), NEXT),
    "next --undo": Step((BUILD, NEXT), ("next", "--undo")),
    "archive": Step((BUILD, NEXT, BUILD), ARCHIVE),
    "archive --thaw": Step((BUILD, NEXT, BUILD, ARCHIVE), ("archive", "2031", "--thaw")),
    "archive --from": Step((BUILD,), ("archive", "2029", "--from", "old", "--was-at", "https://old.example/")),
    "check --fix": Step((BUILD,), ("check", "-q", "--fix", "--only", "html-entity,trailing-space")),
    "import": Step((BUILD,), ("import", "csv", "table.csv", "--into", "papers.yaml"), is_one=False),
}


HOWS = "SIGKILL", "SIGTERM", "SIGHUP", FULL
CODES = 0, 1, 2, -signal.SIGKILL, 128 + signal.SIGTERM, 128 + signal.SIGHUP


class Stopping:
    """A site before a command, of which each stop gets a copy, and what the command makes of it."""

    def __init__(self, folder: Path, step: Step) -> None:
        self._stopper, self._step = Stopper(), step
        self._first, self._site = folder / "first", folder / "site"
        for name, text in {**SITE, **OLD, "table.csv": TABLE}.items():
            path = self._first / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else str(text).encode())
        for command in step.before:
            told = self._stopper.run(self._first, *command)
            assert told.code == 0, told.said
        self.old = self._kept(self._first)
        told = self._again(step.command)
        assert told.code in (0, 1), told.said
        self.steps, self.new = told.steps, self._kept(self._site)
        assert self.new != self.old

    @staticmethod
    def _kept(site: Path) -> Standing:
        """All of a site's folder but what can be made again."""
        return {path: data for path, data in standing(site).items() if path.split("/")[0] not in (".enlsp", "public")}

    def _again(self, command: tuple[str, ...], at: int = 0, how: str = "") -> Stopped:
        shutil.rmtree(self._site, ignore_errors=True)
        shutil.copytree(self._first, self._site, symlinks=True)
        return self._stopper.run(self._site, *command, at=at, how=how, every=True)

    def stop_at(self, at: int, how: str) -> None:
        told = self._again(self._step.command, at, how)
        moment = how, at, told.said
        assert "Traceback" not in told.said, moment
        assert told.code in CODES, moment
        now = self._kept(self._site)
        assert temporary(now) == [], moment
        is_told = "half of the step is taken" in told.said
        if how != "SIGKILL" and not is_told:
            assert now in (self.old, self.new), moment
            assert "nothing was changed" not in told.said or now == self.old, moment
            assert not (self._site / ".enlsp/next/preparing").exists() or now == self.new, moment
        assert how == FULL or not is_told, moment
        told = self._stopper.run(self._site, "check", "-q")
        assert told.code in (0, 1), (*moment, told.said)
        now, left = self._kept(self._site), standing(self._site / ".enlsp")
        assert [path for path in left if path.startswith(("staging", "next.gone"))] == [], moment
        assert "next" not in left or self._step.command[0] == "next", moment
        if self._step.is_one:
            assert now in (self.old, self.new), moment
        else:
            assert now.keys() <= self.old.keys() | self.new.keys(), moment
            assert [path for path in now if now[path] not in (self.old.get(path), self.new.get(path))] == [], moment
        if now != self.new:
            told = self._stopper.run(self._site, *self._step.command)
            assert told.code in (0, 1), (*moment, told.said)
            assert self._kept(self._site) == self.new, (*moment, told.said)

    def close(self) -> None:
        self._stopper.close()


@pytest.fixture
def stopping(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stopping]:
    made = Stopping(tmp_path, STEPS[request.param])
    yield made
    made.close()


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", FULL])
@pytest.mark.parametrize("stopping", STEPS, indirect=True)
def test_content_is_old_or_new_whenever_a_command_is_stopped(stopping: Stopping, how: str) -> None:
    """At some of the last steps, at which content changes, and at one before."""
    last = range(max(stopping.steps - 30, 1), stopping.steps + 1)
    for at in [*random.Random(how).sample(last, 2), random.Random(how).randint(1, last[0])]:
        stopping.stop_at(at, how)


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("stopping", STEPS, indirect=True)
def test_content_is_old_or_new_at_every_step(stopping: Stopping, how: str) -> None:
    for at in range(1, stopping.steps + 1):
        stopping.stop_at(at, how)
    print(f"{how}: {stopping.steps} steps")
    assert stopping.steps > 5


class Making:
    """A folder in which a new site is made, over and over, and what is made there when nothing stops it."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._stopper = folder, Stopper()
        told = self._make()
        assert told.code == 0, told.said
        self.steps, self.whole = told.steps, standing(folder)

    def _make(self, at: int = 0, how: str = "") -> Stopped:
        return self._stopper.run(self._folder, "new", "made", "--year", "2031", at=at, how=how, every=True)

    def stop_at(self, at: int, how: str) -> None:
        shutil.rmtree(self._folder / "made", ignore_errors=True)
        told, moment = self._make(at, how), (how, at)
        assert told.code == (-signal.SIGKILL if how == "SIGKILL" else 128 + signal.SIGTERM), (*moment, told.said)
        left = standing(self._folder)
        assert how == "SIGKILL" or left == {}, moment
        assert left.keys() <= self.whole.keys(), moment
        if left != self.whole:
            told = self._make()
            assert told.code == 0, (*moment, told.said)
        assert standing(self._folder) == self.whole, moment

    def close(self) -> None:
        self._stopper.close()


@pytest.fixture
def making(tmp_path: Path) -> Iterator[Making]:
    made = Making(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_a_new_site_that_was_stopped_can_be_made_again(making: Making, how: str) -> None:
    for at in [1, making.steps, *random.Random(how).sample(range(2, making.steps), 4)]:
        making.stop_at(at, how)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM"])
def test_a_new_site_is_stopped_at_every_step(making: Making, how: str) -> None:
    for at in range(1, making.steps + 1):
        making.stop_at(at, how)
    print(f"{how}: {making.steps} steps")
    assert making.steps > 30
