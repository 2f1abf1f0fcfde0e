"""What of other sites a page can hold once a visitor asks for it: videos, forms and maps, by the address that people
copy from their browser. Nothing is fetched before; the address of the frame is that with the fewest traces."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Literal
from urllib.parse import parse_qs, quote, urlsplit

from enlsp_site.model.record import Record

Kind = Literal["video", "form", "map", "embed"]
"""What is embedded, as organizers write it before the address."""


class Embed(Record, frozen=True):
    """Something of another site. `url` is where everybody can open it, `frame` what a page loads into a frame, and
    `host` whom that contacts; `title` is what it is called, empty where nobody said."""

    kind: Kind
    url: str
    frame: str
    host: str
    title: str = ""


_ID = r"([A-Za-z0-9_-]+)"
_PATTERNS: tuple[tuple[Kind, str, str], ...] = (
    ("video", rf"(?:www\.|m\.)?youtube\.com/(?:embed|live|shorts|v)/{_ID}", "www.youtube-nocookie.com/embed/{0}"),
    ("video", rf"(?:www\.)?youtube-nocookie\.com/embed/{_ID}", "www.youtube-nocookie.com/embed/{0}"),
    ("video", rf"youtu\.be/{_ID}", "www.youtube-nocookie.com/embed/{0}"),
    ("video", r"(?:www\.)?vimeo\.com/([0-9]+)/([0-9a-f]+)", "player.vimeo.com/video/{0}?h={1}&dnt=1"),
    ("video", r"(?:www\.)?vimeo\.com/(?:video/)?([0-9]+)", "player.vimeo.com/video/{0}?dnt=1"),
    ("video", r"player\.vimeo\.com/video/([0-9]+)", "player.vimeo.com/video/{0}?dnt=1"),
    ("video", r"(?:www\.)?slideslive\.com/(?:embed/presentation/)?([0-9]+)", "slideslive.com/embed/presentation/{0}"),
    ("video", r"([\w.-]+)/w/([A-Za-z0-9]{16,36})", "{0}/videos/embed/{1}"),
    ("video", r"([\w.-]+)/videos/(?:watch|embed)/([A-Za-z0-9-]{16,36})", "{0}/videos/embed/{1}"),
    ("form", rf"docs\.google\.com/forms/d/e/{_ID}", "docs.google.com/forms/d/e/{0}/viewform?embedded=true"),
    ("form", rf"tally\.so/(?:r|embed)/{_ID}", "tally.so/embed/{0}?transparentBackground=1"),
)
"""Addresses that people copy, and those of their frames. PeerTube runs on any host, and is known by its paths."""


def embed_of(kind: Kind, address: str, hosts: Collection[str] = (), title: str = "") -> Embed | None:
    """Return what an address leads to as something that a page can hold; None where its host is not known and not
    among the `hosts` that the site lists, or where the address names nothing to embed."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or not host or parts.port or parts.username:
        return None
    frame = _frame(parts.netloc.lower() + parts.path, parts.query, parts.fragment)
    if not frame and host in {each.lower() for each in hosts}:
        frame = address.removeprefix("https://")
    if not frame:
        return None
    made = f"https://{frame}"
    own = next((own for own, pattern, _ in _PATTERNS if re.match(pattern, frame)), kind)
    return Embed(own if kind == "embed" else kind, address, made, urlsplit(made).hostname or host, title)


def _frame(place: str, query: str, fragment: str) -> str:
    """The frame's address without its scheme, by host and path, query and fragment; empty if it is not known."""
    if re.fullmatch(r"(?:www\.|m\.)?youtube\.com/watch", place):
        found = parse_qs(query).get("v", [""])[0]
        return f"www.youtube-nocookie.com/embed/{found}" if re.fullmatch(_ID, found) else ""
    if re.fullmatch(r"(?:www\.)?openstreetmap\.org/(?:export/embed\.html)?", place):
        return _map(query, fragment)
    for _, pattern, frame in _PATTERNS:
        if found_at := re.match(rf"{pattern}(?:/|$)", place):
            return frame.format(*found_at.groups())
    return ""


def _map(query: str, fragment: str) -> str:
    """A map by the place in the address of OpenStreetMap: a frame has no zoom, but the corners of what it shows."""
    asked = {name: values[0] for name, values in parse_qs(f"{query}&{fragment}").items()}
    if "bbox" in asked:
        corners = asked["bbox"]
        mark = asked.get("marker", "")
    else:
        parts = asked.get("map", "").split("/")
        zoom, north, east = parts if len(parts) == 3 else ("17", asked.get("mlat", ""), asked.get("mlon", ""))
        north, east = asked.get("mlat", north), asked.get("mlon", east)
        if not all(re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", each) for each in (zoom, north, east)):
            return ""
        half = 180 / 2 ** min(float(zoom), 19)
        y, x = float(north), float(east)
        corners = ",".join(f"{each:.5f}" for each in (x - half, y - half / 2, x + half, y + half / 2))
        mark = f"{y:.5f},{x:.5f}" if "mlat" in asked else ""
    marker = f"&marker={quote(mark)}" if mark else ""
    return f"www.openstreetmap.org/export/embed.html?bbox={quote(corners)}&layer=mapnik{marker}"
