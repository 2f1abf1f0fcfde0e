"""The words of the interface: that each language has all of them, and writes dates as its speakers do."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from typing import Any

import babel
import pytest
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_time, get_day_names, get_month_names
from loops import some

from enlsp_site.model import wording
from enlsp_site.model.wording import Language, WordError, language

ENGLISH = json.loads((wording.FILES / "en.json").read_bytes())
OTHERS = [tag for tag in wording.known() if "-" not in tag and tag != "en"]
REGIONS = [tag for tag in wording.known() if "-" in tag]
LOCALES = {tag: Locale.parse(tag, sep="-") for tag in ("en", "en-gb", *OTHERS)}


def read(tag: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((wording.FILES / f"{tag}.json").read_bytes())
    return found


def texts(entry: Any) -> list[str]:
    return [entry] if isinstance(entry, str) else [*entry.values()] if isinstance(entry, dict) else entry


def compare(ours: list[str], theirs: list[str]) -> None:
    """Ours are to be CLDR's; where Babel has those of another version than ours, what differs is a notice."""
    different = [f"{one} for {other}" for one, other in zip(ours, theirs, strict=True) if one != other]
    if different and get_global("cldr").get("version") != wording.CLDR:
        pytest.skip(f"Babel {babel.__version__} has not the CLDR {wording.CLDR} that we follow: {different[0]}, …")
    assert different == []


# The files


def test_these_languages_there_are() -> None:
    assert wording.known() == ["de", "en", "en-gb", "fr", "zh"]


@pytest.mark.parametrize("tag", OTHERS)
def test_every_word_is_translated_and_has_the_same_places(tag: str) -> None:
    found = read(tag)
    assert [*found] == [*ENGLISH]
    for name, entry in ENGLISH.items():
        assert type(found[name]) is type(entry), name
        for text in texts(found[name]):
            assert set(wording.places(text)) == set(wording.places(texts(entry)[-1])), name


@pytest.mark.parametrize("tag", REGIONS)
def test_a_region_has_only_what_differs(tag: str) -> None:
    base = read(tag.partition("-")[0])
    for name, entry in some(read(tag).items()):
        assert entry != base[name], name
        assert set(wording.places(entry)) == set(wording.places(base[name])), name


@pytest.mark.parametrize("tag", wording.known())
def test_no_word_is_empty_or_ends_by_mistake(tag: str) -> None:
    may_begin_with_space = ("colon", "comma", "list_comma", "or", "to_day", "to_date", "time_to", "corresponding")
    for name, entry in some(read(tag).items()):
        for text in texts(entry):
            assert text.strip(), name
            assert text == text.strip() or name in may_begin_with_space, name
            assert "  " not in text, name


@pytest.mark.parametrize("tag", ["en", *OTHERS])
def test_numbers_have_the_plural_categories_of_the_language(tag: str) -> None:
    plurals = [entry for entry in read(tag).values() if isinstance(entry, dict)]
    assert len(plurals) >= 2
    assert all([*entry] == [*wording.categories(tag)] or {*entry} == {*wording.categories(tag)} for entry in plurals)


@pytest.mark.parametrize("tag", ["en", *OTHERS])
def test_the_kind_of_a_session_is_part_of_what_one_without_a_title_is_called(tag: str) -> None:
    found = read(tag)
    kinds = [name.removeprefix("kind_") for name in found if name.startswith("kind_")]
    assert len(kinds) == 11
    assert [kind for kind in kinds if found[f"kind_{kind}"].lower() not in found[f"session_{kind}"].lower()] == []


FAMILIES = "ar cs de en es fa fr hi id it ja ko ms nl pl pt ru sk sv th tr uk vi zh"


@pytest.mark.parametrize("tag", FAMILIES.split())
def test_plural_categories_are_those_of_cldr(tag: str) -> None:
    rule = Locale.parse(tag).plural_form
    compare([wording.plural(tag, number) for number in range(1001)], [rule(number) for number in range(1001)])


# Which language


@pytest.mark.parametrize(
    ("tag", "files"),
    [
        ("fr", ["fr"]),
        ("FR", ["fr"]),
        ("fr-CA", ["fr"]),
        ("de-AT-1996", ["de"]),
        ("en-GB", ["en", "en-gb"]),
        ("zh-Hans", ["zh"]),
        ("zh-CN", ["zh"]),
        ("zh-Hans-SG", ["zh"]),
        ("zh-Hans-HK", ["zh"]),
        ("zh-Hant", []),
        ("zh-TW", []),
        ("ja", []),
        ("../en", []),
        ("fry", []),
    ],
)
def test_a_language_is_looked_up_by_its_tag(tag: str, files: list[str]) -> None:
    assert wording.files_of(tag) == files
    assert language(tag).tag == (files or ["en"])[-1]


def test_the_words_of_a_region_are_those_of_its_language_but_for_a_few() -> None:
    british, american = language("en-GB"), language("en")
    assert british.say("group_organizers") == "Organisers"
    assert american.say("group_organizers") == "Organizers"
    assert british.say("menu") == american.say("menu") == "Menu"


