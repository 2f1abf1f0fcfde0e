"""The ENLSP 2025 site as it is built: every fact is on its pages, and every page is sound."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import url2pathname, urlopen
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
import yaml
from enlsp_facts import CONTENT, LEFT_BEHIND, TALLY, name_key, people, read, sessions, title_key
from loops import some
from pages import Built, Page, built, hrefs, only, said, with_class

from enlsp_site.storage.files import MARKER

pytestmark = pytest.mark.whole

GROUPS = {"speakers": 6, "panelists": 3, "organizers": 6, "volunteers": 4, "committee": 77}
COUNTS = {
    **GROUPS,
    "important_dates": 4,
    "topic_groups": 6,
    "topic_items": 28,
    "schedule_rows": 17,
    "sponsor_companies": 4,
    "scholar_links": 10,
    "linkedin_links": 10,
    "mentorship_sessions": 2,
    "mentorship_days": 3,
}
"""How many there are of what, as it was counted on the workshop's own site."""
ON = {"own page": "2025/{}/index.html", "home": "2025/index.html", "root": "index.html"}
"""Where every section is shown."""

everywhere = pytest.mark.parametrize("where", list(ON))


@pytest.fixture(scope="module")
def tally() -> Any:
    """What was counted on the workshop's own site; kept beside the repository, not in it."""
    if not TALLY.parent.exists():
        pytest.skip("the tally of the workshop's own site is not on this machine")
    return json.loads(TALLY.read_text(encoding="utf-8"))


def section(site: Built, where: str, name: str) -> Element:
    """A section as one of the pages shows it."""
    return site.pages[ON[where].format(name)].section(name)


# What pages say, in the words of no source


class Person(NamedTuple):
    """Someone of a group; the name as a key, since the tally writes some names in another order."""

    name: list[str]
    honorific: str
    affiliations: str
    links: list[str]


class Row(NamedTuple):
    """A row of the schedule; `title` is a key without emoji, dashes and links, or `keynote`."""

    start: str
    end: str
    title: str
    people: list[str]
    links: list[str]


KEYNOTE = "keynote"
"""What a talk is called whose title is not known: each source says it in its own words."""


def shown_people(found: Element) -> list[Person]:
    return [
        Person(
            name_key(said(only(each, "person-name").find("bdi"))),
            " ".join(map(said, with_class(each, "honorific"))),
            said(only(each, "person-affiliation")),
            [href for links in with_class(each, "links") for href in hrefs(links) if not href.endswith(".ics")],
        )
        for each in with_class(found, "person")
    ]


def shown_rows(found: Element) -> list[Row]:
    return [
        Row(
            *[said(time) for time in only(each, "session-time").iter("time")],
            title_key(said(only(each, "session-title"))).removesuffix("talk"),
            [said(name) for name in each.iter("bdi")],
            [href for links in with_class(each, "links") for href in hrefs(links)],
        )
        for each in with_class(with_class(found, "day")[0], "session")
    ]


def shown_dates(found: Element) -> list[tuple[str, str]]:
    return [(said(only(each, "date-name")), said(only(each, "date-when"))) for each in with_class(found, "date")]


def shown_topics(found: Element) -> list[tuple[str, list[str]]]:
    return [
        (said(only(group, "topic-heading")), [said(topic) for topic in with_class(group, "topic")])
        for group in with_class(found, "topic-group")
    ]


MONTHS = {"08": "August", "09": "September", "10": "October", "12": "December"}


def spoken(days: list[str], zone: str) -> str:
    """ISO dates as the site says them: one day, or either of two neighbours."""
    year, month, _ = days[0].split("-")
    either = " or ".join(str(int(day.rpartition("-")[2])) for day in days)
    return f"{MONTHS[month]} {either}, {year}" + (f" {zone}" if zone else "")


# Every count, in a fresh clone too


def profiles(enlsp: Built, where: str) -> Counter[str]:
    """How many links to the profiles of people there are by the name of the other site."""
    links = [link for group in GROUPS for one in shown_people(section(enlsp, where, group)) for link in one.links]
    return Counter((urlsplit(link).hostname or "").removeprefix("www.").partition(".")[0] for link in links)


