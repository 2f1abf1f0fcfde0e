"""Damaged and hostile sources: problems and nothing else, soon, and no file outside of the site."""

from __future__ import annotations

import io
import os
import stat
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_import_kinds import SMALL
from test_systems import SMALL as SYSTEMS
from test_website_cases import HTML, HUGO

from enlsp_site.commands import parser
from enlsp_site.content.syntax import yaml
from enlsp_site.importers.merge.merging import Merge
from enlsp_site.importers.merge.revising import revised, revised_page
from enlsp_site.importers.registry import KINDS, imported
from enlsp_site.importers.result import ImportOptions
from enlsp_site.importers.source import LARGEST_TEXT, Source, is_inside, opened, unpacked

JEKYLL: dict[str, str | bytes] = {
    "_config.yml": "title: Tiny NeurIPS Workshop 2031\nauthor: {email: a@b.org}\n",
    "_data/speakers.yml": (
        "- num_row: 1\n  speakers:\n    - {name: Ada, title: Prof., affiliation: London, photo: a.jpg}\n"
    ),
    "_data/committee.yml": "- Emmy Noether (Erlangen (Maths))\n- Broken (X\n",
    "_data/schedule.yml": (
        "- Title: <b>Talk</b>\n  Time: 8:15AM - 8:30AM\n  Presenter: <ul><li>Ada</li></ul>\n  Abstract: x\n"
    ),
    "_data/accepted_papers.yml": (
        '[\n{\n"id": "1",\n"title": "A \\textit{b}",\n"authors": "A, B and C",\n"has_supp": true,\n},\n]\n'
    ),
    "_data/program.yml": (
        "days:\n  - date: 2031-12-06\n    rooms:\n      - name: A\n    "
        "    talks: [{name: T, time_start: '9:00', time_end: '10:00'}]\n"
    ),
    "_talks/t.md": "---\nname: T\nspeakers: [Ada]\n---\nAbstract.\n",
    "_includes/x.html": "<p>Included</p>",
    "index.md": (
        "---\nlayout: home\n---\n<!-- <p>In a comment there are words.</p> -->\n<h2 "
        "id='x'>Dates</h2>\n<ul><li>Deadline: <s>May 1, 2031</s> May 8, 2031 (AoE)</ul>\n"
        "## Call\n{% include x.html %} Text *here* [link](#x)\n"
        "<h2>Schedule</h2><table><tr><td>8:00-9:00<td>T <a href='#p'>A</a></table><div id=p>Abstract: y</div>"
        "<h2>Organizers</h2><div><img src='a.jpg'><b>Grace</b><br>Navy</div><h2>Gold Sposors</h2><img src=b.png>"
        "<h2>Accepted Papers</h2><ul><li><b>A long title of it</b><br>A, B <a href='p.pdf'>PDF</a></ul>"
    ),
}
SOURCES: dict[str, dict[str, str | bytes]] = {"jekyll": JEKYLL, "hugo": HUGO, "html": HTML, **SMALL, **SYSTEMS}
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
NASTY = st.sampled_from(
    [
        *(
            b"\x00",
            b"\xff\xfe",
            b"\xe2\x80",
            b"\t",
            b"\r",
            b"<!--",
            b"-->",
            b"<",
            b">",
            b'"',
            b"'",
            b"{{",
            b"%}",
            b"&#0;",
            b"&#x110000;",
        ),
        *(
            b"[",
            b"]",
            b"{",
            b"}",
            b": ",
            b"- ",
            b"*a",
            b"&a ",
            b"<<: ",
            b"!!python/object ",
            b"---\n",
            b"\\",
            b"\\u0000",
            b"$",
            b"|",
            b">-\n",
        ),
        *(
            b"99999999999999999999",
            b"-1",
            b"NaN",
            b"null",
            b"../../x",
            b"/etc/passwd",
            b"BEGIN:VEVENT\n",
            b"<!DOCTYPE a>",
            b"<![CDATA[",
        ),
        *(
            b"(" * 60,
            b"[" * 300,
            b"<div>" * 300,
            b"\n\n\n",
            b"0" * 40,
            b"=" * 40,
            b"a" * 3000,
            "ß‚Äô√©".encode(),
            b"</h2>",
            b"<h2>",
            b"<table>",
        ),
    ]
)


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> dict[str, bytes]:
    """The files of a small good source, cut, doubled and with nasty bytes put into them."""
    files = {name: text.encode() if isinstance(text, str) else text for name, text in SOURCES[kind].items()}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(files)))
        data = files[name]
        at = draw(st.integers(0, len(data)))
        to = draw(st.integers(at, min(len(data), at + 40)))
        files[name] = data[:at] + draw(NASTY | st.binary(max_size=6) | st.just(data[:at])) + data[to:]
    return files


