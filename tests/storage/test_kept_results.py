"""What a process keeps from one build to the next is given again for the same, and for nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.papers import Paper, Papers
from enlsp_site.model.reach import FieldReach
from enlsp_site.model.record import Link
from enlsp_site.model.site import Look, Site
from enlsp_site.storage.item_results import ItemResults
from enlsp_site.storage.kept_results import KeptResults, merged, same
from enlsp_site.storage.memory import Memory

SITE = Site(
    origin=Origin("content/site.yaml"), name="TINY", title="Tiny", edition="2031", look=Look(accent="#123456")
)
PAPERS = Papers(
    heading="Papers", papers=(Paper(origin=Origin("content/papers.yaml", (0,)), id="7", slug="7", title="A"),)
)
EDITION = Edition(id="2031", folder="content", site=SITE, papers=PAPERS)
calls: list[str] = []


def titles(edition: Edition, more: str = "") -> list[str]:
    """A function of an edition, which counts its calls."""
    calls.append(more)
    return [paper.title for paper in edition.accepted]


@pytest.fixture
def kept() -> Iterator[tuple[KeptResults, Memory, FieldReach]]:
    """What is kept, while it is watched what is read."""
    calls.clear()
    results, reach = KeptResults(), FieldReach(Paper)
    with reach.watched(), results.watched(reach):
        yield results, Memory(None, "", results), reach


def test_the_same_is_given_again(kept: tuple[KeptResults, Memory, FieldReach]) -> None:
    _, memory, _ = kept
    first = memory.again(titles, EDITION, "a")
    assert memory.again(titles, replace(EDITION), "a") is first
    assert calls == ["a"]


def test_of_an_edition_only_what_was_read_counts(kept: tuple[KeptResults, Memory, FieldReach]) -> None:
    _, memory, _ = kept
    memory.again(titles, EDITION)
    memory.again(titles, replace(EDITION, site=replace(SITE, title="Other"), turns=(1.0,)))
    assert len(calls) == 1
    memory.again(titles, replace(EDITION, papers=replace(PAPERS, papers=())))
    assert len(calls) == 2


def test_other_arguments_are_another_call(kept: tuple[KeptResults, Memory, FieldReach]) -> None:
    _, memory, _ = kept
    memory.again(titles, EDITION, "a")
    memory.again(titles, EDITION, "b")
    assert calls == ["a", "b"]


def outer(edition: Edition, memory: Memory) -> list[str]:
    """A function that asks for another one's result, which may be known, after it has read a field itself."""
    calls.append("outer")
    return [edition.folder, *memory.again(titles, edition), str(edition.kept_back)]


def test_what_a_known_result_was_made_from_counts_for_whoever_asks_for_it(
    kept: tuple[KeptResults, Memory, FieldReach],
) -> None:
    _, memory, _ = kept
    memory.again(titles, EDITION)
    memory.again(outer, EDITION, memory)
    for other in (
        replace(EDITION, papers=replace(PAPERS, papers=())),
        replace(EDITION, kept_back=True),
        replace(EDITION, folder="editions/2031"),
    ):
        calls.clear()
        memory.again(outer, other, memory)
        assert "outer" in calls
        memory.again(outer, EDITION, memory)


def test_fields_of_papers_reach_as_far_as_when_they_are_read(kept: tuple[KeptResults, Memory, FieldReach]) -> None:
    results, memory, reach = kept
    memory.again(titles, EDITION)
    assert reach.fields == {"title"}
    later = FieldReach(Paper)
    with later.watched(), results.watched(later):
        memory.again(titles, EDITION)
        assert later.fields == {"title"}
    assert len(calls) == 1


def remembering(edition: Edition, memory: Memory) -> str:
    """A function that remembers something."""
    calls.append("remembering")
    memory.keep("things", edition.id, "known")
    return edition.id


def test_what_the_memory_was_asked_for_is_kept_there(kept: tuple[KeptResults, Memory, FieldReach]) -> None:
    results, memory, _ = kept
    memory.again(remembering, EDITION, memory)
    memory.again(remembering, EDITION, memory)
    assert len(calls) == 1
    lost = Memory(None, "", results)  # which does not know of it any more
    lost.again(remembering, EDITION, memory)
    assert len(calls) == 2


def test_without_a_place_to_keep_results_all_is_made_anew() -> None:
    calls.clear()
    memory = Memory(None, "")
    assert memory.again(titles, EDITION) == memory.again(titles, EDITION) == ["A"]
    assert len(calls) == 2


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ((1, "a", None), (1, "a", None), True),
        ((1,), (True,), False),
        ([1], (1,), False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, False),
        (Origin("a", (1,)), Origin("a", (1,)), True),
        (Origin("a", (1,)), Origin("a", (2,)), False),
        (Origin("a", (), 1, 1), Origin("a", (), 2, 1), False),
        (Link(title="A", url="b"), Link(title="A", url="b"), True),
        (Link(title="A", url="b"), Link(title="A", url="c"), False),
        (object(), object(), False),
        (frozenset({"a"}), frozenset({"a"}), True),
    ],
)
def test_values_are_the_same_with_their_places(one: object, other: object, is_same: bool) -> None:
    assert same(one, other) is is_same
    assert same(one, one)


