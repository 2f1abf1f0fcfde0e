"""What is said once about an edition: names, host, venue, look, links."""

from __future__ import annotations

from typing import Literal

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.media import FontFile, Picture
from enlsp_site.model.record import Link, Record
from enlsp_site.model.repository import Repository


class Host(Record, frozen=True):
    """The conference that hosts the workshop."""

    name: str
    url: str = ""


class Venue(Record, frozen=True):
    """Where it takes place."""

    name: str = ""
    city: str = ""
    country: str = ""
    url: str = ""


class Look(Record, frozen=True):
    """What an organizer can change of the theme's face without CSS. `accent` is `#rrggbb`.

    Headings are set in `font`, or in the theme's `face`. `paper_cards` says that papers have cards of their own;
    `card_font` is for the letters that the fonts of the cards lack. `headings` is where those of the home page's
    sections stand on wide screens.
    """

    accent: str = "#7a1f3d"
    banner: Picture | None = None
    logo: Picture | None = None
    logo_dark: Picture | None = None
    face: Literal["serif", "sans"] = "serif"
    font: FontFile | None = None
    portraits: Literal["circle", "square"] = "circle"
    density: Literal["normal", "compact"] = "normal"
    headings: Literal["before", "after", "above"] = "before"
    paper_cards: bool = False
    card_font: FontFile | None = None


class OwnAction(Record, frozen=True):
    """Something to do that the organizers name, from a moment and until before another as RFC 3339 with offset; empty
    has no beginning or end. `begun` says that it had begun when the site was built."""

    title: str
    url: str
    starts: str = ""
    until: str = ""
    begun: bool = True


class Announcement(Record, frozen=True):
    """A line on all pages, until before a moment as RFC 3339 with offset; empty has no end."""

    text: str
    url: str = ""
    until: str = ""


class EditionLink(Record, frozen=True):
    """Another edition, ours (`site:`) or elsewhere."""

    title: str
    url: str
    current: bool = False


class Site(Record, frozen=True):
    """What is said once about an edition: site.yaml. `actions` are links without titles, their kinds `submit`,
    `register` and `watch`; `own_actions` are others. `contact` are all e-mail addresses with commas between;
    `contacts` say what each is for, if that is written. `best_papers_first` orders lists of papers by award
    and decision. `short` are the sections of `home` of which that shows only the most important. `repository` is
    where the files of the whole site are kept, if its pages are to lead there. `offline` says that
    browsers may keep it for where there is no network."""

    origin: Origin
    name: str
    title: str
    edition: str
    theme: str = ""
    description: str = ""
    url: str = ""
    language: str = "en"
    words: tuple[tuple[str, str], ...] = ()
    timezone: str = "UTC"
    host: Host | None = None
    venue: Venue | None = None
    contact: str = ""
    contacts: tuple[Link, ...] = ()
    actions: tuple[Link, ...] = ()
    own_actions: tuple[OwnAction, ...] = ()
    announcement: Announcement | None = None
    links: tuple[Link, ...] = ()
    home: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    nav: tuple[Link, ...] | None = None
    look: Look = Look()
    editions: tuple[EditionLink, ...] = ()
    best_papers_first: bool = False
    papers_public_from: ImportantDate | None = None
    redirects_file: bool = False
    repository: Repository | None = None
    offline: bool = True
