"""Calendars: read here by two programs that are not ours, one of them strict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from schedules import schedules
from sites import Site, words

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.exports import calendar_events
from enlsp_site.exports import icalendar as written
from enlsp_site.exports.calendar_events import CalendarEvent, EditionDetails
from enlsp_site.model import times
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.record import Html
from enlsp_site.model.schedule import Day, PaperMention, PersonMention, Session
from enlsp_site.text.control_characters import without_forbidden

MakeSite = Callable[..., Site]
HERE = Origin("content/schedule.yaml")
ABOUT = EditionDetails("ENLSP", "2025", "San Diego Convention Center, San Diego", "https://example.org/enlsp/")
WORKSHOP = dt.date(2025, 12, 6)


def calendar(*found: CalendarEvent, **more: str) -> bytes:
    inputs = {"uid": "u", "name": "ENLSP 2025", "description": "", "url": "", "source": "", "colour": "#7a1f3d"}
    return written.write({**inputs, **more, "events": found})


def read(data: bytes) -> list[Any]:
    """The entries, by a reader that refuses what the standard does."""
    whole = icalendar.Calendar.from_ical(data)
    assert [each.errors for each in whole.walk()] == [[] for _ in whole.walk()]
    return list(whole.walk("VEVENT"))


def read_otherwise(data: bytes) -> list[Any]:
    """The entries, by the other reader, which goes by our VTIMEZONE; it must forget those of other calendars."""
    vars(vobject.icalendar)["__tzidMap"].clear()
    return list(vobject.readOne(data.decode()).vevent_list)


def session(start: str, end: str, zone: str = "America/Los_Angeles", on: dt.date = WORKSHOP, **more: Any) -> Session:
    first, last = dt.time.fromisoformat(start), dt.time.fromisoformat(end)
    known = {"starts": times.instant(on, first, zone), "ends": times.instant(on, last, zone)}
    values = {"slug": "opening", "title": "Opening remarks", "kind": "remarks", **known, **more}
    return Session(origin=HERE, start=first, end=last, **values)


def day(*sessions: Session, days: tuple[dt.date, ...] = (WORKSHOP,), **more: Any) -> Day:
    values = {"title": "", "zone": "America/Los_Angeles", "zone_label": "PST", **more}
    values["zone_name"] = times.zone_name(values["zone"])
    return Day(origin=HERE, days=days, sessions=sessions, **values)


# What an entry says


def test_a_session_is_an_entry_in_the_time_of_its_place() -> None:
    talk = session(
        "08:30",
        "09:00",
        title=r"On \(k\), and more",
        slug="talk",
        kind="keynote",
        track="Theory",
        people=(PersonMention(name="Ada", honorific="Prof.", affiliations=("A", "B"), url="site:2025/x"),),
        papers=(PaperMention(id="7", title="Small; smaller", authors=("Ada", "Alan"), board="A3"),),
        abstract="One,\n\ntwo.",
        note=Html(html="<p>Bring <em>pins</em> &amp; more.</p>"),
        stream="https://example.org/live",
        recording="site:talk.mp4",
    )
    (entry,) = read(calendar(*calendar_events.programme([day(talk, room="Ballroom 20C")], ABOUT)))
    assert entry.start == dt.datetime(2025, 12, 6, 8, 30, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert entry.end == dt.datetime(2025, 12, 6, 17, 0, tzinfo=dt.UTC)
    assert entry["DTSTART"].params["TZID"] == "America/Los_Angeles"
    assert {name: str(entry[name]) for name in ("SUMMARY", "LOCATION", "URL", "STATUS", "TRANSP", "CONFERENCE")} == {
        "SUMMARY": "On k, and more (Ada)",
        "LOCATION": "Ballroom 20C, San Diego Convention Center, San Diego",
        "URL": "https://example.org/enlsp/2025/schedule/talk/",
        "STATUS": "CONFIRMED",
        "TRANSP": "OPAQUE",
        "CONFERENCE": "https://example.org/live",
    }
    assert entry.categories == ["Theory"], "one, for some programs read no second"
    assert str(entry["DESCRIPTION"]) == (
        "Prof. Ada (A, B)\n\nSmall; smaller (Ada, Alan) [A3]\n\nOne,\n\ntwo.\n\nBring pins & more.\n\n"
        "https://example.org/enlsp/talk.mp4"
    )


def test_an_entry_stays_the_same_one_when_it_moves_or_the_site_does() -> None:
    before = calendar_events.programme([day(session("08:15", "08:30"))], ABOUT)
    after = calendar_events.programme(
        [day(session("10:15", "10:30"))], ABOUT._replace(base_url="", venue="Elsewhere")
    )
    assert [each.uid for each in before] == [each.uid for each in after]
    assert before[0].starts != after[0].starts
    other = calendar_events.programme([day(session("08:15", "08:30"))], ABOUT._replace(edition="2026"))
    assert other[0].uid != before[0].uid


def test_time_stamps_are_of_the_content_and_not_of_the_clock() -> None:
    found = calendar_events.programme([day(session("08:15", "08:30"))], ABOUT)
    (entry,) = read(calendar(*found))
    assert entry["DTSTAMP"].dt == dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    assert calendar(*found) == calendar(*found)


def test_a_day_of_which_several_are_possible_is_one_tentative_entry_for_all() -> None:
    open_day = day(
        session("08:15", "08:30", starts="", ends=""), days=(dt.date(2025, 12, 5), WORKSHOP), title="Day one"
    )
    (entry,) = read(calendar(*calendar_events.programme([open_day], ABOUT)))
    assert (entry.start, entry.end) == (dt.date(2025, 12, 5), dt.date(2025, 12, 7))
    assert (str(entry["STATUS"]), str(entry["TRANSP"])) == ("TENTATIVE", "TRANSPARENT")
    assert str(entry["SUMMARY"]) == "ENLSP 2025: Day one"
    assert str(entry["DESCRIPTION"]) == "PST\n08:15–08:30 Opening remarks"
    (own,) = read(calendar(*calendar_events.sessions(open_day, open_day.sessions, ABOUT)))
    assert str(own["SUMMARY"]) == "08:15–08:30 PST, Opening remarks"
    assert own.end == dt.date(2025, 12, 7)


def test_possible_days_that_are_apart_are_an_entry_each() -> None:
    days = (dt.date(2025, 12, 5), WORKSHOP, dt.date(2025, 12, 12))
    found = calendar_events.programme([day(days=days)], ABOUT)
    assert [(each.first, each.last) for each in found] == [
        (dt.date(2025, 12, 5), WORKSHOP),
        (dt.date(2025, 12, 12), dt.date(2025, 12, 12)),
    ]
    assert len({each.uid for each in found}) == 2


def test_a_day_without_a_date_is_in_no_calendar() -> None:
    assert calendar_events.programme([day(session("08:15", "08:30", starts="", ends=""), days=())], ABOUT) == ()


def test_a_day_that_is_online_is_not_at_the_venue() -> None:
    online = session("08:15", "08:30", stream="https://example.org/live")
    assert [each.place for each in calendar_events.programme([day(online)], ABOUT)] == [""]
    assert [each.place for each in calendar_events.programme([day(online, session("09:00", "10:00"))], ABOUT)] == [
        ABOUT.venue
    ] * 2


def date(name: str, *days: str, **more: Any) -> ImportantDate:
    return ImportantDate(origin=HERE, name=name, days=tuple(map(dt.date.fromisoformat, days)), **more)


def test_important_dates_are_moments_or_whole_days() -> None:
    found = calendar_events.important(
        [
            date("Submission", "2025-08-22", kind="deadline", instant="2025-08-22T23:59:00-12:00", note="By mail"),
            date("Notification", "2025-09-22", link="site:2025/call/index.html"),
            date("Tutorials", "2025-12-02", until=dt.date(2025, 12, 4)),
            date("Workshop", "2025-12-05", "2025-12-06", kind="event"),
            date("Party"),
        ],
        ABOUT,
    )
    entries = read(calendar(*found))
    assert [(each.start, each.end, str(each["STATUS"])) for each in entries] == [
        (
            dt.datetime(2025, 8, 23, 11, 59, tzinfo=dt.UTC),
            dt.datetime(2025, 8, 23, 12, 0, tzinfo=dt.UTC),
            "CONFIRMED",
        ),
        (dt.date(2025, 9, 22), dt.date(2025, 9, 23), "CONFIRMED"),
        (dt.date(2025, 12, 2), dt.date(2025, 12, 5), "CONFIRMED"),
        (dt.date(2025, 12, 5), dt.date(2025, 12, 7), "TENTATIVE"),
    ]
    assert {str(each["TRANSP"]) for each in entries} == {"TRANSPARENT"}
    assert str(entries[0]["SUMMARY"]) == "ENLSP 2025: Submission"
    assert str(entries[0]["DESCRIPTION"]) == "By mail"
    assert str(entries[1]["URL"]) == "https://example.org/enlsp/2025/call/"


def test_two_dates_of_one_name_are_two_entries() -> None:
    found = calendar_events.important([date("Submission", "2025-08-22"), date("Submission", "2025-09-01")], ABOUT)
    assert len({each.uid for each in found}) == 2


# The calendar as a whole


def test_a_calendar_says_what_it_is_and_how_often_to_look() -> None:
    data = calendar(
        CalendarEvent(uid="u", title="A", first=WORKSHOP),
        url="https://example.org/",
        source="https://example.org/s.ics",
        description="Why; what",
    )
    whole: Any = icalendar.Calendar.from_ical(data)
    assert {name: whole[name].to_ical().decode() for name in whole} == {
        "VERSION": "2.0",
        "PRODID": "-//enlsp-site//enlsp-site//EN",
        "CALSCALE": "GREGORIAN",
        "UID": "u",
        "NAME": "ENLSP 2025",
        "X-WR-CALNAME": "ENLSP 2025",
        "DESCRIPTION": r"Why\; what",
        "URL": "https://example.org/",
        "SOURCE": "https://example.org/s.ics",
        "REFRESH-INTERVAL": "PT12H",
        "X-PUBLISHED-TTL": "PT12H",
        "COLOR": "brown",
    }


@pytest.mark.parametrize(("accent", "name"), [("#000000", "black"), ("#1e8fff", "dodgerblue"), ("#7a1f3d", "brown")])
def test_the_accent_is_told_by_the_name_of_a_near_colour(accent: str, name: str) -> None:
    assert f"\r\nCOLOR:{name}\r\n".encode() in calendar(
        CalendarEvent(uid="u", title="A", first=WORKSHOP), colour=accent
    )


@given(st.text(st.characters(exclude_categories=("Cs",))))
@example("ü" * 100)
@example("😀" * 60)
@example("a" * 67 + "é")
def test_lines_are_at_most_75_octets_and_whole_characters(text: str) -> None:
    data = calendar(CalendarEvent(uid="u", title=text, first=WORKSHOP))
    lines = data.split(b"\r\n")
    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert b"\r" not in data.replace(b"\r\n", b"")


# Zones

ZONES = (
    *("America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo", "Europe/London", "Europe/Dublin"),
    *("Africa/Cairo", "Africa/Casablanca", "Asia/Kolkata", "Asia/Tehran"),
    *("Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham"),
)


@pytest.mark.parametrize("name", ZONES)
@pytest.mark.parametrize("year", [2018, 2025, 2031])
def test_a_zone_is_told_as_its_clocks_go_all_year(name: str, year: int) -> None:
    where = ZoneInfo(name)
    moment = dt.datetime(year, 6, 15, 12, tzinfo=where)
    found = CalendarEvent(uid="u", title="A", starts=moment.isoformat(), ends=moment.isoformat(), zone=name)
    whole: Any = icalendar.Calendar.from_ical(calendar(found))
    (told,) = whole.walk("VTIMEZONE")
    assert str(told["TZID"]) == name
    changes = sorted(
        (each["DTSTART"].dt - each["TZOFFSETFROM"].td, each["TZOFFSETTO"].td, str(each["TZNAME"]))
        for each in told.subcomponents
    )
    start = dt.datetime(year, 1, 1) - where.utcoffset(dt.datetime(year, 1, 1))  # type: ignore[operator]
    for hour in range(364 * 24 * 2):
        utc = start + hour * dt.timedelta(minutes=30)
        offset, short = [(offset, short) for begin, offset, short in changes if begin <= utc][-1]
        local = utc.replace(tzinfo=dt.UTC).astimezone(where)
        assert (local.utcoffset(), local.tzname()) == (offset, short), utc


def test_a_zone_is_told_once_for_all_years_that_are_needed() -> None:
    noon = [dt.datetime(year, 7, 1, 12, tzinfo=ZoneInfo("Europe/Paris")).isoformat() for year in (2026, 2024)]
    found = [CalendarEvent(uid=each, title="A", starts=each, ends=each, zone="Europe/Paris") for each in noon]
    whole: Any = icalendar.Calendar.from_ical(calendar(*found))
    (told,) = whole.walk("VTIMEZONE")
    assert len(told.subcomponents) == 1 + 2 * 3


@pytest.mark.parametrize("zone", ["AoE", "UTC+2", "UTC", "EST"])
def test_what_is_in_no_place_is_in_utc(zone: str) -> None:
    held = session("08:15", "08:30", zone)
    (entry,) = read(calendar(*calendar_events.programme([day(held, zone=zone, zone_label=zone)], ABOUT)))
    assert entry["DTSTART"].to_ical().endswith(b"Z")
    assert entry.start == dt.datetime.fromisoformat(held.starts)


def test_an_hour_that_comes_twice_is_told_so_that_nobody_can_take_the_other() -> None:
    on = dt.date(2025, 11, 2)
    first = session("01:15", "01:45", on=on)
    late = replace(first, ends="2025-11-02T01:45:00-08:00")
    one, other = read(calendar(*calendar_events.programme([day(first, late, days=(on,))], ABOUT)))
    assert (one["DTSTART"].to_ical(), one["DTEND"].to_ical()) == (b"20251102T081500Z", b"20251102T084500Z")
    assert (other["DTSTART"].to_ical(), other["DTEND"].to_ical()) == (b"20251102T081500Z", b"20251102T094500Z")


# Any schedule survives


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=90)
# The other reader's time zones end with the 32-bit clock, in 2038.
MOMENTS = st.datetimes(
    dt.datetime(2000, 1, 1), dt.datetime(2036, 12, 1), timezones=st.sampled_from(ZONES).map(ZoneInfo)
)


@st.composite
def entries(draw: st.DrawFn) -> CalendarEvent:
    common = {
        "uid": str(draw(st.uuids())),
        "title": draw(TEXTS),
        "words": draw(TEXTS),
        "place": draw(TEXTS),
        "tentative": draw(st.booleans()),
        "url": draw(st.sampled_from(["", "https://example.org/a;b,c?d=e#f"])),
        "categories": tuple(draw(st.lists(TEXTS.filter(lambda text: clean(text) != ""), max_size=3))),
    }
    if draw(st.booleans()):
        first = draw(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)))
        return CalendarEvent(first=first, last=first + dt.timedelta(draw(st.integers(0, 9))), **common)
    start = draw(MOMENTS).replace(microsecond=0)
    assume(start.astimezone(dt.UTC).astimezone(start.tzinfo).replace(tzinfo=None) == start.replace(tzinfo=None))
    length = dt.timedelta(seconds=draw(st.integers(1, 48 * 3600)))
    end = (start.astimezone(dt.UTC) + length).astimezone(start.tzinfo)
    return CalendarEvent(starts=start.isoformat(), ends=end.isoformat(), zone=str(start.tzinfo), **common)


def clean(text: str) -> str:
    """What of a text can be in a calendar."""
    for end in ("\r\n", "\r", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return without_forbidden(text).strip()


def span(event: CalendarEvent) -> tuple[Any, Any]:
    """Start and end, as a calendar has them: the end of days is the first day after them."""
    if event.first and event.last:
        return event.first, event.last + dt.timedelta(days=1)
    return tuple(dt.datetime.fromisoformat(text).astimezone(dt.UTC) for text in (event.starts, event.ends))  # type: ignore[return-value]


def in_utc(moment: Any) -> Any:
    return moment.astimezone(dt.UTC) if isinstance(moment, dt.datetime) else moment


@given(st.lists(entries(), min_size=1, max_size=4, unique_by=lambda event: event.uid))
def test_any_entries_are_read_as_they_were_written(found: list[CalendarEvent]) -> None:
    back = read(calendar(*found))
    assert [str(each["UID"]) for each in back] == [each.uid for each in found]
    assert [(in_utc(each.start), in_utc(each.end)) for each in back] == [span(each) for each in found]
    for each, event in zip(back, found, strict=True):
        texts = {"SUMMARY": event.title, "DESCRIPTION": event.words, "LOCATION": event.place, "URL": event.url}
        assert {name: str(each.get(name, "")) for name in texts} == {
            name: clean(text) for name, text in texts.items()
        }
        assert str(each["STATUS"]) == ("TENTATIVE" if event.tentative else "CONFIRMED")
        assert list(each.categories) == [clean(text) for text in event.categories]


@given(st.lists(entries(), min_size=1, max_size=4, unique_by=lambda event: event.uid))
def test_another_reader_reads_the_same(found: list[CalendarEvent]) -> None:
    back = read_otherwise(calendar(*found))
    assert [(in_utc(each.dtstart.value), in_utc(each.dtend.value)) for each in back] == [span(each) for each in found]
    titles = [each.summary.value if hasattr(each, "summary") else "" for each in back]
    assert titles == [clean(event.title) for event in found]


def moment(written: str) -> dt.datetime:
    return dt.datetime.fromisoformat(written).astimezone(dt.UTC)


@given(schedules())
def test_any_schedule_survives_a_calendar(days: tuple[Day, ...]) -> None:
    data = calendar(*calendar_events.programme(days, ABOUT))
    held = [
        (ABOUT.uid("session", each.slug), moment(each.starts), moment(each.ends))
        for day in days
        for each in day.sessions
    ]
    assert [(str(each["UID"]), in_utc(each.start), in_utc(each.end)) for each in read(data)] == held
    back = read_otherwise(data)
    assert [(each.uid.value, in_utc(each.dtstart.value), in_utc(each.dtend.value)) for each in back] == held
    texts = [(clean(str(each.get("SUMMARY", ""))), [str(kind) for kind in each.categories]) for each in read(data)]
    assert texts == [
        (clean(calendar_events.programme([day], ABOUT)[at].title), [each.track or each.kind])
        for day in days
        for at, each in enumerate(day.sessions)
    ]


# On the site


def test_calendars_are_beside_their_pages(make_site: MakeSite) -> None:
    site = make_site({})
    assert site.build("--base-url", "https://example.org/tiny/").problems == ""
    found = {path: data for path, data in site.published().items() if path.endswith(".ics")}
    assert sorted(found) == [
        "2031/dates.ics",
        "2031/schedule.ics",
        "2031/schedule/keynote-talk-ada-lovelace.ics",
        "2031/schedule/opening-remarks.ics",
        "2031/schedule/oral-presentations.ics",
        "2031/speakers/ada-lovelace.ics",
    ]
    whole = {str(each["UID"]): each.to_ical() for each in read(found["2031/schedule.ics"])}
    for path, data in found.items():
        if path not in ("2031/schedule.ics", "2031/dates.ics"):
            assert {str(each["UID"]): each.to_ical() for each in read(data)}.items() <= whole.items()
    assert [str(each["SUMMARY"]) for each in read(found["2031/speakers/ada-lovelace.ics"])] == [
        "Keynote talk (Ada Lovelace)"
    ]


def test_entries_lead_to_the_page_of_their_session_or_to_its_place_in_the_programme(make_site: MakeSite) -> None:
    site = make_site({})
    site.build("--base-url", "https://example.org/tiny/")
    found = site.published()
    expected = {
        "Opening remarks": "https://example.org/tiny/2031/schedule/#opening-remarks",
        "Keynote talk (Ada Lovelace)": "https://example.org/tiny/2031/schedule/keynote-talk-ada-lovelace/",
        "Oral presentations": "https://example.org/tiny/2031/schedule/oral-presentations/",
    }
    assert {str(each["SUMMARY"]): str(each["URL"]) for each in read(found["2031/schedule.ics"])} == expected
    name = "keynote-talk-ada-lovelace"
    (of_session,) = read(found[f"2031/schedule/{name}.ics"])
    (of_person,) = read(found["2031/speakers/ada-lovelace.ics"])
    assert str(of_session["URL"]) == str(of_person["URL"]) == expected["Keynote talk (Ada Lovelace)"]
    whole: Any = icalendar.Calendar.from_ical(found[f"2031/schedule/{name}.ics"])
    assert str(whole["URL"]) == expected["Keynote talk (Ada Lovelace)"]


def test_pages_offer_their_calendars(make_site: MakeSite) -> None:
    site = make_site({})
    site.build("--base-url", "https://example.org/tiny/")
    for name, label in (("schedule", "Schedule"), ("dates", "Important dates")):
        page = site.page(f"2031/{name}/index.html")
        offered = {words(each): each.get("href") for each in page.iterfind(".//ul[@class='links calendar-links']//a")}
        assert offered == {
            "Add to calendar": f"../{name}.ics",
            "Subscribe to the calendar": f"webcal://example.org/tiny/2031/{name}.ics",
        }
        heads = {each.get("title"): each.get("href") for each in page.iterfind(".//link[@type='text/calendar']")}
        assert heads[f"TINY 2031: {label}"] == f"../{name}.ics"


def test_without_an_address_there_is_nothing_to_subscribe_to(make_site: MakeSite) -> None:
    site = make_site({})
    assert site.build().problems == ""
    page = site.page("2031/schedule/index.html")
    assert [words(each) for each in page.iterfind(".//ul[@class='links calendar-links']//a")] == ["Add to calendar"]
    assert b"\r\nURL" not in site.published()["2031/schedule.ics"]


def test_a_programme_without_a_day_has_no_calendar(make_site: MakeSite) -> None:
    open_day = "- date: TBD\n  sessions:\n    - {time: 9:00-10:00, title: Talks}\n"
    site = make_site({"content/schedule.yaml": open_day, "content/dates.yaml": "- {name: Workshop, date: TBD}\n"})
    assert site.build().code == 0
    assert [path for path in site.published() if path.endswith(".ics")] == []
    page = site.page("2031/schedule/index.html")
    assert list(page.iterfind(".//ul[@class='links calendar-links']")) == []
    assert list(page.iterfind(".//link[@type='text/calendar']")) == []


def test_clocks_are_told_from_before_every_entry() -> None:
    """A reader that goes by the VTIMEZONE alone takes earlier times for UTC (ical.js)."""
    found = CalendarEvent(
        uid="u", title="A", starts="2031-01-01T00:15:00+01:00", ends="2031-01-01T00:30:00+01:00", zone="Europe/Paris"
    )
    whole: Any = icalendar.Calendar.from_ical(calendar(found))
    (told,) = whole.walk("VTIMEZONE")
    assert min(each["DTSTART"].dt for each in told.subcomponents) < dt.datetime(2031, 1, 1)