@everywhere
def test_pages_show_as_many_of_each_as_there_are(enlsp: Built, where: str) -> None:
    topics, links = shown_topics(section(enlsp, where, "call")), profiles(enlsp, where)
    mentorship = section(enlsp, where, "mentorship")
    titles = [said(each) for each in mentorship.iter() if re.fullmatch("h[2-6]", each.tag)]
    days = {said(row.findall("td")[1]) for body in mentorship.iter("tbody") for row in body.iter("tr")}
    assert {
        **{group: len(shown_people(section(enlsp, where, group))) for group in GROUPS},
        "important_dates": len(shown_dates(section(enlsp, where, "dates"))),
        "topic_groups": len(topics),
        "topic_items": sum(len(items) for _, items in topics),
        "schedule_rows": len(shown_rows(section(enlsp, where, "schedule"))),
        "sponsor_companies": len(with_class(section(enlsp, where, "sponsors"), "sponsor")),
        "scholar_links": links["scholar"],
        "linkedin_links": links["linkedin"],
        "mentorship_sessions": sum(bool(re.match(r"Session \w ", title)) for title in titles),
        "mentorship_days": len(days),
    } == COUNTS


# Every fact, against the tally


@everywhere
@pytest.mark.parametrize("group", GROUPS)
def test_everybody_of_the_tally_is_shown(enlsp: Built, tally: Any, group: str, where: str) -> None:
    shown = shown_people(section(enlsp, where, group))
    assert shown == [
        Person(
            name_key(one["name"]),
            one.get("title", ""),
            one["affiliation"],
            [one[kind] for kind in ("scholar", "linkedin") if one.get(kind)],
        )
        for one in tally[group]
    ]
    assert len(shown) == tally["counts"][group] == GROUPS[group]


@everywhere
def test_profile_links_of_the_tally_are_all_there(enlsp: Built, tally: Any, where: str) -> None:
    counts = tally["counts"]
    assert profiles(enlsp, where) == {"scholar": counts["scholar_links"], "linkedin": counts["linkedin_links"]}


@everywhere
def test_every_row_of_the_tally_is_shown(enlsp: Built, tally: Any, where: str) -> None:
    shown = shown_rows(section(enlsp, where, "schedule"))
    assert shown == [
        Row(
            row["start"],
            row["end"],
            KEYNOTE if row["kind"] == "keynote" else title_key(row["title"]),
            [re.sub(r"^(Prof|Dr)\. ", "", name) for name in row["presenters"]],
            row["title_links"],
        )
        for row in tally["schedule"]
    ]
    assert len(shown) == tally["counts"]["schedule_rows"] == 17


@everywhere
def test_dates_of_the_tally_are_shown(enlsp: Built, tally: Any, where: str) -> None:
    shown = shown_dates(section(enlsp, where, "dates"))
    assert shown == [(one["label"], spoken(one["iso"], one["tz"])) for one in tally["important_dates"]]
    assert len(shown) == tally["counts"]["important_dates"] == 4


@everywhere
def test_sponsors_of_the_tally_are_shown(enlsp: Built, tally: Any, where: str) -> None:
    found = section(enlsp, where, "sponsors")
    shown = [said(each) for each in with_class(found, "sponsor")]
    ((heading, logos),) = tally["sponsors"].items()
    assert said(only(found, "section-title")) == heading
    assert shown == [name for logo in logos for name in logo["names"]]
    assert len(shown) == tally["counts"]["sponsor_companies"] == 4


@everywhere
def test_topics_of_the_tally_are_shown(enlsp: Built, tally: Any, where: str) -> None:
    shown = shown_topics(section(enlsp, where, "call"))
    assert shown == [(group["group"], group["items"]) for group in tally["topics"]]
    assert (len(shown), sum(len(items) for _, items in shown)) == (6, 28)
    assert (tally["counts"]["topic_groups"], tally["counts"]["topic_items"]) == (6, 28)


@everywhere
def test_mentorship_sessions_of_the_tally_are_shown(enlsp: Built, tally: Any, where: str) -> None:
    found = section(enlsp, where, "mentorship")
    words, links = said(found), hrefs(found)
    for one in tally["mentorship_sessions"]:
        name = re.search(r"Session . – [\w ]*\w", one["title"])
        assert name
        assert words.count(name.group()) == 1
        assert [links.count(link["url"]) for link in one["links"]] == [1] * 5
    assert len(tally["mentorship_sessions"]) == 2


