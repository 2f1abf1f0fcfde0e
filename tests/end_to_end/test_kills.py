"""Builds that are stopped at every step on the disk, by signals and by a full disk (docs/reliability.md).

At once: no link of the output is broken, and no temporary name is in it. After the next command, whichever that is:
nothing differs from a clean build, and nothing is left behind.
"""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sites import GOOD, picture
from stopped import COUNTED, FULL, broken_links, digests, temporary

pytestmark = pytest.mark.whole

HELPER = Path(__file__).parents[1] / "stopped.py"
PYTHON = (sys.executable, "-B") if sys.dont_write_bytecode else (sys.executable,)

SMALL = {
    **GOOD,
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTiny things. [More](more). [Call](call).\n",
    "content/pages/more.md": "---\ntitle: More\n---\nMore of them. [Back](overview).\n",
    "static/a/b.txt": "below a folder",
    "static/one.txt": "one",
    "static/images/ada.jpg": picture(40, 40),
}
OTHER = {
    **SMALL,
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTinier things. [Less](less). [Least](least).\n",
    "content/pages/more.md": None,
    "content/pages/less.md": "---\ntitle: Less\n---\nLess of them. [Least](least).\n",
    "content/pages/least.md": "---\ntitle: Least\n---\nThe least. [Less](less). [Back](overview).\n",
    "content/papers.yaml": GOOD["content/papers.yaml"].replace("Smaller", "The smallest")
    + "- {id: 9, title: New here, authors: A B}\n- {id: 10, title: Newer, authors: A B}\n",
    "static/a/b.txt": None,
    "static/one.txt": None,
    "static/two.txt": "two",
    "content/site.yaml": GOOD["content/site.yaml"] + "look: {accent: '#8a1c4a'}\n",
}
"""What is changed between two builds: pages that are new and link one another, that are gone, that link others now;
papers, and so lists, feeds and the search; other colours; files that come and go."""


def many(count: int, word: str) -> dict[str, str | bytes | None]:
    """A site of about twice so many files: papers that link those before and after them."""
    papers = "".join(
        f"- {{id: {number}, title: {word} {number}, authors: A B; C D}}\n" for number in range(1, count + 1)
    )
    return {**GOOD, "content/papers.yaml": papers, "content/schedule.yaml": None, "static/images/ada.jpg": None}


LARGE = many(260, "Paper"), {**many(280, "Essay"), "content/pages/call.md": None}


def write(site: Path, files: dict[str, str | bytes | None]) -> None:
    for top in ("content", "static"):
        shutil.rmtree(site / top, ignore_errors=True)
    for name, text in files.items():
        if text is not None:
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())


def run(site: Path, number: int, how: str, *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PYTHON, str(HELPER), str(number), how, *(command or ("build", "-q"))],
        cwd=site, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def enlsp(site: Path, *command: str) -> subprocess.CompletedProcess[str]:
    words = [*PYTHON, "-m", "enlsp_site", *command]
    return subprocess.run(words, cwd=site, capture_output=True, text=True, timeout=120, check=False)


