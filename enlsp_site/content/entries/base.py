"""What all entries share: the base of entries, links, and the kinds of texts that editors are told of."""

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

Aliases = Annotated[
    list[str] | str,
    Meta(
        description="Other last words of its address, such as earlier ones: they lead to it.", examples=["old-name"]
    ),
]
NewAddress = Annotated[
    Literal["new"],
    Meta(description="`new`: its address is made from what it is called now, and the one that it had leads there."),
]

Cancelled = Annotated[
    bool | str,
    Meta(description="`true`, or why: it stays where it is, struck through, and calendars are told."),
]


LanguageTag = Annotated[
    str,
    Meta(
        pattern="^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$(?!\\n)",
        description="A language, if it is another than the site's: en, fr, de, zh, …",
        examples=["fr"],
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


def given(data: Any) -> Any:
    """The data without the keys that have nothing behind them."""
    kind = data.__class__
    if kind is dict:
        return {
            key: value if value.__class__ is str else given(value) for key, value in data.items() if value is not None
        }
    if kind is list:
        return [value if value.__class__ is str else given(value) for value in data]
    return data
