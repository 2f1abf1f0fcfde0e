"""Papers as loaded: identifiers, what is to be announced, the sentence that sums a paper up."""

from __future__ import annotations

from collections.abc import Callable

from sites import Site, words

MakeSite = Callable[..., Site]

PAPER = "2031/papers/7/index.html"


def test_what_is_no_identifier_is_an_error_and_what_is_to_come_is_left_out(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": "- {id: 7, title: Small, arxiv: TBD, doi: soon}\n"})
    assert site.problems() == (
        "content/papers.yaml:1:42: error: `soon` is no DOI [bad-identifier]\n"
        "  1 | - {id: 7, title: Small, arxiv: TBD, doi: soon}\n"
        "    |                                          ^\n"
        "  hint: write it like 10.1145/3442188.3445922, or the whole address\n"
    )


def test_ids_are_needed(make_site: MakeSite) -> None:
    told = make_site({"content/papers.yaml": "- {id: TBD, title: Small}\n", "content/schedule.yaml": None}).problems()
    assert told.startswith(
        "content/papers.yaml:1:8: error: a paper needs its id: its address is made from it [bad-value]\n"
    )
    site = "name: TINY\ntitle: Tiny Things\nedition: TBD\n"
    told = make_site({"content/site.yaml": site}).problems()
    assert told.startswith("content/site.yaml:3:10: error: an edition is needed: it is its address [bad-value]\n")


def test_authors_and_keywords_to_come_are_left_out(make_site: MakeSite) -> None:
    site = make_site(
        {"content/papers.yaml": "- {id: 7, title: S, authors: Ada Lovelace; TBD, keywords: [a, TBD], tldr: TBA}\n"}
    )
    assert site.build().problems == ""
    page = site.page(PAPER)
    assert [words(each) for each in page.findall(".//ul[@class='author-list']/li")] == ["Ada Lovelace"]
    assert [words(each) for each in page.findall(".//ul[@class='keywords']/li")] == ["a"]
    assert "To be announced" not in words(page)


def test_the_sentence_of_a_paper_is_shown_with_its_math(make_site: MakeSite) -> None:
    site = make_site(
        {"content/papers.yaml": "- {id: 7, title: Small, tldr: '<Big> in \\(n^2\\).', abstract: Why.}\n"}
    )
    assert site.build().problems == ""
    for path in (PAPER, "2031/papers/index.html"):
        (sentence,) = site.page(path).findall(".//p[@class='paper-tldr']")
        assert words(sentence) == "<Big> in n2."
        assert any(each.tag.endswith("math") for each in sentence.iter())
    text = site.published()[PAPER].decode()
    assert text.index('class="paper-tldr"') < text.index('class="paper-abstract"')
