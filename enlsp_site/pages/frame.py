"""What every page is handed besides its own content: the frame around it, what it says of itself, its sections."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec import field

from enlsp_site.model.media import Picture
from enlsp_site.model.record import Html, Link, Record
from enlsp_site.model.repository import Repository
from enlsp_site.model.site import Announcement, EditionLink, Host
from enlsp_site.model.wording import Changed
from enlsp_site.pages.calendars import Calendar
from enlsp_site.pages.look import SHEETS, Icons, SocialCard


class Frame(Record, frozen=True):
    """What every page of an edition shows around its content. `calendar` is the programme's, `deadlines` that of the
    important dates. `changes` is the page of what has changed, if anything has. `newer` is set in earlier editions,
    which announce nothing any more. `series` is the page of all editions, if there are several. `own_style` is a
    stylesheet of the organizers, if there is one: it stands outside of all layers, so that it goes before the
    theme's, of which `sheets` are those besides style.css. `site_language` is that of what stands around a page,
    where the page has another. `repository` is where the sources are kept, if pages are to lead there. `offline` is
    the worker that shows it without a network, if it has one."""

    name: str
    title: str
    edition: str
    language: str
    words: Changed
    right_to_left: bool
    home: str
    style: str
    own_style: str
    base_url: str
    nav: tuple[Link, ...]
    editions: tuple[EditionLink, ...]
    host: Host | None
    contact: str
    contacts: tuple[Link, ...]
    links: tuple[Link, ...]
    logo: Picture | None
    logo_dark: Picture | None
    icons: Icons
    feed: str
    changes: str
    search: str
    calendar: Calendar | None
    deadlines: Calendar | None
    newer: EditionLink | None
    announcement: Announcement | None
    site_language: str = ""
    series: str = ""
    repository: Repository | None = None
    offline: str = ""
    sheets: tuple[str, ...] = SHEETS


class Head(Record, frozen=True):
    """What a page says of itself: its name, its summary, its own address (`path`) and the one to quote.

    Name and summary are plain text that may hold TeX. `hidden` keeps it out of search engines and the sitemap.
    `linked` are what it says to search engines in the words of schema.org, as plain data for JSON-LD. `card` is the
    picture that is shown where its address is shared, known where the site's own address is.
    """

    path: str
    title: str
    description: str
    canonical: str
    kind: str = "website"
    hidden: bool = False
    linked: tuple[dict[str, Any], ...] = ()
    card: SocialCard | None = None


class TalkSlot(Record, frozen=True):
    """When someone speaks: the day, its clock (HH:MM in the day's zone), and the moment as RFC 3339 with offset;
    `url` is where their session is to be found."""

    day: dt.date
    start: dt.time
    starts: str
    url: str


class Section(Record, frozen=True):
    """A part of the site that stands on the home page and on a page of its own.

    `kind` chooses its template (`page`, `people`, `dates`, `schedule`, `sponsors`, `papers`, `news`, `reading`,
    `editions`, `changes`, `series`); `value` is the record that it shows. `short` is on the home page what shows only
    the most important of it. `slots` is when people speak, by their anchors; {} where nobody does.
    """

    kind: str
    name: str
    heading: str
    url: str
    value: Any
    intro: Html | None = None
    description: str = ""
    short: bool = False
    slots: dict[str, TalkSlot] = field(default_factory=dict)
