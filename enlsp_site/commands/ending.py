"""How commands end: their exit code, whatever stops them."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Callable

DONE, PROBLEMS, USAGE = 0, 1, 2


def ended(run: Callable[[], int]) -> int:
    """Run a command; return its exit code."""
    try:
        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt as stop:
        print("\nstopped" if sys.stderr.isatty() else "stopped", file=sys.stderr)  # after the `^C` of a terminal
        return getattr(stop, "code", 130)
    except MemoryError:
        print("enlsp: this machine has too little memory for that; close other programs", file=sys.stderr)
        return PROBLEMS
    except BrokenPipeError:  # the reader of our output has left: `enlsp build | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return code
