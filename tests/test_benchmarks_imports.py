"""What is counted of imports of whole sites."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import import_facts, imports


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


def test_facts_are_found_in_data_and_pages_of_this_edition(tmp_path: Path) -> None:
    files = {
        "_data/organizers.yml": "- {name: Ann, surname: Example, affiliation: Uni A}\n",
        "_data/program.yml": "days:\n  - events:\n    - {time: 9:00 to 9:10, title: Opening}\n",
        "_data/papers.yml": "- {title: On Trees, authors: Bob Sample}\n",
        "_data/sponsors.yml": "- {name: Acme, logo: acme.png}\n",
        "_data/2024/organizers.yml": "- {name: Old Timer, affiliation: Uni B}\n",
        "_site/index.html": "<p>What was built from the pages is no source, however many words it may have.</p>",
        "index.md": "---\ntitle: Trees 2025\n---\n## Important Dates\n\n- Papers: May 8, 2025\n\n## Speakers\n\n"
        "- Carl Person (Uni C)\n\n## About\n\nWe meet about trees, about leaves and about roots, as every year.\n",
    }
    for name, text in files.items():
        (tmp_path / "trees" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "trees" / name).write_text(text, "utf-8")
    assert list(import_facts.facts_of(tmp_path / "trees", "jekyll")) == [
        ("people", "Ann Example"),
        ("papers", "on trees"),
        ("sessions", "opening"),
        ("sponsors", "Acme"),
        ("dates", "2025-05-08"),
        ("people", "Carl Person"),
        ("texts", "we meet about trees about leaves and about"),
    ]


def test_without_the_sites_nothing_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["imports", str(tmp_path)])
    imports.main()
    assert "nothing is measured" in capsys.readouterr().out
