"""The editor that a problem opens in: which one, with which words, and for whom. A program stands in for it."""

from __future__ import annotations

import json
import re
import stat
import sys
from pathlib import Path

import pytest
from serving import Serving, until

from enlsp_site.commands.serve import editor, overlay
from enlsp_site.commands.serve.editor import EditorError, arguments, editor_of, open_at, source_in

FILE = "/site/content/dates.yaml"


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("code", ["code", "--goto", f"{FILE}:12:5"]),
        ("/opt/bin/code --reuse-window", ["/opt/bin/code", "--reuse-window", "--goto", f"{FILE}:12:5"]),
        ("zed", ["zed", f"{FILE}:12:5"]),
        ("pycharm", ["pycharm", "--line", "12", FILE]),
        ("gvim", ["gvim", "+12", FILE]),
        ("emacsclient -n", ["emacsclient", "-n", "+12", FILE]),
        ("'my editor' --new", ["my editor", "--new", FILE]),
        ("mate -l {line} '{file}'", ["mate", "-l", "12", FILE]),
        ("ed $(touch x); `y`", ["ed", "$(touch", "x);", "`y`", FILE]),
    ],
)
def test_each_is_told_the_line_in_its_own_words(command: str, expected: list[str]) -> None:
    assert arguments(command, FILE, 12, 5, {}) == expected


def test_an_editor_of_the_terminal_gets_a_window_of_tmux() -> None:
    assert arguments("nvim -R", FILE, 12, 5, {"TMUX": "x"}) == ["tmux", "new-window", "--", "nvim", "-R", "+12", FILE]
    with pytest.raises(EditorError, match="vim needs a terminal: start `enlsp serve` in tmux"):
        arguments("vim", FILE, 12, 5, {})


@pytest.mark.parametrize("command", ["", "code 'x"])
def test_what_is_no_command_is_said(command: str) -> None:
    with pytest.raises(EditorError):
        arguments(command, FILE, 1, 1, {})


def test_what_is_asked_for_goes_before_what_is_set_and_that_before_what_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(editor.shutil, "which", lambda name: name == "zed")
    assert editor_of("subl", {"VISUAL": "code", "EDITOR": "vim"}) == "subl"
    assert editor_of("", {"VISUAL": "code", "EDITOR": "vim"}) == "code"
    assert editor_of("", {"VISUAL": " ", "EDITOR": "vim"}) == "vim"
    assert editor_of("", {}) == "zed"
    monkeypatch.setattr(editor.shutil, "which", lambda _: None)
    assert editor_of("", {}) == ""


def test_only_a_file_of_the_site_is_opened(tmp_path: Path) -> None:
    site, other = tmp_path / "site", tmp_path / "other.yaml"
    (site / "content").mkdir(parents=True)
    (site / "content/dates.yaml").touch()
    other.touch()
    assert source_in(site, "content/dates.yaml") == (site / "content/dates.yaml").resolve()
    for name in ("../other.yaml", str(other), "content", "content/gone.yaml"):
        with pytest.raises(EditorError, match="is no file of this site"):
            source_in(site, name)
    if sys.platform != "win32":
        (site / "content/link.yaml").symlink_to(other)
        with pytest.raises(EditorError, match="is no file of this site"):
            source_in(site, "content/link.yaml")


def test_a_program_that_there_is_not_is_said(tmp_path: Path) -> None:
    with pytest.raises(EditorError, match="there is no program `no-such-editor`"):
        open_at("no-such-editor", tmp_path / "x", 1, 1)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that stands in for an editor: it writes down what it was started with, as a whole at once."""
    told, program = tmp_path / "told.json", tmp_path / "code"
    program.write_text(
        f"#!{sys.executable}\nimport json, os, sys\n"
        f"with open({str(told)!r} + '.new', 'w') as file: json.dump(sys.argv[1:], file)\n"
        f"os.replace({str(told)!r} + '.new', {str(told)!r})\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("VISUAL", str(program))
    return told


@pytest.mark.whole
@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_the_place_of_a_problem_opens_the_editor_for_who_has_the_page(tmp_path: Path, stand_in: Path) -> None:
    site = tmp_path / "a site; with $(signs)"
    (site / "content").mkdir(parents=True)
    text = "name: TINY\ntitle: Tiny\nedition: 2031\ncontact: ada at example.org\n"
    (site / "content/site.yaml").write_text(text, "utf-8")
    with Serving(site, tmp_path / "log") as server:
        shown = server.get("/").text
        token, name = (re.search(rf'name="{each}" value="([^"]+)"', shown) for each in ("token", "open"))
        assert token
        assert name
        asked = f"open={name[1]}&token="
        assert server.get(overlay.OPEN, "POST", body=f"{asked}x").status == 403
        for header in ({"Sec_Fetch_Site": "cross-site"}, {"Origin": "https://example.org"}, {"Origin": "null"}):
            assert server.get(overlay.OPEN, "POST", body=asked + token[1], **header).status == 403
        assert server.get(overlay.OPEN, "POST", body=f"open=../x&token={token[1]}").status == 204
        assert not stand_in.exists()
        assert (
            server.get(overlay.OPEN, "POST", body=asked + token[1], Origin=server.address.rstrip("/")).status == 204
        )
        until(stand_in.exists, "the editor is started")
        assert json.loads(stand_in.read_text()) == ["--goto", f"{site.resolve()}/content/site.yaml:4:10"]
