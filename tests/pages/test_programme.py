"""The programme's pages: which sessions have one, what each is handed, and what stands on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
import sites
from loops import some
from msgspec.structs import replace
from pages import Built, Page, hrefs, only, said, whole, with_class

from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.papers import Paper, Papers
from enlsp_site.model.record import Html, Link
from enlsp_site.model.schedule import Day, PaperMention, PersonMention, Schedule, Session
from enlsp_site.model.site import Site
from enlsp_site.model.targets import Target
from enlsp_site.model.urls import has_page
from enlsp_site.pages.programme import in_short, main_only, programme
from enlsp_site.pages.site import plan
from enlsp_site.storage.keys import key_of

BASE = "https://example.org/rooms/"
HERE = Origin("content/schedule.yaml")
ADA = PersonMention(name="Ada", url="site:2031/speakers/index.html#ada")
PAPER = PaperMention(id="7", title="Small models", url="site:2031/papers/7/index.html")


def session(start: int, slug: str, **more: Any) -> Session:
    ends = dt.time(start, 30)
    return Session(origin=HERE, slug=slug, title=slug, start=dt.time(start), end=ends, **{"kind": "oral", **more})


def edition(*sessions: Session, days: tuple[dt.date, ...] = (), **more: Any) -> Edition:
    day = Day(origin=HERE, title="", days=days, zone="UTC", zone_label="UTC", sessions=sessions, **more)
    site = Site(origin=HERE, name="ROOMS", title="Rooms", edition="2031", home=("schedule",))
    return Edition(id="2031", folder="content", site=site, schedule=Schedule(heading="Programme", days=(day,)))


def made(of: Edition, base: str = BASE) -> dict[str, Target]:
    return {target.path: target for target in plan(Workshop(editions=(of,)), base)}


@pytest.mark.parametrize(
    "more",
    [
        {"people": (ADA,)},
        {"moderators": (ADA,)},
        {"papers": (PAPER,)},
        {"abstract": "Why."},
        {"note": Html(html="<p>Bring pins.</p>")},
        {"links": (Link(title="Map", url="https://example.org/map"),)},
        {"stream": "https://example.org/live"},
        {"recording": "https://example.org/video"},
    ],
    ids=lambda more: next(iter(more)),
)
def test_a_session_with_more_to_tell_has_a_page(more: dict[str, Any]) -> None:
    assert has_page(session(9, "talk", **more))
    assert "2031/schedule/talk/index.html" in made(edition(session(9, "talk", **more)))


@pytest.mark.parametrize("more", [{}, {"room": "Hall", "track": "Theory"}, {"people": (PersonMention(name="TBD"),)}])
def test_a_session_without_lives_on_the_page_of_the_programme(more: dict[str, Any]) -> None:
    assert not has_page(session(9, "talk", **more))
    assert "2031/schedule/talk/index.html" not in made(edition(session(9, "talk", **more)))


def test_pages_of_sessions_are_in_the_sitemap() -> None:
    sitemap = made(edition(session(9, "talk", people=(ADA,)), session(10, "tea")))["sitemap.xml"]
    assert sitemap.inputs["urls"] == [f"{BASE}2031/", f"{BASE}2031/schedule/", f"{BASE}2031/schedule/talk/"]


def test_pages_lead_to_the_one_before_and_the_one_after() -> None:
    found = made(
        edition(
            session(9, "one", people=(ADA,)),
            session(10, "tea"),
            session(11, "two", people=(ADA,)),
            session(12, "three", abstract="Why."),
        )
    )

    def ways(slug: str) -> list[str]:
        inputs = found[f"2031/schedule/{slug}/index.html"].inputs
        return [inputs[name].title if inputs[name] else "" for name in ("previous", "next")]

    assert [ways(slug) for slug in ("one", "two", "three")] == [["", "two"], ["one", "three"], ["two", ""]]


def told_rooms(*rooms: str, day: str = "") -> tuple[str, bool, list[str]]:
    """The room at the head of a day, whether there are others, and what sessions in these rooms say themselves."""
    of = edition(*(session(9 + number, f"s{number}", room=room) for number, room in enumerate(rooms)), room=day)
    assert of.schedule is not None
    (shown,) = in_short(of, of.schedule).days
    return shown.room, shown.other_rooms, [entry.room for entry in shown.entries]


@pytest.mark.parametrize(
    ("rooms", "day", "told"),
    [
        (("A", "A", "B"), "", ("A", True, ["", "", "B"])),
        (("", "", "B"), "A", ("A", True, ["", "", "B"])),
        (("A", "A"), "", ("A", False, ["", ""])),
        (("A", "B"), "", ("", True, ["A", "B"])),
        (("A", "A", ""), "", ("", True, ["A", "A", ""])),
        (("", ""), "", ("", False, ["", ""])),
    ],
    ids=["most", "most by the day", "all", "no more than half", "one is nowhere", "nowhere"],
)
def test_the_room_of_most_sessions_is_told_once(rooms: tuple[str, ...], day: str, told: object) -> None:
    assert told_rooms(*rooms, day=day) == told


def changed(before: Edition, after: Edition) -> list[str]:
    """The pages that an edit makes again."""
    keys = [
        {path: key_of((target.recipe, target.inputs), "") for path, target in made(each).items()}
        for each in (before, after)
    ]
    return sorted(path for path in keys[1] if path.endswith(".html") and keys[0].get(path) != keys[1][path])


def test_an_edit_makes_again_what_shows_it_and_nothing_else() -> None:
    one, two = session(9, "one", room="A", abstract="Why."), session(9, "two", room="B", abstract="How.")
    closing = session(15, "closing", room="A")
    before = edition(one, two, closing)
    table = "2031/schedule/index.html"
    home = ["2031/index.html", "index.html"]
    # Of a day in several rooms the table shows no abstracts, and the home page what is for all only.
    assert changed(before, edition(replace(one, abstract="Oh."), two, closing)) == ["2031/schedule/one/index.html"]
    assert changed(before, edition(replace(one, note=Html(html="<p>x</p>")), two, closing)) == [
        table,
        "2031/schedule/one/index.html",
        "2031/schedule/rooms/a/index.html",
    ]
    # Of a day in one room the list has the abstracts, the home page none of them.
    alone = edition(one)
    assert changed(alone, edition(replace(one, abstract="Oh."))) == [table, "2031/schedule/one/index.html"]
    assert changed(alone, edition(replace(one, track="Theory"))) == [
        home[0], table, "2031/schedule/one/index.html", "2031/schedule/rooms/a/index.html", home[1],
    ]  # fmt: skip


def test_what_search_engines_are_told_of_a_session_is_on_its_own_page() -> None:
    moments = {"starts": "2031-12-06T09:00:00+00:00", "ends": "2031-12-06T09:30:00+00:00"}
    one, days = session(9, "one", abstract="Why.", **moments), (dt.date(2031, 12, 6),)
    tea = session(10, "tea", starts="2031-12-06T10:00:00+00:00", ends="2031-12-06T10:30:00+00:00")
    before, after = (edition(each, tea, days=days) for each in (one, replace(one, abstract="Oh.")))
    assert changed(before, after) == ["2031/schedule/index.html", "2031/schedule/one/index.html"]
    heads = {path: target.inputs["head"] for path, target in made(after).items() if "head" in target.inputs}
    (home,) = heads["2031/index.html"].linked
    assert [part["url"] for part in home["subEvent"]] == [f"{BASE}2031/schedule/one/", f"{BASE}2031/schedule/#tea"]
    assert [each["@type"] for each in heads["2031/schedule/index.html"].linked] == ["BreadcrumbList"]
    _, own = heads["2031/schedule/one/index.html"].linked
    assert (own["description"], own["superEvent"]["url"]) == ("Oh.", f"{BASE}2031/")


def test_kinds_and_tracks_are_told_once_in_their_order() -> None:
    of = edition(
        session(8, "coffee", kind="break"),
        session(9, "a", kind="poster", track="Theory"),
        session(10, "b", track="Practice"),
        session(11, "c", kind="poster", track="Theory"),
        session(12, "d", kind="other"),
    )
    assert of.schedule is not None
    found = programme(of, of.schedule)
    assert (found.kinds, found.tracks) == (("poster", "oral"), ("Theory", "Practice"))
    assert not found.calendar


@pytest.mark.parametrize(("papers", "brief"), [(197, False), (198, True)])
def test_with_200_sessions_and_papers_in_its_tables_a_programme_is_brief(papers: int, brief: bool) -> None:
    listed = (replace(PAPER, url="site:2031/papers/x-7/index.html"), *(replace(PAPER, url=""),) * (papers - 1))
    of = edition(session(10, "one", room="A", papers=listed), session(10, "two", room="B"))
    assert of.schedule is not None
    found = programme(of, of.schedule)
    (first, _) = found.days[0].entries
    assert found.brief == brief
    assert first.papers == papers
    assert (first.session.papers, first.names) == (((), ("x-7",)) if brief else (listed, ()))


@pytest.mark.parametrize(("papers", "listed"), [(1, 0), (2, 1), (200, 199), (201, 0)])
def test_papers_that_no_session_has_are_listed_if_they_are_few(papers: int, listed: int) -> None:
    talk = session(10, "one", papers=(PAPER,))
    of = edition(talk, days=(dt.date(2031, 1, 10),))
    every = tuple(Paper(origin=HERE, id=str(7 + n), slug=str(7 + n), title=f"Paper {n}") for n in range(papers))
    of = replace(of, papers=Papers(heading="Papers", papers=every))
    assert of.schedule is not None
    assert [each.id for each in programme(of, of.schedule).unplaced] == [str(8 + n) for n in range(listed)]


def test_the_home_page_has_what_is_for_all_of_a_day_in_several_rooms() -> None:
    of = edition(
        session(8, "coffee", kind="break"),
        session(9, "keynote", kind="keynote", room="A"),
        session(10, "one", room="A"),
        session(10, "two", room="B"),
        session(12, "panel", kind="panel", room="B"),
    )
    assert of.schedule is not None
    (day,) = in_short(of, of.schedule).days
    assert [entry.session.slug for entry in day.entries] == ["keynote", "panel"]
    assert (day.sessions, day.grid, day.anchor) == (5, None, "schedule-day-1")


@pytest.mark.parametrize("kind", ["tutorial", "oral"])
def test_of_a_day_that_has_nothing_for_all_the_home_page_has_the_first_sessions(kind: str) -> None:
    side_by_side = [session(hour, f"{room}{hour}", room=room, kind=kind) for hour in range(9, 15) for room in "AB"]
    of = edition(*side_by_side, session(18, "reception", kind="social", room="Terrace"))
    assert of.schedule is not None
    for shown in (in_short(of, of.schedule), main_only(in_short(of, of.schedule))):
        (day,) = shown.days
        assert [(entry.session.slug, entry.room) for entry in day.entries] == [
            (f"{room}{hour}", room) for hour in range(9, 13) for room in "AB"
        ]
        assert (day.sessions, day.grid) == (13, None)


def test_a_short_day_has_what_people_come_for_or_where_there_is_nothing_such_the_first_sessions() -> None:
    for kinds, slugs in (
        (("remarks", "keynote", "oral"), ["s1"]),
        (("oral", "break", "poster"), ["s0", "s2"]),
    ):
        of = edition(*(session(9 + number, f"s{number}", kind=kind) for number, kind in enumerate(kinds)))
        assert of.schedule is not None
        (day,) = main_only(in_short(of, of.schedule)).days
        assert [entry.session.slug for entry in day.entries] == slugs
        assert day.sessions == 3


def test_the_home_page_has_all_of_a_day_in_one_room() -> None:
    papers = (PAPER,) * 4
    of = edition(session(9, "one", papers=papers), session(10, "tea", kind="break"), room="Hall")
    assert of.schedule is not None
    (day,) = in_short(of, of.schedule).days
    assert [(entry.session.slug, entry.papers, entry.session.papers) for entry in day.entries] == [
        ("one", 4, ()),
        ("tea", 0, ()),
    ]
    assert (day.sessions, day.room) == (0, "Hall")


# As built


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return whole("parallel", tmp_path_factory)


@pytest.fixture(scope="module")
def schedule(rooms: Built) -> Page:
    return rooms.pages["2031/schedule/index.html"]


def test_every_session_stands_once_on_the_page_of_the_programme(schedule: Page) -> None:
    titles = [said(each) for each in with_class(schedule.root, "session-title")]
    assert len(titles) == 20
    assert schedule.anchors.count("posters") == 1
    assert schedule.faults == []


def test_titles_lead_to_the_pages_of_sessions(schedule: Page) -> None:
    links = {said(each): hrefs(each) for each in with_class(schedule.root, "session-title")}
    assert links["Posters"] == ["posters/index.html"]
    assert links["A talk on the stairs"] == []


def test_cells_name_their_row_and_their_columns(schedule: Page) -> None:
    first = with_class(schedule.root, "day-grid")[0]
    heads = {each.get("id"): said(each) for each in first.iter("th")}
    told = {}
    for cell in first.iter("td"):
        for each in with_class(cell, "session-title"):
            told[said(each)] = [heads[name] for name in cell.get("headers", "").split()]
    assert told["Sparse things"] == ["10:30", "Great Hall"]
    assert told["Demos"] == ["13:00", "Foyer"]  # they hang beside the posters, which begin before
    assert told["Welcome"] == ["09:00"]
    assert told["Lunch"] == ["12:00", "Great Hall", "Room 2", "Terrace"]


def test_what_looks_like_a_list_on_a_phone_is_a_table_with_headers(schedule: Page) -> None:
    for table in some(with_class(schedule.root, "day-grid")):
        assert {each.get("scope") for each in table.iter("th")} == {"col", "row"}
        named = {each.get("id") for each in table.iter("th")}
        for cell in table.iter("td"):
            assert set(cell.get("headers", "").split()) <= named


def test_posters_tell_their_boards_and_talks_their_times(rooms: Built) -> None:
    posters = rooms.pages["2031/schedule/posters/index.html"].root
    first, *_, last = only(posters, "session-papers")
    assert (
        said(first) == "8 Paper 8: a short title Author 8, Other Author 8, A Third Author, A Fourth Author board A1"
    )
    assert said(last).endswith("Author 20, Other Author 20, A Third Author, A Fourth Author board A13")
    talks = rooms.pages["2031/schedule/dense-things/index.html"].root
    assert [said(each) for each in with_class(talks, "paper-time")] == [
        "10:30 to 10:45",
        "10:45 to 11:00",
        "11:00 to 11:15",
    ]
    assert [each.get("datetime") for each in with_class(talks, "paper-time")[0].iter("time")] == [
        "2031-01-10T10:30:00+05:30",
        "2031-01-10T10:45:00+05:30",
    ]


def test_a_session_says_what_when_where_and_who(rooms: Built) -> None:
    page = rooms.pages["2031/schedule/keynote-talk-ada-sample/index.html"]
    article = next(page.root.iter("article"))
    assert said(next(article.iter("h1"))).endswith("is a room too many")
    facts = only(article, "facts")
    assert said(facts) == (
        "When Friday, January 10, 2031 09:15 to 10:00 Times in IST (UTC+5:30) (Asia/Kolkata). Where Great Hall"
    )
    assert [each.get("datetime") for each in facts.iter("time")] == [
        "2031-01-10",
        "2031-01-10T09:15:00+05:30",
        "2031-01-10T10:00:00+05:30",
    ]
    assert said(only(article, "session-people")) == "Ada Sample, University of Examples"
    assert hrefs(article) == [
        "../index.html#keynote-talk-ada-sample",
        "../../speakers/index.html#ada-sample",
        "../rooms/great-hall/index.html",
        "https://example.org/live",
        "https://example.org/keynote",
        "../keynote-talk-ada-sample.ics",
        "../sparse-things/index.html",
    ]
    assert page.linked("next") == ["../sparse-things/index.html"]
    assert page.linked("prev") == []


def test_a_panel_says_who_moderates(rooms: Built) -> None:
    path = next(path for path in rooms.pages if "/how-many-rooms-are-enough" in path)
    people = [said(each) for each in with_class(rooms.pages[path].root, "session-people")]
    assert people[1] == "Moderated by Dee Placeholder, College of Stand-ins"
    assert people[0].startswith("Ada Sample, University of Examples")


def test_a_session_on_one_of_several_days_claims_no_moment(rooms: Built) -> None:
    page = rooms.pages["2031/schedule/workshop-on-doors-bela-muster/index.html"]
    assert said(only(page.root, "facts")).startswith("When February 1 or 2, 2031 10:00 to 12:00 One of these days")
    assert [each.attrib for each in page.root.iter("time")] == [{}, {}]


def test_the_home_page_is_short(rooms: Built) -> None:
    home = rooms.pages["2031/index.html"].section("schedule")
    assert [said(each) for each in with_class(home, "session-title")][1:] == [
        "How many rooms are enough?",
        "Invited talk",
        "Tea",
        "Short ones",
        "Workshop on corridors",
        "Workshop on doors",
    ]
    more = [each for each in with_class(home, "more") if "sessions" in said(each)]
    assert [said(each) for each in more] == ["All 14 sessions of First day", "All 3 sessions of Workshops"]
    assert [hrefs(each) for each in more] == [
        ["schedule/index.html#schedule-day-1"],
        ["schedule/index.html#schedule-day-3"],
    ]


def test_there_is_nothing_to_sift_where_all_is_of_one_kind(rooms: Built, enlsp: Built) -> None:
    for site, path in ((rooms, "2031/schedule/index.html"), (enlsp, "2025/schedule/index.html")):
        tools = only(site.pages[path].root, "programme-tools")
        assert "hidden" in tools.attrib
        assert all(len(list(group)) > 1 for group in with_class(tools, "chips")[:-1])
    by = {
        each.get("data-by")
        for each in only(enlsp.pages["2025/schedule/index.html"].root, "programme-tools").iter("button")
    }
    assert by == {"kind", None}


def test_tabs_name_the_month_where_days_are_not_of_one_week(enlsp: Built) -> None:
    tabs = only(enlsp.pages["2025/schedule/index.html"].root, "day-tabs")
    assert [said(each) for each in tabs.iter("time")] == ["July 15, 2025", "July 29, 2025", "August 12, 2025"]
    week = edition(session(9, "a"), days=(dt.date(2031, 11, 28), dt.date(2031, 12, 4)))
    longer = edition(session(9, "a"), days=(dt.date(2031, 11, 28), dt.date(2031, 12, 5)))
    for of, spread in ((week, False), (longer, True)):
        assert of.schedule
        assert programme(of, of.schedule).spread == spread


def test_what_is_not_recorded_says_so_wherever_it_is_listed(make_site: Callable[..., sites.Site]) -> None:
    session = "{time: 09:00-10:00, title: Panel, kind: panel, people: [Ada Lovelace]"
    site = make_site({"content/schedule.yaml": f"- date: 2031-12-06\n  sessions:\n    - {session}, recorded: no}}\n"})
    told = {
        "2031/schedule/index.html",
        "2031/schedule/panel-ada-lovelace/index.html",
        "2031/index.html",
        "index.html",
    }
    base = ("--base-url", "https://tiny.example/")
    assert site.build(*base).code == 0
    found = site.published()
    assert {path for path, data in found.items() if b">Not recorded<" in data} == told
    assert b'"do_not_record": true' in found["2031/schedule.json"]
    assert b'"recorded": false' in found["2031/now.json"]
    site.write({"content/schedule.yaml": f"- date: 2031-12-06\n  sessions:\n    - {session}, recorded: yes}}\n"})
    assert site.build(*base).code == 0
    found = site.published()
    assert not [path for path, data in found.items() if b">Not recorded<" in data]
    assert b"do_not_record" not in found["2031/schedule.json"]
