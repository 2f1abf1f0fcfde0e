"""The fields of papers: papers.yaml, tables, bibliographies, importers, exports and docs know the same."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from enlsp_site.content import papers_bib, papers_csv
from enlsp_site.content.entries.papers import PaperEntry
from enlsp_site.content.link_labels import NAMES as TITLES
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.exports import papers_csv as export
from enlsp_site.importers.parse import rows
from enlsp_site.importers.parse.rows import TableRow
from enlsp_site.importers.result import ImportResult
from enlsp_site.importers.source import Source
from enlsp_site.model import paper_fields, wording
from enlsp_site.model.paper_fields import FIELDS, PaperField
from enlsp_site.model.papers import Paper

EVERY = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)


def test_papers_yaml_has_every_field() -> None:
    assert sorted(PaperEntry.__struct_fields__) == sorted(paper_fields.NAMES)


def test_no_name_is_two_fields() -> None:
    names = [name for field in FIELDS for name in (field.name, *field.columns, *field.like)]
    assert len(names) == len(set(names))


@EVERY
def test_a_column_is_read_by_a_build_as_by_an_import(field: PaperField) -> None:
    for name in (field.name, *field.columns, *field.like):
        others = [each for each in ("id", "title") if each != field.name]
        found, problems = papers_csv.parse(f"{','.join([*others, name])}\n{'8,' * len(others)}7\n", "papers.csv")
        assert [each for each in problems if each.code == "unknown-column"] == [], name
        taken = rows.columns([name], rows.PAPERS)
        assert taken == {field.name: name}
        assert field.name in found[0] or field.like, name


def test_an_import_and_a_build_take_the_table_of_a_console() -> None:
    header, cells = ["Number", "Title", "Status", "Forum"], ["7", "Small models", "Accept (oral)", "aVh9KRZdRk"]
    (built,), problems = papers_csv.parse(f"{','.join(header)}\n{','.join(cells)}\n", "papers.csv")
    assert problems == []
    (imported,) = rows.papers(result(), "papers.csv", header, [TableRow(dict(zip(header, cells, strict=True)), 2)])
    assert built == imported == {"id": "7", "title": "Small models", "decision": "oral", "openreview": "aVh9KRZdRk"}


@pytest.mark.parametrize(
    ("header", "decision"),
    [
        ("id,title,status", "Accepted"),  # says nothing of how it is presented
        ("id,title,type", "long paper"),
        ("id,title,venue", "Workshop 2031"),
    ],
)
def test_what_a_system_says_besides_is_no_decision(header: str, decision: str) -> None:
    found, problems = papers_csv.parse(f"{header}\n7,Small models,{decision}\n", "papers.csv")
    assert (found, problems) == ([{"id": "7", "title": "Small models"}], [])


def test_what_is_rejected_is_handed_on_to_be_told() -> None:
    found, _ = papers_csv.parse("id,title,status\n7,Small models,Reject\n", "papers.csv")
    assert found[0]["decision"] == "Reject"


def test_a_column_of_its_own_is_before_one_like_it() -> None:
    found, problems = papers_csv.parse("id,title,type,decision\n7,Small models,short,poster\n", "papers.csv")
    assert found == [{"id": "7", "title": "Small models", "decision": "poster"}]
    assert [(each.severity, each.code) for each in problems] == [("warning", "unknown-column")]


@EVERY
def test_a_bibliography_may_have_every_field(field: PaperField) -> None:
    for name in (field.name, *field.bibtex):
        value = "Lovelace, Ada" if field.name == "authors" else "seven"
        (found,), problems = papers_bib.parse(f"@inproceedings{{key, {name} = {{{value}}}}}\n", "papers.bib")
        assert found[field.name], name
        assert [each.code for each in problems if each.code == "unknown-field"] == []


def test_the_table_of_a_site_can_be_read_as_its_own() -> None:
    paper = Paper(origin=Origin("papers.yaml"), id="7", slug="7", title="Small models")
    values: dict[str, Any] = {"papers": (paper,), "base_url": "", "edition": "2031", "path": "2031/papers.csv"}
    header = next(csv.reader(io.StringIO(export.write(values).decode("utf-8-sig"))))
    assert header == [*paper_fields.NAMES, "page"]


@EVERY
def test_every_link_has_a_title_in_all_languages(field: PaperField) -> None:
    if field.link:
        for language in wording.known():
            said = f"link_{field.name}" in wording.language(language).entries
            assert said != bool(field.title), language
        assert TITLES.get(field.name, "") == field.title


def test_the_docs_have_every_name_of_a_column() -> None:
    text = (Path(__file__).resolve().parents[2] / "docs/content.md").read_text("utf-8")
    table = text.partition("<!-- paper-columns")[2].partition("<!-- end -->")[0]
    assert [name for field in FIELDS for name in (*field.columns, *field.like) if f"`{name}`" not in table] == []


def result() -> ImportResult:
    return ImportResult(Source.of({}))
