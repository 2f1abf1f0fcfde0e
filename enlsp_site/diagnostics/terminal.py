"""Problems in words: for a person (with the source line and a caret), as JSON, and as workflow annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from enlsp_site.diagnostics import told
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.diagnostics.told import PLAIN, Quotes, from_here, wants_colour

__all__ = [
    "Show",
    "as_github",
    "as_json",
    "as_text",
    "counted",
    "from_here",
    "place",
    "quoted",
    "quotes_of",
    "wants_colour",
]

Show = Callable[[str], str]
"""How a file of the site is called from where the user stands."""
Sources = Quotes | Mapping[str, bytes]
"""What the lines of problems are quoted from: texts by name, or what is ready to be quoted."""


def counted(problems: list[Problem]) -> str:
    """How many there are of each kind: `1 error, 2 warnings`; empty if there is none."""
    return told.counted([problem.severity for problem in problems])


def place(problem: Problem, show: Show) -> str:
    """Where a problem stands: `file:line:column`, or the file alone."""
    origin = problem.origin
    return told.place(origin.file, origin.line, origin.column, show)


def quotes_of(sources: Sources) -> Quotes:
    """What the lines of several problems are quoted from."""
    return sources if isinstance(sources, Quotes) else Quotes(sources)


def quoted(problem: Problem, quotes: Quotes) -> str:
    """The source line of a problem with a caret underneath, without colour; empty where there is none."""
    origin = problem.origin
    quote = quotes.of(origin.file, origin.line, origin.column)
    return told.shown(quote, origin.line, PLAIN, problem.severity) if quote else ""


def as_text(problems: list[Problem], sources: Sources, show: Show, colour: bool) -> str:
    """`file:line:column: error: message [code]`, the line with a caret, and the hint; for each problem."""
    quotes = quotes_of(sources)
    return told.as_text([told.plain(problem, quotes) for problem in problems], show, colour)


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
