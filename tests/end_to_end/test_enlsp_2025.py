"""The ENLSP 2025 content: all facts of the workshop's own site, none of its faults."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from enlsp_facts import (
    CONTENT,
    LEFT_BEHIND,
    TALLY,
    body,
    everything,
    files,
    links_of,
    name_key,
    people,
    read,
    sessions,
    title_key,
)
from loops import some

pytestmark = pytest.mark.whole


@pytest.fixture(scope="module")
def tally() -> Any:
    """What was counted on the workshop's own site; kept beside the repository, not in it."""
    if not TALLY.parent.exists():
        pytest.skip("the tally of the workshop's own site is not on this machine")
    return json.loads(TALLY.read_text(encoding="utf-8"))


# Against the tally


@pytest.mark.parametrize(
    ("group", "count"),
    [("speakers", 6), ("panelists", 3), ("organizers", 6), ("volunteers", 4), ("committee", 77)],
)
def test_everybody_is_there_with_affiliation_and_links(tally: Any, group: str, count: int) -> None:
    theirs = [
        (
            name_key(one["name"]),
            one.get("title", ""),
            [one["affiliation"]],
            one.get("scholar", ""),
            one.get("linkedin", ""),
        )
        for one in tally[group]
    ]
    ours = [
        (
            name_key(one["name"]),
            one.get("honorific", ""),
            one["affiliations"],
            one.get("links", {}).get("scholar", ""),
            one.get("links", {}).get("linkedin", ""),
        )
        for one in people(group)
    ]
    assert ours == theirs
    assert len(ours) == count


def test_dates_are_all_there(tally: Any) -> None:
    ours = [
        (
            one["name"],
            one["date"] if isinstance(one["date"], list) else [one["date"]],
            one.get("zone", ""),
        )
        for one in read("dates.yaml")["dates"]
    ]
    assert ours == [(one["label"], one["iso"], one["tz"]) for one in tally["important_dates"]]
    assert len(ours) == 4


def test_schedule_has_every_row(tally: Any) -> None:
    ours = [
        (
            *one["time"].split("-"),
            one.get("people", []),
            [link["url"] for link in one.get("links", [])],
        )
        for one in sessions()
    ]
    theirs = [
        (
            row["start"],
            row["end"],
            [re.sub(r"^(Prof|Dr)\. ", "", name) for name in row["presenters"]],
            row["title_links"],
        )
        for row in tally["schedule"]
    ]
    assert ours == theirs
    assert len(ours) == 17


def test_schedule_says_what_each_row_is(tally: Any) -> None:
    for row, one in some(zip(tally["schedule"], sessions(), strict=True)):
        if row["kind"] == "keynote":
            assert one["kind"] == "keynote"
            assert "title" not in one, "the speaker's talk is the title"
        else:
            assert title_key(one["title"]) == title_key(row["title"])


def test_talks_that_are_open_stay_open(tally: Any) -> None:
    open_talks = sum(row["abstract_is_tbd"] for row in tally["schedule"])
    assert [one["talk"] for one in people("speakers")] == ["TBD"] * open_talks


def test_sponsors_are_named_under_their_heading(tally: Any) -> None:
    sponsors = read("sponsors.yaml")
    ours = {sponsors["heading"]: [name for tier in sponsors["tiers"] for name in tier["sponsors"]]}
    theirs = {
        heading: [name for logo in logos for name in logo["names"]] for heading, logos in tally["sponsors"].items()
    }
    assert ours == theirs


def test_topics_are_word_for_word(tally: Any) -> None:
    topics = read("pages/call.md")["topics"]
    assert topics == tally["topics"]
    assert (len(topics), sum(len(group["items"]) for group in topics)) == (6, 28)


def test_site_is_called_as_its_banner_says(tally: Any) -> None:
    site = read("site.yaml")
    assert [site["title"], site["theme"]] == tally["hero"]["lines"]
    assert site["contact"] == tally["site"]["author_email"]


