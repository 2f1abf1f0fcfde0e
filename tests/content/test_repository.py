"""`repository` of site.yaml: how it may be written, and what is told of what is none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import GOOD, Site

MakeSite = Callable[..., Site]


def site_yaml(written: str) -> dict[str, str]:
    return {"content/site.yaml": f"{GOOD['content/site.yaml']!s}repository: {written}\n"}


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://github.com/tiny/site", "https://github.com/tiny/site/edit/main/content/pages/call.md"),
        ("https://github.com/tiny/site.git", "https://github.com/tiny/site/edit/main/content/pages/call.md"),
        ("https://codeberg.org/tiny/site/", "https://codeberg.org/tiny/site/_edit/main/content/pages/call.md"),
        (
            "{url: 'https://git.example.org/tiny/site', software: gitlab, branch: pages, folder: /web/}",
            "https://git.example.org/tiny/site/-/edit/pages/web/content/pages/call.md",
        ),
        (
            "{url: 'https://github.example.org/tiny/site', software: github}",
            "https://github.example.org/tiny/site/edit/main/content/pages/call.md",
        ),
    ],
)
def test_a_page_leads_to_its_file(make_site: MakeSite, written: str, address: str) -> None:
    site = make_site(site_yaml(written))
    assert (site.build("--strict").code, site.build().problems) == (0, "")
    link = site.page("2031/call/index.html").find(".//*[@class='mend']/a")
    assert link.get("href") == address


@pytest.mark.parametrize("more", ["", "repository: TBD\n"])
def test_without_one_nothing_leads_anywhere(make_site: MakeSite, more: str) -> None:
    site = make_site({"content/site.yaml": f"{GOOD['content/site.yaml']!s}{more}"})
    assert site.build("--strict").code == 0
    files = site.published()
    assert "2031/lines.json" not in files
    assert not [name for name, data in files.items() if name.endswith(".html") and b'class="mend"' in data]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("git@github.com:tiny/site.git", "write https://github.com/tiny/site\n"),
        ("ssh://git@codeberg.org/tiny/site.git", "write https://codeberg.org/tiny/site\n"),
        ("tiny/site", "must be a whole one"),
        ("https://github.com/tiny", "is not the address of a repository alone"),
        ("https://github.com/tiny/site/tree/main/web", "is not the address of a repository alone"),
        ("https://gitlab.com/tiny/site/-/tree/main/web", "is not the address of a repository alone"),
        ("https://github.com/tiny/site?tab=readme", "is not the address of a repository alone"),
        ("https://me:secret@github.com/tiny/site", "a user or a password would be on every page"),
        ("https://", "is no address of the web"),
        ("https://git.example.org/tiny/site", "what `git.example.org` runs cannot be told by its name"),
        ("{url: 'https://github.com/tiny/site', folder: ../other}", "`../other` is no folder of a repository"),
        ("{url: 'https://github.com/tiny/site', software: svn}", "svn"),
    ],
)
def test_what_is_none_is_told(make_site: MakeSite, written: str, told: str) -> None:
    assert told in make_site(site_yaml(written)).problems()
