"""Built sites against the standards of HTML, CSS and SVG, by the Nu HTML checker."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pages import WHOLE, Built, whole

from benchmarks.checkers import BEHIND, Fault, vnu

pytestmark = pytest.mark.usefixtures("has_vnu")

BROKEN = {
    "page.html": '<!DOCTYPE html>\n<html lang="en"><title>x</title><p><div>x</div>\n<img src="x.png">',
    "style.css": "p { colour: red }",
    "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle radius="1"/></svg>',
}


def sampled(site: Built, folder: Path) -> Path:
    """A folder with a site's files, but of its pages only samples that show every part of the templates."""
    for file in site.folder.rglob("*"):
        path = file.relative_to(site.folder).as_posix()
        if file.is_file() and (path in site.samples or path not in site.pages):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, folder / path)
    return folder


@pytest.mark.whole
def test_no_part_of_a_page_breaks_a_standard(enlsp: Built, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of ENLSP's site, the starter's, and those in tests/sites: samples of the pages, and all that is no page."""
    sites = [enlsp, *(whole(name, tmp_path_factory.mktemp(name)) for name in WHOLE)]
    found = vnu(*(sampled(site, tmp_path_factory.mktemp("sample")) for site in sites))
    assert [fault for fault in found if fault.words not in BEHIND] == []


@pytest.mark.slow
def test_no_file_of_any_site_breaks_a_standard(enlsp: Built, tmp_path_factory: pytest.TempPathFactory) -> None:
    """All files, and ENLSP's site as it is published."""
    others = [whole(name, tmp_path_factory.mktemp(name)) for name in WHOLE]
    found = vnu(enlsp.folder, *(site.folder for site in others))
    assert [fault for fault in found if fault.words not in BEHIND] == []


@pytest.mark.whole
def test_the_checker_is_heard_when_it_finds_something(tmp_path: Path) -> None:
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = vnu(tmp_path)
    assert {fault.path for fault in found} == BROKEN.keys()
    assert Fault("style.css", "1", "CSS: “colour”: Property “colour” doesn't exist.") in found
