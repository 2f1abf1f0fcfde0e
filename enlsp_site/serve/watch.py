"""Notice every change of a site's files, soon after it was made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from watchfiles import watch

from enlsp_site import cache
from enlsp_site.files import CONTENT_ROOTS, PUBLIC_DOTFILES, theme_dir

QUIET = 50
"""Milliseconds without a change that end a burst of saves."""
LOOK = 1000
"""Milliseconds without a change after which the files are looked at all the same."""


class Watcher:
    """Calls `changed` with the names of changed files: once at the start, then after every burst of changes.

    A file of the site is named from the site's folder, as in problems; any other by its whole path.

    The system tells of changes; but it tells nothing of folders that were not there when it was asked, and
    little on some network drives. So while all is quiet the stamps of all files are compared once a second, too;
    where they say more than the system did, it is asked anew. What changes while `changed` runs is told next.
    """

    def __init__(self, site: Path, changed: Callable[[Sequence[str]], object], say: Callable[[str], object]) -> None:
        self._site = site
        self._changed = changed
        self._say = say
        self._stop = Event()
        self._seen: dict[str, object] = {}
        self._faults: set[str] = set()

    def stop(self) -> None:
        """End `run`, from another thread."""
        self._stop.set()

    def run(self) -> None:
        """Watch until stopped. A fault of the system's notices is said once; looking goes on without them."""
        self._seen = self._look()
        self._changed(())
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
            step=QUIET,
            rust_timeout=LOOK,
            yield_on_timeout=True,
            stop_event=self._stop,
            raise_interrupt=False,
        )
        for notice in notices:
            if notice:
                names = self._differing()  # rather than those noticed, where editors' passing files are among
                self._changed(names or sorted({_name(Path(path), self._site) for _, path in notice}))
            elif self._call_if_missed():
                return

    def _call_if_missed(self) -> bool:
        names = self._differing()
        if names:
            self._changed(names)
        return bool(names)

    def _differing(self) -> list[str]:
        """The files whose stamps are not those seen last. It is called before each build, so that what changes
        during one differs still after it."""
        seen, self._seen = self._seen, self._look()
        names = seen.keys() | self._seen.keys()
        return sorted(name for name in names if seen.get(name) != self._seen.get(name))

    def _look(self) -> dict[str, object]:
        look = cache.look(self._site)
        found: dict[str, object] = {str(theme_dir() / name): stamp for name, stamp in look.theme.items()}
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


def _counts(file: Path, folders: Sequence[Path]) -> bool:
    """Whether a build could see this file: hidden ones, such as editors leave, are passed over."""
    inside = next((folder for folder in folders if file.is_relative_to(folder)), None)
    parts = file.relative_to(inside).parts if inside else ()
    return not any(part.startswith(".") and part not in PUBLIC_DOTFILES for part in parts)
