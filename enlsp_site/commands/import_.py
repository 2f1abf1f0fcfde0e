"""`enlsp import`: foreign files read, laid over what the site has, shown as a difference, and written.

What was imported last is kept in the site's `.enlsp/`, by kind: what changes the next time is told apart by it from
what was edited in between. Without it nothing is lost, but the site's own words stand wherever the two differ.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from enlsp_site.commands.new import STARTER
from enlsp_site.diagnostics import terminal
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, error, has_errors, warning
from enlsp_site.diagnostics.suggest import did_you_mean, suggest
from enlsp_site.importers import registry
from enlsp_site.importers.merge import revising
from enlsp_site.importers.merge.revising import Revised
from enlsp_site.importers.result import Desk, Options, PageText
from enlsp_site.importers.source import Source, opened
from enlsp_site.storage.cache_folder import FOLDER, prepare
from enlsp_site.storage.files import digest, write
from enlsp_site.storage.work import Work

DONE, PROBLEMS, USAGE = 0, 1, 2
LARGEST_COPY = 256 << 20
NAME = r"[\w-]+\.yaml"
MOST_LINES = 60
"""How many lines of a difference are shown of one file."""


def fill(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command to its parser."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    kinds = "\n".join(f"  {name:<11} {kind.in_short}" for name, kind in registry.KINDS.items())
    parser.epilog = f"kinds:\n{kinds}\n\ndocs/import.md says what becomes of each."
    parser.add_argument("kind", metavar="KIND", type=_kind, help="what it is: one of those below")
    parser.add_argument("source", metavar="SOURCE", help="a file, a folder, or a zip archive")
    parser.add_argument("--site", metavar="DIR", default=".", help="the site's folder (default: this one)")
    parser.add_argument("--into", metavar="PATH", default="", help="the content file, such as reading/week.yaml")
    parser.add_argument("--edition", metavar="YEAR", type=_edition, default="", help="for this edition")
    parser.add_argument("--dry-run", action="store_true", help="show what would change, and write nothing")
    parser.add_argument("--prune", action="store_true", help="remove what the source does not have any more")
    parser.set_defaults(run=run)


def _kind(text: str) -> str:
    if text in registry.KINDS:
        return text
    close = suggest(text, registry.KINDS)
    meant = f"; {did_you_mean(close)}" if close else f": there are {', '.join(registry.KINDS)}"
    raise argparse.ArgumentTypeError(f"there is no kind `{text}`{meant}")


def _edition(text: str) -> str:
    if text and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", text):
        raise argparse.ArgumentTypeError(f"an edition is a year, or a word without spaces, not `{text}`")
    return text


class Change(NamedTuple):
    """A content file before and after an import, by its path in the site."""

    path: str
    before: str | None
    after: str
    notes: list[str]
    is_gone: bool = False


class Result(NamedTuple):
    """All that an import would do: files to write, files of the source by where to copy them, what is wrong."""

    changes: list[Change]
    copies: dict[str, str]
    problems: list[Problem]
    state: dict[str, Any]


def run(chosen: argparse.Namespace) -> int:
    """Import as asked, and say what was done. Returns the exit code: 1 if something could not be imported."""
    site = Path(chosen.site)
    try:
        _check(chosen.kind, chosen.into, site)
        source = opened(Path(chosen.source))
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        print(f"enlsp import: {chosen.source} cannot be read: {reason.lower()}", file=sys.stderr)
        return USAGE
    desk = registry.imported(chosen.kind, source, Options(chosen.into, chosen.edition))
    result = worked_out(chosen.kind, desk, site, chosen.edition, chosen.prune)
    _tell(desk, result, Path(chosen.source), site)
    try:
        if not chosen.dry_run:
            with Work(site, None, _note):
                _write(result, source, site, chosen.kind)
    except OSError as fault:
        print(f"enlsp import: {site} cannot be written: {(fault.strerror or str(fault)).lower()}", file=sys.stderr)
        return USAGE
    _summarise(result, chosen.dry_run)
    return PROBLEMS if has_errors(result.problems) else DONE


def _note(words: str) -> None:
    print(f"note: {words}", file=sys.stderr)


def _check(kind: str, into: str, site: Path) -> None:
    """Refuse a site that is none, and a content file that this kind cannot be imported into."""
    if site.exists() and not site.is_dir():
        raise SystemExit(_wrong(f"`{site}` is a file, and a site is a folder", "--site names the site's folder"))
    known = registry.KINDS[kind].into
    if into and not known:
        hint = "leave --into out: docs/import.md says where each part goes"
        raise SystemExit(_wrong(f"`{kind}` knows by itself which content files it fills", hint))
    if into and not any(
        re.fullmatch(f"{re.escape(each)}{NAME if each.endswith('/') else ''}", into) for each in known
    ):
        places = " or ".join(f"{each}<name>.yaml" if each.endswith("/") else each for each in known)
        raise SystemExit(
            _wrong(f"`{kind}` is imported into {places}, not into `{into}`", "write it as from content/")
        )


def _wrong(message: str, hint: str) -> int:
    print(f"enlsp import: {message}\n{hint}", file=sys.stderr)
    return USAGE


# What would change


def worked_out(kind: str, desk: Desk, site: Path, edition: str, prune: bool) -> Result:
    """What an import changes in a site, with nothing written yet."""
    folder, found = _folder(desk, site, edition)
    state = _state(site).get(kind, {}).get(folder, {})
    known: dict[str, Any] = state.get("files", {})
    changes: list[Change] = []
    waiting = sorted({**desk.files, **desk.pages}.items(), reverse=True)
    while waiting:
        path, theirs = waiting.pop()
        whole = f"{folder}/{path}"
        before, fault = _read(site, whole)
        if fault:
            found.append(fault)
            continue
        made = _revised(path, before, known.get(path), theirs, prune)
        found += [_of(problem, whole) for problem in made.problems]
        if made.notes or made.text != (before or ""):
            changes.append(Change(whole, before, made.text, made.notes))
        if isinstance(theirs, PageText) and revising.WORDS_DIFFER in made.notes:
            waiting.append(_set_aside(path, theirs))
    if not has_errors(desk.problems) and not desk.options.into:
        changes += _gone(site, folder, known.keys() - {*desk.files, *desk.pages}, known, prune)
    copies, lost, digests = _copies(desk, site, "static" if folder == "content" else f"{folder}/static", state)
    gone = {change.path.removeprefix(f"{folder}/") for change in changes if change.is_gone}
    known = {path: data for path, data in known.items() if path not in gone}
    files = {**known, **desk.files, **{path: list(page) for path, page in desk.pages.items()}}
    kept = {folder: {"files": files, "copies": {**state.get("copies", {}), **digests}}}
    # The difference of what the importer kept back is told, too: nothing is left out in silence.
    return Result(changes, copies, [*desk.problems, *found, *lost], kept)


def _folder(desk: Desk, site: Path, edition: str) -> tuple[str, list[Problem]]:
    """The folder of the edition that is imported: `content` for the current one, and for the first of all."""
    known = revising.values((_read(site, "content/site.yaml")[0] or ""), "content/site.yaml")
    current = known.get("edition", "") if isinstance(known, dict) else ""
    theirs = desk.files.get("site.yaml", {}).get("edition", "")
    wanted = edition or theirs
    if not current and not (site / "content").is_dir():
        return "content", []
    if edition and current and edition != current:
        return f"editions/{edition}", []
    if current and wanted and wanted != current:
        told = f"this is the edition {wanted}, and the site's current one is {current}"
        hint = f"--edition {wanted} imports it into editions/{wanted}/"
        return "content", [warning(Origin("content/site.yaml"), "other-edition", told, hint)]
    return "content", []


def _read(site: Path, name: str) -> tuple[str | None, Problem | None]:
    """The text of a content file, nothing if there is none; and why nothing may be written there."""
    path = site / name
    root, real = os.path.realpath(site), os.path.realpath(path)
    if real != f"{root}/{name}" and not real.startswith(root.rstrip("/") + "/"):
        told = "this symlink leads out of the site's folder: nothing is imported into it"
        return None, error(Origin(name), "path-outside-site", told, "put what it leads to in its place")
    try:
        return path.read_bytes().decode("utf-8"), None
    except FileNotFoundError:
        return None, None
    except (OSError, UnicodeDecodeError):
        told = "this file cannot be read, or is not UTF-8: nothing is imported into it"
        return None, error(Origin(name), "unmerged", told, "mend it, and import again")


def _gone(site: Path, folder: str, paths: set[str], known: dict[str, Any], prune: bool) -> list[Change]:
    """The files of which the source has nothing any more: removed if that is asked for, and nobody edited them."""
    made = []
    for path in sorted(paths):
        before, fault = _read(site, f"{folder}/{path}")
        if before is None or fault:
            continue
        base = known[path]
        page = PageText(*base) if isinstance(base, list) and path.startswith("pages/") else None
        is_ours = revising.is_as_imported(path, before, page or base)
        if prune and is_ours:
            made.append(Change(f"{folder}/{path}", before, "", ["the source has it no more; it is removed"], True))
        else:
            why = "it is kept; --prune removes it" if is_ours else "it was edited here, and is kept"
            made.append(Change(f"{folder}/{path}", before, before, [f"the source has it no more; {why}"]))
    return made


def _set_aside(path: str, page: PageText) -> tuple[str, PageText]:
    """A draft with the words of the source, where a page has others."""
    name = path.removeprefix("pages/").removeprefix("imported/")
    return f"pages/imported/words-{name}", PageText({**page.front, "draft": "true"}, page.body)


def _revised(path: str, before: str | None, base: Any, theirs: Any, prune: bool) -> Revised:
    if before is not None and base is None and _is_sample(path, before):
        return revising.in_place_of_sample(path, before, theirs)
    if isinstance(theirs, PageText):
        known = PageText(*base) if isinstance(base, list) and len(base) == 2 else None
        return revising.revised_page(path, before, known, theirs, prune)
    return revising.revised(path, before, base, theirs, prune)


def _is_sample(path: str, text: str) -> bool:
    """Whether a file is as `enlsp new` made it, but for the names and dates that are filled in."""
    sample = STARTER / "content" / path
    if not sample.is_file():
        return False
    pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(sample.read_text("utf-8")))
    return re.fullmatch(pattern, text) is not None


def _of(problem: Problem, path: str) -> Problem:
    """A problem of a content file, which it calls as from the edition's folder, with its whole path."""
    origin = Origin(path, (), problem.origin.line, problem.origin.column)
    return Problem(origin, problem.severity, problem.code, problem.message, problem.hint)


