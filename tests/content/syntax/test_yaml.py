"""YAML to plain data, what is wrong with it, and where each value stands."""

from __future__ import annotations

import random
import resource
import time
import tracemalloc
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from loops import some

from enlsp_site.content.syntax.yaml import parse
from enlsp_site.content.syntax.yaml_places import locate_all

PARSERS = ["libyaml", "python"]


@pytest.fixture(params=PARSERS)
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers that PyYAML may come with."""
    if request.param == "python":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


def read(text: str, **options: Any) -> Any:
    data, problems = parse(text, "a.yaml", **options)
    assert problems == []
    return data


def told(text: str, **options: Any) -> list[str]:
    return [
        f"{p.origin.line}:{p.origin.column} {p.code}: {p.message} | {p.hint}"
        for p in parse(text, "a.yaml", **options)[1]
    ]


# Data


def test_plain_scalars_stay_text() -> None:
    text = "country: NO\ntime: 12:30\nid: 010\nday: 2025-08-22\nversion: 3.10\nyes: true\nnull: null\n"
    assert read(text) == {
        "country": "NO",
        "time": "12:30",
        "id": "010",
        "day": "2025-08-22",
        "version": "3.10",
        "yes": "true",
        "null": "null",
    }


def test_an_empty_plain_scalar_and_a_tilde_are_nothing() -> None:
    assert read("a:\nb: ~\nc: ''\nd: '~'\ne: [~, x]\nf:\n-\n") == {
        "a": None,
        "b": None,
        "c": "",
        "d": "~",
        "e": [None, "x"],
        "f": [None],
    }


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_a_file_with_nothing_in_it_is_none(text: str) -> None:
    assert read(text) is None


def test_lists_mappings_blocks_and_quotes_are_read() -> None:
    text = "- {a: [1, 2], 'b c': \"x\\ty\"}\n- |\n  one\n  two\n- >-\n  one\n  two\n- a long\n  text\n"
    assert read(text) == [{"a": ["1", "2"], "b c": "x\ty"}, "one\ntwo\n", "one two", "a long text"]


def test_free_data_is_typed_where_no_character_is_lost() -> None:
    typed = {
        "true": True,
        "false": False,
        "null": None,
        "7": 7,
        "-3": -3,
        "0": 0,
        "2.5": 2.5,
        "-0.5": -0.5,
        "1e+300": 1e300,
    }
    for text, value in some(typed.items()):
        found = read(f"x: {text}", free=True)["x"]
        assert found == value
        assert type(found) is type(value)
    for text in (
        "3.10",
        "010",
        "1e3",
        "NO",
        "yes",
        "+5",
        "1_000",
        "12:30",
        "nan",
        "inf",
        "٣",
        "9" * 5000,
        "9223372036854775808",
        "2025-08-22",
    ):
        assert read(f"x: {text}", free=True) == {"x": text}


def test_quoted_free_data_and_keys_stay_text() -> None:
    assert read("'1': '1'\n2: \"true\"\n", free=True) == {"1": "1", "2": "true"}


def test_an_alias_is_the_same_object_again() -> None:
    data = read("a: &x {b: [c]}\nd: *x\ne: &y text\nf: *y\n")
    assert data == {"a": {"b": ["c"]}, "d": {"b": ["c"]}, "e": "text", "f": "text"}
    assert data["d"] is data["a"]


def test_a_key_may_have_an_anchor() -> None:
    assert read("&k a: 1\nb: *k\n") == {"a": "1", "b": "a"}


# Faults of meaning


def test_all_duplicate_keys_are_told_and_the_first_values_kept() -> None:
    text = "name: A\nage: 1\nname: B\n'age': 2\nname: C\n"
    assert told(text) == [
        "3:1 duplicate-key: the key `name` is given twice | it stands in line 1 already; keep one of the two",
        "4:1 duplicate-key: the key `age` is given twice | it stands in line 2 already; keep one of the two",
        "5:1 duplicate-key: the key `name` is given twice | it stands in line 1 already; keep one of the two",
    ]
    assert parse(text, "a.yaml")[0] == {"name": "A", "age": "1"}


def test_a_fault_inside_the_value_of_a_duplicate_key_is_told_too() -> None:
    assert [line.split(":")[0] for line in told("a: 1\na: {b: 1, b: 2}\n")] == ["2", "2"]


def test_lines_count_from_the_first_line_given() -> None:
    assert told("a: 1\na: 2\n", first_line=2) == [
        "3:1 duplicate-key: the key `a` is given twice | it stands in line 2 already; keep one of the two"
    ]
    assert told("a: 1\nb: c: d\n", first_line=5)[0].startswith("6:5 yaml-syntax")
    assert told("a: \x07\n", first_line=5)[0].startswith("5:4 control-character")


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: 1\n? [b, c]\n: d\n", "2:3"), ("a: {{ b }}\n", "1:5"), ("- [a]: b\n", "1:3"), ("a: &x 1\n*x : b\n", "2:1")],
)
def test_a_key_is_text(text: str, place: str) -> None:
    assert told(text) == [
        f"{place} bad-key: a key must be text | text that begins with `[`, `{{` or `*` needs quotes"
    ]


def test_a_key_is_not_empty() -> None:
    assert told("~: b\nc: d\n") == ["1:1 bad-key: a key is empty | write the key before the colon"]


def test_merge_keys_are_refused() -> None:
    text = "a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n'<<': quoted\n"
    assert told(text) == [
        "3:3 merge-key: the merge key `<<` is not supported | "
        "write the fields out, or give one alias (`*name`) as the whole value"
    ]
    assert parse(text, "a.yaml")[0] == {"a": {"b": "1"}, "c": {"d": "2"}, "<<": "quoted"}


def test_a_file_is_one_document() -> None:
    assert told("---\na: 1\n---\nb: 2\n") == [
        "3:1 many-documents: a second document begins here, and a content file is one | delete the line `---`"
    ]
    assert read("%YAML 1.2\n---\na: 1\n...\n") == {"a": "1"}


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("!!python/object/apply:os.system [id]", "!!python/object/apply:os.system"),
        ("!include other.yaml", "!include"),
        ("!!str 010", "!!str"),
        ("! wow", "!"),
    ],
)
def test_tags_are_refused(value: str, tag: str) -> None:
    assert told(f"a: 1\nb: {value}\n") == [
        f"2:4 yaml-tag: the tag `{tag}` is not supported | delete it; text that begins with `!` needs quotes"
    ]


def test_an_alias_of_nothing_is_told() -> None:
    assert told("a: *emph\n") == [
        "1:4 unknown-alias: `*emph` stands for nothing | "
        "text that begins with `*` needs quotes; else write `&emph` before the value meant"
    ]


def test_a_recursive_alias_is_told() -> None:
    assert told("a: &x\n  b: [1, *x]\n") == [
        "2:10 recursive-alias: `*x` stands inside the value that it stands for | write the value out"
    ]


def test_control_characters_are_found_plain_and_escaped() -> None:
    assert told("a: b\nc: \x1bd\n")[0].startswith("2:4 control-character: the invisible character U+001B")
    assert told('a: b\nc: "x\\0y"\n') == [
        "2:4 control-character: the quoted text holds an invisible control character, written as an escape | "
        "delete the escape; if it was TeX, write the text between single quotes: they keep backslashes"
    ]


def test_a_missing_space_within_braces_is_no_key() -> None:
    text = "- {name:Ann, role: Chair}\n"
    assert told(text) == ["1:4 yaml-syntax: there is no space after the colon of `name` | write `name: Ann`"]
    assert parse(text, "a.yaml")[0] == [{"name": "Ann", "role": "Chair"}]


def test_a_value_that_is_a_comment_for_yaml_is_told() -> None:
    (problem,) = parse("look:\n  accent: #7a1f3d\n", "a.yaml")[1]
    assert (str(problem.origin), problem.severity) == ("a.yaml:2:3", "warning")
    assert problem.message == "`accent` is empty, for what follows `#` is a comment"
    assert problem.hint == 'if it is the value, put it in quotes: "#7a1f3d"'
    assert read("a: # nothing yet\nb: #!shebang\nc: #-----\nd: #x\n  e\n")["d"] == "e"


# Bombs


def bomb(levels: int, width: int) -> str:
    lines = [f"a0: &a0 [{', '.join('x' * width)}]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text", [bomb(10, 10), bomb(60, 2), "a: &a " + "x" * 100_000 + "\nb: [" + "*a, " * 99_000 + "]"]
)
def test_an_alias_bomb_is_refused_fast_and_small(text: str) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tracemalloc.start()
    started = time.process_time()
    try:
        data, problems = parse(text, "a.yaml")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.process_time() - started < 1
    assert peak < 50_000_000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB
    assert data is None
    assert [problem.code for problem in problems] == ["alias-bomb"]
    assert problems[0].message == "the aliases of this file stand for more than 100,000 values"
    assert problems[0].origin.line > 1


def test_an_alias_bomb_is_told_where_it_bursts() -> None:
    assert told(bomb(10, 10))[0].startswith("5:45 alias-bomb: ")


def test_honest_aliases_are_allowed() -> None:
    assert len(read("a: &a [1, 2, 3]\nb: [" + "*a, " * 5_000 + "]")["b"]) == 5_000


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[" * 100_000, "1:101"),
        ("a: 1\nb: é # [\nc: " + "[" * 5_000, "3:103"),
        ("{a: " * 100_000, "1:401"),
        ("- " * 10_000 + "x", "1:201"),
        ("".join(f"{' ' * n}a:\n" for n in range(1_000)), "101:101"),
    ],
)
def test_deep_nesting_is_refused(text: str, place: str) -> None:
    started = time.process_time()
    assert told(text) == [
        f"{place} too-deep: lists and mappings are nested more than 100 deep | look for brackets that are not closed"
    ]
    assert time.process_time() - started < 1


def test_nesting_of_a_hundred_is_read_and_aliases_cannot_exceed_it() -> None:
    assert read("[" * 100 + "]" * 100)
    assert read("- &a " + "[" * 49 + "]" * 49 + "\n- " + "[" * 50 + "*a" + "]" * 50 + "\n")
    assert told("- &a " + "[" * 50 + "]" * 50 + "\n- " + "[" * 50 + "*a" + "]" * 50 + "\n")[0].startswith(
        "2:53 too-deep"
    )


# Syntax, in plain words

SYNTAX = [
    # tabs
    ("a:\n\tb: 1\n", "2:1 tab-indentation: a tab is used for indentation | indent with spaces"),
    ("- a: 1\n\tb: 1\n", "2:1 tab-indentation: a tab is used for indentation | indent with spaces"),
    ("a:\n  - x\n \t- y\n", "3:2 tab-indentation: a tab is used for indentation | indent with spaces"),
    ("a: foo\n\tbar\n", "2:1 tab-indentation: a tab is used for indentation | indent with spaces"),
    ("a: |\n  foo\n\tbar\n", "3:1 tab-indentation: a tab is used for indentation | indent with spaces"),
    ("a:\n-\tb: 1\n\tc: 2\n", "2:2 tab-indentation: a tab is used for indentation | indent with spaces"),
    # quotes
    (
        'a: 1\nb: "foo\nc: 2\n',
        '2:4 yaml-syntax: the quote `"` that opens here is never closed | write `"` where the text ends',
    ),
    (
        'a: "foo\nb: "bar"\n',
        '1:4 yaml-syntax: the quote `"` that opens here is only closed in line 2 | write `"` where the text ends',
    ),
    (
        "a: 'it's here'\n",
        "1:8 yaml-syntax: text follows the closing quote `'` | "
        'inside single quotes an apostrophe is written twice; or write "it\'s here"',
    ),
    (
        'a: "Attention" and more # yes\n',
        '1:16 yaml-syntax: text follows the closing quote `"` | put all of it in quotes: \'"Attention" and more\'',
    ),
    (
        'a: "A $\\mu$"\n',
        "1:8 yaml-syntax: `\\m` means nothing between double quotes | "
        "use single quotes, in which a backslash is a backslash; or write it twice",
    ),
    (
        'a: "C:\\Users"\n',
        "1:7 yaml-syntax: `\\U` means nothing between double quotes | "
        "use single quotes, in which a backslash is a backslash; or write it twice",
    ),
    # brackets
    (
        "a: 1\nb: [1, 2\nc: 3\n",
        "2:4 yaml-syntax: the bracket `[` that opens here is never closed | "
        "write `]` where it ends; text that begins with `[` needs quotes",
    ),
    (
        "a: {x: 1,\n",
        "1:4 yaml-syntax: the bracket `{` that opens here is never closed | "
        "write `}` where it ends; text that begins with `{` needs quotes",
    ),
    ("a: [1, 2}\n", "1:9 yaml-syntax: `}` cannot close what `[` opened | write `]` before it"),
    (
        "a: [Best] paper\n",
        "1:11 yaml-syntax: text follows the closing bracket `]` | "
        'text that begins with a bracket needs quotes: "[Best] paper"',
    ),
    (
        "- [posters](papers/)\n",
        "1:12 yaml-syntax: text follows the closing bracket `]` | "
        'text that begins with a bracket needs quotes: "[posters](papers/)"',
    ),
    (
        '- {a: "x" b: "y"}\n',
        "1:11 yaml-syntax: a comma is missing before this | separate the values with commas",
    ),
    ("a: [1,,2]\n", "1:7 yaml-syntax: nothing stands before this `,` | delete one comma"),
    (
        "- {title: Foo: bar, x: y}\n",
        "1:14 yaml-syntax: a colon and a space stand in a value without quotes | "
        'put quotes around it: title: "Foo: bar"',
    ),
    (
        "a: &x [1, {b: c} d]\n",
        "1:18 yaml-syntax: a comma is missing before this | separate the values with commas",
    ),
    (
        "[a, b]\nc: d\n",
        "2:1 yaml-syntax: this line does not go on with what stands above it | "
        "look for a bracket or a quote that is closed too early above",
    ),
    (
        "- a: [b]]\n",
        "1:9 yaml-syntax: text follows the closing bracket `]` | "
        'text that begins with a bracket needs quotes: "[b]]"',
    ),
    # colons
    (
        "title: Mamba: fast\n",
        "1:13 yaml-syntax: a colon and a space stand in a value without quotes | "
        'put quotes around it: title: "Mamba: fast"',
    ),
    (
        '- title: The "big": one # comment\n',
        "1:19 yaml-syntax: a colon and a space stand in a value without quotes | "
        "put quotes around it: title: 'The \"big\": one'",
    ),
    (
        "name:Foo\nb: 2\n",
        "1:5 yaml-syntax: there is no space after the colon of `name` | write `name: Foo`",
    ),
    (
        "a: 1\nname:Foo\nb: 2\n",
        "2:5 yaml-syntax: there is no space after the colon of `name` | write `name: Foo`",
    ),
    (
        "a:\u00a01\nb: 1\n",
        "1:2 yaml-syntax: there is no space after the colon of `a` | "
        "write `a: 1`; what looks like a space is a no-break space",
    ),
    ('"a":1\nb: 1\n', "1:4 yaml-syntax: there is no space after the colon of `a` | write `a: 1`"),
    ("- a\n-b\n- c: d\n", "2:1 yaml-syntax: there is no space after the dash | write `- b`"),
    (
        "a: 1\nname Foo\nb: 2\n",
        "2:1 yaml-syntax: this line is no `key: value` | write a colon and a space after the key; "
        "or, if it goes on with the text above, indent it further",
    ),
    ("a: b\n: c\n", "2:1 yaml-syntax: there is no key before this colon | write the key"),
    (
        "- time 9:00 - 10:00\n  title: A: b\n",
        "1:3 yaml-syntax: there is no colon after `time`, and the next line belongs to the same entry | "
        "write `time: 9:00 - 10:00`, if `time` is the key",
    ),
    # indentation
    (
        "- name: A\n   role: B\n",
        "2:4 yaml-syntax: this line is indented further than `name` in line 1, which has a value | "
        "a key beside `name` begins in column 3; text that goes on here needs quotes",
    ),
    (
        "x:\n    a: 1\n  b: 2\n",
        "3:3 yaml-syntax: this line is indented like none above | "
        "begin it in the same column as the line that it stands beside",
    ),
    (
        "a: |\n    foo\n  bar\nb: 1\n",
        "3:3 yaml-syntax: this line is indented less than the text that it goes on with | "
        "indent all lines of the text below `|` at least as far as its first",
    ),
    (
        "  a: 1\nb: 2\n",
        "2:1 yaml-syntax: this line begins further left than the first one | begin both in column 1",
    ),
    (
        "a: 1\n- b\n",
        "2:1 yaml-syntax: a list item stands among keys | "
        "put the list below a key of its own, such as `people:`, indented by two spaces",
    ),
    (
        "- b\na: 1\n",
        "2:1 yaml-syntax: a key stands among list items | "
        "begin a new item with `- `; or, if it belongs to the item above, indent it by two spaces",
    ),
    # how a value may begin
    ("x: @ada # her\n", '1:4 yaml-syntax: text cannot begin with `@` | put it in quotes: "@ada"'),
    ("x: `code`\n", '1:4 yaml-syntax: text cannot begin with a backquote | put it in quotes: "`code`"'),
    ("- a\n- %foo\n", '2:3 yaml-syntax: text cannot begin with `%` | put it in quotes: "%foo"'),
    ("x: & Co\n", '1:4 yaml-syntax: text cannot begin with `&` | put it in quotes: "& Co"'),
    ("x: *one* two\n", '1:4 yaml-syntax: text cannot begin with `*` | put it in quotes: "*one* two"'),
    ("x: !wow! ok\n", '1:4 yaml-syntax: text cannot begin with `!` | put it in quotes: "!wow! ok"'),
    ("x: , a\n", '1:4 yaml-syntax: text cannot begin with `,` | put it in quotes: ", a"'),
    ("x: [a, @b, c]\n", '1:8 yaml-syntax: text cannot begin with `@` | put it in quotes: "@b"'),
    (
        "x: |text\n",
        "1:5 yaml-syntax: text follows `|` on the same line | "
        'begin the text on the next line, indented; or, if it begins with `|`: "|text"',
    ),
    (
        "x: - a\n",
        "1:4 yaml-syntax: a value cannot begin with `- ` on the line of its key | "
        'begin the list on the next line; or, if it is text: "- a"',
    ),
    (
        "x: ? a\n",
        "1:4 yaml-syntax: a value cannot begin with `? ` on the line of its key | "
        'put text that begins with `? ` in quotes: "? a"',
    ),
    # columns count characters
    (
        'é𝒳: "ü" ö\n',
        '1:9 yaml-syntax: text follows the closing quote `"` | put all of it in quotes: \'"ü" ö\'',
    ),
]


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(("text", "expected"), SYNTAX, ids=[text for text, _ in SYNTAX])
def test_syntax_errors_are_told_in_plain_words_at_their_cause(text: str, expected: str) -> None:
    assert told(text) == [expected]
    assert parse(text, "a.yaml")[0] is None


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML's own parser reads it")
def test_a_colon_before_a_bracket_is_told() -> None:
    assert told("- {title: x, url:}\n") == [
        "1:17 yaml-syntax: a colon between brackets has no space after it | "
        "write a space after the colon of a key; put quotes around text that has a colon"
    ]


def test_what_no_rule_knows_is_told_in_the_parser_s_words() -> None:
    assert told("%YAML 2.0\n---\na: 1\n") == [
        "1:1 yaml-syntax: this is no YAML: found incompatible YAML document | "
        "look for a missing quote, space or bracket here and on the line above"
    ]


def test_problems_found_before_a_syntax_error_are_kept() -> None:
    data, problems = parse("a: 1\na: 2\nb: *x\nc: d: e\n", "a.yaml")
    assert data is None
    assert [problem.code for problem in problems] == ["duplicate-key", "unknown-alias", "yaml-syntax"]


PIECES = st.lists(
    st.sampled_from([*"a\n\t'\"[]{},:|>#%@`\\é\u00a0𝒳~"])
    | st.sampled_from(["b: ", "- ", "  ", "&x ", "*x", "!t ", "---\n", "...\n", "? ", "<<: ", "a: b\n", "\\u12"]),
    max_size=40,
).map("".join)


@given(PIECES)
def test_no_text_makes_the_parser_raise(text: str) -> None:
    problems = parse(text, "a.yaml")[1]
    rows = text.count("\n") + 2
    for problem in problems:
        assert 1 <= problem.origin.line <= rows
        assert problem.origin.column >= 1
        assert "\n" not in problem.message + problem.hint
    ((line, column),) = locate_all(text, [("b", 0, "a")])
    assert 1 <= line <= rows
    assert column >= 1


@given(st.text(max_size=60))
def test_any_text_written_in_quotes_comes_back(text: str) -> None:
    dumped = yaml.safe_dump({"a": text, "b": [text]}, allow_unicode=True, default_style='"')
    data, problems = parse(dumped, "a.yaml")
    if not problems:
        assert data == {"a": text, "b": [text]}
    else:
        assert {problem.code for problem in problems} == {"control-character"}


# Places

CONTENT = """\
# people
- name: Ada
  links:   {home: https://a.example, "x": 'y'}
  bio: |
    Long
  also: &n
    - é𝒳: {z: 1}
- Alan (Lab)
- name: *n
  afiliation: Lab
  name: twice
"""


@pytest.mark.usefixtures("_parser")
@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (2, 1)),
        ((0,), (2, 3)),
        ((0, "name"), (2, 9)),
        ((0, "~key:name"), (2, 3)),
        ((0, "links"), (3, 12)),
        ((0, "links", "home"), (3, 19)),
        ((0, "links", "~key:x"), (3, 38)),
        ((0, "links", "x"), (3, 43)),
        ((0, "bio"), (4, 8)),
        ((0, "also"), (6, 9)),
        ((0, "also", 0), (7, 7)),
        ((0, "also", 0, "é𝒳"), (7, 11)),
        ((0, "also", 0, "é𝒳", "z"), (7, 15)),
        ((1,), (8, 3)),
        ((2, "name"), (9, 9)),
        ((2, "name", 0, "é𝒳", "z"), (7, 15)),
        ((2, "~key:afiliation"), (10, 3)),
        ((2, "afiliation"), (10, 15)),
    ],
)
def test_values_and_keys_are_located(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert locate_all(CONTENT, [path]) == [place]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((0, "gone"), (2, 3)),
        ((0, "~key:gone"), (2, 3)),
        ((0, "links", "home", "deeper"), (3, 19)),
        ((0, "name", 3, "x"), (2, 9)),
        ((9, "name"), (2, 1)),
        (("name",), (2, 1)),
        (("~key:name",), (2, 1)),
    ],
)
def test_what_does_not_exist_stands_at_its_deepest_ancestor(
    path: tuple[str | int, ...], place: tuple[int, int]
) -> None:
    assert locate_all(CONTENT, [path]) == [place]


def test_places_in_texts_that_cannot_be_read_to_the_end() -> None:
    text = "a: 1\nb: {c: 2}\nd: e: f\ng: 3\n"
    assert locate_all(text, [("b", "c"), ("g",)]) == [(2, 8), (1, 1)]
    assert locate_all("", [("a",), ()], first_line=4) == [(4, 1), (4, 1)]
    assert locate_all("a: &x [*x]\n", [("a", 0, 0, 0)]) == [(1, 8)]


def test_places_count_from_the_first_line_given() -> None:
    assert locate_all("a: 1\nb: 2\n", [("b",)], first_line=2) == [(3, 4)]


def test_complex_keys_do_not_confuse_places() -> None:
    assert locate_all("? [a, {b: c}]\n: d\ne: f\n", [("e",)]) == [(3, 4)]


def test_the_first_of_two_equal_keys_is_located() -> None:
    assert locate_all("a: 1\na: 2\n", [("a",), ("~key:a",)]) == [(1, 4), (1, 1)]


# Speed

PAPERS = "".join(
    f"- id: {n}\n"
    f'  title: "Paper {n}: of things"\n'
    "  authors:\n"
    f"    - {{name: Ann {n}, affiliations: [Lab {n}, Uni]}}\n"
    f"    - {{name: Bo {n}, affiliations: [Uni]}}\n"
    f"  abstract: {'words ' * 20}\n  keywords: [a, b]\n  decision: poster\n"
    for n in range(10_000)
)


@pytest.mark.whole
def test_ten_thousand_papers_are_read_and_located_in_seconds() -> None:
    started = time.process_time()
    data = read(PAPERS)
    assert time.process_time() - started < 10
    assert len(data) == 10_000
    assert data[9_999]["authors"][1]["name"] == "Bo 9999"
    chosen = random.Random(1).sample(range(10_000), 200)
    started = time.process_time()
    places = locate_all(PAPERS, [(n, "authors", 1, "name") for n in chosen])
    assert time.process_time() - started < 15
    assert places == [(n * 8 + 5, 14) for n in chosen]


def test_long_lines_cost_no_more_than_their_length() -> None:
    started = time.process_time()
    assert read(f"a: {'x' * 100_000}\nb: [{'c, ' * 100_000}]\n")
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "column", "mark", "hint"),
    [
        ("a: “A”\n", 4, "“", 'write "A"; if the curly quote is part of the text, "“A”"'),
        ("a: „Über“ uns\n", 4, "„", 'write "Über“ uns"; if the curly quote is part of the text, "„Über“ uns"'),
        ("a: [“X, Y”]\n", 5, "“", 'write "X"; if the curly quote is part of the text, "“X"'),
    ],
)
def test_curly_quotes_are_told(text: str, column: int, mark: str, hint: str) -> None:
    data, problems = parse(text, "x.yaml")
    assert data is not None
    (told,) = problems
    assert (told.severity, told.code, told.origin.line, told.origin.column) == ("warning", "curly-quotes", 1, column)
    assert told.message == f"this begins with `{mark}`, which is no quote of YAML's and is shown"
    assert told.hint == hint


@pytest.mark.parametrize("text", ['a: "“A”"\n', "a: |\n  “A”\n", "a: so “B”\n"])
def test_curly_quotes_elsewhere_are_letters(text: str) -> None:
    assert parse(text, "x.yaml")[1] == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{title: “Hello: world”}\n", "curly quotes are not YAML's; put quotes around it: title: \"Hello: world\""),
        ("title: “Hello: world”\n", "curly quotes are not YAML's; write \"Hello: world\"; "
         "if the curly quote is part of the text, \"“Hello: world”\""),
    ],
)  # fmt: skip
def test_a_colon_between_curly_quotes_is_told_of_them(text: str, hint: str) -> None:
    data, problems = parse(text, "x.yaml")
    assert data is None
    assert problems[-1].code == "yaml-syntax"
    assert problems[-1].hint == hint


@pytest.mark.parametrize(
    "text",
    [
        "title: Small   # our name\n",
        "title: Small\n# a note\n",
        'title: "C # the best"\n',
        "title: C# the best\n",
        "edition: 2031 # this year\n",
        "abstract: |\n  title: C # the best\n",
    ],
)
def test_a_note_to_oneself_is_no_part_of_a_title(text: str) -> None:
    assert parse(text, "site.yaml")[1] == []
