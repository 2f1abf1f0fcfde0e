"""The list of an archive's digests, which `sha256sum` reads, too."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from enlsp_site.storage import archives

FILES = {"public/index.html": b"home\r\n", "public/a b/ü.txt": b"", "static/x.pdf": b"%PDF-1.4"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in {**FILES, archives.LIST: archives.listed(FILES), ".content/site.yaml": b"name: T"}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    return tmp_path


def test_what_is_as_it_is_listed_is_not_told(folder: Path) -> None:
    assert archives.changed(folder) == []
    assert archives.changed(folder / "public") == [], "there is no list"


def test_a_byte_that_changed_is_told_with_its_file(folder: Path) -> None:
    (folder / "public/index.html").write_bytes(b"home\n")
    (folder / "static/x.pdf").unlink()
    (folder / "public/new").write_bytes(b"")
    assert archives.changed(folder) == [
        ("public/index.html", "changed"),
        ("public/new", "added"),
        ("static/x.pdf", "deleted"),
    ]


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="there is no sha256sum here")
def test_sha256sum_checks_the_list(folder: Path) -> None:
    command = ["sha256sum", "--check", "--strict", archives.LIST]
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
    (folder / "public/index.html").write_bytes(b"home\n")
    assert subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 1
