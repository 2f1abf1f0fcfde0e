"""The page of talks and recordings: what can be seen of an edition, at one place."""

from __future__ import annotations

from msgspec.structs import replace

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.record import Record
from enlsp_site.model.talks import TalkDay, talk_days
from enlsp_site.pages.frame import Section, TalkSlot

FEW = 6
"""So many talks stand on the home page."""

SPOKEN = ("keynote", "invited")
"""The kinds of sessions that are a speaker's talk."""


class TalksView(Record, frozen=True):
    """The talks by day, and how many there are."""

    days: tuple[TalkDay, ...]
    count: int


def talks(edition: Edition) -> TalksView | None:
    """What can be seen of an edition; None where there is nothing."""
    days = tuple(replace(day, anchor=f"talks-{number}") for number, day in enumerate(talk_days(edition), 1))
    return TalksView(days=days, count=sum(len(day.entries) for day in days)) if days else None


def in_short(view: TalksView) -> TalksView:
    """The first talks, for the home page."""
    days, left = [], FEW
    for day in view.days:
        if left > 0:
            days.append(replace(day, entries=day.entries[:left]))
            left -= len(day.entries)
    return replace(view, days=tuple(days))


def slots(edition: Edition, section: Section) -> dict[str, TalkSlot]:
    """When those of a group who have a talk speak, by their anchors, as far as the day is known."""
    found: dict[str, TalkSlot] = {}
    talking = {f"{section.url}#{person.slug}": person.slug for person in section.value.people if person.talk}
    for day, session in edition.sessions if talking else ():
        if session.kind in SPOKEN and len(day.days) == 1 and not session.cancelled:
            for person in session.people:
                if person.url in talking:
                    way = urls.of_session(edition.id, session)
                    slot = TalkSlot(day=day.days[0], start=session.start, starts=session.starts, url=way)
                    found.setdefault(talking[person.url], slot)
    return found
