"""Builds that are stopped at every step on the disk, by signals and by a full disk (docs/reliability.md).

At once: no link of the output is broken, each page has the stylesheets that belong to it, no temporary name is in it,
and nothing of what is under embargo. After the next command, whichever that is: nothing differs from a clean build,
and nothing is left behind.
"""

from __future__ import annotations

import random
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest
from sites import GOOD, Files, picture
from stopped import FULL, Standing, Stopped, Stopper, broken_links, misfits, paths, standing, temporary

pytestmark = [
    pytest.mark.whole,
    pytest.mark.skipif(sys.platform != "linux", reason="processes are forked off one that has imported all"),
]

SECRET = b"Heliotrope"
"""A word of a paper that is never public."""

ONE: Files = {
    **GOOD,
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTiny things. [More](more). [Call](call).\n",
    "content/pages/more.md": "---\ntitle: More\n---\nMore of them. [Back](overview).\n",
    "static/a/b.txt": "below a folder",
    "static/one.txt": "one",
    "static/images/ada.jpg": picture(40, 40),
    "static/papers/7.pdf": "seven",
}
OTHER: Files = {
    **ONE,
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTinier things. [Less](less). [Least](least).\n",
    "content/pages/more.md": None,
    "content/pages/less.md": "---\ntitle: Less\n---\nLess of them. [Least](least).\n",
    "content/pages/least.md": "---\ntitle: Least\n---\nThe least. [Less](less). [Back](overview).\n",
    "content/papers.yaml": str(GOOD["content/papers.yaml"]).replace("Smaller", "The smallest")
    + "- {id: 9, title: New here, authors: A B}\n- {id: 10, title: Newer, authors: A B}\n",
    "static/a/b.txt": None,
    "static/a": "a file where a folder was",
    "static/one.txt": None,
    "static/two.txt": "two",
    "content/site.yaml": f"{GOOD['content/site.yaml']}look: {{accent: '#8a1c4a'}}\n",
}
HELD: Files = {
    **ONE,
    "content/site.yaml": f"{GOOD['content/site.yaml']}papers_public_from: 2099-01-01\n",
    "content/papers.yaml": f"{GOOD['content/papers.yaml']}- {{id: 12, title: {SECRET.decode()}, authors: A B}}\n",
    "static/papers/12.pdf": SECRET,
}
"""Three states of a site. Between two of them pages are new and link one another, are gone, link others; papers come
and go, and so lists, feeds and the search; colours change; a folder becomes a file, and the other way round; papers
that were public are put under an embargo."""


def many(word: str, papers: range, files: range) -> Files:
    """A site of some 600 files: papers, whose pages link those that are like them, and other files."""
    lines = "".join(
        f"- {{id: {number}, title: {word if number % 3 else 'Notes'} {number}, authors: A B; C D}}\n"
        for number in papers
    )
    others = {f"static/files/{number}.txt": f"{word if number % 8 == 0 else 'Notes'} {number}" for number in files}
    return {
        **GOOD,
        "content/papers.yaml": lines,
        "content/schedule.yaml": None,
        "static/images/ada.jpg": None,
        **others,
    }


LARGE = many("Paper", range(1, 21), range(1, 471)), many("Essay", range(4, 24), range(11, 481))
"""Two states of a site of some 600 files, of which some 120 come, go or change."""
ANEW = many("Paper", range(1, 71), range(1, 401)), many("Essay", range(11, 81), range(411, 811))
"""The same, with nearly all of its files other ones."""


