"""What the home page shows of a page: all of it, or what stands before `<!-- more -->`."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, words

MakeSite = Callable[..., Site]


def built(make_site: MakeSite, body: str) -> tuple[str, str]:
    """The words of the section on the home page, and of the page itself."""
    site = make_site({"content/pages/overview.md": f"---\ntitle: Overview\n---\n{body}"})
    told = site.build()
    assert (told.code, told.problems) == (0, "")
    both = [site.page(path) for path in ("index.html", "2031/overview/index.html")]
    return tuple(words(next(each.iterfind(".//*[@class='section-body']"))) for each in both)  # type: ignore[return-value]


def test_the_home_page_shows_what_stands_before_the_line(make_site: MakeSite) -> None:
    home, page = built(make_site, "First.[^1]\n\n<!-- more -->\n\nSecond.\n\n[^1]: A note.\n")
    assert home == "First. Read more of Overview"
    assert page.startswith("First.1 Second.")
    assert "A note." in page


@pytest.mark.parametrize(
    "body",
    [
        "First.\n\nSecond.\n",
        "- First.\n\n  <!-- more -->\n\n- Second.\n",
        "First.\n<!-- more -->\nSecond.\n",
        "First. <!-- a comment -->\n\nSecond.\n",
    ],
)
def test_without_such_a_line_it_shows_all(make_site: MakeSite, body: str) -> None:
    home, page = built(make_site, body)
    assert home == page == "First. Second."


def test_in_code_it_is_code(make_site: MakeSite) -> None:
    home, page = built(make_site, "First.\n\n```\n\n<!-- more -->\n\n```\n")
    assert home == page == "First. <!-- more -->"
