"""A small site to be edited: of each kind of record some, written as people write them, with comments."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

FILES = {
    "content/site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
timezone: Europe/Paris
home: [overview, dates, speakers, schedule, sponsors, news]
unchecked:
  - {rule: no-slot, reason: the programme is not whole yet}
""",
    "content/pages/overview.md": """\
---
title: Overview
---
Tiny things, looked at closely.
""",
    "content/people/speakers.yaml": """\
# Who speaks. Ask before you add somebody!
people:
  # confirmed on 3 May
  - name: Ada Lovelace   # not "Lady Lovelace"
    affiliations: [University of London, 'Analytical Society']
    links: {home: "https://ada.example/"}
    talk:
      title: Notes on engines

  - Alan Turing (King's College; Bletchley Park)
  # promised
  - name: "Grace Hopper"
    bio: |
      Wrote the first *compiler*.
""",
    "content/dates.yaml": """\
- {name: Submission deadline, date: 2031-05-01, kind: deadline}   # Anywhere on Earth
- name: Notification
  date: 2031-06-01
- {name: Workshop, date: 2031-08-22}
""",
    "content/schedule.yaml": """\
- date: 2031-08-22
  sessions:
    - {time: 09:00-09:30, kind: remarks, title: Opening}
    # the first of two
    - time: 09:30-10:30
      kind: keynote
      people: [Ada Lovelace]
    - {time: 10:30-11:00, kind: break, title: Coffee}
""",
    "content/sponsors.yaml": """\
- tier: Gold
  sponsors:
    - {name: Babbage & Sons, url: "https://babbage.example/"}
    - Jacquard
""",
    "content/news.yaml": """\
- date: 2031-02-03
  title: The call is out
  text: Read *it*.
""",
    "content/papers.yaml": """\
# in the order of their numbers
- id: 7
  title: Small engines
  authors: [Ada Lovelace]
  abstract: >-
    Engines that are small.
- id: 8
  title: Smaller engines
  authors: [Alan Turing]
""",
}


def write(folder: Path, files: Mapping[str, str] = FILES) -> Path:
    """The site, in a folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def changed(folder: Path, files: Mapping[str, str] = FILES) -> dict[str, list[str]]:
    """The lines that are others than they were, by file, as `-old` and `+new`."""
    found = {}
    for name, before in files.items():
        after = (folder / name).read_bytes().decode()
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
        found[name] = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return {name: lines for name, lines in found.items() if lines}
