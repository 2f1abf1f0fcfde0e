"""addresses.yaml through the command: what is remembered, what stays, what redirects, what is told as gone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from sites import GOOD, Site

MakeSite = Callable[..., Site]

PANEL = """\
- date: 2031-12-06
  sessions:
    - {time: 08:30-09:00, title: "Panel: scaling", people: [Ada Lovelace, Alan Turing]}
"""
MENDED = PANEL.replace("Panel: scaling", "Panel: scaling laws").replace(", Alan Turing", "")
ADDRESSES = "content/addresses.yaml"


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site that was published with a panel."""
    made = make_site({"content/schedule.yaml": PANEL})
    assert made.build().code == 0
    return made


def remembered(site: Site) -> str:
    return (site.folder / ADDRESSES).read_text("utf-8")


def uids(site: Site, path: str = "public/2031/schedule.ics") -> list[str]:
    return re.findall(r"\r\nUID:(\S+)", (site.folder / path).read_text("utf-8"))[1:]


def test_a_line_is_written_for_each_address_and_none_twice(site: Site) -> None:
    before = remembered(site)
    assert "- {at: schedule#panel-scaling, since: " in before
    assert "- {at: papers/7, since: " in before
    assert "- {at: speakers#ada-lovelace, since: " in before
    assert "0 made" in site.build().summary
    site.write({"content/pages/overview.md": "---\ntitle: Overview\n---\nTiny things.\n"})
    assert "schedule" not in site.build("-v").out
    assert remembered(site) == before


def test_no_address_moves_when_a_title_is_mended_and_a_person_leaves(site: Site) -> None:
    before, known = set(site.published()), uids(site)
    site.write({"content/schedule.yaml": MENDED})
    assert site.build().code == 0
    left = "2031/speakers/alan-turing.ics"  # who is in no session has no calendar
    assert before - {left} <= set(site.published())
    assert "2031/schedule/panel-scaling/index.html" in site.published()
    assert uids(site) == known


def test_a_list_of_names_is_not_remembered_name_by_name(site: Site) -> None:
    site.write({"content/people/committee.yaml": "layout: list\npeople: [Grace Hopper, Emmy Noether]\n"})
    assert site.build().code == 0
    assert "committee#" not in remembered(site)


def test_an_address_holds_no_list_of_people(site: Site) -> None:
    assert "panel-scaling-ada" not in remembered(site)


def test_a_new_address_is_made_where_it_is_asked_for(site: Site) -> None:
    known = uids(site)
    site.write({"content/schedule.yaml": MENDED.replace("people:", "address: new, people:")})
    assert site.build("--base-url", "https://tiny.example/w/").code == 0
    assert "2031/schedule/panel-scaling-laws-ada-lovelace/index.html" in site.published()
    page = site.page("2031/schedule/panel-scaling/index.html")
    refresh = next(each.get("content") for each in page.iter("meta") if each.get("http-equiv") == "refresh")
    assert refresh == "0; url=../panel-scaling-laws-ada-lovelace/index.html"
    canonical = next(each.get("href") for each in page.iter("link") if each.get("rel") == "canonical")
    assert canonical == "https://tiny.example/w/2031/schedule/panel-scaling-laws-ada-lovelace/"
    assert "2031/schedule/panel-scaling.ics" in site.published()  # who follows it goes on doing so
    assert uids(site) == known
    assert b"panel-scaling/" not in site.published()["sitemap.xml"]
    assert 'id="panel-scaling"' in site.published()["2031/schedule/index.html"].decode()
    site.write({"content/schedule.yaml": MENDED})  # it has been done, and need not be said again
    assert site.build("--base-url", "https://tiny.example/w/").code == 0
    assert "2031/schedule/panel-scaling-laws-ada-lovelace/index.html" in site.published()
    assert uids(site) == known


def test_redirects_are_listed_for_hosts_that_read_them(site: Site) -> None:
    site.write(
        {
            "content/site.yaml": f"{GOOD['content/site.yaml']!s}redirects_file: yes\nredirects: {{old: call}}\n",
            "content/pages/call.md": "---\ntitle: Call for papers\naliases: [cfp, Call 2031]\n---\nSend it.\n",
        }
    )
    assert site.build("--base-url", "https://tiny.example/w/").code == 0
    assert site.published()["_redirects"].decode() == (
        "/w/2031/cfp/ /w/2031/call/ 301\n/w/2031/call-2031/ /w/2031/call/ 301\n/w/2031/old/ /w/2031/call/ 301\n"
    )


