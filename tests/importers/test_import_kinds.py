"""Small sources of every kind, with the traps of their formats; what our own exports say comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sites import Site

from enlsp_site.commands import parser
from enlsp_site.importers.registry import imported
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import Source

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


def brought(kind: str, files: dict[str, str | bytes], into: str = "") -> ImportResult:
    """What an importer makes of files."""
    source = Source.of({name: text.encode() if isinstance(text, str) else text for name, text in files.items()})
    return imported(kind, source, ImportOptions(into))


def told(result: ImportResult) -> list[str]:
    return [f"{problem.origin}: {problem.message}" for problem in result.problems]


# OpenReview

NOTES: dict[str, Any] = {
    "notes": [
        {
            "id": "aBc",
            "forum": "aBc",
            "number": 7,
            "content": {
                "title": {"value": "Thinking $k$ times"},
                "authors": {"value": ["Ada Lovelace", "Alan Turing"]},
                "authorids": {"value": ["~Ada_Lovelace1", "alan@example.org"]},
                "abstract": {"value": "It is\n\nfast."},
                "TLDR": {"value": "Fast."},
                "keywords": {"value": ["reasoning", "inference"]},
                "pdf": {"value": "/pdf/x.pdf"},
                "supplementary_material": {"value": "/attachment/y.zip"},
                "venue": {"value": "ENLSP 2025 Oral"},
                "venueid": {"value": "NeurIPS.cc/2025/Workshop/ENLSP"},
                "_bibtex": {"value": "@misc{x}"},
                "rating": {"value": 8},
                "reviewer": {"value": "Secret Person"},
            },
        },
        {
            "id": "dEf",
            "number": 8,
            "content": {
                "title": {"value": "Of profiles"},
                "authors": {
                    "value": [
                        {
                            "fullname": "Grace Hopper",
                            "username": "~Grace1",
                            "institutions": [{"name": "Navy", "domain": "navy.mil"}],
                        }
                    ]
                },
                "venue": {"value": "ENLSP 2025 Poster"},
                "venueid": {"value": "NeurIPS.cc/2025/Workshop/ENLSP"},
            },
        },
        {
            "id": "r",
            "number": 9,
            "content": {
                "title": {"value": "Not in"},
                "venueid": {"value": "NeurIPS.cc/2025/Workshop/ENLSP/Rejected_Submission"},
            },
        },
        {
            "id": "s",
            "number": 10,
            "content": {
                "title": {"value": "Waiting"},
                "venueid": {"value": "NeurIPS.cc/2025/Workshop/ENLSP/Submission"},
            },
        },
    ]
}


def test_notes_of_openreview_become_papers() -> None:
    result = brought("openreview", {"notes.json": json.dumps(NOTES)})
    assert result.files["papers.yaml"]["papers"] == [
        {
            "id": "7",
            "title": "Thinking $k$ times",
            "authors": ["Ada Lovelace", "Alan Turing"],
            "abstract": "It is\n\nfast.",
            "tldr": "Fast.",
            "keywords": ["reasoning", "inference"],
            "decision": "oral",
            "pdf": "https://openreview.net/pdf?id=aBc",
            "openreview": "aBc",
            "supplement": "https://openreview.net/attachment?id=aBc&name=supplementary_material",
        },
        {
            "id": "8",
            "title": "Of profiles",
            "authors": [{"name": "Grace Hopper", "affiliations": ["Navy"]}],
            "decision": "poster",
            "openreview": "dEf",
        },
    ]
    assert result.notes == ["2 of 4 notes are no accepted papers, and are left out"]


def test_notes_without_a_venue_are_taken_by_their_decisions() -> None:
    def note(number: int, decision: str) -> dict[str, Any]:
        reply = {"invitation": f"W/Paper{number}/-/Decision", "content": {"decision": decision}}
        return {
            "id": f"n{number}",
            "number": number,
            "content": {"title": f"T{number}", "authors": ["A"]},
            "details": {"directReplies": [reply]},
        }

    notes = [note(1, "Accept (spotlight)"), note(2, "Reject"), note(3, "")]
    result = brought("openreview", {"notes.json": json.dumps(notes)})
    assert [(each["id"], each["decision"]) for each in result.files["papers.yaml"]["papers"]] == [("1", "spotlight")]


def test_the_console_of_openreview_gives_no_reviewers() -> None:
    table = (
        "number,forum,title,abstract,decision,reviewers,reviewer emails,average rating,author emails\n"
        '7,https://openreview.net/forum?id=aBc,"Thinking, fast",It '
        "is.,Accept (Oral),~Rev_1,rev@example.org,6.5,a@example.org\n"
        "8,https://openreview.net/forum?id=dEf,Not in,No.,Reject,~Rev_2,rev2@example.org,2,b@example.org\n"
    )
    result = brought("openreview", {"venue.csv": table})
    assert result.files["papers.yaml"]["papers"] == [
        {"id": "7", "title": "Thinking, fast", "abstract": "It is.", "decision": "oral", "openreview": "aBc"}
    ]
    assert told(result) == ["venue.csv:1:1: this table has no authors"]


# CMT

CMT = (
    "Paper ID\tPaper Title\tAbstract\tPrimary Contact Author "
    "Email\tAuthor Names\tAuthor Emails\tTrack Name\tStatus\tReviewer 1\n"
    "3\tFast things\tVery fast.\tada@example.org\tLovelace, Ada (London)*; Turing, "
    "Alan (Manchester)\tada@example.org*; t@x.org\tENLSP\tAccept (Poster)\tRev One\n"
    "4\tSlow things\tSlow.\tx@y.org\tA B\tx@y.org\tENLSP\tReject\tRev Two\n"
    "5\tOpen things\tOpen.\tx@y.org\tC D\tx@y.org\tENLSP\tAwaiting Decision\t\n"
)
IN_CMT = [
    {
        "id": "3",
        "title": "Fast things",
        "authors": [
            {"name": "Ada Lovelace", "affiliations": ["London"], "corresponding": "true"},
            {"name": "Alan Turing", "affiliations": ["Manchester"]},
        ],
        "abstract": "Very fast.",
        "decision": "poster",
    }
]


def test_submissions_of_cmt_become_papers() -> None:
    result = brought("cmt", {"Papers.txt": b"\xef\xbb\xbf" + CMT.encode()})
    assert result.files["papers.yaml"]["papers"] == IN_CMT
    assert result.notes == [
        (
            "columns: “Paper ID” is id, “Paper Title” is title, “Abstract” "
            "is abstract, “Author Names” is authors, “Status” is decision"
        ),
        "2 rows are no accepted papers, and are left out",
    ]


def test_spreadsheets_of_cmt_are_read_with_their_gaps() -> None:
    def row(cells: list[str]) -> str:
        made = "".join(
            f'<Cell ss:Index="{at}"><Data ss:Type="String">{text}</Data></Cell>'
            for at, text in enumerate(cells, 1)
            if text
        )
        return f"<Row>{made}</Row>"

    lines = [line.split("\t") for line in CMT.splitlines()]
    rows = "".join(map(row, [["Papers of the track", *[""] * 8], *lines]))
    text = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="P"><Table>'
        f"{rows}</Table></Worksheet></Workbook>"
    )
    assert brought("cmt", {"Papers.xls": text}).files["papers.yaml"]["papers"] == IN_CMT


def test_entities_of_xml_are_refused() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><schedule>&c;</schedule>'
    )
    for kind, name in (("cmt", "a.xls"), ("pretalx", "a.xml")):
        assert f"{name}:1:1: an XML file with a document type is not read" in told(brought(kind, {name: bomb}))


# pretalx and frab


def event(**values: Any) -> dict[str, Any]:
    return {"date": "2031-12-06T09:00:00+01:00", "start": "09:00", "duration": "00:30", "title": "T", **values}


@pytest.mark.parametrize("field", ["persons", "links", "attachments"])
def test_what_should_be_a_list_and_is_none_is_passed_over(field: str) -> None:
    conference = {"days": [{"rooms": {"Hall": [event(**{field: 9})]}}]}
    result = brought("pretalx", {"schedule.json": json.dumps({"schedule": {"conference": conference}})})
    (day,) = result.files["schedule.yaml"]["days"]
    assert day["sessions"] == [{"time": "09:00-09:30", "title": "T", "kind": "other", "room": "Hall"}]


def test_programmes_of_pretalx_become_days() -> None:
    events = [
        event(
            title="Small models",
            type="Talk",
            track={"en": "Theory", "de": "Theorie"},
            persons=[
                {
                    "public_name": "Dr. Ada Lovelace",
                    "biography": "First.",
                    "avatar": "https://x.org/a.png",
                    "email": "a@x.org",
                }
            ],
            links=[
                {"url": "https://x.org/slides", "title": "Slides"},
                {"url": "javascript:alert(1)", "title": "Bad"},
            ],
            abstract="About them.",
        ),
        event(title="Party", date="2031-12-07T00:30:00+01:00", start="00:30", duration="01:00"),
        event(title="Endless", duration="72:00"),
        event(title="Night", date="2031-12-06T23:30:00+01:00", start="23:30", duration="01:30"),
        event(title="Hackathon", date="2031-12-06T17:00:00+01:00", start="17:00", duration="15:00"),
    ]
    conference = {"time_zone_name": "Europe/Paris", "days": [{"date": "2031-12-06", "rooms": {"Hall": events}}]}
    result = brought("pretalx", {"schedule.json": json.dumps({"schedule": {"conference": conference}}, indent=1)})
    first, second = result.files["schedule.yaml"]["days"]
    assert (first["date"], first["timezone"], second["date"]) == ("2031-12-06", "Europe/Paris", "2031-12-07")
    assert first["sessions"] == [
        {
            "time": "09:00-09:30",
            "title": "Small models",
            "kind": "oral",
            "people": ["Ada Lovelace"],
            "room": "Hall",
            "track": "Theory",
            "links": [{"title": "Slides", "url": "https://x.org/slides"}],
            "abstract": "About them.",
        },
        {"time": "17:00-08:00 +1", "title": "Hackathon", "kind": "other", "room": "Hall"},
        {"time": "23:30-01:00", "title": "Night", "kind": "other", "room": "Hall"},
    ]
    assert [session["time"] for session in second["sessions"]] == ["00:30-01:30"]
    assert result.files["people/speakers.yaml"]["people"] == [
        {"name": "Ada Lovelace", "honorific": "Dr.", "bio": "First."}
    ]
    assert [message.partition(": ")[2] for message in told(result)] == [
        "“Endless” lasts 72:00 from 09:00, which no session can; it is left out",
        "the portrait of Ada Lovelace is on another site, and is not fetched",
    ]


PROGRAMME = {
    "content/site.yaml": (
        "name: TINY\ntitle: The Workshop on Tiny Things\nedition: "
        "2031\ntimezone: Europe/Paris\nurl: https://example.org/\n"
    ),
    "content/schedule.yaml": """\
