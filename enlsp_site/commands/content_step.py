"""What commands that move an edition's content have around their step: a sound site before it, words after it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from enlsp_site.content.workshop import load
from enlsp_site.diagnostics import terminal
from enlsp_site.diagnostics.problem import Problem, has_errors
from enlsp_site.model.edition import Workshop
from enlsp_site.storage import build_memory, files
from enlsp_site.storage.files import Sources
from enlsp_site.storage.memory import Memory

DONE, PROBLEMS = 0, 1


class StepError(Exception):
    """A step cannot be taken: what is wrong, and what to do."""


def take(command: str, step: Callable[[], Iterable[str]]) -> int:
    """Take a step of `enlsp COMMAND`, and print the lines that it returns, or why it cannot be taken: it raised
    StepError, or OSError before anything was changed. Returns the exit code."""
    try:
        lines = step()
    except StepError as refusal:
        print(f"enlsp {command}: {refusal}", file=sys.stderr)
        return PROBLEMS
    except OSError as fault:
        print(f"enlsp {command}: {files.reason_of(fault)}; nothing was changed", file=sys.stderr)
        return PROBLEMS
    for line in lines:
        print(line)
    return DONE


def loaded(site: Path) -> tuple[Workshop, Sources]:
    """The site's workshop as it is now, and what it was read from. Raises StepError where there are errors, and
    OSError."""
    seen = build_memory.look(site)
    sources = files.read_sources(site, seen.tree, seen.theme)
    workshop, problems = load(sources, Memory(None, ""), now=the_time())
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
