"""What a paper's page says to search engines: a ScholarlyArticle of schema.org, as JSON-LD."""

from __future__ import annotations

from typing import Any

from enlsp_site.model.papers import Author, Citation, Paper
from enlsp_site.model.people import PersonName
from enlsp_site.model.urls import iri_to_uri
from enlsp_site.text import plain_text


def article(paper: Paper, citation: Citation) -> dict[str, Any]:
    """The article as plain data. What is not known is left out."""
    known = {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "@id": iri_to_uri(citation.url),
        "url": iri_to_uri(citation.url),
        "headline": plain_text.plain_text(citation.title),
        "author": [_person(*each) for each in zip(paper.authors, citation.authors, citation.names, strict=True)],
        "datePublished": _date(citation),
        "isPartOf": {"@type": "Collection", "name": citation.book} if citation.book else None,
        "abstract": plain_text.plain_text(citation.abstract),
        "keywords": list(paper.keywords),
        "award": paper.award,
        "inLanguage": citation.language,
        "encoding": _pdf(iri_to_uri(citation.pdf)),
        "sameAs": [link.url for link in paper.links if link.kind in ("doi", "arxiv", "openreview")],
    }
    return {name: value for name, value in known.items() if value}


def _person(author: Author, called: str, name: PersonName) -> dict[str, Any]:
    """A person with the parts of the name, or a group."""
    places = [{"@type": "Organization", "name": place} for place in author.affiliations]
    if name.is_group:
        return {"@type": "Organization", "name": called}
    known = {
        "@type": "Person",
        "name": called,
        "familyName": name.family if name.given else "",
        "givenName": name.given,
        "honorificSuffix": name.suffix,
        "affiliation": places,
        "sameAs": author.orcid,
    }
    return {name: value for name, value in known.items() if value}


def _pdf(address: str) -> dict[str, str]:
    if not address:
        return {}
    return {"@type": "MediaObject", "contentUrl": address, "encodingFormat": "application/pdf"}


def _date(paper: Citation) -> str:
    return "-".join([paper.year, *(f"{part:02}" for part in (paper.month, paper.day) if part)])
