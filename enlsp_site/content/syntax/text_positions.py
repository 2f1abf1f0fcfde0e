"""Where within a text of a YAML file something stands, as far as how the text is written lets it be known."""

from __future__ import annotations

from typing import Protocol

from enlsp_site.diagnostics.origin import Path

_AT = "~at:"


class Scalar(Protocol):
    """Where a value stands, from 0; `style` is how its text begins (a quote, `|`, `>`), `value` is the text."""

    line: int
    column: int
    style: str
    value: str | None


def place(spot: Scalar, path: Path, lines: list[str]) -> tuple[int, int]:
    """Line and column, from 0, of a value, or of the place within it for which the last step of its path asks.

    `lines` are those of the file. See `Origin.inside` for that step.
    """
    last = path[-1] if path else ""
    if not isinstance(last, str) or not last.startswith(_AT) or spot.value is None:
        return spot.line, spot.column
    line, column = (int(number) - 1 for number in last.removeprefix(_AT).split(":"))
    if spot.style in ("|", ">"):
        return _in_block(spot, line, column, lines)
    start = spot.column + len(spot.style)
    as_written = lines[spot.line].startswith(spot.value, start)  # on one line, and without an escape
    return spot.line, start + column if as_written and column < len(spot.value) else spot.column


def _in_block(spot: Scalar, line: int, column: int, lines: list[str]) -> tuple[int, int]:
    """A place in a block, whose text begins on the line after its sign. Of one that `>` folds only that is known."""
    indent = next((len(each) - len(each.lstrip(" ")) for each in lines[spot.line + 1 :] if each.strip()), 0)
    if spot.style == ">":
        line = column = 0
    row, at = spot.line + 1 + line, indent + column
    if row >= len(lines):
        return spot.line, spot.column
    return row, at if at < len(lines[row]) else 0
