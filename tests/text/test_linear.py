"""The time that Markdown takes grows with its length: ten times the text takes about ten times as long."""

from __future__ import annotations

import time

import pytest

from enlsp_site.text.markdown import MarkdownWords, markdown

PIECES = [
    *(
        "*a **b ",
        "a**b*c ",
        "*a_ ",
        "[",
        "[a](",
        "![",
        "[]",
        "[ [a](b) ",
        "` `` ``` ",
        "<a b='",
        "<!-- ",
        "<? ",
        "<style ",
    ),
    *(
        "<script>",
        "<div>\n",
        '<p markdown="1">',
        "> ",
        "- a\n",
        "|a",
        "# a\n",
        "[a](b '",
        "&a",
        "~a~~b~ ",
        "{a=",
        "a@",
    ),
]


def seconds(source: str) -> float:
    began = time.process_time()
    markdown(source, str, MarkdownWords("Table", "Back"))
    return time.process_time() - began


@pytest.mark.parametrize("piece", PIECES)
def test_ten_times_the_text_takes_ten_times_as_long(piece: str) -> None:
    seconds(piece * 10)
    short = min(seconds(piece * (2_000 // len(piece))) for _ in range(3))
    long = piece * (20_000 // len(piece))
    assert any(seconds(long) < 30 * short + 0.1 for _ in range(3)), "the least of three: a machine may be busy"
