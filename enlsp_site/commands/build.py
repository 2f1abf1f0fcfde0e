"""`enlsp build`, once it is known what it was asked for: the site is made, and it is told what was done.

Imported by a build that has something to do, with argparse or without (`entry`).
"""

from __future__ import annotations

import gc
import io
import sys
import time
from functools import partial
from pathlib import Path

from enlsp_site.build import pipeline
from enlsp_site.build.context import BuildOptions, Report
from enlsp_site.commands.ending import DONE, PROBLEMS

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from enlsp_site.storage.progress import Progress


def run(options: BuildOptions, form: str, began: float, quiet: bool, verbose: bool) -> int:
    """Make the site, and tell of it in a form of `arguments.FORMS`, of the work under way too unless it is to be
    `quiet`; `began` is the time of `time.perf_counter`. Return the exit code."""
    gc.disable()  # a build makes few cycles and ends soon; looking for them costs a tenth of it
    if not quiet:
        options.progress = _progress()
        options.told = partial(print, "note:", file=sys.stderr)
    report = pipeline.build(options)
    if report.published and (options.site / ".enlsp/next/plan").exists():
        from enlsp_site.storage.folder_moves import forget
        from enlsp_site.storage.locks import HeldLock

        with HeldLock(options.site):  # and not while another command prepares the next one
            forget(options.site)
    _tell(report, form, options.site)
    if not quiet:
        _summarise(report, options.out, began, verbose)
    return DONE if report.published else PROBLEMS


def _progress() -> Progress | None:
    """What shows how far the work is, on a terminal."""
    if not sys.stderr.isatty():
        return None
    from enlsp_site.storage.progress import ProgressBar

    return ProgressBar.on(sys.stderr)


def _tell(report: Report, form: str, site: Path) -> None:
    """Print the problems: JSON and annotations are the output, text goes beside it."""
    if not report.problems and form != "json":
        return
    from enlsp_site.diagnostics import terminal

    show = terminal.from_here(site)
    if form != "text" and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # who reads it expects no other, whatever the system's is
    if form == "json":
        sys.stdout.write(terminal.as_json(report.problems, show))
    elif form == "github":
        sys.stdout.write(terminal.as_github(report.problems, show))
    else:
        colour = terminal.wants_colour(sys.stderr.isatty())
        sys.stderr.write(terminal.as_text(report.problems, report.texts, show, colour))


def _summarise(report: Report, out: Path, began: float, verbose: bool) -> None:
    """What was made, kept and removed, and how long it took."""
    if verbose:
        from enlsp_site.diagnostics.told import visible

        for path in report.made:
            print(f"made {visible(path)}: {report.reasons.get(path, 'changed')}", file=sys.stderr)
        for path in report.removed:
            print(f"removed {visible(path)}", file=sys.stderr)
        if report.note:
            print(f"note: {report.note}", file=sys.stderr)
        from enlsp_site.model.zone_data import in_words

        print(in_words(), file=sys.stderr)
    counts = _counted(report)
    if not report.published:
        print(f"{counts}; {report.unpublished}", file=sys.stderr)
        return
    took = time.perf_counter() - began
    print(report.in_short(took, out) + (f" ({counts})" if report.problems else ""), file=sys.stderr)


def _counted(report: Report) -> str:
    if not report.problems:
        return ""
    from enlsp_site.diagnostics.terminal import counted

    return counted(report.problems)
