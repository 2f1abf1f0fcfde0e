"""The search's part of the plan: what can be found in an edition, and the files of its index."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from html import unescape

from enlsp_site.exports.search_index import (
    A_PART,
    LISTS,
    SearchEntry,
    SearchIndex,
    head,
    index_after,
    lines,
    lists_from,
    whole,
)
from enlsp_site.model import urls
from enlsp_site.model.edition import Edition
from enlsp_site.model.pages import Page
from enlsp_site.model.papers import Paper
from enlsp_site.model.people import Person
from enlsp_site.model.reading import Reading
from enlsp_site.model.record import Html
from enlsp_site.model.schedule import Day, Session
from enlsp_site.model.talks import NAME, talk_days
from enlsp_site.model.targets import DeferredValue, Target
from enlsp_site.model.wording import Language
from enlsp_site.storage.keys import key_of
from enlsp_site.storage.memory import Memory
from enlsp_site.text import plain_text

FULL = 250
"""So many papers and works on reading lists are found by the words of their abstracts, too; of more these would make
the index heavy."""
WHOLE = 1500
"""So many entries are in one file; an index of more is in parts."""
MOST_AUTHORS = 12
"""How many authors are shown of a paper that is found; all can be looked for."""


def address(edition: Edition) -> str:
    """Where the index of an edition lives."""
    return urls.inside(_path(edition))


def _path(edition: Edition, part: str = "") -> str:
    return f"{edition.id}/search/{part}.js" if part else f"{edition.id}/search.js"


def targets(edition: Edition, memory: Memory | None = None) -> list[Target]:
    """The files of the index: one, or many where there is much to find. `memory` may know what is found in the same
    papers, and the index of the build before."""
    memory = memory or Memory(None, "")
    found = entries(edition, memory)
    made = _SearchParts(found, lambda: memory.onward(index_after, edition.id, found))
    if len(found) > WHOLE:
        return _parts(edition, made)
    value = DeferredValue(made.key, lambda: whole(made.index))
    return [Target(path=_path(edition), recipe="search", inputs={"name": "", "value": value})]


class _SearchParts:
    """The index that the parts are cut from, made when the first of them is."""

    def __init__(self, found: tuple[SearchEntry, ...], make: Callable[[], SearchIndex]) -> None:
        self.entries = found
        self.key = key_of(found, "")
        self.count = -(-len(found) // LISTS)
        self._make = make

    @cached_property
    def index(self) -> SearchIndex:
        """The whole index."""
        return self._make()

    @cached_property
    def starts(self) -> list[int]:
        """The first word of each part of the lists."""
        return lists_from(self.index, self.count)

    def list_part(self, number: int) -> str:
        """A part of the lists."""
        end = self.starts[number + 1] if number + 1 < self.count else None
        return "\n".join(self.index.lists[self.starts[number] : end])


def _parts(edition: Edition, cut: _SearchParts) -> list[Target]:
    first = DeferredValue(cut.key, lambda: head(cut.index, cut.starts, A_PART))
    made = [Target(path=_path(edition), recipe="search", inputs={"name": "", "value": first})]
    for number in range(cut.count):
        value = DeferredValue(cut.key, partial(cut.list_part, number))
        name = f"lists-{number}"
        made.append(Target(path=_path(edition, name), recipe="search", inputs={"name": name, "value": value}))
    for start in range(0, len(cut.entries), A_PART):
        name = f"entries-{start // A_PART}"
        own = "\n".join(map(lines, cut.entries[start : start + A_PART]))
        made.append(Target(path=_path(edition, name), recipe="search", inputs={"name": name, "value": own}))
    return made


# What can be found


def entries(edition: Edition, memory: Memory | None = None) -> tuple[SearchEntry, ...]:
    """Everything that can be found in an edition, those of a kind beside one another."""
    said = edition.language
    few = len(edition.accepted) + sum(len(shown.items) for shown in edition.reading) <= FULL
    again = (memory or Memory(None, "")).again
    return (
        *again(_papers, edition, _boards(edition), few),
        *_sessions(edition, said),
        *(_person(edition, group.name, group.heading, person) for group in edition.groups for person in group.people),
        *(_reading(edition, shown.name, item, few) for shown in edition.reading for item in shown.items),
        *_news(edition, said),
        *(_page(edition, page) for page in edition.pages),
        *_lists(edition),
    )


def _url(edition: Edition, path: str, anchor: str = "") -> str:
    """An address as the index has it: from the edition's folder."""
    return _inside(edition, urls.inside(path, anchor))


def _inside(edition: Edition, address: str) -> str:
    return address.removeprefix(urls.inside(f"{edition.id}/"))


def _section(edition: Edition, name: str, anchor: str = "") -> str:
    return _url(edition, urls.section_path(edition.id, name), anchor)


def _boards(edition: Edition) -> dict[str, str]:
    """The boards on which each paper hangs, by its id."""
    found: dict[str, str] = {}
    for _, session in edition.sessions:
        for paper in session.papers:
            if paper.board:
                found[paper.id] = _joined(found.get(paper.id, ""), paper.board)
    return found


