"""EasyChair's download of a conference's data: a workbook with a sheet each, or a folder (zip) of CSV files.

Taken are `Submissions` (#, title, keywords, decision, abstract), `Authors` (submission #, first name, last name,
affiliation, country, corresponding?) and `Program committee` (first name, last name, affiliation, role). Reviews,
scores, bids and e-mail addresses are never looked at. Papers are taken whose decision is an acceptance.
"""

from __future__ import annotations

import re

from enlsp_site.content.papers_codes import MISSING_HEADER
from enlsp_site.importers import csv as tables
from enlsp_site.importers.codes import NO_NAME
from enlsp_site.importers.parse import rows, workbook
from enlsp_site.importers.parse.rows import TableRow
from enlsp_site.importers.result import ImportResult, Plain, entry

Table = tuple[str, list[str], list[TableRow]]
_COLUMNS = ("#", "title", "authors", "keywords", "decision", "abstract", "track name", "topics")


def fill(result: ImportResult) -> None:
    """Fill the result with the accepted papers and the committee. Reports `missing-header`."""
    found = _tables(result)
    authors = _authors(found.get("authors"))
    if "submissions" in found:
        result.put(result.options.into or "papers.yaml", _papers(result, found["submissions"], authors))
    for name, group in (("program committee", "committee"), ("committee", "committee"), ("chairs", "organizers")):
        if name in found:
            result.put(f"people/{group}.yaml", _committee(result, found[name]))
    if not {"submissions", "committee", "program committee"} & found.keys():
        told = "this holds no sheet or file of submissions or of the committee"
        result.refuse(
            result.source.single(), 1, MISSING_HEADER, told, "download the conference's data as Excel or CSV"
        )


def _tables(result: ImportResult) -> dict[str, Table]:
    """The tables by what EasyChair calls their sheets, in small letters and in the plural."""
    found: dict[str, Table] = {}
    for name in result.source.names:
        if workbook.is_workbook(result.source.read(name) or b""):
            for sheet, header, lines in workbook.sheets(result, name):
                found.setdefault(_called(sheet), (name, header, lines))
        elif name.lower().endswith((".csv", ".tsv", ".txt")):
            header, lines = tables.read(result, name)
            found.setdefault(_called(name.rpartition("/")[2].rpartition(".")[0]), (name, header, lines))
    return found


def _called(name: str) -> str:
    words = " ".join(re.sub(r"[_-]+", " ", name).lower().split())
    plural = {
        "submission": "submissions",
        "author": "authors",
        "pc member": "committee",
        "committee member": "committee",
    }
    return plural.get(words, words)


def _cells(line: TableRow) -> dict[str, str]:
    return {column.strip().lower(): value.strip() for column, value in line.cells.items() if column}


def _authors(table: Table | None) -> dict[str, list[Plain | str]]:
    """The authors of each submission, in their order."""
    made: dict[str, list[Plain | str]] = {}
    for line in table[2] if table else ():
        cells = _cells(line)
        name = f"{cells.get('first name', '')} {cells.get('last name', '')}".strip()
        number = cells.get("submission #") or cells.get("#", "")
        place = cells.get("affiliation", "")
        is_contact = cells.get("corresponding?", "").lower() in ("yes", "true", "1", "✔", "x")
        if name and number:
            made.setdefault(number, []).append(
                entry(
                    "author",
                    name=name,
                    affiliations=[place] if place else [],
                    corresponding="true" if is_contact else "",
                )
                if place or is_contact
                else name
            )
    return made


def _papers(result: ImportResult, table: Table, authors: dict[str, list[Plain | str]]) -> list[Plain]:
    name, header, lines = table
    wanted = [column for column in header if column.lower() in _COLUMNS]
    kept = [
        line._replace(cells={column: _one_line(line.cells.get(column, ""), column) for column in wanted})
        for line in lines
    ]
    papers = rows.papers(result, name, wanted, kept, strict=True)
    for paper in papers:
        if paper["id"] in authors:
            paper["authors"] = authors[paper["id"]]
    return [entry("paper", **paper) for paper in papers]


def _one_line(value: str, column: str) -> str:
    """Keywords stand one a line; others are as they are."""
    return "; ".join(value.split("\n")) if column.lower() in ("keywords", "topics") else value


def _committee(result: ImportResult, table: Table) -> list[Plain]:
    name, _, lines = table
    made = []
    for line in lines:
        cells = _cells(line)
        whole = cells.get("name") or f"{cells.get('first name', '')} {cells.get('last name', '')}".strip()
        if not whole:
            result.lose("people", name, line.line, NO_NAME, "this row has no name, and is left out", "give it one")
            continue
        role = cells.get("role", "")
        role = "" if role.lower() in ("pc member", "member", "reviewer", "subreviewer") else role
        made.append(
            rows.person(
                {"role": role, "affiliations": cells.get("affiliation", ""), "country": cells.get("country", "")},
                whole,
            )
        )
    return made
