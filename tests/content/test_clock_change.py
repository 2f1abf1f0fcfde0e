"""The day on which the clocks change: each time has the name of its own moment."""

from __future__ import annotations

from collections.abc import Callable

from sites import Site, words

SCHEDULE = """\
- date: 2027-11-06
  sessions:
    - {time: 09:00-10:00, title: Tutorial}
- date: 2027-11-07
  sessions:
    - {time: 00:30-01:15, title: Early, abstract: Before the clocks change.}
    - {time: 09:00-10:00, title: Late, abstract: After that.}
"""


def test_pages_say_the_zone_of_each_moment(make_site: Callable[..., Site]) -> None:
    zone = "name: TINY\ntitle: Tiny\nedition: 2031\ntimezone: America/Los_Angeles\n"
    site = make_site({"content/site.yaml": zone, "content/schedule.yaml": SCHEDULE})
    assert site.build().code == 0
    programme = words(site.page("2031/schedule/index.html"))
    assert "Saturday, November 6, 2027 Times in PDT (America/Los_Angeles)." in programme
    assert "Sunday, November 7, 2027 Times in PDT/PST (America/Los_Angeles)." in programme
    assert "Times in PDT (America/Los_Angeles)." in words(site.page("2031/schedule/early/index.html"))
    assert "Times in PST (America/Los_Angeles)." in words(site.page("2031/schedule/late/index.html"))
