"""What signs at the venue are told of sessions: one record a session, with nothing left to work out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from enlsp_site.exports.calendar_events import EditionDetails, plain_note
from enlsp_site.model import times
from enlsp_site.model.record import Cancellation, Record
from enlsp_site.model.schedule import Day, PersonMention, Session, room_of
from enlsp_site.text import plain_text


class SignPerson(Record, frozen=True):
    """Somebody who speaks or moderates; `cancelled` says that they do not come."""

    name: str
    affiliations: tuple[str, ...] = ()
    cancelled: bool = False


class Moved(Record, frozen=True):
    """When (RFC 3339 with offset) and where a session was before; each is empty where it is the same."""

    starts: str = ""
    ends: str = ""
    room: str = ""


class SignSession(Record, frozen=True):
    """A session, from a moment to a moment (RFC 3339 with offset).

    `id` stays when anything else changes. `zone` is the IANA name of the zone whose clocks its moments are of, empty
    for a mere distance from UTC. `room` is empty where none is told, as for a break of all rooms. `note` is plain
    text; `url` is a whole address, empty while the site has none. `changed` is the moment of its last change since it
    was published (UTC; empty: never).
    """

    id: str
    title: str
    kind: str
    starts: str
    ends: str
    zone: str = ""
    track: str = ""
    room: str = ""
    people: tuple[SignPerson, ...] = ()
    moderators: tuple[SignPerson, ...] = ()
    language: str = ""
    recorded: bool = True
    note: str = ""
    cancelled: Cancellation | None = None
    moved: Moved | None = None
    changed: str = ""
    url: str = ""


def of_days(days: Iterable[Day], about: EditionDetails) -> tuple[SignSession, ...]:
    """The sessions of some days that have moments, in the order in which they begin."""
    found = [_session(day, each, about) for day in days for each in day.sessions if each.starts and each.ends]
    return tuple(sorted(found, key=lambda each: dt.datetime.fromisoformat(each.starts)))


def _session(day: Day, session: Session, about: EditionDetails) -> SignSession:
    return SignSession(
        id=about.session_uid(session),
        title=plain_text.plain_text(session.title),
        kind=session.kind,
        starts=session.starts,
        ends=session.ends,
        zone=day.zone_name,
        track=session.track,
        room=about.room(room_of(session, day)),
        people=_people(session.people, about),
        moderators=_people(session.moderators, about),
        language=session.language,
        recorded=session.recorded,
        note=plain_note(session),
        cancelled=session.cancelled,
        moved=_moved(session),
        changed=session.revision.changed,
        url=about.session(session),
    )


def _people(people: Iterable[PersonMention], about: EditionDetails) -> tuple[SignPerson, ...]:
    """Those who are known; who does not come is among them, for a sign can strike a name through."""
    return tuple(
        SignPerson(each.name, tuple(about.known(each.affiliations)), each.cancelled)
        for each in people
        if about.known([each.name])
    )


def _moved(session: Session) -> Moved | None:
    """Where a session was before, for as long as pages mark that; None for one that was not moved."""
    before: dict[str, str] = {}
    for change in session.revision.marked:
        before.setdefault(change.what, change.before)
    starts, ends = _moments(before.get("when", ""))
    room = before.get("room", "")
    return Moved(starts, ends, room) if starts or room else None


def _moments(when: str) -> tuple[str, str]:
    """The moments in `2031-12-06 08:30-09:00 Europe/Paris`; empty ones where it is no such text, or no such time."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)-(\d\d:\d\d) (.+)", when)
    if not found:
        return "", ""
    try:
        day, start, end = dt.date.fromisoformat(found[1]), *map(dt.time.fromisoformat, found.group(2, 3))
        last = day + dt.timedelta(days=end <= start)
        return times.instant(day, start, found[4]), times.instant(last, end, found[4])
    except ValueError:
        return "", ""
