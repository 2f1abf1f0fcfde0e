"""Pictures that a form brings with it: looked at as a build looks at them, named, and put below static/."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from enlsp_site.commands.editing.texts import RefusedEditError
from enlsp_site.content.written_paths import from_top
from enlsp_site.images.inspection import look
from enlsp_site.images.pixels import SUFFIXES
from enlsp_site.storage import disk
from enlsp_site.storage.cache_folder import FOLDER
from enlsp_site.storage.files import digest, digest_file, reason_of, waiting_for
from enlsp_site.text.slugs import slug

FIELDS = ("photo", "logo", "logo_dark")
"""The fields that name a picture below static/."""

LARGEST = 30_000_000
"""How many bytes a picture may have that a form brings: a photo of a camera has ten million."""

_FOLDER = "images"
_MOST = 1000
"""So many files may have one name before another one has to be found by hand."""


class Upload(NamedTuple):
    """A file as a form sends it: what it was called, and its bytes."""

    name: str
    data: bytes


class PlacedPicture(NamedTuple):
    """A picture with the path that it has in the site; `is_there` says that this very file is there already."""

    path: str
    data: bytes
    is_there: bool = False

    @property
    def written(self) -> str:
        """How a content file names it."""
        return self.path.removeprefix("static/")


def placed(site: Path, values: Any, key: str, called: str, upload: Upload) -> PlacedPicture:
    """A picture for a field (`key`) of a record that is `called` so, in a file with these `values`: in the folder of
    its other pictures, named after the record, and like no other file. Raises `RefusedEditError`, and
    `UnreadablePictureError` where it is no picture that a build could show."""
    if len(upload.data) > LARGEST:
        raise RefusedEditError("large_picture", name=upload.name, most=LARGEST // 1_000_000)
    suffix = SUFFIXES[look(upload.data).form][0]
    folder = _folder(site, values, key)
    name = slug(called if called.strip() else upload.name.rpartition(".")[0] or upload.name)
    name += "" if key == "photo" else f"-{slug(key)}"
    for number in range(1, _MOST):
        path = f"{folder}/{name}{f'-{number}' if number > 1 else ''}{suffix}"
        file = site / path
        if not file.is_symlink() and not file.exists():
            return PlacedPicture(path, upload.data)
        if file.is_file() and not file.is_symlink() and file.read_bytes() == upload.data:
            return PlacedPicture(path, upload.data, is_there=True)
    raise RefusedEditError("many_pictures", name=f"{name}{suffix}")


def _folder(site: Path, values: Any, key: str) -> str:
    """The folder below static/ of most pictures that a file names, if no link leads there."""
    named = Counter(posixpath.dirname(from_top(each)) for each in _named(values, key))
    for folder, _ in named.most_common():
        steps = folder.split("/")
        is_plain = all(step.strip() == step and step not in ("", ".", "..") and ":" not in step for step in steps)
        if is_plain and "\\" not in folder and (site / "static" / folder).is_dir() and not _behind_link(site, folder):
            return f"static/{folder}"
    if _behind_link(site, _FOLDER):
        raise RefusedEditError("behind_link", file=f"static/{_FOLDER}")
    return f"static/{_FOLDER}"


def _named(values: Any, key: str) -> Iterator[str]:
    if not isinstance(values, dict | list):
        return
    for name, each in values.items() if isinstance(values, dict) else enumerate(values):
        if name == key and isinstance(each, str):
            yield each
        else:
            yield from _named(each, key)


def _behind_link(site: Path, folder: str) -> bool:
    path = site / "static"
    found = path.is_symlink()
    for step in folder.split("/"):
        path /= step
        found = found or path.is_symlink()
    return found


@contextmanager
def there(site: Path, pictures: Mapping[str, PlacedPicture]) -> Iterator[dict[str, str]]:
    """Put pictures where no file is yet, for the time of a block; what it returns, their digests by path, is what
    stays of them: whatever the block takes out of it is taken away again. Raises `RefusedEditError`."""
    new: dict[str, str] = {}
    try:
        for each in pictures.values():
            if not each.is_there:
                _put(site, each)
                new[each.path] = digest(each.data)
        kept = dict(new)
        yield kept
    except BaseException:
        take_away(site, new)
        raise
    take_away(site, {path: name for path, name in new.items() if path not in kept})


def _put(site: Path, picture: PlacedPicture) -> None:
    final = site / picture.path
    waiting, between = waiting_for(str(final), site / FOLDER)
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        disk.write_synced(waiting, picture.data)
        disk.link(waiting, str(final), between)  # which replaces nothing
    except OSError as fault:
        raise RefusedEditError("unwritable", file=picture.path, reason=reason_of(fault)) from None
    finally:
        disk.remove(waiting)


def take_away(site: Path, pictures: Mapping[str, str]) -> None:
    """Remove pictures that still are what they were, by their digests."""
    for path, name in pictures.items():
        file = site / path
        if file.is_file() and not file.is_symlink() and digest_file(file) == name:
            disk.remove(str(file))