def test_headings_and_theme_of_the_tally_are_on_the_home_page(enlsp: Built, tally: Any) -> None:
    home = enlsp.pages["2025/index.html"].root
    assert set(tally["headings_h2"]) <= {said(each) for each in with_class(home, "section-title")}
    assert [said(only(home, "hero-title")), said(only(home, "hero-theme"))] == tally["hero"]["lines"]
    assert f"mailto:{tally['site']['author_email']}" in hrefs(home)


def test_links_of_the_tally_are_on_the_home_page(enlsp: Built, tally: Any) -> None:
    shown = set(enlsp.pages["2025/index.html"].addresses())
    assert set(tally["external_links_index"]) - shown == set(LEFT_BEHIND)


# Every fact, against the content


@everywhere
@pytest.mark.parametrize(("group", "count"), GROUPS.items())
def test_everybody_of_the_content_is_shown(enlsp: Built, group: str, count: int, where: str) -> None:
    shown = shown_people(section(enlsp, where, group))
    assert shown == [
        Person(
            name_key(one["name"]),
            one.get("honorific", ""),
            " · ".join(one["affiliations"]),
            list(one.get("links", {}).values()),
        )
        for one in people(group)
    ]
    assert len(shown) == count


@everywhere
def test_every_session_of_the_content_is_shown(enlsp: Built, where: str) -> None:
    shown = shown_rows(section(enlsp, where, "schedule"))
    assert shown == [
        Row(
            *one["time"].split("-"),
            title_key(one.get("title", KEYNOTE)),
            one.get("people", []),
            [link["url"] for link in one.get("links", [])],
        )
        for one in sessions()
    ]
    assert len(shown) == 17


@everywhere
def test_dates_of_the_content_are_shown(enlsp: Built, where: str) -> None:
    shown = shown_dates(section(enlsp, where, "dates"))
    assert shown == [
        (one["name"], spoken(one["date"] if isinstance(one["date"], list) else [one["date"]], one.get("zone", "")))
        for one in read("dates.yaml")["dates"]
    ]
    assert len(shown) == 4


@everywhere
def test_sponsors_of_the_content_are_shown_tier_by_tier(enlsp: Built, where: str) -> None:
    found = section(enlsp, where, "sponsors")
    shown = {
        said(only(tier, "tier-name")): [said(each) for each in with_class(tier, "sponsor")]
        for tier in with_class(found, "tier")
    }
    assert shown == {tier["tier"]: tier["sponsors"] for tier in read("sponsors.yaml")["tiers"]}
    assert sum(map(len, shown.values())) == 4


@everywhere
def test_topics_of_the_content_are_shown(enlsp: Built, where: str) -> None:
    shown = shown_topics(section(enlsp, where, "call"))
    assert shown == [(group["group"], group["items"]) for group in read("pages/call.md")["topics"]]
    assert (len(shown), sum(len(items) for _, items in shown)) == (6, 28)


def test_news_of_the_content_are_shown(enlsp: Built) -> None:
    news = read("news.yaml")
    found = with_class(section(enlsp, "own page", "news"), "news-item")
    assert [said(only(each, "news-title")) for each in found] == [one["title"] for one in news]
    assert [time.get("datetime") for each in found for time in each.iter("time")] == [one["date"] for one in news]
    home = with_class(section(enlsp, "home", "news"), "news-item")
    assert [said(only(each, "news-title")) for each in home] == [one["title"] for one in news[:5]]


def test_home_has_every_section_in_the_order_of_the_content(enlsp: Built) -> None:
    wanted = read("site.yaml")["home"]
    for path in ("index.html", "2025/index.html"):
        assert [each.get("id") for each in with_class(enlsp.pages[path].root, "section")] == wanted
    assert {f"2025/{name}/index.html" for name in wanted} <= set(enlsp.pages)


def test_previous_editions_are_linked(enlsp: Built) -> None:
    elsewhere = [one["url"] for one in read("site.yaml")["editions"]]
    assert len(elsewhere) == 3
    wanted = ["../../2024/index.html", *elsewhere]
    assert hrefs(only(section(enlsp, "own page", "editions"), "editions")) == wanted


def test_what_is_open_stays_open(enlsp: Built) -> None:
    schedule = with_class(section(enlsp, "own page", "schedule"), "day")[0]
    assert said(only(schedule, "day-title")) == "December 5 or 6, 2025"
    assert [time.attrib for time in schedule.iter("time")] == [{}] * 34, "no moment is claimed for an open day"
    talks = with_class(section(enlsp, "own page", "speakers"), "talk")
    assert [said(only(talk, "tbd")) for talk in talks] == ["Title to be announced"] * 6


