"""What has changed since an edition was published first: a page, and its feed, from what it remembers.

A change is told where a visitor has to know it: another time, room, date or title, what is off, and what is new. Of
several on one day only what they come to is told, and nothing where that is as it was. A name of a person that was
corrected is nobody's business. What is gone without a word is not told: `cancelled` is for that.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from enlsp_site.model import urls
from enlsp_site.model.addresses import AddressMemory, Change, Remembered
from enlsp_site.model.edition import Edition
from enlsp_site.model.record import Cancellation, Record
from enlsp_site.model.schedule import Session
from enlsp_site.model.targets import Target
from enlsp_site.model.wording import Language
from enlsp_site.pages.frame import Section
from enlsp_site.pages.reading import about_feed

NAME = "changes"
"""The section; a page of the site that is called so has its place."""
SINGLY = 4
"""So many new entries of a section on one day are told one by one."""
END_OF_DAY = "23:59"


class ToldChange(Record, frozen=True):
    """A change as it is told: of what, where that is, and what changed, in words. `key` tells it from all others, and
    stays what it is; `on` is when it was published (RFC 3339, UTC)."""

    key: str
    on: str
    title: str
    url: str
    text: str


class ChangeDay(Record, frozen=True):
    """The changes of a day, in UTC."""

    date: dt.date
    changes: tuple[ToldChange, ...]


class ChangeList(Record, frozen=True):
    """All changes, the newest day first, `since` an edition was published. `feed` is the address of their feed, if
    there is one."""

    since: dt.date
    days: tuple[ChangeDay, ...]
    feed: str = ""


class _Place(NamedTuple):
    """A record where it is now."""

    title: str
    url: str
    cancelled: Cancellation | None = None


def change_list(edition: Edition, sections: Mapping[str, Section]) -> ChangeList | None:
    """What has changed of an edition, whose sections these are; None where nothing has, or a page is called so."""
    memory = edition.memory
    since = min((line.since for line in memory.lines if line.since), default="")
    is_new = bool(memory.changes) or any(line.since > since for line in memory.lines)
    if not since or not is_new or NAME in sections:
        return None
    there = _places(edition, sections)
    found = [*_changed(edition, memory, there), *_added(edition.language, memory, there, since)]
    found.sort(key=lambda each: (each.on[:10], each.title.casefold(), each.key))
    days = [
        ChangeDay(date=dt.date.fromisoformat(day), changes=tuple(changes))
        for day, changes in groupby(found, lambda each: each.on[:10])
    ]
    return ChangeList(since=dt.date.fromisoformat(since), days=tuple(reversed(days))) if days else None


def told_in(sections: Mapping[str, Section]) -> bool:
    """Whether the page of what has changed is among these; an organizers' own page of that name is not it."""
    return NAME in sections and isinstance(sections[NAME].value, ChangeList)


def feed_path(edition: Edition) -> str:
    """Where the feed of the changes lives."""
    return f"{edition.id}/{NAME}/feed.xml"


def feed(edition: Edition, shown: ChangeList, base: str) -> Target:
    """The feed of the changes; `base` is the site's public address."""
    path = feed_path(edition)
    said = edition.language
    title = said.say("edition_title", edition=f"{edition.site.name} {edition.id}", title=said.say("changes"))
    changes = tuple(change for day in shown.days for change in day.changes)
    return Target(
        path=path, recipe="changes feed", inputs=about_feed(edition, title, NAME, path, base) | {"changes": changes}
    )


def _places(edition: Edition, sections: Mapping[str, Section]) -> dict[str, _Place]:
    """The records of an edition by their addresses, as its memory writes them. News tell of themselves, and a draft
    is not public."""
    found = {
        name: _Place(section.heading, section.url)
        for name, section in sections.items()
        if name != "news" and not getattr(section.value, "draft", False)
    }
    sessions = [session for _, session in edition.sessions]
    alike = {title for title, n in Counter(session.title for session in sessions).items() if n > 1}
    found |= {
        f"schedule#{session.slug}": _Place(
            _with_people(session, edition.language) if session.title in alike else session.title,
            urls.of_session(edition.id, session),
            session.cancelled,
        )
        for session in sessions
    }
    found |= {
        f"{group.name}#{person.slug}": _Place(
            person.name, urls.inside(urls.section_path(edition.id, group.name), person.slug), person.cancelled
        )
        for group in edition.groups
        for person in group.people
    }
    found |= {
        f"papers/{paper.slug}": _Place(paper.title, urls.inside(urls.paper_path(edition.id, paper.slug)))
        for paper in edition.accepted
    }
    at = {(line.uid or line.slug): line.at for line in edition.memory.lines if line.kind == "dates#"}
    dates = urls.inside(urls.section_path(edition.id, "dates"))
    named = edition.dates.dates if edition.dates else ()
    return found | {at[uid]: _Place(date.name, dates) for date in named if (uid := date.revision.uid) in at}


def _with_people(session: Session, said: Language) -> str:
    """What a session is called that another one is called, too: with its people, where it has any."""
    names = said.say("list_comma").join(person.name for person in session.people)
    return said.say("title_with", title=session.title, people=names) if names else session.title


# What is another thing now


