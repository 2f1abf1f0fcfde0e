"""schedule.yaml, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from msgspec import Meta, field

from enlsp_site.content.entries.base import (
    Aliases,
    Cancelled,
    DateText,
    Entry,
    LanguageTag,
    LinkEntry,
    Markdown,
    MathText,
    NewAddress,
    Text,
    Url,
    ZoneText,
)
from enlsp_site.model.session_kinds import NAMES

if TYPE_CHECKING:
    Kind = str
else:
    Kind = Literal[NAMES]


class OnlineEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """How one takes part from afar."""

    called: ClassVar[str] = "way to take part online"
    url: Url | None = None
    for_: (
        Annotated[
            Literal["everyone", "registered"],
            Meta(description="Who can join: everyone, or registered participants."),
        ]
        | None
    ) = field(default=None, name="for")
    opens: (
        Annotated[
            str,
            Meta(
                description="How long before a session it opens: 15 min before, if left out.",
                examples=["15 min before"],
            ),
        ]
        | None
    ) = None


Online = OnlineEntry | Annotated[str, Meta(description="Where to join: an address.")]
Mode = Annotated[
    Literal["onsite", "online", "hybrid"],
    Meta(
        description="Whether it is held on site, online, or both; with `online`, both is taken where there is a room."
    ),
]


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
            Kind,
            Meta(description="What kind of session it is; a keynote takes its title from its speaker's talk."),
        ]
        | None
    ) = None
    duration: Annotated[str, Meta(description="20m, 1h30; with a start time alone.")] | None = None
    people: (
        Annotated[
            list[str] | str,
            Meta(
                description="Names as in content/people; they are looked up there. Of two people with one name: "
                "Wei Wang (Univ B), an ORCID iD, or speakers#wei-wang-2.",
                examples=[["Lu Hou"]],
            ),
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
    language: LanguageTag | None = None
    parallel: Annotated[bool, Meta(description="It is meant to overlap with other sessions.")] | None = None
    stream: Annotated[str, Meta(description="Where to watch or join it while it goes on: an address.")] | None = None
    online: Online | None = None
    mode: Mode | None = None
    recording: Annotated[str, Meta(description="Where to watch it afterwards: an address or a file.")] | None = None
    recorded: Annotated[bool, Meta(description="no: it is not recorded, and nobody should.")] | None = None
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
    cancelled: Cancelled | None = None
    aliases: Aliases | None = None
    address: NewAddress | None = None


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
    online: Online | None = None
    mode: Mode | None = None


class ScheduleFile(Entry, frozen=True, forbid_unknown_fields=True):
    """schedule.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "schedule file"
    days: list[DayEntry]
    heading: Text | None = None
    intro: Markdown | None = None