# Every page is sound

SESSIONS = [
    *("keynote-talk-" + "-".join(one["name"].lower().split()) for one in people("speakers")),
    *("poster-demo-session-i-paper-ids-1-25", "poster-demo-session-ii-paper-ids-26-50"),
    "interactive-panel-discussion",
    *(f"mentorship-{zone}-{day}" for zone in "ab" for day in (1, 2, 3)),
]
"""The sessions that have a page of their own: there is more to tell of them than a title."""
EARLIER = yaml.safe_load((CONTENT.parent / "editions/2024/papers.yaml").read_text("utf-8"))["papers"]
PAPER = "2024/papers/{}/index.html"
PATHS = [
    *("404.html", "index.html", "editions/index.html", "2025/index.html", "2025/cards/index.html"),
    *(f"2025/{name}/index.html" for name in (*read("site.yaml")["home"], "reading")),
    *(f"2025/schedule/{name}/index.html" for name in (*SESSIONS, "embed")),
    *(f"2024/{name}index.html" for name in ("", "cards/", "editions/", "papers/", "papers/by-title/")),
    PAPER.format(1),
]
"""Every page, but of the papers one for all: they are of one make."""
every_page = pytest.mark.parametrize("path", PATHS)


def test_these_are_all_pages(enlsp: Built, enlsp_anywhere: Built) -> None:
    papers = {PAPER.format(one["id"]) for one in EARLIER}
    assert set(enlsp.pages) == {*PATHS, *papers} == set(enlsp_anywhere.pages)
    assert len(papers) > 50


@every_page
def test_page_is_sound_html(enlsp: Built, path: str) -> None:
    page = enlsp.pages[path]
    assert page.faults == []
    assert [name for name, count in Counter(page.anchors).items() if count > 1] == []
    assert page.root.get("lang") == "en"
    assert [each.get("charset") for each in page.root.iter("meta") if "charset" in each.attrib] == ["utf-8"]
    assert page.meta("viewport") == "width=device-width, initial-scale=1"


@every_page
def test_page_has_one_h1_and_skips_no_level(enlsp: Built, path: str) -> None:
    levels = [int(each.tag[1]) for each in enlsp.pages[path].root.iter() if re.fullmatch(r"h[1-6]", each.tag)]
    assert levels.count(1) == 1
    assert [(one, next_one) for one, next_one in pairwise(levels) if next_one > one + 1] == []


@every_page
def test_references_within_a_page_are_kept(enlsp: Built, path: str) -> None:
    page = enlsp.pages[path]
    named = {
        name
        for each in page.root.iter()
        for key in ("aria-labelledby", "aria-describedby", "aria-controls", "popovertarget", "for", "headers")
        for name in each.get(key, "").split()
    }
    assert named - set(page.anchors) == set()
    assert named, "a section is named by its heading"


@every_page
def test_links_and_pictures_have_words(enlsp: Built, path: str) -> None:
    root = enlsp.pages[path].root
    silent = [
        each.attrib for each in root.iter("a") if not said(each) and not any(i.get("alt") for i in each.iter("img"))
    ]
    assert silent == []
    assert [each.attrib for each in root.iter("img") if "alt" not in each.attrib] == []
    assert [each.attrib for each in root.iter("button") if not said(each)] == []


def test_frames_of_wide_tables_do_not_hold_one_another(enlsp: Built) -> None:
    frames = [each for page in enlsp.pages.values() for each in with_class(page.root, "scroll")]
    assert len(frames) == 6, "two on the page of the mentorship sessions, on the home page, and at the root"
    assert {each.get("role") for each in frames} == {"group"}
    assert [inner for each in frames for inner in each.iter("div") if inner is not each and inner.get("role")] == []


@every_page
def test_nothing_in_a_page_runs_or_styles_by_itself(enlsp: Built, path: str) -> None:
    for each in some(enlsp.pages[path].root.iter()):
        assert each.tag not in {"style", "iframe", "object", "embed"}, path
        # A script is a file of the site, or a block of data, which is not run.
        assert each.tag != "script" or each.get("src") or each.get("type") == "application/ld+json", path
        assert [name for name in each.attrib if name == "style" or name.startswith("on")] == [], each.attrib


