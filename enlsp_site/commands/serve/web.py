"""The web server: the output folder, with the overlay and the reload put into its pages."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from html import escape
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler
from tornado.httputil import split_host_and_port
from tornado.ioloop import IOLoop
from tornado.routing import HostMatches
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from enlsp_site.build.pipeline import Report
from enlsp_site.commands.serve.editor import EditorError, open_at, source_in
from enlsp_site.commands.serve.overlay import FOLLOW, MEND, OPEN, STYLE, bare_page, follow, into, name_of, style
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage.files import checksum

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


class BrowserState:
    """What browsers are to show. `version` names it: a page made for another version is out of date. `panel` is what
    puts the means of editing into a page; empty where it is not to be edited."""

    def __init__(self, out: Path, site: Path | None = None) -> None:
        self.out = out
        self.site = site
        self.editor = ""
        self.token = secrets.token_urlsafe(16)
        self.mends: dict[str, Problem] = {}
        self.problems: dict[str, Problem] = {}
        self.overlay = ""
        self.panel = ""
        self.built = False
        self.browsers: set[ReloadSocket] = set()
        self.at_first: Callable[[], object] = lambda: None
        self._run = secrets.token_hex(4)
        self._count = 0

    @property
    def version(self) -> str:
        """The name of what is shown now; another for every run of the server."""
        return f"v{self._run}.{self._count}"  # begins with a letter: livereload.js makes digits a number

    def show(self, report: Report, overlay: str) -> None:
        """Take over what a build did, and tell the browsers if it can be seen: of stylesheets alone, of files that a
        page may take over where it stands (`follow.js`), or to load the page."""
        first, other = not self.built, overlay != self.overlay
        self.built, self.overlay = True, overlay
        self.problems = {name_of(each): each for each in report.problems}
        self.mends = {name: each for name, each in self.problems.items() if each.fix}
        if first:
            self.at_first()
        if not (first or other or report.made or report.removed):
            return
        self._count += 1
        whole = first or other or report.removed
        made = tuple(path for path in report.made if not path.endswith("/sw.js"))  # which lists what else was made
        styles = () if whole or not all(path.endswith(".css") for path in made) else made
        for browser in [*self.browsers]:
            for path in styles or ("*",):
                browser.reload(path, () if whole else made)


_ADDRESS = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-f:.]+\]"
"""An address as a host: whoever uses one has no name lead elsewhere."""


def application(
    screen: BrowserState,
    names: Sequence[str],
    addresses: bool = False,
    editor: str = "",
    more: Sequence[tuple[Any, ...]] = (),
) -> Application:
    """The web server; problems open in the `editor`, a command, unless that is empty, and `more` are addresses
    besides its own. It answers only to the given names, and if that is wanted to any address: a page of somebody
    else's that has its own name lead to this machine (DNS rebinding) must not read what is not published yet."""
    screen.editor = editor
    own = {"screen": screen}
    rules: list[tuple[Any, ...]] = [
        *more,
        (r"/livereload", ReloadSocket, own),
        (r"/livereload\.js", ReloadScriptHandler),
        (re.escape(STYLE), AssetHandler, {"data": style(), "kind": ".css"}),
        (re.escape(MEND), MendHandler, own),
        (re.escape(OPEN), OpenHandler, own),
        (re.escape(FOLLOW), AssetHandler, {"data": follow(), "kind": ".js"}),
        (r"/(.*)", PageHandler, own),
    ]
    wanted = [*map(re.escape, names), *([_ADDRESS] if addresses else [])]
    host = HostMatches(f"(?i:{'|'.join(wanted)})$")
    return Application([(host, rules)], default_handler_class=UnknownHostHandler, log_function=lambda _: None)


class UncachedHandler(RequestHandler):
    """An answer that no browser keeps: what is shown is always what was built last. And one for pages of this server
    alone: what is not published yet is neither read, nor shown in a frame, by a page of another origin in the same
    browser (Fetch Metadata, W3C; Cross-Origin-Resource-Policy and -Opener-Policy, Fetch and HTML)."""

    def set_default_headers(self) -> None:
        """Forbid to keep it, to guess its type, and to put it into pages of others."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("X-Frame-Options", "SAMEORIGIN")

    def prepare(self) -> None:
        """Refuse what another site's page asks for, but for a link that is followed."""
        asked = self.request.headers
        followed = (asked.get("Sec-Fetch-Mode"), asked.get("Sec-Fetch-Dest")) == ("navigate", "document")
        if asked.get("Sec-Fetch-Site") in ("cross-site", "same-site") and not followed:
            self.set_status(403)
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish("Pages of other sites may not read what is shown here.\n")

    def compute_etag(self) -> str | None:
        """None, for the same reason."""
        return None


class UnknownHostHandler(UncachedHandler):
    """The answer to a name that is not this server's (RFC 9110, 15.5.20)."""

    def prepare(self) -> None:
        """Answer 421 before any method is looked at."""
        self.set_status(421)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(
            "This server does not answer to that name; to reach it by another one, start it with --host NAME.\n"
        )


class AssetHandler(UncachedHandler):
    """A file of ours that is no part of the site."""

    def initialize(self, data: bytes, kind: str) -> None:
        """Of this content, and of the type of files that end so."""
        self.data = data
        self.type = TYPES[kind]

    def get(self) -> None:
        """Send the file's bytes with the type of its ending."""
        self.set_header("Content-Type", self.type)
        self.finish(self.data)


