"""dates.yaml, as organizers write it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from enlsp_site.content.entries.base import DateText, Entry, Markdown, Text, Url, ZoneText


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
    audience: (
        Annotated[
            Literal["authors", "reviewers", "presenters", "attendees", "everyone"],
            Meta(description="Whom it is for. Submitting is offered until the deadlines for authors are over."),
        ]
        | None
    ) = field(default=None, name="for")
    main: Annotated[bool, Meta(description="This event is the workshop, whatever other events there are.")] | None = (
        None
    )
    zone: ZoneText | None = None
    note: Annotated[str, Meta(description="A few words behind the name; plain text.")] | None = None
    url: Url | None = None


class DatesFile(Entry, frozen=True, forbid_unknown_fields=True):
    """dates.yaml with a heading or an introduction of its own."""

    called: ClassVar[str] = "dates file"
    dates: list[DateEntry]
    heading: Text | None = None
    intro: Markdown | None = None
