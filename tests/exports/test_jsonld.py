"""What pages say to search engines, held against schema.org's own vocabulary: types, properties, and their values."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import schema_org
from pages import Built, web_server
from schema_org import registry
from sites import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MakeSite = Callable[..., Site]
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})"
DATATYPES = {
    "Text": r"(?s).+",
    "URL": r"https?://\S+",
    "Date": r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?",
    "DateTime": MOMENT,
    "Integer": r"[0-9]+",
    "Number": r"[0-9]+",
}
"""How values of the vocabulary's own datatypes are written."""


def faults(data: Any, path: str = "$") -> Iterator[str]:
    """What in a piece of JSON-LD is not of the vocabulary."""
    kind = data.get("@type")
    if kind not in registry.MODEL_BY_SCHEMA:
        yield f"{path}: there is no type {kind}"
        return
    known = {each.schema_name: each for each in registry.get_model(kind).SCHEMA_PROPERTIES}
    for name, value in data.items():
        if name in ("@context", "@type", "@id"):
            continue
        if name not in known or known[name].superseded_by:
            yield f"{path}.{name}: {kind} has no such property"
            continue
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            yield from value_faults(one, known[name].ranges, f"{path}.{name}[{number}]")


def value_faults(value: Any, ranges: tuple[str, ...], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from faults(value, path)
        if value.get("@type") in registry.MODEL_BY_SCHEMA and not {*ranges, *datatypes(ranges)} & {
            *registry.get_model(value["@type"]).SCHEMA_TYPES
        }:
            yield f"{path}: a {value['@type']} is none of {', '.join(ranges)}"
    elif not any(is_of(value, kind) for kind in ranges):
        yield f"{path}: {value!r} is none of {', '.join(ranges)}"


def datatypes(ranges: tuple[str, ...]) -> set[str]:
    return set(ranges) & DATATYPES.keys()


def is_of(value: Any, kind: str) -> bool:
    """Whether a plain value can be of a type: a member of an enumeration, by its address, or of a datatype."""
    if kind in DATATYPES:
        return bool(re.fullmatch(DATATYPES[kind], str(value)))
    members = getattr(schema_org, kind, None)
    return members is not None and value in [str(each) for each in getattr(members, "__members__", {}).values()]


def told(page: str) -> list[Any]:
    """The pieces of JSON-LD of a page."""
    return [json.loads(block) for block in BLOCK.findall(page)]


def of_type(page: str, kind: str) -> Any:
    (found,) = (each for each in told(page) if each["@type"] == kind)
    return found


# The check itself


@pytest.mark.whole
@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"venue": "San Diego"}, "$.venue: Event has no such property"),
        ({"performers": []}, "$.performers: Event has no such property"),
        ({"@type": "Workshop"}, "$: there is no type Workshop"),
        ({"startDate": "December 6"}, "$.startDate[0]: 'December 6' is none of Date, DateTime"),
        ({"organizer": "ENLSP"}, "$.organizer[0]: 'ENLSP' is none of Organization, Person"),
        ({"organizer": {"@type": "Place"}}, "$.organizer[0]: a Place is none of Organization, Person"),
        ({"subEvent": [{"@type": "Event", "room": "A"}]}, "$.subEvent[0].room: Event has no such property"),
        ({"eventStatus": "EventHeld"}, "$.eventStatus[0]: 'EventHeld' is none of EventStatusType"),
    ],
)
def test_what_the_vocabulary_does_not_have_is_found(change: dict[str, Any], fault: str) -> None:
    good = {"@context": "https://schema.org", "@type": "Event", "name": "A", "startDate": "2025-12-06"}
    assert list(faults(good)) == []
    assert list(faults({**good, **change})) == [fault]


# What pages say


