"""The command: its exit codes, what it prints where, and how it answers what it does not understand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site

from enlsp_site import __version__

MakeSite = Callable[..., Site]

SOON = {"content/dates.yaml": "- {name: Workshop, date: soon}\n"}
OLD = {"content/old.yaml": "- x\n"}
SUMMARY = re.compile(r"\d+ made, \d+ kept, \d+ removed in \d+\.\d\d s: public( \(1 warning\))?")


def enlsp(site: Site, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PYTHONUTF8")}
    return subprocess.run(
        [sys.executable, "-m", "enlsp_site.commands.entry", *arguments],
        cwd=site.folder,
        env={**environment, **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


FULL = Path("/dev/full")
"""A file on a disk that is full (Linux has it)."""


# Exit codes and the summary


def test_a_good_site_is_built_and_summed_up_beside_the_output(make_site: MakeSite) -> None:
    told = make_site().build()
    assert (told.code, told.out, told.problems) == (0, "", "")
    assert SUMMARY.fullmatch(told.summary)


def test_a_problem_is_exit_code_1_unless_it_is_a_warning(make_site: MakeSite) -> None:
    assert make_site(SOON).build().code == 1
    site = make_site(OLD, name="old")
    told = site.build()
    assert told.code == 0
    assert told.summary.endswith(": public (1 warning)")
    assert site.build().summary.endswith(": public (1 warning)")


def test_strict_makes_warnings_errors(make_site: MakeSite) -> None:
    site = make_site(OLD)
    told = site.build("--strict")
    assert told.code == 1
    assert told.problems.startswith("content/old.yaml:1:1: error: this file is not read [unknown-file]\n")
    assert told.summary == "1 error; nothing was published"
    assert not (site.folder / "public").exists()


def test_a_warning_is_told_again_by_a_build_that_has_nothing_to_do(make_site: MakeSite) -> None:
    site = make_site(OLD)
    first, second = site.build(), site.build()
    assert second.summary.startswith("0 made, ")
    assert first.problems == second.problems != ""
    assert "  1 | - x\n" in second.problems


def test_quiet_says_nothing_but_problems(make_site: MakeSite) -> None:
    site = make_site(OLD)
    told = site.build("-q")
    assert told.summary == "  hint: pages go to pages/, people groups to people/"
    site.write({"content/old.yaml": None})
    assert site.build("--quiet") == (0, "", "", "")


def test_verbose_says_why_each_file_was_made(make_site: MakeSite) -> None:
    site = make_site()
    assert "made 2031/call/index.html: new\n" in site.build("-v").problems
    site.write({"content/pages/call.md": "---\ntitle: Call\n---\nNew words.\n"})
    assert "made 2031/call/index.html: its values changed\n" in site.build("--verbose").problems
    (site.folder / "public/index.html").unlink()
    assert site.build("-v").problems.startswith("made index.html: the file was not as left\n")


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["bild"], "enlsp: there is no command `bild`; did you mean `build`?\nSee `enlsp --help`."),
        (["frobnicate"], "enlsp: there is no command `frobnicate`\nSee `enlsp --help`."),
        (
            ["build", "--strickt"],
            "enlsp build: there is no option `--strickt`; did you mean `--strict`?\nSee `enlsp build --help`.",
        ),
        (
            ["build", "--base_url=https://example.org"],
            "enlsp build: there is no option `--base_url=https://example.org`; did you mean `--base-url`?\n"
            "See `enlsp build --help`.",
        ),
        (["build", "-x"], "enlsp build: there is no option `-x`\nSee `enlsp build --help`."),
        (["build", "site"], "enlsp build: `site` is one argument too many\nSee `enlsp build --help`."),
        (
            ["--strict", "build"],
            "enlsp: `--strict` belongs after the command: `enlsp build --strict`\nSee `enlsp --help`.",
        ),
        (
            ["--site", ".", "build"],
            "enlsp: `--site` belongs after the command: `enlsp build --site`\nSee `enlsp --help`.",
        ),
        (["--versoin"], "enlsp: there is no option `--versoin`; did you mean `--version`?\nSee `enlsp --help`."),
        (
            ["build", "--format", "xml"],
            "enlsp build: `--format`: problems are told as text, json or github, not xml\nSee `enlsp build --help`.",
        ),
        (["build", "--site"], "enlsp build: `--site` needs a value after it\nSee `enlsp build --help`."),
        (
            ["build", "--clean=yes"],
            "enlsp build: `--clean` takes no value, but is given 'yes'\nSee `enlsp build --help`.",
        ),
        (
            ["build", "-q", "-v"],
            "enlsp build: `-q/--quiet` and `-v/--verbose` exclude each other\nSee `enlsp build --help`.",
        ),
        (
            ["serve", "--port", "http"],
            "enlsp serve: `--port`: a port is a number from 1 to 65535, not http\nSee `enlsp serve --help`.",
        ),
        (
            ["serve", "--port", "0"],
            "enlsp serve: `--port`: a port is a number from 1 to 65535, not 0\nSee `enlsp serve --help`.",
        ),
        (["new"], "enlsp new: DIR is missing\nSee `enlsp new --help`."),
        (["new", "a", "b"], "enlsp new: `b` is one argument too many\nSee `enlsp new --help`."),
        (
            ["build", "--base-url", "example.org"],
            "enlsp: --base-url is a whole address, not `example.org`: write https://…",
        ),
        (
            ["build", "--site", "content"],
            "enlsp: `content` is not a site: it has no content/ folder\nname the folder above it: --site .",
        ),
        (
            ["build", "--site", "static"],
            "enlsp: `static` is not a site: it has no content/ folder\n"
            "`enlsp new DIR` makes a site; --site says where one is",
        ),
        (
            ["build", "--site", "nowhere"],
            "enlsp: there is no folder `nowhere`\n`enlsp new DIR` makes a site; --site says where one is",
        ),
        (
            ["serve", "--site", "nowhere"],
            "enlsp: there is no folder `nowhere`\n`enlsp new DIR` makes a site; --site says where one is",
        ),
    ],
)
def test_wrong_usage_is_answered_in_a_sentence_with_exit_code_2(
    make_site: MakeSite, arguments: list[str], answer: str
) -> None:
    site = make_site()
    told = site.run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.problems + told.summary == answer
    assert not (site.folder / "public").exists()


def test_a_folder_that_is_no_site(make_site: MakeSite) -> None:
    site = make_site()
    site.folder = site.folder / "static"
    told = site.run("build")
    assert told.code == 2
    assert told.problems == "enlsp: this folder is not a site: it has no content/ folder\n"


# Help


def test_the_command_alone_shows_its_help_and_is_wrong_usage(make_site: MakeSite) -> None:
    told = make_site().run()
    assert (told.code, told.out) == (2, "")
    assert told.problems.startswith("usage: enlsp [-h] [--version] COMMAND ...\n")
    assert told.summary.startswith("Start with `enlsp new my-workshop`, ")


def test_help_names_the_commands_and_where_to_start(make_site: MakeSite) -> None:
    told = make_site().run("--help")
    assert (told.code, told.problems + told.summary) == (0, "")
    assert "The website of an academic workshop, from YAML and Markdown.\n" in told.out
    for line in (
        "build     make the site",
        "serve     show the site, and every edit at once",
        "new       make a new site",
        "schema    write the JSON Schemas that editors check content with",
    ):
        assert f"    {line}\n" in told.out
    assert told.out.endswith("Start with `enlsp new my-workshop`, then `enlsp serve --site my-workshop`.\n")


@pytest.mark.parametrize(
    ("command", "lines"),
    [
        (
            "build",
            [
                "Make the site from content/ into public/. With an error in the content nothing is",
                "  --out DIR       where to (default: public/ of the site)",
                "  --strict        warnings are errors",
                "  -q, --quiet     say nothing but problems",
            ],
        ),
        (
            "serve",
            [
                "Build the site, show it on this machine, and build and reload it at every save. A problem",
                "  --port PORT  where to listen (default: 8000)",
                "  --host HOST  who can see it (default: 127.0.0.1, this machine only)",
            ],
        ),
        (
            "new",
            [
                "the workflow that publishes it. Never writes over anything.",
                "  --year YEAR           the edition (default: this year)",
            ],
        ),
        ("schema", ["writes names its schema, so that editors complete and check while you type."]),
    ],
)
def test_the_help_of_a_command(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, command: str, lines: list[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    told = make_site().run(command, "--help")
    assert told.code == 0
    assert told.out.startswith(f"usage: enlsp {command} [-h]")
    shown = told.out.splitlines()
    told_words = " ".join(told.out.split())  # how far the columns stand apart, the longest option decides
    assert [line for line in lines if " ".join(line.split()) not in told_words] == []
    assert max(map(len, shown)) <= 90


def test_version(make_site: MakeSite) -> None:
    assert make_site().run("--version").out == f"enlsp-site {__version__}\n"


# For machines


def test_json_goes_to_the_output_and_parses(make_site: MakeSite) -> None:
    site = make_site(
        {**SOON, "content/people/speakers.yaml": "- {name: Ada Lovelace, photo: my “ada”.jpg}\n- Alan Turing\n"}
    )
    told = site.build("--format", "json")
    assert told.code == 1
    assert [(row["file"], row["line"], row["column"], row["code"]) for row in json.loads(told.out)] == [
        ("content/dates.yaml", 1, 26, "bad-date"),
        ("content/people/speakers.yaml", 1, 31, "missing-file"),
    ]
    assert told.problems == ""
    assert json.loads(make_site(name="good").build("--format=json").out) == []


def test_annotations_go_to_the_output(make_site: MakeSite) -> None:
    site = make_site({"content/people/speakers.yaml": "- {name: Ada Lovelace, photo: 'a%b,c.jpg'}\n- Alan Turing\n"})
    told = site.build("--format", "github")
    assert told.out == (
        "::error file=content/people/speakers.yaml,line=1,col=31,title=missing-file::"
        "there is no file static/a%25b,c.jpg%0Aput it there, or leave the field out\n"
    )
    assert (told.problems, told.summary) == ("", "1 error; nothing was published")
    assert make_site(name="good").build("--format", "github").out == ""


@pytest.mark.parametrize("form", ["json", "github"])
def test_output_for_machines_is_utf_8_whatever_the_systems_encoding_is(make_site: MakeSite, form: str) -> None:
    site = make_site({"content/dates.yaml": "- {name: Wörkshop, date: «soon»}\n"})
    done = enlsp(site, "build", "--format", form, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "«soon»" in done.stdout


def test_a_terminal_that_cannot_show_a_letter_is_no_obstacle(make_site: MakeSite) -> None:
    site = make_site({"content/dates.yaml": "- {name: Wörkshop, date: «soon»}\n"})
    done = enlsp(site, "build", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "bad-date" in done.stderr
    assert "Traceback" not in done.stderr


# Terminals


def at_a_terminal(site: Site, **environment: str) -> str:
    """What a build prints to a terminal."""
    pty = pytest.importorskip("pty", reason="there are no such terminals on this system")
    ours, theirs = pty.openpty()
    try:
        known = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        subprocess.run(
            [sys.executable, "-m", "enlsp_site.commands.entry", "build"],
            cwd=site.folder,
            env={**known, "TERM": "xterm", **environment},
            stdout=theirs,
            stderr=theirs,
            check=False,
        )
    finally:
        os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # how Linux says that the other end is closed
        pass
    finally:
        os.close(ours)
    return shown.decode().replace("\r\n", "\n")


def test_colour_is_for_terminals_only(make_site: MakeSite) -> None:
    site = make_site(SOON)
    coloured, plain = at_a_terminal(site, CI="1"), at_a_terminal(site, CI="1", NO_COLOR="1")
    assert "\033[31;1merror:\033[0m" in coloured
    assert "\033" not in plain
    assert re.sub(r"\033\[[0-9;]*m", "", coloured) == plain
    assert enlsp(site, "build").stderr == plain


# Ends


def test_a_reader_that_leaves_early_is_no_error(make_site: MakeSite) -> None:
    people = "".join(f"- {{name: Person {number}, rôle: x}}\n" for number in range(3000))
    site = make_site({"content/people/committee.yaml": people})
    command = f"{sys.executable} -m enlsp_site.commands.entry build --format github | head -n 1"
    done = subprocess.run(command, shell=True, cwd=site.folder, capture_output=True, text=True, check=False)
    assert done.stdout.startswith("::error file=content/people/committee.yaml,line=1,")
    assert "Traceback" not in done.stderr


def test_an_interrupt_is_said_in_a_word(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    from enlsp_site.build import pipeline

    def interrupt(options: pipeline.BuildOptions) -> pipeline.Report:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "build", interrupt)
    told = make_site().build()
    assert (told.code, told.summary) == (130, "stopped")


def test_files_are_named_from_where_the_command_was_run(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site(SOON)
    site.folder = tmp_path
    assert site.run("build", "--site", "site").problems.startswith("site/content/dates.yaml:1:26: error: ")
    assert (tmp_path / "public").exists() is False


def test_a_base_url_that_no_site_can_have_is_wrong_usage(make_site: MakeSite) -> None:
    told = make_site().build("--base-url", "https://x.org/a b?c#d")
    assert told.code == 2
    assert told.problems + told.summary == (
        "enlsp: --base-url `https://x.org/a b?c#d` has a space in it: write it like https://example.org/workshop/"
    )


@pytest.mark.skipif(not FULL.exists(), reason="there is no full disk")
@pytest.mark.parametrize("command", ["build --format json", "check --format json"])
def test_a_full_disk_for_what_is_said_is_a_sentence(make_site: MakeSite, command: str) -> None:
    """`enlsp build --format json >log`: what has been published is."""
    site = make_site(OLD)
    run = [sys.executable, "-m", "enlsp_site.commands.entry", *command.split()]
    with FULL.open("w") as log:
        done = subprocess.run(run, cwd=site.folder, stdout=log, stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr.splitlines()[-1:] == ["enlsp: no space left on device: what was to be said"]
    assert done.returncode == 1
