"""The papers of ENLSP 2024: those that the workshop's own site lists, without its slips, and nothing of others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
import yaml
from pages import Built

pytestmark = pytest.mark.whole

EDITION = Path(__file__).parents[2] / "editions" / "2024"
THEIRS = Path(__file__).parents[3] / "shared" / "enlsp2025" / "_data" / "accepted_papers.yml"

NAMES = {
    "1": {"Yangchao Wu1": "Yangchao Wu", "Yonatan Dukler2": "Yonatan Dukler"},
    "15": {
        "Jonathan Mamoui": "Jonathan Mamou",
        "Daniel Korati": "Daniel Korat",
        "Moshe Berchanskyi": "Moshe Berchansky",
        "Oren Peregi": "Oren Pereg",
        "Moshe Wasserblati": "Moshe Wasserblat",
    },
    "33": {"Binyuan Hui Tim Dettmers": "Binyuan Hui; Tim Dettmers"},
    "36": {"Zhengqi Wen Xuefei Liu": "Zhengqi Wen; Xuefei Liu"},
}
"""What stands there for names, by paper: marks of affiliations that are glued to them, commas that are missing."""

TITLES = {
    "16": "XC-Cache: Cross-Attending to Cached Context for Efficient LLM Inference",
    "33": "OLMoE: Open Mixture-of-Experts Language Models",
    "48": "StructMoE: Augmenting MoEs with Hierarchically Routed Low Rank Experts",
}
"""Titles whose small capitals and spaces were lost there."""


@pytest.fixture(scope="module")
def theirs() -> list[dict[str, Any]]:
    """The list of the workshop's own site; kept beside the repository, not in it."""
    if not THEIRS.exists():
        pytest.skip("the workshop's own site is not on this machine")
    found: list[dict[str, Any]] = yaml.safe_load(THEIRS.read_text("utf-8"))
    return found


def papers() -> list[dict[str, str]]:
    file = yaml.load((EDITION / "papers.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    found: list[dict[str, str]] = file["papers"]
    return found


def mended(paper: dict[str, Any]) -> list[str]:
    """The authors of one of their papers, each as a name."""
    written = [name.strip() for name in paper["authors"].split(",") if name.strip()]
    names = NAMES.get(paper["id"], {})
    assert names.keys() <= set(written)
    return [each for name in written for each in names.get(name, name).split("; ")]


def test_every_paper_is_there_under_its_id(theirs: list[dict[str, Any]]) -> None:
    ours = [(paper["id"], paper["title"]) for paper in papers()]
    assert ours == [(paper["id"], TITLES.get(paper["id"], paper["title"])) for paper in theirs]
    assert len(ours) == 83


def test_every_author_is_there_under_her_name(theirs: list[dict[str, Any]]) -> None:
    ours = {paper["id"]: paper["authors"].split("; ") if "authors" in paper else [] for paper in papers()}
    assert ours == {paper["id"]: mended(paper) for paper in theirs}


def test_names_have_no_marks_of_affiliations() -> None:
    names = [name for paper in papers() for name in paper.get("authors", "").split("; ")]
    assert [name for name in names if re.search(r"[\d*†‡,;]|\s\s", name)] == []
    assert max(len(name.split()) for name in names) <= 4


def test_titles_have_no_traces_of_how_they_were_copied() -> None:
    titles = [paper["title"] for paper in papers()]
    assert [title for title in titles if re.search(r"\s[:,.?]|\s\s|\w- \w|\b[A-Z] [A-Z]{2}", title)] == []


def test_nothing_but_titles_and_authors_is_shown() -> None:
    assert {key for paper in papers() for key in paper} == {"id", "title", "authors"}
    assert [paper["id"] for paper in papers() if "authors" not in paper] == ["92"]


def test_the_edition_is_called_as_the_others() -> None:
    site = yaml.load((EDITION / "site.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert (site["name"], site["edition"], site["host"]["name"]) == ("ENLSP", "2024", "NeurIPS 2024")
    assert site["title"] == "The Fourth Workshop on Efficient Natural Language and Speech Processing"
    assert site["links"] == [{"title": "The site of 2024", "url": "https://neurips2024-enlsp.github.io/"}]


def test_the_current_edition_does_not_lead_away_from_it() -> None:
    current = (EDITION.parents[1] / "content" / "site.yaml").read_text("utf-8")
    assert "neurips2024-enlsp" not in current


def test_other_programs_read_every_citation(enlsp: Built) -> None:
    count = len(papers())
    bibs = [path.read_text("utf-8") for path in sorted(enlsp.folder.glob("2024/**/*.bib"))]
    libraries = [bibtexparser.parse_string(text) for text in bibs]
    assert [library.failed_blocks for library in libraries if library.failed_blocks] == []
    assert sorted(len(library.entries) for library in libraries) == [*[1] * count, count]
    listed = rispy.loads((enlsp.folder / "2024/papers.ris").read_text("utf-8"))
    assert [(each["title"], len(each.get("authors", ()))) for each in listed] == [
        (paper["title"], len(paper["authors"].split(";")) if "authors" in paper else 0) for paper in papers()
    ]


def test_committee_members_of_2025_have_their_papers_of_2024(enlsp: Built) -> None:
    page = enlsp.pages["2025/committee/index.html"]
    (entry,) = (each for each in page.root.iter() if each.get("id") == "yue-dong")
    ways = [each.get("href") for each in entry.iter("a")]
    assert ways == ["../organizers/index.html#yue-dong", "../../2024/papers/9/index.html"]
    archived = enlsp.pages["2024/papers/9/index.html"].root
    assert not [each for each in archived.iter("a") if "2025/organizers" in each.get("href", "")]
