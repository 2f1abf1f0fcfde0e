"""Where records were written is said by pages that `enlsp serve` shows, and by no page that is published."""

from __future__ import annotations

import re
from pathlib import Path

from edited_site import FILES, write

from enlsp_site.build.pipeline import BuildOptions, build
from enlsp_site.diagnostics.origin import Origin

MARK = re.compile(rb' data-origin="([^"]*)"')
DIGEST = re.compile(rb"[0-9a-f]{12,}")


def made(site: Path, out: Path, *, origins: bool) -> dict[str, bytes]:
    """The files that a build publishes, by their paths, but for its list of them."""
    report = build(BuildOptions(site, out, origins=origins))
    assert report.published
    paths = (path for path in out.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in paths}


def test_an_address_is_a_pointer_in_a_file() -> None:
    assert (
        Origin("content/people/é.yaml", ("people", 3, "a/b~c")).address
        == "content/people/%C3%A9.yaml#/people/3/a~1b~0c"
    )
    assert Origin("content/site.yaml").address == "content/site.yaml#"


def test_what_is_published_is_the_same_byte_by_byte(tmp_path: Path) -> None:
    site = write(tmp_path / "site")
    published, shown = made(site, tmp_path / "out", origins=False), made(site, tmp_path / "shown", origins=True)
    assert not [path for path, data in published.items() if b"data-origin" in data]
    workers = [DIGEST.sub(b"", each.pop("2031/sw.js")) for each in (published, shown)]  # of the pages as they are
    assert workers[0] == workers[1]
    assert {path: MARK.sub(b"", data) for path, data in shown.items()} == published
    marks = {mark.decode() for data in shown.values() for mark in MARK.findall(data)}
    assert {mark.partition("#")[0].removeprefix("content/").removesuffix(".yaml") for mark in marks} == {
        *("dates", "news", "papers", "people/speakers", "schedule", "sponsors"),
    }
    assert MARK.findall(shown["2031/papers/7/index.html"]) == [b"content/papers.yaml#/0"]


def test_marks_are_right_after_every_edit(tmp_path: Path) -> None:
    """Of one paper, which is made the short way; and of an entry before others, which say the same as before."""
    site = write(tmp_path / "site")
    made(site, tmp_path / "shown", origins=True)
    papers = site / "content/papers.yaml"
    papers.write_text(FILES["content/papers.yaml"].replace("that are small", "that are very small"))
    shown = made(site, tmp_path / "shown", origins=True)
    assert b"very small" in shown["2031/papers/7/index.html"]
    assert shown == made(site, tmp_path / "again", origins=True)
    papers.write_text(
        papers.read_text().replace("- id: 7", "- {id: 5, title: No engines, authors: [Nobody]}\n- id: 7")
    )
    shown = made(site, tmp_path / "shown", origins=True)
    assert MARK.findall(shown["2031/papers/7/index.html"]) == [b"content/papers.yaml#/1"]
    assert shown == made(site, tmp_path / "again", origins=True)
