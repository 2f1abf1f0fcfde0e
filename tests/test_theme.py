"""The theme's pages: what stands in them, and that they are sound HTML and can be read by everyone."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from loops import some

from enlsp_site.build.render import RenderedPage as Rendered
from enlsp_site.build.render import Renderer
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.model.dates import Dates, ImportantDate
from enlsp_site.model.edition import Edition, Workshop
from enlsp_site.model.news import News, NewsItem
from enlsp_site.model.pages import Page, Topics
from enlsp_site.model.papers import Author, Paper, Papers
from enlsp_site.model.people import Group, Person, Talk
from enlsp_site.model.record import Html, Link
from enlsp_site.model.schedule import Day, PaperMention, PersonMention, Schedule, Session
from enlsp_site.model.site import Site
from enlsp_site.model.sponsors import Sponsor, Sponsors, Tier
from enlsp_site.pages.site import plan

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Origin("content/site.yaml")
TOP = Path(__file__).resolve().parent.parent


def person(name: str, slug: str, **more: Any) -> Person:
    return Person(origin=HERE, name=name, slug=slug, **more)


def session(start: int, title: str, **more: Any) -> Session:
    slug = f"at-{start:02}"
    return Session(
        origin=HERE, slug=slug, title=title, start=dt.time(start), end=dt.time(start, 30), **{"kind": "oral", **more}
    )


def edition(**more: Any) -> Edition:
    site = Site(
        origin=HERE,
        name="TINY",
        title="The Workshop on Tiny Things",
        edition="2031",
        home=("overview", "dates", "speakers", "committee", "schedule", "papers", "sponsors", "news"),
    )
    return Edition(id="2031", folder="content", site=site, **more)


def pages(shown: Edition, tmp_path: Path, earlier: tuple[Edition, ...] = ()) -> dict[str, str]:
    """The pages of a site by their paths."""
    renderer = Renderer(TOP, [TOP / "templates"], tmp_path, "", "")
    made = {}
    for target in plan(Workshop(editions=(shown, *earlier)), ""):
        if target.path.endswith(".html"):
            page = renderer.make(target, target.path)
            assert isinstance(page, Rendered), page
            made[target.path] = page.data.decode()
    return made


def text_of(page: str) -> str:
    """What a page says, on one line."""
    body = re.sub(r"(?s)^.*<body>|<[^>]*>", "", page)
    return " ".join(body.replace("&amp;", "&").split())


SPEAKERS = Group(
    origin=HERE,
    name="speakers",
    heading="Speakers",
    people=(
        person(
            "Ada Lovelace",
            "ada-lovelace",
            honorific="Prof.",
            affiliations=("Analytical Engines",),
            links=(Link(title="Google Scholar", url="https://scholar.google.com/ada", kind="scholar"),),
            talk=Talk(title="On $x^2$ and more", abstract="First.\n\nSecond."),
        ),
        person("<script>alert(1)</script>", "script", affiliations=("A & B",), talk=Talk(tbd=True)),
    ),
)
COMMITTEE = Group(
    origin=HERE,
    name="committee",
    heading="Committee",
    layout="list",
    people=(person("王小明", "wang", affiliations=("清华大学",)), person("محمد الخوارزمي", "kh")),
)
DATES = Dates(
    heading="Important dates",
    dates=(
        ImportantDate(
            origin=HERE,
            name="Submission",
            kind="deadline",
            days=(dt.date(2031, 8, 29),),
            zone="AoE",
            instant="2031-08-29T23:59:59-12:00",
            was=(dt.date(2031, 8, 22),),
        ),
        ImportantDate(origin=HERE, name="Workshop", kind="event", days=(dt.date(2031, 12, 5), dt.date(2031, 12, 6))),
        ImportantDate(origin=HERE, name="Mentoring"),
    ),
)
SCHEDULE = Schedule(
    heading="Schedule",
    days=(
        Day(
            origin=HERE,
            title="",
            days=(dt.date(2031, 12, 6),),
            zone="America/Los_Angeles",
            zone_label="PST",
            room="Hall A",
            sessions=(
                session(8, "Opening", kind="remarks", starts="2031-12-06T08:00:00-08:00"),
                session(
                    9,
                    "Why small?",
                    kind="keynote",
                    people=(PersonMention(name="Ada Lovelace", url="site:2031/speakers/index.html#ada-lovelace"),),
                    abstract="Because.",
                    room="Hall B",
                ),
            ),
        ),
    ),
)
PAPER = Paper(
    origin=HERE,
    id="7",
    slug="7",
    title="Small $O(n)$ models",
    authors=(
        Author(name="Ada Lovelace", affiliations=("Engines", "London")),
        Author(name="Alan Turing", affiliations=("London",), corresponding=True),
    ),
    abstract="It costs $5 and <think> less.",
    decision="oral",
    award="Best Paper",
)
SPONSORS = Sponsors(
    heading="Sponsors",
    tiers=(Tier(name="Gold", rank=0, sponsors=(Sponsor(origin=HERE, name="Example Labs"),)),),
)
NEWS = News(
    heading="News",
    items=tuple(
        NewsItem(
            origin=HERE,
            slug=f"news-{n}",
            title=f"Piece {n}",
            date=dt.date(2031, 6, 30 - n),
            body=Html(html='<h3 id="more">More</h3><p>See <a href="#more">more</a>.</p>'),
        )
        for n in range(7)
    ),
)
OVERVIEW = Page(
    origin=HERE,
    name="overview",
    title="Overview",
    body=Html(html='<p>Tiny things.</p><h3 id="more">More</h3><table><tr><td>1</td></tr></table>'),
    topics=(Topics(group="Size", items=("Small", "Smaller")),),
)
WHOLE = edition(
    pages=(OVERVIEW,),
    groups=(SPEAKERS, COMMITTEE),
    dates=DATES,
    schedule=SCHEDULE,
    papers=Papers(heading="Accepted papers", papers=(PAPER,)),
    sponsors=SPONSORS,
    news=NEWS,
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A site with one of everything."""
    return pages(WHOLE, tmp_path_factory.mktemp("templates"))


