"""What organizers may write: the shape of every content file, and the JSON Schemas made from it.

Each `…Entry` is a mapping of a content file, field by field as it is written there. They are read by
`validate.convert` and turned into the records of `model.py` by the rooms beside this one. The descriptions
are shown by editors while an organizer types, so they speak to her.
"""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, Any, ClassVar, Literal

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(description="Plain text.")]
Markdown = Annotated[str, Meta(description="Markdown.")]
MathText = Annotated[str, Meta(description="Plain text; \\(…\\) and $…$ are math.")]
Url = Annotated[
    str,
    Meta(
        description="https://…, mailto:…, or a page or file of this site: call, speakers, papers/7.pdf.",
        examples=["https://example.org/"],
    ),
]
File = Annotated[
    str,
    Meta(description="A file under static/, e.g. images/ada.jpg.", examples=["images/ada.jpg"]),
]
DateText = Annotated[
    str,
    Meta(description="A date: 2025-08-22, or TBD.", examples=["2025-08-22"]),
]
ZoneText = Annotated[
    str,
    Meta(
        description="A time zone: America/Los_Angeles, UTC+2, or AoE (Anywhere on Earth).",
        examples=["America/Los_Angeles", "AoE"],
    ),
]


SameAs = Annotated[
    list[str] | str,
    Meta(
        description="Who is the same person on this site: other names or a profile's address, for links between "
        "talks, papers and roles. [] says that nobody else of this name is meant.",
        examples=["Ada King", []],
    ),
]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The base of all entries. `called` is the noun that messages use."""

    called: ClassVar[str] = "record"


class LinkEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A link with the words to show for it."""

    called: ClassVar[str] = "link"
    title: Text
    url: Url


class NavEntry(LinkEntry, frozen=True, forbid_unknown_fields=True):
    """An entry of the navigation that is not one of the site's own pages, or is called otherwise."""

    called: ClassVar[str] = "navigation entry"


class HostEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """The conference that hosts the workshop."""

    called: ClassVar[str] = "host conference"
    name: Text
    url: Url | None = None


class VenueEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """Where the workshop takes place."""

    called: ClassVar[str] = "venue"
    name: Text | None = None
    city: Text | None = None
    country: Text | None = None
    url: Url | None = None


class LookEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """What the site looks like."""

    called: ClassVar[str] = "look"
    accent: (
        Annotated[
            str,
            Meta(
                pattern="^#[0-9a-fA-F]{6}$(?!\\n)",
                description="The one colour of the site, as #rrggbb.",
                examples=["#7a1f3d"],
            ),
        ]
        | None
    ) = None
    banner: File | None = None
    banner_text: (
        Annotated[
            str,
            Meta(description="What is written in the banner, for those who do not see it; none if nothing is."),
        ]
        | None
    ) = None
    logo: File | None = None
    logo_dark: Annotated[str, Meta(description="The logo for dark mode, under static/.")] | None = None
    font: (
        Annotated[
            str,
            Meta(
                description="The face of headings: serif, sans, or a font under static/, e.g. fonts/Name.woff2.",
                examples=["serif", "sans", "fonts/Name.woff2"],
            ),
        ]
        | None
    ) = None
    paper_cards: (
        Annotated[bool, Meta(description="Whether links to papers show cards of their own where they are shared.")]
        | None
    ) = None
    card_font: (
        Annotated[
            str,
            Meta(
                description="A font for the letters that cards lack, TTF or OTF, under static/.",
                examples=["fonts/Name.ttf"],
            ),
        ]
        | None
    ) = None


class EditionEntry(LinkEntry, frozen=True, forbid_unknown_fields=True):
    """An earlier edition whose site is elsewhere."""

    called: ClassVar[str] = "edition"


class ActionsEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """What a visitor can do elsewhere; the home page offers what counts on the day, by the important dates."""

    called: ClassVar[str] = "list of actions"
    submit: Url | None = None
    register: Url | None = None
    watch: Url | None = None


Kilobytes = Annotated[
    str,
    Meta(pattern="^[1-9][0-9]{0,6}$(?!\\n)", description="A number of kilobytes (1,000 bytes).", examples=["500"]),
]


class BudgetsEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """What a page may weigh before `enlsp check` says so, in kilobytes before compression."""

    called: ClassVar[str] = "list of budgets"
    html: Kilobytes | None = None
    total: Kilobytes | None = None


class UncheckedEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A rule of `enlsp check` that is switched off for this edition."""

    called: ClassVar[str] = "rule that is off"
    rule: Annotated[str, Meta(description="Its code, as docs/checks.md lists them.", examples=["unlinked-file"])]
    reason: Annotated[str, Meta(description="Why it is off; every check shows it.", min_length=1)]


class SiteEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """site.yaml: what is said once about this edition of the workshop."""

    called: ClassVar[str] = "site"
    name: Annotated[str, Meta(description="The short name, e.g. ENLSP.", min_length=1, examples=["ENLSP"])]
    title: Annotated[
        str,
        Meta(
            description="The full name of the workshop.",
            min_length=1,
            examples=["The Fifth Workshop on Efficient Natural Language and Speech Processing"],
        ),
    ]
    edition: Annotated[
        str,
        Meta(
            description="The year, or another word without spaces; the site lives for good at /<edition>/.",
            max_length=40,
            pattern="^[A-Za-z0-9][A-Za-z0-9_-]*$(?!\\n)",
            examples=["2025"],
        ),
    ]
    theme: Annotated[str, Meta(description="This year's theme, one line.")] | None = None
    description: (
        Annotated[str, Meta(description="One or two sentences for search engines and shared links.")] | None
    ) = None
    url: (
        Annotated[
            str,
            Meta(
                description="Where the site is published. The deploy workflow knows it by itself; write it "
                "only for a domain of your own.",
                examples=["https://example.org/workshop/"],
            ),
        ]
        | None
    ) = None
    language: (
        Annotated[
            str,
            Meta(
                pattern="^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$(?!\\n)",
                description="The language of the pages: en, fr, de, zh, …",
            ),
        ]
        | None
    ) = None
    words: (
        Annotated[
            dict[str, str],
            Meta(
                description="What the pages say by themselves and is to be said otherwise here, by its name.",
                examples=[{"heading_papers": "Contributions"}],
            ),
        ]
        | None
    ) = None
    timezone: ZoneText | None = None
    host: (
        HostEntry | Annotated[str, Meta(description="The name of the host conference, e.g. NeurIPS 2025.")] | None
    ) = None
    venue: VenueEntry | Annotated[str, Meta(description="The place, in one line.")] | None = None
    papers_public_from: (
        Annotated[
            str,
            Meta(
                description="When papers may be seen: 2025-10-05 12:00 PT, a day alone for its beginning, or TBD. "
                "Before that nothing of them is published, only how many they are.",
                examples=["2025-10-05 12:00 PT", "TBD"],
            ),
        ]
        | None
    ) = None
    contact: Annotated[str, Meta(description="An e-mail address.")] | None = None
    actions: ActionsEntry | None = None
    links: list[LinkEntry] | None = None
    home: (
        Annotated[
            list[str],
            Meta(
                description="What the home page shows, in this order: names of pages (pages/call.md is call), "
                "of people groups (people/speakers.yaml is speakers), of reading lists, and dates, schedule, "
                "sponsors, papers, news, editions."
            ),
        ]
        | None
    ) = None
    nav: (
        Annotated[
            list[NavEntry | str],
            Meta(description="The navigation: names as in home, or {title, url}. All of home's if left out."),
        ]
        | None
    ) = None
    look: LookEntry | None = None
    editions: (
        Annotated[
            list[EditionEntry],
            Meta(description="Earlier editions whose sites are elsewhere, newest first."),
        ]
        | None
    ) = None
    budgets: BudgetsEntry | None = None
    unchecked: (
        Annotated[
            list[UncheckedEntry],
            Meta(description="Rules of `enlsp check` that are switched off here, each with the reason."),
        ]
        | None
    ) = None


class DateEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """An important date. A deadline with no time ends with its day, Anywhere on Earth unless a zone is said."""

    called: ClassVar[str] = "date"
    name: Text
    date: Annotated[
        DateText | list[DateText],
        Meta(description="2025-08-22, 2025-08-22 23:59, TBD, or a list of days of which one will be it."),
    ]
    until: Annotated[str, Meta(description="The last day of a span of days, after `date`.")] | None = None
    was: (
        Annotated[
            DateText | list[DateText],
            Meta(description="The earlier dates of an extended deadline; shown struck through."),
        ]
        | None
    ) = None
    kind: (
        Annotated[
            Literal["deadline", "notification", "event", "other"],
            Meta(description="What kind of date it is; guessed from its name if left out."),
        ]
        | None
    ) = None
    zone: ZoneText | None = None
    note: Annotated[str, Meta(description="A few words behind the name; plain text.")] | None = None
    url: Url | None = None


class DatesFile(Entry, frozen=True, forbid_unknown_fields=True):
    """dates.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "dates file"
    dates: list[DateEntry]
    heading: Text | None = None
    intro: Markdown | None = None


class PersonLinksEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """Where to find a person."""

    called: ClassVar[str] = "person's links"
    home: Url | None = None
    scholar: (
        Annotated[
            str,
            Meta(
                description="The 12 letters behind `user=` in a Google Scholar profile's address, or the address.",
                examples=["qc6CJjYAAAAJ"],
            ),
        ]
        | None
    ) = None
    linkedin: (
        Annotated[
            str, Meta(description="The name behind linkedin.com/in/, or the address.", examples=["ada-lovelace"])
        ]
        | None
    ) = None
    orcid: (
        Annotated[str, Meta(description="An ORCID iD, or its address.", examples=["0000-0002-1825-0097"])] | None
    ) = None
    dblp: (
        Annotated[str, Meta(description="The key behind dblp.org/pid/, or the address.", examples=["65/9612"])] | None
    ) = None
    openreview: (
        Annotated[
            str, Meta(description="The name of an OpenReview profile, or its address.", examples=["~Ada_Lovelace1"])
        ]
        | None
    ) = None
    github: (
        Annotated[str, Meta(description="A user name of GitHub, or the address.", examples=["adalovelace"])] | None
    ) = None
    huggingface: (
        Annotated[str, Meta(description="A user name of Hugging Face, or the address.", examples=["adalovelace"])]
        | None
    ) = None
    x: (
        Annotated[
            str,
            Meta(
                description="A user name of X, in quotes if it begins with @, or the address.",
                examples=["adalovelace"],
            ),
        ]
        | None
    ) = None
    bluesky: (
        Annotated[str, Meta(description="A handle of Bluesky, or the address.", examples=["ada.bsky.social"])] | None
    ) = None
    mastodon: (
        Annotated[
            str,
            Meta(
                description="A user name with its server, in quotes because of its @, or the address.",
                examples=["@ada@mastodon.social"],
            ),
        ]
        | None
    ) = None
    youtube: (
        Annotated[
            str,
            Meta(
                description="A channel's name, in quotes because of its @, or the address.", examples=["@adalovelace"]
            ),
        ]
        | None
    ) = None
    email: Annotated[str, Meta(description="An e-mail address.")] | None = None


class TalkEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """What a person will speak about."""

    called: ClassVar[str] = "talk"
    title: MathText | None = None
    abstract: MathText | None = None


class PersonEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A person."""

    called: ClassVar[str] = "person"
    name: Annotated[str, Meta(description="Given name and family name.", min_length=1, examples=["Lu Hou"])]
    honorific: Annotated[str, Meta(description="Prof. or Dr.", examples=["Prof."])] | None = None
    role: Annotated[str, Meta(description="What she does here: General chair, Moderator, …")] | None = None
    affiliations: (
        Annotated[list[str] | str, Meta(description="One or several.", examples=[["Stanford University"]])] | None
    ) = None
    country: Text | None = None
    photo: File | None = None
    links: PersonLinksEntry | None = None
    bio: Markdown | None = None
    talk: TalkEntry | Annotated[str, Meta(description="The title alone, or TBD.")] | None = None
    same_as: SameAs | None = None


class PeopleFile(Entry, frozen=True, forbid_unknown_fields=True):
    """A file of people/ with a heading, an introduction or a layout of its own."""

    called: ClassVar[str] = "people file"
    people: Annotated[
        list[PersonEntry | str],
        Meta(description="People as mappings, or in short: Name (Affiliation)."),
    ]
    heading: Text | None = None
    intro: Markdown | None = None
    layout: (
        Annotated[
            Literal["cards", "list"],
            Meta(description="cards (portraits or monograms), or list (names, for a committee)."),
        ]
        | None
    ) = None


class SponsorEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A sponsor; without a logo its name is set as a wordmark."""

    called: ClassVar[str] = "sponsor"
    name: Annotated[str, Meta(min_length=1, description="The sponsor's name.")]
    url: Url | None = None
    logo: File | None = None
    logo_dark: Annotated[str, Meta(description="The logo for dark mode, under static/.")] | None = None


class TierEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A tier of sponsors; the highest stands first."""

    called: ClassVar[str] = "tier"
    tier: Text
    sponsors: Annotated[
        list[SponsorEntry | str],
        Meta(description="Sponsors as mappings, or their names alone."),
    ]


class SponsorsFile(Entry, frozen=True, forbid_unknown_fields=True):
    """sponsors.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "sponsors file"
    tiers: list[TierEntry]
    heading: Text | None = None
    intro: Markdown | None = None


class SessionEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A row of the schedule."""

    called: ClassVar[str] = "session"
    time: Annotated[
        str,
        Meta(
            description="08:15-08:30, 8:15 AM - 8:30 AM, or the start alone with a duration.",
            examples=["08:15-08:30"],
        ),
    ]
    title: MathText | None = None
    kind: (
        Annotated[
            Literal[
                "remarks",
                "keynote",
                "invited",
                "oral",
                "spotlight",
                "poster",
                "demo",
                "panel",
                "tutorial",
                "mentoring",
                "discussion",
                "award",
                "break",
                "social",
                "other",
            ],
            Meta(description="What kind of session it is; a keynote takes its title from its speaker's talk."),
        ]
        | None
    ) = None
    duration: Annotated[str, Meta(description="20m, 1h30; with a start time alone.")] | None = None
    people: (
        Annotated[
            list[str] | str,
            Meta(description="Names as in content/people; they are looked up there."),
        ]
        | None
    ) = None
    moderators: Annotated[list[str] | str, Meta(description="Names as in content/people.")] | None = None
    papers: (
        Annotated[
            list[str] | str,
            Meta(description="Ids of papers: [7, 12], or a range: 1-25.", examples=[[7, 12], "1-25"]),
        ]
        | None
    ) = None
    each: (
        Annotated[
            str,
            Meta(description="How long each paper has: 6m. Oral and spotlight slots are else shared out evenly."),
        ]
        | None
    ) = None
    boards: (
        Annotated[
            list[str] | str,
            Meta(description="The boards of the papers, in their order: 1-25, A1-A25, [3, 5].", examples=["1-25"]),
        ]
        | None
    ) = None
    room: Text | None = None
    track: Text | None = None
    parallel: Annotated[bool, Meta(description="It is meant to overlap with other sessions.")] | None = None
    stream: Annotated[str, Meta(description="Where to watch or join it while it goes on: an address.")] | None = None
    recording: Annotated[str, Meta(description="Where to watch it afterwards: an address or a file.")] | None = None
    links: list[LinkEntry] | None = None
    abstract: MathText | None = None
    note: Markdown | None = None
    id: (
        Annotated[
            str,
            Meta(
                description="The word that its address ends with, so that it stays when the title changes.",
                min_length=1,
                examples=["panel"],
            ),
        ]
        | None
    ) = None


class DayEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A day of the schedule; its times are wall-clock times in its zone."""

    called: ClassVar[str] = "day"
    date: Annotated[
        DateText | list[DateText],
        Meta(description="2025-12-06, TBD, or a list of days of which one will be it."),
    ]
    sessions: list[SessionEntry]
    title: Text | None = None
    timezone: ZoneText | None = None
    room: Text | None = None


class ScheduleFile(Entry, frozen=True, forbid_unknown_fields=True):
    """schedule.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "schedule file"
    days: list[DayEntry]
    heading: Text | None = None
    intro: Markdown | None = None


class AuthorEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """An author."""

    called: ClassVar[str] = "author"
    name: Annotated[str, Meta(min_length=1, description="Given name and family name.")]
    affiliations: Annotated[list[str] | str, Meta(description="One or several.")] | None = None
    corresponding: Annotated[bool, Meta(description="Whether letters go to this author.")] | None = None
    equal: (
        Annotated[bool, Meta(description="Whether this author is one of several who contributed equally.")] | None
    ) = None
    orcid: (
        Annotated[str, Meta(description="An ORCID iD, or its address.", examples=["0000-0002-1825-0097"])] | None
    ) = None
    same_as: SameAs | None = None


class PaperEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """An accepted paper."""

    called: ClassVar[str] = "paper"
    id: Annotated[str, Meta(min_length=1, description="Its number in the review system, or a word.")]
    title: MathText
    authors: (
        Annotated[
            list[AuthorEntry | str] | str,
            Meta(description="A list of {name, affiliations}, a list of names, or “Ada Lovelace; Alan Turing”."),
        ]
        | None
    ) = None
    abstract: MathText | None = None
    tldr: MathText | None = None
    keywords: Annotated[list[str] | str, Meta(description="A list, or “reasoning, inference”.")] | None = None
    decision: (
        Annotated[
            Literal["oral", "spotlight", "poster", "demo"],
            Meta(description="How it is presented."),
        ]
        | None
    ) = None
    award: Annotated[str, Meta(examples=["Best Paper"], description="An award it won.")] | None = None
    pdf: Url | None = None
    poster: Url | None = None
    slides: Url | None = None
    video: Url | None = None
    code: Url | None = None
    data: Url | None = None
    arxiv: Annotated[str, Meta(description="2305.13048, or its address.")] | None = None
    openreview: Annotated[str, Meta(description="The forum's id, or its address.")] | None = None
    doi: Annotated[str, Meta(description="10.…, or its address.")] | None = None
    supplement: Url | None = None
    url: Url | None = None


class PapersFile(Entry, frozen=True, forbid_unknown_fields=True):
    """papers.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "papers file"
    papers: list[PaperEntry]
    heading: Text | None = None
    intro: Markdown | None = None


class NewsEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A piece of news."""

    called: ClassVar[str] = "news item"
    date: DateText
    title: Text
    text: Markdown | None = None


class NewsFile(Entry, frozen=True, forbid_unknown_fields=True):
    """news.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "news file"
    news: list[NewsEntry]
    heading: Text | None = None
    intro: Markdown | None = None


class ReadingEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A work on a reading list."""

    called: ClassVar[str] = "reading"
    title: Annotated[str, Meta(min_length=1, description="Plain text; \\(…\\) and $…$ are math.")]
    authors: (
        Annotated[list[str] | str, Meta(description="A list of names, or “Ada Lovelace; Alan Turing”.")] | None
    ) = None
    url: Url | None = None
    arxiv: Annotated[str, Meta(description="2305.13048, or its address.")] | None = None
    doi: Annotated[str, Meta(description="10.…, or its address.")] | None = None
    date: (
        Annotated[str, Meta(description="Its day, 2025-08-22, or its year alone.", examples=["2025-08-22"])] | None
    ) = None
    tags: Annotated[list[str] | str, Meta(description="Its topics: a list, or “speech, inference”.")] | None = None
    note: Annotated[str, Meta(description="Why to read it, in a sentence; plain text, with math.")] | None = None
    abstract: MathText | None = None
    id: (
        Annotated[
            str,
            Meta(
                description="The word that links to it end with, so that it stays when the title changes.",
                min_length=1,
                examples=["rwkv"],
            ),
        ]
        | None
    ) = None


class ReadingFile(Entry, frozen=True, forbid_unknown_fields=True):
    """A file of reading/ with a heading, an introduction or groups of its own."""

    called: ClassVar[str] = "reading list"
    entries: Annotated[list[ReadingEntry], Meta(description="The works.")]
    heading: Text | None = None
    intro: Markdown | None = None
    group: (
        Annotated[
            Literal["date", "tag"],
            Meta(description="What works stand together by: their date, newest first, or the first of their tags."),
        ]
        | None
    ) = None


class TopicsEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A group of topics."""

    called: ClassVar[str] = "group of topics"
    group: Text
    items: Annotated[list[str], Meta(description="The topics of this group.")]


class PageEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """The front matter of a Markdown page: what stands between the two lines of `---`."""

    called: ClassVar[str] = "page's front matter"
    title: Annotated[str, Meta(min_length=1, description="The page's heading.")]
    description: Annotated[str, Meta(description="One sentence for search engines and shared links.")] | None = None
    topics: (
        Annotated[list[TopicsEntry], Meta(description="The groups of topics of a call; shown after the text.")] | None
    ) = None
    draft: Annotated[bool, Meta(description="Published only with --drafts.")] | None = None


SHAPES: dict[str, Any] = {
    "site": SiteEntry,
    "dates": DatesFile | list[DateEntry],
    "people": PeopleFile | list[PersonEntry | str],
    "sponsors": SponsorsFile | list[TierEntry],
    "schedule": ScheduleFile | list[DayEntry],
    "papers": PapersFile | list[PaperEntry],
    "news": NewsFile | list[NewsEntry],
    "reading": ReadingFile | list[ReadingEntry],
    "page": PageEntry,
}
"""What each kind of content file holds, by the kind's name."""
