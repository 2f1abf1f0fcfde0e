"""The programme for signs at the venue: read as a sign reads it, with nothing but JSON and a clock."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from typing import Any

import icalendar
import pytest
from sites import Site

MakeSite = Callable[..., Site]

SCHEDULE = """\
- date: 2031-12-06
  room: Hall A
  sessions:
    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelace]}
    - {time: 09:00-10:00, title: "Panel <on> $x^2$", kind: panel, people: [Ada Lovelace, TBD],
       moderators: [Alan Turing], track: Main, language: fr, recorded: no, note: "Bring *questions*."}
    - {time: 09:00-10:00, title: Tutorial, kind: tutorial, room: Hall B, abstract: Long words.}
    - {time: 10:00-10:30, title: Coffee, kind: break}
"""
BASE = ("--base-url", "https://tiny.example/")
NOW = "2031/now.json"


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site({"content/schedule.yaml": SCHEDULE, "content/papers.yaml": None})


def built(
    site: Site, monkeypatch: pytest.MonkeyPatch, now: int = 1_000_000_000, base: tuple[str, ...] = BASE
) -> dict[str, Any]:
    """What a sign reads of a site that is built at a moment, in seconds of the epoch."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now))
    assert site.build(*base).code == 0
    found: dict[str, Any] = json.loads(site.published()[NOW])
    return found


def on(found: dict[str, Any], room: str, at: str) -> list[str]:
    """What a sign shows of a room at a moment, as docs/on-the-day.md says that it should."""
    now = dt.datetime.fromisoformat(at)
    return [
        each["title"]
        for each in found["sessions"]
        if dt.datetime.fromisoformat(each["starts"]) <= now < dt.datetime.fromisoformat(each["ends"])
        and not each["cancelled"]
        and each["room"] in (room, *([""] if each["kind"] == "break" else []))
    ]


def titled(found: dict[str, Any], word: str) -> dict[str, Any]:
    """The session whose title begins so."""
    (session,) = (each for each in found["sessions"] if each["title"].startswith(word))
    return dict(session)


