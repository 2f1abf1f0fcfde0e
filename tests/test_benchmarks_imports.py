"""What is counted of imports of whole sites."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import imports


def test_facts_are_carried_told_or_lost(tmp_path: Path) -> None:
    site = tmp_path / "trees"
    site.mkdir()
    people = "<h2>Organizers</h2><ul><li>Ann Example (Uni A)</li></ul>"
    page = f"<html><body><h1>Trees</h1>{people}<footer>Bye Now</footer></body></html>"
    (site / "index.html").write_text(page, "utf-8")
    facts = "html\tHTML\npeople\tAnn Example\npeople\tNo Body\ntexts\tbye now\n"
    (tmp_path / "trees.facts").write_text(facts, "utf-8")
    found = imports.measured(tmp_path / "trees.facts")
    assert (found.found["people"], found.carried["people"], found.carried["texts"], found.told) == (2, 1, 0, 1)
    assert (found.builds, found.samples) == (True, 0)
    assert imports.as_table([found]).splitlines()[-1].startswith("| all 1 | 1 of 2 |")


def test_without_the_sites_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["imports", str(tmp_path)])
    imports.main()
    assert "nothing is measured" in capsys.readouterr().out
