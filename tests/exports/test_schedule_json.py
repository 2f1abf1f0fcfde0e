"""The programme for conference apps: held against the schemas of its format, which are kept beside the repository."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given
from jsonschema import Draft6Validator, FormatChecker
from lxml import etree
from msgspec.structs import replace
from schedules import NAMES, schedules
from sites import Site

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.exports import calendar_events, schedule_json, schedule_xml
from enlsp_site.exports.calendar_events import EditionDetails
from enlsp_site.model import times
from enlsp_site.model.addresses import Revision
from enlsp_site.model.record import Html, Link
from enlsp_site.model.schedule import Day, PaperMention, PersonMention, Session, TimeSpan

MakeSite = Callable[..., Site]
SCHEMAS = Path(__file__).parents[3] / "shared" / "frab"
HERE = Origin("content/schedule.yaml")
ABOUT = EditionDetails("ENLSP", "2025", "San Diego Convention Center", "https://example.org/enlsp/")
ZONE = "America/Los_Angeles"


def inputs(*days: Day, **more: Any) -> dict[str, Any]:
    values = {
        "about": ABOUT,
        "title": "Efficient Language",
        "language": "en",
        "timezone": ZONE,
        "colour": "#7a1f3d",
        "online": "Online",
    }
    return {**values, "path": "2025/schedule.xml", "possible": (), **more, "days": days}


def day(*sessions: Session, on: str = "2025-12-06", room: str = "Ballroom", zone: str = ZONE) -> Day:
    return Day(
        origin=HERE,
        title="",
        days=(dt.date.fromisoformat(on),),
        zone=zone,
        zone_label="",
        zone_name=times.zone_name(zone),
        room=room,
        sessions=sessions,
    )


def session(start: str, end: str, *, on: str = "2025-12-06", **more: Any) -> Session:
    date, first, last = dt.date.fromisoformat(on), dt.time.fromisoformat(start), dt.time.fromisoformat(end)
    until = date + dt.timedelta(last < first)
    known = {"starts": times.instant(date, first, ZONE), "ends": times.instant(until, last, ZONE)}
    values: dict[str, Any] = {
        "slug": "opening-remarks",
        "title": "Opening remarks",
        "kind": "remarks",
        **known,
        **more,
    }
    return Session(origin=HERE, start=first, end=last, **values)


def conference(*days: Day, **more: Any) -> Any:
    return json.loads(schedule_json.write(inputs(*days, **more)))["schedule"]["conference"]


def events(whole: Any) -> list[Any]:
    return [event for one in whole["days"] for room in one["rooms"].values() for event in room]


@pytest.fixture(scope="module")
def schemas() -> tuple[Draft6Validator, etree.XMLSchema]:
    """The JSON Schema and the XML Schema of the format."""
    if not SCHEMAS.is_dir():
        pytest.skip("the schemas of the format are not on this machine")
    data = json.loads((SCHEMAS / "schedule.schema.json").read_text("utf-8"))
    return Draft6Validator(data, format_checker=FormatChecker()), etree.XMLSchema(file=str(SCHEMAS / "schedule.xsd"))


def faults(schemas: tuple[Draft6Validator, etree.XMLSchema], *forms: bytes) -> list[str]:
    """What the schemas find wrong in the JSON and in the XML."""
    of_json, of_xml = schemas
    found = [f"{fault.json_path}: {fault.message}" for fault in of_json.iter_errors(json.loads(forms[0]))]
    of_xml.validate(etree.fromstring(forms[1]))
    return found + [str(fault) for fault in of_xml.error_log]


FULL = session(
    "08:30",
    "09:15",
    slug="talk",
    title=r"On \(k\) & <more>",
    kind="keynote",
    track="Theory & practice",
    people=(
        PersonMention(name="Ada", url="site:2025/speakers/index.html#ada"),
        PersonMention(name="To be announced"),
    ),
    moderators=(PersonMention(name="Alan", url="site:2025/organizers/index.html#alan"),),
    papers=(
        PaperMention(
            id="7",
            title="Small",
            url="site:2025/papers/7/index.html",
            board="A1",
            slot=TimeSpan(start=dt.time(8, 30), end=dt.time(8, 40)),
        ),
    ),
    links=(Link(title="Slides", url="site:talk.pdf", kind="slides"),),
    stream="https://example.org/live",
    abstract="Why $k$.",
    note=Html(html="<p>Bring <em>pins</em>.</p>"),
)


# What it says


def test_the_conference() -> None:
    late = session("09:00", "10:00", on="2025-12-07", slug="late-session")
    whole = conference(day(late, on="2025-12-07", room=""), day(FULL))
    days = whole.pop("days")
    assert whole == {
        "acronym": "enlsp2025",
        "title": "Efficient Language",
        "start": "2025-12-06",
        "end": "2025-12-07",
        "daysCount": 2,
        "timeslot_duration": "00:05",
        "time_zone_name": ZONE,
        "colors": {"primary": "#7a1f3d"},
        "url": "https://example.org/enlsp/2025/",
        "tracks": [{"name": "Theory & practice", "slug": "theory-practice", "color": "#7a1f3d"}],
        "rooms": [
            {"name": "Ballroom", "guid": ABOUT.uid("room", "Ballroom")},
            {"name": "San Diego Convention Center", "guid": ABOUT.uid("room", "San Diego Convention Center")},
        ],
    }
    assert [(each["index"], each["date"], each["day_start"], each["day_end"]) for each in days] == [
        (1, "2025-12-06", "2025-12-06T08:30:00-08:00", "2025-12-06T09:15:00-08:00"),
        (2, "2025-12-07", "2025-12-07T09:00:00-08:00", "2025-12-07T10:00:00-08:00"),
    ]


def test_the_conference_lasts_as_long_as_is_possible() -> None:
    possible = (dt.date(2025, 12, 5), dt.date(2025, 12, 6))
    whole = conference(day(session("17:00", "18:00", on="2025-07-15"), on="2025-07-15"), possible=possible)
    assert (whole["start"], whole["end"], whole["daysCount"]) == ("2025-07-15", "2025-12-06", 1)
    assert [each["date"] for each in whole["days"]] == ["2025-07-15"]


def test_what_is_online_is_not_at_the_venue() -> None:
    here, there = session("08:00", "09:00"), session("17:00", "18:00", slug="call", stream="https://example.org/call")
    rooms = [list(conference(day(*each, room=""))["days"][0]["rooms"]) for each in ((here,), (there,), (here, there))]
    assert rooms == [["San Diego Convention Center"], ["Online"], ["San Diego Convention Center"]]
    assert list(conference(day(there))["days"][0]["rooms"]) == ["Ballroom"]


def test_a_session_stays_the_same_when_it_gets_another_address() -> None:
    """Calendars go by what it was called when it was published; so does what an app has marked."""
    moved = replace(FULL, slug="keynote-talk", revision=Revision(uid="talk"))
    (before,), (after,) = (events(conference(day(each))) for each in (FULL, moved))
    assert [after[name] for name in ("guid", "id", "code")] == [before[name] for name in ("guid", "id", "code")]
    assert calendar_events.programme((day(moved),), ABOUT)[0].uid == after["guid"]


def test_an_event() -> None:
    (event,) = events(conference(day(FULL)))
    code = event["code"].lower()
    assert event == {
        "guid": ABOUT.uid("session", "talk"),
        "code": event["code"],
        "id": int(code, 36),
        "date": "2025-12-06T08:30:00-08:00",
        "start": "08:30",
        "end": "2025-12-06T09:15:00-08:00",
        "duration": "00:45",
        "room": "Ballroom",
        "slug": "enlsp2025-talk",
        "url": "https://example.org/enlsp/2025/schedule/talk/",
        "title": "On k & <more>",
        "subtitle": "",
        "track": "Theory & practice",
        "type": "keynote",
        "language": "en",
        "abstract": "Why k.",
        "description": "Bring pins.\n\n08:30 Small [A1]",
        "persons": [
            {
                "guid": ABOUT.uid("person", "Ada"),
                "id": event["persons"][0]["id"],
                "name": "Ada",
                "url": "https://example.org/enlsp/2025/speakers/#ada",
            },
            {
                "guid": ABOUT.uid("person", "Alan"),
                "id": event["persons"][1]["id"],
                "name": "Alan",
                "url": "https://example.org/enlsp/2025/organizers/#alan",
            },
        ],
        "links": [
            {"url": "https://example.org/enlsp/talk.pdf", "title": "Slides", "type": "slides"},
            {"url": "https://example.org/live", "title": "On k & <more>", "type": "media"},
            {"url": "https://example.org/enlsp/2025/papers/7/", "title": "Small", "type": "paper"},
        ],
        "attachments": [],
    }


def test_xml_says_the_same() -> None:
    root = etree.fromstring(schedule_xml.write(inputs(day(FULL))))
    (event,) = events(conference(day(FULL)))
    (told,) = root.iter("event")
    assert told.attrib == {"guid": event["guid"], "id": str(event["id"]), "code": event["code"]}
    for name in (
        "room",
        "title",
        "date",
        "start",
        "duration",
        "abstract",
        "slug",
        "track",
        "type",
        "description",
        "url",
    ):
        assert told.findtext(name) == event[name], name
    assert [(each.text, each.get("guid")) for each in told.iter("person")] == [
        (each["name"], each["guid"]) for each in event["persons"]
    ]
    assert [(each.text, each.get("href")) for each in told.iter("link")] == [
        (each["title"], each["url"]) for each in event["links"]
    ]
    assert [each.get("guid") for each in root.iter("room") if each.get("name")] == [ABOUT.uid("room", "Ballroom")]


def test_an_event_stays_the_same_one_when_it_moves() -> None:
    one, other = (events(conference(day(session(start, "18:00"))))[0] for start in ("08:00", "17:00"))
    assert {name for name in one if one[name] != other[name]} == {"date", "start", "duration"}


def test_another_programme_has_another_version() -> None:
    one, same, other = (
        json.loads(schedule_json.write(inputs(day(session(start, "18:00")))))["schedule"]["version"]
        for start in ("08:00", "08:00", "09:00")
    )
    assert one == same != other


def test_an_event_over_midnight_is_of_its_day() -> None:
    whole = conference(day(session("22:00", "01:30", kind="social", overnight=True)))
    (event,) = events(whole)
    assert (event["duration"], whole["days"][0]["date"]) == ("03:30", "2025-12-06")
    assert whole["days"][0]["day_end"] == "2025-12-07T01:30:00-08:00"


@pytest.mark.parametrize(
    ("name", "edition", "acronym"),
    [
        ("ENLSP", "2025", "enlsp2025"),
        ("Tiny-Things 4", "2031", "tiny_things_42031"),
        ("小", "2025", "2025"),
        ("A", "x", "ax__"),
        ("MÜ", "2-a", "mu2_a"),
    ],
)
def test_the_acronym_has_no_hyphen(name: str, edition: str, acronym: str) -> None:
    assert schedule_json.acronym(ABOUT._replace(name=name, edition=edition)) == acronym


@pytest.mark.parametrize(
    ("zone", "told"), [(ZONE, ZONE), ("UTC", "UTC"), ("PT", ZONE), ("AoE", ""), ("UTC+2", ""), ("EST", "")]
)
def test_a_zone_is_named_where_the_format_has_a_name_for_it(zone: str, told: str) -> None:
    assert conference(day(FULL, zone=zone)).get("time_zone_name", "") == told


def test_the_zone_is_that_of_all_days_and_none_where_they_have_several() -> None:
    assert conference(day(FULL, zone="Europe/Paris"))["time_zone_name"] == "Europe/Paris"
    assert "time_zone_name" not in conference(day(FULL, zone="Europe/Paris"), day(FULL, on="2025-12-07"))


# Against the schemas


def test_the_forms_are_those_of_the_schemas(schemas: Any) -> None:
    second = session("09:15", "10:00", slug="小さい", title="小さい", room="Hall B", track="理論")
    found = inputs(day(FULL, second), day(session("09:00", "10:00", on="2025-12-07", slug="x"), on="2025-12-07"))
    assert faults(schemas, schedule_json.write(found), schedule_xml.write(found)) == []


def test_the_schemas_find_what_is_wrong(schemas: Any) -> None:
    data = json.loads(schedule_json.write(inputs(day(FULL))))
    event = data["schedule"]["conference"]["days"][0]["rooms"]["Ballroom"][0]
    event["speakers"] = []
    del event["slug"]
    xml = schedule_xml.write(inputs(day(FULL))).replace(b"<type>keynote</type>", b"")
    told = faults(schemas, json.dumps(data).encode(), xml)
    assert any("'speakers' was unexpected" in fault for fault in told)
    assert any("'slug' is a required property" in fault for fault in told)
    assert any("Missing child element(s)" in fault for fault in told)


# Any schedule survives


def told(slug: str, starts: str, minutes: int, people: list[str]) -> tuple[str, dt.datetime, int, list[str]]:
    return ABOUT.uid("session", slug), dt.datetime.fromisoformat(starts).astimezone(dt.UTC), minutes, people


def minutes(duration: str) -> int:
    hours, _, rest = duration.partition(":")
    return int(hours) * 60 + int(rest)


@given(schedules())
def test_any_schedule_is_read_as_it_was_written(days: tuple[Day, ...]) -> None:
    whole = conference(*days)
    back = [
        (
            each["guid"],
            dt.datetime.fromisoformat(each["date"]).astimezone(dt.UTC),
            minutes(each["duration"]),
            [person["name"] for person in each["persons"]],
        )
        for each in events(whole)
    ]
    meant = [
        told(
            each.slug,
            each.starts,
            round((moment(each.ends) - moment(each.starts)).total_seconds() / 60),
            [person.name for person in each.people],
        )
        for one in days
        for each in one.sessions
    ]
    assert sorted(back) == sorted(meant)
    assert whole["daysCount"] == len(days)
    assert all(
        moment(each["end"]) - moment(each["date"]) == dt.timedelta(minutes=minutes(each["duration"]))
        for each in events(whole)
    )
    numbers = [each["id"] for each in events(whole)]
    assert len(set(numbers)) == len(numbers)
    assert [each["date"] for each in whole["days"]] == sorted(each["date"] for each in whole["days"])


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@given(schedules(), NAMES)
@example((day(FULL),), "小")
def test_any_schedule_is_valid(schemas: Any, days: tuple[Day, ...], name: str) -> None:
    found = inputs(*days, about=ABOUT._replace(name=name), title=name)
    assert faults(schemas, schedule_json.write(found), schedule_xml.write(found)) == []


@given(schedules())
def test_any_schedule_is_as_apps_take_it(days: tuple[Day, ...]) -> None:
    """As their importers are written: EventFahrplan of July 2026 stops at a day without index or end, at a `start` or
    a `date` of another form; ConfClerk 0.7.1 goes by the day's `date` and the `start` alone, so that both must say
    when an event is; Giggity of July 2026 reads `duration` as a clock, which ends before 24:00, and `time_zone_name`
    as a zone of its own data; all go by whole numbers of at most 31 bits."""
    root = etree.fromstring(schedule_xml.write(inputs(*days)))
    assert [each.get("index") for each in root.iter("day")] == [str(number + 1) for number in range(len(days))]
    zone = root.findtext("conference/time_zone_name")
    assert zone is None or zone in available_timezones()
    for one in root.iter("day"):
        assert one.get("end")
        for event in one.iter("event"):
            date, start = str(event.findtext("date")), event.findtext("start")
            assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", date)
            assert (date[:10], date[11:16]) == (one.get("date"), start)
            assert re.fullmatch(r"[0-2]\d:[0-5]\d", str(event.findtext("duration")))
            assert str(event.findtext("duration")) < "24:00"
            assert zone is None or ZoneInfo(zone).utcoffset(moment(date)) == moment(date).utcoffset()
    numbers = [int(str(each.get("id"))) for each in root.iter("event")]
    assert len(set(numbers)) == len(numbers)
    assert all(0 < number < 2**31 for number in numbers)


# On the site


def test_apps_find_the_programme_beside_its_page(make_site: MakeSite, schemas: Any) -> None:
    site = make_site({})
    assert site.build("--base-url", "https://example.org/tiny/").problems == ""
    found = site.published()
    assert faults(schemas, found["2031/schedule.json"], found["2031/schedule.xml"]) == []
    whole = json.loads(found["2031/schedule.json"])["schedule"]["conference"]
    assert (whole["acronym"], whole["time_zone_name"]) == ("tiny2031", "Europe/Paris")
    assert [each["url"] for each in events(whole)] == [
        "https://example.org/tiny/2031/schedule/#opening-remarks",
        "https://example.org/tiny/2031/schedule/keynote-talk-ada-lovelace/",
        "https://example.org/tiny/2031/schedule/oral-presentations/",
    ]
    assert 'id="opening-remarks"' in (site.folder / "public/2031/schedule/index.html").read_text("utf-8")
    for name in ("keynote-talk-ada-lovelace", "oral-presentations"):
        assert f"2031/schedule/{name}/index.html" in found
    links = [link["url"] for each in events(whole) for link in each["links"]]
    assert links == ["https://example.org/tiny/2031/papers/7/"]
    assert "2031/papers/7/index.html" in found


@pytest.mark.parametrize(
    ("date", "options"),
    [("2031-12-06", ()), ("[2031-12-05, 2031-12-06]", ("--base-url", "https://example.org/"))],
    ids=["no address", "no day"],
)
def test_what_is_not_settled_is_not_for_apps(make_site: MakeSite, date: str, options: tuple[str, ...]) -> None:
    text = f"- date: {date}\n  sessions:\n    - {{time: 9:00-10:00, title: Talks}}\n"
    site = make_site({"content/schedule.yaml": text})
    assert site.build(*options).code == 0
    assert {"2031/schedule.json", "2031/schedule.xml"} & site.published().keys() == set()


def test_a_day_that_is_not_settled_is_left_out_for_apps(make_site: MakeSite, schemas: Any) -> None:
    text = (
        "- date: [2031-12-05, 2031-12-06]\n  sessions:\n    - {time: 9:00-10:00, title: Talks, room: Hall}\n"
        "- date: 2031-07-15\n  sessions:\n    - {time: 17:00-18:00, kind: mentoring, room: Call}\n"
    )
    site = make_site({"content/schedule.yaml": text})
    assert site.build("--base-url", "https://example.org/").code == 0
    found = site.published()
    assert faults(schemas, found["2031/schedule.json"], found["2031/schedule.xml"]) == []
    whole = json.loads(found["2031/schedule.json"])["schedule"]["conference"]
    assert [each["title"] for each in events(whole)] == ["Mentoring session"]
    assert [each["name"] for each in whole["rooms"]] == ["Call"]
    told = etree.fromstring(found["2031/schedule.xml"]).find("conference")
    names = ("start", "end", "days")
    assert [str(told.findtext(name)) for name in names] == ["2031-07-15", "2031-12-06", "1"]  # type: ignore[union-attr]
    assert (whole["start"], whole["end"], whole["daysCount"]) == ("2031-07-15", "2031-12-06", 1)


def test_a_zone_of_each_day_is_in_its_moments() -> None:
    paris = dt.datetime(2025, 7, 15, 17, tzinfo=ZoneInfo("Europe/Paris"))
    online = session("17:00", "18:00", starts=paris.isoformat(), ends=paris.replace(hour=18).isoformat())
    (event,) = events(conference(day(online, on="2025-07-15", zone="Europe/Paris")))
    assert (event["date"], event["start"]) == ("2025-07-15T17:00:00+02:00", "17:00")
