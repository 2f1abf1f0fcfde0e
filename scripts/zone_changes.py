"""Say which zones one release of the time zone database changed: rows for CHANGES in enlsp_site/model/zone_data.py.

    python -m pip install --no-deps --target older tzdata==2026.1
    python -m pip install --no-deps --target newer tzdata==2026.2
    python scripts/zone_changes.py older/tzdata/zoneinfo newer/tzdata/zoneinfo

The two folders hold compiled zones, as `/usr/share/zoneinfo` does. Looked at are noon and midnight (UTC) of each day
from 2020 to 2039; a change of names alone (PDT, MST) is none.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from zoneinfo import ZoneInfo

BEGIN, END = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2040, 1, 1, tzinfo=dt.UTC)
HALF_DAY = dt.timedelta(hours=12)


def main(older: Path, newer: Path) -> None:
    """Print each zone that differs, with the first day on which it does."""
    for path in sorted(path for path in newer.rglob("*") if path.is_file() and path.read_bytes()[:4] == b"TZif"):
        key = path.relative_to(newer).as_posix()
        if not (older / key).is_file() or (older / key).read_bytes() == path.read_bytes():
            continue
        if day := first_difference(zone(older, key), zone(newer, key)):
            print(day, key)


def zone(folder: Path, key: str) -> ZoneInfo:
    """A zone out of a folder."""
    with (folder / key).open("rb") as file:
        return ZoneInfo.from_file(file, key)


def first_difference(one: ZoneInfo, other: ZoneInfo) -> dt.date | None:
    """The first day on which clocks of the two are not equally far from UTC."""
    moment = BEGIN
    while moment < END:
        if moment.astimezone(one).utcoffset() != moment.astimezone(other).utcoffset():
            return moment.date()
        moment += HALF_DAY
    return None


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
