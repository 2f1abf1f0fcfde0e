"""A running `enlsp serve`, as tests need it: on a free port, its terminal in a file, ended by Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# Whoever starts the tests in the background has them ignore Ctrl-C, and so what they start.
COMMAND = """
import signal, sys
from pathlib import Path
from enlsp_site.commands.serve.rebuild import ServeChoices, serve
signal.signal(signal.SIGINT, signal.default_int_handler)
host, chosen = sys.argv[2], ServeChoices(edit=bool(sys.argv[3]))
sys.exit(serve(Path(sys.argv[1]), host, 0, open_browser=False, drafts=False, chosen=chosen))
"""


class Answer(NamedTuple):
    """What the server answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def until(holds: Callable[[], bool], what: str, seconds: float = 15) -> None:
    """Wait until something holds, or fail with what was waited for."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"waited {seconds} s in vain: {what}"
        time.sleep(0.02)


class Serving:
    """The server of a site, as a process; entered once its first build is done."""

    def __init__(self, site: Path, log: Path, host: str = "127.0.0.1", *, edit: bool = False) -> None:
        self.log = log
        with log.open("wb") as terminal:
            self.process = subprocess.Popen(
                [sys.executable, "-c", COMMAND, str(site), host, "1" if edit else ""],
                stdin=subprocess.DEVNULL,
                stdout=terminal,
                stderr=terminal,
                env={**os.environ, "NO_COLOR": "1"},
            )

    def __enter__(self) -> Self:
        try:
            until(lambda: "first build: " in self.told() or self.process.poll() is not None, "the first build")
            assert self.process.poll() is None, self.told()
            assert "Traceback" not in self.told(), self.told()
        except AssertionError:
            self.process.kill()
            self.process.wait()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def stop(self) -> int:
        """Ctrl-C. Returns the exit code; a build under way is let finish first."""
        self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=60)
        finally:
            self.process.kill()

    def told(self) -> str:
        """All that stands in the terminal."""
        return self.log.read_text("utf-8")

    def builds(self) -> int:
        """How many builds the terminal tells of."""
        return sum(line.endswith((" s", " s)")) for line in self.told().splitlines())

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.told().partition("serving http://")[2].partition(":")[2].partition("/")[0])

    @property
    def address(self) -> str:
        """The address of the home page."""
        return f"http://127.0.0.1:{self.port}/"

    def get(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """Ask for exactly this path, or send it a form. Redirects are not followed."""
        if body:
            headers["Content_Type"] = "application/x-www-form-urlencoded"
        connection = HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request(
                method,
                path,
                body=body or None,
                headers={name.replace("_", "-"): value for name, value in headers.items()},
            )
            answer = connection.getresponse()
            named = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, named, answer.read())
        finally:
            connection.close()

    def until_shown(self, words: str, path: str = "/") -> None:
        """Wait until a page holds these words."""
        until(lambda: words in self.get(path).text, f"{path} shows {words}")


@contextmanager
def quiet_page(browser: Browser, server: Serving, height: int = 800) -> Iterator[Page]:
    """A page of a browser, at which nothing may be said in the console and nobody but the server be asked."""
    page = browser.new_page(viewport={"width": 1280, "height": height})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda asked: said.append(asked.url) if not asked.url.startswith(server.address) else None)
    yield page
    page.close()
    assert said == []


def edited(page: Page, server: Serving, path: str = "") -> None:
    """Load a page of the server, and show its outlines."""
    from playwright.sync_api import expect

    page.goto(f"{server.address}{path}")
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    page.keyboard.press("e")
    expect(page.locator(".enlsp-outline").first).to_be_attached()
