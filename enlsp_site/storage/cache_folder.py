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


def waiting(site: Path | str) -> list[str]:
    """The names of what waits in a site's cache: nothing, unless a command is at work or was killed."""
    try:
        return os.listdir(f"{site}/{FOLDER}/{STAGING}")
    except OSError:
        return []


def forget(site: Path | str) -> None:
    """Remove the folder where files wait, which is empty."""
    try:
        os.rmdir(f"{site}/{FOLDER}/{STAGING}")  # noqa: PTH106 - start-up time
    except OSError:
        return
