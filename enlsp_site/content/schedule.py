"""The programme: schedule.yaml, its people and papers found by name."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from msgspec.structs import asdict, replace

from enlsp_site.content.dates import read_moments
from enlsp_site.content.embeds import player
from enlsp_site.content.entries.schedule import DayEntry, ScheduleFile, SessionEntry
from enlsp_site.content.ledger import Wanted
from enlsp_site.content.likeness import Facts
from enlsp_site.content.link_labels import title_of
from enlsp_site.content.listed import listed
from enlsp_site.content.online import mode_of_day, read_online
from enlsp_site.content.people import cancellation
from enlsp_site.content.people_codes import ANOTHER_HONORIFIC, DOUBTFUL_PERSON, UNKNOWN_PERSON
from enlsp_site.content.person_index import Found, PeopleIndex, mention
from enlsp_site.content.reader import Reader, as_list, links_of
from enlsp_site.content.session_papers import AcceptedPapers, When, read_slots
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Fix, Related
from enlsp_site.diagnostics.suggest import did_you_mean
from enlsp_site.model import time_ranges, times, urls
from enlsp_site.model.codes import BAD_TIME
from enlsp_site.model.identity import name_key, without_honorific
from enlsp_site.model.people import Person, Talk
from enlsp_site.model.record import Cancellation, Link
from enlsp_site.model.schedule import CLOCKS_CHANGE, Day, PersonMention, Schedule, Session, TimeSpan
from enlsp_site.model.session_kinds import ANYWHERE, TALKS
from enlsp_site.text import plain_text


class ScheduleNames(NamedTuple):
    """What the schedule can name: the edition's people, and its papers.

    `all_people` says whether none was left out for a problem, so that who is not found is not there.
    """

    edition: str
    people: PeopleIndex
    papers: AcceptedPapers
    all_people: bool = True


class DayContext(NamedTuple):
    """The day of a session: its dates and zone, and what is written of it, with where."""

    when: When
    entry: DayEntry
    origin: Origin


def read_schedule(
    reader: Reader, file: str, found: ScheduleFile | list[DayEntry], known: ScheduleNames, zone: str
) -> Schedule:
    """The days in the order in which they stand. `zone` is site.yaml's, for days that name none."""
    whole = listed(reader, file, found, "days", reader.language.say("heading_schedule"))
    read = [_day(reader, entry, origin, known, zone) for entry, origin in whole.items]
    days = _settled(reader, [day for day, _ in read], [each for _, wanted in read for each in wanted])
    return Schedule(heading=whole.heading, intro=whole.intro, days=days)


def _settled(reader: Reader, days: list[Day], wanted: list[Wanted]) -> tuple[Day, ...]:
    """The days with sessions that have their addresses, unique in the whole programme: those that they had, if they
    were published before."""
    reserved = [
        *plain_text.THEME_IDS,
        "schedule-heading",
        urls.EMBED,
        *(f"schedule-day-{number + 1}" for number in range(len(days))),
    ]
    settled = iter(reader.ledger.settle("schedule#", wanted, reserved))
    return tuple(
        replace(day, sessions=tuple(replace(each, **next(settled)._asdict()) for each in day.sessions))
        for day in days
    )


def _day(
    reader: Reader, entry: DayEntry, origin: Origin, known: ScheduleNames, site_zone: str
) -> tuple[Day, list[Wanted]]:
    """A day, and what its sessions are known by, in their order."""
    dates = tuple(day for day, _, _ in read_moments(reader, entry.date, origin.at("date")))
    zone, on = entry.timezone or site_zone, dates[0] if dates else None
    label = reader.timed(origin.at("timezone"), lambda: reader.zone_label(zone, on))
    if label is None:
        zone, label = "UTC", "UTC"
    start = origin.at("sessions")
    sessions = [
        _session(reader, session, start.at(index), known, DayContext((dates, zone), entry, origin))
        for index, session in enumerate(entry.sessions)
    ]
    day = Day(
        origin=origin,
        title=reader.said(entry.title),
        days=dates,
        zone=zone,
        zone_label=_labels(reader, zone, on, [each[0] for each in sessions if each]) or label,
        zone_name=times.zone_name(zone, on),
        room=reader.said(entry.room),
        mode=mode_of_day(entry),
        sessions=tuple(each[0] for each in sessions if each),
        whole=all(sessions),
    )
    return day, [_placed(each[1], day, each[0], reader.known(entry.room)) for each in sessions if each]


