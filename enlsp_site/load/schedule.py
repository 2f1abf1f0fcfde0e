"""The programme: schedule.yaml, its people and papers found by name."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from enlsp_site import text, times, urls
from enlsp_site.load.dates import read_moments
from enlsp_site.load.listed import listed
from enlsp_site.load.people import Index, mention
from enlsp_site.load.reader import TO_BE_ANNOUNCED, Reader, as_list, links_of
from enlsp_site.load.schema import DayEntry, ScheduleFile, SessionEntry
from enlsp_site.model import Day, Group, Mention, Origin, Paper, PaperMention, Person, Schedule, Session

KIND_TITLES = {
    "remarks": "Remarks",
    "keynote": "Keynote talk",
    "invited": "Invited talk",
    "oral": "Oral presentations",
    "spotlight": "Spotlight presentations",
    "poster": "Poster session",
    "demo": "Demo session",
    "panel": "Panel discussion",
    "tutorial": "Tutorial",
    "mentoring": "Mentoring session",
    "discussion": "Discussion",
    "award": "Awards",
    "break": "Break",
    "social": "Social event",
    "other": "Session",
}


When = tuple[tuple[dt.date, ...], str]
"""The candidate dates of a day, and its zone."""


class Known(NamedTuple):
    """What the schedule can name: the edition's people, and its papers by id.

    `all_people` and `all_papers` say whether none was left out for a problem, so that who or what is not found
    is not there.
    """

    edition: str
    people: Index
    papers: dict[str, Paper]
    all_people: bool = True
    all_papers: bool = True


def read_schedule(
    reader: Reader, file: str, found: ScheduleFile | list[DayEntry], known: Known, zone: str
) -> Schedule:
    """The days in the order in which they stand. `zone` is site.yaml's, for days that name none."""
    whole = listed(reader, file, found, "days", "Schedule")
    days = [_day(reader, entry, origin, known, zone) for entry, origin in whole.items]
    return Schedule(heading=whole.heading, intro=whole.intro, days=_with_unique_slugs(days))


def _with_unique_slugs(days: list[Day]) -> tuple[Day, ...]:
    """Session slugs are unique in the whole programme: each is an address."""
    from msgspec.structs import replace

    reserved = [*text.THEME_IDS, "schedule-heading", *(f"schedule-day-{number + 1}" for number in range(len(days)))]
    slugs = iter(text.unique_slugs([session.slug for day in days for session in day.sessions], reserved))
    return tuple(
        replace(day, sessions=tuple(replace(session, slug=next(slugs)) for session in day.sessions)) for day in days
    )


def _day(reader: Reader, entry: DayEntry, origin: Origin, known: Known, site_zone: str) -> Day:
    dates = tuple(day for day, _, _ in read_moments(reader, entry.date, origin.at("date")))
    zone, on = entry.timezone or site_zone, dates[0] if dates else None
    label = reader.timed(origin.at("timezone"), lambda: times.zone_label(zone, on))
    if label is None:
        zone, label = "UTC", "UTC"
    start = origin.at("sessions")
    sessions = [
        _session(reader, session, start.at(index), known, (dates, zone))
        for index, session in enumerate(entry.sessions)
    ]
    return Day(
        origin=origin,
        title=reader.said(entry.title),
        days=dates,
        zone=zone,
        zone_label=label,
        room=reader.said(entry.room),
        sessions=tuple(session for session in sessions if session),
    )


def _session(reader: Reader, entry: SessionEntry, origin: Origin, known: Known, when: When) -> Session | None:
    """A session; nothing, and a problem, where its time cannot be read."""
    span = _span(reader, entry, origin.at("time"))
    people = _people(reader, entry.people, origin.at("people"), known)
    moderators = _people(reader, entry.moderators, origin.at("moderators"), known)
    papers = _papers(reader, entry.papers, origin.at("papers"), known)
    if span is None:
        return None
    start, end, overnight = span
    starts, ends = _instants(reader, origin.at("time"), when, span)
    talk = _talk_of(entry, [person for _, person in people])
    title = reader.said(entry.title) or talk[0] or KIND_TITLES[entry.kind or "other"]
    abstract = entry.abstract or talk[1]
    mentions = _mentions(known.edition, people, entry.people)
    return Session(
        origin=origin,
        slug=text.slug(" ".join([title, *(person.name for person in mentions if person.url)])),
        title=title,
        kind=entry.kind or "other",
        start=start,
        end=end,
        starts=starts,
        ends=ends,
        overnight=overnight,
        room=reader.said(entry.room),
        track=reader.said(entry.track),
        people=mentions,
        moderators=_mentions(known.edition, moderators, entry.moderators),
        papers=papers,
        links=links_of(reader, entry.links, origin.at("links")),
        abstract="" if times.is_tbd(abstract or "") else abstract or "",
        abstract_tbd=times.is_tbd(abstract or ""),
        note=reader.markdown(entry.note, origin.at("note")),
    )


