"""The syntax of BibTeX is read, and every mistake in it is told at its place, all in one go."""

from __future__ import annotations

import pytest

from enlsp_site.content.syntax.bibtex import BibtexScanner


def scan(text: str) -> tuple[dict[str, dict[str, str]], list[str]]:
    """The fields of each entry by its key, and what is told, as `line:column code: message`."""
    scanner = BibtexScanner(text, "papers.bib", lambda name: name == "month")
    entries = scanner.entries()
    told = [f"{found.origin.line}:{found.origin.column} {found.code}: {found.message}" for found in scanner.problems]
    return {entry.key: {field.name: field.value for field in entry.fields} for entry in entries}, told


def read(text: str) -> dict[str, dict[str, str]]:
    """The entries of a text with nothing wrong in it."""
    entries, told = scan(text)
    assert told == []
    return entries


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("@misc{k, title = {A {nested {B}} c}}", {"title": "A {nested {B}} c"}),
        ('@misc{k, title = "A {"}quoted{"} {B}"}', {"title": 'A {"}quoted{"} {B}'}),
        ("@misc{k, year = 2025, month = dec}", {"year": "2025", "month": "dec"}),
        ("@Misc ( k , title = {A) b}, url={x} )", {"title": "A) b", "url": "x"}),
        ("@misc{k, Title={A},,}", {"title": "A"}),
        ("@\nmisc\n{\nk\n,\ntitle\n=\n{A}\n}", {"title": "A"}),
        ('@misc{k, title = "A" # " " # {B} # 1}', {"title": "A B1"}),
        (r"@misc{k, title = {\{A\}}}", {"title": r"\{A\}"}),
        ("@misc{k,\n % title = {Old},\n title = {50% A}, % the new one\n}", {"title": "50% A"}),
        ("@misc{k}", {}),
    ],
)
def test_values(text: str, fields: dict[str, str]) -> None:
    assert read(text) == {"k": fields}


def test_strings_are_joined_and_known_by_any_case() -> None:
    text = '@string{nips = "Neural " # {IPS}} @STRING(ws = NIPS # " Workshops") @misc{k, venue = Ws # " 2025"}'
    assert read(text) == {"k": {"venue": "Neural IPS Workshops 2025"}}


def test_what_is_no_entry_is_not_read() -> None:
    assert read("""
        Our papers; questions to chairs@example.org{}
        % @misc{a, title = {commented out}}
        @comment{@misc{b, title = {commented out}}}
        @comment this line
        @preamble{"\\newcommand{\\x}{y}" # "z"} @preamble("\\x")
        @misc{k, title = {A}} and so on
    """) == {"k": {"title": "A"}}


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("@misc{k, title = {A, year = 2025}", "2:1 unclosed-brace: the entry `k` is never closed"),
        ("@misc{k, title = {A},\n  year = 2025", "2:1 unclosed-brace: the entry `k` is never closed"),
        ("@misc(k, title = {A}", "2:1 unclosed-brace: the entry `k` is never closed"),
        ("@misc{k", "2:1 unclosed-brace: the entry `@misc` is never closed"),
        ('@misc{k, title = "{A"}', "2:1 unclosed-brace: the entry `k` is never closed"),
        (
            '@misc{k,\n title = "A, year = 2025}',
            "2:1 unclosed-quote: the quote that opens `title` in the entry `k` is never closed",
        ),
        ("@misc{k,\n  title {A}}", "3:8 missing-equals: `=` is missing after `title`"),
        ("@misc{k,\n  title = {A} {B}}", "3:14 missing-comma: a comma is missing after the field `title`"),
        ("@misc{two words, title = {A}}", "2:10 missing-comma: a comma is missing after the citation key `two`"),
        ("@misc{title = {A}}", "2:7 missing-key: the entry has no citation key"),
        ("@misc{{k}, title = {A}}", "2:7 missing-key: the entry has no citation key"),
        ("@misc{k, title = , url = {x}}", "2:18 missing-value: the field `title` has no value"),
        ("@misc{k, title = {A} # }", "2:24 missing-value: the field `title` has no value"),
        ("@misc{k, {A}}", "2:10 missing-name: the name of a field is missing here"),
        ("@misc k, title = {A}", "2:1 missing-brace: `@misc` is not followed by a brace"),
        ("@string{k {A}}", "2:10 missing-equals: `=` is missing after `k`"),
    ],
)
def test_a_broken_entry_is_told_and_the_next_one_is_read(entry: str, told: str) -> None:
    text = f"@misc{{before, title = {{B}}}}\n{entry}\n@misc{{after, title = {{C}}}}\n"
    assert scan(text) == ({"before": {"title": "B"}, "after": {"title": "C"}}, [told])


def test_all_broken_entries_are_told() -> None:
    entries, told = scan("@misc{a, title {A}}\n  @misc{b, title = {B}\n@misc c, title = {C}\n@misc{d, title = {D}}")
    assert list(entries) == ["d"]
    assert [problem.partition(":")[0] + " " + problem.split()[1] for problem in told] == [
        "1 missing-equals:",
        "2 unclosed-brace:",
        "3 missing-brace:",
    ]


def test_a_missing_comma_before_a_field_costs_nothing_else() -> None:
    entries, told = scan("@misc{k,\n  title = {A}\n  url = {x},\n  year = 2025}")
    assert entries == {"k": {"title": "A", "url": "x", "year": "2025"}}
    assert told == ["2:14 missing-comma: a comma is missing after the field `title`"]


def test_an_unknown_string_is_told_and_stands_for_itself() -> None:
    scanner = BibtexScanner(
        "@string{nips = {N}}\n@misc{k, venue = nisp, month = sept}", "p.bib", lambda name: name == "month"
    )
    assert [field.value for field in scanner.entries()[0].fields] == ["nisp", "sept"]
    [problem] = scanner.problems
    assert (str(problem.origin), problem.code) == ("p.bib:2:18", "unknown-string")
    assert (problem.message, problem.hint) == ("no `@string` is named `nisp`", "did you mean `nips`?")


def test_a_brace_too_many_is_told() -> None:
    entries, told = scan("@misc{k, title = {A}},\n  pdf = {a.pdf}\n}\n")
    assert entries == {"k": {"title": "A"}}
    assert told == ["3:1 stray-brace: this closing brace was never opened: fields behind it are not read"]


HOSTILE = (
    "@a{k,t={",
    '@a{k,t="',
    '@a(k,t="{}"\n',
    "{",
    "}",
    "@",
    "@\n",
    '@a{k,t={"}\n',
    "%",
    " ",
    "@a{k,t=1",
    '"{',
    "#",
)


@pytest.mark.parametrize("piece", HOSTILE)
def test_long_and_broken_is_still_fast(piece: str) -> None:
    for text in (piece * 20_000, "@misc{k, t = " + piece * 20_000, "\n@a".join([piece] * 10_000)):
        assert len(BibtexScanner(text, "papers.bib", lambda _: False).entries()) <= 20_000