def _copies(
    desk: Desk, site: Path, static: str, state: dict[str, Any]
) -> tuple[dict[str, str], list[Problem], dict[str, str]]:
    """The files to copy that are not there yet; what somebody changed in the site stays."""
    known: dict[str, str] = state.get("copies", {})
    made: dict[str, str] = {}
    found: list[Problem] = []
    digests: dict[str, str] = {}
    for target, name in sorted(desk.copies.items()):
        data = desk.source.read(name, LARGEST_COPY)
        if data is None:
            continue
        digests[target] = digest(data)
        path = f"{static}/{target}"
        real, root = os.path.realpath(site / path), os.path.realpath(site)
        there = _bytes(site / path)
        if not real.startswith(root.rstrip("/") + "/"):
            told = "this leads out of the site's folder: nothing is copied there"
            found.append(error(Origin(path), "path-outside-site", told, "put what it leads to in its place"))
        elif there is None or (there != data and known.get(target) == digest(there)):
            made[path] = name
        elif there != data:
            told = f"this file differs from the source's {name}, and is kept"
            found.append(warning(Origin(path), "kept-file", told, "delete it to have the source's"))
    return made, found, digests


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


# What was imported last


def _state(site: Path) -> dict[str, Any]:
    """What was imported last, by kind and folder; nothing where that is not known."""
    try:
        found = json.loads((site / FOLDER / "imported.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(each, dict) for each in found.values()) else {}


def _write(result: Result, source: Source, site: Path, kind: str) -> None:
    """Write what changes. Raises OSError."""
    for change in result.changes:
        if change.is_gone:
            (site / change.path).unlink(missing_ok=True)
        elif change.after and change.after != change.before:
            write(site / change.path, change.after.encode(), site / FOLDER)
    for path, name in result.copies.items():
        data = source.read(name, LARGEST_COPY)
        if data is not None:
            write(site / path, data, site / FOLDER)
    known = _state(site)
    made = {**known, kind: {**known.get(kind, {}), **result.state}}
    if made != known and (result.changes or known):
        prepare(site / FOLDER)
        write(site / FOLDER / "imported.json", json.dumps(made, ensure_ascii=False).encode(), site / FOLDER)


# What is told


def _tell(desk: Desk, result: Result, source: Path, site: Path) -> None:
    """The differences, as a patch that shows what is new; then the problems, with the source's lines."""
    for note in desk.notes:
        print(note)
    for change in result.changes:
        sys.stdout.write(_difference(change))
    for path in result.copies:
        print(f"copied {path}")
    if result.problems:
        texts = {
            problem.origin.file: _bytes_of(desk.source, site, problem.origin.file) for problem in result.problems
        }
        known = {name: data for name, data in texts.items() if data is not None}
        colour = terminal.wants_colour(sys.stderr.isatty())
        sys.stderr.write(terminal.as_text(result.problems, known, _show(desk.source, source, site), colour))


def _show(names: Source, source: Path, site: Path) -> Callable[[str], str]:
    """How files are called: those of the source from where the user stands, and those of the site likewise."""
    inside, here = terminal.from_here(source if source.is_dir() else source.parent), terminal.from_here(site)
    return lambda file: inside(file) if file in names else here(file)


def _bytes_of(source: Source, site: Path, file: str) -> bytes | None:
    return Source({file: source.read_of(file)}).read(file) if file in source else _bytes(site / file)


def _difference(change: Change) -> str:
    """What changes in a file, line by line, and what was kept against the source."""
    head = "".join(f"{change.path}: {note}\n" for note in change.notes)
    if change.before is None:
        return head + (f"new {change.path}: {len(change.after.splitlines())} lines\n" if change.after else "")
    lines = list(
        difflib.unified_diff(
            change.before.splitlines(), change.after.splitlines(), change.path, change.path, lineterm="", n=1
        )
    )
    more = [f"… {len(lines) - MOST_LINES} more lines"] if len(lines) > MOST_LINES else []
    return head + "".join(f"{line}\n" for line in [*lines[:MOST_LINES], *more])


def _summarise(result: Result, dry_run: bool) -> None:
    new = sum(change.before is None and bool(change.after) for change in result.changes)
    changed = sum(change.before is not None and change.after != change.before for change in result.changes)
    counts = terminal.counted(result.problems)
    told = f"{new} files new, {changed} changed, {len(result.copies)} copied"
    if dry_run:
        told = f"nothing written (--dry-run): {told}"
    print(told + (f"; {counts}" if counts else ""), file=sys.stderr)