@pytest.mark.whole
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_damaged_sources_give_problems_and_nothing_else(kind: str) -> None:
    @settings(max_examples=10_000 if LONG else 40, deadline=None)
    @given(damaged(kind))
    def check(files: dict[str, bytes]) -> None:
        began = time.process_time()
        result = imported(kind, Source.of(files), ImportOptions())
        for path, data in result.files.items():
            made = revised(path, None, None, data, Merge(False))
            assert yaml.parse(made.text, path)[0] == data
            assert is_inside(path)
        for path, page in result.pages.items():
            assert is_inside(path)
            assert revised_page(path, None, None, page, False).text.startswith("---\n")
        assert all(is_inside(target) and name in files for target, name in result.copies.items())
        for problem in result.problems:
            assert problem.message
            assert "\n" not in problem.message + problem.hint
            assert not problem.message.endswith(".") or problem.message.endswith("…")
        assert time.process_time() - began < 5

    check()


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_sources_of_something_else_are_an_error(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.dat").write_bytes(bytes(range(256)))
    assert parser.main(["import", kind, str(tmp_path / "a.dat"), "--site", str(tmp_path / "site")]) == 1
    assert "there is nothing in it that" in capsys.readouterr().err


def archive(names: dict[str, bytes], link: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in names.items():
            file.writestr(name, data)
        if link:
            entry = zipfile.ZipInfo(link)
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16
            file.writestr(entry, "/etc/passwd")
    return made.getvalue()


def test_archives_cannot_lead_out() -> None:
    source = unpacked(
        archive({"a.bib": b"x", "../b.bib": b"x", "/c.bib": b"x", "d\\e.bib": b"x", "f/./g": b"x"}, "link.bib")
    )
    assert source.names == ("a.bib",)
    assert [problem.message for problem in source.problems] == [
        "the name `../b.bib` leads out of the archive, and is left out",
        "the name `/c.bib` leads out of the archive, and is left out",
        "the name `d\\e.bib` leads out of the archive, and is left out",
        "the name `f/./g` leads out of the archive, and is left out",
        "this symlink is not followed",
    ]


def test_archives_that_swell_are_cut() -> None:
    source = unpacked(
        archive({"repo-main/_config.yml": b"title: T\n", "repo-main/big.md": b"0" * (LARGEST_TEXT + 1)})
    )
    assert source.names == ("_config.yml", "big.md"), "the one folder that all are in does not count"
    assert source.read("big.md") is None
    assert [problem.message for problem in source.problems] == ["this file is larger than 16 MB, and is left out"]


def test_folders_are_read_without_symlinks_and_hidden_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text("x")
    (tmp_path / "out").symlink_to("/etc")
    (tmp_path / "b.txt").symlink_to("/etc/passwd")
    source = opened(tmp_path)
    assert source.names == ("a.txt",)
    assert sorted(problem.origin.file for problem in source.problems) == ["b.txt", "out"]


def test_archives_are_imported_as_folders_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {
        f"old-site-main/{name}": text.encode() if isinstance(text, str) else text for name, text in JEKYLL.items()
    }
    (tmp_path / "old.zip").write_bytes(archive(files))
    assert parser.main(["import", "jekyll", str(tmp_path / "old.zip"), "--site", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site/content/people/speakers.yaml").exists()
    (tmp_path / "old.zip").write_bytes(b"no archive")
    assert parser.main(["import", "jekyll", str(tmp_path / "old.zip"), "--site", str(tmp_path / "site")]) == 2
    assert "it is no zip archive" in capsys.readouterr().err


def test_the_documentation_shows_every_kind(repo: Path) -> None:
    text = (repo / "docs/import.md").read_text("utf-8")
    shown = {line.split()[2] for line in text.splitlines() if line.startswith("enlsp import ")}
    assert shown - {"KIND"} == set(KINDS)


@pytest.mark.parametrize("piece", [b"<!--", b"{%", b"<div>", b'<a href="', b"<table><tr><td>8:00-9:00<td>x"])
def test_pages_of_nothing_but_beginnings_are_read_soon(piece: bytes) -> None:
    files = {"_config.yml": b"title: Tiny Workshop 2031\n", "index.md": piece * (50_000 // len(piece))}
    began = time.process_time()
    assert imported("jekyll", Source.of(files), ImportOptions()).files["site.yaml"]["name"] == "Tiny Workshop 2031"
    assert time.process_time() - began < 5
