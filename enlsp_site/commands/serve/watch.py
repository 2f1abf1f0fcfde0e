"""Notice every change of a site's files, soon after it was made."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from watchfiles import watch

from enlsp_site.storage import build_memory
from enlsp_site.storage.files import CONTENT_ROOTS, PUBLIC_DOTFILES, Stamp, theme_dir

STEP = 5
"""Milliseconds after which it is asked again what the system tells: a change is told after one to two of them. Asking
takes half a hundredth of a core."""
QUIET = 50
"""Milliseconds without a change that end a burst of saves."""
BURST = 2000
"""Milliseconds after which a burst is built even if it goes on."""
LOOK = 1000
"""Milliseconds without a change after which the files are looked at all the same."""


Changed = Callable[[Sequence[str], Callable[[], bool]], object]
"""What is called with the names of changed files, and with what waits a moment and says whether they are steady."""


class Watcher:
    """Calls `changed` with the names of changed files: once at the start, then soon after every change.

    A file of the site is named from the site's folder, as in problems; any other by its whole path.

    A single save is told at once. A burst may come to two calls: for its first files at once, and for the others when
    nothing has changed for a moment. And since a file may be told of while it is still being written, what is wrong
    with the files is believed only once they are steady, which `changed` can ask; where they were not, it is called
    again.

    The system tells of changes; but it tells nothing of folders that were not there when it was asked, and
    little on some network drives. So while all is quiet the stamps of all files are compared once a second, too;
    where they say more than the system did, it is asked anew. What changes while `changed` runs is told next.
    """

    def __init__(self, site: Path, changed: Changed, say: Callable[[str], object]) -> None:
        self._site = site
        self._changed = changed
        self._say = say
        self._stop = Event()
        self._seen: dict[str, Stamp | str] = {}
        self._still = False
        self._more: set[str] = set()
        self._ended = 0.0
        self._faults: set[str] = set()

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._stop.set()

    def run(self) -> None:
        """Watch until stopped. A fault of the system's notices is said once; looking goes on without them."""
        self._seen = self._look()
        self._call(())
        while not self._stop.is_set():
            try:
                self._follow()
            except (OSError, RuntimeError) as fault:
                if str(fault) not in self._faults:
                    self._faults.add(str(fault))
                    self._say(f"note: the system tells of no saves ({fault}); looking for them once a second")
                self._stop.wait(LOOK / 1000)
                self._call_if_missed()

    def _follow(self) -> None:
        """Listen to the system until a look shows that it has missed something."""
        folders = self._folders()
        notices = watch(
            *folders,
            watch_filter=lambda _, path: _counts(Path(path), folders),
            step=STEP,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
        )
        for notice in notices:
            if notice:
                names = self._differing()  # rather than those noticed, where editors' passing files are among
                if self._still:  # it was late, and told of what has been built by now
                    continue
                whole = self._whole(names)
                self._call(sorted(whole or {_name(Path(path), self._site) for _, path in notice}))
            elif self._call_if_missed():
                return

    def _call_if_missed(self) -> bool:
        names = self._differing()
        if names:
            self._call(sorted(self._whole(names)))
        return bool(names)

    def _whole(self, names: set[str]) -> set[str]:
        """These files, and in a burst the others that change until it ends."""
        return names | self._until_quiet() if self._in_a_burst(names) else names

    def _call(self, names: Sequence[str]) -> None:
        """Call `changed`, and again for what changed while it waited for the files to be steady."""
        self._more.clear()
        self._changed(names, self._steady)
        while self._more:
            names = sorted(self._more.union(names))
            self._more.clear()
            self._changed(names, self._steady)
        self._ended = time.monotonic()

    def _steady(self) -> bool:
        """Whether no file changes in a moment from now."""
        self._more |= self._until_quiet()
        return not self._more

    def _in_a_burst(self, names: set[str]) -> bool:
        """Whether more changes are likely to come: it has not been quiet since the last, or a file has been emptied
        or removed, as editors do that are about to write it."""
        return time.monotonic() < self._ended + QUIET / 1000 or any(_empty(self._seen.get(name)) for name in names)

    def _until_quiet(self) -> set[str]:
        """Wait until nothing changes; the files that have changed meanwhile."""
        names: set[str] = set()
        end = time.monotonic() + BURST / 1000
        while not self._stop.wait(QUIET / 1000) and time.monotonic() < end:
            more = self._differing()
            if not more:
                self._still = True
                break
            names |= more
        return names

    def _differing(self) -> set[str]:
        """The files whose stamps are not those seen last. It is called before each build, so that what changes
        during one differs still after it. Stamps are sure of files that were `_still` when they were seen: any other
        may have been written again within the same tick of the clock."""
        seen, self._seen = self._seen, self._look()
        names = {name for name in seen.keys() | self._seen.keys() if seen.get(name) != self._seen.get(name)}
        self._still = self._still and not names
        return names

    def _look(self) -> dict[str, Stamp | str]:
        look = build_memory.look(self._site)
        found: dict[str, Stamp | str] = {str(theme_dir() / name): stamp for name, stamp in look.theme.items()}
        return found | look.tree.stamps | dict.fromkeys(look.tree.faults, "escaping")

    def _folders(self) -> list[Path]:
        """The folders to watch, as far as they are there: the site's, and the theme's."""
        every = [self._site / top for top in CONTENT_ROOTS]
        every += [theme_dir() / top for top in ("static", "templates")]
        return [*dict.fromkeys(folder.resolve() for folder in every if folder.is_dir())]


def _name(file: Path, site: Path) -> str:
    """What a file is called of which the system tells by its whole path."""
    top = site.resolve()
    return file.relative_to(top).as_posix() if file.is_relative_to(top) else str(file)


def _empty(stamp: Stamp | str | None) -> bool:
    """Whether this is the stamp of a file without a byte, or of none."""
    return stamp is None or stamp[0] == 0


def _counts(file: Path, folders: Sequence[Path]) -> bool:
    """Whether a build could see this file: hidden ones, such as editors leave, are passed over."""
    inside = next((folder for folder in folders if file.is_relative_to(folder)), None)
    parts = file.relative_to(inside).parts if inside else ()
    return not any(part.startswith(".") and part not in PUBLIC_DOTFILES for part in parts)
