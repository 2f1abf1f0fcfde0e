"""What commands that move an edition's content have around their step: a sound site before it, words after it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from enlsp_site.content.workshop import load
from enlsp_site.diagnostics import terminal
from enlsp_site.diagnostics.problem import Problem, has_errors
from enlsp_site.model.edition import Workshop
from enlsp_site.storage import build_memory, files, folder_moves
from enlsp_site.storage.files import Sources
from enlsp_site.storage.folder_moves import FOLDER, HalfTakenError, Plan
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.progress import ProgressBar, alone
from enlsp_site.storage.work import Work

DONE, PROBLEMS = 0, 1


class StepError(Exception):
    """A step cannot be taken: what is wrong, and what to do."""


def take(command: str, step: Callable[[], Iterable[str]]) -> int:
    """Take a step of `enlsp COMMAND`, and print the lines that it returns, or why it cannot be taken: it raised
    StepError, or OSError when nothing was changed, or all is as it was. Returns the exit code."""
    try:
        lines = step()
    except StepError as refusal:
        print(f"enlsp {command}: {refusal}", file=sys.stderr)
        return PROBLEMS
    except HalfTakenError as fault:
        words = "half of the step is taken; mend that, and the next command of enlsp begins with the rest"
        print(f"enlsp {command}: {files.reason_of(fault)}; {words}", file=sys.stderr)
        return PROBLEMS
    except OSError as fault:
        print(f"enlsp {command}: {files.reason_of(fault)}; nothing was changed", file=sys.stderr)
        return PROBLEMS
    for line in lines:
        print(line)
    return DONE


@contextmanager
def at_work(site: Path, out: Path | None = None) -> Iterator[None]:
    """Be the only command at a site for the time of a block. Raises StepError where something that was interrupted
    can be neither finished nor taken back."""
    with Work(site, out) as work:
        if work.fault:
            raise StepError(f"what was interrupted can be neither finished nor taken back: {work.fault}; mend that")
        yield


def carry_out(site: Path, name: str, moves: Callable[[], list[tuple[str, str]]], *, final: bool = True) -> None:
    """Take a step of renames (`folder_moves.carry_out`), which if it is `final` is not to be taken back: there is
    a command for that. Raises StepError where what is kept of one that was taken back would go, and OSError."""
    refuse_kept(site)
    folder_moves.carry_out(site, lambda: Plan(name, moves(), final=final))


def refuse_kept(site: Path) -> None:
    """Raise StepError where something is kept of a step that was taken back."""
    if folder_moves.is_kept(site):
        raise StepError(f"{FOLDER}/new holds what was written before an edition was taken back; move it away first")


def loaded(site: Path) -> tuple[Workshop, Sources]:
    """The site's workshop as it is now, and what it was read from; where it is large, a line in the terminal says how
    far that is. Raises StepError where there are errors, and OSError."""
    progress = ProgressBar.on(sys.stderr)
    alone("reading", progress)
    try:
        seen = build_memory.look(site)
        sources = files.read_sources(site, seen.tree, seen.theme)
        workshop, problems = load(sources, Memory(None, ""), now=the_time(), progress=progress)
    finally:
        if progress:
            progress("", 0, 0)  # whatever happens, the terminal is left clean
    refuse_errors(problems)
    if workshop is None:
        raise StepError("there is no site.yaml that can be read: `enlsp build` says more")
    return workshop, sources


def the_time() -> float:
    """The time of the step, in seconds of the epoch. Raises StepError where SOURCE_DATE_EPOCH is no number."""
    try:
        return build_memory.clock()
    except ValueError:
        raise StepError("SOURCE_DATE_EPOCH is no whole number of seconds: unset it") from None


def refuse_errors(problems: list[Problem]) -> None:
    """Raise StepError, which says how many there are, where any of the problems is an error."""
    if has_errors(problems):
        told = terminal.counted([each for each in problems if each.severity == "error"])
        raise StepError(f"the site has {told}; mend them first: `enlsp build` tells them")
