"""The user's secret is one, whoever makes it first, and nobody else's to read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from enlsp_site.storage import user_secret


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    user_secret.secret.cache_clear()
    yield tmp_path / "enlsp-site/secret"
    user_secret.secret.cache_clear()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_it_is_kept_for_nobody_else(path: Path) -> None:
    made = user_secret.secret()
    assert path.read_bytes() == made
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["secret"]


def test_what_another_process_made_meanwhile_counts(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else what one of them signs is none of ours for the next command."""

    def drawn(size: int) -> bytes:
        path.parent.mkdir(parents=True)
        path.write_bytes(b"1" * size)
        return b"2" * size

    monkeypatch.setattr(os, "urandom", drawn)
    assert user_secret.secret() == b"1" * 32


def test_a_damaged_one_is_made_anew(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"short")
    assert user_secret.secret() == path.read_bytes()
    assert len(path.read_bytes()) == 32
