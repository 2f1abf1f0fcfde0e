"""Pictures on a site: what pages show of them, which files are published, and what an organizer is told."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from io import BytesIO
from textwrap import dedent
from typing import Any

import pytest
from PIL import Image
from sites import Site, drawing, picture

from enlsp_site.build.pipeline import BuildOptions, Report, build
from enlsp_site.images import copies as smaller
from enlsp_site.images import inspection

MakeSite = Callable[..., Site]

SPEAKERS = "content/people/speakers.yaml"
OVERVIEW = "content/pages/overview.md"
ALAN = "- {name: Alan Turing}\n"
ADA = {
    SPEAKERS: f"- {{name: Ada Lovelace, photo: images/ada.jpg}}\n{ALAN}",
    "static/images/ada.jpg": picture(500, 600),
}
NAME = re.compile(r"^(?:\.\./)*(?:2031/)?pictures/([a-z0-9-]+)-[0-9a-f]{8}-(\d+)\.(\w+)$")


def page_of(text: str) -> dict[str, str | bytes]:
    return {OVERVIEW: f"---\ntitle: Overview\n---\n{text}\n"}


def shown(site: Site, path: str, **attributes: str) -> list[Any]:
    """The pictures in the middle of a page."""
    return [each for each in site.page(path).findall(".//main//img") if attributes.items() <= each.attrib.items()]


def copies(site: Site) -> list[str]:
    """The copies that are published, without what tells apart pictures of one name."""
    found = [NAME.match(path) for path in site.published() if "/pictures/" in path]
    return sorted(f"{each[1]}-{each[2]}.{each[3]}" for each in found if each)


def built(site: Site, out: str = "public", **options: Any) -> Report:
    report = build(BuildOptions(site.folder, site.folder / out, **options))
    assert (report.published, report.problems) == (True, [])
    return report


def pictures(paths: tuple[str, ...]) -> int:
    return sum("/pictures/" in path for path in paths)


def block(text: str) -> str:
    return dedent(text).lstrip("\n")


# On pages


def test_a_portrait_is_shown_in_the_best_form_and_the_width_that_fits(make_site: MakeSite) -> None:
    site = make_site(ADA)
    built(site)
    [photo] = shown(site, "2031/speakers/index.html")
    [frame] = site.page("2031/speakers/index.html").findall(".//main//picture")
    assert [each.tag for each in frame] == ["source", "source", "img"]
    assert [each.get("type") for each in frame[:2]] == ["image/avif", "image/webp"]
    assert {each.get("sizes") for each in frame[:2]} == {"(min-width: 34em) 8em, 5em"}
    for source in frame[:2]:
        listed = [candidate.split() for candidate in source.get("srcset").split(",")]
        assert [(NAME.match(url)[2] + "w", width) for url, width in listed] == [  # type: ignore[index]
            ("128w", "128w"),
            ("256w", "256w"),
            ("384w", "384w"),
        ]
    assert NAME.sub(r"\1-\2.\3", photo.attrib.pop("src")) == "ada-256.jpg"
    assert photo.attrib == {
        "class": "portrait",
        "alt": "Portrait of Ada Lovelace",
        "width": "128",
        "height": "128",
        "loading": "lazy",
        "decoding": "async",
    }
    assert copies(site) == sorted(
        [*(f"ada-{width}.{form}" for width in (128, 256, 384) for form in ("avif", "webp")), "ada-256.jpg"]
    )


def test_a_banner_is_what_the_page_waits_for(make_site: MakeSite) -> None:
    look = "look: {banner: wide.jpg}\n"
    site = make_site({"static/wide.jpg": picture(1000, 250)})
    site.write({"content/site.yaml": (site.folder / "content/site.yaml").read_text() + look})
    built(site)
    [banner] = shown(site, "index.html", **{"class": "hero-banner"})
    assert "loading" not in banner.attrib
    assert (banner.get("fetchpriority"), banner.get("width"), banner.get("height")) == ("high", "1000", "250")
    assert copies(site) == sorted(
        [*(f"wide-{w}.{form}" for w in (480, 800, 1000) for form in ("avif", "webp")), "wide-1000.jpg"]
    )


def test_logos_of_the_site_go_with_the_theme(make_site: MakeSite) -> None:
    look = "look: {logo: light.svg, logo_dark: dark.png}\n"
    site = make_site({"static/light.svg": drawing(40, 20), "static/dark.png": picture(400, 200, "PNG")})
    site.write({"content/site.yaml": (site.folder / "content/site.yaml").read_text() + look})
    built(site)
    brand = site.page("2031/call/index.html").findall(".//header//img")
    assert [(each.get("class"), each.get("loading")) for each in brand] == [
        ("brand-logo logo-light", "lazy"),
        ("brand-logo logo-dark", "lazy"),
    ]
    assert [(each.get("width"), each.get("height")) for each in brand] == [("76", "38")] * 2


def test_a_logo_alone_is_loaded_at_once(make_site: MakeSite) -> None:
    site = make_site({"static/light.svg": drawing(40, 20)})
    site.write({"content/site.yaml": (site.folder / "content/site.yaml").read_text() + "look: {logo: light.svg}\n"})
    built(site)
    [brand] = site.page("index.html").findall(".//header//img[@class='brand-logo']")
    assert (brand.get("loading"), brand.get("src")) == (None, "light.svg")


def test_logos_of_sponsors_are_as_large_as_their_weight_wants(make_site: MakeSite) -> None:
    logo = Image.new("RGB", (900, 600), "white")
    logo.paste("black", (150, 200, 750, 400))
    logo.save(file := BytesIO(), "PNG")
    tiers = "".join(f"- tier: {name}\n  sponsors: [{{name: Labs, logo: labs.png}}]\n" for name in ("Gold", "Silver"))
    site = make_site({"content/sponsors.yaml": tiers, "static/labs.png": file.getvalue()})
    built(site)
    sizes = [(each.get("width"), each.get("height")) for each in shown(site, "2031/sponsors/index.html")]
    assert sizes == [("123", "41"), ("96", "32")]  # solid, three times as wide as high, without its margin
    assert {name.rpartition("-")[2] for name in copies(site)} >= {"123.avif", "246.png", "369.webp", "96.avif"}


def test_pictures_in_markdown_are_shown_as_others_are(make_site: MakeSite) -> None:
    text = "![A chart](chart.png){: width=300 .wide}\n\n<figure><img src='chart.png' alt='B'></figure>"
    site = make_site(page_of(text) | {"static/chart.png": picture(1000, 500, "PNG")})
    built(site)
    small, large = shown(site, "2031/overview/index.html")
    assert NAME.sub(r"\1-\2.\3", small.attrib.pop("src")) == "chart-300.png"
    assert small.attrib == {
        "alt": "A chart",
        "class": "wide",
        "decoding": "async",
        "height": "150",
        "loading": "lazy",
        "width": "300",
    }
    assert (large.get("width"), large.get("height")) == ("704", "352")
    frames = site.page("2031/overview/index.html").findall(".//main//picture")
    assert [[each.get("sizes") for each in frame[:2]] for frame in frames] == [
        ["(min-width: 348px) 300px, 94vw"] * 2,
        ["(min-width: 752px) 704px, 94vw"] * 2,
    ]


def test_a_drawing_in_markdown_is_shown_as_it_is(make_site: MakeSite) -> None:
    site = make_site(page_of("![A](a.svg){: height=50}") | {"static/a.svg": drawing(200, 100)})
    built(site)
    [drawn] = shown(site, "2031/overview/index.html")
    assert (drawn.get("src"), drawn.get("width"), drawn.get("height")) == ("../../a.svg", "100", "50")
    assert site.page("2031/overview/index.html").findall(".//main//picture") == []


def test_news_in_the_feed_have_pictures_that_every_reader_shows(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/news.yaml": '- {date: 2031-06-01, title: Out, text: "![A](a.png)"}\n',
            "static/a.png": picture(90, 60, "PNG"),
        }
    )
    built(site, base_url="https://a.example/")
    feed = site.published()["2031/feed.xml"].decode()
    assert "source" not in feed
    assert re.search(
        r'img alt="A" src="https://a\.example/2031/pictures/a-[0-9a-f]{8}-90\.(?:jpg|png)"',
        feed.replace("&quot;", '"'),
    )


# What is published


def test_the_picture_itself_is_published_only_where_something_asks_for_it(make_site: MakeSite) -> None:
    site = make_site(ADA)
    built(site)
    assert "images/ada.jpg" not in site.published()
    site.write(page_of("[Ada](images/ada.jpg)"))
    built(site)
    assert site.published()["images/ada.jpg"] == ADA["static/images/ada.jpg"]
    site.write(page_of("Nobody"))
    assert "images/ada.jpg" in built(site).removed


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("static/own.css", '.x { background: url("images/ada.jpg"); }'),
        ("static/old/index.html", "<img src=../images/ada.jpg>"),
        ("templates/look.css", ".x { background: url(../images/ada.jpg); }"),
        ("templates/404.html", '<!doctype html><title>Lost</title><img alt="" src="{{ "site:images/ada.jpg" }}">'),
    ],
)
def test_files_of_the_site_may_ask_for_it_too(make_site: MakeSite, file: str, text: str) -> None:
    site = make_site({**ADA, file: text})
    built(site)
    assert "images/ada.jpg" in site.published()


def test_a_picture_in_a_finished_edition_stays(make_site: MakeSite) -> None:
    site = make_site(
        {
            SPEAKERS: f"- {{name: Ada Lovelace, photo: 2030/ada.jpg}}\n{ALAN}",
            "editions/2030/public/index.html": "<!doctype html><title>2030</title>",
            "editions/2030/public/ada.jpg": picture(40, 40),
        }
    )
    built(site)
    assert "2030/ada.jpg" in site.published()
    assert copies(site) == ["ada-40.avif", "ada-40.jpg", "ada-40.webp"]


def test_a_picture_that_no_page_shows_is_published_as_it_is(make_site: MakeSite) -> None:
    site = make_site()
    built(site)
    assert site.published()["images/ada.jpg"] == b"no real picture"


# Once made


@pytest.fixture
def without_pillow(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From when it is called on, no picture may be looked into or made."""

    def forbid() -> None:
        def fail(*_: object) -> None:
            raise AssertionError("a picture is opened")

        monkeypatch.setattr(inspection, "look", fail)
        monkeypatch.setattr(smaller, "make", fail)

    return forbid


