"""What calendars are told of sessions and important dates: one record an entry, with nothing left to work out.

A session whose day is known is an entry from its start to its end. While the day is one of several, it is an entry
for all of them, marked as tentative: who subscribes keeps the days free, and gets the times when the day is settled.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from enlsp_site.model import urls
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.record import Record
from enlsp_site.model.schedule import Day, PaperMention, PersonMention, Session, coming, room_of
from enlsp_site.model.session_kinds import ANYWHERE
from enlsp_site.text import plain_text


class CalendarEvent(Record, frozen=True):
    """An entry of a calendar: from a moment to a moment (RFC 3339 with offset; no end is a point in time), or all day
    from `first` to `last`, that day included.

    `uid` stays when anything else changes. `zone` is an IANA name whose clocks `starts` and `ends` are of; without
    one the entry is in UTC. `words` is plain text of several lines; `url` and `stream` are whole addresses. `busy`
    says that who goes there cannot be elsewhere. `since` is the day on which it was published first, `changed` the
    moment of its last change (RFC 3339, UTC; empty: never), `sequence` how often it was moved or cancelled.
    """

    uid: str
    title: str
    starts: str = ""
    ends: str = ""
    zone: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    tentative: bool = False
    busy: bool = True
    place: str = ""
    words: str = ""
    url: str = ""
    stream: str = ""
    categories: tuple[str, ...] = ()
    since: str = ""
    sequence: int = 0
    changed: str = ""
    cancelled: bool = False


class EditionDetails(NamedTuple):
    """What all entries of an edition share: the workshop's name, the edition's, where it is (empty while that is to
    be announced), the address that the site will have (ending with a slash; empty while that is not known), and the
    words that stand for a room that is to be announced."""

    name: str
    edition: str
    venue: str
    base_url: str
    tbd: str = ""

    @property
    def whole(self) -> str:
        """Name and edition: `ENLSP 2025`."""
        return f"{self.name} {self.edition}"

    def known(self, names: Iterable[str]) -> list[str]:
        """Names of places, people and organizations without what is to be announced."""
        return [name for name in names if name and name != self.tbd]

    def room(self, *rooms: str) -> str:
        """The first of some rooms that is known; programs are told of no other."""
        return next(iter(self.known(rooms)), "")

    def uid(self, *names: str) -> str:
        """An identifier that stays (RFC 7986, 5.3): made from names alone, so neither a new time nor a new address
        of the site makes another entry of what people have in their calendars already."""
        return str(uuid5(NAMESPACE_URL, "\n".join((self.name, self.edition, *names))))

    def session_uid(self, session: Session) -> str:
        """The identifier of a session in calendars and apps, which stays when its address changes, too."""
        return self.uid("session", session.revision.uid or session.slug)

    def address(self, section: str, anchor: str = "") -> str:
        """The public address of a section, if there is one."""
        path = urls.inside(urls.section_path(self.edition, section), anchor)
        return urls.iri_to_uri(urls.absolute(self.base_url, path)) if self.base_url else ""

    def session(self, session: Session) -> str:
        """The public address of a session, if there is one: of its own page, or of its place on the programme's."""
        return self.public(urls.of_session(self.edition, session))

    def public(self, address: str) -> str:
        """An address as others can follow it; an empty text for one inside the site while that has none itself."""
        if address.startswith(urls.INSIDE) and not self.base_url:
            return ""
        return urls.iri_to_uri(urls.absolute(self.base_url, address))


# The programme


def programme(days: Iterable[Day], about: EditionDetails) -> tuple[CalendarEvent, ...]:
    """The whole programme. A day that is not settled is one entry, which lists the sessions with their times."""
    found: list[CalendarEvent] = []
    for day in days:
        found += sessions(day, day.sessions, about) if len(day.days) == 1 else _open_day(day, about)
    return tuple(found)


def sessions(day: Day, of: Iterable[Session], about: EditionDetails) -> tuple[CalendarEvent, ...]:
    """Sessions of a day; while that is not settled with their times in their titles. None of a day without a date."""
    if len(day.days) == 1:
        return tuple(_timed(day, session, about) for session in of if session.starts and session.ends)
    return tuple(
        event
        for session in of
        for event in _candidates(
            day.days, _session(day, session, about, f"{_when(session)} {day.label_at(session)}, ")
        )
    )


def _timed(day: Day, session: Session, about: EditionDetails) -> CalendarEvent:
    from msgspec.structs import replace

    return replace(_session(day, session, about), starts=session.starts, ends=session.ends, zone=day.zone_name)


def _session(day: Day, session: Session, about: EditionDetails, before: str = "") -> CalendarEvent:
    """A session without its time."""
    room = about.room(room_of(session, day))
    return CalendarEvent(
        uid=about.session_uid(session),
        since=session.revision.since,
        sequence=session.revision.sequence,
        changed=session.revision.changed,
        title=before + _titled(session),
        busy=session.kind not in ANYWHERE,
        cancelled=session.cancelled is not None,
        place=", ".join(
            part for part in (room, "" if session.mode == "online" or is_online(day) else about.venue) if part
        ),
        words=_about(session, about),
        url=about.session(session),
        stream=about.public(session.stream) if session.stream else "",
        categories=(session.track or session.kind,),  # one, for some programs take it for the track and no second
    )


def is_online(day: Day) -> bool:
    """Whether a day takes place nowhere else: every session can be joined from afar, and none has a room."""
    return bool(day.sessions) and all(each.stream and not (each.room or day.room) for each in day.sessions)