def _changed(edition: Edition, memory: AddressMemory, there: Mapping[str, _Place]) -> Iterator[ToldChange]:
    """Changes of what is there, one for each thing and day; time and room of a session are one."""
    lines = {line.at: line for line in memory.lines}
    told: dict[tuple[str, str, str], dict[str, tuple[str, str]]] = {}
    last: dict[tuple[str, str, str], str] = {}
    for (at, what), changes in _histories(memory):
        if at not in there or at not in lines or (what == "title" and _is_person(lines[at])):
            continue
        for change, after in zip(changes, _afterwards(changes, lines[at]), strict=True):
            key = (at, change.on[:10], "moved" if what in ("when", "room") else what)
            ways = told.setdefault(key, {})
            ways[what] = (ways.get(what, (change.before,))[0], after)
            last[key] = max(last.get(key, ""), change.on)
    for (at, day, kind), ways in told.items():
        ways = {what: way for what, way in ways.items() if way[0] != way[1]}
        if text := _text(edition.language, at, ways, there[at]) if ways else "":
            yield ToldChange(f"{at} {day} {kind}", last[at, day, kind], there[at].title, there[at].url, text)


def _histories(memory: AddressMemory) -> Iterator[tuple[tuple[str, str], list[Change]]]:
    """All changes of one thing in one way, the oldest first."""
    ordered = sorted(memory.changes, key=lambda each: (each.at, each.what, each.on))
    for key, changes in groupby(ordered, lambda each: (each.at, each.what)):
        yield key, [*changes]


def _afterwards(changes: list[Change], line: Remembered) -> list[str]:
    """What the thing was after each of its changes: what it was before the next one, or is now. What is cancelled
    was not before, and the other way round."""
    if changes[0].what == "cancelled":
        return ["" if change.before else "yes" for change in changes]
    return [*(change.before for change in changes[1:]), getattr(line, changes[-1].what)]


def _is_person(line: Remembered) -> bool:
    return "#" in line.kind and line.kind not in ("schedule#", "dates#")


def _text(said: Language, at: str, ways: Mapping[str, tuple[str, str]], place: _Place) -> str:
    """A change in words; empty where it cannot be told from what was before."""
    if way := ways.get("cancelled"):
        if not way[1]:
            return said.say("not_cancelled")
        reason = place.cancelled.reason if place.cancelled else ""
        return said.say("cancelled_reason", reason=reason) if reason else said.say("cancelled")
    if way := ways.get("title"):
        return said.say("change_title", before=way[0])
    write = _deadline if at.startswith("dates#") else _begin
    before, now = _pair(said, ways, 0, write), _pair(said, ways, 1, write)
    if not before:
        return said.say("change_known", now=now) if now else ""
    return said.say("change_moved", before=before, now=now) if now and now != before else ""


_Writer = Callable[[Language, str], str]


def _pair(said: Language, ways: Mapping[str, tuple[str, str]], side: int, write: _Writer) -> str:
    """Time and room, as far as they are others, before (0) or afterwards (1)."""
    moment = ways.get("when", ("", ""))[side]
    parts = [write(said, moment) if moment else "", ways.get("room", ("", ""))[side]]
    return said.say("list_comma").join(filter(None, parts))


def _begin(said: Language, when: str) -> str:
    """When a session begins: `2031-12-06 08:30-09:00 Europe/Paris` is December 6, 2031, 08:30."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d)-\d\d:\d\d .*", when)
    return _moment(said, found[1], found[2]) if found else ""


def _deadline(said: Language, when: str) -> str:
    """When a date is: a day, or a moment (RFC 3339), whose time is told where it is not the end of its day."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)\S*)?", when)
    return _moment(said, found[1], found[2] if found[2] != END_OF_DAY else "") if found else ""


def _moment(said: Language, day: str, clock: str | None) -> str:
    date = said.date(dt.date.fromisoformat(day))
    return said.say("date_at", date=date, clock=said.clock(dt.time.fromisoformat(clock))) if clock else date


# What is new


def _added(said: Language, memory: AddressMemory, there: Mapping[str, _Place], first: str) -> Iterator[ToldChange]:
    """What was not there when the edition was published first. A section that is new is told as a whole, and many
    new entries of one are counted."""
    since = {line.at: line.since for line in memory.lines}
    new = [line for line in memory.lines if line.since > first and line.at in there and not line.cancelled]
    by_section: dict[tuple[str, str], list[Remembered]] = {}
    for line in new:
        section = line.kind.rstrip("#/")
        if since.get(section) != line.since:
            by_section.setdefault((section, line.since), []).append(line)
    for (section, day), lines in by_section.items():
        yield from _told_as_new(said, lines, there, there.get(section), day)


def _told_as_new(
    said: Language, lines: list[Remembered], there: Mapping[str, _Place], section: _Place | None, day: str
) -> Iterable[ToldChange]:
    on = f"{day}T00:00:00Z"
    if section and len(lines) > SINGLY:
        key = f"{lines[0].kind} {day} new"
        return [ToldChange(key, on, section.title, section.url, said.say("change_many_new", n=len(lines)))]
    text = said.say("change_new_in", section=section.title) if section else said.say("change_new")
    return [ToldChange(f"{line.at} new", on, there[line.at].title, there[line.at].url, text) for line in lines]
