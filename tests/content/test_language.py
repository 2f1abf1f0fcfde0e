"""The language of a site: what its pages say by themselves, and what is wrong with what was asked of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, words

from enlsp_site.model import wording

MakeSite = Callable[..., Site]


def site_yaml(more: str) -> dict[str, str]:
    return {"content/site.yaml": f"name: TINY\ntitle: Tiny Things\nedition: 2031\n{more}\n"}


CONTENT = {
    "content/dates.yaml": "- {name: α, date: 2031-10-01, was: [2031-09-30], kind: deadline}\n"
    "- {name: β, date: [2031-12-05, 2031-12-06], kind: event}\n",
    "content/schedule.yaml": "- date: 2031-12-06\n  timezone: Europe/Paris\n"
    "  sessions:\n  - {time: 09:00-10:00, kind: panel, people: [Ada Lovelace, TBD]}\n",
    "content/papers.yaml": "- {id: 7, title: Small models, decision: oral, code: 'https://example.org/'}\n",
}


def built(make_site: MakeSite, language: str) -> Site:
    site = make_site({**CONTENT, **site_yaml(f"language: {language}")}, name=language)
    told = site.build()
    assert (told.code, "unknown-language" in told.problems) == (0, False)
    return site


def main_of(site: Site, path: str) -> str:
    return words(site.page(path).find(".//main"))


@pytest.mark.parametrize(
    ("language", "dates"),
    [
        ("en", "was September 30, 2031 now October 1, 2031 AoE α December 5 or 6, 2031 β"),
        ("en-GB", "was 30 September 2031 now 1 October 2031 AoE α 5 or 6 December 2031 β"),
        ("fr", "initialement 30 septembre 2031 désormais 1er octobre 2031 AoE α 5 ou 6 décembre 2031 β"),
        ("fr-CA", "initialement 30 septembre 2031 désormais 1er octobre 2031 AoE α 5 ou 6 décembre 2031 β"),
        ("de", "ursprünglich 30. September 2031 jetzt 1. Oktober 2031 AoE α 5. oder 6. Dezember 2031 β"),
        ("de-AT", "ursprünglich 30. September 2031 jetzt 1. Oktober 2031 AoE α 5. oder 6. Dezember 2031 β"),
        ("zh", "原为2031年9月30日 现为2031年10月1日 AoE α 2031年12月5日或6日 β"),
        ("zh-Hans-CN", "原为2031年9月30日 现为2031年10月1日 AoE α 2031年12月5日或6日 β"),
    ],
)
def test_dates_are_written_in_the_language(make_site: MakeSite, language: str, dates: str) -> None:
    site = built(make_site, language)
    assert site.page("index.html").get("lang") == language
    assert dates in main_of(site, "2031/dates/index.html")


@pytest.mark.parametrize(
    ("language", "menu", "heading", "summary"),
    [
        ("en", "Menu", "Important dates", "Important dates: Tiny Things, 2031."),
        ("fr", "Menu", "Dates importantes", "Dates importantes : Tiny Things, 2031."),
        ("de", "Menü", "Wichtige Termine", "Wichtige Termine: Tiny Things, 2031."),
        ("zh", "菜单", "重要日期", "重要日期：Tiny Things，2031。"),
    ],
)
def test_a_page_speaks_the_language(
    make_site: MakeSite, language: str, menu: str, heading: str, summary: str
) -> None:
    page = built(make_site, language).page("2031/dates/index.html")
    assert words(page.find(".//button[@popovertarget]")) == menu
    assert words(page.find(".//h1")) == heading
    assert page.find(".//title").text == f"{heading} · TINY 2031"
    assert page.find(".//meta[@name='description']").get("content") == summary


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Times in CET (Europe/Paris). TimeSession 09:00 to 10:00 Panel discussion Ada Lovelace"),
        ("fr", "Horaires donnés en CET (Europe/Paris). HeureSession 09:00 à 10:00 Table ronde Ada Lovelace"),
        ("de", "Alle Zeiten in CET (Europe/Paris). UhrzeitProgrammpunkt 09:00 bis 10:00 Podiumsdiskussion Ada"),
        ("zh", "所有时间均为 CET（Europe/Paris）。 时间环节 09:00至10:00 圆桌讨论 Ada Lovelace"),
    ],
)
def test_the_schedule_speaks_the_language(make_site: MakeSite, language: str, said: str) -> None:
    assert said in main_of(built(make_site, language), "2031/schedule/index.html")


@pytest.mark.parametrize(
    ("language", "link"),
    [
        ("en", "Code of Small models"),
        ("fr", "Code (Small models)"),
        ("de", "Code von Small models"),
        ("zh", "Small models的代码"),
    ],
)
def test_whose_a_link_is_is_heard_in_the_order_of_the_language(make_site: MakeSite, language: str, link: str) -> None:
    page = built(make_site, language).page("2031/papers/7/index.html")
    assert link in [words(each) for each in page.iter("a")]


def test_editions_may_have_different_languages(make_site: MakeSite) -> None:
    older = {
        "editions/2030/site.yaml": "name: TINY\ntitle: Petit\nedition: 2030\nlanguage: fr\nwords: {menu: Carte}\n",
        "editions/2030/dates.yaml": "- {name: α, date: 2030-10-01}\n",
    }
    site = make_site({**site_yaml("language: de"), **older})
    assert site.build().code == 0
    menus = [words(site.page(path).find(".//button[@popovertarget]")) for path in ("index.html", "2030/index.html")]
    assert menus == ["Menü", "Carte"]
    assert "Ceci est le site de TINY 2030\u00a0; l’édition en cours est TINY 2031." in site.published()[
        "2030/index.html"
    ].decode().replace('<a href="../2031/index.html">TINY 2031</a>', "TINY 2031").replace("&nbsp;", "\u00a0")
    assert "1er octobre 2030" in main_of(site, "2030/dates/index.html")


def test_a_language_without_a_file_is_told_of(make_site: MakeSite) -> None:
    site = make_site(site_yaml("language: ja"))
    told = site.build()
    assert told.code == 0
    assert (
        "content/site.yaml:4:11: warning: the words of the pages are not known in `ja`: they are English"
        " [unknown-language]\n"
        "  4 | language: ja\n"
        "    |           ^\n"
        "  hint: there are de, en, en-gb, fr, zh; `words` can bring those of another language\n"
    ) in told.problems
    page = site.page("index.html")
    assert page.get("lang") == "ja"
    assert words(page.find(".//button[@popovertarget]")) == "Menu"


def test_a_language_that_is_written_from_right_to_left(make_site: MakeSite) -> None:
    site = make_site(site_yaml("language: ar-EG"))
    site.build()
    page = site.page("index.html")
    assert (page.get("lang"), page.get("dir")) == ("ar-EG", "rtl")
    assert built(make_site, "fr").page("index.html").get("dir") is None


def test_a_site_can_say_words_otherwise(make_site: MakeSite) -> None:
    more = "host: NeurIPS <2031>\nwords: {menu: Índice & <mapa>, at_host: '@ {host}', heading_dates: Datas, tbd: '…'}"
    site = make_site({**site_yaml(f"language: pt\n{more}"), "content/dates.yaml": "- {name: α, date: TBD}\n"})
    told = site.build()
    assert (told.code, "unknown-language" in told.problems) == (0, False)
    page = site.page("index.html")
    assert words(page.find(".//button[@popovertarget]")) == "Índice & <mapa>"
    assert words(page.find(".//span[@class='hero-host']")) == "@ NeurIPS <2031>"
    assert main_of(site, "2031/dates/index.html").startswith("TINY 2031 Datas")
    assert "… α" in main_of(site, "2031/dates/index.html")


def test_words_that_cannot_be_said_otherwise_are_told_of(make_site: MakeSite) -> None:
    site = make_site(site_yaml("words:\n  menuu: Carte\n  at_host: à {hots}\n  menu: Carte {x}\n  months: Mars"))
    told = site.problems()
    assert (
        "content/site.yaml:5:3: error: there is no word `menuu` [unknown-word]\n"
        "  5 |   menuu: Carte\n"
        "    |   ^\n"
        "  hint: did you mean `menu`?\n"
        "content/site.yaml:6:12: error: the word `at_host` has no `{hots}` [unknown-word]\n"
        "  6 |   at_host: à {hots}\n"
        "    |            ^\n"
        "  hint: it has {host}\n"
        "content/site.yaml:7:9: error: the word `menu` has no `{x}` [unknown-word]\n"
        "  7 |   menu: Carte {x}\n"
        "    |         ^\n"
        "  hint: it stands alone\n"
        "content/site.yaml:8:3: error: there is no word `months` [unknown-word]\n"
    ) in told


def test_a_changed_word_makes_only_what_says_it(make_site: MakeSite) -> None:
    site = make_site({**CONTENT, **site_yaml("words: {paper_number: 'No. {number}'}")})
    site.build()
    assert "No. 7" in main_of(site, "2031/papers/7/index.html")
    site.write(site_yaml("words: {paper_number: 'Nr. {number}'}"))
    told = site.build("-v")
    assert [line for line in told.problems.splitlines() if line.startswith("made 2031/p")] == [
        "made 2031/papers/7/index.html: its values changed"
    ]


@pytest.mark.parametrize("tag", ["a" * 300, "a-" * 20_000 + "b"])
def test_what_no_tag_can_be_has_no_file(tag: str) -> None:
    assert wording.files_of(tag) == []


def test_english_words_on_a_page_in_another_language_say_so(make_site: MakeSite) -> None:
    site = make_site(site_yaml("language: ar\nwords: {menu: قائمة}"))
    site.build()
    page = site.page("index.html")
    skip = next(each for each in page.iter("a") if each.get("class") == "skip")
    (words,) = skip
    assert (words.tag, words.get("lang"), words.get("dir"), words.text) == (
        "span",
        "en",
        "ltr",
        "Skip to the content",
    )
    (menu,) = (each for each in page.iter("button") if each.get("class") == "menu-button")
    assert (menu.text, [*menu]) == ("قائمة", [])
    assert not [value for each in page.iter() for value in each.attrib.values() if "\x0e" in value]
    english = make_site(site_yaml("language: en-AU"), "english")
    english.build()
    assert not [each for each in english.page("index.html").iter("span") if each.get("lang") == "en"]
