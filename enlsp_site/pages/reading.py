"""The reading lists' part of the plan: what their pages show, and their feeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable
from typing import Any

from msgspec.structs import replace

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.reading import Reading, ReadingList
from enlsp_site.model.record import Record
from enlsp_site.model.targets import Target
from enlsp_site.text import plain_text

FEW = 5
"""So many works stand on the home page."""


class ReadingShelf(Record, frozen=True):
    """Works that stand together, by their day, their year or their first tag; by none of these the rest of a list,
    or all of it. `anchor` is its place on the page, empty where the list is not parted."""

    items: tuple[Reading, ...]
    anchor: str = ""
    date: dt.date | None = None
    year: int = 0
    tag: str = ""


class ReadingListView(Record, frozen=True):
    """A reading list as a page shows it: `count` works in all, on shelves. By `tags` it can be sifted. `feed` is the
    address of its feed, if it has one."""

    shelves: tuple[ReadingShelf, ...]
    count: int
    tags: tuple[str, ...] = ()
    feed: str = ""


def listing(shown: ReadingList) -> ReadingListView:
    """A list as its own page shows it."""
    tags = tuple(dict.fromkeys(tag for item in shown.items for tag in item.tags))
    return ReadingListView(shelves=_shelves(shown), count=len(shown.items), tags=tags)


def in_short(whole: ReadingListView) -> ReadingListView:
    """A list as the home page shows it: the first few works."""
    items = tuple(item for shelf in whole.shelves for item in shelf.items)
    few = tuple(replace(item, abstract="") for item in items[:FEW])
    return ReadingListView(shelves=(ReadingShelf(items=few),), count=whole.count)


def _shelves(shown: ReadingList) -> tuple[ReadingShelf, ...]:
    if not shown.group or not shown.items:
        return (ReadingShelf(items=shown.items),)
    found: dict[Hashable, list[Reading]] = {}
    for item in shown.items:
        found.setdefault(_by_date(item) if shown.group == "date" else _by_tag(item), []).append(item)
    made = [_shelf(shown.group, tuple(items)) for items in found.values()]
    if shown.group == "date":
        made.sort(key=lambda shelf: _by_date(shelf.items[0]), reverse=True)
    made.sort(key=lambda shelf: not (shelf.tag or shelf.year))  # the rest comes last
    names = [shelf.tag or str(shelf.date or shelf.year or "") for shelf in made]
    anchors = plain_text.unique_slugs(
        names, [*plain_text.THEME_IDS, f"{shown.name}-heading", *(each.slug for each in shown.items)]
    )
    return tuple(replace(shelf, anchor=anchor) for shelf, anchor in zip(made, anchors, strict=True))


def _by_date(item: Reading) -> tuple[int, dt.date]:
    """A year alone stands after the days of that year."""
    return item.year, item.date or dt.date.min


def _by_tag(item: Reading) -> tuple[str, ...]:
    return item.tags[:1]


def _shelf(group: str, items: tuple[Reading, ...]) -> ReadingShelf:
    first = items[0]
    if group == "date":
        return ReadingShelf(items=items, date=first.date, year=first.year)
    return ReadingShelf(items=items, tag=first.tags[0] if first.tags else "")


def feed_path(edition: Edition, name: str) -> str:
    """Where the feed of a list lives."""
    return f"{edition.id}/{name}/feed.xml"


def feed(edition: Edition, shown: ReadingList, base: str) -> Target:
    """The feed of a list; `base` is the site's public address."""
    path = feed_path(edition, shown.name)
    title = f"{shown.heading} · {edition.site.name} {edition.id}"
    inputs = about_feed(edition, title, shown.name, path, base) | {"reading": replace(shown, intro=None, group="")}
    return Target(path=path, recipe="reading feed", inputs=inputs)


def about_feed(edition: Edition, title: str, section: str, path: str, base: str) -> dict[str, Any]:
    """What a feed at a path says of itself, and of the page of the section that it follows."""
    return {
        "title": title,
        "author": edition.site.name,
        "url": urls.absolute(base, urls.inside(urls.section_path(edition.id, section))),
        "base_url": base,
        "path": path,
    }