- date: 2031-12-06
  room: Hall
  sessions:
    - {time: 08:15-08:30, title: Opening remarks, kind: remarks}
    - {time: 08:30-09:00, title: On small things, kind: keynote, people: [Ada Lovelace], abstract: Plain text.}
    - {time: 09:00-09:30, title: Theory of it, kind: oral, papers: [7], people: TBD, track: Theory}
""",
}
ROWS = [
    ("08:15-08:30", "Opening remarks", "remarks", []),
    ("08:30-09:00", "On small things", "keynote", ["Ada Lovelace"]),
    ("09:00-09:30", "Theory of it", "oral", []),
]


@pytest.fixture
def exported(make_site: Callable[..., Site]) -> Path:
    """The folder of an edition as published."""
    site = make_site(PROGRAMME)
    assert site.run("build").code == 0
    return site.folder / "public/2031"


@pytest.mark.parametrize("name", ["schedule.json", "schedule.xml"])
def test_our_own_programme_comes_back(exported: Path, name: str) -> None:
    result = brought("pretalx", {name: (exported / name).read_bytes()})
    (day,) = result.files["schedule.yaml"]["days"]
    assert (day["date"], day["timezone"]) == ("2031-12-06", "Europe/Paris")
    sessions = day["sessions"]
    assert [(each["time"], each["title"], each["kind"], each.get("people", [])) for each in sessions] == ROWS
    assert sessions[1]["abstract"] == "Plain text."
    assert sessions[2]["track"] == "Theory"
    assert told(result) == []


def test_our_own_calendar_comes_back(exported: Path) -> None:
    result = brought("ics", {"schedule.ics": (exported / "schedule.ics").read_bytes()})
    (day,) = result.files["schedule.yaml"]["days"]
    assert (day["date"], day["timezone"]) == ("2031-12-06", "Europe/Paris")
    assert [each["time"] for each in day["sessions"]] == [row[0] for row in ROWS]
    assert [each["title"] for each in day["sessions"]] == [
        "Opening remarks",
        "On small things",
        "Theory of it",
    ]
    assert day["sessions"][1]["people"] == ["Ada Lovelace"]
    assert told(result) == []


def test_our_own_papers_come_back_from_a_table(exported: Path) -> None:
    result = brought("csv", {"papers.csv": (exported / "papers.csv").read_bytes()})
    made = [(each["id"], each["title"], each["authors"]) for each in result.files["papers.yaml"]["papers"]]
    assert made == [
        ("7", "Small models", ["Ada Lovelace", "Alan Turing"]),
        ("8", "Smaller models", ["Alan Turing"]),
    ]


def test_our_own_papers_come_back_from_bibtex(exported: Path) -> None:
    result = brought("bibtex", {"papers.bib": (exported / "papers.bib").read_bytes()})
    made = [(each["title"], each["authors"]) for each in result.files["papers.yaml"]["papers"]]
    assert made == [("Small models", ["Ada Lovelace", "Alan Turing"]), ("Smaller models", ["Alan Turing"])]
    assert told(result) == []


# Calendars


def test_calendars_are_read_with_folds_escapes_and_zones() -> None:
    lines = (
        "BEGIN:VCALENDAR",
        "X-WR-TIMEZONE:America/Toronto",
        "BEGIN:VEVENT",
        "SUMMARY:Opening\\, and a very long",
        "  title",
        "DTSTART:20311206T140000Z",
        "DURATION:PT45M",
        "LOCATION:Hall A\\; upstairs",
        "DESCRIPTION:One\\nTwo \\\\ three",
        "BEGIN:VALARM",
        "SUMMARY:Reminder",
        "END:VALARM",
        "END:VEVENT",
        "BEGIN:VEVENT",
        'DTSTART;TZID="Europe/Paris":20311206T090000',
        "DTEND;TZID=Europe/Paris:20311206T093000",
        "SUMMARY:Coffee break",
        "RRULE:FREQ=DAILY",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "SUMMARY:Tutorials",
        "DTSTART;VALUE=DATE:20311204",
        "DTEND;VALUE=DATE:20311206",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "SUMMARY:Nowhere",
        "DTSTART:tomorrow",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    result = brought("ics", {"a.ics": "\r\n".join(lines)})
    paris, toronto = sorted(result.files["schedule.yaml"]["days"], key=lambda day: day["timezone"], reverse=True)[:2]
    assert {paris["timezone"], toronto["timezone"]} == {"Europe/Paris", "America/Toronto"}
    assert toronto["sessions"] == [
        {
            "time": "09:00-09:45",
            "title": "Opening, and a very long title",
            "kind": "remarks",
            "room": "Hall A; upstairs",
            "abstract": "One\nTwo \\ three",
        }
    ]
    assert paris["sessions"] == [{"time": "09:00-09:30", "title": "Coffee break", "kind": "break"}]
    assert result.files["dates.yaml"]["dates"] == [{"name": "Tutorials", "date": "2031-12-04", "until": "2031-12-05"}]
    assert told(result) == [
        "a.ics:18:1: “Coffee break” repeats; only its first time is imported",
        "a.ics:26:1: “Nowhere” has no times that a session can have, and is left out",
    ]


# BibTeX and tables


def test_bibliographies_become_papers_or_reading_lists() -> None:
    text = (
        "% a comment\n@inproceedings{7, title = {Thinking {$k$} times "
        "--- and {\\'e}tudes}, author = {Lovelace, Ada and Alan Turing},"
        ' year = 2023, abstract = "Plain.", eprint = {2305.13048}, keywords = {a, b}}\n@misc{x, note = {nothing}}\n'
    )
    result = brought("bibtex", {"refs.bib": text})
    assert result.files["papers.yaml"]["papers"] == [
        {
            "id": "7",
            "title": "Thinking $k$ times — and études",
            "authors": ["Ada Lovelace", "Alan Turing"],
            "abstract": "Plain.",
            "keywords": ["a", "b"],
            "arxiv": "2305.13048",
        }
    ]
    assert told(result) == ["refs.bib:1:1: the entry `x` has no title, and is left out"]
    (entry,) = brought("bibtex", {"refs.bib": text}, "reading/refs.yaml").files["reading/refs.yaml"]["entries"]
    assert (entry["date"], entry["tags"], "id" in entry) == ("2023", ["a", "b"], False)


def test_columns_are_known_by_their_names_and_shown() -> None:
    text = (
        'Paper ID;Paper Title;Author Names;Email;Keywords\n7;"Thinking; fast";Ada '
        "Lovelace (London), Alan Turing;a@b.org;x, y\n;;;;\n8;Cell too many;A;;z;more\n"
    )
    result = brought("csv", {"list.csv": text})
    assert result.files["papers.yaml"]["papers"] == [
        {
            "id": "7",
            "title": "Thinking; fast",
            "authors": [{"name": "Ada Lovelace", "affiliations": ["London"]}, "Alan Turing"],
            "keywords": ["x", "y"],
        },
        {"id": "8", "title": "Cell too many", "authors": ["A"], "keywords": ["z"]},
    ]
    assert result.notes == [
        (
            "columns: “Paper ID” is id, “Paper Title” is title, “Author "
            "Names” is authors, “Keywords” is keywords; left out: Email"
        )
    ]
    assert told(result) == ["list.csv:4:1: the row has 6 cells, but the header 5: what is too much is left out"]


def test_tables_of_people_become_a_group() -> None:
    text = (
        "First name\tLast name\tAffiliation\tE-mail\tWebsite\n"
        "Ada\tLovelace\tLondon\ta@b.org\thttps://ada.example.org/\n\t\tNowhere\t\t\n"
    )
    result = brought("csv", {"Program committee.tsv": text})
    assert result.files["people/committee.yaml"]["people"] == [
        {"name": "Ada Lovelace", "affiliations": ["London"], "links": {"home": "https://ada.example.org/"}}
    ]
    assert told(result) == ["Program committee.tsv:3:1: this row has no name, and is left out"]


# Text


@pytest.mark.parametrize(("number", "entries"), [("001", 110), ("003", 35), ("004", 78)])
def test_listings_lose_nothing(number: str, entries: int) -> None:
    file = next(iter(sorted(SEEDS.glob(f"{number}_*.txt"))), None)
    if file is None:
        pytest.skip("these texts are not on this machine")
    text = file.read_text("utf-8")
    result = brought("listing", {file.name: text})
    ((path, made),) = result.files.items()
    assert path.startswith("reading/")
    assert len(made["entries"]) == entries
    held = json.dumps([result.files, *[page.body for page in result.pages.values()]], ensure_ascii=False)
    words = {word for line in text.splitlines() for word in line.replace("Subscribe", "").replace("¶", "").split()}
    whole = json.loads(f'"{json.dumps(held)[1:-1]}"')
    assert [word for word in words if json.dumps(word, ensure_ascii=False)[1:-1] not in whole and word != "-"] == []
    assert all("abstract" in each or "note" in each for each in made["entries"])


def test_texts_of_all_three_ways_are_read() -> None:
    long = "We study this at length, and find that it is so. " * 5
    paragraphs = f"Menu\n\nFirst title\n\n{long}\n\nSecond title\n\n{long}\n\nAnd more of it: {long}\n"
    for text in (paragraphs, paragraphs.replace("\n\n", "\n")):
        result = brought("listing", {"week 1.txt": text})
        first, second = result.files["reading/week-1.yaml"]["entries"]
        assert (first["title"], second["title"]) == ("First title", "Second title")
        assert second["abstract"] == f"{long.strip()}\n\nAnd more of it: {long.strip()}"
        assert result.pages["pages/imported/imported-week-1-txt.md"].body == "Menu"
        assert told(result) == ["week 1.txt:1:1: “Menu” is neither a title nor an abstract; it is kept in a draft"]
    listed = brought("listing", {"a.txt": "List¶\n- One\n-\nNote of\none.\n- Two\n-\nNote.\n"}, "reading/own.yaml")
    assert listed.files["reading/own.yaml"] == {
        "heading": "List",
        "entries": [{"title": "One", "note": "Note of one."}, {"title": "Two", "note": "Note."}],
    }


# ACL and MiniConf


def test_inputs_of_aclpub2_become_content() -> None:
    files: dict[str, str | bytes] = {
        "papers.yml": """\
