"""Calendars of real programs: zones by any name, folds, and events that repeat or were moved."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from enlsp_site.importers.registry import imported
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import Source

SHARED = Path(__file__).parents[3] / "shared/cases/import"
BERLIN = """\
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""
"""As Outlook writes it."""


def fixed(name: str, offset: str) -> str:
    """A zone of its own that has one distance from UTC."""
    return (
        f"BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        f"TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
    )


def event(start: str, *more: str, title: str = "Talk", end: str = "", uid: str = "1") -> str:
    """An event of an hour."""
    lines = [f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART{start}", end or "DURATION:PT1H", *more]
    return "\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT\n"])


def brought(*parts: str | bytes, **others: str) -> ImportResult:
    """What comes of a calendar, and of others after it."""
    whole = [part if isinstance(part, bytes) else part.encode() for part in parts]
    files = {"a.ics": b"BEGIN:VCALENDAR\nVERSION:2.0\n" + b"".join(whole) + b"END:VCALENDAR\n"}
    more = {
        f"{name}.ics": f"BEGIN:VCALENDAR\nVERSION:2.0\n{text}END:VCALENDAR\n".encode()
        for name, text in others.items()
    }
    return imported("ics", Source.of(files | more), ImportOptions())


def rows(result: ImportResult) -> list[tuple[str, str, str, str]]:
    """Date, zone, time and title of all sessions."""
    days: list[dict[str, Any]] = result.files.get("schedule.yaml", {}).get("days", [])
    return [
        (day["date"], day.get("timezone", ""), each["time"], each["title"])
        for day in days
        for each in day["sessions"]
    ]


def told(result: ImportResult) -> list[str]:
    """What is told, but for there being nothing else."""
    problems = [each for each in result.problems if each.code != "nothing-found"]
    return [f"{each.origin.line}: {each.message} [{each.code}]" for each in problems]


# Zones


@pytest.mark.parametrize("definition", [BERLIN, ""], ids=["with its rules", "by its name"])
@pytest.mark.parametrize(("date", "zone"), [("20271204", "Europe/Berlin"), ("20270709", "Europe/Berlin")])
def test_a_zone_of_windows_is_a_place(definition: str, date: str, zone: str) -> None:
    result = brought(definition, event(f';TZID="W. Europe Standard Time":{date}T090000'))
    assert [(row[1], row[2]) for row in rows(result)] == [(zone, "09:00-10:00")]
    assert told(result) == []


def test_the_calendars_own_rules_win_over_a_known_name() -> None:
    """Exchange writes zones by the organizer's clock under any name."""
    result = brought(fixed("Europe/Berlin", "+0530"), event(";TZID=Europe/Berlin:20271204T090000"))
    assert rows(result) == [("2027-12-04", "UTC+5:30", "09:00-10:00", "Talk")]


def test_one_name_means_another_zone_in_another_calendar() -> None:
    name = "Customized Time Zone"
    result = brought(
        fixed(name, "+0530"),
        event(f";TZID={name}:20271204T090000"),
        b=fixed(name, "-0730") + event(f";TZID={name}:20271205T090000"),
    )
    assert rows(result) == [
        ("2027-12-04", "UTC+5:30", "09:00-10:00", "Talk"),
        ("2027-12-05", "UTC-7:30", "09:00-10:00", "Talk"),
    ]
    assert told(result) == []


def test_an_abbreviation_is_what_its_rules_say() -> None:
    rules = BERLIN.replace("W. Europe Standard Time", "PST")
    assert rows(brought(rules, event(";TZID=PST:20270709T090000")))[0][1] == "UTC+2"


@pytest.mark.parametrize(
    "name", ["/mozilla.org/20050126_1/Europe/Berlin", "/freeassociation.sourceforge.net/Europe/Berlin"]
)
def test_a_name_behind_a_vendors_is_a_place(name: str) -> None:
    assert rows(brought(event(f";TZID={name}:20271204T090000")))[0][1] == "Europe/Berlin"


