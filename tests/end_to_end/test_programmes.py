"""Programmes as workshops really wrote them: everything that is wrong in them is told, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pages import SITES, said, whole, with_class

from enlsp_site.build.pipeline import BuildOptions, build
from enlsp_site.diagnostics.problem import Problem

pytestmark = pytest.mark.whole


def problems(name: str, folder: Path) -> list[Problem]:
    """What a build says of a site of tests/sites."""
    shutil.copytree(SITES / name, folder / name)
    return build(BuildOptions(folder / name, folder / "out")).problems


def told(found: list[Problem]) -> list[str]:
    return [
        f"{problem.origin.line}:{problem.origin.column} {problem.severity} {problem.code}: {problem.message}"
        for problem in found
    ]


def test_all_that_is_wrong_in_the_programme_of_enlsp_2025_is_told(tmp_path: Path) -> None:
    found = problems("enlsp2025", tmp_path)
    assert {problem.origin.file for problem in found} == {"content/schedule.yaml"}
    assert told(found) == [
        '11:14 error bad-time: "11:30AM - 12:00AM" ends at 00:00, before it starts at 11:30',
        '26:13 error unknown-zone: "EST (Toronto)" is not a time zone',
        '32:13 error wrong-zone: "EST" is not in force on July 29, 2025',
        '38:13 error wrong-zone: "EST" is not in force on August 12, 2025',
        "14:14 warning overlap: this begins at 12:45, before “Sponsored Networking Lunch Break” (12:15–13:00) "
        "is over",
        "18:16 warning another-honorific: “Prof. Beidi Chen” has the honorific Dr. in content/people/panelists.yaml",
        "18:34 warning another-honorific: “Prof. Ivan Vulić” has the honorific Dr. in content/people/panelists.yaml",
    ]
    hints = {problem.code: problem.hint for problem in found}
    assert hints["bad-time"] == "did you mean 12:00 PM (12:00)?"
    assert hints["unknown-zone"] == "did you mean America/Toronto?"
    assert hints["wrong-zone"] == "write America/Toronto or America/New_York, or EDT"


def test_the_programme_of_a_proposal_builds(tmp_path: Path) -> None:
    found = problems("sllm", tmp_path)
    assert told(found) == [
        "7:5 warning no-slot: Vithu Thangarasa is in no session of the schedule",
        "9:5 warning no-slot: Fuzhao Xue is in no session of the schedule",
    ]


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The sessions of the proposal's programme as its page shows them, in short."""
    page = whole("sllm", tmp_path_factory).pages["2025/schedule/index.html"]
    return [said(row) for row in with_class(page.root, "session")]


def test_every_session_of_the_proposal_is_shown_at_its_time(rows: list[str]) -> None:
    assert len(rows) == 19
    assert rows[0].startswith("09:00 to 09:05 ")
    assert rows[-1].startswith("18:35 to 18:45 ")
    assert "Lunch break / Mentor-Mentee Lunch" in next(row for row in rows if row.startswith("12:00 to 13:00 "))
