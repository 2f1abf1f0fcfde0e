"""Exports of programme and review systems, in the shapes that those document; all of it is made up."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from enlsp_site.importers.parse.agenda import Agenda
from enlsp_site.importers.registry import imported
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import Source


def brought(kind: str, files: dict[str, Any], **options: str) -> ImportResult:
    made = {
        name: data
        if isinstance(data, bytes)
        else data.encode()
        if isinstance(data, str)
        else json.dumps(data).encode()
        for name, data in files.items()
    }
    return imported(kind, Source.of(made), ImportOptions(**options))


def told(result: ImportResult) -> list[str]:
    return [f"{problem.origin}: {problem.message}" for problem in result.problems]


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


SESSIONIZE = {
    "sessions": [
        {
            "id": "101",
            "title": "Opening keynote",
            "description": "What *one* tree can do.\r\n\r\n- roots\r\n- leaves",
            "startsAt": "2027-12-04T09:00:00",
            "endsAt": "2027-12-04T09:45:00",
            "isServiceSession": False,
            "speakers": ["a1"],
            "categoryItems": [20],
            "roomId": 1,
            "liveUrl": "https://live.example/1",
            "recordingUrl": None,
            "status": "Accepted",
        },
        {
            "id": "svc",
            "title": "Coffee break",
            "startsAt": "2027-12-04T09:45:00",
            "endsAt": "2027-12-04T10:00:00",
            "isServiceSession": True,
            "speakers": [],
            "categoryItems": [],
            "roomId": 1,
        },
        {"id": "103", "title": "Not placed yet", "startsAt": None, "endsAt": None, "speakers": ["b2"]},
    ],
    "speakers": [
        {
            "id": "a1",
            "firstName": "Ada",
            "lastName": "Beispiel",
            "fullName": "Ada Beispiel",
            "bio": "Grows trees.",
            "tagLine": "Gardener",
            "links": [{"title": "LinkedIn", "url": "https://www.linkedin.com/in/ada", "linkType": "LinkedIn"}],
        },
        {"id": "b2", "fullName": "Ben Muster"},
    ],
    "categories": [{"id": 1, "title": "Track", "items": [{"id": 20, "name": "Roots"}]}],
    "rooms": [{"id": 1, "name": "Hall A"}],
}


def test_sessionize_brings_sessions_with_their_rooms_tracks_and_people() -> None:
    result = brought("sessionize", {"all.json": SESSIONIZE})
    (day,) = result.files["schedule.yaml"]["days"]
    assert (day["date"], "timezone" in day) == ("2027-12-04", False)
    assert day["sessions"] == [
        {
            "time": "09:00-09:45",
            "title": "Opening keynote",
            "kind": "keynote",
            "people": ["Ada Beispiel"],
            "room": "Hall A",
            "track": "Roots",
            "stream": "https://live.example/1",
            "note": "What *one* tree can do.\n\n- roots\n- leaves",
            "id": "s101",
        },
        {"time": "09:45-10:00", "title": "Coffee break", "kind": "break", "room": "Hall A", "id": "svc"},
    ]
    assert result.files["people/speakers.yaml"]["people"] == [
        {
            "name": "Ada Beispiel",
            "role": "Gardener",
            "links": {"linkedin": "https://www.linkedin.com/in/ada"},
            "bio": "Grows trees.",
        },
        {"name": "Ben Muster"},
    ]
    assert told(result) == ["all.json:1:1: “Not placed yet” has no time that can be read, and is left out"]
    assert result.lost == {"sessions": 1}


def test_sessionize_reads_its_grid_and_its_list_of_sessions_too() -> None:
    session = {**SESSIONIZE["sessions"][0], "room": "Hall B", "speakers": [{"id": "a1", "name": "Ada Beispiel"}]}  # type: ignore[dict-item]
    grid = [{"date": "2027-12-04T00:00:00", "rooms": [{"id": 1, "name": "Hall B", "sessions": [session]}]}]
    listed = [{"groupId": 1, "groupName": "All", "sessions": [session]}]
    for view in (grid, listed):
        (made,) = brought("sessionize", {"view.json": view}).files["schedule.yaml"]["days"][0]["sessions"]
        assert (made["title"], made["room"], made["people"]) == ("Opening keynote", "Hall B", ["Ada Beispiel"])


def test_sched_brings_sessions_and_people_without_their_addresses() -> None:
    sessions = [
        {
            "event_key": "k1",
            "active": "Y",
            "name": "Trees &amp; roots",
            "event_start": "2027-12-04 09:00",
            "event_end": "2027-12-04 10:00",
            "event_type": "Talks",
            "event_subtype": "Invited talk",
            "description": "<p>One <b>tree</b>.</p><ul><li>a</li></ul>",
            "venue": "Hall A",
            "speakers": [
                {"username": "ada", "name": "Prof. Ada Beispiel", "company": "Uni A", "email": "a@b.example"}
            ],
            "moderators": "Ben Muster, Cem Örnek",
        },
        {"event_key": "k2", "active": "N", "name": "Secret", "event_start": "2027-12-04 10:00", "event_end": "x"},
    ]
    result = brought("sched", {"export.json": sessions})
    (made,) = result.files["schedule.yaml"]["days"][0]["sessions"]
    assert made == {
        "time": "09:00-10:00",
        "title": "Trees & roots",
        "kind": "invited",
        "people": ["Ada Beispiel"],
        "moderators": ["Ben Muster", "Cem Örnek"],
        "room": "Hall A",
        "track": "Talks",
        "note": "One **tree**.\n\n- a",
        "id": "k1",
    }
    assert "b.example" not in json.dumps(result.files)
    assert result.notes == ["“Secret” is not public on Sched, and is left out"]


CONTRIBUTION = {
    "id": "1",
    "title": "Trees in parallel",
    "description": "<p>We grow them.</p>",
    "startDate": {"date": "2027-12-04", "time": "09:00:00", "tz": "Europe/Zurich"},
    "endDate": {"date": "2027-12-04", "time": "09:20:00", "tz": "Europe/Zurich"},
    "duration": 20,
    "speakers": [{"first_name": "Ada", "last_name": "Beispiel", "affiliation": "Uni A", "emailHash": "abc"}],
    "roomFullname": "Hall 1",
    "track": "Growth",
    "session": "Morning",
    "folders": [{"attachments": [{"title": "Slides", "download_url": "https://indico.example/1.pdf"}]}],
}


def test_indico_brings_an_event_with_its_contributions() -> None:
    event = {
        "title": "Workshop on Trees",
        "timezone": "Europe/Zurich",
        "location": "CERN",
        "room": "Main",
        "startDate": {"date": "2027-12-04", "time": "08:00:00", "tz": "Europe/Zurich"},
        "chairs": [{"fullName": "Muster, Ben", "affiliation": "Uni B"}],
        "contributions": [CONTRIBUTION],
    }
    result = brought("indico", {"event.json": {"count": 1, "results": [event]}})
    assert result.files["site.yaml"] == {
        "name": "Workshop on Trees",
        "title": "Workshop on Trees",
        "edition": "2027",
        "venue": "Main, CERN",
        "timezone": "Europe/Zurich",
    }
    assert result.files["people/organizers.yaml"]["people"] == [{"name": "Ben Muster", "affiliations": ["Uni B"]}]
    (day,) = result.files["schedule.yaml"]["days"]
    assert day["timezone"] == "Europe/Zurich"
    assert day["sessions"] == [
        {
            "time": "09:00-09:20",
            "title": "Trees in parallel",
            "kind": "invited",
            "people": ["Ada Beispiel"],
            "room": "Hall 1",
            "track": "Growth",
            "links": [{"title": "Slides", "url": "https://indico.example/1.pdf"}],
            "abstract": "We grow them.",
        }
    ]


def test_indico_reads_the_timetable_the_abstracts_and_xml_too() -> None:
    inside = {**CONTRIBUTION, "entryType": "Contribution", "presenters": [{"name": "Dr Ada Beispiel"}]}
    inside.pop("speakers")
    pause = {
        **CONTRIBUTION,
        "entryType": "Break",
        "title": "Coffee",
        "speakers": [],
        "startDate": CONTRIBUTION["endDate"],
    }
    pause["endDate"] = {"date": "2027-12-04", "time": "09:40:00", "tz": "Europe/Zurich"}
    day = {"s1": {"entryType": "Session", "title": "Morning", "entries": {"c1": inside}}, "b1": pause}
    result = brought("indico", {"timetable.json": {"results": {"7": {"20271204": day}}}})
    made = result.files["schedule.yaml"]["days"][0]["sessions"]
    assert [(each["time"], each["title"], each["kind"]) for each in made] == [
        ("09:00-09:20", "Trees in parallel", "invited"),
        ("09:20-09:40", "Coffee", "break"),
    ]
    abstracts = [
        {
            "id": 9,
            "friendly_id": 3,
            "title": "Roots",
            "content": "We dig.",
            "state": "accepted",
            "persons": [{"first_name": "Ada", "last_name": "Beispiel", "affiliation": "Uni A"}],
            "accepted_contrib_type": {"name": "Poster"},
        },
        {"id": 10, "friendly_id": 4, "title": "No", "state": "rejected", "persons": []},
    ]
    (paper,) = brought("indico", {"a.json": {"abstracts": abstracts}}).files["papers.yaml"]["papers"]
    assert paper == {
        "id": "3",
        "title": "Roots",
        "authors": [{"name": "Ada Beispiel", "affiliations": ["Uni A"]}],
        "abstract": "We dig.",
        "decision": "poster",
    }
    xml = (
        "<httpapiresult><results><conference id='7'><title>Trees</title>"
        "<startDate>2027-12-04T08:00:00+01:00</startDate>"
        "<contributions><contribution id='1'><title>Roots</title><startDate>2027-12-04T09:00:00+01:00</startDate>"
        "<endDate>2027-12-04T09:30:00+01:00</endDate><speakers><contributionparticipation id='2'><fullName>"
        "Beispiel, Ada</fullName></contributionparticipation></speakers></contribution></contributions>"
        "</conference></results></httpapiresult>"
    )
    (made,) = brought("indico", {"event.xml": xml}).files["schedule.yaml"]["days"][0]["sessions"]
    assert (made["time"], made["title"], made["people"]) == ("09:00-09:30", "Roots", ["Ada Beispiel"])


EASYCHAIR: dict[str, list[list[Any]]] = {
    "Submissions": [
        ["#", "title", "authors", "keywords", "decision", "abstract", "reviews sent"],
        [1, "Trees", "Ada Beispiel and Ben Muster", "roots\nleaves", "ACCEPT", "We grow.", "yes"],
        [2, "Stones", "Cem Örnek", "", "REJECT", "We fall.", "yes"],
        [3, "Clouds", "Cem Örnek", "", "no decision", "We drift.", ""],
    ],
    "Authors": [
        ["submission #", "first name", "last name", "email", "country", "affiliation", "corresponding?"],
        [1, "Ada", "Beispiel", "a@b.example", "Austria", "Uni A", "yes"],
        [1, "Ben", "Muster", "b@b.example", "", "", ""],
    ],
    "Program committee": [
        ["#", "person #", "first name", "last name", "email", "country", "affiliation", "role"],
        [1, 5, "Dora", "Ejemplo", "d@b.example", "Spain", "Uni D", "PC member"],
        [2, 6, "Emil", "Esempio", "e@b.example", "Italy", "Uni E", "chair"],
    ],
    "Reviews": [["#", "reviewer", "score"], [1, "Dora Ejemplo", 3]],
}


def test_easychair_brings_accepted_papers_and_the_committee_as_workbook_and_as_csv() -> None:
    as_csv = {
        f"{name.lower().replace(' ', '_')}.csv": "\n".join(
            ",".join('"' + str(cell) + '"' for cell in row) for row in rows
        )
        for name, rows in EASYCHAIR.items()
    }
    for files in ({"data.xlsx": workbook(EASYCHAIR)}, as_csv):
        result = brought("easychair", files)
        (paper,) = result.files["papers.yaml"]["papers"]
        assert paper == {
            "id": "1",
            "title": "Trees",
            "authors": [{"name": "Ada Beispiel", "affiliations": ["Uni A"], "corresponding": "true"}, "Ben Muster"],
            "abstract": "We grow.",
            "keywords": ["roots", "leaves"],
        }
        assert result.files["people/committee.yaml"]["people"] == [
            {"name": "Dora Ejemplo", "affiliations": ["Uni D"], "country": "Spain"},
            {"name": "Emil Esempio", "role": "chair", "affiliations": ["Uni E"], "country": "Italy"},
        ]
        assert "b.example" not in json.dumps(result.files)
        assert "2 rows are no accepted papers, and are left out" in result.notes


CONFTOOL = """<?xml version="1.0" encoding="UTF-8"?>
<papers><paper><paperID>12</paperID><contribution_type>Oral presentation</contribution_type>
<title>Trees &amp; roots</title><authors>Beispiel, Ada (1); Muster, Ben (1,2)</authors>
<organisations>1: Uni A, Austria; 2: Lab B</organisations>
<abstract>We grow.</abstract><keywords>roots, leaves</keywords>
<acceptance_status>Accepted</acceptance_status><session_ID>4</session_ID><session_title>Session 1</session_title>
<session_start>2027-12-04 09:00</session_start><session_end>2027-12-04 10:00</session_end>
<session_room>Hall A</session_room>
<session_chair1>Örnek, Cem (Uni C)</session_chair1></paper>
<paper><paperID>13</paperID><title>Stones</title><authors>X, Y</authors>
<acceptance_status>Rejected</acceptance_status></paper>
</papers>"""


def test_conftool_brings_papers_and_the_sessions_that_they_name() -> None:
    result = brought("conftool", {"papers.xml": CONFTOOL})
    (paper,) = result.files["papers.yaml"]["papers"]
    assert paper == {
        "id": "12",
        "title": "Trees & roots",
        "authors": [
            {"name": "Ada Beispiel", "affiliations": ["Uni A, Austria"]},
            {"name": "Ben Muster", "affiliations": ["Uni A, Austria", "Lab B"]},
        ],
        "abstract": "We grow.",
        "keywords": ["roots", "leaves"],
        "decision": "oral",
    }
    (session,) = result.files["schedule.yaml"]["days"][0]["sessions"]
    assert session == {
        "time": "09:00-10:00",
        "title": "Session 1",
        "kind": "oral",
        "moderators": ["Cem Örnek"],
        "papers": ["12"],
        "room": "Hall A",
    }


def test_conftool_reads_files_of_sessions_too() -> None:
    sessions = (
        "session_ID;session_title;session_start;session_end;session_room;p1_paperID;p2_paperID\n"
        "4;Session 1;2027-12-04 09:00;2027-12-04 10:00;Hall A;12;99\n"
    )
    result = brought("conftool", {"papers.xml": CONFTOOL.replace("session_", "was_"), "sessions.csv": sessions})
    (session,) = result.files["schedule.yaml"]["days"][0]["sessions"]
    assert (session["papers"], session["room"]) == (["12"], "Hall A")


def test_a_workbook_is_read_sheet_by_sheet() -> None:
    import datetime as dt

    book = workbook(
        {
            "Program committee": [["Name", "Affiliation"], ["Ada Beispiel", "Uni A"]],
            "Papers": [["ID", "Title", "Authors"], [7, "Trees", "Ada Beispiel; Ben Muster"]],
            "Schedule": [
                ["Date", "Start", "End", "Title", "Speaker", "Room"],
                [dt.datetime(2027, 12, 4), dt.time(9, 0), 0.39583333, "Opening", "", "Hall A"],
                [None, dt.time(22, 0), dt.time(23, 59, 59, 136000), "Party", "Ben Muster", "Hall A"],
            ],
            "Dates": [["What", "Date"], ["Submission deadline", dt.datetime(2027, 8, 1)]],
            "Empty": [],
        }
    )
    result = brought("xlsx", {"all.xlsx": book})
    assert result.files["people/committee.yaml"]["people"] == [{"name": "Ada Beispiel", "affiliations": ["Uni A"]}]
    assert result.files["papers.yaml"]["papers"] == [
        {"id": "7", "title": "Trees", "authors": ["Ada Beispiel", "Ben Muster"]}
    ]
    (day,) = result.files["schedule.yaml"]["days"]
    assert day["date"] == "2027-12-04"
    assert [(each["time"], each["title"]) for each in day["sessions"]] == [
        ("09:00-09:30", "Opening"),
        ("22:00-00:00", "Party"),
    ]
    assert result.files["dates.yaml"]["dates"] == [{"name": "Submission deadline", "date": "2027-08-01"}]


def test_a_workbook_given_as_text_says_what_it_is() -> None:
    result = brought("csv", {"papers.csv": workbook({"Papers": [["Title"], ["Trees"]]})})
    assert [problem.code for problem in result.problems] == ["workbook", "nothing-found"]
    assert told(result)[0] == "papers.csv:1:1: this is a workbook of Excel, and no text"


def test_a_person_of_several_files_is_one() -> None:
    sessions = [
        {
            "event_key": "1", "name": "Talk", "event_start": "2031-12-06 09:00", "event_end": "2031-12-06 10:00",
            "active": "Y", "speakers": [{"username": "ada", "name": "Ada Lovelace"}],
        }
    ]  # fmt: skip
    people = [{"username": "ada", "name": "Ada Lovelace", "company": "London", "role": "speaker"}]
    result = brought("sched", {"a.json": sessions, "b.json": people})
    assert result.files["people/speakers.yaml"]["people"] == [{"name": "Ada Lovelace", "affiliations": ["London"]}]


def test_portraits_on_other_sites_are_told() -> None:
    speakers = [{"id": "a", "fullName": name, "profilePicture": "https://p.example/a"} for name in ("Ada", "Grace")]
    result = brought("sessionize", {"a.json": {"sessions": [], "speakers": speakers}})
    assert told(result) == ["a.json:1:1: the portrait of Ada and 1 more is on another site, and is not fetched"]
    result = brought("sched", {"a.json": [{"username": "a", "name": "Ada", "avatar": "https://p.example/a"}]})
    assert told(result) == ["a.json:1:1: the portrait of Ada is on another site, and is not fetched"]


def test_of_indico_is_told_what_is_not_taken() -> None:
    begin = {"date": "2031-12-06", "time": "09:00:00", "tz": "Europe/Zurich"}
    talk = {
        "title": "Talk",
        "startDate": begin,
        "duration": 30,
        "track": "T",
        "session": "S",
        "url": "https://i.example/1",
    }
    result = brought("indico", {"a.json": {"results": [{"title": "X", "contributions": [talk]}]}})
    assert result.notes == [
        "contributions have their track; the sessions that they are in are not taken: S",
        "the pages of contributions on Indico are not taken",
    ]


@pytest.mark.parametrize(
    ("table", "path", "found"),
    [
        ("What,When\nDeadline,1 Sep 2031\n", "dates.yaml", "{'name': 'Deadline', 'date': '2031-09-01'}"),
        ("What,When\nTalks,9:00-10:00\n", "schedule.yaml", "'time': '09:00-10:00'"),
        ("Day,From,To,Session\n2031-12-06,9:30 AM,10 AM,Talks\n", "schedule.yaml", "'time': '09:30-10:00'"),
        ("Submission #,Paper title,Authors\n31,T,Ada Lovelace\n", "papers.yaml", "'id': '31'"),
    ],
)
def test_columns_are_known_by_what_they_are_called_and_hold(table: str, path: str, found: str) -> None:
    result = brought("csv", {"a.csv": table})
    assert list(result.files) == [path]
    assert found in str(result.files[path])


def test_any_column_of_pictures_is_one_of_portraits() -> None:
    result = brought("csv", {"a.csv": "Full name,Headshot image\nAda Lovelace,a.jpg\n"}, into="people/speakers.yaml")
    assert told(result) == ["a.csv:2:1: the picture a.jpg is not in the source"]


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        ("Smith, J., Jones, K. L., and Doe, A.", ["J. Smith", "K. L. Jones", "A. Doe"]),
        ("Smith, J., and Doe, A.", ["J. Smith", "A. Doe"]),
        ("Smith, J.", ["J. Smith"]),
        ("Smith, J. and Doe, Anna", ["J. Smith", "Anna Doe"]),
    ],
)
def test_authors_with_initials_behind_them_are_parted(authors: str, names: list[str]) -> None:
    result = brought("bibtex", {"a.bib": f"@misc{{x, title = {{T}}, author = {{{authors}}}}}"})
    assert result.files["papers.yaml"]["papers"][0]["authors"] == names
    assert not [each for each in result.problems if each.severity == "error"]


def test_notes_are_found_in_lists_in_lists() -> None:
    def note(number: int) -> dict[str, Any]:
        return {"id": f"n{number}", "number": number, "content": {"title": f"T{number}", "decision": "Accept"}}

    whole = {"submissions": [{"notes": [note(1), note(2)]}, {"notes": [note(3)]}]}
    papers = brought("openreview", {"a.json": whole}).files["papers.yaml"]["papers"]
    assert [each["title"] for each in papers] == ["T1", "T2", "T3"]


def test_aclpub2_names_what_has_no_place() -> None:
    when = "date: Mon, time: 09:00 -- 10:00, location: Hall"
    talk = f"- {{speaker_name: Ada Lovelace, title: T, photo: ada.png, {when}}}\n"
    result = brought("aclpub2", {"invited_talks.yml": talk, "panels.yml": "- {title: Panel}\n"})
    assert told(result) == [
        "invited_talks.yml:1:3: there is no picture ada.png: it is left out",
        "panels.yml:1:1: this file is of a kind that no section is for, and is left out",
    ]
    assert result.notes == [
        "the talk of Ada Lovelace is said to be Mon, 09:00 -- 10:00, Hall: the programme says when it is"
    ]


def test_awards_of_miniconf_find_papers_by_whatever_names_them() -> None:
    tables = {
        "papers.csv": "UID,title,authors\np1,One,Ada Lovelace\np2,Two,Grace Hopper\n",
        "awards.csv": "paper,award\nOne,Best Paper\np2,Runner-up\n",
    }
    papers = brought("miniconf", tables).files["papers.yaml"]["papers"]
    assert [each["award"] for each in papers] == ["Best Paper", "Runner-up"]


def test_a_logo_that_is_not_there_is_told() -> None:
    sponsor = "---\ntitle: Acme\nlevel: gold\nlogo: acme.png\n---\n"
    result = brought("hugo", {"content/_index.md": "Words.\n", "content/sponsors/acme.md": sponsor})
    assert "content/sponsors/acme.md:1:1: there is no picture acme.png in the source" in "\n".join(told(result))


def test_a_page_of_pretalx_that_cannot_be_read_names_the_address_that_can() -> None:
    result = brought("pretalx", {"schedule.html": "<h1>Schedule</h1>"})
    assert [each.hint for each in result.problems if each.code == "no-schedule"] == [
        "export /schedule/export/schedule.json of the event, or read /api/events/<event>/slots/"
    ]


def test_a_length_is_told_as_it_is_over_a_change_of_clocks() -> None:
    begin = dt.datetime(2031, 10, 25, 10, tzinfo=ZoneInfo("Europe/Berlin"))
    result = ImportResult(Source.of({"a.json": b"{}"}))
    Agenda(result, "a.json").session("Show", begin, begin + dt.timedelta(hours=29))  # by the clock
    assert told(result) == ["a.json:1:1: “Show” lasts 30:00 from 10:00, which no session can; it is left out"]


def test_where_a_presenter_is_comes_over() -> None:
    rows = ["9:00-10:00,Talk,Ada Lovelace (London); Moderator: Bo Chair (X)", "10:00-11:00,More,Ed Roe (2)"]
    table = "\n".join(["Time,Title,Speaker", *rows])
    result = brought("csv", {"a.csv": table})
    assert result.files["people/presenters.yaml"]["people"] == [
        {"name": "Ada Lovelace", "affiliations": ["London"]},
        {"name": "Bo Chair"},
        {"name": "Ed Roe"},
    ]


SMALL: dict[str, dict[str, str | bytes]] = {
    "sessionize": {"all.json": json.dumps(SESSIONIZE)},
    "sched": {
        "sessions.json": '[{"event_key": "k", "name": "Trees", "event_start": "2027-12-04 09:00", "event_end": '
        '"2027-12-04 10:00", "description": "<p>x</p>", "speakers": [{"username": "a", "name": "Ada B"}]}]'
    },
    "indico": {"event.json": json.dumps({"results": [{"title": "T", "contributions": [CONTRIBUTION]}]})},
    "easychair": {
        "submission.csv": "#,title,keywords,decision,abstract\n1,Trees,a,ACCEPT,We grow.\n",
        "author.csv": "submission #,first name,last name,affiliation,corresponding?\n1,Ada,Beispiel,Uni A,yes\n",
        "committee.csv": "#,first name,last name,affiliation,role\n1,Dora,Ejemplo,Uni D,chair\n",
    },
    "conftool": {"papers.xml": CONFTOOL},
    "xlsx": {
        "all.xlsx": workbook(EASYCHAIR),
        "b.xlsx": workbook({"Dates": [["What", "Date"], ["Deadline", "May 1, 2027"]]}),
    },
}
"""A small good source of each kind, which other tests damage."""
