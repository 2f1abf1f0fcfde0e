"""The time zone database: the newer of the system's and the package's, told, and old data noticed."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
import sys
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

import icalendar
import pytest
import tzdata
from conftest import SYSTEM_ZONES
from loops import some
from zone_files import HOURS_2027_01_15, ZONES, old_database, with_zones

from enlsp_site.model import times, zone_data

DAY = dt.date(2027, 1, 15)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def old_system(tmp_path: Path) -> Iterator[Path]:
    """A machine whose system has release 2025b."""
    before = zoneinfo.TZPATH
    folder = old_database(tmp_path / "zoneinfo")
    zoneinfo.reset_tzpath([folder])
    zoneinfo.ZoneInfo.clear_cache()
    yield folder
    zoneinfo.reset_tzpath(before)
    zoneinfo.ZoneInfo.clear_cache()


@pytest.fixture
def no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the package, as one where it was left out by hand."""
    monkeypatch.setattr(zone_data, "_package", lambda: zone_data.ZoneDatabase("", "", True))


def hours(name: str, on: dt.date = DAY) -> float:
    """How far clocks of a zone are from UTC at noon of a day."""
    return (dt.datetime.combine(on, dt.time(12), times.zone(name)).utcoffset() or dt.timedelta()) / HOUR


@pytest.mark.parametrize("name", ZONES)
def test_the_four_zones_of_2026_are_right_here(name: str) -> None:
    assert hours(name) == HOURS_2027_01_15[name]


@pytest.mark.parametrize("name", ZONES)
def test_they_are_right_where_the_system_has_old_data(old_system: Path, name: str) -> None:
    wrong = dt.datetime.combine(DAY, dt.time(12), zoneinfo.ZoneInfo(name)).utcoffset()
    assert wrong != HOURS_2027_01_15[name] * HOUR, "this data is not old"
    assert hours(name) == HOURS_2027_01_15[name]


@pytest.mark.parametrize("name", ZONES)
def test_the_systems_own_data_and_the_packages_differ_as_their_releases_say(name: str) -> None:
    system = zone_data._system(SYSTEM_ZONES)
    if not system.folder:
        pytest.skip("this system has no time zones of its own")
    with (Path(system.folder) / name).open("rb") as file:
        alone = dt.datetime.combine(DAY, dt.time(12), zoneinfo.ZoneInfo.from_file(file, name)).utcoffset()
    release = next(release for release, _, zones in zone_data.CHANGES if name in zones)
    assert (alone == HOURS_2027_01_15[name] * HOUR) == (system.release >= release)


