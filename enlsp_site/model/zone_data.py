"""The time zone database (IANA): which release of it is used, and zones out of it.

A machine may have two: the system's (the folders of `zoneinfo.TZPATH`) and that of the package `tzdata`. The newer
one is used: governments change their clocks at short notice, and a system is renewed seldom. Releases are called by
year and letter, as in `2026b`; a system says its own in `tzdata.zi` (its first line), or in `+VERSION` (macOS).
"""

from __future__ import annotations

import datetime as dt
import os
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_SAID = (("tzdata.zi", "# version "), ("+VERSION", ""))
"""Where a folder of zones says its release, and what stands before it."""

CHANGES: tuple[tuple[str, dt.date, tuple[str, ...]], ...] = (
    ("2026a", dt.date(2022, 3, 27), ("Europe/Chisinau", "Europe/Tiraspol")),
    ("2026b", dt.date(2026, 11, 1), ("America/Vancouver", "Canada/Pacific")),
    ("2026c", dt.date(2026, 9, 20), ("Africa/Casablanca", "Africa/El_Aaiun")),
    ("2026c", dt.date(2026, 11, 1), ("America/Edmonton", "America/Yellowknife", "Canada/Mountain")),
    ("2026d", dt.date(2026, 11, 1), ("America/Inuvik",)),
    ("2026e", dt.date(2026, 11, 1), ("America/Rainy_River", "America/Winnipeg", "Canada/Central")),
    ("2026f", dt.date(2026, 11, 1), ("America/Havana", "Cuba")),
)
"""Since 2025b, each release that changed how far clocks are from UTC on dates of 2020 and later: from which day on,
and in which zones. `scripts/zone_changes.py` finds them in two releases of the database."""


class ZoneDatabase(NamedTuple):
    """A folder of zones, its release (empty if it does not say), and whether it is the package's."""

    folder: str
    release: str
    is_package: bool


def in_use() -> ZoneDatabase:
    """The newer of the system's database and the package's; of two of one release the package's, which is the same on
    every machine. Where there is none, an empty one."""
    from zoneinfo import TZPATH

    return max([_system(TZPATH), _package()], key=lambda each: (each.release, each.is_package and bool(each.folder)))


def in_words() -> str:
    """Which release is in use, and of which database: a line of a build's report."""
    from zoneinfo import TZPATH

    used, system = in_use(), _system(TZPATH)
    release = f"release {used.release or 'unknown'}"
    if not used.is_package:
        return f"time zones: {release}, the system's"
    other = f"; the system has {system.release or 'an unknown one'}" if system.folder else ""
    return f"time zones: {release}, of the package tzdata{other}"


def zone_info(key: str) -> ZoneInfo:
    """The zone of an IANA name, from the database in use, else from wherever Python finds it.

    Raises what `zoneinfo.ZoneInfo` raises for a name that is none.
    """
    return _zone(key, in_use())


def outdated(key: str, day: dt.date) -> str:
    """The release that changed the clocks of a zone on that day, if that in use is older; else nothing."""
    used = in_use().release
    return next(
        (release for release, since, zones in CHANGES if key in zones and day >= since and used < release),
        "",
    )


@cache
def _zone(key: str, database: ZoneDatabase) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    known = ZoneInfo(key)  # refuses what is no name, and looks in places where the database in use may lack a zone
    try:
        with open(os.path.join(database.folder, key), "rb") as file:  # noqa: PTH118, PTH123 - start-up time
            return ZoneInfo.from_file(file, key) if database.is_package else known
    except OSError:
        return known


@cache
def _system(folders: tuple[str, ...]) -> ZoneDatabase:
    """The first of these folders that holds zones: `zoneinfo` takes them in this order, too."""
    for folder in folders:
        if os.path.isdir(folder):  # noqa: PTH112 - start-up time
            return ZoneDatabase(folder, _release(folder), False)
    return ZoneDatabase("", "", False)


def _release(folder: str) -> str:
    for name, before in _SAID:
        try:
            with open(os.path.join(folder, name), encoding="utf-8") as file:  # noqa: PTH118, PTH123 - start-up time
                line = file.readline(80)
        except (OSError, UnicodeDecodeError):
            continue
        if found := re.match(rf"{before}(\d{{4}}[a-z]+)", line):
            return found[1]
    return ""


@cache
def _package() -> ZoneDatabase:
    try:
        import tzdata
    except ImportError:
        return ZoneDatabase("", "", True)
    return ZoneDatabase(os.path.join(os.path.dirname(tzdata.__file__), "zoneinfo"), tzdata.IANA_VERSION, True)  # noqa: PTH118, PTH120
