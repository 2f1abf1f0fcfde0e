"""Stylesheets as they are sent: shorter, and the same rules to a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from enlsp_site.text.stylesheet import packed


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("a { color: red; }\n", "a{color:red}"),
        ("a {\n  color: red; /* why */\n  margin: 0 auto;\n}\n\n/* b */\nb { }", "a{color:red;margin:0 auto}b{}"),
        ("a :is(b, c) > d , e:hover { top: 0 }", "a :is(b,c) > d,e:hover{top:0}"),
        ("a/* x */b { }", "a b{}"),
        ('a::before { content: " ; /* no */ : { " ; }', 'a::before{content:" ; /* no */ : { "}'),
        (r"a { content: 'it\'s ; :  x' }", r"a{content:'it\'s ; :  x'}"),
        ("a { background: url(a,  b.png) }", "a{background:url(a,  b.png)}"),
        ("a { width: calc(100% - 2 * var(--b)); }", "a{width:calc(100% - 2 * var(--b))}"),
        ("@media not all and (min-width: 62rem) { a { top: 0 } }", "@media not all and (min-width:62rem){a{top:0}}"),
    ],
)
def test_what_says_nothing_is_left_out(written: str, sent: str) -> None:
    assert packed(written) == sent + "\n"


RULES = r"""(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return [...sheet.cssRules].map((rule) => rule.cssText.replace(/\s+/g, " ").replace(/ ?([:,()]) ?/g, "$1"));
}"""
"""The rules of a stylesheet as a browser has them, which keeps the space in values of custom properties."""


@pytest.mark.browser
def test_the_themes_sheets_are_the_same_rules_to_a_browser(repo: Path, browser: Browser) -> None:
    page = browser.new_page()
    written = [path.read_text("utf-8") for path in sorted((repo / "static/theme").glob("*.css"))]
    rules = [(page.evaluate(RULES, css), page.evaluate(RULES, packed(css))) for css in written]
    page.close()
    assert len(rules) > 3
    assert [whole for whole, _ in rules] == [sent for _, sent in rules]
    assert all(len(packed(css)) < 0.85 * len(css) for css in written)
