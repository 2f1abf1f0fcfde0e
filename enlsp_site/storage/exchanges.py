"""Files of the user's that are changed together, as one step: a journal is written and synced before the first is.

The new bytes wait in the site's `.enlsp/staging/together/`, where the old files are kept under a second name. Before
the journal is there nothing has changed; from then on the step can be finished, or taken back, by anybody: digests
tell what stands in a file's place. A command that was killed in between is gone on for by the next one (`recovery`).

Nothing of the user's is lost: a file that is neither the old nor the new one by then, or to which a link leads, was
changed by somebody else. It stays as it is, and the others are taken back.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from enlsp_site.storage import disk, user_secret
from enlsp_site.storage.cache_folder import STAGING
from enlsp_site.storage.files import digest, digest_file, waiting_for
from enlsp_site.storage.staging import fresh, is_own
from enlsp_site.storage.stopping import Shield

NAME = "together"
"""The folder of a step; there is one at a time, since whoever takes it holds the site."""
JOURNAL = "journal"


class ExchangedFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of a step: its path, from the site's folder if it lies in it; the digest of its new bytes, and that of
    those that it had, "" for a file that was not there."""

    path: str
    digest: str
    before: str


class Exchange(msgspec.Struct, frozen=True):
    """A step: its files, in the order in which they are put."""

    files: list[ExchangedFile]


def write_together(texts: Iterable[tuple[Path | str, bytes]], cache: Path | str) -> None:
    """Replace files of the user's, all of them or none, each in one step. The disk itself has all new bytes before
    the first file is replaced; where one cannot be, those before it stand again as they were. Whoever calls it holds
    the site whose cache that is, so several are one step even after a kill, but where the cache cannot be written.
    Raises OSError."""
    files = [(str(path), data) for path, data in texts]
    with Shield() as shield:
        if len(files) < 2 or not _take(files, str(cache), shield):
            _write_unnoted(files, cache, shield)


def _take(files: Sequence[tuple[str, bytes]], cache: str, shield: Shield) -> bool:
    """Put files in their places, all or none. Returns False, and nothing has changed, where the cache of their site
    cannot be written, or one of them is a link. Raises OSError, and none is changed then; but where that cannot be,
    the step waits for the next command."""
    if any(os.path.islink(final) for final, _ in files):  # noqa: PTH114 - as in `files`
        return False
    site, folder = os.path.dirname(cache), f"{cache}/{STAGING}/{NAME}"  # noqa: PTH120 - a text
    try:
        os.makedirs(os.path.dirname(folder), exist_ok=True)  # noqa: PTH103, PTH120 - likewise
        fresh(folder)
    except OSError:
        return False
    try:
        exchange = _written(site, folder, files)
        shield.up()
    except BaseException:
        _clear(folder)
        raise
    try:
        _forward(exchange, site, folder)
    except BaseException:
        _back(exchange, site, folder)
        _clear(folder)
        raise
    _clear(folder)
    return True


def _written(site: str, folder: str, files: Sequence[tuple[str, bytes]]) -> Exchange:
    """Do all that takes space, and return the journal when the disk itself has it."""
    found = []
    for number, (final, data) in enumerate(files):
        os.makedirs(os.path.dirname(final), exist_ok=True)  # noqa: PTH103, PTH120 - as above
        disk.write_synced(f"{folder}/new-{number}", data)
        found.append(ExchangedFile(_path(site, final), digest(data), _kept(final, f"{folder}/old-{number}")))
    exchange = Exchange(found)
    disk.write_synced(f"{folder}/{JOURNAL}", user_secret.signed(msgspec.json.encode(exchange)))
    return exchange


def _path(site: str, final: str) -> str:
    """The path of a file, without a link on the way to it."""
    top = os.path.realpath(site)
    path = os.path.join(os.path.realpath(os.path.dirname(final)), os.path.basename(final))  # noqa: PTH118, PTH119, PTH120
    return path.removeprefix(f"{top}{os.sep}").replace(os.sep, "/")


def _kept(final: str, old: str) -> str:
    """Have a file under a second name; the digest of it, "" where there is none."""
    try:
        disk.link(final, old)
    except FileNotFoundError:
        return ""
    return digest_file(old)


def go_on(folder: str, site: str) -> str:
    """Finish the step that waits in a folder, or take it back: in words what became of it, "" where none was begun.
    Raises OSError where neither can be: then it waits still."""
    exchange = _read(folder) if is_own(folder) else None
    words = "" if exchange is None else _ended(exchange, site, folder)
    _clear(folder)
    return words


