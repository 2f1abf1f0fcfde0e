"""Renames of content that belong together, as one step: a plan is written and synced before the first of them.

From then on the plan can be finished, or taken back, by anybody and from wherever it was left: a rename that is done
is told from one that is not by what is there. A command that was killed in between is gone on for by the next one
(`work`). Once it is finished the plan is kept, so that it can be taken back as a whole (`back`) until it is
forgotten.

It lies in the site's `.enlsp/next/`, with all that it brings into the site. Paths are relative to the site's folder.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Container, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

import msgspec

from enlsp_site.storage import cache_folder, disk, user_secret

FOLDER = f"{cache_folder.FOLDER}/next"
PLAN = f"{FOLDER}/plan"
PREPARING = f"{FOLDER}/preparing"
"""Is there while what a plan brings is set aside: what a command that was killed then has left is nobody's."""
GONE = f"{FOLDER}.gone"
"""What is being removed."""


class Plan(msgspec.Struct, frozen=True):
    """Renames in their order, each from one path to another, where nothing is yet. `name` is what the whole is
    called; `state` says whether they are being made, are made, or are being taken back."""

    name: str
    moves: list[tuple[str, str]]
    state: Literal["forward", "done", "back"] = "forward"


def begin(site: Path, plan: Plan) -> None:
    """Write a plan, and return when the disk itself has it: from now on it is carried out. Raises OSError."""
    data = msgspec.json.encode(plan)
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    disk.write_synced(f"{site}/{PLAN}.new", user_secret.signed(data))
    disk.replace(f"{site}/{PLAN}.new", f"{site}/{PLAN}")
    disk.remove(f"{site}/{PREPARING}")


def prepare(site: Path) -> None:
    """Begin to set aside what a plan brings. Raises OSError."""
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    disk.write_new(f"{site}/{PREPARING}", b"")


def read(site: Path) -> Plan | None:
    """The plan of a site; None where there is none that is whole and of this user."""
    try:
        data = user_secret.verified((site / PLAN).read_bytes())
        return msgspec.json.decode(data, type=Plan) if data is not None else None
    except (OSError, ValueError, RecursionError):
        return None


def go_on(site: Path) -> None:
    """Carry the plan out, or back, from wherever it was left, if one is under way. Raises OSError."""
    plan = read(site)
    if plan and plan.state == "forward":
        for source, target in plan.moves:
            _rename(site, source, target)
        begin(site, Plan(plan.name, plan.moves, "done"))
    elif plan and plan.state == "back":
        back(site)


def back(site: Path) -> Plan | None:
    """Take a plan back, and forget it: the plan, or None where there is none. What is in the place of what it brought
    goes to where that came from, and is not lost. Raises OSError."""
    plan = read(site)
    if plan is None:
        return None
    begin(site, Plan(plan.name, plan.moves, "back"))
    for source, target in reversed(plan.moves):
        _rename(site, target, source)
    disk.remove(f"{site}/{PLAN}")
    return plan


def forget(site: Path) -> None:
    """From now on the plan cannot be taken back, and what it put aside is gone, as is what was only being
    prepared."""
    plan = read(site)
    with suppress(OSError):
        if plan.state == "done" if plan else (site / PREPARING).is_file():
            shutil.rmtree(site / GONE, ignore_errors=True)
            disk.replace(f"{site}/{FOLDER}", f"{site}/{GONE}")
        shutil.rmtree(site / GONE)


Made = bytes | Path | Callable[[], bytes]
"""A file that a plan brings: its bytes, a file to copy, or what gives the bytes when they are written."""


def set_aside(site: Path, made: Mapping[str, Made], freed: Container[str] = ()) -> list[tuple[str, str]]:
    """Write files aside, by the paths in the site where they are to be, in their order. Returns the renames that
    bring them there, and put aside what is there, unless renames before have `freed` the place. Raises OSError."""
    moves = []
    for name, data in made.items():
        path = site / FOLDER / "new" / name
        _refuse_links(site / FOLDER / "new", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(data, Path):
            shutil.copyfile(data, path)
        else:
            path.write_bytes(data if isinstance(data, bytes) else data())
        is_there = os.path.lexists(site / name) and name not in freed
        moves += [(name, f"{FOLDER}/before/{name}")] if is_there else []
        moves.append((f"{FOLDER}/new/{name}", name))
    return moves


def _refuse_links(folder: Path, name: str) -> None:
    """Raise OSError where a file would come to lie behind a link, which we have not made."""
    for each in (folder, *(folder / above for above in disk.above(name))):
        if each.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(each))


def _rename(site: Path, source: str, target: str) -> None:
    """Move a file or folder to where nothing is; nothing if that is done already."""
    if not os.path.lexists(site / source):
        _remove_empty((site / source).parent, site)  # if a stop came before that
        return
    if os.path.lexists(site / target):
        return
    (site / target).parent.mkdir(parents=True, exist_ok=True)
    disk.replace(str(site / source), str(site / target))
    _remove_empty((site / source).parent, site)


def _remove_empty(folder: Path, site: Path) -> None:
    """Remove the folders that are empty now, up to those right below the site's."""
    while folder != site and folder.parent != site:
        if not disk.remove_folder(str(folder)):
            return
        folder = folder.parent