@every_page
def test_a_page_asks_no_third_party(enlsp: Built, enlsp_anywhere: Built, path: str) -> None:
    for site in (enlsp, enlsp_anywhere):
        loaded = list(_loaded(site.pages[path].root))
        assert len(loaded) >= 3, "stylesheets and an icon"
        assert [url for url in loaded if _leaves(url, site.base_url)] == []


def _loaded(root: Element) -> Iterator[str]:
    """What a browser fetches to show a page, without being asked."""
    for each in root.iter():
        if each.tag == "link" and set(each.get("rel", "").split()) - {"canonical", "alternate"}:
            yield each.get("href", "")
        if each.tag in {"img", "script", "iframe", "source", "video", "audio", "track", "embed", "input"}:
            yield from (each.get(name, "") for name in ("src", "poster") if each.get(name))
            yield from (part.split()[0] for part in each.get("srcset", "").split(",") if part.strip())


def _leaves(url: str, base_url: str) -> bool:
    return bool(urlsplit(url).scheme or urlsplit(url).netloc) and not (base_url and url.startswith(base_url))


def test_stylesheets_and_drawings_ask_no_third_party(enlsp: Built) -> None:
    files = [path for path in enlsp.folder.rglob("*") if path.suffix in {".css", ".svg", ".js"}]
    assert len(files) >= 4
    for path in files:
        text = path.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert re.findall(r"@import|https?:|url\(\s*[\"']?//", text) == [], path.name


def test_stylesheets_and_drawings_name_files_that_are_there(enlsp: Built) -> None:
    named = [
        (path, name)
        for path in enlsp.folder.rglob("*.css")
        for name in re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text("utf-8"))
    ]
    for path, name in some(named):
        assert name.startswith("data:") or (path.parent / name).is_file(), f"{path.name}: {name}"


def test_titles_and_descriptions_tell_pages_apart(enlsp: Built) -> None:
    # The root is the edition's home page, and what search engines are kept from needs no description.
    pages = [page for path, page in enlsp.pages.items() if path != "index.html" and page.meta("robots") != "noindex"]
    titles = [said(page.root.find("head/title")) for page in pages]
    descriptions = [page.meta("description") for page in pages]
    for told in (titles, descriptions):
        assert all(told)
        assert [text for text, count in Counter(told).items() if count > 1] == []
    assert all("ENLSP" in title for title in titles)
    assert all(len(text) <= 200 for text in descriptions)


@every_page
def test_page_names_the_address_to_quote(enlsp: Built, enlsp_anywhere: Built, path: str) -> None:
    wanted = "https://example.org/enlsp/" + ("2025/" if path == "index.html" else path.removesuffix("index.html"))
    addresses = [] if path == "404.html" or re.search("/cards/|/by-|/embed/|/screen/", path) else [wanted]
    assert enlsp.pages[path].linked("canonical") == addresses
    assert enlsp.pages[path].meta("og:url") == "".join(addresses)
    assert enlsp_anywhere.pages[path].linked("canonical") == []


@every_page
def test_page_tells_those_who_share_it(enlsp: Built, path: str) -> None:
    page = enlsp.pages[path]
    assert page.meta("og:title") == said(page.root.find("head/title"))
    assert page.meta("og:description") == page.meta("description")
    assert page.meta("og:type") == ("article" if path.startswith("2024/papers/1/") else "website")
    assert page.meta("og:site_name") == ("ENLSP 2024" if path.startswith("2024/") else "ENLSP 2025")


def test_menu_leads_to_pages_and_says_where_one_is(enlsp: Built) -> None:
    for path, page in enlsp.pages.items():
        here = [each.get("href") for each in page.root.iter("a") if each.get("aria-current") == "page"]
        assert {urljoin(path, each or "") for each in here} <= {"2025/index.html" if path == "index.html" else path}
        assert len(here) <= 1
    (menu,) = (each for each in enlsp.pages["2025/index.html"].root.iter("nav") if each.get("id") == "site-menu")
    assert [urljoin("2025/", href) for href in hrefs(menu)] == [
        f"2025/{name}/index.html"
        for name in ("call", "dates", "speakers", "schedule", "organizers", "committee", "sponsors")
    ]


# Every link leads somewhere


