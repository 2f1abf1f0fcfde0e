"""The rules of Markdown where people meet them: emphasis beside letters, links, footnotes, lists, tables, tasks."""

from __future__ import annotations

import re

import pytest

from enlsp_site.text.markdown import MarkdownWords, RenderedMarkdown, markdown

SAID = MarkdownWords("Table", "Back to {number}", done="done", to_do="to do")


def render(source: str) -> RenderedMarkdown:
    return markdown(source, lambda target: f"site:{target}", SAID)


def html(source: str) -> str:
    """The HTML of Markdown of which nothing is lost, dropped or unreadable."""
    rendered = render(source)
    assert (rendered.lost, rendered.dropped, rendered.faults) == ([], [], [])
    return rendered.html


def line(source: str) -> str:
    """The HTML of one paragraph, without its `<p>`."""
    made = html(source)
    assert made.startswith("<p>")
    assert made.endswith("</p>")
    return made[3:-4]


# Emphasis


@pytest.mark.parametrize(
    "source",
    [
        "lr = base*0.5**epoch*scale here.",
        "cost = n*d**2*L",
        "a*b*c**d**e***f***g",
        "**10*10** grid",
        "snake_case_name __init__ _x",
        "2**8 and 2**16",
        "*a **b* c** d",
        "10~12 and 14~17, ~100 words",
        "***both** of* **them***",
    ],
)
def test_no_letter_beside_stars_is_lost(source: str) -> None:
    assert re.sub(r"\W|_", "", re.sub("<[^>]*>", "", html(source))) == re.sub(r"\W|_", "", source)


def test_emphasis_is_commonmarks() -> None:
    assert line("**10*10** grid") == "<strong>10*10</strong> grid"
    assert line("lr = base*0.5**epoch*scale") == "lr = base<em>0.5**epoch</em>scale"
    assert line("***a** b*") == "<em><strong>a</strong> b</em>"
    assert line("a_b_c __d__ _e_") == "a_b_c <strong>d</strong> <em>e</em>"
    assert line("~~struck~~ ~once~ 9~12 14~17") == "<del>struck</del> <del>once</del> 9~12 14~17"
    assert line("*数学*と**x**です") == "<em>数学</em>と<strong>x</strong>です"
    assert line("*$x$* **$y_1$**").count("<math>") == 2


# Links


def test_references_side_by_side_each_lead_where_they_say() -> None:
    source = (
        "[Slides] [Video] [Code][c] [Poster][]\n\n[slides]: s.pdf\n[video]: v.mp4\n[c]: c.zip\n[poster]: p.pdf 'P'"
    )
    assert line(source) == (
        '<a href="site:s.pdf">Slides</a> <a href="site:v.mp4">Video</a> <a href="site:c.zip">Code</a> '
        '<a href="site:p.pdf" title="P">Poster</a>'
    )
    assert render("[a]\n\n[a]: x\n[A]: y").lost == [(4, "again", "A")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("<tel:+1-555-0100>", "tel:+1-555-0100"),
        ("<sip:chair@example.org>", "sip:chair@example.org"),
        ("<doi:10.1000/182>", "https://doi.org/10.1000/182"),
        ("<https://example.org/a_b>", "https://example.org/a_b"),
        ("<mailto:a@example.org>", "mailto:a@example.org"),
        ("<webcal://example.org/c.ics>", "webcal://example.org/c.ics"),
    ],
)
def test_addresses_between_angle_brackets_are_links(source: str, target: str) -> None:
    assert line(f"See {source}.") == f'See <a href="{target}">{source[1:-1]}</a>.'


def test_an_address_that_no_link_may_have_stays_to_be_read_and_is_told() -> None:
    rendered = render("See\n<urn:isbn:0451450523>.")
    assert rendered.html == "<p>See\n<a>urn:isbn:0451450523</a>.</p>"
    assert rendered.dropped == [(2, "`urn:` link")]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("https://x.org/a_b_c*d", '<a href="https://x.org/a_b_c*d">https://x.org/a_b_c*d</a>'),
        ("(see https://x.org/a_(b)).", '(see <a href="https://x.org/a_(b)">https://x.org/a_(b)</a>).'),
        ("[https://x.org]", '[<a href="https://x.org">https://x.org</a>]'),
        ("www.x.org, x", '<a href="http://www.x.org">www.x.org</a>, x'),
        ("a.b@x.org.", '<a href="mailto:a.b@x.org">a.b@x.org</a>.'),
        ("**https://x.org**", '<strong><a href="https://x.org">https://x.org</a></strong>'),
        ("[https://x.org and a@x.org](b)", '<a href="site:b">https://x.org and a@x.org</a>'),
        ("`https://x.org`", "<code>https://x.org</code>"),
        ("https:// and www. and a@b", "https:// and www. and a@b"),
        ("http://a_b.org/", "http://a_b.org/"),
    ],
)
def test_bare_addresses_are_links(source: str, shown: str) -> None:
    assert line(source) == shown