def test_every_page_is_sound_html(site: dict[str, str]) -> None:
    assert len(site) > 10
    for path, page in site.items():
        parser = html5lib.HTMLParser(strict=False)
        parser.parse(page)
        assert parser.errors == [], path


def test_every_page_has_one_h1_and_skips_no_level(site: dict[str, str]) -> None:
    for path, page in some(site.items()):
        levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
        assert levels.count(1) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_no_anchor_stands_twice_on_a_page(site: dict[str, str]) -> None:
    for path, page in some(site.items()):
        anchors = re.findall(r'\sid="([^"]*)"', page)
        assert len(anchors) == len(set(anchors)), path
        assert set(re.findall(r'\shref="#([^"]*)"', page)) <= set(anchors), path


def test_nothing_in_a_page_needs_an_exception_from_a_strict_policy(site: dict[str, str]) -> None:
    for path, page in some(site.items()):
        assert not re.search(r"<script>|<style|\sstyle=|\son\w+=", page), path
        assert not re.search(r'<(?:img|link|source)\b[^>]*(?:src|href|srcset)="(?:https?:)?//', page), path


def test_a_person_is_found_on_the_page_of_the_group_and_shown_on_the_home_page(site: dict[str, str]) -> None:
    assert 'id="ada-lovelace"' in site["2031/speakers/index.html"]
    assert 'id="ada-lovelace"' not in site["2031/index.html"]
    assert site["2031/index.html"].count('class="person card ') == 2
    assert site["2031/index.html"].count('<li class="person">') == 2


def test_names_are_text_never_markup(site: dict[str, str]) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in site["2031/speakers/index.html"]
    assert "It costs $5 and &lt;think&gt; less." in site["2031/papers/7/index.html"]


