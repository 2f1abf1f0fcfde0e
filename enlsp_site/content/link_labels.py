"""What links of a kind are called: mostly as their place is, in all languages."""

from __future__ import annotations

from enlsp_site.content.reader import Reader

NAMES = {
    "pdf": "PDF",
    "arxiv": "arXiv",
    "doi": "DOI",
    "scholar": "Google Scholar",
    "linkedin": "LinkedIn",
    "orcid": "ORCID",
    "dblp": "DBLP",
    "openreview": "OpenReview",
    "github": "GitHub",
    "huggingface": "Hugging Face",
    "x": "X",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "youtube": "YouTube",
}
"""The kinds of links that are called the same in all languages."""


def title_of(reader: Reader, kind: str) -> str:
    """What a link of a kind is called."""
    return NAMES.get(kind) or reader.language.say(f"link_{kind}")
