"""Problems in words: for a person (with the source line and a caret), as JSON, and as workflow annotations."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Callable, Mapping
from pathlib import Path

from enlsp_site.diagnostics.problem import Problem

COLOURS = {
    "error": "\033[31;1m",
    "warning": "\033[33;1m",
    "dim": "\033[2m",
    "bold": "\033[1m",
    "off": "\033[0m",
}
PLAIN = dict.fromkeys(COLOURS, "")

Show = Callable[[str], str]
"""How a file of the site is called from where the user stands."""


def from_here(site: Path) -> Show:
    """Files of a site as paths from the working directory; what is no file, `(in brackets)`, stays as it is."""

    def show(file: str) -> str:
        try:
            path = file if file.startswith("(") else os.path.relpath(site / file)
        except ValueError:  # on another drive, from where no relative path leads to it
            path = str(site / file)
        return path.encode("utf-8", "backslashreplace").decode()  # its name may be no text

    return show


def wants_colour(terminal: bool) -> bool:
    """Colour on a terminal that has it, unless it is not wanted (no-color.org)."""
    return terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def counted(problems: list[Problem]) -> str:
    """How many there are of each kind: `1 error, 2 warnings`; empty if there is none."""
    errors = sum(problem.severity == "error" for problem in problems)
    numbers = ((errors, "error"), (len(problems) - errors, "warning"))
    return ", ".join(f"{count} {noun}{'s' * (count != 1)}" for count, noun in numbers if count)


def place(problem: Problem, show: Show) -> str:
    """Where a problem stands: `file:line:column`, or the file alone."""
    origin = problem.origin
    return show(origin.file) + (f":{origin.line}:{max(origin.column, 1)}" if origin.line else "")


def quoted(problem: Problem, texts: Mapping[str, bytes]) -> str:
    """The source line of a problem with a caret underneath, without colour; empty where there is none."""
    origin, source = problem.origin, texts.get(problem.origin.file)
    if not origin.line or source is None:
        return ""
    return _quoted(source, origin.line, max(origin.column, 1), PLAIN, problem.severity)


def as_text(problems: list[Problem], texts: Mapping[str, bytes], show: Show, colour: bool) -> str:
    """`file:line:column: error: message [code]`, the line with a caret, and the hint; for each problem."""
    return "".join(
        _told(problem, texts.get(problem.origin.file), show, COLOURS if colour else PLAIN) for problem in problems
    )


def _told(problem: Problem, source: bytes | None, show: Show, ink: Mapping[str, str]) -> str:
    origin, kind = problem.origin, problem.severity
    told = f"{ink['bold']}{place(problem, show)}:{ink['off']} {ink[kind]}{kind}:{ink['off']} "
    told += f"{problem.message} [{problem.code}]\n"
    if origin.line and source is not None:
        told += _quoted(source, origin.line, max(origin.column, 1), ink, kind)
    if problem.hint:
        told += f"  {ink['dim']}hint:{ink['off']} {problem.hint}\n"
    return told


WIDTH = 96


def _quoted(source: bytes, line: int, column: int, ink: Mapping[str, str], kind: str) -> str:
    """The source line and a caret under the column; a long line is cut around it."""
    lines = _lines(source)
    if not 0 < line <= len(lines) or not lines[line - 1].strip():
        return ""
    shown, before = lines[line - 1].replace("\t", " "), column - 1
    if before > WIDTH - 16:
        cut = before - WIDTH // 2
        shown, before = "…" + shown[cut + 1 :], before - cut
    if len(shown) > WIDTH:
        shown = shown[: WIDTH - 1] + "…"
    shown = "".join(letter if letter.isprintable() else "\ufffd" for letter in shown)
    number = str(line)
    return (
        f"  {ink['dim']}{number} |{ink['off']} {shown}\n"
        f"  {' ' * len(number)} {ink['dim']}|{ink['off']} {' ' * _columns(shown[:before])}{ink[kind]}^{ink['off']}\n"
    )


def _lines(source: bytes) -> list[str]:
    """The lines of a file as its reader counts them, even if it is not the UTF-8 that it should be."""
    is_utf16 = source[:2] in (b"\xff\xfe", b"\xfe\xff")
    text = source.decode("utf-16" if is_utf16 else "utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def as_json(problems: list[Problem], show: Show) -> str:
    """A list of objects with file, line, column, severity, code, message and hint; line 0 is the whole file."""
    rows = [
        {
            "file": show(problem.origin.file),
            "line": problem.origin.line,
            "column": problem.origin.column,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_github(problems: list[Problem], show: Show) -> str:
    """Workflow commands that annotate the lines of a change on GitHub (docs: "Workflow commands")."""
    return "".join(_annotation(problem, show) for problem in problems)


def _annotation(problem: Problem, show: Show) -> str:
    origin = problem.origin
    words = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    at = [f"file={_property(show(origin.file))}"]
    if origin.line:
        at += [f"line={origin.line}", f"col={max(origin.column, 1)}"]
    return f"::{problem.severity} {','.join(at)},title={_property(problem.code)}::{_data(words)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
