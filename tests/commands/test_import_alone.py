"""`enlsp import` beside others that write the same content: nothing of theirs is lost."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site

from enlsp_site.commands import import_
from enlsp_site.commands.import_changes import ImportPlan, _new_draft
from enlsp_site.storage import disk

MakeSite = Callable[..., Site]

INTO = "--into", "people/speakers.yaml"
PEOPLE = "content/people/speakers.yaml"


def test_what_is_saved_while_an_import_looks_is_not_written_over(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = make_site({"a.csv": "name\nAda Lovelace\n", PEOPLE: "- Emmy Noether\n"})
    real = import_.worked_out

    def saved(*given: object) -> ImportPlan:
        plan = real(*given)  # type: ignore[arg-type]
        site.write({PEOPLE: "- Emmy Noether\n- Grace Hopper\n"})
        return plan

    with monkeypatch.context() as patch:
        patch.setattr(import_, "worked_out", saved)
        told = site.run("import", "csv", "a.csv", *INTO)
    words = f"enlsp import: {PEOPLE} was saved meanwhile, and nothing is written: import again"
    assert (told.code, told.summary) == (1, words)
    assert (site.folder / PEOPLE).read_text() == "- Emmy Noether\n- Grace Hopper\n"
    site.run("import", "csv", "a.csv", *INTO)
    text = (site.folder / PEOPLE).read_text()
    assert [name for name in ("Ada", "Emmy", "Grace") if name in text] == ["Ada", "Emmy", "Grace"]


def test_two_imports_at_once_are_both_there(make_site: MakeSite) -> None:
    names = "Mary Cartwright", "Sofia Kovalevskaya", "Maryam Mirzakhani"
    site = make_site({f"{number}.csv": f"name\n{name}\n" for number, name in enumerate(names)})
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "enlsp_site", "import", "csv", f"{number}.csv", *INTO],
            cwd=site.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(len(names))
    ]
    assert [each.wait() for each in started] == [0] * len(names)
    text = (site.folder / PEOPLE).read_text()
    assert [name for name in names if name not in text] == []


def test_an_import_after_a_killed_next_lays_itself_over_what_that_was_moving(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """content/ is not where it was: it is brought there before anything is looked at."""
    site = make_site({"a.csv": "name\nGrace Hopper\n", PEOPLE: "- Emmy Noether\n- Ada Lovelace\n"})
    real = disk.replace

    class Killed(BaseException):
        pass

    def replace(path: str, final: str, between: str = "") -> None:
        real(path, final, between)
        if Path(path).name == "content":
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", replace)
        with pytest.raises(Killed):
            site.run("next", "2032")
    assert not (site.folder / "content").exists()
    site.run("import", "csv", "a.csv", *INTO)
    assert "Emmy Noether" in (site.folder / "editions/2031/people/speakers.yaml").read_text()
    assert "edition: 2032" in (site.folder / "content/site.yaml").read_text()


def test_a_draft_of_an_earlier_import_is_not_written_over(tmp_path: Path) -> None:
    path = "content/pages/imported/imported-unfit.md"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_text("as it was mended by hand")
    change = _new_draft(tmp_path, path, "another")
    assert (change.path, change.before) == ("content/pages/imported/imported-unfit-2.md", None)
    assert _new_draft(tmp_path, path, "as it was mended by hand").path == path
