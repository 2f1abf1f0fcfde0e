"""Plain data to typed entries, every fault collected."""

from __future__ import annotations

import time
from typing import Annotated, Any, ClassVar, Literal

import msgspec
import pytest
from msgspec import Meta

from enlsp_site.content.syntax.yaml import parse
from enlsp_site.content.syntax.yaml_places import locate_all
from enlsp_site.content.validate import convert
from enlsp_site.diagnostics.origin import Origin


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class LinkEntry(Entry, frozen=True, forbid_unknown_fields=True):
    title: str
    url: str


class PersonEntry(Entry, frozen=True, forbid_unknown_fields=True):
    called: ClassVar[str] = "person"
    name: Annotated[str, Meta(min_length=1, examples=["Lu Hou"])]
    affiliations: Annotated[list[str] | str, Meta(examples=[["Stanford University"]])] | None = None
    photo: str | None = None
    corresponding: bool = False
    links: list[LinkEntry] | None = None


class SessionEntry(Entry, frozen=True, forbid_unknown_fields=True):
    called: ClassVar[str] = "session"
    time: Annotated[str, Meta(pattern=r"^\d\d:\d\d$", description="The start, in 24 hours.", examples=["08:15"])]
    kind: Literal["keynote", "oral", "poster"] | None = None
    code: Annotated[str, Meta(min_length=2, max_length=4)] | None = None
    online: bool | None = None
    people: list[PersonEntry | str] = []
    tags: list[str] = []


class PeopleFile(Entry, frozen=True, forbid_unknown_fields=True):
    called: ClassVar[str] = "people file"
    people: list[PersonEntry | str]
    heading: str | None = None


def read(text: str, type_: Any) -> tuple[Any, list[str]]:
    """What a YAML text is as `type_`, and the problems as an organizer sees them."""
    data, faults = parse(text, "a.yaml")
    assert faults == []
    value, problems, _ = convert(data, type_, Origin("a.yaml"))
    lines = []
    places = locate_all(text, [problem.origin.path for problem in problems])
    for problem, (line, column) in zip(problems, places, strict=True):
        assert problem.severity == "error"
        lines.append(f"{line}:{column} {problem.code}: {problem.message} | {problem.hint}")
    return value, lines


# What fits


def test_what_fits_is_converted() -> None:
    text = "time: 08:15\ncode: 010\nkind: oral\nonline: no\npeople: [Ada, {name: Alan}]\ntags: [1, 2]\n"
    assert read(text, SessionEntry) == (
        SessionEntry(
            time="08:15",
            kind="oral",
            code="010",
            online=False,
            people=["Ada", PersonEntry(name="Alan")],
            tags=["1", "2"],
        ),
        [],
    )


@pytest.mark.parametrize(
    ("word", "value"),
    [("true", True), ("True", True), ("YES", True), ("yes", True), ("no", False), ("No", False), ("FALSE", False)],
)
def test_yes_and_no_are_read_in_any_case(word: str, value: bool) -> None:
    person, told = read(f"name: Ada\ncorresponding: {word}\nphoto: yes\n", PersonEntry)
    assert (person, told) == (PersonEntry(name="Ada", corresponding=value, photo="yes"), [])


def test_a_key_with_nothing_behind_it_is_not_given() -> None:
    text = "time: 08:15\npeople: [{name: Ada, photo: }]\ntags: ~\ncode:\n"
    assert read(text, SessionEntry) == (SessionEntry(time="08:15", people=[PersonEntry(name="Ada")]), [])
    # and beside a fault, when msgspec alone does not suffice
    value, told = read(text + "kind: x\n", SessionEntry)
    assert value == SessionEntry(time="08:15", people=[PersonEntry(name="Ada")])
    assert len(told) == 1


def test_a_mapping_has_keys_of_ones_own() -> None:
    assert read("b: 1\na: two\nc:\n", dict[str, str]) == ({"b": "1", "a": "two"}, [])
    assert read("a: [1]\nb: two\nc:\n", dict[str, str]) == (
        {"b": "two"},
        ["1:4 wrong-type: `a` must be text, not a list | text that begins with a bracket needs quotes"],
    )
    assert read("[a]", Annotated[dict[str, str], Meta(examples=[{"a": "b: c"}])]) == (
        None,
        ['1:1 wrong-type: the file must be a mapping, not a list | for example `{a: "b: c"}`'],
    )


