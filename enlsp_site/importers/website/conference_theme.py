"""The layout of jekyll-theme-conference: talks, speakers and rooms in files, and days in `program.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from enlsp_site.diagnostics.origin import Path
from enlsp_site.importers.codes import NO_DATE, UNKNOWN_ROOM, UNPLACED_TALK
from enlsp_site.importers.parse import facts, prose
from enlsp_site.importers.parse.programme import ProgrammeBuilder, normal, settle
from enlsp_site.importers.parse.tables import SourceData, lower, read_yaml, said
from enlsp_site.importers.result import ImportResult, Plain, entry
from enlsp_site.importers.website.data import DataFileReader
from enlsp_site.model.codes import BAD_TIME
from enlsp_site.text import slugs


class _CollectionFile(NamedTuple):
    """A file of a collection: its name, what its front matter says, and its words."""

    name: str
    front: SourceData
    fields: dict[str, Any]
    words: str


def fill(result: ImportResult, data: DataFileReader) -> None:
    """Add the talks and the programme of such a site; of others nothing."""
    talks = {
        slugs.slug(said(item.fields.get("name") or item.fields.get("title"))): item
        for item in _collection(result, "_talks")
    }
    places = list(_collection(result, "_rooms"))
    used = _programme(result, data, talks, [said(item.fields.get("name")) for item in places])
    words = [f"## {said(item.fields.get('name'))}\n\n{item.words}" for item in places if item.words]
    result.keep("rooms", "What the old site says of its rooms", "\n\n".join(words))
    lost = [
        f"**{said(item.fields.get('name'))}**\n\n{item.words}" for name, item in talks.items() if name not in used
    ]
    for name in (name for name in talks if name not in used):
        told = "this talk is not in the programme, and is kept in a draft"
        result.lose("sessions", talks[name].name, 1, UNPLACED_TALK, told, "give it a time in schedule.yaml")
    result.keep("talks", "Talks that are not in the programme", "\n\n".join(lost))


def _collection(result: ImportResult, folder: str) -> Iterator[_CollectionFile]:
    for name in result.source.names:
        if name.startswith(f"{folder}/") and name.endswith((".md", ".markdown", ".html")):
            lines = result.text(name).split("\n")
            end = next((number for number, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
            front = read_yaml(result, name, "\n".join(lines[1:end]), 2)
            fields = lower(front.value) if isinstance(front.value, dict) else {}
            words = prose.without_liquid("\n".join(lines[end + 1 :]))
            yield _CollectionFile(name, front, fields, words.strip())


def _programme(
    result: ImportResult, data: DataFileReader, talks: dict[str, _CollectionFile], rooms: list[str]
) -> set[str]:
    """The days of `_data/program.yml`. Returns the names of the talks in them."""
    used: set[str] = set()
    programme = ProgrammeBuilder(data.people, [])
    made = []
    for schedule in data.conference:
        is_whole = isinstance(schedule.value, dict)
        days = schedule.value.get("days") if is_whole else schedule.value
        for number, day in enumerate(_list(days)):
            if isinstance(day, dict) and "rooms" in day:
                path: Path = ("days", number) if is_whole else (number,)
                made += _day(schedule, path, day, _ProgrammeNames(talks, rooms, used, programme))
        schedule.told()
    if made:
        result.put("schedule.yaml", made)
        settle(result, programme)
    return used


class _ProgrammeNames(NamedTuple):
    """What the rows of a programme name: talks by their slugs, rooms; and what was named."""

    talks: dict[str, _CollectionFile]
    rooms: list[str]
    used: set[str]
    programme: ProgrammeBuilder


def _day(schedule: SourceData, path: Path, day: dict[str, Any], known: _ProgrammeNames) -> list[Plain]:
    """A day with the talks of all its rooms; nothing if there are none."""
    sessions: list[Plain] = []
    for number, room in enumerate(_list(day["rooms"])):
        if isinstance(room, dict):
            sessions += _room(schedule, (*path, "rooms", number), room, known)
    date = next(iter(facts.dated(said(day.get("date")))), None)
    title = said(day.get("name"))
    if not date:
        schedule.warn(path, NO_DATE, f"the day “{title}” has no date", "write it in schedule.yaml")
    sessions.sort(key=lambda session: session["time"][:5])
    found = entry("day", date=date.days[0] if date else "TBD", title=title, sessions=sessions)
    return [found] if sessions else []


def _room(schedule: SourceData, path: Path, room: dict[str, Any], known: _ProgrammeNames) -> list[Plain]:
    name = said(room.get("name"))
    made = []
    for number, row in enumerate(_list(room.get("talks"))):
        if not isinstance(row, dict):
            continue
        title = said(row.get("name"))
        span = facts.span(f"{said(row.get('time_start'))} - {said(row.get('time_end'))}")
        if span is None or not title:
            told = f"“{title}” has no time that can be read, and is left out"
            schedule.warn((*path, "talks", number), BAD_TIME, told, "give it a time")
            continue
        known.used.add(slugs.slug(title))
        made.append(_session(span.written, title, name, known))
    if name and known.rooms and name not in known.rooms:
        schedule.warn((*path, "name"), UNKNOWN_ROOM, f"there is no room “{name}” in _rooms", "")
    return made


def _session(time: str, title: str, room: str, known: _ProgrammeNames) -> Plain:
    """A row of a room with what the file of its talk says."""
    item = known.talks.get(slugs.slug(title))
    fields = item.fields if item else {}
    people = [name for each in _list(fields.get("speakers")) if (name := said(each))]
    for name in people:
        known.programme.named.setdefault(normal(facts.named(name)[1]), name)
    links = [
        {"title": said(each.get("name")) or "Link", "url": said(each.get("url") or each.get("absolute_url"))}
        for each in _list(fields.get("links"))
        if isinstance(each, dict) and "://" in said(each.get("url") or each.get("absolute_url"))
    ]
    return entry(
        "session",
        time=time,
        title=title,
        kind=facts.kind_of(" ".join([*map(said, _list(fields.get("categories"))), title])) or "other",
        people=people,
        room=room,
        links=links,
        abstract=prose.paragraphs(said(fields.get("abstract")) or (item.words if item else "")),
    )


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if isinstance(value, str) else []
