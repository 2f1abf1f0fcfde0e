"""Where the entries of an edition stand, looked up for `lines.json`, which leads *Mend this page* to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from enlsp_site.content.locate import places
from enlsp_site.content.syntax import yaml_items
from enlsp_site.model.edition import Workshop
from enlsp_site.model.targets import Target
from enlsp_site.pages import mending
from enlsp_site.pages.mending import SourceEntry
from enlsp_site.storage.files import digest
from enlsp_site.storage.keys import key_of
from enlsp_site.storage.memory import Memory

RECIPE = "source lines"


def targets(workshop: Workshop, texts: Mapping[str, bytes], memory: Memory) -> list[Target]:
    """The file of lines of each edition that has an entry. `texts` are the sources by name; what is known of one that
    has not changed is remembered."""
    made = []
    for edition in workshop.editions:
        by_file: dict[str, list[SourceEntry]] = {}
        for each in mending.all_entries(edition):
            by_file.setdefault(each.origin.file, []).append(each)
        lines = {file: _remembered(texts[file], found, memory) for file, found in by_file.items() if file in texts}
        if lines:
            made.append(Target(path=mending.lines_path(edition.id), recipe=RECIPE, inputs={"lines": lines}))
    return made


def _remembered(data: bytes, found: Sequence[SourceEntry], memory: Memory) -> dict[str, int]:
    """The lines of the entries of a file by their keys, looked up once for the same text."""
    key = key_of([digest(data), [(each.key, each.origin.path) for each in found]], memory.version)
    known = memory.recall("lines", key)
    if known is None:
        known = dict(zip([each.key for each in found], _lines(data, found), strict=True))
        memory.keep("lines", key, known)
    return dict(known)


def _lines(data: bytes, found: Sequence[SourceEntry]) -> list[int]:
    """The lines of entries: counted where the file is a list at its left edge, else where its parser says."""
    file, paths = found[0].origin.file, [each.origin.path for each in found]
    start, items = yaml_items.items(data) if file.endswith((".yaml", ".yml")) else (0, [])
    if all(len(path) == 1 and isinstance(path[0], int) and path[0] < len(items) for path in paths):
        first = data.count(b"\n", 0, start) + 1
        lines = [*accumulate((item.count(b"\n") for item in items), initial=first)]
        return [lines[number] for path in paths for number in path if isinstance(number, int)]
    return [place.line for place in places([each.origin for each in found], {file: data})]
