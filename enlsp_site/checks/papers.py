"""Rules on papers."""

from __future__ import annotations

from enlsp_site import text
from enlsp_site.model import Edition, Paper, Problem, error, warning


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


def tex_can_be_read(edition: Edition) -> list[Problem]:
    """The math of titles and abstracts is shown as math."""
    return [
        warning(
            paper.origin.at(field),
            "unreadable-math",
            f"this TeX cannot be read: {reason}",
            "it is shown as written",
        )
        for paper in (edition.papers.papers if edition.papers else ())
        for field, value in (("title", paper.title), ("abstract", paper.abstract))
        for _, reason in text.tex_faults(value)
    ]