def _ended(exchange: Exchange, site: str, folder: str) -> str:
    """Finish a step; or take it back, where that cannot be, as when a folder is gone by now. Raises OSError."""
    with suppress(OSError):
        if _can_go_forward(exchange, site, folder):
            _forward(exchange, site, folder)
            return "a change of several files that was interrupted is finished"
    _back(exchange, site, folder)
    return "a change of several files that was interrupted is taken back"


def _read(folder: str) -> Exchange | None:
    try:
        with open(f"{folder}/{JOURNAL}", "rb") as file:  # noqa: PTH123 - beside `disk`
            data = user_secret.verified(file.read())
        found = msgspec.json.decode(data, type=Exchange) if data is not None else None
    except (OSError, ValueError, RecursionError):
        return None
    return found


def _can_go_forward(exchange: Exchange, site: str, folder: str) -> bool:
    """Whether each file is the new one, or the old one whose new bytes wait, whole."""
    for number, each in enumerate(exchange.files):
        found = _found(site, each.path)
        if found != each.digest and (found != each.before or _digest(f"{folder}/new-{number}") != each.digest):
            return False
    return True


def _forward(exchange: Exchange, site: str, folder: str) -> None:
    for number, each in enumerate(exchange.files):
        found = _found(site, each.path)
        if found not in (each.before, each.digest):
            raise OSError(errno.EBUSY, "it has been changed meanwhile", each.path)
        if found == each.before:
            _put(f"{folder}/new-{number}", _final(site, each.path))


def _back(exchange: Exchange, site: str, folder: str) -> None:
    for number, each in reversed([*enumerate(exchange.files)]):
        if _found(site, each.path) != each.digest:
            continue
        if not each.before:
            disk.remove(_final(site, each.path))
        elif _digest(f"{folder}/old-{number}") == each.before:
            _put(f"{folder}/old-{number}", _final(site, each.path))


def _put(waiting: str, final: str) -> None:
    between = f"{os.path.dirname(final)}/.enlsp-{os.getpid()}-{digest(os.fsencode(final))}.tmp"  # noqa: PTH120 - a text
    disk.replace(waiting, final, between)


def _final(site: str, path: str) -> str:
    return os.path.join(os.path.realpath(site), path)  # noqa: PTH118 - a text


def _found(site: str, path: str) -> str | None:
    """The digest of what stands at a path, "" of nothing; None where a link leads there, or it cannot be read."""
    final = _final(site, path)
    if os.path.realpath(final) != os.path.normpath(final):
        return None
    return _digest(final) if os.path.lexists(final) else ""


def _digest(path: str) -> str | None:
    try:
        return digest_file(path)
    except OSError:
        return None


def _clear(folder: str) -> None:
    """Remove what waits, the journal first: without it nothing is gone on with."""
    if is_own(folder):
        disk.remove(f"{folder}/{JOURNAL}")
    disk.clear(folder)


# Without a journal


class _UnnotedFile(NamedTuple):
    """A file to be replaced: its path, where the new bytes wait, a name beside it, and where the old file is kept."""

    final: str
    waiting: str
    between: str
    kept: str


def _write_unnoted(files: list[tuple[str, bytes]], cache: Path | str, shield: Shield) -> None:
    """The same without a journal. Raises OSError."""
    made: list[_UnnotedFile] = []
    try:
        for final, data in files:
            kept, _ = waiting_for(f"{final}.kept", cache)
            made.append(_UnnotedFile(final, *waiting_for(final, cache), kept))
            disk.write_synced(made[-1].waiting, data)
        shield.up()
        _exchange(made)
    finally:
        for each in made:
            disk.remove(each.waiting)
            disk.remove(each.kept)


def _exchange(made: list[_UnnotedFile]) -> None:
    """Put the files in their places, or none of them. Raises OSError."""
    for each in made if len(made) > 1 else ():  # all that takes space
        with suppress(FileNotFoundError):
            disk.link(each.final, each.kept)
    for number, each in enumerate(made):
        try:
            disk.replace(each.waiting, each.final, each.between)
        except BaseException:
            for other in reversed(made[:number]):
                _give_back(other)
            raise


def _give_back(each: _UnnotedFile) -> None:
    if os.path.lexists(each.kept):
        disk.replace(each.kept, each.final, each.between)
    else:
        disk.remove(each.final)
