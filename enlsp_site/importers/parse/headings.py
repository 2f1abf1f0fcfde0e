"""What headings of a workshop's page say: that a list stands below them, a group of people, or words."""

from __future__ import annotations

import re

from enlsp_site.importers.parse.people import group_of
from enlsp_site.text import slugs

_ROLES = (
    ("dates", r"\bdates\b|deadline|timeline"),
    ("sponsors", r"sp[a-z]{0,3}s[oe]r|partners"),
    ("papers", r"accepted|list of papers|proceedings|^papers$|^posters$|^orals?$"),
    ("schedule", r"schedule|program(?:me)?\b|agenda"),
    ("editions", r"(?:previous|past|earlier) (?:edition|workshop|event)"),
    ("news", r"\bnews\b|updates|announcements"),
)
LISTS = ("dates", "schedule", "sponsors", "papers", "news", "editions")
"""What is a list of ours, and no group of people."""
TAKEN = ("dates", "schedule", "sponsors", "papers", "news", "editions", "site")
"""Names of sections that no page can have."""
_NAMES = {"call-for-papers": "call", "call-for-paper": "call", "cfp": "call", "call-for-papers-cfp": "call"}


def role_of(title: str) -> str:
    """What a heading says that its section is: a list's name, a group of people, or an empty text."""
    line = title.lower()
    group = group_of(line) if not re.search(r"call for|session", line) else ""
    if group:
        return group
    if re.search(r"call for|instruction|submission", line) and not re.search(r"\bdates\b|deadline", line):
        return ""
    return next((name for name, pattern in _ROLES if re.search(pattern, line)), "")


def is_words(title: str) -> bool:
    """Whether a heading is one of words in a page of something else: of a call, of thanks, of how to get there."""
    return bool(
        re.search(r"(?i)call|instruction|format|about|overview|venue|travel|contact|faq|topics|submission", title)
    )


def page_name(title: str, groups: tuple[str, ...]) -> str:
    """The name of the page that a section becomes, which is no list's and no group's."""
    slug = slugs.slug(title) if title else "overview"
    name = _NAMES.get(slug, slug)
    taken = (*TAKEN, *groups, "speakers", "organizers", "committee")
    return f"{name}-page" if name in taken else name
