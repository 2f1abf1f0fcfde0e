"""The index of the search: what is in it, how big it is, and when it is made again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from benchmarks.search import Weight, edition, weigh
from enlsp_site.build.pipeline import BuildOptions, build
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.exports.search_index import (
    MOST_CHANGED,
    WITHOUT_SPACES,
    SearchEntry,
    index,
    index_after,
    whole,
    words_of,
    write,
)
from enlsp_site.model.people import Group, Person
from enlsp_site.pages.search import FULL, entries, targets
from enlsp_site.text.slugs import FOLDED

MakeSite = Callable[..., Site]


# A reader of the index that is not ours


def called(script: bytes) -> tuple[str, Any]:
    """The two values that a script calls the search with."""
    found = re.fullmatch(r"enlspSearch\((.*)\)\n", script.decode(), re.S)
    assert found
    name, value = json.loads(f"[{found[1]}]")
    return name, value


def terms(index: dict[str, Any]) -> list[str]:
    """The words of an index, whole."""
    found: list[str] = []
    for shared, rest in re.findall("([A-Z])([^A-Z]*)", index["words"]):
        found.append((found[-1] if found else "")[: ord(shared) - ord("A")] + rest)
    return found


def places(line: str) -> list[tuple[int, int]]:
    """The entries of a word's list, each with its field."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    found, entry, value = [], -1, 0
    for digit in map(digits.index, line):
        value = value * 32 + digit % 32
        if digit < 32:
            entry += value // 3
            found.append((entry, value % 3))
            value = 0
    return found


def read(script: bytes) -> dict[str, dict[str, int]]:
    """For each word the titles of the entries that it is in, with the field: 0 title, 1 names, 2 text."""
    name, index = called(script)
    titles = index["entries"].split("\n")[::3]
    assert (name, index["starts"], index["size"], index["count"]) == ("", [0], len(titles), len(titles))
    assert sum(count for _, count in index["kinds"]) == len(titles)
    lines = index["lists"].split("\n")
    words = terms(index)
    assert words == sorted(words)
    return {
        word: {titles[entry]: field for entry, field in places(line)} for word, line in zip(words, lines, strict=True)
    }


# What is in it


def test_a_word_is_looked_up_where_it_counts_most() -> None:
    found = (
        SearchEntry(
            kind="papers", title="Small models", url="papers/7/index.html", names="Ada", text="Models and models."
        ),
        SearchEntry(kind="papers", title="Smaller", url="papers/8/index.html", names="Ada Model"),
    )
    assert read(write({"entries": found})) == {
        "ada": {"Small models": 1, "Smaller": 1},
        "and": {"Small models": 2},
        "model": {"Smaller": 1},
        "models": {"Small models": 0},
        "small": {"Small models": 0},
        "smaller": {"Smaller": 0},
    }


def test_the_script_is_as_described() -> None:
    found = [
        SearchEntry(kind="papers", title="Small\tmodels", url="papers/7/index.html", note="Ada", names="Ada model")
    ]
    assert write({"entries": found}).decode() == (
        'enlspSearch("",{"kinds":[["papers",1]],"count":1,"starts":[0],"size":1,"words":"AadaAmodelFsAsmall",'
        '"lists":"E\\nE\\nD\\nD","entries":"Small models\\npapers/7/index.html\\nAda"})\n'
    )
    assert write({"name": "lists-3", "value": "D\nE"}) == b'enlspSearch("lists-3","D\\nE")\n'


@given(st.lists(st.lists(st.integers(0, 40), max_size=12), max_size=120))
def test_lists_of_any_length_and_distance_are_read_as_written(written: list[list[int]]) -> None:
    found: list[SearchEntry] = []
    expected: dict[str, dict[str, int]] = {}
    for number, each in enumerate(written):
        found.append(SearchEntry(kind="pages", title=f"t{number}", url="", text=" ".join(f"w{n}" for n in each)))
        expected[f"t{number}"] = {f"t{number}": 0}
        for n in each:
            expected.setdefault(f"w{n}", {})[f"t{number}"] = 2
    if found:
        assert read(write({"entries": found})) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ivan Vulić", ["ivan", "vulic"]),
        ("Łukasz Øst, Groß & Đà Nẵng", ["lukasz", "ost", "gross", "da", "nang"]),
        ("A*-decoding in 1.58-bit", ["a", "decoding", "in", "1", "58", "bit"]),
        ("自然语言", ["自然", "然语", "语言", "言"]),
        ("LLM推理 2025", ["llm", "推理", "理", "2025"]),
        ("한국어", ["한국어"]),
        ("ﬁne ™ K", ["fine", "tm", "k"]),
        ("… — !", []),
    ],
)
def test_words_are_small_and_without_diacritics(text: str, words: list[str]) -> None:
    from unicodedata import normalize

    assert [normalize("NFC", word) for word in words_of(text)] == words


