"""`enlsp check --fix`: what is certain is mended, and every other byte stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sites import Site

from enlsp_site.checks.evidence import ContentSource
from enlsp_site.checks.safe_fixes import applied, edits

MakeSite = Callable[..., Site]

WRONG = {
    "content/people/committee.yaml": (
        "\ufeff# Ren\u00c3\u00a9 in a comment stays, and so does  this:   # http://arxiv.org\r\n"
        "-   Ren\u00c3\u00a9 Descartes   (Utrecht) # of old \r\n"
        "- {name:   'Grace Hopper',    affiliations: [R&amp;D of the Navy]}\t\r\n"
        "\r\n"
        '- name: "Emmy Noether"\r\n'
        "  links: {home: 'http://arxiv.org/a/noether_e_1', github:  emmy}\r\n"
    ),
    "content/pages/overview.md": (
        "---\ntitle: Overview\ndescription: What it is about.\n---\n"
        "A line that is broken,  \nand R&amp;D that is HTML. \n\n<!-- http://arxiv.org/abs/1 -->\n[A](http://arxiv.org/abs/2)"
    ),
}
RIGHT = {
    "content/people/committee.yaml": (
        "\ufeff# Ren\u00c3\u00a9 in a comment stays, and so does  this:   # http://arxiv.org\r\n"
        "-   Ren\u00e9 Descartes   (Utrecht) # of old\r\n"
        "- {name:   'Grace Hopper',    affiliations: [R&D of the Navy]}\r\n"
        "\r\n"
        '- name: "Emmy Noether"\r\n'
        "  links: {home: 'https://arxiv.org/a/noether_e_1', github:  emmy}\r\n"
    ),
    "content/pages/overview.md": (
        "---\ntitle: Overview\ndescription: What it is about.\n---\n"
        "A line that is broken,  \nand R&amp;D that is HTML.\n\n<!-- http://arxiv.org/abs/1 -->\n[A](https://arxiv.org/abs/2)"
    ),
}


def bytes_of(site: Site) -> dict[str, bytes]:
    folder = site.folder / "content"
    return {
        path.relative_to(site.folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_what_is_certain_is_mended_and_every_other_byte_stays(make_site: MakeSite) -> None:
    site = make_site(WRONG)
    before = bytes_of(site)
    told = site.run("check", "--fix", "--only", "mojibake,html-entity,trailing-space,insecure-link")
    assert (told.code, told.summary.split(";")[0]) == (0, "nothing is wrong")
    assert bytes_of(site) == before | {name: text.encode() for name, text in RIGHT.items()}


def test_the_diff_is_shown(make_site: MakeSite) -> None:
    site = make_site({"content/papers.yaml": "- id: 7\n  title: Speech &amp; language\n  authors: Ada Lovelace\n"})
    told = site.run("check", "--fix", "--only", "html-entity")
    assert told.problems.partition("to be announced")[0] == (
        "--- content/papers.yaml\n"
        "+++ content/papers.yaml\n"
        "@@ -1,3 +1,3 @@\n"
        " - id: 7\n"
        "-  title: Speech &amp; language\n"
        "+  title: Speech & language\n"
        "   authors: Ada Lovelace\n"
        "mended 1 file\n"
    )


def test_a_second_time_there_is_nothing_to_mend(make_site: MakeSite) -> None:
    site = make_site(WRONG)
    site.run("check", "--fix")
    before = bytes_of(site)
    assert "mended" not in site.run("check", "--fix").problems
    assert bytes_of(site) == before


def test_only_what_is_asked_for_is_mended(make_site: MakeSite) -> None:
    site = make_site(WRONG)
    site.run("check", "--fix", "--only", "trailing-space")
    assert b"R&amp;D of the Navy]}\r\n" in bytes_of(site)["content/people/committee.yaml"]


def test_what_would_change_the_yaml_is_left(make_site: MakeSite) -> None:
    text = (
        "- {name: Grace Hopper, affiliations: ['AT&quot;T', \"A &#123; B\", A &lt; B]}\n"
        "- {name: Emmy Noether, affiliations: ['Noah&#39;s', Ark]}\n"
    )
    site = make_site({"content/people/committee.yaml": text})
    told = site.run("check", "--fix", "--only", "html-entity", "--format", "json")
    assert bytes_of(site)["content/people/committee.yaml"] == text.encode()
    assert told.out.count('"html-entity"') == 4


def test_a_file_that_is_not_utf8_is_left(make_site: MakeSite) -> None:
    data = "- René Descartes \n".encode("latin-1")
    site = make_site({"content/people/committee.yaml": data})
    site.run("check", "--fix")
    assert bytes_of(site)["content/people/committee.yaml"] == data


@pytest.mark.parametrize("answer", ["n\n", "y\n"])
def test_on_a_terminal_it_is_asked(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("sys.stdin", Terminal(answer))
    monkeypatch.setattr("enlsp_site.commands.check.is_terminal", lambda _: True)
    site = make_site(WRONG)
    before = bytes_of(site)
    told = site.run("check", "--fix")
    assert "Change 2 files? [y/N] " in told.problems
    assert (bytes_of(site) == before) is (answer == "n\n")


def test_what_is_saved_while_it_is_asked_is_not_written_over(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr("enlsp_site.commands.check.is_terminal", lambda _: True)
    site = make_site(WRONG)
    before, path = bytes_of(site), site.folder / "content/people/committee.yaml"

    def saved(_: Terminal) -> str:
        path.write_text("- Somebody else\n")
        return "y\n"

    monkeypatch.setattr(Terminal, "readline", saved)
    monkeypatch.setattr("sys.stdin", Terminal(""))
    told = site.run("check", "--fix", "--only", "trailing-space,html-entity")
    assert "content/people/committee.yaml was saved meanwhile, and is left as it is: check again" in told.problems
    assert path.read_text() == "- Somebody else\n"
    assert bytes_of(site) != before | {"content/people/committee.yaml": b"- Somebody else\n"}, "the rest is mended"


class Terminal:
    """What somebody types."""

    def __init__(self, text: str) -> None:
        self.text = text

    def readline(self) -> str:
        return self.text


@given(st.text(st.sampled_from("é©Ã√ aA\n&amp;#:'\"-\t "), max_size=60))
def test_mending_twice_is_mending_once(text: str) -> None:
    once = mended(text)
    assert mended(once) == once


def mended(text: str) -> str:
    for _ in range(3):  # what was damaged twice is mended twice
        source = ContentSource("content/x.yaml", text.encode())
        text = applied(source.text, edits("content/x.yaml", source.text, source.visible, lambda _: True))
    return text
