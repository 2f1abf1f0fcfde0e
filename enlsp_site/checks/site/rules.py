"""The rules that `enlsp check` adds to those of every build: on the built pages, and on what is around them.

A rule is a function named as the fact that it asserts; it is shown the evidence and returns the problems where the
fact does not hold. Its module lists it in `RULES`, with its code; a module with rules is one line of `MODULES`, and
the documentation is made of that.
"""

from __future__ import annotations

import re
from importlib import import_module

from msgspec.structs import replace

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage.progress import Progress, one_by_one

MODULES = (
    ("Links", "enlsp_site.checks.site.links"),
    ("Leftovers", "enlsp_site.checks.site.leftovers"),
    ("Leftovers", "enlsp_site.checks.site.names"),
    ("Pictures", "enlsp_site.checks.site.pictures"),
    ("Pages", "enlsp_site.checks.site.pages"),
    ("Pages", "enlsp_site.checks.site.data_files"),
    ("Privacy and embargo", "enlsp_site.checks.site.privacy"),
    ("Privacy and embargo", "enlsp_site.checks.site.photos"),
    ("Repository", "enlsp_site.checks.site.repository"),
)
"""The modules with rules, each with what its rules are about: a chapter of the documentation. They are asked in this
order."""


def _of(about: str) -> tuple[Rule, ...]:
    return tuple(rule for each, module in MODULES if each == about for rule in import_module(module).RULES)


FAMILIES = tuple((about, _of(about)) for about in dict.fromkeys(about for about, _ in MODULES))
"""All rules, by what they are about."""


def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the documentation."""
    return tuple(rule for _, family in FAMILIES for rule in family)


def inspect(evidence: Evidence, progress: Progress | None = None) -> list[Problem]:
    """All problems that the rules find."""
    asked = [rule.holds for rule in rules()]
    return [problem for holds in one_by_one(asked, "rules", progress) for problem in holds(evidence)]


_PAGE = re.compile(r"https?://\S+|\S+\.html")


def folded(problems: list[Problem]) -> list[Problem]:
    """The problems, those of a template told once: for the first page that shows them, with how many more do. What a
    build says of a name's letters goes where a rule has the place itself, and mends it."""
    groups: dict[tuple[object, ...], list[Problem]] = {}
    mended = {each.origin.file for each in problems if each.code == "mojibake"}
    for number, each in enumerate(problems):
        if each.code == "garbled-letters" and each.origin.file in mended:
            continue
        origin = each.origin
        is_template = origin.file.startswith(("templates/", "(theme)"))
        place = (origin.file, origin.line, origin.column, each.code)
        key = (*place, _PAGE.sub("", each.message)) if is_template else (number,)
        groups.setdefault(key, []).append(each)
    return [_with_more(*found) for found in groups.values()]


def _with_more(first: Problem, *others: Problem) -> Problem:
    if not others:
        return first
    more = f"{len(others)} more page{'s' * (len(others) > 1)}"
    return replace(first, message=f"{first.message}; so it is on {more}")
