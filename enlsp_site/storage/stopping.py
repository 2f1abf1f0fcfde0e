"""Being stopped: signals that end a command as Ctrl-C does, and a stretch of work that they have to wait for."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Self

SIGNALS = tuple(
    number
    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT")
    if (number := getattr(signal, name, None)) is not None
)
"""What asks a command to end, on systems that have it."""


class Stopped(KeyboardInterrupt):
    """A signal asks the command to end. `code` is the exit code for it, as shells have it."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def listen() -> None:
    """Have these signals end the command as Ctrl-C does, so that it takes away what it has begun. One that whoever
    started us has it ignore (`nohup`) stays ignored."""
    for number in SIGNALS:
        if number != signal.SIGINT and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _stop)


def _stop(number: int, _frame: object) -> None:
    """End the command. Another signal that comes with it, as when a session ends, must not keep it from taking away
    what it has begun; the same one again is meant."""
    for other in SIGNALS:
        if other != number and signal.getsignal(other) is _stop:
            signal.signal(other, _go_on)
    raise Stopped(number)


def _go_on(_number: int, _frame: object) -> None:
    """Take no notice of a signal; programs that are started from here do not inherit that, as they would SIG_IGN."""


class Shield:
    """Once it is up, signals that ask us to end wait for the end of the block, so that nobody sees half of one site
    and half of another. Only the main thread hears of them, so anywhere else there is nothing to do."""

    def __init__(self) -> None:
        self._before: dict[int, Callable[..., object] | int] = {}
        self._came: list[int] = []

    def __enter__(self) -> Self:
        return self

    def up(self) -> None:
        """Let them wait from here on."""
        from threading import current_thread, main_thread

        if self._before or current_thread() is not main_thread():
            return
        for number in SIGNALS:
            before = signal.getsignal(number)
            if before is not None and before is not signal.SIG_IGN:
                self._before[number] = before
                signal.signal(number, self._wait)

    def _wait(self, number: int, _frame: object) -> None:
        self._came.append(number)

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)
        if self._came:
            signal.raise_signal(self._came[0])
