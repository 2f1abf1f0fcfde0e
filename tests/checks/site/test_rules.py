"""Parts of `enlsp check` by themselves: wrong letters, what is seen of a page, faults of markup, links as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.checks.evidence import ContentSource
from enlsp_site.checks.safe_fixes import mojibake
from enlsp_site.checks.site.page import PageFacts, facts_of
from enlsp_site.checks.site.pages import ONE_H1
from enlsp_site.checks.site.rules import folded
from enlsp_site.checks.site.written import links_of, pictures_of
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin

# Letters


def repaired(text: str) -> str:
    at, pieces = 0, []
    for start, end, better in mojibake(text):
        pieces += [text[at:start], better]
        at = end
    return "".join([*pieces, text[at:]])


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman"])
@pytest.mark.parametrize("name", ["René", "Vulić", "Göttingen", "Łukasz", "Señor Núñez", "10 – 20", "“yes”", "São"])
def test_what_was_decoded_wrongly_is_repaired(name: str, codec: str) -> None:
    try:
        wrong = name.encode().decode(codec)
    except UnicodeDecodeError:
        wrong = "".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in name.encode())
    assert wrong != name
    assert repaired(f"by {wrong} at") == f"by {name} at"


@pytest.mark.parametrize(
    "text",
    [
        "Ångström, naïve façade, œuvre, Ærø, Þór, Straße, Škoda, Łódź, Őrség, İstanbul",
        "Nguyễn Thị Minh Khai, Đặng Hữu Phước",
        "Αθήνα, Москва, 北京, 東京, 서울, عمّان",
        "√2 ≈ 1.41, ±5 %, 3 × 4, 10 µs, ½, ∞, ∑∆, ¬p, £5, 20 °C, A → B",
        "«Où ?» — “yes”, ‘no’, 10–20…",
        "É, À, Ã, Â, Ô, ©, ®, ™, • a · b",
    ],
)
def test_letters_and_signs_as_they_should_be_are_left(text: str) -> None:
    assert repaired(text) == text


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40))
def test_a_repair_can_be_damaged_to_the_same_text_again(text: str) -> None:
    for start, end, better in mojibake(text):
        wrong = text[start:end]
        assert len(better) < len(wrong)
        assert any(wrong == damaged(better, codec) for codec in ("cp1252", "latin-1", "mac_roman"))


def damaged(text: str, codec: str) -> str:
    letters = {chr(byte): bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in range(256)}
    return "".join(letters[chr(byte)] for byte in text.encode())


# Pages

PAGE = """<!doctype html>
<html lang="en"><head><title> A  page </title>
<meta name="description" content="What it is about."><meta name="robots" content="noindex">
<link rel="canonical" href="https://tiny.org/"><link rel="stylesheet" href="look.css">
<script type="application/ld+json">{"a": 1}</script><script src="start.js"></script></head>
<body><h1>A <em>page</em></h1>
<a href="a.html"> <b>one</b> </a><a href="b.html" aria-label="two"><svg><title>no</title></svg></a>
<a href="c.html"><img src="c.png" alt="three"></a><a href="d.html"><svg><title>four</title></svg></a>
<a href="e.html" title="five"></a><a href="f.html"></a><a id="no-link">x</a>
<img src="g.png" srcset="g-1.png 1x, g-2.png 2x"><img src="h.png" alt="">
<h2>Part</h2><template><img src="never.png" alt="x"></template></body></html>
"""


def test_what_is_seen_of_a_page() -> None:
    facts = facts_of(PAGE.encode())
    assert facts[:5] == ("A page", "What it is about.", "en", "https://tiny.org/", True)
    assert facts.headings == ((1, "A page"), (2, "Part"))
    assert [name for _, name in facts.links] == ["one", "two", "three", "four", "five", ""]
    assert facts.images == (("c.png", "three"), ("g.png", None), ("h.png", ""))
    assert facts.wanted == ("look.css", "start.js", "c.png", "g.png", "h.png", "g-1.png", "g-2.png")
    assert facts.linked == ('{"a": 1}',)
    assert facts.faults == ()


def test_what_is_seen_is_the_same_when_it_is_remembered() -> None:
    facts = facts_of(PAGE.encode())
    assert PageFacts.of([list(map(as_plain, each)) if isinstance(each, tuple) else each for each in facts]) == facts


def as_plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize(
    ("body", "faults"),
    [
        ("<ul><li>a<li>b</ul><p>c<p>d<br><img alt='<b>'>", []),
        ("<p>a<div>b</div>", []),
        ("<p>a<div>b</div></p>", ["</p> closes nothing: a block ended the paragraph before it"]),
        ("<b>a</i></b>", ["</i> closes nothing"]),
        ("<section><b>a</section></b>", ["<b> is not closed before </section>", "</b> closes nothing"]),
        ("<div>a", ["<div> is not closed before </body>"]),
        ("<font>a</font>", ["<font> is no element of HTML any more"]),
        ('<i class="a" id="b" class="c">a</i>', ["<i> has the attribute `class` twice"]),
        ("<script>if (a < b) '</div>'</script><!-- <div> --><textarea><div></textarea>", []),
        ('<svg viewBox="0 0 1 1"><path d="M0 0"/></svg><math><mi>x</mi></math>', []),
    ],
)
def test_faults_of_markup(body: str, faults: list[str]) -> None:
    page = f"<!doctype html>\n<html><body>{body}</body></html>"
    assert list(facts_of(page.encode()).faults) == faults


def test_a_page_without_a_doctype_is_told() -> None:
    assert facts_of(b"<html></html>").faults == ("the page does not begin with <!doctype html>",)


# Links as they are written


def written(text: str, name: str = "content/pages/x.md") -> list[tuple[str | None, str, int, int]]:
    source = ContentSource(name, text.encode())
    return [(each.words, each.target, each.origin.line, each.origin.column) for each in links_of(source)]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("a [b *c*](d.md) e", [("b c", "d.md", 1, 11)]),
        ("[a\nb](<c>)", [("a b", "c", 2, 5)]),
        ('[a](b_(c) "d")', [("a", "b_(c)", 1, 5)]),
        ("[![a](b.png)](c)", [("a", "c", 1, 15)]),
        ("x\n\n[a]: https://a.org/b", [("a", "https://a.org/b", 3, 6)]),
        ("<a class='x' href='y'>a <b>b</b></a>", [("a b", "y", 1, 20)]),
        ("see https://a.org/b, and", [(None, "https://a.org/b", 1, 5)]),
        ("<!-- [a](b) -->[c](d)", [("c", "d", 1, 20)]),
    ],
)
def test_links_are_found_where_they_stand(text: str, links: list[tuple[str | None, str, int, int]]) -> None:
    assert written(text) == links


def test_fields_of_yaml_are_links() -> None:
    text = "- {name: A, url: xxx} # url: no\n- links:\n    scholar: '#'\n    home: https://a.org/\n"
    assert [each[1:] for each in written(text, "content/people/x.yaml")] == [
        ("https://a.org/", 4, 11),
        ("xxx", 1, 18),
        ("#", 3, 15),
    ]


def test_pictures_are_found_with_their_alts() -> None:
    source = ContentSource("content/pages/x.md", b"![a](b.png)\n\n<img src='c.png'> <img alt='' src=d.png>")
    assert [(each.words, each.target, each.origin.line) for each in pictures_of(source)] == [
        ("a", "b.png", 1),
        (None, "c.png", 3),
        ("", "d.png", 3),
    ]


# Telling


def test_what_a_template_causes_on_many_pages_is_told_once() -> None:
    of = [report(ONE_H1, Origin("templates/a.html", (), 1, 1), f"the page {name}.html has none") for name in "abc"]
    content = [report(ONE_H1, Origin("content/a.md", (), 1, 1), f"the page {name}.html has none") for name in "ab"]
    assert [each.message for each in folded([*of, *content])] == [
        "the page a.html has none; so it is on 2 more pages",
        "the page a.html has none",
        "the page b.html has none",
    ]
