"""Rules on the important dates: their order, and their year."""

from __future__ import annotations

import datetime as dt
import re
from itertools import combinations

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, Related
from enlsp_site.model.date_kinds import STAGES, WORKSHOP, staged, track_of
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import Edition

DATES_OUT_OF_ORDER = Code(
    "dates-out-of-order",
    "warning",
    what="dates are not in the order of their kinds",
    why="Which of two dates is wrong, if one is, only you know; both are shown.",
    bad="notification 2025-09-01 before submission 2025-09-10",
    good="notification 2025-09-20",
)

ANOTHER_YEAR = Code(
    "another-year",
    "warning",
    what="a date is far from the edition's year",
    why=(
        "A file copied from last year keeps its dates; a workshop in January has some of the year before. The "
        "date is shown."
    ),
    bad="date: 2024-08-22 in the edition of 2026",
    good="date: 2026-08-22, or a `note:` that says why",
)


def dates_come_in_order(edition: Edition) -> list[Problem]:
    """Of one track, what is submitted is due before authors are notified, that before final versions are due, and
    all of it before the workshop. Which date is which is known by its kind and its name, so these are warnings."""
    dates = edition.dates.dates if edition.dates else ()
    placed = [(stage, date) for stage, date in staged(dates) if stage is not None and date.days]
    problems: list[Problem] = []
    for one, other in combinations(placed, 2):
        (stage, first), (later_stage, later) = sorted((one, other), key=lambda each: each[0])
        same = later_stage == WORKSHOP or track_of(first) == track_of(later)
        if stage < later_stage and same and max(later.days) <= min(first.days):
            message = f"“{later.name}” is on {_told(later)}, and “{first.name}” is not before it, on {_told(first)}"
            hint = f"a {STAGES[stage]} comes before a {STAGES[later_stage]}: check both dates"
            there = Related(first.origin.at("date"), f"“{first.name}” stands here")
            problems.append(report(DATES_OUT_OF_ORDER, later.origin.at("date"), message, hint, [there]))
    return problems


def _told(date: ImportantDate) -> str:
    days = [day.isoformat() for day in date.days]
    return " or ".join(days) + (f" to {date.until}" if date.until else "")


def dates_are_of_the_editions_year(edition: Edition) -> list[Problem]:
    """What has a date is in the year that the edition is called after, or close to it: a file that was copied from
    last year is noticed. A `note` at a date says that it is meant."""
    if not re.fullmatch(r"(?:19|20)[0-9]{2}", edition.id):
        return []
    dates = [each for each in staged(edition.dates.dates if edition.dates else ()) if not each[1].note]
    days = edition.days
    held = {day for stage, date in dates if stage == WORKSHOP for day in date.days}
    found = [(date.days, date.origin.at("date"), stage) for stage, date in dates]
    found += [(date.was, date.origin.at("was"), None) for _, date in dates]
    found += [(day.days, day.origin.at("date"), None) for day in days]
    year = int(edition.id)
    return [
        _far(min(days), origin, year)
        for days, origin, stage in found
        if days and not any(_is_near(day, year, stage, held) for day in days)
    ]


def _is_near(day: dt.date, year: int, stage: int | None, held: set[dt.date]) -> bool:
    """Whether a date can be meant: the workshop is in its year, all else in the year before, in it or after it, and
    not more than a year from the workshop."""
    if stage == WORKSHOP:
        return day.year == year
    return abs(day.year - year) <= 1 and (not held or any(abs((day - one).days) <= 366 for one in held))


def _far(day: dt.date, origin: Origin, year: int) -> Problem:
    message = f"{day} is far from the rest of {year}, the year of this edition"
    if day.year == year:
        return report(ANOTHER_YEAR, origin, message, "check the date, and that of the workshop")
    return report(ANOTHER_YEAR, origin, message, f"did you mean {year}? If not, a `note` at the date can say why")


CODES = (DATES_OUT_OF_ORDER, ANOTHER_YEAR)
RULES = (
    ContentRule(dates_come_in_order),
    ContentRule(dates_are_of_the_editions_year),
)
