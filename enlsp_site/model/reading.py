"""Reading lists."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.record import Html, Link, Record


class Reading(Record, frozen=True):
    """A work on a reading list. `slug` anchors it on the list's page; title, abstract and note are plain text that
    may hold TeX. Of its date `date` is all or nothing; `year` is 0 while that is not known either."""

    origin: Origin
    slug: str
    title: str
    authors: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    date: dt.date | None = None
    year: int = 0
    tags: tuple[str, ...] = ()
    note: str = ""
    abstract: str = ""


class ReadingList(Record, frozen=True):
    """A reading list, one file of content/reading. What is on it stands as written, or together by `group`."""

    origin: Origin
    name: str
    heading: str
    intro: Html | None = None
    group: Literal["", "date", "tag"] = ""
    items: tuple[Reading, ...] = ()
