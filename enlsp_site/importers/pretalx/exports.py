"""`schedule.json` and `schedule.xml` (frab's format, as c3voc describes it) to a conference with its events.

Lengths are `HH:MM`, or `D:HH:MM` from 24 hours on, as pretalx writes them.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from xml.etree import ElementTree

from enlsp_site.importers.parse.calendars import moment
from enlsp_site.importers.parse.tables import records, said
from enlsp_site.importers.pretalx.events import Conference, PretalxEvent, listed, translated


def of_json(name: str, found: Any) -> Conference | None:
    """The conference of a schedule.json; None for what is none."""
    schedule = found.get("schedule", found) if isinstance(found, dict) else {}
    conference = schedule.get("conference", {}) if isinstance(schedule, dict) else {}
    if not isinstance(conference, dict) or not isinstance(conference.get("days"), list):
        return None
    events = [
        _event(event, said(room), said(day.get("date")))
        for day in records(conference["days"])
        for room, held in (day["rooms"].items() if isinstance(day.get("rooms"), dict) else ())
        for event in records(held)
    ]
    rooms = [
        (said(each.get("name")), translated(each.get("description"))) for each in records(conference.get("rooms"))
    ]
    tracks = [(said(each.get("name")), said(each.get("color"))) for each in records(conference.get("tracks"))]
    base = said(schedule.get("base_url")) or said(conference.get("base_url")) or said(found.get("base_url"))
    return Conference(
        name,
        events,
        translated(conference.get("title")),
        said(conference.get("time_zone_name")),
        said(conference.get("start"))[:10],
        said(conference.get("end"))[:10],
        base,
        tuple(rooms),
        tuple(tracks),
    )


def of_xml(name: str, root: ElementTree.Element) -> Conference | None:
    """The conference of a schedule.xml; None where its root is not `schedule`."""
    if root.tag != "schedule":
        return None
    days = [
        {"date": day.get("date", ""), "rooms": {room.get("name", ""): _events(room) for room in day.findall("room")}}
        for day in root.iter("day")
    ]
    about = {
        each.tag: (each.text or "").strip()
        for each in (root.find("conference") or ())
        if len(each) == 0 and each.text
    }
    tracks = [
        {"name": each.get("name"), "color": each.get("color")} for each in root.iter("track") if each.get("name")
    ]
    return of_json(name, {"schedule": {"conference": {**about, "tracks": tracks, "days": days}}})


def _events(room: ElementTree.Element) -> list[dict[str, Any]]:
    return [_plain(each) for each in room.iter("event")]


def _plain(node: ElementTree.Element) -> dict[str, Any]:
    found: dict[str, Any] = {each.tag: (each.text or "").strip() for each in node if len(each) == 0}
    found["guid"], found["id"] = node.get("guid", ""), node.get("id", "")
    found["persons"] = [
        {"name": (each.text or "").strip(), "id": each.get("id", ""), "guid": each.get("guid", "")}
        for each in node.iter("person")
    ]
    for tag in ("link", "attachment"):
        found[f"{tag}s"] = [
            {"url": each.get("href", ""), "title": (each.text or "").strip()} for each in node.iter(tag)
        ]
    recording = node.find("recording")
    if recording is not None:
        found["do_not_record"] = recording.findtext("optout", "").strip() == "true"
        found["recording_url"] = recording.findtext("url", "").strip()
    return found


def _event(row: dict[str, Any], room: str, date: str) -> PretalxEvent:
    begin, written = moment(said(row.get("date"))), said(row.get("start"))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", said(row.get("date"))) or begin is None:
        begin = moment(f"{said(row.get('date'))[:10] if begin else date} {written}")
    subtitle = translated(row.get("subtitle"))
    title = translated(row.get("title"))
    links = [_link(each) for each in [*listed(row.get("links")), *listed(row.get("attachments"))]]
    links += [(name, said(row.get(key))) for name, key in _PAGES if said(row.get(key))]
    recording = said(row.get("video_download_url")) or said(row.get("recording_url"))
    return PretalxEvent(
        title=f"{title}: {subtitle}" if subtitle else title,
        begin=begin,
        lasts=length(said(row.get("duration"))),
        date=date,
        start=written,
        length=said(row.get("duration")),
        key=said(row.get("code")) or code_of(said(row.get("url"))) or said(row.get("guid")),
        room=room,
        track=translated(row.get("track")),
        kind=translated(row.get("type")),
        language=said(row.get("language")),
        abstract=translated(row.get("abstract")),
        description=translated(row.get("description")),
        people=tuple(records(row.get("persons") or row.get("speakers"))),
        links=tuple(link for link in links if link[1]),
        recording=recording,
        is_recorded=row.get("do_not_record") is not True,
    )


_PAGES = (("Page of the talk", "url"), ("Feedback", "feedback_url"))
"""Addresses of an event besides its links, and what they are called."""


def _link(value: Any) -> tuple[str, str]:
    if isinstance(value, dict):
        return said(value.get("title")) or "Link", said(value.get("url") or value.get("href"))
    return "Link", said(value)


def code_of(url: str) -> str:
    """The code of a talk or speaker in pretalx's address of its page; an empty text in others."""
    found = re.search(r"/(?:talk|speaker)/([A-Z0-9]{4,})/?$", url)
    return found[1] if found else ""


def length(text: str) -> dt.timedelta | None:
    """A length as `HH:MM`, `D:HH:MM` or minutes; None for what is none."""
    parts = text.strip().split(":")
    if not all(part.isdecimal() and len(part) < 6 for part in parts) or len(parts) > 3:
        return None
    if len(parts) == 1:
        return dt.timedelta(minutes=int(parts[0]))
    days = int(parts[0]) if len(parts) == 3 else 0
    return dt.timedelta(days=min(days, 999), hours=int(parts[-2]), minutes=int(parts[-1]))
