"""ENLSP's own site of 2025, imported: every fact of the tally that was taken of it is found in what comes out."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from loops import some
from sites import picture

from enlsp_site.commands import parser
from enlsp_site.importers.registry import imported
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import opened

THEIRS = Path(__file__).parents[3] / "shared" / "enlsp2025"
Tally = dict[str, Any]


@pytest.fixture(scope="module")
def tally() -> Tally:
    """What was counted and noted down by hand; kept beside the repository, not in it."""
    if not (THEIRS / "tally.json").exists():
        pytest.skip("the workshop's own site is not on this machine")
    found: Tally = json.loads((THEIRS / "tally.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def result(tally: Tally) -> ImportResult:
    return imported("jekyll", opened(THEIRS), ImportOptions())


@pytest.fixture(scope="module")
def words(result: ImportResult) -> str:
    """All that was imported as one text, as it is in the files."""
    pages = [f"{page.front}\n{page.body}" for page in result.pages.values()]
    return "\n".join([json.dumps(result.files, ensure_ascii=False), *pages])


def listed(result: ImportResult, path: str, key: str) -> list[Any]:
    entries: list[Any] = result.files[path][key]
    return entries


def test_the_site_is_called_as_it_was(result: ImportResult, tally: Tally) -> None:
    site = result.files["site.yaml"]
    assert site["name"] == tally["site"]["title"]
    assert site["contact"] == tally["site"]["author_email"]
    assert site["description"] == tally["site"]["description"]
    assert [site["title"], site["theme"]] == tally["hero"]["lines"]
    assert site["look"]["banner"] == tally["hero"]["image"]
    assert site["edition"] == "2025"
    assert [each["title"] for each in site["nav"]] == [each["title"] for each in tally["nav"]]


def test_every_heading_is_there(result: ImportResult, tally: Tally, words: str) -> None:
    assert [title for title in tally["headings_h2"] if title not in words] == []
    assert len(result.files["site.yaml"]["home"]) == len(tally["headings_h2"])


@pytest.mark.parametrize("group", ["speakers", "panelists", "organizers", "volunteers"])
def test_everybody_is_there_with_portrait_and_links(result: ImportResult, tally: Tally, group: str) -> None:
    made = [
        (
            each["name"],
            each.get("honorific", ""),
            each["affiliations"],
            each["photo"],
            each.get("links", {}).get("scholar", ""),
            each.get("links", {}).get("linkedin", ""),
        )
        for each in listed(result, f"people/{group}.yaml", "people")
    ]
    assert made == [
        (
            each["name"],
            each["title"],
            [each["affiliation"]],
            f"images/{each['photo']}",
            each["scholar"],
            each["linkedin"],
        )
        for each in tally[group]
    ]
    assert {f"images/{each['photo']}" for each in tally[group]} <= result.copies.keys()


def test_the_committee_is_there(result: ImportResult, tally: Tally) -> None:
    made = listed(result, "people/committee.yaml", "people")
    assert made == [f"{each['name']} ({each['affiliation']})" for each in tally["committee"]]
    assert len(made) == tally["counts"]["committee"] == 77


def test_every_row_of_the_schedule_is_there(result: ImportResult, tally: Tally) -> None:
    (day,) = listed(result, "schedule.yaml", "days")
    assert [each["time"] for each in day["sessions"]] == [f"{row['start']}-{row['end']}" for row in tally["schedule"]]
    titles = [re.sub(r"\W*\[Link to Posters\]\W*", ")", row["title"]) for row in tally["schedule"]]
    assert [each["title"] for each in day["sessions"]] == titles
    links = [[link["url"] for link in each.get("links", [])] for each in day["sessions"]]
    assert links == [row["title_links"] for row in tally["schedule"]]
    tbd = [each.get("abstract") == "TBD" for each in day["sessions"]]
    assert tbd == [row["abstract_is_tbd"] for row in tally["schedule"]]
    kinds = {"opening": "remarks", "closing": "award"}
    assert [each["kind"] for each in day["sessions"]] == [
        kinds.get(row["kind"], row["kind"]) for row in tally["schedule"]
    ]


def test_every_presenter_is_there_with_her_title(result: ImportResult, tally: Tally) -> None:
    (day,) = listed(result, "schedule.yaml", "days")
    people = [*listed(result, "people/speakers.yaml", "people"), *listed(result, "people/panelists.yaml", "people")]
    titles = {each["name"]: each["honorific"] for each in people}
    made = [
        [name if "." in name else f"{titles[name]} {name}" for name in each.get("people", [])]
        for each in day["sessions"]
    ]
    assert made == [row["presenters"] for row in tally["schedule"]]


def test_every_important_date_is_there(result: ImportResult, tally: Tally) -> None:
    made = [
        (each["name"], each["date"] if isinstance(each["date"], list) else [each["date"]], each.get("zone", ""))
        for each in listed(result, "dates.yaml", "dates")
    ]
    assert made == [(each["label"], each["iso"], each["tz"]) for each in tally["important_dates"]]
    assert listed(result, "schedule.yaml", "days")[0]["date"] == ["2025-12-05", "2025-12-06"]


def test_every_sponsor_is_there_in_its_tier(result: ImportResult, tally: Tally) -> None:
    made = {
        tier["tier"]: [([each["name"]], each["logo"]) for each in tier["sponsors"]]
        for tier in listed(result, "sponsors.yaml", "tiers")
    }
    assert made == {
        tier: [(each["names"], each["image"]) for each in sponsors] for tier, sponsors in tally["sponsors"].items()
    }


def test_every_topic_is_there(result: ImportResult, tally: Tally) -> None:
    assert result.pages["pages/call.md"].front["topics"] == tally["topics"]


def test_every_link_is_there(tally: Tally, words: str) -> None:
    assert [
        link for link in tally["external_links_index"] if f"({link})" not in words and f'"{link}"' not in words
    ] == []


def test_the_mentorship_sessions_are_there(result: ImportResult, tally: Tally) -> None:
    page = result.pages["pages/mentorship-sessions.md"].body
    plain = re.sub(r"\*\*|\\|\]\([^)]*\)|\[", "", page)
    for session in some(tally["mentorship_sessions"]):
        assert session["title"] in plain
        assert session["time"] in plain
        assert [link for link in session["links"] if link["text"] not in plain or link["url"] not in page] == []


def test_the_papers_of_another_edition_are_kept_and_not_published(result: ImportResult, tally: Tally) -> None:
    assert tally["accepted_papers_own_year"] is False
    made = result.files["data/accepted-papers.yaml"]
    assert "papers.yaml" not in result.files
    assert [(each["id"], each["title"]) for each in made] == [
        (each["id"], each["title"]) for each in tally["accepted_papers"]
    ]
    authors = [each["authors_raw"] for each in tally["accepted_papers"]]
    assert [", ".join(each.get("authors", [])) for each in made] == authors
    assert sum(len(each.get("authors", [])) for each in made) == tally["counts"]["author_entries"]
    assert not {path for path in result.copies if path.startswith("papers/")}
    told = next(problem for problem in result.problems if problem.code == "another-edition")
    assert told.message == ("no page of the site shows these 83 papers: they are of another edition, left in place")
    assert str(told.origin) == "_data/accepted_papers.yml:1:1"


def test_every_abstract_is_as_it_was(result: ImportResult, tally: Tally) -> None:
    made = [each.get("abstract", "") for each in result.files["data/accepted-papers.yaml"]]
    digests = [hashlib.sha256(text.encode()).hexdigest()[:16] if text else "" for text in made]
    expected = [each["abstract_sha16"] for each in tally["accepted_papers"]]
    lengths = [
        abs(len(text) - each["abstract_chars"]) for text, each in zip(made, tally["accepted_papers"], strict=True)
    ]
    assert max(lengths) <= 2, "blanks at the ends, or twice, are all that may differ"
    assert sum(one == other for one, other in zip(digests, expected, strict=True)) > 70


def test_what_is_wrong_there_is_told_with_its_line(result: ImportResult, tally: Tally) -> None:
    told = [f"{problem.origin}: {problem.message}" for problem in result.problems]
    for line in (
        (
            '_data/schedule.yml:46:9: "11:30AM - 12:00AM" ends at '
            "00:00, before it starts at 11:30; it is read as 11:30–12:00"
        ),
        "_data/schedule - Copy.yml:1:1: this file is a copy or an earlier draft of another, and is not imported",
        "_data/accepted_papers.yml:336:13: there is no papers/paper_56_supp.pdf",
        "_data/accepted_papers.yml:506:1: paper 92 has no authors",
        "_data/accepted_papers.yml:555:1: paper 101 has no abstract",
        "_data/accepted_papers.yml:6:12: “Yangchao Wu1” has a mark of an affiliation behind the name",
        "index.md:270:1: the schedule does not say in which time zone it is",
    ):
        assert line in told


def test_what_was_commented_out_is_in_a_draft(result: ImportResult) -> None:
    page = result.pages["pages/imported/imported-comments.md"]
    assert page.front["draft"] == "true"
    assert "author notifications have been released on Oct. 9th." in page.body
    assert "https://neurips2021-nlp.github.io/" in page.body


def test_the_site_builds_and_a_second_import_changes_nothing(
    tally: Tally, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = tmp_path / "site"
    command = ["import", "jekyll", str(THEIRS), "--site", str(site)]
    assert parser.main(command) == 0
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    assert parser.main(command) == 0
    assert capsys.readouterr().err.splitlines()[-1].startswith("0 files new, 0 changed, 0 copied; ")
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    for file in (site / "static/images").iterdir():  # small ones: making copies of theirs takes long
        file.write_bytes(picture(400, 400))
    assert parser.main(["build", "--quiet", "--site", str(site), "--out", str(tmp_path / "out")]) == 0
    assert ": error:" not in capsys.readouterr().err
    assert not (tmp_path / "out/2025/papers").exists()
