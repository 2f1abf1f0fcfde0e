"""The guard counts the work of builds, and tells what there is more of than before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import guard
from benchmarks.against import Cost, ratio, table

KEPT = {"cold": {"pages rendered": 800, "files opened": 2}, "edited": {"pages rendered": 1, "files opened": 2}}


def test_what_is_as_before_and_a_little_more_is_nothing_to_tell() -> None:
    assert guard.more_than(KEPT, KEPT) == []
    assert guard.more_than(KEPT, {**KEPT, "cold": {"pages rendered": 840, "files opened": 4}}) == []


def test_clearly_more_of_anything_is_told() -> None:
    more = {"cold": {"pages rendered": 841, "files opened": 2}, "edited": {"pages rendered": 800, "files opened": 2}}
    assert guard.more_than(KEPT, more) == [
        "cold: 841 pages rendered, where there were 800; if that is meant, --write keeps it",
        "edited: 800 pages rendered, where there were 1; if that is meant, --write keeps it",
    ]


def test_only_a_build_that_takes_a_quarter_longer_than_the_last_release_is_too_slow() -> None:
    assert guard.too_slow({"cold": 1.25, "edited": 0.4}, "v1") == []
    assert guard.too_slow({"cold": 1.26, "edited": 0.4}, "v1") == ["cold: 1.26 times as slow as v1"]


def test_without_a_release_there_is_nothing_to_compare_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert guard.slower(tmp_path, "") == []
    assert capsys.readouterr().out.startswith("there is no release")


def test_what_is_kept_has_all_that_is_counted() -> None:
    kept = json.loads(guard.KEPT.read_text("utf-8"))
    assert list(kept) == list(guard.KINDS)
    for counts in kept.values():
        assert {"files opened", "papers read", "pages rendered", "modules of ours loaded"} <= counts.keys()


@pytest.mark.whole
def test_counts_of_real_builds_tell_an_edit_from_a_cold_build_and_from_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "PAPERS", 30)
    site = guard.site_of(tmp_path / "site")
    cold = guard.counting(site, whole=True)
    guard.edit(site, "abstract: Edited. ", "abstract: ", 1)
    edited, unchanged = guard.counting(site, whole=True), guard.counting(site, whole=True)
    assert cold["papers read"] == 30
    assert cold["pages rendered"] > 60  # each paper's page and its .bib
    assert 0 < edited["pages rendered"] < 30
    assert (unchanged["files opened"], unchanged["papers read"], unchanged["pages rendered"]) == (0, 0, 0)


def test_ratios_are_medians_of_what_was_seen_in_the_same_round() -> None:
    """The machine was slow in the last round, for both."""
    rounds = [
        (Cost(1, 1, 5e7), Cost(2, 4, 1e8)),
        (Cost(1, 1, 5e7), Cost(2, 4, 1e8)),
        (Cost(9, 2, 5e7), Cost(18, 8, 1e8)),
    ]
    assert [ratio(rounds, which) for which in range(3)] == [0.5, 0.25, 0.5]
    assert table("papers", {"cold": rounds}).splitlines()[-1] == (
        "| cold | 0.500 (9.00 s to 18.00) | 0.250 (2.00 s to 8.00) | 0.500 (50 MB to 100) |"
    )
