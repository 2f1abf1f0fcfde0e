"""What an import would write, held against the rules of a build before it is written, and mended.

The site is laid out in a folder of its own, with the import in it, and made as `enlsp build` makes it, but for copies
of pictures, and for publishing. What the import itself caused is mended: a link that leads nowhere is taken off its
words, a value that cannot be is left out, an entry that cannot be shown is kept in a draft, and so is a page. What
stood in the site before is never touched. Everything that is mended is told.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from enlsp_site.checks.content.links import BROKEN_ANCHOR
from enlsp_site.checks.content.people import DUPLICATE_PERSON
from enlsp_site.content.codes import BROKEN_LINK, UNKNOWN_PAPER
from enlsp_site.content.patching import changes, writing
from enlsp_site.content.patching.patch import patched
from enlsp_site.content.people_codes import UNKNOWN_PERSON
from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.importers.merge import revising
from enlsp_site.importers.parse.codes import MENDED

ROUNDS = 6
"""How often the site is made and mended at most."""
_PASSED_OVER = frozenset((".git", ".enlsp", "public", "node_modules", ".venv"))
DRAFT = "pages/imported/imported-unfit.md"


class ImportedFile(NamedTuple):
    """A content file as the import found it and as it would leave it; `before` is None for a new one."""

    before: str | None
    after: str


class RepairedImport(NamedTuple):
    """The texts of the content files after mending, by their paths in the site, what was mended, and what is left."""

    texts: dict[str, str]
    told: list[Problem]
    left: list[Problem]


def mended(
    site: Path,
    folder: str,
    files: dict[str, ImportedFile],
    gone: set[str],
    copies: dict[str, Callable[[], bytes | None]],
) -> RepairedImport:
    """The files of an import, mended until a build finds no error that they caused; nothing is written to the
    site."""
    texts = {path: file.after for path, file in files.items()}
    told: list[Problem] = []
    unfit: list[str] = []
    left: list[Problem] = []
    with tempfile.TemporaryDirectory(prefix="enlsp-import-") as name:
        copy = Path(name, "site")
        _lay_out(site, copy, gone, copies)
        for _ in range(ROUNDS):
            for path, text in texts.items():
                _write(copy / path, text)
            left = _errors(copy, Path(name, "out"))
            own = [problem for problem in left if problem.origin.file in texts]
            if not own:
                break
            before = dict(texts)
            for problem in _last_first(own):
                _mend(problem, files, texts, told, unfit)
            if unfit:
                texts[f"{folder}/{DRAFT}"] = _draft(unfit)
            if texts == before:
                break
    return RepairedImport(texts, told, left)


def _lay_out(site: Path, copy: Path, gone: set[str], copies: dict[str, Callable[[], bytes | None]]) -> None:
    copy.mkdir(parents=True)
    if site.is_dir():
        for each in sorted(site.iterdir()):
            if each.name in _PASSED_OVER or each.is_symlink():
                continue
            if each.is_dir():
                shutil.copytree(each, copy / each.name, copy_function=_linked, ignore_dangling_symlinks=True)
            else:
                shutil.copy2(each, copy / each.name)
    for path in gone:
        (copy / path).unlink(missing_ok=True)
    for path, read in copies.items():
        if (data := read()) is not None:
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            (copy / path).unlink(missing_ok=True)
            (copy / path).write_bytes(data)


def _linked(one: str, other: str) -> str:
    """The same file under another name where the disk allows that, else a copy."""
    with suppress(OSError):
        os.link(one, other)
        return other
    return str(shutil.copy2(one, other))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # it may be the site's own file under another name
    path.write_text(text, "utf-8")


def _errors(site: Path, out: Path) -> list[Problem]:
    """The errors that a build of a site finds, each with its way inside its file."""
    from enlsp_site.build import pipeline
    from enlsp_site.storage import build_memory

    options = pipeline.BuildOptions(site, out, draw=False)  # pictures were decoded when the content was read
    manifest = build_memory.Manifest(site, out)
    draft = pipeline.make(options, manifest, build_memory.look(site), build_memory.clock())
    return [problem for problem in draft.problems if problem.severity == "error"]


def _last_first(problems: list[Problem]) -> list[Problem]:
    """One problem of each place, those further down first: what is removed moves nothing that is still to be
    mended."""
    found = {(problem.origin.file, str(problem.origin.path[:4])): problem for problem in problems}
    return sorted(found.values(), key=lambda each: (each.origin.file, _sortable(each.origin.path)), reverse=True)


def _sortable(path: tuple[str | int, ...]) -> list[tuple[int, int, str]]:
    return [(0, step, "") if isinstance(step, int) else (1, 0, step) for step in path]


# Mending


def _mend(
    problem: Problem, files: dict[str, ImportedFile], texts: dict[str, str], told: list[Problem], unfit: list[str]
) -> None:
    path = problem.origin.file
    text = texts[path]
    if "/pages/" in path:
        texts[path], what = _page(problem, text)
    else:
        texts[path], what = _list(problem, text, files[path].before if path in files else None, unfit)
    if what:
        told.append(report(MENDED, Origin(path), f"{problem.message}: {what}", problem.hint))


def _page(problem: Problem, text: str) -> tuple[str, str]:
    """A page without the link that leads nowhere; else as a draft."""
    found = re.search(r"`([^`]+)`", problem.message)
    if found and problem.code in (BROKEN_LINK.name, MISSING_FILE.name, "unknown-anchor", BROKEN_ANCHOR.name):
        target = re.escape(found[1].removeprefix("/"))
        made = re.sub(rf"!?\[([^\[\]]*)\]\(/?{target}(?:[?#][^()\s]*)?\)", r"\1", text)
        if made != text:
            return made, "its words are kept without the link"
    if re.search(r"(?m)^draft: ", text.partition("\n---")[0]):
        return text, ""
    return text.replace("---\n", "---\ndraft: true\n", 1), "the page is kept as a draft"


def _list(problem: Problem, text: str, before: str | None, unfit: list[str]) -> tuple[str, str]:
    """A list without the value that cannot be, or without its entry, whose words are kept."""
    values = revising.values(text, problem.origin.file)
    ours = revising.values(before, problem.origin.file) if before else None
    steps = [step for step in problem.origin.path if not str(step).startswith("~")]
    at = _entry(values, steps)
    entry = _at(values, steps[:at])
    if entry is None or (ours is not None and _holds(ours, entry)):
        return text, ""
    if len(steps) > at and problem.code not in (DUPLICATE_PERSON.name, UNKNOWN_PERSON.name):
        made = _without(text, steps[: at + 1], values)
        if made != text and steps[at] not in ("name", "title", "date", "time", "id", "sessions"):
            return made, f"`{steps[at]}` is left out"
    if problem.code in (UNKNOWN_PERSON.name, UNKNOWN_PAPER.name) and len(steps) > at:
        return _without(text, steps, values), "it is left out"
    made = _without(text, steps[:at], values)
    if made == text:
        return text, ""
    unfit.append(writing.document(entry if isinstance(entry, list | dict) else [entry], ""))
    return made, "the entry is kept in a draft"


def _entry(values: Any, steps: list[Any]) -> int:
    """How many steps lead to the entry that a problem is of: the last of the list's positions."""
    found = [
        at + 1
        for at, step in enumerate(steps)
        if isinstance(step, int) and isinstance(_at(values, steps[: at + 1]), dict | str)
    ]
    entries = [at for at in found if isinstance(_at(values, steps[:at]), dict)]
    return (entries or found or [len(steps)])[-1]


def _at(values: Any, steps: list[Any]) -> Any:
    for step in steps:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _holds(values: Any, entry: Any) -> bool:
    """Whether some data holds an entry, however deep."""
    waiting = [values]
    while waiting:
        each = waiting.pop()
        if each == entry:
            return True
        waiting += each.values() if isinstance(each, dict) else each if isinstance(each, list) else ()
    return False


def _without(text: str, steps: list[Any], values: Any) -> str:
    """A file's text without a value; written anew where the change finds no place in it, and nothing else is lost."""
    gone = [changes.ValueChange("remove", tuple(steps))]
    with suppress(changes.UnpatchableError):
        return patched(text, gone)
    with suppress(KeyError, IndexError, TypeError):
        return writing.document(changes.applied(values, gone), "")
    return text


def _draft(unfit: list[str]) -> str:
    words = "\n".join(f"    {line}" for text in unfit for line in text.split("\n"))
    return f"---\ntitle: What could not be shown\ndraft: true\n---\n\n{words.rstrip()}\n"
