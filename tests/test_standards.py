"""Built sites against the standards of HTML, CSS and SVG, by the Nu HTML checker."""

from __future__ import annotations

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


def test_no_file_of_any_site_breaks_a_standard(enlsp: Built, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The ENLSP site as it is published, the starter's, and those in tests/sites."""
    others = [whole(name, tmp_path_factory.mktemp(name)) for name in WHOLE]
    found = vnu(enlsp.folder, *(site.folder for site in others))
    assert [fault for fault in found if fault.words not in BEHIND] == []


def test_the_checker_is_heard_when_it_finds_something(tmp_path: Path) -> None:
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text, "utf-8")
    found = vnu(tmp_path)
    assert {fault.path for fault in found} == BROKEN.keys()
    assert Fault("style.css", "1", "CSS: “colour”: Property “colour” doesn't exist.") in found
