"""site.yaml, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from enlsp_site.content.entries.base import Entry, File, LinkEntry, Text, Url, ZoneText
from enlsp_site.content.entries.repository import Address, RepositoryEntry


class NavEntry(LinkEntry, frozen=True, forbid_unknown_fields=True):
    """An entry of the navigation that is not one of the site's own pages, or is called otherwise."""

    called: ClassVar[str] = "navigation entry"


class HomeEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A section of the home page."""

    called: ClassVar[str] = "section of the home page"
    section: Annotated[str, Meta(description="Its name, as in `home` without a mapping.", examples=["speakers"])]
    short: Annotated[bool, Meta(description="Whether the home page shows the most important alone.")] | None = None


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
    portraits: (
        Annotated[Literal["circle", "square"], Meta(description="How pictures of people are cut: circle or square.")]
        | None
    ) = None
    density: (
        Annotated[Literal["normal", "compact"], Meta(description="How much space lists and sections have.")] | None
    ) = None
    headings: (
        Annotated[
            Literal["before", "after", "above"],
            Meta(
                description="Where headings of the home page stand on wide screens: beside their text, or above it."
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


class ContactEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """Whom to write to about something."""

    called: ClassVar[str] = "contact"
    title: Annotated[str, Meta(description="What about: Submissions, Sponsors, …", min_length=1)]
    email: Annotated[str, Meta(description="An e-mail address.")] | None = None
    url: Url | None = None


class EditionEntry(LinkEntry, frozen=True, forbid_unknown_fields=True):
    """An earlier edition whose site is elsewhere."""

    called: ClassVar[str] = "edition"


class OwnActionEntry(LinkEntry, frozen=True, forbid_unknown_fields=True):
    """Something else to do, for a while or all the time."""

    called: ClassVar[str] = "action"
    from_: (
        Annotated[
            str, Meta(description="When it begins to count: a day, or a moment.", examples=["2025-12-06 08:00 PT"])
        ]
        | None
    ) = field(default=None, name="from")
    until: (
        Annotated[str, Meta(description="When it is over: after a day, or at a moment.", examples=["2025-12-07"])]
        | None
    ) = None


class ActionsEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """What a visitor can do elsewhere; the home page offers what counts on the day, by the important dates."""

    called: ClassVar[str] = "list of actions"
    submit: Url | None = None
    register: Url | None = None
    watch: Url | None = None
    more: (
        Annotated[
            list[OwnActionEntry],
            Meta(
                description="Others, with words of their own; those that have begun stand first until they are over."
            ),
        ]
        | None
    ) = None


class AnnouncementEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """A line on all pages, for a while."""

    called: ClassVar[str] = "announcement"
    text: Annotated[str, Meta(description="Plain text, one line; `news` is the newest piece of news.", min_length=1)]
    until: (
        Annotated[
            str,
            Meta(
                description="When it goes by itself: after a day, or at a moment. News goes a week after its date.",
                examples=["2025-09-01", "2025-09-01 18:00 PT"],
            ),
        ]
        | None
    ) = None
    url: Url | None = None


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
    """A kind of problem that is meant so, in this edition or at one place of it."""

    called: ClassVar[str] = "rule that is off"
    rule: Annotated[str, Meta(description="Its code, as docs/checks.md lists them.", examples=["unlinked-file"])]
    reason: Annotated[str, Meta(description="Why it is meant so; every check shows it.", min_length=1)]
    at: (
        Annotated[
            str,
            Meta(
                description="Where: a file of this edition, or an entry in it by the anchor of its page.",
                examples=["schedule.yaml#poster-session-1"],
                min_length=1,
            ),
        ]
        | None
    ) = None


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
    best_papers_first: (
        Annotated[
            bool,
            Meta(description="Whether lists of papers begin with awards, then talks, whatever the file's order."),
        ]
        | None
    ) = None
    contact: (
        list[ContactEntry]
        | Annotated[str, Meta(description="An e-mail address, or a list of {title, email} with what each is for.")]
        | None
    ) = None
    actions: ActionsEntry | None = None
    announcement: (
        AnnouncementEntry | Annotated[str, Meta(description="The line, or `news` for the newest.")] | None
    ) = None
    links: list[LinkEntry] | None = None
    home: (
        Annotated[
            list[HomeEntry | str],
            Meta(
                description="What the home page shows, in this order: names of pages (pages/call.md is call), "
                "of people groups (people/speakers.yaml is speakers), of reading lists, and dates, schedule, "
                "sponsors, papers, news, talks, editions; or {section: speakers, short: yes}."
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
    embed_hosts: (
        Annotated[
            list[str],
            Meta(
                description="Hosts whose pages may be shown in frames on a click, besides those that are known "
                "(YouTube, Vimeo, SlidesLive, PeerTube, Google Forms, Tally, OpenStreetMap).",
                examples=[["conf.example"]],
            ),
        ]
        | None
    ) = None
    static_at_root: (
        Annotated[
            bool,
            Meta(
                description="Of an earlier edition: the files of its static/ keep the addresses that they had in the "
                "site's static/, where no newer file has them. `enlsp next` writes it."
            ),
        ]
        | None
    ) = None
    changes: (
        Annotated[
            str,
            Meta(
                description="How long the pages mark what has changed: 3 days, 36 hours, or no.",
                examples=["3 days", "no"],
            ),
        ]
        | None
    ) = None
    redirects: (
        Annotated[
            dict[str, str],
            Meta(
                description="Old addresses of this edition, each with the page that it leads to.",
                examples=[{"old-call": "call"}],
            ),
        ]
        | None
    ) = None
    gone: (
        Annotated[
            dict[str, str],
            Meta(
                description="Old addresses where nothing is any more, each with the words to say there.",
                examples=[{"schedule/panel": "The panel did not take place."}],
            ),
        ]
        | None
    ) = None
    offline: (
        Annotated[
            bool,
            Meta(description="Whether browsers keep the site for where there is no network: yes, if left out."),
        ]
        | None
    ) = None
    redirects_file: (
        Annotated[
            bool,
            Meta(description="Whether a file `_redirects` lists the redirects, for hosts that read it."),
        ]
        | None
    ) = None
    repository: RepositoryEntry | Address | None = None
    budgets: BudgetsEntry | None = None
    unchecked: (
        Annotated[
            list[UncheckedEntry],
            Meta(description="Warnings that are meant so, each with the reason."),
        ]
        | None
    ) = None
