"""archive.yaml: what is still known of an edition that is a finished site, for the page of all editions, for pages of
people and for the feed.

`enlsp archive` writes it (`commands.archive_facts`), and people mend it. What it says stands at an address where
nothing is published is left out, since the finished site is what counts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from enlsp_site.content.codes import BROKEN_LINK
from enlsp_site.content.entries.archive import ArchivedRecordEntry, ArchiveEntry
from enlsp_site.content.link_targets import LinkTargets
from enlsp_site.content.reader import Reader, as_list
from enlsp_site.content.syntax import yaml
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import times, urls, wording
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import ArchivedEdition, Edition
from enlsp_site.model.media import StaticFile
from enlsp_site.model.news import News, NewsItem
from enlsp_site.model.papers import Author, Paper, Papers
from enlsp_site.model.people import Group, Person, Talk
from enlsp_site.model.record import Link
from enlsp_site.model.schedule import Day, PersonMention, Schedule, Session
from enlsp_site.model.site import Site
from enlsp_site.storage.archives import FACTS
from enlsp_site.storage.files import Sources
from enlsp_site.storage.memory import Memory

_PAPERS, _SESSIONS, _NEWS = "papers/", "schedule#", "news#"


def read_archives(
    ids: Iterable[str], sources: Sources, files: Mapping[str, StaticFile], memory: Memory
) -> tuple[tuple[ArchivedEdition, ...], list[Problem]]:
    """What is known of the finished sites of these ids that tell of themselves, and what is wrong in it."""
    found: list[ArchivedEdition] = []
    problems: list[Problem] = []
    for name in ids:
        file = f"editions/{name}/{FACTS}"
        if file not in sources.texts:
            continue
        names = LinkTargets(name, frozenset(), files, frozenset())
        reader = Reader(f"editions/{name}", sources.texts, names, memory, wording.SILENT)
        data = reader.parsed(file, yaml.parse)
        is_lost = data is None and reader.problems
        entry = None if is_lost else reader.entries(data, ArchiveEntry, Origin(file))
        found += [_archived(reader, entry, Origin(file))] if entry else []
        problems += reader.problems
    return tuple(found), problems


def _archived(reader: Reader, entry: ArchiveEntry, origin: Origin) -> ArchivedEdition:
    return ArchivedEdition(
        edition=_known(reader, entry, origin),
        held=_held(reader, entry, origin),
        place=reader.known(entry.place),
        papers=int(entry.papers or 0),
        people=int(entry.people or 0),
        links=tuple(_links(reader, entry, origin)),
    )


def _held(reader: Reader, entry: ArchiveEntry, origin: Origin) -> ImportantDate | None:
    """When it took place; None where that is not said, or cannot be read."""
    days: list[dt.date] = []
    for name, written in (("date", entry.date), ("until", entry.until)):
        text = reader.known(written)
        day = reader.timed(origin.at(name), lambda text=text: times.parse_date(text)) if text else None  # type: ignore[misc]
        days += [day] if day else []
    if not days:
        return None
    return ImportantDate(
        origin=origin,
        name="",
        kind="event",
        days=(days[0],),
        until=days[-1] if days[-1] > days[0] else None,
    )


def _links(reader: Reader, entry: ArchiveEntry, origin: Origin) -> Iterable[Link]:
    for index, each in enumerate(entry.links or ()):
        written = each.url.strip("/")
        places = (f"{reader.names.edition}/{written}", urls.section_path(reader.names.edition, written))
        path = next((place for place in places if place in reader.names.files), "")
        if path:
            yield Link(title=each.title, url=urls.inside(path))
        else:
            message = f"there is no page or file `{each.url}` in this finished site"
            reader.complain(origin.at("links", index, "url"), BROKEN_LINK, message, "write it as from its public/")


def _known(reader: Reader, entry: ArchiveEntry, origin: Origin) -> Edition:
    """The edition with no more than what its records name."""
    name = reader.names.edition
    there = [each for each in entry.records or () if _page(name, each.at) in reader.names.files]
    papers = [_paper(each, origin) for each in there if each.at.startswith(_PAPERS)]
    sessions = [_session(name, each, origin) for each in there if each.at.startswith(_SESSIONS)]
    news = [item for each in there if each.at.startswith(_NEWS) and (item := _news(reader, each, origin))]
    return Edition(
        id=name,
        folder=reader.folder,
        site=Site(
            origin=origin,
            name=reader.known(entry.name),
            title=reader.known(entry.title),
            edition=name,
            language=entry.language or wording.FALLBACK,
        ),
        groups=tuple(_groups(there, origin)),
        papers=Papers(heading="", papers=tuple(papers)) if papers else None,
        schedule=Schedule(heading="", days=(_day(sessions, origin),)) if sessions else None,
        news=News(heading="", items=tuple(news)) if news else None,
    )


def _page(edition: str, at: str) -> str:
    """The path of the page on which a record stands, or which it has."""
    if at.startswith(_SESSIONS):
        return urls.session_path(edition, _slug(at))
    return urls.section_path(edition, at if at.startswith(_PAPERS) else at.partition("#")[0])


def _slug(at: str) -> str:
    return at[max(at.find("#"), at.find("/")) + 1 :]


def _groups(records: Iterable[ArchivedRecordEntry], origin: Origin) -> Iterable[Group]:
    found: dict[str, list[ArchivedRecordEntry]] = {}
    for each in records:
        if each.name and "#" in each.at and not each.at.startswith((_SESSIONS, _NEWS)):
            found.setdefault(each.at.partition("#")[0], []).append(each)
    for name, own in found.items():
        people = tuple(_person(each, origin) for each in own)
        yield Group(origin=origin, name=name, heading=own[0].title or name, people=people)


def _person(entry: ArchivedRecordEntry, origin: Origin) -> Person:
    return Person(
        origin=origin,
        name=entry.name or "",
        slug=_slug(entry.at),
        role=entry.role or "",
        links=tuple(Link(title="", url=url, kind=kind) for kind, url in (entry.links or {}).items()),
        talk=Talk(title=entry.talk) if entry.talk else None,
        same_as=None if entry.same_as is None else tuple(as_list(entry.same_as)),
    )


def _paper(entry: ArchivedRecordEntry, origin: Origin) -> Paper:
    names, orcids = entry.authors or [], [*(entry.orcids or []), *("" for _ in entry.authors or ())]
    authors = tuple(Author(name=name, orcid=orcid) for name, orcid in zip(names, orcids, strict=False))
    return Paper(origin=origin, id=_slug(entry.at), slug=_slug(entry.at), title=entry.title or "", authors=authors)


def _session(edition: str, entry: ArchivedRecordEntry, origin: Origin) -> Session:
    places = (each.partition("#") for each in entry.people or ())
    people = tuple(
        PersonMention(name="", url=urls.inside(urls.section_path(edition, group), slug)) for group, _, slug in places
    )
    return Session(
        origin=origin,
        slug=_slug(entry.at),
        title=entry.title or "",
        kind="other",
        start=dt.time(),
        end=dt.time(),
        people=people,
    )


def _day(sessions: Iterable[Session], origin: Origin) -> Day:
    return Day(origin=origin, title="", days=(), zone="UTC", zone_label="", sessions=tuple(sessions))


def _news(reader: Reader, entry: ArchivedRecordEntry, origin: Origin) -> NewsItem | None:
    date = reader.timed(origin.at("records"), lambda: times.parse_date(entry.date or ""))
    return NewsItem(origin=origin, slug=_slug(entry.at), title=entry.title or "", date=date) if date else None
