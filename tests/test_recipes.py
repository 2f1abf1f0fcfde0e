"""CONTRIBUTING's recipes: each is followed in a copy of the program, in the files that it names and in no others, and
one site is built that has all of it. All are called after toys, so that a real field or kind is never one of them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = [f"enlsp_site/model/languages/{name}.json" for name in ("de", "en", "fr", "zh")]
SITE = {
    "content/site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
timezone: Europe/Paris
home: [speakers, schedule, toys]
""",
    "content/people/speakers.yaml": "- {name: Ada Lovelace, toy: top, links: {toyland: ada}}\n",
    "content/people/committee.yaml": "layout: list\npeople:\n  - {name: Alan Turing, toy: kite}\n",
    "content/papers.yaml": "- id: 7\n  title: Small models\n  authors: Ada Lovelace\n  abstract: They fit.\n",
    "content/schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Hands on, kind: toylab}
""",
    "content/toys.yaml": "- {who: Ada Lovelace, time: 10:00}\n",
}


class Change(NamedTuple):
    """A change of a file: text that is put behind the first place where `behind` stands, or a whole new file."""

    file: str
    text: str
    behind: str = ""


RECIPES: Mapping[str, tuple[Change, ...]] = {
    "a field of a person": (
        Change(
            "enlsp_site/content/entries/people.py",
            '    toy: Annotated[str, Meta(description="What they play with.")] | None = None\n',
            behind="    country: Text | None = None\n",
        ),
        Change("enlsp_site/model/people.py", '    toy: str = ""\n', behind='    country: str = ""\n'),
        Change(
            "enlsp_site/content/people.py",
            "        toy=reader.known(entry.toy),\n",
            behind="        country=reader.known(entry.country),\n",
        ),
        Change(
            "templates/parts/person.html",
            '{% if person.toy %}<p class="person-toy">{{ person.toy }}</p>{% endif %}\n',
            behind='{% macro title(person, tag, url="") %}\n',
        ),
        Change(
            "templates/parts/person.html",
            '{% if person.toy %}<span class="person-toy">{{ person.toy }}</span>{% endif %}\n',
            behind='<span class="person-name"><bdi>{{ person.name }}</bdi>{{ marks(person)|trim }}</span>\n',
        ),
    ),
    "an export": (
        Change(
            "enlsp_site/exports/papers_toy.py",
            '"""papers.toy: a paper a line."""\n\n\ndef write(inputs):\n    """All papers."""\n'
            '    return "".join(f"{each.title}: {each.abstract}\\n" for each in inputs["papers"]).encode()\n',
        ),
        Change(
            "enlsp_site/exports/people_toy.py",
            '"""people.toy: a name a line."""\n\n\ndef write(inputs):\n    """All names."""\n'
            '    people = (each for group in inputs["groups"] for each in group.people)\n'
            '    return "".join(f"{each.name}\\n" for each in people).encode()\n',
        ),
        Change(
            "enlsp_site/exports/registry.py",
            '    Export("papers.toy", "As toys", "papers_toy", "papers", "ours"),\n'
            '    Export("people.toy", "Names", "people_toy", "groups", "ours"),\n',
            behind="EXPORTS = (\n",
        ),
    ),
    "a rule": (
        Change(
            "enlsp_site/checks/content/toy_rooms.py",
            '"""Rules on rooms."""\n\nfrom enlsp_site.checks.content.rule import ContentRule\n'
            "from enlsp_site.diagnostics.codes import Code, report\n\n"
            'NO_ROOM = Code("no-toy-room", "warning", "{day} has no room", "Why.", "none", "room: A")\n\n\n'
            "def days_have_rooms(edition):\n"
            '    """Every day has a room."""\n'
            "    days = edition.schedule.days if edition.schedule else ()\n"
            '    return [report(NO_ROOM, day.origin, day="this day") for day in days]\n\n\n'
            "CODES = (NO_ROOM,)\nRULES = (ContentRule(days_have_rooms),)\n",
        ),
        Change(
            "enlsp_site/checks/registry.py",
            '    "enlsp_site.checks.content.toy_rooms",\n',
            behind="MODULES = (\n",
        ),
    ),
    "a rule of `enlsp check`": (
        Change(
            "enlsp_site/checks/site/toy_sound.py",
            '"""Rules on sound."""\n\nfrom enlsp_site.checks.rule import Rule\n'
            "from enlsp_site.diagnostics.codes import Code, report\n"
            "from enlsp_site.diagnostics.origin import Origin\n\n"
            'NO_SOUND = Code("no-toy-sound", "warning", "{page} is silent", "Why.", "none", "<audio>")\n\n\n'
            "def pages_can_be_heard(evidence):\n"
            '    """Every page has sound."""\n'
            "    return [report(NO_SOUND, Origin(path), page=path) for path in evidence.pages]\n\n\n"
            "RULES = (Rule(NO_SOUND, pages_can_be_heard),)\n",
        ),
        Change(
            "enlsp_site/checks/site/rules.py",
            '    ("Toy sound", "enlsp_site.checks.site.toy_sound"),\n',
            behind="MODULES = (\n",
        ),
    ),
    "a kind of session": (
        Change("enlsp_site/model/session_kinds.py", '    SessionKind("toylab"),\n', behind="KINDS = (\n"),
        *(Change(file, '  "kind_toylab": "Toy lab",\n', behind="{\n") for file in LANGUAGES),
    ),
    "a kind of a person's links": (
        Change(
            "enlsp_site/model/link_kinds.py",
            '    LinkKind("toyland", "Toyland", "A name on Toyland.", "ada", r"(\\w+)", "https://toyland.example/{}"),\n',
            behind="PERSON = (\n",
        ),
    ),
    "a section": (
        Change(
            "enlsp_site/model/toys.py",
            '"""Toys."""\n\nfrom enlsp_site.model.record import Html, Record\n\n\n'
            "class Toys(Record, frozen=True):\n"
            '    """Who is there when."""\n\n    heading: str\n    intro: Html | None = None\n'
            "    items: tuple[tuple[str, str], ...] = ()\n",
        ),
        Change(
            "enlsp_site/model/edition.py",
            "    toys: Toys | None = None\n",
            behind="    news: News | None = None\n",
        ),
        Change("enlsp_site/model/edition.py", '"toys", ', behind="LISTS = ("),
        Change(
            "enlsp_site/model/edition.py",
            "from enlsp_site.model.toys import Toys\n",
            behind="from enlsp_site.model.dates import Dates, ImportantDate\n",
        ),
        Change(
            "enlsp_site/content/entries/toys.py",
            '"""toys.yaml."""\n\nfrom enlsp_site.content.entries.base import Entry, Text\n\n\n'
            "class ToysEntry(Entry, frozen=True, forbid_unknown_fields=True):\n"
            '    """A mentor."""\n\n    who: Text\n    time: Text\n',
        ),
        Change(
            "enlsp_site/content/schema.py",
            '    "toys": list[__import__("enlsp_site.content.entries.toys", fromlist=[""]).ToysEntry],\n',
            behind="SHAPES: dict[str, Any] = {\n",
        ),
        Change("enlsp_site/content/schema.py", '    "toys": ("toys.yaml", "Toys."),\n', behind="HEADS = {\n"),
        Change(
            "enlsp_site/content/toys.py",
            '"""Toys."""\n\nfrom enlsp_site.content.listed import listed\n'
            "from enlsp_site.model.toys import Toys\n\n\n"
            "def read_toys(reader, file, found):\n"
            '    """The toys."""\n    whole = listed(reader, file, found, "toys", "Toys")\n'
            "    items = tuple((each.who, each.time) for each, _ in whole.items)\n"
            "    return Toys(heading=whole.heading, items=items)\n",
        ),
        Change(
            "enlsp_site/content/edition.py",
            '        toys=_list(reader, "toys", toys.read_toys),\n',
            behind='        news=_list(reader, "news", news.read_news),\n',
        ),
        Change("enlsp_site/content/edition.py", "    toys,\n", behind="from enlsp_site.content import (\n"),
        Change(
            "templates/sections/toys.html",
            '{% extends "parts/section.html" %}\n{% block body %}\n'
            "<p>{% for who, time in section.value.items %}{{ who }} at {{ time }}{% endfor %}</p>\n{% endblock %}\n",
        ),
    ),
}


class Made(NamedTuple):
    """What the changed program made of the site: its files, and those after the edit of one paper."""

    pages: dict[str, str]
    edited: dict[str, str]
    told: str
    checked: str
    rules: str
    schemas: dict[str, str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    copy = tmp_path_factory.mktemp("copy")
    for name in ("enlsp_site", "templates", "static"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for change in (each for recipe in RECIPES.values() for each in recipe):
        follow(copy, change)
    site = copy / "site"
    for file, text in SITE.items():
        (site / file).parent.mkdir(parents=True, exist_ok=True)
        (site / file).write_text(text, "utf-8")
    told = run(copy, "build", "--site", str(site))
    checked = run(copy, "check", "--site", str(site))
    run(copy, "schema", "--site", str(site))
    pages = texts(site)
    (site / "content/papers.yaml").write_text(SITE["content/papers.yaml"].replace("They fit", "They do fit"), "utf-8")
    run(copy, "build", "--site", str(site))
    schemas = {path.stem: path.read_text("utf-8") for path in (site / "content/.schema").glob("*.json")}
    return Made(pages, texts(site), told, checked, run(copy, "check", "--rules"), schemas)


def texts(site: Path) -> dict[str, str]:
    public = site / "public"
    files = {path.relative_to(public).as_posix(): path for path in public.rglob("*") if path.is_file()}
    return {name: path.read_text("utf-8") for name, path in files.items() if path.suffix != ".png" and "2031" in name}


def follow(copy: Path, change: Change) -> None:
    path = copy / change.file
    if not change.behind:
        assert not path.exists(), path
        path.write_text(change.text, "utf-8")
        return
    before, there, after = path.read_text("utf-8").partition(change.behind)
    assert there, f"{change.file} has no {change.behind!r}"
    path.write_text(f"{before}{there}{change.text}{after}", "utf-8")


def run(copy: Path, *arguments: str) -> str:
    command = [sys.executable, "-B", "-m", "enlsp_site", *arguments]
    done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def named(recipe: str) -> list[str]:
    """The files of the program that a recipe names; NAME stands for any name."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    own = re.search(rf"\*\*… {re.escape(recipe)}\*\*(.*?)(?=\*\*…|\Z)", text, re.S)
    assert own, recipe
    return [path.replace("NAME", "*") for path in re.findall(r"`((?:enlsp_site|templates)/[^`]*)`", own[1])]


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_names_the_files_that_are_touched_and_no_others(recipe: str) -> None:
    patterns, touched = named(recipe), [change.file for change in RECIPES[recipe]]
    assert [file for file in touched if not any(fnmatch(file, pattern) for pattern in patterns)] == []
    assert [pattern for pattern in patterns if not any(fnmatch(file, pattern) for file in touched)] == []


