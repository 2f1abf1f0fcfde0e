"""Time that grows as what is read, of every field that content files have.

The fields are not listed: all that take a text are found in the schemas, so a new one is under test the day it is
written. Each is read as a build reads it, in a small file of its kind, with the rules for content after it. What is
known to be the worst of single parsers stands in test_sizes.py.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from enlsp_site.checks.registry import check
from enlsp_site.content import schema
from enlsp_site.content.json_schema import schemas
from enlsp_site.content.workshop import load
from enlsp_site.diagnostics.problem import has_errors
from enlsp_site.storage.files import FileTree, Sources
from enlsp_site.storage.memory import Memory

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="what takes too long is ended by an alarm")

PARTS = (
    *("a", " ", "1", ".", ",", "-", "(", ")", '"', "'", "<", ">", "@", "&", "\\", "{", "}", "[", "]", "#", "|", "/"),
    *("\n", "\t", "_", "*", "`", "~", "$", "^", ":", ";", "=", "!", "é", "\u0301", "﷽", "\u202e", "a ", "A. ", "1 "),
    *(" and", ", ", "; ", " - ", " (a)", "A B (C); ", "A, B ", "J. ", "1, ", "1-", "1-2, ", "00:00-", "9:00 ", "1:"),
    *("1 am ", "June 1 ", "2031-", "a-b ", "a.", "a@b.", "http://", "http://a.b/c,", "%", "%4", "../", "a/", "?a=b&"),
    *("**a", "*a ", "_a ", "[a](", "[a]", "![", "](", "[]( ", "- ", "- a\n", "> ", "# a\n", "a\n\n", "a  \n", " \n"),
    *("<a ", '<a b="', "<a\t", "</p>", "<div>", "<i></b>", "<!--", "-->", "<script>", "<svg ", "<td", "<title>"),
    *("\\(", "\\[", "$a$ ", "$ ", "\\a{", "\\begin{a}", "\\%", "{{", "{%", "&#", "&amp;", "a: ", "a=", "---\n", "~~"),
    *(
        "```\n",
        "a|b\n",
        "|-|\n",
        "[^a]",
        "[a]: b\n",
        "1. ",
        "\r\n",
        "\u00a0",
        "TBD ",
        "AoE ",
        "10.1/",
        "x.com/",
        ":a:",
    ),
)
"""What is repeated."""


class Field(NamedTuple):
    """A field of a kind of file, and that file as plain data with a text in this field."""

    name: str
    kind: str
    filled: Callable[[str], Any]


@cache
def fields() -> tuple[Field, ...]:
    """Each field once of those that are there twice, in a list and in a mapping with that list."""
    found = {}
    for kind, body in schemas().items():
        for name, filled in _texts(body, body["$defs"]):
            found.setdefault((kind, name.split("[]", 1)[-1]), Field(f"{kind}{name}", kind, filled))
    return tuple(found.values())


Filled = tuple[str, Callable[[str], Any]]


def _texts(node: dict[str, Any], known: dict[str, Any], around: tuple[str, ...] = ()) -> Iterator[Filled]:
    """What of a schema takes any text: its name, and the value that has a text there."""
    if "anyOf" in node:
        for branch in node["anyOf"]:
            yield from _texts(branch, known, around)
        return
    if "$ref" in node:
        name = node["$ref"].removeprefix("#/$defs/")
        if name not in around:
            yield from _texts(known[name], known, (*around, name))
        return
    if "string" in node.get("type", ()) and "enum" not in node:
        yield "", lambda text: text
    if "items" in node:
        for name, filled in _texts(node["items"], known, around):
            yield f"[]{name}", lambda text, filled=filled: [filled(text)]
    needed = {key: _example(node["properties"][key], known) for key in node.get("required", ())}
    others = {"a": node["additionalProperties"]} if isinstance(node.get("additionalProperties"), dict) else {}
    for key, value in {**node.get("properties", {}), **others}.items():
        for name, filled in _texts(value, known, around):
            yield f".{key}{name}", lambda text, key=key, filled=filled: {**needed, key: filled(text)}


def _example(node: dict[str, Any], known: dict[str, Any]) -> Any:
    """Something that a schema takes."""
    node = node.get("anyOf", [node])[0] | {key: value for key, value in node.items() if key == "examples"}
    if "$ref" in node:
        node = known[node["$ref"].removeprefix("#/$defs/")]
    if "examples" in node:
        return node["examples"][0]
    if "enum" in node:
        return node["enum"][0]
    if "items" in node:
        return [_example(node["items"], known)]
    if "properties" in node:
        return {key: _example(node["properties"][key], known) for key in node.get("required", ())}
    return "2031"


SITE = b"{name: TINY, title: Tiny Things, edition: 2031, timezone: Europe/Paris}"


def texts_of(field: Field, text: str) -> dict[str, bytes]:
    """The files of a site that has a text in one field."""
    value = json.dumps(field.filled(text), ensure_ascii=False)
    path = f"content/{schema.HEADS[field.kind][0].replace('*', 'a')}"
    data = f"---\n{value}\n---\nSome words.\n" if path.endswith(".md") else value
    return {"content/site.yaml": SITE, path: data.encode("utf-8", "replace")}


def read(field: Field, text: str) -> bool:
    """Read a site with a text in one field. Returns whether there was anything to it that is no error."""
    texts = texts_of(field, text)
    tree = FileTree(dict.fromkeys(texts, (1, 1, 1)), {})
    workshop, problems = load(Sources(Path("nowhere"), texts, tree, {}, []), Memory(None, ""))
    problems += check(workshop, whole=not has_errors(problems)) if workshop else []
    return workshop is not None and not has_errors(problems)


class TooLongError(BaseException):
    """What was given so much time has had it; no exception that somebody on the way would catch."""


def seconds(field: Field, text: str, most: float = 5.0) -> float:
    """Processor time; `most` if it takes longer."""

    def end(*_: object) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, most)
    began = time.process_time()
    try:
        read(field, text)
    except TooLongError:
        return most
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return time.process_time() - began


def grows(field: Field, part: str, size: int, quick: float) -> str:
    """In words, how the time of a field grows more than what it reads, where it takes more than it may; or "".

    Ten times as much takes ten times as long; with squares it would be a hundred times. The least of three counts,
    since what else the machine does is counted, too.
    """
    much, little = (f"a{part * (each // len(part))}§"[: size - 1] for each in (size, size // 10))
    taken = seconds(field, much)
    if taken < quick:
        return ""
    less = min(seconds(field, little) for _ in range(3))
    bound = max(quick, 40 * less)
    taken = min(taken, *(seconds(field, much) for _ in range(2)))
    return f"{field.name} of {part!r}: {less:.4f} s, {taken:.3f} s" if taken >= bound else ""


def test_there_are_fields_and_what_stands_around_them_is_right() -> None:
    """Most take a word, so that it is their parser that is looked at, and not that of their neighbours."""
    told = {field.name for field in fields()}
    assert {"papers[].authors[].name", "schedule[].sessions[].time", "site.look.accent", "page.title"} <= told
    assert len(told) > 150
    fine = [field.name for field in fields() if read(field, "Ada")]
    assert len(fine) > len(told) / 3, sorted(told - {*fine})


def test_the_time_of_every_field_grows_as_what_it_reads() -> None:
    """Each with one of the parts, another for each."""
    told = (grows(field, PARTS[number * 7 % len(PARTS)], 8_000, 0.1) for number, field in enumerate(fields()))
    assert [each for each in told if each] == []


@pytest.mark.slow
@pytest.mark.parametrize("at", range(12))
def test_the_time_of_every_field_grows_as_what_it_reads_whatever_that_is(at: int) -> None:
    told = [grows(field, part, 99_000, 0.4) for part in PARTS[at::12] for field in fields()]
    assert [each for each in told if each] == []
