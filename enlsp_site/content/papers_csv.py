"""Accepted papers from a table (`papers.csv`) to plain data, the same that papers.yaml gives.

Read is what spreadsheets and submission systems write: CSV as in RFC 4180, with comma, semicolon or tab
between cells, whichever the header has most of; with `sep=;` above it, as Excel writes; with blanks around cells
and blank rows; and with the columns in any order, under the names of `model.paper_fields`.

Only what is wrong with the table itself is told here; whether its values are good is seen later, where those
of papers.yaml are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from enlsp_site.content.codes import EMPTY_FILE
from enlsp_site.content.papers_codes import (
    DUPLICATE_COLUMN,
    MISSING_HEADER,
    MISSPELT_COLUMN,
    NO_PAPERS,
    SPREADSHEET_VALUE,
    STRAY_QUOTE,
    TOO_FEW_CELLS,
    TOO_MANY_CELLS,
    UNKNOWN_COLUMN,
    UNNAMED_COLUMN,
)
from enlsp_site.content.syntax.codes import UNCLOSED_QUOTE
from enlsp_site.content.syntax.tex_in_text import to_plain
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin, Path
from enlsp_site.diagnostics.problem import Fix, Problem
from enlsp_site.diagnostics.suggest import Suggestions, did_you_mean
from enlsp_site.model.paper_fields import COLUMNS, LIKE, NAMES, decision_of, is_accepted


class _CsvCell(NamedTuple):
    """What a cell holds, and the line and column (from 1) where it begins."""

    value: str
    place: tuple[int, int]


class _CsvColumns(NamedTuple):
    """The field of each column ("" for one that is left out), the rows that hold papers, and which fields are of
    columns that tell of more than the field (`LIKE`)."""

    fields: list[str]
    rows: list[list[_CsvCell]]
    like: frozenset[str] = frozenset()


def parse(text: str, file: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The papers of a table, one dict a row, and what is wrong with the table.

    Values are strings; `keywords` is a list of them. Empty cells are left out, and so are rows that cannot be
    read, each of which is told. `authors` is handed on as it stands ("A; B").
    Reports `no-papers`.
    """
    problems: list[Problem] = []
    table = _scan(text, file, problems)
    records = [_record(table, row) for row in table.rows]
    if not records and not problems:
        problems.append(report(NO_PAPERS, Origin(file, (), 1, 1), "no paper below the header"))
    return records, sorted(problems, key=lambda problem: (problem.origin.line, problem.origin.column))


def locate_all(text: str, paths: list[Path]) -> list[tuple[int, int]]:
    """Line and column, from 1, of the values at `paths` in what `parse` gives; the text is read once.

    `(3, "title")` and all that is further inside is the cell of the title, even an empty one; what has no
    cell is at the start of its row, and what has no row at the start of the file.
    """
    table = _scan(text, "", [])
    return [_place(table, path) for path in paths]


def _place(table: _CsvColumns, path: Path) -> tuple[int, int]:
    index = path[0] if path else None
    if not isinstance(index, int) or not 0 <= index < len(table.rows):
        return 1, 1
    row = table.rows[index]
    field = path[1] if len(path) > 1 else ""
    cell = row[table.fields.index(field)] if field and field in table.fields else row[0]
    return cell.place


def _record(table: _CsvColumns, row: list[_CsvCell]) -> dict[str, Any]:
    values: dict[str, Any] = {
        field: cell.value for field, cell in zip(table.fields, row, strict=False) if field and cell.value
    }
    for field in _PROSE & values.keys():
        values[field] = to_plain(values[field])
    if "keywords" in values:
        values["keywords"] = _keywords(values["keywords"])
    if "decision" in values and "decision" in table.like:
        values["decision"] = _decision(values["decision"])
    return {name: value for name, value in values.items() if value != ""}


_PROSE = frozenset({"title", "tldr", "abstract", "authors", "keywords"})
"""What may hold TeX outside of math, as submission systems hand it on."""


def _decision(value: str) -> str:
    """How a paper is presented, as the words of a submission system say it; "" where they do not, and the words where
    they say that it is not accepted, which no paper of a site is."""
    return decision_of(value) or ("" if is_accepted(value) is not False else value)


def _keywords(value: str) -> list[str]:
    return [part.strip() for part in re.split("[,;]", value) if part.strip()]


