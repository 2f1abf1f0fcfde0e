"""A table of papers becomes the same plain data as papers.yaml."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlsp_site.content import papers_csv


def read(text: str) -> list[dict[str, Any]]:
    """The papers of a table with nothing wrong in it."""
    records, problems = papers_csv.parse(text, "papers.csv")
    assert problems == []
    return records


def told(text: str) -> list[tuple[str, str, str]]:
    """What is told of a table: place, severity with code, and message."""
    problems = papers_csv.parse(text, "papers.csv")[1]
    return [
        (f"{problem.origin.line}:{problem.origin.column}", f"{problem.severity} {problem.code}", problem.message)
        for problem in problems
    ]


def test_a_row_becomes_a_paper() -> None:
    assert read(
        "id,title,authors,abstract,keywords,decision,award,pdf,poster,slides,video,code,data,arxiv,openreview,doi,"
        "supplement,url,tldr\n"
        '7,"Fast, faster",Jane Doe; Lu Hou,"We ask.\n\nWe say ""yes"".","pruning; MoE, caching",oral,Best Paper,'
        "a.pdf,b.pdf,c.pdf,d,e,f,2305.13048,aBc,10.1/x,s.zip,https://x.org,Fast.\n"
    ) == [
        {
            "id": "7",
            "title": "Fast, faster",
            "authors": "Jane Doe; Lu Hou",
            "abstract": 'We ask.\n\nWe say "yes".',
            "keywords": ["pruning", "MoE", "caching"],
            "decision": "oral",
            "award": "Best Paper",
            "pdf": "a.pdf",
            "poster": "b.pdf",
            "slides": "c.pdf",
            "video": "d",
            "code": "e",
            "data": "f",
            "arxiv": "2305.13048",
            "openreview": "aBc",
            "doi": "10.1/x",
            "supplement": "s.zip",
            "url": "https://x.org",
            "tldr": "Fast.",
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        "id,title,authors\n7,A,B; C\n",
        'id;title;authors\n7;A;"B; C"',
        "id\ttitle\tauthors\n7\tA\tB; C\n\n",
        '\n\n"id" , "title","authors"\n 7 , "A" ,B; C\n',
        "PAPER ID,Paper  Title,Author_Names\n,,\n7,A,B; C\n  \n,,",
        '"#",title,authors,,\n7,A,"\nB; C ",,,,\n',
        "\ttitle,author,id\n\tA,B; C,7",
        'id\ttitle\tpdf\tauthors\n7\t"A"\t\t "B; C" ',
    ],
)
def test_ways_of_writing_the_same_table(text: str) -> None:
    assert read(text) == [{"id": "7", "title": "A", "authors": "B; C"}]


@pytest.mark.parametrize("column", ["track", "Track Name"])
def test_the_track_is_what_submission_systems_call_so(column: str) -> None:
    assert read(f"id,title,{column}\n7,A,Systems\n8,B,\n") == [
        {"id": "7", "title": "A", "track": "Systems"},
        {"id": "8", "title": "B"},
    ]


def test_a_quote_within_a_cell_is_an_ordinary_sign() -> None:
    assert read('id,title\n7,The "A" of 5" disks\n') == [{"id": "7", "title": 'The "A" of 5" disks'}]


def test_marks_between_quotes_in_the_header_do_not_count() -> None:
    records, problems = papers_csv.parse('id;title;"x,y,z,w"\n7;A;B\n', "papers.csv")
    assert records == [{"id": "7", "title": "A"}]
    assert [problem.code for problem in problems] == ["unknown-column"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ("1:1", "warning empty-file", "the table is empty")),
        (" \n\n,,\n", ("1:1", "warning empty-file", "the table is empty")),
        ("\n 7,A\n8,B", ("2:2", "error missing-header", "the first row names no column that is known")),
        ("id,title\n\n", ("1:1", "warning no-papers", "no paper below the header")),
        ('id,"title\n7,A', ("1:4", "error unclosed-quote", "the quote that opens this cell is not closed")),
    ],
)
def test_a_table_without_papers(text: str, problem: tuple[str, str, str]) -> None:
    assert papers_csv.parse(text, "papers.csv")[0] == []
    assert told(text) == [problem]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("8,B", ("3:3", "error too-few-cells", "the row has 2 cells, but the header 3")),
        ("8", ("3:1", "error too-few-cells", "the row has 1 cell, but the header 3")),
        ("8,B,C,, D", ("3:9", "error too-many-cells", "the row has 5 cells, but the header 3")),
        ('8,"B "b" b",C', ("3:7", "error stray-quote", "there is text after the closing quote of a cell")),
        ('8, "B,C', ("3:4", "error unclosed-quote", "the quote that opens this cell is not closed")),
        ('"8\n8",B', ("4:4", "error too-few-cells", "the row has 2 cells, but the header 3")),
    ],
)
def test_a_broken_row_is_told_and_the_next_one_is_read(row: str, problem: tuple[str, str, str]) -> None:
    text = f'id,title,authors\n7,A,B\n{row}\n9,"C",D\n'
    assert [record["id"] for record in papers_csv.parse(text, "papers.csv")[0]] == ["7", "9"]
    assert told(text) == [problem]


def test_a_quote_that_is_never_closed_costs_only_its_row() -> None:
    text = 'id,title\n7,A\n8,"B\n9,C\n'
    assert [record["id"] for record in papers_csv.parse(text, "papers.csv")[0]] == ["7", "9"]
    assert told(text) == [("3:3", "error unclosed-quote", "the quote that opens this cell is not closed")]


def test_a_misspelt_column_is_an_error_and_read_as_the_one_that_was_meant() -> None:
    records, problems = papers_csv.parse("id,titel,autors\n7,A,B\n", "papers.csv")
    assert records == [{"id": "7", "title": "A", "authors": "B"}]
    assert [(str(found.origin), found.severity, found.message, found.hint) for found in problems] == [
        ("papers.csv:1:4", "error", "no column is called `titel`", "did you mean `title`?"),
        ("papers.csv:1:10", "error", "no column is called `autors`", "did you mean `authors`?"),
    ]


@pytest.mark.parametrize("column", ["Author Emails", "Authorids"])
def test_a_column_beside_the_one_that_it_is_like_is_no_misspelling(column: str) -> None:
    records, problems = papers_csv.parse(f"id,authors,{column}\n7,A,B\n", "papers.csv")
    assert records == [{"id": "7", "authors": "A"}]
    assert [(found.severity, found.code) for found in problems] == [("warning", "unknown-column")]


def test_an_unknown_column_is_told_and_left_out() -> None:
    records, problems = papers_csv.parse("id,titel,title, Reviewer 2\n7,A,B,C\n", "papers.csv")
    assert records == [{"id": "7", "title": "B"}]
    assert [(str(found.origin), found.severity, found.code) for found in problems] == [
        ("papers.csv:1:4", "warning", "unknown-column"),
        ("papers.csv:1:17", "warning", "unknown-column"),
    ]
    assert [found.message for found in problems] == [
        "the unknown column `titel` is left out",
        "the unknown column `Reviewer 2` is left out",
    ]
    assert problems[0].hint == "did you mean `title`?"
    assert problems[1].hint.startswith("known are: id, title, authors,")


def test_a_column_that_stands_there_twice_is_an_error() -> None:
    text = "id,Title,Paper Title\n7,A,B\n"
    assert told(text) == [
        ("1:10", "error duplicate-column", "the column `Paper Title` is the second one for `title`")
    ]
    assert papers_csv.parse(text, "papers.csv")[0] == [{"id": "7", "title": "A"}]


def test_a_column_without_a_name_is_told_if_something_stands_in_it() -> None:
    text = "id,,title,\n7,,A,x\n"
    assert papers_csv.parse(text, "papers.csv")[0] == [{"id": "7", "title": "A"}]
    assert told(text) == [("1:11", "warning unnamed-column", "column 4 has no name and is left out")]


def test_problems_are_told_from_top_to_bottom() -> None:
    assert [place for place, _, _ in told('id,x,title,\n7\n8,,"A"b,\n9,,A,z\n')] == ["1:4", "1:12", "2:1", "3:7"]


LOCATED = """\
Title, Authors,ID,keywords
A,"B;
C", 7,