class Bench:
    """A site in two states, with what a clean build makes of each, and the cache that a build of the first leaves."""

    def __init__(
        self, folder: Path, one: dict[str, str | bytes | None], other: dict[str, str | bytes | None]
    ) -> None:
        self.folder = folder
        self.states = one, other
        self.wanted: list[dict[str, str]] = []
        for number, files in enumerate(self.states):
            site = folder / f"clean{number}"
            write(site, files)
            told = enlsp(site, "build", "-q")
            assert told.returncode == 0, told.stderr
            self.wanted.append(digests(site / "public"))
            assert broken_links(site / "public") == []
        self.site = folder / "site"

    def fresh(self) -> None:
        """The first state, built; the content is the second."""
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.copytree(self.folder / "clean0", self.site, symlinks=True)
        write(self.site, self.states[1])

    def nothing(self) -> None:
        """The second state, never built; but what was drawn for it is in the cache."""
        shutil.rmtree(self.site, ignore_errors=True)
        write(self.site, self.states[1])
        for name in ("drawn", "pictures"):
            if (self.folder / "clean1/.enlsp" / name).is_dir():
                shutil.copytree(self.folder / "clean1/.enlsp" / name, self.site / ".enlsp" / name)

    def steps(self, *command: str) -> int:
        told = run(self.site, 0, COUNTED, *command)
        assert told.returncode == 0, told.stderr
        return int(told.stdout)

    def look_at_once(self, moment: object) -> None:
        public = self.site / "public"
        assert temporary(public) == [], moment
        assert broken_links(public) == [], moment
        assert [name for top in ("content", "static") for name in temporary(self.site / top)] == [], moment

    def look_after(self, moment: object, *command: str) -> None:
        """After the next command, and then a build, all is as if nothing had happened."""
        told = enlsp(self.site, *(command or ("build", "-q")))
        fine = (0, 1) if command[:1] == ("check",) else (0,)  # which finds fault with addresses that are examples
        assert told.returncode in fine, (moment, told.stderr)
        assert "Traceback" not in told.stderr, (moment, told.stderr)
        now = digests(self.site / "public")
        if command:
            assert now in (*self.wanted, {}), (moment, difference(now, self.wanted[1]))
            told = enlsp(self.site, "build", "-q")
            assert (told.returncode, told.stderr) == (0, ""), moment
            now = digests(self.site / "public")
        assert now == self.wanted[1], (moment, difference(now, self.wanted[1]))
        left = [*temporary(self.site), *(self.site / ".enlsp").glob("staging/*")]
        assert left == [], moment


def difference(one: dict[str, str], other: dict[str, str]) -> dict[str, tuple[str | None, str | None]]:
    return {path: (one.get(path), other.get(path)) for path in one.keys() | other if one.get(path) != other.get(path)}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("small"), SMALL, OTHER)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("large"), *LARGE)


def test_some_kills(small: Bench) -> None:
    """A few moments of each kind, in every run of the tests; all of them below, where time does not count."""
    small.fresh()
    steps = small.steps()
    assert steps > 60
    for number in random.Random(steps).sample(range(1, steps + 1), 4):
        small.fresh()
        told = run(small.site, number, "SIGKILL")
        assert told.returncode == -signal.SIGKILL, (number, told.stderr)
        small.look_at_once(number)
        small.look_after(number)


@pytest.mark.slow
@pytest.mark.parametrize("first", [False, True], ids=["changes", "first build"])
@pytest.mark.parametrize("how", ["SIGKILL", "SIGTERM", "SIGHUP", FULL])
def test_a_build_is_stopped_at_every_step(small: Bench, how: str, first: bool) -> None:
    begin = small.nothing if first else small.fresh
    begin()
    next_commands = (), ("check", "-q"), ("build", "-q", "--clean"), ("build", "-q", "--strict")
    for number in range(1, small.steps() + 1):
        begin()
        told = run(small.site, number, how)
        assert "Traceback" not in told.stderr, (number, told.stderr)
        if how == "SIGKILL":
            assert told.returncode == -signal.SIGKILL, number
        elif how == FULL:
            assert told.returncode in (0, 1), number  # what is only remembered need not be written
        else:
            assert told.returncode in (0, 128 + getattr(signal, how)), number
            assert [*(small.site / ".enlsp").glob("staging/*")] == [], number
        small.look_at_once((how, number))
        small.look_after((how, number), *next_commands[number % 4])


@pytest.mark.slow
def test_a_build_of_many_files_is_killed_at_moments_of_every_kind(large: Bench) -> None:
    large.fresh()
    steps = large.steps()
    assert steps > 2000
    for number in sorted({*range(1, steps, steps // 60), *range(steps - 20, steps + 1)}):
        large.fresh()
        run(large.site, number, "SIGKILL")
        large.look_at_once(number)
        large.look_after(number)