def test_a_link_is_named_after_whose_it_is(site: dict[str, str]) -> None:
    found = re.search(r'<a href="https://scholar[^"]*">(.*?)</a>', site["2031/speakers/index.html"])
    assert found
    assert re.sub("<[^>]*>", "", found[1]) == "Google Scholar of Ada Lovelace"


def test_talks_and_abstracts_are_told_on_the_page_of_the_group_only(site: dict[str, str]) -> None:
    own = site["2031/speakers/index.html"]
    assert "<p>First.</p>" in own
    assert "Title to be announced" in own
    assert "<math" in own
    assert "First." not in site["2031/index.html"]


def test_an_extended_deadline_shows_both_days(site: dict[str, str]) -> None:
    page = site["2031/dates/index.html"]
    assert 'datetime="2031-08-29T23:59:59-12:00"' in page
    assert re.search(r'<s class="was">.*datetime="2031-08-22"', page)
    assert "was August 22, 2031 now August 29, 2031 AoE" in text_of(page)


def test_a_date_that_is_open_says_so(site: dict[str, str]) -> None:
    said = text_of(site["2031/dates/index.html"])
    assert "December 5 or 6, 2031 Workshop" in said
    assert "To be announced Mentoring" in said


def test_the_hero_says_when(site: dict[str, str]) -> None:
    assert "<dt>When</dt><dd>December 5 or 6, 2031</dd>" in site["index.html"]


def test_a_day_is_a_table_with_zone_and_rooms(site: dict[str, str]) -> None:
    page = site["2031/schedule/index.html"]
    assert page.count("<table") == 1
    assert page.count('<tr class="session ') == 2
    assert page.count('<th scope="row"') == 2
    assert "Times in PST (America/Los_Angeles). TimeSession" in text_of(page)
    assert re.findall(r'class="session-room">([^<]*)<', page) == ["Hall A", "Hall B"]
    assert '<time datetime="2031-12-06T08:00:00-08:00">08:00</time>' in page
    assert "<time>09:00</time>" in page
    assert 'id="at-09"' in page
    assert 'href="../speakers/index.html#ada-lovelace"' in page


def scheduled(day_room: str, *sessions: Session) -> Edition:
    day = Day(origin=HERE, title="One day", days=(), zone="UTC", zone_label="UTC", room=day_room, sessions=sessions)
    return edition(schedule=Schedule(heading="Schedule", days=(day,)))


def test_a_day_in_one_room_tells_it_once(tmp_path: Path) -> None:
    one = scheduled("Hall A", session(9, "Talk"), session(10, "Other talk", room="Hall A"), session(11, "Posters"))
    said = text_of(pages(one, tmp_path)["2031/schedule/index.html"])
    assert "Times in UTC. Hall A. TimeSession" in said
    assert said.count("Hall A") == 1


def test_parallel_sessions_all_tell_their_rooms(tmp_path: Path) -> None:
    several = scheduled(
        "Hall A",
        session(9, "Talk", room="Hall A", track="Track A"),
        session(9, "Other talk", room="Hall B", track="Track B"),
        session(12, "Lunch", kind="break"),
        session(13, "Panel", kind="panel"),
    )
    page = pages(several, tmp_path)["2031/schedule/index.html"]
    assert re.findall(r'class="session-room">([^<]*)<', page) == ["Hall A", "Hall B", "Hall A"]
    assert "Times in UTC. Hall A Hall B" in text_of(page)


def test_a_room_of_one_session_is_not_that_of_the_day(tmp_path: Path) -> None:
    page = pages(scheduled("", session(9, "Talk"), session(10, "Posters", room="Foyer")), tmp_path)
    said = text_of(page["2031/schedule/index.html"])
    assert "Times in UTC. TimeSession" in said
    assert "Posters Foyer" in said


