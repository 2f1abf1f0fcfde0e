"""The programme's part of the plan: calendars, files for conference apps, and what search engines are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec.structs import replace

from enlsp_site.exports import calendar_events, jsonld_event, registry, sign_sessions
from enlsp_site.exports.calendar_events import CalendarEvent, EditionDetails
from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.people import Group
from enlsp_site.model.record import Record
from enlsp_site.model.schedule import Day, Schedule, Session
from enlsp_site.model.targets import Target
from enlsp_site.text import plain_text


class Calendar(Record, frozen=True):
    """A calendar that a page offers: `file` is its address in the site, `subscribe` the whole one by which calendars
    follow it (`webcal:`), empty while the site's own address is not known."""

    file: str
    subscribe: str = ""


def about(edition: Edition, base_url: str) -> EditionDetails:
    """What all entries of an edition's calendars share."""
    venue = jsonld_event.known_venue(edition.site)
    place = ", ".join(part for part in (venue.name, venue.city, venue.country) if part) if venue else ""
    tbd = edition.language.say("tbd")
    return EditionDetails(edition.site.name, edition.id, place, base_url, tbd)


def calendar(edition: Edition, kind: str, base_url: str) -> Calendar | None:
    """The calendar of the section `schedule` or `dates`, if something there has a day; else None."""
    days = edition.schedule.days if edition.schedule and kind == "schedule" else ()
    dates = edition.dates.dates if edition.dates and kind == "dates" else ()
    if not any(day.days and day.sessions for day in days) and not any(date.days for date in dates):
        return None
    address = urls.inside(_path(edition, f"{kind}.ics"))
    whole = urls.iri_to_uri(urls.absolute(base_url, address)) if base_url else ""
    return Calendar(file=address, subscribe=f"webcal://{whole.partition('://')[2]}" if whole else "")


def _events(edition: Edition, kind: str, whose: EditionDetails) -> tuple[CalendarEvent, ...]:
    if kind == "schedule" and edition.schedule:
        return calendar_events.programme(edition.schedule.days, whose)
    return calendar_events.important(edition.dates.dates, whose) if kind == "dates" and edition.dates else ()


def for_home(schedule: Schedule) -> Schedule:
    """The programme as the home page shows it: without days that have nothing but mentoring and social sessions, for
    they may be months away from the workshop, unless there are only such."""
    own = tuple(day for day in schedule.days if jsonld_event.is_own(day))
    return replace(schedule, days=own) if own else schedule


def trail(frame_title: str, edition: Edition, base_url: str, *steps: tuple[str, str]) -> tuple[dict[str, Any], ...]:
    """What a page inside the site says of where it stands: below the home page and these, by name and path. Nothing
    while the site has no address."""
    if not base_url:
        return ()
    whole = [(frame_title, urls.section_path(edition.id, "")), *steps]
    public = [(name, urls.iri_to_uri(urls.absolute(base_url, urls.inside(path)))) for name, path in whole]
    return (jsonld_event.breadcrumbs(public),)


def linked(edition: Edition, base_url: str, shown: Iterable[Session]) -> tuple[dict[str, Any], ...]:
    """What the home page says of the workshop, and of the sessions that it shows."""
    return (jsonld_event.event(edition, about(edition, base_url), shown),)


def linked_session(edition: Edition, base_url: str, day: Day, session: Session) -> tuple[dict[str, Any], ...]:
    """What the page of a session says of it."""
    found = jsonld_event.session_event(edition, day, session, about(edition, base_url))
    return (found,) if found else ()


def targets(edition: Edition, base_url: str) -> list[Target]:
    """The calendars of an edition, and its programme for apps and signs."""
    whose = about(edition, base_url)
    made = (_calendars, _session_calendars, _apps, _signs)
    return [target for each in made for target in each(edition, whose)]


def _path(edition: Edition, name: str) -> str:
    return f"{edition.id}/{name}"


def _calendars(edition: Edition, whose: EditionDetails) -> Iterator[Target]:
    """The whole programme, and the important dates."""
    for kind, section in (("schedule", edition.schedule), ("dates", edition.dates)):
        if section and (found := _events(edition, kind, whose)):
            page = whose.address(kind)
            yield _ics(edition, whose, f"{kind}.ics", f"{whose.whole}: {section.heading}", page, found)


