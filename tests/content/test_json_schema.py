"""The JSON Schemas that editors check content with: they take what a build takes, and find what it finds."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import msgspec
import pytest
import yaml as other_yaml
from jsonschema import Draft202012Validator
from loops import some

from enlsp_site.commands.parser import main
from enlsp_site.content import pages, validate
from enlsp_site.content.entries.base import Entry
from enlsp_site.content.json_schema import DIALECT, schemas, write_schemas
from enlsp_site.content.schema import SHAPES
from enlsp_site.content.syntax import yaml
from enlsp_site.diagnostics.origin import Origin

CONTENT = Path(__file__).parents[2] / "content"
SCHEMAS = schemas()
VALIDATORS = {kind: Draft202012Validator(body) for kind, body in SCHEMAS.items()}


def as_text(text: str) -> Any:
    """The data as we read it: every plain scalar a text."""
    data, problems = yaml.parse(text, "x.yaml")
    assert problems == []
    return data


def as_yaml_1_1(text: str) -> Any:
    """The data as a reader of YAML 1.1 sees it; its dates are text again, as in every editor."""
    return without_dates(other_yaml.safe_load(text))


def without_dates(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: without_dates(value) for key, value in data.items()}
    if isinstance(data, list):
        return [without_dates(value) for value in data]
    return str(data) if isinstance(data, dt.date) else data


each_reading = pytest.mark.parametrize("read", [as_text, as_yaml_1_1])


def kind_of(file: Path) -> str:
    return {"people": "people", "reading": "reading", "pages": "page"}.get(file.parent.name, file.stem)


def yaml_of(file: Path) -> str:
    """The YAML of a content file; of a page, its front matter."""
    text = file.read_text("utf-8")
    if file.suffix == ".md":
        parted = pages.split(text)
        assert parted is not None
        return parted[0]
    return text


def faults(kind: str, data: Any) -> list[str]:
    """What a schema finds wrong."""
    return [fault.message for fault in VALIDATORS[kind].iter_errors(data)]


def is_refused(kind: str, data: Any) -> bool:
    """Whether a build finds something wrong in the data of a file."""
    return bool(validate.convert(data, SHAPES[kind], Origin("x.yaml"))[1])


FILES = sorted(
    path for path in CONTENT.rglob("*") if path.suffix in {".yaml", ".md"} and path.name != "addresses.yaml"
)
"""What people write: addresses.yaml is written by builds."""


# --------------------------------------------------------------------------------------------------
# What they are


def test_every_kind_of_content_file_has_a_valid_schema() -> None:
    assert list(SCHEMAS) == list(SHAPES)
    for body in SCHEMAS.values():
        assert body["$schema"] == DIALECT == Draft202012Validator.META_SCHEMA["$id"]
        assert body["title"]
        assert body["description"]
        Draft202012Validator.check_schema(body)


def test_descriptions_stand_where_editors_look_for_them() -> None:
    site = SCHEMAS["site"]["$defs"]["SiteEntry"]["properties"]
    assert site["theme"]["description"] == "This year's theme, one line."
    assert site["venue"]["description"] == "Where the workshop takes place."
    assert SCHEMAS["dates"]["$defs"]["DateEntry"]["properties"]["was"]["description"].startswith("The earlier")
    assert SCHEMAS["people"]["$defs"]["PersonEntry"]["title"] == "Person"


def test_an_editor_is_told_of_no_default_that_could_not_be_written() -> None:
    assert '"default"' not in json.dumps(SCHEMAS)


# --------------------------------------------------------------------------------------------------
# They take what a build takes


@each_reading
@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(CONTENT)))
def test_the_real_content_is_valid(file: Path, read: Callable[[str], Any]) -> None:
    assert faults(kind_of(file), read(yaml_of(file))) == []


GOOD = [
    ("site", "{name: ENLSP, title: On and off, edition: 2025}"),
    ("site", "{name: NO, title: 42, edition: 2025, language: no, timezone: +2, venue: 101, theme: ~}"),
    ("site", "name: A\ntitle: B\nedition: 2025\nhost:\nlook: {banner: }\nlinks:\nhome:\n"),
    ("dates", "- {name: 1984, date: 2025-08-22, was: [2025-08-15, 2025-08-08], until: 2025-08-30}"),
    ("dates", "- {name: Camera-ready, date: 2025-10-05 23:59, zone: -8}"),
    ("dates", "{heading: 2025, dates: []}"),
    ("people", "- {name: Ada, country: NO, affiliations: 3.10, talk: TBD, role: Yes}"),
    ("people", "[Ada Lovelace (London), 007, {name: Off, links: {home: , orcid: }}]"),
    ("sponsors", "- {tier: 1, sponsors: [3, {name: 42, url: 2024}, NO]}"),
    ("schedule", "- {date: 2025-12-06, sessions: [{time: 12:30, duration: 90, papers: 7, people: TBD}]}"),
    ("schedule", "- {date: TBD, room: 10, sessions: [{time: 08:15-08:30, papers: [7, 1-25], track: 1}]}"),
    ("papers", "- {id: 010, title: 1e3, arxiv: 2305.13048, keywords: [yes, 3.10, 5G], authors: A; B}"),
    ("papers", "- {id: 7, title: X, authors: [{name: Ada, corresponding: yes}, {name: Bo, corresponding: FALSE}]}"),
    ("news", "- {date: 2025-08-22, title: 100}"),
    ("reading", "- {title: 1984, arxiv: 2305.13048, date: 2023, tags: [yes, 5G], authors: A; B, id: 7}"),
    ("reading", "{group: tag, heading: 2025, entries: []}"),
    ("page", "{title: 404, draft: No, topics: [{group: 1, items: [2.5, on]}]}"),
]


@each_reading
@pytest.mark.parametrize(("kind", "text"), GOOD)
def test_plain_words_and_numbers_are_no_fault(kind: str, text: str, read: Callable[[str], Any]) -> None:
    assert not is_refused(kind, as_text(text))
    assert faults(kind, read(text)) == []


def entries(shape: Any) -> Iterator[type[Entry]]:
    """Every entry that a shape leads to."""
    if isinstance(shape, type) and issubclass(shape, Entry):
        yield shape
        for field in msgspec.structs.fields(shape):
            yield from entries(field.type)
    for inner in get_args(shape):
        yield from entries(inner)


def words(shape: Any) -> list[str]:
    """The words that a field's type allows, if it allows only some."""
    if get_origin(shape) is Literal:
        return list(get_args(shape))
    return [word for inner in get_args(shape) for word in words(inner)]


