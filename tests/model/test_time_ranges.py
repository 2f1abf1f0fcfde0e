"""Ranges of times of day, as organizers write them and as they cannot be meant."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readings import MINUTES, clock, possible, refusal

from enlsp_site.model import time_ranges, times
from enlsp_site.model.times import TimeError

JULY = dt.date(2025, 7, 15)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("08:15-08:30", "08:15", "08:30"),
        ("8:15AM - 8:30AM", "08:15", "08:30"),
        ("08:15–08:30", "08:15", "08:30"),
        ("08:15 — 08:30", "08:15", "08:30"),
        ("08:15--08:30", "08:15", "08:30"),
        ("8.15 am to 8.30 am", "08:15", "08:30"),
        ("from 8:15 until 8:30", "08:15", "08:30"),
        ("12:00 - 12:15 PM", "12:00", "12:15"),
        ("12:00 pm - 13:00 pm", "12:00", "13:00"),
        ("4:00PM-4:15PM", "16:00", "16:15"),
        ("6:05pm - 6:35pm", "18:05", "18:35"),
        ("11:30 - 12:15 PM", "11:30", "12:15"),
        ("9 - 10 AM", "09:00", "10:00"),
        ("9-5 pm", "09:00", "17:00"),
        ("8:15AM - 8:30", "08:15", "08:30"),
        ("8:15PM - 8:30", "20:15", "20:30"),
        ("11:30 AM - 12:30", "11:30", "12:30"),
        ("11:00 - noon", "11:00", "12:00"),
        ("noon to 1 PM", "12:00", "13:00"),
        ("08:00-21:00", "08:00", "21:00"),
        ("12:30 AM - 12:30 PM", "00:30", "12:30"),
    ],
)
def test_parse_range(text: str, start: str, end: str) -> None:
    assert time_ranges.parse_range(text) == (clock(start), clock(end), False)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("22:00-01:00", "22:00", "01:00"),
        ("18:00-06:00", "18:00", "06:00"),
        ("9:00 PM - 1:00 AM", "21:00", "01:00"),
        ("10:00 - 1:00 AM", "22:00", "01:00"),
        ("20:00 - midnight", "20:00", "00:00"),
    ],
)
def test_ranges_over_midnight(text: str, start: str, end: str) -> None:
    assert time_ranges.parse_range(text) == (clock(start), clock(end), True)


@pytest.mark.parametrize("said", [" +1", "+1", " (+1)", " +1 day", " next day", " (the next day)"])
@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("17:00-01:00", "17:00", "01:00"),
        ("20:00 - 07:00", "20:00", "07:00"),
        ("22:00-01:00", "22:00", "01:00"),
        ("5 PM - 1 AM", "17:00", "01:00"),
    ],
)
def test_ranges_that_say_that_they_end_on_the_next_day(text: str, start: str, end: str, said: str) -> None:
    assert time_ranges.parse_range(text + said) == (clock(start), clock(end), True)


def test_a_range_is_not_longer_than_a_line() -> None:
    long = f"08:15 {'-' * 300} 08:30"
    assert refusal(time_ranges.parse_range, long).message.endswith('…" is not a start and an end')


@given(MINUTES, st.integers(1, 24 * 60 - 1))
def test_every_range_of_under_a_day_that_is_written_reads_back(start: dt.time, minutes: int) -> None:
    ends = dt.datetime.combine(JULY, start) + dt.timedelta(minutes=minutes)
    given = (start, ends.time(), ends.date() != JULY)
    assert time_ranges.parse_range(time_ranges.write_range(*given)) == given


@pytest.mark.parametrize(
    ("text", "duration", "end", "overnight"),
    [
        ("08:15", "20m", "08:35", False),
        ("8:15 PM", "1h30", "21:45", False),
        ("8 am", "90", "09:30", False),
        ("23:30", "1h", "00:30", True),
        ("08:15-08:30", "15 min", "08:30", False),
    ],
)
def test_ranges_with_a_duration(text: str, duration: str, end: str, overnight: bool) -> None:
    assert time_ranges.parse_range(text, duration)[1:] == (clock(end), overnight)


OVERNIGHT = "what begins before 18:00 or ends after 06:00 the next day says so: 17:00-01:00 +1"


@pytest.mark.parametrize(
    ("text", "fault", "hint"),
    [
        (
            "11:30AM - 12:00AM",
            "ends at 00:00, before it starts at 11:30",
            "did you mean 12:00 PM (12:00)?",
        ),
        (
            "11:42AM - 11:48PM",
            "lasts more than 12 hours",
            "did you mean 11:48 AM (11:48)? If not, write 11:42–23:48",
        ),
        (
            "12:30 AM - 1:00 PM",
            "lasts more than 12 hours",
            "did you mean 12:30 PM (12:30)? If not, write 00:30–13:00",
        ),
        ("8:30PM - 9:00AM", "ends at 09:00, before it starts at 20:30", "did you mean 8:30 AM (08:30)?"),
        ("11:30-1:00", "ends at 01:00, before it starts at 11:30", "did you mean 1:00 PM (13:00)?"),
        ("14:00-13:30", "ends at 13:30, before it starts at 14:00", "did you mean 13:30–14:00?"),
        ("14:00-02:00", "ends at 02:00, before it starts at 14:00", OVERNIGHT),
        ("17:00-00:00", "ends at 00:00, before it starts at 17:00", OVERNIGHT),
        ("18:00-06:01", "ends at 06:01, before it starts at 18:00", "did you mean 6:01 PM (18:01)?"),
        ("17:59-06:00", "ends at 06:00, before it starts at 17:59", "did you mean 6:00 PM (18:00)?"),
        ("08:15-08:15", "ends when it starts", "write another end, or only a duration"),
        ("12:00 - 12:00 PM", "ends when it starts", "write another end, or only a duration"),
        ("8:15", "is not a start and an end", "write 08:15-08:30, or add a duration"),
        ("8:15 -", "is not a start and an end", "write 08:15-08:30, or add a duration"),
        ("- 8:30", "is not a start and an end", "write 08:15-08:30, or add a duration"),
        ("8:15-8:30-", "is not a start and an end", "write 08:15-08:30, or add a duration"),
        ("8:15-8:30-8:45", "is not a start and an end", "write 08:15-08:30, or add a duration"),
        ("", "is not a start and an end", "write 08:15-08:30, or add a duration"),
        ("17:00 +1", "is not a start and an end", "write 08:15-08:30, or add a duration"),
        ("17:00-17:00 +1", "lasts a day or more", "write a session for each of the days"),
        ("17:00-18:00 next day", "lasts a day or more", "write a session for each of the days"),
    ],
)
def test_ranges_that_cannot_be(text: str, fault: str, hint: str) -> None:
    error = refusal(time_ranges.parse_range, text)
    assert (error.code.name, error.message, error.hint) == ("bad-time", f'"{text}" {fault}', hint)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("8:15M - 8:30AM", "8:15M"),
        ("24:30-25:00", "24:30"),
        ("11:30-12:75", "12:75"),
        ("9-10", "9"),
        ("8:15 AM - 8:30 AM PST", "8:30 AM PST"),
        ("08:15-08:30 +2", "08:30 +2"),
        ("22:00-24:00 +1", "24:00"),
    ],
)
def test_ranges_with_a_part_that_is_no_time(text: str, part: str) -> None:
    assert refusal(time_ranges.parse_range, text).message == f'"{part}" is not a time of day'


@pytest.mark.parametrize(("text", "duration"), [("14:00", "12h"), ("22:00", "23h")])
def test_durations_that_do_not_fit(text: str, duration: str) -> None:
    error = refusal(time_ranges.parse_range, text, duration)
    assert error.message == f'"{text}" does not go with a duration of {duration}'
    assert error.hint == f"check both; {OVERNIGHT}"


@pytest.mark.parametrize(("text", "duration"), [("08:15-08:30", "20m"), ("18:00-22:00", "1h")])
def test_a_range_and_a_duration_that_contradict_each_other(text: str, duration: str) -> None:
    error = refusal(time_ranges.parse_range, text, duration)
    assert error.message == f'"{text}" does not go with a duration of {duration}'
    assert error.hint == "delete the duration: the range says it"


def test_the_schedule_of_enlsp_2025_has_one_fault() -> None:
    written = (
        "8:15AM - 8:30AM|8:30AM - 9:00AM|9:00AM - 9:30AM|9:30AM - 10:00AM|10:00AM - 10:30AM|10:30AM - 11:00AM|"
        "11:00AM - 11:30AM|11:30AM - 12:00AM|12:00 - 12:15 PM|12:15PM - 1:00PM|12:45PM - 1:45PM|1:45PM - 2:30PM|"
        "2:30PM - 3:00PM|3:00PM - 3:30PM|3:30PM - 4:00PM|4:00PM-4:15PM|4:15PM - 5:15PM"
    )
    read, faults = [], []
    for text in written.split("|"):
        try:
            read.append(times.format_range(*time_ranges.parse_range(text)[:2]))
        except TimeError as error:
            faults.append(error.message)
    assert faults == ['"11:30AM - 12:00AM" ends at 00:00, before it starts at 11:30']
    assert read == [
        *("08:15–08:30", "08:30–09:00", "09:00–09:30", "09:30–10:00", "10:00–10:30", "10:30–11:00"),
        *("11:00–11:30", "12:00–12:15", "12:15–13:00", "12:45–13:45", "13:45–14:30"),
        *("14:30–15:00", "15:00–15:30", "15:30–16:00", "16:00–16:15", "16:15–17:15"),
    ]


@given(st.times(), st.times())
@example(dt.time(18), dt.time(6))
@example(dt.time(0), dt.time(23, 59, 59))
def test_every_range_that_is_printed_reads_back(start: dt.time, end: dt.time) -> None:
    start, end = start.replace(microsecond=0), end.replace(microsecond=0)
    text = times.format_range(start, end)
    if possible(start, end):
        assert time_ranges.parse_range(text) == (start, end, end < start)
    else:
        assert refusal(time_ranges.parse_range, text).code.name == "bad-time"


@given(MINUTES, st.integers(1, 12 * 60), st.sampled_from(["-", " – ", " to "]), st.booleans())
def test_ranges_on_the_12_hour_clock_read_as_on_the_24_hour_clock(
    start: dt.time, minutes: int, dash: str, dots: bool
) -> None:
    end = (dt.datetime.combine(JULY, start) + dt.timedelta(minutes=minutes)).time()
    halves = ("a.m.", "p.m.") if dots else ("AM", "PM")
    first, last = (f"{time.hour % 12 or 12}:{time.minute:02} {halves[time.hour >= 12]}" for time in (start, end))
    if possible(start, end):
        assert time_ranges.parse_range(first + dash + last) == (start, end, end < start)
        assert time_ranges.parse_range(first, f"{minutes}m") == (start, end, end < start)
    else:
        assert refusal(time_ranges.parse_range, first + dash + last).code.name == "bad-time"
