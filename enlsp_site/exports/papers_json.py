"""papers.json: the accepted papers for programs, with abstracts and with all their addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from enlsp_site.exports.paper_links import linked
from enlsp_site.model.papers import Author, Paper


def write(inputs: Mapping[str, Any]) -> bytes:
    """The `papers` of the workshop `title`, `edition`. Texts are as they were written, with their TeX.

    Addresses are whole ones if the site's own, `base_url`, is known; else those inside the site are relative to the
    file's `path`.
    """
    import json

    encode = json.JSONEncoder(ensure_ascii=False).encode
    head = encode({"title": inputs["title"], "edition": inputs["edition"]})
    papers = [encode(_paper(paper, inputs)).encode() for paper in inputs["papers"]]
    start = f'{head[:-1]}, "papers": [\n'.encode()  # paper by paper, for ten thousand at once take much memory
    return start + b",\n".join(papers) + b"\n]}\n"


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
