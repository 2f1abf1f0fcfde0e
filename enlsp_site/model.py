"""The workshop as frozen records, and what can be wrong with what was written about it.

The records hold what pages show, already worked out: names joined, times placed in their zone, Markdown
rendered. A page is handed the records that it shows and nothing else, so their values are its dependencies.

Addresses: a string that starts with `site:` is a path inside the built site, from its root, with an
optional anchor (`site:2025/speakers/index.html#lu-hou`); any other is an address of the outside world.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec
import msgspec.structs

Severity = Literal["error", "warning"]
Path = tuple["str | int", ...]
"""The way to a value inside its file: keys and positions, e.g. `(0, "sessions", 3, "people", 1)`."""


Gaps = dict[Path, list[int]]
"""Lists of a file of which items could not be read and are left out: where those that are left were written."""


class Origin:
    """Where a value was written: its file (from the site's folder) and the way to it inside the file.

    `line` and `column` count from 1; 0 means "not looked up yet": they are found when a problem is told
    (`load.locate`), since files without problems, nearly all of them, never need them.

    Any two origins are equal: where a value stands is no part of what it says, so moving a record within
    its file changes neither its equality nor the key of a page that shows it.
    """

    __slots__ = ("column", "file", "gaps", "line", "path")

    def __init__(self, file: str, path: Path = (), line: int = 0, column: int = 0, gaps: Gaps | None = None) -> None:
        self.file = file
        self.path = path
        self.line = line
        self.column = column
        self.gaps = gaps

    def at(self, *steps: str | int) -> Origin:
        """The origin of a value further inside this one, by keys and by positions among what could be read."""
        path = self.path
        for step in steps:
            kept = self.gaps.get(path) if self.gaps else None
            path += (kept[step] if kept is not None and isinstance(step, int) else step,)
        return Origin(self.file, path, self.line, self.column, self.gaps)

    def inside(self, line: int, column: int) -> Origin:
        """The origin of a place within this value, which is a text: a line of the text and a column in it, from 1.

        It is a last step of the path, `~at:2:7`, which the readers of files that have such texts understand.
        """
        return Origin(self.file, (*self.path, f"~at:{line}:{column}"), self.line, self.column, self.gaps)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return f"Origin({self.file!r}, {self.path!r}, {self.line}, {self.column})"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(msgspec.Struct, frozen=True):
    """One thing that is wrong, told so that its writer can mend it.

    `code` is the kebab-case name of the rule (`unknown-key`); `message` says what is wrong in one line,
    without a full stop; `hint` says what to do.
    """

    origin: Origin
    severity: Severity
    code: str
    message: str
    hint: str = ""


def error(origin: Origin, code: str, message: str, hint: str = "") -> Problem:
    """A problem that keeps the site from being published."""
    return Problem(origin, "error", code, message, hint)


def warning(origin: Origin, code: str, message: str, hint: str = "") -> Problem:
    """A problem that lets the site be published, unless `--strict` is given."""
    return Problem(origin, "warning", code, message, hint)


def has_errors(problems: list[Problem]) -> bool:
    """Whether one of the problems forbids publishing."""
    return any(problem.severity == "error" for problem in problems)


def strictly(problems: list[Problem]) -> list[Problem]:
    """The problems with every warning an error: `--strict`."""
    return [msgspec.structs.replace(problem, severity="error") for problem in problems]


class Record(msgspec.Struct, frozen=True):
    """The base of all records: frozen, compared by value, written to keys by value; made with keywords."""


class Html(Record, frozen=True):
    """HTML that is safe to show: made by us from Markdown, cleaned. Its inner links are `site:` addresses."""

    html: str

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.html


class Link(Record, frozen=True):
    """A way to another page. `kind` names the icon or the role (`scholar`, `pdf`), if it is a known one."""

    title: str
    url: str
    kind: str = ""


class Picture(Record, frozen=True):
    """A published picture: `url` is a `site:` address; `alt` what it shows, empty for ornament."""

    url: str
    alt: str = ""


class Talk(Record, frozen=True):
    """What a speaker will speak about. Title and abstract are plain text that may hold TeX.

    `tbd` says that the title is to be announced, `abstract_tbd` that the abstract is.
    """

    title: str = ""
    abstract: str = ""
    tbd: bool = False
    abstract_tbd: bool = False


class Person(Record, frozen=True):
    """Someone in a people group. `slug` is unique within the group and anchors the person on its page."""

    origin: Origin
    name: str
    slug: str
    honorific: str = ""
    role: str = ""
    affiliations: tuple[str, ...] = ()
    country: str = ""
    photo: Picture | None = None
    links: tuple[Link, ...] = ()
    bio: Html | None = None
    talk: Talk | None = None


class Group(Record, frozen=True):
    """A people group, one file of content/people: speakers, organizers, committee, …

    `layout` is `cards` (portraits or monograms) or `list` (names and affiliations, for a committee).
    """

    origin: Origin
    name: str
    heading: str
    intro: Html | None = None
    layout: Literal["cards", "list"] = "cards"
    people: tuple[Person, ...] = ()


class ImportantDate(Record, frozen=True):
    """A row of the important dates.

    `days` are the candidate days (one if known, several for "either day, not yet known", none for "to be
    announced"). `until` ends a span of days. `clock` is the time of day, if one was given, and `zone` the name
    to show for the zone. `instant` is the moment itself as RFC 3339 with offset, for `<time datetime>`, known
    for a deadline on one day: a deadline without a time ends with its day. `was` are earlier dates, now struck
    through.
    """

    origin: Origin
    name: str
    kind: Literal["deadline", "notification", "event", "other"] = "other"
    days: tuple[dt.date, ...] = ()
    until: dt.date | None = None
    clock: dt.time | None = None
    zone: str = ""
    instant: str = ""
    was: tuple[dt.date, ...] = ()
    note: str = ""
    link: str = ""


class Dates(Record, frozen=True):
    """The important dates, in the order in which they were written."""

    heading: str
    intro: Html | None = None
    dates: tuple[ImportantDate, ...] = ()


class Sponsor(Record, frozen=True):
    """A sponsor; one without a logo is shown as a wordmark."""

    origin: Origin
    name: str
    url: str = ""
    logo: Picture | None = None
    logo_dark: Picture | None = None


class Tier(Record, frozen=True):
    """A tier of sponsors. `rank` is 0 for the highest."""

    name: str
    rank: int
    sponsors: tuple[Sponsor, ...] = ()


class Sponsors(Record, frozen=True):
    """All sponsors, highest tier first."""

    heading: str
    intro: Html | None = None
    tiers: tuple[Tier, ...] = ()


class Mention(Record, frozen=True):
    """A person as the schedule shows her: what is hers and shown elsewhere is not repeated here."""

    name: str
    honorific: str = ""
    affiliations: tuple[str, ...] = ()
    url: str = ""


class PaperMention(Record, frozen=True):
    """A paper as the schedule shows it."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    url: str = ""


class Session(Record, frozen=True):
    """One row of the schedule.

    `start` and `end` are wall-clock times in the day's zone; `starts` and `ends` the same as RFC 3339 with
    offset, empty while the day is not known. `overnight` says that `end` is on the next day. `room` is its own;
    without one it takes place in the day's.
    """

    origin: Origin
    slug: str
    title: str
    kind: str
    start: dt.time
    end: dt.time
    starts: str = ""
    ends: str = ""
    overnight: bool = False
    room: str = ""
    track: str = ""
    people: tuple[Mention, ...] = ()
    moderators: tuple[Mention, ...] = ()
    papers: tuple[PaperMention, ...] = ()
    links: tuple[Link, ...] = ()
    abstract: str = ""
    abstract_tbd: bool = False
    note: Html | None = None


class Day(Record, frozen=True):
    """A day of the schedule. `days` are the candidate dates; `zone` is an IANA name, or `AoE` or `UTC±h`."""

    origin: Origin
    title: str
    days: tuple[dt.date, ...]
    zone: str
    zone_label: str
    room: str = ""
    sessions: tuple[Session, ...] = ()


class Schedule(Record, frozen=True):
    """The programme."""

    heading: str
    intro: Html | None = None
    days: tuple[Day, ...] = ()


class Author(Record, frozen=True):
    """An author of a paper."""

    name: str
    affiliations: tuple[str, ...] = ()
    corresponding: bool = False


class Paper(Record, frozen=True):
    """An accepted paper. Title, abstract and `tldr` (it in one sentence) are plain text that may hold TeX; `id` is as
    the site wrote it."""

    origin: Origin
    id: str
    slug: str
    title: str
    authors: tuple[Author, ...] = ()
    abstract: str = ""
    tldr: str = ""
    keywords: tuple[str, ...] = ()
    decision: str = ""
    award: str = ""
    links: tuple[Link, ...] = ()


class Papers(Record, frozen=True):
    """The accepted papers."""

    heading: str
    intro: Html | None = None
    papers: tuple[Paper, ...] = ()


class NewsItem(Record, frozen=True):
    """A piece of news; `slug` anchors it on the news page."""

    origin: Origin
    slug: str
    title: str
    date: dt.date
    body: Html | None = None


class News(Record, frozen=True):
    """The news, newest first."""

    heading: str
    intro: Html | None = None
    items: tuple[NewsItem, ...] = ()


class Topics(Record, frozen=True):
    """A group of topics of the call for papers."""

    group: str
    items: tuple[str, ...] = ()


class Page(Record, frozen=True):
    """A Markdown page; `name` is its file's name and its address. A `draft` is published only when asked for."""

    origin: Origin
    name: str
    title: str
    body: Html
    description: str = ""
    topics: tuple[Topics, ...] = ()
    draft: bool = False


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
    """What an organizer can change of the theme's face without CSS. `accent` is `#rrggbb`."""

    accent: str = "#7a1f3d"
    banner: Picture | None = None
    logo: Picture | None = None


class EditionLink(Record, frozen=True):
    """Another edition, ours (`site:`) or elsewhere."""

    title: str
    url: str
    current: bool = False


class Site(Record, frozen=True):
    """What is said once about an edition: site.yaml."""

    origin: Origin
    name: str
    title: str
    edition: str
    theme: str = ""
    description: str = ""
    url: str = ""
    language: str = "en"
    timezone: str = "UTC"
    host: Host | None = None
    venue: Venue | None = None
    contact: str = ""
    links: tuple[Link, ...] = ()
    home: tuple[str, ...] = ()
    nav: tuple[Link, ...] | None = None
    look: Look = Look()
    editions: tuple[EditionLink, ...] = ()


class StaticFile(Record, frozen=True):
    """A file that is published as it is. `path` is where; `source` from where, relative to the site's folder
    (or absolute, for the theme's); `digest` stands for its bytes."""

    path: str
    source: str
    digest: str


LISTS = ("dates", "schedule", "sponsors", "papers", "news")
"""The sections of an edition that come from one file each, as their fields are called."""


class Edition(Record, frozen=True):
    """One edition of the workshop. `folder` is where its content stands, relative to the site's folder.

    `inner_links` are the links to pages of this site that its Markdown and YAML hold, with their origins.
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
    data: dict[str, Any] = {}
    inner_links: tuple[tuple[str, Origin], ...] = ()


class Workshop(Record, frozen=True):
    """Everything: the current edition first, then the earlier ones, newest first.

    `archives` are the ids of finished editions, kept as they are (their files are among `files`).
    """

    editions: tuple[Edition, ...]
    archives: tuple[str, ...] = ()
    files: tuple[StaticFile, ...] = ()

    @property
    def current(self) -> Edition:
        """The edition that the site's root shows."""
        return self.editions[0]


class Target(Record, frozen=True):
    """A file to make: where, how, and from which values. Nothing else may influence its bytes.

    `path` is relative to the output folder, `recipe` a template (`schedule.html`) or a format (`sitemap`).
    """

    path: str
    recipe: str
    inputs: dict[str, Any]
