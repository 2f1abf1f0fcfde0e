"""Which papers are near one another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.papers import Paper
from enlsp_site.pages.related_papers import FEWEST, MOST, related, remembered
from enlsp_site.storage.keys import key_of
from enlsp_site.storage.memory import Memory

HERE = Origin("content/papers.yaml", (), 1, 1)


def paper(title: str, *keywords: str) -> Paper:
    return Paper(origin=HERE, id=title, slug="x", title=title, keywords=keywords)


def near(papers: Sequence[Paper], number: int = 0) -> list[str]:
    """The titles of what is near to a paper, the nearest first."""
    return [papers[other].title for other in related(papers)[number]]


def test_rare_words_of_titles_bring_papers_together() -> None:
    papers = [
        paper("Speculative decoding with trees"),
        paper("Quantization of caches"),
        paper("Trees for speculative decoding"),
        paper("A cache that decodes"),
    ]
    assert near(papers) == ["Trees for speculative decoding"]
    assert near(papers, 1) == ["A cache that decodes"]


def test_a_keyword_counts_more_than_a_word() -> None:
    papers = [paper("Some trees", "state space"), paper("Other trees"), paper("Something else", "state space")]
    assert near(papers) == ["Something else", "Other trees"]


def test_words_of_the_field_and_of_the_language_say_nothing() -> None:
    assert related([paper("Efficient large language models"), paper("The learning of language models with it")]) == [
        (),
        (),
    ]


def test_a_paper_alone_has_none() -> None:
    assert related([paper("Trees", "trees")]) == [()]
    assert related([]) == []


def test_at_most_five_are_named_and_the_far_ones_only_while_they_are_few() -> None:
    same = [paper(f"Speculative trees {name}", "trees") for name in "abcdefgh"]
    assert len(near(same)) == MOST
    far = [*same[:2], *(paper(f"Speculative {name * 3}") for name in "abcdef")]
    assert near(far) == ["Speculative trees b", "Speculative aaa", "Speculative bbb"]
    assert len(near(far)) == FEWEST


def test_formulas_and_capitals_do_not_keep_papers_apart() -> None:
    assert near([paper(r"QUANTIZERS at \(2\)-bit"), paper("A quantizer")]) == ["A quantizer"]


def test_the_work_for_a_paper_has_a_bound() -> None:
    """Of a keyword that all share only the nearest count, so that nobody is compared with everybody."""
    papers = [paper(f"Title {number}", "reasoning") for number in range(500)]
    found = related(papers)
    assert all(len(each) == MOST for each in found)
    assert max(abs(other - number) for number, each in enumerate(found) for other in each) <= 16


def test_what_is_near_is_found_once_for_the_same_titles_and_keywords(tmp_path: Path) -> None:
    papers = [paper("Speculative trees", "trees"), paper("Speculative forests"), paper("Caches")]
    memory = Memory(tmp_path / "memory", "1")
    assert remembered(papers, memory) == related(papers) == [(1,), (0,), ()]
    memory.save()

    later = Memory(tmp_path / "memory", "1")
    assert later.recall("related", key_of([(each.title, each.keywords) for each in papers], "1")) == [[1], [0], []]
    assert remembered([replace(each, abstract="Another.") for each in papers], later) == [(1,), (0,), ()]
    assert remembered([*papers[:2], paper("Forests")], later) == [(1,), (0, 2), (1,)]
