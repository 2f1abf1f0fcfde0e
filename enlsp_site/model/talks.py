"""What is left of an edition to be seen: the recordings and slides of its sessions, of the papers presented in them,
and of talks that no session holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.papers import Paper
from enlsp_site.model.record import Link, Record
from enlsp_site.model.schedule import Session

NAME = "talks"
"""What the section is called in `home`, in `nav` and in its address."""

MATERIALS = ("video", "slides")
"""The kinds of a paper's links that show it as it was presented."""


class SeenTalk(Record, frozen=True):
    """A talk that can be seen: of a session, of a paper or of a person. `url` is its page, `links` are its recording
    and slides; `papers` are those of a session that have any of their own."""

    title: str
    url: str
    people: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    papers: tuple[SeenTalk, ...] = ()


class TalkDay(Record, frozen=True):
    """The talks of a day of the programme, or, without a title and days, those that no session holds. `anchor` is
    where it is on its page."""

    title: str = ""
    days: tuple[dt.date, ...] = ()
    entries: tuple[SeenTalk, ...] = ()
    anchor: str = ""


def talk_days(edition: Edition) -> tuple[TalkDay, ...]:
    """All that can be seen of an edition, by day; () where there is nothing, or where its organizers have a page, a
    group or a list of that name."""
    named = {page.name for page in edition.pages} | {group.name for group in edition.groups}
    if NAME in named | {each.name for each in edition.reading}:
        return ()
    papers = {} if edition.kept_back else {paper.id: paper for paper in edition.accepted}
    found = []
    for day in edition.days:
        entries = tuple(each for session in day.sessions for each in _of_session(edition, session, papers))
        found.append(TalkDay(title=day.title, days=day.days, entries=entries))
    seen = {link.url for day in found for entry in day.entries for link in entry.links}
    found.append(TalkDay(entries=tuple(_of_people(edition, seen))))
    return tuple(day for day in found if day.entries)


def _of_session(edition: Edition, session: Session, papers: Mapping[str, Paper]) -> Iterator[SeenTalk]:
    """A session, if it took place and something of it can be seen."""
    if session.cancelled:
        return
    named = (papers[each.id] for each in session.papers if each.id in papers)
    shown = tuple(each for paper in named for each in _of_paper(edition, paper))
    links = _recorded(edition, session.recording) + tuple(_slides(edition, session.links))
    if links or shown:
        people = tuple(person.name for person in session.people)
        yield SeenTalk(
            title=session.title, url=urls.of_session(edition.id, session), people=people, links=links, papers=shown
        )


def _of_paper(edition: Edition, paper: Paper) -> Iterator[SeenTalk]:
    links = tuple(link for kind in MATERIALS for link in paper.links if link.kind == kind)
    if links:
        url = urls.inside(urls.paper_path(edition.id, paper.slug))
        yield SeenTalk(title=paper.title, url=url, people=tuple(author.name for author in paper.authors), links=links)


def _of_people(edition: Edition, seen: set[str]) -> Iterator[SeenTalk]:
    """The talks of people of which something can be seen that is not in `seen`: shown with a session."""
    for group in edition.groups:
        for person in group.people:
            talk = person.talk
            if talk is None or talk.cancelled or {talk.video, talk.slides} - {""} <= seen:
                continue
            slides = (Link(title=edition.language.say("link_slides"), url=talk.slides),) if talk.slides else ()
            yield SeenTalk(
                title=talk.title or person.name,
                url=urls.inside(urls.section_path(edition.id, group.name), person.slug),
                people=(person.name, *talk.speakers) if talk.title else (),
                links=_recorded(edition, talk.video) + slides,
            )


def _recorded(edition: Edition, address: str) -> tuple[Link, ...]:
    return (Link(title=edition.language.say("recording"), url=address),) if address else ()


def _slides(edition: Edition, links: Iterable[Link]) -> Iterator[Link]:
    """The slides among the links of a session: those of its talk, and what its organizers called so."""
    words = ("slides", edition.language.say("link_slides").casefold())
    return (link for link in links if link.kind == "slides" or any(word in link.title.casefold() for word in words))