@pytest.mark.parametrize(
    ("talk", "said"),
    [
        (Talk(tbd=True), "Talk Title to be announced"),
        (Talk(tbd=True, abstract_tbd=True), "Talk Title and abstract to be announced"),
        (Talk(title="Tiny", abstract_tbd=True), "Talk Tiny Abstract to be announced"),
        (Talk(title="Tiny"), "Talk Tiny"),
    ],
)
def test_what_of_a_talk_is_open_is_said_in_one_line(tmp_path: Path, talk: Talk, said: str) -> None:
    group = Group(origin=HERE, name="speakers", heading="Speakers", people=(person("Ada", "ada", talk=talk),))
    page = pages(edition(groups=(group,)), tmp_path)["2031/speakers/index.html"]
    assert f"A Ada {said} Cards to share TINY 2031" in text_of(page)
    assert "<details" not in page


def listed(*papers: tuple[str, tuple[Author, ...]]) -> Edition:
    """A site with a session in which these papers, id and authors, are shown."""
    records = tuple(Paper(origin=HERE, id=name, slug=name, title="Tiny", authors=authors) for name, authors in papers)
    shown = session(9, "Posters", papers=tuple(PaperMention(id=name, title=f"T-{name}") for name, _ in papers))
    day = Day(origin=HERE, title="One day", days=(), zone="UTC", zone_label="UTC", sessions=(shown,))
    return edition(
        papers=Papers(heading="Accepted papers", papers=records), schedule=Schedule(heading="Schedule", days=(day,))
    )


def test_the_key_of_a_bibliography_is_not_shown_as_a_number(tmp_path: Path) -> None:
    made = pages(listed(("1234", ()), ("smith2026a", ())), tmp_path)
    assert "№ 1234" in made["2031/papers/1234/index.html"]
    assert "№" not in made["2031/papers/smith2026a/index.html"]
    column = re.findall(r'class="paper-id">([^<]*)<', made["2031/schedule/index.html"])
    assert column == ["1234", ""]


def test_papers_without_numbers_have_no_column_for_them(tmp_path: Path) -> None:
    page = pages(listed(("smith2026a", ()), ("jones2026", ())), tmp_path)["2031/schedule/index.html"]
    assert "T-smith2026a" in page
    assert "paper-id" not in page


def test_an_affiliation_that_not_all_authors_share_is_numbered(tmp_path: Path) -> None:
    ada, alan = Author(name="Ada"), Author(name="Alan", affiliations=("Cambridge",))
    joan = Author(name="Joan", affiliations=("Cambridge",))
    made = pages(listed(("1", (ada, alan)), ("2", (alan, joan)), ("3", (ada,))), tmp_path)
    shared = made["2031/papers/1/index.html"]
    assert re.findall(r"<bdi>(\w+)</bdi>(<sup>.*?</sup>)?", shared) == [("Ada", ""), ("Alan", "<sup>1</sup>")]
    assert shared.count("<li>Cambridge</li>") == 1
    assert "<sup>" not in made["2031/papers/2/index.html"]
    assert '<p class="affiliation-list">Cambridge</p>' in made["2031/papers/2/index.html"]
    assert "affiliation-list" not in made["2031/papers/3/index.html"]


def test_a_title_for_places_without_markup_is_made_plain_once(tmp_path: Path) -> None:
    papers = (Paper(origin=HERE, id="7", slug="7", title=r"Prices \$a\$ now: \(k\) & more"),)
    made = pages(edition(papers=Papers(heading="Papers", papers=papers)), tmp_path)["2031/papers/7/index.html"]
    assert "<title>Prices $a$ now: k &amp; more · TINY 2031</title>" in made
    assert '<meta property="og:title" content="Prices $a$ now: k &amp; more · TINY 2031">' in made


