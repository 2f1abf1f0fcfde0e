"""People of a table, for whoever needs no more of it than them: badges."""

from __future__ import annotations

from typing import Any

from enlsp_site.importers import csv
from enlsp_site.importers.parse import rows, workbook
from enlsp_site.importers.result import ImportResult


def people_of(result: ImportResult) -> list[dict[str, Any]]:
    """The people of a source that is one table, CSV or a workbook of Excel, as entries of content/people. What is
    wrong with it is among the result's problems."""
    name = result.source.names[0]
    if workbook.is_workbook(result.source.read(name) or b""):
        tables = [(header, lines) for _, header, lines in workbook.sheets(result, name)]
    else:
        tables = [csv.read(result, name)]
    return [each for header, lines in tables for each in rows.people(result, name, header, lines)]
