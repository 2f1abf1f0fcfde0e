"""Whether links to other sites are alive: asked politely, each host by one connection at a time, and not every day.

Nothing that an answer says is trusted: it may be slow, endless, cut short or a redirect in a circle, and each address
has its time and its bytes. Answers are kept for a day in the cache.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from threading import Lock, Timer
from typing import Any, Literal, NamedTuple
from urllib.parse import quote, urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from enlsp_site import __version__
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import urls
from enlsp_site.storage import files
from enlsp_site.storage.cache_folder import FOLDER, prepare
from enlsp_site.storage.work import Work

DEAD_LINK = Code(
    "dead-link",
    "warning",
    what="this address is gone",
    why="It belongs to others, and may be back tomorrow.",
    bad="a page that answers 404",
    good="one that answers",
)

MOVED_LINK = Code(
    "moved-link",
    "warning",
    what="this address has moved for good",
    why="It works until its owner ends the redirection.",
    bad="http://www.example.org/a, which leads to /b",
    good="/b",
)

UNSURE_LINK = Code(
    "unsure-link",
    "warning",
    what="whether this address is alive is not known",
    why="Some hosts refuse programs; a look with a browser tells.",
    bad="a host that answers 403",
    good="—",
)

CODES = (DEAD_LINK, MOVED_LINK, UNSURE_LINK)


AGENT = f"enlsp-check/{__version__} (looks whether links are alive)"
KEPT = 86_400
"""Seconds for which an answer counts."""
HOSTS = 16
"""Hosts that are asked at one time."""
REDIRECTS = 6
ENOUGH = 65_536
"""Bytes of a page after which it is known to be there."""


class Limits(NamedTuple):
    """Seconds: for an answer to begin or go on, for an address in all, for a host in all, and before asking again."""

    answer: float = 10
    address: float = 25
    host: float = 90
    again: float = 1


class LinkStatus(NamedTuple):
    """What is known of an address: that it is alive, has moved for good (`words` is where to) or is dead; that this
    cannot be told (`words` says why); or that its host asks robots to stay away."""

    kind: Literal["alive", "moved", "dead", "unsure", "barred"]
    words: str = ""


def ask(
    addresses: Mapping[str, list[Origin]],
    site: Path,
    limits: Limits | None = None,
    now: float | None = None,
    private: bool = False,
) -> list[Problem]:
    """What is wrong with addresses elsewhere, all of it warnings. `private` allows hosts of the own network.

    What was asked within a day is not asked again. A host whose time is up is gone on with next time.
    """
    moment = time.time() if now is None else now
    path = site / FOLDER / "outside.json"
    known = _recalled(path, moment)
    bare = {address: _bare(address) for address in addresses}
    wanted = sorted({each for each in bare.values() if each not in known})
    answers = LinkChecker(limits or Limits(), private).visit(wanted)
    known |= {address: (moment, answer) for address, answer in answers.items()}
    with suppress(OSError):  # it is asked again then
        prepare(path.parent)
        data = json.dumps({key: [when, *answer] for key, (when, answer) in known.items()}).encode()
        with Work(site):
            files.write(path, data, path.parent)
    return [
        problem
        for address, origins in addresses.items()
        if bare[address] in known
        for problem in _problems(address, known[bare[address]][1], origins)
    ]


def _bare(address: str) -> str:
    """An address as it is asked for: without its anchor."""
    return urls.iri_to_uri(address.partition("#")[0])


def _recalled(path: Path, now: float) -> dict[str, tuple[float, LinkStatus]]:
    """The answers that still count."""
    try:
        kept: dict[str, list[Any]] = json.loads(path.read_bytes())
        found = {address: (float(when), LinkStatus(kind, words)) for address, (when, kind, words) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError, MemoryError):
        return {}
    return {address: each for address, each in found.items() if 0 <= now - each[0] < KEPT}


def _problems(address: str, answer: LinkStatus, origins: Iterable[Origin]) -> list[Problem]:
    told = {
        "dead": (DEAD_LINK, f"{address} is gone: {answer.words}", "mend the link, or leave it out"),
        "moved": (MOVED_LINK, f"{address} has moved for good", f"write {answer.words}"),
        "unsure": (UNSURE_LINK, f"whether {address} is alive is not known: {answer.words}", "look at it yourself"),
    }.get(answer.kind)
    if not told:
        return []
    code, message, hint = told
    return [report(code, origin, message, hint) for origin in origins]


class LinkChecker:
    """Asks addresses, host by host."""

    def __init__(self, limits: Limits, private: bool) -> None:
        self._limits = limits
        self._private = private
        self._robots: dict[str, RobotFileParser | None] = {}
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def visit(self, addresses: list[str]) -> dict[str, LinkStatus]:
        """The answers by address, without those for which a host's time did not suffice."""
        hosts: dict[str, list[str]] = {}
        for address in addresses:
            hosts.setdefault(_host(address), []).append(address)
        with ThreadPoolExecutor(HOSTS) as pool:
            found = list(pool.map(self._host, hosts.values()))
        return {address: answer for each in found for address, answer in each.items()}

    def _host(self, addresses: list[str]) -> dict[str, LinkStatus]:
        """The answers of one host."""
        found: dict[str, LinkStatus] = {}
        ends = time.monotonic() + self._limits.host
        for address in addresses:
            if time.monotonic() > ends:
                break
            found[address] = self._address(address)
            pause = self._pause(address)
            if time.monotonic() + pause > ends:
                break
            time.sleep(pause if address != addresses[-1] else 0)
        return found

    def _pause(self, address: str) -> float:
        """How long to wait before a host is asked again, if it says so."""
        robots = self._robots.get(_site(address))
        return float(robots.crawl_delay(AGENT) or 0) if robots else 0.0

    def _address(self, address: str) -> LinkStatus:
        """The answer for one address: where it is not clear, a second time."""
        answer = self._followed(address)
        if answer.kind == "unsure":
            time.sleep(self._limits.again)
            answer = self._followed(address)
        return answer

    def _followed(self, address: str) -> LinkStatus:
        """What there is at an address, or where it leads."""
        at, for_good, seen = address, True, {address}
        ends = time.monotonic() + self._limits.address
        for _ in range(REDIRECTS):
            if not self._is_open(at):
                return LinkStatus("barred")
            try:
                status, location = self._asked(at, ends)
            except ValueError as fault:
                return LinkStatus("dead", str(fault))
            except (OSError, http.client.HTTPException) as fault:
                return _fault(fault)
            if status not in (301, 302, 303, 307, 308) or not location:
                return _answer(status, at if for_good and at != address else "")
            for_good = for_good and status in (301, 308)
            at = urls.iri_to_uri(urljoin(at, location))
            if at in seen:
                return LinkStatus("dead", "it redirects in a circle")
            seen.add(at)
        return LinkStatus("dead", "it redirects without an end")

    def _asked(self, address: str, ends: float) -> tuple[int, str]:
        """Status and Location of an address: HEAD, and GET where a host knows no HEAD or denies it."""
        status, location, _ = self._request("HEAD", address, ends)
        if status < 400 or status == 429:
            return status, location
        status, location, _ = self._request("GET", address, ends)
        return status, location

    def _request(self, method: str, address: str, ends: float) -> tuple[int, str, bytes]:
        """Status, Location and the first bytes of an answer. Raises OSError and HTTPException; ValueError where the
        address is none or is not to be asked."""
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"it leads to {address}, which is no address of the web")
        with self._lock:
            lock = self._locks.setdefault(_host(address), Lock())
        with lock:
            left = ends - time.monotonic()
            if left <= 0:
                raise TimeoutError
            wire = self._connection(parts.scheme, parts.hostname, parts.port, min(self._limits.answer, left))
            alarm = Timer(left, _cut, (wire,))
            alarm.daemon = True
            alarm.start()
            with closing(wire):
                try:
                    answer = _exchanged(wire, method, parts.path, parts.query)
                except (OSError, http.client.HTTPException):
                    if time.monotonic() >= ends:  # it was cut by us, not by the host
                        raise TimeoutError from None
                    raise
                finally:
                    alarm.cancel()
            if time.monotonic() >= ends:  # what was read may be the beginning of something else
                raise TimeoutError
            return answer

    def _connection(self, scheme: str, host: str, port: int | None, seconds: float) -> http.client.HTTPConnection:
        if scheme == "https":
            wire: http.client.HTTPConnection = http.client.HTTPSConnection(
                host, port, timeout=seconds, context=ssl.create_default_context()
            )
        else:
            wire = http.client.HTTPConnection(host, port, timeout=seconds)
        wire._create_connection = self._connected  # type: ignore[attr-defined]
        return wire

    def _connected(self, place: tuple[str, int], timeout: float | None = None, *_: Any) -> socket.socket:
        """A socket to a host of the internet: content must not make us ask our own network, by whatever name."""
        fault: OSError = OSError("its host has no address")
        for *_kind, target in socket.getaddrinfo(*place, type=socket.SOCK_STREAM):
            if not self._private and not ipaddress.ip_address(target[0]).is_global:
                raise ValueError(f"{place[0]} is not on the internet")
            try:
                return socket.create_connection((str(target[0]), place[1]), timeout)
            except OSError as failed:
                fault = failed
        raise fault

    def _is_open(self, address: str) -> bool:
        """Whether a host lets robots ask for an address (RFC 9309). One without a readable robots.txt does."""
        site = _site(address)
        if site not in self._robots:
            self._robots[site] = self._read_robots(site)
        robots = self._robots[site]
        return robots is None or robots.can_fetch(AGENT, address)

    def _read_robots(self, site: str) -> RobotFileParser | None:
        try:
            status, _, data = self._request("GET", f"{site}/robots.txt", time.monotonic() + self._limits.answer)
        except (OSError, ValueError, http.client.HTTPException):
            return None
        if status != 200:
            return None
        robots = RobotFileParser()
        robots.parse(data.decode("utf-8", "replace").splitlines())
        return robots


