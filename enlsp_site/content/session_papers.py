"""The papers of a session: which they are, where their posters hang, and when each of them is presented."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from enlsp_site.content.codes import BAD_BOARDS, UNKNOWN_PAPER
from enlsp_site.content.entries.schedule import SessionEntry
from enlsp_site.content.reader import Reader, as_list
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.suggest import Suggestions, did_you_mean
from enlsp_site.model import times, urls
from enlsp_site.model.codes import BAD_TIME
from enlsp_site.model.papers import Paper, Papers
from enlsp_site.model.schedule import PaperMention, TimeSpan
from enlsp_site.model.session_kinds import SHARED

Place = Paper | None
"""A place in a session's list of papers; nothing for a number of a range that is no paper's id."""

When = tuple[tuple[dt.date, ...], str]
"""The candidate dates of a day, and its zone."""

MINUTE = dt.timedelta(minutes=1)

_ANY_DAY = dt.date(2001, 1, 1)


class AcceptedPapers(NamedTuple):
    """The papers of an edition by id. `whole` says that none was left out for a problem, so that what is not found
    is not there; `ids` proposes one for another."""

    edition: str
    papers: Mapping[str, Paper]
    whole: bool
    ids: Suggestions


def accepted_of(edition: str, papers: Papers | None, whole: bool) -> AcceptedPapers:
    """The papers of an edition, as its sessions name them."""
    by_id = {paper.id: paper for paper in papers.papers} if papers else {}
    return AcceptedPapers(edition, by_id, whole, Suggestions(by_id))


def read_slots(
    reader: Reader,
    entry: SessionEntry,
    origin: Origin,
    accepted: AcceptedPapers,
    when: When,
    span: TimeSpan | None,
) -> tuple[PaperMention, ...]:
    """The papers of a session in their order, each with its board and its own time, where it has them."""
    places = _places(reader, entry, origin.at("papers"), accepted)
    boards = _boards(reader, entry, origin.at("boards"), places, accepted)
    found = [(paper, board) for paper, board in zip(places, boards, strict=True) if paper]
    shares = _shares(reader, entry, origin.at("each"), len(found), when, span)
    return tuple(
        PaperMention(
            id=paper.id,
            title=paper.title,
            authors=tuple(author.name for author in paper.authors),
            url=urls.inside(urls.paper_path(accepted.edition, paper.slug)),
            board=board,
            slot=share,
        )
        for (paper, board), share in zip(found, shares, strict=True)
    )


# Which


def _places(reader: Reader, entry: SessionEntry, origin: Origin, accepted: AcceptedPapers) -> list[Place]:
    """The papers named by id; a range `1-25` has a place for each of its numbers."""
    found: list[Place] = []
    for index, written in enumerate(as_list(entry.papers)):
        where = origin if isinstance(entry.papers, str) else origin.at(index)
        if times.is_tbd(written):
            continue
        for part in written.split(","):
            found += _named(reader, part.strip(), where, accepted)
    return found


def _named(reader: Reader, written: str, origin: Origin, accepted: AcceptedPapers) -> list[Place]:
    if written in accepted.papers:
        return [accepted.papers[written]]
    first, dash, last = written.replace("–", "-").partition("-")
    if dash and _is_number(first.strip()) and _is_number(last.strip()):
        return _ranged(reader, range(int(first), int(last) + 1), origin, accepted)
    if not accepted.whole:
        return []
    hint = did_you_mean(accepted.ids.closest(written), _see(accepted))
    shown = written if len(written) <= 40 else written[:39] + "…"
    reader.complain(origin, UNKNOWN_PAPER, f"no paper has the id `{shown}`", hint)
    return []


def _ranged(reader: Reader, span: range, origin: Origin, accepted: AcceptedPapers) -> list[Place]:
    """The papers whose ids are in a range, in its order, and nothing for each number of it that is no paper's."""
    found = sorted(
        (paper for name, paper in accepted.papers.items() if _is_number(name) and int(name) in span),
        key=lambda paper: int(paper.id),
    )
    if not found and accepted.whole:
        message = f"no paper has an id from {span.start} to {span.stop - 1}"
        reader.complain(origin, UNKNOWN_PAPER, message, _see(accepted))
    if len(span) > _LONGEST:
        return list(found)
    taken = {int(paper.id) for paper in found}
    places: list[tuple[int, Place]] = [(int(paper.id), paper) for paper in found]
    places += [(number, None) for number in span if number not in taken]
    return [place for _, place in sorted(places, key=lambda each: each[0])]


