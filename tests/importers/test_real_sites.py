"""What sites of workshops were found to hold that imports lost or took for something else, each in a made-up case."""

from __future__ import annotations

import json
from typing import Any

from test_website_cases import of, of_kind, people, sessions, told


def test_given_names_and_surnames_in_two_fields_are_one_name() -> None:
    result = of(
        {
            "_data/steering-committee.yml": "- {name: Ann, surname: Example, affiliation: Uni A}\n"
            "- {name: B. Q., surname: Sample, affiliation: Uni B}\n"
        }
    )
    assert [each["name"] for each in people(result, "committee")] == ["Ann Example", "B. Q. Sample"]


def test_groups_with_members_are_people_and_no_group_is_one() -> None:
    result = of(
        {
            "_data/organizing.yml": "- name: General Chairs\n  members:\n"
            "    - {name: Ann Example, affiliation: Uni A}\n"
            "- name: Paper Chairs\n  members:\n    - {name: 'Sample, Bob', affiliation: Uni B}\n",
            "_data/participants.yml": "groups:\n  - title: Participants\n    members:\n"
            "      - {name: Cy, surname: Person}\n      - {name: Di, surname: Doe}\n",
        }
    )
    assert [(each["name"], each["role"]) for each in people(result, "organizers")] == [
        ("Ann Example", "General Chair"),
        ("Bob Sample", "Paper Chair"),
    ]
    assert [each["name"] for each in people(result, "participants")] == ["Cy Person", "Di Doe"]
    assert "papers.yaml" not in result.files


def test_activities_and_the_groups_beside_one_another_are_sessions() -> None:
    result = of(
        {
            "_data/program.yml": "- {time: '09:00 - 10:00', activity: Opening}\n"
            "- time: '10:00 - 11:00'\n  activity: Parallel part\n  groups:\n"
            "    - {time: '10:00 - 11:00', activity: Group A}\n    - {time: '10:00 - 11:00', activity: Group B}\n"
            "- {time: '11:00 - 12:00', activity: Talk, speaker: null}\n"
        }
    )
    assert [title for _, _, title in sessions(result)] == ["Opening", "Parallel part", "Group A", "Group B", "Talk"]
    assert "people/presenters.yaml" not in result.files, "null is nobody"


def test_data_of_another_year_is_another_edition() -> None:
    result = of(
        {
            "_config.yml": "title: Demo 2026\n",
            "_data/2026/organizers.yml": "- {name: Ann Example, affiliation: Uni A}\n",
            "_data/2025/organizers.yml": "- {name: Old Timer, affiliation: Uni B}\n",
            "2025/cfp.md": "---\ntitle: Call\n---\nOld words.\n",
        }
    )
    assert [each["name"] for each in people(result, "organizers")] == ["Ann Example"]
    (problem,) = [each for each in result.problems if each.code == "another-edition"]
    assert problem.message == "2 pages are of 2025: another edition, not imported"
    assert "of 2025 are: _data/2025/organizers.yml, 2025/cfp.md" in result.notes


def test_pages_without_front_matter_are_shown_where_most_have_none() -> None:
    bare = {"cfp.md": "## Call for Papers\n\nSend us papers.\n", "venue.md": "## Venue\n\nIn a hall.\n"}
    shown = of(bare)
    assert (shown.pages["pages/call.md"].body, "sample-page" in told(shown)) == ("Send us papers.", False)
    kept = of({**bare, **{f"{name}.md": f"---\ntitle: {name}\n---\nWords.\n" for name in ("one", "two", "three")}})
    assert "sample-page" in told(kept)


def test_dates_with_lists_below_them_and_in_paragraphs_are_dates() -> None:
    result = of(
        {
            "index.md": "---\n---\n## Important Dates\n\n"
            "- **Camera ready**: ~~May 14, 2025~~, Extended to May 26, 2025\n    - You can still mend it.\n"
            "- **Workshop**: June 23, 2025\n    - In a room.\n\n## Call for Papers\n\n"
            "Submission deadline: **April 7th, 2025**\n\nDecision: **April 20th, 2025**\n\nWe invite words.\n"
        }
    )
    assert [(each["name"], each["date"], each.get("was")) for each in result.files["dates.yaml"]["dates"]] == [
        ("Camera ready", "2025-05-26", ["2025-05-14"]),
        ("Workshop", "2025-06-23", None),
        ("Submission deadline", "2025-04-07", None),
        ("Decision", "2025-04-20", None),
    ]
    assert "You can still mend it." in str(result.files["dates.yaml"]) + str(result.pages)


