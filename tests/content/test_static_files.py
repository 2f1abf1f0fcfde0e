"""The files that are published as they are."""

from __future__ import annotations

from collections.abc import Callable

from sites import Site

MakeSite = Callable[..., Site]


def test_no_file_is_published_from_two_places(make_site: MakeSite) -> None:
    site = make_site({"static/2024/index.html": "one", "editions/2024/public/index.html": "two"})
    assert site.problems() == (
        "static/2024/index.html: error: this would be published as 2024/index.html, where "
        "editions/2024/public/index.html is already [duplicate-output]\n"
        "  hint: keep one of the two, or rename it\n"
    )


def test_a_file_of_the_theme_gives_way(make_site: MakeSite) -> None:
    site = make_site({"static/theme/style.css": "p { color: red }"})
    assert site.build().problems == ""
    assert site.published()["theme/style.css"] == b"p { color: red }"
