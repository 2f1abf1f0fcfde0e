"""Reading lists as loaded."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            "{title: X, date: 2023-02-30}",
            'content/reading/works.yaml:1:20: error: "2023-02-30" is not a date: February has no 30th [bad-date]',
        ),
        (
            "{title: X, date: 2023-02}",
            'content/reading/works.yaml:1:20: error: "2023-02" is not a date [bad-date]',
        ),
        (
            "{title: X, arxiv: 23.4}",
            "content/reading/works.yaml:1:21: error: `23.4` is no identifier of arXiv [bad-identifier]",
        ),
        (
            "{title: X, url: 'javascript:x'}",
            "content/reading/works.yaml:1:19: error: a link cannot lead to `javascript:` [unsafe-link]",
        ),
        (
            "{title: X, tag: y}",
            "content/reading/works.yaml:1:14: error: reading has no field `tag` [unknown-key]",
        ),
        (
            "{authors: Ada}",
            "content/reading/works.yaml:1:3: error: `title` is missing: every reading needs it [missing-key]",
        ),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(make_site: MakeSite, entry: str, told: str) -> None:
    assert make_site({"content/reading/works.yaml": f"- {entry}\n"}).problems().splitlines()[0] == told


def test_names_of_lists_belong_to_one_section(make_site: MakeSite) -> None:
    site = make_site({"content/reading/call.md": "x", "content/reading/speakers.yaml": "- {title: X}\n"})
    told = [line for line in site.problems().splitlines() if ": error: " in line or ": warning: " in line]
    assert told == [
        "content/reading/speakers.yaml:1:1: error: this reading list has the address /2031/speakers/, which "
        "content/people/speakers.yaml has too [duplicate-url]",
        "content/reading/call.md:1:1: warning: this file is not read [unknown-file]",
    ]


def test_a_list_with_nothing_on_it_is_left_out(make_site: MakeSite) -> None:
    site = make_site({"content/reading/works.yaml": "heading: Works\nentries: []\n"})
    assert site.build("--strict").code == 0
    assert "2031/works/index.html" not in site.published()
