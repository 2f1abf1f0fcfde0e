"""Programmes of pretalx and frab as they really come: exports, the API, the widget, the HTML export."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enlsp_site.importers.registry import imported
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import Source, opened

CASES = Path(__file__).parent / "cases"
VAN = CASES / "pretalx/van"


def brought(path: Path | Source) -> ImportResult:
    return imported("pretalx", opened(path) if isinstance(path, Path) else path, ImportOptions())


def sessions(result: ImportResult) -> dict[str, dict[str, Any]]:
    return {
        session["title"]: {**session, "date": day["date"], "zone": day.get("timezone", "")}
        for day in result.files["schedule.yaml"]["days"]
        for session in day["sessions"]
    }


def told(result: ImportResult) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in result.problems]


def test_the_offset_of_a_date_counts_in_the_zone_of_the_conference() -> None:
    made = sessions(brought(CASES / "utc.xml"))
    assert {title: each["time"] for title, each in made.items()} == {
        "UTC offset in date": "17:00-17:30",
        "Z in date": "17:30-18:00",
        "New York offset in date": "18:00-18:30",
        "Date without time": "18:30-19:00",
    }


def test_a_length_is_added_to_the_moment_and_the_second_time_of_a_night_is_told() -> None:
    result = brought(CASES / "dst.json")
    made = sessions(result)
    assert made["Across the change"]["time"] == "02:30-03:30"
    ((code, message),) = told(result)
    assert code == "ambiguous-time"
    assert "the clocks show 03:15 twice in that night, and this is the second time (UTC+2)" in message


def test_thirty_hours_are_no_session() -> None:
    result = brought(CASES / "talk.json")
    assert told(result) == [("bad-time", "“B” lasts 30:00 from 11:00, which no session can; it is left out")]
    assert result.lost == {"sessions": 1}
    talk = sessions(result)["A"]
    assert talk["kind"] == "oral"
    assert {"title": "Handout", "url": "https://pretalx.example.org/media/x/h.pdf"} in talk["links"]
    assert talk["note"] == "One:\n\n- a\n- b"
    assert talk["recorded"] == "false"
    (person,) = result.files["people/speakers.yaml"]["people"]
    assert person == {"name": "Ada Example"}, "pretalx's page of a speaker is no home page"


def test_an_offset_of_other_time_zone_data_keeps_the_printed_clock_and_is_told_once() -> None:
    old, new = brought(VAN / "schedule.json"), brought(CASES / "van-2026f.json")
    for result in (old, new):
        made = sessions(result)
        assert made["Opening keynote: Speech & Language for Less"]["time"] == "09:00-09:45"
        assert (made["After midnight"]["date"], made["After midnight"]["time"]) == ("2027-12-05", "00:30-01:30")
    codes = [[code for code, _ in told(result)].count("zone-data") for result in (old, new)]
    assert sorted(codes) == [0, 1], "one of the two fits the zones of this machine"


def test_html_in_an_abstract_becomes_text_with_marks_and_nothing_is_lost() -> None:
    talk = sessions(brought(CASES / "att.xml"))["T"]
    assert talk["note"] == "HTML **abs**\n\nD"
    assert talk["recording"] == "https://v.example/1.mp4"
    assert [link["url"] for link in talk["links"]] == [
        "https://l.example/",
        "https://a.example/slides.pdf",
        "https://pretalx.example/talk/1",
        "https://f.example",
    ]
    tree = sessions(brought(CASES / "frab-10.xml"))["Trees"]
    assert tree["note"] == "See www.trees.example and [our site](https://www.trees.example)."
    assert [link["title"] for link in tree["links"]] == ["Video", "Slides"]


def test_markdown_of_an_abstract_is_markdown() -> None:
    note = sessions(brought(CASES / "pretalx-23.json"))["Trees"]["note"]
    assert note == (
        "**Bold** and [a link](https://trees.example/).\n\n- one\n- two\n\n"
        "More in [this](https://chaos.example/@trees) and [pic](https://trees.example/p.jpg)."
    )


def test_an_abstract_that_is_the_word_none_is_none() -> None:
    event = {"title": "T", "date": "2031-12-06T09:00:00+01:00", "duration": "00:30", "abstract": "None"}
    programme = {"schedule": {"conference": {"days": [{"date": "2031-12-06", "rooms": {"A": [event]}}]}}}
    talk = sessions(brought(Source.of({"schedule.json": json.dumps(programme).encode()})))["T"]
    assert "abstract" not in talk
    assert "note" not in talk


@pytest.mark.parametrize("form", ["schedule.json", "schedule.xml", "api", "widget.json"])
def test_every_form_of_a_programme_says_the_same(form: str) -> None:
    result = brought(VAN / form)
    made = sessions(result)
    whole = sessions(brought(VAN / "schedule.json"))
    talks = {title: each for title, each in made.items() if each["kind"] != "break"}
    assert talks.keys() == whole.keys()
    for title, each in talks.items():
        for field in ("date", "time", "zone", "room", "track"):
            assert each.get(field) == whole[title].get(field), f"{field} of {title}"
        assert sorted(each["people"]) == sorted(whole[title]["people"])
    if form != "schedule.xml":
        assert {each["id"] for each in talks.values()} == {each["id"] for each in whole.values()}
    breaks = [each for each in made.values() if each["kind"] == "break"]
    if form in ("api", "widget.json"):
        assert next((each["title"], each["time"], "room" in each) for each in breaks) == (
            "Coffee break",
            "10:30-11:00",
            False,
        )


def test_a_folder_of_all_exports_is_one_programme_with_the_breaks_of_the_widget() -> None:
    result = brought(VAN)
    made = sessions(result)
    assert len([each for each in made.values() if each["kind"] != "break"]) == 12
    assert made["Coffee break"]["time"] == "10:30-11:00"
    (note,) = [note for note in result.notes if "once more" in note]
    assert note.startswith("the same programme once more, and not read besides schedule.json: schedule-fr.json")


def test_the_html_export_is_one_programme_with_its_pictures_and_handouts() -> None:
    result = brought(CASES / "pretalx/van2/html-export-small.zip")
    assert sorted(result.copies) == ["files/handout_wkMZak0.pdf", "images/LS9P3N_wg8hpnu.png"]
    made = sessions(result)
    assert {"title": "Handout (PDF)", "url": "files/handout_wkMZak0.pdf"} in made["Slides, files and links"]["links"]
    assert result.files["people/speakers.yaml"]["people"][0]["photo"] == "images/LS9P3N_wg8hpnu.png"
    assert [code for code, _ in told(result) if code != "zone-data"] == []


def test_what_a_programme_says_of_its_conference_is_carried_or_named() -> None:
    result = brought(VAN / "schedule.json")
    assert result.files["site.yaml"] == {
        "name": "Workshop on Frugal Speech & Language 2027",
        "title": "Workshop on Frugal Speech & Language 2027",
        "edition": "2027",
        "timezone": "America/Vancouver",
    }
    assert result.files["dates.yaml"]["dates"] == [
        {"name": "Conference", "date": "2027-12-04", "until": "2027-12-05", "kind": "event"}
    ]
    assert result.pages["pages/imported/imported-rooms.md"].body == "- **Hall A & B**: Ground floor, step-free"
    assert any(note.startswith("the colours of tracks are not taken: Theory #00aa55") for note in result.notes)
    made = sessions(result)
    assert made["Réseaux économes : l’été à −40 °C"]["note"] == "In French."
    assert made["Confidential results from industry"]["recorded"] == "false"
    assert "recorded" not in made["Lightning: 10 minutes, no track"]
    assert made["Lightning: 10 minutes, no track"]["kind"] == "spotlight"


def test_files_that_hold_no_programme_name_the_address_that_does() -> None:
    result = brought(Source.of({"questions.json": b'{"count": 0, "results": [{"id": 1}]}'}))
    hints = [problem.hint for problem in result.problems if problem.code == "no-schedule"]
    assert hints == ["export /schedule/export/schedule.json of the event, or read /api/events/<event>/slots/"]
