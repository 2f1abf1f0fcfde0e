"""Pages in another language than the site's, and what leads from one to the other; sessions that are in another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sites import Site, words

MakeSite = Callable[..., Site]
PAGES = {
    "content/pages/call.md": "---\ntitle: Call for papers\n---\nSend us your best.\n",
    "content/pages/appel.md": (
        "---\ntitle: Appel\nlanguage: fr\ntranslations: [call]\n---\nEnvoyez.\n\n# Un\n\n# Deux\n\n# Trois\n"
    ),
}


def ways(page: Any) -> list[tuple[str, str, str]]:
    found = page.find(".//*[@class='translations']")
    return [] if found is None else [(each.get("href"), each.get("lang"), words(each)) for each in found.iter("a")]


def test_a_page_speaks_its_own_language(make_site: MakeSite) -> None:
    site = make_site(PAGES)
    assert site.build().problems == ""
    page = site.page("2031/appel/index.html")
    assert page.get("lang") == "fr"
    assert "Sur cette page" in words(page)
    assert page.find(".//nav[@id='site-menu']/ul").get("lang") == "en"
    assert site.page("2031/call/index.html").get("lang") == "en"
    assert site.page("2031/call/index.html").find(".//nav[@id='site-menu']/ul").get("lang") is None


def test_each_leads_to_the_other(make_site: MakeSite) -> None:
    site = make_site(PAGES)
    site.build("--base-url", "https://example.org/")
    assert ways(site.page("2031/appel/index.html")) == [("../call/index.html", "en", "English")]
    call = site.page("2031/call/index.html")
    assert ways(call) == [("../appel/index.html", "fr", "Français")]
    alternates = {each.get("hreflang"): each.get("href") for each in call.iter("link") if each.get("hreflang")}
    assert alternates == {"en": "https://example.org/2031/call/", "fr": "https://example.org/2031/appel/"}
    assert ways(site.page("2031/overview/index.html")) == []


def test_on_the_home_page_its_words_are_marked(make_site: MakeSite) -> None:
    site = make_site({**PAGES, "content/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2031\nhome: [appel, call]\n"})
    site.build()
    sections = {each.get("id"): each.get("lang") for each in site.page("index.html").iter("section")}
    assert (sections["appel"], sections["call"]) == ("fr", None)


def test_a_translation_that_is_not_there_is_told(make_site: MakeSite) -> None:
    told = make_site({**PAGES, "content/pages/call.md": None, "content/news.yaml": None}).problems()
    assert "content/pages/appel.md:4" in told
    assert "[broken-link]" in told


def test_a_session_says_what_is_spoken(make_site: MakeSite) -> None:
    row = "{time: 09:00-10:00, title: Table ronde, language: fr, note: En salle.}"
    site = make_site({"content/schedule.yaml": f"- date: 2031-12-06\n  sessions:\n    - {row}\n"})
    assert site.build("--base-url", "https://example.org/").problems == ""
    assert "Language: Français" in words(site.page("2031/schedule/index.html"))
    page = site.published()["2031/schedule/table-ronde/index.html"].decode()
    assert "Language: Français" in page
    assert '"inLanguage":"fr"' in page
    assert '"language": "fr"' in site.published()["2031/schedule.json"].decode()
