"""Important dates: dates.yaml."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from enlsp_site.content.entries.dates import DateEntry, DatesFile
from enlsp_site.content.ledger import Wanted
from enlsp_site.content.likeness import Facts
from enlsp_site.content.listed import listed
from enlsp_site.content.reader import Reader, as_list
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import date_kinds, times
from enlsp_site.model.codes import BAD_DATE, BAD_TIME
from enlsp_site.model.dates import Dates, ImportantDate

END_OF_DAY = dt.time(23, 59)
ANYWHERE = "AoE"


def read_dates(reader: Reader, file: str, found: DatesFile | list[DateEntry], zone: str) -> Dates:
    """The dates in the order in which they stand. `zone` is site.yaml's, for times that name none."""
    whole = listed(reader, file, found, "dates", reader.language.say("heading_dates"))
    rows = [_date(reader, entry, origin, zone) for entry, origin in whole.items]
    settled = reader.ledger.settle("dates#", [_wanted(row) for row in rows])
    dates = tuple(replace(row, revision=each.revision) for row, each in zip(rows, settled, strict=True))
    return Dates(heading=whole.heading, intro=whole.intro, dates=dates)


def _wanted(date: ImportantDate) -> Wanted:
    """What a date is known by: its name and its day, or the moment at which that ends."""
    when = date.instant or (str(date.days[0]) if len(date.days) == 1 else "")
    return Wanted(date.name, Facts(title=date.name, when=when))


def _date(reader: Reader, entry: DateEntry, origin: Origin, site_zone: str) -> ImportantDate:
    kind = entry.kind or date_kinds.kind_of(entry.name)
    moments = read_moments(reader, entry.date, origin.at("date"))
    written = next((zone for _, _, zone in moments if zone), None)
    clock = _clock(reader, moments, origin.at("date"))
    zone = entry.zone or written or (ANYWHERE if kind == "deadline" else site_zone if clock else "")
    days = tuple(day for day, _, _ in moments)
    where = origin.at("zone") if entry.zone else origin.at("date")
    at = clock or (END_OF_DAY if kind == "deadline" else None)
    label = ""
    if zone:
        label = reader.timed(where, lambda: reader.zone_label(zone, days[0] if days else None, at)) or ""
    instant = ""
    if label and len(days) == 1 and at:
        instant = reader.timed(where, lambda: times.instant(days[0], at, zone)) or ""
    return ImportantDate(
        origin=origin,
        name=reader.said(entry.name),
        kind=kind,
        days=days,
        until=_until(reader, entry.until, days, origin.at("until")),
        clock=clock,
        zone=label,
        zone_name=times.zone_name(zone, days[0] if days else None) if label else "",
        instant=instant,
        was=tuple(day for day, _, _ in read_moments(reader, entry.was, origin.at("was"))),
        main=entry.main or False,
        audience=entry.audience or "",
        note=reader.said(entry.note),
        link=reader.link(entry.url, origin.at("url")),
    )


def read_opening(reader: Reader, written: str, origin: Origin, site_zone: str) -> ImportantDate:
    """From when something may be seen: a moment, or the beginning of a day; in the zone written, else in the site's.
    TBD has no moment, and so has what cannot be read, which is a problem."""
    moments = read_moments(reader, written, origin)
    if not moments:
        return ImportantDate(origin=origin, name="")
    ((day, clock, written_zone),) = moments
    zone = written_zone or site_zone
    begins = reader.timed(origin, lambda: times.instant(day, clock, zone) if clock else times.midnight(day, zone))
    label = reader.timed(origin, lambda: reader.zone_label(zone, day, clock)) if begins else ""
    return ImportantDate(origin=origin, name="", days=(day,), clock=clock, zone=label or "", instant=begins or "")


def read_end(reader: Reader, written: str, origin: Origin, site_zone: str) -> str:
    """Until when something may be seen: the moment written, or the end of the day; in the zone written, else in the
    site's. Empty for TBD and for what cannot be read, which is a problem."""
    if times.is_tbd(written):
        return ""
    moment = reader.timed(origin, lambda: times.parse_moment(written))
    if moment is None:
        return ""
    day, clock, zone = moment[0], moment[1], moment[2] or site_zone
    after = day + dt.timedelta(1)
    return (
        reader.timed(origin, lambda: times.instant(day, clock, zone) if clock else times.midnight(after, zone)) or ""
    )


def _clock(reader: Reader, moments: list[Moment], origin: Origin) -> dt.time | None:
    """The time of day, which is the same for all candidate days."""
    clocks = list(dict.fromkeys(clock for _, clock, _ in moments if clock))
    if len(clocks) > 1:
        message = f"these days have different times: {' and '.join(map(times.format_clock, clocks))}"
        reader.complain(origin, BAD_TIME, message, "write one time behind all of them, or two entries")
    return clocks[0] if clocks else None


def _until(reader: Reader, written: str | None, days: tuple[dt.date, ...], origin: Origin) -> dt.date | None:
    """The last day of a span, which is after its first."""
    if not written or times.is_tbd(written):
        return None
    until = reader.timed(origin, lambda: times.parse_date(written))
    if until and days and until <= max(days):
        hint = "write the last day, or delete `until`"
        message = f'"{written}" is not after {times.format_date(max(days))}, on which it begins'
        reader.complain(origin, BAD_DATE, message, hint)
        return None
    return until


Moment = tuple[dt.date, dt.time | None, str | None]


def read_moments(reader: Reader, value: str | list[str] | None, origin: Origin) -> list[Moment]:
    """A date, or the candidate days for one. What cannot be read is a problem and left out.

    TBD is none; among candidates it says that there may be others, so that a single one beside it is none either.
    """
    alone = not isinstance(value, list)
    moments = []
    for index, written in enumerate(as_list(value)):
        if times.is_tbd(written):
            continue
        where = origin if alone else origin.at(index)
        found = reader.timed(where, lambda text=written: times.parse_moment(text))  # type: ignore[misc]
        if found:
            moments.append(found)
    if len(moments) == 1 and any(times.is_tbd(written) for written in as_list(value)):
        return []
    return moments
