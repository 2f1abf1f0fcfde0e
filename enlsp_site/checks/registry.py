"""Rules on what was written, and on what was built.

A rule is a function named as the fact that it asserts; it is handed an edition (or the workshop) and returns
the problems where the fact does not hold. To add one: write the function, list it, test it.
"""

from __future__ import annotations

from contextlib import nullcontext

from enlsp_site.checks.content.anchors import DUPLICATE_ANCHOR
from enlsp_site.checks.content.cards import LOST_LETTERS, UNSHAPED_LETTERS
from enlsp_site.checks.content.dates import (
    ANOTHER_YEAR,
    DATES_OUT_OF_ORDER,
    dates_are_of_the_editions_year,
    dates_come_in_order,
)
from enlsp_site.checks.content.hidden_letters import HIDDEN_LETTERS, names_and_titles_hide_no_letters
from enlsp_site.checks.content.links import BROKEN_ANCHOR
from enlsp_site.checks.content.look import LIGHT_ACCENT, accents_can_be_read
from enlsp_site.checks.content.papers import DUPLICATE_ID, paper_ids_are_unique
from enlsp_site.checks.content.people import (
    DUPLICATE_PERSON,
    people_stand_once_in_their_group,
    same_as_means_somebody,
)
from enlsp_site.checks.content.schedule import (
    DOUBLE_BOOKED,
    GAP,
    LATE_END,
    OVERLAP,
    TWO_PLACES,
    days_have_no_gaps,
    nobody_is_in_two_places,
    rooms_are_not_double_booked,
    sessions_end_with_their_day,
    sessions_overlap_only_where_it_is_said,
)
from enlsp_site.checks.content.sections import DUPLICATE_URL, every_address_belongs_to_one_section
from enlsp_site.checks.content.slots import (
    NO_SLOT,
    TWO_POSTER_SESSIONS,
    confirmed_speakers_have_a_slot,
    oral_papers_have_a_slot,
    papers_hang_in_one_poster_session,
)
from enlsp_site.checks.content.tex import (
    BARE_TEX,
    DAMAGED_TEX,
    tex_can_be_read,
    tex_is_whole,
    tex_stands_between_dollars,
)
from enlsp_site.checks.content.zones import OLD_ZONES, zones_are_known_as_they_will_be
from enlsp_site.diagnostics.codes import Code
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import Workshop
from enlsp_site.model.reach import FieldReach

EDITION_RULES = (
    every_address_belongs_to_one_section,
    people_stand_once_in_their_group,
    paper_ids_are_unique,
    tex_can_be_read,
    tex_is_whole,
    tex_stands_between_dollars,
    dates_come_in_order,
    dates_are_of_the_editions_year,
    rooms_are_not_double_booked,
    nobody_is_in_two_places,
    sessions_overlap_only_where_it_is_said,
    sessions_end_with_their_day,
    days_have_no_gaps,
    papers_hang_in_one_poster_session,
    accents_can_be_read,
    names_and_titles_hide_no_letters,
    zones_are_known_as_they_will_be,
)


CODES: tuple[Code, ...] = (
    DUPLICATE_ANCHOR,
    LOST_LETTERS,
    UNSHAPED_LETTERS,
    DATES_OUT_OF_ORDER,
    ANOTHER_YEAR,
    BROKEN_ANCHOR,
    LIGHT_ACCENT,
    HIDDEN_LETTERS,
    DUPLICATE_ID,
    DUPLICATE_PERSON,
    DOUBLE_BOOKED,
    TWO_PLACES,
    OVERLAP,
    GAP,
    LATE_END,
    DUPLICATE_URL,
    NO_SLOT,
    TWO_POSTER_SESSIONS,
    BARE_TEX,
    DAMAGED_TEX,
    OLD_ZONES,
)
"""What the rules give besides the codes of reading."""


TEXT_RULES = frozenset({tex_can_be_read, tex_is_whole, tex_stands_between_dollars})
"""Rules that look at each text by itself: what they find in a record, no other one decides (`tex.is_fine`)."""

WHOLE_RULES = (confirmed_speakers_have_a_slot, oral_papers_have_a_slot)
"""Rules that say that something is nowhere: that follows from any error for which something was left out."""


def check(workshop: Workshop, whole: bool = True, reach: FieldReach | None = None) -> list[Problem]:
    """All problems that the rules find in the records. Only where nothing was left out for a problem (`whole`) can it
    be said that something is nowhere. `reach` is told what is read of a record for itself."""
    asked = (*EDITION_RULES, *WHOLE_RULES) if whole else EDITION_RULES
    found = []
    for rule in asked:
        with reach.own() if reach and rule in TEXT_RULES else nullcontext():
            found += [problem for edition in workshop.editions for problem in rule(edition)]
    return found + (same_as_means_somebody(workshop) if whole else [])
