"""Problems in words: for a person, as JSON, and as annotations of a workflow."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import dedent

import pytest

from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix, Problem, Related
from enlsp_site.diagnostics.terminal import as_github, as_json, as_text, counted, from_here, wants_colour

FILE = "content/dates.yaml"


def here(file: str) -> str:
    """Files as they are called in the site."""
    return file


BAD_DATE = Code("bad-date", "error", "no date", "", "", "", hint="write one")
EMPTY = Code("empty", "warning", "nothing here", "", "", "")
OLD = Code("old", "warning", "old date", "", "", "")
X = Code("x", "error", "", "", "", "")


def at(line: int, column: int) -> Problem:
    """An error at a place."""
    return report(BAD_DATE, Origin(FILE, (), line, column))


def told(problem: Problem, source: str | bytes) -> str:
    """A problem as it is told, without colour."""
    data = source.encode() if isinstance(source, str) else source
    return as_text([problem], {FILE: data}, here, colour=False)


def caret(problem: Problem, source: str | bytes) -> tuple[str, str]:
    """The quoted line and the caret's, without the numbers before them."""
    lines = told(problem, source).splitlines()
    before = lines[1].index("|") + 2
    assert lines[2][: before - 2].strip() == ""
    return lines[1][before:], lines[2][before:]


# For a person


def test_a_problem_has_its_place_severity_message_code_line_caret_and_hint() -> None:
    assert told(at(2, 7), "- name: x\n  date: soon\n") == dedent("""\
        content/dates.yaml:2:7: error: no date [bad-date]
          2 |   date: soon
            |       ^
          hint: write one
        """)


def test_what_is_not_known_is_left_out() -> None:
    whole = report(EMPTY, Origin(FILE))
    assert told(whole, "x\n") == "content/dates.yaml: warning: nothing here [empty]\n"
    assert told(at(0, 0), "x\n") == "content/dates.yaml: error: no date [bad-date]\n  hint: write one\n"
    without_source = as_text([at(2, 7)], {}, here, colour=False)
    assert without_source == "content/dates.yaml:2:7: error: no date [bad-date]\n  hint: write one\n"


@pytest.mark.parametrize("line", [3, 99])
def test_a_line_that_is_blank_or_not_there_is_not_quoted(line: int) -> None:
    assert told(at(line, 1), "a\nb\n   \n").splitlines()[1:] == ["  hint: write one"]


@pytest.mark.parametrize(
    ("source", "column", "line", "mark"),
    [
        ("date: soon", 1, "date: soon", "^"),
        ("date: soon", 11, "date: soon", "          ^"),  # behind the end
        ("date: soon", 0, "date: soon", "^"),  # a column that is not known is the first
        ("\tdate: soon", 2, " date: soon", " ^"),  # a tab takes one column
        ("名前: soon", 5, "名前: soon", "      ^"),  # these take two
        ("e\u0301té: x", 6, "e\u0301té: x", "    ^"),  # and a mark on a letter none
        ("a\x00b\x1b[31mc: x", 3, "a\ufffdb\ufffd[31mc: x", "  ^"),  # no control character reaches a terminal
        ("a\u202eb: x", 3, "a\ufffdb: x", "  ^"),  # nor one that turns text round
    ],
)
def test_the_caret_stands_below_its_column(source: str, column: int, line: str, mark: str) -> None:
    assert caret(at(1, column), source) == (line, mark)


def test_a_long_line_is_cut_around_the_caret() -> None:
    source = "abcdefghij" * 50 + "X" + "klmnopqrst" * 50
    line, mark = caret(at(1, 501), source)
    assert len(line) == 96
    assert line[0] == line[-1] == "…"
    assert line[len(mark) - 1] == "X"
    line, mark = caret(at(1, 5), source)
    assert line.startswith("abcdefghij")
    assert len(line) == 96
    assert line.endswith("…")
    assert mark == "    ^"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_the_readers_count_them(ends: str) -> None:
    source = ends.join(["\ufeffone\u2028and\x0chalf", "two\x85still", "three"])
    assert caret(at(3, 1), source) == ("three", "^")