def _scan(text: str, file: str, problems: list[Problem]) -> _CsvColumns:
    """The table in a text; what is wrong with it is added to `problems`."""
    reader = _CsvReader(re.sub(r"\A *sep=[,;\t] *(?=\n)", "", text), file, problems)
    header = reader.row()
    if not header:
        if not problems:
            reader.tell((1, 1), EMPTY_FILE, "the table is empty", _HEADER_HINT)
        return _CsvColumns([], [])
    names = [" ".join(cell.value.lower().replace("_", " ").split()) for cell in header]
    fields = _fields(header, names, reader)
    if not any(fields):
        return _CsvColumns([], [])
    rows = [row for row in reader.rows() if _fits(row, len(header), reader)]
    _tell_unnamed(header, rows, reader)
    _tell_spreadsheet(fields, rows, reader)
    like = frozenset(field for name, field in zip(names, fields, strict=True) if field and LIKE.get(name) == field)
    return _CsvColumns(fields, rows, like)


_HEADER_HINT = "begin with a row of column names, such as `id,title,authors,abstract,pdf`"


def _fields(header: list[_CsvCell], names: list[str], reader: _CsvReader) -> list[str]:
    """The field of each column; what is wrong with the header is told."""
    if not any(name in COLUMNS for name in names):
        message = "the first row names no column that is known"
        reader.tell(header[0].place, MISSING_HEADER, message, _HEADER_HINT)
        return []
    fields: list[str] = []
    sure = {COLUMNS.get(name, "") for name in names}
    for name, cell in zip(names, header, strict=True):
        field = COLUMNS.get(name, "")
        if LIKE.get(name) and LIKE[name] not in (*sure, *fields):
            field = LIKE[name]
        if field and field in fields:
            message = f"the column `{_short(cell)}` is the second one for `{field}`"
            reader.tell(cell.place, DUPLICATE_COLUMN, message, "keep one of the two")
            field = ""
        elif name and not field:
            close = _closest(name)
            field = close if close not in sure else ""
            _tell_unknown(cell, close, not field, reader)
        fields.append("" if field in fields else field)
    return fields


def _short(cell: _CsvCell) -> str:
    """What a cell holds, on one line of a message."""
    return " ".join(cell.value.split())[:40]


def _closest(name: str) -> str:
    """The field that a misspelt column may be for."""
    return COLUMNS.get(Suggestions(COLUMNS).misspelt(name), "")


def _tell_unknown(cell: _CsvCell, close: str, left_out: bool, reader: _CsvReader) -> None:
    """Tell of a column that is called like no field: an error if it is one misspelt, as of keys in YAML.

    It is read as that one then, so that what follows from the fault is not told as well.
    """
    hint = did_you_mean(close, f"known are: {', '.join(NAMES)}")
    if left_out:
        message = f"the unknown column `{_short(cell)}` is left out"
        reader.tell(cell.place, UNKNOWN_COLUMN, message, hint)
    else:
        reader.tell(
            cell.place, MISSPELT_COLUMN, f"no column is called `{_short(cell)}`", hint, Fix(cell.value, close)
        )


def _tell_unnamed(header: list[_CsvCell], rows: list[list[_CsvCell]], reader: _CsvReader) -> None:
    """Tell of columns that hold something but have no name; empty ones are a habit of spreadsheets."""
    for index, name in enumerate(header):
        if not name.value and any(row[index].value for row in rows):
            message = f"column {index + 1} has no name and is left out"
            reader.tell(name.place, UNNAMED_COLUMN, message, "name it in the first row")


def _tell_spreadsheet(fields: list[str], rows: list[list[_CsvCell]], reader: _CsvReader) -> None:
    """Tell of what a spreadsheet made of a value: an error of a formula, or a long number with an exponent."""
    for row in rows:
        for field, cell in zip(fields, row, strict=False):
            if cell.value[:1] == "#" and re.fullmatch(_ERRORS, cell.value):
                message, hint = "is an error of the spreadsheet", "mend the cell there, or write the value itself"
            elif field == "id" and re.fullmatch(r"[0-9](?:[.,][0-9]+)?E\+[0-9]+", cell.value):
                message, hint = "is a number that the spreadsheet shortened", "make the column one of text there"
            else:
                continue
            reader.tell(cell.place, SPREADSHEET_VALUE, f"`{cell.value}` {message}", hint)


_ERRORS = r"#(?:REF!|NAME\?|VALUE!|DIV/0!|N/A|NUM!|NULL!|#+)"