FULL = {
    "static/images/ada.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    "content/site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
description: Small & smaller </script> <b>models</b>.
edition: 2031
timezone: Europe/Paris
host: {name: BIG 2031, url: "https://example.org/big"}
venue: {name: Palais, city: Paris, country: France, url: "https://example.org/palais"}
contact: chairs@example.org
actions: {register: "https://example.org/register"}
home: [overview, speakers, schedule]
""",
    "content/people/speakers.yaml": """\
- name: Ada Lovelace
  honorific: Prof.
  affiliations: [University of London]
  photo: images/ada.svg
  links: {home: "https://example.org/ada", email: ada@example.org}
- Alan Turing (University of Manchester)
""",
    "content/schedule.yaml": """\
- date: 2031-12-06
  room: Hall A
  sessions:
    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelace], title: 'On \\(k\\)', abstract: Why.}
    - {time: 09:00-09:15, title: Coffee, kind: break}
    - {time: 09:15-10:00, kind: panel, people: [Alan Turing], stream: "https://example.org/live"}
    - {time: 10:00-10:05, title: Goodbye, kind: remarks}
    - {time: 10:05-10:35, title: Posters, kind: poster, papers: 7}
- date: 2031-07-15
  sessions:
    - {time: 17:00-18:00, kind: mentoring, stream: "https://example.org/call"}