@pytest.mark.parametrize(
    "name", ['"(UTC+01:00) Amsterdam, Berlin"', '"(UTC-08:00) Pacific Time (US & Canada)"', "Office"]
)
def test_no_time_is_made_up_for_a_zone_that_nobody_knows(name: str) -> None:
    result = brought("X-WR-TIMEZONE:Asia/Tokyo\n", event(f";TZID={name}:20271204T090000"))
    assert rows(result) == []
    assert told(result) == [
        f"7: “Talk” is in the zone “{name.strip(chr(34))}”, which nobody knows, and is left out [unknown-zone]"
    ]
    assert result.lost == {"sessions": 1}


def test_an_abbreviation_that_is_not_in_force_is_not_believed() -> None:
    assert rows(brought(event(";TZID=PST:20271204T090000")))[0][1] == "PST"
    assert "unknown-zone" in told(brought(event(";TZID=PST:20270704T090000")))[0]


def test_rules_that_cannot_be_read_are_none() -> None:
    for bad in (
        BERLIN.replace("FREQ=YEARLY", "FREQ=SECONDLY"),
        BERLIN.replace("TZOFFSETTO:+0100\n", ""),
        BERLIN.replace("16010101T030000", "yesterday"),
    ):
        result = brought(bad.replace("W. Europe Standard Time", "Ours"), event(";TZID=Ours:20271204T090000"))
        assert rows(result) == []
        assert "unknown-zone" in told(result)[0]


def test_a_time_in_utc_is_shown_in_the_zone_of_the_calendar() -> None:
    result = brought("X-WR-TIMEZONE:Asia/Tokyo\n", event(":20271205T090000Z"))
    assert (rows(result), told(result)) == ([("2027-12-05", "Asia/Tokyo", "18:00-19:00", "Talk")], [])


def test_a_time_in_utc_is_told_where_the_calendar_has_no_zone() -> None:
    result = brought(event(":20271205T090000Z"))
    assert rows(result) == [("2027-12-05", "UTC", "09:00-10:00", "Talk")]
    assert told(result) == ["6: “Talk” is in UTC; it is shown in UTC [time-in-utc]"]


def test_a_time_in_utc_and_one_of_no_zone_are_in_that_of_the_others() -> None:
    result = brought(
        event(";TZID=Europe/Berlin:20271204T080000"),
        event(":20271204T093000Z", title="In UTC"),
        event(":20271204T120000", title="Anywhere"),
        event(";TZID=Europe/Kyiv:20271204T093000", "STATUS:CANCELLED", title="Not any more"),
    )
    assert rows(result) == [
        ("2027-12-04", "Europe/Berlin", "08:00-09:00", "Talk"),
        ("2027-12-04", "Europe/Berlin", "10:30-11:30", "In UTC"),
        ("2027-12-04", "Europe/Berlin", "12:00-13:00", "Anywhere"),
    ]
    assert told(result) == [
        "12: “In UTC” is in UTC; it is shown in Europe/Berlin, the zone of the other events [time-in-utc]",
        "23: “Not any more” is cancelled, and left out [cancelled]",
    ]


def test_an_end_in_another_zone_is_the_moment_that_it_is() -> None:
    result = brought(event(";TZID=Europe/Berlin:20271204T090000", end="DTEND;TZID=Europe/London:20271204T090000"))
    assert rows(result)[0][2] == "09:00-10:00"


# Lines


def test_a_fold_inside_a_letter_is_none() -> None:
    title = "SUMMARY:Caf\xc3\r\n \xa9 rest".encode("latin-1")
    result = brought(
        b"BEGIN:VEVENT\n" + title + b"\nDTSTART;TZID=Europe/Berlin:20271204T090000\nDURATION:PT30M\nEND:VEVENT\n"
    )
    assert (rows(result)[0][3], told(result)) == ("Café rest", [])


