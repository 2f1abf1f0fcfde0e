"""Changes to YAML texts that touch nothing but the value they are for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.content.patching.changes import UnpatchableError, ValueChange, applied
from enlsp_site.content.patching.nodes import find, tree
from enlsp_site.content.patching.patch import apply, patch, patched
from enlsp_site.content.syntax import yaml


def put(value: Any, *path: str | int) -> ValueChange:
    """Set a value."""
    return ValueChange("set", path, value)


def drop(*path: str | int) -> ValueChange:
    """Remove a value."""
    return ValueChange("remove", path)


def new(value: Any, *path: str | int, after: str | int | None = None, key: str = "") -> ValueChange:
    """Add an entry, or a key."""
    return ValueChange("add", path, value, after, key)


def move(after: int | None, *path: str | int) -> ValueChange:
    """Move an entry."""
    return ValueChange("move", path, None, after)


def check(before: str, changes: list[ValueChange], after: str) -> None:
    """That a text is another one after changes, that this says what the data should be, and that it can be undone."""
    done = patch(before, changes)
    assert done.text == after
    data, problems = yaml.parse(after.removeprefix("\ufeff"), "f")
    assert problems == []
    assert data == applied(yaml.parse(before.removeprefix("\ufeff"), "f")[0], changes)
    assert apply(done.text, done.undo).text == before


TOKENS = {
    "a key in quotes": ('"a": old\n', '"a": new\n'),
    "a blank before the colon": ("a : old\n", "a : new\n"),
    "blanks between brackets": ("{ b: 1,  a:  old }\n", "{ b: 1,  a:  new }\n"),
    "nothing, and a comment": ("a: # why\nb: 1\n", "a: new # why\nb: 1\n"),
    "nothing at the end": ("b: 1\na:", "b: 1\na: new"),
    "a value and a comment": ("a: old   # why\n", "a: new   # why\n"),
    "a value on the next line": ("a:\n    old\nb: 1\n", "a:\n    new\nb: 1\n"),
    "a value under a comment": ("a: # why\n  # because\n  old # so\n", "a: # why\n  # because\n  new # so\n"),
    "single quotes": ("a: 'old'\n", "a: 'new'\n"),
    "double quotes": ('a: "old" # x\n', 'a: "new" # x\n'),
    "an anchor elsewhere": ("b: &x 1\nc: *x\na: old\n", "b: &x 1\nc: *x\na: new\n"),
    "an alias": ("b: &x 1\na: *x # same\n", "b: &x 1\na: new # same\n"),
    "Windows lines": ("# x\r\na: old\r\nb: 1\r\n", "# x\r\na: new\r\nb: 1\r\n"),
    "a mark of the byte order": ("\ufeffa: old\n", "\ufeffa: new\n"),
    "a line separator before": ('b: "x\u2028 y"\na: old\n', 'b: "x\u2028 y"\na: new\n'),
    "letters of two units before": ("b: 𝔘𝔘 ä # ä𝔘\na: old\n", "b: 𝔘𝔘 ä # ä𝔘\na: new\n"),
    "an explicit key": ("? a\n: old\nb: 1\n", "? a\n: new\nb: 1\n"),
    "no last break": ("a: old", "a: new"),
    "a directive and its document": ("%YAML 1.1\n---\na: old\n...\n", "%YAML 1.1\n---\na: new\n...\n"),
    "a folded block": ("a: >- # why\n  old\nb: 1\n", "a: >- # why\n  new\nb: 1\n"),
    "a literal block": ("a: |-\n  old\n\n# b\nb: 1\n", "a: |-\n  new\n\n# b\nb: 1\n"),
    "words over lines": ("a: old\n  old\nb: 1\n", "a: new\nb: 1\n"),
}


@pytest.mark.parametrize(("before", "after"), TOKENS.values(), ids=TOKENS.keys())
def test_only_the_token_of_a_value_is_replaced(before: str, after: str) -> None:
    check(before, [put("new", "a")], after)


STYLES = {
    "what is plain stays so": ("a: yes\n", "no", "a: no\n"),
    "a year": ("a: 2026\n", "2027", "a: 2027\n"),
    "a clock": ("a: 12:30\n", "13:00", "a: 13:00\n"),
    "a plain text that would be a number": ("a: old\n", "1.50", 'a: "1.50"\n'),
    "a plain text with a colon": ("a: old\n", "C: the best", 'a: "C: the best"\n'),
    "single quotes keep an apostrophe": ("a: 'old'\n", "it's", "a: 'it''s'\n"),
    "single quotes give way to an escape": ("a: 'old'\n", "a\tb", 'a: "a\\tb"\n'),
    "double quotes": ('a: "old"\n', 'say "so"', 'a: "say \\"so\\""\n'),
    "the same": ("a:   'old' # why\n", "old", "a:   'old' # why\n"),
    "a time between brackets": ("{a: 13:45-14:00, b: 1}\n", "13:50-14:00", "{a: 13:50-14:00, b: 1}\n"),
    "between brackets": ("{a: old}\n", "x, y", '{a: "x, y"}\n'),
    "several lines between brackets": ("{a: old}\n", "x\ny", '{a: "x\\ny"}\n'),
    "several lines": ("a: old # why\nb: 1\n", "x\ny", "a: |- # why\n  x\n  y\nb: 1\n"),
    "several lines in a list": ("- old\n- b\n", "x\ny", "- |-\n  x\n  y\n- b\n"),
    "nothing": ("a: old # why\n", None, "a:  # why\n"),
    "an empty text": ("a: old\n", "", 'a: ""\n'),
    "a separator of lines": ('a: "old"\n', "x\u2028y", 'a: "x\\u2028y"\n'),
}


@pytest.mark.parametrize(("before", "value", "after"), STYLES.values(), ids=STYLES.keys())
def test_a_value_is_written_as_the_one_before(before: str, value: str | None, after: str) -> None:
    first = yaml.parse(before, "f")[0]
    check(before, [put(value, 0 if isinstance(first, list) else "a")], after)


BLOCKS = {
    "only the line that differs": (
        "a: |\n    one\n     two \n\n    three\nb: 1\n",
        "one\n two \n\nfour\n",
        "a: |\n    one\n     two \n\n    four\nb: 1\n",
    ),
    "a line more": ("a: |-\n  one\n  two\n", "one\nand\ntwo", "a: |-\n  one\n  and\n  two\n"),
    "its header and comment": ("a: |+ # all\n  one\n\nb: 1\n", "two\n\n", "a: |+ # all\n  two\n\nb: 1\n"),
    "another end": ("a: |\n  one\nb: 1\n", "one", "a: |-\n  one\nb: 1\n"),
    "the blank lines behind it": ("a: |\n  one\n\n\nb: 1\n", "two\n", "a: |\n  two\n\n\nb: 1\n"),
    "a first line with a blank": ("a: |\n  one\n", " one\n", "a: |2\n   one\n"),
    "folded lines": (
        "a: >\n  one two\n  three four\n  five six\n\n  seven\n",
        "one two three 4 five six\nseven\n",
        "a: >\n  one two\n  three 4\n  five six\n\n  seven\n",
    ),
    "a folded paragraph more": ("a: >-\n  one\n  two\n", "one two\nnew", "a: >-\n  one\n  two\n\n  new\n"),
    "Windows lines": ("a: |\r\n  one\r\n  two\r\nb: 1\r\n", "one\n2\n", "a: |\r\n  one\r\n  2\r\nb: 1\r\n"),
    "quotes over lines": ('a: "one\n  two\n  three"\n', "one 2 three", 'a: "one\n  2\n  three"\n'),
    "words over lines": ("a: one\n  two\n  three\nb: 1\n", "one 2 three", "a: one\n  2\n  three\nb: 1\n"),
}


@pytest.mark.parametrize(("before", "value", "after"), BLOCKS.values(), ids=BLOCKS.keys())
def test_of_a_block_the_lines_that_differ_are_changed(before: str, value: str, after: str) -> None:
    check(before, [put(value, "a")], after)


ENTRIES = {
    "the last entry goes": ("people:  # all\n  - a\nb: 1\n", [drop("people", 0)], "people: []  # all\nb: 1\n"),
    "the only key goes": ("x:\n  a: 1\nb: 1\n", [drop("x", "a")], "x: {}\nb: 1\n"),
    "the only entry of a file": ("# x\n- a\n", [drop(0)], "# x\n[]\n"),
    "all entries": ("x: [a, b]\n", [drop("x", 0), drop("x", 1)], "x: []\n"),
    "the first two of brackets": ("x: [a, b, c]\n", [drop("x", 0), drop("x", 1)], "x: [c]\n"),
    "into a list that is empty": (
        "people: [] # none\n",
        [new({"name": "Ada"}, "people", key="people")],
        "people: # none\n  - name: Ada\n",
    ),
    "a list where nothing was": ("people: # none\nb: 1\n", [put(["Ada"], "people")], "people: [Ada] # none\nb: 1\n"),
    "with its comments": (
        "# file\n\n# of a\n- a # 1\n\n# of b\n- b # 2\n\n- c\n",
        [drop(1)],
        "# file\n\n# of a\n- a # 1\n\n- c\n",
    ),
    "the comment of a file stays": ("# file\n- a\n- b\n", [drop(0)], "# file\n- b\n"),
    "the last one, without a last break": ("- a\n- b", [drop(1)], "- a"),
    "the first key of an entry": ("- a: 1\n  b: 2\n", [drop(0, "a")], "- b: 2\n"),
    "moved down with its comments": (
        "# file\n\n# of a\n- a # 1\n# of b\n- b # 2\n- c",
        [move(2, 0)],
        "# file\n\n# of b\n- b # 2\n- c\n# of a\n- a # 1",
    ),
    "moved up": ("- a: 1\n  b: 2\n\n- c: 3\n\n- d: 4\n", [move(None, 2)], "- d: 4\n\n- a: 1\n  b: 2\n\n- c: 3\n"),
    "moved between brackets": ("x: [a,  b, c]\n", [move(1, "x", 0)], "x: [b,  a, c]\n"),
    "behind one, with blank lines between": ("- a: 1\n\n- b: 2\n", [new("c", after=0)], "- a: 1\n\n- c\n\n- b: 2\n"),
    "at the beginning": ("# file\n- a\n- b\n", [new("c")], "# file\n- c\n- a\n- b\n"),
    "a key more": ("x:\n  a: 1 # one\n\nb: 1\n", [new("2", "x", key="c")], "x:\n  a: 1 # one\n  c: 2\n\nb: 1\n"),
    "one goes, and one comes before it": (
        "x:\n  - a: 1\n  - b\n",
        [drop("x", 0), new("c", "x")],
        "x:\n  - c\n  - b\n",
    ),
    "one goes, and one comes behind it": ("- a\n- b\n", [drop(1), new("c", after=1)], "- a\n- c\n"),
    "in place of the first between brackets": ("x: [a, b]\n", [drop("x", 0), new("c", "x", after=0)], "x: [c, b]\n"),
    "Windows lines": ("- a\r\n- b\r\n", [new("c", after=1)], "- a\r\n- b\r\n- c\r\n"),
    "a list in place of a text": (
        "a: old # why\nb: 1\n",
        [put([{"x": "1"}, {"z": "z\nz"}], "a")],
        "a: # why\n  - x: 1\n  - z: |-\n      z\n      z\nb: 1\n",
    ),
    "a text in place of a list": ("a: # why\n  - x\n  - y\nb: 1\n", [put("new", "a")], "a: new # why\nb: 1\n"),
}


@pytest.mark.parametrize(("before", "changes", "after"), ENTRIES.values(), ids=ENTRIES.keys())
def test_entries_come_and_go_with_their_comments(before: str, changes: list[ValueChange], after: str) -> None:
    check(before, changes, after)


REFUSED = {
    "a key that is there twice": ("a: 1\na: 2\n", put("new", "a")),
    "within an alias": ("b: &x {a: 1}\nc: *x\n", put("new", "c", "a")),
    "no such key": ("b: 1\n", put("new", "a")),
    "no such entry": ("- a\n", put("new", 3)),
    "two documents": ("a: 1\n---\na: 2\n", put("new", "a")),
    "a file of comments": ("# none\n", put("new", "a")),
    "no YAML": ("a: [\n", put("new", "a")),
    "the whole": ("a: 1\n", drop()),
}


@pytest.mark.parametrize(("text", "change"), REFUSED.values(), ids=REFUSED.keys())
def test_what_has_no_place_is_refused(text: str, change: ValueChange) -> None:
    with pytest.raises(UnpatchableError):
        patched(text, [change])


LETTERS = st.text(st.sampled_from("ab :#-'\"\\\n\t,[]{}&*|>%@!?~äß\u2028\u00a0😀01"), max_size=24)


@given(st.sampled_from([*TOKENS.values(), *((one, two) for one, _, two in BLOCKS.values())]), LETTERS)
def test_any_text_comes_back_as_it_was_given(case: tuple[str, str], value: str) -> None:
    """Whatever stands in place of a value, in whatever way of writing, is what is read afterwards, and goes again."""
    before = case[0]
    done = patch(before, [put(value, "a")])
    bare = done.text.removeprefix("\ufeff").replace("\r\n", "\n")
    data, _ = yaml.parse(bare, "f", free=False)
    assert data["a"] == value
    assert {name: each for name, each in data.items() if name != "a"} == {
        name: each
        for name, each in yaml.parse(before.removeprefix("\ufeff").replace("\r\n", "\n"), "f")[0].items()
        if name != "a"
    }
    assert apply(done.text, done.undo).text == before


TOP = Path(__file__).parents[3]
FILES = sorted(
    path
    for folder in ("tests/sites", "content", "editions")
    for path in (TOP / folder).rglob("*.yaml")
    if path.stat().st_size < 20_000
)


@cache
def plain(path: Path) -> tuple[str, Any]:
    """The text of a content file, and its data."""
    text = path.read_text("utf-8")
    return text, yaml.parse(text, path.name)[0]


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """The values in some data, each with its path."""
    yield path, value
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from places(each, (*path, step))


def change_of(data: st.DataObject, path: tuple[str | int, ...], value: Any) -> ValueChange:
    """Some change of a value, a list or a mapping."""
    if not isinstance(value, dict | list) or not value:
        return data.draw(st.sampled_from([put(data.draw(LETTERS), *path), drop(*path)]))
    if isinstance(value, dict):
        return new(data.draw(LETTERS), *path, key="newly")
    after = data.draw(st.sampled_from([None, *range(len(value))]))
    return data.draw(
        st.sampled_from([move(after, *path, len(value) - 1), drop(*path, 0), new({"a": "b"}, *path, after=after)])
    )


def test_there_are_files_to_change() -> None:
    assert len(FILES) > 60
    assert all(places(plain(path)[1]) for path in FILES)


@given(st.sampled_from(FILES), st.data())
def test_every_value_of_a_site_can_be_changed_and_changed_back(path: Path, data: st.DataObject) -> None:
    """What stands before and behind a value's token stays byte for byte, what is read is what was meant, and taking
    it back gives the file that was."""
    text, values = plain(path)
    steps, value = data.draw(st.sampled_from([each for each in places(values) if each[0]] or [((), values)]))
    if not steps:
        return
    change = change_of(data, steps, value)
    done = patch(text, [change])
    assert yaml.parse(done.text, "f")[0] == applied(values, [change])
    assert apply(done.text, done.undo).text == text
    if change.kind == "set":
        first, last = done.undo[0], done.undo[-1]
        node = find(tree(text), steps)
        assert node.start - 1 <= first.start
        assert len(done.text) - last.end >= len(text) - max(node.end, text.find("\n", node.end))


@given(st.sampled_from(FILES), st.data())
def test_a_value_that_is_set_to_itself_changes_no_byte(path: Path, data: st.DataObject) -> None:
    text, values = plain(path)
    texts = [each for each in places(values) if isinstance(each[1], str)]
    if texts:
        steps, value = data.draw(st.sampled_from(texts))
        assert patched(text, [put(value, *steps)]) == text