def _fits(row: list[_CsvCell], width: int, reader: _CsvReader) -> bool:
    """Whether every cell of a row has its column; if not, it is told. Empty cells too many do no harm."""
    surplus = [cell for cell in row[width:] if cell.value]
    cells = f"{len(row)} cell{'s' if len(row) > 1 else ''}"
    message = f"the row has {cells}, but the header {width}"
    if surplus:
        hint = f"put a cell that holds {reader.separator} between double quotes"
        reader.tell(surplus[0].place, TOO_MANY_CELLS, message, hint)
    elif len(row) < width:
        hint = f"leave no cell out: an empty one still has {reader.separator} before it"
        reader.tell(row[-1].place, TOO_FEW_CELLS, message, hint)
    return len(row) >= width and not surplus


class _CsvReader:
    """Reads a table row by row; `at` is the offset of what is read next, in line `line`, begun at `begin`."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.text = text
        self.file = file
        self.problems = problems
        self.delimiter = _delimiter(self.text)
        self.separator = {",": "a comma", ";": "a semicolon", "\t": "a tab"}[self.delimiter]
        self.at = self.begin = 0
        self.line = 1
        blank = "[ ]*+" if self.delimiter == "\t" else "[ \t]*+"
        quoted = rf'{blank}"((?>(?:[^"]++|"")*))"{blank}(?=[{self.delimiter}\n]|\Z)'
        self._cell_pattern = re.compile(rf'{quoted}|(?!{blank}")[^{self.delimiter}\n]*+')

    def tell(self, place: tuple[int, int], code: Code, message: str, hint: str, fix: Fix | None = None) -> None:
        """Add a problem; `place` is its line and column."""
        origin = Origin(self.file, (), *place)
        self.problems.append(report(code, origin, message, hint, fix=fix))

    def rows(self) -> Iterator[list[_CsvCell]]:
        """The rows from here on that hold something and can be read; of the others it is told."""
        while self.at < len(self.text):
            if row := self.row():
                yield row

    def row(self) -> list[_CsvCell]:
        """The next row that holds something; an empty list at the end, or if a row cannot be read (told)."""
        while self.at < len(self.text):
            cells = self._cells()
            if not cells or any(cell.value for cell in cells):
                return cells
        return []

    def _cells(self) -> list[_CsvCell]:
        """The cells up to the end of the row; none if a quote in it is amiss."""
        cells = []
        while found := self._cell_pattern.match(self.text, self.at):
            cells.append(self._cell(found))
            self._move(found.end() + 1)
            if self.text[found.end() : found.end() + 1] != self.delimiter:
                return cells
        self._tell_quote()
        self._move(self.text.find("\n", self.at) + 1 or len(self.text))
        return []

    def _cell(self, found: re.Match[str]) -> _CsvCell:
        raw, quoted = found[0], found[1]
        value = raw.strip() if quoted is None else quoted.replace('""', '"').strip()
        indent = len(raw) - len(raw.lstrip()) if value else 0
        return _CsvCell(value, self._place(self.at + indent))

    def _place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset in the current line."""
        return self.line, offset - self.begin + 1

    def _move(self, end: int) -> None:
        """Go on at `end`, which may lie beyond the end of the text, counting the lines on the way."""
        newlines = self.text.count("\n", self.at, end)
        if newlines:
            self.line += newlines
            self.begin = self.text.rfind("\n", self.at, end) + 1
        self.at = end

    def _tell_quote(self) -> None:
        """Say what is wrong with the cell that begins here: its quote never ends, or too early.

        A quote that ends on another line, with text behind it, was most likely never meant to end there: what
        ends it is the opening one of a later cell.
        """
        start = self.text.index('"', self.at)
        hint = 'write a quote inside a quoted cell twice: `""`'
        closed = re.compile(r'"(?>(?:[^"]++|"")*)"').match(self.text, start)
        if closed and "\n" not in closed[0]:
            message = "there is text after the closing quote of a cell"
            self.tell(self._place(closed.end()), STRAY_QUOTE, message, hint)
        else:
            message = "the quote that opens this cell is not closed"
            self.tell(self._place(start), UNCLOSED_QUOTE, message, f"close it; {hint}")


def _delimiter(text: str) -> str:
    """What stands between cells: of comma, semicolon and tab the one that the header has most of."""
    header = text.lstrip("\n ").partition("\n")[0]
    bare = re.sub(r'"[^"]*"', "", header)
    return max((",", ";", "\t"), key=bare.count)
