"""Any schedules: days in several zones, with sessions at any times, for tests of random inputs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import times
from enlsp_site.model.schedule import Day, PersonMention, Session
from enlsp_site.text.control_characters import without_forbidden
from enlsp_site.text.slugs import slug, unique_slugs

HERE = Origin("content/schedule.yaml")
ZONES = ("America/Los_Angeles", "Europe/Paris", "AoE", "UTC+2", "Asia/Kathmandu")

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
NAMES = WORDS.map(lambda text: without_forbidden(" ".join(text.split()))).filter(bool)


@st.composite
def schedules(draw: st.DrawFn) -> tuple[Day, ...]:
    """Days in several zones, each with sessions at any times."""
    days = []
    count = draw(st.integers(1, 3))
    dates = draw(
        st.lists(st.dates(dt.date(2024, 1, 1), dt.date(2026, 1, 1)), min_size=count, max_size=count, unique=True)
    )
    for date in dates:
        zone = draw(st.sampled_from(ZONES))
        days.append(_day(draw, date, zone))
    slugs = iter(unique_slugs([each.title for one in days for each in one.sessions]))
    return tuple(
        Day(
            origin=HERE,
            title="",
            days=one.days,
            zone=one.zone,
            zone_label="",
            zone_name=times.zone_name(one.zone),
            room=one.room,
            sessions=tuple(Session(**{**fields(each), "slug": next(slugs)}) for each in one.sessions),
        )
        for one in days
    )


def _day(draw: st.DrawFn, date: dt.date, zone: str) -> Day:
    sessions = []
    for _ in range(draw(st.integers(1, 4))):
        start = dt.datetime.combine(date, draw(st.times()).replace(second=0, microsecond=0), times.zone(zone, date))
        begin = start.astimezone(dt.UTC).astimezone(start.tzinfo)
        end = (begin.astimezone(dt.UTC) + dt.timedelta(minutes=draw(st.integers(1, 900)))).astimezone(start.tzinfo)
        title = draw(NAMES)
        sessions.append(
            Session(
                origin=HERE,
                slug=slug(title),
                title=title,
                kind=draw(st.sampled_from(["keynote", "break", "oral"])),
                start=begin.time(),
                end=end.time(),
                starts=begin.isoformat(),
                ends=end.isoformat(),
                room=draw(st.sampled_from(["", "Hall <A>", "B & C"])),
                track=draw(st.sampled_from(["", "Théorie"])),
                people=tuple(
                    PersonMention(name=name, url=f"site:x#{number}")
                    for number, name in enumerate(draw(st.lists(NAMES, max_size=2, unique=True)))
                ),
                abstract=draw(WORDS),
            )
        )
    return Day(origin=HERE, title="", days=(date,), zone=zone, zone_label="", room="Main", sessions=tuple(sessions))


def fields(session: Session) -> dict[str, Any]:
    return {name: getattr(session, name) for name in session.__struct_fields__}
