"""schedule.xml: the programme for conference apps, in the older form of the format (its XML Schema is
https://c3voc.de/schedule/schema.xsd)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from enlsp_site import __version__
from enlsp_site.exports.schedule_json import schedule_of
from enlsp_site.exports.xml_escape import escape, quoted
from enlsp_site.model import urls
from enlsp_site.text.control_characters import without_forbidden


def write(inputs: Mapping[str, Any]) -> bytes:
    """The schedule as XML; `inputs` are those of `schedule_json.schedule_of`, and `path` is the file's own."""
    schedule = schedule_of(inputs)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<schedule>",
        _element("generator", "", name="enlsp-site", version=__version__),
        _element("url", inputs["about"].public(urls.inside(inputs["path"]))),
        _element("version", schedule["version"]),
        *_conference(schedule["conference"], schedule["base_url"]),
        *(line for day in schedule["conference"]["days"] for line in _day(day, schedule["conference"]["rooms"])),
        "</schedule>",
    ]
    return ("\n".join(lines) + "\n").encode(errors="xmlcharrefreplace")


def _element(tag: str, words: str | int | None, /, **attributes: str | int) -> str:
    """An element that holds text only."""
    written = "".join(f" {key}={quoted(_clean(value))}" for key, value in attributes.items())
    inner = escape(_clean("" if words is None else words))
    return f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>"


def _clean(value: str | int) -> str:
    return without_forbidden(str(value))


def _conference(conference: Mapping[str, Any], base_url: str) -> Iterator[str]:
    yield "<conference>"
    for name in ("title", "acronym", "start", "end"):
        yield _element(name, conference[name])
    yield _element("days", conference["daysCount"])
    yield _element("timeslot_duration", conference["timeslot_duration"])
    yield _element("base_url", base_url)
    yield _element("url", conference["url"])
    if "time_zone_name" in conference:
        yield _element("time_zone_name", conference["time_zone_name"])
    yield _element("color", "", **conference["colors"])
    for track in conference["tracks"]:
        yield _element("track", "", **track)
    yield "</conference>"


def _day(day: Mapping[str, Any], rooms: list[dict[str, str]]) -> Iterator[str]:
    guids = {room["name"]: room["guid"] for room in rooms}
    start, end = quoted(day["day_start"]), quoted(day["day_end"])
    yield f'<day index="{day["index"]}" date="{day["date"]}" start={start} end={end}>'
    for name, events in day["rooms"].items():
        yield f"<room name={quoted(_clean(name))} guid={quoted(guids[name])}>"
        for event in events:
            yield from _event(event)
        yield "</room>"
    yield "</day>"


_PLAIN = ("room", "title", "subtitle", "type", "date", "start", "duration", "abstract", "slug", "track", "language")


def _event(event: Mapping[str, Any]) -> Iterator[str]:
    yield f'<event guid="{event["guid"]}" id="{event["id"]}" code="{event["code"]}">'
    for name in _PLAIN:
        yield _element(name, event[name])
    yield _element("description", event["description"])
    yield _element("url", event["url"])
    yield "<persons>"
    for person in event["persons"]:
        yield _element("person", person["name"], id=person["id"], guid=person["guid"])
    yield "</persons>"
    yield "<links>"
    for link in event["links"]:
        yield _element("link", link["title"], href=link["url"], type=link["type"])
    yield "</links>"
    yield "</event>"
