"""ConfTool's exports of papers and of sessions, as XML, CSV or Excel.

Papers have `paperID`, `title`, `authors` (`Family, Given (1); Other, One (1,2)`), `organisations`
(`1: University A; 2: University B`), `abstract`, `keywords`, `acceptance_status` and `contribution_type`; where the
programme is made, `session_title`, `session_start`, `session_end` and `session_room` besides. Sessions have those and
`p1_paperID`, `p2_paperID`, … for their papers. E-mail addresses, scores and remarks are never looked at.
"""

from __future__ import annotations

import re
from typing import Any

from enlsp_site.content.papers_codes import MISSING_HEADER
from enlsp_site.importers import csv as tables
from enlsp_site.importers.codes import NO_TITLE
from enlsp_site.importers.parse import facts, prose, rows, workbook
from enlsp_site.importers.parse.agenda import Agenda
from enlsp_site.importers.parse.calendars import moment
from enlsp_site.importers.parse.xml import parsed
from enlsp_site.importers.result import ImportResult, Plain, entry

Cells = dict[str, str]


def fill(result: ImportResult) -> None:
    """Fill the result from each export: papers, and the sessions that they or files of sessions name.
    Reports `missing-header`."""
    papers: dict[str, Plain] = {}
    sessions: dict[str, dict[str, Any]] = {}
    for name in result.source.names:
        for line, cells in _rows(result, name):
            if "paperid" in cells:
                _paper(result, name, line, cells, papers)
            if cells.get("session_title") or cells.get("session_short"):
                _session(cells, line, sessions)
    if not papers and not sessions and result.source.names:
        told = "this holds neither papers nor sessions of ConfTool"
        result.refuse(result.source.single(), 1, MISSING_HEADER, told, "export the papers as XML or CSV")
    result.put(result.options.into or "papers.yaml", list(papers.values()))
    agenda = Agenda(result, result.source.single())
    for row in sessions.values():
        row["papers"] = [each for each in dict.fromkeys(row["papers"]) if each in papers]
        kind = row["kind"] or ("oral" if row["papers"] else "other")
        agenda.session(row["title"], row["begin"], row["end"], "", row["line"], **{**_fields(row), "kind": kind})
    agenda.finish()


def _fields(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("papers", "room", "moderators", "abstract")}


def _rows(result: ImportResult, name: str) -> list[tuple[int, Cells]]:
    """The rows of an export by their columns in small letters."""
    data = result.source.read(name) or b""
    if workbook.is_workbook(data):
        found = [(line.line, line.cells) for _, _, lines in workbook.sheets(result, name) for line in lines]
    elif data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        root = parsed(result, name, data)
        nodes = [node for node in (root if root is not None else ()) if len(node)]
        found = [(1, {each.tag: (each.text or "").strip() for each in node}) for node in nodes]
    else:
        found = [(line.line, line.cells) for line in tables.read(result, name)[1]]
    return [
        (line, {key.strip().lower(): value.strip() for key, value in cells.items() if key}) for line, cells in found
    ]


def _paper(result: ImportResult, name: str, line: int, cells: Cells, papers: dict[str, Plain]) -> None:
    title = prose.plain(cells.get("title", ""))
    status = cells.get("acceptance_status", "") or cells.get("acceptance", "")
    if status.lstrip("-").isdecimal():
        is_in: bool | None = int(status[:6]) > 0
    else:
        is_in = rows.is_accepted(status) if status else True
    if not is_in:
        result.leave_out("no accepted paper")
    elif not title:
        result.lose("papers", name, line, NO_TITLE, "this row has no title, and is left out", "give it one")
    else:
        papers[cells["paperid"]] = entry(
            "paper",
            id=cells["paperid"],
            title=title,
            authors=_authors(
                cells.get("authors", ""), cells.get("organisations", "") or cells.get("organizations", "")
            ),
            abstract=prose.paragraphs(cells.get("abstract", "")),
            keywords=[each.strip() for each in re.split(r"[;,]", cells.get("keywords", "")) if each.strip()],
            decision=rows.kind_of(f"{status} {cells.get('contribution_type', '')}"),
        )


def _authors(authors: str, places: str) -> list[Plain | str]:
    """Authors with the institutions that their numbers name."""
    known = dict(re.findall(r"(?:^|;)\s*(\d+)\s*:\s*([^;]+)", places))
    alone = places.strip() if places.strip() and not known and ";" not in places else ""
    made: list[Plain | str] = []
    for part in (each.strip() for each in authors.split(";")):
        found = re.fullmatch(r"(.*?)\s*\(([\d,\s]+)\)", part)
        name = rows.turned(found[1] if found else part)
        inside = [known[each].strip() for each in re.split(r"[,\s]+", found[2]) if each in known] if found else []
        inside = inside or ([alone] if alone else [])
        if name:
            made.append(entry("author", name=name, affiliations=inside) if inside else name)
    return made


def _session(cells: Cells, line: int, sessions: dict[str, dict[str, Any]]) -> None:
    title = prose.plain(cells.get("session_title", "") or cells.get("session_short", ""))
    begin = cells.get("session_start", "")
    key = cells.get("session_id") or f"{title} {begin}"
    chairs = [cells.get(f"session_chair{number}", "") for number in range(1, 5)]
    chairs += (cells.get("session_chairs") or cells.get("chair") or "").split(";")
    row = sessions.setdefault(
        key,
        {
            "title": title,
            "begin": moment(begin),
            "end": moment(cells.get("session_end", "")),
            "line": line,
            "room": cells.get("session_room", ""),
            "moderators": [
                facts.named(rows.turned(re.sub(r"\s*\([^()]*\)", "", each).strip()))[1]
                for each in chairs
                if each.strip()
            ],
            "abstract": prose.paragraphs(cells.get("session_info", "")),
            "kind": facts.kind_of(title),
            "papers": [],
        },
    )
    if "paperid" in cells:
        row["papers"].append(cells["paperid"])
    row["papers"] += [value for column, value in cells.items() if re.fullmatch(r"p\d{1,3}_paperid", column) and value]