def test_every_word_of_a_closed_list_is_allowed() -> None:
    seen = 0
    for kind, shape in SHAPES.items():
        for entry in entries(shape):
            for field in msgspec.structs.fields(entry):
                allowed = words(field.type)
                node = SCHEMAS[kind]["$defs"][entry.__name__]["properties"][field.encode_name]
                assert [word for word in allowed if not Draft202012Validator(node).is_valid(word)] == []
                assert not allowed or not Draft202012Validator(node).is_valid("keynot")
                seen += bool(allowed)
    assert seen >= 4  # kinds of dates and sessions, decisions, layouts


# --------------------------------------------------------------------------------------------------
# They find what a build finds

BAD = [
    ("site", "{name: A, title: B}", "'edition' is a required property"),
    ("site", "{name: A, title: , edition: 2025}", "None is not of type 'string', 'number', 'boolean'"),
    ("site", "{name: A, title: '', edition: 2025}", "'' should be non-empty"),
    ("site", "{name: A, title: B, edition: 20 25}", "'20 25' does not match"),
    ("site", "{name: A, title: B, edition: 2025.5}", "2025.5"),
    ("site", "{name: A, title: B, edition: 2025, look: {accent: red}}", "is not valid under any"),
    ("site", "{name: A, title: B, edition: 2025, home: overview}", "'overview' is not of type 'array', 'null'"),
    ("site", "{name: A, title: B, edition: 2025, titel: C}", "'titel' was unexpected"),
    ("dates", "- {name: Deadline, date: 2025-08-22, kind: deadlin}", "is not valid under any"),
    ("people", "- {name: Ada, afiliation: London}", "is not valid under any"),
    ("people", "- {affiliations: [London]}", "is not valid under any"),
    ("people", "[Ada, ~]", "is not valid under any"),
    ("people", "{people: [Ada], layout: grid}", "is not valid under any"),
    ("sponsors", "- {tier: Gold, sponsors: Example}", "is not valid under any"),
    ("schedule", "- {date: 2025-12-06, sessions: [{title: Talk}]}", "is not valid under any"),
    ("papers", "- {id: 7, title: X, authors: [{name: Ada, corresponding: perhaps}]}", "is not valid under any"),
    ("news", "- {date: [2025-08-22], title: X}", "is not valid under any"),
    ("reading", "- {authors: [Ada]}", "is not valid under any"),
    ("reading", "{entries: [], group: year}", "is not valid under any"),
    ("page", "{title: X, draft: maybe}", "'maybe' does not match"),
    ("page", "{title: X, topics: [{group: A, items: B}]}", "'B' is not of type 'array'"),
]


