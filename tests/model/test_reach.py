from __future__ import annotations

from enlsp_site.model.reach import FieldReach
from enlsp_site.model.record import Record


class Note(Record, frozen=True):
    title: str
    text: str = ""


def test_what_is_read_while_watched_reaches_further() -> None:
    reach, note = FieldReach(Note), Note(title="A", text="b")
    with reach.watched():
        assert note.title == "A"
    assert note.text == "b"
    assert reach.fields == {"title"}


def test_what_is_read_for_itself_does_not() -> None:
    reach, note = FieldReach(Note), Note(title="A", text="b")
    with reach.watched():
        with reach.own():
            assert (note.title, note.text) == ("A", "b")
        assert reach.fields == set()
        assert [note.text, note.text] == ["b", "b"]
    assert reach.fields == {"text"}


def test_the_type_is_afterwards_as_it_was() -> None:
    before = dict(vars(Note))
    reach = FieldReach(Note)
    with reach.watched():
        assert Note(title="A").title == "A"
    assert dict(vars(Note)) == before
