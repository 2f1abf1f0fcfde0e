"""Parts that pages share: rendered once, with addresses as each page needs them."""

from __future__ import annotations

import pytest

from enlsp_site.build.shared_parts import SharedParts

FOOT = '<footer id="foot"><a href="site:2031/call/index.html">Call</a> <img src="site:logo.png" alt=""></footer>'


@pytest.mark.parametrize(
    ("path", "call", "logo"),
    [
        ("index.html", "2031/call/index.html", "logo.png"),
        ("2031/index.html", "call/index.html", "../logo.png"),
        ("2031/call/index.html", "index.html", "../../logo.png"),
        ("2030/call/index.html", "../../2031/call/index.html", "../../logo.png"),
        ("404.html", "https://example.org/2031/call/", "https://example.org/logo.png"),
    ],
)
def test_a_part_has_the_addresses_that_its_page_needs(path: str, call: str, logo: str) -> None:
    parts = SharedParts()
    base = "https://example.org/"
    parts.whole([parts.once(("foot",), lambda: FOOT)], "2029/a/b/index.html", base)
    page = parts.whole(["<p>Text</p>", parts.once(("foot",), lambda: FOOT)], path, base)
    assert page.text == f"<p>Text</p>{FOOT}".replace("site:2031/call/index.html", call).replace("site:logo.png", logo)


def test_a_part_is_rendered_once_and_known_by_its_text() -> None:
    rendered = []

    def foot() -> str:
        rendered.append(1)
        return FOOT

    parts = SharedParts()
    pages = [parts.whole([parts.once(("foot",), foot)], path, "") for path in ("a.html", "b/c.html")]
    assert len(rendered) == 1
    assert pages[0].parts == pages[1].parts
    (name,) = pages[0].parts
    assert parts.known[name].links == ("site:2031/call/index.html", "site:logo.png")
    assert parts.known[name].anchors == ("foot",)
    assert pages[0].links == pages[0].anchors == ()


def test_an_anchor_of_a_page_and_of_a_part_is_given_twice() -> None:
    parts = SharedParts()
    page = parts.whole(['<p id="foot">', parts.once(("foot",), lambda: FOOT)], "a.html", "")
    assert page.twice == ("foot",)
