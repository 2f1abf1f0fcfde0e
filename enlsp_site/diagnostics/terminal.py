"""Problems in words: for a person (with the source line and a caret), as JSON, and as workflow annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from enlsp_site.diagnostics import told
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix, Problem
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


def place(origin: Origin, show: Show) -> str:
    """Where a problem stands: `file:line:column`, or the file alone."""
    return told.place(origin.file, origin.line, origin.column, show)


def quotes_of(sources: Sources) -> Quotes:
    """What the lines of several problems are quoted from."""
    return sources if isinstance(sources, Quotes) else Quotes(sources)


def quoted(origin: Origin, quotes: Quotes) -> str:
    """The source line of a place with a caret underneath, without colour; empty where there is none."""
    quote = quotes.of(origin.file, origin.line, origin.column)
    return told.shown(quote, origin.line, PLAIN, "error") if quote else ""


def as_text(problems: list[Problem], sources: Sources, show: Show, colour: bool) -> str:
    """`file:line:column: error: message [code]`, the line with a caret, further places likewise, and the hint; for
    each problem."""
    quotes = quotes_of(sources)
    return told.as_text([told.plain(problem, quotes) for problem in problems], show, colour)


def as_json(problems: list[Problem], show: Show) -> str:
    """A list of objects with file, line, column, severity, code, message and hint; line 0 is the whole file.

    `related` are further places; `fix` is the text that mends it and the one whose place it takes, or null.
    """
    rows = [
        {
            **_where(problem.origin, show),
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "related": [{**_where(each.origin, show), "message": each.message} for each in problem.related],
            "fix": _mend(problem, problem.fix) if problem.fix else None,
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _where(origin: Origin, show: Show) -> dict[str, str | int]:
    return {"file": show(origin.file), "line": origin.line, "column": origin.column}


def _mend(problem: Problem, fix: Fix) -> dict[str, str | int]:
    return {"column": fix.column or problem.origin.column, "old": fix.old, "new": fix.new}


def as_github(problems: list[Problem], show: Show) -> str:
    """Workflow commands that annotate the lines of a change on GitHub (docs: "Workflow commands")."""
    return "".join(_annotation(problem, show) for problem in problems)


def _annotation(problem: Problem, show: Show) -> str:
    origin = problem.origin
    further = [f"{place(each.origin, show)}: {each.message}" for each in problem.related]
    words = "\n".join([problem.message, *further, *([problem.hint] if problem.hint else [])])
    at = [f"file={_property(show(origin.file))}"]
    if origin.line:
        at += [f"line={origin.line}", f"col={max(origin.column, 1)}"]
    return f"::{problem.severity} {','.join(at)},title={_property(problem.code)}::{_data(words)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
