"""The entries of a file of papers; in a process that reads it again and again, only those items that are written
otherwise are read anew.

What an item of a list says depends on no other where no anchors are about (`syntax.yaml_items`). So where nothing was
wrong with the file, and nothing is with the items that are others now, the file's entries are those of its items.
Whatever is not certain is read as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from enlsp_site.content import papers_bib, papers_csv, validate
from enlsp_site.content.entries.papers import PaperEntry, PapersFile
from enlsp_site.content.reader import Reader
from enlsp_site.content.schema import SHAPES
from enlsp_site.content.syntax import yaml, yaml_items
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, has_errors
from enlsp_site.storage.files import LARGEST_TEXT

PAPER_FILES = {
    "papers.yaml": yaml.parse,
    "papers.yml": yaml.parse,
    "papers.csv": papers_csv.parse,
    "papers.bib": papers_bib.parse,
}
"""What reads each of the files that papers may be written in, by its name."""

FEW = 20
"""When more items than that are others now, the file is read as a whole, which is quicker then."""

Found = PapersFile | list[PaperEntry] | None


class ReadEntries(NamedTuple):
    """The entries of a file, and whether none was left out for an error; and, where they can be told apart, what
    stands before its items, and the bytes of each."""

    found: Found
    whole: bool
    head: bytes = b""
    items: tuple[bytes, ...] = ()


def read_entries(reader: Reader, file: str) -> tuple[Found, bool]:
    """The entries of the papers, and whether none was left out for an error. Reports what is wrong with them."""
    read = reader.memory.onward(_read_after, file, reader, file)
    return read.found, read.whole


def _read_after(before: ReadEntries | None, reader: Reader, file: str) -> ReadEntries:
    return (_exchanged(before, reader.texts[file]) if before else None) or _read(reader, file)


def _read(reader: Reader, file: str) -> ReadEntries:
    """The entries of a file that is read as a whole."""
    before = len(reader.problems)
    data = reader.parsed(file, PAPER_FILES[_name(file)])
    if data is None and len(reader.problems) > before:
        return ReadEntries(None, whole=False)
    found = reader.entries(data, SHAPES["papers"], Origin(file))
    read = ReadEntries(found, not lose_entries(reader.problems[before:]))
    if reader.memory.results and len(reader.problems) == before and PAPER_FILES[_name(file)] is yaml.parse:
        return _told_apart(read, reader.texts[file])
    return read


def _name(file: str) -> str:
    return file.rpartition("/")[2]


def _told_apart(read: ReadEntries, data: bytes) -> ReadEntries:
    """The entries with the bytes of their items, if these are as many."""
    start, items = yaml_items.items(data)
    is_one_each = isinstance(read.found, list) and len(items) == len(read.found)
    return read._replace(head=data[:start], items=tuple(items)) if is_one_each else read


def _exchanged(before: ReadEntries, data: bytes) -> ReadEntries | None:
    """The entries of a file that was read before, with those of its items that are others now; None where it is to be
    read as a whole."""
    start, items = yaml_items.items(data)
    read, old = before.found, before.items
    if not isinstance(read, list) or not old or data[:start] != before.head or len(data) > LARGEST_TEXT:
        return None
    first = _alike(old, items)
    last = _alike(old[first:][::-1], items[first:][::-1])
    gone, new = old[first : len(old) - last], items[first : len(items) - last]
    if max(len(gone), len(new)) > FEW or any(yaml_items.said(item) is None for item in gone):
        return None  # others may go by what it says
    made = [_entry(item) for item in new]
    if None in made:
        return None
    entries = [*read[:first], *filter(None, made), *read[len(read) - last :]]
    return ReadEntries(entries, before.whole, before.head, tuple(items))


def _alike(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """How many items two lists begin with that are the same."""
    shorter = min(len(one), len(other))
    return next((number for number in range(shorter) if one[number] != other[number]), shorter)


def _entry(item: bytes) -> PaperEntry | None:
    """What an item says as an entry; None where anything is to be told of it."""
    said = yaml_items.said(item)
    found, problems, gaps = validate.convert([said], list[PaperEntry], Origin("")) if said else (None, [], {})
    return found[0] if found and not problems and not gaps else None


def lose_entries(problems: list[Problem]) -> bool:
    """Whether an entry may have been left out for one of these problems."""
    spared = ("unknown-key", "duplicate-key", "unknown-column")
    return has_errors([problem for problem in problems if problem.code not in spared])