def test_what_is_wrong_with_letters_is_told_at_the_line_as_it_stands() -> None:
    result = brought(event(":20271204T090000", "DESCRIPTION:a\n b\n c"), b"X-NOTE:\x93x\n")
    assert told(result)[0] == "12: byte 0x93 is not UTF-8; in Windows-1252 it is ““” [encoding]"


# What repeats

WEEKLY = "RRULE:FREQ=DAILY;COUNT=3"


def days_of(result: ImportResult) -> list[str]:
    return [f"{date[8:]} {time}" for date, _, time, _ in rows(result)]


@pytest.mark.parametrize(
    ("more", "found"),
    [
        ((WEEKLY,), ["04 14:00-15:00", "05 14:00-15:00", "06 14:00-15:00"]),
        ((WEEKLY, "EXDATE;TZID=Europe/Berlin:20271204T140000"), ["05 14:00-15:00", "06 14:00-15:00"]),
        ((WEEKLY, "EXDATE:20271204T130000Z,20271206T130000Z"), ["05 14:00-15:00"]),
        (("RRULE:FREQ=WEEKLY;UNTIL=20271211T130000Z",), ["04 14:00-15:00", "11 14:00-15:00"]),
        (("RRULE:FREQ=WEEKLY;UNTIL=20271211T125959Z",), ["04 14:00-15:00"]),
        (("RDATE;TZID=Europe/Berlin:20271206T160000",), ["04 14:00-15:00", "06 16:00-17:00"]),
        (("RRULE:FREQ=HOURLY;COUNT=3",), ["04 14:00-15:00"]),
        (("RRULE:nothing",), ["04 14:00-15:00"]),
    ],
)
def test_what_repeats_is_there_each_time(more: tuple[str, ...], found: list[str]) -> None:
    assert days_of(brought(event(";TZID=Europe/Berlin:20271204T140000", *more))) == found


def test_a_time_that_was_moved_is_there_once() -> None:
    result = brought(
        event(";TZID=Europe/Berlin:20271204T140000", WEEKLY),
        event(";TZID=Europe/Berlin:20271206T160000", "RECURRENCE-ID;TZID=Europe/Berlin:20271206T140000"),
    )
    assert days_of(result) == ["04 14:00-15:00", "05 14:00-15:00", "06 16:00-17:00"]
    assert told(result) == []


def test_a_time_that_was_cancelled_is_not_there() -> None:
    result = brought(
        event(";TZID=Europe/Berlin:20271204T140000", WEEKLY),
        event(":20271205T140000", "STATUS:CANCELLED", "RECURRENCE-ID;TZID=Europe/Berlin:20271205T140000"),
    )
    assert days_of(result) == ["04 14:00-15:00", "06 14:00-15:00"]


def test_what_repeats_for_ever_or_very_often_is_told() -> None:
    forever = brought(event(";TZID=Europe/Berlin:20271204T140000", "RRULE:FREQ=WEEKLY"))
    assert (days_of(forever), told(forever)) == (
        ["04 14:00-15:00"],
        ["8: “Talk” repeats; only its first time is imported [repeats]"],
    )
    often = brought(event(";TZID=Europe/Berlin:20271204T140000", "RRULE:FREQ=DAILY;COUNT=400"))
    assert len(rows(often)) == 50
    assert told(often) == ["8: “Talk” repeats; only its first 50 times are imported [repeats]"]


def test_a_clock_change_between_two_times_moves_none() -> None:
    result = brought(event(";TZID=Europe/Berlin:20271030T140000", "RRULE:FREQ=DAILY;COUNT=2"))
    assert [(row[0], row[2]) for row in rows(result)] == [
        ("2027-10-30", "14:00-15:00"),
        ("2027-10-31", "14:00-15:00"),
    ]


# Titles


