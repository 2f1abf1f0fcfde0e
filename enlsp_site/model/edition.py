"""An edition of the workshop, and all editions together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import wording
from enlsp_site.model.addresses import AddressMemory, Redirect
from enlsp_site.model.dates import Dates, ImportantDate
from enlsp_site.model.media import PictureCopy, StaticFile
from enlsp_site.model.news import News
from enlsp_site.model.pages import Page
from enlsp_site.model.papers import Paper, Papers
from enlsp_site.model.people import Group
from enlsp_site.model.reading import ReadingList
from enlsp_site.model.record import Link, Record
from enlsp_site.model.schedule import Day, Schedule, Session, room_of
from enlsp_site.model.site import Site
from enlsp_site.model.sponsors import Sponsors
from enlsp_site.model.wording import Language

LISTS = ("dates", "schedule", "sponsors", "papers", "news")
"""The sections of an edition that come from one file each, as their fields are called."""


class Unchecked(Record, frozen=True):
    """What is acknowledged: the code of a problem, why it is meant so, and at which place (`schedule.yaml#keynote`;
    empty for the whole edition)."""

    rule: str
    reason: str
    at: str = ""


class Edition(Record, frozen=True):
    """One edition of the workshop. `folder` is where its content stands, relative to the site's folder.

    `kept_back` says that its papers are not public yet, by site.yaml's `papers_public_from`: what is made of it must
    not tell of them (`pages.unpublished`). `inner_links` are the links to pages of this site that its Markdown and
    YAML hold, with their origins; `pictures` are the copies that its pages show of its pictures. No page shows what
    is for `enlsp check` alone: `unchecked` are what is acknowledged, `budgets` what a page may weigh (HTML and all,
    in kB, 0 for the usual), `wordless_banner` that nothing is written in the banner. `memory` is what is to be
    remembered of its addresses, `redirects` what stands at old ones; `turns` are the moments, in seconds of the
    epoch, at which its pages change by themselves, and `closed` are the actions (`submit`, `register`) that were over
    at the time of the build.
    """

    id: str
    folder: str
    site: Site
    pages: tuple[Page, ...] = ()
    groups: tuple[Group, ...] = ()
    dates: Dates | None = None
    schedule: Schedule | None = None
    sponsors: Sponsors | None = None
    papers: Papers | None = None
    news: News | None = None
    reading: tuple[ReadingList, ...] = ()
    kept_back: bool = False
    data: dict[str, Any] = msgspec.field(default_factory=dict)
    inner_links: tuple[tuple[str, Origin], ...] = ()
    pictures: tuple[PictureCopy, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    budgets: tuple[int, int] = (0, 0)
    wordless_banner: bool = False
    memory: AddressMemory = AddressMemory()
    redirects: tuple[Redirect, ...] = ()
    turns: tuple[float, ...] = ()
    closed: tuple[str, ...] = ()

    @property
    def days(self) -> tuple[Day, ...]:
        """The days of the programme in their order; () without one."""
        return self.schedule.days if self.schedule else ()

    @property
    def sessions(self) -> Iterator[tuple[Day, Session]]:
        """The sessions of the programme in their order, each with its day."""
        return ((day, session) for day in self.days for session in day.sessions)

    @property
    def rooms(self) -> tuple[str, ...]:
        """The rooms of the programme that are known, in the order in which they are named first."""
        unknown = ("", self.language.say("tbd"))
        held = dict.fromkeys(room_of(session, day) for day, session in self.sessions)
        return tuple(name for name in held if name not in unknown)

    @property
    def accepted(self) -> tuple[Paper, ...]:
        """The papers in their order; () without any."""
        return self.papers.papers if self.papers else ()

    @property
    def language(self) -> Language:
        """The language of the edition's pages, with the words that its site changes."""
        return wording.language(self.site.language, self.site.words)


class ArchivedEdition(Record, frozen=True):
    """What is still known of an edition that is a finished site. `edition` has no more than names: those of people,
    papers, sessions and news, each at its address. `held` says when it took place, without a name, and `links` lead
    to its parts. `papers` and `people` are how many it had, 0 where that is not known."""

    edition: Edition
    held: ImportantDate | None = None
    place: str = ""
    papers: int = 0
    people: int = 0
    links: tuple[Link, ...] = ()


class Workshop(Record, frozen=True):
    """Everything: the current edition first, then the earlier ones, newest first.

    `archives` are the ids of finished editions, kept as they are (their files are among `files`), and `archived` what
    is known of those that tell of themselves. `originals` are the paths of those files that are pictures of which
    pages show copies: they are published if a page links them.
    """

    editions: tuple[Edition, ...]
    archives: tuple[str, ...] = ()
    files: tuple[StaticFile, ...] = ()
    originals: tuple[str, ...] = ()
    archived: tuple[ArchivedEdition, ...] = ()

    @property
    def current(self) -> Edition:
        """The edition that the site's root shows."""
        return self.editions[0]
