"""Temporary files that killed commands left beside what they wrote; whatever may be the user's is left."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site

from enlsp_site.storage import leftovers
from enlsp_site.storage.files import MARKER

MakeSite = Callable[..., Site]


@pytest.fixture(scope="module")
def gone() -> int:
    """The number of a process that runs no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def names_of(site: Site, top: str) -> set[str]:
    return {path.relative_to(site.folder / top).as_posix() for path in (site.folder / top).rglob("*.tmp")}


USERS = ".12.tmp", ".notes.tmp", "papers.yaml.12.tmp", ".papers.yaml.tmp", ".enlsp-12.tmp", ".env.12.tmp"
"""Names that may be anybody's."""


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_next_command_removes_what_an_earlier_release_left_in_content(
    make_site: MakeSite, gone: int, command: str
) -> None:
    ours = (
        *(f"content/.papers.yaml.{gone}.tmp", f"content/people/.committee.yaml.{gone}.tmp"),
        *(f"static/images/.ada.jpg.{gone}.tmp", f"content/.schema/.site.json.{gone}.tmp"),
        *(f"content/.enlsp-{gone}-{'0a' * 16}.tmp", f"content/.schema/.enlsp-{gone}-{'0a' * 16}.tmp"),
    )
    site = make_site({**dict.fromkeys(ours, "half"), **{f"content/{name}": "mine" for name in USERS}})
    site.run(command, "-q")
    assert names_of(site, "content") == {*USERS}
    assert names_of(site, "static") == set()


def test_what_a_running_process_writes_and_what_lies_behind_a_link_is_left(
    make_site: MakeSite, gone: int, tmp_path: Path
) -> None:
    running = f".papers.yaml.{os.getpid()}.tmp"
    site = make_site({f"content/{running}": "half", f"static/real/.a.pdf.{gone}.tmp": "half"})
    (site.folder / "static/seen").symlink_to("real")
    other = tmp_path / "other.txt"
    other.write_text("somebody else's")
    (site.folder / f"content/.b.yaml.{gone}.tmp").symlink_to(other)
    site.build()
    assert names_of(site, "content") == {running, f".b.yaml.{gone}.tmp"}
    assert other.read_text() == "somebody else's"


@pytest.mark.parametrize("old", [True, False])
def test_what_an_earlier_release_left_in_the_output_goes_with_its_list_or_when_all_is_made_anew(
    make_site: MakeSite, gone: int, old: bool
) -> None:
    """With the words of a paper that is kept back now. The list of earlier releases named no site."""
    site = make_site()
    site.build()
    left = f"public/2031/.search.js.{gone}.tmp", f"public/2031/papers/99/.index.html.{gone}.tmp"
    site.write({**dict.fromkeys(left, "kept back"), **{f"public/{name}": "mine" for name in USERS}})
    if old:
        (site.folder / "public" / MARKER).write_text("{}")
        for path in (site.folder / "public").rglob("*"):
            if path.is_file() and path.suffix != ".tmp" and path.name != MARKER:
                path.unlink()
    assert site.build(*(() if old else ("--clean",))).code == 0
    assert names_of(site, "public") == {*USERS} - ({".enlsp-12.tmp"})
    assert not (site.folder / "public/2031/papers/99").exists()


def test_import_and_schema_remove_what_was_left(make_site: MakeSite, gone: int) -> None:
    name = f"content/.schema/.site.json.{gone}.tmp"
    site = make_site({name: "half", "found.csv": "id,title,authors\n70,A title,A B\n"})
    assert site.run("import", "csv", "found.csv").code == 0
    assert not (site.folder / name).exists()
    site.write({name: "half"})
    assert site.run("schema").code == 0
    assert not (site.folder / name).exists()


def test_a_number_that_no_process_has_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / ".a.yaml.9999999999.tmp"
    path.write_text("half")
    leftovers.beside(str(tmp_path))
    assert not path.exists()