def _exchanged(wire: http.client.HTTPConnection, method: str, path: str, query: str) -> tuple[int, str, bytes]:
    """What is answered on a connection. Raises OSError and HTTPException."""
    asked = quote(path or "/", safe="/%:@!$&'()*+,;=~-._") + (f"?{query}" if query else "")
    wire.request(method, asked, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
    answer = wire.getresponse()
    data = b"" if method == "HEAD" else answer.read(ENOUGH)
    said = answer.headers.get("Content-Length") or ""
    if method != "HEAD" and said.isdecimal() and len(data) < min(int(said), ENOUGH):
        raise http.client.IncompleteRead(data)
    return answer.status, answer.headers.get("Location") or "", data


def _cut(wire: http.client.HTTPConnection) -> None:
    """End a connection whose time is up, even while it is read from."""
    if wire.sock is not None:
        with suppress(OSError):
            wire.sock.shutdown(socket.SHUT_RDWR)


def _host(address: str) -> str:
    """The host of an address, which is asked by one connection at a time."""
    return urlsplit(address).hostname or ""


def _site(address: str) -> str:
    """Scheme, host and port of an address: what one robots.txt is for."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _answer(status: int, moved: str) -> LinkStatus:
    """What a status says."""
    if status in (404, 410):
        return LinkStatus("dead", f"the host says {status}")
    if status == 429:
        return LinkStatus("unsure", "the host asks not to be asked so often")
    if status >= 500:
        return LinkStatus("unsure", f"the host says {status}")
    return LinkStatus("moved", moved) if moved and status < 300 else LinkStatus("alive")


def _fault(fault: Exception) -> LinkStatus:
    """What a failure says: that a host is not there is sure, and that it did not answer is not."""
    if isinstance(fault, socket.gaierror):
        return LinkStatus("dead", "there is no such host")
    if isinstance(fault, ssl.SSLCertVerificationError):
        return LinkStatus("dead", "its certificate is not valid")
    if isinstance(fault, TimeoutError):
        return LinkStatus("unsure", "the host did not answer in time")
    if isinstance(fault, http.client.HTTPException | ConnectionError):
        return LinkStatus("unsure", "the host broke off")
    return LinkStatus("unsure", "the host cannot be reached")
