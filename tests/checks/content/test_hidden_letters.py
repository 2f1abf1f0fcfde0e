"""What a reader cannot see: in names, in titles, in addresses, and in names of files."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from sites import Site

from enlsp_site.diagnostics.told import visible
from enlsp_site.model import urls

MakeSite = Callable[..., Site]


@pytest.mark.parametrize(
    ("name", "shown", "what"),
    [
        ("Ada\u202e ecalevoL", "Ada<U+202E> ecalevoL", "turns the direction of what follows: right-to-left override"),
        ("Ada\u200b Lovelace", "Ada<U+200B> Lovelace", "nobody sees: zero width space"),
        ("Ada Love\u200dlace", "Ada Love<U+200D>lace", "nobody sees: zero width joiner"),
        ("Ada\u2066 Lovelace", "Ada<U+2066> Lovelace", "nobody sees: left-to-right isolate"),
        ("Ada\u200e Lovelace", "Ada<U+200E> Lovelace", "nobody sees: left-to-right mark"),
        ("Ada\u00ad Lovelace", "Ada<U+00AD> Lovelace", "nobody sees: soft hyphen"),
    ],
)
def test_a_name_that_hides_a_letter_is_told(make_site: MakeSite, name: str, shown: str, what: str) -> None:
    site = make_site({"content/people/committee.yaml": f"- Grace Hopper\n- {name}\n"})
    told = site.build()
    assert told.code == 0
    assert (
        f"content/people/committee.yaml:2:3: warning: the name `{shown}` holds a character that {what}"
        in told.problems
    )
    assert told.problems.count("[hidden-letters]") == 1


@pytest.mark.parametrize(
    "name",
    ["Zoë Ångström", "علی\u200cرضا نوری", "क्\u200dष शर्मा", "דנה\u200f (Technion)", "张伟", "Ada 👩\u200d💻 Lovelace"],
)
def test_names_are_written_as_their_scripts_are(make_site: MakeSite, name: str) -> None:
    site = make_site({"content/people/committee.yaml": f"- {{name: '{name}'}}\n"})
    assert "hidden-letters" not in site.build().problems


def test_papers_and_authors_are_looked_at(make_site: MakeSite) -> None:
    papers = (
        "- {id: 7, title: Small\u200b models, authors: Ada Lovelace}\n- {id: 8, title: Two, authors: A\u202eB C}\n"
    )
    site = make_site({"content/papers.yaml": papers, "content/schedule.yaml": None})
    assert site.build().problems.count("[hidden-letters]") == 2


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("https://me:secret@example.org/", "credentials-in-address"),
        ("https://token@example.org/a", "credentials-in-address"),
        ("https://neurips.cc@evil.example/", "misleading-address"),
        ("https://neurips.cc:443@evil.example/", "misleading-address"),
        ("https://ехаmple.org/", "misleading-address"),
        ("https://www.xn--e1aaf4bexample-abc.org/", ""),
        ("https://exam\u200bple.org/", "misleading-address"),
        ("https://xn--exmple-4nf.org/", "misleading-address"),
        ("https://example.org/@ada", ""),
        ("https://example.org/?mail=a@b.org", ""),
        ("https://пример.рф/", ""),
        ("https://müller.example/", ""),
        ("https://例え.jp/", ""),
        ("https://xn--mller-kva.example/", ""),
        ("mailto:ada@example.org", ""),
    ],
)
def test_an_address_that_leads_elsewhere_than_it_seems_is_doubted(address: str, code: str) -> None:
    found = urls.doubt(address)
    assert (found[0].name if found else "") == code


def test_such_addresses_are_told_where_they_are_written(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/sponsors.yaml": "- {tier: Gold, sponsors: [{name: Lab, url: 'https://a:b@lab.org/'}]}\n",
            "content/pages/call.md": "---\ntitle: Call\n---\n[Here](https://neurips.cc@evil.example/).\n",
        }
    )
    told = site.build()
    assert told.code == 0
    assert "content/sponsors.yaml:1:" in told.problems
    assert "[credentials-in-address]" in told.problems
    assert "content/pages/call.md:4:" in told.problems
    assert "this address looks as if it led to `neurips.cc`, and leads to `evil.example`" in told.problems


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_no_control_of_a_terminal_comes_from_the_name_of_a_file(make_site: MakeSite) -> None:
    site = make_site({"static/\x1b[31mred.txt": "x", "content/data/\x1b]0;title\x07.bin": "x"})
    told = site.build("-v")
    assert "\x1b" not in told.problems + told.summary
    assert "\\x1b[31mred.txt" in told.problems
    assert "\\x1b]0;title\\x07.bin" in told.problems


def test_words_stay_as_they_are() -> None:
    assert visible("Zoë, 张伟, 👩\u200d💻") == "Zoë, 张伟, 👩\u200d💻"
    assert visible("a\x1bb\x7fc\x9bd\n") == "a\\x1bb\\x7fc\\x9bd\\x0a"
