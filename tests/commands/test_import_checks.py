"""What an import would write is tried as a build before it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import picture

from enlsp_site.build import picture_copies
from enlsp_site.commands.import_checks import ImportedFile, mended

SITE = "name: TINY\ntitle: Tiny Things\nedition: 2031\n"
PAGE = "---\ntitle: Overview\n---\nTiny things. [More](more).\n![Ada](images/ada.png)\n"
FILES = {
    "content/site.yaml": ImportedFile(None, SITE),
    "content/pages/overview.md": ImportedFile(None, PAGE),
}
COPIES = {"static/images/ada.png": lambda: picture(400, 400)}


def test_a_link_that_leads_nowhere_is_taken_off_its_words(tmp_path: Path) -> None:
    found = mended(tmp_path, "content", FILES, set(), {**COPIES})
    assert found.texts["content/pages/overview.md"] == PAGE.replace("[More](more)", "More")
    assert [(each.origin.file, each.code) for each in found.told] == [("content/pages/overview.md", "mended")]
    assert found.left == []
    assert list(tmp_path.iterdir()) == [], "nothing is written"


def test_no_copies_of_pictures_are_made_for_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They take half a minute where a site has a hundred photographs, and the build that follows makes them."""
    monkeypatch.setattr(picture_copies, "develop", lambda *_: pytest.fail("copies were made"))
    assert mended(tmp_path, "content", FILES, set(), {**COPIES}).left == []


def test_a_page_with_a_picture_that_cannot_be_read_is_a_draft(tmp_path: Path) -> None:
    torn = {"static/images/ada.png": lambda: picture(400, 400)[:-200]}
    found = mended(tmp_path, "content", FILES, set(), {**torn})
    assert "\ndraft: true\n" in found.texts["content/pages/overview.md"]
    (told,) = found.told
    assert told.message == "static/images/ada.png is damaged or cut off: the page is kept as a draft"
