"""How commands end: their exit code, whatever stops them."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from collections.abc import Callable

DONE, PROBLEMS, USAGE = 0, 1, 2
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO))
"""Faults of a disk, which may be met by whatever is written, such as a log that all that is said goes to."""


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
    except OSError as fault:
        if fault.errno not in NO_ROOM:
            raise
        from enlsp_site.storage.files import reason_of

        with suppress(OSError):  # which may be the one that has no room
            print(f"enlsp: {reason_of(fault)}: {fault.filename or 'what was to be said'}", file=sys.stderr)
        return PROBLEMS
    return code
