"""Symlinks in a folder that would lead elsewhere once it is moved."""

from __future__ import annotations

import os
from pathlib import Path


def leading_out(top: Path) -> dict[str, dict[str, Path]]:
    """The symlinks below a folder that lead out of it, or name where they lead from the system's root, by their paths
    in it: each with the files that it stands for, by theirs. What leads nowhere is none of these. Raises OSError."""
    found: dict[str, dict[str, Path]] = {}
    for folder, inside, names in os.walk(top):
        for name in (*inside, *names):
            path = Path(folder, name)
            if path.is_symlink() and path.exists() and _leads_out(path, top):
                found[path.relative_to(top).as_posix()] = _files(path, top)
    return found


def _leads_out(path: Path, top: Path) -> bool:
    if path.readlink().is_absolute():
        return True
    return not path.resolve().is_relative_to(top.resolve())


def _files(path: Path, top: Path) -> dict[str, Path]:
    """The files that a symlink stands for, by their paths as if they stood there."""
    if not path.is_dir():
        return {path.relative_to(top).as_posix(): path}
    files = (each for each in sorted(path.rglob("*")) if each.is_file())
    return {each.relative_to(top).as_posix(): each for each in files}
