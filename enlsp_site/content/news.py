"""News: news.yaml."""

from __future__ import annotations

from enlsp_site.content.entries.news import NewsEntry, NewsFile
from enlsp_site.content.ledger import Wanted
from enlsp_site.content.likeness import Facts
from enlsp_site.content.listed import listed
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model import times
from enlsp_site.model.codes import BAD_DATE
from enlsp_site.model.news import News, NewsItem


def read_news(reader: Reader, file: str, found: NewsFile | list[NewsEntry]) -> News:
    """The news, newest first; those of one day in the order in which they stand."""
    whole = listed(reader, file, found, "news", reader.language.say("heading_news"))
    wanted = [
        Wanted(f"{entry.date} {entry.title}", Facts(reader.known(entry.title), when=entry.date))
        for entry, _ in whole.items
    ]
    settled = reader.ledger.settle("news#", wanted)
    items = [
        _item(reader, entry, each.slug, origin) for (entry, origin), each in zip(whole.items, settled, strict=True)
    ]
    return News(
        heading=whole.heading,
        intro=whole.intro,
        items=tuple(sorted((item for item in items if item), key=lambda item: item.date, reverse=True)),
    )


def _item(reader: Reader, entry: NewsEntry, slug: str, origin: Origin) -> NewsItem | None:
    if times.is_tbd(entry.date):
        hint = "leave it out until it is news"
        reader.complain(origin.at("date"), BAD_DATE, "news needs its date, for feeds are sorted by it", hint)
        return None
    date = reader.timed(origin.at("date"), lambda: times.parse_date(entry.date))
    if date is None:
        return None
    return NewsItem(
        origin=origin,
        slug=slug,
        title=reader.said(entry.title),
        date=date,
        body=reader.markdown(entry.text, origin.at("text")),
    )
