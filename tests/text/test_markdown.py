"""Markdown to HTML: formulas, links, headings, tables, and that nothing is carried from one text to the next."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from typing import Any

import html5lib
import pytest

from enlsp_site.text.plain_text import MarkdownWords, RenderedMarkdown, markdown

SAID = MarkdownWords("Table", "Back to {number} in the text")
X = "<math><mi>x</mi></math>"
A_B = "<math><msub><mi>a</mi><mi>b</mi></msub></math>"


def render(source: str, top_level: int = 2) -> RenderedMarkdown:
    """Markdown whose inner links are marked by `site:`."""
    return markdown(source, lambda target: f"site:{target}", SAID, top_level=top_level)


def html(source: str) -> str:
    """The HTML of Markdown about which nothing is to be told."""
    rendered = render(source)
    assert (rendered.dropped, rendered.faults) == ([], [])
    return rendered.html


def tree(source: str) -> Any:
    return html5lib.parseFragment(render(source).html, namespaceHTMLElements=False)


# Markup


def test_the_usual_markup() -> None:
    assert html("*a* **b** `c` a_b_c") == "<p><em>a</em> <strong>b</strong> <code>c</code> a_b_c</p>"
    assert html("") == html(" \n\n") == ""
    assert html("3. a\n4. b").startswith('<ol start="3">')
    assert html("Term\n: what it is") == "<dl>\n<dt>Term</dt>\n<dd>what it is</dd>\n</dl>"
    assert html("ICML\n\n*[ICML]: A conference") == '<p><abbr title="A conference">ICML</abbr></p>'
    assert html("Words.\n{: .lead #first}") == '<p class="lead" id="first">Words.</p>'
    assert html("a &amp; b &copy; < c") == "<p>a &amp; b © &lt; c</p>"


def test_two_spaces_nest_a_list_and_four_make_code() -> None:
    nested = tree("- a\n  - b\n    - c\n\n1. d\n   - e")
    assert [li.text.strip() for li in nested.iterfind("ul/li/ul/li/ul/li")] == ["c"]
    assert [li.text.strip() for li in nested.iterfind("ol/li/ul/li")] == ["e"]
    assert html("   a little indented") == "<p>a little indented</p>"
    assert html("    code\n      more") == "<pre><code>code\n  more\n</code></pre>"
    assert html("- a\n\n  para\n\n      code") == (
        "<ul>\n<li>\n<p>a</p>\n<p>para</p>\n<pre><code>code\n</code></pre>\n</li>\n</ul>"
    )


@pytest.mark.parametrize(
    "source",
    [
        "- a\n  - b\n    - c\n  - d\n- e",
        "- a\n    - b\n        - c\n    - d\n- e",
        "- a\n\t- b\n\t\t- c\n\t- d\n- e",
        "- a\n   - b\n      - c\n   - d\n- e",
        "* a\n    * b\n      * c\n    * d\n* e",
        "-   a\n    -   b\n        -   c\n    -   d\n-   e",
        "  - a\n    - b\n      - c\n    - d\n  - e",
    ],
)
def test_lists_nest_by_any_indentation(source: str) -> None:
    flat = re.sub(r"\s", "", html(source))
    assert flat == "<ul><li>a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul></li><li>e</li></ul>"


def test_what_belongs_to_an_item() -> None:
    for number in ("1. a\n   - b\n2. c", "1. a\n    - b\n2. c", "10. a\n    - b\n11. c", "1. a\n\n    - b\n\n2. c"):
        assert [li.findtext("ul/li") for li in tree(number).iterfind("ol/li")] == ["b", None], number
    for paragraph in (
        "- a\n\n  para\n- b",
        "- a\n\n    para\n- b",
        "1. a\n\n   para\n2. b",
        "1. a\n\n    para\n2. b",
    ):
        items = [*tree(paragraph).iter("li")]
        assert ["".join(li.itertext()).split() for li in items] == [["a", "para"], ["b"]], paragraph
        assert not [*tree(paragraph).iter("code")]
    assert html("- a\n\n      code") == "<ul>\n<li>\n<p>a</p>\n<pre><code>code\n</code></pre>\n</li>\n</ul>"
    assert html("- a\n  goes on\nand on") == "<ul>\n<li>a\ngoes on\nand on</li>\n</ul>"


def test_what_is_no_item_stays_as_it_is() -> None:
    assert html("- a\n# Title").endswith('<h2 id="title">Title</h2>')
    assert html("* * *\n\n    code") == "<hr>\n<pre><code>code\n</code></pre>"
    assert html("    - code\n      - more") == "<pre><code>- code\n  - more\n</code></pre>"
    assert "- a\n    - b\n</pre>" in html("<pre>\n- a\n    - b\n</pre>")
    assert html("```\n- a\n    - b\n```") == "<pre><code>- a\n    - b\n</code></pre>"
    assert html("words\n\n    code") == "<p>words</p>\n<pre><code>code\n</code></pre>"
    assert [li.text for li in tree("- a\n\nwords\n\n- b").iter("li")] == ["a", "b"]


def test_html_for_structure_stays() -> None:
    for source in (
        '<figure id="f" class="wide"><figcaption>Words</figcaption></figure>',
        '<details open=""><summary>More</summary>Words</details>',
        '<p>H<sub>2</sub>O<sup>+</sup> <mark>m</mark> <kbd>k</kbd> <abbr title="A&amp;B">ab</abbr><br>x</p>',
        '<section lang="fr" dir="ltr"><span class="s">x</span></section>',
        '<ol start="3" type="a" reversed=""><li value="7">x</li></ol>',
        "<dl><dt>a</dt><dd>b</dd></dl>",
    ):
        assert html(source) == source


def test_markdown_within_html_where_it_is_asked_for() -> None:
    assert html('<div class="note" markdown="1">\n*a* $x$ [b](c.md)\n</div>') == (
        f'<div class="note">\n<p><em>a</em> {X} <a href="site:c.md">b</a></p>\n</div>'
    )
    assert html("<div>*a*</div>") == "<div>*a*</div>"


def test_what_is_heard_of_footnotes_and_tables_is_told_by_the_caller() -> None:
    source = "x[^a], y[^b], x[^a]\n\n[^a]: One.\n[^b]: Two.\n\n|a|\n|-|\n|b|"
    made = markdown(source, str, MarkdownWords('<"T">', '<"{number}">')).html
    assert re.findall('title="([^"]*)"', made) == [
        "&lt;&quot;1&quot;&gt;",
        "&lt;&quot;1&quot;&gt;",
        "&lt;&quot;2&quot;&gt;",
    ]
    assert re.findall('aria-label="([^"]*)"', made) == ["&lt;&quot;T&quot;&gt;"]


def test_tables_scroll_and_their_heads_have_a_scope() -> None:
    scroll = '<div class="scroll" data-script="scroll" tabindex="0" role="group" aria-label="Table"><table>'
    made = html("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert made.startswith(scroll)
    assert made.endswith("</table></div>")
    assert '<th scope="col">a</th>' in made
    assert '<td class="align-right">2</td>' in made
    raw = html('<table><thead><tr><th scope="row">r</th></tr></thead><tbody><tr><th>x</th></tr></tbody></table>')
    assert raw == (
        f'{scroll}<thead><tr><th scope="row">r</th></tr></thead><tbody><tr><th>x</th></tr></tbody></table></div>'
    )


def test_pictures_load_late() -> None:
    assert html("![a](b.png)") == '<p><img alt="a" src="site:b.png" loading="lazy"></p>'
    assert html('<img src="b.png" alt="" loading="eager">') == '<img src="site:b.png" alt="" loading="eager">'


# Formulas


def test_formulas_are_out_of_the_reach_of_markdown() -> None:
    assert html("$a_b$ and *$x$* and \\(a_b\\) _x_") == f"<p>{A_B} and <em>{X}</em> and {A_B} <em>x</em></p>"
    assert "<em>" not in html("$x*y$ and $z*w$, $a_1$ or $b_2$")
    assert html("\\[\nx\n= y\n- z\n\\]").startswith('<p><math display="block" data-script="scroll" tabindex="0">'), (
        "no list, no heading"
    )
    assert html("| $|x|$ | \\(y|z\\) |\n|--|--|\n| a | b |").count("<th ") == 2
    assert html("[$x$](a.md)") == f'<p><a href="site:a.md">{X}</a></p>'
    assert html("<b>$x$</b> and <figcaption>\\(x\\)</figcaption>").count(X) == 2


def test_other_dollars_and_brackets_stay() -> None:
    assert (
        html("$1,000 and $2,000, \\$5, from $3.7K to $46.3K") == "<p>$1,000 and $2,000, $5, from $3.7K to $46.3K</p>"
    )
    assert html("- costs $x\n- or y$") == "<ul>\n<li>costs $x</li>\n<li>or y$</li>\n</ul>"
    assert html("\\[1\\] \\[[a](b.md)\\]") == '<p>[1] [<a href="site:b.md">a</a>]</p>'
    assert html("[\\[Link1\\]](a.md)") == '<p><a href="site:a.md">[Link1]</a></p>'
    assert html("a\\(never closed") == "<p>a(never closed</p>"


def test_code_shows_what_was_typed() -> None:
    typed = "<script>$x$</script> \\(y\\) \\$5 {a=b} [c](d) <a href='e'> $$z$$"
    shown = "&lt;script&gt;$x$&lt;/script&gt; \\(y\\) \\$5 {a=b} [c](d) &lt;a href='e'&gt; $$z$$"
    assert html(f"`` {typed} ``") == f"<p><code>{shown}</code></p>"
    assert html(f"```\n{typed}\n```") == html(f"    {typed}") == f"<pre><code>{shown}\n</code></pre>"
    assert (
        html(f"~~~ {{.html #i}}\n{typed}\n~~~") == f'<pre id="i"><code class="language-html">{shown}\n</code></pre>'
    )
    assert html("<kbd>$x$</kbd>") == "<p><kbd>$x$</kbd></p>"
    assert html("`$x` or `y$`") == "<p><code>$x</code> or <code>y$</code></p>"
    assert render(f"```\n{typed}\n```").links == []


def test_formulas_in_attributes_are_text() -> None:
    assert html('![$x$ & "y"](a.png "$x$")').count("$x$") == 2
    assert html("[a](b.md?$x$)") == '<p><a href="site:b.md?$x$">a</a></p>'


def test_unreadable_formulas_are_told_with_their_line() -> None:
    rendered = render("Fine: $x$.\n\n$$\nx +\n\\foo\n$$\n\n`$\\foo$` $x_{$")
    assert rendered.faults == [
        (5, 'Unknown command "\\foo"'),
        (8, 'Expected closing token "}", but reached end of input'),
    ]
    assert '<code class="tex">$$\nx +\n\\foo\n$$</code>' in rendered.html


# Links


def test_links_within_the_site_are_resolved_and_told() -> None:
    rendered = render(
        "[a](call.md#topics) and [b](<a file.md> 'title')\n"
        "![c](images/c.png)\n\n"
        "[d] [e][d]\n\n[d]: ../d.md\n\n"
        '<a href="e.md?x=1&amp;y=2">e</a>\n'
        '<figure>\n<img src="f.png"></figure>\n\n'
        "[g](site:2025/g.html) [h]() [i](//example.org)"
    )
    assert rendered.links == [
        (1, "call.md#topics"),
        (1, "a file.md"),
        (2, "images/c.png"),
        (6, "../d.md"),
        (6, "../d.md"),
        (8, "e.md?x=1&y=2"),
        (10, "f.png"),
        (12, "site:2025/g.html"),
        (12, ""),
        (12, "//example.org"),
    ]
    assert rendered.html.count('"site:') == len(rendered.links)
    assert 'href="site:e.md?x=1&amp;y=2"' in rendered.html
    assert rendered.dropped == []


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("[a](https://example.org/a_b?x=1&y=2#z)", "https://example.org/a_b?x=1&amp;y=2#z"),
        ("<https://example.org/a_b>", "https://example.org/a_b"),
        ("[a](HTTP://example.org)", "HTTP://example.org"),
        ("[a](mailto:a@example.org)", "mailto:a@example.org"),
        ("<a@example.org>", "mailto:a@example.org"),
        ("[a](tel:+1-555)", "tel:+1-555"),
        ("[a](#b)", "#b"),
    ],
)
def test_other_links_stay(source: str, address: str) -> None:
    rendered = render(source)
    assert rendered.html.startswith(f'<p><a href="{address}">')
    assert (rendered.links, rendered.dropped) == ([], [])


def test_an_attribute_list_changes_neither_address_nor_line() -> None:
    rendered = render("[a\nb](\nc.md){: .d title='e'} [h](x{i=j}) f {g=h} i")
    assert rendered.html == (
        '<p><a href="site:c.md" class="d" title="e">a\nb</a> <a href="site:x{i=j}">h</a> f {g=h} i</p>'
    )
    assert rendered.links == [(3, "c.md"), (3, "x{i=j}")]


def test_what_is_resolved_is_escaped() -> None:
    made = markdown("[a](b)", lambda _: '"><script>', SAID, top_level=2).html
    assert made == '<p><a href="&quot;&gt;&lt;script&gt;">a</a></p>'


# Headings


def headings(source: str, top_level: int = 2) -> list[tuple[str, str, str]]:
    """Level, id and content of every heading."""
    return re.findall(r'<h(\d)[^>]* id="(.*?)">(.*?)</h\1>', render(source, top_level).html)


def test_headings_start_at_the_top_level_and_leave_no_holes() -> None:
    assert [level for level, _, _ in headings("# a\n\n## b\n\n# c")] == ["2", "3", "2"]
    assert [level for level, _, _ in headings("## a\n\n### b")] == ["2", "3"]
    assert [level for level, _, _ in headings("# a\n\n#### b")] == ["2", "3"]
    assert [level for level, _, _ in headings("# a\n\n## b\n\n### c", top_level=5)] == ["5", "6", "6"]
    assert render("# a", top_level=1).html == '<h1 id="a">a</h1>'


def test_headings_have_ids_and_words() -> None:
    found = headings(
        "# The $k$-NN & *friends*\n\n## `<b>` Vulić[^1]\n\n## Same\n\n## Same\n\n"
        '## Own {#mine}\n\n# mine\n\n<h2 id="raw">Raw</h2>\n\n[^1]: note'
    )
    assert [(level, anchor) for level, anchor, _ in found] == [
        ("2", "the-k-nn-friends"),
        ("3", "b-vulic"),
        ("3", "same"),
        ("3", "same-2"),
        ("3", "mine"),
        ("2", "mine-2"),
        ("3", "raw"),
    ]
    assert found[0][2] == "The <math><mi>k</mi></math>-NN &amp; <em>friends</em>"
    assert found[4:] == [("3", "mine", "Own"), ("2", "mine-2", "mine"), ("3", "raw", "Raw")]


# What is kept from one text to the next: nothing

SOURCES = [
    "# A\n\nx[^1] y[^1]\n\n[^1]: first",
    "# A\n\n## A\n\nx[^n]\n\n[^n]: other $x$",
    "x[^1] ABC\n\n*[ABC]: letters",
    "ABC [r]\n\n[r]: a.md",
    "ABC [r] [^1]",
    "- a\n  - b\n\n| a |\n|---|\n| $x$ |",
    '<div class="footnote" markdown="1">\n1. x\n\n</div>\n\nx[^1]\n\n[^1]: y',
    "> quote\n\n<script>x</script>",
    "*open **and",
    "$a$ $b$ \\(c\\)",
]


def test_the_same_source_gives_the_same_whatever_came_before() -> None:
    first = [render(source) for source in SOURCES]
    for seed in range(4):
        order = list(range(len(SOURCES)))
        random.Random(seed).shuffle(order)
        for place in order:
            assert render(SOURCES[place]) == first[place]


def test_and_in_another_process() -> None:
    said = f"MarkdownWords(*{tuple(SAID)!r})"
    code = "from enlsp_site.text.plain_text import markdown, MarkdownWords\n"
    code += f"for s in {SOURCES[1:5]!r}: print(markdown(s, str, {said}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [str(markdown(source, str, SAID)) for source in SOURCES[1:5]]


def test_a_mistake_of_ours_costs_nobody_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    others = [render(other) for other in SOURCES]
    with monkeypatch.context() as patched:
        patched.setattr("enlsp_site.text.commonmark.read", lambda *_, **__: [][0])
        rendered = render("*a* $x_1$ <b>")
    assert rendered.lost == [(1, "all", "IndexError")]
    assert rendered.html == "<pre>*a* $x_1$ &lt;b&gt;</pre>"
    assert [render(other) for other in SOURCES] == others


@pytest.mark.parametrize(
    "source",
    [
        "\n".join("  " * depth + "- x" for depth in range(400)),
        "> " * 400 + "x",
        "*x " * 400 + "x*" * 400,
        "[" * 400 + "x" + "](https://a.org)" * 400,
        '<div class="footnote" markdown="1">\n1. *x*\n\n</div>\n\nx[^1]\n\n[^1]: y',
        '<div markdown="1">\n<div markdown="1">\n<i>*x*',
        '<p markdown="1">' * 400 + "x",
    ],
)
def test_what_nests_without_end_is_shown_and_told(source: str) -> None:
    rendered = render(source)
    assert {kind for _, kind, _ in rendered.lost} <= {"deep"}
    assert re.findall("[xy]", re.sub("<[^>]*>", "", rendered.html)) == re.findall(
        "[xy]", re.sub("<[^>]*>", "", source)
    )


DETAILS = """\
<details>
<summary>A *question*</summary>

An **answer**, with a [link](call).

- one

</details>
"""


def test_markdown_between_empty_lines_is_read_inside_of_structure() -> None:
    rendered = markdown(DETAILS, lambda target: target, SAID)
    assert '<p>An <strong>answer</strong>, with a <a href="call">link</a>.</p>' in rendered.html
    assert "<li>one</li>" in rendered.html
    assert rendered.html.endswith("</details>")
    assert rendered.links == [(4, "call")]
    assert rendered.dropped == []


def test_structure_may_nest() -> None:
    source = '<div class="a">\n\n<div class="b">\n\n*in*\n\n</div>\n\n</div>\n\n*after*\n'
    html = markdown(source, lambda target: target, SAID).html
    assert "<p><em>in</em></p>" in html
    assert html.endswith("<p><em>after</em></p>")


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("<div>\n*not* here\n</div>\n", "*not* here"),
        ('<div markdown="0">\n\n*not* here\n\n</div>\n', "*not* here"),
        (f"```\n{DETAILS}```\n", "An **answer**"),
        ("<div>\n\nnever closed\n", "never closed"),
    ],
)
def test_other_html_is_left_as_it_is(source: str, kept: str) -> None:
    assert kept in markdown(source, lambda target: target, SAID).html
