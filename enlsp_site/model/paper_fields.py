"""What is known of a paper: every field of papers.yaml, each a row of `FIELDS`, and what other files call it.

From it are made the columns that papers.csv may have (`content.papers_csv`) and that `enlsp import` takes from
tables, the fields of papers.bib (`content.papers_bib`), the columns of the papers.csv that a site offers, a paper's
links with their order, and the table in docs/content.md.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args

Decision = Literal["oral", "spotlight", "poster", "demo"]
"""How a paper is presented, as its decision says, in the order in which lists show them."""
DECISIONS: tuple[Decision, ...] = get_args(Decision)


class PaperField(NamedTuple):
    """A field of a paper. `columns` is what a column of a table is called besides, in small letters with single
    blanks, `like` what columns are called that mostly hold it and that are taken where no other column does; `bibtex`
    is what a field of a bibliography is called. `prose` says that dashes, quotes and ties of a
    bibliography are set in it as TeX does, `link` that it is an address; `title` is what a link is called, empty
    where each language has words of its own (`link_<name>`)."""

    name: str
    columns: tuple[str, ...] = ()
    like: tuple[str, ...] = ()
    bibtex: tuple[str, ...] = ()
    prose: bool = False
    link: bool = False
    title: str = ""


FIELDS = (
    PaperField(
        "id",
        ("#", "paper id", "paperid", "paper number", "number", "submission", "submission id"),
        ("uid", "no", "paper #", "paper no", "submission #", "submission no", "submission number"),
        ("paperid",),
    ),
    PaperField("title", ("paper title",), ("name of paper", "submission title"), prose=True),
    PaperField("authors", ("author", "author names", "author list"), ("author(s)",), ("author",), prose=True),
    PaperField("abstract", like=("summary",), prose=True),
    PaperField("tldr", ("tl;dr", "tl dr"), prose=True),
    PaperField(
        "keywords",
        ("keyword", "topics", "subject areas"),
        ("primary subject area", "tags"),
        ("keyword",),
        prose=True,
    ),
    PaperField(
        "decision",
        ("presentation", "presentation type"),
        ("status", "accepted as", "type", "venue"),
        prose=True,
    ),
    PaperField("track", ("track name",), prose=True),
    PaperField("award", ("awards",), prose=True),
    PaperField("pdf", ("pdf url", "pdf link", "paper pdf"), ("paper url",), link=True, title="PDF"),
    PaperField("poster", ("poster url", "poster link"), link=True),
    PaperField("slides", ("slides url", "slides link"), link=True),
    PaperField("video", ("video url", "video link"), link=True),
    PaperField("code", ("code url", "code link"), link=True),
    PaperField("data", ("data url", "data link", "dataset"), link=True),
    PaperField("arxiv", ("arxiv id", "arxiv url", "arxiv link"), link=True, title="arXiv"),
    PaperField(
        "openreview",
        ("openreview id", "openreview url", "openreview link", "forum", "forum url"),
        link=True,
        title="OpenReview",
    ),
    PaperField("doi", link=True, title="DOI"),
    PaperField(
        "supplement",
        ("supplementary", "supplementary material", "supplemental material"),
        (),
        ("supplementary", "supplementary_material"),
        link=True,
    ),
    PaperField("url", ("link", "website", "project page"), link=True),
    PaperField("aliases"),
)
"""The fields of a paper in their order; the links among them are shown in it."""

NAMES = tuple(field.name for field in FIELDS)
PROSE = frozenset(field.name for field in FIELDS if field.prose)
PLAIN = frozenset({"title", "abstract", "tldr", "award"})
"""Fields that are read as plain text, as they are written but for blanks around them, whatever else there is."""
LINKS = tuple(field.name for field in FIELDS if field.link)
COLUMNS = {name: field.name for field in FIELDS for name in (field.name, *field.columns)}
"""The field of each column that a table may have, by the column's name in small letters with single blanks."""
LIKE = {name: field.name for field in FIELDS for name in field.like}
"""The field of each column that is taken where no other column holds it."""
BIBTEX = {name: field.name for field in FIELDS for name in (field.name, *field.bibtex)}
"""The field of each field that a bibliography may have, by its name in small letters."""


def is_accepted(decision: str) -> bool | None:
    """Whether the words of a decision say that a paper is in; None if they say neither."""
    words = decision.lower()
    if re.search(r"reject|withdraw|declin|desk|not accept|submitted|revision|pending|awaiting", words):
        return False
    return True if re.search(r"accept|camera|\bin\b|oral|spotlight|poster|demo", words) else None


def decision_of(words: str) -> Decision | Literal[""]:
    """How a paper is presented, by the words of a decision; empty if they do not say."""
    said = words.lower()
    return next((decision for decision in DECISIONS if re.search(rf"\b{decision}", said)), "")
