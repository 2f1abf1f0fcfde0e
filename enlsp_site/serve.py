"""Show the site on this machine: watch, rebuild, reload; problems shown in the browser.

Two threads. One watches the site's files and builds, one build at a time; the other serves the output folder and
reloads the browsers. What a build did goes from the first to the second as a callback of its loop, so all that
the server knows (`Screen`) belongs to the server's thread alone.
"""

from __future__ import annotations

import asyncio
import errno
import json
import os
import secrets
import socket
import sys
import time
import traceback
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from html import escape
from ipaddress import ip_address
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import quote

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.netutil import bind_sockets
from tornado.routing import HostMatches
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from enlsp_site import cache, problems
from enlsp_site.build import Options, Report, build
from enlsp_site.model import Origin, error, has_errors
from enlsp_site.overlay import STYLE, bare_page, into, overlay, style
from enlsp_site.watch import Watcher

DONE, USAGE = 0, 2

TYPES = {
    ".bib": "application/x-bibtex; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""Content types that must not depend on what the machine knows; it is asked for all others."""


def serve(site: Path, host: str, port: int, *, open_browser: bool, drafts: bool) -> int:
    """Build the site and show it until Ctrl-C; build and reload it at every save. Returns the exit code.

    Without an address to listen on it is 2. The pages are in a folder of their own in the site's cache, one
    for each port, since the addresses in them are those of the server.
    """
    try:
        sockets = bind_sockets(port, host)
    except (OSError, UnicodeError) as fault:
        _say(f"enlsp: {_why_not(fault, host, port)}")
        return USAGE
    port = sockets[0].getsockname()[1]
    address = _address(host, port)
    _say(f"serving {address} (Ctrl-C ends it)")
    local = all(_is_loopback(each.getsockname()[0]) for each in sockets)
    if not local:
        _say("note: others on the network can see it too; without --host, only this machine can")
    options = Options(site, site / cache.FOLDER / "serve" / str(port), base_url=address, drafts=drafts)
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(options, sockets, _names(host) if local else None, open_browser=open_browser))
    return DONE


async def _run(
    options: Options, sockets: list[socket.socket], names: Sequence[str] | None, *, open_browser: bool
) -> None:
    """Serve, watch and build until cancelled; a build under way is let finish."""
    loop = IOLoop.current()
    screen = Screen(options.out.absolute())
    if open_browser:
        screen.at_first = lambda: loop.run_in_executor(None, webbrowser.open, options.base_url)
    server = HTTPServer(application(screen, names))
    server.add_sockets(sockets)
    watcher = Watcher(options.site, Builds(options, partial(loop.add_callback, screen.show)), _say)
    thread = Thread(target=watcher.run, name="builds", daemon=True)
    thread.start()
    try:
        await asyncio.Event().wait()
    finally:
        watcher.stop()
        thread.join(timeout=10)
        server.stop()
        await server.close_all_connections()


# --- The builds ---


class Builds:
    """The builds of one site: each is told in the terminal, and handed on with the overlay for its pages."""

    def __init__(self, options: Options, done: Callable[[Report, str], object]) -> None:
        self._options = options
        self._done = done
        self._show = problems.from_here(options.site)
        self._told = ""

    def __call__(self, changed: Sequence[str]) -> None:
        """Build after these files have changed. Whatever happens, the next save is built again."""
        began = time.perf_counter()
        try:
            report = build(self._options)
        except Exception as fault:
            _say(f"enlsp: the build failed by a fault of its own; please report it\n{traceback.format_exc()}")
            report = Report([_own(fault)], published=False)
        self._tell(report, f"{_listed(changed)}: {_done(report)} in {time.perf_counter() - began:.2f} s")
        wrong = has_errors(report.problems)
        self._done(report, overlay(report.problems, report.texts, self._show) if wrong else "")

    def _tell(self, report: Report, line: str) -> None:
        """One line for the build; its problems where they are not those that stand above already."""
        colour = problems.wants_colour(sys.stderr.isatty())
        told = problems.as_text(report.problems, report.texts, self._show, colour)
        _say(line + ("\n" + told.rstrip("\n") if told and told != self._told else ""))
        self._told = told


def _own(fault: Exception) -> Any:
    words = f"{type(fault).__name__}: {fault}".splitlines()[0]
    hint = "the terminal shows where; saving again builds again"
    return error(Origin("(enlsp)"), "own-fault", f"the build failed by a fault of its own: {words}", hint)