def _session_calendars(edition: Edition, whose: EditionDetails) -> Iterator[Target]:
    """Each session, and all of each person who has any."""
    held = [*edition.sessions]
    for day, session in held:
        if found := calendar_events.sessions(day, (session,), whose):
            for slug in (session.slug, *session.revision.was):
                yield _ics(edition, whose, f"schedule/{slug}.ics", found[0].title, whose.session(session), found)
    for group in edition.groups:
        for person in group.people:
            address = urls.inside(urls.section_path(edition.id, group.name), person.slug)
            if found := _of_person(held, address, whose):
                for slug in (person.slug, *person.aliases):
                    name, page = f"{group.name}/{slug}.ics", whose.public(address)
                    yield _ics(edition, whose, name, f"{whose.whole}: {person.name}", page, found)


def of_people(edition: Edition, group: Group) -> dict[str, Any]:
    """What the page of a people group shows besides: the address of the calendar of each who is in the programme, by
    the anchor."""
    whose = about(edition, "")
    held = [*edition.sessions]
    page = urls.section_path(edition.id, group.name)
    return {
        "calendars": {
            person.slug: urls.inside(_path(edition, f"{group.name}/{person.slug}.ics"))
            for person in group.people
            if _of_person(held, urls.inside(page, person.slug), whose)
        }
    }


def _of_person(held: Iterable[tuple[Day, Session]], address: str, whose: EditionDetails) -> tuple[CalendarEvent, ...]:
    """The entries of the sessions that someone speaks in or moderates, by her address."""
    return tuple(
        event
        for day, session in held
        if any(person.url == address for person in (*session.people, *session.moderators))
        for event in calendar_events.sessions(day, (session,), whose)
    )


def _ics(
    edition: Edition, whose: EditionDetails, name: str, title: str, page: str, found: tuple[CalendarEvent, ...]
) -> Target:
    """The calendar at a path below the edition's."""
    path = _path(edition, name)
    inputs: dict[str, Any] = {
        "uid": whose.uid("calendar", name),
        "name": title,
        "description": edition.site.title,
        "url": page,
        "source": whose.public(urls.inside(path)),
        "colour": edition.site.look.accent,
        "events": found,
    }
    return Target(path=path, recipe="calendar", inputs=inputs)


def _apps(edition: Edition, whose: EditionDetails) -> Iterator[Target]:
    """The programme for conference apps: of days that have a date, and where the site's address is known."""
    held = edition.days
    days = _settled(held)
    if not days or not whose.base_url:
        return
    inputs = {
        "about": whose,
        "title": edition.site.title,
        "language": edition.site.language,
        "online": edition.language.say("online"),
        "colour": edition.site.look.accent,
        "days": days,
        "possible": tuple(date for day in held if len(day.days) > 1 and day.sessions for date in day.days),
    }
    for export in registry.PROGRAMME:
        path = _path(edition, export.name)
        yield Target(path=path, recipe=export.name, inputs={**inputs, "path": path})


def _settled(days: Iterable[Day]) -> tuple[Day, ...]:
    """Days with one date, and their sessions that have moments and take place: the schemas of frab know no other."""
    found = []
    for day in days:
        held = (session for session in day.sessions if not session.cancelled)
        sessions = tuple(session for session in held if session.starts and session.ends)
        if len(day.days) == 1 and sessions:
            found.append(replace(day, sessions=sessions))
    return tuple(found)


def _signs(edition: Edition, whose: EditionDetails) -> Iterator[Target]:
    """The programme for signs at the venue: of days that have one date, also what was cancelled."""
    days = (day for day in edition.days if len(day.days) == 1)
    if sessions := sign_sessions.of_days(days, whose):
        inputs = {
            "title": plain_text.plain_text(edition.site.title),
            "edition": edition.id,
            "language": edition.site.language,
            "url": whose.address("schedule"),
            "sessions": sessions,
        }
        for export in registry.SIGNS:
            yield Target(path=_path(edition, export.name), recipe=export.name, inputs=inputs)
