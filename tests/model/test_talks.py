"""What can be seen of an edition afterwards: recordings and slides, gathered from sessions, papers and people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from msgspec.structs import replace

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.edition import Edition
from enlsp_site.model.pages import Page
from enlsp_site.model.papers import Author, Paper, Papers
from enlsp_site.model.people import Group, Person, Talk
from enlsp_site.model.record import Cancellation, Html, Link
from enlsp_site.model.schedule import Day, PaperMention, PersonMention, Schedule, Session
from enlsp_site.model.site import Site
from enlsp_site.model.talks import SeenTalk, TalkDay, talk_days

HERE = Origin("content/x.yaml")
SITE = Site(origin=HERE, name="TINY", title="Tiny", edition="2031")
FRIDAY, SATURDAY = dt.date(2031, 12, 5), dt.date(2031, 12, 6)


def session(slug: str, **more: Any) -> Session:
    return Session(
        origin=HERE, slug=slug, title=slug.title(), kind="other", start=dt.time(9), end=dt.time(10), **more
    )


def edition(*days: Day, **more: Any) -> Edition:
    return Edition(id="2031", folder="content", site=SITE, schedule=Schedule(heading="Schedule", days=days), **more)


def day(on: dt.date, *sessions: Session, title: str = "") -> Day:
    return Day(origin=HERE, title=title, days=(on,), zone="UTC", zone_label="UTC", sessions=sessions)


def link(title: str, url: str, kind: str = "") -> Link:
    return Link(title=title, url=url, kind=kind)


def test_sessions_with_recordings_and_slides_by_day() -> None:
    seen = session("opening", recording="https://v.example/1", people=(PersonMention(name="Ada"),))
    slides = session(
        "panel", links=(link("Slides", "https://s.example/"), link("Map", "https://m.example/"), link("x", "y"))
    )
    nothing = session("lunch", stream="https://live.example/", links=(link("Map", "https://m.example/"),))
    assert talk_days(edition(day(FRIDAY, seen, nothing, title="First"), day(SATURDAY, slides))) == (
        TalkDay(
            title="First",
            days=(FRIDAY,),
            entries=(
                SeenTalk(
                    title="Opening",
                    url="site:2031/schedule/opening/index.html",
                    people=("Ada",),
                    links=(link("Recording", "https://v.example/1"),),
                ),
            ),
        ),
        TalkDay(
            days=(SATURDAY,),
            entries=(
                SeenTalk(
                    title="Panel",
                    url="site:2031/schedule/panel/index.html",
                    links=(link("Slides", "https://s.example/"),),
                ),
            ),
        ),
    )


def test_what_did_not_take_place_cannot_be_seen() -> None:
    off = session("opening", recording="https://v.example/1", cancelled=Cancellation())
    assert talk_days(edition(day(FRIDAY, off))) == ()


PAPER = Paper(
    origin=HERE,
    id="7",
    slug="7",
    title="Small",
    authors=(Author(name="Ada"),),
    links=(link("PDF", "7.pdf", "pdf"), link("Slides", "7.key", "slides"), link("Video", "7.mp4", "video")),
)
ORAL = session("oral", papers=(PaperMention(id="7", title="Small"), PaperMention(id="8", title="Gone")))


def test_papers_stand_in_their_session_with_the_video_first() -> None:
    (found,) = talk_days(edition(day(FRIDAY, ORAL), papers=Papers(heading="Papers", papers=(PAPER,))))
    assert found.entries[0].links == ()
    assert found.entries[0].papers == (
        SeenTalk(
            title="Small",
            url="site:2031/papers/7/index.html",
            people=("Ada",),
            links=(link("Video", "7.mp4", "video"), link("Slides", "7.key", "slides")),
        ),
    )


def test_papers_that_are_kept_back_are_not_told_of() -> None:
    papers = Papers(heading="Papers", papers=(PAPER,))
    assert talk_days(edition(day(FRIDAY, ORAL), papers=papers, kept_back=True)) == ()


def speakers(*talks: Talk) -> tuple[Group, ...]:
    people = tuple(Person(origin=HERE, name=f"P{n}", slug=f"p{n}", talk=talk) for n, talk in enumerate(talks))
    return (Group(origin=HERE, name="speakers", heading="Speakers", people=people),)


def test_talks_that_no_session_shows_stand_at_the_end() -> None:
    shown = Talk(title="Shown", video="https://v.example/1")
    alone = Talk(title="Alone", slides="https://s.example/", speakers=("Alan",))
    untitled = Talk(video="https://v.example/2")
    off = Talk(title="Off", video="https://v.example/3", cancelled=Cancellation())
    groups = speakers(shown, alone, untitled, off, Talk(title="Nothing to see"))
    first, last = talk_days(edition(day(FRIDAY, session("keynote", recording="https://v.example/1")), groups=groups))
    assert [entry.title for entry in first.entries] == ["Keynote"]
    assert (last.title, last.days) == ("", ())
    assert [(each.title, each.people, [link.title for link in each.links]) for each in last.entries] == [
        ("Alone", ("P1", "Alan"), ["Slides"]),
        ("P2", (), ["Recording"]),
    ]
    assert last.entries[0].url == "site:2031/speakers/index.html#p1"


def test_a_page_of_that_name_goes_before() -> None:
    whole = edition(day(FRIDAY, session("opening", recording="https://v.example/1")))
    own = Page(origin=HERE, name="talks", title="Talks", body=Html(html=""))
    assert talk_days(whole) != ()
    assert talk_days(replace(whole, pages=(own,))) == ()