def _span(reader: Reader, entry: SessionEntry, origin: Origin) -> tuple[dt.time, dt.time, bool] | None:
    """From when to when a session is, and whether it ends on the next day."""
    if times.is_tbd(entry.time):
        hint = "leave it out of the schedule until its time is known"
        reader.complain(origin, "bad-time", "a session needs its time", hint)
        return None
    return reader.timed(origin, lambda: times.parse_range(entry.time, entry.duration))


def _instants(
    reader: Reader,
    origin: Origin,
    when: When,
    span: tuple[dt.time, dt.time, bool],
) -> tuple[str, str]:
    """Start and end as moments, while the day is known."""
    (dates, zone), (start, end, overnight) = when, span
    if len(dates) != 1:
        return "", ""
    last = dates[0] + dt.timedelta(days=1) if overnight else dates[0]
    starts = reader.timed(origin, lambda: times.instant(dates[0], start, zone))
    ends = reader.timed(origin, lambda: times.instant(last, end, zone))
    return starts or "", ends or ""


def _talk_of(entry: SessionEntry, people: list[Person]) -> tuple[str, str]:
    """Title and abstract from the record of the one who speaks; a session called otherwise is another talk."""
    if entry.kind not in ("keynote", "invited", "tutorial") or len(people) != 1 or people[0].talk is None:
        return "", ""
    talk = people[0].talk
    other = talk.title and entry.title and entry.title != talk.title
    return ("", "") if other else (talk.title, talk.abstract)


Found = tuple[Group, Person]


def _people(reader: Reader, value: list[str] | str | None, origin: Origin, known: Known) -> list[Found]:
    """The people named, each found among content/people; one who is not there is an error."""
    found = []
    for index, name in enumerate(as_list(value)):
        if times.is_tbd(name):
            continue
        person = known.people.find(name)
        if person:
            found.append(person)
            continue
        close = known.people.closest(name)
        if not (close or known.all_people):
            continue
        hint = f"did you mean `{close}`?" if close else "add the person to a file of content/people"
        where = origin if isinstance(value, str) else origin.at(index)
        reader.complain(where, "unknown-person", f"nobody in content/people is called `{name}`", hint)
    return found


def _mentions(edition: str, found: list[Found], written: list[str] | str | None) -> tuple[Mention, ...]:
    mentions = [mention(edition, group, person) for group, person in found]
    if any(times.is_tbd(name) for name in as_list(written)):
        mentions.append(Mention(name=TO_BE_ANNOUNCED))
    return tuple(mentions)


def _papers(reader: Reader, value: list[str] | str | None, origin: Origin, known: Known) -> tuple[PaperMention, ...]:
    """The papers named by id; a range `1-25` takes those of its ids that there are."""
    found: list[Paper] = []
    for index, written in enumerate(as_list(value)):
        where = origin if isinstance(value, str) else origin.at(index)
        if times.is_tbd(written):
            continue
        for part in written.split(","):
            found += _papers_named(reader, part.strip(), where, known)
    return tuple(
        PaperMention(
            id=paper.id,
            title=paper.title,
            authors=tuple(author.name for author in paper.authors),
            url=urls.inside(urls.paper_path(known.edition, paper.slug)),
        )
        for paper in found
    )


def _papers_named(reader: Reader, written: str, origin: Origin, known: Known) -> list[Paper]:
    if written in known.papers:
        return [known.papers[written]]
    first, dash, last = written.replace("–", "-").partition("-")
    if dash and _is_number(first.strip()) and _is_number(last.strip()):
        span = range(int(first), int(last) + 1)
        found = [paper for name, paper in known.papers.items() if _is_number(name) and int(name) in span]
        if found or not known.all_papers:
            return found
        reader.complain(
            origin,
            "unknown-paper",
            f"no paper has an id from {span.start} to {span.stop - 1}",
            _see(known),
        )
        return []
    if not known.all_papers:
        return []
    from difflib import get_close_matches

    close = get_close_matches(written, list(known.papers), n=1)
    hint = f"did you mean `{close[0]}`?" if close else _see(known)
    shown = written if len(written) <= 40 else written[:39] + "…"
    reader.complain(origin, "unknown-paper", f"no paper has the id `{shown}`", hint)
    return []


def _is_number(name: str) -> bool:
    """Whether an id is one that a range can take: `str.isdigit` knows digits that are no numbers (`²`)."""
    return re.fullmatch("[0-9]{1,9}", name) is not None


def _see(known: Known) -> str:
    """Where the ids of papers stand."""
    file = next((paper.origin.file for paper in known.papers.values()), "")
    return f"ids are those of {file}" if file else "there are no papers yet: TBD stands for papers to come"