@every_page
def test_addresses_of_ours_are_written_as_browsers_read_them(enlsp: Built, enlsp_anywhere: Built, path: str) -> None:
    for site in (enlsp, enlsp_anywhere):
        left = [value for each in site.pages[path].root.iter() for value in each.attrib.values() if "site:" in value]
        assert left == []


def dead_links(site: Built, root: str) -> list[str]:
    """The links of a site's pages that lead nowhere, if its folder stands at the address `root`."""
    dead = []
    for path, page in site.pages.items():
        for link in page.addresses():
            whole, anchor = urldefrag(urljoin(root + path, link))
            if not whole.startswith(root):
                if not urlsplit(link).scheme or link.startswith("file:"):
                    dead.append(f"{path}: {link} leaves the site")
                continue
            target = unquote(whole.removeprefix(root))
            target = target + "index.html" if target == "" or target.endswith("/") else target
            if not (site.folder / target).is_file() or (anchor and unquote(anchor) not in site.pages[target].anchors):
                dead.append(f"{path}: {link}")
    return dead


def test_links_hold_under_any_prefix(enlsp: Built, enlsp_anywhere: Built) -> None:
    assert dead_links(enlsp_anywhere, "https://other.example/any/prefix/") == []
    assert dead_links(enlsp, "https://example.org/enlsp/") == []


def test_links_hold_when_opened_from_disk(enlsp: Built, enlsp_anywhere: Built) -> None:
    assert dead_links(enlsp_anywhere, enlsp_anywhere.folder.as_uri() + "/") == []
    for site in (enlsp, enlsp_anywhere):
        for path, page in site.pages.items():
            for link in page.addresses():
                parts = urlsplit(urljoin((site.folder / path).as_uri(), link))
                file = Path(url2pathname(parts.path))
                assert parts.scheme != "file" or file.is_file(), f"{path}: {link} shows no page from disk"


