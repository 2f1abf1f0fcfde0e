"""Workbooks of Excel: people, papers, the programme and important dates, sheet by sheet.

What a sheet holds is known by its columns: a time and a title are a programme, a date and what it is for are dates,
a title and authors papers, names people (grouped by what the sheet is called).
"""

from __future__ import annotations

from enlsp_site.importers.parse import sheets, workbook
from enlsp_site.importers.parse.codes import NO_WORKBOOK
from enlsp_site.importers.result import ImportResult


def fill(result: ImportResult) -> None:
    """Fill the result from each sheet of each workbook. Reports `no-workbook`."""
    for name in result.source.names:
        if not workbook.is_workbook(result.source.read(name, workbook.LARGEST) or b""):
            if len(result.source.names) == 1:
                result.refuse(name, 1, NO_WORKBOOK, "this is no workbook of Excel", "`csv` reads tables of text")
            continue
        for title, header, lines in workbook.sheets(result, name):
            sheets.fill(result, name, title, header, lines)
