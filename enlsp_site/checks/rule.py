"""What a rule of `enlsp check` is: a fact that it asserts, and the words that its documentation is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from enlsp_site.checks.evidence import Evidence
from enlsp_site.diagnostics.problem import Problem


class Rule(NamedTuple):
    """A rule. `holds` returns the problems where the fact that it is named after does not hold; it is None where
    every build looks after it already. `why` is one line for the documentation; `bad` and `good` are examples.
    `mended` says that `--fix` can do it."""

    code: str
    holds: Callable[[Evidence], Iterable[Problem]] | None
    why: str
    bad: str
    good: str
    mended: bool = False
