"""When what visitors can do is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sites import GOOD, Site

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import date_kinds
from enlsp_site.model.closings import closings, submission_closes
from enlsp_site.model.dates import Dates, ImportantDate
from enlsp_site.model.edition import Edition
from enlsp_site.model.schedule import Day, Schedule
from enlsp_site.model.site import Site as SiteRecord

MakeSite = Callable[..., Site]

HERE = Origin("content/dates.yaml")


def date(name: str, day: str, audience: str = "") -> ImportantDate:
    """A date by its name, as it is read."""
    kind = date_kinds.kind_of(name)
    instant = f"{day}T23:59:00-12:00" if kind == "deadline" else ""
    days = (dt.date.fromisoformat(day),)
    return ImportantDate(origin=HERE, name=name, kind=kind, days=days, instant=instant, audience=audience)


def closes(*dates: ImportantDate) -> str:
    """The day on which submitting is over."""
    return submission_closes(Dates(heading="Dates", dates=dates))[:10]


SUBMISSION = date("Submission deadline", "2031-08-22")
TOLD = date("Notification of acceptance", "2031-09-22")
CAMERA = date("Camera-ready version", "2031-10-05")
WORKSHOP = date("Workshop", "2031-12-06")


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ((SUBMISSION, TOLD, CAMERA), "2031-08-22"),
        ((CAMERA, TOLD), ""),
        ((SUBMISSION, CAMERA), "2031-08-22"),
        ((CAMERA,), ""),
        ((WORKSHOP,), ""),
        ((), ""),
    ],
)
def test_submitting_is_over_with_the_last_deadline_before_the_notification(
    dates: tuple[ImportantDate, ...], day: str
) -> None:
    assert closes(*dates) == day


@pytest.mark.parametrize(
    "other",
    [
        date("Reviews due", "2031-09-10"),
        date("Review deadline", "2031-09-10"),
        date("Paper reviews due", "2031-09-10"),
        date("Review submission deadline", "2031-09-10"),
        date("Abgabefrist der Gutachten", "2031-09-10"),
        date("评审意见提交截止", "2031-09-10"),
        date("Author response due", "2031-09-12"),
        date("Rebuttal deadline", "2031-09-12"),
        date("Early-bird registration deadline", "2031-09-20"),
        date("Visa letter deadline", "2031-09-20"),
        date("Recommendations due", "2031-09-12", "reviewers"),
        date("Paper uploads due", "2031-09-12", "presenters"),
        date("Camera-ready submission deadline", "2031-09-20", "authors"),
        date("Video submission deadline", "2031-11-01"),
    ],
    ids=lambda each: each.name,
)
def test_a_deadline_for_something_else_does_not_count(other: ImportantDate) -> None:
    assert closes(SUBMISSION, other, TOLD) == "2031-08-22"


@pytest.mark.parametrize(
    "other",
    [
        date("Demos due", "2031-09-10"),
        date("Late-breaking results due", "2031-09-10", "authors"),
        date("Submission deadline (papers for peer review)", "2031-09-10"),
        date("Final submission deadline", "2031-09-10"),
        date("Submission deadline (final)", "2031-09-10", "everyone"),
    ],
    ids=lambda each: each.name,
)
def test_the_last_of_several_tracks_counts(other: ImportantDate) -> None:
    assert closes(SUBMISSION, other, TOLD) == "2031-09-10"


def test_a_track_with_a_notification_of_its_own_may_be_later_than_the_others() -> None:
    late = date("Demo submission deadline", "2031-10-01")
    assert closes(SUBMISSION, late, TOLD) == "2031-08-22"
    assert closes(SUBMISSION, late, TOLD, date("Demo notification", "2031-10-10")) == "2031-10-01"


def test_without_a_notification_it_is_what_is_called_so_or_comes_before_final_versions() -> None:
    assert closes(SUBMISSION, date("Deadline for posters", "2031-11-01")) == "2031-08-22"
    assert closes(date("Deadline", "2031-08-01"), CAMERA, date("Deadline for videos", "2031-11-01")) == "2031-08-01"


def test_the_last_deadline_is_the_latest_moment_not_the_latest_text() -> None:
    earlier = ImportantDate(
        origin=HERE,
        name="Demos due",
        kind="deadline",
        days=(dt.date(2031, 8, 23),),
        instant="2031-08-23T00:30:00+09:00",
    )
    assert closes(SUBMISSION, earlier, TOLD) == "2031-08-22"


def edition(*dates: ImportantDate, schedule: Schedule | None = None) -> Edition:
    site = SiteRecord(origin=HERE, name="TINY", title="Tiny", edition="2031", timezone="America/Los_Angeles")
    return Edition(
        id="2031", folder="content", site=site, dates=Dates(heading="Dates", dates=dates), schedule=schedule
    )


def test_the_programme_counts_until_the_last_possible_day_is_over() -> None:
    either = ImportantDate(
        origin=HERE, name="Workshop", kind="event", days=(dt.date(2031, 12, 6), dt.date(2031, 12, 5))
    )
    assert closings(edition(either)) == {
        "submit": "2031-12-05T00:00:00-08:00",
        "register": "2031-12-05T00:00:00-08:00",
        "schedule": "2031-12-07T00:00:00-08:00",
    }
    days = (Day(origin=HERE, title="", days=(dt.date(2031, 7, 4),), zone="UTC", zone_label="UTC"),)
    programme = Schedule(heading="Programme", days=days)
    assert closings(edition(SUBMISSION, schedule=programme)) == {
        "submit": "2031-08-22T23:59:00-12:00",
        "register": "2031-07-04T00:00:00-07:00",
        "schedule": "2031-07-05T00:00:00-07:00",
    }
    assert [*closings(edition(SUBMISSION)).values()][1:] == ["", ""]


@pytest.mark.parametrize("last", ["Workshop", "Main programme"])
def test_one_registers_until_the_workshops_own_day(last: str) -> None:
    tutorials = ImportantDate(origin=HERE, name="Tutorials", kind="event", days=(dt.date(2031, 4, 26),))
    main = ImportantDate(origin=HERE, name=last, kind="event", days=(dt.date(2031, 4, 27),))
    assert closings(edition(tutorials, main))["register"] == "2031-04-27T00:00:00-07:00"


def test_nothing_offers_to_submit_when_submissions_are_closed(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site(
        {
            "content/site.yaml": f"{GOOD['content/site.yaml']}actions: {{submit: 'https://example.org/submit'}}\n",
            "content/dates.yaml": "- {name: Submission deadline, date: 2031-08-22, for: authors}\n"
            "- {name: Scores due, date: 2031-09-19, kind: deadline, for: reviewer}\n"
            "- {name: Notification, date: 2031-09-22}\n- {name: Workshop, date: 2031-12-06}\n",
        }
    )
    end = int(dt.datetime.fromisoformat("2031-08-22T23:59:00-12:00").timestamp())
    for moment, offered in ((end - 1, True), (end, False), (end + 14 * 24 * 3600, False)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(moment))
        assert site.build().problems == ""
        for page in ("index.html", "2031/index.html"):
            assert (b"https://example.org/submit" in site.published()[page]) is offered


def test_whom_a_date_is_for_is_one_of_few_words(make_site: MakeSite) -> None:
    site = make_site({"content/dates.yaml": "- {name: Reviews due, date: 2031-09-01, for: revewers}\n"})
    told = site.build().problems
    assert "error: `for` cannot be “revewers” [unknown-value]" in told
    assert "did you mean `reviewers`?" in told