def test_a_paper_numbers_each_affiliation_once(site: dict[str, str]) -> None:
    page = site["2031/papers/7/index.html"]
    assert "<bdi>Ada Lovelace</bdi></a><sup>1,2</sup>" in page
    assert "<bdi>Alan Turing</bdi><sup>2</sup>" in page
    assert page.count("<li>London</li>") == 1
    assert "<title>Small O(n) models · TINY 2031</title>" in page
    assert [*re.findall(r'class="badge [^"]*">([^<]*)<', page)] == ["Best Paper", "Oral"]


def test_the_home_page_shows_the_last_news_and_leads_to_all(site: dict[str, str]) -> None:
    assert site["2031/index.html"].count('class="news-item"') == 5
    assert "All news" in site["2031/index.html"]
    assert site["2031/news/index.html"].count('class="news-item"') == 7


def test_many_papers_are_a_number_on_the_home_page(tmp_path: Path) -> None:
    many = tuple(
        Paper(origin=HERE, id=str(n), slug=str(n), title=f"Paper {n}", authors=(Author(name="A"),)) for n in range(21)
    )
    made = pages(edition(papers=Papers(heading="Accepted papers", papers=many)), tmp_path)
    assert "All 21 papers" in made["2031/index.html"]
    assert "Paper 20" not in made["2031/index.html"]
    assert "Paper 20" in made["2031/papers/index.html"]


def test_a_site_with_nothing_in_it_is_whole(tmp_path: Path) -> None:
    bare = edition(
        groups=(Group(origin=HERE, name="speakers", heading="Speakers"),),
        dates=Dates(heading="Important dates"),
        schedule=Schedule(heading="Schedule"),
        papers=Papers(heading="Accepted papers"),
        sponsors=Sponsors(heading="Sponsors"),
        news=News(heading="News"),
    )
    home = pages(bare, tmp_path)["2031/index.html"]
    assert home.count("To be announced.") == 5
    assert "<ul" not in re.sub(r'(?s)<nav.*?</nav>|<ul class="actions">.*?</ul>', "", home)


def test_the_hero_leads_only_to_what_has_something_in_it(tmp_path: Path) -> None:
    nothing = edition(
        pages=(Page(origin=HERE, name="call", title="Call", body=Html(html="<p>Write.</p>")),),
        schedule=Schedule(heading="Schedule"),
        papers=Papers(heading="Accepted papers"),
    )
    hero = re.compile(r'<li data-kind="[^"]*"(?: data-until="[^"]*")?><a class="action" href="[^"]*">([^<]*)</a>')
    assert hero.findall(pages(nothing, tmp_path)["2031/index.html"]) == ["Call"]
    assert hero.findall(pages(WHOLE, tmp_path)["2031/index.html"]) == ["Schedule", "Accepted papers"]


@pytest.mark.parametrize(
    ("more", "heading"),
    [
        ({}, None),
        ({"contact": "a@example.org"}, "Contact"),
        ({"links": (Link(title="Group", url="https://example.org"),)}, "Links"),
    ],
)
def test_the_footer_is_headed_after_what_it_holds(tmp_path: Path, more: Any, heading: str | None) -> None:
    site = Site(origin=HERE, name="TINY", title="Tiny", edition="2031", **more)
    page = pages(Edition(id="2031", folder="content", site=site), tmp_path)["2031/index.html"]
    assert re.findall(r'(?s)<p class="label">([^<]*)<', page.partition("<footer")[2]) == (
        [heading] if heading else []
    )


def test_a_draft_says_that_it_is_one_and_is_not_to_be_found(tmp_path: Path) -> None:
    shown = edition(
        pages=(
            Page(origin=HERE, name="overview", title="Overview", body=Html(html="<p>Tiny.</p>"), draft=True),
            Page(origin=HERE, name="call", title="Call", body=Html(html="<p>Write.</p>")),
        )
    )
    made = pages(shown, tmp_path)
    robots, badge = '<meta name="robots" content="noindex">', '<span class="badge badge-draft">Draft</span>'
    assert robots in made["2031/overview/index.html"]
    hidden = {path for path, page in made.items() if robots in page}
    assert hidden == {"2031/overview/index.html", "2031/cards/index.html"}
    assert {path for path, page in made.items() if badge in page} == {
        "index.html",
        "2031/index.html",
        "2031/overview/index.html",
    }


