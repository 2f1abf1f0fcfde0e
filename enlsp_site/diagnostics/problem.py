"""What is wrong with what was written, as data: where, how bad, which rule, in words, and what to do."""

from __future__ import annotations

from typing import Literal

import msgspec
import msgspec.structs

from enlsp_site.diagnostics.origin import Origin

Severity = Literal["error", "warning"]


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong, told so that its writer can mend it.

    `code` is the kebab-case name of the rule (`unknown-key`); `message` says what is wrong in one line,
    without a full stop; `hint` says what to do.
    """

    origin: Origin
    severity: Severity
    code: str
    message: str
    hint: str = ""


def error(origin: Origin, code: str, message: str, hint: str = "") -> Problem:
    """A problem that keeps the site from being published."""
    return Problem(origin, "error", code, message, hint)


def warning(origin: Origin, code: str, message: str, hint: str = "") -> Problem:
    """A problem that lets the site be published, unless `--strict` is given."""
    return Problem(origin, "warning", code, message, hint)


def has_errors(problems: list[Problem]) -> bool:
    """Whether one of the problems forbids publishing."""
    return any(problem.severity == "error" for problem in problems)


def strictly(problems: list[Problem]) -> list[Problem]:
    """The problems with every warning an error: `--strict`."""
    return [msgspec.structs.replace(problem, severity="error") for problem in problems]