def test_a_date_that_is_struck_out_since_it_passed_is_the_date() -> None:
    result = of({"dates.md": "---\n---\n## Important Dates\n\n- Papers: <del>March 15th, 2025</del>\n"})
    assert result.files["dates.yaml"]["dates"] == [{"name": "Papers", "date": "2025-03-15"}]


def test_the_day_on_which_a_workshop_was_accepted_is_not_its_day() -> None:
    result = of(
        {
            "_data/dates.yml": "- {date: 'Jun 3, 2025', title: Workshop day}\n"
            "- {date: '2024-12-22', title: Workshop accepted at the conference}\n",
            "_data/program.yml": "- {time: '09:00 - 09:10', title: Welcome}\n",
        }
    )
    assert [day["date"] for day in result.files["schedule.yaml"]["days"]] == ["2025-06-03"]


def test_a_title_that_is_null_is_none() -> None:
    result = of({"_config.yml": "title: null\ndescription: Words\n", "index.md": "---\n---\n# Trees\n\nWords.\n"})
    assert result.files["site.yaml"]["name"] != "null"


def test_the_kinds_of_papers_that_a_call_names_are_no_papers() -> None:
    result = of(
        {
            "_data/submission.yml": "paper_types:\n  - {title: Archival paper, description: Eight pages.}\n"
            "  - {title: Short paper, description: Four pages.}\n",
            "index.md": "---\n---\n## Call for Papers\n\n{% for each in site.data.submission.paper_types %}\n"
            "- {{ each.title }}: {{ each.description }}\n{% endfor %}\n",
        }
    )
    assert "papers.yaml" not in result.files
    assert "Archival paper: Eight pages." in result.pages["pages/call.md"].body


def test_papers_that_a_page_looks_up_one_by_one_are_of_this_edition() -> None:
    files = {
        "_data/papers.yml": "- {title: On Trees, authors: Ann Example, paperid: 1}\n",
        "talks.md": "---\ntitle: Talks\n---\n## Talks\n\n{% assign papers = site.data.papers %}\nWords.\n",
    }
    assert [each["title"] for each in of(files).files["papers.yaml"]["papers"]] == ["On Trees"]
    assert "papers.yaml" not in of({**files, "talks.md": "---\ntitle: Talks\n---\nWords.\n"}).files


def test_what_jekyll_is_told_to_pass_over_is_no_page() -> None:
    files = {
        "theme/about.html": "---\n---\n<h2>The Theme</h2><p>Words of a theme.</p>",
        "index.md": "---\n---\n# Trees\n",
    }
    assert "Words of a theme" in str(of(files).pages)
    told_of = of({**files, "_config.yml": "title: Demo 2025\nexclude: [theme/, README.md]\n"})
    assert "Words of a theme" not in str(told_of.pages)
    assert "theme/about.html" in told_of.source.unread()


def test_what_is_said_of_rooms_is_kept_in_a_draft() -> None:
    result = of({"_rooms/hall.md": "---\nname: Hall\n---\nUp the stairs.\n", "index.md": "---\n---\n# Trees\n"})
    assert result.pages["pages/imported/imported-rooms.md"].body == "## Hall\n\nUp the stairs."


