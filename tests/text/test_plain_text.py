"""Plain text to HTML: nothing is Markdown, nothing is markup; formulas, paragraphs and links are read."""

from __future__ import annotations

from html import escape, unescape
from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.text.plain_text import excerpt, plain_inline, plain_paragraphs, plain_text, tex_faults

X = "<math><mi>x</mi></math>"
X_DISPLAY = '<math display="block" data-script="scroll" tabindex="0"><mi>x</mi></math>'


@pytest.mark.parametrize(
    "text",
    [
        "A*-decoding *and* _more_ `code`",
        "the <think> token & </think>",
        "~100 tokens",
        "WINDOW[s(n)]",
        "$1,000 and $2,000",
        "$3.7K to $46.3K",
        "[link](https://example.org) # no heading",
        "C:\\temp\\new \\emph{x} \\\\ \\( never closed",
        'He said "no", it\'s 5 < 6',
        "&amp; stays what was typed",
        "{% raw %} {{ x }}",
    ],
)
def test_titles_are_shown_exactly(text: str) -> None:
    assert plain_inline(text) == escape(text)
    assert (
        plain_paragraphs(text).replace('<a href="https://example.org">', "").replace("</a>", "")
        == f"<p>{escape(text)}</p>"
    )


def test_tex_in_titles() -> None:
    assert plain_inline(r"From \(x\) to $x$") == f"From {X} to {X}"
    assert plain_inline(r"\[x\] and $$x$$") == f"{X} and {X}", "no blocks within a line"
    assert plain_inline(r"95\% of \$5 \& a\_b \#1") == "95% of $5 &amp; a_b #1"
    assert plain_inline(r"$\foo$ & co") == r'<code class="tex">$\foo$</code> &amp; co'
    assert plain_inline(r"\\% and \\(x\\)") == r"\\% and \\(x\\)"
    assert plain_inline(r"$x$ for $5, or \$x$ for $x$") == f"{X} for $5, or $x$ for {X}"


def test_characters_that_html_forbids_are_dropped() -> None:
    assert plain_inline("a\x00b\x1bc\x85d\ufffee\ud800f") == "abcdef"
    assert plain_text("a\x00b") == "ab"


def test_abstracts_have_paragraphs() -> None:
    assert plain_paragraphs("One\ntwo.\n\n \t\n\nThree $x$.\r\n\r\nFour") == (
        f"<p>One two.</p>\n<p>Three {X}.</p>\n<p>Four</p>"
    )
    assert plain_paragraphs("We have \\[x\\] and\n\n$$x$$") == f"<p>We have {X_DISPLAY} and</p>\n<p>{X_DISPLAY}</p>"
    assert plain_paragraphs("a $x\n\ny$ b") == "<p>a $x</p>\n<p>y$ b</p>", "no formula over paragraphs"
    assert plain_paragraphs("") == ""
    assert plain_paragraphs(" \n\n ") == ""


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("(see https://en.wikipedia.org/wiki/Mamba_(snake)), and", "https://en.wikipedia.org/wiki/Mamba_(snake)"),
        ("https://example.org/a, b", "https://example.org/a"),
        ("[https://example.org/a]:", "https://example.org/a"),
        ("<https://example.org/?a=1&b=[2]>", "https://example.org/?a=1&b=[2]"),
        ('"https://example.org/a"', "https://example.org/a"),
        ("“https://example.org/a”…", "https://example.org/a"),
        ("详见https://example.org/a。", "https://example.org/a"),
        (r"\url{https://example.org/a\_b}", "https://example.org/a_b"),
        (r"https://example.org/a\%20b", "https://example.org/a%20b"),
        ("HTTP://EXAMPLE.ORG/#x!", "HTTP://EXAMPLE.ORG/#x"),
        ("at https://example.org/$x$", "https://example.org/"),
    ],
)
def test_web_addresses_become_links_without_the_punctuation_after_them(text: str, address: str) -> None:
    html = plain_paragraphs(text)
    link = html5lib.parseFragment(html, namespaceHTMLElements=False).find(".//a")
    assert (link.get("href"), link.text) == (address, address)
    assert html.count("<a ") == 1
    assert "<a" not in plain_inline(text), "titles may stand in links themselves"


@pytest.mark.parametrize(
    "text", ["https://", "https://.", "javascript:alert(1)", "ftp://x.org", "xhttps://x.org", "www.x.org"]
)
def test_other_addresses_do_not(text: str) -> None:
    assert "<a" not in plain_paragraphs(text)


