"""The pipeline as a whole: what goes in, what comes out, and what a build says of itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import GOOD, Site, picture, words

from enlsp_site.build.pipeline import BuildOptions, Report, build
from enlsp_site.exports import registry
from enlsp_site.storage.files import MARKER

MakeSite = Callable[..., Site]

ADDRESS = "https://example.org/workshop"


def built(site: Site, **options: object) -> Report:
    """A build into public/ of the site, without the command around it."""
    return build(BuildOptions(site.folder, site.folder / "public", **options))  # type: ignore[arg-type]


def test_a_report_says_what_was_made_and_why(make_site: MakeSite) -> None:
    site = make_site()
    first = built(site)
    assert (first.published, first.problems, first.removed, first.kept) == (True, [], (), 0)
    assert set(first.made) == site.published().keys() - {MARKER} == first.reasons.keys()
    assert first.reasons["index.html"] == "new"
    second = built(site)
    assert (second.published, second.made, second.kept) == (True, (), len(first.made))


def test_the_problems_of_a_report_have_line_and_column_and_their_text(make_site: MakeSite) -> None:
    site = make_site({"content/dates.yaml": "- {name: Workshop, date: soon}\n"})
    report = built(site)
    [problem] = report.problems
    assert (problem.origin.file, problem.origin.line, problem.origin.column) == ("content/dates.yaml", 1, 26)
    assert report.texts["content/dates.yaml"] == b"- {name: Workshop, date: soon}\n"
    assert not report.published
    assert not (site.folder / "public").exists()


def test_every_page_of_the_site_is_there(make_site: MakeSite) -> None:
    site = make_site()
    built(site, base_url=ADDRESS)
    names = (
        "",
        "call/",
        "committee/",
        "dates/",
        "news/",
        "overview/",
        "papers/",
        "schedule/",
        "speakers/",
        "sponsors/",
    )
    sessions = ("schedule/embed/", "schedule/keynote-talk-ada-lovelace/", "schedule/oral-presentations/")
    pages = {f"2031/{name}index.html" for name in (*names, *sessions, "papers/7/", "papers/8/", "cards/")}
    beside = {
        *("feed.xml", "look.css", "motif.svg", "icon.png", "icon.svg", "search.js", "sw.js", "manifest.webmanifest"),
        *("dates.ics", "schedule.ics"),
        *(
            "schedule/keynote-talk-ada-lovelace.ics",
            "schedule/opening-remarks.ics",
            "schedule/oral-presentations.ics",
        ),
        "speakers/ada-lovelace.ics",
        *(export.name for export in registry.EXPORTS),
        *("papers/7/paper.bib", "papers/8/paper.bib"),
        *("cards/edition.png", "cards/pages/call.png", "cards/pages/overview.png"),
        *("cards/speakers/ada-lovelace.png", "cards/speakers/alan-turing.png"),
    }
    others = {
        *(f"2031/{name}" for name in beside),
        "404.html",
        "favicon.ico",
        "feed.xml",
        "index.html",
        "robots.txt",
        "sitemap.xml",
    }
    mine = {path for path in site.published() if not path.startswith("theme/")}
    assert mine == {*pages, *others, "images/ada.jpg", MARKER}


def test_the_list_of_what_was_made_has_every_file_and_nothing_of_this_machine(make_site: MakeSite) -> None:
    site = make_site()
    built(site)
    listed = json.loads((site.folder / "public" / MARKER).read_bytes())["files"]
    assert listed.keys() == site.published().keys() - {MARKER}
    assert str(site.folder) not in (site.folder / "public" / MARKER).read_text()


def test_an_address_of_site_yaml_gives_way_to_the_one_asked_for(make_site: MakeSite) -> None:
    site = make_site({"content/site.yaml": f"{GOOD['content/site.yaml']}url: https://example.org/written\n"})

    def canonical() -> str:
        links = site.page("2031/call/index.html").iter("link")
        return str(next(link.get("href") for link in links if link.get("rel") == "canonical"))

    built(site)
    assert canonical() == "https://example.org/written/2031/call/"
    built(site, base_url=f"{ADDRESS}/")
    assert canonical() == f"{ADDRESS}/2031/call/"
    built(site, base_url=ADDRESS)
    assert canonical() == f"{ADDRESS}/2031/call/"


def test_an_earlier_edition_is_built_beside_the_current_one(make_site: MakeSite) -> None:
    site = make_site(
        {
            "editions/2030/site.yaml": "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2030\n",
            "editions/2030/people/speakers.yaml": "- {name: Kurt Gödel, photo: kurt.jpg}\n",
            "editions/2030/static/kurt.jpg": picture(40, 40),
            "editions/2029/public/index.html": "<!doctype html><title>2029</title>",
        }
    )
    report = built(site)
    assert (report.published, report.problems) == (True, [])
    assert "Kurt Gödel" in words(site.page("2030/speakers/index.html"))
    made = {path.partition("-")[0] for path in site.published() if "kurt" in path}
    assert made == {"2030/pictures/kurt", "2030/cards/speakers/kurt"}
    assert site.published()["2029/index.html"] == b"<!doctype html><title>2029</title>"
    assert "TINY 2031" in words(site.page("index.html"))
    assert "the current edition is" in words(site.page("2030/index.html"))


@pytest.mark.parametrize("edition", ["2030", "2031"])
def test_an_error_in_one_edition_publishes_none(make_site: MakeSite, edition: str) -> None:
    folder = "content" if edition == "2031" else "editions/2030"
    site = make_site({"editions/2030/site.yaml": "name: TINY\ntitle: Tiny\nedition: 2030\n"})
    site.write({f"{folder}/dates.yaml": "- {name: Workshop, date: soon}\n"})
    report = built(site)
    assert [problem.origin.file for problem in report.problems] == [f"{folder}/dates.yaml"]
    assert not (site.folder / "public").exists()


def test_a_broken_anchor_is_told_where_it_was_written(make_site: MakeSite) -> None:
    site = make_site({"content/pages/overview.md": "---\ntitle: Overview\n---\n\nSee [topics](call#topics).\n"})
    told = site.problems()
    assert told == (
        "content/pages/overview.md:5:14: error: the page 2031/call/index.html has no `#topics` [broken-anchor]\n"
        "  5 | See [topics](call#topics).\n"
        "    |              ^\n"
        "  hint: anchors are made from headings and names; the page's source shows them\n"
    )


def test_a_broken_link_of_a_template_is_told_by_its_page(make_site: MakeSite) -> None:
    site = make_site({"templates/404.html": '<!doctype html><title>Lost</title><a href="nowhere.html">x</a>\n'})
    assert site.problems() == (
        "(built) 404.html: error: nothing is published at `nowhere.html` [broken-link]\n"
        "  hint: mend the link, or add the page\n"
    )


def test_a_site_is_found_however_it_is_named(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site()
    monkeypatch.chdir(site.folder.parent)
    (site.folder.parent / "link").symlink_to("site")
    for name in ("site", "./site", "link", "site/../site"):
        report = build(BuildOptions(Path(name), Path(name) / "public"))
        assert (report.published, report.problems) == (True, []), name
    assert build(BuildOptions(Path("site"), Path("site/public"))).made == ()


def test_a_number_beyond_64_bits_in_data(make_site: MakeSite) -> None:
    assert make_site({"content/data/numbers.yaml": "large: 123456789012345678901234567890\n"}).build().code == 0


def test_problems_behind_an_entry_that_was_left_out_stand_in_their_own_line(make_site: MakeSite) -> None:
    site = make_site(
        {
            "content/dates.yaml": "- {name: No date}\n- {name: Workshop, date: soon}\n",
            "content/people/speakers.yaml": "- {role: Nobody}\n- {name: Ada Lovelace, photo: lost.jpg}\n",
        }
    )
    assert [line.partition(" error:")[0] for line in site.problems().splitlines() if " error: " in line] == [
        "content/dates.yaml:1:3:",
        "content/dates.yaml:2:26:",
        "content/people/speakers.yaml:1:3:",
        "content/people/speakers.yaml:2:31:",
    ]


def test_a_link_in_a_value_between_braces_needs_quotes(make_site: MakeSite) -> None:
    site = make_site({"content/news.yaml": "- {date: 2031-06-01, title: News, text: See the [call](call).}\n"})
    assert "  hint: text that holds a bracket needs quotes: " in site.problems()
