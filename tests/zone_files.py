"""Old time zone data for tests: compiled zones (RFC 9636) whose clocks follow one rule, as POSIX writes it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

OLD: Mapping[str, str] = {
    "America/Vancouver": "PST8PDT,M3.2.0,M11.1.0",
    "America/Edmonton": "MST7MDT,M3.2.0,M11.1.0",
    "America/Winnipeg": "CST6CDT,M3.2.0,M11.1.0",
    "Africa/Casablanca": "<+01>-1",  # but for Ramadan, which a rule cannot say
}
"""Zones as release 2025b had them in winter 2027."""

ZONES = ("America/Vancouver", "America/Edmonton", "Africa/Casablanca", "America/Winnipeg")
HOURS_2027_01_15 = {
    "America/Vancouver": -7,  # permanent from autumn 2026: 2026b
    "America/Edmonton": -6,  # the same: 2026c
    "Africa/Casablanca": 0,  # 2026c
    "America/Winnipeg": -5,  # 2026e
}
"""How far clocks are from UTC on 15 January 2027, in hours."""


def old_database(folder: Path, release: str = "2025b") -> Path:
    """A folder that holds the four zones by their old rules, and says a release."""
    for name, rule in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(compiled(rule))
    (folder / "tzdata.zi").write_text(f"# version {release}\n# This zic input file is in the public domain.\n")
    return folder


def compiled(rule: str) -> bytes:
    """A zone that has had one rule for ever: no changes, one type of local time (UTC), and the rule in the footer."""
    counts = b"".join(number.to_bytes(4, "big") for number in (0, 0, 0, 0, 1, 4))
    block = b"TZif2" + bytes(15) + counts + bytes(6) + b"LMT\0"
    return block + block + f"\n{rule}\n".encode()


def with_zones(folder: Path | str) -> dict[str, str]:
    """The environment of a process that takes a folder for the system's zones."""
    return {**os.environ, "PYTHONTZPATH": str(folder)}