def _labels(reader: Reader, zone: str, on: dt.date | None, sessions: list[Session]) -> str:
    """What is shown beside the times of a day: where clocks change between its sessions both, as they follow one
    another; empty for a day without a date or sessions."""
    starts = sorted(each.start for each in sessions) if on else []
    return CLOCKS_CHANGE.join(dict.fromkeys(reader.zone_label(zone, on, at) for at in starts))


def _placed(wanted: Wanted, day: Day, session: Session, room: str) -> Wanted:
    """What a session is known by, with when it is, if its day is settled, and where: else in the day's `room`."""
    clocks = f"{session.start.isoformat('minutes')}-{session.end.isoformat('minutes')}"
    when = f"{day.days[0]} {clocks} {day.zone}" if len(day.days) == 1 else ""
    where = wanted.facts.room or (room if session.kind not in ANYWHERE else "")
    return wanted._replace(facts=wanted.facts._replace(when=when, room=where))


def _session(
    reader: Reader, entry: SessionEntry, origin: Origin, known: ScheduleNames, day: DayContext
) -> tuple[Session, Wanted] | None:
    """A session, and what it is known by; nothing, and a problem, where its time cannot be read."""
    span = _span(reader, entry, origin.at("time"), day.when)
    people = _people(reader, entry.people, origin.at("people"), known)
    moderators = _people(reader, entry.moderators, origin.at("moderators"), known)
    papers = read_slots(reader, entry, origin, known.papers, day.when, span)
    if span is None:
        return None
    speakers = [person for _, person in people]
    talk = _talk_of(entry, speakers)
    title, abstract = _words(reader, entry, talk)
    mentions = _mentions(reader, known.edition, people, entry.people)
    session = Session(
        origin=origin,
        slug="",
        title=title,
        kind=entry.kind or "other",
        **asdict(span),
        room=reader.said(entry.room),
        track=reader.said(entry.track),
        language=reader.known(entry.language),
        recorded=entry.recorded is not False,
        parallel=entry.parallel or False,
        people=mentions,
        moderators=_mentions(reader, known.edition, moderators, entry.moderators),
        papers=papers,
        **read_online(reader, entry, origin, day.entry, day.origin),
        **_shown(reader, entry, origin, talk),
        abstract="" if times.is_tbd(abstract) else abstract,
        abstract_tbd=times.is_tbd(abstract),
        note=reader.markdown(entry.note, origin.at("note")),
        bios=tuple((person.name, person.talk.bio) for person in speakers if person.talk and person.talk.bio),
        cancelled=_cancelled(reader, entry, speakers),
    )
    return session, _wanted(reader, entry, session)


def _wanted(reader: Reader, entry: SessionEntry, session: Session) -> Wanted:
    """What a session is known by. A title that only says its kind is none."""
    named = reader.known(entry.title) or (not entry.title and session.title != _kind_title(reader, entry))
    return Wanted(
        name=_lasting_name(reader, entry, session.people),
        facts=Facts(
            title=session.title if named else "",
            people=tuple(person.name for person in (*session.people, *session.moderators) if person.url),
            room=reader.known(entry.room),
            cancelled=session.cancelled is not None,
        ),
        is_new=entry.address == "new",
        aliases=tuple(as_list(entry.aliases)),
    )