def test_a_newer_system_is_used_and_of_two_equal_ones_the_package(
    old_system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def database(release: str, is_package: bool) -> zone_data.ZoneDatabase:
        return zone_data.ZoneDatabase(str(old_system), release, is_package)

    for system, package, used in (
        ("2026g", "2026f", "2026g"),
        ("2026f", "2026f", "package"),
        ("", "2026f", "package"),
    ):
        monkeypatch.setattr(zone_data, "_system", lambda _, release=system: database(release, False))
        monkeypatch.setattr(zone_data, "_package", lambda release=package: database(release, True))
        found = zone_data.in_use()
        assert ("package" if found.is_package else found.release) == used


@pytest.mark.parametrize(
    ("name", "text", "release"),
    [
        ("tzdata.zi", "# version 2025b\n# ddeps backzone zone.tab\n", "2025b"),
        ("tzdata.zi", "# version 2026e-dirty\n", "2026e"),
        ("+VERSION", "2025b\n", "2025b"),
        ("tzdata.zi", "# version unknown\n", ""),
        ("tzdata.zi", "", ""),
        ("zone.tab", "# tzdb timezone descriptions\n", ""),
    ],
)
def test_a_system_says_its_release(tmp_path: Path, name: str, text: str, release: str) -> None:
    (tmp_path / name).write_text(text)
    assert zone_data._system((str(tmp_path / "none"), str(tmp_path))).release == release


def test_zones_that_only_the_system_has_are_found(old_system: Path) -> None:
    (old_system / "Europe/Ours").parent.mkdir()
    (old_system / "Europe/Ours").write_bytes((old_system / "Africa/Casablanca").read_bytes())
    assert hours("Europe/Ours") == 1


def test_a_name_that_is_none_is_refused_as_before() -> None:
    for name in ("../../etc/passwd", "Mars/Olympus", "tzdata.zi"):
        with pytest.raises((LookupError, ValueError)):
            zone_data.zone_info(name)


def test_changes_are_those_between_the_databases() -> None:
    """The table holds against the package: on the day before, clocks are where an older system has them."""
    system = zone_data._system(SYSTEM_ZONES)
    for release, since, names in some(zone_data.CHANGES):
        for name in names:
            path = Path(system.folder) / name
            if not system.folder or not path.is_file() or not system.release < release <= tzdata.IANA_VERSION:
                continue
            with path.open("rb") as file:
                old = zoneinfo.ZoneInfo.from_file(file, name)
            new = zone_data.zone_info(name)
            moment = dt.datetime.combine(since, dt.time(), dt.UTC)
            halves = [moment + half * 12 * HOUR for half in range(-800, 2)]
            differing = [at for at in halves if at.astimezone(old).utcoffset() != at.astimezone(new).utcoffset()]
            assert differing, f"{name} does not change on {since}"
            assert differing[0] >= moment, f"{name} changed before {since}"


def test_what_is_outdated_is_known_by_zone_day_and_release(old_system: Path, no_package: None) -> None:
    assert zone_data.in_use().release == "2025b"
    assert zone_data.outdated("America/Vancouver", DAY) == "2026b"
    assert zone_data.outdated("Canada/Pacific", DAY) == "2026b"
    assert zone_data.outdated("America/Vancouver", dt.date(2026, 10, 31)) == ""
    assert zone_data.outdated("Europe/Berlin", DAY) == ""


def test_it_is_said_which_is_in_use(old_system: Path) -> None:
    assert zone_data.in_words() == (
        f"time zones: release {tzdata.IANA_VERSION}, of the package tzdata; the system has 2025b"
    )


def test_the_systems_is_called_the_systems(old_system: Path, no_package: None) -> None:
    assert zone_data.in_words() == "time zones: release 2025b, the system's"


# A whole site

SITE = """\
name: TINY
title: The Workshop on Tiny Things
edition: 2027
timezone: America/Vancouver
url: https://example.org/
home: [schedule]
"""
SCHEDULE = """\
- date: 2027-12-04
  sessions:
    - {time: 09:00-09:30, title: Opening, kind: remarks}
- date: 2027-12-05
  sessions:
    - {time: 09:00-09:30, title: Closing, kind: remarks}
"""
DATES = "- {name: Workshop, date: 2027-12-04}\n"


@pytest.fixture
def vancouver(tmp_path: Path) -> Path:
    """A workshop in Vancouver, in December 2027."""
    content = tmp_path / "site/content"
    content.mkdir(parents=True)
    for name, text in (("site", SITE), ("schedule", SCHEDULE), ("dates", DATES)):
        (content / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path / "site"


def told(site: Path, system: Path, *options: str, before: str = "") -> str:
    """What a build as a process says, on a machine whose system has those zones."""
    code = f"{before}\nfrom enlsp_site.commands.parser import main\nraise SystemExit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--site", str(site), *options],
        env=with_zones(system),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_a_site_is_right_in_all_its_files_with_old_data_of_the_system(vancouver: Path, tmp_path: Path) -> None:
    system = old_database(tmp_path / "zoneinfo")
    assert "old-zones" not in told(vancouver, system)
    public = vancouver / "public/2027"
    page = (public / "schedule/index.html").read_text("utf-8")
    assert 'datetime="2027-12-04T09:00:00-07:00"' in page
    assert 'data-zone="America/Vancouver"' in page
    linked = re.findall(r'"startDate": ?"([^"]*T[^"]*)"', (vancouver / "public/index.html").read_text("utf-8"))
    assert set(linked) == {"2027-12-04T09:00:00-07:00", "2027-12-05T09:00:00-07:00"}
    frab = json.loads((public / "schedule.json").read_text("utf-8"))
    days = frab["schedule"]["conference"]["days"]
    begins = [event["date"] for day in days for events in day["rooms"].values() for event in events]
    assert begins == ["2027-12-04T09:00:00-07:00", "2027-12-05T09:00:00-07:00"]
    calendar = icalendar.Calendar.from_ical((public / "schedule.ics").read_bytes())
    assert {part["TZOFFSETTO"].td for part in calendar.walk("STANDARD")} == {-7 * HOUR}


def test_a_build_says_with_v_which_release_it_used(vancouver: Path, tmp_path: Path) -> None:
    system = old_database(tmp_path / "zoneinfo")
    line = f"time zones: release {tzdata.IANA_VERSION}, of the package tzdata; the system has 2025b\n"
    assert line in told(vancouver, system, "-v")
    assert line in told(vancouver, system, "-v"), "where nothing is new, too"
    assert "time zones" not in told(vancouver, system)


def test_old_data_is_told_at_the_day_that_it_is_wrong_about(vancouver: Path, tmp_path: Path) -> None:
    system = old_database(tmp_path / "zoneinfo")
    without = "import sys; sys.modules['tzdata'] = None"
    problems = told(vancouver, system, before=without)
    assert problems.count("[old-zones]") == 1
    assert (
        "content/schedule.yaml:1:9: warning: the clocks of America/Vancouver on 2027-12-04 were changed in release "
        "2026b of the time zone database [old-zones]\n"
        "  1 | - date: 2027-12-04\n"
    ) in problems
    assert "old-zones" not in told(vancouver, old_database(tmp_path / "newer", "2026b"), before=without)


def test_a_new_release_of_the_system_makes_the_site_anew(vancouver: Path, tmp_path: Path) -> None:
    system = old_database(tmp_path / "zoneinfo")
    without = "import sys; sys.modules['tzdata'] = None"
    assert "old-zones" in told(vancouver, system, before=without)
    assert "old-zones" not in told(vancouver, old_database(tmp_path / "newer", "2026b"), before=without)
