"""The programme: days and sessions, with the people and papers that they name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import times
from enlsp_site.model.addresses import Revision
from enlsp_site.model.embeds import Embed
from enlsp_site.model.record import Cancellation, Html, Link, Record
from enlsp_site.model.session_kinds import ANYWHERE

OPENS = 15
"""So many minutes before a session its stream is offered, where nothing else is said."""


CLOCKS_CHANGE = "/"
"""What stands between the labels of a zone on a day on which its clocks change: `PDT/PST`."""


class TimeSpan(Record, frozen=True, kw_only=True):
    """From when to when something in the programme is.

    `start` and `end` are wall-clock times in the day's zone; `starts` and `ends` the same as RFC 3339 with offset,
    empty while the day is not known. `overnight` says that `end` is on the next day.
    """

    start: dt.time
    end: dt.time
    starts: str = ""
    ends: str = ""
    overnight: bool = False

    def moments(self, stand_in: dt.date) -> tuple[dt.datetime, dt.datetime]:
        """Start and end in UTC; while they are not known, by the clocks of a day that stands in, as if in UTC."""
        if self.starts and self.ends:
            begin, end = (dt.datetime.fromisoformat(text).astimezone(dt.UTC) for text in (self.starts, self.ends))
            return begin, end
        last = stand_in + dt.timedelta(self.overnight)
        return dt.datetime.combine(stand_in, self.start, dt.UTC), dt.datetime.combine(last, self.end, dt.UTC)


class PersonMention(Record, frozen=True):
    """A person as the schedule shows them: what their own entry shows is not repeated here."""

    name: str
    honorific: str = ""
    affiliations: tuple[str, ...] = ()
    url: str = ""
    cancelled: bool = False


def coming(people: Iterable[PersonMention]) -> tuple[PersonMention, ...]:
    """Those of some people who have not cancelled: whom programs are told of, which cannot strike a name through."""
    return tuple(person for person in people if not person.cancelled)


class PaperMention(Record, frozen=True):
    """A paper as the schedule shows it. `board` is where its poster hangs; `slot` is its own time in its session's,
    where that is shared out."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    url: str = ""
    board: str = ""
    slot: TimeSpan | None = None


class Session(TimeSpan, frozen=True):
    """One row of the schedule.

    `room` is its own; without one it takes place in the day's. `parallel` says that it is meant to overlap with
    others. `stream` is where to watch or join it while it goes on, `recording` where to watch it afterwards;
    `player` is what its page holds of the latter, loaded on a click. `bios` are who speaks, as it is told on this
    occasion, each with the name. `mode` is `onsite`, `online`, `hybrid`, or empty where nothing is said of it;
    `opens` is how many minutes before it one can join, and `registered` says that only they can who registered.
    `language` is the tag of the one that is spoken, if it says so; not `recorded` says that nobody should.
    """

    origin: Origin
    slug: str
    title: str
    kind: str
    room: str = ""
    track: str = ""
    parallel: bool = False
    people: tuple[PersonMention, ...] = ()
    moderators: tuple[PersonMention, ...] = ()
    papers: tuple[PaperMention, ...] = ()
    stream: str = ""
    recording: str = ""
    links: tuple[Link, ...] = ()
    abstract: str = ""
    abstract_tbd: bool = False
    note: Html | None = None
    cancelled: Cancellation | None = None
    revision: Revision = Revision()
    player: Embed | None = None
    bios: tuple[tuple[str, Html], ...] = ()
    mode: str = ""
    opens: int = OPENS
    registered: bool = False
    language: str = ""
    recorded: bool = True


class Day(Record, frozen=True):
    """A day of the schedule. `days` are the candidate dates; `zone` is as written (an IANA name, `PT`, `AoE`,
    `UTC+2`) and `zone_name` its IANA name, empty for a mere distance from UTC; `zone_label` is what is shown beside
    its times. `whole` says that no session was left out for a problem; `mode` is how it is held, as a session's, if
    the day says so."""

    origin: Origin
    title: str
    days: tuple[dt.date, ...]
    zone: str
    zone_label: str
    zone_name: str = ""
    room: str = ""
    sessions: tuple[Session, ...] = ()
    whole: bool = True
    mode: str = ""

    def label_at(self, span: TimeSpan) -> str:
        """What is shown beside the time of a session or a paper: that of its beginning where the clocks change."""
        if CLOCKS_CHANGE not in self.zone_label:
            return self.zone_label
        return times.zone_label(self.zone, self.days[0], at=span.start)


class Schedule(Record, frozen=True):
    """The programme of an edition: its days in order. `intro` is HTML that stands above them, None where there is
    none."""

    heading: str
    intro: Html | None = None
    days: tuple[Day, ...] = ()


def room_of(session: Session, day: Day) -> str:
    """The room of a session: its own or the day's, in which a break need not be, and what is online is not."""
    return session.room or ("" if session.kind in ANYWHERE or session.mode == "online" else day.room)
