"""What changed after it was published: cancelled and moved, on pages, in calendars, for apps and search engines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import icalendar
import pytest
from sites import GOOD, Site, words

MakeSite = Callable[..., Site]

SCHEDULE = """\
- date: 2031-12-06
  room: Hall A
  sessions:
    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelace]}
    - {time: 09:00-10:00, title: Panel, kind: panel, people: [Ada Lovelace, Alan Turing]}
"""
BASE = ("--base-url", "https://tiny.example/")
PAGE = "2031/schedule/keynote-talk-ada-lovelace/index.html"


@pytest.fixture
def site(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site that was published on 9 September 2001."""
    made = make_site({"content/schedule.yaml": SCHEDULE, "content/papers.yaml": None})
    built(made, monkeypatch, 1_000_000_000)
    return made


def built(site: Site, monkeypatch: pytest.MonkeyPatch, now: int) -> None:
    """Build a site at a moment, in seconds of the epoch."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now))
    assert site.build(*BASE).code == 0


def entries(site: Site) -> dict[str, icalendar.Event]:
    """The entries of the programme's calendar by their first words, as a reader that is not ours has them."""
    calendar = icalendar.Calendar.from_ical(site.published()["2031/schedule.ics"])
    return {str(event["SUMMARY"]).partition(" ")[0]: event for event in calendar.walk("VEVENT")}


@pytest.mark.parametrize(
    "files",
    [
        {
            "content/schedule.yaml": SCHEDULE.replace(
                "kind: keynote,", "kind: keynote, cancelled: The speaker is ill,"
            )
        },
        {"content/people/speakers.yaml": "- {name: Ada Lovelace, cancelled: The speaker is ill}\n- Alan Turing\n"},
        {
            "content/people/speakers.yaml": "- {name: Ada Lovelace, talk: {cancelled: The speaker is ill}}\n"
            "- Alan Turing\n"
        },
    ],
    ids=["session", "person", "talk"],
)
def test_what_is_cancelled_stays_and_says_so(
    site: Site, monkeypatch: pytest.MonkeyPatch, files: dict[str, str]
) -> None:
    before = entries(site)["Keynote"]
    site.write(files)
    built(site, monkeypatch, 1_000_003_600)
    page = site.published()[PAGE].decode()
    assert "Cancelled: The speaker is ill" in page
    assert "data-session" not in page
    assert "https://schema.org/EventCancelled" in page
    listed = site.published()["2031/schedule/index.html"].decode()
    assert 'class="session session-keynote off"' in listed
    assert 'class="session session-panel"' in listed
    event = entries(site)["Keynote"]
    assert (event["STATUS"], event["UID"], event["SEQUENCE"]) == ("CANCELLED", before["UID"], 1)
    assert event["DTSTAMP"].dt.isoformat() == event["LAST-MODIFIED"].dt.isoformat() == "2001-09-09T02:46:40+00:00"
    assert before["STATUS"] == "CONFIRMED"
    assert before["DTSTAMP"].dt.isoformat() == "2001-09-09T00:00:00+00:00"
    app = json.loads(site.published()["2031/schedule.json"])
    days = app["schedule"]["conference"]["days"]
    assert [talk["title"] for day in days for room in day["rooms"].values() for talk in room] == ["Panel"]


def test_who_does_not_come_is_struck_out_of_a_panel(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"content/people/speakers.yaml": "- {name: Ada Lovelace, cancelled: yes}\n- Alan Turing\n"})
    built(site, monkeypatch, 1_000_003_600)
    page = site.published()["2031/schedule/panel/index.html"].decode()
    assert re.findall(r'class="mention off">.*?Ada Lovelace', page)
    assert re.findall(r'class="mention">.*?Alan Turing', page)
    assert '<p class="change">Cancelled</p>' in site.published()["2031/speakers/index.html"].decode()


def test_who_does_not_come_is_heard_so_and_no_program_is_told_of_them(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({"content/people/speakers.yaml": "- {name: Ada Lovelace, cancelled: yes}\n- Alan Turing\n"})
    built(site, monkeypatch, 1_000_003_600)
    page = site.published()["2031/schedule/panel/index.html"].decode()
    (people,) = (
        each
        for each in site.page("2031/schedule/panel/index.html").iter("p")
        if each.get("class") == "session-people"
    )
    assert words(people) == "Ada Lovelace, CancelledAlan Turing"
    (performing,) = re.findall(r'"performer":\[(.*?)\]', page)
    assert ("Turing" in performing, "Lovelace" in performing) == (True, False)
    panel = entries(site)["Panel"]
    assert str(panel["SUMMARY"]) == "Panel (Alan Turing)"
    assert "Lovelace" not in str(panel["DESCRIPTION"])
    (talk,) = (
        talk
        for day in json.loads(site.published()["2031/schedule.json"])["schedule"]["conference"]["days"]
        for room in day["rooms"].values()
        for talk in room
    )
    assert [person["name"] for person in talk["persons"]] == ["Alan Turing"]


def test_what_was_moved_says_where_it_was_for_three_days(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = entries(site)["Panel"]["UID"]
    moved = SCHEDULE.replace("09:00-10:00, title: Panel", "11:00-12:00, room: Hall B, title: Panel")
    site.write({"content/schedule.yaml": moved.replace("  room: Hall A\n", "")})
    built(site, monkeypatch, 1_000_003_600)
    page = "2031/schedule/panel/index.html"
    assert "Moved: was 09:00, Hall A" in site.published()[page].decode()
    event = entries(site)["Panel"]
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (uid, 1, "CONFIRMED")
    built(site, monkeypatch, 1_000_003_600 + 3 * 86400 - 60)
    assert "Moved" in site.published()[page].decode()
    built(site, monkeypatch, 1_000_003_600 + 3 * 86400 + 60)  # no file has changed
    assert "Moved" not in site.published()[page].decode()
    assert entries(site)["Panel"]["SEQUENCE"] == 1


def test_what_is_back_or_only_ends_at_another_time_was_not_moved_from_where_it_is(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, there = "2031/schedule/panel/index.html", SCHEDULE.replace("title: Panel", "room: Hall B, title: Panel")
    texts = (there, SCHEDULE, SCHEDULE.replace("09:00-10:00", "09:00-10:15"))
    for number, text in enumerate(texts, 1):
        site.write({"content/schedule.yaml": text})
        built(site, monkeypatch, 1_000_003_600 + number)
    assert re.findall("Moved: was [^<]*", site.published()[page].decode()) == ["Moved: was Hall B"]
    (panel,) = (
        each for each in json.loads(site.published()["2031/now.json"])["sessions"] if each["title"] == "Panel"
    )
    assert (panel["room"], panel["moved"]["room"]) == ("Hall A", "Hall B")


def test_how_long_it_is_marked_is_said_in_site_yaml(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write(
        {
            "content/site.yaml": f"{GOOD['content/site.yaml']!s}changes: no\n",
            "content/schedule.yaml": SCHEDULE.replace("09:00-10:00", "11:00-12:00"),
        }
    )
    built(site, monkeypatch, 1_000_003_600)
    assert "Moved" not in site.published()["2031/schedule/index.html"].decode()
    site.write({"content/site.yaml": f"{GOOD['content/site.yaml']!s}changes: soon\n"})
    assert "`soon` is no length of time" in site.problems()
