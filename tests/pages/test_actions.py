"""What a visitor can do, and until when it counts."""

from __future__ import annotations

import datetime as dt

from msgspec.structs import replace

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.dates import Dates, ImportantDate
from enlsp_site.model.edition import Edition
from enlsp_site.model.record import Link
from enlsp_site.model.schedule import Schedule
from enlsp_site.model.site import OwnAction, Site
from enlsp_site.pages.actions import Action, actions

HERE = Origin("content/x.yaml")
DEADLINE = ImportantDate(
    origin=HERE, name="Submission", kind="deadline", days=(dt.date(2031, 8, 22),), instant="2031-08-22T23:59:00-12:00"
)
TOLD = ImportantDate(origin=HERE, name="Notification", kind="notification", days=(dt.date(2031, 9, 22),))
CAMERA = ImportantDate(
    origin=HERE,
    name="Camera-ready",
    kind="deadline",
    days=(dt.date(2031, 10, 5),),
    instant="2031-10-05T23:59:00-12:00",
)
WORKSHOP = ImportantDate(
    origin=HERE, name="Workshop", kind="event", days=(dt.date(2031, 12, 6), dt.date(2031, 12, 5))
)
HEADINGS = {"call": "Call for papers", "schedule": "Programme", "papers": "Accepted papers"}


def edition(*dates: ImportantDate, asked: tuple[Link, ...] = (), schedule: Schedule | None = None) -> Edition:
    site = Site(
        origin=HERE,
        name="TINY",
        title="Tiny",
        edition="2031",
        timezone="America/Los_Angeles",
        actions=asked,
    )
    return Edition(
        id="2031", folder="content", site=site, dates=Dates(heading="Dates", dates=dates), schedule=schedule
    )


def test_the_year_of_a_workshop() -> None:
    asked = (
        Link(title="", url="https://example.org/submit", kind="submit"),
        Link(title="", url="https://example.org/register", kind="register"),
        Link(title="", url="https://example.org/videos", kind="watch"),
    )
    assert actions(edition(DEADLINE, TOLD, CAMERA, WORKSHOP, asked=asked), HEADINGS) == (
        Action(kind="submit", url="https://example.org/submit", until="2031-08-22T23:59:00-12:00"),
        Action(kind="register", url="https://example.org/register", until="2031-12-05T00:00:00-08:00"),
        Action(
            kind="schedule",
            url="site:2031/schedule/index.html",
            title="Programme",
            until="2031-12-07T00:00:00-08:00",
        ),
        Action(kind="watch", url="https://example.org/videos"),
        Action(kind="papers", url="site:2031/papers/index.html", title="Accepted papers"),
    )


def test_without_addresses_the_sections_are_what_one_can_do() -> None:
    assert [(each.kind, each.title) for each in actions(edition(DEADLINE), HEADINGS)] == [
        ("submit", "Call for papers"),
        ("schedule", "Programme"),
        ("papers", "Accepted papers"),
    ]
    assert actions(edition(), {}) == ()


def test_without_a_deadline_one_can_submit_until_the_workshop() -> None:
    assert actions(edition(WORKSHOP), HEADINGS)[0].until == "2031-12-05T00:00:00-08:00"
    assert actions(edition(), HEADINGS)[0].until == ""


def test_what_was_over_at_the_build_is_not_offered() -> None:
    asked = (Link(title="", url="https://example.org/submit", kind="submit"),)
    closed = replace(edition(DEADLINE, WORKSHOP, asked=asked), closed=("submit", "register"))
    assert [each.kind for each in actions(closed, HEADINGS)] == ["schedule", "papers"]


def test_what_is_on_for_a_while_stands_first_and_what_always_is_last() -> None:
    starts, until = "2031-12-05T08:00:00-08:00", "2031-12-05T18:00:00-08:00"
    join = OwnAction(title="Join live", url="https://example.org/join", starts=starts, until=until)
    chat = OwnAction(title="Discord", url="https://example.org/chat")
    later = OwnAction(title="Mentoring", url="https://example.org/m", starts=starts, begun=False)
    whole = edition(DEADLINE)
    with_own = replace(whole, site=replace(whole.site, own_actions=(chat, later, join)))
    assert [each.title or each.kind for each in actions(with_own, {"papers": "Papers"})] == [
        "Join live",
        "Papers",
        "Discord",
        "Mentoring",
    ]
    assert actions(with_own, {})[0] == Action(
        kind="own", url="https://example.org/join", title="Join live", starts=starts, until=until
    )
