"""Entries of papers that are read again are those of the file as it is now, and only what was edited is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from enlsp_site.content import paper_entries
from enlsp_site.content.link_targets import LinkTargets
from enlsp_site.content.paper_entries import read_entries
from enlsp_site.content.reader import Reader
from enlsp_site.model.wording import SILENT
from enlsp_site.storage.kept_results import KeptResults
from enlsp_site.storage.memory import Memory

FILE = "content/papers.yaml"
WRITTEN = """\
# Accepted.
- id: 7
  title: Small models
  abstract: |
    - Two

    lines.
- {id: 8, title: Smaller models, authors: Alan Turing}

- id: 9
  title: Smallest models
"""
READ_ANEW = {
    "a title": ("Smaller", "Tinier", 1),
    "a text of several lines": ("    - Two", "    - Two\n    - Three", 1),
    "two papers, and what is between them": ("models\n", "model\n", 3),
    "a paper more": ("- {id: 8", "- {id: 1, title: New}\n- {id: 8", 1),
    "a paper less": ("- {id: 8, title: Smaller models, authors: Alan Turing}\n\n", "", 0),
    "another before the last": (
        WRITTEN[WRITTEN.index("- {") :],
        WRITTEN[WRITTEN.index("- id: 9") :] + "- {id: 8, title: S}\n",
        2,
    ),
    "the last one gone": ("- id: 9\n  title: Smallest models\n", "", 0),
    "a field more": ("- id: 9", "- id: 9\n  award: Best", 1),
}
"""Edits after which so many papers are read anew."""
WHOLE = {
    "an unknown field": ("id: 9", "id: 9\n  tilte: Nine"),
    "a paper without a title": ("\n  title: Smallest models", ""),
    "a field twice": ("id: 9", "id: 9\n  title: Nine"),
    "an anchor": ("Small models", "&it Small models"),
    "what an alias names": ("authors: Alan Turing", "authors: *him"),
    "no YAML": ("{id: 8", "{id: [8"),
    "a second document": ("- id: 9", "---\n- id: 9"),
    "an end": ("- id: 9", "...\n- id: 9"),
    "lines of Windows": ("\n", "\r\n"),
    "a tab": ("  title: Small ", "\ttitle: Small "),
    "a control character": ("Smaller", "Sm\x07ller"),
    "nothing at all": (WRITTEN, ""),
    "a mapping": (WRITTEN, "heading: Talks\npapers:\n- {id: 1, title: One}\n"),
    "what stands before the first": ("# Accepted.", "# Acc\x07pted."),
    "a list inside of a paper": ("- id: 9", "- - id: 9"),
    "words behind a number sign": ("Smallest models", "Smallest models #1"),
    "no line end": ("Smallest models\n", "Smallest models"),
}
ANCHORED = """\
- {id: 7, title: Small, authors: &all [Ada Lovelace]}
- {id: 8, title: Smaller, authors: *all}
- {id: 9, title: Smallest}
"""


def read(text: str, results: KeptResults | None = None) -> tuple[object, list[tuple[object, ...]]]:
    """The entries of a file, and what is told of them, as what is kept knows them or from nothing."""
    names = LinkTargets("", frozenset(), {}, frozenset(), root=Path())
    reader = Reader("content", {FILE: text.encode()}, names, Memory(None, "", results), SILENT)
    found = read_entries(reader, FILE)
    return found, [(each.origin.path, each.origin.line, each.code, each.message) for each in reader.problems]


FROM_NOTHING = read(WRITTEN)


@pytest.fixture
def items(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The papers that are read one by one."""
    asked: list[bytes] = []
    one = paper_entries._entry

    def noted(item: bytes) -> object:
        asked.append(item)
        return one(item)

    monkeypatch.setattr(paper_entries, "_entry", noted)
    return asked


@pytest.mark.parametrize("name", READ_ANEW)
def test_only_what_was_edited_is_read(items: list[bytes], monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    old, new, count = READ_ANEW[name]
    results = KeptResults()
    read(WRITTEN, results)
    edited = WRITTEN.replace(old, new)
    expected = read(edited)
    with monkeypatch.context() as patch:
        patch.setattr(paper_entries, "_read", None)
        assert read(edited, results) == expected
        assert len(items) == count
        assert read(WRITTEN, results) == FROM_NOTHING


@pytest.mark.parametrize("name", WHOLE)
def test_what_may_say_more_than_its_item_is_read_as_a_whole(name: str) -> None:
    old, new = WHOLE[name]
    results = KeptResults()
    read(WRITTEN, results)
    edited = WRITTEN.replace(old, new)
    assert edited != WRITTEN
    for text in (edited, WRITTEN, edited):
        assert read(text, results) == read(text)


@pytest.mark.parametrize("new", ["authors: &all [Alan Turing]", "authors: [Alan Turing]", "authors: &others [A B]"])
def test_what_others_go_by_is_not_read_alone(new: str) -> None:
    results = KeptResults()
    read(ANCHORED, results)
    edited = ANCHORED.replace("authors: &all [Ada Lovelace]", new)
    assert read(edited, results) == read(edited)


def test_many_edits_at_once_are_read_as_a_whole(items: list[bytes]) -> None:
    many = "".join(f"- {{id: {number}, title: Old}}\n" for number in range(paper_entries.FEW + 1))
    results = KeptResults()
    read(many, results)
    assert read(many.replace("Old", "New"), results) == read(many.replace("Old", "New"))
    assert not items


def test_what_is_read_again_is_the_very_same() -> None:
    results = KeptResults()
    (before, _), _ = read(WRITTEN, results)
    (after, _), _ = read(WRITTEN.replace("Smaller", "Tinier"), results)
    assert [one is other for one, other in zip(before, after, strict=True)] == [True, False, True]
