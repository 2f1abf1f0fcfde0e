"""What HTML passes in Markdown: nothing that could act, whatever it is dressed up as; what is said of the rest."""

from __future__ import annotations

from typing import Any

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.text.plain_text import MarkdownWords, RenderedMarkdown, markdown

# fmt: off
ACTIVE = {
    "applet", "base", "button", "embed", "form", "frame", "iframe", "input", "link", "meta", "noscript",
    "object", "script", "select", "style", "svg", "template", "textarea",
}
# fmt: on
MEDIA = {"audio", "source", "track", "video"}
"""What plays files of this site, and may load no others."""
REFUSED = ("javascript:", "vbscript:", "data:", "file:", "livescript:", "blob:")
MATHML = "{http://www.w3.org/1998/Math/MathML}"


def render(source: str) -> RenderedMarkdown:
    return markdown(source, lambda target: target, MarkdownWords("Table", "Back"))


def dangers(html: str) -> list[Any]:
    """What in a piece of HTML could act, as a browser would read it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return [danger for element in parser.parseFragment(html).iter() for danger in dangers_of(element)]


def dangers_of(element: Any) -> list[Any]:
    if not isinstance(element.tag, str):
        return ["comment"]
    found: list[Any] = [element.tag] if element.tag.rpartition("}")[2].lower() in ACTIVE else []
    for name, value in element.attrib.items():
        if element.tag in MEDIA and (name == "autoplay" or "//" in value):
            found.append((element.tag, name, value))
        address = "".join(letter for letter in value if letter > " ").lower()
        styled = name == "style" and not element.tag.startswith(MATHML)
        if name.startswith("on") or styled or (name in ("href", "src") and address.startswith(REFUSED)):
            found.append((element.tag, name, value))
    return found


# Each: Markdown, and what is told of it.
PAYLOADS = [
    ("<script>alert(1)</script>", "`<script>`"),
    ("words <script>alert(1)</script> words", "`<script>`"),
    ("<SCRIPT SRC=//x.org/a.js></SCRIPT>", "`<script>`"),
    ("<script>alert(1)", "`<script>`"),
    ("<style>p { color: red }</style>", "`<style>`"),
    ("<iframe src='https://x.org'></iframe>", "`<iframe>` of https://x.org"),
    ("<iframe src='https://x.org' onload=alert(1) title='<b>x'></iframe>", "`<iframe>` of https://x.org"),
    ("<iframe src='javascript:alert(1)'></iframe>", "`<iframe>`"),
    ("<iframe srcdoc='<script>alert(1)</script>'></iframe>", "`<iframe>`"),
    ("<video src='https://x.org/a.mp4' autoplay></video>", "`<video>` of https://x.org/a.mp4"),
    ("<audio><source src=https://x.org/a.mp3></audio>", "`<source>` of https://x.org/a.mp3"),
    ("<video poster='https://x.org/a.png' src=a.mp4></video>", "`<video>` of https://x.org/a.png"),
    ("<object data='x.swf'><p>x</p></object>", "`<object>`"),
    ("<embed src=x.swf>", "`<embed>`"),
    ("<form action='https://x.org'><input name=a><button>b</button></form>", "`<form>`"),
    ("a <input autofocus onfocus=alert(1)>", "`<input>`"),
    ("<svg onload=alert(1)><script>alert(1)</script></svg>", "`<svg>`"),
    ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>", "`<math>`"),
    ("<link rel=stylesheet href=//x.org/a.css>", "`<link>`"),
    ("<meta http-equiv=refresh content='0;url=//x.org'>", "`<meta>`"),
    ("<base href=//x.org>", "`<base>`"),
    ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "`<noscript>`"),
    ("<textarea><script>alert(1)</script></textarea>", "`<textarea>`"),
    ("<template><script>alert(1)</script></template>", "`<template>`"),
    ("<xmp><img src=x onerror=alert(1)></xmp>", "`<xmp>`"),
    ("<video src=x onerror=alert(1)></video>", "`onerror`"),
    ("<marquee onstart=alert(1)>x</marquee>", "`<marquee>`"),
    ("<img src=x onerror=alert(1)>", "`onerror`"),
    ("<img src=x OnErRoR=alert(1)>", "`onerror`"),
    ('<img src="x" alt="<script>alert(1)</script>" onerror="alert(1)">', "`onerror`"),
    ("<p onclick='alert(1)' style='color: red'>x</p>", "`onclick`"),
    ("<p style='background: url(javascript:alert(1))'>x</p>", "`style`"),
    ("<details open ontoggle=alert(1)>x</details>", "`ontoggle`"),
    ('<div markdown="1" onclick="alert(1)">*x*</div>', "`onclick`"),
    ('<b\nonclick="alert(1)">x</b>', "`onclick`"),
    ("<a href='javascript:alert(1)'>x</a>", "`javascript:` link"),
    ("<a href=' &#14; javascript:alert(1)'>x</a>", "`javascript:` link"),
    ("<a href='java&#10;script:alert(1)'>x</a>", "`javascript:` link"),
    ("<a href='java&Tab;script:alert(1)'>x</a>", "`javascript:` link"),
    ("<a href='JaVaScRiPt&colon;alert(1)'>x</a>", "`javascript:` link"),
    ("<a href='&#x6A;avascript:alert(1)'>x</a>", "`javascript:` link"),
    ("<a href='vbscript:x'>x</a>", "`vbscript:` link"),
    ("<a href='data:text/html,<script>alert(1)</script>'>x</a>", "`data:` link"),
    ("[x](javascript:alert(1))", "`javascript:` link"),
    ("[x](JaVaScRiPt&#58;alert(1))", "`javascript:` link"),
    ("[x](&#106;avascript:alert(1))", "`javascript:` link"),
    ("[x](< javascript:alert(1)> 'title')", "`javascript:` link"),
    ("[x][y]\n\n[y]: javascript:alert(1)", "`javascript:` link"),
    ("![x](data:image/svg+xml,<svg/onload=alert(1)>)", "`data:` image"),
    ("![`<img src=x onerror=alert(1)>`](javascript:x)", "`javascript:` image"),
    ("<javascript:alert(1)>", "`javascript:` link"),
    ("<javascript://x.org/%0aalert(1)>", "`javascript:` link"),
    ("[x](https://x.org){onclick=alert(1)}", "`onclick`"),
    ("[x](https://x.org){: onclick='alert(1)' .c}", "`onclick`"),
    ("[x](https://x.org){href=javascript:alert(1)}", "`javascript:` link"),
    ("words\n{: style='color: red'}", "`style`"),
    ("# words {onclick=alert(1)}", "`onclick`"),
    ("``` {.py onclick=alert(1)}\ncode\n```", "`onclick`"),
    ("<?php echo 1 ?>", "`<?php>`"),
]


@pytest.mark.parametrize(("source", "told"), PAYLOADS)
def test_what_could_act_is_dropped_and_told(source: str, told: str) -> None:
    rendered = render(f"Before.\n\n{source}\n\nAfter.")
    assert dangers(rendered.html) == []
    assert told in [what for _, what in rendered.dropped]
    assert "After." in rendered.html, "what follows is not swallowed"
    assert all(line >= 3 for line, _ in rendered.dropped)


@pytest.mark.parametrize(
    "source", ["<img src='javascript:alert(1)' alt='a < b'>", "<scr<script>ipt>alert(1)</script>"]
)
def test_where_readers_of_html_disagree_what_could_act_is_told_or_shown_as_words(source: str) -> None:
    rendered = render(f"Before.\n\n{source}\n\nAfter.")
    assert dangers(rendered.html) == []
    shown = "".join(html5lib.parseFragment(rendered.html, namespaceHTMLElements=False).itertext())
    assert source in shown or [line for line, _ in rendered.dropped] == [3]
    assert "After." in shown


@pytest.mark.parametrize("source", [source for source, _ in PAYLOADS])
def test_what_is_shown_as_code_is_shown_whole(source: str) -> None:
    for fence in ("```", "~~~"):
        if fence not in source:
            rendered = render(f"{fence}\n{source}\n{fence}")
            assert rendered.dropped == []
            shown = html5lib.parseFragment(rendered.html, namespaceHTMLElements=False).find("pre/code")
            assert shown.text == source + "\n"


@pytest.mark.parametrize(
    "source",
    [
        "<p title='\U0010fff05\U0010fff1 onclick=alert(1)'>x</p>",
        "[x](java\U0010fff0script:alert(1))",
        "[x](java\U0010fff45\U0010fff5script:alert(1))",
        "<a href='java\U0010fff4=\"5\"script:alert(1)'>x</a>",
        "[x](java\x02script:alert(1)) \x02wzxhzdk:0\x03 \x02klzzwxh:0000\x03",
        "<b '> <a href='<i java<b script:alert(1)'>x</a>",
        "[$javascript:$](\\(javascript:alert(1)\\))",
        "<a title='\\(\"onclick=alert(1)\\)' href='x'>x</a>",
        "\\(\\text{<script>alert(1)</script>}\\) $\\text{</mtext></math><img src=x onerror=alert(1)>}_x$",
        "\\(\\href{javascript:alert(1)}{x} <script>\\)",
        "<!--><script>alert(1)</script>-->",
        "<!-- <script>alert(1) --> x <!-- --!><img src=x onerror=alert(1)> -->",
        "<![CDATA[<img src=x onerror=alert(1)>]]>",
        "<p/onclick=alert(1)//>",
        "<svg/onload=alert(1)>",
        '<img/src="x"/onerror=alert(1)>',
        "<img/src=x/onerror=alert(1)>",
        "<a href=`javascript:alert(1)`>x</a>",
        "<<b onclick=alert(1)>>",
        "<img src='x' '\"><script>alert(1)</script>",
        '<p id="a" id="b" onclick="alert(1)">x</p>',
        '*[x]: "><script>alert(1)</script>\n\nx',
        'x[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: y',
    ],
)
def test_tricks_with_our_own_machinery_do_nothing(source: str) -> None:
    assert dangers(render(source).html) == []


def test_what_is_dropped_has_its_line_and_is_told_once_a_line() -> None:
    source = """\
