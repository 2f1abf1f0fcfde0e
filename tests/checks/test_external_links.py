"""Links to other sites, asked of a server that behaves as badly as servers do. Nothing here asks the internet."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from enlsp_site.checks.external_links import Limits, ask
from enlsp_site.diagnostics.origin import Origin

QUICK = Limits(answer=0.4, address=1.2, host=20, again=0.01)


class Hostile(BaseHTTPRequestHandler):
    """A server whose every path is another way to be difficult. `asked` notes what it was asked, `most` how many at
    one time."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, str]]
    now: list[int]
    most: list[int]

    def log_message(self, *_: Any) -> None: ...

    def _say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": "0", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.now[0] += 1
        time.sleep(0.01)  # long enough for another that comes at the same time to be counted
        self.most[0] = max(self.most[0], self.now[0])
        self.now[0] -= 1  # before the answer, after which the next may come at once
        self.asked.append((self.command, self.path))
        self.close_connection = True
        with suppress(OSError):
            getattr(self, "at_" + self.path.strip("/").partition("?")[0].replace(".", "_").replace("/", "_"))()

    def at_robots_txt(self) -> None:
        text = b"User-agent: *\nDisallow: /private\n"
        self._say(200, Content_Length=str(len(text)))
        self.wfile.write(text)

    def at_fine(self) -> None:
        time.sleep(0.02)
        self._say(200)

    def at_also_fine(self) -> None:
        self.at_fine()

    def at_private_page(self) -> None:
        self._say(404)

    def at_gone(self) -> None:
        self._say(404)

    def at_only_get(self) -> None:
        self._say(405 if self.command == "HEAD" else 200)

    def at_forbidden(self) -> None:
        self._say(403)

    def at_busy(self) -> None:
        self._say(429, Retry_After="3600")

    def at_broken(self) -> None:
        self._say(500)

    def at_moved(self) -> None:
        self._say(301, Location="/fine?new")

    def at_lent(self) -> None:
        self._say(302, Location="/fine")

    def at_circle(self) -> None:
        self._say(302, Location="/circle_back")

    def at_circle_back(self) -> None:
        self._say(302, Location="/circle")

    def at_endless(self) -> None:
        self._say(302, Location=f"/endless?{len(self.asked)}")

    def at_to_a_file(self) -> None:
        self._say(301, Location="file:///etc/passwd")

    def at_slow(self) -> None:
        time.sleep(1.5)

    def at_drip(self) -> None:
        for letter in b"HTTP/1.1 200 OK\r\n" * 4:
            self.wfile.write(bytes([letter]))
            self.wfile.flush()
            time.sleep(0.1)

    def at_closed(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def at_cut(self) -> None:
        if self.command == "HEAD":
            return self._say(501)
        self._say(200, Content_Length="1000")
        self.wfile.write(b"only this")
        self.connection.shutdown(socket.SHUT_RDWR)
        return None

    def at_gigabytes(self) -> None:
        if self.command == "HEAD":
            return self._say(405)
        self._say(200, Content_Length=str(8 << 30))
        for _ in range(8 << 10):
            self.wfile.write(b"\0" * (1 << 20))
        return None


@pytest.fixture
def hostile() -> Iterator[tuple[str, type[Hostile]]]:
    handler = type("Mine", (Hostile,), {"asked": [], "now": [0], "most": [0]})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", handler
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def told(top: str, site: Path, *names: str, now: float = 1e9) -> list[str]:
    addresses = {f"{top}/{name}": [Origin("content/pages/call.md", (), 7, 3)] for name in names}
    problems = ask(addresses, site, QUICK, now, private=True)
    assert {each.severity for each in problems} <= {"warning"}
    return [f"{each.origin}: {each.message} [{each.code}] {each.hint}".replace(top, "TOP") for each in problems]


AT = "content/pages/call.md:7:3: "
LOOK = "[unsure-link] look at it yourself"
MEND = "[dead-link] mend the link, or leave it out"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fine", []),
        ("only_get", []),
        ("forbidden", []),
        ("lent", []),
        ("private_page", []),
        ("gigabytes", []),
        ("cut", [f"{AT}whether TOP/cut is alive is not known: the host broke off {LOOK}"]),
        ("gone", [f"{AT}TOP/gone is gone: the host says 404 {MEND}"]),
        ("busy", [f"{AT}whether TOP/busy is alive is not known: the host asks not to be asked so often {LOOK}"]),
        ("broken", [f"{AT}whether TOP/broken is alive is not known: the host says 500 {LOOK}"]),
        ("moved", [f"{AT}TOP/moved has moved for good [moved-link] write TOP/fine?new"]),
        ("circle", [f"{AT}TOP/circle is gone: it redirects in a circle {MEND}"]),
        ("endless", [f"{AT}TOP/endless is gone: it redirects without an end {MEND}"]),
        (
            "to_a_file",
            [f"{AT}TOP/to_a_file is gone: it leads to file:///etc/passwd, which is no address of the web {MEND}"],
        ),
        ("slow", [f"{AT}whether TOP/slow is alive is not known: the host did not answer in time {LOOK}"]),
        ("closed", [f"{AT}whether TOP/closed is alive is not known: the host broke off {LOOK}"]),
    ],
)
def test_what_is_told_of_an_address(
    hostile: tuple[str, type[Hostile]], tmp_path: Path, name: str, words: list[str]
) -> None:
    assert told(hostile[0], tmp_path, name) == words


