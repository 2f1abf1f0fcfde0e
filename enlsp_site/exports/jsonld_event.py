"""What pages say to search engines (JSON-LD): the home page tells of the workshop as an Event of schema.org, the page
of a session of that session, and each page where in the site it stands.

The home page has of the sessions that it shows only their names, times and addresses: what more there is to tell
stands on their own pages, and an abstract that is edited makes no other page again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from enlsp_site.exports.calendar_events import EditionDetails, is_online
from enlsp_site.model.edition import Edition
from enlsp_site.model.occasion import occasion
from enlsp_site.model.people import Group, Person
from enlsp_site.model.schedule import Day, PaperMention, PersonMention, Session, coming, room_of
from enlsp_site.model.session_kinds import ANYWHERE, APART
from enlsp_site.model.site import Host, Site, Venue
from enlsp_site.model.wording import language
from enlsp_site.text import plain_text

Data = dict[str, Any]

AFAR = ("online", "hybrid")
"""How what one can take part in from afar is held."""


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> Data:
    """The way to a page from the home page, as names and whole addresses (schema.org/BreadcrumbList)."""
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": number,
                "name": plain_text.plain_text(name),
                "item": {"@type": "WebPage", "@id": address},
            }
            for number, (name, address) in enumerate(trail, 1)
        ],
    }


def event(edition: Edition, about: EditionDetails, shown: Iterable[Session] = ()) -> Data:
    """The workshop, with those of its sessions that are `shown` beside it. What is not known is left out: its dates
    while they are open, an offer while there is no way to register."""
    site, days = edition.site, edition.days
    own = [day for day in days if is_own(day)]
    held = [session for day in own for session in day.sessions]
    place, afar = _place(known_venue(site)), _afar(held, about)
    found = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": f"{about.whole}: {plain_text.plain_text(site.title)}",
        "description": plain_text.plain_text(site.description or site.theme),
        "url": about.address(""),
        "inLanguage": site.language,
        **_dates(edition, own),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": _mode(bool(site.venue), any(each.stream or each.mode in AFAR for each in held)),
        "location": [place, afar] if place and afar else place or afar,
        "superEvent": _host(site.host),
        "offers": _offer(edition, about),
        "organizer": _organizer(edition, about),
        "performer": [_speaker(each, about) for each in _speakers(edition.groups) if each.name != about.tbd],
        "sponsor": [
            _known({"@type": "Organization", "name": sponsor.name, "url": _web(about, sponsor.url)})
            for tier in (edition.sponsors.tiers if edition.sponsors else ())
            for sponsor in tier.sponsors
            if sponsor.name != about.tbd
        ],
        "subEvent": [_in_short(session, about) for session in shown if _is_told(session) and not session.cancelled],
    }
    return _known(found)


def is_own(day: Day) -> bool:
    """Whether a day is one of the workshop itself: more is on it than mentoring and social sessions."""
    return any(session.kind not in APART for session in day.sessions)


def _known(values: Mapping[str, Any]) -> Data:
    return {name: value for name, value in values.items() if value}


def _dates(edition: Edition, days: list[Day]) -> Data:
    """First and last moment of the workshop's own days; else its day among the important dates, if it is settled.
    Where the events among those begin earlier or end later than the programme, so does this, as the home page."""
    when = _of_events(edition)
    sessions = [session for day in days for session in day.sessions]
    if sessions and all(session.starts and session.ends for session in sessions):
        starts = min((session.starts for session in sessions), key=dt.datetime.fromisoformat)
        ends = max((session.ends for session in sessions), key=dt.datetime.fromisoformat)
        first, last = when or (starts, ends)
        return {
            "startDate": first if first[:10] < starts[:10] else starts,
            "endDate": last if last[:10] > ends[:10] else ends,
        }
    if when is None or any(len(day.days) > 1 for day in days):
        return {}
    return {"startDate": when[0], "endDate": when[1]}


def _of_events(edition: Edition) -> tuple[str, str] | None:
    """First and last day, or moment, of the workshop by its events; None where they leave that open."""
    found = occasion(edition)
    if found is None or len(found.date.days) != 1 or not (found.events or found.date.name):
        return None
    first = found.date.days[0]
    return found.date.instant or first.isoformat(), (found.date.until or first).isoformat()


def _mode(is_somewhere: bool, is_streamed: bool) -> str:
    """How one can take part (schema.org/EventAttendanceModeEnumeration); nothing where neither is known."""
    kind = {(True, True): "Mixed", (True, False): "Offline", (False, True): "Online"}.get((is_somewhere, is_streamed))
    return f"https://schema.org/{kind}EventAttendanceMode" if kind else ""


def _afar(sessions: Iterable[Session], about: EditionDetails) -> Data:
    """Where one takes part from afar: each session says it on its page, so the programme is the place."""
    url = about.address("schedule")
    return {"@type": "VirtualLocation", "url": url} if url and any(each.mode in AFAR for each in sessions) else {}


def known_venue(site: Site) -> Venue | None:
    """The venue without what is to be announced; None if all of it is."""
    if site.venue is None:
        return None
    tbd = language(site.language, site.words).say("tbd")
    name, city, country = (
        "" if part == tbd else part for part in (site.venue.name, site.venue.city, site.venue.country)
    )
    return replace(site.venue, name=name, city=city, country=country) if name or city or country else None


def _place(venue: Venue | None, room: str = "") -> Data:
    if venue is None:
        return {"@type": "Place", "name": room} if room else {}
    address = _known({"addressLocality": venue.city, "addressCountry": venue.country})
    place = {
        "@type": "Place",
        "name": ", ".join(part for part in (room, venue.name or venue.city) if part),
        "address": {"@type": "PostalAddress", **address} if address else None,
        "url": venue.url if venue.url.startswith("http") else "",
    }
    return _known(place)


def _host(host: Host | None) -> Data:
    return _known({"@type": "Event", "name": host.name, "url": _web(None, host.url)}) if host else {}


def _offer(edition: Edition, about: EditionDetails) -> Data:
    """Where to register. What it costs is not known, and whether there are places left."""
    links = (link.url for link in edition.site.actions if link.kind == "register")
    url = _web(about, next(links, ""))
    return {"@type": "Offer", "url": url} if url else {}


def _organizer(edition: Edition, about: EditionDetails) -> Data:
    """The workshop as those who make it."""
    mail = edition.site.contact.partition(",")[0]
    return _known({"@type": "Organization", "name": about.name, "url": about.address(""), "email": mail})


def _speakers(groups: tuple[Group, ...]) -> Iterator[Person]:
    for group in groups:
        if "speakers" in group.name.split("-"):
            yield from (person for person in group.people if person.links or person.affiliations)


def _speaker(person: Person, about: EditionDetails) -> Data:
    links = [link.url for link in person.links if link.url.startswith("http")]
    return _known(
        {
            "@type": "Person",
            "name": person.name,
            "honorificPrefix": person.honorific,
            "affiliation": _organizations(person.affiliations, about),
            "image": _web(about, person.photo.url) if person.photo else "",
            "sameAs": links,
        }
    )


# Sessions


def _is_told(session: Session) -> bool:
    """Whether there is anything to tell of a session: when it is, and that it is more than a break."""
    return bool(session.kind not in ANYWHERE and session.starts and session.ends)


def _in_short(session: Session, about: EditionDetails) -> Data:
    return {
        "@type": "Event",
        "name": plain_text.plain_text(session.title),
        "url": about.session(session),
        "startDate": session.starts,
        "endDate": session.ends,
    }


def session_event(edition: Edition, day: Day, session: Session, about: EditionDetails) -> Data | None:
    """A session as its own page tells of it; None while its day is not settled."""
    if not _is_told(session):
        return None
    found = _session(day, session, known_venue(edition.site), about)
    whole = {"@type": "Event", "name": about.whole, "url": about.address("")}
    return {"@context": "https://schema.org", **found, "superEvent": whole}


def _session(day: Day, session: Session, venue: Venue | None, about: EditionDetails) -> Data:
    """A session: where it is, where it can be watched, who speaks and which papers are presented."""
    room, online = about.room(room_of(session, day)), session.mode == "online" or is_online(day)
    stream = {"@type": "VirtualLocation", "url": _web(about, session.stream)} if session.stream else {}
    place = {} if online else _place(venue, room)
    return _known(
        {
            "@type": "Event",
            "name": plain_text.plain_text(session.title),
            "description": plain_text.plain_text(session.abstract),
            "url": about.session(session),
            "inLanguage": session.language,
            "startDate": session.starts,
            "endDate": session.ends,
            "eventStatus": f"https://schema.org/Event{'Cancelled' if session.cancelled else 'Scheduled'}",
            "eventAttendanceMode": _mode(bool(place), bool(stream) or session.mode in AFAR),
            "location": [place, stream] if place and stream else place or stream,
            "performer": [_performer(person, about) for person in coming(session.people) if person.url],
            "workFeatured": [_paper(paper, about) for paper in session.papers],
        }
    )


def _performer(person: PersonMention, about: EditionDetails) -> Data:
    places = _organizations(person.affiliations, about)
    return _known({"@type": "Person", "name": person.name, "affiliation": places, "url": about.public(person.url)})


def _organizations(names: Iterable[str], about: EditionDetails) -> list[Data]:
    """Organizations by their names, without those that are to be announced."""
    return [{"@type": "Organization", "name": name} for name in about.known(names)]


def _paper(paper: PaperMention, about: EditionDetails) -> Data:
    name, url = plain_text.plain_text(paper.title), about.public(paper.url) if paper.url else ""
    return _known({"@type": "ScholarlyArticle", "name": name, "url": url})


def _web(about: EditionDetails | None, address: str) -> str:
    """A whole address of the web; nothing for one inside a site that has no address yet."""
    found = about.public(address) if about else address
    return found if found.startswith("http") else ""
