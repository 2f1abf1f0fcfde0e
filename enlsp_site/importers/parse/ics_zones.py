"""Time zones of calendars: what a TZID means in its file, and by which name a content file calls it.

The file's own VTIMEZONE decides (RFC 5545, 3.6.5), whatever it is called: names such as `PST` or `Customized Time
Zone` mean something else in each file. Where there is none, the name does: an IANA name, also behind a vendor's
prefix, or one of Windows (CLDR's table, out of `icalendar`). A name that nobody knows gives no time.

Of `icalendar` only what keeps nothing between two calendars is used: as a whole it takes the first VTIMEZONE of a
name for that of every later file, and a known name for more than a VTIMEZONE that says otherwise.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from enlsp_site.importers.parse.calendars import is_zone, zone_of
from enlsp_site.importers.parse.ics_lines import IcsComponent, IcsProperty
from enlsp_site.model import times

TIMES = ("DTSTART", "DTEND")
_RULE = re.compile(r"FREQ=YEARLY\b(?!.*BYSECOND|.*BYMINUTE|.*BYHOUR)", re.I)
"""Rules by which clocks change; any other would go on for millions of times."""


class CalendarZones:
    """The zones of a calendar.

    `home` is the one by which times in UTC, and those without any, are shown: that of the whole calendar
    (X-WR-TIMEZONE; then `is_said`), else the only one that its events are in; empty if there is none.
    """

    def __init__(self, components: list[IcsComponent], events: list[IcsComponent]) -> None:
        defined = [each for each in components if each.kind == "VTIMEZONE" and each.text("TZID")]
        self._defined = {each.text("TZID"): found for each in defined if (found := _from_definition(each))}
        self._places = {each.text("TZID"): each.text("X-LIC-LOCATION") for each in defined}
        said = components[0].text("X-WR-TIMEZONE")
        self._said = next((name for name in _known_names(said) if is_zone(name)), "")
        self.is_said = bool(self._said)
        self.home = self._said
        held = (event for event in events if event.text("STATUS").upper() != "CANCELLED")
        used = {zone for event in held if (zone := self._zone_of(event))}
        self.home = self._said or (used.pop() if len(used) == 1 else "")

    def _zone_of(self, event: IcsComponent) -> str:
        """The zone that an event's start is told in, by its name in content files."""
        value = event.value("DTSTART")
        begin = self.moment(value)
        return self.shown(begin, value)[1] if begin and value and value.parameters.get("TZID") else ""

    def unknown(self, event: IcsComponent) -> str:
        """The first TZID of an event that means no zone; empty if all do."""
        values = (value for name in TIMES for value in event.all(name))
        return next((zone for value in values if (zone := self._tzid(value)) and not self._zone(zone, value)), "")

    def moment(self, value: IcsProperty | None) -> dt.datetime | None:
        """The moment that a property states: with its zone, or without any where it is a time of any place. None
        where it is none, or in a zone that nobody knows."""
        wall = _wall(value)
        if value is None or wall is None:
            return None
        if value.text.endswith("Z"):
            return wall.replace(tzinfo=dt.UTC)
        tzid = self._tzid(value)
        if not tzid:
            return wall
        where = self._zone(tzid, value)
        return wall.replace(tzinfo=where) if where else None

    def shown(self, begin: dt.datetime, value: IcsProperty | None) -> tuple[dt.datetime, str]:
        """A moment by the clocks by which it is shown, and their zone as content files call it (may be empty)."""
        if begin.tzinfo is None:
            return begin, self.home
        if value is not None and value.text.endswith("Z"):
            where = times.zone(self.home or "UTC", begin.date())
            return begin.astimezone(where), self.home or "UTC"
        tzid = self._tzid(value) if value else ""
        for name in (*_known_names(tzid), self._places.get(tzid, ""), self._said):
            if name and is_zone(name) and _is_same_time(name, begin):
                return begin, name
        return begin, zone_of(begin)

    def _tzid(self, value: IcsProperty) -> str:
        return value.parameters.get("TZID", "").strip() if not value.text.endswith("Z") else ""

    def _zone(self, tzid: str, value: IcsProperty) -> dt.tzinfo | None:
        """The zone of a TZID on the day of a value."""
        if tzid in self._defined:
            return self._defined[tzid]
        wall = _wall(value)
        for name in _known_names(tzid):
            try:
                return times.zone(name, wall.date() if wall else None)
            except times.TimeError:
                continue
        return None


def is_in_utc(event: IcsComponent) -> bool:
    """Whether an event's start is a moment in UTC."""
    return event.text("DTSTART").endswith("Z")


def _wall(value: IcsProperty | None) -> dt.datetime | None:
    """The date and time of day of a value of date and time."""
    found = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?", value.text) if value else None
    try:
        year, month, day, hour, minute, second = map(int, found.groups() if found else ())
        return dt.datetime(year, month, day, hour, minute, min(second, 59))
    except ValueError:
        return None


def _known_names(tzid: str) -> Iterator[str]:
    """What a TZID may be called in the time zone database: itself, what Windows calls so, what stands behind a
    vendor's prefix (`/mozilla.org/20050126_1/Europe/Berlin`)."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    tzid = tzid.strip().strip("/")
    if tzid:
        yield tzid
    if tzid in WINDOWS_TO_OLSON:
        yield WINDOWS_TO_OLSON[tzid]
    steps = tzid.split("/")
    yield from ("/".join(steps[first:]) for first in range(1, len(steps) - 1))


def _is_same_time(name: str, moment: dt.datetime) -> bool:
    """Whether the clocks of a zone show the moment as it stands."""
    try:
        where = times.zone(name, moment.date())
    except times.TimeError:
        return False
    return moment.replace(tzinfo=where).utcoffset() == moment.utcoffset()


def _from_definition(component: IcsComponent) -> dt.tzinfo | None:
    """The zone that a VTIMEZONE defines; nothing if it cannot be read."""
    from io import StringIO

    from dateutil.tz import tzical

    rules = [value.text for part in component.inner for value in part.all("RRULE")]
    if not all(_RULE.match(rule) for rule in rules):
        return None
    inner = [line for part in component.inner for line in _observance(part)]
    lines = ["BEGIN:VTIMEZONE", "TZID:this", *inner, "END:VTIMEZONE"]
    try:
        found: dt.tzinfo | None = tzical(StringIO("\r\n".join(lines))).get()
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError):
        return None
    return found


def _observance(part: IcsComponent) -> list[str]:
    """A STANDARD or DAYLIGHT without what its reader refuses (comments, X- properties, dates without a time)."""
    kept = ("DTSTART", "RRULE", "RDATE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME")
    lines = [f"{name}:{value.text}" for name in kept for value in part.all(name)]
    lines = [re.sub(r"^(DTSTART:\d{8})$", r"\1T000000", line) for line in lines]
    return [f"BEGIN:{part.kind}", *lines, f"END:{part.kind}"]
