"""Other processes that take parts of a build: forked off this one, so that they have all that is known by then.

Parts are handed out as processes ask for them, so none waits while another has much left, whatever else the machine
does. A process that dies (killed, or out of memory) leaves parts undone, which this one does itself; where no process
can be forked off safely (Windows; macOS, whose own libraries do not bear it; while threads run, which may hold locks)
it does all of them. A timer, such as that of the line on a terminal, holds nothing that is asked for here.
"""

from __future__ import annotations

import gc
import marshal
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

from enlsp_site.storage.spool import SpoolFile

WORTH = 64
"""So many parts must there be for each process: to fork one off and to get its results takes as long as some ten."""
MOST = 8
"""Not more processes than that, whatever the machine has: what is done by one alone bounds what more of them win."""
_NUMBER = 4
"""How many bytes the number of a part has in the queue."""
_ROOM = 65536 // _NUMBER
"""So many numbers a pipe takes before somebody reads it (pipe(7))."""

Done = tuple[list[Any], SpoolFile | None]
"""What a process did: its results in the order in which it did the parts, and its file, if it was another process."""


def how_many(parts: int) -> int:
    """How many processes are worth it for so many parts of about a millisecond, this one included."""
    import threading

    main = threading.main_thread()
    others = [each for each in threading.enumerate() if each is not main and not isinstance(each, threading.Timer)]
    if not hasattr(os, "fork") or sys.platform == "darwin" or others or threading.current_thread() is not main:
        return 1
    return max(1, min(len(os.sched_getaffinity(0)), MOST, parts // WORTH))


def spread(groups: int, do: Callable[[int, SpoolFile | None], list[Any]], processes: int) -> Iterator[Done]:
    """Have all groups of parts done: `do` is given the number of a group, counted from 0, and the file in which its
    process can leave bytes for this one (none in this one itself); it returns plain data (`marshal`) for each part.

    Gives first what this process did, then what each of the others did; of one that died nothing. Whatever is raised
    here, Ctrl-C too, ends the others.
    """
    queue, entry = os.pipe()
    others: list[_ForkedWorker] = []
    try:
        with suppress(OSError):  # no more processes, or no place for a file: what could be had must do
            while len(others) < processes - 1:
                others.append(_ForkedWorker(queue, entry, do))
        _hand_out(entry, groups)
        entry = _closed(entry)
        yield [row for group in _asked(queue) for row in do(group, None)], None
        for other in others:
            yield from other.results()
    finally:
        for descriptor in (queue, entry):
            _closed(descriptor)
        for other in others:
            other.end()


def _hand_out(entry: int, groups: int) -> None:
    """Put the numbers of all groups into the queue, from which each process takes the next one."""
    assert groups <= _ROOM, "a pipe that is full waits for readers"
    os.write(entry, b"".join([number.to_bytes(_NUMBER) for number in range(groups)]))


def _asked(queue: int) -> Iterator[int]:
    """The groups that fall to this process. So short a read is not torn apart: a pipe is read by one at a time."""
    while number := os.read(queue, _NUMBER):
        yield int.from_bytes(number)


def _closed(descriptor: int) -> int:
    if descriptor >= 0:
        os.close(descriptor)
    return -1


@contextmanager
def beside(do: Callable[[], object], processes: int) -> Iterator[Callable[[], object]]:
    """Have something done by another process for the time of a block, if there are to be several. The block is given
    what waits for its end. All that it makes it leaves on the disk, whole, so it is waited for whatever happens; that
    it could not be done is not told."""
    other = None
    if processes > 1:
        with suppress(OSError):
            other = _Fork(do, signal.SIG_IGN)
    try:
        yield other.wait if other else lambda: False
    finally:
        if other:
            other.wait()


class _Fork:
    """A process forked off this one, which does something and ends, and takes Ctrl-C as it is told to. Raises OSError
    where there can be none."""

    def __init__(self, do: Callable[[], object], ctrl_c: signal.Handlers = signal.SIG_DFL) -> None:
        self._process = os.fork()
        if not self._process:
            _leave_after(do, ctrl_c)

    def wait(self) -> bool:
        """Wait for its end, once; return whether all was done."""
        if not self._process:
            return False
        _, status = os.waitpid(self._process, 0)
        self._process = 0
        return status == 0

    def end(self) -> None:
        """See that it is gone."""
        if self._process:
            with suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
            with suppress(ChildProcessError):
                os.waitpid(self._process, 0)
            self._process = 0


def _leave_after(do: Callable[[], object], ctrl_c: signal.Handlers) -> NoReturn:
    """Do something as a forked process, and leave without a word whatever happens."""
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, ctrl_c)
        gc.freeze()  # what is there is its parent's, and not to be copied by looking through it
        do()
        status = 0
    finally:
        os._exit(status)


class _ForkedWorker:
    """A process forked off this one. What it leaves is in a file that nobody else can open; its results stand at the
    end of that, behind them their length. Raises OSError where there can be none."""

    def __init__(self, queue: int, entry: int, do: Callable[[int, SpoolFile | None], list[Any]]) -> None:
        self._file, parent = SpoolFile(), os.getpid()
        self._fork = _Fork(lambda: _work(parent, queue, entry, do, self._file))

    def results(self) -> Iterator[Done]:
        """Wait for its end, and give what it did; an empty iterator if it did not come to its end."""
        if self._fork.wait():
            size = int.from_bytes(self._file.read(-8, 8))
            yield marshal.loads(self._file.read(-8 - size, size)), self._file

    def end(self) -> None:
        """See that it is gone."""
        self._fork.end()


def _work(
    parent: int, queue: int, entry: int, do: Callable[[int, SpoolFile | None], list[Any]], file: SpoolFile
) -> None:
    """Do the groups that fall to a forked process. What is wrong with them its parent tells, which does those again
    that were not done; when it is gone this stops."""
    os.close(entry)
    rows: list[Any] = []
    for group in _asked(queue):
        rows += do(group, file)
        if os.getppid() != parent:
            break
    told = marshal.dumps(rows)
    file.append(told + len(told).to_bytes(8))