@pytest.mark.parametrize(
    ("old", "path", "listed"),
    [
        ("old/thing.html", "old/thing.html", "old/thing.html"),
        ("/2031/old/Thing.htm", "old/Thing.htm", "old/Thing.htm"),
        ("Old_Call", "Old_Call/index.html", "Old_Call/"),
        ("/2031/old%20call/", "old call/index.html", "old%20call/"),
        ("Schedule/index.html", "", "Schedule/"),  # no disk has it beside schedule/
        ("schedule/v1.0", "schedule/v1.0/index.html", "schedule/v1.0/"),
        ("old/call.pdf", "", "old/call.pdf"),  # which no page can be
        ("old/call.pdf/", "old/call.pdf/index.html", "old/call.pdf/"),
    ],
)
def test_an_old_address_is_answered_as_it_was_published(site: Site, old: str, path: str, listed: str) -> None:
    lines = f"redirects_file: yes\nredirects: {{{old}: call}}\n"
    site.write({"content/site.yaml": f"{GOOD['content/site.yaml']!s}{lines}"})
    before = set(site.published())
    assert site.build("--base-url", "https://tiny.example/w/").problems == ""
    new = set(site.published()) - before - {"_redirects", "sitemap.xml", "2031/feed.xml", "2031/changes/feed.xml"}
    assert {each for each in new if each.endswith((".html", ".htm", ".pdf"))} == ({f"2031/{path}"} if path else set())
    if path:
        page = site.page(f"2031/{path}")
        refresh = next(each.get("content") for each in page.iter("meta") if each.get("http-equiv") == "refresh")
        assert refresh == f"0; url={'../' * path.count('/')}call/index.html"
    assert site.published()["_redirects"].decode() == f"/w/2031/{listed} /w/2031/call/ 301\n"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("redirects: {../../etc: call}", "as it was published"),
        ("redirects: {'a\\b': call}", "as it was published"),
        ("redirects: {/: call}", "as it was published"),
        ("redirects: {'page?id=3': call}", "without what follows the `?`"),
        ("redirects: {old/call.pdf: call}", "redirects_file: yes"),
        ("gone: {old/call.pdf: It is over.}", "redirects_file: yes"),
    ],
)
def test_an_old_address_at_which_no_page_can_be_is_told(site: Site, written: str, hint: str) -> None:
    site.write({"content/site.yaml": f"{GOOD['content/site.yaml']!s}{written}\n"})
    told = site.build()
    assert told.code == 1
    assert "[bad-value]" in told.problems
    assert "content/site.yaml:" in told.problems
    assert hint in told.problems


def test_an_alias_stays_when_it_is_taken_away(site: Site) -> None:
    text = (site.folder / "content/pages/call.md").read_text("utf-8")
    papers = "- {id: 7, title: Small models, aliases: [p7, Old_7]}\n- {id: 8, title: Larger models}\n"
    sessions = PANEL.replace("people: [", "aliases: [round-table], people: [")
    people = "- {name: Ada Lovelace, aliases: ada-king}\n- Alan Turing\n"
    site.write(
        {
            "content/pages/call.md": text.replace("---\n", "---\naliases: [cfp, cfp.html]\n", 1),
            "content/papers.yaml": papers,
            "content/schedule.yaml": sessions,
            "content/people/speakers.yaml": people,
        }
    )
    assert site.build().code == 0
    old = [
        "2031/cfp/index.html",
        "2031/cfp.html",
        "2031/papers/p7/index.html",
        "2031/papers/Old_7/index.html",
        "2031/papers/old-7/index.html",
        "2031/schedule/round-table/index.html",
        "2031/schedule/round-table.ics",
        "2031/speakers/ada-king.ics",
    ]
    assert [path for path in old if path not in site.published()] == []
    assert "at: papers/7, " in remembered(site)
    assert "was: [p7, Old_7, old-7]" in remembered(site)
    site.write(
        {
            "content/pages/call.md": text,
            "content/papers.yaml": papers.replace(", aliases: [p7, Old_7]", ""),
            "content/schedule.yaml": PANEL,
            "content/people/speakers.yaml": people.replace(", aliases: ada-king", ""),
        }
    )
    assert site.build().code == 0
    assert [path for path in old if path not in site.published()] == []
    assert 'id="ada-king"' in site.published()["2031/speakers/index.html"].decode()
    site.write({"content/papers.yaml": papers.replace(", aliases: [p7, Old_7]", "").replace("8,", "8, aliases: p7,")})
    assert site.build().code == 0
    assert "url=../8/index.html" in site.published()["2031/papers/p7/index.html"].decode()
    site.write({"content/papers.yaml": "- {id: p7, title: Quite another}\n- {id: 8, title: Larger models}\n"})
    told = site.build().problems
    assert "`/2031/papers/7/` was published" in told
    assert "`/2031/papers/Old_7/` was published" in told
    assert "2031/papers/p7-2/index.html" in site.published(), "an address that was another's leads where it did"
    assert "url=../8/index.html" in site.published()["2031/papers/p7/index.html"].decode()


