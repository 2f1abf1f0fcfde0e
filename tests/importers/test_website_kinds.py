"""Ways in which real sites write their facts, each in a small made-up page: what must come out of it."""

from __future__ import annotations

from pathlib import Path

from test_website_cases import of, of_kind, people, sessions, told

from enlsp_site.commands import parser


def test_papers_that_two_breaks_part_are_papers() -> None:
    desk = of(
        {
            "papers.md": "---\ntitle: Accepted Papers\n---\n# Accepted Papers\n\n<div>\n"
            "<b>Spotlight Talks</b>\n<br>\n"
            '<a href="https://openreview.net/forum?id=a1">"Trees Grow in Forests"</a>. <a href="/s.pdf">(Slides)</a>'
            " Ann Example, Bob Sample.\n<br><br>\n"
            '<a href="https://openreview.net/forum?id=a2">"Leaves Fall in Autumn"</a>. Carl Person.\n<br><br>\n'
            '<a href="https://openreview.net/forum?id=a3">"Roots of the Matter"</a>. Dora Doe, Ed Roe.\n</div>\n'
        }
    )
    assert [(paper["title"], paper["authors"]) for paper in desk.files["papers.yaml"]["papers"]] == [
        ("Trees Grow in Forests", ["Ann Example", "Bob Sample"]),
        ("Leaves Fall in Autumn", ["Carl Person"]),
        ("Roots of the Matter", ["Dora Doe", "Ed Roe"]),
    ]


def test_a_bio_below_the_portraits_goes_to_the_person() -> None:
    desk = of(
        {
            "speakers.md": "---\ntitle: Speakers\n---\n# Invited Speakers\n\n"
            '<div class="person"><img src="ann.jpg"><a href="https://ann.example.org/">Ann Example</a></div>\n'
            '<div class="person"><img src="bob.jpg"><a href="https://bob.example.org/">Bob Sample</a></div>\n\n'
            "## Ann Example\n\nAnn Example is a professor who has studied trees for all of her life.\n\n"
            "## Bob Sample\n\nBob Sample is a lecturer who has studied leaves since he was a child.\n"
        }
    )
    assert [
        (each["name"], each["bio"].partition(" who")[0], bool(each["links"])) for each in people(desk, "speakers")
    ] == [
        ("Ann Example", "Ann Example is a professor", True),
        ("Bob Sample", "Bob Sample is a lecturer", True),
    ]


def test_a_page_laid_out_with_tables_is_read_as_what_is_in_them() -> None:
    page = (
        "<html><body><table><tr valign='top'><td><h1>Committees</h1><h2>Workshop Chairs</h2><table>"
        "<tr><td>Ann Example</td><td>Uni A, Norway</td></tr><tr><td>Bob Sample</td><td>Lab B</td></tr></table>"
        "<h2>Program Committee</h2><table><tr><td>Carl Person</td><td>Uni C</td></tr>"
        "<tr><td>Dora Doe</td><td></td></tr></table></td></tr></table></body></html>"
    )
    desk = of_kind("html", {"committees.html": page})
    assert people(desk, "organizers") == ["Ann Example (Uni A, Norway)", "Bob Sample (Lab B)"]
    assert people(desk, "committee") == ["Carl Person (Uni C)", "Dora Doe"]


def test_thanks_to_reviewers_below_the_organizers_are_the_committee() -> None:
    desk = of(
        {
            "organizers.md": "---\ntitle: Organizers\n---\n# Organizers\n\n- Ann Example (Uni A)\n"
            "- Bob Sample (Uni B)\n\n# Acknowledgements\n\nWe thank all reviewers for their help.\n\n"
            "<table><tr><td>Carl Person</td></tr><tr><td>Dora Doe</td></tr><tr><td>Ed Roe</td></tr></table>\n"
        }
    )
    assert people(desk, "organizers") == ["Ann Example (Uni A)", "Bob Sample (Uni B)"]
    assert "Carl Person" not in str(people(desk, "organizers"))
    assert "Carl Person" in str(desk.files) + str(desk.pages)


def test_rows_of_a_programme_with_beginnings_alone_end_as_the_next_begins() -> None:
    desk = of(
        {
            "_data/schedule.yml": "- {Time: 8:00 AM, Title: Announcements, Speaker(s): null}\n"
            "- {Time: 8:20 AM, Title: Trees in crowds, Speaker(s): Ann Example}\n"
            "- {Time: 9:00 AM, Title: Break}\n",
            "index.md": "---\n---\n# About\nTrees.\n",
        }
    )
    assert [time for _, time, _ in sessions(desk)] == ["08:00-08:20", "08:20-09:00", "09:00-09:30"]
    assert told(desk).count("guessed-end") == 1
    (day,) = desk.files["schedule.yaml"]["days"]
    assert day["sessions"][1]["people"] == ["Ann Example"]