_LONGEST = 2000
"""Longer ranges are those of ids that a review system counts up for all its workshops: not of boards in a hall."""


def _is_number(name: str) -> bool:
    """Whether an id is one that a range can take: `str.isdigit` knows digits that are no numbers (`²`)."""
    return re.fullmatch("[0-9]{1,9}", name) is not None


def _see(accepted: AcceptedPapers) -> str:
    """Where the ids of papers stand."""
    file = next((paper.origin.file for paper in accepted.papers.values()), "")
    return f"ids are those of {file}" if file else "there are no papers yet: TBD stands for papers to come"


def _is_open(entry: SessionEntry) -> bool:
    """Whether papers of the session are still to be announced."""
    return any(times.is_tbd(written) for written in as_list(entry.papers))


# Where


def _boards(
    reader: Reader, entry: SessionEntry, origin: Origin, places: list[Place], accepted: AcceptedPapers
) -> list[str]:
    """The board of each place. Of a range, those of papers that are not there stay empty in the hall, unless there
    are as many boards as papers."""
    written = [name for part in as_list(entry.boards) if not times.is_tbd(part) for name in _board_names(part)]
    if len(written) == len(places):
        return written
    papers = sum(place is not None for place in places)
    if len(written) == papers:
        rest = iter(written)
        return [next(rest) if place else "" for place in places]
    if written and accepted.whole and not _is_open(entry):
        many = f"{len(written)} board{'s are' if len(written) > 1 else ' is'} written for"
        hint = "write as many boards as papers, in their order"
        reader.complain(origin, BAD_BOARDS, f"{many} {papers} paper{'s' if papers != 1 else ''}", hint)
    return [""] * len(places)


def _board_names(written: str) -> list[str]:
    """The boards in `1-25`, `A1-A25` or `A1, A3`."""
    names: list[str] = []
    for part in (part.strip() for part in written.split(",")):
        found = re.fullmatch(r"([A-Za-z]*)([0-9]{1,4})\s*[-–]\s*(?:\1)?([0-9]{1,4})", part)
        if found and int(found[2]) <= int(found[3]):
            names += [f"{found[1]}{number}" for number in range(int(found[2]), int(found[3]) + 1)]
        elif part:
            names.append(part)
    return names


# When


def _shares(
    reader: Reader, entry: SessionEntry, origin: Origin, count: int, when: When, span: TimeSpan | None
) -> list[TimeSpan | None]:
    """Each paper's own time: so long `each`, one after the other from the session's start; or, in sessions in which
    papers follow one another, the slot shared out evenly, to the minute."""
    none: list[TimeSpan | None] = [None] * count
    if span is None or not count:
        return none
    each = reader.timed(origin, lambda: times.parse_duration(entry.each or "")) if entry.each else None
    begin, end = span.moments(_ANY_DAY)
    if each and each * count > end - begin:
        message = f"{count} papers of {entry.each} do not fit into {(end - begin) // MINUTE} minutes"
        reader.complain(origin, BAD_TIME, message, "make it shorter, or move papers to another session")
        return none
    evenly = not entry.each and entry.kind in SHARED and count > 1 and not _is_open(entry)
    if not each and not (evenly and (end - begin) // MINUTE >= count):
        return none
    bounds = [_bound(begin, end, number, count, each) for number in range(count + 1)]
    settled = when if span.starts and span.ends else None
    return [_share(first, last, settled) for first, last in pairwise(bounds)]


def _bound(begin: dt.datetime, end: dt.datetime, number: int, count: int, each: dt.timedelta | None) -> dt.datetime:
    """When so many of the papers are over."""
    if each:
        return begin + each * number
    return end if number == count else begin + MINUTE * ((end - begin) // MINUTE * number // count)


def _share(first: dt.datetime, last: dt.datetime, when: When | None) -> TimeSpan:
    """A paper's own time, from moments in UTC; without a day and a zone (`when`) by clocks alone."""
    if when is None:
        return TimeSpan(start=first.time(), end=last.time())
    dates, zone = when
    where = times.zone(zone, dates[0])
    begin, end = first.astimezone(where), last.astimezone(where)
    return TimeSpan(
        start=begin.time().replace(fold=0),
        end=end.time().replace(fold=0),
        starts=begin.isoformat(timespec="seconds"),
        ends=end.isoformat(timespec="seconds"),
    )
