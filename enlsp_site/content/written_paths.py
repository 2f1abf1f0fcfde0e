"""Addresses and paths as organizers write them: what they mean, in however many ways they are written."""

from __future__ import annotations

import re


def from_top(path: str) -> str:
    """A file's path as it stands under static/, however it was written: `../static/a.jpg`, `/a.jpg`, `./a.jpg`."""
    path = re.sub(r"^(?:\.{0,2}/)*static/", "", path.strip())
    return re.sub(r"^(?:\.?/)+", "", path)


def bare(path: str) -> str:
    """The name in an inner address: `../call.md`, `/call/`, `call/index.html` and `call` are all `call`."""
    path = re.sub(r"^(?:\.{0,2}/)+", "", path).removesuffix("index.html").rstrip("/")
    return path.removesuffix(".md").removeprefix("pages/")


def climbs(path: str) -> bool:
    """Whether a path leads out of the site: pages stand one folder deep, so one step up is a way of writing."""
    depth = 1
    for step in path.replace("\\", "/").split("/"):
        depth += -1 if step == ".." else 1 if step not in ("", ".") else 0
        if depth < 0:
            return True
    return False