def test_the_data_itself_is_left_as_it_is() -> None:
    data = [{"name": "Ada", "photo": None, "corresponding": "yes", "age": "3"}]
    convert(data, list[PersonEntry], Origin("a.yaml"))
    assert data == [{"name": "Ada", "photo": None, "corresponding": "yes", "age": "3"}]


def test_unions_go_by_the_shape_of_the_data() -> None:
    type_ = PeopleFile | list[PersonEntry | str]
    assert read("[Ada, {name: Alan}]", type_) == (["Ada", PersonEntry(name="Alan")], [])
    assert read("people: [Ada]\n", type_) == (PeopleFile(people=["Ada"]), [])


# Keys


def test_an_unknown_key_is_told_at_the_key_with_what_was_meant() -> None:
    text = "- name: Ada\n  afiliation: Lab\n- name: Alan\n  photo: a.jpg\n"
    value, told = read(text, list[PersonEntry | str])
    assert told == ["2:3 unknown-key: person has no field `afiliation` | did you mean `affiliations`?"]
    assert value == [PersonEntry(name="Ada"), PersonEntry(name="Alan", photo="a.jpg")]


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("affiliation", "affiliations"),
        ("Affiliations", "affiliations"),
        ("aff", "affiliations"),
        ("photos", "photo"),
        ("link", "links"),
        ("corespondign", "corresponding"),
    ],
)
def test_suggestions_understand_plurals_case_and_abbreviations(key: str, meant: str) -> None:
    assert read(f"name: Ada\n{key}: x\n", PersonEntry)[1] == [
        f"2:1 unknown-key: person has no field `{key}` | did you mean `{meant}`?"
    ]


def test_a_suggestion_is_a_field_that_is_not_given_yet() -> None:
    assert read("name: Ada\nnames: Lovelace\n", PersonEntry)[1] == [
        "2:1 unknown-key: person has no field `names` | "
        "the fields are `name`, `affiliations`, `photo`, `corresponding`, `links`"
    ]


def test_a_key_like_nothing_else_is_answered_with_all_fields() -> None:
    assert read("time: 08:15\nxyzzy: 1\n", SessionEntry)[1] == [
        "2:1 unknown-key: session has no field `xyzzy` | "
        "the fields are `time`, `kind`, `code`, `online`, `people`, `tags`"
    ]


def test_a_struct_without_a_name_is_called_by_its_class() -> None:
    assert read("{title: a, url: b, zzz: c}", LinkEntry)[1] == [
        "1:20 unknown-key: link has no field `zzz` | the fields are `title`, `url`"
    ]


def test_a_missing_key_is_told_at_the_mapping_and_the_record_left_out() -> None:
    value, told = read("- photo: a.jpg\n- name: Alan\n", list[PersonEntry | str])
    assert told == ["1:3 missing-key: `name` is missing: every person needs it | for example `name: Lu Hou`"]
    assert value == [PersonEntry(name="Alan")]


def test_a_required_key_with_nothing_behind_it_is_empty() -> None:
    assert read("title: Talk\nurl:\n", LinkEntry) == (
        None,
        ["2:5 missing-key: `url` is empty: every link needs it | write something behind `url:`"],
    )
    assert read("url: x\n", LinkEntry)[1] == [
        "1:1 missing-key: `title` is missing: every link needs it | add `title: …`"
    ]


def test_a_misspelt_required_key_is_one_problem() -> None:
    assert read("nmae: Ada\n", PersonEntry) == (
        None,
        ["1:1 unknown-key: person has no field `nmae` | did you mean `name`?"],
    )


# Types


