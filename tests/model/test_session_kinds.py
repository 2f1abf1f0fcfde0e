"""The kinds of sessions: schedule.yaml, editors, importers, templates, words and docs know the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from enlsp_site.content import json_schema
from enlsp_site.importers.parse import facts
from enlsp_site.model import wording
from enlsp_site.model.session_kinds import KINDS, NAMES, PLAIN, SessionKind, kind_of

ROOT = Path(__file__).resolve().parents[2]


def test_editors_offer_every_kind() -> None:
    kinds = json_schema.schemas()["schedule"]["$defs"]["SessionEntry"]["properties"]["kind"]
    (offered,) = [each["enum"] for each in kinds["anyOf"] if "enum" in each]
    assert sorted(offered) == sorted(NAMES)


@pytest.mark.parametrize("language", wording.known())
def test_every_kind_that_pages_name_has_its_word(language: str) -> None:
    entries = wording.language(language).entries
    assert [name for name in NAMES if (f"kind_{name}" in entries) == (name in PLAIN)] == []


def test_the_docs_name_every_kind() -> None:
    text = (ROOT / "docs/content.md").read_text("utf-8")
    told = text.partition("<!-- session-kinds")[2].partition("<!-- end -->")[0]
    assert [name for name in NAMES if f"`{name}`" not in told] == []


def test_templates_leave_out_the_kinds_that_nobody_looks_for() -> None:
    (listed,) = re.findall(
        r"session\.kind not in \(([^)]*)\)", (ROOT / "templates/parts/session.html").read_text("utf-8")
    )
    assert {name.strip(' "') for name in listed.split(",")} == {"", *PLAIN}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_title_that_is_the_kinds_name_tells_it(kind: SessionKind) -> None:
    said = {"oral": "Oral presentations", "mentoring": "Mentoring", "other": "Something"}.get(kind.name, kind.name)
    assert facts.kind_of(said) == kind_of(said) == (kind.name if kind.words else "")


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Coffee break", "break"),
        ("Poster session and coffee break", "poster"),
        ("Opening keynote", "keynote"),
        ("Invited talk and discussion", "invited"),
        ("Spotlight demos", "spotlight"),
        ("Closing remarks and awards", "award"),
        ("Social networks in practice", "social"),
        ("Something", ""),
    ],
)
def test_of_several_kinds_the_first_decides(title: str, kind: str) -> None:
    assert kind_of(title) == kind
