"""What papers are called elsewhere: identifiers of arXiv, OpenReview and DOIs, and the addresses they stand for."""

from __future__ import annotations

import re
from typing import NamedTuple


class IdentifierKind(NamedTuple):
    """How an identifier is called and written: what may stand before it, its pattern, where it leads, an example."""

    called: str
    before: str
    pattern: str
    home: str
    example: str


FORMS = {
    "arxiv": IdentifierKind(
        "identifier of arXiv",
        r"(?:www\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv\s*:\s*",
        r"([0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?|[a-z-]+(?:\.[a-z]{2})?/[0-9]{7}(?:v[0-9]+)?)(?:\.pdf)?",
        "https://arxiv.org/abs/",
        '"2305.13048"',
    ),
    "openreview": IdentifierKind(
        "identifier of OpenReview",
        r"(?:(?:www\.)?openreview\.net)?/?(?:forum|pdf)\?id=|openreview\s*:\s*",
        r"([\w-]{3,64})(?:[&#].*)?",
        "https://openreview.net/forum?id=",
        "aVh9KRZdRk",
    ),
    "doi": IdentifierKind(
        "DOI",
        r"(?:(?:www|dx)\.)?doi\.org/|doi\s*:\s*",
        r"(10\.[0-9.]+/\S+)",
        "https://doi.org/",
        "10.1145/3442188.3445922",
    ),
}
"""The kinds of a paper's links that can be written without an address."""

_ENCODED = {ord(letter): f"%{ord(letter):02X}" for letter in '#?<>"%;[]{}|^`\\'}
"""What may stand in a DOI, and would mean something else in an address."""


def address_of(kind: str, written: str) -> str | None:
    """The address that an identifier stands for, in capitals or not, with or without the name of its place before
    it. A whole address stands for itself. None if it does not have the form of its kind."""
    written, form = written.strip(), FORMS[kind]
    if "://" in written:
        return written
    bare = written
    encoded = kind == "doi" and re.match(r"(?:(?:www|dx)\.)?doi\.org/", written, re.I)
    while found := re.match(form.before, bare, re.I):
        bare = bare[found.end() :]
    identifier = re.fullmatch(form.pattern, bare, re.I | re.S)
    if not identifier:
        return None
    return form.home + (identifier[1] if encoded else identifier[1].translate(_ENCODED))


_ADDRESSES = {
    "doi": re.compile(r"https?://(?:(?:dx|www)\.)?doi\.org/(10\.\S+)", re.I),
    "arxiv": re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/([\w.\-/]+?)(?:\.pdf)?", re.I),
}
"""Addresses of works, whatever the form of the identifier in them: organizers may know a place better than we."""


def in_address(kind: str, address: str) -> str:
    """The identifier that an address of a kind (`doi`, `arxiv`) holds; "" if it holds none."""
    found = _ADDRESSES[kind].fullmatch(address)
    return found[1] if found else ""


def is_arxiv(written: str) -> bool:
    """Whether a text is an identifier of arXiv in its form since 2007: `2305.13048v2`, `arXiv:2305.13048`."""
    return re.fullmatch(r"(?i:arxiv:)?\d{4}\.\d{4,5}(v\d+)?", written) is not None