broken
"D
E","F" , 8,"x; y"
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((0,), (2, 1)),
        ((0, "title"), (2, 1)),
        ((0, "authors"), (2, 3)),
        ((0, "id"), (3, 5)),
        ((0, "keywords"), (3, 7)),
        ((0, "abstract"), (2, 1)),
        ((1,), (6, 1)),
        ((1, "authors"), (7, 4)),
        ((1, "keywords", 1), (7, 12)),
        ((2, "title"), (1, 1)),
        ((), (1, 1)),
    ],
)
def test_values_are_found_again(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert papers_csv.locate_all(LOCATED, [(), path]) == [(1, 1), place]


PIECES = ("id", "title", "keywords", "x", ",", ",", ";", "\t", '"', '""', "\n", "\n", " ", "é", "id,title\n")


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_gives_papers_and_problems(text: str) -> None:
    records, problems = papers_csv.parse(text, "papers.csv")
    lines = text.split("\n")
    assert records or problems
    for problem in problems:
        assert 1 <= problem.origin.line <= len(lines)
        assert 1 <= problem.origin.column <= len(lines[problem.origin.line - 1]) + 1
        assert "\n" not in problem.message
    paths = [(index, name) for index, record in enumerate(records) for name in record]
    for (line, column), path in zip(papers_csv.locate_all(text, [*paths]), paths, strict=True):
        assert lines[line - 1][column - 1 :].strip(), path


@given(st.lists(st.tuples(st.integers(1, 99), st.text('ab"; ,\t\né')), min_size=1), st.sampled_from(",;\t"))
def test_what_is_written_is_read(rows: list[tuple[int, str]], delimiter: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([("id", "title"), *rows])
    papers = [{"id": str(number), "title": title.strip()} for number, title in rows]
    assert read(text.getvalue()) == [{name: value for name, value in paper.items() if value} for paper in papers]


@pytest.mark.parametrize("piece", [",", '"', '""', '"""', '"\n', '"a" ', '\n"', " ", "\n", "1,\n", '1,"x\n', '"""\n'])
def test_long_and_broken_is_still_fast(piece: str) -> None:
    assert len(papers_csv.parse("id,title\n" + piece * 20_000, "papers.csv")[0]) <= 20_000
