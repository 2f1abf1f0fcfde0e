"""Renames of content that belong together, as one step: a plan is written and synced before the first of them.

Before that a signal or a fault leaves nothing behind; after it signals wait until the step is taken, and where one of
the renames cannot be made all are taken back. The plan can be finished, or taken back, by anybody and from wherever
it was left: a rename that is done is told from one that is not by what is there. A command that was killed in between
is gone on for by the next one (`work`). A finished plan is kept, so that it can be taken back as a whole
until it is forgotten; one that is `final` is not.

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
from msgspec.structs import replace

from enlsp_site.storage import cache_folder, disk, user_secret
from enlsp_site.storage.stopping import Shield

FOLDER = f"{cache_folder.FOLDER}/next"
PLAN = f"{FOLDER}/plan"
TURNED = f"{FOLDER}/plan-back"
"""The plan as it is when it is being taken back."""
PREPARING = f"{FOLDER}/preparing"
"""Is there from when what a plan brings is set aside: what stands there without a plan is nobody's. It goes when the
plan is taken back for good, since then somebody may have written there."""
GONE = f"{FOLDER}.gone"
"""What is being removed."""


class Plan(msgspec.Struct, frozen=True):
    """Renames in their order, each from one path to another, where nothing is yet. `name` is what the whole is
    called; `state` says whether they are being made, are made, or are being taken back; what is `final` is not kept
    once it is made."""

    name: str
    moves: list[tuple[str, str]]
    state: Literal["forward", "done", "back"] = "forward"
    final: bool = False


class HalfTakenError(OSError):
    """A step can be neither finished nor taken back now: the next command begins with that."""


def carry_out(site: Path, planned: Callable[[], Plan]) -> None:
    """Take a step: `planned` sets aside what it brings, and returns the renames. Raises OSError, and what `planned`
    does, and nothing has changed then, and nothing is left; but after a `HalfTakenError` something has."""
    forget(site)
    with Shield() as shield:
        try:
            prepare(site)
            plan = planned()
            shield.up()
            begin(site, plan)
        except BaseException:
            shield.up()
            forget(site)
            raise
        _finish(site, plan)


def begin(site: Path, plan: Plan) -> None:
    """Write a plan, and return when the disk itself has it: from now on it is carried out. Raises OSError."""
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    if plan.state == "forward":  # what it takes to turn back, which may be for want of space
        disk.write_synced(f"{site}/{TURNED}", _written(replace(plan, state="back")))
    disk.write_synced(f"{site}/{PLAN}.new", _written(plan))
    disk.replace(f"{site}/{PLAN}.new", f"{site}/{PLAN}")


def _written(plan: Plan) -> bytes:
    return user_secret.signed(msgspec.json.encode(plan))


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
    """Carry the plan out, or back, from wherever it was left, if one is under way; and remove what a killed command
    has left of one. Raises OSError."""
    plan = read(site)
    with Shield() as shield:
        shield.up()
        if plan and plan.state == "forward":
            _finish(site, plan)
        elif plan and plan.state == "back":
            _back(site, plan)
    plan = read(site)
    if plan is None or plan.final:
        forget(site)


def _finish(site: Path, plan: Plan) -> None:
    """Make all renames, or none. Raises OSError where it is none, `HalfTakenError` where it is neither."""
    try:
        for source, target in plan.moves:
            _rename(site, source, target)
        for source, _ in plan.moves:  # last, so that whoever turns back has no folders to make
            _remove_empty((site / source).parent, site)
    except OSError as fault:
        try:
            _back(site, plan)
        except OSError:
            raise HalfTakenError(fault.errno, fault.strerror) from fault
        forget(site)
        raise
    with suppress(OSError):  # else the next command finds that all is done
        begin(site, replace(plan, state="done"))
    if plan.final:
        forget(site)


def take_back(site: Path) -> Plan | None:
    """Take a plan back for good, and forget it: the plan, or None where there is none. What is in the place of what
    it brought goes to where that came from, and is not lost. Signals wait until it is done. Raises OSError where
    nothing has changed, `HalfTakenError` where something has."""
    with Shield() as shield:
        shield.up()
        plan = read(site)
        if plan:
            disk.remove(f"{site}/{PREPARING}")
            _back(site, plan)
        return plan


def _back(site: Path, plan: Plan) -> None:
    """Take a plan back, and forget it. Raises OSError and `HalfTakenError`, as `take_back` does."""
    if plan.state != "back" and os.path.lexists(site / TURNED):
        disk.replace(f"{site}/{TURNED}", f"{site}/{PLAN}")
    elif plan.state != "back":
        begin(site, replace(plan, state="back"))
    try:
        for source, target in reversed(plan.moves):
            _rename(site, target, source)
            _remove_empty((site / target).parent, site)
        disk.remove(f"{site}/{PLAN}")
    except OSError as fault:
        raise HalfTakenError(fault.errno, fault.strerror) from fault


def is_kept(site: Path) -> bool:
    """Whether something is left of a step that was taken back for good: somebody may have written it."""
    return (site / FOLDER / "new").exists() and not any((site / each).exists() for each in (PLAN, PREPARING))


def forget(site: Path) -> None:
    """From now on the plan cannot be taken back, and what it put aside is gone, as is what was only being
    prepared."""
    plan = read(site)
    with suppress(OSError):
        if plan.state == "done" if plan else (site / PREPARING).is_file() and not (site / PLAN).exists():
            shutil.rmtree(site / GONE, ignore_errors=True)
            disk.replace(f"{site}/{FOLDER}", f"{site}/{GONE}")
        disk.remove_folder(f"{site}/{FOLDER}")  # of a command that was killed when it had just made it
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
    if os.path.lexists(site / source) and not os.path.lexists(site / target):
        (site / target).parent.mkdir(parents=True, exist_ok=True)
        disk.replace(str(site / source), str(site / target))


def _remove_empty(folder: Path, site: Path) -> None:
    """Remove the folders that are empty now, up to those right below the site's, of which only that of the editions
    goes."""
    while folder != site and (folder.parent != site or folder.name == "editions"):
        if not disk.remove_folder(str(folder)):
            return
        folder = folder.parent
