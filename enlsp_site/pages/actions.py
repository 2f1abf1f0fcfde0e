"""What a visitor can do: submit, register, see the programme, watch or read what was shown. Which of them counts now
depends on the day on which the page is looked at: each says until when it does, and the page decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from enlsp_site.model import urls
from enlsp_site.model.closings import closings
from enlsp_site.model.edition import Edition
from enlsp_site.model.record import Record

Kind = Literal["submit", "register", "schedule", "watch", "papers", "own"]


class Action(Record, frozen=True):
    """Something to do, from a moment (`starts`) until before another, as RFC 3339 with offset; empty is always. It is
    called as the section that it leads to, or, without a title, by its kind."""

    kind: Kind
    url: str
    title: str = ""
    until: str = ""
    starts: str = ""


def actions(edition: Edition, headings: Mapping[str, str]) -> tuple[Action, ...]:
    """What can be done on an edition's site, in the order of the year: the first that is not over counts now.

    What the organizers name themselves stands first while it is on, and else last. `headings` are those of the
    sections that have something to show, by name. What leads nowhere is left out, and so are submitting and
    registering where the time for it was over when the site was built.
    """
    asked = {link.kind: link.url for link in edition.site.actions}
    until_when = closings(edition)
    turns: tuple[tuple[Kind, str], ...] = (
        ("submit", "call"),
        ("register", ""),
        ("schedule", "schedule"),
        ("watch", "talks"),
        ("papers", "papers"),
    )
    found = []
    for kind, name in turns:
        until = until_when.get(kind, "")
        if kind in edition.closed:
            continue
        if kind in asked:
            found.append(Action(kind=kind, url=asked[kind], until=until))
        elif name in headings:
            url = urls.inside(urls.section_path(edition.id, name))
            found.append(Action(kind=kind, url=url, title=headings[name], until=until))
    own = [
        (
            each.starts and each.begun,
            Action(kind="own", url=each.url, title=each.title, until=each.until, starts=each.starts),
        )
        for each in edition.site.own_actions
    ]
    return (*(each for first, each in own if first), *found, *(each for first, each in own if not first))
