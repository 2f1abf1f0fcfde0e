"""Read a file with a program of the tool environment, and print what it makes of it as JSON: `read.py READER FILE`.

Of papers a list of {title, authors: [[family, given]], book, date}; of calendars and feeds a list of {title, at}.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import tempfile
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
    date = "-".join(str(part) for part in item.get("issued", {}).get("date-parts", [[]])[0])
    return {"title": item["title"], "authors": authors, "book": item.get("container-title", ""), "date": date}


def bibtexparser(path: Path) -> list[dict[str, Any]]:
    """bibtexparser 2, with its own middleware for names and LaTeX."""
    import bibtexparser as reader
    from bibtexparser import middlewares as m

    stack = [m.SeparateCoAuthors(), m.SplitNameParts(), m.LatexDecodingMiddleware()]
    found = []
    for entry in reader.parse_string(path.read_text("utf-8"), append_middleware=stack).entries:
        names = [[" ".join([*each.von, *each.last]), " ".join(each.first)] for each in entry["author"]]
        date = f"{entry['year']}-{entry['month']}"
        found.append({"title": entry["title"], "authors": names, "book": entry["booktitle"], "date": date})
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
        date = f"{entry.fields['year']}-{entry.fields['month']}"
        found.append({"title": title, "authors": names, "book": book, "date": date})
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
            "date": each.get("date") or each.get("year", ""),
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


def icalendar(path: Path) -> list[dict[str, Any]]:
    """icalendar, which goes by its own data for a zone that it knows."""
    import icalendar as reader

    events = reader.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return [{"title": str(each["summary"]), "at": _utc(each["dtstart"].dt)} for each in events]


def khal(path: Path) -> list[dict[str, Any]]:
    """khal, Debian's: imported into a calendar of its own, and listed in UTC."""
    form = "%Y-%m-%dT%H:%M:00Z"
    with tempfile.TemporaryDirectory() as folder:
        zones = "default_timezone=UTC\nlocal_timezone=UTC\n"
        forms = "".join(f"{name}={form}\n" for name in ("datetimeformat", "longdatetimeformat"))
        short = "timeformat=%H:%M\ndateformat=%Y-%m-%d\nlongdateformat=%Y-%m-%d\n"
        (Path(folder) / "c").mkdir()
        (Path(folder) / "conf").write_text(
            f"[calendars]\n[[c]]\npath={folder}/c\n[locale]\n{zones}{forms}{short}[sqlite]\npath={folder}/db\n"
        )
        command = ["khal", "-c", f"{folder}/conf"]
        subprocess.run([*command, "import", "--batch", "-a", "c", str(path)], capture_output=True, check=True)
        asked = ["list", "--day-format", "", "--format", "{start-long}|{title}", "2031-12-06", "1d"]
        listed = subprocess.run([*command, *asked], capture_output=True, text=True, check=True).stdout
    rows = [line.split("|") for line in listed.splitlines() if "|" in line]
    return [{"title": title, "at": at} for at, title in rows]


def libical(path: Path) -> list[dict[str, Any]]:
    """libical, Debian's, as Evolution and GNOME Calendar have it, which goes by the file's VTIMEZONE."""
    done = subprocess.run(["/usr/bin/python3", "-c", _LIBICAL, str(path)], capture_output=True, text=True, check=True)
    return [
        {"title": title, "at": _utc(dt.datetime.fromtimestamp(at, dt.UTC))} for title, at in json.loads(done.stdout)
    ]


_LIBICAL = """
import json, sys, gi
gi.require_version("ICalGLib", "3.0")
from gi.repository import ICalGLib as I
whole, found = I.Component.new_from_string(open(sys.argv[1], encoding="utf-8").read()), []
event = whole.get_first_component(I.ComponentKind.VEVENT_COMPONENT)
while event:
    start = event.get_first_property(I.PropertyKind.DTSTART_PROPERTY)
    name = start.get_first_parameter(I.ParameterKind.TZID_PARAMETER)
    zone = whole.get_timezone(name.get_tzid()) if name else I.Timezone.get_utc_timezone()
    found.append((event.get_summary(), event.get_dtstart().as_timet_with_zone(zone)))
    event = whole.get_next_component(I.ComponentKind.VEVENT_COMPONENT)
print(json.dumps(found))
"""


def c3voc(path: Path) -> list[dict[str, Any]]:
    """c3voc-schedule-tools; of a calendar its rule: one category, which it takes for the track."""
    if path.suffix == ".json":
        return _c3voc_schedule(path)
    import icalendar

    events = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    found = []
    for each in events:
        (_,) = [str(category) for category in each["categories"].cats]
        found.append({"title": str(each["summary"]), "at": _utc(each["dtstart"].dt)})
    return found


def _c3voc_schedule(path: Path) -> list[dict[str, Any]]:
    from voc.schedule import Schedule

    found: list[dict[str, Any]] = []
    Schedule.from_file(str(path)).foreach_event(
        lambda each: found.append({"title": each["title"], "at": _utc(each.start)})
    )
    return sorted(found, key=lambda each: each["at"])


def feedparser(path: Path) -> list[dict[str, Any]]:
    """feedparser."""
    import feedparser as reader

    return [{"title": each.title, "at": each.updated} for each in reader.parse(path.read_bytes()).entries]


def _utc(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


READERS = {
    each.__name__: each
    for each in (
        *(pandoc, bibtexparser, pybtex, bibutils, rispy),
        *(vobject, ics, icalendar, khal, libical, c3voc, feedparser),
    )
}

if __name__ == "__main__":
    json.dump(READERS[sys.argv[1]](Path(sys.argv[2])), sys.stdout)
