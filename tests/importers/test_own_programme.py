"""Our own files for conference apps, brought into another site: the sessions are at the moments that they were at."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sites import Site

from enlsp_site.commands import parser

MakeSite = Callable[..., Site]

SITE = {
    "content/site.yaml": "name: TINY\ntitle: Tiny Things\nedition: 2031\ntimezone: Asia/Tokyo\n",
    "content/dates.yaml": None,
    "content/people/speakers.yaml": None,
    "content/people/committee.yaml": None,
    "content/papers.yaml": None,
}
ONE_ZONE = """\
- date: 2031-03-30
  timezone: Europe/Paris
  sessions:
    - {time: 01:00-03:30, title: While the clocks change}
    - {time: 09:00-09:45, title: Morning, kind: keynote}
    - {time: 22:00-01:30 +1, title: Party, kind: social}
- date: 2031-03-31
  timezone: Europe/Paris
  sessions:
    - {time: 00:15-00:45, title: Night owls}
"""
SEVERAL = """\
- date: 2031-12-05
  timezone: America/Los_Angeles
  sessions: [{time: 09:00-10:00, title: On site}]
- date: 2031-12-06
  timezone: Asia/Kathmandu
  sessions: [{time: 08:15-09:00, title: Far away}]
- date: 2031-12-07
  timezone: UTC-3
  sessions: [{time: 20:00-21:00, title: On the net}]
- date: 2031-12-08
  sessions: [{time: 23:00-23:30, title: At home}]
"""


def moments(data: bytes) -> dict[str, tuple[dt.datetime, str]]:
    """When each session of a schedule.json begins, in UTC, and how long it is."""
    days: Any = json.loads(data)["schedule"]["conference"]["days"]
    return {
        event["title"]: (dt.datetime.fromisoformat(event["date"]).astimezone(dt.UTC), event["duration"])
        for day in days
        for events in day["rooms"].values()
        for event in events
    }


@pytest.mark.parametrize("programme", [ONE_ZONE, SEVERAL], ids=["one zone", "several"])
@pytest.mark.parametrize("form", ["schedule.xml", "schedule.json"])
def test_our_own_programme_comes_back_at_the_same_moments(
    make_site: MakeSite, tmp_path: Path, form: str, programme: str
) -> None:
    ours = make_site({**SITE, "content/schedule.yaml": programme})
    assert ours.build("--base-url", "https://example.org/").code == 0
    written = ours.published()
    other = tmp_path / "other"
    parser.main(["new", str(other), "--name", "Other", "--year", "2031", "--bare"])
    (tmp_path / form).write_bytes(written[f"2031/{form}"])
    assert parser.main(["import", "pretalx", str(tmp_path / form), "--site", str(other)]) == 0
    assert parser.main(["build", "--site", str(other), "--base-url", "https://example.org/"]) == 0
    back = (other / "public/2031/schedule.json").read_bytes()
    assert moments(back) == moments(written["2031/schedule.json"])
    assert len(moments(back)) == programme.count("title:")