def test_faults_have_their_place_and_reason() -> None:
    text = "é $x$ \\(\\foo\\)\n\n$x_{$ and \\(x"
    faults = tex_faults(text)
    assert faults == [
        (text.index("\\foo"), 'Unknown command "\\foo"'),
        (text.index("$ and"), 'Expected closing token "}", but reached end of input'),
        (text.index("\\(x"), "`\\(` without its `\\)` in the same paragraph"),
    ]
    assert tex_faults("$1,000 is not $2,000, 5\\% and \\\\( too") == []


def test_plain_text_holds_formulas_in_unicode() -> None:
    assert plain_text("A \\(k\\)-NN\n for $O(n^2)$, 5\\% of <think>") == "A k-NN for O(n²), 5% of <think>"


EQUATION = "\\[\\begin{equation}x\\label{eq:loss_1}\\end{equation}\\]"


def test_a_reference_finds_its_equation_in_the_text_alone() -> None:
    text = f"As $\\eqref{{eq:loss_1}}$ says.\n\n{EQUATION}"
    assert tex_faults(text) == []
    assert tex_faults("As $\\eqref{eq:loss_1}$ says.") == [(4, "no equation of this text has the label `eq:loss_1`")]
    assert "??" not in plain_paragraphs("As $\\eqref{eq:loss_1}$ says.")
    (anchor,) = [each.get("id") for each in elements(plain_paragraphs(text)) if each.get("id")]
    (link,) = [each.get("href") for each in elements(plain_paragraphs(text)) if each.get("href")]
    assert link == f"#{anchor}"


def test_one_label_in_two_texts_is_two_anchors() -> None:
    both = plain_paragraphs(f"One. {EQUATION}") + plain_paragraphs(f"Other. {EQUATION} and $\\eqref{{eq:loss_1}}$")
    anchors = [each.get("id") for each in elements(both) if each.get("id")]
    assert len(set(anchors)) == 2


SCHEMES = st.sampled_from(
    ["http://", "https://", "javascript:", "$", "\\(", "\\)", "<script>", '"', "'", "&lt;", "\n\n"]
)


@given(st.lists(st.one_of(st.text(max_size=6), SCHEMES), max_size=12).map("".join))
def test_no_text_becomes_markup(text: str) -> None:
    for html in (plain_inline(text), plain_paragraphs(text)):
        for element in elements(html):
            assert element.tag in {"p", "a", "code"} or element.tag.startswith("{http://www.w3.org/1998/Math/MathML}")
            assert element.tag != "a" or element.get("href").lower().startswith(("http://", "https://"))
    assert all(0 <= offset <= len(text) for offset, _ in tex_faults(text))


@given(st.text(alphabet="abc *_`<>&[]()~#.,\"'!", max_size=60))
def test_text_without_tex_is_what_was_typed(text: str) -> None:
    assert unescape(plain_inline(text)) == text


def elements(html: str) -> list[Any]:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return [element for element in parser.parseFragment(html).iter() if element.tag != "DOCUMENT_FRAGMENT"]


LONG = "The first sentence is about speech. The second is about language. " + "It goes on and on " * 20


def test_excerpts_are_whole_sentences_where_they_fill_the_room() -> None:
    assert excerpt("Short.") == "Short."
    assert excerpt(LONG, 70) == "The first sentence is about speech. The second is about language."
    assert excerpt("Models, e.g. by A. Smith et al. in 2024, are big. " + "words " * 50, 60) == (
        "Models, e.g. by A. Smith et al. in 2024, are big."
    )


def test_excerpts_are_cut_at_words() -> None:
    assert excerpt("Hi. " + "word " * 50, 20) == "Hi. word word word…"
    assert excerpt("one two, three", 9) == "one two…"
    assert excerpt("abcdefghij" * 3, 10) == "abcdefghi…"
    assert excerpt("效率很重要。" * 10, 15) == "效率很重要。效率很重要。"


def test_excerpts_of_plain_text_keep_what_looks_like_tags() -> None:
    assert excerpt("<think> costs $5 & \\(n^2\\)\n\ntokens") == "<think> costs $5 & n² tokens"
    assert excerpt("<table> tags confuse models. <p> too.") == "<table> tags confuse models. <p> too."


@given(st.text(max_size=300), st.integers(min_value=2, max_value=80))
def test_excerpts_keep_to_the_limit_and_to_one_line(text: str, limit: int) -> None:
    made = excerpt(text, limit)
    assert len(made) <= limit
    assert "\n" not in made
