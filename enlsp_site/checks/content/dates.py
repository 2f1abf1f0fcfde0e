"""Rules on the important dates: their order, their year, which is the workshop, and that the programme agrees."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from itertools import combinations

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, Related
from enlsp_site.exports.jsonld_event import is_own
from enlsp_site.model.date_kinds import STAGES, WORKSHOP, is_apart, staged, track_of
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import Edition
from enlsp_site.model.schedule import Day, Session
from enlsp_site.text.plain_text import slug

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

DATES_AGAINST_PROGRAMME = Code(
    "dates-against-programme",
    "warning",
    what="the important dates and the programme name different days",
    why=(
        "The home page says WHEN by the events in dates.yaml, the programme and its calendar go by schedule.yaml. "
        "Which of the two is wrong only you know; both are shown. Days of nothing but mentoring and social sessions "
        "may be any."
    ),
    bad="Workshop 2025-12-06 in dates.yaml, and a day 2025-12-07 in schedule.yaml",
    good="the same day in both, or an event in dates.yaml for each further day: {name: Tutorials, date: 2025-12-05}",
)

MAIN_EVENT = Code(
    "main-event",
    "warning",
    what="`main` does not say which one event is the workshop",
    why=(
        "The home page, the cards of social networks and search engines take WHEN from the event that is `main`, "
        "from the first one where several are; a deadline or an occasion beside the workshop is never it."
    ),
    bad="main: yes at a deadline, or at two events",
    good="main: yes at the one event that is the workshop, or no `main` at all",
)


def dates_come_in_order(edition: Edition) -> list[Problem]:
    """Of one track, what is submitted is due before authors are notified, that before final versions are due, and
    all of it before the workshop. Which date is which is known by its kind and its name, so these are warnings.
    Reports `dates-out-of-order`."""
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


def one_event_is_main(edition: Edition) -> list[Problem]:
    """`main` stands at one date, and that is an event of the workshop. Reports `main-event`."""
    marked = [each for each in (edition.dates.dates if edition.dates else ()) if each.main]
    events = [each for each in marked if each.kind == "event" and not is_apart(each)]
    told = [_no_event(each) for each in marked if each not in events]
    return told + [_second_main(each, events[0]) for each in events[1:]]


def _no_event(date: ImportantDate) -> Problem:
    message = f"“{date.name}” is `main`, and no event that the workshop could be"
    return report(MAIN_EVENT, date.origin.at("main"), message, "delete `main` here, or write `kind: event`")


def _second_main(date: ImportantDate, first: ImportantDate) -> Problem:
    there = Related(first.origin.at("main"), f"“{first.name}” stands here, and is taken")
    message = f"“{date.name}” is `main`, and so is “{first.name}”"
    return report(
        MAIN_EVENT, date.origin.at("main"), message, "keep `main` at the event that is the workshop", [there]
    )


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


def dates_and_programme_agree(edition: Edition) -> list[Problem]:
    """Each day of the programme is one on which an event among the important dates takes place, or may; what has the
    name of an event is on its day, and the event that is the workshop (`main`) has a programme. Nothing is said while
    an event has no day yet, nor of days in another year: those are told by themselves."""
    events = [each for each in (edition.dates.dates if edition.dates else ()) if each.kind == "event"]
    events = [each for each in events if not is_apart(each)]
    if not events or not all(each.days and _is_of_year(each.days[0], edition.id) for each in events):
        return []
    held = [day for day in edition.days if day.days and day.sessions]
    held = [day for day in held if all(_is_of_year(date, edition.id) for date in day.days)]
    strays = [day for day in held if is_own(day) and not any(_meet(event, day) for event in events)]
    empty = [each for each in events if each.main and held and not any(_meet(each, day) for day in held)]
    told = [_stray(day, events) for day in strays] or [_without_programme(each, held) for each in empty]
    return told + [
        _elsewhere(day, session, event)
        for event in events
        for day, session in _namesakes(held, event)
        if day not in strays
    ]


def _is_of_year(day: dt.date, edition: str) -> bool:
    return not re.fullmatch(r"(?:19|20)[0-9]{2}", edition) or day.year == int(edition)


def _meet(event: ImportantDate, day: Day) -> bool:
    """Whether an event and a day of the programme can be on the same date."""
    last = event.until or max(event.days)
    spanned = {min(event.days) + dt.timedelta(n) for n in range((last - min(event.days)).days + 1)}
    return not (spanned if event.until else {*event.days}).isdisjoint(day.days)


def _namesakes(days: Iterable[Day], event: ImportantDate) -> list[tuple[Day, Session]]:
    """The sessions that are called as an event, if none of them is on its day."""
    name = slug(event.name)
    found = [(day, session) for day in days for session in day.sessions if slug(session.title) == name]
    return [] if any(_meet(event, day) for day, _ in found) else found


def _stray(day: Day, events: list[ImportantDate]) -> Problem:
    nearest = min(events, key=lambda each: abs((each.days[0] - day.days[0]).days))
    there = Related(nearest.origin.at("date"), f"“{nearest.name}” stands here")
    message = f"the programme has {_days_told(day)}, and “{nearest.name}” is on {_told(nearest)}"
    hint = "correct one of the two, or add an event of that day to dates.yaml"
    return report(DATES_AGAINST_PROGRAMME, day.origin.at("date"), message, hint, [there])


def _without_programme(event: ImportantDate, held: list[Day]) -> Problem:
    there = Related(held[0].origin.at("date"), "the programme begins here")
    message = (
        f"“{event.name}” is the workshop, by `main`, on {_told(event)}, and the programme has nothing on that day"
    )
    return report(DATES_AGAINST_PROGRAMME, event.origin.at("date"), message, "correct one of the two", [there])


def _elsewhere(day: Day, session: Session, event: ImportantDate) -> Problem:
    there = Related(event.origin.at("date"), f"the event “{event.name}” stands here")
    message = f"“{session.title}” is on {_days_told(day)} in the programme, and on {_told(event)} among the dates"
    return report(DATES_AGAINST_PROGRAMME, session.origin, message, "correct one of the two", [there])


def _days_told(day: Day) -> str:
    return " or ".join(each.isoformat() for each in day.days)


CODES = (DATES_OUT_OF_ORDER, ANOTHER_YEAR, DATES_AGAINST_PROGRAMME, MAIN_EVENT)
RULES = (
    ContentRule(dates_come_in_order),
    ContentRule(dates_are_of_the_editions_year),
    ContentRule(dates_and_programme_agree),
    ContentRule(one_event_is_main),
)
