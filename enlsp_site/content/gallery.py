"""The gallery of a page: all pictures of a folder, each with its caption."""

from __future__ import annotations

import re

from enlsp_site.content import picture_sizes, pictures, written_paths
from enlsp_site.content.entries.pages import GalleryEntry
from enlsp_site.content.picture_codes import MISSING_FILE
from enlsp_site.content.reader import Reader
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.suggest import did_you_mean, suggest
from enlsp_site.model.pages import GalleryPicture


def read_gallery(reader: Reader, written: GalleryEntry | str | None, origin: Origin) -> tuple[GalleryPicture, ...]:
    """The pictures of a folder under static/ in the order of their names, `2.jpg` before `10.jpg`.

    Reports a folder that has none, and captions of files that are not in it.
    Reports `missing-file`.
    """
    entry = GalleryEntry(folder=written) if isinstance(written, str) else written
    if entry is None or not reader.known(entry.folder):
        return ()
    folder = pictures.path_of(entry.folder, written_paths.from_top)
    if isinstance(folder, tuple):
        reader.complain(origin, *folder)
        return ()
    found = _pictures_in(reader, folder)
    if not found:
        _tell_of_empty(reader, folder, origin)
    captions = entry.captions or {}
    for name in captions.keys() - found.keys() if found else ():
        hint = did_you_mean(suggest(name, found), "captions are written behind the names of files in the folder")
        message = f"there is no picture static/{folder}/{name}"
        reader.complain(origin.at("captions", name), MISSING_FILE, message, hint)
    return _shown(reader, found, {name: reader.known(text) for name, text in captions.items()}, origin)


def _shown(
    reader: Reader, found: dict[str, str], captions: dict[str, str], origin: Origin
) -> tuple[GalleryPicture, ...]:
    made = []
    for number, (name, path) in enumerate(found.items(), 1):
        caption = captions.get(name, "")
        alt = caption or reader.language.say("gallery_picture", number=str(number))
        if picture := reader.picture(path, origin, picture_sizes.gallery, alt):
            made.append(GalleryPicture(picture=picture, caption=caption))
    return tuple(made)


def _pictures_in(reader: Reader, folder: str) -> dict[str, str]:
    """The pictures right in a folder by their names, with their paths: those of the edition's own go before."""
    found: dict[str, str] = {}
    for top in (f"{reader.names.edition}/{folder}/", f"{folder}/"):
        for path in reader.names.files:
            name = path[len(top) :]
            if path.startswith(top) and "/" not in name and name.lower().endswith(pictures.OPENED):
                found.setdefault(name, f"{folder}/{name}")
    return {name: found[name] for name in sorted(found, key=_natural)}


def _natural(name: str) -> list[tuple[bool, int, str]]:
    """A key that sorts the numbers in names as numbers, before letters."""
    parts = [part for part in re.split(r"([0-9]+)", name) if part]
    return [(False, int(part), "") if part.isdecimal() else (True, 0, part.lower()) for part in parts]


def _tell_of_empty(reader: Reader, folder: str, origin: Origin) -> None:
    paths = (path.removeprefix(f"{reader.names.edition}/") for path in reader.names.files)
    folders = {path.rpartition("/")[0] for path in paths if path.lower().endswith(pictures.OPENED)}
    hint = did_you_mean(suggest(folder, folders), f"put pictures into static/{folder}/")
    reader.complain(origin, MISSING_FILE, f"there is no picture in static/{folder}/", hint)
