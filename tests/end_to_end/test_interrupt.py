"""Ctrl-C at any moment of a build: the last good site stays, or the new one stands whole; and the cache works."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from sites import GOOD, Files, Site, picture

import enlsp_site
from enlsp_site.storage.cache_folder import prepare
from enlsp_site.storage.output import OutputFolder
from enlsp_site.storage.output_writing import OutputFile

pytestmark = [pytest.mark.whole, pytest.mark.draws]

MakeSite = Callable[..., Site]

PACKAGE = str(Path(enlsp_site.__file__).parent)
MODULES = (
    *(
        "pipeline",
        "build_memory",
        "memory",
        "picture_copies",
        "card_images",
        "disk",
        "files",
        "journal",
        "output",
        "spool",
    ),
    *("staging", "blob_store", "output_writing"),
)
"""Where the disk is written, or what comes next is decided."""

ONE: Files = {
    "content/site.yaml": "name: TINY\ntitle: Tiny Things\nedition: 2031\n",
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTiny things. [More](more).\n",
    "content/pages/more.md": "---\ntitle: More\n---\nMore of them.\n",
    "content/pages/less.md": None,
    "content/people/speakers.yaml": "- Ada Lovelace\n",
    "static/a": None,
    "static/a/b.txt": "below a folder",
    "static/one.txt": "one",
    "templates/404.html": "{{ frame.name }} lost\n",
}
OTHER: Files = {
    **ONE,
    "content/pages/overview.md": "---\ntitle: Overview\n---\nTinier things. [Less](less).\n",
    "content/pages/more.md": None,
    "content/pages/less.md": "---\ntitle: Less\n---\nLess of them.\n",
    "static/a/b.txt": None,
    "static/a": "a file where a folder was",
    "static/one.txt": None,
    "templates/404.html": "{{ frame.name }} is lost\n",
}
"""What is another page, another file, and a file where a folder was. Ada's card stays."""

PHOTO: Files = {
    **ONE,
    "content/people/speakers.yaml": "- {name: Ada Lovelace, photo: ada.jpg}\n",
    "static/ada.jpg": picture(40, 40),
}

Moment = tuple[str, int]
"""A function of ours, and which of its calls."""


