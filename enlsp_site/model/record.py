"""What all records share: frozen values, safe HTML, and links."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True):
    """The base of all records: frozen, compared by value, written to keys by value; made with keywords."""


class Html(Record, frozen=True):
    """HTML that is safe to show: made by us from Markdown, cleaned. Its inner links are `site:` addresses."""

    html: str

    def __html__(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.html


class Cancellation(Record, frozen=True):
    """That something does not take place, and why, if that is said."""

    reason: str = ""


class Link(Record, frozen=True):
    """A way to another page. `kind` names the icon or the role (`scholar`, `pdf`), if it is a known one."""

    title: str
    url: str
    kind: str = ""