def test_only_the_files_of_the_language_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def note(self: Path) -> bytes:
        read.append(self.name)
        return b'{"menu": "M"}'

    forget()
    monkeypatch.setattr(Path, "read_bytes", note)
    assert language("fr-CA").say("menu") == "M"
    assert language("fr").say("menu") == "M"
    forget()
    assert read == ["fr.json"]


def forget() -> None:
    """Have all languages read anew."""
    wording._made.cache_clear()
    wording._read.cache_clear()


def test_a_language_whose_file_has_changed_is_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "FILES", tmp_path)
    for number, word in enumerate(("One", "Two")):
        (tmp_path / "en.json").write_text(json.dumps({"menu": word}), "utf-8")
        os.utime(tmp_path / "en.json", (number, number))
        assert language("en").say("menu") == language("en", (("papers", "Works"),)).say("menu") == word
    assert language("en", (("menu", "Three"),)).say("menu") == "Three"
    assert language("fr").stands_in


@pytest.mark.parametrize("tag", ["ar", "AR-eg", "fa", "he", "ur", "ps", "az-Arab", "pa-Arab-PK"])
def test_right_to_left(tag: str) -> None:
    assert wording.is_right_to_left(tag)


@pytest.mark.parametrize("tag", ["en", "fr", "zh-Hans", "ar-Latn", "he-Latn-IL", "az", "arn"])
def test_left_to_right(tag: str) -> None:
    assert not wording.is_right_to_left(tag)


# What is said


def speaking(**entries: Any) -> Language:
    return Language("en", entries)


def test_places_are_filled_wherever_they_stand() -> None:
    assert language("en").say("part_of", part="Abstract", owner="Why?") == "Abstract of Why?"
    assert language("zh").say("part_of", part="摘要", owner="Why?") == "Why?的摘要"


def test_what_fills_a_place_is_not_read_again() -> None:
    assert language("en").say("at_host", host="{host} {x}") == "at {host} {x}"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", ["0 papers", "1 paper", "2 papers", "21 papers"]),
        ("fr", ["0 article", "1 article", "2 articles", "21 articles"]),
        ("de", ["0 Beiträge", "1 Beitrag", "2 Beiträge", "21 Beiträge"]),
        ("zh", ["0 篇论文", "1 篇论文", "2 篇论文", "21 篇论文"]),
    ],
)
def test_a_number_decides(tag: str, said: list[str]) -> None:
    assert [language(tag).say("papers_count", n=n) for n in (0, 1, 2, 21)] == said


def test_a_word_around_a_place() -> None:
    assert language("en").around("part_of", "part", {"owner": "Ada"}) == ([""], [" of ", "Ada", ""])
    assert language("zh").around("part_of", "part", {"owner": "Ada"}) == (["", "Ada", "的"], [""])
    assert speaking(w="all of it").around("w", "part", {}) == (["all of it"], [])


@pytest.mark.parametrize(
    ("name", "values", "message", "hint"),
    [
        ("menuu", {}, "there is no word `menuu`", "did you mean `menu`?"),
        ("xyzzy", {}, "there is no word `xyzzy`", "all words are in the file of a language, such as en.json"),
        ("months", {}, "there is no word `months`", "all words are in the file of a language, such as en.json"),
        ("at_host", {}, "the word `at_host` needs `host`", 'write word("at_host", host=…)'),
        ("papers_count", {}, "the word `papers_count` depends on a number", 'write word("papers_count", n=…)'),
    ],
)
def test_a_word_that_cannot_be_said(name: str, values: dict[str, str], message: str, hint: str) -> None:
    with pytest.raises(WordError) as caught:
        language("en").say(name, **values)
    assert (caught.value.message, caught.value.hint) == (message, hint)


def test_a_site_can_change_words() -> None:
    changed = language("de", (("menu", "Speisekarte"), ("papers_count", "{n} Paper")))
    assert changed.say("menu") == "Speisekarte"
    assert [changed.say("papers_count", n=n) for n in (1, 2)] == ["1 Paper", "2 Paper"]
    assert changed.say("search") == "Suchen"


# Dates