class Bench:
    """A site that goes round through some states, with what a clean build makes of each. Its output may be a `mount`,
    a file system of its own, to which files are copied and not renamed."""

    def __init__(self, folder: Path, *states: Files, mount: bool = False) -> None:
        self._states = states
        self._mount = "public" if mount else ""
        self._stopper = Stopper()
        self.site = folder / "site"
        self.wanted = [self._clean(folder / f"clean{number}", files) for number, files in enumerate(states)]
        self._drawn = folder / "clean0/.enlsp"
        self.state = 0
        self._write(self.site, states[0])
        self.forget()
        self.look_after("the first build")

    def _clean(self, site: Path, files: Files) -> Standing:
        self._write(site, files)
        told = self._stopper.run(site)
        assert told.code == 0, told.said
        made = standing(site / "public")
        assert broken_links(made) == []
        return made

    @staticmethod
    def _write(site: Path, files: Files) -> None:
        """Have these files in content/ and static/, and no others; those that are right already are left alone."""
        wanted = {name: text.encode() if isinstance(text, str) else text for name, text in files.items() if text}
        there = standing(site / "content", "content/") | standing(site / "static", "static/")
        for name, data in sorted(there.items(), reverse=True):
            if data is not None and name not in wanted:
                (site / name).unlink()
            elif data is None and not any((site / name).iterdir()):
                (site / name).rmdir()
        for name, data in wanted.items():
            if there.get(name) != data:
                (site / name).parent.mkdir(parents=True, exist_ok=True)
                (site / name).write_bytes(data)

    def turn(self) -> None:
        """Have the content of the next state, beside the output of this one."""
        self.state = (self.state + 1) % len(self._states)
        self._write(self.site, self._states[self.state])

    def forget(self) -> None:
        """Have no output and no cache, but what was drawn."""
        for name in ("public", ".enlsp"):
            shutil.rmtree(self.site / name, ignore_errors=True)
        if self._mount:
            (self.site / "public").mkdir()
        for name in ("drawn", "pictures"):
            if (self._drawn / name).is_dir():
                shutil.copytree(self._drawn / name, self.site / ".enlsp" / name)

    def run(self, *command: str, at: int = 0, how: str = "") -> Stopped:
        told = self._stopper.run(self.site, *command, at=at, how=how, mount=self._mount)
        assert "Traceback" not in told.said, (at, how, told.said)
        return told

    def close(self) -> None:
        self._stopper.close()

    def look_at_once(self, moment: object, how: str) -> None:
        public = standing(self.site / "public")
        if self._mount:  # where files pass through names beside their places, and what is copied back needs space
            public = {path: data for path, data in public.items() if path not in temporary(public)}
            how = "SIGKILL" if how == FULL else how
        assert temporary(public) == [], moment
        assert broken_links(public) == [], moment
        assert misfits(public, self.wanted) == [], moment
        assert hold(public, SECRET) == [], moment
        assert self._mount or temporary(self._others()) == [], moment
        if how != "SIGKILL":  # the old site or the new one stands, and nothing waits
            assert min((difference(public, each) for each in (*self.wanted, {})), key=len) == [], moment
            assert [*(self.site / ".enlsp").glob("staging/*")] == [], moment

    def look_after(self, moment: object, *command: str) -> None:
        """After the next command, and then a build, all is as if nothing had happened."""
        told = self.run(*(command or ("build", "-q")))
        fine = (0, 1) if command[:1] == ("check",) else (0,)  # which finds fault with addresses that are examples
        assert told.code in fine, (moment, told.said)
        now, wanted = standing(self.site / "public"), self.wanted[self.state]
        if command[:1] == ("check",):
            assert min((difference(now, each) for each in (*self.wanted, {})), key=len) == [], moment
            told = self.run()
            assert (told.code, told.said) == (0, ""), moment
            now = standing(self.site / "public")
        assert difference(now, wanted) == [], moment
        assert temporary(self._others()) == [], moment
        assert [path.name for path in self.site.iterdir() if path.name not in NAMES] == [], moment
        assert not (self.site / ".enlsp/staging").exists(), moment

    def _others(self) -> list[str]:
        """The paths of all files but those of the output."""
        return [*(path for top in ("content", "static", ".enlsp") for path in paths(self.site / top))]


def hold(found: Standing, word: bytes) -> list[str]:
    """The files that hold a word in their bytes or names."""
    return [path for path, data in found.items() if word in (data or b"") or word in path.encode()]


def difference(one: Standing, other: Standing) -> list[str]:
    """The paths of what differs."""
    return sorted(path for path in one.keys() | other if one.get(path, 0) != other.get(path, 0))


NAMES = "content", "static", "public", ".enlsp"
"""What stands in the folder of the site."""

NEXT = (), ("check", "-q"), ("build", "-q", "--clean"), ("build", "-q", "--strict"), ("build", "-q")
"""The command after a stop, in turn."""


def stop(bench: Bench, number: int, how: str, first: bool = False) -> bool:
    """Stop a build of changes, or the first one, at a step of that number. Returns whether there was such a step."""
    bench.turn()
    if first:
        bench.forget()
    told = bench.run(at=number, how=how)
    came = told.steps >= number
    if not came:
        assert told.code == 0, (number, told)
    elif how == "SIGKILL":
        assert told.code == -signal.SIGKILL, (number, told)
    elif how == FULL:
        assert told.code in (0, 1), (number, told)  # what is only remembered need not be written
    else:
        assert told.code in (0, *(128 + getattr(signal, each) for each in how.split("+"))), (number, told)
    bench.look_at_once((how, number), how)
    bench.look_after((how, number, bench.state), *NEXT[number % len(NEXT)])
    return came


