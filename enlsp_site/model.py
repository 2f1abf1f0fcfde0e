"""The workshop as frozen records, and what can be wrong with what was written about it.

The records hold what pages show, already worked out: names joined, times placed in their zone, Markdown
rendered. A page is handed the records that it shows and nothing else, so their values are its dependencies.

Addresses: a string that starts with `site:` is a path inside the built site, from its root, with an
optional anchor (`site:2025/speakers/index.html#lu-hou`); any other is an address of the outside world.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
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


class PictureFiles(Record, frozen=True):
    """A picture in one form (`type` is its media type): the files, by address, and the width of each in pixels."""

    type: str
    files: tuple[tuple[str, int], ...]


class Picture(Record, frozen=True):
    """A published picture: `url` is a `site:` address; `alt` what it shows, empty for ornament.

    `width` and `height` are its size as shown, in CSS pixels, 0 where that is not known. `sources` are its copies in
    forms that not every browser knows, the best first, and `sizes` says how wide they are shown (HTML, 4.8.4.2.2);
    `url` is then the copy for all other browsers. `file` is what was put under static/.
    """

    url: str
    alt: str = ""
    width: int = 0
    height: int = 0
    sizes: str = ""
    sources: tuple[PictureFiles, ...] = ()
    file: StaticFile | None = None


class Talk(Record, frozen=True):
    """What a speaker will speak about. Title and abstract are plain text that may hold TeX.

    `tbd` says that the title is to be announced, `abstract_tbd` that the abstract is.
    """

    title: str = ""
    abstract: str = ""
    tbd: bool = False
    abstract_tbd: bool = False


class Person(Record, frozen=True):
    """Someone in a people group. `slug` is unique within the group and anchors the person on its page.

    `same_as` are other names or profiles of hers on this site; an empty one says that nobody else on it is her.
    """

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
    same_as: tuple[str, ...] | None = None


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
    announced"). `until` ends a span of days. `clock` is the time of day, if one was given, `zone` the name to show
    for the zone, and `zone_name` its IANA name, empty for a mere distance from UTC (AoE). `instant` is the moment
    itself as RFC 3339 with offset, for `<time datetime>`, known for a deadline on one day: a deadline without a time
    ends with its day. `was` are earlier dates, now struck through.
    """

    origin: Origin
    name: str
    kind: Literal["deadline", "notification", "event", "other"] = "other"
    days: tuple[dt.date, ...] = ()
    until: dt.date | None = None
    clock: dt.time | None = None
    zone: str = ""
    zone_name: str = ""
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
    """A paper as the schedule shows it. `board` is where its poster hangs. Where a slot is shared out, `start` and
    `end` are its own wall-clock times in it, and `starts` and `ends` the moments, as those of a session."""

    id: str
    title: str
    authors: tuple[str, ...] = ()
    url: str = ""
    board: str = ""
    start: dt.time | None = None
    end: dt.time | None = None
    starts: str = ""
    ends: str = ""


