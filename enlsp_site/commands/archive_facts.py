"""What is to be known of an edition once it is a finished site: archive.yaml (`content.archives` reads it).

Records in, a text out. People are named with their profiles, so that they are found again in later years; papers with
their authors, sessions with the people who have entries, and the newest news.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from enlsp_site.content.patching import writing
from enlsp_site.model import identity
from enlsp_site.model.edition import Edition
from enlsp_site.model.news import NewsItem
from enlsp_site.model.papers import Paper
from enlsp_site.model.people import Group, Person
from enlsp_site.model.schedule import Session
from enlsp_site.pages.series import MOST_NEWS, edition_row

HEAD = """\
# What the site still knows of this edition, now that it is a finished site: for the page of all editions, pages of
# people, and the feed. Written by `enlsp archive`; mend what is wrong, add what is missing.
"""


def facts(edition: Edition) -> bytes:
    """The text of archive.yaml."""
    row = edition_row(edition)
    known: dict[str, Any] = {"name": edition.site.name, "title": edition.site.title, "language": row.language}
    if row.held and row.held.days:
        known["date"] = row.held.days[0].isoformat()
        known |= {"until": row.held.until.isoformat()} if row.held.until else {}
    known |= {"place": row.place, "papers": str(row.papers or ""), "people": str(row.people or "")}
    start = f"site:{edition.id}/"
    known["links"] = [
        {"title": link.title, "url": link.url.removeprefix(start).removesuffix("/index.html")} for link in row.links
    ]
    return written(known, _records(edition))


def written(known: dict[str, Any], records: Iterable[dict[str, Any]] = (), more: str = "") -> bytes:
    """A file that says so much: what is empty is left out, and `more` are lines at its end."""
    lines = [f"- {writing.inline(each)}\n" for each in records]
    body = writing.block({name: value for name, value in known.items() if value}, 0)
    return f"{HEAD}{body}\n{'records:' if lines else ''}{chr(10) * bool(lines)}{''.join(lines)}{more}".encode()


def _records(edition: Edition) -> Iterator[dict[str, Any]]:
    for group in sorted(edition.groups, key=identity.rank):
        yield from (_told(_person(group, person)) for person in group.people if _is_known(edition, person))
    for _, session in edition.sessions:
        if row := _session(edition, session):
            yield _told(row)
    yield from (_told(_paper(paper)) for paper in edition.accepted)
    items = edition.news.items if edition.news else ()
    yield from (_told(_news(item)) for item in items[:MOST_NEWS])


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value or (name == "same_as" and value is not None)}


def _is_known(edition: Edition, person: Person) -> bool:
    return person.name != edition.language.say("tbd")


def _person(group: Group, person: Person) -> dict[str, Any]:
    return {
        "at": f"{group.name}#{person.slug}",
        "name": person.name,
        "title": group.heading,
        "role": person.role,
        "talk": person.talk.title if person.talk else "",
        "links": {link.kind: link.url for link in person.links if link.kind in identity.PROFILES},
        "same_as": None if person.same_as is None else [*person.same_as],
    }


def _session(edition: Edition, session: Session) -> dict[str, Any] | None:
    """A session with people who have entries; None for any other, to which no page of a person leads."""
    start = f"site:{edition.id}/"
    places = [each.url for each in (*session.people, *session.moderators) if each.url.startswith(start)]
    people = [url.removeprefix(start).replace("/index.html#", "#") for url in dict.fromkeys(places)]
    return {"at": f"schedule#{session.slug}", "title": session.title, "people": people} if people else None


def _paper(paper: Paper) -> dict[str, Any]:
    """A paper by its authors: of one who is called otherwise elsewhere by that name, and without those who are
    nobody else."""
    authors = [each for each in paper.authors if each.same_as != ()]
    orcids = [each.orcid for each in authors]
    names = [next((other for other in each.same_as or () if "://" not in other), each.name) for each in authors]
    return {
        "at": f"papers/{paper.slug}",
        "title": paper.title,
        "authors": names,
        "orcids": orcids if any(orcids) else [],
    }


def _news(item: NewsItem) -> dict[str, Any]:
    return {"at": f"news#{item.slug}", "title": item.title, "date": item.date.isoformat()}
