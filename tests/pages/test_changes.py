"""What has changed since an edition was published first: its page and its feed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable

import html5lib
import pytest
from sites import GOOD, Site, words

MakeSite = Callable[..., Site]
BASE = ("--base-url", "https://tiny.example/")
PAGE, FEED = "2031/changes/index.html", "2031/changes/feed.xml"
DAY = 86400
FIRST = 1_000_000_000  # on 9 September 2001
SCHEDULE = str(GOOD["content/schedule.yaml"])
PANEL = "    - {time: 09:30-10:00, room: Hall A, title: Panel, kind: panel, people: [Alan Turing]}\n"


@pytest.fixture
def site(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Site:
    made = make_site({"content/schedule.yaml": SCHEDULE + PANEL})
    built(made, monkeypatch, FIRST)
    return made


def built(site: Site, monkeypatch: pytest.MonkeyPatch, now: int) -> dict[str, bytes]:
    """The files of a site that is built at a moment, in seconds of the epoch."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(now))
    told = site.build(*BASE)
    assert told.code == 0, told.problems
    return site.published()


def told(files: dict[str, bytes]) -> list[tuple[str, list[str]]]:
    """The days of the page, each with its changes as they read."""
    page = html5lib.parse(files[PAGE], namespaceHTMLElements=False)
    return [(day.get("id"), [words(row) for row in day.iter("li")]) for day in page.iter("article")]


def entries(files: dict[str, bytes]) -> list[tuple[str, str, str]]:
    """Title, address and moment of the feed's entries."""
    atom = "{http://www.w3.org/2005/Atom}"
    return [
        (each.findtext(f"{atom}title"), each.find(f"{atom}link").get("href"), each.findtext(f"{atom}updated"))
        for each in ET.fromstring(files[FEED]).iter(f"{atom}entry")
    ]


def test_there_is_no_such_page_while_nothing_has_changed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    files = built(site, monkeypatch, FIRST + DAY)
    assert not [path for path in files if "changes" in path]
    assert b"changes" not in files["2031/index.html"]


def test_what_is_moved_called_off_and_extended_is_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = PANEL.replace("09:30-10:00", "09:45-10:15").replace("Hall A", "Hall B").replace("Panel", "Panel on size")
    keynote = SCHEDULE.replace("people: [Ada", "cancelled: The speaker is ill, people: [Ada")
    dates = str(GOOD["content/dates.yaml"]).replace("2031-08-22", "2031-08-29, was: 2031-08-22")
    site.write({"content/schedule.yaml": keynote + panel, "content/dates.yaml": dates})
    files = built(site, monkeypatch, FIRST + DAY)
    moved = "Panel on size: Now December 6, 2031, 09:45, Hall B; was December 6, 2031, 09:30, Hall A"
    extended = "Submission deadline: Now August 29, 2031; was August 22, 2031"
    renamed = "Panel on size: Was called “Panel”"
    cancelled = "Keynote talk: Cancelled: The speaker is ill"
    assert told(files) == [("2001-09-10", [cancelled, moved, renamed, extended])]
    place = "https://tiny.example/2031/schedule/panel-alan-turing/"
    assert (moved, place, "2001-09-10T01:46:40Z") in entries(files)
    assert '<a href="../changes/index.html">What has changed</a>' in files["2031/schedule/index.html"].decode()
    assert built(site, monkeypatch, FIRST + 90 * DAY)[PAGE] == files[PAGE]


def test_of_two_sessions_of_one_title_it_is_said_whose_changed(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    second = "    - {time: 10:00-10:30, kind: keynote, people: [Alan Turing], title: Keynote talk}\n"
    site.write({"content/schedule.yaml": SCHEDULE + second})
    built(site, monkeypatch, FIRST)
    site.write({"content/schedule.yaml": SCHEDULE + second.replace("10:00-10:30", "10:15-10:45")})
    files = built(site, monkeypatch, FIRST + DAY)
    assert "Keynote talk (Alan Turing): Now December 6, 2031, 10:15" in told(files)[0][1][0]


def test_what_is_as_it_was_at_the_end_of_a_day_is_not_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"content/schedule.yaml": SCHEDULE + PANEL.replace("09:30", "09:40")})
    assert PAGE in built(site, monkeypatch, FIRST + 60)
    site.write({"content/schedule.yaml": SCHEDULE + PANEL})
    assert PAGE not in built(site, monkeypatch, FIRST + 120)
    site.write({"content/schedule.yaml": SCHEDULE + PANEL.replace("kind", "cancelled: yes, kind")})
    built(site, monkeypatch, FIRST + DAY)
    site.write({"content/schedule.yaml": SCHEDULE + PANEL})
    again = told(built(site, monkeypatch, FIRST + 2 * DAY))
    assert again == [
        ("2001-09-11", ["Panel: Takes place after all"]),
        ("2001-09-10", ["Panel: Cancelled"]),
    ]


