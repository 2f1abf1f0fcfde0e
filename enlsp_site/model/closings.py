"""When what visitors can do is over: submitting, registering, the workshop itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from enlsp_site.model import date_kinds, times
from enlsp_site.model.dates import Dates, ImportantDate
from enlsp_site.model.edition import Edition
from enlsp_site.model.occasion import occasion


def closings(edition: Edition) -> dict[str, str]:
    """Until before which moment, as RFC 3339 with offset, each of these counts; empty if that is not known.

    One submits until the last deadline for it, registers until the workshop's own day begins, be there tutorials
    before or not, and looks at the programme until the last day is over.
    """
    days = _days_of(edition)
    if not days:
        return {"submit": submission_closes(edition.dates), "register": "", "schedule": ""}
    found = occasion(edition)
    own = (found.workshop.days if found else ()) or days
    zone = edition.site.timezone
    begins, starts, ends = min(days), min(own), max(days) + dt.timedelta(1)
    return {
        "submit": submission_closes(edition.dates) or _beginning(begins, zone),
        "register": _beginning(starts, zone),
        "schedule": _beginning(ends, zone),
    }


def submission_closes(dates: Dates | None) -> str:
    """When the last deadline for submissions is over, of several tracks the last one's; empty if none is known.

    They are those deadlines for authors that are called so, or by no other name, and come before the notification of
    their track, or of all; where no notification is known, those called so, else those before final versions are due.
    """
    known = dates.dates if dates else ()
    due = [date for date in known if date.instant and date_kinds.is_for_submissions(date)]
    if not any(date.kind == "notification" and date.days for date in known):
        named = [date for date in due if date_kinds.stage_of(date) == date_kinds.SUBMISSION]
        due = named or [date for date in due if _is_before(date, _finals(known))]
    asked = [date for date in due if _is_before(date, _notifications(known, date))]
    return max((date.instant for date in asked), key=dt.datetime.fromisoformat, default="")


def _notifications(dates: Iterable[ImportantDate], about: ImportantDate) -> list[ImportantDate]:
    """The notifications that a deadline is followed by: those of its own track, or all where it has none."""
    told = [date for date in dates if date.kind == "notification" and date.days]
    own = [date for date in told if date_kinds.track_of(date) == date_kinds.track_of(about)]
    return own or told


def _finals(dates: Iterable[ImportantDate]) -> list[ImportantDate]:
    return [date for date in dates if date.days and date_kinds.stage_of(date) == date_kinds.FINAL]


def _is_before(date: ImportantDate, others: list[ImportantDate]) -> bool:
    """Whether a date is on the day of the first of these, or before; of none it always is."""
    return date.days[0] <= min((min(other.days) for other in others), default=date.days[0])


def _days_of(edition: Edition) -> list[dt.date]:
    """All days of the workshop, candidate days among them, by its dates and its programme."""
    found = occasion(edition)
    days = [*found.date.days, *([found.date.until] if found.date.until else [])] if found else []
    return days + [day for one in edition.days for day in one.days]


def _beginning(day: dt.date, zone: str) -> str:
    """When a day begins. Whether an abbreviation is in force on it is told where it is written; here it is a distance
    from UTC."""
    return dt.datetime.combine(day, dt.time(), times.zone(zone)).isoformat(timespec="seconds")
