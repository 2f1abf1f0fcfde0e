"""The line that stands on all pages for a while: `announcement` in site.yaml, or the newest piece of news."""

from __future__ import annotations

import datetime as dt

from enlsp_site.content.dates import read_end
from enlsp_site.content.entries.site import AnnouncementEntry, SiteEntry
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import times, urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.site import Announcement

NEWS_LASTS = dt.timedelta(days=7)
"""How long after its day a piece of news is announced, where nothing else is said."""


def announcement(reader: Reader, entry: SiteEntry | None, edition: Edition, site: Origin) -> Announcement | None:
    """What an edition announces at the time of the build; None before there is anything, and once its time is over.

    Reports what cannot be read of `until` and `url`.
    """
    said = entry.announcement if entry else None
    if said is None:
        return None
    origin = site.at("announcement")
    written = AnnouncementEntry(text=said) if isinstance(said, str) else said
    text = " ".join(reader.known(written.text).split())
    shown = _news(edition) if text.lower() == "news" else Announcement(text=text)
    if shown is None or not shown.text:
        return None
    until = (
        read_end(reader, written.until, origin.at("until"), edition.site.timezone) if written.until else shown.until
    )
    if until and reader.ledger.is_over(until):
        return None
    return Announcement(shown.text, reader.link(written.url, origin.at("url")) or shown.url, until)


def _news(edition: Edition) -> Announcement | None:
    """The newest piece of news, with the place where it stands."""
    item = next(iter(edition.news.items), None) if edition.news else None
    if item is None:
        return None
    address = urls.inside(urls.section_path(edition.id, "news"), item.slug)
    after = item.date + NEWS_LASTS + dt.timedelta(1)
    # Whether an abbreviation is in force on that day is told where it is written; here it is a distance from UTC.
    end = dt.datetime.combine(after, dt.time(), times.zone(edition.site.timezone))
    return Announcement(item.title, address, end.isoformat(timespec="seconds"))
