"""site.yaml as loaded: what is to be announced, what is too long, what stands twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, words

MakeSite = Callable[..., Site]

START = "name: TINY\ntitle: Tiny Things\n"


@pytest.mark.parametrize("host", ["TBD", "{name: TBD, url: TBD}"])
def test_what_is_to_be_announced_is_left_out(make_site: MakeSite, host: str) -> None:
    more = "".join(f"{key}: TBD\n" for key in ("theme", "description", "url", "language", "contact"))
    site = make_site(
        {"content/site.yaml": f"{START}edition: 2031\nhost: {host}\nvenue: {{city: Paris, country: TBA}}\n{more}"}
    )
    assert site.build().problems == ""
    page = site.page("index.html")
    assert page.get("lang") == "en"
    assert "TBD" not in site.published()["index.html"].decode()
    assert "TBA" not in words(page)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("edition: " + 5000 * "a", "`edition` may have at most 40 characters, and has 5000"),
        ('edition: "2031\\n"', "`edition` does not have the right form: “2031”"),
        ('edition: 2031\nlanguage: "en\\n"', "`language` does not have the right form: “en”"),
        ('edition: 2031\nlook: {accent: "#123456\\n"}', "`accent` does not have the right form: “#123456”"),
    ],
)
def test_values_that_become_addresses_are_looked_at_to_their_end(
    make_site: MakeSite, line: str, message: str
) -> None:
    assert f"error: {message} [bad-value]\n" in make_site({"content/site.yaml": f"{START}{line}\n"}).problems()


def test_a_section_stands_once_on_the_home_page(make_site: MakeSite) -> None:
    site = make_site({"content/site.yaml": f"{START}edition: 2031\nhome: [overview, call, overview]\n"})
    assert site.problems() == (
        "content/site.yaml:4:24: error: `overview` stands twice in `home` [duplicate-section]\n"
        "  4 | home: [overview, call, overview]\n"
        "    |                        ^\n"
        "  hint: a section stands on the home page once: delete one of the two\n"
    )


def short_home(make_site: MakeSite, section: str, files: dict[str, str] | None = None) -> tuple[Site, str]:
    """A site whose home page has one section, in short; and the words of that."""
    home = f"home: [{{section: {section}, short: yes}}]\n"
    named = {f"content/{name}": text for name, text in (files or {}).items()}
    site = make_site({"content/site.yaml": f"{START}edition: 2031\nbest_papers_first: yes\n{home}", **named})
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    body = site.page("2031/index.html").find(f".//section[@id='{section}']/div")
    return site, words(body)


def test_of_people_a_short_section_has_names_affiliations_and_talks(make_site: MakeSite) -> None:
    people = (
        "- {name: Ada Lovelace, role: Chair, affiliations: [London], bio: A long life., talk: On *x*, notes: Both}\n"
    )
    site, shown = short_home(make_site, "speakers", {"people/speakers.yaml": people})
    assert shown == "Ada Lovelace, Chair, London On *x* Read more of Speakers"
    links = [each.get("href") for each in site.page("2031/index.html").iterfind(".//section[@id='speakers']/div//a")]
    assert links == ["speakers/index.html#ada-lovelace", "speakers/index.html"]
    assert "A long life." in words(site.page("2031/speakers/index.html"))


def test_of_papers_it_has_the_titles_of_the_first_five(make_site: MakeSite) -> None:
    papers = "".join(f"- {{id: {number}, title: Paper {number}}}\n" for number in range(6))
    papers += "- {id: 9, title: The best, award: Best Paper}\n"
    _, shown = short_home(
        make_site,
        "papers",
        {
            "papers.yaml": papers,
            "schedule.yaml": "- {date: 2031-12-06, sessions: [{time: 10:00-11:00, title: All}]}\n",
        },
    )
    assert shown == "The best Best Paper Paper 0 Paper 1 Paper 2 Paper 3 All 7 papers"


def test_of_news_it_has_the_last_two_titles(make_site: MakeSite) -> None:
    news = "".join(f"- {{date: 2031-06-0{day}, title: Item {day}, text: Told.}}\n" for day in range(1, 5))
    _, shown = short_home(make_site, "news", {"news.yaml": news})
    assert shown == "June 4, 2031 Item 4 June 3, 2031 Item 3 All news"


def test_of_the_schedule_it_has_what_people_come_for(make_site: MakeSite) -> None:
    _, shown = short_home(make_site, "schedule")
    assert "Ada Lovelace" in shown
    assert "Opening remarks" not in shown
    assert "All 3 sessions" in shown


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("First.[^1]\n\nSecond.\n\n[^1]: A note.", "First. Read more of Overview"),
        ("First.\n\n- one\n\n<!-- more -->\n\nSecond.", "First. one Read more of Overview"),
        ("Only.", "Only. Read more of Overview"),
        ("# Heading\n\nNo paragraph.", "Heading No paragraph."),
    ],
)
def test_of_a_page_it_has_the_first_paragraph(make_site: MakeSite, body: str, told: str) -> None:
    _, shown = short_home(make_site, "overview", {"pages/overview.md": f"---\ntitle: Overview\n---\n{body}\n"})
    assert shown == told


def test_a_section_that_is_unknown_or_stands_twice_is_told_at_its_name(make_site: MakeSite) -> None:
    home = "home: [overview, {section: overview, short: yes}, {section: speeches}]\n"
    problems = make_site({"content/site.yaml": f"{START}edition: 2031\n{home}"}).problems()
    assert "content/site.yaml:4:28: error: `overview` stands twice in `home`" in problems
    assert "content/site.yaml:4:61: error: there is no page, people group or list `speeches`" in problems
    assert "hint: add pages/speeches.md or people/speeches.yaml" in problems