def test_headings_are_all_there(tally: Any) -> None:
    pages = [read(f"pages/{path.name}")["title"] for path in (CONTENT / "pages").glob("*.md")]
    without_a_heading = {"site.yaml", "news.yaml", "reading.yaml", "addresses.yaml"}
    lists = [
        read(str(path.relative_to(CONTENT))).get("heading")
        for path in files()
        if path.suffix == ".yaml" and path.name not in without_a_heading
    ]
    assert set(tally["headings_h2"]) == {*pages, *lists}


def test_mentorship_sessions_have_their_links_and_days(tally: Any) -> None:
    parts = body("mentorship.md").split("\n## ")[1:]
    for theirs, ours in some(zip(tally["mentorship_sessions"], parts, strict=True)):
        name = re.search(r"Session . – [\w ]*\w", theirs["title"])
        assert name
        assert ours.startswith(name.group() + "\n")
        for link in theirs["links"]:
            (line,) = (line for line in ours.splitlines() if link["url"] in line)
            day = re.search(r"Day (\d): (.*)", link["text"])
            assert not day or line.startswith(f"| {day[1]} | Tuesday, {day[2]} |")


def test_places_that_a_mentorship_session_is_best_for_are_named(tally: Any) -> None:
    parts = body("mentorship.md").split("\n## ")[1:]
    places = [
        re.findall(r"Asia|Europe|Africa|Australia|North|South America", one["title"])
        for one in tally["mentorship_sessions"]
    ]
    assert [len(found) for found in places] == [4, 2]
    for found, part in zip(places, parts, strict=True):
        assert [place for place in found if place not in part] == []


def test_links_are_carried_over_or_left_behind_for_a_reason(tally: Any) -> None:
    theirs = set(tally["external_links_index"])
    assert theirs - links_of(everything()) == set(LEFT_BEHIND)


def test_earlier_papers_are_not_taken_for_ours(tally: Any) -> None:
    assert tally["accepted_papers_own_year"] is False
    assert [path.name for path in CONTENT.glob("papers.*")] == []


# On its own


