"""The command `enlsp` as a process. `enlsp build` where nothing is new is answered before the command line is parsed.

That needs neither argparse nor pathlib nor json, which take longer than looking at a few hundred files: half the time
of such a build. A build of simple options needs no argparse whatever it has to do; all else is left to `parser`.
"""

from __future__ import annotations

import os
import sys
import time

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from enlsp_site.build.context import Report
    from enlsp_site.storage.build_memory import Manifest, Snapshot

STOPPED = 130
"""The exit code after Ctrl-C, as shells have it."""


def run() -> NoReturn:
    """Run the command, and leave without taking its objects apart one by one, which the system does at once: a tenth
    of the time of a build."""
    try:
        began = time.perf_counter()
        asked = _asked(sys.argv[2:]) if sys.argv[1:2] == ["build"] else None
        code = 0 if asked and _at_once(asked, began) else _at_length(asked, began)
    except KeyboardInterrupt as stop:
        sys.stderr.write("stopped\n")
        code = getattr(stop, "code", STOPPED)
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _at_length(asked: BuildRequest | None, began: float) -> int:
    """Run the command: a build as simple as that without argparse, which takes longer than to plan a small site."""
    from enlsp_site.storage.stopping import listen

    listen()
    if not asked:
        from enlsp_site.commands.parser import main

        return main()
    from enlsp_site.commands.ending import ended

    return ended(lambda: _built(asked, began))


def _built(asked: BuildRequest, began: float) -> int:
    """Make the site; return the exit code."""
    from pathlib import Path

    from enlsp_site.build.context import BuildOptions
    from enlsp_site.commands.arguments import base_url, site_folder
    from enlsp_site.commands.build import run

    site = site_folder(asked.site)
    options = BuildOptions(site, Path(asked.out), base_url(asked.base_url), remember=True)
    return run(options, "text", began, asked.quiet, verbose=False)


class BuildRequest:
    """What a build was asked for, in as far as it is simple."""

    def __init__(self) -> None:
        self.site = "."
        self.out = ""
        self.base_url = ""
        self.quiet = False


def _asked(options: list[str]) -> BuildRequest | None:
    """The options of a build; None where there are others than these, or such as are to be refused."""
    asked = BuildRequest()
    left = iter(options)
    for option in left:
        name, equals, value = option.partition("=")
        if option in ("-q", "--quiet"):
            asked.quiet = True
        elif name in ("--site", "--out", "--base-url"):
            value = value if equals else next(left, "")
            if not value or value[0] == "-" or (name != "--base-url" and value != os.path.normpath(value)):
                return None
            setattr(asked, name[2:].replace("-", "_"), value)
        else:
            return None
    asked.out = asked.out or os.path.normpath(f"{asked.site}/public")
    return asked


def _at_once(asked: BuildRequest, began: float) -> bool:
    """Whether nothing was to be done, or only what an edit of one file changes; it is done and told then."""
    from enlsp_site.storage.cache_folder import remove_links, step_waits, waiting
    from enlsp_site.storage.locks import HeldLock

    remove_links(asked.site)
    hold = HeldLock(asked.site)
    try:  # where it cannot be held, somebody is at work; what waits was left by one who was killed
        is_free = hold.at_once() and not waiting(asked.site) and not step_waits(asked.site)
        return is_free and _done(asked, began)
    finally:
        hold.let_go()


def _done(asked: BuildRequest, began: float) -> bool:
    from enlsp_site.storage import build_memory

    try:
        now = build_memory.clock()
    except ValueError:
        return False
    manifest = build_memory.Manifest(asked.site, asked.out)
    seen = build_memory.look(asked.site)
    known, changed = build_memory.since(manifest, build_memory.asked(asked.base_url), seen, now)
    if known and changed:
        return len(changed) == 1 and _edited(asked, manifest, seen, known, changed[0], began)
    if known:
        from enlsp_site.build.context import Report

        _tell(asked, known["problems"], Report([], published=True, kept=len(known["outputs"]) - 1), began)
    return known is not None


def _edited(
    asked: BuildRequest, manifest: Manifest, seen: Snapshot, known: dict[str, Any], changed: str, began: float
) -> bool:
    """Whether the short way was enough for an edit of a file (`build.short_way`)."""
    if not known["edits"] or os.path.lexists(f"{manifest.folder}/next/plan"):
        return False
    import gc
    from pathlib import Path

    from enlsp_site.build.context import BuildOptions
    from enlsp_site.build.pipeline import edited
    from enlsp_site.storage.cache_folder import forget
    from enlsp_site.storage.locks import HeldLock
    from enlsp_site.storage.stopping import listen

    gc.disable()  # as in `parser`
    listen()
    options = BuildOptions(Path(asked.site), Path(asked.out), asked.base_url, remember=True)
    with HeldLock(None, asked.out):
        report = edited(options, manifest, seen, known, changed)
    forget(asked.site)
    if report is None or not report.published:
        return False
    _tell(asked, report.rows, report, began)
    return True


def _tell(asked: BuildRequest, told: list[Any], report: Report, began: float) -> None:
    """Say again what the last build told, and in short what was done."""
    counts = ""
    if told:
        from enlsp_site.diagnostics.told import as_text, counted, from_here, wants_colour

        sys.stderr.write(as_text(told, from_here(asked.site), wants_colour(sys.stderr.isatty())))
        counts = f" ({counted([each[3] for each in told])})"
    if not asked.quiet:
        sys.stderr.write(report.in_short(time.perf_counter() - began, asked.out) + counts + "\n")


if __name__ == "__main__":
    run()
