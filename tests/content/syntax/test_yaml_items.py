from __future__ import annotations

import pytest

from enlsp_site.content.syntax import yaml, yaml_items
from enlsp_site.storage.files import digest

TEXT = b"""\
# A list.

- id: 1
  text: |
    - not an item

    of two lines
- {id: 2}
# between
-
  id: 3
"""


def test_items_are_those_of_the_parser() -> None:
    start, found = yaml_items.items(TEXT)
    data, _ = yaml.parse(TEXT.decode(), "")
    assert TEXT[:start] + b"".join(found) == TEXT
    assert [yaml_items.said(each) for each in found] == data


@pytest.mark.parametrize(
    "text",
    [b"", b"papers:\n- id: 1\n", b"- id: 1\r\n", b"\xef\xbb\xbf- id: 1\n- id: 2\n", b"--- # a document\n- id: 1\n"],
)
def test_another_form_is_not_told_apart(text: bytes) -> None:
    _, found = yaml_items.items(text)
    assert len(found) < text.count(b"id:") or not found


def changed(before: bytes, after: bytes) -> tuple[int, int, bytes] | None:
    start, found = yaml_items.items(before)
    return yaml_items.changed(after, start, digest(before[:start]), [*map(yaml_items.known, found)])


def test_the_one_item_that_changed_is_found() -> None:
    after = TEXT.replace(b"{id: 2}", b"id: 22\n  title: It")
    assert changed(TEXT, after) == (1, after.index(b"- id: 22"), b"- id: 22\n  title: It\n# between\n")


@pytest.mark.parametrize(
    "after",
    [
        TEXT,
        TEXT.replace(b"# A list", b"# Another"),
        TEXT.replace(b"id: 1", b"id: 11").replace(b"id: 3", b"id: 33"),
        TEXT.replace(b"- {id: 2}", b"- {id: 2}\n- {id: 4}"),
        TEXT.replace(b"- {id: 2}\n", b""),
        TEXT.replace(b"- {id: 2}", b"  {id: 2}"),
        TEXT + b"- id: 4\n",
        b"",
    ],
)
def test_any_other_change_is_not_told(after: bytes) -> None:
    assert changed(TEXT, after) is None


@pytest.mark.parametrize(
    "item",
    [
        b"- id: &a 1\n",
        b"- id: *a\n",
        b"- id: 1\n  id: 2\n",
        b"- id: 1\n---\n",
        b"- id: 1\n...\n",
        b"- id: [1\n",
        b"- word\n",
        b"- id: 1\n- id: 2\n",
        b"- id: \xff\n",
        b"- id: 1",
    ],
)
def test_what_is_not_certain_says_nothing(item: bytes) -> None:
    assert yaml_items.said(item) is None