FAULTS = {
    "placeholder link": r"xxx",
    "portal of 2024": r"ENLSP\.?2024",
    "style of 2024": r"neurips-2024",
    "12-hour time": r"\d\s*[AP]\.?M\b",
    "winter time in July": r"\bEST\b",
    "RWKV misspelt": r"(?i)rvkw",
    "emoji": r"[\U0001F000-\U0001FFFF\u2600-\u27BF]",
    "UTF-8 read as Mac Roman": r"‚Ä|√|ƒ",
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_known_faults_stay_behind(fault: str) -> None:
    found = {path.name: re.findall(fault, path.read_text(encoding="utf-8")) for path in files()}
    assert {name: hits for name, hits in found.items() if hits} == {}


def test_links_left_behind_are_nowhere() -> None:
    assert links_of(everything()) & set(LEFT_BEHIND) == set()


def test_no_two_works_share_one_link() -> None:
    names: dict[str, set[str]] = {}
    for name, url in re.findall(r"\[([^\]]+)\]\((https?://[^)]+)\)", body("overview.md")):
        names.setdefault(url, set()).add(" ".join(name.split()))
    assert len(names) > 30
    assert {url: found for url, found in names.items() if len(found) > 1} == {}


def test_names_are_written_as_names() -> None:
    groups = [path.stem for path in (CONTENT / "people").glob("*.yaml")]
    names = [one["name"] for group in groups for one in people(group)]
    assert len(names) == 96
    assert [name for name in names if "," in name or name.isupper() or name.islower()] == []


def test_nobody_stands_twice_in_a_group() -> None:
    for path in some((CONTENT / "people").glob("*.yaml")):
        names = [one["name"] for one in people(path.stem)]
        assert sorted(names) == sorted(set(names)), path.name


def test_people_of_the_schedule_are_speakers_or_panelists() -> None:
    known = {one["name"] for group in ("speakers", "panelists") for one in people(group)}
    shown = [name for session in sessions() for name in session.get("people", [])]
    assert sorted(shown) == sorted(known)


def test_nothing_of_others_is_shown() -> None:
    groups = [path.stem for path in (CONTENT / "people").glob("*.yaml")]
    held = {key for group in groups for one in people(group) for key in one}
    assert held <= {"name", "honorific", "affiliations", "links", "talk"}
    assert {".png", ".jpg", ".pdf", ".svg"} & {path.suffix for path in CONTENT.rglob("*")} == set()


@pytest.mark.parametrize("day", [date(2025, 7, 15), date(2025, 7, 29), date(2025, 8, 12)], ids=str)
@pytest.mark.parametrize(("number", "hour"), [(1, 7), (2, 12)], ids=["A", "B"])
def test_mentorship_hours_are_right_in_toronto_and_utc(number: int, hour: int, day: date) -> None:
    part = body("mentorship.md").split("\n## ")[number]
    start = datetime.combine(day, time(hour), ZoneInfo("America/Toronto"))
    utc = start.astimezone(UTC)
    assert start.utcoffset() == timedelta(hours=-4)
    assert f"**{hour:02}:00–{hour + 1:02}:00 in Toronto ({start:%Z}, UTC−4)**" in part
    assert f"{utc:%H:%M}–{utc.hour + 1}:00 UTC" in part
    assert f"| {day:%A}, {day:%B} {day.day}, {day.year} |" in part


def test_mentorship_sessions_of_the_schedule_are_those_of_their_page() -> None:
    _, *days = read("schedule.yaml")["days"]
    assert {(day["date"], day["timezone"]) for day in days} == {
        ("2025-07-15", "America/Toronto"),
        ("2025-07-29", "America/Toronto"),
        ("2025-08-12", "America/Toronto"),
    }
    page = body("mentorship.md").split("\n## ")[1:]
    for number, part in enumerate(page):
        of_part = [day["sessions"][number] for day in days]
        assert [part.split("\n")[0]] * 3 == [one["title"] for one in of_part]
        start, end = of_part[0]["time"].split("-")
        assert f"**{start}–{end} in Toronto" in part
        assert {one["stream"] for one in of_part} | {one["links"][0]["url"] for one in of_part} < links_of(part)


def test_sessions_end_after_they_begin() -> None:
    for session in some(sessions()):
        start, end = session["time"].split("-")
        assert "08:15" <= start < end <= "17:15", session


def test_news_is_of_days_that_the_sources_name() -> None:
    mentorship = {"2025-07-15", "2025-07-29", "2025-08-12"}
    calendar = {one["date"] for one in read("dates.yaml")["dates"] if isinstance(one["date"], str)}
    days = [one["date"] for one in read("news.yaml")]
    assert set(days) <= mentorship | calendar
    assert days == sorted(days, reverse=True)


def test_home_shows_every_page_and_group() -> None:
    pages = {path.stem for path in (CONTENT / "pages").glob("*.md")}
    groups = {path.stem for path in (CONTENT / "people").glob("*.yaml")}
    home = read("site.yaml")["home"]
    assert set(home) == pages | groups | {"dates", "schedule", "sponsors", "news", "editions"}
    assert len(home) == len(set(home))


def test_every_yaml_file_names_its_schema() -> None:
    for path in some(CONTENT.rglob("*.yaml")):
        if path.name == "addresses.yaml":  # written by `enlsp build`
            continue
        first = path.read_text(encoding="utf-8").splitlines()[0]
        inside = path.parent.name in ("people", "reading")
        schema = f"../.schema/{path.parent.name}.json" if inside else f".schema/{path.stem}.json"
        assert first == f"# yaml-language-server: $schema={schema}", path.name
