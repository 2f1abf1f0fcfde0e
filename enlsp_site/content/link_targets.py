"""What links of an edition can lead to inside the site."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from enlsp_site.model.media import StaticFile


class LinkTargets(NamedTuple):
    """What links of an edition can name: its sections, the papers' pages, and the files of the site.

    `files` maps a published path to its file; an edition's own files stand under `<edition>/`. `drafts` are pages
    that are not to be published yet. `refused` are published paths of what a problem has been told of already;
    `whole` says that no folder of the edition is among that, so that what is not named here is not there. `root` is
    the site's folder, from which files are read; `embed_hosts` are hosts that site.yaml lets into frames.
    """

    edition: str
    sections: frozenset[str]
    files: Mapping[str, StaticFile]
    editions: frozenset[str]
    drafts: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    whole: bool = True
    root: Path = Path()
    embed_hosts: frozenset[str] = frozenset()

    def has_pages_below(self, address: str) -> bool:
        """Whether an address is below a section whose records have pages of their own."""
        section, slash, _ = address.partition("/")
        return bool(slash) and section in ("papers", "schedule") and section in self.sections
