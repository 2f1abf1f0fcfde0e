"""Words in are words out: what a Markdown text holds is in its HTML, or told with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from commonmark_examples import commonmark, lacking
from conftest import needed
from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from enlsp_site.text.lost_words import lost_words
from enlsp_site.text.markdown import MarkdownWords, markdown

TOP = Path(__file__).resolve().parents[2]
render = partial(markdown, resolve=str, said=MarkdownWords("Table", "Back"))


@pytest.mark.parametrize(
    ("source", "html", "lost"),
    [
        ("lr = base*0.5**epoch*scale here.", "<p>lr = base<em>0.5*</em>epoch*cale here.</p>", [(0, "scale")]),
        ("a\n\ncost = n*d**2*L", "<p>a</p><p>cost = n<em>d</em><em>2</em></p>", [(2, "L")]),
        ("one two\ntwo three", "<p>one two\nthree</p>", [(1, "two")]),
        ("1. one\n2. two 2", "<ol><li>one</li><li>two</li></ol>", [(1, "2")]),
        ("`a b`", "<p><code>a</code></p>", [(0, "b")]),
        ("em p strong", "<p><em>strong</em></p>", [(0, "em"), (0, "p")]),
        ("naïve 数学", "<p>naïve </p>", [(0, "数学")]),
    ],
)
def test_a_word_that_is_not_there_is_found(source: str, html: str, lost: list[tuple[int, str]]) -> None:
    assert lost_words(source, html) == lost


@pytest.mark.parametrize(
    "source",
    [
        "[words](https://example.org/a_(b)?c=d 'title') ![picture](p.png)",
        "[words][label] [label]\n\n[label]: https://example.org 'title'",
        "<b class='x'>a</b> &copy; &eacute;t&eacute; `&copy;` <!-- hidden --> <span\ntitle='t'>b</span>",
        "```python title=x\ncode\n```\n\n~~~ {.c #d}\ncode\n~~~",
        "1. a\n2. b\n   1) c\n\n- [x] d\n- [ ] e\n\n10. f",
        "a[^note]\n\n[^note]: b\n\n*[ABC]: meaning\n\nABC",
        "# Title {#name .class}\n\nwords\n{: .lead data-x=y}",
        "a | b\n--|--\n`c` | d\\|e",
        "<script>alert(1)</script> <style>p {}</style>\n\n<details open><summary>a</summary>\n\nb\n\n</details>",
        "un*frigging*believable snake_case 2*3*4 ~~gone~~ $x_1$ \\(y\\)",
        "Text\n===\n\n> quote\n> - list\n\n    code <b> [x](y)",
    ],
)
def test_what_is_markdowns_own_is_no_word(source: str) -> None:
    assert render(source).lost == []


def test_the_published_examples_lose_only_what_they_lose() -> None:
    """Tags that are never finished swallow what follows, in CommonMark too."""
    needed(lacking())
    told = {
        example.number for example in commonmark() for each in render(example.markdown).lost if each[1] == "words"
    }
    assert told == {156, 157, 158}


@pytest.mark.parametrize("page", sorted((TOP / "content/pages").glob("*.md")), ids=lambda page: page.name)
def test_a_letter_taken_from_a_page_is_missed(page: Path) -> None:
    source = page.read_text("utf-8").partition("\n---\n")[2]
    html = render(source).html
    assert lost_words(source, html) == []
    for found in re.finditer(r">[^<>]*?(\w)", html):
        less = html[: found.start(1)] + html[found.end(1) :]
        assert lost_words(source, less), html[found.start(1) - 40 : found.end(1) + 40]


_PIECES = st.sampled_from(
    [
        *"ab1 *_~`[]()<>!|\\#-:{}=\n",
        "**",
        "word",
        "](x)",
        "[^1]",
        "\n\n",
        "\n> ",
        "\n- ",
        "\n1. ",
        "  ",
        "&amp;",
        "<b>",
        "$x$",
    ]
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_whatever_is_written_every_letter_is_shown_or_told(source: str) -> None:
    rendered = render(source)
    told = {line for line, _, _ in rendered.lost} | {line for line, _ in rendered.dropped}
    text = re.sub(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>', "", rendered.html)
    for number, line in enumerate(source.split("\n"), start=1):
        for word in re.findall("word", line):
            assert word in text or word in rendered.html or number in told, (source, rendered)


PAGE = """\
---
title: Overview
---

See [the call](call).

[cal]: call.md
[^2]: Told elsewhere.

| a |
|---|
| b | c |

<div class=x
Words that are swallowed
"""


def test_it_is_a_warning_with_its_place(make_site: Callable[..., Site]) -> None:
    told = make_site({"content/pages/overview.md": PAGE}).build()
    assert told.code == 0
    assert [line for line in told.problems.splitlines() if line.startswith(("content", "  hint"))] == [
        "content/pages/overview.md:7:8: warning: `[cal]: …` is not on the page: nothing links to it [lost-words]",
        "  hint: write [words][cal] for the link, or delete the line",
        "content/pages/overview.md:8:3: warning: the footnote `[^2]` is not on the page: nothing refers to it "
        "[lost-words]",
        "  hint: write [^2] where it belongs, or delete it",
        "content/pages/overview.md:12:7: warning: `c` is not on the page: its row has more cells than the head of "
        "the table [lost-words]",
        "  hint: give the head as many",
        "content/pages/overview.md:14:2: warning: `div class x` is not on the page: it stands in a tag of HTML "
        "that is not closed, or Markdown lost it [lost-words]",
        "  hint: close the tag with >; where signs are meant as they are, write a backslash before them",
        "content/pages/overview.md:15:1: warning: `Words that are swallowed` is not on the page: it stands in a "
        "tag of HTML that is not closed, or Markdown lost it [lost-words]",
        "  hint: close the tag with >; where signs are meant as they are, write a backslash before them",
    ]
