"""Tables of papers or people: CSV (RFC 4180) with comma, semicolon or tab. Columns are known by their names."""

from __future__ import annotations

import csv
import io

from enlsp_site.importers import rows
from enlsp_site.importers.desk import Desk
from enlsp_site.importers.people import group_of
from enlsp_site.importers.rows import Line

LARGEST_CELL = 1 << 20


def fill(desk: Desk) -> None:
    """Fill the desk with the papers or the people of each table of the source."""
    names = [name for name in desk.source.names if name.lower().endswith((".csv", ".tsv", ".txt"))]
    for name in names or desk.source.names[:1]:
        _table(desk, name)


def _table(desk: Desk, name: str) -> None:
    header, lines = read(desk, name)
    into = desk.options.into.removeprefix("content/")
    if not header:
        return
    is_people = into.startswith("people/") or (not into and "title" not in rows.columns(header, rows.PAPERS))
    if is_people or ("name" in rows.columns(header, rows.PEOPLE) and not into and "abstract" not in header):
        stem = name.rpartition("/")[2].rpartition(".")[0]
        desk.put(into or f"people/{group_of(stem) or 'people'}.yaml", rows.people(desk, name, header, lines))
        return
    made = rows.papers(desk, name, header, lines)
    if into.startswith("reading/"):
        fields = ("title", "authors", "url", "arxiv", "doi", "abstract")
        desk.put(into, [{field: each[field] for field in fields if field in each} for each in made])
    else:
        desk.put(into or "papers.yaml", made)


def read(desk: Desk, name: str) -> tuple[list[str], list[Line]]:
    """The names of the columns, and the rows with their lines; rows that do not fit are told."""
    text = desk.text(name)
    first = text.lstrip("\n ").partition("\n")[0]
    delimiter = max((",", ";", "\t", "|"), key=first.count)
    csv.field_size_limit(LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header: list[str] = []
    lines: list[Line] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                continue
            if len([cell for cell in cells[len(header) :] if cell.strip()]):
                told = f"the row has {len(cells)} cells, but the header {len(header)}: what is too much is left out"
                desk.warn(
                    name, reader.line_num, "too-many-cells", told, "put cells that hold a comma in double quotes"
                )
            lines.append(Line(dict(zip(header, cells, strict=False)), reader.line_num))
    except csv.Error as fault:
        desk.refuse(name, reader.line_num, "csv-syntax", str(fault), "export it again")
    return header, lines
