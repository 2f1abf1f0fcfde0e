"""A problem's further places are shown wherever the problem is: as text, JSON, annotation, SARIF, and over pages."""

from __future__ import annotations

import json

from enlsp_site.checks.content.schedule import DOUBLE_BOOKED
from enlsp_site.commands.serve.overlay import overlay_of
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Related
from enlsp_site.diagnostics.sarif import as_sarif
from enlsp_site.diagnostics.terminal import as_github, as_json, as_text

FILE, OTHER = "content/schedule.yaml", "content/more.yaml"
SOURCES = {FILE: b"- date: x\n  time: 10:00\n", OTHER: b"- a\n- time: 09:30 <b>\n"}
PROBLEM = report(
    DOUBLE_BOOKED,
    Origin(FILE, (), 2, 9),
    hint="move one of them",
    related=[Related(Origin(OTHER, (), 2, 9), "the other session stands here")],
    room="A",
    other="“Tea”",
)


def test_as_text_it_has_its_place_and_its_line() -> None:
    told = as_text([PROBLEM], SOURCES, str, colour=False)
    main, _, further = told.partition(f"{OTHER}:2:9: the other session stands here")
    assert main.startswith(f"{FILE}:2:9: ")
    assert "- time: 09:30 <b>" in further
    assert "hint: " in further


def test_as_json_it_has_file_line_and_column() -> None:
    (told,) = json.loads(as_json([PROBLEM], str))
    assert told["related"] == [{"file": OTHER, "line": 2, "column": 9, "message": "the other session stands here"}]


def test_as_an_annotation_it_is_a_line_of_the_message() -> None:
    assert f"%0A{OTHER}:2:9: the other session stands here%0A" in as_github([PROBLEM], str)


def test_in_sarif_it_is_a_related_location() -> None:
    (result,) = json.loads(as_sarif([PROBLEM], [], {}, str))["runs"][0]["results"]
    region = {"startLine": 2, "startColumn": 9}
    assert result["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {"artifactLocation": {"uri": OTHER}, "region": region},
            "message": {"text": "the other session stands here"},
        }
    ]


def test_over_a_page_it_has_its_place_and_its_line_escaped() -> None:
    told = overlay_of([PROBLEM], SOURCES)
    assert f'<p class="enlsp-place">{OTHER}:2:9: the other session stands here</p>' in told
    assert "- time: 09:30 &lt;b&gt;" in told
