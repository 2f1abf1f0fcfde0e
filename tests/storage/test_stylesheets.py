"""Stylesheets that change together with pages: what stands in the output meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from enlsp_site.storage import disk
from enlsp_site.storage.output import OutputFile, OutputFolder

SHEET = "theme/style.css"
PAGES = {
    "index.html": '<link rel="stylesheet" href="theme/style.css">',
    "a/b/index.html": "<link href=../../theme/style.css rel=stylesheet>",
    "a/gone/index.html": '<link rel="stylesheet" href="../../theme/style.css">',
    "asked.html": '<link href="theme/style.css" as=style><link rel="stylesheet" href="theme/style.css">',
    "404.html": '<link rel="stylesheet" href="https://a.org/x/theme/style.css">',
    "plain.html": "<p>theme/style.css",
}


def published(tmp_path: Path, files: dict[str, str]) -> list[str]:
    folder = OutputFolder(tmp_path / "site/public", "public", tmp_path / "site")
    items = [OutputFile(path, disk_digest(text), data=text.encode()) for path, text in files.items()]
    done = folder.publish(folder.compare(items))
    assert done.problems == []
    return sorted(done.made)


def disk_digest(text: str) -> str:
    from enlsp_site.storage.files import digest

    return digest(text.encode())


def test_old_pages_have_the_old_stylesheet_until_they_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site").mkdir()
    public = tmp_path / "site/public"
    published(tmp_path, {SHEET: "old", **{path: f"old {text}" for path, text in PAGES.items()}})
    seen: set[tuple[str, str, str]] = set()
    real = disk.replace

    def replace(path: str, final: str, between: str = "") -> None:
        real(path, final, between)
        for name in PAGES:
            page = (public / name).read_text() if (public / name).exists() else ""
            if "stylesheet" in page:
                sheet = page.replace(">", " ").replace('"', " ").replace("=", " ").split("theme/")[1].split()[0]
                seen.add((name, page[:3], (public / "theme" / sheet).read_text()))

    monkeypatch.setattr(disk, "replace", replace)
    new = {path: f"new {text}" for path, text in PAGES.items() if "gone" not in path}
    assert published(tmp_path, {SHEET: "new", **new}) == sorted([SHEET, *new])
    linking = [path for path in new if path != "plain.html"]
    assert seen == {(path, age, age) for path in linking for age in ("old", "new")} | {
        ("a/gone/index.html", "old", "old")
    }
    assert sorted(path.name for path in (public / "theme").iterdir()) == ["style.css"]


def test_pages_that_do_not_change_fit_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So where only a stylesheet changes nothing else is written."""
    (tmp_path / "site").mkdir()
    published(tmp_path, {SHEET: "old", **PAGES})
    written: list[str] = []
    real = disk.write_new
    monkeypatch.setattr(disk, "write_new", lambda path, data: written.append(path) or real(path, data))
    assert published(tmp_path, {SHEET: "new", **PAGES}) == [SHEET]
    assert not [path for path in written if "/page-" in path or "/sheet-" in path]
