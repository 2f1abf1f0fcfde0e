"""`enlsp check --fix`: mend what is certain, in the files themselves, and leave every other byte as it is."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from enlsp_site.checks.evidence import ContentSource
from enlsp_site.checks.safe_fixes import TextEdit, applied, edits
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage import files
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.exchanges import write_together
from enlsp_site.storage.work import Work

if TYPE_CHECKING:
    import yaml

_UTF8_MARK = b"\xef\xbb\xbf"


class FixedFile(NamedTuple):
    """A content file before and after."""

    file: str
    before: bytes
    after: bytes


def mended(site: Path, codes: Callable[[str], bool]) -> list[FixedFile]:
    """The content files of a site that can be mended, by rules of these codes. Nothing is written.

    A file that is not UTF-8 is left, and so is one that lies behind a symlink out of the site's folder.
    """
    tree = files.scan(site, ("content", "editions"))
    texts = files.read_sources(site, tree, {}).texts
    return [found for name, data in texts.items() if (found := _mended(name, data, codes)) is not None]


def fixed(problems: Iterable[Problem], texts: Mapping[str, bytes]) -> list[FixedFile]:
    """The files with the mends of problems in them, where what is to be mended stands there still, and where the file
    can be read afterwards as far as before, or further. Nothing is written."""
    wanted: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.fix and problem.origin.line and problem.origin.file.startswith(("content/", "editions/")):
            wanted.setdefault(problem.origin.file, []).append(problem)
    found = (_fixed(file, texts[file], own) for file, own in wanted.items() if file in texts)
    return [each for each in found if each]


def _fixed(file: str, data: bytes, problems: list[Problem]) -> FixedFile | None:
    try:
        lines = data.decode("utf-8").splitlines(keepends=True)
    except UnicodeDecodeError:
        return None
    before = list(lines)
    places = {(each.origin.line, each.fix.column or each.origin.column): each.fix for each in problems if each.fix}
    for (row, column), fix in sorted(
        places.items(), reverse=True
    ):  # from the end, so that places stay where they are
        at = column - 1 + (row == 1 and lines[0].startswith("\ufeff"))
        line = lines[row - 1] if row <= len(lines) else ""
        old = next((old for old in (fix.old, f'"{fix.old}"', f"'{fix.old}'") if line.startswith(old, at)), "")
        if old:
            lines[row - 1] = line[:at] + fix.new + line[at + len(old) :]
    after = "".join(lines)
    if lines == before or not _reads_as_well(file, "".join(before), after):
        return None
    return FixedFile(file, data, after.encode())


def _reads_as_well(file: str, before: str, after: str) -> bool:
    """Whether a mended YAML file can be read, or could not be before."""
    return not file.endswith((".yaml", ".yml")) or _shape(after) is not None or _shape(before) is None


def _mended(name: str, data: bytes, codes: Callable[[str], bool]) -> FixedFile | None:
    """A file mended. Its line ends and its byte order mark are kept: edits are found in its text and made in it as it
    is written, in which only line ends are longer."""
    bare = data.removeprefix(_UTF8_MARK)
    try:
        written = bare.decode("utf-8")
    except UnicodeDecodeError:
        return None
    source = ContentSource(name, data)
    found = edits(name, source.text, source.visible, codes)
    if not found:
        return None
    places = list(_places(written))
    moved = [each._replace(start=places[each.start], end=places[each.end]) for each in found]
    kept = _harmless(name, written, moved)
    if not kept:
        return None
    return FixedFile(name, data, data[: len(data) - len(bare)] + applied(written, kept).encode())


def _harmless(name: str, text: str, wanted: list[TextEdit]) -> list[TextEdit]:
    """The edits that leave a YAML file the same lists and mappings: an `'` between single quotes would end them."""
    if not name.endswith((".yaml", ".yml")):
        return wanted
    before = _shape(text)
    if before is None:
        return []
    if _shape(applied(text, wanted)) == before:
        return wanted
    doubtful = [each for each in wanted if each.code == "html-entity"]  # the others put no sign of YAML there
    fine = {each for each in doubtful[:TRIED] if _shape(applied(text, [each])) == before}
    return [each for each in wanted if each not in doubtful or each in fine]


TRIED = 100
"""How many edits of one file are tried one by one, for which the file is read again each time."""


def _shape(text: str) -> object:
    """What a YAML text is made of, without what its scalars say; nothing if it cannot be read."""
    import yaml

    try:
        return _of_node(yaml.compose(text.removeprefix("\ufeff"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
    except yaml.YAMLError:
        return None


def _of_node(node: yaml.Node | None) -> object:
    if node is None or isinstance(node.value, str):
        return "" if node is None else bool(node.value), getattr(node, "style", None)
    parts = [part for each in node.value for part in (each if isinstance(each, tuple) else (each,))]
    return type(node).__name__, [_of_node(each) for each in parts]


def _places(written: str) -> Iterator[int]:
    """Where each character of a text stands in it as it is written, with line ends of two characters; and its end."""
    at = 0
    while at < len(written):
        yield at
        at += 2 if written.startswith("\r\n", at) else 1
    yield len(written)


def write(site: Path, found: list[FixedFile]) -> list[str]:
    """Put the mended files in place, all or none. Returns the names of those that are left as they are, since
    somebody has saved them after they were read. Raises OSError."""
    left: list[str] = []
    with Work(site):
        mended = []
        for each in found:
            path = Path(os.path.realpath(site / each.file))
            if path.is_file() and path.read_bytes() == each.before:
                mended.append((path, each.after))
            else:
                left.append(each.file)
        write_together(mended, site / FOLDER)
    return left


def diff(found: list[FixedFile], show: Callable[[str], str]) -> str:
    """What was changed, as a unified diff."""
    parts: list[str] = []
    for each in found:
        before, after = (data.decode("utf-8").splitlines(keepends=True) for data in (each.before, each.after))
        name = show(each.file)
        for line in difflib.unified_diff(before, after, name, name, n=1):
            parts.append(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n")
    return "".join(parts)