ROOMS = """\
- date: 2031-12-06
  sessions:
    - {time: 08:30-09:00, title: Opening, room: Hall A}
    - {time: 09:00-10:00, title: "Panel: scaling", room: Hall A, people: [Ada Lovelace, Alan Turing]}
    - {time: 09:00-10:00, title: Tutorial, room: Hall B}
"""


def test_the_page_of_a_room_leads_to_that_of_what_the_room_is_called_now(site: Site) -> None:
    site.write({"content/schedule.yaml": ROOMS})
    assert site.build().code == 0
    assert "- {at: schedule/rooms/hall-a, since: " in remembered(site)
    site.write({"content/schedule.yaml": ROOMS.replace("Hall A", "Ballroom 20C")})
    for _ in range(2):  # the first time it is found by its sessions, then it is remembered
        assert site.build().problems == ""
        page = site.published()["2031/schedule/rooms/hall-a/index.html"].decode()
        assert "url=../ballroom-20c/index.html" in page
        screen = site.published()["2031/schedule/rooms/hall-a/screen/index.html"].decode()
        assert "url=../../ballroom-20c/screen/index.html" in screen
    assert "Was called" not in site.published()["2031/changes/index.html"].decode()
    site.write({"content/schedule.yaml": ROOMS.replace("Hall B", "Hall A")})
    assert "`/2031/schedule/rooms/hall-b/` was published" not in site.build().problems, "all of it is in Hall A"
    site.write({"content/schedule.yaml": ROOMS})
    assert site.build().problems == ""
    assert b'http-equiv="refresh"' not in site.published()["2031/schedule/rooms/hall-b/index.html"]


def test_a_room_that_is_gone_is_told(site: Site) -> None:
    site.write({"content/schedule.yaml": ROOMS})
    assert site.build().code == 0
    site.write({"content/schedule.yaml": ROOMS.replace("Hall A", "Foyer", 1).replace("Hall A", "Attic")})
    told = site.build().problems
    assert "`/2031/schedule/rooms/hall-a/` was published" in told
    assert "redirects: {schedule/rooms/hall-a: …}" in told
    lines = "redirects: {schedule/rooms/hall-a: schedule/rooms/attic}\n"
    site.write({"content/site.yaml": f"{GOOD['content/site.yaml']!s}{lines}"})
    assert site.build().problems == ""
    assert "url=../attic/" in site.published()["2031/schedule/rooms/hall-a/index.html"].decode()
    site.write({"content/site.yaml": f"{GOOD['content/site.yaml']!s}{lines.replace('attic', 'cellar')}"})
    assert "schedule/rooms/cellar" in site.build().problems


def test_news_keep_their_place_and_their_entry_in_feeds_when_a_title_or_a_day_is_mended(site: Site) -> None:
    news = "- {date: 2031-03-02, title: Papers can be submited}\n- {date: 2031-01-02, title: The call is out}\n"
    site.write({"content/news.yaml": news})
    assert site.build("--base-url", "https://tiny.example/w/").code == 0

    def ids() -> list[str]:
        return re.findall(r"<id>([^<]*)</id>", site.published()["2031/feed.xml"].decode())

    before = ids()
    mended = news.replace("Papers can be submited", "Papers and demos can be submitted").replace("01-02", "01-03")
    site.write({"content/news.yaml": mended})
    assert site.build("--base-url", "https://tiny.example/w/").code == 0
    assert ids() == before
    assert 'id="2031-03-02-papers-can-be-submited"' in site.published()["2031/news/index.html"].decode()
    assert "2031/changes/index.html" not in site.published()
    site.write({"content/news.yaml": f"- {{date: 2031-03-02, title: Visa letters}}\n{mended}"})
    assert site.build("--base-url", "https://tiny.example/w/").code == 0
    assert set(before) < set(ids())


def test_a_page_under_another_name_is_found_at_its_old_one(site: Site) -> None:
    text = (site.folder / "content/pages/call.md").read_text("utf-8")
    site.write({"content/pages/call.md": None, "content/pages/cfp.md": text, "content/news.yaml": None})
    told = site.build()
    assert "/2031/call/" not in told.problems
    assert "`/2031/news/` was published since" in told.problems
    assert "url=../cfp/index.html" in site.published()["2031/call/index.html"].decode()