def _open_day(day: Day, about: EditionDetails) -> list[CalendarEvent]:
    """A day of which several dates are possible."""
    names = [f"{_when(session)} {_titled(session)}" for session in day.sessions]
    told = [session.revision for session in day.sessions]
    whole = CalendarEvent(
        since=min((each.since for each in told), default=""),
        changed=max((each.changed for each in told), default=""),
        uid=about.uid("day", *(session.slug for session in day.sessions[:1]), day.title),
        title=f"{about.whole}: {day.title}" if day.title else about.whole,
        place=", ".join(part for part in (about.room(day.room), about.venue) if part),
        words="\n".join([day.zone_label, *names] if names else []),
        url=about.address("schedule"),
    )
    return _candidates(day.days, whole)


def _candidates(days: tuple[dt.date, ...], event: CalendarEvent) -> list[CalendarEvent]:
    """An entry on each of the days of which one will be it: those that follow one another are one entry."""
    from msgspec.structs import replace

    spans: list[list[dt.date]] = []
    for day in sorted(set(days)):
        if spans and day - spans[-1][-1] == dt.timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return [
        replace(
            event,
            uid=event.uid if number == 1 else f"{event.uid}-{number}",
            first=span[0],
            last=span[-1],
            tentative=True,
        )
        for number, span in enumerate(spans, 1)
    ]


def _titled(session: Session) -> str:
    """What a session is called among other entries: with those who speak, as far as they are few."""
    there = coming(session.people)
    people = ", ".join(person.name for person in there if person.url)
    title = plain_text.plain_text(session.title)
    return f"{title} ({people})" if people and len(there) <= 3 else title


def _when(session: Session) -> str:
    return f"{session.start.isoformat('minutes')}–{session.end.isoformat('minutes')}"


def _about(session: Session, about: EditionDetails) -> str:
    """People, papers, abstract, note and recording: what a calendar shows below the title."""
    there = coming((*session.people, *session.moderators))
    people = [_person(person, about) for person in there if person.name != about.tbd]
    papers = [_paper(paper) for paper in session.papers]
    recording = [about.public(session.recording)] if session.recording else []
    why = session.cancelled.reason if session.cancelled else ""
    parts = [why, "\n".join(people), "\n".join(papers), _abstract(session), plain_note(session), *recording]
    return "\n\n".join(part for part in parts if part)


def _person(person: PersonMention, about: EditionDetails) -> str:
    name, places = f"{person.honorific} {person.name}".strip(), about.known(person.affiliations)
    return f"{name} ({', '.join(places)})" if places else name


def _paper(paper: PaperMention) -> str:
    when = f"{paper.slot.start.isoformat('minutes')} " if paper.slot else ""
    board = f" [{paper.board}]" if paper.board else ""
    authors = f" ({', '.join(paper.authors)})" if paper.authors else ""
    return f"{when}{plain_text.plain_text(paper.title)}{authors}{board}"


def _abstract(session: Session) -> str:
    return "\n\n".join(plain_text.plain_text(part) for part in re.split(r"\n\s*\n", session.abstract) if part.strip())


def plain_note(session: Session) -> str:
    """The note's words without their markup: what stands within a line stays together, so that no full stop is torn
    from its word."""
    bare = re.sub(r"<[^>]*>", " ", re.sub(_WITHIN_A_LINE, "", str(session.note))) if session.note else ""
    return " ".join(unescape(bare).split())


_WITHIN_A_LINE = r"</?(?:a|abbr|b|bdi|code|del|em|i|ins|kbd|mark|s|small|span|strong|sub|sup)\b[^>]*>"


# Important dates

A_MOMENT = dt.timedelta(minutes=1)
"""How long a deadline is in a calendar. Without an end, or with one that equals the beginning (which RFC 5545,
3.8.2.2, does not allow), khal shows an hour; with a minute khal, ical.js, node-ical and icalendar show that."""


def important(dates: Iterable[ImportantDate], about: EditionDetails) -> tuple[CalendarEvent, ...]:
    """The important dates that have a day: a deadline is the minute that begins when it ends, all else is
    all day."""
    return tuple(event for number, date in _numbered(dates) for event in _date(date, number, about))


def _numbered(dates: Iterable[ImportantDate]) -> Iterator[tuple[int, ImportantDate]]:
    """Each date with how many of the same name came before it."""
    seen: dict[str, int] = {}
    for date in dates:
        seen[date.name] = seen.get(date.name, 0) + 1
        yield seen[date.name], date


def _date(date: ImportantDate, number: int, about: EditionDetails) -> list[CalendarEvent]:
    from msgspec.structs import replace

    event = CalendarEvent(
        uid=about.uid(
            "date", date.revision.uid or date.name, *([str(number)] if number > 1 and not date.revision.uid else [])
        ),
        since=date.revision.since,
        sequence=date.revision.sequence,
        changed=date.revision.changed,
        title=f"{about.whole}: {date.name}",
        busy=False,
        words=date.note,
        url=about.public(date.link) if date.link else about.address("dates"),
        categories=(date.kind,) if date.kind != "other" else (),
    )
    if not date.days:
        return []
    if date.instant:
        ends = dt.datetime.fromisoformat(date.instant) + A_MOMENT
        return [replace(event, starts=date.instant, ends=ends.isoformat(timespec="seconds"))]
    if len(date.days) > 1:
        return _candidates(date.days, event)
    return [replace(event, first=date.days[0], last=date.until or date.days[0])]
