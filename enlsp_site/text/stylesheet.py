"""Stylesheets as they are sent: the same rules without comments and the space that says nothing (CSS Syntax 3)."""

from __future__ import annotations

import re

_PIECE = re.compile(
    r"""("(?:[^"\\]|\\.)*" | '(?:[^'\\]|\\.)*' | url\([^"')]*\))"""
    r"""| (?:\s|/\*.*?\*/)* ([{};,]) (?:\s|/\*.*?\*/)* | (:) (?:\s|/\*.*?\*/)+ | ((?:\s|/\*.*?\*/)+)""",
    re.S | re.X,
)
"""Strings and addresses, which stay as they are; marks with the space around them, for a colon only behind it, since
before it it joins selectors; any other space."""


def packed(css: str) -> str:
    """A stylesheet without comments, indentation, the space around marks and the last semicolon of a block."""
    return _PIECE.sub(_shortest, css).replace(";}", "}").strip() + "\n"


def _shortest(found: re.Match[str]) -> str:
    kept, mark, colon, _ = found.groups()
    return kept or mark or colon or " "
