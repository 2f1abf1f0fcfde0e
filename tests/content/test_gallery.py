"""The gallery of a page: the pictures of a folder with their captions, and what is wrong in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, drawing, picture, words

MakeSite = Callable[..., Site]
PICTURES = {
    "static/images/first/10.jpg": picture(1800, 1200),
    "static/images/first/2.jpg": picture(60, 40),
    "static/images/first/Map.svg": drawing(60, 40),
    "static/images/first/notes.txt": "no picture",
    "static/images/first/more/3.jpg": picture(60, 40),
}


def page(gallery: str) -> dict[str, str | bytes]:
    return {**PICTURES, "content/pages/overview.md": f"---\ntitle: Overview\ngallery: {gallery}\n---\nWords.\n"}


def shown(site: Site, path: str) -> list[tuple[str, str]]:
    """The alternative texts and captions of the pictures on a page."""
    figures = site.page(path).find(".//*[@class='gallery']").iter("figure")
    return [(each.find(".//img").get("alt"), " ".join(map(words, each.iter("figcaption")))) for each in figures]


def test_the_pictures_of_a_folder_in_the_order_of_their_names(make_site: MakeSite) -> None:
    site = make_site(page("{folder: images/first, captions: {10.jpg: The dinner}}"))
    assert site.build().problems == ""
    expected = [("Picture 1", ""), ("The dinner", "The dinner"), ("Picture 3", "")]
    assert shown(site, "2031/overview/index.html") == expected
    assert shown(site, "2031/index.html") == expected


def test_each_opens_in_full_and_the_files_themselves_are_not_published(make_site: MakeSite) -> None:
    site = make_site(page("images/first"))
    site.build()
    links = [
        link.get("href") for link in site.page("2031/overview/index.html").find(".//*[@class='gallery']").iter("a")
    ]
    assert links[1].endswith("-1600.jpg")
    assert f"2031/{links[1].removeprefix('../')}" in site.published()
    assert "images/first/10.jpg" not in site.published()


def test_the_home_page_shows_six_of_many(make_site: MakeSite) -> None:
    many = {f"static/images/many/{number}.svg": drawing(60, 40) for number in range(8)}
    site = make_site({**page("images/many"), **many})
    assert site.build().problems == ""
    assert len(shown(site, "2031/index.html")) == 6
    assert "All 8 pictures" in words(site.page("2031/index.html"))
    assert len(shown(site, "2031/overview/index.html")) == 8


@pytest.mark.parametrize(
    ("gallery", "told"),
    [
        ("images/frist", ["overview.md:3", "no picture in static/images/frist/", "did you mean `images/first`"]),
        ("{folder: images/first, captions: {3.jpg: x}}", ["no picture static/images/first/3.jpg"]),
        ("../secret", ["leads out of the site's folder"]),
        ("https://example.org/pictures", ["a picture must be a file of this site"]),
        ("{folders: images/first}", ["folder"]),
    ],
)
def test_what_is_wrong_is_told(make_site: MakeSite, gallery: str, told: list[str]) -> None:
    problems = make_site(page(gallery)).problems()
    assert [part for part in told if part not in problems] == []
