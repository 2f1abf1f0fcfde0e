"""What took long to make is kept, whole or not at all, and not for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from enlsp_site.storage.blob_store import BlobStore


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    BlobStore(tmp_path, "pictures").keep("a", b"one\ntwo\n")
    store = BlobStore(tmp_path, "pictures")
    assert (store.get("a"), store.get("b")) == (b"one\ntwo\n", None)
    assert BlobStore(tmp_path, "others").get("a") is None
    assert (tmp_path / ".enlsp/.gitignore").read_text() == "*\n"


@pytest.mark.parametrize("damaged", [b"", b"\n", b"broken", b"0" * 32 + b"\none"])
def test_what_is_damaged_is_as_good_as_none(tmp_path: Path, damaged: bytes) -> None:
    store = BlobStore(tmp_path, "pictures")
    store.keep("a", b"one")
    (tmp_path / ".enlsp/pictures/a").write_bytes(damaged)
    assert store.get("a") is None


def test_what_cannot_be_kept_is_made_again(tmp_path: Path) -> None:
    (tmp_path / ".enlsp").write_text("a file")
    store = BlobStore(tmp_path, "pictures")
    store.keep("a", b"one")
    store.tidy({"a"})
    assert store.get("a") is None


def test_what_is_not_wanted_stays_until_it_is_most(tmp_path: Path) -> None:
    store = BlobStore(tmp_path, "pictures")
    for key in "abcd":
        store.keep(key, key.encode())
    store.tidy({"a", "b"})
    assert [key for key in "abcd" if store.get(key)] == ["a", "b", "c", "d"]
    store.tidy({"a", "x"})
    assert [key for key in "abcd" if store.get(key)] == ["a"]
