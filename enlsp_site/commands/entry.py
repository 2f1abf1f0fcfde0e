"""The command `enlsp` as a process. `enlsp build` where nothing is new is answered before the command line is parsed.

That needs neither argparse nor pathlib nor json, which take longer than looking at a few hundred files: half the time
of such a build. Whatever is not as simple as that is left to `cli`, which knows all of it.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from typing import NoReturn

    from enlsp_site.build.pipeline import Report

QUIET = frozenset({"-q", "--quiet"})
STOPPED = 130
"""The exit code after Ctrl-C, as shells have it."""


def run() -> NoReturn:
    """Run the command, and leave without taking its objects apart one by one, which the system does at once: a tenth
    of the time of a build."""
    try:
        began = time.perf_counter()
        command, options = sys.argv[1:2], sys.argv[2:]
        report = _nothing_new() if command == ["build"] and QUIET.issuperset(options) else None
        if report:
            if not options:
                sys.stderr.write(report.in_short(time.perf_counter() - began, "public") + "\n")
            code = 0
        else:
            from enlsp_site.commands.parser import main
            from enlsp_site.storage.stopping import listen

            listen()
            code = main()
    except KeyboardInterrupt as stop:
        sys.stderr.write("stopped\n")
        code = getattr(stop, "code", STOPPED)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _nothing_new() -> Report | None:
    """The report of a build of the site in this folder that has nothing to do, and no problem to tell of."""
    from enlsp_site.storage.cache_folder import waiting
    from enlsp_site.storage.locks import Hold

    hold = Hold(".")
    try:
        return _report() if hold.at_once() and not waiting(".") else None  # else somebody is at work, or was killed
    finally:
        hold.let_go()


def _report() -> Report | None:
    from enlsp_site.build.pipeline import Report
    from enlsp_site.storage import build_memory

    try:
        now = build_memory.clock()
    except ValueError:
        return None
    known = build_memory.unchanged(
        build_memory.Manifest(".", "public"), build_memory.asked(), build_memory.look("."), now
    )
    return Report([], published=True, kept=len(known["outputs"]) - 1) if known and not known["problems"] else None


if __name__ == "__main__":
    run()