def test_a_file_that_is_not_utf_8_is_quoted_as_far_as_possible() -> None:
    assert caret(at(1, 7), "name: Jürgen".encode("latin-1")) == ("name: J\ufffdrgen", "      ^")
    assert caret(at(2, 1), "a: b\nc: d\n".encode("utf-16")) == ("c: d", "^")


def test_colour_is_only_added() -> None:
    problems = [at(2, 7), report(OLD, Origin(FILE, (), 1, 1))]
    texts = {FILE: b"- name: x\n  date: soon\n"}
    plain, coloured = (as_text(problems, texts, here, colour=colour) for colour in (False, True))
    assert "\033" not in plain
    assert "\033[31;1merror:\033[0m" in coloured
    assert "\033[33;1mwarning:\033[0m" in coloured
    assert re.sub(r"\033\[[0-9;]*m", "", coloured) == plain


@pytest.mark.parametrize(
    ("terminal", "environment", "wanted"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),  # no-color.org: when present and not an empty string
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], wanted: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(terminal) is wanted


def test_counts() -> None:
    one, other = at(1, 1), report(OLD, Origin(FILE))
    assert counted([]) == ""
    assert counted([one]) == "1 error"
    assert counted([one, other, other, one]) == "2 errors, 2 warnings"
    assert counted([other]) == "1 warning"


def test_files_are_named_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "a/site"
    (site / "content").mkdir(parents=True)
    for where, name in ((tmp_path, f"a/site/{FILE}"), (site / "content", "dates.yaml"), (site, FILE)):
        monkeypatch.chdir(where)
        assert from_here(site)(FILE) == name
    assert from_here(Path())(FILE) == FILE
    assert from_here(site)("(built) index.html") == "(built) index.html"
    assert from_here(site)(str(tmp_path / "out/a.html")) == "../../out/a.html"
    assert from_here(site)("static/\udcff.jpg") == "static/\\udcff.jpg"


# For machines


def test_json_has_every_field_and_any_letter() -> None:
    problems = [
        report(
            BAD_DATE,
            Origin(FILE, ("a", 1), 2, 7),
            "“soon” is no date",
            "write\tone",
            related=[Related(Origin(FILE, ("a", 2), 4, 2), "the other is here")],
            fix=Fix("soon", "2031-08-22", 9),
        ),
        report(OLD, Origin(FILE), "Göttingen"),
    ]
    text = as_json(problems, here)
    assert json.loads(text) == [
        {
            "file": FILE,
            "line": 2,
            "column": 7,
            "severity": "error",
            "code": "bad-date",
            "message": "“soon” is no date",
            "hint": "write\tone",
            "related": [{"file": FILE, "line": 4, "column": 2, "message": "the other is here"}],
            "fix": {"column": 9, "old": "soon", "new": "2031-08-22"},
        },
        {
            "file": FILE,
            "line": 0,
            "column": 0,
            "severity": "warning",
            "code": "old",
            "message": "Göttingen",
            "hint": "",
            "related": [],
            "fix": None,
        },
    ]
    assert text.endswith("\n")
    assert json.loads(as_json([], here)) == []


def test_annotations_are_workflow_commands() -> None:
    assert as_github([at(2, 7)], here) == (
        "::error file=content/dates.yaml,line=2,col=7,title=bad-date::no date%0Awrite one\n"
    )
    assert as_github([report(OLD, Origin(FILE))], here) == ("::warning file=content/dates.yaml,title=old::old date\n")
    assert as_github([at(2, 0)], here).startswith("::error file=content/dates.yaml,line=2,col=1,")


def test_annotations_are_escaped() -> None:
    # Else a title could begin a command of its own.
    nasty = report(X, Origin("a,b:c%.yaml", (), 1, 1), "50%\r\n::set-output name=x::1, 2: 3", "a\nb")
    assert as_github([nasty], here) == (
        "::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,title=x::50%25%0D%0A::set-output name=x::1, 2: 3%0Aa%0Ab\n"
    )