def _shown(reader: Reader, entry: SessionEntry, origin: Origin, talk: Talk) -> dict[str, Any]:
    """What is to be seen of a session afterwards: its own recording and links, and those of its talk."""
    recording = reader.link(entry.recording, origin.at("recording")) or talk.video
    slides = [Link(title=title_of(reader, "slides"), url=talk.slides, kind="slides")] if talk.slides else []
    links = (*links_of(reader, entry.links, origin.at("links")), *slides)
    return {"recording": recording, "links": links, "player": player(reader, recording)}


def _cancelled(reader: Reader, entry: SessionEntry, people: list[Person]) -> Cancellation | None:
    """Whether a session does not take place: it says so, or it is the talk of one who does not come or give it."""
    own = cancellation(reader, entry.cancelled)
    if own or entry.kind not in TALKS or len(people) != 1:
        return own
    talk = people[0].talk
    other = talk and talk.title and entry.title and entry.title != talk.title
    return people[0].cancelled or (talk.cancelled if talk and not other else None)


def _words(reader: Reader, entry: SessionEntry, talk: Talk) -> tuple[str, str]:
    """Title and abstract: its own, else those of its speaker's talk."""
    return reader.said(entry.title) or talk.title or _kind_title(reader, entry), entry.abstract or talk.abstract


def _kind_title(reader: Reader, entry: SessionEntry) -> str:
    """What a session without a title is called."""
    return reader.language.say(f"session_{entry.kind or 'other'}")


def _lasting_name(reader: Reader, entry: SessionEntry, people: tuple[PersonMention, ...]) -> str:
    """What a session's address is made from: its `id`, else its title, with the one who speaks, if it is one: an
    address holds no list of people. It stays when a talk's title becomes known, and when the session moves."""
    if entry.id and not times.is_tbd(entry.id):
        return entry.id
    title = reader.said(entry.title) or _kind_title(reader, entry)
    known = [person.name for person in people if person.url]
    return " ".join([title, *known]) if len(known) == 1 else title


def _span(reader: Reader, entry: SessionEntry, origin: Origin, when: When) -> TimeSpan | None:
    """From when to when a session is, as moments too where the day is known; it may end on the next day."""
    if times.is_tbd(entry.time):
        hint = "leave it out of the schedule until its time is known"
        reader.complain(origin, BAD_TIME, "a session needs its time", hint)
        return None
    found = reader.timed(origin, lambda: time_ranges.parse_range(entry.time, entry.duration))
    if found is None:
        return None
    (dates, zone), (start, end, overnight) = when, found
    if len(dates) != 1:
        return TimeSpan(start=start, end=end, overnight=overnight)
    last = dates[0] + dt.timedelta(days=1) if overnight else dates[0]
    starts = reader.timed(origin, lambda: times.instant(dates[0], start, zone))
    if starts and entry.duration and not _is_range(entry.time):
        return _lasting(start, starts, times.parse_duration(entry.duration), zone)
    ends = reader.timed(origin, lambda: times.instant(last, end, zone))
    return TimeSpan(start=start, end=end, overnight=overnight, starts=starts or "", ends=ends or "")


def _is_range(written: str) -> bool:
    """Whether a time that can be read is that of a start and an end."""
    try:
        return time_ranges.parse_range(written) is not None
    except times.TimeError:
        return False


def _lasting(start: dt.time, starts: str, length: dt.timedelta, zone: str) -> TimeSpan:
    """So long from a moment: what clocks show at its end is another thing in a night in which they change."""
    begin = dt.datetime.fromisoformat(starts)
    end = (begin.astimezone(dt.UTC) + length).astimezone(times.zone(zone, begin.date()))
    return TimeSpan(
        start=start,
        end=end.time().replace(fold=0),
        overnight=end.date() > begin.date(),
        starts=starts,
        ends=end.isoformat(timespec="seconds"),
    )


