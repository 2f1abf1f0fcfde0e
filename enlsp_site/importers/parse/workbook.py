"""Excel's workbooks (ECMA-376) as tables: openpyxl reads them, sheet by sheet, and every cell becomes a text.

Days of Excel have no zone; a time of day is a part of a day. Two traps of openpyxl are mended: a time of exactly 1.0
comes as a day of 1900 (it is 24:00), and a part of a day such as 0.99999 with parts of seconds (it is the minute that
is meant). Cells that hold a formula have the value that Excel worked out last.
"""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from enlsp_site.importers.codes import UNREADABLE_SOURCE
from enlsp_site.importers.parse.codes import OLD_WORKBOOK
from enlsp_site.importers.parse.rows import TableRow
from enlsp_site.importers.result import ImportResult

MOST_ROWS = 20_000
MOST_COLUMNS = 200
LARGEST = 32 << 20


def is_workbook(data: bytes) -> bool:
    """Whether bytes are a workbook: a zip archive with Excel's files, or one of the older format."""
    return (data[:4] == b"PK\x03\x04" and b"xl/" in data[:4096] + data[-65536:]) or data[
        :8
    ] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def sheets(result: ImportResult, name: str) -> list[tuple[str, list[str], list[TableRow]]]:
    """The sheets that hold something: their names, the names of their columns, and their rows."""
    made = []
    for title, rows in _read(result, name):
        filled = [(number, row) for number, row in enumerate(rows, 1) if any(row)]
        if not filled:
            continue
        number, header = max(filled[:8], key=lambda each: (sum(map(bool, each[1])) > 1, -each[0]))
        lines = [TableRow(dict(zip(header, row, strict=False)), at) for at, row in filled if at > number]
        made.append((title, header, lines))
    return made


def _read(result: ImportResult, name: str) -> list[tuple[str, list[list[str]]]]:
    import openpyxl

    data = result.source.read(name, LARGEST) or b""
    if data[:4] != b"PK\x03\x04":
        result.refuse(name, 1, OLD_WORKBOOK, "this is a workbook of Excel 2003 or earlier", "save it as .xlsx")
        return []
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [
            (sheet.title, [[text(cell) for cell in row] for row in _rows(sheet)])
            for sheet in book.worksheets
            if sheet.sheet_state == "visible"
        ]
    except Exception as fault:  # openpyxl raises whatever its parts raise on a damaged file
        told = f"this workbook cannot be read: {fault}"
        result.refuse(name, 1, UNREADABLE_SOURCE, told[:200], "open it in Excel, and save it again")
        return []


def _rows(sheet: Any) -> Any:
    sheet.reset_dimensions()
    return sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True)


def text(value: Any) -> str:
    """A cell as a person would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        return _day(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return _clock(value)
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value).strip()


def _day(value: dt.datetime) -> str:
    """A day, with its time where it has one; the first days of 1900 are times of day."""
    if value.year <= 1900 and value < dt.datetime(1900, 1, 2):
        return "24:00" if (value.hour, value.minute) == (0, 0) else f"{value:%H:%M}"
    near = value + dt.timedelta(seconds=30)
    return near.date().isoformat() if (near.hour, near.minute) == (0, 0) else f"{near:%Y-%m-%d %H:%M}"


def _clock(value: dt.time) -> str:
    near = dt.datetime.combine(dt.date(2000, 1, 1), value) + dt.timedelta(seconds=30)
    return "24:00" if near.day == 2 else f"{near:%H:%M}"