def test_twice_moved_says_each_time_where_it_went(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, clock in (1, "10:30"), (2, "11:30"):
        site.write({"content/schedule.yaml": SCHEDULE + PANEL.replace("09:30-10:00", f"{clock}-12:00")})
        files = built(site, monkeypatch, FIRST + day * DAY)
    assert [row for _, rows in told(files) for row in rows] == [
        "Panel: Now December 6, 2031, 11:30; was December 6, 2031, 10:30",
        "Panel: Now December 6, 2031, 10:30; was December 6, 2031, 09:30",
    ]


def test_what_is_new_is_told_once_and_many_of_a_kind_are_counted(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    papers = "".join(f"- {{id: {number}, title: Paper {number}, authors: A. B}}\n" for number in range(20, 26))
    site.write(
        {
            "content/people/speakers.yaml": f"{GOOD['content/people/speakers.yaml']!s}- Mary Somerville\n",
            "content/people/mentors.yaml": "- Ida Rhodes\n- Kathleen Booth\n",
            "content/papers.yaml": f"{GOOD['content/papers.yaml']!s}{papers}",
            "content/pages/travel.md": "---\ntitle: Travel\n---\nBy train.\n",
        }
    )
    files = built(site, monkeypatch, FIRST + DAY)
    assert told(files) == [
        (
            "2001-09-10",
            [
                "Accepted papers: 6 new entries",
                "Mary Somerville: New in Speakers",
                "Mentors: New page",
                "Travel: New page",
            ],
        )
    ]


def test_a_date_that_is_announced_is_told(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site({"content/dates.yaml": "- {name: Notification, date: TBD}\n"})
    built(site, monkeypatch, FIRST)
    site.write({"content/dates.yaml": "- {name: Notification, date: 2031-09-20}\n"})
    files = built(site, monkeypatch, FIRST + DAY)
    assert told(files) == [("2001-09-10", ["Notification: Announced: September 20, 2031"])]


def test_the_former_name_of_a_person_is_not_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    speakers = str(GOOD["content/people/speakers.yaml"])
    site.write({"content/people/speakers.yaml": speakers.replace("- name: Alan Turing", "- name: Alan M. Turing")})
    site.write({"content/schedule.yaml": SCHEDULE})
    assert PAGE not in built(site, monkeypatch, FIRST + DAY)


def test_papers_that_are_kept_back_are_not_told(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    later = f"{GOOD['content/site.yaml']!s}papers_public_from: 2002-01-01\n"
    site = make_site({"content/site.yaml": later})
    built(site, monkeypatch, FIRST)
    site.write({"content/papers.yaml": str(GOOD["content/papers.yaml"]).replace("Smaller", "Tiniest")})
    assert PAGE not in built(site, monkeypatch, FIRST + DAY)


def test_the_home_page_can_show_the_last_changes(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"content/site.yaml": f"{GOOD['content/site.yaml']!s}".replace("[overview,", "[changes, overview,")})
    assert b'id="changes"' not in built(site, monkeypatch, FIRST)["index.html"]
    site.write({"content/schedule.yaml": SCHEDULE})
    site.write({"content/schedule.yaml": SCHEDULE + PANEL.replace("09:30", "09:40")})
    home = built(site, monkeypatch, FIRST + DAY)["index.html"].decode()
    assert 'id="changes"' in home
    assert "Now December 6, 2031, 09:40; was December 6, 2031, 09:30" in home


def test_a_page_of_that_name_stays(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.write({"content/pages/changes.md": "---\ntitle: Our changes\n---\nMany.\n"})
    site.write({"content/schedule.yaml": SCHEDULE + PANEL.replace("09:30", "09:40")})
    files = built(site, monkeypatch, FIRST + DAY)
    assert b"Our changes" in files[PAGE]
    assert FEED not in files