def _talk_of(entry: SessionEntry, people: list[Person]) -> Talk:
    """The talk that a session is: of the one who speaks, or of one who names all others as its speakers, too. A
    session called otherwise is another talk."""
    talks = [each.talk for each in people if each.talk and _is_whole(each, each.talk, people)]
    if entry.kind not in TALKS or len(talks) != 1:
        return Talk()
    other = talks[0].title and entry.title and entry.title != talks[0].title
    return Talk() if other else talks[0]


def _is_whole(person: Person, talk: Talk, people: list[Person]) -> bool:
    """Whether all who speak are those of a talk."""
    return {name_key(each.name) for each in people} == {name_key(name) for name in (person.name, *talk.speakers)}


def _people(reader: Reader, value: list[str] | str | None, origin: Origin, known: ScheduleNames) -> list[Found]:
    """The people named, each found among content/people; one who is not there, or may be several, is an error."""
    found = []
    for index, name in enumerate(as_list(value)):
        where = origin if isinstance(value, str) else origin.at(index)
        if times.is_tbd(name):
            continue
        meant = known.people.find(name)
        if len(meant) == 1:
            _compare_honorific(reader, name, meant[0][1], where)
            found.append(meant[0])
        elif meant:
            _tell_apart(reader, name, meant, where, known.people)
        else:
            _tell_unknown(reader, name, where, known, alone=isinstance(value, str))
    return found


def _tell_apart(reader: Reader, name: str, meant: list[Found], origin: Origin, people: PeopleIndex) -> None:
    """Several people are called so: which of them, only their affiliation, profile or address can say."""
    message = f"{_number(len(meant))} people in content/people are called `{name}`"
    there = [Related(person.origin, "one of them stands here") for _, person in meant]
    hint = f"write which of them: {_either(people, meant)}"
    reader.problems.append(report(DOUBTFUL_PERSON, origin, message, hint, related=there))


def _tell_unknown(reader: Reader, name: str, origin: Origin, known: ScheduleNames, alone: bool) -> None:
    """Nobody is called so, as far as everybody is known; `alone` says that the name stands in no list."""
    close, parts = known.people.closest(name), known.people.all_of(name)
    namesakes = known.people.of_name(name)
    if not (close or parts or namesakes or known.all_people):
        return
    fix = Fix(name, close) if close and known.people.is_same(name, close) else None
    hint = did_you_mean(close, "add the person to a file of content/people")
    if parts:
        hint = f"write a list: [{', '.join(parts)}]"
        fix = Fix(name, f"[{', '.join(parts)}]") if alone else None
    elif namesakes:
        hint = f"did you mean {_either(known.people, namesakes)}?"
    reader.complain(origin, UNKNOWN_PERSON, f"nobody in content/people is called `{name}`", hint, fix)


def _either(people: PeopleIndex, meant: list[Found]) -> str:
    return " or ".join(f"`{people.called(each)}`" for each in meant[:5])


def _number(count: int) -> str:
    return {2: "two", 3: "three"}.get(count, str(count))


def _compare_honorific(reader: Reader, written: str, person: Person, origin: Origin) -> None:
    """Note that someone is Prof. here and Dr. in her record, which is what is shown."""
    here = written.strip()[: -len(without_honorific(written))].strip()
    if "://" in written or not (here and person.honorific) or _plain(here) == _plain(person.honorific):
        return
    message = f"“{written}” has the honorific {person.honorific} in {person.origin.file}"
    hint = "write the right one there, and the name alone here"
    reader.problems.append(report(ANOTHER_HONORIFIC, origin, message, hint))


def _plain(honorific: str) -> str:
    short = honorific.lower().replace(".", "")
    return "prof" if short == "professor" else short


def _mentions(
    reader: Reader, edition: str, found: list[Found], written: list[str] | str | None
) -> tuple[PersonMention, ...]:
    mentions = [mention(edition, group, person) for group, person in found]
    if any(times.is_tbd(name) for name in as_list(written)):
        mentions.append(PersonMention(name=reader.said("TBD")))
    return tuple(mentions)
