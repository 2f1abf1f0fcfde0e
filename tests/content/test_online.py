"""How one takes part from afar: what days and sessions say of it, and what is wrong in that."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sites import Site, words

MakeSite = Callable[..., Site]


def schedule(day: str, *sessions: str) -> dict[str, str]:
    rows = "".join(f"    - {{{each}}}\n" for each in sessions)
    return {"content/schedule.yaml": f"- date: 2031-12-06\n{day}  sessions:\n{rows}"}


def where(site: Site, session: str) -> str:
    """What the page of a session says of where it is."""
    facts = site.page(f"2031/schedule/{session}/index.html").find(".//dl")
    return next((words(row.find("dd")) for row in facts.iter("div") if words(row.find("dt")) == "Where"), "")


def joins(site: Site, page: str) -> list[tuple[str, str, str]]:
    """The ways to join on a page: words, address and minutes before."""
    rows = [row for row in site.page(page).iter("li") if row.get("data-watch") == "stream"]
    return [(words(row), row.find("a").get("href"), row.get("data-opens")) for row in rows]


def test_a_day_is_online_for_its_sessions_but_not_for_its_breaks(make_site: MakeSite) -> None:
    site = make_site(
        schedule(
            "  room: Hall\n  online: {url: 'https://j.example/', for: registered, opens: 30 min before}\n",
            "time: 09:00-10:00, title: Talks",
            "time: 10:00-10:15, title: Coffee, kind: break",
            "time: 10:15-11:00, title: Posters, mode: onsite, note: No stream.",
        )
    )
    assert site.build().problems == ""
    assert joins(site, "2031/schedule/index.html") == [("Join online of Talks", "https://j.example/", "30")]
    assert "Hall. On site and online." in words(site.page("2031/schedule/index.html"))
    said = "Hall On site and online. Online for registered participants. Online access opens 30 minutes before."
    assert where(site, "talks") == said
    assert where(site, "posters") == "Hall On site."
    rows = {row.get("id"): words(row) for row in site.page("2031/schedule/index.html").iter("tr")}
    assert "On site and online" not in rows["talks"]
    assert rows["posters"].endswith("Posters On site No stream.")


@pytest.mark.parametrize(
    ("day", "session", "said"),
    [
        ("", "online: 'https://j.example/'", "Online Online access opens 15 minutes before."),
        ("", "online: 'https://j.example/', room: A", "A On site and online. Online access opens 15 minutes before."),
        (
            "  room: Hall\n",
            "online: 'https://j.example/', mode: online",
            "Online Online access opens 15 minutes before.",
        ),
        (
            "  room: Hall\n",
            "online: {for: registered}",
            "Hall On site and online. Online for registered participants.",
        ),
        (
            "  mode: online\n",
            "online: {url: 'https://j.example/', opens: 1h}",
            "Online Online access opens 60 minutes before.",
        ),
        ("", "online: {url: 'https://j.example/', opens: 0 min}", "Online"),
        ("  room: Hall\n", "stream: 'https://j.example/'", "Hall"),
    ],
)
def test_what_a_session_says(make_site: MakeSite, day: str, session: str, said: str) -> None:
    site = make_site(schedule(day, f"time: 09:00-10:00, title: Talks, {session}"))
    assert site.build().problems == ""
    assert where(site, "talks") == said


def test_what_is_online_is_in_no_room(make_site: MakeSite) -> None:
    site = make_site(
        schedule(
            "  room: Hall\n",
            "time: 09:00-10:00, title: Talks",
            "time: 10:00-11:00, title: Call, mode: online, online: 'https://j.example/'",
        )
    )
    site.write({"content/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2031\nvenue: Palais\n"})
    assert site.build("--base-url", "https://example.org/").problems == ""
    calendar = site.published()["2031/schedule/call.ics"].decode()
    assert "LOCATION" not in calendar
    assert "CONFERENCE;VALUE=URI;FEATURE=VIDEO:https://j.example/" in calendar
    assert "LOCATION:Hall\\, Palais" in site.published()["2031/schedule/talks.ics"].decode()


@pytest.mark.parametrize(
    ("session", "told"),
    [
        ("online: {url: 'https://j.example/', opens: early}", ["`early` does not say how long", "15 min before"]),
        ("online: 'https://j.example/', mode: onsite", ["`onsite` cannot be joined online", "mode: hybrid"]),
        ("online: 'https://j.example/', stream: 'https://k.example/'", ["says where to join", "delete `stream`"]),
        ("online: {url: 'https://j.example/', for: speakers}", ["schedule.yaml:3", "everyone"]),
        ("mode: sideways", ["schedule.yaml:3", "hybrid"]),
    ],
)
def test_what_is_wrong_is_told(make_site: MakeSite, session: str, told: list[str]) -> None:
    site = make_site(schedule("", f"time: 09:00-10:00, title: Talks, {session}"))
    problems = site.problems()
    assert [part for part in told if part not in problems] == []
