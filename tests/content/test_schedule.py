"""The programme as loaded: rooms, and what is said of a talk whose title or abstract is open; drafts beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sites import Site

MakeSite = Callable[..., Site]

PAGE = "2031/schedule/index.html"


def schedule(site: Site, *options: str) -> str:
    """The schedule's page of a site that is built without a problem."""
    assert site.build("--out", "public", *options).code == 0
    return (site.folder / "public" / PAGE).read_text("utf-8")


def keynote(talk: str, session: str = "kind: keynote") -> dict[str, str]:
    """A keynote by someone with this talk."""
    return {
        "content/people/speakers.yaml": f"- {{name: Ada Lovelace, talk: {talk}}}\n- Alan Turing\n",
        "content/schedule.yaml": "- date: 2031-12-06\n  sessions:\n"
        f"    - {{time: 08:30-09:00, {session}, people: [Ada Lovelace]}}\n",
    }


def test_a_session_keeps_the_room_of_its_day_where_another_has_its_own(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/schedule.yaml": """\
- date: 2031-12-06
  room: Hall A
  sessions:
    - {time: 09:00-10:00, title: Track one, room: Hall A}
    - {time: 09:00-10:00, title: Track two, room: Hall B}
- date: 2031-12-07
  room: Hall A
  sessions:
    - {time: 09:00-10:00, title: Track one, room: Hall A}
""",
        }
    )
    page = schedule(site)
    assert re.findall(r'class="session-room">([^<]*)<', page) == ["Hall A", "Hall B"]
    assert page.count("Hall A.") == 1


@pytest.mark.parametrize("talk", ["{title: TBD, abstract: TBD}", "{title: Tiny, abstract: TBA}", "TBD"])
def test_an_open_abstract_of_a_talk_is_nothing_to_open(make_site: MakeSite, talk: str) -> None:
    site = make_site(keynote(talk))
    page = schedule(site)
    assert "<details" not in page
    assert "To be announced" not in page
    speakers = (site.folder / "public/2031/speakers/index.html").read_text("utf-8")
    assert "<details" not in speakers
    assert len(re.findall('class="tbd"', speakers)) == 1


def test_an_open_abstract_of_a_session_itself_is_said(make_site: MakeSite) -> None:
    page = schedule(make_site(keynote("TBD", "kind: tutorial, title: Tools, abstract: TBD")))
    assert '<p class="tbd">Abstract to be announced</p>' in page


@pytest.mark.parametrize(
    ("title", "abstract_is_shown"), [("Tools", False), ("Tiny", True)], ids=["another talk", "the same talk"]
)
def test_a_session_with_a_title_of_its_own_is_another_talk(
    make_site: MakeSite, title: str, abstract_is_shown: bool
) -> None:
    page = schedule(make_site(keynote("{title: Tiny, abstract: Why.}", f"kind: tutorial, title: {title}")))
    assert ("<p>Why.</p>" in page) is abstract_is_shown


def test_a_talk_without_a_title_gives_its_abstract_to_the_session_that_has_one(make_site: MakeSite) -> None:
    assert "<p>Why.</p>" in schedule(make_site(keynote("{abstract: Why.}", "kind: keynote, title: Tools")))


def test_a_draft_is_marked_where_it_is_shown_and_stays_out_of_the_sitemap(make_site: MakeSite) -> None:
    site = make_site({"content/pages/soon.md": "---\ntitle: Soon\ndraft: true\n---\nSoon.\n"})
    schedule(site, "--drafts", "--base-url", "https://example.org/")
    page = (site.folder / "public/2031/soon/index.html").read_text("utf-8")
    assert '<span class="badge badge-draft">Draft</span>' in page
    assert '<meta name="robots" content="noindex">' in page
    sitemap = (site.folder / "public/sitemap.xml").read_text("utf-8")
    assert "2031/schedule/" in sitemap
    assert "2031/soon/" not in sitemap


def one_session(session: str, ids: str = "7") -> dict[str, str]:
    """A programme with one session, and papers with these ids."""
    return {
        "content/papers.yaml": "".join(f"- {{id: {name}, title: Small}}\n" for name in ids.split()),
        "content/schedule.yaml": f"- date: TBD\n  sessions:\n    - {{{session}}}\n",
    }


def test_a_range_of_papers_takes_ids_that_are_numbers(make_site: MakeSite) -> None:
    site = make_site(one_session("time: 9:00-10:00, papers: 1-25", '"²" 7 12'))
    page = schedule(site)
    assert re.findall(r'href="\.\./papers/([^/]*)/', page) == ["7", "12"]


@pytest.mark.parametrize("written", ["²-25", "1-" + "9" * 5000])
def test_what_is_no_range_is_the_id_of_no_paper(make_site: MakeSite, written: str) -> None:
    site = make_site(one_session(f'time: 9:00-10:00, papers: "{written}"'))
    first = site.problems().splitlines()[0]
    assert "error: no paper has the id `" in first
    assert len(first) < 150


def test_a_session_without_its_time_is_an_error(make_site: MakeSite) -> None:
    site = make_site(one_session("time: TBD, title: Talks"))
    assert site.problems() == (
        "content/schedule.yaml:3:14: error: a session needs its time [bad-time]\n"
        "  3 |     - {time: TBD, title: Talks}\n"
        "    |              ^\n"
        "  hint: leave it out of the schedule until its time is known\n"
    )
