"""Read a file with a program of the tool environment, and print what it makes of it as JSON: `read.py READER FILE`.

Of papers a list of {title, authors: [[family, given]], book}; of calendars and feeds a list of {title, at}.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path
from typing import Any


def pandoc(path: Path) -> list[dict[str, Any]]:
    """pandoc, as the package brings it; of all its readers it is told by the file's name."""
    import pypandoc

    form = {".bib": "bibtex", ".ris": "ris", ".json": "csljson"}[path.suffix]
    return [_csl(item) for item in json.loads(pypandoc.convert_file(str(path), "csljson", format=form))]


def _csl(item: dict[str, Any]) -> dict[str, Any]:
    authors = [
        [
            " ".join(
                filter(None, (each.get("non-dropping-particle") or each.get("dropping-particle"), each.get("family")))
            ),
            each.get("given", ""),
        ]
        if "family" in each
        else [each.get("literal", ""), ""]
        for each in item.get("author", [])
    ]
    return {"title": item["title"], "authors": authors, "book": item.get("container-title", "")}


def bibtexparser(path: Path) -> list[dict[str, Any]]:
    """bibtexparser 2, with its own middleware for names and LaTeX."""
    import bibtexparser as reader
    from bibtexparser import middlewares as m

    stack = [m.SeparateCoAuthors(), m.SplitNameParts(), m.LatexDecodingMiddleware()]
    found = []
    for entry in reader.parse_string(path.read_text("utf-8"), append_middleware=stack).entries:
        names = [[" ".join([*each.von, *each.last]), " ".join(each.first)] for each in entry["author"]]
        found.append({"title": entry["title"], "authors": names, "book": entry["booktitle"]})
    return found


def pybtex(path: Path) -> list[dict[str, Any]]:
    """pybtex, names and rich text by its own rules."""
    from pybtex.database import parse_file
    from pybtex.richtext import Text

    found = []
    for entry in parse_file(str(path), bib_format="bibtex").entries.values():
        names = [
            [
                str(Text.from_latex(" ".join([*each.prelast_names, *each.last_names]))),
                str(Text.from_latex(" ".join([*each.first_names, *each.middle_names]))),
            ]
            for each in entry.persons["author"]
        ]
        title, book = (str(Text.from_latex(entry.fields[name])) for name in ("title", "booktitle"))
        found.append({"title": title, "authors": names, "book": book})
    return found


def bibutils(path: Path) -> list[dict[str, Any]]:
    """bibutils: to MODS and on to RIS, as reference managers take it."""
    to = {".bib": "bib2xml", ".ris": "ris2xml"}[path.suffix]
    mods = subprocess.run([to, str(path)], capture_output=True, check=True).stdout
    made = subprocess.run(["xml2ris"], input=mods, capture_output=True, check=True).stdout
    return _ris(made.decode("utf-8-sig"))


def rispy(path: Path) -> list[dict[str, Any]]:
    """rispy."""
    return _ris(path.read_text("utf-8"))


def _ris(text: str) -> list[dict[str, Any]]:
    import rispy as reader

    return [
        {
            "title": each.get("title") or each.get("primary_title", ""),
            "authors": [[part.strip() for part in f"{name},".split(",", 2)[:2]] for name in each["authors"]],
            "book": each.get("secondary_title", ""),
        }
        for each in reader.loads(text)
    ]


def vobject(path: Path) -> list[dict[str, Any]]:
    """vobject, which goes by the file's VTIMEZONE."""
    import vobject as reader

    events = reader.readOne(path.read_text("utf-8")).vevent_list
    return [{"title": each.summary.value, "at": _utc(each.dtstart.value)} for each in events]


def ics(path: Path) -> list[dict[str, Any]]:
    """ics.py."""
    import ics as reader

    events = sorted(reader.Calendar(path.read_text("utf-8")).events, key=lambda each: each.begin)
    return [{"title": each.name, "at": _utc(each.begin.datetime)} for each in events]


def c3voc(path: Path) -> list[dict[str, Any]]:
    """The rule of c3voc-schedule-tools for a calendar: one category, which it takes for the track."""
    import icalendar

    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    found = []
    for each in events:
        (_,) = [str(category) for category in each["categories"].cats]
        found.append({"title": str(each["summary"]), "at": _utc(each["dtstart"].dt)})
    return found


def feedparser(path: Path) -> list[dict[str, Any]]:
    """feedparser."""
    import feedparser as reader

    return [{"title": each.title, "at": each.updated} for each in reader.parse(path.read_bytes()).entries]


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


READERS = {
    each.__name__: each for each in (pandoc, bibtexparser, pybtex, bibutils, rispy, vobject, ics, c3voc, feedparser)
}

if __name__ == "__main__":
    json.dump(READERS[sys.argv[1]](Path(sys.argv[2])), sys.stdout)
