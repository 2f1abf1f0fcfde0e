"""Files of content that a publication brings with it: what is written where a file is another by then."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import Site

from enlsp_site.storage import content_writes, journal
from enlsp_site.storage.content_writes import ContentFile

MakeSite = Callable[..., Site]


def test_what_is_another_by_now_gets_the_lines_that_are_new(tmp_path: Path) -> None:
    """Nothing of the user's is lost, nothing is there twice, and what was deleted stays so."""
    for before, found, wanted in (
        (None, None, b"a\nb\n"),
        (b"a\n", b"a\n", b"a\nb\n"),
        (b"a\n", b"a\nmine", b"a\nmine\nb\n"),
        (b"a\n", b"mine\n", b"mine\nb\n"),
        (b"a\n", b"b\nmine\n", b"b\nmine\n"),
        (b"a\n", b"a\nb\n", b"a\nb\n"),
        (None, b"mine\n", b"mine\na\nb\n"),
        (b"a\n", None, None),
    ):
        file = tmp_path / "a.yaml"
        file.unlink(missing_ok=True)
        if found is not None:
            file.write_bytes(found)
        (write,) = content_writes.stage(str(tmp_path), [ContentFile("a.yaml", b"a\nb\n", before)])
        assert content_writes.is_whole(write, str(tmp_path))
        for _ in range(2):  # the second time there is nothing to do
            assert content_writes.put(write, str(tmp_path), str(tmp_path)) == ""
            assert (file.read_bytes() if file.exists() else None) == wanted, (before, found)
        assert [path.name for path in tmp_path.iterdir() if path != file] == []


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (write,) = content_writes.stage(str(tmp_path), [ContentFile("gone/a.yaml", b"a", None)])
    assert content_writes.put(write, str(tmp_path), str(tmp_path)) == (
        "gone/a.yaml cannot be written: no such file or directory"
    )
    (tmp_path / write.name).write_bytes(b"half")
    assert not content_writes.is_whole(write, str(tmp_path))


def test_addresses_of_a_killed_build_are_remembered_beside_what_was_merged_since(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The paper of the killed build is withdrawn before the next: that is told; what somebody else wrote stays."""
    site = make_site()
    site.build()
    addresses = site.folder / "content/addresses.yaml"
    papers = (site.folder / "content/papers.yaml").read_text()
    site.write({"content/papers.yaml": f"{papers}- {{id: 9, title: Short-lived, authors: A B}}\n"})

    def killed(*_: object) -> None:
        raise SystemExit(9)

    monkeypatch.setattr(journal.content_writes, "put", killed)
    site.build()
    monkeypatch.undo()
    assert "papers/9," not in addresses.read_text()
    theirs = '- {at: papers/8, title: Theirs, changed: "2031-01-01T00:00:00Z"}\n'
    addresses.write_text(addresses.read_text() + theirs)
    site.write({"content/papers.yaml": papers})
    told = site.build()
    assert "at: papers/9," in addresses.read_text()
    assert "Theirs" in addresses.read_text()
    assert told.problems.count("[address-gone]") == 1


def test_the_disk_has_what_waits_before_it_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: done.append("synced"))
    content_writes.stage(str(tmp_path), [ContentFile("a.yaml", b"a", None)])
    assert done == ["synced"]