def test_talks_within_a_session_that_have_no_time_are_named_in_it() -> None:
    desk = of(
        {
            "_data/schedule.yml": "- time: 11:30-12:00\n  topic: Lightning talks\n  subtopics:\n"
            "    - {title: Trees in warehouses, links: [{name: PDF, url: a.pdf}]}\n"
            "    - {title: Can you pick that?, speakers: [Ann Example, Bob Sample]}\n",
            "index.md": "---\n---\n# About\nTrees.\n",
        }
    )
    (day,) = desk.files["schedule.yaml"]["days"]
    assert day["sessions"][0]["note"] == "- Trees in warehouses\n- Can you pick that? (Ann Example; Bob Sample)"


def test_data_beside_the_pages_of_zola_and_quarto_are_rows() -> None:
    zola = of_kind(
        "hugo",
        {
            "config.toml": 'title = "Trees 2027"\n',
            "content/_index.md": "+++\ntitle = 'Home'\n+++\nWe meet.\n",
            "content/schedule.yaml": "schedule:\n  - title: Day\n    date: '2027-09-26'\n    sessions:\n"
            "      - {starts: '13:30', ends: '13:40', title: Welcome}\n"
            "      - {starts: '13:40', ends: '14:30', title: On leaves, speaker: Ann Example}\n",
            "content/papers.csv": "Title,Authors\nRoots of the Matter,Bob Sample\n",
        },
    )
    assert [(time, title) for _, time, title in sessions(zola)] == [
        ("13:30-13:40", "Welcome"),
        ("13:40-14:30", "On leaves"),
    ]
    assert "Roots of the Matter" in str(zola.files)
    quarto = of_kind(
        "hugo",
        {
            "_quarto.yml": "website: {title: Trees 2027}\n",
            "index.qmd": "---\ntitle: Trees\n---\nWe meet.\n",
            "speakers.qmd": "---\ntitle: Speakers\n---\n## Speakers\n\n- Ann Example (Uni A)\n",
            "docs/index.html": "<html><body><h1>What Quarto made</h1></body></html>",
        },
    )
    assert people(quarto, "speakers") == ["Ann Example (Uni A)"]
    assert "What Quarto made" not in str(quarto.pages)


def test_a_zone_that_is_not_in_force_on_a_day_is_no_traceback(tmp_path: Path) -> None:
    site = tmp_path / "site"
    parser.main(["new", str(site), "--name", "Demo", "--year", "2027", "--bare"])
    (site / "content/site.yaml").write_text("name: Demo\ntitle: Demo\nedition: 2027\ntimezone: CET\n", "utf-8")
    (site / "content/dates.yaml").write_text(
        "dates:\n  - {name: Deadline, date: 2027-05-11 23:59, zone: AoE}\n"
        "  - {name: Workshop, date: 2027-07-27, kind: event, zone: UTC}\n",
        "utf-8",
    )
    assert parser.main(["build", "--site", str(site), "--quiet"]) in (0, 1)


def test_a_table_of_dates_with_some_still_to_come_is_one_of_dates() -> None:
    desk = of_kind(
        "html",
        {
            "cfp.html": "<html><head><title>Trees - Call</title></head><body><main><h1>Call for Papers</h1><table>"
            "<tr><td><b>Submission deadline</b></td><td>August 22, 2027, AoE</td></tr>"
            "<tr><td><b>Notification of acceptance</b></td><td>September 22, 2027</td></tr>"
            "<tr><td><b>Early registration</b></td><td>TBC</td></tr><tr><td><b>Camera ready</b></td><td>TBC</td></tr>"
            "<tr><td><b>Submission website</b></td><td>OpenReview</td></tr></table></main></body></html>"
        },
    )
    assert [(each["name"], each["date"]) for each in desk.files["dates.yaml"]["dates"]] == [
        ("Submission deadline", "2027-08-22"),
        ("Notification of acceptance", "2027-09-22"),
        ("Early registration", "TBD"),
        ("Camera ready", "TBD"),
    ]
    assert "OpenReview" in desk.pages["pages/call.md"].body


