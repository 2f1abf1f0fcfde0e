"""Rules on what was written, and on what was built.

A rule is a function named as the fact that it asserts; it is handed an edition (or the workshop) and returns
the problems where the fact does not hold. To add one: write the function, list it, test it.
"""

from __future__ import annotations

from enlsp_site.checks.anchors import anchors_are_given_once
from enlsp_site.checks.links import links_lead_somewhere
from enlsp_site.checks.papers import paper_ids_are_unique
from enlsp_site.checks.people import people_stand_once_in_their_group
from enlsp_site.checks.sections import every_address_belongs_to_one_section
from enlsp_site.checks.targets import every_path_is_written_once
from enlsp_site.checks.tex import tex_can_be_read
from enlsp_site.model import Problem, Workshop

EDITION_RULES = (
    every_address_belongs_to_one_section,
    people_stand_once_in_their_group,
    paper_ids_are_unique,
    tex_can_be_read,
)

__all__ = ["anchors_are_given_once", "check", "every_path_is_written_once", "links_lead_somewhere"]


def check(workshop: Workshop) -> list[Problem]:
    """All problems that the rules find in the records."""
    return [problem for edition in workshop.editions for rule in EDITION_RULES for problem in rule(edition)]