FAULTS = [
    (
        "people: Ada\n",
        "2:9 wrong-type: `people` must be a list, not text | write `people: [Ada]`",
    ),
    (
        "people: {name: Ada}\n",
        "2:9 wrong-type: `people` must be a list, not a mapping | begin each item with `- `, on a line of its own",
    ),
    (
        "people: [Ada, [Alan]]\n",
        "2:15 wrong-type: item 2 of `people` must be a mapping (`name: …`) or text, not a list | "
        "text that begins with a bracket needs quotes",
    ),
    (
        "people:\n- Ada\n-\n",
        "4:2 wrong-type: item 2 of `people` is empty | write a mapping (`name: …`) or text, or delete it",
    ),
    (
        "code: [1]\n",
        "2:7 wrong-type: `code` must be text, not a list | text that begins with a bracket needs quotes",
    ),
    (
        "code: {a: b}\n",
        "2:7 wrong-type: `code` must be text, not a mapping | "
        "text with a colon and a space in it, or that begins with a brace, needs quotes",
    ),
    ("online: maybe\n", "2:9 wrong-type: `online` must be yes or no, not “maybe” | "),
    (
        f"online: {'long ' * 20}\n",
        "2:9 wrong-type: `online` must be yes or no, not “long long long long long long long long…” | ",
    ),
    ("kind: keynot\n", "2:7 unknown-value: `kind` cannot be “keynot” | did you mean `keynote`?"),
    ("kind: Orall\n", "2:7 unknown-value: `kind` cannot be “Orall” | did you mean `oral`?"),
    ("kind: xyz\n", "2:7 unknown-value: `kind` cannot be “xyz” | it is one of `keynote`, `oral`, `poster`"),
    (
        "kind: [oral]\n",
        "2:7 wrong-type: `kind` must be one of `keynote`, `oral`, `poster`, not a list | "
        "text that begins with a bracket needs quotes",
    ),
    ("code: ''\n", "2:7 bad-value: `code` must not be empty | "),
    ("code: a\n", "2:7 bad-value: `code` must have at least 2 characters | "),
    ("code: abcde\n", "2:7 bad-value: `code` may have at most 4 characters, and has 5 | "),
]


@pytest.mark.parametrize(("field", "line"), FAULTS, ids=[field for field, _ in FAULTS])
def test_what_does_not_fit_is_told_and_left_out(field: str, line: str) -> None:
    value, told = read(f"time: 08:15\n{field}", SessionEntry)
    assert told == [line]
    kept = ["Ada"] if "- Ada" in field or "[Ada," in field else []
    assert value == SessionEntry(time="08:15", people=kept)


def test_a_form_is_explained_by_the_schema() -> None:
    assert read("time: 8h15\n", SessionEntry) == (
        None,
        [
            "1:7 bad-value: `time` does not have the right form: “8h15” | "
            "The start, in 24 hours; for example `time: 08:15`"
        ],
    )


def test_an_empty_text_is_told() -> None:
    assert read("name: ''\n", PersonEntry)[1] == [
        "1:7 bad-value: `name` must not be empty | for example `name: Lu Hou`"
    ]


def test_examples_of_the_schema_are_written_as_in_a_file() -> None:
    assert read("name: A\naffiliations: {a: b}\n", PersonEntry)[1] == [
        "2:15 wrong-type: `affiliations` must be a list or text, not a mapping | "
        "for example `affiliations: [Stanford University]`"
    ]

    class Look(Entry, frozen=True, forbid_unknown_fields=True):
        accent: Annotated[str, Meta(pattern="^#[0-9a-f]{6}$", examples=["#7a1f3d"])]

    assert read("accent: red\n", Look)[1] == [
        '1:9 bad-value: `accent` does not have the right form: “red” | write `accent: "#ff0000"`'
    ]


def test_yes_or_no_is_asked_for() -> None:
    assert read("name: A\ncorresponding: maybe\n", PersonEntry) == (
        PersonEntry(name="A"),
        ["2:16 wrong-type: `corresponding` must be yes or no, not “maybe” | "],
    )


def test_the_file_as_a_whole_may_be_wrong() -> None:
    assert read("only words\n", list[PersonEntry | str]) == (
        None,
        ["1:1 wrong-type: the file must be a list, not text | begin each item with `- `, on a line of its own"],
    )
    assert read("", PeopleFile)[1] == [
        "1:1 wrong-type: the file is empty | write a mapping (`people: …`), or delete it"
    ]
    assert read("- [x]\n", list[LinkEntry])[1] == [
        "1:3 wrong-type: item 1 of the file must be a mapping (`title: …`), not a list | write `- title: …` and, "
        "indented below it, `url: …`"
    ]