@each_reading
@pytest.mark.parametrize(("kind", "text", "message"), BAD)
def test_what_a_build_refuses_is_a_fault(kind: str, text: str, message: str, read: Callable[[str], Any]) -> None:
    assert is_refused(kind, as_text(text))
    assert any(message in fault for fault in faults(kind, read(text)))


def mappings(data: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in some data."""
    if isinstance(data, dict):
        yield data
    for value in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from mappings(value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(CONTENT)))
def test_every_misspelt_key_of_the_real_content_would_be_found(file: Path) -> None:
    kind, data = kind_of(file), as_text(yaml_of(file))
    shortened = copy.deepcopy(data)  # a mapping of each form is enough: the committee has eighty people
    for listed in [value for mapping in mappings(shortened) for value in mapping.values()]:
        if isinstance(listed, list):
            del listed[3:]
    assert any(True for _ in mappings(shortened))
    for mapping in list(mappings(shortened)):
        for key in list(mapping):
            before = dict(mapping)
            mapping[f"{key}x"] = mapping.pop(key)
            assert is_refused(kind, shortened), key
            assert faults(kind, shortened), key
            mapping.clear()
            mapping.update(before)


def test_a_key_that_must_be_there_is_missed_by_both() -> None:
    for kind, shape in some(SHAPES.items()):
        for entry in entries(shape):
            required = {field.name for field in msgspec.structs.fields(entry) if field.required}
            assert set(SCHEMAS[kind]["$defs"][entry.__name__].get("required", ())) == required


# --------------------------------------------------------------------------------------------------
# As files


def test_the_files_are_written_once_and_then_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "content" / ".schema"
    paths = write_schemas(folder)
    assert paths == [folder / f"{kind}.json" for kind in SHAPES]
    assert sorted(folder.iterdir()) == sorted(paths)
    times = [path.stat().st_mtime_ns for path in paths]
    (folder / "news.json").write_text(f'{{"$schema": "{DIALECT}", "title": "news.yaml"}}', "utf-8")
    assert write_schemas(folder) == paths
    changed = [path.name for path, time in zip(paths, times, strict=True) if path.stat().st_mtime_ns != time]
    assert changed == ["news.json"]
    for path in paths:
        text = path.read_text("utf-8")
        assert json.loads(text) == SCHEMAS[path.stem]
        assert text == json.dumps(SCHEMAS[path.stem], indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    "foreign",
    [
        '{"name": "page"}',
        f'{{"$schema": "{DIALECT}", "title": "A page of my own"}}',
        '{"$schema": "http://json-schema.org/draft-07/schema#", "title": "pages/*.md"}',
        "[]",
        "{",
        "",
        "\xff",
    ],
)
def test_a_file_that_is_not_ours_is_not_overwritten(
    foreign: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "page.json").write_text(foreign, "latin-1")
    assert main(["schema", "--out", str(tmp_path)]) == 2
    told = f"enlsp schema: {tmp_path / 'page.json'} is no schema of ours, and is not overwritten; move it away\n"
    assert capsys.readouterr() == ("", told)
    assert [(path.name, path.read_text("latin-1")) for path in tmp_path.iterdir()] == [("page.json", foreign)]


def test_the_schemas_of_the_enlsp_site_are_those_of_the_code(tmp_path: Path) -> None:
    """`enlsp schema` brings them up to date."""
    theirs = {path.name: path.read_bytes() for path in (CONTENT / ".schema").iterdir()}
    assert theirs == {path.name: path.read_bytes() for path in write_schemas(tmp_path)}