@pytest.mark.parametrize(
    ("maker", "written", "title", "people"),
    [
        ("-//pretalx//conf.example//x31", "Less - is more - Ada Lovelace\\, Grace Hopper", "Less - is more",
         ["Ada Lovelace", "Grace Hopper"]),
        ("-//pretalx//conf.example//x31", "Registration", "Registration", []),
        ("-//enlsp-site//enlsp-site//EN", "Less (is more) (Ada Lovelace)", "Less (is more)", ["Ada Lovelace"]),
        ("-//enlsp-site//enlsp-site//EN", "Lunch (for all 200 of us)", "Lunch (for all 200 of us)", []),
        ("-//someone//else//EN", "Less - Ada Lovelace", "Less - Ada Lovelace", []),
    ],
)  # fmt: skip
def test_a_title_is_parted_from_who_speaks_as_its_program_writes_it(
    maker: str, written: str, title: str, people: list[str]
) -> None:
    result = brought(f"PRODID:{maker}\n", event(";TZID=Europe/Berlin:20311204T090000", title=written))
    (day,) = result.files["schedule.yaml"]["days"]
    (session,) = day["sessions"]
    assert (session["title"], session.get("people", [])) == (title, people)
    assert [each["name"] for each in result.files.get("people/speakers.yaml", {}).get("people", [])] == people


def test_a_talk_of_pretalx_has_the_code_that_its_json_has() -> None:
    talk = event(
        ";TZID=Europe/Berlin:20311204T090000", title="Less - Ada Lovelace", uid="pretalx-x-31-ZK9WUJ@a.example"
    )
    (day,) = brought("PRODID:-//pretalx//a.example//x-31\n", talk).files["schedule.yaml"]["days"]
    assert day["sessions"][0]["id"] == "ZK9WUJ"


# Whole


def test_the_library_is_loaded_by_this_import_only() -> None:
    code = "import sys, enlsp_site.importers.registry, enlsp_site.commands.parser; print('icalendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared cases are not part of the repository")
@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("win.ics", [("2027-12-04", "Europe/Berlin", "09:00-10:00")]),
        ("outlook.ics", [("2027-07-09", "Europe/Berlin", "09:00-10:00")]),
        ("tz.ics", [("2027-12-05", "Asia/Tokyo", "18:00-18:30")]),
        ("split.ics", [("2027-12-04", "Europe/Berlin", "09:00-09:30")]),
        ("ics-zones/tz-Africa_Johannesburg-07.ics", [("2027-07-09", "SAST", "09:00-09:45")]),
        ("ics-zones/tz-America_Vancouver-07.ics", [("2027-07-09", "UTC-7", "09:00-09:45")]),
        ("ics-zones/tz-Asia_Kolkata-07.ics", [("2027-07-09", "UTC+5:30", "09:00-09:45")]),
        ("ics-zones/tz-Australia_Sydney-12.ics", [("2027-12-09", "UTC+11", "09:00-09:45")]),
        ("ics-zones/tz-Europe_Berlin-07.ics", [("2027-07-09", "UTC+2", "09:00-09:45")]),
        ("ics-zones/tz-UTC-07.ics", [("2027-07-09", "UTC", "09:00-09:45")]),
        (
            "cal1.ics",
            [
                ("2027-12-04", "Europe/Berlin", "09:00-09:30"),
                ("2027-12-04", "Europe/Berlin", "10:30-11:00"),
                ("2027-12-04", "Europe/Berlin", "12:00-12:30"),
                ("2027-12-04", "Europe/Berlin", "14:00-15:00"),
                ("2027-12-04", "Europe/Berlin", "21:00-02:00"),
                ("2027-12-06", "Europe/Berlin", "16:00-17:00"),
            ],
        ),
    ],
)
def test_calendars_of_real_programs_come_over(name: str, found: list[tuple[str, str, str]]) -> None:
    result = imported("ics", Source.of({name: (SHARED / name).read_bytes()}), ImportOptions())
    assert [row[:3] for row in rows(result)] == found
