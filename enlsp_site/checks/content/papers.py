"""Rules on papers."""

from __future__ import annotations

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.problem import Problem, Related
from enlsp_site.model.edition import Edition
from enlsp_site.model.papers import Paper

DUPLICATE_ID = Code(
    "duplicate-id",
    "error",
    what="two papers have the id `{id}`",
    why="Both would have one address, and the schedule could not tell them apart.",
    bad="two papers with `id: 7`",
    good="`id: 7` and `id: 8`",
    hint="the other is “{other}”; ids must differ",
)


def paper_ids_are_unique(edition: Edition) -> list[Problem]:
    """An id names one paper: its page, its citation and the schedule go by it. Reports `duplicate-id`."""
    problems: list[Problem] = []
    seen: dict[str, Paper] = {}
    for paper in edition.accepted:
        first = seen.setdefault(paper.id, paper)
        if first is not paper:
            problems.append(
                report(
                    DUPLICATE_ID,
                    paper.origin.at("id"),
                    related=[Related(first.origin.at("id"), "the other paper stands here")],
                    id=paper.id,
                    other=first.title,
                )
            )
    return problems


CODES = (DUPLICATE_ID,)
RULES = (ContentRule(paper_ids_are_unique),)