def test_further_tables_of_miniconf_are_carried_or_named() -> None:
    result = of_kind(
        "miniconf",
        {
            "papers.csv": "UID,title,authors\n1,One Paper of Ours,Ann Example\n",
            "lbds.csv": "UID,title,authors\n1,A Late Demo,Bob Sample\n",
            "goldsponsors.csv": "UID,image,type,url,name\n2,a.png,Gold,https://acme.example/,Acme\n",
            "sponsors.csv": "UID,title,authors\n1,Deep Wood,Diamond\n",
            "awards.csv": "UID,award\n1,Best Paper\n",
            "events.csv": "uid,title,start_date,start_time,end_time\n1,Opening,2025-11-05,8:00,9:00\n",
            "chat.csv": "a,b\n1,2\n",
            "faq.yml": "FAQ:\n  - Section: One\n    QA:\n      - {Question: Where?, Answer: <b>Here</b>.}\n",
            "venue.md": "# Where it is\n\nIn a hall.\n",
        },
    )
    papers = result.files["papers.yaml"]["papers"]
    assert [(each["id"], each["title"], each.get("track"), each.get("award")) for each in papers] == [
        ("1", "One Paper of Ours", None, "Best Paper"),
        ("lbds-1", "A Late Demo", "LBDS", None),
    ]
    held = result.files["sponsors.yaml"]["tiers"]
    tiers = {tier["tier"]: [each["name"] for each in tier["sponsors"]] for tier in held}
    assert tiers["Gold"] == ["Acme"]
    assert "Deep Wood" in str(tiers)
    (day,) = result.files["schedule.yaml"]["days"]
    assert (day["date"], day["sessions"][0]["time"]) == ("2025-11-05", "08:00-09:00")
    assert "chat.csv" in str([each.message for each in result.problems])
    assert result.pages["pages/faq.md"].body == "## Where?\n\n**Here**."
    assert (result.pages["pages/venue.md"].front["title"], result.pages["pages/venue.md"].body) == (
        "Where it is",
        "In a hall.",
    )


def test_what_aclpub2_knows_of_papers_and_editors_is_carried() -> None:
    result = of_kind(
        "aclpub2",
        {
            "papers.yml": "- id: 3\n  title: One\n  openreview_id: h1t9\n  pdf_file: a.pdf\n  authors:\n"
            "  - {first_name: Ann, last_name: Example, orcid: 'https://orcid.org/0000-0002-1825-0097'}\n"
            "  attachments:\n  - {type: software, file: code.zip}\n  - {type: poster, file: gone.pdf}\n"
            "  - {type: checklist, file: list.pdf}\n",
            "papers/a.pdf": b"%PDF",
            "attachments/code.zip": b"zip",
            "conference_details.yml": "event_name: Trees\nstart_date: 2025-05-22\neditors:\n"
            "  - {first_name: Ed, last_name: Itor}\n  - {first_name: Cha, last_name: Ir}\n",
            "organizing_committee.yml": "- role: Chair\n  members:\n    - {first_name: Cha, last_name: Ir}\n",
            "prefaces.yml": "- {title: Introduction, file: intro.tex}\n- {title: Lost, file: lost.tex}\n",
            "prefaces/intro.tex": "Welcome to \\emph{Trees}.\n",
        },
    )
    (paper,) = result.files["papers.yaml"]["papers"]
    assert (paper["openreview"], paper["pdf"], paper["code"]) == ("h1t9", "papers/a.pdf", "attachments/code.zip")
    assert paper["authors"] == [{"name": "Ann Example", "orcid": "0000-0002-1825-0097"}]
    assert [each["name"] for each in people(result, "editors")] == ["Ed Itor"]
    assert result.pages["pages/imported/imported-introduction.md"].body.startswith("Welcome to")
    assert [each.message for each in result.problems] == [
        "there is no file gone.pdf: the link is left out",
        "there is no file lost.tex: the preface is left out",
    ]


def test_notes_of_openreview_of_2017_to_2026_are_known_by_their_decisions() -> None:
    def note(number: int, where: str, field: str, says: str) -> dict[str, Any]:
        reply = {"invitation": f"Venue/2019/-/Paper{number}/{where}", "content": {field: says}}
        content = {"title": f"Paper {number}", "authors": ["Ann Example"]}
        return {"number": number, "forum": f"f{number}", "content": content, "details": {"directReplies": [reply]}}

    notes = [
        note(1, "acceptance", "decision", "Accept (Poster)"),
        note(2, "Meta_Review", "recommendation", "Accept"),
        note(3, "Acceptance", "acceptance", "Reject"),
        {**note(4, "Decision", "decision", "Accept"), "ddate": 1_580_000_000_000},
    ]
    result = of_kind("openreview", {"notes.json": json.dumps({"notes": [{"submissions": notes}]})})
    assert [(each["id"], each.get("decision")) for each in result.files["papers.yaml"]["papers"]] == [
        ("1", "poster"),
        ("2", None),
    ]
    assert "1 of 3 notes are no accepted papers, and are left out" in result.notes
