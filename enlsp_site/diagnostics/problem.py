"""What is wrong with what was written, as data: where, how bad, which rule, in words, and what to do."""

from __future__ import annotations

from typing import Any, Literal, NewType

import msgspec
import msgspec.structs

from enlsp_site.diagnostics.origin import Origin

Severity = Literal["error", "warning"]

CodeName = NewType("CodeName", str)
"""The name of a code. Only `Code` makes one, so that no problem has a code that is not declared."""


class Related(msgspec.Struct, frozen=True):
    """A further place that has a part in a problem, and which part: `the other session stands here`."""

    origin: Origin
    message: str


class Fix(msgspec.Struct, frozen=True):
    """A mend that is certain: the text `old`, in the line of the problem, becomes `new`. Both are as they are written
    in the file, on one line. `column` is where `old` begins, if not where the problem stands; from 1."""

    old: str
    new: str
    column: int = 0


LENIENT = ("sample",)
"""Codes of warnings that `--strict` lets pass: a new site is published as it is, and tells of its samples."""


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong, told so that its writer can mend it. `codes.report` makes it.

    `code` is the kebab-case name of the rule (`unknown-key`); `message` says what is wrong in one line,
    without a full stop; `hint` says what to do; `related` are further places; `fix` is the mend, where it is certain.
    """

    origin: Origin
    severity: Severity
    code: CodeName
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


def has_errors(problems: list[Problem]) -> bool:
    """Whether one of the problems forbids publishing."""
    return any(problem.severity == "error" for problem in problems)


def strictly(problems: list[Problem]) -> list[Problem]:
    """The problems with every warning an error (`--strict`), but for those of `LENIENT`."""
    return [
        problem if problem.code in LENIENT else msgspec.structs.replace(problem, severity="error")
        for problem in problems
    ]


def in_order(problems: list[Problem]) -> list[Problem]:
    """The problems, each once: errors before warnings, since these may follow from those; then by file and line."""
    return list({_order(problem): problem for problem in sorted(problems, key=_order)}.values())


def _order(problem: Problem) -> tuple[bool, str, int, int, str, str]:
    origin = problem.origin
    is_mild = problem.severity != "error"
    return is_mild, origin.file, origin.line, origin.column, problem.code, problem.message


def from_row(row: Any) -> Problem:
    """A problem from what `told.plain` made of it. Raises ValueError or TypeError where that is something else."""
    file, line, column, severity, code, message, hint, _, further, fix = row
    places = tuple(Related(Origin(at, (), row, place), words) for at, row, place, words, _ in further)
    return Problem(Origin(file, (), line, column), severity, code, message, hint, places, Fix(*fix) if fix else None)