def test_what_says_the_same_is_the_same_object_after_it_is_merged() -> None:
    one = replace(EDITION, turns=(1.0,))
    other = replace(EDITION, papers=replace(PAPERS, papers=(replace(PAPERS.papers[0]),)), turns=(2.0,))
    found = merged(one, other)
    assert found == other
    assert found.papers is one.papers
    assert found.turns == (2.0,)
    assert merged(one, replace(other, turns=(1.0,))) is one


def test_what_is_written_elsewhere_is_not_merged() -> None:
    moved = replace(PAPERS.papers[0], origin=Origin("content/papers.yaml", (1,)))
    found = merged(PAPERS, replace(PAPERS, papers=(moved,)))
    assert found.papers[0].origin.path == (1,)


def test_what_stands_at_several_places_stays_one_object() -> None:
    was, now = (Papers(heading=heading, papers=PAPERS.papers) for heading in ("Old", "New"))
    found = merged((was, was), (now, now))
    assert found[0] is found[1]
    assert found[0].heading == "New"
    assert found[0].papers is PAPERS.papers


@pytest.mark.parametrize("other", [(1, 2, 3), (1,), [1, 2], {"a": 1}, "text", None])
def test_what_is_another_value_stays_as_it_is(other: object) -> None:
    assert merged((1, 2), other) == other
    assert type(merged((1, 2), other)) is type(other)


def test_a_workshop_that_is_read_again_as_it_was_is_the_one_that_was_given(
    kept: tuple[KeptResults, Memory, FieldReach],
) -> None:
    results, _, _ = kept
    first = results.shared(Workshop((EDITION,)))
    read = replace(EDITION, papers=replace(PAPERS, heading=PAPERS.heading + ""))
    assert results.shared(Workshop((read,))) is first
    assert results.shared(None) is None
    changed = results.shared(Workshop((replace(read, turns=(1.0,)),)))
    assert changed is not None
    assert changed.current.papers is EDITION.papers


def titled(paper: Paper, edition: Edition, more: str = "") -> list[str]:
    """A function of a paper and an edition, which counts its calls."""
    calls.append(paper.title)
    return [paper.title, edition.folder, more]


OTHER = replace(PAPERS.papers[0], title="B")
BOTH = [(PAPERS.papers[0],), (OTHER,)]


def test_of_items_only_those_are_made_that_are_others(kept: tuple[KeptResults, Memory, FieldReach]) -> None:
    _, memory, _ = kept
    first = memory.items.each(titled, "", BOTH, EDITION)
    assert first == [["A", "content", ""], ["B", "content", ""]]
    again = memory.items.each(titled, "", [BOTH[1], BOTH[1], (replace(OTHER, title="C"),)], EDITION)
    assert again[0] is again[1] is first[1]
    assert again[2] == ["C", "content", ""]
    assert calls == ["A", "B", "C"]


def test_items_are_made_again_of_other_values(kept: tuple[KeptResults, Memory, FieldReach]) -> None:
    _, memory, _ = kept
    each = memory.items.each
    each(titled, "", BOTH, EDITION)
    each(titled, "", BOTH, replace(EDITION, site=replace(SITE, title="Other")))  # which is not read
    assert len(calls) == 2
    assert each(titled, "", BOTH, replace(EDITION, folder="b"))[0] == ["A", "b", ""]
    assert each(titled, "", BOTH, EDITION, "more")[0] == ["A", "content", "more"]
    assert each(titled, "", [(OTHER, EDITION, "of its own")]) == [["B", "content", "of its own"]]
    assert each(titled, "", [(OTHER, EDITION, "another")]) == [["B", "content", "another"]]
    assert len(calls) == 8


def test_where_nobody_watches_all_of_an_edition_counts() -> None:
    calls.clear()
    items = Memory(None, "", KeptResults()).items
    for turns in ((1.0,), (1.0,), (2.0,)):
        items.each(titled, "", BOTH, replace(EDITION, turns=turns))
    assert len(calls) == 4


def listing(edition: Edition, items: ItemResults) -> list[list[str]]:
    """A function that asks for items."""
    return items.each(titled, "", BOTH, edition)


def test_what_known_items_were_made_from_counts_for_whoever_asks_for_them(
    kept: tuple[KeptResults, Memory, FieldReach],
) -> None:
    results, memory, reach = kept
    memory.items.each(titled, "", BOTH, EDITION)
    assert reach.fields == {"title"}
    later = FieldReach(Paper)
    with later.watched(), results.watched(later):
        asked = memory.again(listing, EDITION, memory.items)
        assert later.fields == {"title"}
        assert memory.again(listing, replace(EDITION, turns=(1.0,)), memory.items) is asked
        assert memory.again(listing, replace(EDITION, folder="b"), memory.items) != asked


def counted(before: int | None, more: int) -> int:
    """A function that may go on from its last result."""
    calls.append(str(before))
    return (before or 0) + more


def test_a_function_goes_on_from_its_last_result_where_that_is_kept(
    kept: tuple[KeptResults, Memory, FieldReach],
) -> None:
    _, memory, _ = kept
    assert [memory.onward(counted, "a", 1), memory.onward(counted, "b", 1), memory.onward(counted, "a", 1)] == [
        1,
        1,
        2,
    ]
    assert calls == ["None", "None", "1"]
    assert Memory(None, "").onward(counted, "a", 1) == 1
