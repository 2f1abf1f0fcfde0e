"""What is proposed for a name that is not there: something only if it is really close, and soon."""

from __future__ import annotations

import random
import time

import pytest
from loops import some

from enlsp_site.diagnostics.suggest import PathSuggestions, Suggestions, did_you_mean, is_certain, slips, suggest

FILES = ("images/bronze1.svg", "images/ada.jpg", "papers/7.pdf", "theme/ada.jpg")


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("images/none.jpg", ""),
        ("images/bob.jpg", ""),
        ("images/adda.jpg", "images/ada.jpg"),
        ("imges/ada.jpg", "images/ada.jpg"),
        ("theme/Ada.JPG", "theme/ada.jpg"),
        ("images/bronze2.svg", "images/bronze1.svg"),
    ],
)
def test_a_file_is_proposed_for_one_called_nearly_the_same(path: str, meant: str) -> None:
    assert PathSuggestions(FILES).closest(path) == meant


KNOWN = (
    *("affiliations", "name", "title", "speakers", "site", "time", "photo", "7"),
    *("Ada Lovelace", "Zoë Müller", "Grace Hopper"),
)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("TITLE", "title"),
        ("titel", "title"),
        ("tiitle", "title"),
        ("nmae", "name"),
        ("foto", "photo"),
        ("affiliation", "affiliations"),
        ("full_name", "name"),
        ("full name", "name"),
        ("speeker", "speakers"),
        ("Lovelace, Ada", "Ada Lovelace"),
        ("ada lovelace", "Ada Lovelace"),
        ("Lovelace", "Ada Lovelace"),
        ("Zoe Mueler", "Zoë Müller"),
        ("Zoe Muller", "Zoë Müller"),
        ("Alan Turing", ""),
        ("travel", ""),
        ("8", ""),
        ("77", ""),
        ("", ""),
        ("é", ""),
    ],
)
def test_a_word_is_proposed_for_one_that_was_probably_it(word: str, meant: str) -> None:
    assert suggest(word, KNOWN) == meant


def test_of_two_equally_close_the_one_that_begins_alike_is_proposed() -> None:
    assert suggest("tame", ("name", "time")) == "time"


@pytest.mark.parametrize(
    ("word", "known", "certain"),
    [
        ("Title", ("title", "name"), True),
        ("titel", ("title", "name"), True),
        ("ame", ("name", "time"), False),
        ("tame", ("name", "time"), False),
        ("speeeker", ("speakers",), False),
        ("sponsor", ("sponsors",), True),
        ("anything", (), False),
    ],
)
def test_a_mend_is_certain_where_nothing_else_can_be_meant(word: str, known: tuple[str, ...], certain: bool) -> None:
    assert is_certain(word, known) is certain


def by_the_table(one: str, other: str) -> int:
    """The same count by the table of its definition."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        rows.append([i])
        for j, wanted in enumerate(other, 1):
            cost = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (letter != wanted))
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
                cost = min(cost, rows[i - 2][j - 2] + 1)
            rows[i].append(cost)
    return rows[-1][-1]


def test_slips_are_counted_as_the_table_counts_them() -> None:
    dice = random.Random(7)
    words = ["".join(dice.choices("abc", k=dice.randrange(9))) for _ in range(120)]
    for one in some(words):
        for other in words[:40]:
            assert slips(one, other) == by_the_table(one, other), (one, other)


def test_many_misspelt_names_among_many_take_a_moment() -> None:
    dice = random.Random(1)
    parts = (
        "ka",
        "mi",
        "lo",
        "ra",
        "ne",
        "ti",
        "ber",
        "man",
        "son",
        "chen",
        "wang",
        "zha",
        "fer",
        "dez",
        "kow",
        "ini",
    )
    words = ["".join(dice.choices(parts, k=dice.randrange(1, 4))).title() for _ in range(3000)]
    names = [f"{first} {last}" for first, last in zip(words[:1500], words[1500:], strict=True)]
    wrong = [name[:3] + name[4:] for name in names[:150]]
    began = time.process_time()
    known = Suggestions(names)
    found = [known.closest(name) for name in wrong]
    assert time.process_time() - began < 0.5  # 0.12 measured; two cores are shared
    assert sum(map(str.__eq__, found, names)) > 130


def test_whoever_misspells_everything_is_helped_two_hundred_times() -> None:
    known = Suggestions(["Ada Lovelace"])
    assert [known.closest("Ada Lovelac") for _ in range(201)] == ["Ada Lovelace"] * 200 + [""]


def test_a_hint_says_something_either_way() -> None:
    assert did_you_mean("room", "add it") == "did you mean `room`?"
    assert did_you_mean("", "add it") == "add it"


def test_long_words_are_like_themselves_only_which_takes_no_time() -> None:
    word = "ab" * 50_000
    began = time.process_time()
    assert (slips(word, word), slips(word, word[1:]), slips("ab", word)) == (0, 100_000, 100_000)
    assert is_certain(word, [word[:-1], word])
    assert suggest(f"{word}a", [word]) == suggest(word[:-1], ["b" + word[1:]]) == ""
    assert PathSuggestions([f"{word}/a.png", "b/a.png"]).closest(f"{word}c/a.png") != ""
    assert time.process_time() - began < 0.5