STEPS = (
    ("Submissions open", "July 15, 2027", ""),
    ("Submission deadline", "September 12, 2027 AoE", ""),
    ("Workshop", "December 6-7, 2027", "Upcoming"),
)


def test_the_steps_of_a_timeline_are_dates() -> None:
    def step(element: str) -> str:
        return "".join(
            f"<{element}><div class='marker'></div><div class='step'><div>{name}</div><div>{day}</div>"
            f"<div>{more}</div></div></{element}>"
            for name, day, more in STEPS
        )

    wanted = [
        ("Submissions open", "2027-07-15", None),
        ("Submission deadline", "2027-09-12", None),
        ("Workshop", "2027-12-06", "2027-12-07"),
    ]
    for page in (
        f"<h2>Important Dates</h2><ul>{step('li')}</ul>",
        f"<h2>Call for Demos</h2><div class='timeline'>{step('div')}</div><p>We invite demos of trees.</p>",
    ):
        desk = of_kind("html", {"call.html": f"<html><body>{page}</body></html>"})
        made = desk.files["dates.yaml"]["dates"]
        assert [(each["name"], each["date"], each.get("until")) for each in made] == wanted
        assert made[1]["zone"] == "AoE"
        assert made[2]["note"] == "Upcoming"


def test_lines_that_are_struck_out_all_through_have_passed_or_were_another_day() -> None:
    desk = of(
        {
            "index.md": "---\n---\n## Important Dates\n\n- ~~Call: April 25, 2027~~\n"
            "- ~~Papers: July 10, 2027~~\n- Papers: July 17, 2027\n"
        }
    )
    assert desk.files["dates.yaml"]["dates"] == [
        {"name": "Papers", "date": "2027-07-17", "was": ["2027-07-10"]},
        {"name": "Call", "date": "2027-04-25"},
    ]


def test_spans_of_days_with_their_endings_are_whole() -> None:
    desk = of(
        {
            "_config.yml": "title: Trees 2027\n",
            "index.md": "---\n---\n## Important Dates\n\n* January 25th-26th: Pairs of mentors are told.\n"
            "* January 28th - February 1st: Mentors meet.\n",
        }
    )
    assert [(each["name"], each["date"], each["until"]) for each in desk.files["dates.yaml"]["dates"]] == [
        ("Pairs of mentors are told", "2027-01-25", "2027-01-26"),
        ("Mentors meet", "2027-01-28", "2027-02-01"),
    ]


def test_which_edition_it_is_other_pages_say_if_the_first_does_not() -> None:
    desk = of_kind(
        "hugo",
        {
            "config.toml": 'title = "Trees"\n',
            "content/_index.md": "+++\ntitle = 'Home'\n+++\nWe meet.\n",
            "content/dates.md": "+++\ntitle = 'Dates'\n+++\n## Important Dates\n\n- Papers: July 10, 2027\n"
            "- Workshop: October 1, 2027\n",
            "content/trees2026.md": "+++\ntitle = 'Trees 2026'\n+++\n## Important Dates\n\n- Papers: July 9, 2026\n"
            "- Workshop: October 2, 2026\n",
        },
    )
    assert [each["date"] for each in desk.files["dates.yaml"]["dates"]] == ["2027-07-10", "2027-10-01"]
    assert "of 2026 are: content/trees2026.md" in desk.notes


def test_pages_that_send_their_visitors_on_are_drafts() -> None:
    table = "| Time | Event |\n|---|---|\n| 9:00 - 9:30 | {} |\n| 9:30 - 10:00 | Break |\n"
    desk = of(
        {
            "schedule.md": "---\ntitle: Schedule\nredirect_to: /2026/schedule/\n---\n" + table.format("Old opening"),
            "program.md": "---\ntitle: Program\n---\n" + table.format("New opening"),
        }
    )
    assert [title for _, _, title in sessions(desk)] == ["New opening", "Break"]
    assert "Old opening" in desk.pages["pages/imported/imported-schedule.md"].body
    assert "schedule.md sends its visitors on to /2026/schedule/: its words are kept in a draft" in desk.notes


def test_samples_that_a_theme_brings_along_are_drafts() -> None:
    desk = of(
        {
            "_config.yml": "title: Trees 2027\ncollections: {projects: {output: true}}\n",
            "_pages/teaching.md": "---\ntitle: teaching\n---\nFor now, this page is assumed to be a static"
            " description of your courses. You can convert it.\n",
            "_projects/1_project.md": "---\ntitle: project 1\n---\nEvery project has a beautiful feature"
            " showcase page.\n",
        }
    )
    assert told(desk).count("sample-page") == 2
    assert [path for path in desk.pages if "/imported/" not in path] == []


