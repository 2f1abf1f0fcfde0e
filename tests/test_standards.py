"""Built sites against the standards of HTML, CSS and SVG, by the Nu HTML checker."""

from __future__ import annotations

from collections.abc import Callable, Container
from pathlib import Path

import pytest
from pages import Built, samples

from benchmarks.checkers import BEHIND, Fault, html_validate, html_validate_lacks, vnu

pytestmark = pytest.mark.usefixtures("has_vnu")

BROKEN = {
    "page.html": '<!DOCTYPE html>\n<html lang="en"><title>x</title><p><div>x</div>\n<img src="x.png">',
    "style.css": "p { colour: red }",
    "drawing.svg": '<svg xmlns="http://www.w3.org/2000/svg"><circle radius="1"/></svg>',
}


def checked(sites: list[Built], paths: Callable[[Built], Container[str]], folder: Path) -> list[Fault]:
    """What the checker finds in those pages of the sites, and in all that is no page. Files with the same bytes, such
    as the theme's, are looked at once."""
    seen = set[bytes]()
    for site in sites:
        wanted = paths(site)
        for file in site.folder.rglob("*"):
            path = file.relative_to(site.folder).as_posix()
            if (
                file.is_file()
                and (path in wanted or path not in site.pages)
                and (data := file.read_bytes()) not in seen
            ):
                seen.add(data)
                copy = folder / site.folder.parent.name / path
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(data)
    return [fault for fault in vnu(folder) if fault.words not in BEHIND]


@pytest.mark.whole
def test_no_part_of_a_page_breaks_a_standard(enlsp: Built, sites: list[Built], tmp_path: Path) -> None:
    """Of ENLSP's site as it is published, the starter's, and those in tests/sites: samples of the pages."""
    assert checked([enlsp, *sites[1:]], lambda site: {path for _, path in samples([site])}, tmp_path) == []


@pytest.mark.slow
def test_no_file_of_any_site_breaks_a_standard(enlsp: Built, sites: list[Built], tmp_path: Path) -> None:
    """All files, and ENLSP's site as it is published."""
    assert checked([enlsp, *sites[1:]], lambda site: site.pages, tmp_path) == []


@pytest.fixture(scope="module")
def has_html_validate() -> None:
    if lacks := html_validate_lacks():
        pytest.skip(lacks)


@pytest.mark.whole
@pytest.mark.usefixtures("has_html_validate")
def test_html_validate_finds_nothing(enlsp: Built, sites: list[Built], tmp_path: Path) -> None:
    """On samples of the pages of the same sites."""
    for number, site in enumerate([enlsp, *sites[1:]]):
        for _, path in samples([site]):
            copy = tmp_path / str(number) / path
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes((site.folder / path).read_bytes())
    assert html_validate(tmp_path) == []


@pytest.mark.whole
@pytest.mark.usefixtures("has_html_validate")
def test_html_validate_is_heard_when_it_finds_something(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<!doctype html>\n<html lang="en"><head><title>x</title></head>\n'
        '<body><table align="left"></table></body></html>'
    )
    (fault,) = html_validate(tmp_path)
    assert fault == Fault("page.html", "3 no-deprecated-attr", 'Attribute "align" is deprecated on <table> element')


@pytest.mark.whole
def test_the_checker_is_heard_when_it_finds_something(tmp_path: Path) -> None:
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = vnu(tmp_path)
    assert {fault.path for fault in found} == BROKEN.keys()
    assert Fault("style.css", "1", "CSS: “colour”: Property “colour” doesn't exist.") in found
