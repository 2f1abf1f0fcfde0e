"""`enlsp archive YEAR --part`: an earlier edition gets copies of the files of static/ that it shares with others.

They go into editions/<year>/static/, all in one step. No address changes: what has the same bytes is published once,
and only where another edition's file becomes another one does the archive's get an address of its own.
"""

from __future__ import annotations

import sys
from pathlib import Path

from enlsp_site.checks.content.shared_files import shared_files
from enlsp_site.commands import next_edition
from enlsp_site.content.workshop import load
from enlsp_site.diagnostics import terminal
from enlsp_site.diagnostics.problem import has_errors
from enlsp_site.model.edition import Workshop
from enlsp_site.storage import build_memory, files, folder_moves
from enlsp_site.storage.folder_moves import Plan
from enlsp_site.storage.work import Work

DONE, PROBLEMS = 0, 1


class ArchiveError(Exception):
    """The step cannot be taken: what is wrong, and what to do."""


def run(site: Path, year: str) -> int:
    """Part an edition from the others. Returns the exit code."""
    try:
        with Work(site):
            shared = _part(site, year)
    except ArchiveError as refusal:
        print(f"enlsp archive: {refusal}", file=sys.stderr)
        return PROBLEMS
    except OSError as fault:
        print(f"enlsp archive: {(fault.strerror or str(fault)).lower()}; nothing was changed", file=sys.stderr)
        return PROBLEMS
    for name in shared:
        print(f"{year} has a copy of its own: editions/{year}/{name}")
    if not shared:
        print(f"{year} shares no file with another edition")
    return DONE


def loaded(site: Path) -> Workshop:
    """The site's workshop. Raises ArchiveError where it has errors."""
    seen = build_memory.look(site)
    sources = files.read_sources(site, seen.tree, seen.theme)
    workshop, problems = load(sources, build_memory.Memory(None, ""), now=build_memory.clock())
    if workshop is None or has_errors(problems):
        told = terminal.counted([each for each in problems if each.severity == "error"])
        raise ArchiveError(f"the site has {told}; mend them first: `enlsp build` tells them")
    return workshop


def earlier(workshop: Workshop, year: str) -> str:
    """The folder of an earlier edition that is made of content files. Raises ArchiveError for any other."""
    if year == workshop.current.id:
        raise ArchiveError(f"{year} is the current edition; `enlsp next YEAR` makes an earlier one of it first")
    if year in workshop.archives:
        raise ArchiveError(f"{year} is a finished site already, in editions/{year}/public/")
    known = {edition.id: edition.folder for edition in workshop.editions}
    if year not in known:
        names = ", ".join(edition.id for edition in workshop.editions[1:]) or "none yet"
        raise ArchiveError(f"there is no earlier edition `{year}`; there is {names}")
    return known[year]


def _part(site: Path, year: str) -> list[str]:
    """Copy what an edition shares, and return the names of it."""
    workshop = loaded(site)
    folder = earlier(workshop, year)
    shared = [name for name, editions in shared_files(workshop).items() if year in editions]
    made: dict[str, bytes | Path] = {f"{folder}/{name}": site / name for name in shared}
    if shared and not (site / folder / "static").is_dir():  # else its files have addresses of their own already
        name, data = next_edition.archived_site(site, folder)
        made[f"{folder}/{name}"] = data
    if made:
        folder_moves.forget(site)
        folder_moves.begin(site, Plan(f"parting {year}", folder_moves.set_aside(site, made)))
        folder_moves.go_on(site)
        folder_moves.forget(site)
    return shared