def test_walker_sees_dead_links(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text(
        '<a href="a/index.html#no"></a><img src="../x.png"><a href="b.html"></a><a href="a/"></a>'
    )
    (tmp_path / "a/index.html").write_text('<p id="yes"><a href="../index.html"></a><a href="#yes"></a>')
    site = Built(tmp_path, tmp_path, "", None)  # type: ignore[arg-type]
    assert dead_links(site, "https://x.example/p/") == [
        "index.html: a/index.html#no",
        "index.html: ../x.png leaves the site",
        "index.html: b.html",
    ]


def test_every_file_is_reached_from_the_root_over_http(served: str, enlsp_anywhere: Built) -> None:
    seen, waiting = {served}, [served]
    while waiting:
        address = waiting.pop()
        with urlopen(address, timeout=10) as answer:
            kind, body = answer.headers["Content-Type"], answer.read().decode(errors="replace")
        links = list(Page(address, body).addresses()) if kind.startswith("text/html") else []
        links += re.findall(r"""url\(["']?([^"')]+)""", body) if kind.startswith("text/css") else []
        found = {urldefrag(urljoin(address, link))[0] for link in links} - seen
        waiting += [whole for whole in found if whole.startswith(served)]
        seen |= found
    reached = {address.removeprefix(served) for address in seen} | {"index.html"}
    by_scripts = {path for path in contents(enlsp_anywhere.folder) if path.endswith(".js")} - {"theme/start.js"}
    # A session of which there is no more to tell than its time has no page: its calendar is for the script.
    by_scripts |= {f"2025/schedule/{name}.ics" for name in slugs(enlsp_anywhere) - set(SESSIONS)}
    by_scripts |= {"2025/manifest.webmanifest"}
    left = {".enlsp-made.json", "404.html", "favicon.ico", "robots.txt"}
    left |= {"2024/cards/index.html", "2024/cards/edition.png"}  # for those who know of them: nobody speaks there
    left |= {"theme/screen.css"}  # there is one room
    left |= {"2025/schedule/embed/index.html", "theme/programme-embed.css"}  # for frames on other sites
    left |= {"2025/now.json"}  # for signs at the venue
    assert contents(enlsp_anywhere.folder).keys() - reached == left | by_scripts


def slugs(site: Built) -> set[str]:
    """The names of all sessions, which are their anchors or pages."""
    return {path.stem for path in (site.folder / "2025/schedule").glob("*.ics")}


def test_feed_and_sitemap_lead_to_pages(enlsp: Built) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.parse(enlsp.folder / "2025/feed.xml").getroot()
    addresses = [link.get("href", "") for link in feed.iter(f"{atom}link")]
    addresses += [href for body in feed.iter(f"{atom}content") for href in hrefs(Page("", body.text or "").root)]
    assert len(addresses) > 10
    sitemap = ElementTree.parse(enlsp.folder / "sitemap.xml").getroot()
    addresses += [loc.text or "" for loc in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    for address in addresses:
        whole, anchor = urldefrag(address)
        assert whole.startswith("https://example.org/enlsp/"), address
        path = whole.removeprefix("https://example.org/enlsp/")
        path = path + "index.html" if path.endswith("/") else path
        assert (enlsp.folder / path).is_file(), address
        assert not anchor or anchor in enlsp.pages[path].anchors, address


def test_sitemap_lists_every_page_but_the_root_and_404(enlsp: Built) -> None:
    sitemap = ElementTree.parse(enlsp.folder / "sitemap.xml").getroot()
    listed = [loc.text for loc in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    quoted = [href for page in enlsp.pages.values() for href in page.linked("canonical")]
    assert sorted(map(str, listed)) == sorted(set(quoted))


def feeds(page: Page) -> list[str]:
    """The addresses of the feeds that a page announces."""
    return [each.get("href", "") for each in page.root.iter("link") if each.get("type") == "application/atom+xml"]


def test_mentorship_sessions_are_days_of_the_schedules_page_only(enlsp: Built) -> None:
    titles = [said(each) for each in with_class(section(enlsp, "own page", "schedule"), "day-title")]
    assert [re.sub("(?<=[0-9])(?=Tuesday)", " ", title) for title in titles[1:]] == [
        "Mentorship sessions, day 1 Tuesday, July 15, 2025",
        "Mentorship sessions, day 2 Tuesday, July 29, 2025",
        "Mentorship sessions, day 3 Tuesday, August 12, 2025",
    ]
    assert len(with_class(section(enlsp, "home", "schedule"), "day")) == 1


def test_feed_is_announced_on_every_page(enlsp: Built, enlsp_anywhere: Built) -> None:
    for path, page in enlsp.pages.items():
        if not path.startswith("2024/"):  # an edition without news
            whole = [urljoin(f"https://example.org/enlsp/{path}", feed) for feed in feeds(page)]
            assert whole[0] == "https://example.org/enlsp/2025/feed.xml"
    assert not (enlsp_anywhere.folder / "2025/feed.xml").exists(), "a feed needs whole addresses"
    assert {href for page in enlsp_anywhere.pages.values() for href in feeds(page)} == set()


def test_404_works_at_any_depth(enlsp: Built) -> None:
    relative = [link for link in enlsp.pages["404.html"].addresses() if not urlsplit(link).scheme]
    assert relative == ["#content-start"]


# The same in, the same out


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_another_folder_clock_and_hash_seed_make_the_same_bytes(enlsp: Built, repo: Path, tmp_path: Path) -> None:
    site = tmp_path / "an other.place"
    for name in ("content", "editions"):
        shutil.copytree(enlsp.site / name, site / name)
    for name in ("templates", "static"):  # a site that has the theme's files for its own
        shutil.copytree(repo / name, site / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [
        sys.executable,
        "-m",
        "enlsp_site.commands.entry",
        "build",
        "-q",
        "--clean",
        "--base-url",
        enlsp.base_url,
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"}
    subprocess.run(command, check=True, cwd=site, env=environment)
    made, expected = contents(site / "public"), contents(enlsp.folder)
    lists = [re.sub(rb'"site": "[^"]*"', b"", each.pop(MARKER)) for each in (made, expected)]
    assert made == expected
    assert lists[0] == lists[1], "the list of what was made differs in whose it is alone"


def test_the_second_build_makes_nothing(repo: Path, enlsp: Built, tmp_path: Path) -> None:
    site, out = tmp_path / "site", tmp_path / "out"
    for name in ("content", "editions"):
        shutil.copytree(enlsp.site / name, site / name)
    first = built(site, out)
    before = contents(out)
    stamps = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    second = built(site, out)
    assert (second.report.made, second.report.removed) == ((), ())
    assert second.report.kept == len(first.report.made) == len(before) - 1
    shutil.rmtree(site / ".enlsp")
    third = built(site, out)
    assert (third.report.made, third.report.removed) == ((), ()), (
        "without a cache, the same bytes are left as they are"
    )
    assert contents(out) == before
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps
