"""The rules of every build, and their codes: a module with rules is one line of `MODULES`.

A rule is a function named as the fact that it asserts; it is handed an edition and returns the problems where that
does not hold. Its module lists it in `RULES`, and the codes of what it tells in `CODES`.
"""

from __future__ import annotations

from contextlib import nullcontext
from importlib import import_module
from types import ModuleType

from enlsp_site.checks.content.people import same_as_means_somebody
from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.checks.content.shared_files import editions_share_no_file
from enlsp_site.diagnostics.codes import Code
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import Workshop
from enlsp_site.model.reach import FieldReach
from enlsp_site.storage.memory import Memory

MODULES = (
    "enlsp_site.checks.content.sections",
    "enlsp_site.checks.content.people",
    "enlsp_site.checks.content.papers",
    "enlsp_site.checks.content.tex",
    "enlsp_site.checks.content.dates",
    "enlsp_site.checks.content.schedule",
    "enlsp_site.checks.content.slots",
    "enlsp_site.checks.content.look",
    "enlsp_site.checks.content.hidden_letters",
    "enlsp_site.checks.content.zones",
    "enlsp_site.checks.content.shared_files",
    "enlsp_site.checks.content.links",
    "enlsp_site.checks.content.anchors",
    "enlsp_site.checks.content.cards",
)
"""The modules with rules on content, in the order in which they are asked. The last four have no `RULES`: theirs are
asked of all editions together, or later in a build, and only their codes are gathered here."""

_IMPORTED: tuple[ModuleType, ...] = tuple(map(import_module, MODULES))

RULES: tuple[ContentRule, ...] = tuple(rule for module in _IMPORTED for rule in getattr(module, "RULES", ()))
"""The rules on an edition."""

CODES: tuple[Code, ...] = tuple(code for module in _IMPORTED for code in module.CODES)
"""What the rules give besides the codes of reading."""


def check(
    workshop: Workshop, whole: bool = True, reach: FieldReach | None = None, memory: Memory | None = None
) -> list[Problem]:
    """All problems that the rules find in the records. Only where nothing was left out for a problem (`whole`) can it
    be said that something is nowhere. `reach` is told what is read of a record for itself; `memory` may know what a
    rule found in the same."""
    found, again = [], (memory or Memory(None, "")).again
    for rule in (each for each in RULES if whole or not each.if_whole):
        with reach.own() if reach and rule.of_texts else nullcontext():
            found += [problem for edition in workshop.editions for problem in again(rule.holds, edition)]
    with reach.own() if reach else nullcontext():
        found += editions_share_no_file(workshop)
    return found + (again(same_as_means_somebody, workshop) if whole else [])
