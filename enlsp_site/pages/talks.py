"""The page of talks and recordings: what can be seen of an edition, at one place."""

from __future__ import annotations

from msgspec.structs import replace

from enlsp_site.model.edition import Edition
from enlsp_site.model.record import Record
from enlsp_site.model.talks import TalkDay, talk_days

FEW = 6
"""So many talks stand on the home page."""


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
