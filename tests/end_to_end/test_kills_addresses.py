"""What a site remembers of its addresses, while builds that write it are stopped.

`content/addresses.yaml` is content and is committed: it is never half there, never lost, never ahead of what is
published; and after the next command, whichever that is, it is not behind that either.
"""

from __future__ import annotations

import random
import signal
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sites import GOOD, Files
from stopped import FULL, Standing, Stopper, standing, temporary

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked off one that has imported all"),
]

FILE = "content/addresses.yaml"


def state(number: int) -> Files:
    """With a title that has changed, and a new paper in the place of the last state's: both are remembered."""
    papers = str(GOOD["content/papers.yaml"]).replace("Smaller", f"Smaller by {number}")
    return {**GOOD, "content/papers.yaml": f"{papers}- {{id: 9{number}, title: Number {number}, authors: A B}}\n"}


class Remembering:
    """A site that remembers more with every build, and a twin of it that is never stopped."""

    def __init__(self, folder: Path) -> None:
        self._stopper = Stopper()
        self.site, self._twin = folder / "site", folder / "twin"
        self.number = 0
        self.moments = count(1)
        self._write()
        self._run(self.site)
        self._run(self._twin)
        assert b"papers/90," in self.memory

    def _write(self) -> None:
        for name, text in state(self.number).items():
            for site in (self.site, self._twin):
                path = site / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text if isinstance(text, bytes) else str(text).encode())

    def _run(self, site: Path, *command: str, at: int = 0, how: str = "") -> int:
        """Returns how many steps there were."""
        told = self._stopper.run(site, *command, at=at, how=how)
        assert "Traceback" not in told.said
        assert how or told.code == 0 or command, told.said
        assert told.code in (0, 1, -signal.SIGKILL, 128 + signal.SIGTERM), told
        return told.steps

    @property
    def memory(self) -> bytes:
        return (self.site / FILE).read_bytes()

    def stop_at(self, at: int, how: str) -> bool:
        """Stop the build of the next state at a step. Returns whether it has so many."""
        before, published, moment = self.memory, self.published, (how, at)
        self.number += 1
        self._write()
        self._run(self._twin)
        wanted = (self._twin / FILE).read_bytes()
        assert wanted != before
        came = self._run(self.site, at=at, how=how) >= at
        assert self.memory in (before, wanted), moment
        if self.memory == wanted:  # what is remembered is published
            assert self.published == standing(self._twin / "public"), moment
        self._run(self.site, "check", "-q")
        new = wanted, standing(self._twin / "public")
        assert (self.memory, self.published) in ((before, published), new), moment
        self._run(self.site)
        assert self.memory == wanted, moment
        assert self.published == standing(self._twin / "public"), moment
        assert temporary(standing(self.site / "content")) == [], moment
        return came

    @property
    def published(self) -> Standing:
        return standing(self.site / "public")

    def steps(self) -> int:
        """How many steps a build of the next states has: the first change brings the page of changes besides."""
        for _ in range(2):
            self.number += 1
            self._write()
            self._run(self._twin)
            steps = self._run(self.site)
        return steps

    def close(self) -> None:
        self._stopper.close()


@pytest.fixture
def remembering(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remembering]:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "2000000000")  # the moment of a change is part of what is remembered
    site = Remembering(tmp_path)
    yield site
    site.close()


@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", FULL])
def test_what_is_remembered_is_whole_and_published_whenever_a_build_is_stopped(
    remembering: Remembering, how: str
) -> None:
    """The last steps of a build, among which the memory is written, and some before them."""
    steps = remembering.steps()
    moments = [*random.Random(how).sample(range(1, steps - 6), 1), *range(steps - 6, steps + 1, 2)]
    stops = [remembering.stop_at(at, how) for at in moments]
    assert all(stops)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", FULL])
def test_what_is_remembered_is_whole_at_every_step(remembering: Remembering, how: str) -> None:
    stops = sum(iter(lambda: remembering.stop_at(next(remembering.moments), how), False))
    print(f"{how}: {stops} builds stopped")
    assert stops > 40
