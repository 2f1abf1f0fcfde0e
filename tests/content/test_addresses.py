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


def test_a_page_under_another_name_is_found_at_its_old_one(site: Site) -> None:
    text = (site.folder / "content/pages/call.md").read_text("utf-8")
    site.write({"content/pages/call.md": None, "content/pages/cfp.md": text, "content/news.yaml": None})
    told = site.build()
    assert "/2031/call/" not in told.problems
    assert "`/2031/news/` was published since" in told.problems
    assert "url=../cfp/index.html" in site.published()["2031/call/index.html"].decode()


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