def test_names_begin_at_the_origin_given() -> None:
    problems = convert([["x"]], list[str], Origin("a.yaml", ("nav",)))[1]
    assert problems[0].message == "item 1 of `nav` must be text, not a list"
    assert problems[0].origin.path == ("nav", 0)


def test_a_rule_of_the_struct_itself_is_told() -> None:
    class Span(Entry, frozen=True, forbid_unknown_fields=True):
        first: int
        last: int

        def __post_init__(self) -> None:
            if self.last < self.first:
                raise ValueError("ends before it begins")

    value, told = read("- {first: 1, last: 2}\n- {first: 3, last: 2}\n", list[Span])
    assert value == [Span(first=1, last=2)]
    assert told == ["2:3 bad-value: item 2 of the file does not fit: ends before it begins | "]


# All of them


def test_every_fault_of_a_file_is_told_in_one_go() -> None:
    text = """\
- time: 08:15
  kind: keynot
  people:
    - name: Ada
      afiliation: Lab
      links: [{title: home}, {title: x, url: y}]
    - photo: a.jpg
    - Alan
- kind: oral
- time: 09:00
  online: many
  tag: x
- text
"""
    value, told = read(text, list[SessionEntry])
    assert told == [
        "2:9 unknown-value: `kind` cannot be “keynot” | did you mean `keynote`?",
        "5:7 unknown-key: person has no field `afiliation` | did you mean `affiliations`?",
        "6:15 missing-key: `url` is missing: every link needs it | add `url: …`",
        "7:7 missing-key: `name` is missing: every person needs it | for example `name: Lu Hou`",
        "9:3 missing-key: `time` is missing: every session needs it | for example `time: 08:15`",
        "11:11 wrong-type: `online` must be yes or no, not “many” | ",
        "12:3 unknown-key: session has no field `tag` | did you mean `tags`?",
        "13:3 wrong-type: item 4 of the file must be a mapping (`time: …`), not text | write `- time: …`",
    ]
    assert value == [
        SessionEntry(
            time="08:15",
            people=[PersonEntry(name="Ada", links=[LinkEntry(title="x", url="y")]), "Alan"],
        ),
        SessionEntry(time="09:00"),
    ]


def test_a_rule_that_is_broken_by_what_was_left_out_is_not_told_again() -> None:
    class Team(Entry, frozen=True, forbid_unknown_fields=True):
        people: list[PersonEntry]

        def __post_init__(self) -> None:
            if not self.people:
                raise ValueError("nobody is in it")

    assert read("people: [{nam: Ada}]\n", Team) == (
        None,
        ["1:11 unknown-key: person has no field `nam` | did you mean `name`?"],
    )
    assert read("people: []\n", Team)[1] == ["1:1 bad-value: the file does not fit: nobody is in it | "]


def test_ten_thousand_faulty_entries_are_told_in_seconds() -> None:
    data = [
        {"name": f"Ann {n}", "afiliation": "Lab", "links": [{"title": "x"}], "corresponding": "Yes"}
        for n in range(10_000)
    ]
    started = time.process_time()
    value, problems, _ = convert(data, list[PersonEntry | str], Origin("a.yaml"))
    assert time.process_time() - started < 15
    assert len(problems) == 20_000
    assert value is not None
    assert value[-1] == PersonEntry(name="Ann 9999", corresponding=True, links=[])


def test_what_is_left_of_a_list_knows_where_it_was_written() -> None:
    data = [{"name": "A"}, {"nom": "B"}, {"name": "C"}, 3, {"name": "D"}]

    class Item(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
        name: str

    found, problems, gaps = convert(data, list[Item], Origin("f.yaml", ("items",)))
    assert found is not None
    assert [item.name for item in found] == ["A", "C", "D"]
    assert [problem.origin.path for problem in problems] == [("items", 1, "~key:nom"), ("items", 1), ("items", 3)]
    origin = Origin("f.yaml", gaps=gaps).at("items")
    assert [origin.at(index, "name").path for index in range(3)] == [
        ("items", 0, "name"),
        ("items", 2, "name"),
        ("items", 4, "name"),
    ]