def _listed(changed: Sequence[str]) -> str:
    """`content/dates.yaml`, or `content/dates.yaml and 3 more`; the first build has no change to name."""
    if not changed:
        return "first build"
    first = os.path.relpath(changed[0])
    return f"{first} and {len(changed) - 1} more" if len(changed) > 1 else first


def _done(report: Report) -> str:
    counts = problems.counted(report.problems)
    if not report.published:
        return f"{counts}; nothing was published"
    numbers = ((report.made, "made"), (report.removed, "removed"))
    parts = [f"{len(paths)} {word}" for paths, word in numbers if paths] or ["nothing to make"]
    return ", ".join(parts) + (f" ({counts})" if counts else "")


def _say(words: str) -> None:
    with suppress(OSError):  # a terminal that is gone must not end the server
        print(words, file=sys.stderr, flush=True)


# --- The server ---


class Screen:
    """What browsers are to show. `version` names it: a page made for another version is out of date."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.overlay = ""
        self.built = False
        self.browsers: set[Browser] = set()
        self.at_first: Callable[[], object] = lambda: None
        self._run = secrets.token_hex(4)
        self._count = 0

    @property
    def version(self) -> str:
        """The name of what is shown now; another for every run of the server."""
        return f"v{self._run}.{self._count}"  # begins with a letter: livereload.js makes digits a number

    def show(self, report: Report, overlay: str) -> None:
        """Take over what a build did, and reload the browsers if it can be seen."""
        first, other = not self.built, overlay != self.overlay
        self.built, self.overlay = True, overlay
        if first:
            self.at_first()
        if not (first or other or report.made or report.removed):
            return
        self._count += 1
        only_style = not (first or other or report.removed)
        only_style = only_style and all(path.endswith(".css") for path in report.made)
        for browser in [*self.browsers]:
            for path in report.made if only_style else ("*",):
                browser.reload(path)


def application(screen: Screen, names: Sequence[str] | None) -> Application:
    """The web server. It answers only to the given names (all if None): a page of somebody else's that has its
    own name lead to this machine (DNS rebinding) must not read what is not published yet."""
    own = {"screen": screen}
    rules = [
        (r"/livereload", Browser, own),
        (r"/livereload\.js", Script),
        (STYLE.replace(".", r"\."), Style),
        (r"/(.*)", Pages, own),
    ]
    pattern = "|".join(name.replace(".", r"\.") for name in names) if names else ".*"
    host = HostMatches(f"(?:{pattern})$")
    return Application([(host, rules)], default_handler_class=Stranger, log_function=lambda _: None)


class Fresh(RequestHandler):
    """An answer that no browser keeps: what is shown is always what was built last."""

    def set_default_headers(self) -> None:
        """Forbid to keep it, and to guess its type."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")


class Stranger(Fresh):
    """The answer to a name that is not this server's (RFC 9110, 15.5.20)."""

    def prepare(self) -> None:
        """Refuse."""
        self.set_status(421)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("This server answers to localhost only; to reach it by another name, start it with --host.\n")


class Style(Fresh):
    """The stylesheet of the overlay."""

    def get(self) -> None:
        """Give it."""
        self.set_header("Content-Type", TYPES[".css"])
        self.finish(style())