def test_a_field_of_a_person_is_at_most_four_places() -> None:
    assert len({change.file for change in RECIPES["a field of a person"]}) <= 4


def test_the_field_is_shown_and_offered_by_editors(made: Made) -> None:
    assert '<p class="person-toy">top</p>' in made.pages["2031/speakers/index.html"]
    assert '<span class="person-toy">kite</span>' in made.pages["2031/committee/index.html"]
    assert "toy" in json.loads(made.schemas["people"])["$defs"]["PersonEntry"]["properties"]


def test_the_export_is_made_and_the_list_offers_it(made: Made) -> None:
    assert made.pages["2031/papers.toy"] == "Small models: They fit.\n"
    assert '<a href="../papers.toy">As toys</a>' in made.pages["2031/papers/index.html"]
    assert made.edited["2031/papers.toy"] == "Small models: They do fit.\n"


def test_an_export_of_another_section_is_made(made: Made) -> None:
    assert made.pages["2031/people.toy"] == "Alan Turing\nAda Lovelace\n"


def test_the_rule_tells(made: Made) -> None:
    assert "content/schedule.yaml:1:3: warning: this day has no room [no-toy-room]" in made.told


def test_the_rule_of_check_tells_and_the_docs_have_it(made: Made) -> None:
    assert "2031/index.html is silent [no-toy-sound]" in made.checked
    chapter = made.rules.partition("## Toy sound\n")[2].partition("\n## ")[0]
    assert "### no-toy-sound\n" in chapter


def test_the_session_has_its_kind(made: Made) -> None:
    assert "Toy lab" in made.pages["2031/schedule/index.html"]


def test_the_link_leads_to_where_its_name_is(made: Made) -> None:
    assert 'href="https://toyland.example/ada"' in made.pages["2031/speakers/index.html"]


def test_the_section_is_a_page_and_on_the_home_page(made: Made) -> None:
    for page in ("2031/toys/index.html", "2031/index.html"):
        assert "Ada Lovelace at 10:00" in made.pages[page]


def test_contributing_is_read_in_one_go() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()) <= 120
