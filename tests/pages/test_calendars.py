"""Which calendars and files for apps an edition has, and what the home page shows of its programme."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from msgspec.structs import replace

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import times
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.people import Group, Person
from enlsp_site.model.schedule import Day, PersonMention, Schedule, Session
from enlsp_site.model.site import Site
from enlsp_site.pages import calendars
from enlsp_site.pages.site import plan

BASE = "https://example.org/tiny/"
HERE = Origin("content/schedule.yaml")
ADA = PersonMention(name="Ada", url="site:2031/speakers/index.html#ada")


def session(slug: str, hour: int, on: dt.date | None, **more: Any) -> Session:
    start, end = dt.time(hour), dt.time(hour + 1)
    moments = [times.instant(on, each, "Europe/Paris") for each in (start, end)] if on else ["", ""]
    values = {"kind": "keynote", "starts": moments[0], "ends": moments[1], **more}
    return Session(origin=HERE, slug=slug, title=slug, start=start, end=end, **values)


def day(*days: str, kind: str = "keynote", slug: str = "opening") -> Day:
    dates = tuple(map(dt.date.fromisoformat, days))
    held = session(slug, 9, dates[0] if len(dates) == 1 else None, kind=kind, people=(ADA,))
    return Day(origin=HERE, title="", days=dates, zone="Europe/Paris", zone_label="CET", sessions=(held,))


def edition(*days: Day) -> Edition:
    people = (Person(origin=HERE, name="Ada", slug="ada"), Person(origin=HERE, name="Alan", slug="alan"))
    return Edition(
        id="2031",
        folder="content",
        site=Site(origin=HERE, name="TINY", title="Tiny Things", edition="2031", home=("schedule",)),
        groups=(Group(origin=HERE, name="speakers", heading="Speakers", people=people),),
        schedule=Schedule(heading="Schedule", days=days),
    )


def paths(base: str, *days: Day) -> list[str]:
    return [target.path for target in calendars.targets(edition(*days), base)]


CALENDARS = ["2031/schedule.ics", "2031/schedule/opening.ics", "2031/speakers/ada.ics"]
SIGNS = "2031/now.json"


@pytest.mark.parametrize(
    ("base", "days", "expected"),
    [
        (BASE, ["2031-12-06"], [*CALENDARS, "2031/schedule.json", "2031/schedule.xml", SIGNS]),
        ("", ["2031-12-06"], [*CALENDARS, SIGNS]),
        (BASE, ["2031-12-05", "2031-12-06"], CALENDARS),
        (BASE, [], []),
    ],
    ids=["settled", "no address", "either day", "no day"],
)
def test_which_files_there_are(base: str, days: list[str], expected: list[str]) -> None:
    assert paths(base, day(*days)) == expected


@pytest.mark.parametrize("days", [["2031-12-06"], ["2031-12-05", "2031-12-06"], []])
def test_a_page_offers_the_calendar_that_there_is(days: list[str]) -> None:
    whole = edition(day(*days))
    offered = calendars.calendar(whole, "schedule", BASE)
    assert (offered is not None) == ("2031/schedule.ics" in paths(BASE, day(*days)))
    if offered:
        assert offered.file == "site:2031/schedule.ics"
        assert offered.subscribe == "webcal://example.org/tiny/2031/schedule.ics"


def test_home_shows_the_workshops_own_days() -> None:
    online, own = day("2031-07-15", kind="mentoring", slug="online"), day("2031-12-06")
    whole = edition(online, own)
    targets = {target.path: target for target in plan(Workshop(editions=(whole,)), "")}
    (shown,) = targets["2031/index.html"].inputs["sections"]
    page = targets["2031/schedule/index.html"].inputs["section"]
    assert "2031/schedule/online.ics" in targets
    assert calendars.for_home(whole.schedule or Schedule(heading="")).days == (own,)
    assert shown.value != page.value


def test_home_shows_other_days_where_there_are_no_own() -> None:
    only = Schedule(heading="Schedule", days=(day("2031-07-15", kind="mentoring"),))
    assert calendars.for_home(only) == only


def test_a_session_that_moves_makes_its_own_calendars_again() -> None:
    late = day("2031-12-06", slug="late")
    before = {each.path: each for each in calendars.targets(edition(day("2031-12-06"), late), BASE)}
    moved = replace(late, sessions=(session("late", 10, late.days[0], people=()),))
    after = {each.path: each for each in calendars.targets(edition(day("2031-12-06"), moved), BASE)}
    assert sorted(path for path in before if before[path] != after[path]) == [
        SIGNS,
        "2031/schedule.ics",
        "2031/schedule.json",
        "2031/schedule.xml",
        "2031/schedule/late.ics",
        "2031/speakers/ada.ics",
    ]
