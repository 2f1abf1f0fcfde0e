"""The programme's pages: what its days are shown as, and the pages of the sessions that have more to tell.

The page of the programme has of each session what stands in the list or in the table; the home page only what is for
all of a day in several rooms. So an abstract that is edited makes its session's page again, and no table.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from msgspec.structs import replace

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.record import Link, Record
from enlsp_site.model.schedule import Day, PaperMention, Schedule, Session, room_of
from enlsp_site.model.session_kinds import ANYWHERE, PLAIN
from enlsp_site.pages import calendars
from enlsp_site.pages.timetable import Timetable, grid, places
from enlsp_site.text import plain_text

FEW = 3
"""So many papers of a session stand on the home page themselves; of more it names the number."""
MANY = 200
"""With so many sessions and papers in its tables a programme is brief; so many papers without a session it does not
list."""


class ProgrammeEntry(Record, frozen=True):
    """A session as it is listed. `url` is its own page, if it has one; `room` is told if it is not that of its day,
    `place` is it by which it can be sifted; `hue` is the number of its track's colour, 0 for none; `papers` is how
    many it has, and `names` what the folders of their pages are called, where it has them in brief; `moved` where it
    was before, while that is marked; `mode` how it is held, if its day is not held so."""

    session: Session
    url: str = ""
    room: str = ""
    place: str = ""
    hue: int = 0
    papers: int = 0
    names: tuple[str, ...] = ()
    moved: str = ""
    mode: str = ""


class ProgrammeDay(Record, frozen=True):
    """A day as it is shown. `day` is the day itself, but for its sessions, and `anchor` its place on the page of the
    programme; `room` is where it takes place, but for entries that name one of their own where there are
    `other_rooms`. `grid` is its table, whose cells name the entries by position.

    `sessions` is how many there are, if not all of them are among the entries.
    """

    day: Day
    anchor: str
    entries: tuple[ProgrammeEntry, ...]
    room: str = ""
    other_rooms: bool = False
    grid: Timetable | None = None
    sessions: int = 0


class Programme(Record, frozen=True):
    """The programme as a page shows it; by `kinds`, `tracks` and `rooms`, which lead to the rooms' pages, it can be
    sifted. `calendar` says that its sessions are in calendars, `talks` leads to what can be seen of them, if
    anything. A `brief` one, which is large, has of the sessions in its tables neither the lists of papers nor what
    people are: their own pages have that. `unplaced` are the papers that no session has, which can be starred. A
    `spread` one has days that lie a week or more apart, so that `Tue 15` would be any."""

    days: tuple[ProgrammeDay, ...]
    kinds: tuple[str, ...] = ()
    tracks: tuple[str, ...] = ()
    rooms: tuple[Link, ...] = ()
    calendar: bool = False
    talks: Link | None = None
    brief: bool = False
    unplaced: tuple[PaperMention, ...] = ()
    spread: bool = False


class SessionPage(Record, frozen=True):
    """What the page of a session is made from, but for the frame around it: its path, what it says of itself, to
    search engines too (`linked`), and the values that its template shows."""

    path: str
    title: str
    description: str
    values: dict[str, Any]
    linked: tuple[dict[str, Any], ...] = ()


def address(edition: str, session: Session) -> str:
    """Where a session has its page; empty for one that has none."""
    return urls.inside(urls.session_path(edition, session.slug)) if urls.has_page(session) else ""


# The list


def programme(edition: Edition, schedule: Schedule, talks: Link | None = None) -> Programme:
    """The programme on its own page, which leads to the `talks`."""
    sessions = [session for day in schedule.days for session in day.sessions]
    days = tuple(_shown(edition, day, table, anchor) for day, table, anchor in _days(schedule))
    tracks = tuple(dict.fromkeys(session.track for session in sessions if session.track))
    days = tuple(_coloured(day, tracks) for day in days)
    brief = sum(1 + entry.papers for day in days if day.grid for entry in day.entries) >= MANY
    in_calendar = calendars.calendar(edition, "schedule", "") is not None
    return Programme(
        days=tuple(map(_in_brief, days)) if brief else days,
        kinds=tuple(dict.fromkeys(session.kind for session in sessions if session.kind not in PLAIN)),
        tracks=tracks,
        rooms=rooms(edition),
        calendar=in_calendar,
        talks=talks,
        brief=brief,
        unplaced=_unplaced(edition, sessions) if in_calendar else (),
        spread=_is_spread([date for day in schedule.days for date in day.days]),
    )


HUES = 8
"""So many colours the style sheet has for tracks; more tracks share them, and all are named beside theirs."""


def _coloured(day: ProgrammeDay, tracks: tuple[str, ...]) -> ProgrammeDay:
    """A day whose sessions have the colours of their tracks, where there are several."""
    hues = {track: number % HUES + 1 for number, track in enumerate(tracks)} if len(tracks) > 1 else {}
    return replace(day, entries=tuple(replace(entry, hue=hues.get(entry.session.track, 0)) for entry in day.entries))


def _is_spread(dates: list[dt.date]) -> bool:
    return bool(dates) and max(dates) - min(dates) >= dt.timedelta(weeks=1)


def _unplaced(edition: Edition, sessions: list[Session]) -> tuple[PaperMention, ...]:
    """The papers that none of the sessions has; none of a programme whose many papers are in no session yet."""
    placed = {paper.id for session in sessions for paper in session.papers}
    unplaced = [paper for paper in edition.accepted if paper.id not in placed]
    if len(unplaced) >= MANY:
        return ()
    return tuple(
        PaperMention(
            id=paper.id,
            title=paper.title,
            authors=tuple(author.name for author in paper.authors),
            url=urls.inside(urls.paper_path(edition.id, paper.slug)),
        )
        for paper in unplaced
    )


def _in_brief(day: ProgrammeDay) -> ProgrammeDay:
    """A day, in whose table no paper stands, but only what each is called."""
    return replace(day, entries=tuple(map(_without_papers, day.entries))) if day.grid else day


def _without_papers(entry: ProgrammeEntry) -> ProgrammeEntry:
    names = tuple(paper.url.split("/")[-2] for paper in entry.session.papers if paper.url)
    return replace(entry, session=replace(entry.session, papers=()), names=names)


def in_short(edition: Edition, schedule: Schedule) -> Programme:
    """The programme on the home page: of a day in several rooms at once, only what is for all; where that is nothing,
    the first of what is there."""
    own = calendars.for_home(schedule).days
    shown = []
    for day, table, anchor in _days(schedule):
        if any(day is each for each in own):
            found = _shown(edition, day, table, anchor)
            entries = (_for_all(found) or _first(found.entries)) if table else found.entries
            less = len(found.entries) if table else 0
            shown.append(replace(found, entries=tuple(map(_short, entries)), grid=None, sessions=less))
    return Programme(days=tuple(shown))


def main_only(shown: Programme) -> Programme:
    """A programme of the home page with nothing but what people come for; each day leads to all of its sessions."""
    days = tuple(
        replace(
            day,
            entries=tuple(entry for entry in day.entries if entry.session.kind in MAIN) or _first(day.entries),
            sessions=day.sessions or len(day.entries),
        )
        for day in shown.days
    )
    return Programme(days=days)


SOME = 8
"""So many sessions the home page shows of a day that has none which all come for."""

MAIN = ("keynote", "invited", "panel", "tutorial", "award")
"""The kinds of sessions that a short programme names."""


def on_home(edition: Edition) -> tuple[Session, ...]:
    """The sessions that the home page shows, or would if it showed the programme."""
    if edition.schedule is None:
        return ()
    shown = {entry.session.slug for day in in_short(edition, edition.schedule).days for entry in day.entries}
    return tuple(each for day in edition.schedule.days for each in day.sessions if each.slug in shown)


def _days(schedule: Schedule) -> Iterator[tuple[Day, Timetable | None, str]]:
    """The days with their tables, in which the columns are in the same order, and their anchors."""
    order = list(dict.fromkeys(chain.from_iterable(map(places, schedule.days))))
    for number, day in enumerate(schedule.days, 1):
        yield day, grid(day, order), anchor_of(number)


def anchor_of(number: int) -> str:
    """The place of a day on the page of the programme, counted from 1."""
    return f"schedule-day-{number}"


def _shown(edition: Edition, day: Day, table: Timetable | None, anchor: str) -> ProgrammeDay:
    """A day. The room of all its sessions is told once, in a list that of most, too; the others tell their own."""
    told = [room_of(session, day) for session in day.sessions if session.room or session.kind not in ANYWHERE]
    room = _usual_room(told or [day.room], table is not None)
    entries = tuple(listed_entry(edition, day, session, room, table is not None) for session in day.sessions)
    return ProgrammeDay(
        day=replace(day, sessions=()),
        anchor=anchor,
        entries=entries,
        room=room,
        other_rooms=len(set(told)) > 1,
        grid=table,
    )


def listed_entry(edition: Edition, day: Day, session: Session, room: str, in_table: bool) -> ProgrammeEntry:
    """A session of a day that is headed with a room."""
    place = room_of(session, day)
    return ProgrammeEntry(
        session=_listed(session, in_table),
        url=address(edition.id, session),
        room=place if place != room else "",
        place=place,
        papers=len(session.papers),
        moved=_moved(edition, session, day),
        mode=session.mode if session.mode != day.mode else "",
    )


def _usual_room(rooms: list[str], in_table: bool) -> str:
    """The room at the head of a day whose sessions are in these: of all of them, or in a list of more than half."""
    room, number = Counter(rooms).most_common(1)[0]
    usual = number > len(rooms) / 2 and "" not in rooms and not in_table
    return room if usual or number == len(rooms) else ""


def _listed(session: Session, in_table: bool) -> Session:
    """A session without what its own page alone shows."""
    less = replace(session, player=None, bios=())
    return replace(less, abstract="", abstract_tbd=False) if in_table else less


def _moved(edition: Edition, session: Session, day: Day) -> str:
    """When and where a session was before, while that is marked; the day only if it was another."""
    said = edition.language
    before: dict[str, str] = {}
    for change in session.revision.marked:
        before.setdefault(change.what, change.before)
    parts = []
    if found := re.fullmatch(r"(\S+) (\d\d:\d\d)-(\d\d:\d\d) .*", before.get("when", "")):
        date, start = dt.date.fromisoformat(found[1]), dt.time.fromisoformat(found[2])
        if day.days != (date,):
            parts.append(said.say("date_at", date=said.days((date,)), clock=said.clock(start)))
        elif start != session.start:  # else it only ends at another time
            parts.append(said.clock(start))
    return said.say("list_comma").join([*parts, *filter(None, [before.get("room", "")])])


def _first(entries: tuple[ProgrammeEntry, ...]) -> tuple[ProgrammeEntry, ...]:
    """The first sessions of a day, but for those that nobody comes for."""
    return tuple(entry for entry in entries if entry.session.kind not in PLAIN)[:SOME]


def _for_all(day: ProgrammeDay) -> list[ProgrammeEntry]:
    """The sessions of a table that are for all, but for those that nobody comes for."""
    wide = len(day.grid.places) if day.grid else 0
    numbers = [
        number for row in (day.grid.rows if day.grid else ()) for cell in row.cells for number in cell.sessions
        if cell.columns == wide
    ]  # fmt: skip
    return [entry for entry in map(day.entries.__getitem__, numbers) if entry.session.kind not in PLAIN]


def _short(entry: ProgrammeEntry) -> ProgrammeEntry:
    """A session without its abstract and without many papers."""
    papers = entry.session.papers if entry.papers <= FEW else ()
    return replace(entry, session=replace(entry.session, papers=papers, abstract="", abstract_tbd=False), place="")


# Rooms


def rooms(edition: Edition) -> tuple[Link, ...]:
    """The rooms of the programme, each with the address of its page, in the order in which they are named first."""
    slugs = plain_text.unique_slugs([*edition.rooms], [])
    return tuple(
        Link(title=name, url=urls.inside(urls.room_path(edition.id, slug)))
        for name, slug in zip(edition.rooms, slugs, strict=True)
    )


def bare(entry: ProgrammeEntry) -> ProgrammeEntry:
    """A session of which no more is left than what it is, when, where and with whom."""
    people = tuple(replace(person, affiliations=(), honorific="", url="") for person in entry.session.people)
    less = replace(
        entry.session,
        people=people,
        moderators=(),
        papers=(),
        links=(),
        abstract="",
        abstract_tbd=False,
        note=None,
        stream="",
        recording="",
        registered=False,
        track="",
        language="",
        recorded=True,
    )
    return replace(entry, session=less, papers=0)


# In a frame


def embedded(edition: Edition, schedule: Schedule) -> tuple[ProgrammeDay, ...]:
    """The days for a frame on another site: each session in a line, which leads to it."""
    found = []
    for day, _, anchor in _days(schedule):
        shown = _shown(edition, day, None, anchor)
        entries = tuple(
            replace(bare(entry), url=urls.of_session(edition.id, session))
            for entry, session in sorted(
                zip(shown.entries, day.sessions, strict=True), key=lambda each: (each[1].starts[:10], each[1].start)
            )
        )
        found.append(replace(shown, entries=entries))
    return tuple(found)


# The pages


def session_pages(edition: Edition, base_url: str) -> Iterator[SessionPage]:
    """The pages of the sessions that have one, each with the ways to the one before and the one after."""
    schedule = edition.schedule
    found = [(day, session) for day in (schedule.days if schedule else ()) for session in day.sessions]
    paged = [(day, session) for day, session in found if urls.has_page(session)]
    ways = [Link(title=session.title, url=address(edition.id, session)) for _, session in paged]
    titles = [session.title for _, session in paged]
    known = {way.title: way.url for way in rooms(edition)}
    for number, (day, session) in enumerate(paged):
        when = _when(edition, day, session)
        people = [person.name for person in session.people]
        yield SessionPage(
            path=urls.session_path(edition.id, session.slug),
            title=session.title if titles.count(session.title) == 1 else f"{session.title}, {when}",
            description=session.abstract or ", ".join([session.title, when, *people]),
            linked=calendars.linked_session(edition, base_url, day, session),
            values={
                "session": session,
                "moved": _moved(edition, session, day),
                "day": replace(day, sessions=(), zone_label=day.label_at(session)),
                "room": (room := room_of(session, day)),
                "room_page": known.get(room, ""),
                "calendar": _calendar(edition, day, session),
                "listing": urls.inside(urls.section_path(edition.id, "schedule"), session.slug),
                "previous": ways[number - 1] if number else None,
                "next": ways[number + 1] if number + 1 < len(ways) else None,
            },
        )


def _when(edition: Edition, day: Day, session: Session) -> str:
    """When a session begins: what tells it from others that are called the same."""
    said = edition.language
    date = said.days(day.days) if day.days else day.title or said.say("day_tbd")
    return said.say("date_at", date=date, clock=said.clock(session.start))


def _calendar(edition: Edition, day: Day, session: Session) -> str:
    """The calendar that a session alone is in, if it has a day."""
    known = len(day.days) > 1 or (session.starts and session.ends)
    return urls.inside(f"{edition.id}/schedule/{session.slug}.ics") if day.days and known else ""
