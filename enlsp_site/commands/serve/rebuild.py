"""Show the site on this machine: watch, rebuild, reload; problems shown in the browser.

Two threads. One watches the site's files and builds, one build at a time; the other serves the output folder and
reloads the browsers. What a build did goes from the first to the second as a callback of its loop, so all that
the server knows (`web.Screen`) belongs to the server's thread alone.
"""

from __future__ import annotations

import asyncio
import errno
import gc
import logging
import signal
import socket
import sys
import time
import traceback
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.web import Application

from enlsp_site.build.codes import OWN_FAULT
from enlsp_site.build.pipeline import BuildOptions, Report, build
from enlsp_site.commands.serve.editor import editor_of
from enlsp_site.commands.serve.overlay import overlay_of
from enlsp_site.commands.serve.watch import Watcher
from enlsp_site.commands.serve.web import BrowserState, application
from enlsp_site.diagnostics import terminal
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.kept_results import KeptResults
from enlsp_site.storage.progress import ProgressBar
from enlsp_site.storage.stopping import SIGNALS

DONE, USAGE = 0, 2


class ServeChoices(NamedTuple):
    """What is chosen besides: whether the site's own templates run outside of the sandbox, the command of the editor
    in which problems open (empty: the one that is set or found, `editor_of`), and whether whoever sees the site may
    edit it."""

    trust_templates: bool = False
    editor: str = ""
    edit: bool = False


NOTHING_ELSE = ServeChoices()

SEEN = "see it too; with --edit they could change its files"
SEEN_AND_EDITED = "see it and change its files, too"
"""What others on the network can, where more than this machine sees the site."""


def serve(
    site: Path, host: str, port: int, *, open_browser: bool, drafts: bool, chosen: ServeChoices = NOTHING_ELSE
) -> int:
    """Build the site and show it until Ctrl-C; build and reload it at every save. Returns the exit code.

    Where it cannot listen there it is 2. The pages are in a folder of their own in the site's cache, one for
    each port, since they hold the server's address. Port 0 is any that is free. Where only this machine can see it,
    it can be edited in the page; where others can, too, only if that is chosen.
    """
    try:
        sockets = bind_sockets(port, host)
    except (OSError, UnicodeError) as fault:
        _say(f"enlsp: {_why_not(fault, host, port)}")
        return USAGE
    port = sockets[0].getsockname()[1]
    local = all(_is_loopback(each.getsockname()[0]) for each in sockets)
    address = _address(host, port)
    _say(f"serving {address} (Ctrl-C ends it)")
    editable = local or chosen.edit
    if not local:
        can = SEEN_AND_EDITED if editable else SEEN
        _say(f"note: others on the network can {can}; without --host, only this machine can")
    for name in ("livereload", "tornado.access", "tornado.general"):  # what they tell is of no use to organizers
        logging.getLogger(name).setLevel(logging.CRITICAL)
    progress, out = ProgressBar.on(sys.stderr), site / FOLDER / "serve" / str(port)
    options = BuildOptions(
        site,
        out,
        address,
        drafts=drafts,
        progress=progress,
        trust_templates=chosen.trust_templates,
        origins=editable,
        results=KeptResults(),
    )
    with suppress(KeyboardInterrupt):
        names, editor = _names(host, local), editor_of(chosen.editor)
        served = partial(_served, options=options, names=names, editor=editor, addresses=not local)
        asyncio.run(_run(options, sockets, served, open_browser=open_browser))
    return DONE


def _served(
    screen: BrowserState, options: BuildOptions, names: list[str], editor: str, *, addresses: bool
) -> Application:
    """The web server of a site; with the means of editing, if the pages say where their records were written."""
    if not options.origins:
        return application(screen, names, addresses, editor)
    from enlsp_site.commands.editing import handlers
    from enlsp_site.commands.editing.desk import EditDesk

    screen.panel = handlers.tags(screen.token)
    return application(
        screen, names, addresses, editor, handlers.rules(EditDesk(options), screen.token, afar=addresses)
    )


async def _run(
    options: BuildOptions,
    sockets: list[socket.socket],
    served: Callable[[BrowserState], Application],
    *,
    open_browser: bool,
) -> None:
    """Serve, watch and build until cancelled; a build under way is let finish."""
    loop = IOLoop.current()
    screen = BrowserState(options.out.absolute(), options.site)
    if open_browser:
        screen.at_first = partial(loop.run_in_executor, None, webbrowser.open, options.base_url)
    server = HTTPServer(served(screen))
    server.add_sockets(sockets)
    rebuilder = Rebuilder(options, partial(loop.add_callback, screen.show), screen.token, opens=bool(screen.editor))
    watcher = Watcher(options.site, rebuilder, _say)
    thread = Thread(target=watcher.run, name="builds", daemon=True)
    thread.start()
    try:
        await _asked_to_end()
    finally:
        watcher.stop()
        thread.join(timeout=10)
        server.stop()
        await server.close_all_connections()


