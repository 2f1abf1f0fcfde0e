"""Where a value was written: the file and the way to it inside the file."""

from __future__ import annotations

Path = tuple["str | int", ...]
"""The way to a value inside its file: keys and positions, e.g. `(0, "sessions", 3, "people", 1)`."""


Gaps = dict[Path, list[int]]
"""Lists of a file of which items could not be read and are left out: where those that are left were written."""


class Origin:
    """Where a value was written: its file (from the site's folder) and the way to it inside the file.

    `line` and `column` count from 1; 0 means "not looked up yet": they are found when a problem is told
    (`load.locate`), since files without problems, nearly all of them, never need them.

    Any two origins are equal: where a value stands is no part of what it says, so moving a record within
    its file changes neither its equality nor the key of a page that shows it.
    """

    __slots__ = ("column", "file", "gaps", "line", "path")

    def __init__(self, file: str, path: Path = (), line: int = 0, column: int = 0, gaps: Gaps | None = None) -> None:
        self.file = file
        self.path = path
        self.line = line
        self.column = column
        self.gaps = gaps

    def at(self, *steps: str | int) -> Origin:
        """The origin of a value further inside this one, by keys and by positions among what could be read."""
        path = self.path
        for step in steps:
            kept = self.gaps.get(path) if self.gaps else None
            path += (kept[step] if kept is not None and isinstance(step, int) else step,)
        return Origin(self.file, path, self.line, self.column, self.gaps)

    def inside(self, line: int, column: int) -> Origin:
        """The origin of a place within this value, which is a text: a line of the text and a column in it, from 1.

        It is a last step of the path, `~at:2:7`, which the readers of files that have such texts understand.
        """
        return Origin(self.file, (*self.path, f"~at:{line}:{column}"), self.line, self.column, self.gaps)

    @property
    def address(self) -> str:
        """The file and the way to the value in it, as an address whose fragment is a JSON Pointer (RFC 6901, 6):
        `content/people/speakers.yaml#/0/name`."""
        from urllib.parse import quote

        steps = "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in self.path)
        return f"{quote(self.file, safe='/')}#{quote(steps, safe='/~')}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Origin)

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return f"Origin({self.file!r}, {self.path!r}, {self.line}, {self.column})"

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file
