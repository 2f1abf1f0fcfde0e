"""papers.csv: the accepted papers for spreadsheets (RFC 4180), in the columns that a site's own papers.csv may have
and one more for the page."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from typing import Any

from enlsp_site.formats.linked import linked
from enlsp_site.model import Author, Paper

COLUMNS = ("id", "title", "authors", "abstract", "tldr", "keywords", "decision", "award")
LINKS = ("pdf", "poster", "slides", "video", "code", "data", "arxiv", "openreview", "doi", "supplement", "url")

_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""What makes a spreadsheet take a cell for a formula, which could do more than show something (OWASP, “CSV
Injection”)."""


def write(inputs: Mapping[str, Any]) -> bytes:
    """The `papers`, a row each, with the addresses of `linked`; UTF-8 with the mark by which spreadsheets know it."""
    import csv

    made = _Rows()
    rows = csv.writer(made, quoting=csv.QUOTE_ALL)
    rows.writerow((*COLUMNS, *LINKS, "page"))
    for paper in inputs["papers"]:
        rows.writerow([_cell(value) for value in _row(paper, linked(paper, inputs))])
    return BOM_UTF8 + b"".join(made.rows)


class _Rows:
    """Rows as they are written, encoded at once: as one text they would take four times the memory."""

    def __init__(self) -> None:
        self.rows: list[bytes] = []

    def write(self, row: str) -> None:
        """Keep a row."""
        self.rows.append(row.encode())


def _row(paper: Paper, addresses: dict[str, str]) -> list[str]:
    return [
        paper.id,
        paper.title,
        "; ".join(map(_author, paper.authors)),
        paper.abstract,
        paper.tldr,
        "; ".join(paper.keywords),
        paper.decision,
        paper.award,
        *(addresses.get(kind, "") for kind in LINKS),
        addresses["page"],
    ]


def _author(author: Author) -> str:
    return f"{author.name} ({', '.join(author.affiliations)})" if author.affiliations else author.name


def _cell(value: str) -> str:
    """A value that no spreadsheet takes for a formula: an apostrophe before it says that it is text."""
    return f"'{value}" if value.startswith(_FORMULA) else value
