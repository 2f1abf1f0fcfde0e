"""SARIF and annotations of `enlsp check`: read back as those who show them do."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sites import Site

MakeSite = Callable[..., Site]
PAGE = (
    "---\ntitle: Overview\ndescription: What it is about.\n---\nSmall things.\n\n"
    "Please [register](#), by Ren\u00c3\u00a9: 100%,\n[a](http://arxiv.org/abs/1).\n"
)
FILES: dict[str, str | None] = {
    "content/pages/overview.md": PAGE,
    "static/images/ada.jpg": None,
    "content/sponsors.yaml": "- {tier: Gold, sponsors: [Tiny Labs]}\n",
    "static/a b.txt": "Nobody links this.\n",
}

TEXT = {
    "type": "object",
    "required": ["text"],
    "additionalProperties": False,
    "properties": {"text": {"type": "string"}},
}
COUNT = {"type": "integer", "minimum": 1}
PLACE = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "additionalProperties": False,
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {"uri": {"type": "string", "format": "uri-reference"}},
                },
                "region": {
                    "type": "object",
                    "required": ["startLine"],
                    "additionalProperties": False,
                    "properties": {"startLine": COUNT, "startColumn": COUNT},
                },
            },
        },
        "logicalLocations": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "properties": {"fullyQualifiedName": {"type": "string"}},
            },
        },
    },
}
RESULT = {
    "type": "object",
    "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
    "additionalProperties": False,
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "locations": {"type": "array", "items": PLACE},
        "suppressions": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["kind"],
                "additionalProperties": False,
                "properties": {"kind": {"enum": ["inSource", "external"]}, "justification": {"type": "string"}},
            },
        },
    },
}
DRIVER = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "name": {"type": "string"},
        "version": {"type": "string"},
        "rules": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["id"],
                "additionalProperties": False,
                "properties": {"id": {"type": "string"}, "shortDescription": TEXT},
            },
        },
    },
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "additionalProperties": False,
                "properties": {
                    "tool": {"type": "object", "required": ["driver"], "properties": {"driver": DRIVER}},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
"""What SARIF 2.1.0 says of the properties that we use (3.13 to 3.35), and that there are no others."""
WHOLE = Path(__file__).parents[1] / "tools/node_modules/@microsoft/sarif-multitool-linux/sarif-2.1.0.json"
"""The schema of the standard itself. It comes with a program of 100 MB, which the tests do not bring: where somebody
has it (`npm install --prefix tests/tools --no-save @microsoft/sarif-multitool`), it is asked as well."""


def holds(data: Any) -> None:
    """Hold SARIF against its schemas."""
    for schema in (SARIF, *((json.loads(WHOLE.read_text("utf-8-sig")),) if WHOLE.is_file() else ())):
        jsonschema.validate(data, schema)


def told(make_site: MakeSite, form: str, **more: str) -> str:
    site = make_site({**FILES, **more})
    return site.run("check", "--format", form, "--only", WANTED).out


WANTED = "placeholder-link,mojibake,insecure-link,unlinked-file"
PLACES = [
    ("content/pages/overview.md", 7, 19, "placeholder-link"),
    ("content/pages/overview.md", 7, 29, "mojibake"),
    ("content/pages/overview.md", 8, 5, "insecure-link"),
    ("static/a b.txt", None, None, "unlinked-file"),
]


def test_sarif_is_what_its_standard_says(make_site: MakeSite) -> None:
    data = json.loads(told(make_site, "sarif"))
    holds(data)
    [run] = data["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[each["ruleIndex"]] for each in run["results"]] == [each["ruleId"] for each in run["results"]]


def test_sarif_names_the_places(make_site: MakeSite) -> None:
    [run] = json.loads(told(make_site, "sarif"))["runs"]
    found = []
    for each in run["results"]:
        place: dict[str, Any] = each["locations"][0]["physicalLocation"]
        region = place.get("region", {})
        uri = place["artifactLocation"]["uri"].replace("%20", " ")
        found.append((uri, region.get("startLine"), region.get("startColumn"), each["ruleId"]))
    assert found == PLACES
    assert run["results"][0]["level"] == "error"
    assert run["results"][0]["message"]["text"] == (
        "this link leads to `#`, which is no address yet. write the address, or leave the link out"
    )


def test_sarif_tells_what_is_off_as_suppressed(make_site: MakeSite) -> None:
    off = "name: A\ntitle: B\nedition: 2031\nunchecked: [{rule: mojibake, reason: he writes himself so}]\n"
    data = json.loads(told(make_site, "sarif", **{"content/site.yaml": off}))
    holds(data)
    results = data["runs"][0]["results"]
    assert {each["ruleId"]: each.get("suppressions") for each in results} == {
        "placeholder-link": None,
        "insecure-link": None,
        "unlinked-file": None,
        "mojibake": [{"kind": "external", "justification": "he writes himself so"}],
    }


ANNOTATION = re.compile(r"::(error|warning) ((?:[a-zA-Z]+=[^,:]*,?)+)::(.*)")
"""A workflow command, as GitHub's runner reads it: a colon and a comma in a value are encoded."""


def decoded(text: str) -> str:
    for code, letter in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, letter)
    return text


def test_annotations_stand_at_their_lines(make_site: MakeSite) -> None:
    found = []
    for line in told(make_site, "github").splitlines():
        command = ANNOTATION.fullmatch(line)
        assert command, line
        said = {name: decoded(value) for name, value in (part.split("=", 1) for part in command[2].split(","))}
        place = (said["file"], *(int(said[name]) if name in said else None for name in ("line", "col")))
        found.append((*place, said["title"]))
        words = PAGE.splitlines()[place[1] - 1][place[2] - 1 :] if place[1] and place[2] else ""
        if said["title"] == "mojibake":
            assert words.startswith("\u00c3\u00a9: 100%")
            assert "“Ren\u00c3\u00a9” was decoded wrongly" in decoded(command[3])
    assert found == PLACES


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_a_clean_site_is_no_empty_output(make_site: MakeSite, form: str) -> None:
    site = make_site({"static/images/ada.jpg": None})
    data = json.loads(site.run("check", "--format", form, "--only", "mojibake").out)
    assert (data if form == "json" else data["runs"][0]["results"]) == []
