"""The editor in which a problem is opened at its line: which program that is, and with which words it is started.

It is started as a program with arguments, never by a shell, and only with a file of the site. Editors are told the
line as they know it: VS Code and its kind by `--goto FILE:LINE:COLUMN`, Zed, Sublime Text and Helix by
`FILE:LINE:COLUMN`, JetBrains' by `--line LINE FILE`, vi, Emacs, nano and their kind by `+LINE FILE`. Any other has
only the file, or says itself where it wants `{file}`, `{line}` and `{column}`.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path, PurePath
from threading import Thread

_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"})
_COLONS = frozenset({"zed", "zeditor", "subl", "hx", "helix"})
_LINE = frozenset({"idea", "pycharm", "webstorm", "phpstorm", "rubymine", "clion", "goland", "rider", "fleet"})
_PLUS = frozenset({"vi", "vim", "nvim", "gvim", "mvim", "nano", "emacs", "emacsclient", "micro", "kak", "gedit"})
_IN_TERMINAL = frozenset({"vi", "vim", "nvim", "nano", "micro", "kak", "hx", "helix"})
"""Those that have no window of their own: they get one of tmux'."""
_LOOKED_FOR = ("code", "codium", "cursor", "zed", "zeditor", "subl", "idea", "pycharm", "webstorm")
"""What is used where nobody says anything, if it is installed."""


class EditorError(Exception):
    """Why no editor can be started, in a sentence."""


def editor_of(asked: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the command of the editor: what was `asked` for, else `$VISUAL`, `$EDITOR`, or one with a window of its
    own that is installed; an empty text where there is none."""
    said = (asked, environment.get("VISUAL", ""), environment.get("EDITOR", ""))
    return next((each.strip() for each in (*said, *filter(shutil.which, _LOOKED_FOR)) if each.strip()), "")


def arguments(
    editor: str, file: str, line: int, column: int, environment: Mapping[str, str] = os.environ
) -> list[str]:
    """Return the program and its arguments that open a file there. Raises EditorError where the command cannot be
    read, or the editor needs a terminal and there is no tmux to open a window in."""
    try:
        words = shlex.split(editor)
    except ValueError:
        raise EditorError(f"`{editor}` is no command: a quote in it is not closed") from None
    if not words:
        raise EditorError("no editor is named")
    name = PurePath(words[0]).stem.lower()
    if any("{file}" in word for word in words):
        places = {"{file}": file, "{line}": str(line), "{column}": str(column)}
        return [_filled(word, places) for word in words]
    found = [*words, *_place(name, file, line, column)]
    if name not in _IN_TERMINAL and "-nw" not in words and "-t" not in words:
        return found
    if not environment.get("TMUX"):
        raise EditorError(f"{name} needs a terminal: start `enlsp serve` in tmux, or name another with --editor")
    return ["tmux", "new-window", "--", *found]


def _filled(word: str, places: Mapping[str, str]) -> str:
    for name, value in places.items():
        word = word.replace(name, value)
    return word


def _place(name: str, file: str, line: int, column: int) -> list[str]:
    """How an editor is told where to go; `file` is a whole path, so it looks like no option."""
    if name in _GOTO:
        return ["--goto", f"{file}:{line}:{column}"]
    if name in _COLONS:
        return [f"{file}:{line}:{column}"]
    if name in _LINE:
        return ["--line", str(line), file]
    return [f"+{line}", file] if name in _PLUS else [file]


def source_in(site: Path, name: str) -> Path:
    """Return the file of a site by its name from there, whole. Raises EditorError where there is none, or a link
    leads out of the site."""
    top = site.resolve()
    file = (top / name).resolve()
    if not file.is_relative_to(top) or not file.is_file():
        raise EditorError(f"`{name}` is no file of this site")
    return file


def open_at(editor: str, file: Path, line: int, column: int) -> None:
    """Start the editor, and let it be. Raises EditorError where it cannot be started."""
    command = arguments(editor, str(file), max(line, 1), max(column, 1))
    program = shutil.which(command[0])
    if program is None:
        raise EditorError(f"there is no program `{command[0]}`: name another with --editor")
    nothing = subprocess.DEVNULL
    try:
        started = subprocess.Popen(
            [program, *command[1:]], stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
    except OSError as fault:
        raise EditorError(f"`{command[0]}` cannot be started: {(fault.strerror or str(fault)).lower()}") from None
    Thread(target=started.wait, name="editor", daemon=True).start()  # so that none is left behind as a zombie
