"""The documentation: its examples are files that build together, and it names every field."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Union, get_args, get_origin

import msgspec
import pytest
from sites import Site, any_picture, words

from enlsp_site.content import schema
from enlsp_site.content.entries.addresses import AddressEntry
from enlsp_site.content.entries.base import Entry
from enlsp_site.content.pages import split
from enlsp_site.content.syntax import yaml
from enlsp_site.model.wording import known
from enlsp_site.storage.files import theme_dir
from scripts import doc_tables

MakeSite = Callable[..., Site]
DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.M | re.S)
PICTURES = (
    "images/logo.svg",
    "images/banner.jpg",
    "images/azalia.jpg",
    "images/example.svg",
    "images/example-dark.svg",
    "images/times.png",
)
FILES = {f"static/{name}": any_picture(name) for name in PICTURES} | {"static/papers/7.pdf": b"x"}


def examples(page: str) -> dict[str, str]:
    """The examples of a page by the file that each names: behind the language, or in a comment in its first line."""
    found = {}
    for language, file, text in BLOCK.findall((DOCS / page).read_text("utf-8")):
        if language in ("sh", "text"):
            continue
        name = file or text.split("\n")[0].removeprefix("# ")
        assert re.fullmatch(r"(content|templates)/[\w./]+", name), text
        assert name not in found, f"{name} is written twice"
        found[name] = text
    return found


def only(files: dict[str, str], papers: str) -> dict[str, str | bytes | None]:
    """The files, with one of those that hold papers; and none of a small site besides."""
    small = ("content/people/committee.yaml", "static/images/ada.jpg")
    others = {name: None for name in files if name.startswith("content/papers.") and name != papers}
    return {**dict.fromkeys(small), **files, **FILES, **others}


@pytest.mark.parametrize("papers", ["content/papers.yaml", "content/papers.csv"])
def test_the_examples_are_one_site_that_builds_without_a_word(make_site: MakeSite, papers: str) -> None:
    site = make_site({"content/papers.yaml": None, **only(examples("content.md"), papers)})
    told = site.build("--strict")
    assert (told.code, told.problems) == (0, "")
    assert {"2025/papers/7/index.html", "2025/speakers/index.html", "2025/feed.xml"} <= site.published().keys()
    call = site.page("2025/call/index.html")
    assert [words(each) for each in call.iterfind(".//details/p/strong")] == ["once"]


def test_every_file_of_content_has_an_example() -> None:
    lists = {f"content/{kind}.yaml" for kind in schema.SHAPES if kind not in ("people", "reading", "page")}
    assert lists <= examples("content.md").keys()


def test_the_example_of_data_is_shown_by_its_template(make_site: MakeSite) -> None:
    site = make_site(examples("templates.md"))
    told = site.build("--strict")
    assert (told.code, told.problems) == (0, "")
    page = words(site.page("2031/travel/index.html"))
    assert "Book before November 1, 2025." in page
    assert "Harbour Inn, web page: 5 minutes on foot" in page
    assert "Grand Hotel: 12 minutes on foot" in page


def test_the_example_of_languages_is_said_as_it_says(make_site: MakeSite) -> None:
    site = make_site({**examples("languages.md"), "content/dates.yaml": "- {name: α, date: 2031-10-01 12:05 UTC}\n"})
    told = site.build("--strict")
    assert (told.code, told.problems) == (0, "")
    assert words(site.page("2031/papers/index.html").find(".//h1")) == "Communications acceptées"
    assert "1er octobre 2031 à 12 h 05 UTC α" in words(site.page("2031/dates/index.html"))


def test_the_docs_name_the_languages_that_there_are() -> None:
    listed = (DOCS / "languages.md").read_text("utf-8").partition("There are ")[2].partition("A language with")[0]
    assert sorted(name.lower() for name in re.findall("`([^`]+)`", listed)) == known()


def test_the_readme_shows_what_is_told_of_a_misspelt_name(make_site: MakeSite) -> None:
    site = make_site({})
    site.run("new", "my-workshop", "--name", "MYW", "--year", "2027", "--host-conference", "NeurIPS 2027")
    for file, right, wrong in (
        ("people/speakers.yaml", "name: Sample Speaker", "name: Azalia Mirhoseini"),
        ("schedule.yaml", "people: [Sample Speaker]", "people: [Azalia Mirhosseini]"),
    ):
        path = site.folder / "my-workshop/content" / file
        path.write_text(path.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    for path in (site.folder / "my-workshop/content").rglob("*.*"):  # the samples' own warnings are no part of it
        if path.suffix in (".yaml", ".md"):
            path.write_text(path.read_text("utf-8") + "\n", "utf-8")
    told = site.run("build", "--site", "my-workshop").problems
    assert "[unknown-person]" in told
    assert f"```\n{told}```\n" in (DOCS.parent / "README.md").read_text("utf-8")


def test_the_docs_say_where_the_themes_templates_are() -> None:
    expression = "theme_dir() / 'templates'"
    assert expression in (DOCS / "templates.md").read_text("utf-8")
    assert (theme_dir() / "templates/sections/page.html").is_file()


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda page: page.stem)
def test_what_the_docs_say_of_the_codes_facts_is_made_of_them(page: Path) -> None:
    """`make docs` writes it."""
    text = page.read_text("utf-8")
    assert doc_tables.filled(text) == text


def test_every_fact_that_can_be_told_is_told_once() -> None:
    told = [
        name for page in DOCS.glob("*.md") for name in re.findall("<!-- ([\\w-]+): made", page.read_text("utf-8"))
    ]
    assert sorted(told) == sorted(doc_tables.TABLES)


def entries(above: type[Entry]) -> set[type[Entry]]:
    """Everything that organizers may write as a mapping (`schema` has imported all of it)."""
    return {above, *(each for below in above.__subclasses__() for each in entries(below))}


def alternatives(type_: Any) -> list[Any]:
    """What a type may be, unions and annotations taken apart."""
    origin = get_origin(type_)
    if origin is Annotated:
        return alternatives(get_args(type_)[0])
    if origin in (Union, types.UnionType):
        return [each for inner in get_args(type_) for each in alternatives(inner)]
    return [type_]


def used(data: Any, type_: Any) -> Iterator[tuple[type[Entry], str]]:
    """The fields that plain data of a type has, each with the entry that it is a field of."""
    for kind in alternatives(type_):
        if get_origin(kind) is list and isinstance(data, list):
            yield from (each for item in data for each in used(item, get_args(kind)[0]))
        elif isinstance(kind, type) and issubclass(kind, Entry) and isinstance(data, dict):
            for field in msgspec.structs.fields(kind):
                if field.encode_name in data:
                    yield kind, field.encode_name
                    yield from used(data[field.encode_name], field.type)


@cache
def fields_of_examples() -> frozenset[tuple[type[Entry], str]]:
    """The fields that the example files of content.md use."""
    found: set[tuple[type[Entry], str]] = set()
    for name, text in examples("content.md").items():
        folder, _, rest = name.removeprefix("content/").rpartition("/")
        kind = {"people": "people", "reading": "reading", "pages": "page"}.get(folder, rest.rpartition(".")[0])
        front = split(text)
        if name.endswith((".yaml", ".md")) and kind in schema.SHAPES:
            data, problems = yaml.parse(front[0] if front else text, name)
            assert problems == []
            found |= set(used(data, schema.SHAPES[kind]))
    return frozenset(found)


@pytest.mark.parametrize(
    "entry",
    sorted(entries(Entry) - {AddressEntry}, key=lambda each: each.__name__),
    ids=lambda each: each.__name__,
)
def test_every_field_has_a_line_and_an_example(entry: type[msgspec.Struct]) -> None:
    """An example is in a file of the entry, or stands with its value between backquotes or on indented lines; a line
    names the field between backquotes, or is a comment behind it."""
    text = (DOCS / "content.md").read_text("utf-8")
    prose = BLOCK.sub("", text)
    quoted = " ".join(re.findall(r"`[^`\n]+`|^    .*$", prose, re.M))
    comments = " ".join(re.findall(r"^.* # .*$", "\n".join(block for _, _, block in BLOCK.findall(text)), re.M))
    shown = {field for kind, field in fields_of_examples() if issubclass(entry, kind) or issubclass(kind, entry)}
    shown |= set(re.findall(r"\b([a-z_]+): ", quoted))
    explained = set(re.findall(r"[a-z_]+", quoted)) | set(re.findall(r"\b[a-z_]+", comments))
    fields = entry.__struct_encode_fields__
    assert [field for field in fields if field not in shown] == []
    assert [field for field in fields if field not in explained] == []
