"""What of other sites pages hold: a line `video: https://…` (form, map, embed) in Markdown, and frames pasted
there."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import cast
from urllib.parse import urlsplit

from enlsp_site.content.codes import UNKNOWN_HOST
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.embeds import Embed, Kind, embed_of
from enlsp_site.model.record import Html
from enlsp_site.storage.late_patterns import late
from enlsp_site.text.embed_html import card

_LINE = late(
    r'<p(?:(?P<frame> class="embed-frame")>|>(?P<kind>video|form|map|embed):\s+)'
    r'<a href="(?P<url>https://[^"]*)"[^>]*>(?P<title>[^<]*)</a></p>',
    re.I,
)


def in_text(reader: Reader, body: Html, place: Callable[[str], Origin]) -> Html:
    """A text with a card for each line that embeds something. `place` says where an address stands in its source."""

    def replaced(found: re.Match[str]) -> str:
        address, title = unescape(found["url"]), unescape(found["title"])
        kind = cast("Kind", (found["kind"] or "embed").lower())
        shown = read_embed(reader, kind, address, place(address), "" if "://" in title else title)
        return card(shown, reader.language) if shown else found[0]

    return Html(html=_LINE.sub(replaced, body.html))


def read_embed(reader: Reader, kind: Kind, address: str, origin: Origin, title: str = "") -> Embed | None:
    """What an address embeds; None, and a problem, where its host is not known. Reports `unknown-host`."""
    shown = embed_of(kind, address, reader.names.embed_hosts, title)
    if shown is None:
        host = urlsplit(address).hostname or address
        short = "open it in a browser, and write the address that it shows then" if host in _SHORT else ""
        hint = f"write `embed_hosts: [{host}]` into site.yaml if it may be shown in a frame"
        reader.problems.append(report(UNKNOWN_HOST, origin, hint=short or hint, host=host))
    return shown


def player(reader: Reader, address: str) -> Embed | None:
    """The video that a link leads to, if a page can hold it; else None: a link alone is as good."""
    return embed_of("video", address, reader.names.embed_hosts) if address.startswith("https://") else None


_SHORT = frozenset({"forms.gle", "maps.app.goo.gl", "goo.gl", "bit.ly", "t.co"})
"""Hosts whose addresses only lead on to others."""