def _papers(edition: Edition, boards: Mapping[str, str], full: bool) -> list[SearchEntry]:
    return [_paper(edition, paper, boards.get(paper.id, ""), full) for paper in edition.accepted]


def _paper(edition: Edition, paper: Paper, boards: str, full: bool) -> SearchEntry:
    """A paper. One with an award is found by that word, too, whatever the award is called."""
    authors = [author.name for author in paper.authors]
    award = _joined(paper.award, edition.language.say("kind_award")) if paper.award else ""
    return SearchEntry(
        kind="papers",
        title=plain_text.plain_text(paper.title),
        url=_url(edition, urls.paper_path(edition.id, paper.slug)),
        note=shortened(authors),
        names=_joined(
            *authors, *map(plain_text.plain_text, paper.keywords), paper.id, boards, award, *_tex(paper.title)
        ),
        text=plain_text.plain_text(_joined(paper.tldr, paper.abstract if full else "")),
    )


def _tex(title: str) -> list[str]:
    r"""What people type for the letters of a title's formulas: `\alpha`."""
    return [tex for _, tex in plain_text.pieces(title) if "\\" in tex]


def shortened(authors: list[str]) -> str:
    """Authors in one line, the first of them if they are many."""
    more = ["…"] if len(authors) > MOST_AUTHORS else []
    return ", ".join([*authors[:MOST_AUTHORS], *more])


def _sessions(edition: Edition, said: Language) -> Iterator[SearchEntry]:
    for day in edition.days:
        for session in day.sessions:
            yield _session(edition, said, day, session)


def _session(edition: Edition, said: Language, day: Day, session: Session) -> SearchEntry:
    people = [person.name for person in (*session.people, *session.moderators)]
    when = said.say("date_at", date=said.days(day.days), clock=said.clock(session.start)) if day.days else day.title
    return SearchEntry(
        kind="sessions",
        title=plain_text.plain_text(session.title),
        url=_inside(edition, urls.of_session(edition.id, session)),
        note=_dotted(when, ", ".join(people)),
        names=_joined(*people, session.room, session.track, said.entries.get(f"session_{session.kind}", "")),
        text=_joined(plain_text.plain_text(session.abstract), _bare(session.note)),
    )


def _person(edition: Edition, group: str, heading: str, person: Person) -> SearchEntry:
    talk = _joined(person.talk.title, person.talk.abstract) if person.talk else ""
    return SearchEntry(
        kind="people",
        title=person.name,
        url=_section(edition, group, person.slug),
        note=_dotted(heading, ", ".join(person.affiliations)),
        names=_joined(heading, person.honorific, person.role, *person.affiliations, person.country),
        text=_joined(plain_text.plain_text(talk), _bare(person.bio)),
    )


def _reading(edition: Edition, name: str, item: Reading, full: bool) -> SearchEntry:
    return SearchEntry(
        kind="reading",
        title=plain_text.plain_text(item.title),
        url=_section(edition, name, item.slug),
        note=shortened(list(item.authors)),
        names=_joined(*item.authors, *item.tags),
        text=plain_text.plain_text(_joined(item.note, item.abstract if full else "")),
    )


def _news(edition: Edition, said: Language) -> Iterator[SearchEntry]:
    for item in edition.news.items if edition.news else ():
        yield SearchEntry(
            kind="news",
            title=item.title,
            url=_section(edition, "news", item.slug),
            note=said.date(item.date),
            text=_bare(item.body),
        )


def _page(edition: Edition, page: Page) -> SearchEntry:
    topics = [word for group in page.topics for word in (group.group, *group.items)]
    return SearchEntry(
        kind="pages",
        title=page.title,
        url=_section(edition, page.name),
        note=page.description,
        names=page.description,
        text=_joined(_bare(page.body), *topics),
    )


def _lists(edition: Edition) -> Iterator[SearchEntry]:
    """The pages of lists, by their headings and what nothing else is found by."""
    for group in edition.groups:
        yield SearchEntry(
            kind="pages", title=group.heading, url=_section(edition, group.name), text=_bare(group.intro)
        )
    for shown in edition.reading:
        yield SearchEntry(
            kind="pages", title=shown.heading, url=_section(edition, shown.name), text=_bare(shown.intro)
        )
    dates = [word for date in (edition.dates.dates if edition.dates else ()) for word in (date.name, date.note)]
    sponsors = [each.name for tier in (edition.sponsors.tiers if edition.sponsors else ()) for each in tier.sponsors]
    if talk_days(edition):
        yield SearchEntry(kind="pages", title=edition.language.say("heading_talks"), url=_section(edition, NAME))
    own = {"dates": dates, "schedule": [], "sponsors": sponsors, "papers": [], "news": []}
    for name, words in own.items():
        if section := getattr(edition, name):
            more = _joined(*words, _bare(section.intro))
            yield SearchEntry(kind="pages", title=section.heading, url=_section(edition, name), text=more)


def _joined(*parts: str) -> str:
    return "\n\n".join(filter(None, parts))


def _dotted(*parts: str) -> str:
    return " · ".join(filter(None, parts))


_TAG = re.compile(r"<[^>]*>")


def _bare(body: Html | None) -> str:
    """The words of rendered Markdown."""
    return unescape(_TAG.sub(" ", body.html)) if body else ""
