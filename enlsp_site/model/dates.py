"""The important dates."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.addresses import Revision
from enlsp_site.model.record import Html, Record


class ImportantDate(Record, frozen=True):
    """A row of the important dates.

    `days` are the candidate days (one if known, several for "either day, not yet known", none for "to be
    announced"). `until` ends a span of days. `clock` is the time of day, if one was given, `zone` the name to show
    for the zone, and `zone_name` its IANA name, empty for a mere distance from UTC (AoE). `instant` is the moment
    itself as RFC 3339 with offset, for `<time datetime>`, known for a deadline on one day: a deadline without a time
    ends with its day. `was` are earlier dates, now struck through.
    `audience` is whom it is for, where that is said (`authors`, `reviewers`, …).
    `main` says that this event is the workshop, whatever others there are.
    """

    origin: Origin
    name: str
    kind: Literal["deadline", "notification", "event", "other"] = "other"
    days: tuple[dt.date, ...] = ()
    until: dt.date | None = None
    clock: dt.time | None = None
    zone: str = ""
    zone_name: str = ""
    instant: str = ""
    was: tuple[dt.date, ...] = ()
    main: bool = False
    audience: str = ""
    note: str = ""
    link: str = ""
    revision: Revision = Revision()


class Dates(Record, frozen=True):
    """The important dates, in the order in which they were written."""

    heading: str
    intro: Html | None = None
    dates: tuple[ImportantDate, ...] = ()
