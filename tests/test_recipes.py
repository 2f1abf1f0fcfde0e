"""CONTRIBUTING's recipes: each is followed in a copy of the program, in the files that it names and in no others, and
one site is built that has all of it."""

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
home: [speakers, schedule, hours]
""",
    "content/people/speakers.yaml": "- {name: Ada Lovelace, pronouns: she/her, links: {orbit: ada}}\n",
    "content/people/committee.yaml": "layout: list\npeople:\n  - {name: Alan Turing, pronouns: he/him}\n",
    "content/papers.yaml": "- id: 7\n  title: Small models\n  authors: Ada Lovelace\n  abstract: They fit.\n",
    "content/schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Hands on, kind: lab}
""",
    "content/hours.yaml": "- {who: Ada Lovelace, time: 10:00}\n",
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
            '    pronouns: Annotated[str, Meta(description="Pronouns: she/her, they/them.")] | None = None\n',
            behind="    country: Text | None = None\n",
        ),
        Change("enlsp_site/model/people.py", '    pronouns: str = ""\n', behind='    country: str = ""\n'),
        Change(
            "enlsp_site/content/people.py",
            "        pronouns=reader.known(entry.pronouns),\n",
            behind="        country=reader.known(entry.country),\n",
        ),
        Change(
            "templates/parts/person.html",
            '{% if person.pronouns %}<p class="person-pronouns">{{ person.pronouns }}</p>{% endif %}\n',
            behind="{% macro title(person, tag) %}\n",
        ),
        Change(
            "templates/parts/person.html",
            '{% if person.pronouns %}<span class="person-pronouns">{{ person.pronouns }}</span>{% endif %}\n',
            behind='<span class="person-name"><bdi>{{ person.name }}</bdi></span>\n',
        ),
    ),
    "an export": (
        Change(
            "enlsp_site/exports/papers_short.py",
            '"""papers.short: a paper a line."""\n\n\ndef write(inputs):\n    """All papers."""\n'
            '    return "".join(f"{each.title}: {each.abstract}\\n" for each in inputs["papers"]).encode()\n',
        ),
        Change(
            "enlsp_site/exports/people_names.py",
            '"""people.names: a name a line."""\n\n\ndef write(inputs):\n    """All names."""\n'
            '    people = (each for group in inputs["groups"] for each in group.people)\n'
            '    return "".join(f"{each.name}\\n" for each in people).encode()\n',
        ),
        Change(
            "enlsp_site/exports/registry.py",
            '    Export("papers.short", "In short", "papers_short", "papers", "ours"),\n'
            '    Export("people.names", "Names", "people_names", "groups", "ours"),\n',
            behind="EXPORTS = (\n",
        ),
    ),
    "a rule": (
        Change(
            "enlsp_site/checks/content/rooms.py",
            '"""Rules on rooms."""\n\nfrom enlsp_site.checks.content.rule import ContentRule\n'
            "from enlsp_site.diagnostics.codes import Code, report\n\n"
            'NO_ROOM = Code("no-room", "warning", "{day} has no room", "Why.", "none", "room: A")\n\n\n'
            "def days_have_rooms(edition):\n"
            '    """Every day has a room."""\n'
            "    days = edition.schedule.days if edition.schedule else ()\n"
            '    return [report(NO_ROOM, day.origin, day="this day") for day in days]\n\n\n'
            "CODES = (NO_ROOM,)\nRULES = (ContentRule(days_have_rooms),)\n",
        ),
        Change(
            "enlsp_site/checks/registry.py",
            '    "enlsp_site.checks.content.rooms",\n',
            behind="MODULES = (\n",
        ),
    ),
    "a kind of session": (
        Change("enlsp_site/model/session_kinds.py", '    SessionKind("lab"),\n', behind="KINDS = (\n"),
        *(Change(file, '  "kind_lab": "Lab",\n', behind="{\n") for file in LANGUAGES),
    ),
    "a kind of a person's links": (
        Change(
            "enlsp_site/model/link_kinds.py",
            '    LinkKind("orbit", "Orbit", "A name on Orbit.", "ada", r"(\\w+)", "https://orbit.example/{}"),\n',
            behind="PERSON = (\n",
        ),
    ),
    "a section": (
        Change(
            "enlsp_site/model/hours.py",
            '"""Hours."""\n\nfrom enlsp_site.model.record import Html, Record\n\n\n'
            "class Hours(Record, frozen=True):\n"
            '    """Who is there when."""\n\n    heading: str\n    intro: Html | None = None\n'
            "    items: tuple[tuple[str, str], ...] = ()\n",
        ),
        Change(
            "enlsp_site/model/edition.py",
            "    hours: Hours | None = None\n",
            behind="    news: News | None = None\n",
        ),
        Change("enlsp_site/model/edition.py", '"hours", ', behind="LISTS = ("),
        Change(
            "enlsp_site/model/edition.py",
            "from enlsp_site.model.hours import Hours\n",
            behind="from enlsp_site.model.dates import Dates\n",
        ),
        Change(
            "enlsp_site/content/entries/hours.py",
            '"""hours.yaml."""\n\nfrom enlsp_site.content.entries.base import Entry, Text\n\n\n'
            "class HoursEntry(Entry, frozen=True, forbid_unknown_fields=True):\n"
            '    """A mentor."""\n\n    who: Text\n    time: Text\n',
        ),
        Change(
            "enlsp_site/content/schema.py",
            '    "hours": list[__import__("enlsp_site.content.entries.hours", fromlist=[""]).HoursEntry],\n',
            behind="SHAPES: dict[str, Any] = {\n",
        ),
        Change("enlsp_site/content/schema.py", '    "hours": ("hours.yaml", "Hours."),\n', behind="HEADS = {\n"),
        Change(
            "enlsp_site/content/hours.py",
            '"""Hours."""\n\nfrom enlsp_site.content.listed import listed\n'
            "from enlsp_site.model.hours import Hours\n\n\n"
            "def read_hours(reader, file, found):\n"
            '    """The hours."""\n    whole = listed(reader, file, found, "hours", "Hours")\n'
            "    items = tuple((each.who, each.time) for each, _ in whole.items)\n"
            "    return Hours(heading=whole.heading, items=items)\n",
        ),
        Change(
            "enlsp_site/content/edition.py",
            '        hours=_list(reader, "hours", hours.read_hours),\n',
            behind='        news=_list(reader, "news", news.read_news),\n',
        ),
        Change("enlsp_site/content/edition.py", "    hours,\n", behind="from enlsp_site.content import (\n"),
        Change(
            "templates/sections/hours.html",
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
    run(copy, "schema", "--site", str(site))
    pages = texts(site)
    (site / "content/papers.yaml").write_text(SITE["content/papers.yaml"].replace("They fit", "They do fit"), "utf-8")
    run(copy, "build", "--site", str(site))
    schemas = {path.stem: path.read_text("utf-8") for path in (site / "content/.schema").glob("*.json")}
    return Made(pages, texts(site), told, schemas)


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
    return done.stderr


def named(recipe: str) -> list[str]:
    """The files of the program that a recipe names; NAME stands for any name."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    own = re.search(rf"\*\*… {re.escape(recipe)}\*\*(.*?)(?=\*\*…|\Z)", text, re.S)
    assert own, recipe
    listed = re.sub(r"\(a rule of .*?\):", "", own[1], flags=re.S)
    return [path.replace("NAME", "*") for path in re.findall(r"`((?:enlsp_site|templates)/[^`]*)`", listed)]


@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_names_the_files_that_are_touched_and_no_others(recipe: str) -> None:
    patterns, touched = named(recipe), [change.file for change in RECIPES[recipe]]
    assert [file for file in touched if not any(fnmatch(file, pattern) for pattern in patterns)] == []
    assert [pattern for pattern in patterns if not any(fnmatch(file, pattern) for file in touched)] == []


def test_a_field_of_a_person_is_at_most_four_places() -> None:
    assert len({change.file for change in RECIPES["a field of a person"]}) <= 4


def test_the_field_is_shown_and_offered_by_editors(made: Made) -> None:
    assert '<p class="person-pronouns">she/her</p>' in made.pages["2031/speakers/index.html"]
    assert '<span class="person-pronouns">he/him</span>' in made.pages["2031/committee/index.html"]
    assert "pronouns" in json.loads(made.schemas["people"])["$defs"]["PersonEntry"]["properties"]


def test_the_export_is_made_and_the_list_offers_it(made: Made) -> None:
    assert made.pages["2031/papers.short"] == "Small models: They fit.\n"
    assert '<a href="../papers.short">In short</a>' in made.pages["2031/papers/index.html"]
    assert made.edited["2031/papers.short"] == "Small models: They do fit.\n"


def test_an_export_of_another_section_is_made(made: Made) -> None:
    assert made.pages["2031/people.names"] == "Alan Turing\nAda Lovelace\n"


def test_the_rule_tells(made: Made) -> None:
    assert "content/schedule.yaml:1:3: warning: this day has no room [no-room]" in made.told


def test_the_session_has_its_kind(made: Made) -> None:
    assert "Lab" in made.pages["2031/schedule/index.html"]


def test_the_link_leads_to_where_its_name_is(made: Made) -> None:
    assert 'href="https://orbit.example/ada"' in made.pages["2031/speakers/index.html"]


def test_the_section_is_a_page_and_on_the_home_page(made: Made) -> None:
    for page in ("2031/hours/index.html", "2031/index.html"):
        assert "Ada Lovelace at 10:00" in made.pages[page]


def test_contributing_is_read_in_one_go() -> None:
    assert len((ROOT / "CONTRIBUTING.md").read_text("utf-8").splitlines()) <= 120
