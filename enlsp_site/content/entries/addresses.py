"""addresses.yaml, as `enlsp build` writes it."""

# No `from __future__ import annotations` here: msgspec would have to evaluate every annotation as text.
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from enlsp_site.content.entries.base import Entry


class AddressEntry(Entry, frozen=True, forbid_unknown_fields=True):
    """An address that was published, as it was last; or, with `on`, a change of what stands there."""

    called: ClassVar[str] = "address"
    at: Annotated[str, Meta(description="The address below that of the edition.", examples=["schedule#panel"])]
    since: Annotated[str, Meta(description="The day on which it was published first.")] | None = None
    title: Annotated[str, Meta(description="What the record is called.")] | None = None
    name: Annotated[str, Meta(description="What its address would be made from today.")] | None = None
    uid: Annotated[str, Meta(description="The name by which calendars know it, if that is another.")] | None = None
    was: Annotated[list[str], Meta(description="Its earlier addresses, which lead to it.")] | None = None
    people: Annotated[list[str], Meta(description="Who is in it, or the profiles of a person.")] | None = None
    when: Annotated[str, Meta(description="Its day and time.")] | None = None
    room: Annotated[str, Meta(description="Its room.")] | None = None
    page: Annotated[bool, Meta(description="Whether it has had a page of its own.")] | None = None
    cancelled: Annotated[bool, Meta(description="Whether it is cancelled.")] | None = None
    sequence: Annotated[str, Meta(pattern="^[0-9]{1,6}$(?!\\n)", description="How often it was moved.")] | None = None
    changed: Annotated[str, Meta(description="When it changed last.")] | None = None
    on: Annotated[str, Meta(description="Of a change: its moment.")] | None = None
    what: (
        Annotated[Literal["when", "room", "title", "cancelled"], Meta(description="Of a change: what changed.")]
        | None
    ) = None
    before: Annotated[str, Meta(description="Of a change: what it was before.")] | None = None
