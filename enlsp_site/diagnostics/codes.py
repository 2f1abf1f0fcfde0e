"""Codes: the kinds of problems, each declared once beside what gives it, with the words that its page is made of.

`report` is how a problem is made. The line between the severities is the same for all codes. An **error** is what
would make the site wrong, unsafe or impossible to make: a reference to nobody, a file that is not there, two records
at one address. What is a judgement about the workshop, however odd, is a **warning**: the site is published, and who
means it so acknowledges it in site.yaml (`unchecked`).
"""

from __future__ import annotations

from collections.abc import Iterable

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import CodeName, Fix, Problem, Related, Severity


class Code:
    """A kind of problem.

    `name` is kebab-case (`double-booked`). `what` says in one line what is wrong, without a full stop, and `hint`
    what to do: both may have `{facts}` in them, which `report` fills in. `why` says why it is told, and so why it is
    an error or a warning. `bad` and `good` are the shortest examples. `mended` says that `enlsp check --fix` can do
    it where that is certain.
    """

    __slots__ = ("bad", "good", "hint", "mended", "name", "severity", "what", "why")

    def __init__(
        self,
        name: str,
        severity: Severity,
        what: str,
        why: str,
        bad: str,
        good: str,
        hint: str = "",
        mended: bool = False,
    ) -> None:
        self.name = CodeName(name)
        self.severity: Severity = severity
        self.what = what
        self.why = why
        self.bad = bad
        self.good = good
        self.hint = hint
        self.mended = mended

    def __repr__(self) -> str:
        return f"Code({self.name!r})"


def report(
    code: Code,
    origin: Origin,
    /,
    message: str = "",
    hint: str = "",
    related: Iterable[Related] = (),
    fix: Fix | None = None,
    **facts: object,
) -> Problem:
    """Make a problem: what is wrong at a place. Nothing else makes one.

    The words are those of the code with the `facts` in them. Where it happens in so many ways that the code cannot
    say which (a date that is none), `message` and `hint` are said instead. `related` are further places that have a
    part in it; `fix` is the mend, where it is certain.
    """
    return Problem(
        origin,
        code.severity,
        code.name,
        message or code.what.format_map(facts),
        hint or code.hint.format_map(facts),
        tuple(related),
        fix,
    )
