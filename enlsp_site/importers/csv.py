"""Tables as text: CSV (RFC 4180) with comma, semicolon or tab. Columns are known by their names.

Reports `missing-header` where the first row names no columns: they are then known by what they hold.
"""

from __future__ import annotations

import csv
import io
import re
from statistics import mean

from enlsp_site.content.papers_codes import MISSING_HEADER, TOO_MANY_CELLS
from enlsp_site.importers.parse import sheets, workbook
from enlsp_site.importers.parse.codes import CSV_SYNTAX, WORKBOOK
from enlsp_site.importers.parse.person_like import is_name
from enlsp_site.importers.parse.rows import TableRow
from enlsp_site.importers.result import ImportResult

LARGEST_CELL = 1 << 20


def fill(result: ImportResult) -> None:
    """Fill the result with what each table of the source holds. Reports `workbook`."""
    names = [name for name in result.source.names if name.lower().endswith((".csv", ".tsv", ".txt"))]
    for name in names or result.source.names[:1]:
        if workbook.is_workbook(result.source.read(name) or b""):
            told = "this is a workbook of Excel, and no text"
            result.refuse(name, 1, WORKBOOK, told, "import it with `enlsp import xlsx`, or save it as CSV")
            continue
        header, lines = read(result, name)
        if header:
            sheets.fill(result, name, name.rpartition("/")[2].rpartition(".")[0], header, lines)


def read(result: ImportResult, name: str) -> tuple[list[str], list[TableRow]]:
    """The names of the columns, and the rows with their lines; rows that do not fit are told. Reports `csv-syntax`
    and `too-many-cells`."""
    text = result.text(name)
    first = text.lstrip("\n ").partition("\n")[0]
    delimiter = max((",", ";", "\t", "|"), key=first.count)
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] = []
    lines: list[TableRow] = []
    try:
        for number, cells in enumerate(reader):
            if not any(cell.strip() for cell in cells):
                if not number and len(cells) > 1:
                    header = [""] * len(cells)
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                continue
            if len([cell for cell in cells[len(header) :] if cell.strip()]):
                told = f"the row has {len(cells)} cells, but the header {len(header)}: what is too much is left out"
                result.warn(
                    name, reader.line_num, TOO_MANY_CELLS, told, "put cells that hold a comma in double quotes"
                )
            if any(header):
                lines.append(TableRow(dict(zip(header, cells, strict=False)), reader.line_num))
            else:
                lines.append(TableRow({str(at): cell for at, cell in enumerate(cells)}, reader.line_num))
    except csv.Error as fault:
        result.refuse(name, reader.line_num, CSV_SYNTAX, str(fault), "export it again")
    return (header, lines) if any(header) or not lines else _guessed(result, name, lines)


def _guessed(result: ImportResult, name: str, lines: list[TableRow]) -> tuple[list[str], list[TableRow]]:
    """Columns without names, by what they hold: ids, people, the longest text, and a title."""
    columns: dict[str, list[str]] = {}
    for line in lines:
        for at, cell in line.cells.items():
            columns.setdefault(at, []).append(cell.strip())
    names: dict[str, str] = {}
    for at, cells in columns.items():
        filled = [cell for cell in cells if cell]
        if filled and all(re.fullmatch(r"[\w-]{1,12}", cell) and re.search(r"\d", cell) for cell in filled):
            names.setdefault(at, "id")
        elif filled and sum(is_name(re.split(r"[,;]| and ", cell)[0]) for cell in filled) * 10 >= len(filled) * 6:
            names.setdefault(at, "authors")
    rest = sorted((at for at in columns if at not in names), key=lambda at: -mean(map(len, columns[at])))
    names |= dict(zip(reversed(rest[:2]), ("title", "abstract"), strict=False))
    told = ", ".join(names.get(at, "nothing") for at in columns)
    hint = "write a first row: id, title, abstract, authors"
    result.warn(name, 1, MISSING_HEADER, f"the first row names no columns: they are read as {told}", hint)
    made = [
        TableRow({names[at]: cell for at, cell in line.cells.items() if at in names}, line.line) for line in lines
    ]
    return [names.get(at, "") for at in columns], made
