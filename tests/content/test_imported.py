"""`pages/imported/`, where `enlsp import` keeps words without a place: read as pages; nothing else there is."""

from __future__ import annotations

from collections.abc import Callable

from sites import Site

DRAFT = "---\ntitle: Left over\ndraft: true\n---\nWords of the old site.\n"


def test_drafts_of_an_import_are_pages(make_site: Callable[..., Site]) -> None:
    site = make_site({"content/pages/imported/left-over.md": DRAFT})
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    assert not (site.folder / "public/2031/left-over").exists()
    assert site.build("--drafts").code == 0
    assert "Words of the old site." in (site.folder / "public/2031/left-over/index.html").read_text("utf-8")


def test_other_files_there_are_not_read(make_site: Callable[..., Site]) -> None:
    site = make_site({"content/pages/imported/notes.txt": "x", "content/pages/other/page.md": DRAFT})
    told = site.build()
    assert told.code == 0
    assert "content/pages/imported/notes.txt: warning: this file is not read [unknown-file]" in told.problems
    assert "content/pages/other/page.md:2:1: warning: this file is not read [unknown-file]" in told.problems