def test_a_page_of_several_parts_lists_them(tmp_path: Path) -> None:
    parts = "".join(
        f'<h3 id="p{n}">Part <a href="https://example.org">{n}</a><sup id="fnref:1">1</sup></h3>' for n in range(3)
    )
    long = Page(origin=HERE, name="overview", title="Overview", body=Html(html=parts))
    made = pages(edition(pages=(long,)), tmp_path)
    listed = r'(?s)<nav class="contents".*?</nav>'
    found = re.search(listed, made["2031/overview/index.html"])
    assert found
    assert re.findall(r"<li>(.*)</li>", found[0]) == [f'<a href="#p{n}">Part {n}</a>' for n in range(3)]
    assert not re.search(listed, made["2031/index.html"])


def test_a_long_committee_is_set_close_on_the_home_page(tmp_path: Path) -> None:
    def home_and_own(count: int) -> tuple[str, str]:
        people = tuple(person(f"Ada {n}", f"ada-{n}", affiliations=("A", "B")) for n in range(count))
        group = Group(origin=HERE, name="committee", heading="Committee", layout="list", people=people)
        made = pages(edition(groups=(group,)), tmp_path)
        return made["2031/index.html"], made["2031/committee/index.html"]

    home, own = home_and_own(25)
    assert home.count('<li class="person">') == 25
    assert "people-dense" in home
    assert "people-dense" not in own
    assert "Ada 0, A · B" in text_of(home)
    # On a phone a semicolon follows what is last in it: close, without a space before.
    assert home.count("<span>B</span></span></span></li>") == 25
    assert "people-dense" not in home_and_own(24)[0]


def test_an_earlier_edition_leads_to_the_current_one(tmp_path: Path) -> None:
    old = Edition(id="2030", folder="editions/2030", site=Site(origin=HERE, name="TINY", title="Old", edition="2030"))
    made = pages(WHOLE, tmp_path, earlier=(old,))
    said = "This is the site of TINY 2030; the current edition is TINY 2031."
    assert said in text_of(made["2030/index.html"])
    assert "This is the site of" not in made["2031/index.html"]


CONTRAST = """accents => {
    const brush = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const probe = document.body.appendChild(document.createElement("i"));
    const light = name => {
        probe.style.color = `var(--${name})`;
        brush.fillStyle = getComputedStyle(probe).color;
        brush.fillRect(0, 0, 1, 1);
        const linear = [...brush.getImageData(0, 0, 1, 1).data].map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const pairs = ["paper", "tint", "accent-tint"]
        .flatMap(under => ["ink", "muted", "accent-text"].map(on => [on, under]));
    return accents.flatMap(accent => {
        document.documentElement.style.setProperty("--accent", accent);
        return pairs.map(([on, under]) => {
            const [dark, bright] = [light(on), light(under)].sort((a, b) => a - b);
            return [accent, on, under, (bright + 0.05) / (dark + 0.05)];
        });
    });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_any_accent_can_be_read(browser: Browser, scheme: Any) -> None:
    style = (TOP / "static/theme/style.css").read_text()
    with browser.new_context(color_scheme=scheme) as context:
        page = context.new_page()
        page.set_content(f"<!doctype html><title>.</title><style>{style}</style><p>.")
        accents = ["#7a1f3d", "#ffff00", "#00ff00", "#0000ff", "#00fbfd", "#ff00ff", "#ffffff", "#000000", "#777777"]
        measured = page.evaluate(CONTRAST, accents)
    assert len(measured) == 9 * len(accents)
    assert [each for each in measured if each[3] < 4.5] == []
