"""The `citation_…` tags of a paper's page (Highwire Press), as Google Scholar's “Inclusion Guidelines for Webmasters”
ask for them."""

from __future__ import annotations

from enlsp_site.model.papers import Citation
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text


def tags(paper: Citation) -> list[tuple[str, str]]:
    """Names and contents of the tags, in order: one author a tag, without affiliation. What is not known is left out;
    a paper without a year or an author has no tags, for Scholar takes such a page for something else."""
    if not paper.year or not paper.authors:
        return []
    rows = [
        ("title", plain_text.plain_text(paper.title)),
        *(("author", name) for name in paper.authors),
        ("publication_date", _date(paper)),
        ("conference_title", paper.book),
        ("language", paper.language),
        ("doi", paper.doi),
        ("arxiv_id", paper.arxiv),
        ("keywords", "; ".join(paper.keywords)),
        ("abstract_html_url", iri_to_uri(paper.url)),
        ("pdf_url", iri_to_uri(paper.pdf)),
    ]
    return [(f"citation_{name}", value) for name, value in rows if value]


def _date(paper: Citation) -> str:
    """`2024/12/14`, or as much of it as is known."""
    return "/".join([paper.year, *(f"{part:02}" for part in (paper.month, paper.day) if part)])
