"""schedule.json: the programme for conference apps, in the format that frab and pretalx made known.

Its JSON Schema is https://c3voc.de/schedule/schema.json. Readers refuse keys that they do not know, so there are none
of ours. Only days whose date is known are in it, for an app would put a session that may be on either of two days on
the wrong one; but the conference lasts from the first to the last day that is possible. Identifiers are made from
names (uuid5), the same as in calendars, so that who has marked a session in an app keeps it when the session moves or
gets another address; numbers and codes, which older apps go by, are made from them.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from enlsp_site import __version__
from enlsp_site.exports.calendar_events import EditionDetails, is_online, plain_note
from enlsp_site.model.record import Link
from enlsp_site.model.schedule import Day, PaperMention, PersonMention, Session, coming, room_of
from enlsp_site.storage.files import digest
from enlsp_site.text import plain_text

MEDIA = {"slides": "slides", "pdf": "paper", "poster": "paper", "video": "media"}
"""Kinds of links for which the format has a word."""


def write(inputs: Mapping[str, Any]) -> bytes:
    """The schedule as JSON; `inputs` are those of `schedule_of`."""
    whole = {
        "$schema": "https://c3voc.de/schedule/schema.json",
        "generator": {"name": "enlsp-site", "version": __version__},
        "schedule": schedule_of(inputs),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode(errors="replace")


def schedule_of(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """The schedule as plain data.

    `about` says whose it is; its `base_url` must be known. `title`, `language` and `colour` are the site's; `online`
    is what the room is called in which nobody needs to be. `days` are those with a date and sessions, in any order;
    there must be one. `possible` are the dates on which others may be.

    The zone of the whole is that of all its days, and there is none where they have several: apps show all times by
    it.

    Its version is a digest of the rest: apps look again at what has another one.
    """
    about: EditionDetails = inputs["about"]
    conference = _conference(inputs, about)
    version = digest(json.dumps(conference).encode())[:12]
    return {"version": version, "base_url": about.base_url, "conference": conference}


def _conference(inputs: Mapping[str, Any], about: EditionDetails) -> dict[str, Any]:
    held = sorted(inputs["days"], key=lambda day: min(_moment(each.starts) for each in day.sessions))
    days = _NumberedDays(about, inputs["language"], about.venue or inputs["title"], inputs["online"]).all(held)
    dates = sorted([*inputs["possible"], *(day.days[0] for day in held)])
    zones = {day.zone_name or day.zone for day in held}
    zone = zones.pop() if len(zones) == 1 else ""
    known = {"time_zone_name": zone} if re.match(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC$", zone) else {}
    return {
        "acronym": acronym(about),
        "title": plain_text.plain_text(inputs["title"]),
        "start": dates[0].isoformat(),
        "end": dates[-1].isoformat(),
        "daysCount": len(days),
        "timeslot_duration": "00:05",
        **known,
        "colors": {"primary": inputs["colour"]},
        "url": about.address(""),
        "tracks": [_named(name, color=inputs["colour"]) for name in _tracks(held)],
        "rooms": [{"name": name, "guid": about.uid("room", name)} for name in _rooms(days)],
        "days": days,
    }


def acronym(about: EditionDetails) -> str:
    """A short name of small letters, digits and underlines, four at least: the schema takes no hyphen in it."""
    name = re.sub("[^a-z0-9]+", "_", plain_text.slug(about.name)).strip("_")
    edition = re.sub("[^a-z0-9]+", "_", about.edition.lower()).strip("_")
    return f"{name}{edition}".ljust(4, "_")


def _named(name: str, **more: str) -> dict[str, str]:
    """A track: with a slug, where its name has letters for one."""
    slug = re.sub("[^a-z0-9-]+", "", plain_text.slug(name)).strip("-")
    return {"name": name, **({"slug": slug} if re.fullmatch("[a-z][a-z0-9-]*[a-z0-9]", slug) else {}), **more}


def _tracks(days: Iterable[Day]) -> list[str]:
    return list(dict.fromkeys(session.track for day in days for session in day.sessions if session.track))


def _rooms(days: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(room for day in days for room in day["rooms"]))


class _NumberedDays:
    """The days in their order. Numbers are given once: the later of two events that would have the same gets the
    next one."""

    def __init__(self, about: EditionDetails, language: str, anywhere: str, online: str) -> None:
        self.about = about
        self.language = language
        self.anywhere = anywhere
        self.online = online
        self.acronym = acronym(about)
        self.numbers: set[int] = set()

    def all(self, days: Iterable[Day]) -> list[dict[str, Any]]:
        return [self._day(day, number) for number, day in enumerate(days, 1)]

    def _day(self, day: Day, number: int) -> dict[str, Any]:
        rooms: dict[str, list[dict[str, Any]]] = {}
        for session in sorted(day.sessions, key=lambda each: _moment(each.starts)):
            event = self._event(day, session)
            rooms.setdefault(event["room"], []).append(event)
        return {
            "index": number,
            "date": day.days[0].isoformat(),
            "day_start": min((session.starts for session in day.sessions), key=_moment),
            "day_end": max((session.ends for session in day.sessions), key=_moment),
            "rooms": rooms,
        }

    def _event(self, day: Day, session: Session) -> dict[str, Any]:
        guid = self.about.session_uid(session)
        number = self._number(guid)
        length = (_moment(session.ends) - _moment(session.starts)) // dt.timedelta(minutes=1)
        room = self.about.room(room_of(session, day))
        return {
            "guid": guid,
            "code": _code(number),
            "id": number,
            "date": session.starts,
            "start": session.starts[11:16],
            "end": session.ends,
            "duration": f"{length // 60:02}:{length % 60:02}",
            "room": room or (self.online if is_online(day) else self.anywhere),
            "slug": self._slug(session, number),
            "url": self.about.session(session),
            "title": plain_text.plain_text(session.title),
            "subtitle": "",
            "track": session.track or None,
            "type": session.kind,
            "language": session.language or self.language,
            **({} if session.recorded else {"do_not_record": True}),
            "abstract": plain_text.plain_text(session.abstract),
            "description": _description(session),
            "persons": [self._person(person) for person in _people(session)],
            "links": [each for each in self._links(session) if each["url"]],
            "attachments": [],
        }

    def _number(self, guid: str) -> int:
        """A number that older apps can hold (31 bits), not 0."""
        number = UUID(guid).int % (2**31 - 2) + 1
        while number in self.numbers:
            number = number % (2**31 - 2) + 1
        self.numbers.add(number)
        return number

    def _slug(self, session: Session, number: int) -> str:
        """The session's name behind the acronym; with its code in front, where it has too few letters for one."""
        name = re.sub("[^a-z0-9-]+", "", session.slug).strip("-")
        name = name if len(name) >= 4 and name == session.slug else f"{_code(number).lower()}-{name}".strip("-")
        return f"{self.acronym}-{name}"

    def _person(self, person: PersonMention) -> dict[str, Any]:
        guid = self.about.uid("person", person.name + _ordinal(person))
        found: dict[str, Any] = {"guid": guid, "id": UUID(guid).int % (2**31 - 2) + 1, "name": person.name}
        return found | ({"url": self.about.public(person.url)} if person.url else {})

    def _links(self, session: Session) -> list[dict[str, str]]:
        own = [self._link(link) for link in session.links]
        watched = [
            {"url": self.about.public(address), "title": plain_text.plain_text(session.title), "type": "media"}
            for address in dict.fromkeys((session.stream, session.recording))
            if address
        ]
        return [*own, *watched, *(self._paper(paper) for paper in session.papers)]

    def _link(self, link: Link) -> dict[str, str]:
        return {"url": self.about.public(link.url), "title": link.title, "type": MEDIA.get(link.kind, "web")}

    def _paper(self, paper: PaperMention) -> dict[str, str]:
        return {"url": self.about.public(paper.url), "title": plain_text.plain_text(paper.title), "type": "paper"}


def _people(session: Session) -> list[PersonMention]:
    """Those who are known by name, each once."""
    people = (person for person in coming((*session.people, *session.moderators)) if person.url)
    return list({person.url: person for person in people}.values())


def _description(session: Session) -> str:
    """The note, and the papers with their times and boards."""
    papers = [
        f"{f'{paper.slot.start:%H:%M} ' if paper.slot else ''}{plain_text.plain_text(paper.title)}"
        f"{f' [{paper.board}]' if paper.board else ''}"
        for paper in session.papers
    ]
    return "\n\n".join(part for part in (plain_note(session), "\n".join(papers)) if part)


def _moment(written: str) -> dt.datetime:
    return dt.datetime.fromisoformat(written)


def _code(number: int) -> str:
    """A number of 31 bits in six capitals and digits."""
    letters = ""
    for _ in range(6):
        number, rest = divmod(number, 36)
        letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[rest] + letters
    return letters


def _ordinal(person: PersonMention) -> str:
    """What tells apart people of one name: the number behind their address in their group, as in `#wei-wang-2`."""
    place, name = person.url.rpartition("#")[2], plain_text.slug(person.name)
    return place[len(name) :] if place.startswith(f"{name}-") else ""