""",
}
ADDRESS = "https://example.org/tiny/"


@pytest.fixture
def full(make_site: MakeSite) -> Path:
    """The folder of the edition."""
    site = make_site(FULL)
    assert site.build("--base-url", ADDRESS).problems == ""
    return site.folder / "public/2031"


@pytest.fixture
def home(full: Path) -> str:
    return (full / "index.html").read_text("utf-8")


def test_the_home_page_tells_of_the_workshop(home: str) -> None:
    event = of_type(home, "Event")
    assert list(faults(event)) == []
    parts = event.pop("subEvent")
    people = event.pop("performer")
    assert event == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "TINY 2031: The Workshop on Tiny Things",
        "description": "Small & smaller </script> <b>models</b>.",
        "url": "https://example.org/tiny/2031/",
        "inLanguage": "en",
        "startDate": "2031-12-06T08:30:00+01:00",
        "endDate": "2031-12-06T10:35:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/MixedEventAttendanceMode",
        "offers": {"@type": "Offer", "url": "https://example.org/register"},
        "location": {
            "@type": "Place",
            "name": "Palais",
            "address": {"@type": "PostalAddress", "addressLocality": "Paris", "addressCountry": "France"},
            "url": "https://example.org/palais",
        },
        "superEvent": {"@type": "Event", "name": "BIG 2031", "url": "https://example.org/big"},
        "organizer": {
            "@type": "Organization",
            "name": "TINY",
            "url": "https://example.org/tiny/2031/",
            "email": "chairs@example.org",
        },
        "sponsor": [{"@type": "Organization", "name": "Example Labs", "url": "https://example.org/"}],
    }
    assert [person["name"] for person in people] == ["Ada Lovelace", "Alan Turing"]
    assert people[0]["sameAs"] == ["https://example.org/ada"]
    assert people[0]["affiliation"] == [{"@type": "Organization", "name": "University of London"}]
    assert parts[0] == {
        "@type": "Event",
        "name": "On k",
        "url": "https://example.org/tiny/2031/schedule/on-k-ada-lovelace/",
        "startDate": "2031-12-06T08:30:00+01:00",
        "endDate": "2031-12-06T09:00:00+01:00",
    }
    assert [(part["name"], part["url"].partition("/schedule/")[2]) for part in parts] == [
        ("On k", "on-k-ada-lovelace/"),
        ("Panel discussion", "panel-discussion-alan-turing/"),
        ("Goodbye", "#goodbye"),
        ("Posters", "posters/"),
    ]


def of_session(full: Path, name: str) -> Any:
    event = of_type((full / f"schedule/{name}/index.html").read_text("utf-8"), "Event")
    assert list(faults(event)) == []
    return event


def test_the_page_of_a_session_tells_of_it_in_full(full: Path) -> None:
    assert of_session(full, "on-k-ada-lovelace") == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "On k",
        "description": "Why.",
        "url": "https://example.org/tiny/2031/schedule/on-k-ada-lovelace/",
        "startDate": "2031-12-06T08:30:00+01:00",
        "endDate": "2031-12-06T09:00:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Hall A, Palais",
            "address": {"@type": "PostalAddress", "addressLocality": "Paris", "addressCountry": "France"},
            "url": "https://example.org/palais",
        },
        "performer": [
            {
                "@type": "Person",
                "name": "Ada Lovelace",
                "affiliation": [{"@type": "Organization", "name": "University of London"}],
                "url": "https://example.org/tiny/2031/speakers/#ada-lovelace",
            }
        ],
        "superEvent": {"@type": "Event", "name": "TINY 2031", "url": "https://example.org/tiny/2031/"},
    }


def test_a_session_tells_how_one_can_take_part_and_what_is_presented(full: Path) -> None:
    names = ("panel-discussion-alan-turing", "mentoring-session", "posters")
    panel, mentoring, posters = (of_session(full, name) for name in names)
    assert panel["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert panel["location"][1] == {"@type": "VirtualLocation", "url": "https://example.org/live"}
    assert mentoring["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert mentoring["location"] == {"@type": "VirtualLocation", "url": "https://example.org/call"}
    assert posters["workFeatured"] == [
        {
            "@type": "ScholarlyArticle",
            "name": "Small models",
            "url": "https://example.org/tiny/2031/papers/7/",
        }
    ]


def test_text_of_organizers_cannot_end_the_block(home: str) -> None:
    (block,) = BLOCK.findall(home)
    assert not {"<", ">", "&"} & set(block)


def test_a_day_that_is_not_settled_is_not_told(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/schedule.yaml": "- date: [2031-12-05, 2031-12-06]\n  sessions:\n"
            "    - {time: 9:00-10:00, title: Talks}\n",
            "content/dates.yaml": "- {name: Workshop, date: 2031-12-06}\n",
        }
    )
    assert site.build().code == 0
    event = of_type((site.folder / "public/index.html").read_text("utf-8"), "Event")
    assert list(faults(event)) == []
    assert {"startDate", "endDate", "subEvent", "url"} & event.keys() == set()


def test_without_a_programme_the_important_dates_tell_the_day(make_site: MakeSite) -> None:
    dates = "- {name: Workshop, date: 2031-12-06, until: 2031-12-07}\n"
    site = make_site({"content/schedule.yaml": None, "content/dates.yaml": dates})
    assert site.build().code == 0
    event = of_type((site.folder / "public/index.html").read_text("utf-8"), "Event")
    assert (event["startDate"], event["endDate"]) == ("2031-12-06", "2031-12-07")


def test_pages_tell_where_they_stand(make_site: MakeSite) -> None:
    site = make_site({})
    site.build("--base-url", ADDRESS)
    page = (site.folder / "public/2031/papers/7/index.html").read_text("utf-8")
    crumbs = of_type(page, "BreadcrumbList")
    assert list(faults(crumbs)) == []
    assert [(each["position"], each["name"], each["item"]["@id"]) for each in crumbs["itemListElement"]] == [
        (1, "TINY 2031", "https://example.org/tiny/2031/"),
        (2, "Accepted papers", "https://example.org/tiny/2031/papers/"),
        (3, "Small models", "https://example.org/tiny/2031/papers/7/"),
    ]


def test_without_an_address_pages_do_not_tell_where_they_stand(make_site: MakeSite) -> None:
    site = make_site({})
    site.build()
    page = (site.folder / "public/2031/schedule/index.html").read_text("utf-8")
    assert [each["@type"] for each in told(page)] == []


def test_all_that_the_real_site_tells_is_of_the_vocabulary(enlsp: Built) -> None:
    found = {path: told(page.text) for path, page in enlsp.pages.items()}
    assert {fault for pieces in found.values() for piece in pieces for fault in faults(piece)} == set()
    assert [each["@type"] for each in found["2025/index.html"]] == ["Event"]
    assert {each["@type"] for each in found["2025/schedule/index.html"]} == {"BreadcrumbList"}


@pytest.mark.browser
def test_a_strict_policy_lets_the_blocks_pass(browser: Browser, make_site: MakeSite) -> None:
    site = make_site(FULL)
    site.build("--base-url", ADDRESS)
    page_file: Path = site.folder / "public/2031/index.html"
    text = page_file.read_text("utf-8")
    assert "script-src 'self'" in text
    with web_server(site.folder / "public") as address:
        page = browser.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{address}2031/index.html")
        blocks = page.locator('script[type="application/ld+json"]').all_text_contents()
        before = [line for line in said if "Content Security Policy" in line]
        page.evaluate("document.head.append(Object.assign(document.createElement('script'), {textContent: '0'}))")
        after = [line for line in said if "Content Security Policy" in line]
        page.close()
    assert [json.loads(block)["@type"] for block in blocks] == ["Event"]
    assert (len(before), len(after)) == (0, 1), "a script in the page is refused, and the block of data is not"


@pytest.mark.parametrize(("language", "words"), [("en", "To be announced"), ("de", "Wird noch bekannt gegeben")])
@pytest.mark.parametrize("venue", ["TBD", "{name: TBD}", "{name: TBA, city: TBD, country: TBD}"])
def test_a_venue_that_is_to_be_announced_is_no_place(
    make_site: MakeSite, venue: str, language: str, words: str
) -> None:
    files = {
        "content/site.yaml": f"name: TINY\ntitle: Tiny\nedition: 2031\nvenue: {venue}\nlanguage: {language}\n"
        "timezone: Europe/Paris\nurl: https://example.org/\nhome: [overview]\n",
        "content/schedule.yaml": "- date: 2031-12-06\n  room: TBD\n"
        "  sessions:\n    - {time: 08:15-08:30, title: A}\n",
    }
    site = make_site(files)
    site.build()
    published = site.published()
    told = [*BLOCK.findall(published["2031/index.html"].decode()), published["2031/schedule.ics"].decode()]
    assert not [each for each in told if "location" in each.lower()]
    assert words.lower() not in " ".join(told).lower()


def test_who_is_to_be_announced_is_no_person_and_no_organization(make_site: MakeSite) -> None:
    files = {
        "content/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2031\ntimezone: Europe/Paris\n"
        "url: https://example.org/\nhome: [speakers]\n",
        "content/people/speakers.yaml": "- {name: TBD, affiliations: [TBA]}\n"
        "- {name: Ada Lovelace, affiliations: [TBD, London]}\n"
        "- {name: Alan Turing, affiliations: [To be determined]}\n",
        "content/sponsors.yaml": "- {tier: Gold, sponsors: [TBD, {name: Example Labs}]}\n",
        "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n"
        "    - {time: 08:15-08:30, kind: keynote, people: [Ada Lovelace]}\n"
        "    - {time: 08:30-09:00, title: More, kind: oral, people: TBD, papers: [7]}\n",
        "content/papers.yaml": "- {id: 7, title: Small, abstract: TBD, award: TBD,"
        " authors: [Ada Lovelace (TBD), TBD]}\n",
    }
    site = make_site(files)
    site.build("--base-url", ADDRESS)
    pages = {path: page.decode() for path, page in site.published().items() if path.endswith(".html")}
    said = json.dumps([told(page) for page in pages.values()])
    assert not re.search(r'"(?:To be|TB[AD])', said)
    event = of_type(pages["2031/index.html"], "Event")
    assert [each["name"] for each in event["performer"]] == ["Ada Lovelace", "Alan Turing"]
    assert event["performer"][0]["affiliation"] == [{"@type": "Organization", "name": "London"}]
    assert [each["name"] for each in event["sponsor"]] == ["Example Labs"]


def test_a_hybrid_workshop_is_at_its_venue_and_online(make_site: MakeSite) -> None:
    rows = FULL["content/schedule.yaml"].replace(
        "  room: Hall A\n", "  room: Hall A\n  online: {for: registered}\n", 1
    )
    site = make_site({**FULL, "content/schedule.yaml": rows})
    assert site.build("--base-url", ADDRESS).problems == ""
    event = of_type((site.folder / "public/2031/index.html").read_text("utf-8"), "Event")
    assert list(faults(event)) == []
    assert event["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [each["@type"] for each in event["location"]] == ["Place", "VirtualLocation"]
    assert event["location"][1]["url"] == f"{ADDRESS}2031/schedule/"
    page = (site.folder / "public/2031/schedule/on-k-ada-lovelace/index.html").read_text("utf-8")
    keynote = of_type(page, "Event")
    assert keynote["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert keynote["location"]["@type"] == "Place"
