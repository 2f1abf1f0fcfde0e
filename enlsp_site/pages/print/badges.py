"""Name badges: of a list of people, or of those on the site."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from enlsp_site.model.edition import Edition
from enlsp_site.pages.print.setting import Setter

NAME = "badges"
"""What their file and their template are called."""


class BadgeHolder(NamedTuple):
    """Whose badge it is. `role` may be empty, and so may be what follows the name."""

    name: str
    affiliation: str = ""
    role: str = ""


def on_site(edition: Edition) -> list[BadgeHolder]:
    """Who has an entry on the site's pages, each once, with what their first group is called."""
    found: dict[str, BadgeHolder] = {}
    for group in edition.groups:
        for person in group.people:
            if not person.cancelled:
                holder = BadgeHolder(person.name, ", ".join(person.affiliations), person.role or group.heading)
                found.setdefault(person.name, holder)
    return list(found.values())


def badges(holders: Iterable[BadgeHolder], setter: Setter) -> dict[str, Any]:
    """A badge for each, in the order of the list."""
    return {"badges": [{key: setter.line(text) for key, text in each._asdict().items()} for each in holders]}
