"""The ways from pages to their sources: *Mend this page* opens the file in the editor of the repository's host.

Links name files and no lines, since these change with every edit above: a paper's page would be made again for an
edit of any other. Where entries stand is in one file of the edition, `lines.json`, from which a script of the theme
leads a link to its line when it is wanted; without scripts the file opens at its beginning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import urls
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import LISTS, Edition, Workshop
from enlsp_site.model.news import NewsItem
from enlsp_site.model.pages import Page
from enlsp_site.model.papers import Paper
from enlsp_site.model.people import Group, Person
from enlsp_site.model.reading import Reading
from enlsp_site.model.record import Record
from enlsp_site.model.repository import Repository, edit_address
from enlsp_site.model.schedule import Session
from enlsp_site.model.sponsors import Sponsor
from enlsp_site.pages.frame import Frame, Section
from enlsp_site.text import plain_text

MOST = 300
"""Of longer lists a page leads to the file alone."""


class SourceEntry(Record, frozen=True):
    """An entry of a file of content: where it was written, what it is called (plain text that may hold TeX), and the
    key by which `lines.json` has it among those of its file."""

    origin: Origin
    title: str
    key: str


class MendLink(Record, frozen=True):
    """A way to a file in the editor of its host, called `title` (plain text that may hold TeX), and to the entry
    `key` in it, unless that is empty."""

    title: str
    url: str
    file: str
    key: str = ""


class MendLinks(Record, frozen=True):
    """The ways from a page to its sources at the `host`: to its own, and to each entry that it shows. `lines` is the
    address of the file that knows their lines; empty where nothing has one."""

    host: str
    own: MendLink
    entries: tuple[MendLink, ...] = ()
    lines: str = ""


def lines_path(edition: str) -> str:
    """Where the lines of an edition's entries are published."""
    return f"{edition}/lines.json"


def entries(edition: Edition, name: str) -> Iterator[SourceEntry]:
    """What the file of a section lists, in the order of its page; nothing for what has no such file."""
    titled: dict[str, Iterable[Session | Paper | NewsItem | Reading]] = {
        "schedule": (session for _, session in edition.sessions),
        "papers": edition.accepted,
        "news": edition.news.items if edition.news else (),
        **{each.name: each.items for each in edition.reading},
    }
    people: tuple[Person, ...] = next((each.people for each in edition.groups if each.name == name), ())
    if name in titled:
        return (SourceEntry(each.origin, each.title, each.slug) for each in titled[name])
    return (SourceEntry(each.origin, each.name, each.slug) for each in people) if people else _named(edition, name)


def _named(edition: Edition, name: str) -> Iterator[SourceEntry]:
    """Dates and sponsors, which have no anchors."""
    dates = edition.dates.dates if name == "dates" and edition.dates else ()
    tiers = edition.sponsors.tiers if name == "sponsors" and edition.sponsors else ()
    found: list[ImportantDate | Sponsor] = [*dates, *(each for tier in tiers for each in tier.sponsors)]
    keys = plain_text.unique_slugs([each.name for each in found], [])
    return (SourceEntry(each.origin, each.name, key) for each, key in zip(found, keys, strict=True))


def without_sources(workshop: Workshop) -> Workshop:
    """The workshop with no ways to its sources, for what outlives them."""
    current = workshop.current
    bare = replace(current, site=replace(current.site, repository=None))
    return replace(workshop, editions=(bare, *workshop.editions[1:]))


def all_entries(edition: Edition) -> tuple[SourceEntry, ...]:
    """Everything of an edition that `lines.json` knows."""
    names = [*LISTS, *(each.name for each in edition.groups), *(each.name for each in edition.reading)]
    return tuple(each for name in names for each in entries(edition, name))


def links(frame: Frame, edition: Edition, shown: Mapping[str, Any]) -> MendLinks | None:
    """The ways from a page that shows these values to its sources; None where it has none, or where site.yaml names
    no repository."""
    if frame.repository is None:
        return None
    ways = _Ways(frame.repository, edition)
    for kind in ("paper", "session"):
        if kind in shown:
            own = shown[kind]
            return ways.made(own.origin.file, key=own.slug)
    if "sections" in shown:
        files = [(each.heading, ways.file_of(each)) for each in shown["sections"]]
        return ways.made(edition.site.origin.file, [ways.link(title, file) for title, file in files if file])
    section = shown.get("section")
    file = ways.file_of(section) if section else ""
    if not section or not file:
        return None
    found = [] if section.kind == "papers" else [*entries(edition, section.name)]
    return ways.made(
        file, [ways.link(each.title, each.origin.file, each.key) for each in found if len(found) <= MOST]
    )


def _told_apart(found: Iterable[MendLink]) -> tuple[MendLink, ...]:
    """Ways of which those that are called the same are numbered: links that lead elsewhere have other names."""
    seen: Counter[str] = Counter()
    told = []
    for each in found:
        seen[each.title] += 1
        number = seen[each.title]
        told.append(replace(each, title=f"{each.title} ({number})") if number > 1 else each)
    return tuple(told)


class _Ways:
    """The ways into the repository from the pages of an edition."""

    def __init__(self, repository: Repository, edition: Edition) -> None:
        self._repository = repository
        self._edition = edition

    def link(self, title: str, file: str, key: str = "") -> MendLink:
        """The way to an entry of a file, or to the file."""
        return MendLink(title=title, url=edit_address(self._repository, file), file=file, key=key)

    def made(self, file: str, found: Iterable[MendLink] = (), key: str = "") -> MendLinks:
        """The ways from a page that is made of a file, or of an entry of it, and shows those entries."""
        own, found = self.link(file, file, key), _told_apart(found)
        knows = any(each.key for each in (own, *found))
        lines = urls.inside(lines_path(self._edition.id)) if knows else ""
        return MendLinks(host=self._repository.host, own=own, entries=found, lines=lines)

    def file_of(self, section: Section) -> str:
        """The file that a section is written in; empty where it is gathered from others, or there is none yet."""
        if isinstance(section.value, Page | Group):
            return section.value.origin.file
        found = next(entries(self._edition, section.name), None)
        return found.origin.file if found else ""
