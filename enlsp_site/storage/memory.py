"""What earlier builds parsed and rendered, by digests of what it was made from: MessagePack, in the site's `.enlsp/`.

There is one memory for each output folder, beside its manifest (`build_memory`), safe to delete at any time. One that
is damaged (it begins with a checksum of the rest), or of another version, is ignored.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from enlsp_site.storage.build_memory import GRAIN, seal, unsealed
from enlsp_site.storage.cache_folder import prepare
from enlsp_site.storage.files import Stamp, digest, digest_file, stamp_of, write
from enlsp_site.storage.item_results import ANEW, ItemResults

if TYPE_CHECKING:
    from collections.abc import Callable

    from enlsp_site.storage.kept_results import KeptResults

T = TypeVar("T")


class Memory:
    """Results by the digest of what they were made from. What a build does not ask for is not kept. `results` are
    those that this process keeps besides, if it does."""

    def __init__(self, path: Path | None, version: str, results: KeptResults | None = None) -> None:
        self._path = path
        self.version = version
        self.results = results
        self._asked: list[tuple[str, str]] | None = None
        self._old: dict[str, dict[str, Any]] = {}
        self._new: dict[str, dict[str, Any]] = {}
        self.note = ""
        if path is not None:
            self._load(path)

    def _load(self, path: Path) -> None:
        import msgspec

        if self.results and self.results.tables and self.results.tables[0] == _stamp(path):
            self._old = self.results.tables[1]
            return
        data, self.note = unsealed(path)
        if not data:
            return
        values = msgspec.msgpack.decode(data)
        if values["version"] == self.version:
            self._old = values["tables"]
        else:
            self.note = "the cache is of another version, and is made anew"

    def again(self, function: Callable[..., T], *arguments: Any) -> T:
        """What a function gives for an edition or the workshop, and for more values: what it gave before for the same
        ones, if this process keeps that (`KeptResults.again`)."""
        return self.results.again(self, function, *arguments) if self.results else function(*arguments)

    @property
    def items(self) -> ItemResults:
        """What gives again what was made of each of many items, if this process keeps that; the same from build to
        build."""
        return self.results or ANEW

    def onward(self, function: Callable[..., T], slot: str, *arguments: Any) -> T:
        """What a function gives for its last result, if this process keeps that, and these values
        (`KeptResults.onward`)."""
        return self.results.onward(function, slot, *arguments) if self.results else function(None, *arguments)

    @contextmanager
    def listened(self) -> Iterator[list[tuple[str, str]]]:
        """In this block, note what is remembered or recalled: the kind and the key of each."""
        before, asked = self._asked, list[tuple[str, str]]()
        self._asked = asked
        try:
            yield asked
        finally:
            self._asked = before
            if before is not None:
                before += asked

    def hold(self, asked: Iterable[tuple[str, str]]) -> bool:
        """Keep what was `listened` to, as if it had been asked for again; whether all of it is there."""
        return all(self._found(kind, key) is not None for kind, key in asked)

    @staticmethod
    def digest(data: bytes) -> str:
        """What names some bytes."""
        return digest(data)

    def recall(self, kind: str, key: str) -> Any:
        """What is remembered under a key, or None."""
        return _unpacked(self._found(kind, key))

    def _found(self, kind: str, key: str) -> Any:
        found = self._new.get(kind, {}).get(key)
        if found is not None:
            if self._asked is not None:
                self._asked.append((kind, key))
            return found
        found = self._old.get(kind, {}).get(key)
        if found is not None:
            self.keep(kind, key, found)
        return found

    def keep(self, kind: str, key: str, value: Any) -> None:
        """Remember a value of plain data: text, numbers, lists, mappings."""
        self._new.setdefault(kind, {})[key] = value
        if self._asked is not None:
            self._asked.append((kind, key))

    def pack(self, kind: str, key: str, value: Any) -> None:
        """Remember a value that is not asked for again in this build, in the form in which it is written: thousands
        of papers take a quarter of the memory so."""
        import msgspec

        self.keep(kind, key, msgspec.Raw(msgspec.msgpack.encode(value)))

    def replace(self, kind: str, values: dict[str, Any]) -> None:
        """Remember these values of a kind, and no others."""
        self._new[kind] = values

    def file_digest(self, name: str, path: Path, stamp: Stamp) -> str:
        """The digest of a file's bytes, remembered by its stamp unless that is too young; empty if it is gone."""
        known = self._old.get("files", {}).get(name)
        if known is not None and known[:3] == [*stamp]:
            self.keep("files", name, known)
            return str(known[3])
        try:
            found = digest_file(path)
        except OSError:
            return ""
        if stamp[1] < time.time_ns() - GRAIN:
            self.keep("files", name, [*stamp, found])
        return found

    def save(self) -> None:
        """Write the memory. Raises OSError."""
        if self._path is None or self._new == self._old:
            return
        import msgspec

        prepare(self._path.parent)
        data = bytearray()
        msgspec.msgpack.Encoder().encode_into({"version": self.version, "tables": self._new}, data)
        data[:0] = seal(data)  # of thousands of pages this is too much to be held twice
        write(self._path, data, self._path.parent)
        if self.results:
            self.results.tables = _stamp(self._path), self._new


def _stamp(path: Path) -> Stamp:
    """The stamp of a file; one that no file has where it is gone."""
    try:
        return stamp_of(path.stat())
    except OSError:
        return (-1, -1, -1)


def _unpacked(value: Any) -> Any:
    """A value that was packed in this build, and is asked for all the same."""
    if type(value).__name__ != "Raw":
        return value
    import msgspec

    return msgspec.msgpack.decode(value)
