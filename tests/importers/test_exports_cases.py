"""Exports of review systems and proceedings, cut down from what real ones hold: each with what must come out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from enlsp_site.importers.registry import imported
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import Source, opened

CASES = Path(__file__).parent / "cases"


def brought(kind: str, name: str) -> ImportResult:
    return imported(kind, opened(CASES / name), ImportOptions())


def papers(result: ImportResult) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = result.files["papers.yaml"]["papers"]
    return found


def test_aclpub2_as_it_is_documented() -> None:
    result = brought("aclpub2", "aclpub2-documented")
    sessions = result.files["schedule.yaml"]["days"][0]["sessions"]
    assert [(each["title"], each.get("room"), each.get("papers")) for each in sessions] == [
        ("Opening Remarks", "Main Hall", None),
        ("Oral session", None, ["1"]),
        ("Track A", "Room A", ["2"]),
        ("Track B", "Room B", None),
    ]
    assert (sessions[1]["moderators"], sessions[1]["stream"]) == (["Jane Roe"], "https://zoom.example/j/1")
    assert result.files["people/speakers.yaml"]["people"] == [
        {
            "name": "Grace Hopper",
            "affiliations": ["Navy"],
            "bio": "She is.",
            "talk": {"title": "On compilers", "abstract": "We talk."},
        }
    ]
    assert result.files["people/committee.yaml"]["people"] == ["John Doe (Univ Z)", "Jane Roe", "Max Muster"]
    assert papers(result)[0]["title"] == "Questions Q&A"


def test_whoever_is_in_two_committees_is_written_once() -> None:
    assert brought("aclpub2", "aclpub2-08").files["people/committee.yaml"]["people"] == ["Dora Twice (Uni D)"]


def test_tex_of_titles_and_names_becomes_text() -> None:
    one = papers(brought("aclpub2", "aclpub2-tex"))[0]
    assert one["title"] == "Using BERT for NLP & $\\alpha$-stuff"
    assert one["authors"][-1] == "Silvie Cinková"
    assert papers(brought("csv", "tex.csv")) == [
        {
            "id": "1",
            "title": "Fast LLMs: Q&A with 50% less compute",
            "authors": ["José Nuñez"],
            "abstract": "x",
        }
    ]
    (note,) = papers(brought("openreview", "or3.json"))
    assert (note["title"], note["authors"]) == ("Fast LLMs: Q&A with 50% less compute", ["José Núñez"])
    assert note["abstract"].endswith("100%.")


def test_openreview_knows_the_decisions_of_all_years() -> None:
    found = {paper["title"]: paper.get("decision") for paper in papers(brought("openreview", "orv1.json"))}
    assert "2019 rejected" not in found
    assert {
        "2020 accepted",
        "2019 accepted",
        "2018 accepted",
        "2017 accepted",
        "v2 decision in replies",
    } <= found.keys()
    assert found["2018 accepted"] == "oral"


def test_tables_with_lead_authors_and_without_a_head() -> None:
    (paper,) = papers(brought("csv", "csv-14.csv"))
    assert paper["authors"] == ["Ann Example", "Bob Sample", "Carl Person"]
    result = brought("csv", "csv-15.csv")
    assert papers(result)[0] == {
        "id": "W41_1",
        "title": "A Paper on Trees",
        "authors": ["Ann Example"],
        "abstract": "Trees are tall.",
    }
    assert [problem.code for problem in result.problems] == ["missing-header"]


def test_miniconf_ties_papers_to_their_sessions() -> None:
    (session,) = brought("miniconf", "miniconf-09").files["schedule.yaml"]["days"][0]["sessions"]
    assert session["papers"] == ["54"]
    assert "room" not in session


def test_authors_of_bibtex_that_are_parted_otherwise_are_read_and_told() -> None:
    result = brought("bibtex", "bib3.bib")
    ada, alan, kurt, grace = "Ada Lovelace", "Alan Turing", "Kurt Gödel", "Grace Hopper"
    assert {paper["title"]: paper["authors"] for paper in papers(result)} == {
        "Two": [ada, alan],
        "Three": [ada, alan, kurt],
        "Four": [ada, alan, kurt, grace],
        "Mixed": [ada, alan, grace],
        "Upper AND": [ada, alan, "L. Anderson", "Smith and Sons"],
        "Newline and": [ada, alan, grace],
        "Amp": [ada, alan],
        "Et al": [ada],
        "Two-word family": ["Alexander H. G. Rinnooy Kan", "José María Rodriguez Fernandez"],
    }
    assert sorted((problem.severity, problem.code, problem.origin.line) for problem in result.problems) == [
        ("warning", "and-others", 10),
        *(("warning", "author-separator", line) for line in (1, 2, 3, 4, 9)),
    ]


@pytest.mark.parametrize(
    "written",
    [
        "Ada Lovelace, Alan Turing, and Grace Hopper",
        "Ada Lovelace, Alan Turing \\& Grace Hopper",
        "Ada Lovelace; Alan Turing; Grace Hopper",
        "Lovelace, Ada; Turing, Alan; Hopper, Grace",
        "Lovelace, Ada, and Turing, Alan, and Hopper, Grace",
    ],
)
def test_lists_of_authors_of_any_kind_are_read_and_told(written: str) -> None:
    source = Source.of({"a.bib": f"@misc{{a, title={{A}}, author={{{written}}}}}".encode()})
    result = imported("bibtex", source, ImportOptions())
    (paper,) = result.files["papers.yaml"]["papers"]
    assert paper["authors"] == ["Ada Lovelace", "Alan Turing", "Grace Hopper"]
    assert [(problem.severity, problem.code) for problem in result.problems] == [("warning", "author-separator")]


def test_one_comma_alone_turns_a_name_round() -> None:
    source = Source.of({"a.bib": b"@misc{a, title={A}, author={Rinnooy Kan, Alexander Hendrik}}"})
    (paper,) = imported("bibtex", source, ImportOptions()).files["papers.yaml"]["papers"]
    assert paper["authors"] == ["Alexander Hendrik Rinnooy Kan"]


def test_people_of_several_columns_of_names() -> None:
    result = imported("csv", opened(CASES / "people.csv"), ImportOptions("people/committee.yaml"))
    assert result.files["people/committee.yaml"]["people"] == [
        {
            "name": "Ada Lovelace",
            "role": "Chair",
            "affiliations": ["University of London, Dept. of Math"],
            "country": "UK",
            "links": {"home": "https://x.example"},
        },
        {"name": "Kim MIN-SU", "affiliations": ["KAIST"]},
        {"name": "Seán OBrien", "affiliations": ["TCD"]},
        {"name": "van der Berg", "affiliations": ["X"]},
    ]
    assert [(problem.code, problem.message) for problem in result.problems] == [
        ("missing-file", "the picture ada.jpg is not in the source")
    ]
    assert result.notes[-1].endswith("left out: Email, T-shirt size, Dietary")


def test_portraits_nicknames_and_degrees_of_a_table_of_people() -> None:
    table = 'Name,Affiliation,Headshot\nKiran (KD) Devar,Uni A; Lab B,img/kd.jpg\n"Lee, Ann",X,\n"Ada Byron, PhD",,\n'
    source = Source.of({"people.csv": table.encode(), "img/kd.jpg": b"x"})
    result = imported("csv", source, ImportOptions("people/speakers.yaml"))
    assert result.files["people/speakers.yaml"]["people"] == [
        {"name": "Kiran (KD) Devar", "affiliations": ["Uni A", "Lab B"], "photo": "img/kd.jpg"},
        {"name": "Ann Lee", "affiliations": ["X"]},
        {"name": "Ada Byron, PhD"},
    ]
    assert result.copies == {"img/kd.jpg": "img/kd.jpg"}