def test_a_second_build_makes_no_picture(make_site: MakeSite, without_pillow: Callable[[], None]) -> None:
    site = make_site(ADA)
    assert pictures(built(site).made) == 7
    without_pillow()
    site.write({"content/dates.yaml": "- {name: Workshop, date: 2031-12-06}\n"})
    assert pictures(built(site).made) == 0


def test_a_deleted_output_folder_is_filled_from_the_store(
    make_site: MakeSite, without_pillow: Callable[[], None]
) -> None:
    site = make_site(ADA)
    built(site)
    before = site.published()
    shutil.rmtree(site.folder / "public")
    without_pillow()
    assert pictures(built(site).made) == 7
    assert site.published() == before


def test_another_output_folder_has_the_same_pictures(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(ADA)
    built(site)
    monkeypatch.setattr(smaller, "make", None)
    built(site, "other")
    assert {path for path in site.published("other") if "/pictures/" in path} == {
        path for path in site.published() if "/pictures/" in path
    }


def test_clean_makes_them_again(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(ADA)
    built(site)
    before = site.published()
    built(site, clean=True)
    assert site.published() == before
    monkeypatch.setattr(smaller, "make", None)
    with pytest.raises(TypeError):
        built(site, clean=True)


def test_a_new_picture_of_the_same_name_has_new_addresses(make_site: MakeSite) -> None:
    site = make_site(ADA)
    built(site)
    before = {path for path in site.published() if "/pictures/" in path}
    site.write({"static/images/ada.jpg": picture(500, 600, quality=40)})
    report = built(site)
    after = {path for path in site.published() if "/pictures/" in path}
    assert before & after == set()
    assert set(report.removed) == before
    assert "2031/speakers/index.html" in report.made


def test_nothing_is_made_for_a_site_that_is_not_published(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(smaller, "make", None)
    site = make_site({**ADA, "content/dates.yaml": "- {name: Workshop, date: soon}\n"})
    assert "[bad-date]" in site.problems()


# What is wrong


def one_photo(data: bytes, name: str = "ada.jpg") -> dict[str, str | bytes]:
    return {SPEAKERS: f"- {{name: Ada Lovelace, photo: images/{name}}}\n{ALAN}", f"static/images/{name}": data}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (
            b"hello",
            "static/images/ada.jpg is no picture [no-picture]",
        ),
        (b"", "static/images/ada.jpg is empty [empty-picture]"),
        (picture(90, 90)[:500], "static/images/ada.jpg is damaged or cut off [broken-picture]"),
        (b"\0\0\0\x18ftypheic" + bytes(90), "static/images/ada.jpg is a HEIC picture [no-picture]"),
    ],
    ids=["text", "empty", "cut off", "HEIC"],
)
def test_a_bad_photo_is_told_where_it_is_named(make_site: MakeSite, data: bytes, told: str) -> None:
    site = make_site(one_photo(data))
    first, line, caret, hint = site.problems().splitlines()
    assert first == f"{SPEAKERS}:1:31: error: {told}"
    assert line == "  1 | - {name: Ada Lovelace, photo: images/ada.jpg}"
    assert caret == "    |                               ^"
    assert hint.startswith("  hint: ")


def test_a_bad_picture_in_markdown_is_told_where_it_is_named(make_site: MakeSite) -> None:
    site = make_site(page_of("Words.\n\nSee ![a](a.png)") | {"static/a.png": b"hello"})
    assert site.problems() == block("""
        content/pages/overview.md:6:10: error: static/a.png is no picture [no-picture]
          6 | See ![a](a.png)
            |          ^
          hint: put a JPEG, PNG, WebP, AVIF, GIF or SVG in its place
        """)


def test_a_bad_picture_in_a_value_of_markdown_is_told_there(make_site: MakeSite) -> None:
    text = f"- name: Ada Lovelace\n  bio: |\n    Words.\n\n    ![a](a.png)\n{ALAN}"
    site = make_site({SPEAKERS: text, "static/a.png": b"hello"})
    assert site.problems().startswith(f"{SPEAKERS}:5:10: error: static/a.png is no picture [no-picture]\n")


def test_a_picture_in_markdown_that_is_elsewhere(make_site: MakeSite) -> None:
    site = make_site(page_of("![a](https://a.example/a.png)"))
    assert site.problems() == block("""
        content/pages/overview.md:4:6: error: a picture must be a file of this site [picture-elsewhere]
          4 | ![a](https://a.example/a.png)
            |      ^
          hint: save it under static/images/ and write images/…: a page asks nothing of other sites
        """)


def test_a_bad_picture_is_told_at_each_place_that_names_it(make_site: MakeSite) -> None:
    site = make_site({**one_photo(b"hello"), **page_of("![a](images/ada.jpg)")})
    places = [line.split(" ")[0] for line in site.problems().splitlines() if "[no-picture]" in line]
    assert places == [f"{OVERVIEW}:4:6:", f"{SPEAKERS}:1:31:"]


def test_a_picture_whose_name_says_another_kind_is_a_warning(make_site: MakeSite) -> None:
    site = make_site(one_photo(picture(40, 40, "JPEG"), "ada.png"))
    assert site.build().problems == block("""
        content/people/speakers.yaml:1:31: warning: static/images/ada.png is a picture of another kind than its name says: JPEG [picture-suffix]
          1 | - {name: Ada Lovelace, photo: images/ada.png}
            |                               ^
          hint: let its name end with .jpg
        """)  # noqa: E501 - as it is told
    assert copies(site) == ["ada-40.avif", "ada-40.jpg", "ada-40.webp"]


def test_an_animation_stands_still_and_is_a_warning(make_site: MakeSite) -> None:
    moving = picture(40, 40, "GIF", save_all=True, append_images=[Image.new("RGB", (40, 40), "red")])
    site = make_site(one_photo(moving, "ada.gif"))
    assert site.build().problems == block("""
        content/people/speakers.yaml:1:31: warning: static/images/ada.gif is an animation: its first picture is shown, and stands still [moving-picture]
          1 | - {name: Ada Lovelace, photo: images/ada.gif}
            |                               ^
          hint: save one of its pictures by itself; a link to the file lets it be played
        """)  # noqa: E501 - as it is told
    assert "images/ada.gif" not in site.published()


def test_a_drawing_that_does_not_say_how_large_it_is_is_a_warning(make_site: MakeSite) -> None:
    site = make_site(page_of("![a](a.svg)") | {"static/a.svg": '<svg xmlns="http://www.w3.org/2000/svg"></svg>'})
    assert site.build().problems == block("""
        content/pages/overview.md:4:6: warning: static/a.svg does not say how large it is, so the page moves when it comes [picture-size]
          4 | ![a](a.svg)
            |      ^
          hint: give its <svg> a viewBox, as in viewBox="0 0 200 80"
        """)  # noqa: E501 - as it is told
    [drawn] = shown(site, "2031/overview/index.html")
    assert "width" not in drawn.attrib


def test_warnings_of_pictures_are_said_again_though_they_are_not_opened(
    make_site: MakeSite, without_pillow: Callable[[], None]
) -> None:
    site = make_site(one_photo(picture(40, 40, "JPEG"), "ada.png"))
    first = site.build().problems
    without_pillow()
    site.write({"content/dates.yaml": "- {name: Workshop, date: 2031-12-06}\n"})
    assert site.build().problems == first != ""
