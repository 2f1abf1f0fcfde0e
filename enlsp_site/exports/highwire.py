"""The `citation_…` tags of a paper's page (Highwire Press), as Google Scholar's “Inclusion Guidelines for Webmasters”
ask for them."""

from __future__ import annotations

from enlsp_site.model.papers import Citation
from enlsp_site.model.people import PersonName
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text


def tags(paper: Citation) -> list[tuple[str, str]]:
    """Names and contents of the tags, in order: one author a tag, without affiliation. What is not known is left out;
    a paper without a year or an author has no tags, for Scholar takes such a page for something else."""
    if not paper.year or not paper.authors:
        return []
    rows = [
        ("title", plain_text.plain_text(paper.title)),
        *(("author", name) for name in _authors(paper.names)),
        ("publication_date", _date(paper)),
        ("conference_title", paper.book),
        ("language", paper.language),
        ("doi", paper.doi),
        ("arxiv_id", paper.arxiv),
        ("keywords", "; ".join(paper.keywords)),
        ("abstract", plain_text.plain_text(paper.abstract)),
        ("abstract_html_url", iri_to_uri(paper.url)),
        ("pdf_url", iri_to_uri(paper.pdf)),
    ]
    return [(f"citation_{name}", value) for name, value in rows if value]


def _authors(names: tuple[PersonName, ...]) -> list[str]:
    """`Family, Given`, so that no reader has to guess. A suffix stays with the family name: after a second comma
    Zotero loses it, and before the given name it takes it for that. A single tag with two words on either side of its
    comma Zotero takes for two authors, unless a semicolon follows. Of a group's name it takes the last word for the
    family's, unless a comma follows."""
    written = [author(name) if name.given or " " not in name.family else f"{name.family}," for name in names]
    if len(names) == 1 and names[0].given and all(" " in part for part in written[0].split(", ", 1)):
        return [f"{written[0]};"]
    return written


def author(name: PersonName) -> str:
    """`Family Jr, Given`, or the name of what has no parts. Zotero puts a blank behind a full stop that has none, and
    keeps it before the comma."""
    family = " ".join(filter(None, (name.family, name.suffix.rstrip("."))))
    return f"{family}, {name.given}" if name.given else name.family


def _date(paper: Citation) -> str:
    """`2024/12/14`, or as much of it as is known."""
    return "/".join([paper.year, *(f"{part:02}" for part in (paper.month, paper.day) if part)])
