"""`enlsp archive YEAR --part`: an earlier edition gets copies of the files of static/ that it shares with others.

They go into editions/<year>/static/, all in one step. No address changes: what has the same bytes is published once,
and only where another edition's file becomes another one does the archive's get an address of its own.
"""

from __future__ import annotations

from pathlib import Path

from enlsp_site.checks.content.shared_files import shared_files
from enlsp_site.commands import next_edition
from enlsp_site.commands.content_step import StepError, at_work, carry_out, loaded, take
from enlsp_site.model.edition import Workshop
from enlsp_site.storage import folder_moves


def run(site: Path, year: str) -> int:
    """Part an edition from the others, and say what it has of its own now. Returns the exit code."""

    def step() -> list[str]:
        with at_work(site):
            shared = _part(site, year)
        told = [f"{year} has a copy of its own: editions/{year}/{name}" for name in shared]
        return told or [f"{year} shares no file with another edition"]

    return take("archive", step)


def earlier(workshop: Workshop, year: str) -> str:
    """The folder of an earlier edition that is made of content files. Raises StepError for any other."""
    if year == workshop.current.id:
        raise StepError(f"{year} is the current edition; `enlsp next YEAR` makes an earlier one of it first")
    if year in workshop.archives:
        raise StepError(f"{year} is a finished site already, in editions/{year}/public/")
    known = {edition.id: edition.folder for edition in workshop.editions}
    if year not in known:
        names = ", ".join(edition.id for edition in workshop.editions[1:]) or "none yet"
        raise StepError(f"there is no earlier edition `{year}`; there is {names}")
    return known[year]


def _part(site: Path, year: str) -> list[str]:
    """Copy what an edition shares, and return the names of it."""
    workshop, _ = loaded(site)
    folder = earlier(workshop, year)
    shared = [name for name, editions in shared_files(workshop).items() if year in editions]
    made: dict[str, bytes | Path] = {f"{folder}/{name}": site / name for name in shared}
    if shared and not (site / folder / "static").is_dir():  # else its files have addresses of their own already
        name, data = next_edition.archived_site(site, folder)
        made[f"{folder}/{name}"] = data
    if made:
        carry_out(site, f"parting {year}", lambda: folder_moves.set_aside(site, made))
    return shared