# Footnotes


def test_footnotes_are_numbered_in_the_order_of_reference() -> None:
    source = "b[^b] a[^a] b[^b]\n\n[^a]: A, c[^c].\n[^b]: B.\n\n    More.\n\n[^c]: C."
    made = html(source)
    assert re.findall(r'<a class="footnote-ref" href="#fn:(\w)">(\d)</a>', made) == [
        *(("b", "1"), ("a", "2"), ("b", "1")),
        ("c", "3"),
    ]
    assert re.findall('<li id="fn:(.)">', made) == ["b", "a", "c"]
    assert re.findall(r'href="#(fnref\d*:\w)" title="Back to (\d)"', made) == [
        *(("fnref:b", "1"), ("fnref2:b", "1")),
        *(("fnref:a", "2"), ("fnref:c", "3")),
    ]
    assert "<p>B.</p>\n<p>More." in made


def test_footnotes_without_their_other_half_are_told() -> None:
    rendered = render("x[^1] y[^2]\n\n[^1]: One.\n[^3]: Three.\n\n[^1]: Again.")
    assert "y[^2]" in rendered.html, "nothing is lost"
    assert rendered.lost == [(4, "note", "3"), (6, "note-again", "1")]


# Lists, quotes, code


def test_lists_stand_where_people_write_them() -> None:
    assert html("Bring:\n- a\n- b") == "<p>Bring:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    assert html("- a\n- b\n1. c\n2. d").count("<ol>") == 1
    assert html("1) a\n2) b") == "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"
    assert html("It was in\n1986. What a year.") == "<p>It was in\n1986. What a year.</p>"
    assert html("1. a\n  - b\n2. c").count("<ul>") == 1, "two spaces are enough"


def test_fenced_code_stands_in_lists_and_quotes() -> None:
    code = "<pre><code># no heading &lt;b&gt;\n</code></pre>"
    assert code in html("1. a\n\n   ```\n   # no heading <b>\n   ```\n2. b")
    assert code in html("> ```\n> # no heading <b>\n> ```")
    assert code in html("- > ~~~\n  > # no heading <b>\n  > ~~~")


def test_lines_break_where_they_are_told_to() -> None:
    assert line("a\\\nb  \nc\nd") == "a<br>\nb<br>\nc\nd"


def test_tasks_have_boxes_with_words() -> None:
    made = html("- [x] a\n- [ ] *b*\n- [c] d")
    assert '<li class="task"><input type="checkbox" disabled checked aria-label="done"> a</li>' in made
    assert '<li class="task"><input type="checkbox" disabled aria-label="to do"> <em>b</em></li>' in made
    assert "<li>[c] d</li>" in made


# Tables


def test_tables_are_githubs() -> None:
    made = html("Words\n\n| a | b\n|---|:-:|\n| `x|y` | 1 |\n| only |\n> quote")
    assert re.findall("<t[hd][^>]*>(.*?)</t[hd]>", made) == ["a", "b", "<code>x|y</code>", "1", "only", ""]
    assert made.endswith("<blockquote>\n<p>quote</p>\n</blockquote>")
    assert "<table" not in html("| a |\n|---|---|\n| b |")
    assert re.findall("<td>(.*?)</td>", html("| a |\n|---|\n| b \\| c |")) == ["b | c"]


def test_a_cell_without_a_column_is_told() -> None:
    assert render("x\n\n|a|b|\n|-|-|\n|1|2|\n|1|2|three and four|").lost == [(6, "cell", "three and four")]


# Markdown Extra


def test_definition_lists() -> None:
    assert html("Apple\n: fruit\n\nPear\nQuince\n: fruit\n: tree") == (
        "<dl>\n<dt>Apple</dt>\n<dd>fruit</dd>\n<dt>Pear</dt>\n<dt>Quince</dt>\n<dd>fruit</dd>\n<dd>tree</dd>\n</dl>"
    )
    assert "<dd>\n<p>a</p>\n<ul>" in html("Term\n\n: a\n\n    - b")
    assert html("no term\n\n## h\n\n: x").endswith("<p>: x</p>")


def test_abbreviations() -> None:
    made = line("ICML and ICML-2 but ICMLX, `ICML`\n\n*[ICML]: A conference")
    assert made.count('<abbr title="A conference">ICML</abbr>') == 2
    assert "ICMLX, <code>ICML</code>" in made


def test_attribute_lists() -> None:
    assert line("[a](b){.c #d} *e*{: title='f g'} x{n} {y=z}") == (
        '<a href="site:b" class="c" id="d">a</a> <em title="f g">e</em> x{n} {y=z}'
    )
    assert html("a\n{: .b}") == '<p class="b">a</p>'
    assert html("# a {#b} #") == '<h2 id="b">a</h2>'
    assert html("- a\n  {: .b}\n- c") == '<ul>\n<li class="b">a</li>\n<li>c</li>\n</ul>'
    assert "{not a list}" in html("a\n{not a list}")
