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
    from typing import Any, NoReturn

STOPPED = 130
"""The exit code after Ctrl-C, as shells have it."""


def run() -> NoReturn:
    """Run the command, and leave without taking its objects apart one by one, which the system does at once: a tenth
    of the time of a build."""
    try:
        began = time.perf_counter()
        asked = _asked(sys.argv[2:]) if sys.argv[1:2] == ["build"] else None
        known = _nothing_new(asked) if asked else None
        if asked and known:
            _tell(asked, known, began)
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


def _nothing_new(asked: BuildRequest) -> dict[str, Any] | None:
    """The last build's manifest if this one has nothing to do."""
    from enlsp_site.storage.cache_folder import waiting
    from enlsp_site.storage.locks import HeldLock

    hold = HeldLock(asked.site)
    try:  # where it cannot be held, somebody is at work; what waits was left by one who was killed
        return _unchanged(asked) if hold.at_once() and not waiting(asked.site) else None
    finally:
        hold.let_go()


def _unchanged(asked: BuildRequest) -> dict[str, Any] | None:
    from enlsp_site.storage import build_memory

    try:
        now = build_memory.clock()
    except ValueError:
        return None
    manifest = build_memory.Manifest(asked.site, asked.out)
    options = build_memory.asked(asked.base_url)
    return build_memory.unchanged(manifest, options, build_memory.look(asked.site), now)


def _tell(asked: BuildRequest, known: dict[str, Any], began: float) -> None:
    """Say again what the last build told, and in short that there was nothing to do."""
    from enlsp_site.build.context import Report

    told, counts = known["problems"], ""
    if told:
        from enlsp_site.diagnostics.told import as_text, counted, from_here, wants_colour

        sys.stderr.write(as_text(told, from_here(asked.site), wants_colour(sys.stderr.isatty())))
        counts = f" ({counted([each[3] for each in told])})"
    if not asked.quiet:
        report = Report([], published=True, kept=len(known["outputs"]) - 1)
        sys.stderr.write(report.in_short(time.perf_counter() - began, asked.out) + counts + "\n")


if __name__ == "__main__":
    run()
