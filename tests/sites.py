"""Small sites for tests: files in a folder, and the command run on them as an organizer would."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from enlsp_site import cli

GOOD: dict[str, str] = {
    "content/site.yaml": """\
name: TINY
title: The Workshop on Tiny Things
edition: 2031
timezone: Europe/Paris
home: [overview, speakers, schedule]
""",
    "content/dates.yaml": """\
- {name: Submission deadline, date: 2031-08-22}
- {name: Workshop, date: 2031-12-06}
""",
    "content/people/speakers.yaml": """\
- name: Ada Lovelace
  affiliations: [University of London]
- name: Alan Turing
  affiliations: [University of Manchester]
""",
    "content/people/committee.yaml": """\
- Grace Hopper (Navy)
- Emmy Noether (Göttingen)
""",
    "content/sponsors.yaml": """\
- tier: Gold
  sponsors:
    - {name: Example Labs, url: "https://example.org/"}
""",
    "content/schedule.yaml": """\
- date: 2031-12-06
  sessions:
    - {time: 08:15-08:30, title: Opening remarks, kind: remarks}
    - {time: 08:30-09:00, kind: keynote, people: [Ada Lovelace]}
    - {time: 09:00-09:30, kind: oral, papers: [7]}
""",
    "content/papers.yaml": """\
- id: 7
  title: Small models
  authors: Ada Lovelace; Alan Turing
- id: 8
  title: Smaller models
  authors: Alan Turing
""",
    "content/news.yaml": """\
- {date: 2031-06-01, title: The call is out, text: "See the [call](call)."}
""",
    "content/pages/overview.md": """\
---
title: Overview
---
Tiny things, looked at closely.
""",
    "content/pages/call.md": """\
---
title: Call for papers
---
Send us your best.
""",
    "static/images/ada.jpg": "no real picture",
}
"""A site with one of everything, that builds without a word."""