# Title

`<script>` in words, and as code:

    <script>alert(1)</script>

<div onclick="x()"
     style="color: red">
<script>
let a = "<iframe>";
</script>
</div>

A [link](javascript:a) and [another](javascript:b), [good](a.md){onclick=c}.

[r]

```html
<form onsubmit="x">
```

- item <font color="red">red</font>
  - ![p](data:image/png;base64,AAAA)
<!-- <script> -->

[r]: vbscript:x
"""
    rendered = render(source)
    assert rendered.dropped == [
        (7, "`onclick`"),
        (8, "`style`"),
        (9, "`<script>`"),
        (14, "`javascript:` link"),
        (14, "`onclick`"),
        (23, "`data:` image"),
        (26, "`vbscript:` link"),
    ]
    assert "<a>link</a>" in rendered.html, "the words stay"
    assert "item red" in rendered.html


def test_what_is_dropped_with_and_without_its_content() -> None:
    assert render("a <center>b <u>c</u></center>").html == "<p>a </p>b <u>c</u>"
    assert render("a <iframe>b</iframe> c <textarea>d</textarea> e").html == "<p>a  c  e</p>"
    assert render("a <script>b").html == "<p>a b</p>", "one that is never closed takes nothing with it"
    assert render("a <!-- b --> c").html == "<p>a  c</p>"
    assert render("a <!-- b").html == "<p>a &lt;!-- b</p>"


def test_comments_are_left_out_without_a_word() -> None:
    assert render("<!-- <script>x</script> $\\foo$ [a](b.md) -->\n\nwords") == RenderedMarkdown(
        "<p>words</p>", [], [], []
    )


def test_addresses_that_browsers_cannot_read_are_told() -> None:
    assert render("[a](https://[b) and [c](https://x:port/)").dropped == [
        (1, "`https://[b` link"),
        (1, "`https://x:port/` link"),
    ]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<p style='color: red'>x</p>", "`style`"),
        ("<a name=x>y</a>", "`name`"),
        ("<form>x</form>", "`<form>`"),
        ("<p formaction=x>y</p>", "`formaction`"),
        ("the <think> token", "`<think>`"),
    ],
)
def test_what_is_not_structure_is_told_too(source: str, told: str) -> None:
    assert render(source).dropped == [(1, told)]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        (
            '<a href="https://x.org/" target="_blank" rel="noopener">x</a>',
            '<a href="https://x.org/" rel="noopener">x</a>',
        ),
        ("[x](https://x.org/){target=_blank}", '<a href="https://x.org/">x</a>'),
        ("words<o:p></o:p> <st1:place w:st=on>Paris</st1:place>", "words Paris"),
        ('<font face="Arial" size=2>x</font> <big>y</big> <tt>z</tt>', "x y z"),
        ('<span xml:lang="en" data-ogsc="red" itemprop="name">x</span>', "<span>x</span>"),
    ],
)
def test_what_a_reader_does_not_miss_is_left_out_without_a_word(source: str, html: str) -> None:
    rendered = render(source)
    assert (rendered.html, rendered.dropped) == (f"<p>{html}</p>", [])


def test_pasted_tables_lose_their_looks_without_a_word() -> None:
    rendered = render(
        "<center><table bgcolor=red border=1 width='90%'><tr valign=top><td>x</td></tr></table></center>"
    )
    assert rendered.dropped == []
    assert "<td>x</td>" in rendered.html
    assert "center" not in rendered.html


PIECES = st.sampled_from(
    [source for source, _ in PAYLOADS]
    + [
        "<script>",
        "</script>",
        "<a href='",
        "javascript:",
        "'>",
        '"',
        "[x](",
        ")",
        "{: ",
        "onclick=x",
        "}",
        "`",
        "```\n",
    ]
    + [
        "\n",
        "\n\n",
        "    ",
        "- ",
        "> ",
        "|a|b|\n|-|-|\n",
        "$",
        "\\(",
        "\\)",
        "<!--",
        "-->",
        "<svg>",
        "</svg>",
        "<p",
        ">",
    ]
    + [
        '<div markdown="1">',
        "</div>",
        "[^1]",
        "[^1]: ",
        "<",
        "<table><tr><td>",
        "</td>",
        "\U0010fff0",
        "\x02",
        "é",
        "5",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_no_mixture_can_act(source: str) -> None:
    rendered = render(source)
    assert dangers(rendered.html) == []
    lines = source.count("\n") + 1
    for line, what in rendered.dropped + rendered.faults + rendered.links:
        assert 1 <= line <= lines
        assert not set(what) & {chr(0x10FFF0 + number) for number in range(6)}
