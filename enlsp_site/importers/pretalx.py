"""Programmes of pretalx and frab: `schedule.json` and `schedule.xml`, which many conference systems write."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from enlsp_site.importers import facts
from enlsp_site.importers.calendars import Days, is_zone, length, moment, zone_of
from enlsp_site.importers.desk import Desk, Plain, entry, short
from enlsp_site.importers.people import links_of
from enlsp_site.importers.tables import read_json, said
from enlsp_site.importers.xml import parsed

KINDS = (*(kind for kind, _ in facts.KINDS), "other")
"""The kinds of sessions that we know by the same word."""


def fill(desk: Desk) -> None:
    """Fill the desk from each programme of the source."""
    for name in desk.source.names:
        if name.lower().endswith(".json"):
            _conference(desk, name, _json(desk, name))
        elif name.lower().endswith(".xml"):
            _conference(desk, name, _xml(desk, name))


def _json(desk: Desk, name: str) -> dict[str, Any]:
    found = read_json(desk, name)
    schedule = found.get("schedule", found) if isinstance(found, dict) else {}
    conference = schedule.get("conference", {}) if isinstance(schedule, dict) else {}
    if isinstance(conference, dict) and isinstance(conference.get("days"), list):
        return conference
    desk.refuse(name, 1, "no-schedule", "this file holds no schedule.conference.days", "export schedule.json")
    return {}


def _xml(desk: Desk, name: str) -> dict[str, Any]:
    """The XML form as the same data."""
    data = desk.source.read(name)
    root = parsed(desk, name, data) if data else None
    if root is None or root.tag != "schedule":
        if root is not None:
            desk.refuse(
                name, 1, "no-schedule", f"this is no schedule: it begins with <{root.tag}>", "export schedule.xml"
            )
        return {}
    zone = root.findtext("conference/time_zone_name", "")
    return {"time_zone_name": zone, "days": [_day(day) for day in root.iter("day")]}


def _day(node: ElementTree.Element) -> dict[str, Any]:
    rooms = {room.get("name", ""): [_event(each) for each in room.iter("event")] for room in node.findall("room")}
    return {"date": node.get("date", ""), "rooms": rooms}


def _event(node: ElementTree.Element) -> dict[str, Any]:
    found: dict[str, Any] = {each.tag: (each.text or "").strip() for each in node if len(each) == 0}
    found["persons"] = [{"name": (each.text or "").strip()} for each in node.iter("person")]
    found["links"] = [{"url": each.get("href", ""), "title": (each.text or "").strip()} for each in node.iter("link")]
    return found


def _conference(desk: Desk, name: str, conference: dict[str, Any]) -> None:
    zone = said(conference.get("time_zone_name"))
    days, people = Days(), dict[str, Plain]()
    texts = desk.text(name) if conference else ""
    for day in _listed(conference.get("days")):
        rooms = day.get("rooms") if isinstance(day, dict) else None
        for room, events in rooms.items() if isinstance(rooms, dict) else ():
            for event in events if isinstance(events, list) else ():
                if isinstance(event, dict):
                    _place(desk, name, texts, days, people, event, said(room), zone, said(day.get("date")))
    desk.put("people/speakers.yaml", list(people.values()))
    desk.put(desk.options.into or "schedule.yaml", days.entries())


def _place(
    desk: Desk,
    name: str,
    text: str,
    days: Days,
    people: dict[str, Plain],
    event: dict[str, Any],
    room: str,
    zone: str,
    date: str,
) -> None:
    """Put an event among the days; one that has no time is told."""
    title = translated(event.get("title"))
    begin = moment(said(event.get("date"))) or moment(f"{date} {said(event.get('start'))}")
    lasts = length(said(event.get("duration")))
    line = text.count("\n", 0, max(text.find(title), 0)) + 1
    if begin is None or lasts is None:
        desk.warn(name, line, "bad-time", f"“{short(title)}” has no time that can be read, and is left out", "")
        return
    own = zone if is_zone(zone) and zone else zone_of(begin)
    for each in _listed(event.get("persons") or event.get("speakers")):
        if isinstance(each, dict) and (person := _person(desk, name, line, each)).get("name"):
            people.setdefault(person["name"], person)
    if not days.add(begin, begin + lasts, own, _session(event, title, room)):
        lasting = f"“{short(title)}” lasts {said(event.get('duration'))} from {begin:%H:%M}"
        told = f"{lasting}, which no session can; it is left out"
        desk.warn(name, line, "bad-time", told, "check its duration")


def _session(event: dict[str, Any], title: str, room: str) -> dict[str, Any]:
    kind = said(event.get("type")).lower()
    known = kind if kind in KINDS else facts.kind_of(f"{kind} {title}")
    persons = _listed(event.get("persons") or event.get("speakers"))
    people = [facts.named(_name(each))[1] for each in persons if isinstance(each, dict)]
    subtitle = translated(event.get("subtitle"))
    description = translated(event.get("description"))
    links = [*_listed(event.get("links")), *_listed(event.get("attachments"))]
    return {
        "title": f"{title}: {subtitle}" if subtitle else title,
        "kind": known or "other",
        "people": [each for each in people if each],
        "room": room,
        "track": translated(event.get("track")),
        "links": [link for each in links if (link := _link(each))],
        "abstract": translated(event.get("abstract")),
        "note": description if description != translated(event.get("abstract")) else "",
    }


def _listed(value: Any) -> list[Any]:
    """A list as it is; of anything else, which a damaged file may hold in its place, nothing."""
    return value if isinstance(value, list) else []


def translated(value: Any) -> str:
    """A text that may be given in several languages, or as a mapping with a name: in English, else in the first."""
    if isinstance(value, dict):
        return said(value.get("en") or value.get("name") or next(iter(value.values()), ""))
    return said(value)


def _link(value: Any) -> Plain | None:
    url = said(value.get("url") or value.get("href")) if isinstance(value, dict) else said(value)
    if not url.startswith(("http://", "https://")):
        return None
    return {"title": (said(value.get("title")) if isinstance(value, dict) else "") or "Link", "url": url}


def _name(person: dict[str, Any]) -> str:
    return said(person.get("public_name") or person.get("full_public_name") or person.get("name"))


def _person(desk: Desk, name: str, line: int, value: dict[str, Any]) -> Plain:
    """A person, without an address to write to; portraits on other sites are not fetched, and told."""
    avatar = said(value.get("avatar") or value.get("avatar_url"))
    photo = ""
    if avatar and "://" in avatar:
        told = f"the portrait of {_name(value)} is at {short(avatar)}, and is not fetched"
        desk.warn(name, line, "remote-picture", told, "put it into static/images/ and write photo")
    elif avatar:
        photo = desk.copy(f"images/{avatar.rpartition('/')[2]}", avatar.lstrip("/"))
    urls = [
        said(value.get("url")),
        *(said(each.get("url")) for each in _listed(value.get("links")) if isinstance(each, dict)),
    ]
    bio = translated(value.get("biography") or value.get("bio"))
    honorific, name_alone = facts.named(_name(value))
    return entry("person", name=name_alone, honorific=honorific, photo=photo, links=links_of(urls), bio=bio)
