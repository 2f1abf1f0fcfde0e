"""Reading lists: content/reading/<list>.yaml."""

from __future__ import annotations

import datetime as dt
import re

from enlsp_site.content.entries.reading import ReadingEntry, ReadingFile
from enlsp_site.content.listed import listed
from enlsp_site.content.papers import read_authors, read_links, split
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import times
from enlsp_site.model.reading import Reading, ReadingList
from enlsp_site.text import plain_text

LINKS = ("url", "arxiv", "doi")
"""The links of a work; its title leads to the first that there is."""


def read_list(reader: Reader, file: str, name: str, found: ReadingFile | list[ReadingEntry]) -> ReadingList:
    """A list from its file's entries, in the order in which they stand."""
    whole = listed(reader, file, found, "entries", _heading(reader, name))
    anchors = [entry.id or plain_text.plain_text(reader.said(entry.title)) for entry, _ in whole.items]
    slugs = plain_text.unique_slugs(anchors, [*plain_text.THEME_IDS, f"{name}-heading"])
    items = [_reading(reader, entry, slug, origin) for (entry, origin), slug in zip(whole.items, slugs, strict=True)]
    return ReadingList(
        origin=Origin(file),
        name=name,
        heading=whole.heading,
        intro=whole.intro,
        group=(found.group or "") if isinstance(found, ReadingFile) else "",
        items=tuple(items),
    )


def _heading(reader: Reader, name: str) -> str:
    """What a list is called that does not say: as its file, if that says more than that it is one."""
    if name in ("reading", "reading-list"):
        return reader.language.say("heading_reading")
    return name.replace("-", " ").replace("_", " ").capitalize()


def _reading(reader: Reader, entry: ReadingEntry, slug: str, origin: Origin) -> Reading:
    date, year = _date(reader, entry.date, origin.at("date"))
    authors = read_authors(reader, entry.authors, origin.at("authors"))
    return Reading(
        origin=origin,
        slug=slug,
        title=reader.said(entry.title),
        authors=tuple(author.name for author in authors),
        links=read_links(reader, entry, origin, LINKS),
        date=date,
        year=year,
        tags=tuple(dict.fromkeys(filter(None, map(reader.known, split(entry.tags, ",;"))))),
        note=reader.known(entry.note),
        abstract=reader.known(entry.abstract),
    )


def _date(reader: Reader, written: str | None, origin: Origin) -> tuple[dt.date | None, int]:
    """The day and the year, as far as they are known."""
    if written is None or times.is_tbd(written):
        return None, 0
    if re.fullmatch(r"\s*(?:1[6-9]|20)[0-9]{2}\s*", written):
        return None, int(written)
    date = reader.timed(origin, lambda: times.parse_date(written))
    return date, date.year if date else 0
