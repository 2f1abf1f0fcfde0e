"""A web server on this machine that behaves as hosts of static pages do: a prefix, gzip, ten minutes to keep."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

PREFIX = "/enlsp/"
PACKED = ("text/", "image/svg", "application/json", "application/xml", "application/atom", "application/javascript")
"""Kinds of files that hosts send packed."""
KINDS = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".ics": "text/calendar",
    ".webmanifest": "application/manifest+json",
}
"""Kinds of files that not every Python knows by their names."""
LEVEL = 6
"""Of gzip, as servers have it that pack while they send."""


def packed(data: bytes) -> bytes:
    """Data as it goes over the wire."""
    return gzip.compress(data, LEVEL, mtime=0)


@contextmanager
def host(folder: Path) -> Iterator[str]:
    """Serves the sites in a folder while the block runs, each at `/enlsp/<its name>/`; gives that of `/enlsp/`.

    The sites may come later, since a build wants to know its address.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, folder.resolve()))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, folder: Path, *given: Any) -> None:
        self.folder = folder
        super().__init__(*given)

    def do_GET(self) -> None:
        """Answer with a file, or with the site's own page that says there is none."""
        inside = unquote(urlsplit(self.path).path).removeprefix(PREFIX)
        file = self.folder.joinpath(inside, "index.html" if inside.endswith("/") else "").resolve()
        if file.is_file() and file.is_relative_to(self.folder):
            kind = KINDS.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
            self.send(HTTPStatus.OK, kind, file.read_bytes())
        else:
            lost = self.folder / inside.partition("/")[0] / "404.html"
            self.send(HTTPStatus.NOT_FOUND, "text/html", lost.read_bytes() if lost.is_file() else b"")

    def send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        """One answer, packed where that is of use and understood."""
        self.send_response(status)
        if kind.startswith(PACKED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = packed(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing in the terminal."""