def stop_at(bench: Bench, numbers: Iterable[int], how: str, first: bool = False) -> int:
    """Stop a build at each of these steps, each into the next state, until no build has that many any more. Returns
    how many builds were stopped."""
    stops, too_many = 0, 0
    for number in numbers:
        came = stop(bench, number, how, first)
        stops, too_many = stops + came, 0 if came else too_many + 1
        if stops % 50 == 0:
            print(f"{how}: {stops} builds stopped, the last at step {number}", flush=True)  # `pytest -s` shows it
        if too_many > len(bench.wanted):
            break
    return stops


def benches(folders: pytest.TempPathFactory, name: str, *states: Files, mount: bool = False) -> Iterator[Bench]:
    bench = Bench(folders.mktemp(name), *states, mount=mount)
    yield bench
    bench.close()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    yield from benches(tmp_path_factory, "small", ONE, OTHER, HELD)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    yield from benches(tmp_path_factory, "large", *LARGE)


@pytest.fixture(scope="module")
def anew(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    yield from benches(tmp_path_factory, "anew", *ANEW)


@pytest.fixture(scope="module")
def mounted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    yield from benches(tmp_path_factory, "mounted", ONE, OTHER, HELD, mount=True)


HOWS = "SIGKILL", "SIGTERM", "SIGHUP", FULL


@pytest.mark.parametrize("how", HOWS)
def test_some_stops(small: Bench, how: str) -> None:
    """A few moments of each kind, in every run of the tests; all of them below, where time does not count."""
    assert stop_at(small, random.Random(how).sample(range(1, 70), 4), how) == 4


def test_some_stops_by_two_signals_at_once(small: Bench) -> None:
    """As a session ends that sends both: the second must not keep the first from being answered."""
    assert stop_at(small, random.Random(4).sample(range(1, 70), 4), "SIGTERM+SIGHUP") == 4


@pytest.mark.parametrize("how", HOWS)
def test_some_stops_of_a_first_build(small: Bench, how: str) -> None:
    assert stop_at(small, random.Random(how).sample(range(1, 70), 3), how, first=True) == 3


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
def test_a_build_of_changes_is_stopped_at_every_step(small: Bench, how: str) -> None:
    stops = stop_at(small, (number for number in count(1) for _ in small.wanted), how)
    print(f"{how}: {stops} builds stopped")
    assert stops > 300


@pytest.mark.parametrize("how", HOWS)
def test_some_stops_of_a_build_into_a_mount(mounted: Bench, how: str) -> None:
    assert stop_at(mounted, random.Random(how).sample(range(1, 100), 3), how) == 3


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
def test_a_build_into_a_mount_is_stopped_at_every_step(mounted: Bench, how: str) -> None:
    stops = stop_at(mounted, (number for number in count(1) for _ in mounted.wanted), how)
    print(f"{how}: {stops} builds stopped")
    assert stops > 400


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
def test_a_first_build_is_stopped_at_every_step(small: Bench, how: str) -> None:
    stops = stop_at(small, count(1), how, first=True)
    print(f"{how}: {stops} builds stopped")
    assert stops > 75


PARTS = 8
"""The steps of a large site are gone through in so many parts, each of them from the first to the last steps: none
takes longer than a few minutes, and several can be run at once."""


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("part", range(PARTS))
@pytest.mark.parametrize("first", range(len(LARGE)))
def test_a_build_of_many_files_is_stopped_at_every_step(large: Bench, how: str, part: int, first: int) -> None:
    """The steps of a part in turn into the one state and the other: those that go into the one at `first`."""
    if large.state == first:
        large.turn()
        large.look_after("a build between")
    stops = stop_at(large, count(1 + part, PARTS), how)
    print(f"{how}, part {part} of {PARTS}, first into state {first}: {stops} builds stopped", flush=True)
    assert stops > 350 // PARTS


@pytest.mark.slow
@pytest.mark.parametrize("how", HOWS)
def test_a_build_of_many_changes_is_stopped_at_moments_of_every_kind(anew: Bench, how: str) -> None:
    stops = stop_at(anew, count(1 + HOWS.index(how), 37), how)
    print(f"{how}: {stops} builds stopped")
    assert stops > 40