class Script(LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script, which reloads the page when it is told to."""

    def set_default_headers(self) -> None:
        """Forbid to keep it."""
        self.set_header("Cache-Control", "no-store")


class Pages(Fresh, StaticFileHandler):
    """The output folder. Pages get livereload's script, and the overlay while there is an error."""

    def initialize(self, screen: Screen) -> None:  # type: ignore[override]
        """Serve the folder of this screen; a folder's address shows its index.html."""
        super().initialize(str(screen.out.resolve()), "index.html")
        self.screen = screen

    async def get(self, path: str, include_body: bool = True) -> None:
        """A page whole, since something is put into it; any other file as tornado does, with ranges for videos."""
        self.path = self.parse_url_path(path)
        if "\0" in path:
            raise HTTPError(404)
        file = self.validate_absolute_path(self.root, self.get_absolute_path(self.root, self.path))
        if file is None:  # redirected to the address with a slash
            return
        if not file.endswith((".html", ".htm")):
            await super().get(path, include_body)
            return
        try:
            self._show(Path(file).read_bytes())
        except OSError:  # removed since it was found
            raise HTTPError(404) from None

    def write_error(self, status_code: int, **_: Any) -> None:
        """The site's own page for what is not there; a bare one of ours before the first build without error."""
        lost = self.screen.out / "404.html"
        if status_code == 404 and lost.is_file():
            self._show(lost.read_bytes())
        elif status_code == 404 and not any(self.screen.out.glob("*.html")):
            self.set_status(503)
            words = "There is nothing to show yet" if self.screen.built else "The site is being built"
            self._show(bare_page(words))
        else:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish(f"{status_code} {self._reason}\n")

    def _show(self, page: bytes) -> None:
        self.set_header("Content-Type", TYPES[".html"])
        self.finish(into(page, self.screen.overlay + self._script()))

    def _script(self) -> str:
        """livereload's script with where to find us, which it cannot see for port 80 and IPv6 by itself, and with
        the version of the page, which it tells us when it calls."""
        name, _, port = self.request.host.removesuffix("]").rpartition(":")
        if not port.isdigit() or self.request.host.endswith("]"):
            name, port = self.request.host, "80"
        where = f"host={quote(name, safe='[]:')}&port={port}&snipver={self.screen.version}"
        return f'<script src="/livereload.js?{escape(where)}&amp;mindelay=200&amp;maxdelay=2000" defer></script>\n'

    def get_content_type(self) -> str:
        """The type by the name's ending, with UTF-8 for text, which is what we write."""
        return TYPES.get(os.path.splitext(self.absolute_path or "")[1].lower()) or super().get_content_type()

    def should_return_304(self) -> bool:
        """Never: browsers keep nothing of it."""
        return False

    def compute_etag(self) -> str | None:
        """None, for the same reason."""
        return None

    def get_cache_time(self, *_: Any) -> int:
        """None, whatever the address says."""
        return 0


class Browser(LiveReloadHandler):  # type: ignore[misc]
    """A page in a browser that waits to be told to reload (livereload's protocol, version 7)."""

    def initialize(self, screen: Screen) -> None:
        """Show this screen."""
        self.screen = screen
        self.version = ""

    def check_origin(self, origin: str) -> bool:
        """Only pages of this server may listen; livereload itself lets any."""
        return WebSocketHandler.check_origin(self, origin)

    def on_message(self, message: str | bytes) -> None:
        """Answer the greeting. A page that was loaded before the last build, and called after it, is reloaded."""
        try:
            said = json.loads(message)
            command = said["command"]
        except (ValueError, TypeError, KeyError):
            self.close()
            return
        if command in ("hello", "info"):
            super().on_message(message)
        if command == "hello":
            self.version = str(said.get("snipver", ""))
        elif command == "info":
            self.screen.browsers.add(self)
            if self.version and self.version != self.screen.version:
                self.reload("*")

    def on_close(self) -> None:
        """Forget it."""
        super().on_close()
        self.screen.browsers.discard(self)

    def reload(self, path: str) -> None:
        """Have the page loaded again, or only its stylesheet if the path is one's."""
        with suppress(WebSocketClosedError):
            sent = self.write_message({"command": "reload", "path": path, "liveCSS": True, "liveImg": False})
            sent.add_done_callback(lambda done: done.exception())  # it may close meanwhile, which is no fault


# --- Addresses ---


def _address(host: str, port: int) -> str:
    """The address of the site for a browser on this machine."""
    name = "localhost" if host in ("", "0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/"


def _names(host: str) -> list[str]:
    """The names by which a server for this machine alone is called."""
    own = f"[{host}]" if ":" in host else host
    return [*dict.fromkeys(("localhost", "127.0.0.1", r"\[::1\]", own.lower()))]


def _is_loopback(address: str) -> bool:
    return ip_address(address.partition("%")[0]).is_loopback


def _why_not(fault: OSError | UnicodeError, host: str, port: int) -> str:
    """Why it cannot listen there, and where it can."""
    if isinstance(fault, OSError) and fault.errno == errno.EADDRINUSE:
        return f"port {port} is in use" + _rather(host, port + 1)
    if isinstance(fault, PermissionError):
        return f"port {port} may not be opened: {(fault.strerror or 'not permitted').lower()}" + _rather(host, 8000)
    reason = fault.strerror if isinstance(fault, OSError) and fault.strerror else "it is no name of a host"
    return f"cannot listen on `{host}`: {reason.lower()}; 127.0.0.1 is this machine, 0.0.0.0 all its networks"


def _rather(host: str, first: int) -> str:
    """The next free port, as advice."""
    for port in range(first, min(first + 100, 65536)):
        with suppress(OSError):
            for each in bind_sockets(port, host):
                each.close()
            return f"; try --port {port}"
    return ""
