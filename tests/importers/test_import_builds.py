"""What an import promises by its exit code: after 0 `enlsp build` publishes, and nothing that `enlsp new` made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_import_damage import SOURCES

from enlsp_site.commands import parser

CASES = Path(__file__).parent / "cases"
EXTENSIONS = {
    ".bib": "bibtex",
    ".csv": "csv",
    ".ics": "ics",
    ".xml": "pretalx",
    ".zip": "pretalx",
    ".json": "pretalx",
}
NAMED = {"aclpub2": "aclpub2", "jekyll": "jekyll", "miniconf": "miniconf", "or": "openreview", "van": "pretalx"}
INTO = {"people.csv": ["--into", "people/speakers.yaml"]}
SAMPLE = ("Ada Lovelace", "Example Labs", "How to write a paper")


def kind_of(name: str) -> str:
    """The kind of a case by how it is called."""
    return next(
        (kind for begin, kind in NAMED.items() if name.startswith(begin)),
        EXTENSIONS.get(name[name.rfind(".") :], "pretalx"),
    )


def cases() -> list[tuple[str, Path]]:
    """Each case by its kind: a folder or a file."""
    found = [path for path in CASES.iterdir() if path.name not in ("README.md", "ics-zones", "pretalx")]
    found += [*(CASES / "ics-zones").iterdir(), *(CASES / "pretalx").glob("*/*.*"), CASES / "pretalx/van"]
    return sorted((kind_of(path.name), path) for path in found)


def exits(kind: str, source: Path, site: Path) -> tuple[int, int]:
    """The exit code of an import into the samples of `enlsp new`, and that of the build after it."""
    parser.main(["new", str(site), "--name", "Demo", "--year", "2027"])
    took = parser.main(["import", kind, str(source), "--site", str(site), *INTO.get(source.name, [])])
    return took, parser.main(["build", "--site", str(site), "--quiet"])


@pytest.mark.whole
@pytest.mark.parametrize(("kind", "source"), [pytest.param(*each, id=each[1].name) for each in cases()])
def test_after_every_case_a_build_publishes_what_is_true(kind: str, source: Path, tmp_path: Path) -> None:
    assert exits(kind, source, tmp_path / "site") == (0, 0)
    published = "".join(page.read_text("utf-8") for page in (tmp_path / "site/public").rglob("*.html"))
    assert "Example Labs" not in published, "a sponsor of the samples"
    assert "{{" not in published
    assert "{%" not in published


@pytest.mark.whole
@pytest.mark.parametrize("kind", sorted(SOURCES))
def test_after_0_a_build_publishes_and_after_1_it_is_told_why(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "source"
    for name, data in SOURCES[kind].items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    took, built = exits(kind, source, tmp_path / "site")
    assert took in (0, 1)
    assert took == 1 or built == 0
    assert ("error:" in capsys.readouterr().err) == (took == 1)


def test_an_error_that_an_import_cannot_mend_is_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = tmp_path / "site"
    parser.main(["new", str(site), "--name", "Demo", "--year", "2027", "--bare"])
    (site / "content/schedule.yaml").write_text("- date: 2027-12-06\n  sessions: [{time: 9:00, title: X}]\n")
    (tmp_path / "people.csv").write_text("Name,Affiliation\nAda Example,London\n")
    command = ["import", "csv", str(tmp_path / "people.csv"), "--site", str(site), "--into", "people/speakers.yaml"]
    for run in ("first", "nothing new"):
        assert parser.main(command) == 1, run
        assert "content/schedule.yaml: error: a build stops here:" in capsys.readouterr().err.replace(f"{site}/", "")
    assert (site / "content/people/speakers.yaml").read_text("utf-8").count("Ada Example") == 1
    (site / "content/schedule.yaml").unlink()
    assert parser.main(command) == 0
