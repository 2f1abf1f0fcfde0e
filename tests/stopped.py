"""Commands that are stopped at one step on the disk, each in a process of its own, and what is looked at afterwards.

Every change of the disk is a function of `disk`; the process counts their calls, and at the one that is asked for it
ends itself by a signal, before the step or after half of it, or finds the disk full. The processes are forked off one
that has imported all of enlsp and done nothing with it (`Stopper`), so thousands of them can be stopped in minutes.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import io
import json
import mmap
import os
import posixpath
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, NoReturn
from urllib.parse import unquote, urldefrag

STEPS = (
    *("write_new", "write_synced", "append", "shorten", "copy_new", "replace", "link", "remove", "make_folder"),
    "remove_folder",
)
"""What of `disk` is counted. `clear` fails in silence: a kill in it is one before or after."""

EVENTS = ("os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate")
"""What is counted instead where `disk` is not all that changes the disk: what Python itself is asked for (its audit
events), and files that are opened to be written."""

FULL = "full"
"""There is no space left from a step on."""
HALVES = ("write_new", "write_synced", "append", "copy_new")
"""What can be stopped in the middle of it."""


class Stopped(NamedTuple):
    """How a command ended: its exit code, or minus the number of the signal that ended it; what it said; and how many
    steps on the disk it began."""

    code: int
    said: str
    steps: int


class Stopper:
    """Runs commands of enlsp, as many as are wanted, each in a new process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(
        self, site: Path, *command: str, at: int = 0, how: str = "", every: bool = False, mount: str = ""
    ) -> Stopped:
        """Run a command in a site's folder, and at its step of this number, counted from 1, end it by the signal
        `how`, or have no space left from there on. `every` counts every change of the disk, whoever makes it; `mount`
        is a folder in the site's that counts as a file system of its own."""
        asked = {"site": str(site), "command": command or ("build", "-q"), "at": at, "how": how, "every": every}
        asked["mount"] = mount
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return Stopped(*json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """End the process that all are forked off."""
        self._process.communicate()


def main() -> None:
    """Answer the questions of a `Stopper`."""
    os.fsync = lambda _: None  # nobody cuts the power of a test
    _warm_up()
    said = os.memfd_create("said")
    steps = mmap.mmap(-1, 8)
    for line in sys.stdin:
        asked = json.loads(line)
        steps[:] = bytes(8)
        os.ftruncate(said, 0)
        child = os.fork()
        if not child:
            _run(asked, said, steps)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        words = os.pread(said, 1 << 20, 0).decode("utf-8", "replace")
        print(json.dumps([code, words, int.from_bytes(steps[:])]), flush=True)


def _warm_up() -> None:
    """Build and check another site, as `enlsp serve` has done before: then all is imported and compiled."""
    from sites import GOOD, any_picture

    from enlsp_site.commands.parser import main

    with tempfile.TemporaryDirectory() as folder:
        for name, text in {**GOOD, "static/images/ada.jpg": any_picture("ada.jpg")}.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else str(text).encode())
        with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
            for command in ("build", "check"):
                main([command, "-q", "--site", folder])


def _run(asked: dict[str, Any], said: int, steps: mmap.mmap) -> NoReturn:
    from enlsp_site.commands.entry import run

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)  # whatever whoever runs the tests has us ignore
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.alarm(120)
    for number in (1, 2):
        os.dup2(said, number)
    os.lseek(said, 0, os.SEEK_SET)
    os.chdir(asked["site"])
    if asked["mount"]:
        _mounted(asked["mount"])
    (_stop_at_any if asked["every"] else _stop_at)(asked["at"], asked["how"], steps)
    sys.argv = ["enlsp", *asked["command"]]
    run()


def _mounted(folder: str) -> None:
    """Have a folder be a file system of its own, into and out of which nothing can be renamed or linked."""
    from enlsp_site.storage import staging

    here = str(Path.cwd())
    top = Path(here, folder)

    def is_inside(path: object) -> bool:
        return Path(here, str(path)).is_relative_to(top)

    def within(real: Callable[..., None]) -> Callable[..., None]:
        def call(path: object, other: object, **options: object) -> None:
            if is_inside(path) != is_inside(other):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), str(path))
            real(path, other, **options)

        return call

    os.replace, os.rename, os.link = within(os.replace), within(os.rename), within(os.link)
    staging._device = is_inside  # type: ignore[assignment]


