"""archive.yaml: what is still known of an edition that is a finished site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import GOOD, Site, words

MakeSite = Callable[..., Site]
ADA = "- {name: Ada Lovelace, role: Chair, links: {orcid: 0000-0002-1825-0097}}\n- {name: Kit, same_as: []}\n"
YEAR = {
    "content/people/organizers.yaml": ADA,
    "content/people/speakers.yaml": "- {name: Ada Lovelace, talk: {title: On size}}\n- Kit\n",
    "content/papers.yaml": "- {id: 7, title: Small models, authors: Ada Lovelace; Alan Turing}\n"
    "- {id: 8, title: 'On *: [a, b]', authors: [{name: A. T., same_as: Alan Turing}, {name: Kit, same_as: []}]}\n",
    "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n"
    "    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelace]}\n"
    "    - {time: 09:00-09:30, title: Tea, kind: break}\n",
}
NEXT = {
    "content/people/speakers.yaml": "- Alan Turing\n- Kit\n",
    "content/people/organizers.yaml": "- {name: Augusta Ada King, links: {orcid: 0000-0002-1825-0097}}\n",
    "content/papers.yaml": "- {id: 1, title: New, authors: Alan Turing; Ada Lovelace}\n",
}


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site in its second year, with people of the first in it."""
    made = make_site(YEAR)
    assert made.build().code == 0
    assert made.run("next", "2032").code == 0
    made.write(NEXT)
    assert made.build().code == 0
    return made


def later(site: Site) -> dict[str, bytes]:
    """All that is not of the first year."""
    return {path: data for path, data in site.published().items() if not path.startswith(("2031/", ".enlsp"))}


def test_pages_of_later_years_know_a_finished_edition_as_they_did_before(site: Site) -> None:
    before = later(site)
    told = site.run("archive", "2031")
    assert told.code == 0, told
    assert site.build("--strict").code == 0
    after = later(site)
    assert [path for path in before if before[path] != after[path]] == []
    people = words(site.page("2032/speakers/index.html").find(".//*[@id='alan-turing']"))
    assert "Small models" in people
    assert "On *: [a, b]" in people
    ada = site.page("2032/organizers/index.html").find(".//*[@id='augusta-ada-king']")
    assert [each.get("href") for each in ada.iter("a") if "2031" in each.get("href")] == [
        "../../2031/speakers/index.html#ada-lovelace",
        "../../2031/organizers/index.html#ada-lovelace",
        "../../2031/schedule/keynote-talk-ada-lovelace/index.html",
        "../../2031/papers/7/index.html",
    ]


def test_it_can_be_read_and_says_no_more_than_names(site: Site) -> None:
    site.run("archive", "2031")
    text = (site.folder / "editions/2031/archive.yaml").read_text()
    assert text.startswith("# What the site still knows of this edition")
    assert "date: 2031-12-06\n" in text
    assert "papers: 2\npeople: 4\n" in text
    assert (
        "- {at: organizers#ada-lovelace, name: Ada Lovelace, title: Organizers, role: Chair, links: {orcid: " in text
    )
    assert '- {at: papers/8, title: "On *: [a, b]", authors: [Alan Turing]}\n' in text
    assert "Tea" not in text


def test_what_is_taken_out_of_a_finished_site_is_not_linked_any_more(site: Site) -> None:
    site.run("archive", "2031")
    for path in (site.folder / "editions/2031/public/papers/7").iterdir():
        path.unlink()
    (site.folder / "editions/2031/public/papers/7").rmdir()
    assert site.run("archive", "2031", "--accept").code == 0
    told = site.build("--strict")
    assert (told.code, told.problems) == (0, "")
    assert "Small models" not in words(site.page("2032/speakers/index.html"))


def test_its_pages_are_in_the_sitemap_but_for_those_that_search_engines_are_not_to_know(site: Site) -> None:
    base = ("--base-url", "https://tiny.example/w/")
    site.build(*base)
    before = {line for line in site.published()["sitemap.xml"].decode().splitlines() if "<loc>" in line}
    site.run("archive", "2031", *base)
    site.build(*base)
    after = {line for line in site.published()["sitemap.xml"].decode().splitlines() if "<loc>" in line}
    assert after == before
    assert "<url><loc>https://tiny.example/w/2031/papers/7/</loc></url>" in after
    assert "2031/cards/" not in str(after)
    old = {f"editions/2029/public/{name}.html": f"<title>{name}</title>{more}" for name, more in OTHERS.items()}
    site.write(old)
    site.build(*base)
    listed = site.published()["sitemap.xml"].decode()
    found = [name for name in OTHERS if f"/2029/{name}.html<" in listed]
    assert found == ["papers"]
    assert "<loc>https://tiny.example/w/2029/</loc>" in listed


OTHERS = {
    "index": "",
    "papers": "",
    "hidden": "<meta content=noindex name=robots>",
    "moved": '<meta http-equiv="refresh" content="0; url=papers.html">',
    "404": "",
}


def test_what_was_mended_of_it_is_kept_on_the_way_back(site: Site) -> None:
    facts = site.folder / "editions/2031/archive.yaml"
    site.run("archive", "2031")
    facts.write_text(facts.read_text().replace("papers: 2", "papers: 3"))
    assert "archive-changed" not in site.run("check").problems
    assert site.run("archive", "2031", "--thaw").code == 0
    assert "papers: 3" in facts.read_text()
    assert site.build().code == 0
    assert "2 papers" in words(site.page("editions/index.html")), "of content it is counted"
    assert site.run("archive", "2031").code == 0
    assert "papers: 3" in facts.read_text()
    facts.unlink()
    assert site.run("archive", "2031", "--thaw").code == 0
    assert site.run("archive", "2031").code == 0
    assert "papers: 2" in facts.read_text()
    assert site.run("archive", "2031", "--thaw").code == 0
    assert not facts.exists()


def test_names_that_yaml_takes_for_something_else_come_back(make_site: MakeSite) -> None:
    names = ["No", "2031", "a: b", "- x", "#1", "Ünal “Ü”", "[x]", "yes", "O'Neil", 'say "hi"', "null", "1e3"]
    site = make_site(
        {
            "content/people/speakers.yaml": "".join(f"- {{name: {name!r}}}\n" for name in names if '"' not in name),
            "content/schedule.yaml": None,
            "content/news.yaml": "- {date: 2031-06-01, title: 'It is: done #1'}\n",
            "content/site.yaml": f"{GOOD['content/site.yaml']!s}venue: {{city: 'No', country: 'Yes: #1'}}\n",
        }
    )
    base = ("--base-url", "https://tiny.example/")
    assert site.build(*base).code == 0
    assert site.run("next", "2032").code == 0
    assert site.build(*base).code == 0
    before = site.published()["editions/index.html"], site.published()["feed.xml"]
    assert site.run("archive", "2031", *base).code == 0
    told = site.build("--strict", *base)
    assert (told.code, told.problems) == (0, "")
    assert site.published()["editions/index.html"] == before[0]
    assert b"It is: done #1" in site.published()["feed.xml"]
