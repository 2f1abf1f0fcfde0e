"""Plain text, a line each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def write(inputs: Mapping[str, Any]) -> bytes:
    """The `lines`, each ended."""
    return "".join(f"{line}\n" for line in inputs["lines"]).encode()
