"""papers.json: the accepted papers for programs, with abstracts and with all their addresses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from enlsp_site.exports.paper_links import linked
from enlsp_site.exports.rows import Rows, rows_of
from enlsp_site.model.papers import Author, Paper

_ENCODER = json.JSONEncoder(ensure_ascii=False)


def write(inputs: Mapping[str, Any], rows: Rows = rows_of) -> bytes:
    """The `papers` of the workshop `title`, `edition`. Texts are as they were written, with their TeX.

    Addresses are whole ones if the site's own, `base_url`, is known; else those inside the site are relative to the
    file's `path`.
    """
    head = _ENCODER.encode({"title": inputs["title"], "edition": inputs["edition"]})
    papers = rows(row, inputs["papers"], inputs)
    start = f'{head[:-1]}, "papers": [\n'.encode()  # paper by paper, for ten thousand at once take much memory
    return start + b",\n".join(papers) + b"\n]}\n"


def row(paper: Paper, inputs: Mapping[str, Any]) -> bytes:
    """What the file has of a paper: an object in JSON."""
    return _ENCODER.encode(_paper(paper, inputs)).encode()


def _paper(paper: Paper, inputs: Mapping[str, Any]) -> dict[str, Any]:
    addresses = linked(paper, inputs)
    page = addresses.pop("page")
    return {
        "id": paper.id,
        "title": paper.title,
        "authors": [_author(author) for author in paper.authors],
        "abstract": paper.abstract,
        "tldr": paper.tldr,
        "keywords": paper.keywords,
        "decision": paper.decision,
        "track": paper.track,
        "award": paper.award,
        "page": page,
        "links": addresses,
    }


def _author(author: Author) -> dict[str, Any]:
    return {"name": author.name, "affiliations": author.affiliations}