class DeskHandler(UncachedHandler):
    """What a button of the overlay asks for: done for whoever sits at this machine, with the token that only its
    pages have."""

    def initialize(self, screen: BrowserState) -> None:
        """Do it in the site of this screen."""
        self.screen = screen

    def prepare(self) -> None:
        """Refuse what another site's page asks for, another machine, or who has no page of this server."""
        super().prepare()
        if self._finished:
            return
        here = ip_address((self.request.remote_ip or "").partition("%")[0] or "0.0.0.0")
        origin = self.request.headers.get("Origin")
        is_own = origin is None or urlsplit(origin).netloc == self.request.host
        token = self.get_body_argument("token", "")
        if not (here.is_loopback and is_own and secrets.compare_digest(token.encode(), self.screen.token.encode())):
            raise HTTPError(403)


class OpenHandler(DeskHandler):
    """Opens the editor where a problem stands. What is asked for is the name of a problem that is told just now, and
    no file."""

    async def post(self) -> None:
        """Start the editor; the page stays as it is (204), unless there is something to say."""
        problem = self.screen.problems.get(self.get_body_argument("open", ""))
        if problem and self.screen.site:
            place, editor = problem.origin, self.screen.editor
            try:
                file = source_in(self.screen.site, place.file)
                await IOLoop.current().run_in_executor(None, open_at, editor, file, place.line, place.column)
            except EditorError as fault:
                self.set_status(409)
                self.set_header("Content-Type", TYPES[".html"])
                self.finish(bare_page(str(fault)))
                return
        self.set_status(204)


class MendHandler(DeskHandler):
    """The mend that a button of the overlay asks for: done only where what is to be mended stands there still."""

    async def post(self) -> None:
        """Write the file, and show the page again from which it was asked for; the watcher sees it as any save."""
        problem = self.screen.mends.get(self.get_body_argument("mend", ""))
        if problem and self.screen.site:
            await IOLoop.current().run_in_executor(None, _mend, self.screen.site, problem)
        back = urlsplit(self.request.headers.get("Referer", ""))
        self.redirect(
            back.path if back.netloc == self.request.host and back.path.startswith("/") else "/", status=303
        )


def _mend(site: Path, problem: Problem) -> None:
    from enlsp_site.checks import fixes

    with suppress(OSError):  # what cannot be written stays as it is, and goes on being told
        file = problem.origin.file
        fixes.write(site, fixes.fixed([problem], {file: (site / file).read_bytes()}))


class ReloadScriptHandler(UncachedHandler, LiveReloadJSHandler):  # type: ignore[misc]
    """livereload's script, which reloads the page when it is told to."""


class PageHandler(UncachedHandler, StaticFileHandler):
    """The output folder. Pages get livereload's script, and the overlay while there is an error."""

    def initialize(self, screen: BrowserState) -> None:  # type: ignore[override]
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
        self.finish(into(page, self.screen.overlay + self.screen.panel + self._script(checksum(page))))

    def _script(self, page: str) -> str:
        """The script that takes over texts; and livereload's with where to find us, which it cannot see for port 80
        and IPv6 by itself, and with the version of the page, which it tells us when it calls. Behind that stands the
        checksum of the page: a build publishes its files a moment before it makes another version of them."""
        name, port = split_host_and_port(self.request.host)
        where = f"host={quote(name, safe='[]:')}&port={port or 80}&snipver={self.screen.version}.{page}"
        address = f"/livereload.js?{where}&mindelay=200&maxdelay=2000"
        return "".join(f'<script src="{escape(each)}" defer></script>\n' for each in (FOLLOW, address))

    def get_content_type(self) -> str:
        """The type by the name's ending, with UTF-8 for text, which is what we write."""
        return TYPES.get(Path(self.absolute_path or "").suffix.lower()) or super().get_content_type()

    def should_return_304(self) -> bool:
        """Never: browsers keep nothing of it."""
        return False

    def get_cache_time(self, *_: Any) -> int:
        """No time, whatever the address says."""
        return 0


class ReloadSocket(LiveReloadHandler):  # type: ignore[misc]
    """A page in a browser that waits to be told to reload (livereload's protocol, version 7)."""

    def initialize(self, screen: BrowserState) -> None:
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
        except (ValueError, TypeError, KeyError, RecursionError):
            self.close()
            return
        if command in ("hello", "info"):
            super().on_message(message)
        if command == "hello":
            self.version = str(said.get("snipver", "")).rpartition(".")[0]
        elif command == "info":
            self.screen.browsers.add(self)
            if self.version and self.version != self.screen.version:
                self.reload("*")

    def on_close(self) -> None:
        """Send nothing more to a browser whose page was closed."""
        super().on_close()
        self.screen.browsers.discard(self)

    def reload(self, path: str, made: Sequence[str] = ()) -> None:
        """Have the page loaded again, or only its stylesheet if the path is one's. `made` is what has changed, for
        pages that take it over without being loaded: in a field of the protocol that others pass over."""
        told = {"command": "reload", "path": path, "originalPath": "\n".join(made), "liveCSS": True, "liveImg": False}
        with suppress(WebSocketClosedError):
            sent = self.write_message(told)
            sent.add_done_callback(lambda done: done.cancelled() or done.exception())  # closed meanwhile: no fault
