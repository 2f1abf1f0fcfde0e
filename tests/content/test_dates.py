"""Important dates as loaded: times of day, zones, candidate days."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, words

MakeSite = Callable[..., Site]


def told(site: Site) -> list[str]:
    """When the dates are, as the page of a site tells it that is built without a problem."""
    assert site.build().problems == ""
    page = site.page("2031/dates/index.html")
    return [words(each) for each in page.iter("p") if each.get("class") == "date-when"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{name: Decisions, date: 2031-09-20 18:00}", "September 20, 2031, 18:00 CEST"),
        (
            "{name: Workshop, date: 2031-12-05 09:00, until: 2031-12-06}",
            "December 5–6, 2031, from 09:00 CET",
        ),
        (
            "{name: Workshop, date: [2031-12-05 09:00, 2031-12-06 09:00]}",
            "December 5 or 6, 2031, 09:00 CET",
        ),
        ("{name: Workshop, date: 2031-12-05 09:00 UTC}", "December 5, 2031, 09:00 UTC"),
        ("{name: Deadline, date: 2031-08-22 12:00}", "August 22, 2031, 12:00 AoE"),
        ("{name: Early, date: 2031-10-26 01:30}", "October 26, 2031, 01:30 CEST"),
        ("{name: Late, date: 2031-10-26 03:30}", "October 26, 2031, 03:30 CET"),
        ("{name: Workshop, date: 2031-12-05}", "December 5, 2031"),
        ("{name: Workshop, date: [2031-12-05, TBD]}", "To be announced"),
        ("{name: Workshop, date: [2031-12-05, 2031-12-06, TBD]}", "December 5 or 6, 2031"),
    ],
)
def test_a_time_of_day_is_shown_with_its_zone(make_site: MakeSite, written: str, shown: str) -> None:
    assert told(make_site({"content/dates.yaml": f"- {written}\n", "content/schedule.yaml": None})) == [shown]


def test_candidate_days_have_one_time(make_site: MakeSite) -> None:
    site = make_site({"content/dates.yaml": "- {name: Workshop, date: [2031-12-05 09:00, 2031-12-06 10:00]}\n"})
    assert site.problems().startswith(
        "content/dates.yaml:1:26: error: these days have different times: 09:00 and 10:00 [bad-time]\n"
    )
