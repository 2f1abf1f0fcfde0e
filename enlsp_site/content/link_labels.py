"""What links of a kind are called: mostly as their place is, in all languages."""

from __future__ import annotations

from enlsp_site.content.reader import Reader
from enlsp_site.model import link_kinds, paper_fields

NAMES = {kind.name: kind.title for kind in (*link_kinds.PERSON, *paper_fields.FIELDS) if kind.title}
"""What the kinds of links are called that are called the same in all languages."""


def title_of(reader: Reader, kind: str) -> str:
    """What a link of a kind is called."""
    return NAMES.get(kind) or reader.language.say(f"link_{kind}")
