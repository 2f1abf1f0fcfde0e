"""Where the entries of an edition stand in their files, for the script that leads *Mend this page* to lines: JSON
(RFC 8259) of ours, `{"content/papers.yaml": {"small-models": 2}}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

Lines = dict[str, dict[str, int]]
"""Of each file, by its path from the site's folder, the lines of its entries (from 1) by their keys."""


def write(inputs: Mapping[str, Any]) -> bytes:
    """The file of these `lines`."""
    return msgspec.json.encode(inputs["lines"]) + b"\n"


def moved(data: bytes, file: str, line: int, by: int) -> bytes:
    """The file where all entries of a file of content that stood on a line or below it have moved. Raises
    `msgspec.MsgspecError` where it is not as it was written."""
    lines = msgspec.json.decode(data, type=Lines)
    lines[file] = {key: at + by if at >= line else at for key, at in lines.get(file, {}).items()}
    return write({"lines": lines})
