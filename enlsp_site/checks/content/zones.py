"""Rules on the data of time zones that the site was made with."""

from __future__ import annotations

import datetime as dt

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import Edition
from enlsp_site.model.zone_data import in_use, outdated

OLD_ZONES = Code(
    "old-zones",
    "warning",
    what="the data of time zones is old",
    why="Times after a change of law are an hour off; pages are made nevertheless.",
    bad="tzdata of 2019",
    good="`pip install --upgrade tzdata`",
)


def zones_are_known_as_they_will_be(edition: Edition) -> list[Problem]:
    """No day of the site is in a zone whose clocks a newer release of the time zone database changed by then. Each
    zone is told once. Reports `old-zones`."""
    told: dict[str, Problem] = {}
    for name, day, origin in _zoned(edition):
        if name not in told and (release := outdated(name, day)):
            used = in_use().release or "an older one"
            message = f"the clocks of {name} on {day} were changed in release {release} of the time zone database"
            hint = f"{used} is in use here: `python -m pip install --upgrade tzdata`, or renew the system's"
            told[name] = report(OLD_ZONES, origin, message, hint)
    return list(told.values())


def _zoned(edition: Edition) -> list[tuple[str, dt.date, Origin]]:
    """Each day that has a zone of a place, and where it was written."""
    days = edition.days
    dates = edition.dates.dates if edition.dates else ()
    held = [(day.zone_name, day.days, day.origin) for day in days]
    held += [(date.zone_name, date.days, date.origin) for date in dates]
    return [(name, max(on), origin.at("date")) for name, on, origin in held if name and on]


CODES = (OLD_ZONES,)
RULES = (ContentRule(zones_are_known_as_they_will_be),)
