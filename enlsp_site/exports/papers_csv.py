"""papers.csv: the accepted papers for spreadsheets (RFC 4180), in the columns that a site's own papers.csv may have
and one more for the page."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from typing import Any

from enlsp_site.exports.paper_links import linked
from enlsp_site.exports.rows import Rows, rows_of
from enlsp_site.model.paper_fields import LINKS, NAMES
from enlsp_site.model.papers import Author, Paper

_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""What makes a spreadsheet take a cell for a formula, which could do more than show something (OWASP, “CSV
Injection”)."""


def write(inputs: Mapping[str, Any], rows: Rows = rows_of) -> bytes:
    """The `papers`, a row each, with the addresses of `linked`; UTF-8 with the mark by which spreadsheets know it."""
    head = _line((*NAMES, "page"))
    return BOM_UTF8 + head + b"".join(rows(row, inputs["papers"], inputs))


def row(paper: Paper, inputs: Mapping[str, Any]) -> bytes:
    """What the file has of a paper: a line."""
    return _line(map(_cell, _row(paper, linked(paper, inputs))))


def _line(values: Iterable[str]) -> bytes:
    """A row, each value in quotes; encoded at once, for all as one text would take four times the memory. Python's
    own writer looks at every letter, which takes twenty times as long."""
    quoted = [value.replace('"', '""') for value in values]
    return ('"' + '","'.join(quoted) + '"\r\n').encode()


def _row(paper: Paper, addresses: dict[str, str]) -> list[str]:
    return [
        paper.id,
        paper.title,
        "; ".join(map(_author, paper.authors)),
        paper.abstract,
        paper.tldr,
        "; ".join(paper.keywords),
        paper.decision,
        paper.track,
        paper.award,
        *(addresses.get(kind, "") for kind in LINKS),
        "; ".join(paper.aliases),
        addresses["page"],
    ]


def _author(author: Author) -> str:
    return f"{author.name} ({', '.join(author.affiliations)})" if author.affiliations else author.name


def _cell(value: str) -> str:
    """A value that no spreadsheet takes for a formula: an apostrophe before it says that it is text."""
    return f"'{value}" if value.startswith(_FORMULA) else value
