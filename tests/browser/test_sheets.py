"""Which of the theme's stylesheets a page has: all whose rules are of use to it."""

from __future__ import annotations

from typing import Any

import pytest
from pages import web_server
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PARTS = 4
"""So that no process has all the pages."""
WANTED = """async () => {
  const start = document.querySelector("script[src$='start.js']");
  if (!start) return [0, []];  // a page with a look of its own
  const theme = new URL(".", start.src);
  const has = new Set([...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href));
  const found = [];
  // What a rule is about, whatever is hovered, pressed or said of it at the moment.
  const drawn = /::?[a-z-]*(?:after|before|marker|placeholder|backdrop|button|content)/g;
  const state = /:(?:hover|focus[a-z-]*|target|checked)/g;
  const seek = (rules, name) => {
    for (const rule of rules) {
      if (rule.selectorText) {
        const still = rule.selectorText.replace(drawn, "").replace(state, "");
        const whole = still.replace(/(^|[(, >+~])(?=$|[,)])/g, "$1*");
        if (document.querySelector(whole)) found.push(`${name}: ${rule.selectorText}`);
      }
      if (rule.cssRules) seek(rule.cssRules, name);
    }
  };
  let others = 0;
  for (const name of ["programme", "papers", "sections", "later"]) {
    const address = new URL(`${name}.css`, theme).href;
    if (has.has(address)) continue;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(await (await fetch(address)).text());
    seek(sheet.cssRules, name);
    others += 1;
  }
  return [others, found];
}"""
"""How many of the theme's sheets a page does not have, and the rules in them that are about something on it."""


@pytest.mark.parametrize("part", range(PARTS))
def test_a_page_has_every_stylesheet_that_says_something_of_it(
    browser: Browser, samples: list[str], any_served: str, part: int
) -> None:
    page = browser.new_page()
    missed: dict[str, Any] = {}
    lacking = 0
    for path in samples[part::PARTS]:
        page.goto(any_served + path)
        others, missed[path] = page.evaluate(WANTED)
        lacking += others
    page.close()
    assert lacking
    assert {path: rules for path, rules in missed.items() if rules} == {}


def test_a_rule_in_a_sheet_that_a_page_lacks_is_noticed(browser: Browser, tmp_path: Any) -> None:
    (tmp_path / "page.html").write_text(
        "<!doctype html><title>x</title><link rel=stylesheet href=sections.css><script src=start.js></script>"
        "<p class=session><a href=#>x</a>",
        "utf-8",
    )
    (tmp_path / "start.js").touch()
    (tmp_path / "sections.css").write_text("p { color: red }", "utf-8")
    (tmp_path / "papers.css").write_text(".paper { color: red }", "utf-8")
    (tmp_path / "later.css").write_text(
        "@media print { @layer print { .session > a:hover { color: red } } }", "utf-8"
    )
    (tmp_path / "programme.css").write_text("@layer x { .session::after { color: red } }", "utf-8")
    page = browser.new_page()
    with web_server(tmp_path) as root:
        page.goto(f"{root}page.html")
        found = page.evaluate(WANTED)
    page.close()
    assert found == [3, ["programme: .session::after", "later: .session > a:hover"]]
