"""The rules of Markdown against the examples that CommonMark and GitHub publish, and those that stay different."""

from __future__ import annotations

import pytest
from commonmark_examples import Example, commonmark, github, lacking, shown, wanted
from conftest import needed

DIFFERENT = {
    297: "bullets within a numbered list need two spaces, not as many as the number is wide: many write that",
    495: r"\(foo\) is a formula, and in an address what was typed",
    498: r"\(and\(bar\) is a formula, and in an address what was typed",
    606: "a mail address is a link without any markup, as GitHub has it",
    608: "a web address is a link without any markup, as GitHub has it",
    609: "<m:abc> is what word processors leave of a formula, and dropped",
    611: "a web address is a link without any markup, as GitHub has it",
    612: "a mail address is a link without any markup, as GitHub has it",
}
"""The examples of CommonMark 0.31.2 of which a page shows something else, and why."""

DIFFERENT_ON_GITHUB = {
    657: "elements that are not allowed are dropped, and told of, not shown as text",
}
"""The same of the extensions in GitHub's specification (0.29)."""


@pytest.fixture(scope="module")
def has_examples() -> None:
    """For tests that read published examples."""
    needed(lacking())


def different(examples: list[Example]) -> dict[int, tuple[str, str]]:
    """The examples of which a page shows something else than is wanted, with both."""
    both = {example.number: (shown(example), wanted(example)) for example in examples}
    return {number: pair for number, pair in both.items() if pair[0] != pair[1]}


def test_pages_show_what_commonmark_wants(has_examples: None) -> None:
    examples = commonmark()
    assert len(examples) == 652
    found = different(examples)
    assert {number: found[number] for number in found if number not in DIFFERENT} == {}
    assert sorted(found) == sorted(DIFFERENT), "what is not different any more leaves the list"


def test_pages_show_what_github_wants(has_examples: None) -> None:
    examples = github()
    assert len(examples) == 28
    found = different(examples)
    assert {number: found[number] for number in found if number not in DIFFERENT_ON_GITHUB} == {}
    assert sorted(found) == sorted(DIFFERENT_ON_GITHUB)


def test_the_comparison_sees_what_differs() -> None:
    assert shown(Example(1, "", "*a* b", "")) != wanted(Example(1, "", "", "<p>a b</p>"))
    assert shown(Example(1, "", "a\n\nb", "")) != wanted(Example(1, "", "", "<p>a\nb</p>"))
    assert shown(Example(1, "", "- a", "")) != wanted(Example(1, "", "", "<ul>\n<li>\n<p>a</p>\n</li>\n</ul>"))
    assert shown(Example(1, "", "    a  b", "")) != wanted(Example(1, "", "", "<pre><code>a b\n</code></pre>"))
    assert shown(Example(1, "", "[a](/b)", "")) == wanted(Example(1, "", "", '<p><a href="/b">a</a></p>'))
