"""Tables of a page by their heads: what each column holds, and the rows as nodes."""

from __future__ import annotations

import re
from typing import NamedTuple

from enlsp_site.importers.extract.lines import TextLine, lines_in
from enlsp_site.importers.parse import facts
from enlsp_site.importers.parse.markup import Node

COLUMNS = (
    ("time", r"\b(?:time|when|hours?|start|slot)\b"),
    ("date", r"\b(?:date|deadline|day)s?\b"),
    ("presenters", r"presenter|speaker|\bwho\b|panell?ist|\bby$|lecturer|moderator"),
    ("authors", r"author"),
    ("name", r"^(?:full )?name$|^member$|^person$"),
    ("affiliation", r"affiliation|institution|organi[sz]ation|university|company"),
    ("room", r"room|where|location|venue|place"),
    ("title", r"title|topic|talk|paper"),
    (
        "event",
        r"event|session|what|activity|item|description|program|details|agenda|morning|afternoon|milestone|phase|task",
    ),
    ("links", r"pdf|link|slides|video|poster|code|paper"),
)
CLOCK = (
    r"\d{1,2}\s*[:.h]\s*\d{2}(?:\s*[ap]\.?\s?m\b\.?)?|\d{1,2}\s*[ap]\.?\s?m\b\.?|noon|\b\d{4}(?=\s*[-–—]\s*\d{4}\b)"
)
TIME = re.compile(
    rf"\W*(?P<start>{CLOCK})(?:\s*\(?(?-i:[A-Z]{{2,4}}T)\b\)?)?"
    rf"(?:\s*(?:[-–—‐−~]+|to|until|till)\s*(?P<end>{CLOCK}|\d{{4}}\b|\d{{1,2}}(?![\d:.]))(?:\s*\(?(?-i:[A-Z]{{2,4}}T)\b\)?)?)?",
    re.I,
)
"""A time of day, or a range of two, at the beginning of a text."""


class HtmlTable(NamedTuple):
    """A table: the column of each field that its head names, and its rows of cells without the head."""

    node: Node
    columns: dict[str, int]
    rows: list[list[Node]]


def tables_in(root: Node) -> list[HtmlTable]:
    """The tables in an element that hold no other."""
    return [_table(node) for node in root.all("table") if not node.first("table")]


def _table(node: Node) -> HtmlTable:
    columns: dict[str, int] = {}
    rows: list[list[Node]] = []
    for row in node.all("tr"):
        cells = [cell for cell in row.children if cell.name in ("td", "th")]
        if not any(cell.words() or cell.first("img") for cell in cells):
            continue
        named = _named([cell.words() for cell in cells])
        if not columns and not rows and (len(named) > 1 or (named and all(cell.name == "th" for cell in cells))):
            columns = named
        elif columns and [cell.words().lower() for cell in cells] == _heads(node):
            continue
        else:
            rows.append(cells)
    return HtmlTable(node, columns, rows)


def _heads(node: Node) -> list[str]:
    row = node.first("tr")
    return [cell.words().lower() for cell in row.children if cell.name in ("td", "th")] if row else []


def _named(heads: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, head in enumerate(heads):
        if not head or len(head) > 40 or TIME.match(head) or facts.dated(head, "2000"):
            continue
        name = next((name for name, pattern in COLUMNS if re.search(pattern, head.lower()) and name not in found), "")
        if name:
            found[name] = at
    return found


def kind_of(table: HtmlTable) -> str:
    """What a table holds: `schedule`, `dates`, `people`, `portraits`, `papers`, or an empty text where that is not
    known."""
    columns, rows = table.columns, table.rows
    timed = sum(time_column(cells, columns) >= 0 for cells in rows)
    if timed and (timed > 1 or "time" in columns) and timed * 2 >= len(rows):
        return "schedule"
    if any(cell.first("img") for cells in rows for cell in cells) and not {"title", "event"} & columns.keys():
        return "portraits"
    if {"title", "authors"} <= columns.keys() or ("authors" in columns and rows and "time" not in columns):
        return "papers"
    dated = sum(any(facts.dated(cell.words(), "2000") for cell in cells) for cells in rows)
    if dated and dated * 10 >= len(rows) * 6 and all(len(cells) < 5 for cells in rows):
        return "dates"
    if "name" in columns or {"presenters", "affiliation"} <= columns.keys():
        return "people"
    return ""


def time_column(cells: list[Node], columns: dict[str, int]) -> int:
    """Which cell of a row holds its time; -1 for none."""
    at = columns.get("time", -1)
    if 0 <= at < len(cells):
        return at if TIME.match(cells[at].words()) else -1
    return next((at for at, cell in enumerate(cells[:3]) if _is_time(cell.words())), -1)


def _is_time(words: str) -> bool:
    found = TIME.match(words)
    return bool(found) and len(words) - found.end() < 12 if found else False


def lines_of(cell: Node) -> list[TextLine]:
    """The lines in a cell."""
    return lines_in(cell)
