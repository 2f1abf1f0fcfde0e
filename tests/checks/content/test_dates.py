"""Rules on the important dates: their order, and their year."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]


def told(make_site: MakeSite, *rows: str, **files: str) -> str:
    """What a build says of important dates, one a line."""
    dates = "".join(f"- {{{row}}}\n" for row in rows)
    return make_site({"content/dates.yaml": dates, "content/schedule.yaml": None, **files}).build().problems


def test_a_date_before_one_that_it_follows_is_told(make_site: MakeSite) -> None:
    problems = told(make_site, "name: Submission deadline, date: 2031-08-22", "name: Notification, date: 2031-08-02")
    assert problems == (
        "content/dates.yaml:2:30: warning: “Notification” is on 2031-08-02, and “Submission deadline” is not "
        "before it, on 2031-08-22 [dates-out-of-order]\n"
        "  2 | - {name: Notification, date: 2031-08-02}\n"
        "    |                              ^\n"
        "  content/dates.yaml:1:37: “Submission deadline” stands here\n"
        "  1 | - {name: Submission deadline, date: 2031-08-22}\n"
        "    |                                     ^\n"
        "  hint: a submission comes before a notification: check both dates\n"
    )


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("name: Paper submission, date: 2031-08-22", "name: Camera-ready deadline, date: 2031-08-21"),
        ("name: Notification, date: 2031-09-22", "name: Final version due, date: 2031-09-20, kind: deadline"),
        ("name: Camera-ready, date: 2031-12-07", "name: Workshop, date: [2031-12-05, 2031-12-06]"),
        ("name: Demo submission, date: 2031-12-10", "name: Workshop, date: 2031-12-06"),
        ("name: Demo submission, date: 2031-10-10", "name: Demo notification, date: 2031-10-01"),
        ("name: Submission deadline (both tracks), date: 2031-08-22", "name: Notification, date: 2031-08-02"),
        (
            "name: Submissions due (all tracks), date: 2031-08-22",
            "name: Notification (all authors), date: 2031-08-02",
        ),
        ("name: Submission of long and short papers, date: 2031-08-22", "name: Notification, date: 2031-08-02"),
        ("name: Soumission (les deux volets), date: 2031-08-22", "name: Notification, date: 2031-08-02"),
        ("name: Einreichung (alle Tracks), date: 2031-08-22", "name: Benachrichtigung, date: 2031-08-02"),
        ("name: 论文提交截止（两个赛道）, date: 2031-08-22", "name: 录用通知, date: 2031-08-02"),
    ],
)
def test_all_stages_are_looked_at_in_whatever_order_they_stand(make_site: MakeSite, earlier: str, later: str) -> None:
    assert told(make_site, earlier, later).count("[dates-out-of-order]") == 1
    assert told(make_site, later, earlier).count("[dates-out-of-order]") == 1


@pytest.mark.parametrize(
    "rows",
    [
        (
            "name: Submission deadline, date: 2031-08-22",
            "name: Notification, date: 2031-09-22",
            "name: Camera-ready, date: 2031-10-05",
            "name: Workshop, date: 2031-12-06",
        ),
        ("name: Notification, date: 2031-09-22", "name: Demo submission deadline, date: 2031-10-01"),
        ("name: Camera-ready, date: 2031-12-05", "name: Workshop, date: [2031-12-05, 2031-12-06]"),
        ("name: Registration deadline, date: 2031-11-01", "name: Notification, date: 2031-09-22"),
        ("name: Review submission deadline, date: 2031-10-01", "name: Notification, date: 2031-09-22"),
        (
            "name: 'Papers, assigned', date: 2031-10-01, kind: deadline, for: reviewers",
            "name: Notification, date: 2031-09-22",
        ),
        ("name: Submission deadline, date: 2031-08-22", "name: Notification, date: TBD"),
    ],
    ids=["in order", "tracks", "either day", "registration", "reviews", "for reviewers", "open"],
)
def test_dates_come_in_order(make_site: MakeSite, rows: tuple[str, ...]) -> None:
    assert told(make_site, *rows) == ""


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Date limite de soumission", "Notification aux auteurs"),
        ("Soumission des articles", "Remise des versions définitives"),
        ("Einreichungsfrist", "Benachrichtigung"),
        ("Benachrichtigung der Autorinnen und Autoren", "Abgabe der Endfassungen"),
        ("论文提交截止日期", "录用通知"),
        ("录用通知", "终稿提交截止"),
        ("终稿提交截止", "研讨会"),
        ("投稿截止", "大會"),
    ],
)
def test_stages_are_known_in_all_languages_of_the_interface(make_site: MakeSite, earlier: str, later: str) -> None:
    rows = [(earlier, "2031-08-22"), (later, "2031-08-02")]
    assert told(make_site, *(f"name: {name}, date: {day}" for name, day in rows)).count("[dates-out-of-order]") == 1
    days = ["2031-08-02", "2031-08-22"]
    assert told(make_site, *(f"name: {row[0]}, date: {day}" for row, day in zip(rows, days, strict=True))) == ""


def test_stages_are_known_by_their_kinds(make_site: MakeSite) -> None:
    rows = (
        "name: Beiträge, date: 2031-08-22, kind: deadline",
        "name: Antwort, date: 2031-08-20, kind: notification",
        "name: TINY 2031, date: 2031-08-22, kind: event",
    )
    assert [
        line.partition(": warning: ")[2] for line in told(make_site, *rows).splitlines() if "warning" in line
    ] == [
        "“Antwort” is on 2031-08-20, and “Beiträge” is not before it, on 2031-08-22 [dates-out-of-order]",
        "“TINY 2031” is on 2031-08-22, and “Beiträge” is not before it, on 2031-08-22 [dates-out-of-order]",
    ]


def test_registration_is_no_stage(make_site: MakeSite) -> None:
    rows = ("name: Camera-ready, date: 2031-10-05", "name: Conference registration opens, date: 2031-09-01")
    assert told(make_site, *rows) == ""


def test_a_date_of_last_year_is_told(make_site: MakeSite) -> None:
    assert told(make_site, "name: Workshop, date: 2030-12-06") == (
        "content/dates.yaml:1:26: warning: 2030-12-06 is far from the rest of 2031, the year of this edition "
        "[another-year]\n"
        "  1 | - {name: Workshop, date: 2030-12-06}\n"
        "    |                          ^\n"
        "  hint: did you mean 2031? If not, a `note` at the date can say why\n"
    )


@pytest.mark.parametrize(
    "rows",
    [
        ("name: Submission deadline, date: 2029-12-30",),
        ("name: Submission deadline, date: 2030-08-22", "name: Workshop, date: 2031-12-06"),
        ("name: Submission deadline, date: 2031-08-22, was: 2013-08-15",),
    ],
    ids=["two years ago", "more than a year before", "an earlier date"],
)
def test_other_dates_may_be_in_the_years_beside_it(make_site: MakeSite, rows: tuple[str, ...]) -> None:
    assert told(make_site, *rows).count("[another-year]") == 1


@pytest.mark.parametrize(
    "rows",
    [
        ("name: Submission deadline, date: 2030-12-30", "name: Workshop, date: 2031-03-01"),
        ("name: Workshop, date: 2030-12-06, note: of the edition of 2031",),
        ("name: Proceedings, date: 2032-02-01", "name: Workshop, date: 2031-12-06"),
    ],
    ids=["the year before", "said", "the year after"],
)
def test_dates_are_of_the_editions_year(make_site: MakeSite, rows: tuple[str, ...]) -> None:
    assert told(make_site, *rows) == ""


def test_a_day_of_the_programme_in_another_year_is_told(make_site: MakeSite) -> None:
    day = "- date: 2013-12-06\n  sessions:\n    - {time: 9:00-10:00, title: Talks}\n"
    problems = told(make_site, "name: Workshop, date: 2031-12-06", **{"content/schedule.yaml": day})
    assert problems.splitlines()[0] == (
        "content/schedule.yaml:1:9: warning: 2013-12-06 is far from the rest of 2031, the year of this edition "
        "[another-year]"
    )


def test_an_edition_that_is_called_otherwise_has_no_year(make_site: MakeSite) -> None:
    site = "name: TINY\ntitle: Tiny Things\nedition: fifth\nhome: [overview]\n"
    assert (
        told(make_site, "name: Workshop, date: 2013-12-06", **{"content/site.yaml": site}).count("another-year") == 0
    )


DAY = "- date: {day}\n  sessions:\n    - {{time: 9:00-10:00, title: {title}, kind: {kind}}}\n"


def day_of(day: str, title: str = "Talks", kind: str = "oral") -> dict[str, str]:
    return {"content/schedule.yaml": DAY.format(day=day, title=title, kind=kind)}


def test_a_day_of_the_programme_that_no_event_has_is_told_with_both_places(make_site: MakeSite) -> None:
    rows = ("name: Submission deadline, date: 2031-08-22", "name: Workshop, date: 2031-12-06")
    assert told(make_site, *rows, **day_of("2031-12-07")) == (
        "content/schedule.yaml:1:9: warning: the programme has 2031-12-07, and “Workshop” is on 2031-12-06 "
        "[dates-against-programme]\n"
        "  1 | - date: 2031-12-07\n"
        "    |         ^\n"
        "  content/dates.yaml:2:26: “Workshop” stands here\n"
        "  2 | - {name: Workshop, date: 2031-12-06}\n"
        "    |                          ^\n"
        "  hint: correct one of the two, or add an event of that day to dates.yaml\n"
    )


def test_the_workshop_itself_has_a_programme(make_site: MakeSite) -> None:
    rows = ("name: Tutorials, date: 2031-12-05, kind: event", "name: Workshop, date: 2031-12-06, main: yes")
    problems = told(make_site, *rows, **day_of("2031-12-05"))
    assert problems.splitlines()[0] == (
        "content/dates.yaml:2:26: warning: “Workshop” is the workshop, by `main`, on 2031-12-06, and the programme "
        "has nothing on that day [dates-against-programme]"
    )
    assert "content/schedule.yaml:1:9: the programme begins here" in problems
    assert told(make_site, *rows, **day_of("2031-12-06")) == ""


def test_one_event_is_main_and_no_deadline(make_site: MakeSite) -> None:
    rows = (
        "name: Submission deadline, date: 2031-08-22, main: yes",
        "name: Tutorials, date: 2031-12-05, kind: event, main: yes",
    )
    problems = told(make_site, *rows, "name: Workshop, date: 2031-12-06, main: yes")
    assert [line for line in problems.splitlines() if "main-event" in line] == [
        "content/dates.yaml:1:55: warning: “Submission deadline” is `main`, and no event that the workshop could be "
        "[main-event]",
        "content/dates.yaml:3:44: warning: “Workshop” is `main`, and so is “Tutorials” [main-event]",
    ]
    assert "content/dates.yaml:2:58: “Tutorials” stands here, and is taken" in problems


def test_a_session_with_the_name_of_an_event_is_on_its_day(make_site: MakeSite) -> None:
    rows = ("name: Workshop, date: 2031-12-05, until: 2031-12-06", "name: Tutorials, date: 2031-12-05, kind: event")
    problems = told(make_site, *rows, **day_of("2031-12-06", "Tutorials", "tutorial"))
    assert problems.splitlines()[0] == (
        "content/schedule.yaml:3:7: warning: “Tutorials” is on 2031-12-06 in the programme, and on 2031-12-05 among "
        "the dates [dates-against-programme]"
    )
    assert "content/dates.yaml:2:27: the event “Tutorials” stands here" in problems


@pytest.mark.parametrize(
    ("rows", "day", "kind"),
    [
        (("name: Workshop, date: 2031-12-05, until: 2031-12-07",), "2031-12-06", "oral"),
        (("name: Workshop, date: [2031-12-05, 2031-12-06]",), "2031-12-06", "oral"),
        (("name: Workshop, date: 2031-12-05",), "[2031-12-05, 2031-12-06]", "oral"),
        (("name: Workshop, date: 2031-12-05", "name: Hack day, date: 2031-12-06, kind: event"), "2031-12-06", "oral"),
        (("name: Workshop, date: 2031-12-05",), "2031-10-06", "mentoring"),
        (("name: Workshop, date: TBD",), "2031-12-06", "oral"),
        (("name: Submission deadline, date: 2031-08-22",), "2031-12-06", "oral"),
        (("name: Workshop, date: 2031-12-05",), "TBD", "oral"),
    ],
    ids=["span", "either", "either day", "two events", "mentoring", "no day yet", "no event", "no day"],
)
def test_dates_and_programme_agree(make_site: MakeSite, rows: tuple[str, ...], day: str, kind: str) -> None:
    assert told(make_site, *rows, **day_of(day, "Meeting", kind)) == ""