def test_a_host_that_drips_is_left_when_its_time_is_up(hostile: tuple[str, type[Hostile]], tmp_path: Path) -> None:
    began = time.monotonic()
    assert told(hostile[0], tmp_path, "drip") == [
        f"{AT}whether TOP/drip is alive is not known: the host did not answer in time {LOOK}"
    ]
    assert time.monotonic() - began < 6


def test_a_head_comes_first_and_a_get_only_where_it_fails(hostile: tuple[str, type[Hostile]], tmp_path: Path) -> None:
    top, handler = hostile
    told(top, tmp_path, "fine", "only_get")
    assert handler.asked == [
        ("GET", "/robots.txt"),
        ("HEAD", "/fine"),
        ("HEAD", "/only_get"),
        ("GET", "/only_get"),
    ]


def test_what_robots_are_kept_from_is_not_asked(hostile: tuple[str, type[Hostile]], tmp_path: Path) -> None:
    top, handler = hostile
    told(top, tmp_path, "private_page")
    assert handler.asked == [("GET", "/robots.txt")]


def test_a_host_is_asked_by_one_connection(hostile: tuple[str, type[Hostile]], tmp_path: Path) -> None:
    top, handler = hostile
    told(top, tmp_path, "fine", "also_fine", *(f"fine?{number}" for number in range(8)))
    assert handler.most == [1]


def test_answers_are_kept_for_a_day(hostile: tuple[str, type[Hostile]], tmp_path: Path) -> None:
    top, handler = hostile
    first = told(top, tmp_path, "gone", "fine")
    asked = len(handler.asked)
    assert told(top, tmp_path, "gone", "fine", now=1e9 + 86_000) == first
    assert len(handler.asked) == asked
    told(top, tmp_path, "gone", "fine", now=1e9 + 87_000)
    assert len(handler.asked) > asked


def test_anchors_of_one_page_are_one_question(hostile: tuple[str, type[Hostile]], tmp_path: Path) -> None:
    top, handler = hostile
    told(top, tmp_path, "fine#one", "fine#two", "fine")
    assert handler.asked == [("GET", "/robots.txt"), ("HEAD", "/fine")]


def test_the_own_network_is_not_asked(hostile: tuple[str, type[Hostile]], tmp_path: Path) -> None:
    top, handler = hostile
    [problem] = ask({f"{top}/fine": [Origin("x.md")]}, tmp_path, QUICK)
    assert problem.message == f"{top}/fine is gone: 127.0.0.1 is not on the internet"
    assert handler.asked == []


def test_a_damaged_memory_is_made_anew(hostile: tuple[str, type[Hostile]], tmp_path: Path) -> None:
    (tmp_path / ".enlsp").mkdir()
    (tmp_path / ".enlsp/outside.json").write_text("[1, 2")
    assert told(hostile[0], tmp_path, "gone") == [f"{AT}TOP/gone is gone: the host says 404 {MEND}"]
    kept = json.loads((tmp_path / ".enlsp/outside.json").read_text("utf-8"))
    assert [each[1:] for each in kept.values()] == [["dead", "the host says 404"]]
