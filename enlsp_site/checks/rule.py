"""What a rule of `enlsp check` is: a fact that it asserts, and the code of the problems where it does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from enlsp_site.checks.evidence import Evidence
from enlsp_site.diagnostics.codes import Code
from enlsp_site.diagnostics.problem import Problem


class Rule(NamedTuple):
    """A rule. `holds` returns the problems where the fact that it is named after does not hold, with that code."""

    code: Code
    holds: Callable[[Evidence], Iterable[Problem]]