DECEMBER = [dt.date(2025, 12, day) for day in (1, 5, 6, 7)]
NOVEMBER, JANUARY = dt.date(2025, 11, 30), dt.date(2026, 1, 1)
FIRST, FIFTH, SIXTH, SEVENTH = DECEMBER


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", ["", "December 5, 2025", "December 5 or 6, 2025", "December 5, 6 or 7, 2025",
                "November 30 or December 1, 2025", "November 30, December 5 or 6, 2025",
                "December 7, 2025 or January 1, 2026"]),
        ("en-GB", ["", "5 December 2025", "5 or 6 December 2025", "5, 6 or 7 December 2025",
                   "30 November or 1 December 2025", "30 November, 5 or 6 December 2025",
                   "7 December 2025 or 1 January 2026"]),
        ("fr", ["", "5 décembre 2025", "5 ou 6 décembre 2025", "5, 6 ou 7 décembre 2025",
                "30 novembre ou 1er décembre 2025", "30 novembre, 5 ou 6 décembre 2025",
                "7 décembre 2025 ou 1er janvier 2026"]),
        ("de", ["", "5. Dezember 2025", "5. oder 6. Dezember 2025", "5., 6. oder 7. Dezember 2025",
                "30. November oder 1. Dezember 2025", "30. November, 5. oder 6. Dezember 2025",
                "7. Dezember 2025 oder 1. Januar 2026"]),
        ("zh", ["", "2025年12月5日", "2025年12月5日或6日", "2025年12月5日、6日或7日",
                "2025年11月30日或12月1日", "2025年11月30日、12月5日或6日", "2025年12月7日或2026年1月1日"]),
    ],
)  # fmt: skip
def test_days_of_which_one_will_be_it(tag: str, said: list[str]) -> None:
    candidates: list[list[dt.date]] = [
        [],
        [FIFTH],
        [FIFTH, SIXTH],
        [FIFTH, SIXTH, SEVENTH],
        [NOVEMBER, FIRST],
        [NOVEMBER, FIFTH, SIXTH],
        [SEVENTH, JANUARY],
    ]
    assert [language(tag).days(days) for days in candidates] == said


def test_the_same_day_of_two_years_keeps_both() -> None:
    assert language("en").days([FIFTH, FIFTH.replace(year=2026)]) == "December 5, 2025 or December 5, 2026"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en", ["December 5, 2025", "December 5–6, 2025", "November 30 – December 1, 2025",
                "December 7, 2025 – January 1, 2026"]),
        ("en-GB", ["5 December 2025", "5–6 December 2025", "30 November – 1 December 2025",
                   "7 December 2025 – 1 January 2026"]),
        ("fr", ["5 décembre 2025", "5–6 décembre 2025", "30 novembre – 1er décembre 2025",
                "7 décembre 2025 – 1er janvier 2026"]),
        ("de", ["5. Dezember 2025", "5.–6. Dezember 2025", "30. November – 1. Dezember 2025",
                "7. Dezember 2025 – 1. Januar 2026"]),
        ("zh", ["2025年12月5日", "2025年12月5日至6日", "2025年11月30日至12月1日", "2025年12月7日至2026年1月1日"]),
    ],
)  # fmt: skip
def test_from_one_day_to_another(tag: str, said: list[str]) -> None:
    spans = [(FIFTH, FIFTH), (FIFTH, SIXTH), (NOVEMBER, FIRST), (SEVENTH, JANUARY)]
    assert [language(tag).span(*span) for span in spans] == said


@pytest.mark.parametrize("tag", LOCALES)
def test_months_and_weekdays_are_called_as_in_cldr(tag: str) -> None:
    entries, locale = language(tag).entries, LOCALES[tag]
    months, days = get_month_names("wide", locale=locale), get_day_names("wide", locale=locale)
    if tag == "zh":  # CLDR's patterns for dates have numbers here, and its names (十二月) stand alone
        assert entries["months"] == [f"{number}月" for number in range(1, 13)]
    else:
        compare(entries["months"], [months[number] for number in range(1, 13)])
    compare(entries["weekdays"], [days[number] for number in range(7)])
    short = get_day_names("abbreviated", locale=locale)
    compare(entries["short_weekdays"], [short[number] for number in range(7)])


@pytest.mark.parametrize("tag", LOCALES)
def test_dates_are_written_as_in_cldr(tag: str) -> None:
    spoken, locale = language(tag), LOCALES[tag]
    days = [dt.date(2025, 1, 1) + dt.timedelta(number) for number in range(365)]
    if tag == "fr":  # CLDR has no ordinals in dates; French does not do without
        assert [spoken.date(day)[:4] for day in days if day.day == 1] == ["1er "] * 12
        days = [day for day in days if day.day > 1]
    compare([spoken.date(day) for day in days], [format_date(day, "long", locale) for day in days])
    compare([spoken.weekday(day) for day in days], [format_date(day, "full", locale) for day in days])


@pytest.mark.parametrize("tag", LOCALES)
def test_times_are_on_the_clock_of_24_hours(tag: str) -> None:
    clocks = [dt.time(hour, 5) for hour in range(24)]
    assert [language(tag).clock(clock) for clock in clocks] == [
        format_time(clock, "HH:mm", locale=LOCALES[tag]) for clock in clocks
    ]
    assert language(tag).clock(dt.time(23, 59, 59)) == "23:59:59"


def test_a_site_can_have_the_clock_of_twelve_hours() -> None:
    american = language("en", (("clock", "{hour12}:{minute} {half}"),))
    clocks = (dt.time(0, 5), dt.time(8, 15), dt.time(12), dt.time(23, 59))
    assert [american.clock(clock) for clock in clocks] == ["12:05 AM", "8:15 AM", "12:00 PM", "11:59 PM"]
    assert {"hour", "hour12", "minute", "half"} == american.places("clock") | {"hour"}
