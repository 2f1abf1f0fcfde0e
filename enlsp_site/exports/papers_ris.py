"""papers.ris: how to quote papers, for reference managers (Research Information Systems' format, 2011)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enlsp_site.exports.rows import Rows, rows_of
from enlsp_site.model.papers import Citation
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text


def write(inputs: Mapping[str, Any], rows: Rows = rows_of) -> bytes:
    """All `citations`, each a record, in their order, with their abstracts."""
    return b"\r\n".join(rows(row, inputs["citations"], inputs))


def row(paper: Citation, _inputs: Mapping[str, Any]) -> bytes:
    """What the file has of a paper: a record with all that is known."""
    return entry(paper, with_abstract=True).encode()


def entry(paper: Citation, with_abstract: bool = False) -> str:
    """One record, a tag a line, lines ending with CR LF. What is not known is left out."""
    rows = [
        ("TY", "CPAPER"),
        *(("AU", name.inverted) for name in paper.names),
        ("TI", plain_text.plain_text(paper.title)),
        ("T2", paper.book),
        ("PY", paper.year),
        ("DA", _date(paper)),
        ("AB", plain_text.plain_text(paper.abstract) if with_abstract else ""),
        *(("KW", keyword) for keyword in paper.keywords),
        ("UR", iri_to_uri(paper.url)),
        ("L1", iri_to_uri(paper.full_text)),
        ("DO", paper.doi),
        ("LA", paper.language),
        ("ID", paper.key),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in rows if value]
    return "".join(lines) + "ER  - \r\n"


def _date(paper: Citation) -> str:
    """`2024/12/14/`: year, month and day, what is not known left empty, and no further words."""
    if not paper.year:
        return ""
    return "/".join([paper.year, *(f"{part:02}" if part else "" for part in (paper.month, paper.day)), ""])
