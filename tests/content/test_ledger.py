"""Which record is which from one publication to the next: addresses stay, changes are told."""

from __future__ import annotations

import pytest

from enlsp_site.content.ledger import Ledger, Wanted
from enlsp_site.content.likeness import Facts, likeness
from enlsp_site.model.addresses import AddressMemory, Remembered
from enlsp_site.text import plain_text

DAY = 86400.0
WHEN = "2031-12-06 08:30-09:00 Europe/Paris"


def after(kind: str, *wanted: Wanted, before: AddressMemory | None = None, now: float = 0) -> Ledger:
    """A ledger that was handed these records."""
    ledger = Ledger(before, now, 3 * DAY)
    ledger.settle(kind, wanted)
    return ledger


def slugs(before: AddressMemory, *wanted: Wanted, kind: str = "schedule#") -> list[str]:
    """The addresses of records beside what is remembered."""
    return [each.slug for each in Ledger(before, DAY, 3 * DAY).settle(kind, wanted)]


PANEL = Wanted("Panel: scaling", Facts("Panel: scaling", ("Ada", "Alan"), WHEN, "Hall A"))
PUBLISHED = after("schedule#", PANEL).memory


@pytest.mark.parametrize(
    "facts",
    [
        Facts("Panel: scaling laws", ("Ada", "Alan"), WHEN, "Hall A"),
        Facts("[Moved] Panel: scaling", ("Alan",), WHEN, "Hall A"),
        Facts("Panel: scalign", (), "", ""),
        Facts("Discussion", ("Ada", "Alan"), WHEN, "Hall B"),
    ],
)
def test_a_record_keeps_its_address_when_its_title_or_its_people_change(facts: Facts) -> None:
    assert slugs(PUBLISHED, Wanted(facts.title, facts)) == ["panel-scaling"]


@pytest.mark.parametrize(
    "facts",
    [
        Facts("Panel: ethics", ("Grace", "Emmy"), WHEN, "Hall A"),  # others, at the same time
        Facts("Lunch", (), WHEN, "Hall A"),
        Facts("Panel: scaling laws", ("Grace",), WHEN, "Hall A"),
    ],
)
def test_another_record_has_an_address_of_its_own(facts: Facts) -> None:
    assert slugs(PUBLISHED, Wanted(facts.title, facts)) != ["panel-scaling"]


def test_a_session_that_is_called_by_its_people_keeps_its_address_when_they_are_called_otherwise() -> None:
    talk = Facts("Invited talk", ("Ada Lovelace",), WHEN, "Hall A")
    before = after("schedule#", Wanted("Invited talk Ada Lovelace", talk)).memory
    renamed = Wanted("Invited talk Ada King", talk._replace(people=("Ada King",)))
    assert slugs(before, renamed) == ["invited-talk-ada-lovelace"]
    later = renamed._replace(facts=renamed.facts._replace(when="2031-12-06 14:00-15:00 Europe/Paris"))
    assert slugs(before, later) == ["invited-talk-ada-king"]  # another talk, by somebody else


@pytest.mark.parametrize(
    ("title", "now"),
    [
        ("Ada Lovelace: On engines", "Ada King: On engines"),
        ("Keynote by Ada Lovelace", "Keynote by A. King"),
        ("Ada Lovelace", "Ada King"),
    ],
)
def test_a_session_whose_title_names_its_speaker_keeps_its_address_when_they_are_called_otherwise(
    title: str, now: str
) -> None:
    people = now.partition(":")[0].removeprefix("Keynote by ")
    before = after("schedule#", Wanted(title, Facts(title, ("Ada Lovelace",), WHEN))).memory
    renamed = Facts(now, (people,), WHEN)
    assert slugs(before, Wanted(now, renamed)) == [plain_text.slug(title)]
    later = renamed._replace(when="2031-12-06 14:00-15:00 Europe/Paris")
    assert slugs(before, Wanted(now, later)) == [plain_text.slug(now)]
    other = Facts("Grace Hopper", ("Grace Hopper",), WHEN)
    assert slugs(before, Wanted("Grace Hopper", other)) == ["grace-hopper"]


def test_what_is_new_has_no_address_that_was_another_ones() -> None:
    renamed = Wanted("Panel: limits", PANEL.facts._replace(title="Panel: limits"), is_new=True)
    moved = after("schedule#", renamed, before=PUBLISHED, now=DAY).memory
    new = Wanted("Panel: scaling", Facts("Panel: scaling", ("Emmy",), "2031-12-07 08:30-09:00 Europe/Paris"))
    assert slugs(moved, renamed, new) == ["panel-limits", "panel-scaling-2"]
    assert slugs(moved, renamed._replace(name="Panel: scaling")) == ["panel-scaling"], "but its own it has again"


def test_an_alias_that_is_anothers_address_leads_there() -> None:
    lunch = Wanted("Lunch", Facts("Lunch"), aliases=("Panel-Scaling", "meal"))
    found = Ledger(PUBLISHED, DAY, 3 * DAY).settle("schedule#", [PANEL, lunch])
    assert [(each.slug, each.revision.was) for each in found] == [("panel-scaling", ()), ("lunch", ("meal",))]


