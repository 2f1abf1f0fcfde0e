"""Content files as they are edited: which may be, their bytes, what they hold, and what they hold after changes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import unquote

from enlsp_site.content import pages
from enlsp_site.content.patching.changes import Path as Steps
from enlsp_site.content.patching.changes import UnpatchableError, ValueChange, applied
from enlsp_site.content.patching.patch import patch
from enlsp_site.content.syntax import yaml, yaml_places
from enlsp_site.storage.files import digest

EDITED = (".yaml", ".yml", ".md")
"""How the names of files end that can be changed; of a page it is the front matter."""


class RefusedEditError(Exception):
    """Why nothing is read or changed: the name of a word, and what fills its places."""

    def __init__(self, word: str, **values: object) -> None:
        super().__init__(word)
        self.word = word
        self.values = values


class RecordAddress(NamedTuple):
    """A file of the site, and the steps of a JSON Pointer to a record in it (`Origin.address`)."""

    file: str
    steps: tuple[str, ...]

    @classmethod
    def of(cls, written: str) -> RecordAddress:
        """What an address names. Raises `RefusedEditError` where it is none."""
        file, mark, pointer = written.partition("#")
        if not mark or (pointer and not pointer.startswith("/")):
            raise RefusedEditError("no_record")
        steps = unquote(pointer).split("/")[1:]
        return cls(unquote(file), tuple(step.replace("~1", "/").replace("~0", "~") for step in steps))


class EditedText(NamedTuple):
    """A content file: its name, its bytes, its text and what that holds. Of a page the YAML is its front matter, from
    `start` to `end`, which begins in `line`; of any other file it is all."""

    file: str
    data: bytes
    text: str
    start: int
    end: int
    line: int
    values: Any

    @classmethod
    def read(cls, site: Path, file: str) -> EditedText:
        """The file as it is now. Raises `RefusedEditError` where it may not be changed, or cannot be read."""
        path = allowed(site, file)
        try:
            return cls.of(file, path.read_bytes())
        except OSError:
            raise RefusedEditError("no_file", file=file) from None

    @classmethod
    def of(cls, file: str, data: bytes) -> EditedText:
        """A file of these bytes. Raises `RefusedEditError` where they are no text in which values can be found."""
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            raise RefusedEditError("unreadable", file=file) from None
        start, end, line = 0, len(text), 1
        if file.endswith(".md"):
            parted = pages.split(text)
            if parted is None:
                raise RefusedEditError("unreadable", file=file)
            start, line = text.index("\n") + 1, 2
            end = start + len(parted[0])
        values, problems = yaml.parse(yaml.decode(text[start:end].encode(), file)[0], file)
        if values is None and problems:
            raise RefusedEditError("unreadable", file=file)
        return cls(file, data, text, start, end, line, values)

    @property
    def digest(self) -> str:
        """What names these bytes, and no others."""
        return digest(self.data)

    def path(self, steps: Sequence[str]) -> Steps:
        """The way to what a pointer names: positions in lists are numbers. Raises `RefusedEditError` where there is
        nothing."""
        value, path = self.values, cast("Steps", ())
        for step in steps:
            made = int(step) if isinstance(value, list) and step.isascii() and step.isdigit() else step
            try:
                value = value[made]
            except (KeyError, IndexError, TypeError):
                raise RefusedEditError("gone", file=self.file) from None
            path = (*path, made)
        return path

    def value(self, path: Steps) -> Any:
        """The value at a path that is there."""
        value = self.values
        for step in path:
            value = value[step]
        return value

    def lines(self, paths: Sequence[Steps]) -> list[int]:
        """The lines, from 1, in which values stand."""
        own = yaml.decode(self.text[self.start : self.end].encode(), self.file)[0]
        return [line for line, _ in yaml_places.locate_all(own, [*paths], first_line=self.line)]

    def changed(self, changes: list[ValueChange]) -> EditedText:
        """The file after changes, which leave all else as it was, byte by byte. What they make is read again, and is
        what it should be. Raises `RefusedEditError` where the file is written in a way in which that cannot be.
        Entries are moved after all else, which adds and removes none of their lists."""
        moves = [each for each in changes if each.kind == "move"]
        if moves and len(moves) < len(changes):
            return self.changed([each for each in changes if each.kind != "move"]).changed(moves)
        try:
            made = patch(self.text[self.start : self.end], changes).text
            after = self.of(self.file, (self.text[: self.start] + made + self.text[self.end :]).encode())
        except (UnpatchableError, RefusedEditError, UnicodeEncodeError):
            raise RefusedEditError("unpatchable", file=self.file) from None
        if after.values != applied(self.values, changes):
            raise RefusedEditError("unpatchable", file=self.file)
        return after


def allowed(site: Path, file: str) -> Path:
    """Where a file is that may be changed: a plain one below content/, to which no link leads. Raises
    `RefusedEditError`."""
    parts = file.split("/")
    if parts[0] != "content" or len(parts) < 2 or any(part in ("", ".", "..") or "\0" in part for part in parts):
        raise RefusedEditError("not_content", file=file)
    if os.sep != "/" and any(os.sep in part or ":" in part for part in parts):
        raise RefusedEditError("not_content", file=file)
    path = site
    for part in parts:
        path = path / part
        if path.is_symlink():
            raise RefusedEditError("behind_link", file=file)
    if not path.is_file():
        raise RefusedEditError("no_file", file=file)
    if not file.endswith(EDITED):
        raise RefusedEditError("not_edited", file=file)
    return path
