"""What machines read: sitemap, robots.txt, Atom feed; each read here with a reader that is not ours."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import html5lib
import pytest

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.exports import feed, robots, sitemap
from enlsp_site.model.news import News, NewsItem
from enlsp_site.model.record import Html

BASE = "https://example.org/enlsp/"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
ATOM = "{http://www.w3.org/2005/Atom}"


# sitemap.xml


def test_sitemap_lists_addresses_in_order() -> None:
    written = sitemap.write({"urls": [BASE + "2025/", BASE + "2025/call/"]})
    root = ElementTree.fromstring(written)
    assert root.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    assert [each.text for each in root.iter(LOC)] == [BASE + "2025/", BASE + "2025/call/"]
    assert written.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n')


def test_sitemap_writes_addresses_as_uris_and_escapes_them() -> None:
    written = sitemap.write({"urls": [BASE + "2025/über/", BASE + "a&b<c>/"]})
    assert [each.text for each in ElementTree.fromstring(written).iter(LOC)] == [
        BASE + "2025/%C3%BCber/",
        BASE + "a&b%3Cc%3E/",
    ]


# robots.txt


@pytest.mark.parametrize(("address", "maps"), [(BASE + "sitemap.xml", [BASE + "sitemap.xml"]), ("", None)])
def test_robots_may_read_everything_and_are_told_of_the_sitemap(address: str, maps: list[str] | None) -> None:
    reader = RobotFileParser()
    reader.parse(robots.write({"sitemap": address}).decode().splitlines())
    assert reader.can_fetch("AnyBot", BASE + "2025/")
    assert reader.site_maps() == maps


def test_robots_are_told_a_uri() -> None:
    written = robots.write({"sitemap": "https://example.org/über/sitemap.xml"})
    assert written.splitlines()[-1] == b"Sitemap: https://example.org/%C3%BCber/sitemap.xml"


# feed.xml


def item(day: str, title: str, html: str = "") -> NewsItem:
    return NewsItem(
        origin=Origin("content/news.yaml"),
        slug=f"{day}-{title.split()[0].lower()}",
        title=title,
        date=dt.date.fromisoformat(day),
        body=Html(html=html) if html else None,
    )


CALL = (
    '<p>The <a href="site:2025/call/index.html#topics">call</a> &amp; <img src="site:images/a%20b.png" alt="a"></p>'
)


def inputs(*items: NewsItem, **more: Any) -> dict[str, Any]:
    return {
        "title": "ENLSP 2025 news",
        "author": "ENLSP",
        "url": BASE + "2025/news/",
        "base_url": BASE,
        "path": "2025/feed.xml",
        "news": News(heading="News", items=items),
        **more,
    }


def parsed(*items: NewsItem, **more: Any) -> Element:
    return ElementTree.fromstring(feed.write(inputs(*items, **more)))


def texts(root: Element, path: str) -> list[str | None]:
    return [each.text for each in root.findall("/".join(ATOM + name for name in path.split("/")))]


def test_feed_has_what_atom_asks_for() -> None:
    root = parsed(item("2025-08-22", "Submissions close"), item("2025-07-15", "First day", CALL))
    assert root.tag == ATOM + "feed"
    assert texts(root, "title") == ["ENLSP 2025 news"]
    assert texts(root, "author/name") == ["ENLSP"]
    assert texts(root, "updated") == ["2025-08-22T00:00:00Z"]
    assert [link.attrib for link in root.findall(ATOM + "link")] == [
        {"rel": "self", "type": "application/atom+xml", "href": BASE + "2025/feed.xml"},
        {"href": BASE + "2025/news/"},
    ]
    assert texts(root, "entry/title") == ["Submissions close", "First day"]
    assert texts(root, "entry/updated") == ["2025-08-22T00:00:00Z", "2025-07-15T00:00:00Z"]
    assert [link.attrib for link in root.findall(f"{ATOM}entry/{ATOM}link")] == [
        {"href": BASE + "2025/news/#2025-08-22-submissions"},
        {"href": BASE + "2025/news/#2025-07-15-first"},
    ]


def test_feed_is_as_new_as_its_newest_item_whatever_their_order() -> None:
    root = parsed(item("2025-07-15", "First day"), item("2025-08-22", "Submissions close"))
    assert texts(root, "updated") == ["2025-08-22T00:00:00Z"]


def test_text_of_an_item_is_html_with_whole_addresses() -> None:
    root = parsed(item("2025-07-15", "First day", CALL))
    (content,) = root.iter(ATOM + "content")
    assert content.attrib == {"type": "html"}
    shown = html5lib.parseFragment(content.text, namespaceHTMLElements=False)
    assert [each.get("href") for each in shown.iter("a")] == [BASE + "2025/call/#topics"]
    assert [each.get("src") for each in shown.iter("img")] == [BASE + "images/a%20b.png"]
    assert "".join(shown.itertext()) == "The call & "


def test_cells_in_feeds_say_themselves_how_they_are_aligned() -> None:
    """Feeds have no stylesheet, and readers such as SimplePie's drop classes and styles, but not `align`."""
    cells = '<td class="align-right">1</td><td class="align-center much">2</td><td class="much">3</td>'
    root = parsed(item("2025-07-15", "First day", f"<table><tr>{cells}</tr></table>"))
    shown = html5lib.parseFragment(next(root.iter(ATOM + "content")).text, namespaceHTMLElements=False)
    assert [cell.attrib for cell in shown.iter("td")] == [
        {"align": "right"},
        {"align": "center", "class": "much"},
        {"class": "much"},
    ]


def test_an_item_without_text_has_no_content() -> None:
    assert list(parsed(item("2025-07-15", "First day")).iter(ATOM + "content")) == []


def test_markup_in_titles_is_text() -> None:
    root = parsed(item("2025-07-15", "<b>Bold</b> & “new”"), title='A & B "<c>"')
    assert texts(root, "title") == ['A & B "<c>"']
    assert texts(root, "entry/title") == ["<b>Bold</b> & “new”"]


def ids(root: Element) -> list[str | None]:
    return texts(root, "id") + texts(root, "entry/id")


def test_ids_are_unlike_and_stay_when_the_site_moves_or_its_news_grow() -> None:
    first, second = item("2025-07-15", "First day"), item("2025-08-22", "Submissions close")
    here = ids(parsed(first))
    moved = ids(
        parsed(second, first, base_url="https://elsewhere.example/", url="https://elsewhere.example/2025/news/")
    )
    assert [moved[0], moved[2]] == here
    assert len(set(moved)) == 3
    assert all(str(each).startswith("urn:uuid:") for each in moved)


def test_ids_of_editions_are_unlike() -> None:
    one = ids(parsed(item("2025-07-15", "First day")))
    other = ids(parsed(item("2025-07-15", "First day"), title="ENLSP 2024 news", path="2024/feed.xml"))
    assert set(one) & set(other) == set()


def test_addresses_in_feeds_are_uris() -> None:
    root = parsed(item("2025-07-15", "Über alles"), url=BASE + "2025/über/")
    assert [link.get("href") for link in root.iter(ATOM + "link")][1:] == [
        BASE + "2025/%C3%BCber/",
        BASE + "2025/%C3%BCber/#2025-07-15-%C3%BCber",
    ]


def test_a_feed_without_news_is_dated_all_the_same() -> None:
    assert texts(parsed(), "updated") == ["1970-01-01T00:00:00Z"]
