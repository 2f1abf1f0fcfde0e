"""Renames that belong together: all of them or none, and nothing left of what was set aside for them."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site

from enlsp_site.storage import disk, folder_moves
from enlsp_site.storage.folder_moves import FOLDER, HalfTakenError, Plan
from enlsp_site.storage.work import Work

MakeSite = Callable[..., Site]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("content/a.yaml", "content/sub/b.yaml", "static/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def standing(site: Path) -> dict[str, str]:
    """All files but those of the cache, and the folders with None."""
    paths = sorted(path for path in site.rglob("*") if ".enlsp" not in path.parts)
    return {path.relative_to(site).as_posix(): path.read_text() if path.is_file() else "" for path in paths}


def plan(site: Path, *, final: bool = True) -> Plan:
    moves = [("content", "editions/2031"), ("static/c.txt", "editions/2031/static/c.txt")]
    moves.append(("editions/2031/a.yaml", f"{FOLDER}/before/a.yaml"))
    moves += folder_moves.set_aside(site, {"static/sub/d.txt": b"d", "editions/2031/a.yaml": b"old"})
    (site / FOLDER / "new/content").mkdir()
    (site / FOLDER / "new/content/a.yaml").write_text("next")
    moves.append((f"{FOLDER}/new/content", "content"))
    return Plan("a step", moves, final=final)


def failing(monkeypatch: pytest.MonkeyPatch, when: Callable[[int], bool]) -> None:
    """Have those renames of the site fail, counted from 1; not those of the plan itself."""
    count, real = [0], disk.replace

    def replace(path: str, final: str, between: str = "") -> None:
        if "/plan" not in path and not path.endswith(FOLDER):
            count[0] += 1
            if when(count[0]):
                raise OSError(errno.EIO, "input/output error")
        real(path, final, between)

    monkeypatch.setattr(disk, "replace", replace)


def test_a_step_is_taken_and_leaves_nothing(site: Path) -> None:
    folder_moves.carry_out(site, lambda: plan(site))
    assert [path for path in standing(site).items() if path[1]] == [
        ("content/a.yaml", "next"),
        ("editions/2031/a.yaml", "old"),
        ("editions/2031/static/c.txt", "static/c.txt"),
        ("editions/2031/sub/b.yaml", "content/sub/b.yaml"),
        ("static/sub/d.txt", "d"),
    ]
    assert not (site / FOLDER).exists()


@pytest.mark.parametrize("number", range(1, 7))
def test_where_one_rename_cannot_be_made_all_are_taken_back(
    site: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = standing(site)
    failing(monkeypatch, lambda count: count == number)
    with pytest.raises(OSError, match="input/output error") as fault:
        folder_moves.carry_out(site, lambda: plan(site))
    assert not isinstance(fault.value, HalfTakenError)
    assert standing(site) == before
    assert not (site / FOLDER).exists()


def test_what_can_be_neither_taken_nor_taken_back_is_gone_on_with_by_the_next_command(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = standing(site)
    failing(monkeypatch, lambda count: count > 2)
    with pytest.raises(HalfTakenError):
        folder_moves.carry_out(site, lambda: plan(site))
    with Work(site) as work:
        assert work.fault == "input/output error"
    monkeypatch.undo()
    with Work(site) as work:
        assert work.fault == ""
    assert standing(site) == before
    assert not (site / FOLDER).exists()


def test_what_cannot_be_set_aside_leaves_nothing(site: Path) -> None:
    before = standing(site)

    def full() -> Plan:
        plan(site)
        raise OSError(errno.ENOSPC, "no space left on device")

    with pytest.raises(OSError, match="no space"):
        folder_moves.carry_out(site, full)
    assert standing(site) == before
    assert not (site / FOLDER).exists()


def test_the_next_command_removes_what_was_only_being_prepared(site: Path) -> None:
    folder_moves.prepare(site)
    plan(site)
    (site / f"{FOLDER}.gone").mkdir()
    with Work(site):
        pass
    assert [path.name for path in (site / ".enlsp").iterdir() if path.name.startswith("next")] == []


def test_the_next_command_removes_the_folder_that_was_only_just_made(site: Path) -> None:
    (site / FOLDER).mkdir(parents=True)
    with Work(site):
        pass
    assert not (site / FOLDER).exists()


def test_a_final_step_that_was_killed_at_its_end_cannot_be_taken_back_later(site: Path) -> None:
    folder_moves.prepare(site)
    made = plan(site)
    folder_moves.begin(site, made)
    for source, target in made.moves:
        (site / target).parent.mkdir(parents=True, exist_ok=True)
        (site / source).rename(site / target)
    with Work(site):
        pass
    assert folder_moves.take_back(site) is None
    assert not (site / FOLDER).exists()


def test_what_was_written_for_an_edition_that_is_taken_back_is_not_lost_by_another_step(make_site: MakeSite) -> None:
    site = make_site({"editions/2030/site.yaml": "name: TINY\ntitle: The Workshop on Tiny Things\nedition: 2030\n"})
    assert site.run("next", "2032").code == 0
    site.write({"content/pages/mine.md": "---\ntitle: Mine\n---\nHours of work.\n"})
    assert site.run("next", "--undo").code == 0
    told = site.run("archive", "2030")
    assert (told.code, "holds what was written before an edition was taken back" in told.summary) == (1, True)
    site.run("check", "-q")
    assert (site.folder / FOLDER / "new/content/pages/mine.md").is_file()
    assert (site.folder / "editions/2030/site.yaml").is_file()
