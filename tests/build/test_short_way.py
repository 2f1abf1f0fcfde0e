"""An edit of one paper's text takes the short way, and what is published is what a build from nothing publishes.

Small sites show abstracts in their lists, so that an edit of one reaches beyond its page; here lists are made as
those of many papers are.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sites import GOOD

from enlsp_site.build import edits, render
from enlsp_site.build.pipeline import BuildOptions, Report, build
from enlsp_site.content import papers
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.told import Quotes, plain
from enlsp_site.exports import papers_csv
from enlsp_site.model import urls
from enlsp_site.pages import search
from enlsp_site.storage.kept_results import KeptResults

PAPERS = """\
# Accepted.
- id: 7
  title: Small models
  authors: Ada Lovelace; Alan Turing
  abstract: A first one, with $x^2$ in it.
- id: 8
  title: Smaller models
  authors: Alan Turing
  keywords: size, models
  abstract: |
    One of two lines (https://example.org/7),
    of which this is the last.

- {id: 9, title: Smallest models, authors: Grace Hopper (Navy), abstract: "In quotes: \\"so\\""}
- id: 10
  title: \\alpha models
  authors: [Emmy Noether]
  tldr: In short.
  abstract: >-
    Folded,
    and last.
"""
SHORT = {
    "another text": ("A first one", "The first one"),
    "more lines, with a warning below": ("A first one, with $x^2$ in it.", "|\n    Three\n\n    lines"),
    "fewer lines": ("One of two lines (https://example.org/7),\n    of which this is the last.", "One line."),
    "in quotes": ('"In quotes: \\"so\\""', "'In others'"),
    "nothing but a comment": ("authors: Alan Turing\n", "authors: Alan Turing  # him\n"),
    "another way to write the same": ("title: Smaller models", 'title: "Smaller models"'),
    "a link out of the site": ("A first one", "https://example.org/ is one"),
    "another link": ("https://example.org/7", "http://example.com/8"),
    "a link less": ("https://example.org/7", "nothing"),
    "what looks like a list": ("A first one, with $x^2$ in it.", "|\n    - a\n    - b"),
}
WHOLE = {
    "a title": ("Small models", "Tiny models"),
    "an author": ("Ada Lovelace; ", ""),
    "a summary": ("In short", "Shortly"),
    "two papers": ("models", "model"),
    "a paper more": ("- id: 8", "- {id: 1, title: New, authors: Alan Turing}\n- id: 8"),
    "a paper less": ("- {id: 9, ", "# {id: 9, "),
    "papers exchanged": ("id: 7", "id: 77"),
    "not yet": ("A first one, with $x^2$ in it.", "TBD"),
    "an abstract less": ("  abstract: A first one, with $x^2$ in it.\n", ""),
    "a field twice": ("  keywords:", "  title: Again\n  keywords:"),
    "TeX outside of math": ("A first one", r"A \beta one"),
    "TeX that cannot be read": ("$x^2$", r"$\left($"),
    "where a warning stands": ("Folded", "Bent"),
    "an anchor": ("abstract: A first", "abstract: &it A first"),
    "a second document": ("- id: 8", "---\n- id: 8"),
    "what is no YAML": ("A first one", "[A first one"),
    "what was before the first": ("# Accepted.", "# All of them."),
    "a control character": ("A first one", "A \x07 one"),
    "lines of Windows": ("\n", "\r\n"),
}


@pytest.fixture(autouse=True)
def _many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "FULL", 0)
    monkeypatch.setattr(urls, "PAPERS_A_PAGE", 2)


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which builds went the whole way: the number of steps of each."""
    calls: list[int] = []
    whole = render.render

    def counted(*given: object, **more: object) -> object:
        calls.append(1)
        return whole(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(render, "render", counted)
    return calls


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that has been built."""
    folder = tmp_path / "site"
    for name, text in {**GOOD, "content/papers.yaml": PAPERS}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else str(text).encode())
    made(folder)
    return folder


def made(folder: Path, results: KeptResults | None = None) -> Report:
    """Build a site in this process; with what it keeps, as `serve` does, which shows where records were written."""
    asked = {"base_url": "https://example.org/", "origins": results is not None}
    try:
        return build(BuildOptions(folder, folder / "public", **asked, results=results))  # type: ignore[arg-type]
    finally:
        gc.enable()


def tree(folder: Path) -> dict[str, bytes]:
    """What is published."""
    out = folder / "public"
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*") if file.is_file()}


def told(report: Report) -> list[tuple[object, ...]]:
    """What is told, with its place and the line that is quoted."""
    texts = report.texts
    quotes = texts if isinstance(texts, Quotes) else Quotes(texts)
    rows = [plain(each, quotes) for each in report.problems]
    return [(*row[:3], *row[4:8]) for row in rows]


def holds(folder: Path, results: KeptResults | None = None) -> None:
    """Build, and compare with a build from nothing."""
    before, report = tree(folder), made(folder, results)
    clean = folder.with_name("clean")
    shutil.copytree(folder, clean, ignore=shutil.ignore_patterns("public", ".enlsp"))
    try:
        expected = made(clean, KeptResults() if results else None)
        assert told(report) == told(expected)
        assert report.published == expected.published
        assert tree(folder) == (tree(clean) if report.published else before)
    finally:
        shutil.rmtree(clean)


def edit(folder: Path, old: str, new: str) -> None:
    """Write something else into the papers."""
    path = folder / "content/papers.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


@pytest.mark.parametrize("name", SHORT)
def test_a_text_takes_the_short_way(site: Path, rendered: list[int], name: str) -> None:
    edit(site, *SHORT[name])
    assert made(site).is_short
    assert not rendered
    holds(site)


@pytest.mark.parametrize("name", SHORT)
def test_the_lines_of_papers_below_move_with_it(site: Path, rendered: list[int], name: str) -> None:
    head = site / "content/site.yaml"
    head.write_text(f"{head.read_text('utf-8')}repository: https://github.com/tiny/site\n", "utf-8")
    made(site)
    rendered.clear()
    before = tree(site)
    edit(site, *SHORT[name])
    made(site)
    assert not rendered
    old, new = SHORT[name]
    assert (tree(site)["2031/lines.json"] != before["2031/lines.json"]) == (old.count("\n") != new.count("\n"))
    holds(site)


@pytest.mark.parametrize("name", WHOLE)
def test_what_may_reach_further_takes_the_whole_way(site: Path, rendered: list[int], name: str) -> None:
    edit(site, *WHOLE[name])
    assert not made(site).is_short
    assert rendered
    holds(site)


@pytest.mark.parametrize("name", SHORT)
def test_what_a_process_keeps_outlives_the_short_way(
    site: Path, rendered: list[int], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    results, text = KeptResults(), site / "content/pages/overview.md"
    text.write_text(text.read_text("utf-8") + "\nBefore.\n", "utf-8")
    made(site, results)
    rendered.clear()
    edit(site, *SHORT[name])
    made(site, results)
    assert not rendered
    read: list[object] = []
    authors = papers.read_authors

    def noted(reader: Reader, *given: Any) -> Any:
        read.append(given)
        return authors(reader, *given)

    monkeypatch.setattr(papers, "read_authors", noted)
    text.write_text(text.read_text("utf-8") + "\nAfter.\n", "utf-8")
    made(site, results)
    assert len(read) <= 1  # the paper that was edited, for once
    holds(site)


@pytest.mark.parametrize("name", WHOLE)
def test_what_a_process_keeps_is_that_of_papers_as_they_are(site: Path, name: str) -> None:
    results = KeptResults()
    made(site, results)
    edit(site, *WHOLE[name])
    holds(site, results)


def test_what_a_process_keeps_outlives_a_damaged_cache(site: Path) -> None:
    results, text = KeptResults(), site / "content/pages/overview.md"
    made(site, results)
    for kind in ("memory", "edits"):
        [kept] = (site / ".enlsp").glob(f"{kind}-*")
        kept.write_bytes(b"damaged")
    text.write_text(text.read_text("utf-8") + "\nAfter.\n", "utf-8")
    holds(site, results)
    edit(site, *SHORT["another text"])
    holds(site, results)


class FullDisk(io.FileIO):
    """A file on a disk that has no room for it."""

    def write(self, *_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("room", [io.DEFAULT_BUFFER_SIZE, 10**7])  # all is written at once, or in the end
def test_a_disk_that_is_full_costs_what_is_kept_and_nothing_else(
    site: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    results, text = KeptResults(), site / "content/pages/overview.md"
    made(site, results)
    with monkeypatch.context() as patch:
        patch.setattr(edits, "_opened", lambda path, _: io.BufferedWriter(FullDisk(path, "ab"), room))
        text.write_text(text.read_text("utf-8") + "\nFull.\n", "utf-8")
        report = made(site, results)
    assert report.published
    assert "the cache cannot be written" in report.note
    edit(site, "A first one", "The first one")
    holds(site, results)


def test_edits_follow_one_another(site: Path, rendered: list[int]) -> None:
    for number in range(2):
        edit(site, "A first one", f"A first one, and {number}")
        edit(site, "In quotes", "In quotes, so to say")  # two papers at once
        holds(site)
        rendered.clear()
        edit(site, "is the last", f"is {number}, is the last")
        report = made(site)
        assert not rendered
        assert {Path(path).parts[-1] for path in report.made} >= {"papers.json", "papers.csv"}
    holds(site)
    assert made(site).made == ()


def test_a_file_of_data_without_rows_takes_the_whole_way(
    site: Path, rendered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(papers_csv, "row")
    monkeypatch.setattr(
        papers_csv, "write", lambda inputs: "".join(each.abstract for each in inputs["papers"]).encode()
    )
    edit(site, "A first one", "The first one")
    made(site)
    assert rendered
    assert b"The first one" in (site / "public/2031/papers.csv").read_bytes()


def test_an_abstract_that_lists_show_reaches_further(
    site: Path, rendered: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FULL", 250)
    (site / "content/pages/call.md").write_text("---\ntitle: Call for papers\n---\nSend them.\n", "utf-8")
    made(site)
    rendered.clear()
    edit(site, "A first one", "It")
    made(site)
    assert rendered
    holds(site)


@pytest.mark.parametrize("much", [0, 7, 5000])
def test_a_damaged_memory_of_edits_is_not_used(site: Path, rendered: list[int], much: int) -> None:
    (path,) = (site / ".enlsp").glob("edits-*")
    os.truncate(path, min(much, path.stat().st_size - 1))
    edit(site, "A first one", "It")
    made(site)
    assert rendered
    holds(site)


def test_a_file_of_the_output_that_is_gone_is_made_again(site: Path, rendered: list[int]) -> None:
    (site / "public/2031/papers.csv").unlink()
    edit(site, "A first one", "It")
    made(site)
    assert rendered
    holds(site)


def test_another_file_that_changes_with_it_takes_the_whole_way(site: Path, rendered: list[int]) -> None:
    edit(site, "A first one", "It")
    (site / "content/pages/call.md").write_text("---\ntitle: Call for papers\n---\nSend them.\n", "utf-8")
    made(site)
    assert rendered
    holds(site)


ALL = [*SHORT.values(), *WHOLE.values()]
LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


def steps() -> st.SearchStrategy[list[tuple[int, bool]]]:
    """Edits by number, each done or taken back."""
    return st.lists(st.tuples(st.integers(0, len(ALL) - 1), st.booleans()), min_size=1, max_size=20 if LONG else 4)


@settings(
    max_examples=500 if LONG else 3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=steps(), kept=st.booleans())
def test_any_edits_in_a_row_publish_what_a_build_from_nothing_does(
    site: Path, edits: list[tuple[int, bool]], kept: bool
) -> None:
    path, results = site / "content/papers.yaml", KeptResults() if kept else None
    path.write_text(PAPERS, "utf-8")
    made(site, results)
    for number, back in edits:
        old, new = reversed(ALL[number]) if back else ALL[number]
        text = path.read_text("utf-8")
        if old and old in text:
            path.write_bytes(text.replace(old, new, 1).encode())
        holds(site, results)
