"""What took long to make, kept by what it was made from: in the site's `.enlsp/`, for all output folders together.

Each file begins with a digest of the rest, so that one that is damaged is as good as none.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from enlsp_site.storage.cache_folder import FOLDER, prepare
from enlsp_site.storage.files import digest, write


class BlobStore:
    """One folder of such files, by keys that stand for all that their content depends on."""

    def __init__(self, site: Path, name: str) -> None:
        self._cache = site / FOLDER
        self._folder = self._cache / name

    def get(self, key: str) -> bytes | None:
        """What is kept under a key; None where nothing is, or it is not whole."""
        try:
            seal, _, data = (self._folder / key).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if digest(data).encode() == seal else None

    def keep(self, key: str, data: bytes) -> None:
        """Keep something. Where that cannot be written it is made again next time."""
        with suppress(OSError):
            prepare(self._cache)
            write(self._folder / key, digest(data).encode() + b"\n" + data, self._cache)

    def tidy(self, wanted: Collection[str]) -> None:
        """Remove what is not wanted, once that is most of what there is: until then a change that is taken back, or
        another output folder, finds its own."""
        with suppress(OSError):
            there = os.listdir(self._folder)
            rest = [name for name in there if name not in wanted]
            for name in rest if 2 * len(rest) > len(there) else ():
                (self._folder / name).unlink(missing_ok=True)
