"""One command at a time, and what a killed one left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace
from sites import Site

from enlsp_site.build.pipeline import BuildOptions, build
from enlsp_site.storage import journal, locks
from enlsp_site.storage.cache_folder import waiting
from enlsp_site.storage.content_writes import ContentWrite
from enlsp_site.storage.files import checksum, digest
from enlsp_site.storage.folder_moves import Plan
from enlsp_site.storage.journal import Journal, PlannedWrite
from enlsp_site.storage.locks import HeldLock
from enlsp_site.storage.staging import elsewhere
from enlsp_site.storage.work import Work

MakeSite = Callable[..., Site]

HOLDER = """
import sys
from enlsp_site.storage.locks import HeldLock
with HeldLock(*(each or None for each in sys.argv[1:3])):
    print("held", flush=True)
    sys.stdin.readline()
"""


class Other:
    """Another process that holds a site, or an output folder, until it is let go or killed."""

    def __init__(self, site: Path | str, out: Path | str = "") -> None:
        command = [sys.executable, "-c", HOLDER, str(site), str(out)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        assert self._process.stdout.readline() == "held\n"

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="Windows opens no folder")
@pytest.mark.parametrize("what", ["site", "output"])
def test_a_second_command_waits_and_says_so_after_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    (tmp_path / "out").mkdir()
    other = Other(tmp_path / "site") if what == "site" else Other("", tmp_path / "out")
    told: list[str] = []

    def end(words: str) -> None:
        told.append(words)
        other.end()  # killed, and the lock is gone with it

    with HeldLock(tmp_path / "site", tmp_path / "out", end):
        pass
    assert len(told) == 1
    assert told[0].endswith("; waiting until it is done")


def test_an_edit_that_is_taken_back_during_a_build_is_not_left_published(make_site: MakeSite) -> None:
    """The second build looks at the files only when the first has published, and so sees that its words are gone."""
    site = make_site()
    site.build()
    call = site.folder / "content/pages/call.md"
    before, stamp = call.read_text(), call.stat()
    call.write_text(before + "Withdrawn words.\n")
    command = [sys.executable, "-m", "enlsp_site", "build", "-q"]
    first = subprocess.Popen(command, cwd=site.folder)
    while not waiting(site.folder) and first.poll() is None:
        time.sleep(0.001)
    call.write_text(before)
    os.utime(call, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    second = subprocess.run(command, cwd=site.folder, check=True, timeout=60)
    assert (first.wait(60), second.returncode) == (0, 0)
    left = [path for path, data in site.published().items() if b"Withdrawn" in data]
    assert left == []


@pytest.mark.parametrize(
    "command", [["build"], ["check"], ["import", "csv", "names.csv", "--into", "people/speakers.yaml"]]
)
def test_any_command_removes_what_a_killed_one_left(make_site: MakeSite, command: list[str]) -> None:
    site = make_site({".enlsp/staging/12-abc": "half", "names.csv": "name,affiliation\nAda Lovelace,London\n"})
    site.write({".enlsp/staging/out-0123456789abcdef/0": "half", "content/.12.tmp": "the user's"})
    aside = site.folder.parent / ".enlsp-0123456789abcdef"
    aside.mkdir()
    (aside / "0").write_text("half")
    site.write({".enlsp/staging/elsewhere-0123456789abcdef": str(aside)})
    mine = site.folder.parent / "mine"
    mine.mkdir()
    (mine / "0").write_text("not ours")
    site.write({".enlsp/staging/elsewhere-1123456789abcdef": str(mine)})
    site.run(*command)
    assert waiting(site.folder) == []
    assert not aside.exists()
    assert (mine / "0").read_text() == "not ours"
    assert (site.folder / "content/.12.tmp").read_text() == "the user's"


def test_a_journal_whose_output_was_deleted_since_is_dropped(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    from enlsp_site.storage.journal import Publication

    site = make_site()
    site.build()
    site.write({"content/site.yaml": "name: OTHER\ntitle: Another Workshop\nedition: 2031\n"})

    def killed(_: object) -> None:
        raise SystemExit(9)

    monkeypatch.setattr(Publication, "forward", killed)
    site.build()
    assert waiting(site.folder)
    monkeypatch.undo()
    subprocess.run(["rm", "-r", "public"], cwd=site.folder, check=True)
    site.run("check")
    assert not (site.folder / "public").exists()
    assert waiting(site.folder) == []


def test_a_site_that_cannot_be_written_is_published_all_the_same(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site()
    (site.folder / ".enlsp").write_text("a file, where no folder can be")
    out = tmp_path / "out"
    assert build(BuildOptions(site.folder, out)).published
    assert [path for path in elsewhere(out) if path.exists()] == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "site"]
    with Work(site.folder, out) as work:
        assert work.fault == ""


def test_who_asks_for_more_is_told_which_way_publishing_went(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site()
    assert "note: published by renames from .enlsp/\n" in site.build("-v").problems
    assert "published by" not in site.build("-v").problems, "nothing was published"
    (site.folder / "other/content").mkdir(parents=True)
    shutil.copytree(site.folder / "content", site.folder / "other/content", dirs_exist_ok=True)
    (site.folder / "other/.enlsp").write_text("a file, where no folder can be")
    told = site.run("build", "--site", "other", "--out", str(tmp_path / "out"), "-v")
    assert f"note: published by renames from {tmp_path}\n" in told.problems


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
@pytest.mark.parametrize("command", [["build", "-q"], ["check", "-q"], ["build", "--clean"]])
@pytest.mark.parametrize(
    "name", ["", "staging", "staging/out-0123456789abcdef", "pictures", "drawn", "templates", "next"]
)
def test_no_file_is_touched_behind_links_that_came_in_the_cache(
    make_site: MakeSite, tmp_path: Path, name: str, command: list[str]
) -> None:
    """A repository may hold a folder of that name, whoever wrote it."""
    site, mine = make_site(), tmp_path / "mine"
    mine.mkdir()
    for each in ("out-0", "journal", "plan", "preparing", ".gitignore", "notes.txt"):
        (mine / each).write_text("mine")
    if name:
        (site.folder / ".enlsp" / name).parent.mkdir(parents=True)
    (site.folder / ".enlsp" / name).symlink_to(mine)
    site.run(*command)
    assert {path.name: path.read_text() for path in mine.iterdir() if path.is_file()} == dict.fromkeys(
        ("out-0", "journal", "plan", "preparing", ".gitignore", "notes.txt"), "mine"
    )
    assert [path.name for path in mine.iterdir() if path.is_dir()] == []


def outside_the_cache(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file() and ".enlsp" not in path.parts}


@pytest.mark.parametrize("seal", [checksum, digest])
@pytest.mark.parametrize("out", ["public", "content", ".."])
def test_a_journal_that_came_with_the_site_is_not_carried_out(
    make_site: MakeSite, tmp_path: Path, out: str, seal: Callable[[bytes], str]
) -> None:
    site = make_site()
    site.build()
    listed = (site.folder / "public/.enlsp-made.json").read_bytes()
    (site.folder / out / ".enlsp-made.json").write_bytes(listed)
    before = {
        path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and ".enlsp" not in path.parts
    }
    puts = [
        PlannedWrite("0", path, digest(b"theirs"), new=True)
        for path in ("evil.html", "../evil.html", "../../evil.html", f"{tmp_path}/evil.html", "index.html")
    ]
    content = [ContentWrite("1", path, digest(b"theirs"), "", "theirs\n") for path in ("content/a.yaml", "../a.yaml")]
    data = msgspec.json.encode(Journal(out, puts, [], ["404.html", "../content/papers.yaml"], "", -1, content))
    folder = ".enlsp/staging/out-0123456789abcdef"
    site.write({f"{folder}/0": "theirs", f"{folder}/1": "theirs"})
    site.write({f"{folder}/journal": seal(data).encode() + b"\n" + data})
    moves = [("content/papers.yaml", "papers.yaml"), ("content/dates.yaml", "../dates.yaml")]
    plan = msgspec.json.encode(Plan("next 2032", moves))
    site.write({".enlsp/next/plan": seal(plan).encode() + b"\n" + plan})
    site.run("check", "-q")
    assert outside_the_cache(tmp_path) == before


def test_a_journal_of_ours_names_nothing_outside(tmp_path: Path) -> None:
    inside = Journal("public", [PlannedWrite("0", "a/b.html", "0", new=True)], [], ["c.html"], "", -1)
    journal.written(inside, str(tmp_path))
    assert journal.read(str(tmp_path)) == inside
    put, content = PlannedWrite("0", "a", "0", new=True), ContentWrite("1", "a", "0", "", "")
    for wrong in (
        replace(inside, stale=["a/../../b"]),
        replace(inside, way=["/a"]),
        replace(inside, puts=[replace(put, path="../a")]),
        replace(inside, puts=[replace(put, name="../0")]),
        replace(inside, content=[replace(content, path="a//b")]),
    ):
        journal.written(wrong, str(tmp_path))
        assert journal.read(str(tmp_path)) is None, wrong


def test_what_a_running_process_is_writing_is_left_to_it(make_site: MakeSite) -> None:
    """Its first files are written before it can hold the site."""
    site = make_site()
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        name = f"{process.pid}-{digest(b'')}"
        site.write({f".enlsp/staging/{name}": "half", f".enlsp/staging/{os.getpid()}-{digest(b'')}": "half"})
        site.run("check", "-q")
        assert waiting(site.folder) == [name]
        process.communicate(b"\n")
    site.run("check", "-q")
    assert waiting(site.folder) == []


def test_a_site_is_held_although_another_command_has_just_tidied_up(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, real = make_site(), locks.prepare
    left = [FileNotFoundError(2, "tidied up")] * 3

    def prepare(folder: Path | str) -> None:
        if left:
            raise left.pop()
        real(folder)

    monkeypatch.setattr(locks, "prepare", prepare)
    with HeldLock(site.folder):
        assert not HeldLock(site.folder).at_once()
