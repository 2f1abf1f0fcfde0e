"""Dates, times of day, ranges and zones, as organizers write them and as they cannot be meant."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from loops import some
from readings import MINUTES, clock, outcome, possible, refusal

from enlsp_site.model import time_ranges, times
from enlsp_site.model.times import TimeError
from enlsp_site.model.wording import language

JULY, DECEMBER = dt.date(2025, 7, 15), dt.date(2025, 12, 6)

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


def test_import_is_cheap() -> None:
    code = (
        "import sys, enlsp_site.model.times\nprint({'zoneinfo', 'difflib', 'calendar', 'locale'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("text", ["TBD", "tba", " T.B.D. ", "to be  announced", "To Be Determined", "TBC"])
def test_tbd(text: str) -> None:
    assert times.is_tbd(text)


@pytest.mark.parametrize("text", ["", "2025-08-22", "TBD later", "to be"])
def test_not_tbd(text: str) -> None:
    assert not times.is_tbd(text)


def test_error_carries_what_a_problem_needs() -> None:
    error = refusal(times.parse_date, "some\nday  or\tother " + "x" * 100)
    assert error.code.name == "bad-date"
    assert error.message.startswith('"some day or other xxx')
    assert error.message.endswith('…" is not a date')
    assert error.hint == "write year-month-day, as in 2025-08-22"
    assert str(error) == error.message


# ------------------------------------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    "text",
    [
        "2025-08-22",
        " 2025-8-22 ",
        "2025/08/22",
        "22 August 2025",
        "22nd of August, 2025",
        "August 22, 2025",
        "Aug. 22 2025",
        "AUG 22nd,2025",
        "22-Aug-2025",
        "Friday, August 22, 2025",
        "Fri 22 Aug 2025",
    ],
)
def test_parse_date(text: str) -> None:
    assert times.parse_date(text) == dt.date(2025, 8, 22)


@pytest.mark.parametrize(("text", "month"), [("Sept. 1, 2025", 9), ("1 May 2025", 5), ("june 1st 2025", 6)])
def test_parse_date_knows_months(text: str, month: int) -> None:
    assert times.parse_date(text) == dt.date(2025, month, 1)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        (
            "08/09/2025",
            '"08/09/2025" does not say which number is the month',
            "write 2025-08-09 or 2025-09-08",
        ),
        ("22/08/2025", '"22/08/2025" does not say which number is the month', "write 2025-08-22"),
        ("8.8.25", '"8.8.25" does not say which number is the month', "write 2025-08-08"),
        ("2025-02-30", '"2025-02-30" is not a date: February has no 30th', "check the day"),
        ("2025-02-29", '"2025-02-29" is not a date: February 2025 has no 29th', "check the day"),
        ("April 31st, 2025", '"April 31st, 2025" is not a date: April has no 31st', "check the day"),
        ("2025-12-32", '"2025-12-32" is not a date: December has no 32nd', "check the day"),
        ("2025-22-08", '"2025-22-08" is not a date: there is no month 22', "did you mean 2025-08-22?"),
        ("2025-00-10", '"2025-00-10" is not a date: there is no month 00', "check the month"),
        ("Augst 22, 2025", '"Augst 22, 2025" is not a date: there is no month Augst', "check the month"),
        ("2205-08-22", '"2205-08-22" has a year that is not between 1990 and 2100', "check the year"),
        ("1989-12-31", '"1989-12-31" has a year that is not between 1990 and 2100', "check the year"),
        (
            "Saturday, August 22, 2025",
            '"Saturday, August 22, 2025" is a Friday',
            "correct the weekday or the date",
        ),
        (
            "December 5th or 6th, 2025",
            '"December 5th or 6th, 2025" is more than one date',
            "write a list: [2025-12-05, 2025-12-06]",
        ),
        ("2025-10-05 23:59", '"2025-10-05 23:59" holds more than a date', "write 2025-10-05"),
        ("2025-08-223", '"2025-08-223" is not a date', "write year-month-day, as in 2025-08-22"),
        ("August 22", '"August 22" has no year', "write <year>-08-22; between braces a comma needs quotes"),
        ("Fri, 22 Aug", '"Fri, 22 Aug" has no year', "write it with its year, as in 2025-08-22"),
        ("٢٠٢٥-٠٨-٢٢", '"٢٠٢٥-٠٨-٢٢" is not a date', "write year-month-day, as in 2025-08-22"),
    ],
)
def test_dates_that_cannot_be(text: str, message: str, hint: str) -> None:
    error = refusal(times.parse_date, text)
    assert (error.code.name, error.message, error.hint) == ("bad-date", message, hint)


def test_leap_day() -> None:
    assert times.parse_date("2024-02-29") == dt.date(2024, 2, 29)


@given(DAYS)
def test_every_date_that_is_printed_reads_back(day: dt.date) -> None:
    forms = [day.isoformat(), times.format_date(day)]
    forms += [form for tag in ("en", "en-GB") for form in (language(tag).date(day), language(tag).weekday(day))]
    assert {times.parse_date(form) for form in forms} == {day}


@pytest.mark.parametrize(
    ("text", "time", "zone"),
    [
        ("2025-10-05", None, None),
        ("2025-10-05 23:59", "23:59", None),
        ("2025-10-05T23:59", "23:59", None),
        ("2025-10-05T23:59:59Z", "23:59:59", "Z"),
        ("2025-10-05T23:59-12:00", "23:59", "-12:00"),
        ("October 5, 2025, 11:59 PM", "23:59", None),
        ("October 5, 2025, 11:59 p.m. AoE", "23:59", "AoE"),
        ("5 October 2025 at 23.59 (AoE)", "23:59", "AoE"),
        ("October 5, 2025 (11:59 PM AoE)", "23:59", "AoE"),
        ("October 5, 2025 AOE", None, "AOE"),
        ("October 5, 2025, Anywhere on Earth (AOE)", None, "Anywhere on Earth (AOE)"),
        ("2025-10-05 23:59 UTC+2", "23:59", "UTC+2"),
        ("2025-10-05 23:59, America/Los_Angeles", "23:59", "America/Los_Angeles"),
        ("2025-10-05 11 PM PST", "23:00", "PST"),
        ("2025-10-05 noon AoE", "12:00", "AoE"),
    ],
)
def test_parse_moment(text: str, time: str | None, zone: str | None) -> None:
    assert times.parse_moment(text) == (dt.date(2025, 10, 5), time and clock(time), zone)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2025-10-05 25:00", '"25:00" is not a time of day'),
        ("2025-10-05 23:599 AoE", '"23:599 AoE" is not a time of day'),
        ("2025-10-05 8:15M", '"8:15M" is not a time of day'),
        ("2025-10-05 11", '"11" is not a time of day'),
    ],
)
def test_moments_that_cannot_be(text: str, message: str) -> None:
    error = refusal(times.parse_moment, text)
    assert (error.code.name, error.message) == ("bad-time", message)


# ---------------------------------------------------------------------------------------- times of day


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("08:15", "08:15"),
        ("8:15", "08:15"),
        ("8.15", "08:15"),
        ("8h15", "08:15"),
        ("8:15 AM", "08:15"),
        ("8:15am", "08:15"),
        ("08:15 a. m.", "08:15"),
        ("8:15\u202fPM", "20:15"),
        ("8 a.m.", "08:00"),
        ("12 AM", "00:00"),
        ("12:30 AM", "00:30"),
        ("12:30 PM", "12:30"),
        ("13:00 pm", "13:00"),
        ("00:30 am", "00:30"),
        ("noon", "12:00"),
        ("12 Noon", "12:00"),
        ("midnight", "00:00"),
        ("23:59:59", "23:59:59"),
    ],
)
def test_parse_clock(text: str, time: str) -> None:
    assert times.parse_clock(text) == clock(time)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("8:15M", "did you mean 8:15 AM or 8:15 PM?"),
        ("815", "did you mean 8:15 AM or 8:15 PM?"),
        ("8", "did you mean 8:00 AM or 8:00 PM?"),
        ("25:00", "hours go from 00 to 23; midnight is 00:00"),
        ("24:00", "hours go from 00 to 23; midnight is 00:00"),
        ("12:75", "minutes go from 00 to 59"),
        ("12:00:60", "minutes go from 00 to 59"),
        ("13:00 AM", "did you mean 13:00 or 1:00 AM?"),
        ("0:30 PM", "did you mean 00:30 or 12:30 PM?"),
        ("soon", "write it as 08:15 or 8:15 AM"),
        ("٨:١٥", "write it as 08:15 or 8:15 AM"),
        ("", "write it as 08:15 or 8:15 AM"),
    ],
)
def test_times_that_cannot_be(text: str, hint: str) -> None:
    error = refusal(times.parse_clock, text)
    assert (error.code.name, error.message, error.hint) == ("bad-time", f'"{text}" is not a time of day', hint)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("20m", 20),
        ("20 min", 20),
        ("20 Minutes", 20),
        ("6 min.", 6),
        ("90", 90),
        ("1h", 60),
        ("1h30", 90),
        ("1h 30m", 90),
        ("1:30", 90),
        ("0:05", 5),
        ("2 hours", 120),
        ("1 hr 15 mins", 75),
        ("1.5 hours", 90),
    ],
)
def test_parse_duration(text: str, minutes: int) -> None:
    assert times.parse_duration(text) == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "0", "0h", "long", "-20m", "1h75", "24h", "1440", "20s", "9" * 5000])
def test_durations_that_cannot_be(text: str) -> None:
    error = refusal(times.parse_duration, text)
    assert error.code.name == "bad-time"
    assert error.hint == "write 20m, 1h30 or 90 (minutes)"


NEARLY = st.text("0123456789:.-–/ aApPmMhTZoEUC+()tn,", max_size=24)


@given(st.one_of(st.text(), NEARLY))
@example("2025-10-05 9" * 99)
def test_no_text_is_a_traceback(text: str) -> None:
    for read in (
        *(times.parse_date, times.parse_moment, times.parse_clock, times.parse_duration),
        time_ranges.parse_range,
    ):
        result = outcome(read, text)
        if isinstance(result, TimeError):
            assert len((result.message + result.hint).splitlines()) == 1
            assert all((result.message, result.hint))
            assert not result.message.endswith(".")


@given(st.one_of(st.text(), NEARLY), st.sampled_from([None, JULY]))
def test_no_zone_is_a_traceback(text: str, on: dt.date | None) -> None:
    label = outcome(times.zone_label, text, on)
    if isinstance(label, TimeError):
        assert label.code.name in ("unknown-zone", "ambiguous-zone", "wrong-zone")
    else:
        assert label


# ----------------------------------------------------------------------------------------------- zones


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("AoE", -12),
        ("aoe", -12),
        ("(AOE)", -12),
        ("Anywhere on Earth", -12),
        ("Anywhere on Earth (AOE)", -12),
        ("AoE (UTC-12)", -12),
        ("UTC", 0),
        ("utc+2", 2),
        ("UTC +02:00", 2),
        ("UTC-05:30", -5.5),
        ("UTC−3", -3),
        ("GMT+1", 1),
        ("-12:00", -12),
        ("+0530", 5.5),
        ("Z", 0),
        ("GMT", 0),
        ("EST", -5),
        ("PST", -8),
        ("pst", -8),
        ("MST", -7),
        ("CET", 1),
        ("WET", 0),
        ("JST", 9),
        ("AEDT", 11),
        ("NZDT", 13),
        ("PT", -8),
        ("America/Los_Angeles", -8),
        ("Asia/Kolkata", 5.5),
        ("Etc/GMT+1", -1),
    ],
)
def test_zone_in_december(name: str, hours: float) -> None:
    noon = dt.datetime.combine(DECEMBER, dt.time(12), times.zone(name, DECEMBER))
    assert noon.utcoffset() == dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    ("name", "hours"),
    [("EDT", -4), ("PDT", -7), ("CDT", -5), ("CEST", 2), ("WEST", 1), ("NDT", -2.5), ("NZST", 12), ("ET", -4)],
)
def test_zone_in_july(name: str, hours: float) -> None:
    noon = dt.datetime.combine(JULY, dt.time(12), times.zone(name, JULY))
    assert noon.utcoffset() == dt.timedelta(hours=hours)


@pytest.mark.parametrize(
    ("name", "on", "message", "hint"),
    [
        (
            "EST",
            JULY,
            '"EST" is not in force on July 15, 2025',
            "write America/Toronto or America/New_York, or EDT",
        ),
        ("PDT", DECEMBER, '"PDT" is not in force on December 6, 2025', "write America/Los_Angeles, or PST"),
        ("cet", JULY, '"CET" is not in force on July 15, 2025', "write Europe/Paris or Europe/Berlin, or CEST"),
        (
            "MST",
            JULY,
            '"MST" is not in force on July 15, 2025',
            "write America/Denver or America/Phoenix, or MDT",
        ),
        (
            "AEST",
            DECEMBER,
            '"AEST" is not in force on December 6, 2025',
            "write Australia/Sydney or Australia/Brisbane, or AEDT",
        ),
    ],
)
def test_an_abbreviation_is_wrong_out_of_its_season(name: str, on: dt.date, message: str, hint: str) -> None:
    error = refusal(times.zone, name, on)
    assert (error.code.name, error.message, error.hint) == ("wrong-zone", message, hint)


def test_without_a_date_both_seasons_pass() -> None:
    offsets = [times.zone(name).utcoffset(None) for name in ("EST", "EDT")]
    assert offsets == [dt.timedelta(hours=-5), dt.timedelta(hours=-4)]


def test_on_the_day_of_the_clock_change_both_seasons_pass() -> None:
    day = dt.date(2025, 11, 2)
    offsets = [times.zone(name, day).utcoffset(None) for name in ("EST", "EDT")]
    assert offsets == [dt.timedelta(hours=-5), dt.timedelta(hours=-4)]


@pytest.mark.parametrize("on", [None, JULY, DECEMBER])
@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("CST", "write America/Chicago or Asia/Shanghai"),
        ("IST", "write Asia/Kolkata or Asia/Jerusalem or Europe/Dublin"),
        ("bst", "write Europe/London or Asia/Dhaka"),
    ],
)
def test_an_abbreviation_with_several_meanings(name: str, hint: str, on: dt.date | None) -> None:
    error = refusal(times.zone, name, on)
    assert (error.code.name, error.hint) == ("ambiguous-zone", hint)
    assert error.message == f'"{name.upper()}" has several meanings'


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("america/new_york", "did you mean America/New_York?"),
        ("Europe/Berlim", "did you mean Europe/Berlin?"),
        ("America/Los Angeles", "did you mean America/Los_Angeles?"),
        ("Toronto", "did you mean America/Toronto?"),
        ("EST (Toronto)", "did you mean America/Toronto?"),
        ("Mars/Phobos", "write a name such as America/Toronto, AoE or UTC+2"),
        ("America", "write a name such as America/Toronto, AoE or UTC+2"),
        ("UTC-12:30", "write a name such as America/Toronto, AoE or UTC+2"),
        ("UTC+15", "write a name such as America/Toronto, AoE or UTC+2"),
        ("", "write a name such as America/Toronto, AoE or UTC+2"),
        ("localtime", "write a name such as America/Toronto, AoE or UTC+2"),
        ("../../etc/passwd", "write a name such as America/Toronto, AoE or UTC+2"),
        ("/etc/localtime", "write a name such as America/Toronto, AoE or UTC+2"),
    ],
)
def test_unknown_zones(name: str, hint: str) -> None:
    error = refusal(times.zone, name)
    assert (error.code.name, error.message, error.hint) == ("unknown-zone", f'"{name}" is not a time zone', hint)


def test_every_abbreviation_agrees_with_the_database() -> None:
    for short, (hours, places) in some(times._ABBREVIATIONS.items()):
        for place in places.split():
            offsets = {dt.datetime(2025, month, 15, 12, tzinfo=ZoneInfo(place)).utcoffset() for month in range(1, 13)}
            assert hours is None or dt.timedelta(hours=hours) in offsets, (short, place)
        if hours is not None:
            seasons = [outcome(times.zone, short, day) for day in (dt.date(2025, 1, 15), JULY)]
            assert any(isinstance(season, dt.timezone) for season in seasons), short


@pytest.mark.parametrize(
    ("name", "on", "label"),
    [
        ("America/Los_Angeles", DECEMBER, "PST"),
        ("America/Los_Angeles", JULY, "PDT"),
        ("PT", JULY, "PDT"),
        ("aoe", DECEMBER, "AoE"),
        ("Anywhere on Earth", None, "AoE"),
        ("America/Sao_Paulo", DECEMBER, "UTC−3"),
        ("Asia/Kathmandu", DECEMBER, "UTC+5:45"),
        ("UTC+02:00", None, "UTC+2"),
        ("UTC-05:30", JULY, "UTC−5:30"),
        ("UTC", None, "UTC"),
        ("UTC-0", None, "UTC"),
        ("Europe/London", DECEMBER, "GMT"),
        ("Europe/London", JULY, "BST (UTC+1)"),
        ("America/Chicago", DECEMBER, "CST (UTC−6)"),
        ("America/Chicago", JULY, "CDT"),
        ("Asia/Shanghai", JULY, "CST (UTC+8)"),
        ("America/Havana", JULY, "CDT (UTC−4)"),
        ("Asia/Kolkata", JULY, "IST (UTC+5:30)"),
        ("EDT", JULY, "EDT"),
        ("America/Los_Angeles", None, "Los Angeles time"),
    ],
)
def test_zone_label(name: str, on: dt.date | None, label: str) -> None:
    assert times.zone_label(name, on) == label


@pytest.mark.parametrize(
    ("at", "label"), [(dt.time(0, 30), "PDT"), (dt.time(1, 30), "PDT"), (dt.time(2), "PST"), (dt.time(23, 59), "PST")]
)
def test_zone_label_of_a_time_on_the_day_on_which_the_clocks_change(at: dt.time, label: str) -> None:
    assert times.zone_label("America/Los_Angeles", dt.date(2027, 11, 7), at=at) == label


# --------------------------------------------------------------------------------------------- moments


@pytest.mark.parametrize(
    ("day", "time", "zone", "instant"),
    [
        ("2025-08-22", "23:59", "AoE", "2025-08-22T23:59:00-12:00"),
        ("2025-12-06", "08:15", "America/Los_Angeles", "2025-12-06T08:15:00-08:00"),
        ("2025-07-15", "07:00", "America/Toronto", "2025-07-15T07:00:00-04:00"),
        ("2025-07-15", "07:00", "UTC+5:30", "2025-07-15T07:00:00+05:30"),
        ("2025-07-15", "07:00", "UTC", "2025-07-15T07:00:00+00:00"),
        # The night the clocks go back: 01:30 comes twice, and the first one is meant.
        ("2025-11-02", "01:30", "America/Los_Angeles", "2025-11-02T01:30:00-07:00"),
        ("2025-11-02", "02:00", "America/Los_Angeles", "2025-11-02T02:00:00-08:00"),
        # Both abbreviations are right in that night, each in its part of it.
        ("2025-11-02", "01:30", "PDT", "2025-11-02T01:30:00-07:00"),
        ("2025-11-02", "01:30", "PST", "2025-11-02T01:30:00-08:00"),
        ("2025-11-02", "09:00", "PST", "2025-11-02T09:00:00-08:00"),
    ],
)
def test_instant(day: str, time: str, zone: str, instant: str) -> None:
    assert times.instant(dt.date.fromisoformat(day), clock(time), zone) == instant


def test_of_a_time_that_comes_twice_the_fold_is_ignored() -> None:
    late = dt.time(1, 30, fold=1)
    assert times.instant(dt.date(2025, 11, 2), late, "America/Toronto") == "2025-11-02T01:30:00-04:00"


def test_a_time_that_the_clocks_leave_out() -> None:
    error = refusal(times.instant, dt.date(2026, 3, 8), dt.time(2, 30), "America/Los_Angeles")
    assert error.code.name == "bad-time"
    assert error.message == ('"02:30" does not exist on March 8, 2026 in America/Los_Angeles: the clocks go forward')
    assert error.hint == "did you mean 03:30?"


def test_an_abbreviation_that_is_over_at_that_time() -> None:
    error = refusal(times.instant, dt.date(2025, 11, 2), dt.time(9), "PDT")
    assert (error.code.name, error.hint) == ("wrong-zone", "write America/Los_Angeles, or PST")


ZONES = (
    *("America/Los_Angeles", "America/St_Johns", "America/Toronto", "America/Havana", "America/Sao_Paulo"),
    *("Atlantic/Azores", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Paris"),
    *("Africa/Cairo", "Africa/Casablanca", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Tokyo"),
    *("Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati"),
)
QUARTER = dt.timedelta(minutes=15)


def changes(where: ZoneInfo) -> list[dt.datetime]:
    """The days of 2025, at 00:00 UTC, in which the clocks of a zone change."""
    days = [dt.datetime(2025, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=n) for n in range(366)]
    offsets = [day.astimezone(where).utcoffset() for day in days]
    return [day for day, before, after in zip(days, offsets, offsets[1:], strict=False) if before != after]


@pytest.mark.parametrize("name", ZONES)
def test_wall_to_utc_to_wall_over_both_clock_changes(name: str) -> None:
    where = ZoneInfo(name)
    for day in some(changes(where) or [dt.datetime(2025, 3, 30, tzinfo=dt.UTC)]):
        # What the clocks really show, moment by moment; the first moment at which they show it counts.
        shown: dict[dt.datetime, dt.datetime] = {}
        for step in range(-96, 3 * 96):
            moment = day + step * QUARTER
            shown.setdefault(moment.astimezone(where).replace(tzinfo=None), moment)
        first, last = min(shown) + dt.timedelta(hours=4), max(shown)
        left_out = 0
        for step in range((last - first) // QUARTER):
            wall = first + step * QUARTER
            if wall in shown:
                instant = dt.datetime.fromisoformat(times.instant(wall.date(), wall.time(), name))
                assert instant == shown[wall]
                assert instant.replace(tzinfo=None) == wall
            else:
                assert "does not exist" in refusal(times.instant, wall.date(), wall.time(), name).message
                left_out += 1
        forward = (day + dt.timedelta(days=1)).astimezone(where).utcoffset() - day.astimezone(where).utcoffset()  # type: ignore[operator]
        assert left_out == max(forward // QUARTER, 0)


def test_the_clock_changes_are_there() -> None:
    assert len([name for name in ZONES if len(changes(ZoneInfo(name))) == 2]) == 16


@given(DAYS, MINUTES, st.sampled_from(ZONES))
def test_wall_to_utc_to_wall_on_any_day(day: dt.date, time: dt.time, name: str) -> None:
    text = outcome(times.instant, day, time, name)
    if isinstance(text, str):
        shown = dt.datetime.fromisoformat(text).astimezone(dt.UTC).astimezone(ZoneInfo(name))
        assert (shown.date(), shown.time()) == (day, time)
    else:
        near = dt.datetime.combine(day, time, dt.UTC)
        moments = (near + step * QUARTER for step in range(-60, 60))
        assert dt.datetime.combine(day, time) not in {
            moment.astimezone(ZoneInfo(name)).replace(tzinfo=None) for moment in moments
        }


@given(DAYS, MINUTES, st.integers(1, 11 * 60), st.sampled_from(ZONES))
@example(dt.date(2025, 11, 2), dt.time(0, 30), 180, "America/Los_Angeles")
@example(dt.date(2025, 3, 30), dt.time(1, 30), 60, "Europe/Paris")
def test_a_range_that_is_printed_reads_back_as_the_same_moments(
    day: dt.date, time: dt.time, minutes: int, name: str
) -> None:
    where = ZoneInfo(name)
    begin = dt.datetime.combine(day, time, dt.UTC)
    moments = [begin.astimezone(where), (begin + dt.timedelta(minutes=minutes)).astimezone(where)]
    start, end = (moment.time() for moment in moments)
    once = all(moment.utcoffset() == moment.replace(fold=1 - moment.fold).utcoffset() for moment in moments)
    if not once or not possible(start, end) or (moments[1].date() > moments[0].date()) != (end < start):
        return
    first, last, overnight = time_ranges.parse_range(times.format_range(start, end))
    days = [moments[0].date() + dt.timedelta(each) for each in (0, overnight)]
    read = [times.instant(*each, name) for each in zip(days, (first, last), strict=True)]
    assert [dt.datetime.fromisoformat(text) for text in read] == moments


# ---------------------------------------------------------------------------------------------- format


def test_format() -> None:
    assert times.format_date(dt.date(2025, 8, 2)) == "August 2, 2025"
    assert times.format_clock(dt.time(8, 15)) == "08:15"
    assert times.format_clock(dt.time(23, 59, 59)) == "23:59:59"
    assert times.format_range(dt.time(8, 15), dt.time(8, 30)) == "08:15–08:30"
