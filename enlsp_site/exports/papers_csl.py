"""papers.csl.json: how to quote papers, for Zotero, pandoc and all else that reads CSL-JSON (the schema
`csl-data.json` of CSL 1.0.2): a list of items, each of type `paper-conference`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from enlsp_site.exports.rows import Rows, rows_of
from enlsp_site.model.papers import Citation
from enlsp_site.model.people import PersonName
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def write(inputs: Mapping[str, Any], rows: Rows = rows_of) -> bytes:
    """All `citations`, each an item, in their order; UTF-8, an item a line."""
    return b"[\n" + b",\n".join(rows(row, inputs["citations"], inputs)) + b"\n]\n"


def row(paper: Citation, _inputs: Mapping[str, Any]) -> bytes:
    """What the file has of a paper: an item."""
    return _ENCODER.encode(item(paper)).encode()


def item(paper: Citation) -> dict[str, Any]:
    """One item as plain data. What is not known is left out; formulas are in Unicode."""
    known = {
        "id": paper.key,
        "type": "paper-conference",
        "title": plain_text.plain_text(paper.title),
        "author": [_name(name) for name in paper.names],
        "container-title": paper.book,
        "issued": {"date-parts": [[int(part) for part in (paper.year, paper.month, paper.day) if part]]}
        if paper.year
        else {},
        "abstract": plain_text.plain_text(paper.abstract),
        "keyword": ", ".join(paper.keywords),
        "language": paper.language,
        "URL": iri_to_uri(paper.url),
        "DOI": paper.doi,
        "archive": "arXiv" if paper.arxiv else "",
        "archive_location": paper.arxiv,
    }
    return {name: value for name, value in known.items() if value}


def _name(name: PersonName) -> dict[str, str]:
    """A name's variables; one without parts is a literal, so that no program parts it. Particles stay with the family
    name: Zotero loses a `non-dropping-particle`, and pandoc and citeproc-js part them themselves."""
    if not name.given:
        return {"literal": name.family}
    known = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {variable: value for variable, value in known.items() if value}