def test_names_in_a_row_are_people_one_by_one() -> None:
    rows = "- {time: '09:00 - 09:30', title: On leaves, presenters: '%s'}\n"
    desk = of(
        {
            "_data/schedule.yml": rows % "Ann Example (Uni A), Bob Sample (Lab B)"
            + rows % "Carl Person, Dora Doe, Ed Roe and Fay Poe"
            + rows % "Grace Hopper, New York",
            "index.md": "---\n---\n# About\nTrees.\n",
        }
    )
    (day,) = desk.files["schedule.yaml"]["days"]
    assert [each["people"] for each in day["sessions"]] == [
        ["Ann Example", "Bob Sample"],
        ["Carl Person", "Dora Doe", "Ed Roe", "Fay Poe"],
        ["Grace Hopper, New York"],
    ]


def test_whom_a_list_tells_of_in_sentences_has_a_bio() -> None:
    desk = of(
        {
            "organizers.md": "---\ntitle: Organizers\n---\n## Organizers\n\n"
            "- **Dr. Ann Example** (_ann@uni-a.example_) is a professor at Uni A. She has studied trees for long.\n"
            "- **Bob Sample** is a lecturer at Lab B, where leaves are counted each year anew.\n"
        }
    )
    assert people(desk, "organizers") == [
        {
            "name": "Ann Example",
            "honorific": "Dr.",
            "links": {"email": "ann@uni-a.example"},
            "bio": "Dr. Ann Example is a professor at Uni A. She has studied trees for long.",
        },
        {"name": "Bob Sample", "bio": "Bob Sample is a lecturer at Lab B, where leaves are counted each year anew."},
    ]


def test_lists_that_are_parted_count_on() -> None:
    desk = of({"topics.md": "---\ntitle: Topics\n---\n1. Trees of one kind.\n\n<br>\n\n2. Leaves of all kinds.\n"})
    assert "2. Leaves of all kinds." in desk.pages["pages/topics.md"].body


THEME = {
    "_talks/old.md": "---\nname: Old Opening\n---\nOld words.\n",
    "_data/program.yml": "days:\n  - name: Monday\n    date: 2026-11-08\n    rooms:\n      - name: A\n"
    "        talks:\n          - {name: Old Opening, time_start: '9:00', time_end: '9:30'}\n",
}
PROGRAMME = (
    "---\ntitle: Program\n---\n<section><h2>Program</h2><div class='date'>24 November 2027</div>"
    "<details><summary><div>09:00-09:30</div><div>Old Opening</div></summary></details>"
    "<details><summary><div>09:30-10:00</div><div>Best Papers</div></summary>"
    "<ul><li>168: Nominee 1: Trees Grow in Forests</li></ul></details></section>"
)


def test_a_programme_of_another_year_in_the_data_gives_way_to_that_of_a_page() -> None:
    desk = of({"_config.yml": "title: Trees 2027\n", **THEME, "program.md": PROGRAMME})
    assert sessions(desk) == [
        ("2027-11-24", "09:00-09:30", "Old Opening"),
        ("2027-11-24", "09:30-10:00", "Best Papers"),
    ]
    assert "168: Nominee 1: Trees Grow in Forests" in str(desk.files["schedule.yaml"])
    assert desk.files["data/program.yaml"]["days"][0]["date"] == "2026-11-08"
    assert "another-edition" in told(desk)


def test_rows_of_pages_that_the_data_of_a_programme_do_not_have_are_kept() -> None:
    desk = of({"_config.yml": "title: Trees 2026\n", **THEME, "program.md": PROGRAMME})
    assert [title for _, _, title in sessions(desk)] == ["Old Opening"]
    kept = desk.pages["pages/imported/imported-schedule.md"].body
    assert "Best Papers" in kept
    assert "Old Opening" not in kept
    assert "rows of programmes on pages that are not in the data are kept in a draft: 1" in desk.notes


def test_looking_for_the_year_reads_no_file() -> None:
    desk = of(
        {
            "_config.yml": "title: Trees\n",
            "CUSTOMIZE.md": "Made in 2027.\n",
            "cfp2026.md": "---\n---\nOld.\n",
            "index.md": "---\n---\nTrees.\n",
            "vendor.html": "",
            "assets/notes.md": "Of 2027.\n",
        }
    )
    assert "assets/notes.md" in desk.source.unread()
