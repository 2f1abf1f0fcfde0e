"""The pages of the programme's rooms: what is in each, day by day, with what is on now and next; and what a screen at
the door of each shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec.structs import replace

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.schedule import Day, Schedule, Session, room_of
from enlsp_site.model.targets import Target
from enlsp_site.pages import programme
from enlsp_site.pages.frame import Frame, Head, Section
from enlsp_site.pages.page_targets import canonical, page_target, trail


def targets(frame: Frame, edition: Edition, schedule: Schedule, section: Section) -> Iterator[Target]:
    """A page for each room of the programme, which is the `section`, and one for its screen."""
    for room in programme.rooms(edition):
        path = room.url.removeprefix(urls.INSIDE)
        head = Head(
            path=path,
            title=f"{room.title} · {frame.name} {edition.id}",
            description=edition.language.say(
                "section_summary", section=room.title, title=edition.site.title, edition=edition.id
            ),
            canonical=canonical(frame, path),
            linked=trail(
                frame,
                edition,
                (section.heading, urls.section_path(edition.id, section.name)),
                (room.title, path),
            ),
        )
        days = in_room(edition, schedule, room.title)
        screen = urls.screen_path(path)
        values = {"room": room.title, "days": days, "listing": section.url, "heading": section.heading}
        yield page_target(frame, edition, head, "room.html", **values, screen=urls.inside(screen))
        days = on_screen(edition, schedule, room.title)
        shown = {"room": room.title, "days": days, "room_page": room.url, "mend": ()}
        # Nobody looks for it, and the room's own page is the one to quote.
        own = replace(head, path=screen, canonical="", linked=(), hidden=True)
        yield page_target(frame, edition, own, "screen.html", **shown)


# What is in a room


def in_room(edition: Edition, schedule: Schedule, room: str) -> tuple[programme.ProgrammeDay, ...]:
    """The days on which something is in a room, with what it is, and with the breaks of all rooms."""
    found = []
    for number, day in enumerate(schedule.days, 1):
        if any(room_of(each, day) == room for each in day.sessions):
            held = [each for each in day.sessions if room_of(each, day) == room or _is_for_all(each, day)]
            entries = tuple(
                programme.listed_entry(edition, day, session, room, in_table=True)
                for session in sorted(held, key=_order)
            )
            own = replace(day, sessions=())
            found.append(programme.ProgrammeDay(day=own, anchor=programme.anchor_of(number), entries=entries))
    return tuple(found)


def _is_for_all(session: Session, day: Day) -> bool:
    """Whether this is a break that is not in one of the rooms, so that it is one of each."""
    return session.kind == "break" and not room_of(session, day) and session.mode != "online"


def _order(session: Session) -> tuple[str, dt.time]:
    return session.starts[:10], session.start


def on_screen(edition: Edition, schedule: Schedule, room: str) -> tuple[programme.ProgrammeDay, ...]:
    """The same for the screen of a room: of a session what is read from afar; and also those that were moved to
    another room (`room`), while that is marked."""
    days = {shown.anchor: shown for shown in in_room(edition, schedule, room)}
    found = []
    for number, day in enumerate(schedule.days, 1):
        left = [each for each in day.sessions if room_of(each, day) != room and _was_in(each, room)]
        gone = tuple(programme.listed_entry(edition, day, session, room, in_table=True) for session in left)
        anchor = programme.anchor_of(number)
        shown = days.get(anchor) or programme.ProgrammeDay(replace(day, sessions=()), anchor, ())
        if entries := (*shown.entries, *gone):
            read = map(_from_afar, sorted(entries, key=lambda entry: _order(entry.session)))
            found.append(replace(shown, entries=tuple(read)))
    return tuple(found)


def _was_in(session: Session, room: str) -> bool:
    """Whether it is marked that a session was in a room."""
    return any(change.what == "room" and change.before == room for change in session.revision.marked)


def _from_afar(entry: programme.ProgrammeEntry) -> programme.ProgrammeEntry:
    """A session without what nobody reads at ten metres."""
    return replace(programme.bare(entry), url="", mode="")
