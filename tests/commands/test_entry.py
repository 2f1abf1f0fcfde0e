"""A build of nothing new: the same words as a whole build's, without a library and without opening a source."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from sites import Site

from enlsp_site.storage import folder_moves
from enlsp_site.storage.build_memory import GRAIN

MakeSite = Callable[..., Site]

WARNED = {
    "content/papers.yaml": "".join(
        f'- {{id: {number}, title: "Härte $\\\\nope{{{number}}}$", authors: Ada Lovelace}}\n' for number in (7, 8, 9)
    ),
    "content/pages/overview.md": "---\ntitle: Overview\n---\nÜber $\\nope$, and much more.\n",
}


def run(site: Site, *options: str, folder: str = ".", watched: str = "") -> tuple[int, str]:
    """`enlsp build` as a process, in the site's folder or in one beside it: its exit code and what it said."""
    where = (site.folder / folder).resolve()
    where.mkdir(exist_ok=True)
    while _has_young_files(site):
        time.sleep(0.01)
    code = f"import sys\nsys.argv = ['enlsp', 'build', *{options!r}]\n{watched}\n"
    code += "from enlsp_site.commands.entry import run\nrun()"
    done = subprocess.run([sys.executable, "-c", code], cwd=where, capture_output=True, text=True, timeout=60)
    return done.returncode, re.sub(r"[0-9.]+ s", "T s", done.stderr)


def _has_young_files(site: Site) -> bool:
    """Whether a file was written so shortly ago that its time cannot be trusted: a build would read it once more."""
    changed = (path.stat().st_ctime_ns for path in site.folder.rglob("*") if path.is_file())
    return max(changed) > time.time_ns() - 2 * GRAIN


NOTHING = """
import os
leave = os._exit
def told(code):
    wrong = {"msgspec", "yaml", "jinja2", "argparse", "json", "pathlib", "unicodedata"} & set(sys.modules)
    opened = [each for each in files if "/content/" in each and not each.endswith("/addresses.yaml")]
    leave(code if not wrong and not opened else print(wrong, opened, file=sys.stderr) or 77)
os._exit = told
files = []
sys.addaudithook(lambda event, given: files.append(str(given[0])) if event == "open" else None)
"""
"""Has a process leave with 77 if it imported what a build of nothing new has no need of, or opened a source
that it had not written itself: what was written last is too young for its time to be trusted."""


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["-q"],
        ["--out", "made"],
        ["--out=made", "--quiet"],
        ["--base-url", "https://example.org/w"],
        ["--base-url=https://example.org/w", "--out", "made"],
    ],
)
def test_nothing_new_is_told_without_any_library(make_site: MakeSite, options: list[str]) -> None:
    site = make_site(WARNED)
    code, first = run(site, *options)
    assert code == 0, first
    files = re.search(r"(\d+) made, 0 kept", first)
    as_before = first.replace(files[0], f"0 made, {files[1]} kept") if files else first
    assert run(site, *options, watched=NOTHING) == (0, as_before)
    assert first.count("unreadable-math") == 4


def test_from_another_folder_files_are_named_from_there(make_site: MakeSite) -> None:
    site = make_site(WARNED)
    first = run(site, "--site", "..", folder="beside")
    again = run(site, "--site", "..", folder="beside", watched=NOTHING)
    assert again[0] == first[0] == 0
    assert "../content/papers.yaml:1:" in again[1]
    assert first[1].rpartition(" made")[0].rpartition("\n")[0] == again[1].rpartition(" made")[0].rpartition("\n")[0]
    assert again[1].endswith("../public (4 warnings)\n")


def test_other_options_find_another_build(make_site: MakeSite) -> None:
    site = make_site()
    assert "0 kept" in run(site)[1]
    assert not run(site, "--base-url", "https://example.org/")[1].startswith("0 made")
    assert run(site, "--base-url", "https://example.org/", watched=NOTHING)[1].startswith("0 made")
    assert not run(site)[1].startswith("0 made")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--out"], "`--out` needs a value"),
        (["--site", "nowhere"], "there is no folder"),
        (["--base-url", "example.org"], "is a whole address"),
        (["--out", "--quiet"], "`--out` needs a value"),
    ],
)
def test_what_is_to_be_refused_is_left_to_the_parser(make_site: MakeSite, options: list[str], words: str) -> None:
    site = make_site()
    run(site)
    code, told = run(site, *options)
    assert code == 2
    assert words in told


def test_a_folder_is_named_as_the_parser_names_it(make_site: MakeSite) -> None:
    site = make_site()
    first = run(site, "--out", "./made/")
    assert first[1].endswith("T s: made\n")
    assert run(site, "--out", "./made/")[1].endswith("T s: made\n")
    assert run(site, "--out", "made", watched=NOTHING)[1].endswith("T s: made\n")


EDITED = """
import os
leave = os._exit
def told(code):
    leave(code if "argparse" not in sys.modules else 77)
os._exit = told
"""


def test_a_build_of_simple_options_needs_no_parser(make_site: MakeSite) -> None:
    """Whatever it has to do: the first build, an edit, an edit that is refused."""
    site = make_site()
    first = run(site, "-q", watched=EDITED)
    assert first == (0, "")
    site.write({"content/pages/overview.md": "---\ntitle: Overview\n---\nMuch more.\n"})
    assert run(site, watched=EDITED)[0] == 0
    site.write({"content/pages/overview.md": "---\ntitel: Overview\n---\nMuch more.\n"})
    code, told = run(site, watched=EDITED)
    assert (code, told.splitlines()[-1]) == (1, "1 error; nothing was published")
    assert "titel" in told


def test_a_step_that_was_killed_when_its_plan_was_written_comes_before_nothing_new(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No file has moved yet, so all are as the last build knows them."""
    site = make_site()
    run(site)

    def killed(*_: object) -> None:
        raise SystemExit(9)

    monkeypatch.setattr(folder_moves, "_finish", killed)
    site.run("next", "2032")
    monkeypatch.undo()
    assert not (site.folder / "editions").exists()
    assert run(site)[0] == 0
    assert (site.folder / "editions/2031/site.yaml").is_file()
    assert run(site, watched=NOTHING)[1].startswith("0 made")