def test_the_script_folds_letters_as_the_index_does(repo: Path) -> None:
    script = (repo / "static/theme/search.js").read_text("utf-8")
    [table] = re.findall(r"const letters = \{(.*)\};", script)
    assert {ord(letter): word for letter, word in re.findall(r'(\w): "(\w+)"', table)} == FOLDED
    [joined] = re.findall(r'const cjk = "\[(.*)\]";', script)
    written = "".join(
        each.encode("unicode_escape").decode() if not each.isascii() else each for each in WITHOUT_SPACES
    )
    assert joined == re.sub(r"\\U000([0-9a-f]{5})", r"\\u{\1}", written)


def test_papers_sessions_people_news_and_pages_are_found(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/people/speakers.yaml": "- {name: Ada Lovelace, affiliations: [Engines], bio: Her **notes**.}\n"
            "- Alan Turing\n",
            "content/schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Opening remarks, kind: remarks}
    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelace]}
    - {time: 09:00-09:30, kind: panel, people: [Alan Turing], abstract: About *notes*.}
""",
        }
    )
    assert site.build().code == 0
    script = site.published()["2031/search.js"]
    _, index = called(script)
    lines = index["entries"].split("\n")
    rows = [tuple(lines[at : at + 3]) for at in range(0, len(lines), 3)]
    assert index["kinds"] == [["papers", 2], ["sessions", 3], ["people", 4], ["news", 1], ["pages", 9]]
    assert rows[:11] == [
        ("Small models", "papers/7/index.html", "Ada Lovelace, Alan Turing"),
        ("Smaller models", "papers/8/index.html", "Alan Turing"),
        ("Opening remarks", "schedule/index.html#opening-remarks", "December 6, 2031, 08:15"),
        ("Keynote talk", "schedule/keynote-talk-ada-lovelace/index.html", "December 6, 2031, 08:30 · Ada Lovelace"),
        (
            "Panel discussion",
            "schedule/panel-discussion-alan-turing/index.html",
            "December 6, 2031, 09:00 · Alan Turing",
        ),
        ("Grace Hopper", "committee/index.html#grace-hopper", "Committee · Navy"),
        ("Emmy Noether", "committee/index.html#emmy-noether", "Committee · Göttingen"),
        ("Ada Lovelace", "speakers/index.html#ada-lovelace", "Speakers · Engines"),
        ("Alan Turing", "speakers/index.html#alan-turing", "Speakers"),
        ("The call is out", "news/index.html#2031-06-01-the-call-is-out", "June 1, 2031"),
        ("Call for papers", "call/index.html", ""),
    ]
    found = read(script)
    assert found["notes"] == {"Ada Lovelace": 2, "Panel discussion": 2}
    assert found["gottingen"] == {"Emmy Noether": 1}
    assert found["deadline"] == {"Important dates": 2}
    assert found["labs"] == {"Sponsors": 2}
    for _, address, _ in rows:
        path, _, anchor = address.partition("#")
        assert not anchor or f'id="{anchor}"' in site.published()[f"2031/{path}"].decode()


def test_math_is_found_by_its_words_and_nothing_hides_in_the_script(make_site: MakeSite) -> None:
    title = '"</script> $\\\\alpha$-models \\u2028 \\"x\\""'
    site = make_site({"content/papers.yaml": f"- {{id: 7, title: {title}}}\n- {{id: 8, title: Y}}\n"})
    assert site.build().code == 0
    _, index = called(site.published()["2031/search.js"])
    assert index["entries"].split("\n")[0] == '</script> α-models "x"'
    assert read(site.published()["2031/search.js"])["alpha"]


def test_papers_that_are_kept_back_are_not_found(make_site: MakeSite) -> None:
    site = make_site()
    site.write({"content/site.yaml": (site.folder / "content/site.yaml").read_text() + "papers_public_from: TBD\n"})
    site.build()
    script = site.published()["2031/search.js"]
    assert b"Smaller" not in script
    assert "smaller" not in read(script)


# How big it is


@pytest.fixture(scope="module", params=[83, 1000, 10_000])
def weight(request: pytest.FixtureRequest) -> tuple[int, Weight]:
    return request.param, weigh(edition(request.param))


@pytest.mark.whole
def test_a_search_is_light(weight: tuple[int, Weight]) -> None:
    count, found = weight
    most = {83: 60_000, 1000: 200_000, 10_000: 300_000}[count]
    # Two words, the forms of each in two parts, and the first five papers in as many.
    assert found.answer(lists=4, entries=5) <= most
    assert (found.lists == 0) == (count < 10_000)


def test_of_many_papers_abstracts_are_not_searched() -> None:
    few, many = edition(FULL), edition(FULL + 1)
    paper = few.papers.papers[0] if few.papers else None
    assert paper
    assert entries(few)[0].text == f"{paper.tldr} {paper.abstract}"
    assert entries(many)[0].text == paper.tldr


# When it is made


def test_the_same_values_make_the_same_bytes(make_site: MakeSite) -> None:
    one, other = make_site(name="one"), make_site(name="other")
    for site in (one, other):
        assert site.build().code == 0
    assert one.published()["2031/search.js"] == other.published()["2031/search.js"]


def made(site: Site) -> set[str]:
    """What a build made of the search."""
    report = build(BuildOptions(site.folder, site.folder / "public"))
    assert report.published, report.problems
    return {path for path in report.made if path.startswith("2031/search")}


def test_an_edit_elsewhere_leaves_the_index_alone(make_site: MakeSite) -> None:
    site = make_site()
    assert made(site) == {"2031/search.js"}
    dates = (site.folder / "content/dates.yaml").read_text("utf-8")
    site.write({"content/dates.yaml": dates.replace("2031-08-22", "2031-08-23")})
    assert made(site) == set()
    site.write({"content/news.yaml": "- {date: 2031-06-02, title: Out now}\n"})
    assert made(site) == {"2031/search.js"}


def committee(count: int, first: str) -> Group:
    """A group of many people."""
    names = [first, *(f"Name{number} Family{number % 700}" for number in range(1, count))]
    people = [Person(origin=Origin("x"), name=name, slug=str(number)) for number, name in enumerate(names)]
    return Group(origin=Origin("x"), name="committee", heading="Committee", people=tuple(people))


def parts(first: str) -> dict[str, Any]:
    """The parts of a large index by their paths."""
    from msgspec.structs import replace

    found = {}
    for target in targets(replace(edition(0), groups=(committee(1600, first),))):
        name, value = called(write(target.inputs))
        assert target.path == (f"2031/search/{name}.js" if name else "2031/search.js")
        found[name] = value
    return found


def test_a_large_index_is_in_parts_that_are_found_by_the_head() -> None:
    found = parts("Ivan Vulić")
    head = found[""]
    assert "lists" not in head
    words = terms(head)
    assert (head["count"], head["size"], len(head["starts"])) == (1602, 64, 5)
    number = words.index("vulic")
    part = max(at for at, start in enumerate(head["starts"]) if start <= number)
    line = found[f"lists-{part}"].split("\n")[number - head["starts"][part]]
    assert places(line) == [(0, 0)]
    assert found["entries-0"].split("\n")[:3] == ["Ivan Vulić", "committee/index.html#0", "Committee"]
    last = ["Committee", "committee/index.html", "", "Papers", "papers/index.html", ""]
    assert found["entries-25"].split("\n") == last
    assert sum(len(found[f"lists-{part}"].split("\n")) for part in range(5)) == len(words)


def test_of_the_parts_with_entries_only_the_one_with_an_edit_is_made_again(make_site: MakeSite) -> None:
    names = [f"- Name{number} Family{number % 700} (Place{number})" for number in range(1600)]
    site = make_site({"content/people/committee.yaml": "\n".join(names)})
    assert len(made(site)) == 1 + 5 + 26
    names[100] = "- Name100 Family100 (Elsewhere)"
    site.write({"content/people/committee.yaml": "\n".join(names)})
    assert {path for path in made(site) if "entries" in path} == {"2031/search/entries-1.js"}


def entry(title: str, names: str = "", text: str = "") -> SearchEntry:
    """A paper that can be found."""
    return SearchEntry(kind="papers", title=title, url=f"papers/{title}", names=names, text=text)


MANY = [entry(f"Paper {number}", names=f"author{number % 7}", text="models small") for number in range(60)]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {0: entry("Aardvark")},
        {59: entry("Zebra", text="models paper")},
        {3: entry("Paper 3", names="author3", text="models"), 4: entry("author4", names="paper")},
        {number: entry(f"New {number}") for number in range(MOST_CHANGED + 1)},
    ],
)
def test_an_index_from_the_one_before_is_the_one_from_nothing(changed: dict[int, SearchEntry]) -> None:
    now = [changed.get(number, each) for number, each in enumerate(MANY)]
    after = index_after(index(MANY), now)
    assert whole(after) == whole(index(now))
    assert whole(index_after(after, MANY)) == whole(index(MANY))
    assert whole(index_after(after, now[1:])) == whole(index(now[1:]))