def test_of_two_talks_at_one_time_the_one_in_its_room_is_the_one_whose_speaker_is_called_otherwise() -> None:
    one, other = (
        Facts("Invited talk", (name,), WHEN, room) for name, room in (("Ada", "Hall A"), ("Alan", "Hall B"))
    )
    before = after("schedule#", *(Wanted(f"Invited talk {each.people[0]}", each) for each in (one, other))).memory
    renamed = [
        Wanted(f"Invited talk {name}", each._replace(people=(name,)))
        for name, each in (("Al", other), ("A. K.", one))
    ]
    assert slugs(before, *renamed) == ["invited-talk-alan", "invited-talk-ada"]


def test_a_number_is_never_a_slip_of_another() -> None:
    line = Remembered(at="schedule#poster-session-1", title="Poster session 1")
    assert likeness(Facts("Poster session 2"), line) < likeness(Facts("Poster sesion 1"), line)
    assert slugs(AddressMemory((line,)), Wanted("Poster session 2", Facts("Poster session 2"))) == [
        "poster-session-2"
    ]


def test_of_several_that_are_called_the_same_each_is_the_one_at_its_time() -> None:
    first, second, new = (
        Wanted("Coffee break", Facts("Coffee break", (), f"2031-12-06 {clock} Europe/Paris"))
        for clock in ("10:00-10:30", "15:00-15:30", "09:00-09:10")
    )
    memory = after("schedule#", first, second).memory
    assert slugs(memory, new, first, second) == ["coffee-break-3", "coffee-break", "coffee-break-2"]
    assert slugs(memory, second) == ["coffee-break-2"]


def test_a_new_address_is_asked_for_and_the_old_one_leads_there() -> None:
    renamed = Wanted("Panel: limits", PANEL.facts._replace(title="Panel: limits"), is_new=True)
    ledger = Ledger(PUBLISHED, DAY, 3 * DAY)
    (found,) = ledger.settle("schedule#", [renamed])
    assert (found.slug, found.revision.was, found.revision.uid) == (
        "panel-limits",
        ("panel-scaling",),
        "panel-scaling",
    )
    again = Ledger(ledger.memory, 2 * DAY, 3 * DAY).settle("schedule#", [renamed])
    assert [each.slug for each in again] == ["panel-limits"]


def test_a_move_raises_the_sequence_and_a_mended_title_does_not() -> None:
    mended = after(
        "schedule#", Wanted("x", PANEL.facts._replace(title="Panel: scaling laws")), before=PUBLISHED, now=DAY
    )
    (line,) = mended.memory.lines
    assert (line.sequence, line.changed) == (0, "1970-01-02T00:00:00Z")
    moved = after("schedule#", PANEL._replace(facts=PANEL.facts._replace(room="Hall B")), before=PUBLISHED, now=DAY)
    (line,) = moved.memory.lines
    assert (line.sequence, line.since) == (1, "1970-01-01")
    assert [(each.what, each.before) for each in moved.memory.changes] == [("room", "Hall A")]


def test_what_becomes_known_is_told_to_calendars_and_no_change_to_people() -> None:
    unknown = after("schedule#", PANEL._replace(facts=PANEL.facts._replace(when="", room="")))
    known = after("schedule#", PANEL, before=unknown.memory, now=DAY)
    assert known.memory.lines[0].sequence == 1
    assert known.memory.changes == ()


@pytest.mark.parametrize("what", ["room", "when", "title"])
def test_what_is_as_it_was_again_is_not_marked_as_having_been_so(what: str) -> None:
    facts = Facts("Panel", ("Ada Lovelace",), WHEN, "Hall A")
    other = facts._replace(**{what: {"when": WHEN.replace("08:30", "08:00")}.get(what, "Panel of two")})
    memory, marked = AddressMemory(), []
    for number, each in enumerate((facts, other, facts)):
        ledger = Ledger(memory, DAY + number, 3 * DAY)
        (settled,) = ledger.settle("schedule#", [Wanted("panel", each)])
        marked.append([(change.what, change.before) for change in settled.revision.marked])
        memory = ledger.memory
    assert marked == [[], [(what, getattr(facts, what))], [(what, getattr(other, what))]]


def test_a_change_is_marked_for_as_long_as_it_is_asked() -> None:
    moved = after("schedule#", PANEL._replace(facts=PANEL.facts._replace(room="Hall B")), before=PUBLISHED, now=DAY)
    wanted = [PANEL._replace(facts=PANEL.facts._replace(room="Hall B"))]
    marked = [
        len(Ledger(moved.memory, DAY + days * DAY, 3 * DAY).settle("schedule#", wanted)[0].revision.marked)
        for days in (0, 2.9, 3.1)
    ]
    assert marked == [1, 1, 0]


def test_the_same_content_leaves_the_memory_as_it_is() -> None:
    again = after("schedule#", PANEL, before=PUBLISHED, now=400 * DAY)
    assert again.memory == PUBLISHED


def test_what_was_published_and_is_gone_is_remembered() -> None:
    ledger = after("schedule#", before=PUBLISHED, now=DAY)
    assert [line.at for line in ledger.gone] == ["schedule#panel-scaling"]
    assert ledger.memory.lines == PUBLISHED.lines
