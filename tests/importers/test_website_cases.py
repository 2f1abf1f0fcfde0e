"""Websites cut down from what real ones do: each with what must come out of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enlsp_site.commands import parser
from enlsp_site.importers.registry import imported
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import Source, opened

CASES = Path(__file__).parent / "cases"


def brought(name: str) -> ImportResult:
    return imported("jekyll", opened(CASES / name), ImportOptions())


def of(files: dict[str, str]) -> ImportResult:
    made = {"_config.yml": "title: Demo 2025\n", **files}
    return imported("jekyll", Source.of({name: text.encode() for name, text in made.items()}), ImportOptions())


def told(result: ImportResult) -> list[str]:
    return [problem.code for problem in result.problems]


def people(result: ImportResult, group: str) -> list[Any]:
    found: list[Any] = result.files[f"people/{group}.yaml"]["people"]
    return found


def sessions(result: ImportResult) -> list[tuple[str, str, str]]:
    return [
        (day.get("title", "") or day["date"], each["time"], each.get("title", ""))
        for day in result.files["schedule.yaml"]["days"]
        for each in day["sessions"]
    ]


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.glob("jekyll-*")))
def test_nothing_of_liquid_is_left_and_no_error(name: str) -> None:
    result = brought(name)
    assert not [problem for problem in result.problems if problem.severity == "error"]
    for text in (*map(str, result.files.values()), *(page.body for page in result.pages.values())):
        assert "{{" not in text
        assert "{%" not in text


def test_a_table_inside_of_a_div_is_data() -> None:
    result = brought("jekyll-02")
    assert result.files["dates.yaml"] == {
        "heading": "Key Dates",
        "dates": [
            {"name": "Paper Submission Deadline", "date": "2025-10-11"},
            {"name": "Workshop Day", "date": "2025-12-12"},
        ],
    }
    (day,) = result.files["schedule.yaml"]["days"]
    assert day["sessions"] == [
        {"time": "14:30-14:35", "title": "Opening remarks", "kind": "remarks"},
        {"time": "14:50-15:10", "title": "Structured Things", "kind": "invited", "people": ["Ann Example"]},
    ]


def test_pages_in_folders_are_pages_and_their_lists_lists() -> None:
    result = brought("jekyll-03")
    assert result.pages["pages/call.md"].body == "We invite submissions on trees."
    assert people(result, "organizers") == ["Ann Example (Uni A)"]


def test_people_in_the_columns_of_a_table() -> None:
    assert people(brought("jekyll-04"), "organizers") == [
        {"name": "Ann Example", "affiliations": ["Uni A"], "links": {"home": "https://ann.example.org"}},
        {"name": "Bob Sample", "affiliations": ["Lab B"], "links": {"home": "https://bob.example.org"}},
    ]


def test_data_that_loops_show_is_in_its_list_once() -> None:
    result = brought("jekyll-05")
    assert people(result, "committee") == [{"name": "Ann Example", "affiliations": ["Lab A"]}]
    assert result.files["sponsors.yaml"]["tiers"] == [
        {"tier": "Sponsors", "sponsors": [{"name": "Acme Labs", "url": "https://acme.example/"}]}
    ]
    assert result.files["site.yaml"]["home"] == ["committee", "sponsors"]
    assert not result.pages


def test_values_in_headings_are_looked_up() -> None:
    page = brought("jekyll-06").pages["pages/trees-and-forests.md"]
    assert page.front["title"] == "Trees and Forests"
    assert page.body.endswith("Email [chairs@example.org](mailto:chairs@example.org).")


def test_collections_are_people_with_their_talks_and_days_with_their_sessions() -> None:
    result = brought("jekyll-07")
    assert people(result, "organizers")[0]["links"] == {"home": "https://ann.example.org/"}
    assert people(result, "speakers") == [
        {
            "name": "Bob Sample",
            "role": "Professor of Trees",
            "affiliations": ["Uni B"],
            "bio": "Bob has studied trees for long.",
            "talk": {"title": "Trees: Past and Future", "abstract": "A talk about trees."},
        },
        {
            "name": "Carl Person",
            "affiliations": ["Uni C"],
            "talk": {
                "title": "Why do trees need so many leaves?",
                "abstract": "One of the striking aspects of trees.",
            },
        },
    ]
    assert sessions(result) == [
        ("TBD", "11:00-11:45", ""),
        ("Monday", "10:00-10:30", ""),
        ("Tuesday, November 16th", "10:45-11:00", "Welcome"),
    ]
    assert "guessed-end" in told(result)


def test_cards_have_their_caption_as_affiliation_and_no_links_in_it() -> None:
    ann, bob = people(brought("jekyll-12"), "speakers")
    assert ann == {
        "name": "Ann Example",
        "affiliations": ["Uni A"],
        "photo": "ann.jpg",
        "links": {
            "home": "https://ann.example.org/",
            "scholar": "https://scholar.google.com/citations?user=abcdefgAAAAJ",
        },
        "bio": "Ann Example is a computer scientist who studies trees.",
    }
    assert bob == {"name": "Bob Sample", "affiliations": ["Lab B"], "links": {"home": "https://bob.example.org/"}}


def test_what_came_with_a_theme_is_a_draft_and_told() -> None:
    result = brought("jekyll-13")
    assert told(result).count("sample-page") == 3
    assert "news.yaml" not in result.files
    drafts = {path for path, page in result.pages.items() if page.front.get("draft")}
    assert set(result.pages) - drafts == {"pages/overview.md"}
    assert len(drafts) == 3


def test_a_list_right_after_a_paragraph_is_a_list() -> None:
    assert brought("jekyll-16").pages["pages/call.md"].body == (
        "We discuss topics not limited to:\n\n- Trees at Scale\n- Leaves and Branches\n\nand also:\n\n- Roots\n- Bark"
    )


def test_addresses_below_the_base_of_the_old_site_are_found() -> None:
    result = brought("jekyll-17")
    assert people(result, "speakers") == [
        {"name": "Ann Example", "photo": "images/ann.png", "bio": "Ann is a doctoral student."}
    ]
    assert result.copies == {"images/ann.png": "assets/images/ann.png"}


def test_an_include_of_a_theme_shows_the_people_of_its_page() -> None:
    result = brought("jekyll-18")
    assert result.files["people/speakers.yaml"] == {
        "heading": "Speakers",
        "intro": "The list of speakers is growing.",
        "people": [{"name": "Ann Example", "affiliations": ["Uni A"]}],
    }
    assert not result.pages


def test_dates_with_weekdays_that_were_extended() -> None:
    assert brought("jekyll-21").files["dates.yaml"]["dates"] == [
        {"name": "Submission Deadline", "date": "2025-05-23 23:59", "was": ["2025-05-13"], "zone": "AoE"},
        {"name": "Author Notification", "date": "2025-05-29"},
        {"name": "Workshop", "date": "2025-07-01"},
    ]


def test_cells_with_breaks_and_details_are_sessions_and_permalinks_are_known() -> None:
    result = brought("jekyll-25")
    (day,) = result.files["schedule.yaml"]["days"]
    assert day["date"] == "2025-12-16"
    assert day["sessions"][1] == {
        "time": "09:00-09:30",
        "title": "A view on trees",
        "kind": "invited",
        "people": ["Ann Example"],
        "abstract": "Trees are tall.",
    }
    assert result.files["news.yaml"]["news"][0]["text"] == "See our [Call for Papers](call) page."
    assert result.files["site.yaml"]["edition"] == "2025"
    assert result.files["site.yaml"]["nav"] == ["about", "call", "schedule"]


def test_plain_html_with_columns_of_titles_with_beginnings_alone_and_with_cards_that_are_links() -> None:
    result = brought("jekyll-28")
    assert sessions(result) == [
        ("Schedule", "09:40-10:20", ""),
        ("Program", "08:00-08:15", "Opening Remarks"),
        ("Program", "08:15-08:45", "Invited Talk 1"),
    ]
    ann, bob = people(result, "speakers")
    assert ann["talk"] == {"title": "A Scalable Framework for Trees"}
    assert (bob["affiliations"], bob["links"]) == (["Lab B"], {"home": "https://bob.example.org/"})


def test_a_programme_in_lines_with_days_between_them() -> None:
    result = of(
        {
            "program.md": "---\ntitle: Program\n---\n### Monday, June 2\n\n- 13:00 - 13:10 Welcome\n"
            "- 13:10 - 14:00 **Invited talk**: Ann Example (Uni A) – On trees\n\n### Tuesday, June 3\n\n"
            "**9:00 AM** Coffee\n\n**9:30 AM** Panel\n\n**10:30 AM** Closing\n"
        }
    )
    days = result.files["schedule.yaml"]["days"]
    assert [day["date"] for day in days] == ["2025-06-02", "2025-06-03"]
    assert days[0]["sessions"][1] == {
        "time": "13:10-14:00",
        "title": "On trees",
        "kind": "invited",
        "people": ["Ann Example"],
    }
    assert [each["time"] for each in days[1]["sessions"]] == ["09:00-09:30", "09:30-10:30", "10:30-11:00"]


def test_a_nested_list_of_dates_in_a_call_is_dates_and_its_words_stay() -> None:
    result = of(
        {
            "cfp.md": "---\ntitle: Call for Papers\n---\nSend us papers.\n\n### Important dates\n\n"
            "* Submission\n  * Abstracts: May 1\n  * Papers due: May 8, 2025\n* Notification: June 1\n\n"
            "### Format\n\nFour pages.\n"
        }
    )
    assert [(each["name"], each["date"]) for each in result.files["dates.yaml"]["dates"]] == [
        ("Abstracts", "2025-05-01"),
        ("Papers due", "2025-05-08"),
        ("Notification", "2025-06-01"),
    ]
    assert result.pages["pages/call.md"].body == "Send us papers."
    assert result.pages["pages/format.md"].body == "Four pages."


def test_pages_of_another_year_are_another_edition() -> None:
    result = of({"index.md": "---\n---\n# About\nTrees 2025.\n", "2023/index.md": "---\n---\n# About\nOld trees.\n"})
    assert "Old trees" not in str(result.pages)
    (problem,) = [problem for problem in result.problems if problem.code == "another-edition"]
    assert problem.message == "1 page is of 2023: another edition, not imported"


HUGO: dict[str, str | bytes] = {
    "config.toml": 'title = "Workshop on Trees 2025"\n[params]\nemail = "trees@example.org"\n',
    "content/_index.md": "---\ntitle: Home\n---\n# Workshop on Trees\n\nWe meet about trees.\n",
    "content/authors/ann/_index.md": "---\ntitle: Ann Example\nrole: Keynote speaker\n"
    "organizations:\n- {name: Uni A}\n"
    "social:\n- {icon: home, link: 'https://ann.example.org/'}\n---\nAnn studies trees.\n",
    "content/authors/ann/avatar.jpg": b"jpg",
    "content/event/opening/index.md": '+++\ntitle = "Opening"\ndate = "2025-12-06T09:00:00Z"\n'
    'date_end = "2025-12-06T09:10:00Z"\nlocation = "Hall A"\n+++\n',
    "content/call.md": '---\ntitle: Call for Papers\n---\n{{< figure src="tree.png" alt="A tree" >}}\n\nSend them.\n',
    "data/sponsors.yaml": "- {name: Acme, url: 'https://acme.example/', tier: Gold}\n",
}
HTML: dict[str, str | bytes] = {
    "index.html": "<html><head><title>Trees 2025</title></head><body><nav><a href='#x'>Dates</a></nav>"
    "<h1>Workshop on Trees</h1><p>We meet.</p><h2 id='x'>Important Dates</h2><ul><li>Submission: May 1, 2025</li>"
    "<li>Workshop: July 1, 2025</li></ul><h2>Organizers</h2><ul><li>Ann Example (Uni A)</li></ul>"
    "<footer>Write to us.</footer></body></html>"
}


def of_kind(kind: str, files: dict[str, str | bytes]) -> ImportResult:
    made = {name: data if isinstance(data, bytes) else data.encode() for name, data in files.items()}
    return imported(kind, Source.of(made), ImportOptions())


def test_hugo_brings_people_events_sponsors_and_pages() -> None:
    result = of_kind("hugo", HUGO)
    (ann,) = people(result, "authors")
    assert ann == {
        "name": "Ann Example",
        "role": "Keynote speaker",
        "affiliations": ["Uni A"],
        "photo": "content/authors/ann/avatar.jpg",
        "links": {"home": "https://ann.example.org/"},
        "bio": "Ann studies trees.",
    }
    (day,) = result.files["schedule.yaml"]["days"]
    assert (day["date"], day["sessions"]) == (
        "2025-12-06",
        [{"time": "09:00-09:10", "title": "Opening", "kind": "remarks", "room": "Hall A"}],
    )
    assert result.files["sponsors.yaml"]["tiers"] == [
        {"tier": "Gold", "sponsors": [{"name": "Acme", "url": "https://acme.example/"}]}
    ]
    assert result.pages["pages/call.md"].body == "A tree\n\nSend them."
    assert result.files["site.yaml"]["contact"] == "trees@example.org"


def test_a_page_of_html_brings_its_lists_without_its_menu() -> None:
    result = of_kind("html", HTML)
    assert [each["date"] for each in result.files["dates.yaml"]["dates"]] == ["2025-05-01", "2025-07-01"]
    assert people(result, "organizers") == ["Ann Example (Uni A)"]
    assert result.files["site.yaml"]["title"] == "Workshop on Trees"
    assert result.pages["pages/overview.md"].body == "We meet."
    assert result.pages["pages/imported/imported-footer.md"].body == "Write to us."


def test_an_import_counts_what_it_carried_and_names_what_it_did_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "old"
    for name, data in {**HTML, "extra.xyz": "?", "notes.csv": "a,b\n1,2\n", "style.css": "p {}"}.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    report = tmp_path / "report.json"
    site = str(tmp_path / "site")
    assert parser.main(["import", "html", str(source), "--site", site, "--report", str(report)]) == 0
    told = capsys.readouterr()
    assert "people 1 of 1, dates 2 of 2, pages 1 of 1" in told.out
    assert "not read: notes.csv, extra.xyz; besides 1 file of the theme (.css)" in told.out
    found = json.loads(report.read_text("utf-8"))
    assert found["counts"]["dates"] == {"found": 2, "carried": 2, "told": 0}
    assert found["unread"] == ["extra.xyz", "notes.csv", "style.css"]
    assert {each["code"] for each in found["problems"]} >= {"no-zone"} or found["problems"] == []
    assert parser.main(["build", "--site", site, "--quiet"]) == 0
