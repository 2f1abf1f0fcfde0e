"""Files that are changed together: all of them or none, whenever the command is killed, and nobody else's is lost."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from enlsp_site.storage import disk, user_secret
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.exchanges import write_together
from enlsp_site.storage.work import Work

OLD = {"content/one.yaml": "old 1", "content/two.yaml": "old 2"}
NEW = {"content/one.yaml": "new 1", "content/two.yaml": "new 2", "content/more/three.yaml": "new 3"}
STEPS = ("write_synced", "link", "replace", "remove")


class KilledError(BaseException):
    """The process is gone: nothing of it runs any more."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in OLD.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text)
    user_secret.secret()
    return tmp_path / "site"


def standing(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): path.read_text() for path in site.glob("content/**/*.yaml")}


def change(site: Path) -> None:
    write_together([(site / name, text.encode()) for name, text in NEW.items()], site / FOLDER)


def killed_at(number: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have the process be gone at a step on the disk, and at all after it; returns the steps before."""
    done: list[str] = []

    def killing(name: str) -> Callable[..., None]:
        real = getattr(disk, name)

        def call(*given: object) -> None:
            if len(done) >= number:
                raise KilledError
            done.append(name)
            real(*given)

        return call

    for name in (*STEPS, "clear"):
        monkeypatch.setattr(disk, name, killing(name))
    return done


def put_back(site: Path) -> None:
    for name in NEW:
        (site / name).unlink(missing_ok=True)
    for name, text in OLD.items():
        (site / name).write_text(text)


def test_a_killed_step_is_finished_or_was_not_begun(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ends, tells = [], []
    for number in range(1000):
        put_back(site)
        with monkeypatch.context() as patch:
            done = killed_at(number, patch)
            try:
                change(site)
            except KilledError:
                pass
            else:
                break
        told: list[str] = []
        with Work(site, None, told.append) as work:
            assert work.fault == ""
        assert standing(site) in (OLD, NEW), done
        assert told in ([], ["a change of several files that was interrupted is finished"]), done
        assert not (site / FOLDER / "staging").exists(), done
        ends.append(standing(site) == NEW)
        tells.append(bool(told))
    assert ends == sorted(ends)
    assert sum(tells) > 3
    assert ends.count(False) > 3
    assert ends.count(True) > 3


def interrupted(site: Path, monkeypatch: pytest.MonkeyPatch, at: int = 2) -> None:
    """Have the process be killed when the file of this number is about to be replaced."""
    with monkeypatch.context() as patch:
        left = [at]

        def replace(*given: object) -> None:
            left[0] -= 1
            if left[0] <= 0:
                raise KilledError
            real(*given)  # type: ignore[arg-type]

        real = disk.replace
        patch.setattr(disk, "replace", replace)
        with pytest.raises(KilledError):
            change(site)


def test_a_file_that_somebody_has_changed_since_stays_and_the_others_go_back(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(site, monkeypatch)
    assert standing(site) == OLD | {"content/one.yaml": "new 1"}
    (site / "content/two.yaml").write_text("mine")
    told: list[str] = []
    with Work(site, None, told.append):
        assert standing(site) == OLD | {"content/two.yaml": "mine"}
    assert told == ["a change of several files that was interrupted is taken back"]
    change(site)
    assert standing(site) == NEW


def test_what_was_made_since_where_a_file_was_to_be_stays(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(site, monkeypatch, at=3)
    (site / "content/more/three.yaml").write_text("mine")
    with Work(site):
        assert standing(site) == OLD | {"content/more/three.yaml": "mine"}


@pytest.mark.parametrize("instead", ["nothing", "a file"])
def test_where_a_folder_is_gone_by_then_the_others_go_back(
    site: Path, monkeypatch: pytest.MonkeyPatch, instead: str
) -> None:
    interrupted(site, monkeypatch, at=3)
    (site / "content/more").rmdir()
    if instead == "a file":
        (site / "content/more").write_text("mine")
    told: list[str] = []
    with Work(site, None, told.append) as work:
        assert work.fault == ""
        assert standing(site) == OLD
    assert told == ["a change of several files that was interrupted is taken back"]
    assert not (site / FOLDER / "staging").exists()


def test_damaged_bytes_are_not_put(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(site, monkeypatch)
    (site / FOLDER / "staging/together/new-1").write_text("new")
    with Work(site):
        assert standing(site) == OLD


@pytest.mark.parametrize("what", ["journal", "link"])
def test_what_a_stranger_left_there_is_not_carried_out(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    interrupted(site, monkeypatch)
    folder = site / FOLDER / "staging/together"
    if what == "journal":
        data = (folder / "journal").read_bytes()
        (folder / "journal").write_bytes(data.replace(b"two", b"new"))
    else:
        folder.rename(tmp_path / "elsewhere")
        folder.symlink_to(tmp_path / "elsewhere")
    with Work(site):
        assert standing(site) == OLD | {"content/one.yaml": "new 1"}
    assert not (site / FOLDER / "staging").exists()
    assert what == "journal" or (tmp_path / "elsewhere/journal").is_file()


def test_nothing_is_put_where_a_link_leads_by_now(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupted(site, monkeypatch, at=1)
    (site / "content").rename(tmp_path / "other")
    (site / "content").symlink_to(tmp_path / "other")
    with Work(site):
        pass
    assert {path.name: path.read_text() for path in (tmp_path / "other").glob("*.yaml")} == {
        "one.yaml": "old 1",
        "two.yaml": "old 2",
    }


def test_where_not_even_that_can_be_it_waits(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, calls = disk.replace, []

    def failing(*given: str) -> None:
        calls.append(given)
        if len(calls) > 1:
            raise OSError(errno.EIO, "input/output error")
        real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", failing)
        with pytest.raises(OSError, match="input/output"):
            change(site)
        with Work(site) as work:
            assert work.fault == "input/output error"
    with Work(site):
        assert standing(site) == NEW


def test_files_elsewhere_and_links_are_changed_with_the_others(site: Path, tmp_path: Path) -> None:
    (tmp_path / "far.yaml").write_text("old")
    (tmp_path / "aim.yaml").write_text("old")
    (site / "content/link.yaml").symlink_to(tmp_path / "aim.yaml")
    for other in (tmp_path / "far.yaml", site / "content/link.yaml"):
        write_together([(site / "content/one.yaml", b"1"), (other, b"2")], site / FOLDER)
        assert ((site / "content/one.yaml").read_text(), other.read_text()) == ("1", "2")
    assert (tmp_path / "aim.yaml").read_text() == "old"


def test_the_disk_has_the_new_bytes_before_the_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that loses its power after a rename may have the name, and nothing of what is in the file."""
    done: list[str] = []
    (tmp_path / "one").write_bytes(b"old")
    real = disk.replace
    monkeypatch.setattr(os, "fsync", lambda _: done.append("synced"))
    monkeypatch.setattr(disk, "replace", lambda *given: (done.append("replaced"), real(*given)))
    write_together([(tmp_path / "one", b"1"), (tmp_path / "a/two", b"2")], tmp_path / ".enlsp")
    assert done == ["synced", "synced", "synced", "replaced", "replaced"]  # the journal is the third
    assert ((tmp_path / "one").read_bytes(), (tmp_path / "a/two").read_bytes()) == (b"1", b"2")
    assert [*(tmp_path / ".enlsp/staging").iterdir()] == []