def test_a_session_has_all_that_a_sign_shows(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = built(site, monkeypatch)
    panel = titled(found, "Panel")
    assert panel.pop("id")
    assert panel == {
        "title": "Panel <on> x²",
        "kind": "panel",
        "track": "Main",
        "room": "Hall A",
        "starts": "2031-12-06T09:00:00+01:00",
        "ends": "2031-12-06T10:00:00+01:00",
        "zone": "Europe/Paris",
        "people": [{"name": "Ada Lovelace", "affiliations": ["University of London"], "cancelled": False}],
        "moderators": [{"name": "Alan Turing", "affiliations": ["University of Manchester"], "cancelled": False}],
        "language": "fr",
        "recorded": False,
        "note": "Bring questions.",
        "cancelled": False,
        "reason": "",
        "moved": None,
        "changed": "",
        "url": "https://tiny.example/2031/schedule/panel-on-x-2-ada-lovelace/",
    }
    whole = {name: found[name] for name in ("title", "edition", "language", "url", "zone", "changed", "rooms")}
    assert whole == {
        "title": "The Workshop on Tiny Things",
        "edition": "2031",
        "language": "en",
        "url": "https://tiny.example/2031/schedule/",
        "zone": "Europe/Paris",
        "changed": "",
        "rooms": ["Hall A", "Hall B"],
    }


def test_a_sign_knows_what_is_on_by_a_clock_of_any_zone(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    found = built(site, monkeypatch)
    assert on(found, "Hall A", "2031-12-06T08:15:00+00:00") == ["Panel <on> x²"]
    assert on(found, "Hall B", "2031-12-06T17:15:00+09:00") == ["Tutorial"]
    assert on(found, "Hall B", "2031-12-06T10:00:00+01:00") == ["Coffee"]
    assert on(found, "Hall A", "2031-12-06T07:00:00+01:00") == []


def test_a_session_is_a_line(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site, monkeypatch)
    lines = site.published()[NOW].decode().splitlines()
    assert [json.loads(line.rstrip(","))["title"] for line in lines[1:-1]] == [
        "Keynote talk",
        "Panel <on> x²",
        "Tutorial",
        "Coffee",
    ]


def test_identifiers_are_those_of_calendars_and_apps(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [each["id"] for each in built(site, monkeypatch)["sessions"]]
    published = site.published()
    calendar = icalendar.Calendar.from_ical(published["2031/schedule.ics"])
    assert sorted(ids) == sorted(str(event["UID"]) for event in calendar.walk("VEVENT"))
    (day,) = json.loads(published["2031/schedule.json"])["schedule"]["conference"]["days"]
    assert sorted(ids) == sorted(event["guid"] for room in day["rooms"].values() for event in room)


def test_what_was_moved_says_where_it_was_for_as_long_as_pages_do(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = SCHEDULE.replace("09:00-10:00, title: Tutorial", "23:30-00:30, title: Tutorial")
    site.write({"content/schedule.yaml": late})
    before = built(site, monkeypatch)
    now = late.replace("23:30-00:30, title: Tutorial, kind: tutorial, room: Hall B", "11:00-12:00, title: Tutorial")
    site.write({"content/schedule.yaml": now})
    found = built(site, monkeypatch, 1_000_003_600)
    tutorial = titled(found, "Tutorial")
    assert tutorial["id"] == titled(before, "Tutorial")["id"]
    assert (tutorial["starts"], tutorial["room"]) == ("2031-12-06T11:00:00+01:00", "Hall A")
    assert tutorial["moved"] == {
        "starts": "2031-12-06T23:30:00+01:00",
        "ends": "2031-12-07T00:30:00+01:00",
        "room": "Hall B",
    }
    assert found["changed"] == tutorial["changed"] == "2001-09-09T02:46:40Z"
    assert titled(found, "Panel")["moved"] is None
    assert found["version"] != before["version"]
    later = built(site, monkeypatch, 1_000_003_600 + 4 * 86400)
    assert titled(later, "Tutorial")["moved"] is None


def test_what_is_cancelled_stays_with_its_reason(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"content/schedule.yaml": SCHEDULE.replace("title: Tutorial,", "title: Tutorial, cancelled: Ill,")})
    found = built(site, monkeypatch)
    tutorial = titled(found, "Tutorial")
    assert (tutorial["cancelled"], tutorial["reason"]) == (True, "Ill")
    assert on(found, "Hall B", "2031-12-06T08:15:00+00:00") == []


def test_who_does_not_come_is_named_and_marked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"content/people/speakers.yaml": "- {name: Ada Lovelace, cancelled: yes}\n- Alan Turing\n"})
    panel = titled(built(site, monkeypatch), "Panel")
    assert [(each["name"], each["cancelled"]) for each in panel["people"]] == [("Ada Lovelace", True)]


def test_the_bytes_do_not_depend_on_when_it_is_built(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site, monkeypatch)
    first = site.published()[NOW]
    shutil.rmtree(site.folder / "public")
    built(site, monkeypatch, 1_700_000_000)
    assert site.published()[NOW] == first


def test_days_of_several_zones_are_in_the_order_of_their_moments(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    days = (
        "- {date: 2031-12-06, timezone: Asia/Tokyo, sessions: [{time: 08:00-09:00, title: Later}]}\n"
        "- {date: 2031-12-05, timezone: America/New_York, sessions: [{time: 17:00-18:00, title: Earlier}]}\n"
    )
    site.write({"content/schedule.yaml": days})
    found = built(site, monkeypatch)
    assert found["zone"] == ""
    assert [(each["title"], each["zone"]) for each in found["sessions"]] == [
        ("Earlier", "America/New_York"),
        ("Later", "Asia/Tokyo"),
    ]


def test_a_site_without_an_address_has_the_file_without_addresses(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write({"content/schedule.yaml": SCHEDULE.replace("room: Hall A\n", "room: TBD\n")})
    found = built(site, monkeypatch, base=())
    assert {found["url"], *(each["url"] for each in found["sessions"])} == {""}
    assert found["rooms"] == ["Hall B"]


def test_only_settled_days_are_in_it(site: Site) -> None:
    site.write({"content/schedule.yaml": SCHEDULE.replace("date: 2031-12-06", "date: [2031-12-05, 2031-12-06]")})
    assert site.build(*BASE).code == 0
    assert NOW not in site.published()


def test_an_abstract_that_is_edited_makes_no_file_for_signs(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    built(site, monkeypatch)
    before = (site.folder / "public" / NOW).stat()
    site.write({"content/schedule.yaml": SCHEDULE.replace("Long words.", "Other words.")})
    built(site, monkeypatch)
    after = (site.folder / "public" / NOW).stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