async def _asked_to_end() -> None:
    """Wait for a signal that asks a command to end. The loop hears of it, and no exception comes out of wherever the
    main thread is just then: out of a finalizer it would come to nothing. Ctrl-C cancels the task by itself."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    for number in SIGNALS:
        if number != signal.SIGINT and signal.getsignal(number) is not signal.SIG_IGN:
            with suppress(NotImplementedError):  # on Windows, where nothing sends them
                loop.add_signal_handler(number, asked.set)
    await asked.wait()


class Rebuilder:
    """The builds of one site: each is told in the terminal, and handed on with the overlay for its pages."""

    def __init__(
        self, options: BuildOptions, done: Callable[[Report, str], object], token: str = "", *, opens: bool = False
    ) -> None:
        self._options = options
        self._token = token
        self._opens = opens
        self._done = done
        self._show = terminal.from_here(options.site)
        self._told = ""

    def __call__(self, changed: Sequence[str], steady: Callable[[], bool] = lambda: True) -> None:
        """Build after these files have changed. Whatever happens, the next save is built again. A build that finds
        errors is told only if the files are `steady`: it may have seen one half written."""
        gc.disable()
        try:
            self._build(changed, steady)
        except Exception as fault:
            words = traceback.format_exc()
            if steady():
                _say(f"{self._named(changed)}: the build failed by a fault of its own; please report it\n{words}")
                report = _failed(fault)
                self._done(report, overlay_of(report.problems, {}))
        _tidy(at_first=not changed)

    def _build(self, changed: Sequence[str], steady: Callable[[], bool]) -> None:
        began = time.perf_counter()
        report = build(self._options)
        took = time.perf_counter() - began
        if report.published or steady():
            self._tell(report, f"{self._named(changed)}: {_outcome(report, took)}")
            self._done(report, self._overlay(report) if report.problems else "")

    def _overlay(self, report: Report) -> str:
        return overlay_of(report.problems, report.texts, self._token, opens=self._opens)

    def _tell(self, report: Report, line: str) -> None:
        """One line for the build; and its problems, unless they are those that were told last."""
        colour = terminal.wants_colour(sys.stderr.isatty())
        told = terminal.as_text(report.problems, report.texts, self._show, colour)
        _say(line + ("\n" + told.rstrip("\n") if told and told != self._told else ""))
        self._told = told

    def _named(self, changed: Sequence[str]) -> str:
        """`content/dates.yaml`, or `content/dates.yaml and 3 more`; the first build has no change to name."""
        if not changed:
            return "first build"
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        return self._show(changed[0]) + more


def _tidy(*, at_first: bool) -> None:
    """Look for garbage after a build instead of during it. What is there after the first stays for good, and is not
    looked through again: that would take ten times as long."""
    gc.collect()
    if at_first:
        gc.freeze()
    gc.enable()


def _failed(fault: Exception) -> Report:
    """A fault of ours as a problem, for the browser."""
    words = f"{type(fault).__name__}: {fault}".splitlines()[0]
    hint = "the terminal shows where; the next save is built again"
    told = report(OWN_FAULT, Origin("(enlsp)"), f"the build failed by a fault of its own: {words}", hint)
    return Report([told], published=False)


def _outcome(report: Report, took: float) -> str:
    """`3 made, 1 removed in 0.08 s`; `took` is in seconds."""
    counts = terminal.counted(report.problems)
    if not report.published:
        return f"{counts}; {report.unpublished} ({took:.2f} s)"
    numbers = ((report.made, "made"), (report.removed, "removed"))
    parts = [f"{len(paths)} {word}" for paths, word in numbers if paths] or ["nothing new"]
    return f"{', '.join(parts)} in {took:.2f} s" + (f" ({counts})" if counts else "")


def _say(words: str) -> None:
    with suppress(OSError):  # a terminal that is gone must not end the server
        print(words, file=sys.stderr, flush=True)


def _address(host: str, port: int) -> str:
    """The address of the site for a browser on this machine."""
    name = "localhost" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def _names(host: str, local: bool) -> list[str]:
    """The names by which the server is called: on this machine, and if others see it, too, by its own names."""
    own = [f"[{host}]" if ":" in host else host] if host else []
    if not local:
        name = socket.gethostname()
        own += [name, name.partition(".")[0], f"{name.partition('.')[0]}.local"]
    return [*dict.fromkeys(("localhost", "127.0.0.1", "[::1]", *(each.lower() for each in own if each)))]


def _is_loopback(address: str) -> bool:
    return ip_address(address.partition("%")[0]).is_loopback


def _why_not(fault: OSError | UnicodeError, host: str, port: int) -> str:
    """Why it cannot listen there, and where it can."""
    if isinstance(fault, OSError) and fault.errno == errno.EADDRINUSE:
        return f"port {port} is in use" + _rather(host, port + 1)
    if isinstance(fault, PermissionError):
        return f"port {port} may not be opened: {(fault.strerror or 'not permitted').lower()}" + _rather(host, 8000)
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else "it is no name of a host"
    return f"cannot listen on `{host}`: {reason.lower()}; try --host 127.0.0.1 for this machine, 0.0.0.0 for all"


def _rather(host: str, first: int) -> str:
    """The next free port, as advice."""
    for port in range(first, min(first + 100, 65536)):
        with suppress(OSError):
            for each in bind_sockets(port, host):
                each.close()
            return f"; try --port {port}"
    return ""
