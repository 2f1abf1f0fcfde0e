"""Rules on papers."""

from __future__ import annotations

from enlsp_site.diagnostics.problem import Problem, error
from enlsp_site.model.edition import Edition
from enlsp_site.model.papers import Paper


def paper_ids_are_unique(edition: Edition) -> list[Problem]:
    """An id names one paper: its page, its citation and the schedule go by it."""
    problems: list[Problem] = []
    seen: dict[str, Paper] = {}
    for paper in edition.papers.papers if edition.papers else ():
        first = seen.setdefault(paper.id, paper)
        if first is not paper:
            problems.append(
                error(
                    paper.origin.at("id"),
                    "duplicate-id",
                    f"two papers have the id `{paper.id}`",
                    f"the other is “{first.title}”; ids must differ",
                )
            )
    return problems