- id: 12
  title: Small models
  file: 12.pdf
  authors:
    - {first_name: Ada, last_name: Lovelace, institution: London, emails: a@b.org, username: ~Ada1}
  abstract: Plain.
  attributes: {presentation_type: oral, submitted_area: X}
- {id: 13, title: Other, file: gone.pdf, authors: [{first_name: Alan, middle_name: M., last_name: Turing}]}
""",
        "papers/12.pdf": b"%PDF",
        "program.yml": """\
- title: Opening Remarks
  start_time: 2031-12-06T09:00:00
  end_time: 2031-12-06T09:15:00
  location: Hall
- title: Session 1
  start_time: 2031-12-06T09:15:00
  end_time: 2031-12-06T10:00:00
  presentations: [{id: 12}, {id: 99}]
- {title: Broken, start_time: soon}
""",
        "organizing_committee.yml": (
            "- role: General Chair\n  members:\n    - {first_name: Grace, "
            "last_name: Hopper, institution: Navy, email: g@h.org}\n"
        ),
        "program_committee.yml": (
            "- role: Reviewers\n  entries:\n    - {first_name: Emmy, last_name: Noether, institution: Erlangen}\n"
        ),
        "sponsors.yml": "- tier: Gold\n  logos: [example-labs.png]\n",
        "sponsor_logos/example-labs.png": b"png",
    }
    result = brought("aclpub2", files)
    assert result.files["papers.yaml"]["papers"] == [
        {
            "id": "12",
            "title": "Small models",
            "authors": [{"name": "Ada Lovelace", "affiliations": ["London"]}],
            "abstract": "Plain.",
            "decision": "oral",
            "pdf": "papers/12.pdf",
        },
        {"id": "13", "title": "Other", "authors": ["Alan M. Turing"]},
    ]
    (day,) = result.files["schedule.yaml"]["days"]
    assert [(each["time"], each.get("papers")) for each in day["sessions"]] == [
        ("09:00-09:15", None),
        ("09:15-10:00", ["12"]),
    ]
    assert result.files["people/organizers.yaml"]["people"] == [
        {"name": "Grace Hopper", "role": "General Chair", "affiliations": ["Navy"]}
    ]
    assert result.files["people/committee.yaml"]["people"] == ["Emmy Noether (Erlangen)"]
    assert result.files["sponsors.yaml"]["tiers"] == [
        {"tier": "Gold", "sponsors": [{"name": "example labs", "logo": "sponsor_logos/example-labs.png"}]}
    ]
    assert told(result) == [
        "papers.yml:8:32: there is no file gone.pdf: the link is left out",
        "program.yml:5:3: papers.yml has no paper 99",
        "program.yml:9:3: “Broken” has no times that a session can have, and is left out",
    ]


def test_data_of_miniconf_become_content() -> None:
    files: dict[str, str | bytes] = {
        "papers.csv": (
            "UID,title,authors,abstract,keywords,sessions\nA1,Small models,Ada Lovelace|Alan Turing,Plain.,a|b,S1\n"
        ),
        "speakers.csv": (
            "UID,title,institution,speaker,abstract,bio\nS,On it,London,Prof. Ada Lovelace,About.,First.\n"
        ),
        "committee.yml": "committee:\n  - {role: Chair, name: Grace Hopper, aff: Navy, im: g.jpg}\n",
        "main_calendar.json": json.dumps(
            [
                {
                    "id": "1",
                    "title": "<b>Keynote</b>",
                    "start": "2031-12-06T08:00:00+00:00",
                    "end": "2031-12-06T09:00:00+00:00",
                    "link": "https://x.org/",
                },
                {"id": "2", "title": "Lost", "start": "2031-12-06T08:00:00+00:00", "end": "soon"},
            ]
        ),
    }
    result = brought("miniconf", files)
    assert result.files["papers.yaml"]["papers"] == [
        {
            "id": "A1",
            "title": "Small models",
            "authors": ["Ada Lovelace", "Alan Turing"],
            "abstract": "Plain.",
            "keywords": ["a", "b"],
        }
    ]
    assert result.files["people/speakers.yaml"]["people"] == [
        {
            "name": "Ada Lovelace",
            "honorific": "Prof.",
            "affiliations": ["London"],
            "bio": "First.",
            "talk": {"title": "On it", "abstract": "About."},
        }
    ]
    assert result.files["people/organizers.yaml"]["people"] == [
        {"name": "Grace Hopper", "role": "Chair", "affiliations": ["Navy"]}
    ]
    assert result.files["schedule.yaml"]["days"] == [
        {
            "date": "2031-12-06",
            "timezone": "UTC",
            "sessions": [
                {
                    "time": "08:00-09:00",
                    "title": "Keynote",
                    "kind": "keynote",
                    "links": [{"title": "More", "url": "https://x.org/"}],
                }
            ],
        }
    ]
    assert told(result) == ["main_calendar.json:1:1: “Lost” has no times that a session can have, and is left out"]


# All of them

SMALL: dict[str, dict[str, str | bytes]] = {
    "openreview": {"notes.json": json.dumps(NOTES)},
    "cmt": {"Papers.txt": CMT},
    "bibtex": {"a.bib": "@misc{7, title = {One}, author = {Ada Lovelace}}"},
    "csv": {"a.csv": "id,title,abstract\n7,One,\\textit{x}: “y” # z\n"},
    "listing": {"a.txt": "- One\n-\nNote.\n- Two\n-\nNote.\n"},
    "ics": {"a.ics": "BEGIN:VEVENT\nSUMMARY:One\nDTSTART:20311206T140000Z\nDTEND:20311206T150000Z\nEND:VEVENT\n"},
    "pretalx": {
        "schedule.json": json.dumps(
            {"schedule": {"conference": {"days": [{"rooms": {"Hall": [event(persons=[{"name": "Ada Lovelace"}])]}}]}}}
        )
    },
    "aclpub2": {"papers.yml": "- {id: 12, title: One, authors: [{first_name: Ada, last_name: Lovelace}]}\n"},
    "miniconf": {"papers.csv": "UID,title,authors\nA1,One,Ada Lovelace|Alan Turing\n"},
}


@pytest.mark.parametrize("kind", SMALL)
def test_imported_content_builds_and_a_second_import_changes_nothing(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, site = tmp_path / "source", tmp_path / "site"
    source.mkdir()
    for name, text in SMALL[kind].items():
        (source / name).write_bytes(text.encode() if isinstance(text, str) else text)
    (site / "content").mkdir(parents=True)
    (site / "content/site.yaml").write_text("name: TINY\ntitle: Tiny Things\nedition: 2031\ntimezone: UTC\n")
    command = ["import", kind, str(source), "--site", str(site)]
    assert parser.main(command) == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert parser.main(command) == 0
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert capsys.readouterr().err.splitlines()[-1].startswith("0 files new, 0 changed, 0 copied")
    parser.main(["build", "--quiet", "--site", str(site), "--out", str(tmp_path / "out")])
    assert ": error:" not in capsys.readouterr().err


@pytest.mark.parametrize("kind", ["openreview", "cmt", "csv", "aclpub2", "pretalx"])
def test_nothing_of_reviews_and_no_address_is_written(kind: str) -> None:
    result = brought(kind, SMALL[kind])
    written = json.dumps([result.files, [list(page) for page in result.pages.values()]])
    for secret in ("@", "Secret Person", "Rev One", "rating", "reviewer"):
        assert secret not in written
