"""When the workshop takes place, as one answer: from its events among the dates, else from its programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import date_kinds
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import Edition
from enlsp_site.model.record import Record

NEAR = dt.timedelta(days=2)
"""Events that lie no further apart are one occasion: a day between two is one of rest, or not written."""


class Occasion(Record, frozen=True):
    """The workshop as an event: `date` says when, without a name where it is several; `events` are then what takes
    place on which day, empty where it is one. `workshop` is the event among them that all is about: the one that is
    called so, else the last."""

    date: ImportantDate
    workshop: ImportantDate
    events: tuple[ImportantDate, ...] = ()


def occasion(edition: Edition) -> Occasion | None:
    """When the workshop takes place; None where nothing says so.

    An event that is `main` decides. Else it is all events that lie together with the one that is the workshop by its
    name, or with the first; where several days are still possible, that one alone. Without events it is the days of
    the programme.
    """
    dates = edition.dates.dates if edition.dates else ()
    events = [each for each in dates if each.kind == "event" and not date_kinds.is_apart(each)]
    main = [each for each in events if each.main]
    if len(events) == 1 or main:
        return _one((main or events)[0])
    known = sorted((each for each in events if len(each.days) == 1), key=lambda each: each.days[0])
    held = [each for stage, each in date_kinds.staged(dates) if stage == date_kinds.WORKSHOP and each in events]
    first = next(iter(held), known[0] if known else None)
    if first is not None and first not in known:  # several days are possible, or none is known
        return _one(first)
    if first is None:
        return _of_programme(edition)
    together = next(group for group in _together(known) if first in group)
    if len(together) == 1:
        return _one(first)
    date = _span(first.origin, [day for each in together for day in _days(each)])
    return Occasion(date, first if first in held else together[-1], tuple(together))


def _one(date: ImportantDate) -> Occasion:
    return Occasion(date, date)


def _of_programme(edition: Edition) -> Occasion | None:
    """The days of the programme, if all of them are known."""
    days = edition.schedule.days if edition.schedule else ()
    known = [day.days[0] for day in days if len(day.days) == 1]
    return _one(_span(days[0].origin, known)) if known and len(known) == len(days) else None


def _span(origin: Origin, days: Iterable[dt.date]) -> ImportantDate:
    first, last = min(days := [*days]), max(days)
    return ImportantDate(origin=origin, name="", kind="event", days=(first,), until=last if last > first else None)


def _together(events: list[ImportantDate]) -> list[list[ImportantDate]]:
    """Events in the order of their days, in groups that lie near one another."""
    groups: list[list[ImportantDate]] = []
    for each in events:
        if groups and each.days[0] - max(day for one in groups[-1] for day in _days(one)) <= NEAR:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _days(date: ImportantDate) -> tuple[dt.date, ...]:
    return (*date.days, date.until) if date.until else date.days
