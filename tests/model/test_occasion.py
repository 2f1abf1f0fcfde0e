"""When the workshop takes place: on the home page, on cards, for search engines, and until when one can register."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site, words

from enlsp_site.content.workshop import load
from enlsp_site.model.occasion import Occasion, occasion
from enlsp_site.storage import build_memory, files
from enlsp_site.storage.memory import Memory

MakeSite = Callable[..., Site]


def found(site: Path) -> Occasion | None:
    """The occasion of the site's current edition."""
    seen = build_memory.look(site)
    workshop, _ = load(files.read_sources(site, seen.tree, seen.theme), Memory(None, ""))
    assert workshop is not None
    return occasion(workshop.current)


def days(site: Site) -> tuple[str, ...]:
    """First and last day of the occasion, and what takes place in it."""
    told = found(site.folder)
    if told is None:
        return ()
    until = told.date.until.isoformat() if told.date.until else ""
    return (*(day.isoformat() for day in told.date.days), until, *(each.name for each in told.events))


TUTORIALS = "- {name: Tutorials, date: 2031-04-26, kind: event}\n"
WORKSHOP = "- {name: Workshop, date: 2031-04-27, kind: event}\n"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (TUTORIALS + WORKSHOP, ("2031-04-26", "2031-04-27", "Tutorials", "Workshop")),
        (WORKSHOP + TUTORIALS, ("2031-04-26", "2031-04-27", "Tutorials", "Workshop")),
        (WORKSHOP + TUTORIALS.replace("}", ", main: yes}"), ("2031-04-26", "")),
        (WORKSHOP + "- {name: Kick-off, date: 2031-01-08, kind: event}\n", ("2031-04-27", "")),
        (WORKSHOP + "- {name: Registration closes, date: 2031-04-26, kind: event}\n", ("2031-04-27", "")),
        ("- {name: Workshop, date: [2031-04-26, 2031-04-27], kind: event}\n", ("2031-04-26", "2031-04-27", "")),
        ("- {name: Submission deadline, date: 2031-01-08}\n", ("2031-12-06", "")),
        ("- {name: Workshop, date: TBD, kind: event}\n", ("",)),
    ],
    ids=["two", "any order", "main", "far", "apart", "either", "programme", "tbd"],
)
def test_the_occasion_is_what_the_events_together_say(
    make_site: MakeSite, dates: str, expected: tuple[str, ...]
) -> None:
    assert days(make_site({"content/dates.yaml": dates})) == expected


def test_without_events_and_programme_there_is_none(make_site: MakeSite) -> None:
    site = make_site({"content/dates.yaml": None, "content/schedule.yaml": None})
    assert found(site.folder) is None


def test_the_home_page_names_all_days_and_what_each_is(make_site: MakeSite) -> None:
    site = make_site({"content/dates.yaml": TUTORIALS + WORKSHOP, "content/schedule.yaml": None})
    told = site.build()
    assert told.code == 0, told.problems
    (facts,) = (each for each in site.page("index.html").iter("dl") if each.get("class") == "hero-facts")
    assert words(facts) == "WhenApril 26–27, 2031 Tutorials: April 26, 2031 Workshop: April 27, 2031"
    linked = site.published()["2031/index.html"].decode()
    assert '"startDate":"2031-04-26","endDate":"2031-04-27"' in linked


def test_search_engines_are_told_of_all_days_that_the_home_page_names(make_site: MakeSite) -> None:
    day = "- date: 2031-04-27\n  sessions:\n    - {time: 09:00-10:00, title: Opening}\n"
    site = make_site({"content/dates.yaml": TUTORIALS + WORKSHOP, "content/schedule.yaml": day})
    assert site.build().code == 0
    linked = site.published()["2031/index.html"].decode()
    assert re.findall('"startDate":"(.*?)","endDate":"(.{19})', linked)[0] == ("2031-04-26", "2031-04-27T10:00:00")


def test_the_end_of_a_day_is_written_24_00(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/dates.yaml": "- {name: Submission deadline, date: 2031-06-02 24:00, zone: Europe/Paris}\n",
            "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n    - {time: 22:00-24:00, title: Dinner}\n",
        }
    )
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    page = site.published()["2031/dates/index.html"].decode()
    assert 'datetime="2031-06-02T23:59:00+02:00"' in page
    assert "June 2, 2031" in page
    schedule = site.published()["2031/schedule/index.html"].decode()
    assert 'datetime="2031-12-07T00:00:00+01:00"' in schedule
