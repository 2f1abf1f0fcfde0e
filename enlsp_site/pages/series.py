"""The series: a page of all editions, finished sites and those elsewhere too, and a feed of the news of all of them.

Both stand at the site's root (`/editions/`, `/feed.xml`), where they stay from year to year.
"""

from __future__ import annotations

from msgspec.structs import replace

from enlsp_site.exports import jsonld_event
from enlsp_site.model import talks, urls
from enlsp_site.model.dates import ImportantDate
from enlsp_site.model.edition import ArchivedEdition, Edition, Workshop
from enlsp_site.model.identity import name_key
from enlsp_site.model.occasion import occasion
from enlsp_site.model.record import Link, Record
from enlsp_site.model.site import EditionLink
from enlsp_site.model.targets import Target
from enlsp_site.pages.reading import about_feed

NAME = "editions"
PATH = f"{NAME}/index.html"
FEED = "feed.xml"
MOST_NEWS = 50
"""So many pieces of news the feed has, the newest."""
_PARTS = ("schedule", "papers", "speakers", "organizers")


class EditionRow(Record, frozen=True):
    """An edition as the page of all of them shows it: `title` is its name and year, `line` its full name, in its
    `language`; `held` when it took place, without a name; `papers` and `people` how many it has, 0 where that is not
    known; `links` lead to its parts."""

    title: str
    url: str
    line: str = ""
    language: str = ""
    held: ImportantDate | None = None
    place: str = ""
    papers: int = 0
    people: int = 0
    links: tuple[Link, ...] = ()
    current: bool = False


class EditionRows(Record, frozen=True):
    """All editions, the current one first, then the newest; those elsewhere last. `feed` is the address of the feed,
    if there is one."""

    rows: tuple[EditionRow, ...]
    feed: str = ""


def rows(workshop: Workshop, others: tuple[EditionLink, ...]) -> tuple[EditionRow, ...]:
    """All editions; `others` are those that the current one links, in their order."""
    known = {edition.id: edition_row(edition) for edition in workshop.editions}
    known |= {archived.edition.id: _archived_row(archived) for archived in workshop.archived}
    by_url = {row.url: row for row in known.values()}
    listed = [by_url.get(link.url) or EditionRow(title=link.title, url=link.url) for link in others]
    return (replace(known[workshop.current.id], current=True), *listed)


def edition_row(edition: Edition) -> EditionRow:
    """An edition that is made of content. Papers that are kept back are counted."""
    when, papers = occasion(edition), edition.papers
    return EditionRow(
        title=f"{edition.site.name} {edition.id}",
        url=urls.inside(urls.section_path(edition.id, "")),
        line=edition.site.title,
        language=edition.site.language,
        held=_day(when.date) if when else None,
        place=_place(edition),
        papers=len(papers.papers) + papers.kept_back if papers else 0,
        people=_count_people(edition),
        links=_links(edition),
    )


def _archived_row(archived: ArchivedEdition) -> EditionRow:
    site = archived.edition.site
    return EditionRow(
        title=" ".join(filter(None, (site.name, archived.edition.id))),
        url=urls.inside(urls.section_path(archived.edition.id, "")),
        line=site.title,
        language=site.language,
        held=archived.held,
        place=archived.place,
        papers=archived.papers,
        people=archived.people,
        links=archived.links,
    )


def _day(date: ImportantDate) -> ImportantDate | None:
    """A day, or several, and nothing else of a date."""
    shown = ImportantDate(origin=date.origin, name="", kind="event", days=date.days, until=date.until)
    return shown if date.days else None


def _place(edition: Edition) -> str:
    """The town, or the venue where that is all that is known."""
    venue = jsonld_event.known_venue(edition.site)
    if venue is None:
        return ""
    return edition.language.say("comma").join(filter(None, (venue.city, venue.country))) or venue.name


def _count_people(edition: Edition) -> int:
    """How many people have entries, each counted once."""
    unknown = edition.language.say("tbd")
    names = {name_key(person.name) for group in edition.groups for person in group.people if person.name != unknown}
    return len(names)


def _links(edition: Edition) -> tuple[Link, ...]:
    """The programme, the papers, the talks that can be seen, who spoke, who organized it: as far as there is any."""
    unknown = edition.language.say("tbd")
    known = [group for group in edition.groups if any(person.name != unknown for person in group.people)]
    headings = {group.name: group.heading for group in known}
    if edition.schedule and any(day.sessions for day in edition.days):
        headings["schedule"] = edition.schedule.heading
    if edition.papers and (edition.papers.papers or edition.papers.kept_back):
        headings["papers"] = edition.papers.heading
    if talks.talk_days(edition):
        headings[talks.NAME] = edition.language.say("heading_talks")
    return tuple(
        Link(title=headings[name], url=urls.inside(urls.section_path(edition.id, name)))
        for name in (*_PARTS[:2], talks.NAME, *_PARTS[2:])
        if name in headings
    )


# The feed


def feed(workshop: Workshop, base: str) -> list[Target]:
    """The news of all editions, each with what its own feed says of itself, so that an entry is the same in both;
    nothing where there is none, or the site's address is not known."""
    editions = [*workshop.editions, *(archived.edition for archived in workshop.archived)]
    news = [(_about(edition, base), edition.news) for edition in editions if edition.news]
    if not base or not news:
        return []
    name = workshop.current.site.name
    inputs = {
        "title": workshop.current.language.say("news_of", edition=name),
        "author": name,
        "url": base,
        "base_url": base,
        "path": FEED,
        "most": MOST_NEWS,
        "feeds": tuple(news),
    }
    return [Target(path=FEED, recipe="series feed", inputs=inputs)]


def _about(edition: Edition, base: str) -> dict[str, str]:
    title = edition.language.say("news_of", edition=f"{edition.site.name} {edition.id}")
    return about_feed(edition, title, "news", f"{edition.id}/feed.xml", base)
