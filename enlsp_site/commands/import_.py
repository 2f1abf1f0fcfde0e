"""`enlsp import`: foreign files read, laid over what the site has, shown as a difference, and written.

What was imported last is kept in the site's `.enlsp/`, by kind: what changes the next time is told apart by it from
what was edited in between. Without it nothing is lost, but the site's own words stand wherever the two differ.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from enlsp_site.commands import import_report
from enlsp_site.commands.import_changes import (
    LARGEST_COPY,
    SAMPLE_GONE,
    FileChange,
    ImportPlan,
    bytes_of,
    known_state,
    worked_out,
)
from enlsp_site.diagnostics import terminal
from enlsp_site.diagnostics.problem import has_errors
from enlsp_site.diagnostics.suggest import did_you_mean, suggest
from enlsp_site.diagnostics.told import visible
from enlsp_site.importers import registry
from enlsp_site.importers.result import ImportOptions, ImportResult
from enlsp_site.importers.source import Source, opened
from enlsp_site.storage import leftovers
from enlsp_site.storage.cache_folder import FOLDER, prepare
from enlsp_site.storage.exchanges import write_together
from enlsp_site.storage.files import reason_of, scan, write
from enlsp_site.storage.work import Work

DONE, PROBLEMS, USAGE = 0, 1, 2
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
    parser.add_argument(
        "--report", metavar="FILE", default="", help="write what was carried and what was not, as JSON"
    )
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


def run(chosen: argparse.Namespace) -> int:
    """Import as asked, and say what was done. Returns the exit code: 1 if something could not be imported."""
    site = Path(chosen.site)
    chosen.into = chosen.into.removeprefix("content/")
    try:
        _check(chosen.kind, chosen.into, site)
        source = opened(Path(chosen.source))
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        print(f"enlsp import: {chosen.source} cannot be read: {reason.lower()}", file=sys.stderr)
        return USAGE
    imported = registry.imported(chosen.kind, source, ImportOptions(chosen.into, chosen.edition))
    try:
        with _alone(site, chosen.dry_run):
            plan = worked_out(chosen.kind, imported, site, chosen.edition, chosen.prune)
            _tell(imported, plan, Path(chosen.source), site)
            if not chosen.dry_run and (saved := _saved_meanwhile(plan, site)):
                words = f"{visible(saved)} was saved meanwhile, and nothing is written: import again"
                print(f"enlsp import: {words}", file=sys.stderr)
                return PROBLEMS
            if not chosen.dry_run:
                leftovers.remove(str(site), scan(site).hidden)
                _write(plan, source, site, chosen.kind)
    except OSError as fault:
        print(f"enlsp import: {site} cannot be written: {reason_of(fault)}", file=sys.stderr)
        return USAGE
    if chosen.report:
        try:
            Path(chosen.report).write_bytes(import_report.as_json(chosen.kind, imported, plan))
        except OSError as fault:
            print(f"enlsp import: {chosen.report} cannot be written: {reason_of(fault)}", file=sys.stderr)
            return USAGE
    if (words := import_report.unread(imported)) and not chosen.into:
        print(f"not read: {words}")
    if found := import_report.in_words(import_report.counts(imported)):
        print(found)
    _summarise(plan, chosen.dry_run)
    return PROBLEMS if has_errors(plan.problems) else DONE


@contextmanager
def _alone(site: Path, dry_run: bool) -> Iterator[None]:
    """Be the only command at the site from looking at it until all is written, so that nothing of another import is
    written over. What only shows what it would do makes no folder for that. Raises OSError."""
    if dry_run and not (site / FOLDER).is_dir():
        yield
        return
    with Work(site, None, _note) as work:
        if work.fault:
            raise OSError(0, f"what was interrupted can be neither finished nor taken back: {work.fault}")
        yield


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


def _saved_meanwhile(plan: ImportPlan, site: Path) -> str:
    """The first file to be written that is not as it was read; nothing where there is none."""
    for change in plan.changes:
        before = None if change.before is None else change.before.encode()
        if (change.is_gone or change.after != change.before) and bytes_of(site / change.path) != before:
            return change.path
    return ""


def _write(plan: ImportPlan, source: Source, site: Path, kind: str) -> None:
    """Write what changes: first what is copied, which nobody names yet; then the content, all or nothing of it; and
    what is gone goes. Raises OSError."""
    for path, name in plan.copies.items():
        data = source.read(name, LARGEST_COPY)
        if data is not None:
            write(site / path, data, site / FOLDER)
    texts = [each for each in plan.changes if not each.is_gone and each.after and each.after != each.before]
    write_together([(site / each.path, each.after.encode()) for each in texts], site / FOLDER)
    for change in plan.changes:
        if change.is_gone:
            (site / change.path).unlink(missing_ok=True)
    known = known_state(site)
    made = {**known, kind: {**known.get(kind, {}), **plan.state}}
    if made != known and (plan.changes or known):
        prepare(site / FOLDER)
        write(site / FOLDER / "imported.json", json.dumps(made, ensure_ascii=False).encode(), site / FOLDER)


# What is told


def _tell(imported: ImportResult, plan: ImportPlan, source: Path, site: Path) -> None:
    """The differences, as a patch that shows what is new; then the problems, with the source's lines."""
    for note in imported.notes:
        print(note)
    for change in plan.changes:
        sys.stdout.write(_difference(change))
    for path in plan.copies:
        print(f"copied {visible(path)}")
    if plan.problems:
        texts = {
            problem.origin.file: _bytes_of(imported.source, site, problem.origin.file) for problem in plan.problems
        }
        known = {name: data for name, data in texts.items() if data is not None}
        colour = terminal.wants_colour(sys.stderr.isatty())
        sys.stderr.write(terminal.as_text(plan.problems, known, _show(imported.source, source, site), colour))


def _show(names: Source, source: Path, site: Path) -> Callable[[str], str]:
    """How files are called: those of the source from where the user stands, and those of the site likewise."""
    inside, here = terminal.from_here(source if source.is_dir() else source.parent), terminal.from_here(site)
    return lambda file: inside(file) if file in names else here(file)


def _bytes_of(source: Source, site: Path, file: str) -> bytes | None:
    return Source({file: source.read_of(file)}).read(file) if file in source else bytes_of(site / file)


def _difference(change: FileChange) -> str:
    """What changes in a file, line by line, and what was kept against the source."""
    head = "".join(f"{change.path}: {note}\n" for note in change.notes)
    if change.is_gone and SAMPLE_GONE in change.notes:
        return head
    if change.before is None:
        return head + (f"new {change.path}: {len(change.after.splitlines())} lines\n" if change.after else "")
    lines = list(
        difflib.unified_diff(
            change.before.splitlines(), change.after.splitlines(), change.path, change.path, lineterm="", n=1
        )
    )
    more = [f"… {len(lines) - MOST_LINES} more lines"] if len(lines) > MOST_LINES else []
    return head + "".join(f"{line}\n" for line in [*lines[:MOST_LINES], *more])


def _summarise(plan: ImportPlan, dry_run: bool) -> None:
    new = sum(change.before is None and bool(change.after) for change in plan.changes)
    changed = sum(change.before is not None and change.after != change.before for change in plan.changes)
    counts = terminal.counted(plan.problems)
    told = f"{new} files new, {changed} changed, {len(plan.copies)} copied"
    if dry_run:
        told = f"nothing written (--dry-run): {told}"
    print(told + (f"; {counts}" if counts else ""), file=sys.stderr)