def test_an_edition_that_becomes_the_next_one_where_it_stands_is_told(site: Site) -> None:
    known = (site.folder / "content/site.yaml").read_text("utf-8")
    site.write({"content/site.yaml": known.replace("edition: 2031", "edition: 2032")})
    told = site.build()
    assert told.code == 0
    assert "this edition was published at `/2031/` since" in told.problems
    assert "content/addresses.yaml:" in told.problems
    assert "enlsp next YEAR" in told.problems
    assert told.problems.count("[address-gone]") == 1
    site.write({"editions/2031/site.yaml": known})  # moved by hand, then
    assert "this edition was published" not in site.build().problems
    site.write({"editions/2031/site.yaml": None, "content/site.yaml": known})
    assert "this edition was published at `/2032/` since" in site.build().problems
    lines = [line for line in remembered(site).splitlines(keepends=True) if '"/2032"' not in line]
    site.write({ADDRESSES: "".join(lines)})
    assert site.build().problems == ""


def test_what_is_gone_is_told_until_it_is_said_what_became_of_it(site: Site) -> None:
    site.write({"content/pages/call.md": None, "content/news.yaml": None})
    told = site.build()
    assert told.code == 0
    assert "[address-gone]" in told.problems
    assert "content/addresses.yaml:" in told.problems
    assert "gone: {call: why}" in told.problems
    gone = "gone: {call: The call is over.}\nredirects: {news: overview}\n"
    site.write({"content/site.yaml": f"{GOOD['content/site.yaml']!s}{gone}"})
    assert site.build().problems == ""
    page = site.published()["2031/call/index.html"].decode()
    assert "The call is over." in page
    assert 'content="noindex"' in page


def test_the_earlier_addresses_of_a_page_that_is_gone_are_told_and_lead_where_it_does(site: Site) -> None:
    text = (site.folder / "content/pages/call.md").read_text("utf-8")
    news = "- {date: 2031-01-02, title: Now}\n"  # which does not link to the call
    site.write({"content/pages/call.md": None, "content/pages/aufruf.md": text, "content/news.yaml": news})
    assert site.build().code == 0
    site.write({"content/pages/aufruf.md": None})
    told = site.build().problems
    assert "`/2031/aufruf/` was published" in told
    assert "`/2031/call/` was published" in told
    known = str(GOOD["content/site.yaml"])
    site.write({"content/site.yaml": f"{known}redirects: {{aufruf: overview}}\n"})
    assert site.build().problems == ""
    assert "url=../overview/" in site.published()["2031/call/index.html"].decode()
    site.write({"content/site.yaml": f"{known}gone: {{aufruf: The call is over.}}\nredirects: {{call: news}}\n"})
    assert site.build().problems == ""
    assert "url=../news/" in site.published()["2031/call/index.html"].decode()
    assert "The call is over." in site.published()["2031/aufruf/index.html"].decode()
    site.write({"content/site.yaml": known, "content/pages/call.md": text.replace("Call", "Answers")})
    assert "`/2031/call/`" not in site.build().problems


def test_people_and_papers_have_aliases(site: Site) -> None:
    site.write(
        {
            "content/people/speakers.yaml": "- {name: Ada King, aliases: ada-lovelace}\n- Alan Turing\n",
            "content/schedule.yaml": PANEL.replace("Ada Lovelace", "Ada King"),
            "content/papers.yaml": "- {id: 7, title: Small models, aliases: [p7]}\n",
        }
    )
    told = site.build()
    assert "`/2031/papers/8/` was published" in told.problems
    assert 'id="ada-lovelace"' in site.published()["2031/speakers/index.html"].decode()
    assert "2031/speakers/ada-lovelace.ics" in site.published()
    assert "url=../7/index.html" in site.published()["2031/papers/p7/index.html"].decode()


def test_lines_of_two_branches_are_read_together(site: Site) -> None:
    both = remembered(site)
    row = next(line for line in both.splitlines() if "at: schedule#panel-scaling," in line)
    other = row.replace("page: yes", 'sequence: 4, changed: "2031-01-01T00:00:00Z"')
    site.write({ADDRESSES: both.replace(row, f"{row}\n{other}")})
    assert site.build().code == 0
    assert remembered(site).count("at: schedule#panel-scaling,") == 1
    assert 'page: yes, sequence: 4, changed: "2031-01-01T00:00:00Z"' in remembered(site)


def test_papers_that_are_kept_back_are_not_remembered(make_site: MakeSite) -> None:
    site = make_site({"content/site.yaml": f"{GOOD['content/site.yaml']!s}papers_public_from: TBD\n"})
    assert site.build().code == 0
    assert "papers/7" not in remembered(site)
    assert "Small models" not in remembered(site)


def test_a_checkout_that_cannot_be_written_makes_the_same_site(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    one, other = make_site(name="one"), make_site(name="other")
    assert one.build().code == other.build("--drafts").code == 0  # with drafts nothing is remembered
    assert not (other.folder / ADDRESSES).exists()
    assert one.published() == other.published()
    assert one.build("--clean").code == 0
    assert one.published() == other.published()
