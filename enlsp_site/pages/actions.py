"""What a visitor can do: submit, register, see the programme, watch or read what was shown. Which of them counts now
depends on the day on which the page is looked at: each says until when it does, and the page decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from enlsp_site.model import date_kinds, times, urls
from enlsp_site.model.dates import Dates, ImportantDate
from enlsp_site.model.edition import Edition
from enlsp_site.model.occasion import occasion
from enlsp_site.model.record import Record

Kind = Literal["submit", "register", "schedule", "watch", "papers"]


class Action(Record, frozen=True):
    """Something to do, until before a moment as RFC 3339 with offset; empty has no end. It is called as the section
    that it leads to, or, without a title, by its kind."""

    kind: Kind
    url: str
    title: str = ""
    until: str = ""


def actions(edition: Edition, headings: Mapping[str, str]) -> tuple[Action, ...]:
    """What can be done on an edition's site, in the order of the year: the first that is not over counts now.

    `headings` are those of the sections that have something to show, by name. What leads nowhere is left out.
    """
    asked = {link.kind: link.url for link in edition.site.actions}
    begins, ends = event(edition)
    turns: tuple[tuple[Kind, str, str], ...] = (
        ("submit", "call", submission_closes(edition.dates) or begins),
        ("register", "", begins),
        ("schedule", "schedule", ends),
        ("watch", "", ""),
        ("papers", "papers", ""),
    )
    found = []
    for kind, name, until in turns:
        if kind in asked:
            found.append(Action(kind=kind, url=asked[kind], until=until))
        elif name in headings:
            url = urls.inside(urls.section_path(edition.id, name))
            found.append(Action(kind=kind, url=url, title=headings[name], until=until))
    return tuple(found)


def submission_closes(dates: Dates | None) -> str:
    """When the last deadline before the first notification is over, if one is known: the one for submissions, or the
    last of several tracks'. Without a notification it is the last that says so by its name."""
    known = dates.dates if dates else ()
    due = [date for date in known if date.kind == "deadline" and date.instant]
    told = min((min(date.days) for date in known if date.kind == "notification" and date.days), default=None)
    asked = [date for date in due if (date.days[0] <= told if told else _is_submission(date))]
    return max((date.instant for date in asked), key=dt.datetime.fromisoformat, default="")


def _is_submission(date: ImportantDate) -> bool:
    return date_kinds.stage_of(date) == date_kinds.SUBMISSION


def event(edition: Edition) -> tuple[str, str]:
    """When the workshop's first day begins and its last has ended, candidate days among them; empty if not known."""
    found = occasion(edition)
    days = [*_days(found.date)] if found else []
    if edition.schedule:
        days += [day for one in edition.schedule.days for day in one.days]
    if not days:
        return "", ""
    zone = edition.site.timezone
    # Whether an abbreviation is in force on these days is told where it is written; here it is a distance from UTC.
    first, after = (dt.datetime.combine(day, dt.time(), times.zone(zone)) for day in (min(days), _after(max(days))))
    return first.isoformat(timespec="seconds"), after.isoformat(timespec="seconds")


def _after(day: dt.date) -> dt.date:
    return day + dt.timedelta(1)


def _days(date: ImportantDate) -> tuple[dt.date, ...]:
    return (*date.days, date.until) if date.until else date.days