@pytest.fixture(autouse=True)
def _listening() -> Iterator[None]:
    """Ctrl-C as in a terminal: whoever starts the tests in the background has them ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def watching(called: Callable[[str], object]) -> Iterator[None]:
    """Tells of the call of every function of `MODULES`."""

    def see(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(PACKAGE):
            module = Path(code.co_filename).stem
            if module in MODULES and "<" not in code.co_name:
                called(f"{module}.{code.co_qualname}")

    sys.setprofile(see)
    try:
        yield
    finally:
        sys.setprofile(None)


def moments_of(work: Callable[[], object]) -> list[Moment]:
    """The moments at which to stop some work: the first call of each function, and the last of those that write."""
    count: dict[str, int] = {}
    with watching(lambda name: count.__setitem__(name, count.get(name, 0) + 1)):
        work()
    return sorted(
        {
            (name, number)
            for name, calls in count.items()
            for number in (1, calls)
            if number == 1 or name.startswith(("output.", "journal.", "disk."))
        }
    )


@contextmanager
def ctrl_c(moment: Moment) -> Iterator[list[bool]]:
    """Presses Ctrl-C at a moment; tells whether it came."""
    left, came = [moment[1]], []

    def called(name: str) -> None:
        left[0] -= name == moment[0]
        if not left[0] and not came:
            came.append(True)
            signal.raise_signal(signal.SIGINT)

    with watching(called):
        yield came


def move(site: Site, files: Files) -> None:
    """Write these files, the ones that go before those that come."""
    site.write({name: None for name, text in files.items() if text is None and not (site.folder / name).is_dir()})
    for name, text in files.items():
        if text is not None and (site.folder / name).is_dir():
            (site.folder / name).rmdir()
    site.write({name: text for name, text in files.items() if text is not None})


def standing(site: Site, out: str = "public") -> dict[str, bytes | None]:
    """All that stands in the output folder, folders too."""
    folder = site.folder / out
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


def clean(site: Site, files: Files) -> dict[str, bytes | None]:
    """The site of these files, from nothing."""
    move(site, files)
    assert site.build("--out", "clean", "--clean").code == 0
    return standing(site, "clean")


def stop(site: Site, moment: Moment) -> bool:
    """Build and press Ctrl-C. Returns whether the moment came, which ends the build with a word."""
    with ctrl_c(moment) as came:
        told = site.build()
    if came:
        assert (told.code, told.problems, told.summary) == (130, "", "stopped"), moment
    assert not (site.folder / ".enlsp/staging").exists(), moment
    return bool(came)


def assert_goes_on(site: Site, wanted: dict[str, bytes | None], moment: Moment) -> None:
    """The next build comes to what a clean one would, and the one after it has nothing to do."""
    assert site.build().code == 0, moment
    assert standing(site) == wanted, moment
    assert site.build().summary.startswith("0 made, "), moment


@pytest.mark.parametrize(
    "step", [pytest.param(1, marks=pytest.mark.slow, id="each"), pytest.param(5, id="one of five")]
)
def test_a_build_of_changes_is_stopped_at_every_moment(make_site: MakeSite, step: int) -> None:
    site = make_site(dict.fromkeys(GOOD))
    sites = [clean(site, OTHER), clean(site, ONE)]
    assert site.build().code == 0
    move(site, OTHER)
    moments = [
        moment for moment in moments_of(site.build) if not moment[0].startswith(("picture_copies.", "card_images."))
    ]
    assert {"output.OutputFolder._prepared", "memory.Memory.save", "pipeline._pages"} < {name for name, _ in moments}
    came = 0
    moments = moments[::step]
    for number, moment in enumerate(moments):
        before, wanted = sites[number % 2], sites[1 - number % 2]
        move(site, (ONE, OTHER)[number % 2])
        came += stop(site, moment)
        assert standing(site) in (before, wanted), moment
        assert_goes_on(site, wanted, moment)
    assert came > len(moments) * 0.9, "nearly every one is of every build"


def test_a_first_build_is_stopped_at_every_moment(make_site: MakeSite) -> None:
    site = make_site(dict.fromkeys(GOOD))
    wanted = clean(site, PHOTO)
    moments = [
        (name, 1)
        for name in (
            "picture_copies.develop",
            "picture_copies._jobs",
            "blob_store.BlobStore.keep",
            "card_images._canvas",
        )
    ]
    for moment in [*moments, ("output_writing.write_item", 3), ("disk.write_new", 5), ("pipeline._remember", 1)]:
        subprocess.run(["rm", "-r", "-f", ".enlsp", "public"], cwd=site.folder, check=True)
        assert stop(site, moment), moment
        assert standing(site) in ({}, wanted), moment
        assert_goes_on(site, wanted, moment)


def test_ctrl_c_waits_while_files_are_put_in_their_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path / ".enlsp")
    for names, moment in (("abc", ("disk.replace", 1)), ("abcd", ("journal.Publication.forward", 1))):
        folder = OutputFolder(tmp_path / "out", "out", tmp_path)
        changes = folder.compare([OutputFile(f"{name}.html", name, data=name.encode()) for name in names])
        with pytest.raises(KeyboardInterrupt), ctrl_c(moment):
            folder.publish(changes)
        assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
            *(".enlsp-made.json", *(f"{name}.html" for name in names))
        ]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


COMMAND = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from enlsp_site.build import render
from enlsp_site.commands.entry import run
from enlsp_site.storage import disk

def slow(owner, name):
    work = getattr(owner, name)
    setattr(owner, name, lambda *given: time.sleep(0.01) or work(*given))

slow(*{"rendering": (render.Renderer, "make"), "writing": (disk, "write_new")}[sys.argv[1]])
sys.argv = ["enlsp", "build"]
run()
"""
"""A build that takes its time over one step."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(
    ("step", "sign"),
    [("rendering", ".enlsp/templates/*"), ("writing", ".enlsp/staging/out-*/whole/2031")],
    ids=["rendering", "writing"],
)
def test_a_real_ctrl_c_ends_the_command_with_a_word(make_site: MakeSite, step: str, sign: str) -> None:
    papers = "".join(f"- {{id: {number}, title: Paper {number}, authors: A B}}\n" for number in range(300))
    site = make_site(
        {"content/papers.yaml": papers, "content/schedule.yaml": None, "templates/404.html": "{{ frame.name }}\n"}
    )
    command = [sys.executable, "-c", COMMAND, step]
    process = subprocess.Popen(command, cwd=site.folder, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not any(site.folder.glob(sign)):
        time.sleep(0.001)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, told) == (130, "stopped\n")
    assert not (site.folder / ".enlsp/staging").exists()
    assert site.published() == {}
    assert_goes_on(site, clean(site, {}), (step, 1))
