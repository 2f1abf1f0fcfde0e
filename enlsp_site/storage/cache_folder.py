"""The site's `.enlsp/`: made when it is needed, and where what is being written waits until it is whole."""

from __future__ import annotations

import os

from enlsp_site.storage import files

TYPE_CHECKING = False  # as in `files`
if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".enlsp"
STAGING = "staging"
"""Where in that folder files wait until they are whole: each is there for a moment, and what a killed command left is
removed by the next one (`recovery`)."""
TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by enlsp; everything here can be made again.\n"


def prepare(folder: Path | str) -> None:
    """Make the cache folder, marked so that backups pass it over and git never sees it (bford.info/cachedir)."""
    if not os.path.isfile(f"{folder}/CACHEDIR.TAG"):  # noqa: PTH113 - start-up time
        files.write(f"{folder}/CACHEDIR.TAG", TAG, folder)
        files.write(f"{folder}/.gitignore", b"*\n", folder)


def remove_links(site: Path | str) -> None:
    """Remove links in a site's cache, which makes none: what it writes, removes and empties there is its own, and
    must not be somebody's files elsewhere. The cache itself may be a link to one that we have made, or to nothing
    yet."""
    folder = f"{site}/{FOLDER}"
    try:
        if os.path.islink(folder) and not _is_cache(folder):  # noqa: PTH114 - start-up time
            os.unlink(folder)  # noqa: PTH108 - likewise
        for each in os.scandir(folder):
            if each.is_symlink():
                os.unlink(each.path)  # noqa: PTH108 - likewise
    except OSError:
        return


def _is_cache(folder: str) -> bool:
    return os.path.isfile(f"{folder}/CACHEDIR.TAG") or not os.listdir(folder)  # noqa: PTH113 - likewise


def waiting(site: Path | str) -> list[str]:
    """The names of what waits in a site's cache: nothing, unless a command is at work or was killed."""
    try:
        return os.listdir(f"{site}/{FOLDER}/{STAGING}")
    except OSError:
        return []


def step_waits(site: Path | str) -> bool:
    """Whether the last step of a site (`folder_moves`) was killed before all its renames were made, as far as can be
    said at once."""
    try:
        with open(f"{site}/{FOLDER}/next/plan", "rb") as file:  # noqa: PTH123 - start-up time
            return b'"state":"done"' not in file.read()
    except OSError:
        return False


def forget(site: Path | str) -> None:
    """Remove the folder where files wait, which is empty."""
    try:
        os.rmdir(f"{site}/{FOLDER}/{STAGING}")  # noqa: PTH106 - start-up time
    except OSError:
        return