def _stop_at(at: int, how: str, steps: mmap.mmap) -> None:
    """Count the steps on the disk, and at that one end, or have no space from there on."""
    from enlsp_site.storage import disk

    own = os.getpid()  # and not those that it forks off

    def step(name: str) -> None:
        real = getattr(disk, name)

        def half(*given: object) -> None:
            if name == "copy_new":
                data = Path(str(given[0])).read_bytes()
                disk_write(given[1], data[: len(data) // 2])
            elif name in HALVES:
                real(given[0], bytes(given[1])[: len(given[1]) // 2])

        def call(*given: object) -> object:
            number = int.from_bytes(steps[:]) + (os.getpid() == own)
            steps[:] = number.to_bytes(8)
            if how == FULL and number >= at and name not in ("remove", "remove_folder", "shorten", "replace"):
                half(*given)
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(given[0]))
            if how not in ("", FULL) and number == at:
                if how == "SIGKILL" or name != "append":  # what goes on after it would append twice
                    half(*given)
                _send(own, how)
            return real(*given)

        setattr(disk, name, call)

    disk_write = disk.write_new
    for name in STEPS:
        step(name)


def _stop_at_any(at: int, how: str, steps: mmap.mmap) -> None:
    """Count all changes of the disk, and before that one end, or have no space from there on."""
    own, here = os.getpid(), str(Path.cwd())
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

    def hook(event: str, given: tuple[object, ...]) -> None:
        if os.getpid() != own or not (event in EVENTS or event == "open"):
            return
        if not isinstance(given[0], str | bytes | os.PathLike):
            return
        path = os.fsdecode(given[0])
        inside = path.startswith(here) or not path.startswith("/")
        if inside and (event != "open" or (isinstance(given[2], int) and given[2] & writing)):
            number = int.from_bytes(steps[:]) + 1
            steps[:] = number.to_bytes(8)
            if how == FULL and number >= at and event in ("open", "os.mkdir", "os.link", "os.symlink"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)
            if how not in ("", FULL) and number == at:
                _send(own, how)

    sys.addaudithook(hook)


def _send(process: int, how: str) -> None:
    """Send a signal, or several at once: `SIGTERM+SIGHUP`."""
    numbers = {getattr(signal, each) for each in how.split("+")}
    signal.pthread_sigmask(signal.SIG_BLOCK, numbers)
    for number in numbers:
        os.kill(process, number)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, numbers)


# What is looked at

Standing = dict[str, bytes | None]
"""All that stands in a folder, hidden files too: bytes by path, None for a folder."""

TEMPORARY = re.compile(r"\.tmp$|^\.enlsp-(?!made\.json$)|\.part$|~$")


def standing(folder: Path | str, inside: str = "") -> Standing:
    """What stands in a folder; nothing where there is none."""
    return {path: None if is_folder else _bytes(at) for path, at, is_folder in _walk(os.fspath(folder), inside)}


def paths(folder: Path | str) -> list[str]:
    """The paths of what stands in a folder, without a look into the files."""
    return [path for path, _, _ in _walk(os.fspath(folder), "")]


def _walk(folder: str, inside: str) -> Iterator[tuple[str, str, bool]]:
    """What stands in a folder: its path there, where it is, and whether it is a folder itself."""
    with contextlib.suppress(FileNotFoundError):
        for each in sorted(os.scandir(folder), key=lambda each: each.name):
            is_folder = each.is_dir(follow_symlinks=False)
            yield f"{inside}{each.name}", each.path, is_folder
            if is_folder:
                yield from _walk(each.path, f"{inside}{each.name}/")


def _bytes(path: str) -> bytes:
    """The bytes of a file, of which thousands are looked at after each stop."""
    number = os.open(path, os.O_RDONLY)
    try:
        return b"".join(iter(lambda: os.read(number, 1 << 20), b""))
    finally:
        os.close(number)


def temporary(found: Iterable[str]) -> list[str]:
    """The paths of files and folders that no published site has."""
    return [path for path in found if TEMPORARY.search(path.rpartition("/")[2])]


_LINK = re.compile(rb"""<(?:a|link|img|script|source)\b[^>]*?\s(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")


def broken_links(found: Standing) -> list[str]:
    """Links of any page that lead to no file of the folder."""
    files = {path for path, data in found.items() if data is not None}
    broken = []
    for path in sorted(files):
        if path.endswith(".html"):
            for link in links_of(found[path] or b""):
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) if link else path
                if target not in files and posixpath.normpath(f"{target}/index.html") not in files:
                    broken.append(f"{path} -> {link}")
    return broken


_SHEET = re.compile(rb"""<link rel="stylesheet" href="([^"]*)">""")
_ASIDE = re.compile(r"\.[0-9a-f]{8}-*\.css$")
"""What the name of an old stylesheet ends with while a new one takes its place."""


def misfits(found: Standing, states: Iterable[Standing]) -> list[str]:
    """Pages of a folder with other stylesheets than they have in any of these states of it."""
    known = [*states]
    return [path for path in found if path.endswith(".html") and not any(_fits(path, found, each) for each in known)]


def _fits(path: str, found: Standing, state: Standing) -> bool:
    """Whether a page has the stylesheets that it has in a state of the folder, in which it is the same page. What
    stands in its place for a moment links none."""
    sheets = [sheet.decode() for sheet in _SHEET.findall(found[path] or b"")]
    page = found[path] or b""
    for sheet in sheets:
        page = page.replace(sheet.encode(), _ASIDE.sub(".css", sheet).encode())
    at = [
        next((each for each in found if sheet.endswith(f"/{each}")), "")  # of 404.html
        if "://" in sheet
        else posixpath.normpath(posixpath.join(posixpath.dirname(path), sheet))
        for sheet in sheets
    ]
    same = all(found.get(sheet, b"") == state.get(_ASIDE.sub(".css", sheet)) for sheet in at)
    return not sheets or (page == state.get(path) and same)


@functools.cache
def links_of(page: bytes) -> frozenset[str]:
    """The links of a page to other files of its site, without what is behind a hash."""
    links = {
        unquote(urldefrag(b"".join(groups).decode())[0].partition("?")[0]) for groups in _LINK.findall(page)
    }  # 404.html names the server's root
    return frozenset(link for link in links if not re.match(r"[a-z][a-z+.-]*:|//|/", link, re.I))


if __name__ == "__main__":
    main()
