"""What site.yaml acknowledges: heard by builds, for an edition or one place, and told when it is not needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from enlsp_site.build.pipeline import BuildOptions, Report, build

SITE = "name: TW\ntitle: Tiny Workshop\nedition: 2031\ntimezone: America/Toronto\n"
TWICE = """\
- date: 2031-12-06
  sessions:
    - {time: 09:00-10:00, title: One, room: A}
    - {time: 09:00-10:00, title: Two, room: A}
    - {time: 10:00-11:00, title: Three, room: B}
    - {time: 10:00-11:00, title: Four, room: B}
"""


def built(top: Path, unchecked: str, strict: bool = False, schedule: str = TWICE) -> Report:
    (top / "content").mkdir()
    (top / "content/site.yaml").write_text(f"{SITE}unchecked:\n{unchecked}", "utf-8")
    (top / "content/schedule.yaml").write_text(schedule, "utf-8")
    return build(BuildOptions(top, top / "public", strict=strict))


def told(report: Report) -> list[str]:
    return [f"{each.origin.file}:{each.origin.line} {each.code}" for each in report.problems]


def test_a_strict_build_hears_what_is_meant(tmp_path: Path) -> None:
    report = built(tmp_path, "  - {rule: double-booked, reason: large halls}\n", strict=True)
    assert (report.published, told(report)) == (True, [])


@pytest.mark.parametrize("anchor", ["two", "one"])
def test_it_is_heard_at_one_place_alone_be_it_the_first_or_a_further_one(tmp_path: Path, anchor: str) -> None:
    report = built(tmp_path, f"  - {{rule: double-booked, reason: large, at: schedule.yaml#{anchor}}}\n")
    assert told(report) == ["content/schedule.yaml:6 double-booked"]


def test_it_is_heard_in_one_file(tmp_path: Path) -> None:
    assert told(built(tmp_path, "  - {rule: double-booked, reason: large, at: schedule.yaml}\n")) == []


def test_what_is_needed_no_more_is_told(tmp_path: Path) -> None:
    report = built(tmp_path, "  - {rule: gap, reason: lunch}\n  - {rule: double-booked, reason: large}\n")
    assert told(report) == ["content/site.yaml:6 unused-unchecked"]
    assert report.problems[0].message == "there is no `gap` here any more to acknowledge"


def test_a_place_that_is_none_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    report = built(tmp_path, "  - {rule: double-booked, reason: large, at: schedule.yaml#tree}\n")
    assert told(report)[-1] == "content/site.yaml:6 unknown-place"
    assert report.problems[-1].hint == "did you mean `schedule.yaml#three`?"


def test_an_error_stays(tmp_path: Path) -> None:
    schedule = TWICE.replace("time: 09:00-10:00, title: One", "time: 10:00-09:00, title: One")
    report = built(tmp_path, "  - {rule: bad-time, reason: we like it}\n", schedule=schedule)
    assert not report.published
    assert "content/schedule.yaml:3 bad-time" in told(report)
