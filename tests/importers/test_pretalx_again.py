"""A programme of pretalx imported again: what is gone, what is moved and renamed, and another language."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from enlsp_site.commands import parser
from enlsp_site.content.syntax import yaml

CASES = Path(__file__).parent / "cases"
VAN, VAN2 = CASES / "pretalx/van", CASES / "pretalx/van2"
GONE = "days #1 sessions #2 (Is cancelled): the source has it no more; it is kept; --prune removes it"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    parser.main(["new", str(tmp_path / "site"), "--name", "Demo", "--year", "2027", "--bare"])
    return tmp_path / "site"


def again(site: Path, source: Path, *options: str) -> None:
    """Import a version of the programme, always under the name of the first."""
    same = shutil.copy(source, site.parent / f"schedule{source.suffix}")
    assert parser.main(["import", "pretalx", str(same), "--site", str(site), *options]) == 0


def schedule(site: Path) -> dict[str, dict[str, Any]]:
    """The sessions by title, with the dates of their days."""
    path = site / "content/schedule.yaml"
    days, _ = yaml.parse(path.read_text("utf-8"), path.name)
    return {each["title"]: {**each, "date": day["date"]} for day in days["days"] for each in day["sessions"]}


def speakers(site: Path) -> list[str]:
    people, _ = yaml.parse((site / "content/people/speakers.yaml").read_text("utf-8"), "speakers.yaml")
    return [person["name"] for person in people["people"]]


def test_what_is_gone_goes_on_being_told_and_is_removed_at_any_later_run(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again(site, CASES / "prune.json")
    capsys.readouterr()
    for run in range(3):
        again(site, CASES / "prune2.json")
        assert GONE in capsys.readouterr().out, f"run {run}"
        assert list(schedule(site)) == ["Stays", "Is cancelled"]
    again(site, CASES / "prune2.json", "--prune")
    assert list(schedule(site)) == ["Stays"]
    assert speakers(site) == ["Ada Example"]
    capsys.readouterr()
    again(site, CASES / "prune2.json")
    assert "no more" not in capsys.readouterr().out


def test_what_is_gone_and_was_edited_is_never_removed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again(site, CASES / "prune.json")
    path = site / "content/schedule.yaml"
    path.write_text(path.read_text("utf-8").replace("title: Is cancelled", "title: Is moved"))
    again(site, CASES / "prune2.json")
    again(site, CASES / "prune2.json", "--prune")
    assert "Is moved" in schedule(site)
    assert "it was edited here, and is kept" in capsys.readouterr().out


def test_the_next_version_of_a_programme_changes_what_it_changed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again(site, VAN / "schedule.json")
    first = schedule(site)
    path = site / "content/schedule.yaml"
    path.write_text(path.read_text("utf-8").replace("days:", "# our own remark\ndays:", 1))
    again(site, VAN2 / "schedule.json", "--prune")
    second = schedule(site)
    fresh = site.parent / "fresh"
    parser.main(["new", str(fresh), "--name", "Demo", "--year", "2027", "--bare"])
    again(fresh, VAN2 / "schedule.json")
    assert second == schedule(fresh), "as if the second version were the only one"
    assert sorted(speakers(site)) == sorted(speakers(fresh))
    assert path.read_text("utf-8").count("# our own remark") == 1
    ids = {each["id"]: title for title, each in first.items()}
    retitled = {ids[each["id"]]: title for title, each in second.items() if ids.get(each["id"], title) != title}
    assert retitled, "a talk that is called otherwise is the same one by its code"
    assert "error" not in capsys.readouterr().err


def test_a_speaker_who_is_renamed_is_the_same_one(site: Path) -> None:
    again(site, VAN / "schedule.json")
    before = speakers(site)
    changed = site.parent / "renamed.json"
    renamed = before[0].rpartition(" ")[0] + " Newname"
    changed.write_text((VAN / "schedule.json").read_text("utf-8").replace(before[0], renamed), "utf-8")
    again(site, changed)
    assert speakers(site) == [renamed, *before[1:]]
    assert before[0] not in (site / "content/schedule.yaml").read_text("utf-8")


def test_an_export_in_another_language_is_one_import_and_told(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again(site, VAN / "schedule.json")
    first = schedule(site)
    capsys.readouterr()
    again(site, VAN / "schedule-fr.json")
    told = capsys.readouterr().out
    assert "rooms are called otherwise in the source now: “Hall A & B” is “Salle A et B”; another language" in told
    second = schedule(site)
    assert first.keys() == second.keys(), "no session is there twice"
    assert {each["time"] for each in first.values()} == {each["time"] for each in second.values()}
    again(site, VAN / "schedule.json")
    assert schedule(site) == first


def test_a_title_that_nobody_chose_gives_way(site: Path) -> None:
    again(site, VAN / "schedule.json")
    text = (site / "content/site.yaml").read_text("utf-8")
    assert "title: Workshop on Frugal Speech & Language 2027" in text
    assert "name: Demo" in text


def test_whoever_a_session_still_names_is_not_removed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again(site, CASES / "prune.json")
    path = site / "content/schedule.yaml"
    ours = "    sessions:\n      - {time: 13:00-13:30, title: Ours, people: [Ben Sample]}\n"
    path.write_text(path.read_text("utf-8").replace("    sessions:\n", ours), "utf-8")
    again(site, CASES / "prune2.json", "--prune")
    assert list(schedule(site)) == ["Ours", "Stays"]
    assert speakers(site) == ["Ada Example", "Ben Sample"]
    assert "(Ben Sample): the source has it no more; another file names it, and it is kept" in capsys.readouterr().out