class Session(Record, frozen=True):
    """One row of the schedule.

    `start` and `end` are wall-clock times in the day's zone; `starts` and `ends` the same as RFC 3339 with
    offset, empty while the day is not known. `overnight` says that `end` is on the next day. `room` is its own;
    without one it takes place in the day's. `parallel` says that it is meant to overlap with others. `stream` is
    where to watch or join it while it goes on, `recording` where to watch it afterwards.
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
    parallel: bool = False
    people: tuple[Mention, ...] = ()
    moderators: tuple[Mention, ...] = ()
    papers: tuple[PaperMention, ...] = ()
    stream: str = ""
    recording: str = ""
    links: tuple[Link, ...] = ()
    abstract: str = ""
    abstract_tbd: bool = False
    note: Html | None = None


class Day(Record, frozen=True):
    """A day of the schedule. `days` are the candidate dates; `zone` is as written (an IANA name, `PT`, `AoE`,
    `UTC+2`) and `zone_name` its IANA name, empty for a mere distance from UTC. `whole` says that no session was left
    out for a problem."""

    origin: Origin
    title: str
    days: tuple[dt.date, ...]
    zone: str
    zone_label: str
    zone_name: str = ""
    room: str = ""
    sessions: tuple[Session, ...] = ()
    whole: bool = True


class Schedule(Record, frozen=True):
    """The programme."""

    heading: str
    intro: Html | None = None
    days: tuple[Day, ...] = ()


class Author(Record, frozen=True):
    """An author of a paper. `equal` says that several of its authors contributed equally, this one among them.

    `orcid` is the address of the iD, `same_as` as that of a `Person`.
    """

    name: str
    affiliations: tuple[str, ...] = ()
    corresponding: bool = False
    equal: bool = False
    orcid: str = ""
    same_as: tuple[str, ...] | None = None


class Paper(Record, frozen=True):
    """An accepted paper. Title, abstract and `tldr` (it in one sentence) are plain text that may hold TeX; `id` is as
    the site wrote it. `poster` is there if that is a picture of this site; one of any other kind is only a link."""

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
    poster: Picture | None = None


class Papers(Record, frozen=True):
    """The accepted papers. While they are kept back, `papers` is empty, `kept_back` is how many there are, and
    `public_from` when they will be public, if that is known."""

    heading: str
    intro: Html | None = None
    papers: tuple[Paper, ...] = ()
    kept_back: int = 0
    public_from: ImportantDate | None = None


class Citation(Record, frozen=True):
    """What a paper is quoted by. Title and `book` (where it appeared) are plain text; the title may hold TeX.

    `key` names it within its edition, for BibTeX. Of the day on which it appeared, as much as is known: `year` is
    empty, `month` and `day` are 0 while it is not. Addresses are whole ones, empty where none is known; `pdf` is only
    set for a file beside the paper's page. `arxiv` and `doi` are the bare identifiers.
    """

    key: str
    title: str
    authors: tuple[str, ...] = ()
    book: str = ""
    year: str = ""
    month: int = 0
    day: int = 0
    url: str = ""
    pdf: str = ""
    doi: str = ""
    arxiv: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""


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


class Reading(Record, frozen=True):
    """A work on a reading list. `slug` anchors it on the list's page; title, abstract and note are plain text that
    may hold TeX. Of its date `date` is all or nothing; `year` is 0 while that is not known either."""

    origin: Origin
    slug: str
    title: str
    authors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    date: dt.date | None = None
    year: int = 0
    tags: tuple[str, ...] = ()
    note: str = ""
    abstract: str = ""


class ReadingList(Record, frozen=True):
    """A reading list, one file of content/reading. What is on it stands as written, or together by `group`."""

    origin: Origin
    name: str
    heading: str
    intro: Html | None = None
    group: Literal["", "date", "tag"] = ""
    items: tuple[Reading, ...] = ()


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


class FontFile(Record, frozen=True):
    """A font of the site. `url` is where it is published; `source` and `digest` are those of its file, `format` is as
    CSS calls it; `characters` are the first and last of each run of code points that it has."""

    url: str
    source: str
    digest: str
    format: str
    characters: tuple[tuple[int, int], ...] = ()


class Look(Record, frozen=True):
    """What an organizer can change of the theme's face without CSS. `accent` is `#rrggbb`.

    Headings are set in `font`, or in the theme's `face`. `paper_cards` says that papers have cards of their own;
    `card_font` is for the letters that the fonts of the cards lack.
    """

    accent: str = "#7a1f3d"
    banner: Picture | None = None
    logo: Picture | None = None
    logo_dark: Picture | None = None
    face: Literal["serif", "sans"] = "serif"
    font: FontFile | None = None
    paper_cards: bool = False
    card_font: FontFile | None = None


class EditionLink(Record, frozen=True):
    """Another edition, ours (`site:`) or elsewhere."""

    title: str
    url: str
    current: bool = False


class Site(Record, frozen=True):
    """What is said once about an edition: site.yaml. `actions` are links without titles, their kinds `submit`,
    `register` and `watch`."""

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
    actions: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()
    home: tuple[str, ...] = ()
    nav: tuple[Link, ...] | None = None
    look: Look = Look()
    editions: tuple[EditionLink, ...] = ()
    papers_public_from: ImportantDate | None = None


class StaticFile(Record, frozen=True):
    """A file that is published as it is. `path` is where; `source` from where, relative to the site's folder
    (or absolute, for the theme's); `digest` stands for its bytes."""

    path: str
    source: str
    digest: str


class PictureCopy(Record, frozen=True):
    """A smaller copy of a picture, to be made. `path` is where it is published; `source` and `digest` are those of
    the file that it is made from. It shows the part `box` of that (left, top, right, bottom in pixels) in `width` by
    `height` pixels. `form` is `avif`, `webp`, `jpg` or `png`; `drawn` says that edges count for more than shades."""

    path: str
    source: str
    digest: str
    box: tuple[int, int, int, int]
    width: int
    height: int
    form: str
    drawn: bool = False


CARD_SIZE = (1200, 630)
"""Width and height of a card in pixels, as networks ask for them."""
CARD_PORTRAIT = 316
"""The diameter of a portrait on a card, in pixels."""
ICON_SIZE = 180
"""Width and height of the icon that phones put on their home screens, in pixels."""


class CardStock(Record, frozen=True):
    """What the cards of an edition share. `edition` and `host` stand above all else, `foot` (when and where) at the
    lower edge; `motif` is the name that the drawing is made from (`formats.motif`).

    `sans` sets titles without serifs; `font` is one of the site's, for letters that ours have not. `mirrored` is for
    languages that run leftward. `origin` is where its words were written.
    """

    origin: Origin
    edition: str
    accent: str
    motif: str
    host: str = ""
    foot: str = ""
    sans: bool = False
    font: FontFile | None = None
    mirrored: bool = False


class Card(Record, frozen=True):
    """The picture that shared links show: plain text in the edition's colours. `note` (where she works, who wrote it)
    and `line` (the theme, a talk's title) stand below the `title`. The card of a person has her `portrait`, or her
    `monogram` where there is none. `origins` are where title, note and line were written.
    """

    origins: tuple[Origin, Origin, Origin]
    stock: CardStock
    title: str
    note: str = ""
    line: str = ""
    portrait: PictureCopy | None = None
    monogram: str = ""

    def words(self) -> tuple[tuple[str, Origin], ...]:
        """All that is written on it, from the top down, and where it was written first."""
        title, note, line = self.origins
        head = ((self.stock.edition, self.stock.origin), (self.stock.host, self.stock.origin))
        body = ((self.title, title), (self.note, note), (self.line, line), (self.monogram, title))
        return (*head, *body, (self.stock.foot, self.stock.origin))


class Icon(Record, frozen=True):
    """The icon of an edition, in `size` by `size` pixels: its `logo`, or `letters` on the accent, with serifs or
    without, in `font` where ours have not all of them. `form` is `png` or `ico`."""

    letters: str
    accent: str
    size: int
    form: str = "png"
    logo: PictureCopy | None = None
    sans: bool = False
    font: FontFile | None = None


LISTS = ("dates", "schedule", "sponsors", "papers", "news")
"""The sections of an edition that come from one file each, as their fields are called."""


class Edition(Record, frozen=True):
    """One edition of the workshop. `folder` is where its content stands, relative to the site's folder.

    `kept_back` says that its papers are not public yet, by site.yaml's `papers_public_from`: what is made of it must
    not tell of them (`embargo`). `inner_links` are the links to pages of this site that its Markdown and YAML hold,
    with their origins; `pictures` are the copies that its pages show of its pictures. No page shows what is for
    `enlsp check` alone: `unchecked` are the rules that are switched off, each with the reason, `budgets` what a page
    may weigh (HTML and all, in kB, 0 for the usual), `wordless_banner` that nothing is written in the banner.
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
    data: dict[str, Any] = {}
    inner_links: tuple[tuple[str, Origin], ...] = ()
    pictures: tuple[PictureCopy, ...] = ()
    unchecked: tuple[tuple[str, str], ...] = ()
    budgets: tuple[int, int] = (0, 0)
    wordless_banner: bool = False


class Workshop(Record, frozen=True):
    """Everything: the current edition first, then the earlier ones, newest first.

    `archives` are the ids of finished editions, kept as they are (their files are among `files`). `originals` are the
    paths of those files that are pictures of which pages show copies: they are published if a page links them.
    """

    editions: tuple[Edition, ...]
    archives: tuple[str, ...] = ()
    files: tuple[StaticFile, ...] = ()
    originals: tuple[str, ...] = ()

    @property
    def current(self) -> Edition:
        """The edition that the site's root shows."""
        return self.editions[0]


class Later:
    """A value among a target's inputs that takes long to work out, and is only when its file is made (`make`).

    `key` stands for it in the target's key, so it must be another one whenever the value is.
    """

    __slots__ = ("key", "make")

    def __init__(self, key: str, make: Callable[[], Any]) -> None:
        self.key = key
        self.make = make

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and other.key == self.key

    def __hash__(self) -> int:
        return hash(self.key)


class Target(Record, frozen=True):
    """A file to make: where, how, and from which values. Nothing else may influence its bytes.

    `path` is relative to the output folder, `recipe` a template (`schedule.html`) or a format (`sitemap`).
    """

    path: str
    recipe: str
    inputs: dict[str, Any]
