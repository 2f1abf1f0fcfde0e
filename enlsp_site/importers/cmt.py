"""CMT's export of submissions: tab-separated text, CSV, or a spreadsheet's XML. No e-mail address is taken."""

from __future__ import annotations

from xml.etree import ElementTree

from enlsp_site.content.papers_codes import MISSING_HEADER
from enlsp_site.importers import csv as tables
from enlsp_site.importers.parse import rows
from enlsp_site.importers.parse.rows import TableRow
from enlsp_site.importers.parse.xml import parsed
from enlsp_site.importers.result import ImportResult, Plain

_COLUMNS = ("paper id", "paper title", "abstract", "author names", "primary subject area", "status", "decision")
"""The columns that are taken: not those of addresses, reviewers and scores."""
_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"


def fill(result: ImportResult) -> None:
    """Fill the result with the accepted papers of each table."""
    papers: list[Plain] = []
    for name in result.source.names:
        data = result.source.read(name) or b""
        if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
            header, lines = _spreadsheet(result, name, data)
        elif name.lower().endswith((".txt", ".tsv", ".csv", ".xls")):
            header, lines = tables.read(result, name)
        else:
            continue
        wanted = [column for column in header if column.lower() in _COLUMNS]
        kept = [line._replace(cells={column: line.cells.get(column, "") for column in wanted}) for line in lines]
        papers += rows.papers(result, name, wanted, kept, strict=True)
    result.put(result.options.into or "papers.yaml", papers)


def _spreadsheet(result: ImportResult, name: str, data: bytes) -> tuple[list[str], list[TableRow]]:
    """The first sheet whose rows begin with names of columns; cells that are left out count (ss:Index)."""
    root = parsed(result, name, data)
    if root is None:
        return [], []
    header: list[str] = []
    lines: list[TableRow] = []
    for number, row in enumerate(root.iter(f"{_SPREADSHEET}Row"), 1):
        cells = _cells(row)
        if not header and "Paper Title" in cells:
            header = cells
        elif header:
            lines.append(TableRow(dict(zip(header, cells, strict=False)), number))
    if not header:
        result.refuse(
            name,
            1,
            MISSING_HEADER,
            "no row of this spreadsheet names the column Paper Title",
            "export the submissions",
        )
    return header, lines


MOST_CELLS = 200


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_SPREADSHEET}Cell"):
        index = cell.get(f"{_SPREADSHEET}Index", "")
        if index.isdecimal() and len(cells) < int(index) - 1 < MOST_CELLS:
            cells += [""] * (int(index) - 1 - len(cells))
        data = cell.find(f"{_SPREADSHEET}Data")
        cells.append("".join(data.itertext()).strip() if data is not None else "")
    return cells
