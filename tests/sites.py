"""Small sites for tests: files in a folder, and the command run on them as an organizer would."""

from __future__ import annotations

import gc
import os
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import html5lib
import pytest
from PIL import Image

from enlsp_site.commands import parser

Files = Mapping[str, str | bytes | None]
"""Files by path; None is a file that there is not."""

GOOD: Files = {
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
    - {time: 09:00-09:30, kind: oral, papers: [7], people: TBD}
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


def picture(width: int, height: int, form: str = "JPEG", mode: str = "RGB", **settings: Any) -> bytes:
    """A picture that shades from black at the left to white at the right, as a file."""
    image = Image.linear_gradient("L").rotate(90).resize((width, height)).convert(mode)
    buffer = BytesIO()
    image.save(buffer, form, **settings)
    return buffer.getvalue()


def any_picture(name: str) -> bytes:
    """A picture of the kind that a file's name says."""
    suffix = name.rpartition(".")[2].replace("jpg", "jpeg").upper()
    return drawing(40, 20).encode() if suffix == "SVG" else picture(40, 20, suffix)


def drawing(width: int, height: int) -> str:
    """An SVG of this size."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"></svg>\n'


class Told(NamedTuple):
    """What a run of the command gave: its exit code, its output, the problems told beside it, and its last line."""

    code: int
    out: str
    problems: str
    summary: str


class Site:
    """A site in a folder, which is the working directory while the command runs."""

    def __init__(self, folder: Path, files: Files, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        folder.mkdir(parents=True, exist_ok=True)
        self.write(files)

    def write(self, files: Files) -> None:
        """Write these files, and delete those that are None."""
        for name, text in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if text is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def run(self, *arguments: str) -> Told:
        """Run the command here, in this process."""
        self._capsys.readouterr()
        here = Path.cwd()
        os.chdir(self.folder)
        try:
            code = parser.main(arguments)
        except SystemExit as left:
            code = int(left.code or 0)
        finally:
            os.chdir(here)
            gc.enable()
        out, beside = self._capsys.readouterr()
        *lines, last = beside.splitlines(keepends=True) or [""]
        return Told(code, out, "".join(lines), last.rstrip("\n"))

    def build(self, *options: str) -> Told:
        """`enlsp build --site . …`."""
        return self.run("build", "--site", ".", *options)

    def problems(self, *options: str) -> str:
        """The problems of a build that publishes nothing because of them."""
        told = self.build(*options)
        assert told.code == 1, told
        assert told.summary.endswith("; nothing was published"), told
        return told.problems

    def published(self, out: str = "public") -> dict[str, bytes]:
        """All files of the output folder by path."""
        folder = self.folder / out
        files = (file for file in folder.rglob("*") if file.is_file())
        return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}

    def page(self, path: str) -> Any:
        """A built page, parsed as browsers do."""
        return html5lib.parse((self.folder / "public" / path).read_bytes(), namespaceHTMLElements=False)


def words(element: Any) -> str:
    """All text of a part of a page, on one line."""
    return " ".join("".join(element.itertext()).split())
