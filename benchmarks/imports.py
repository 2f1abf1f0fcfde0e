"""What `enlsp import` brings of real workshop sites: facts counted in the source, carried, told, and lost.

    python -m benchmarks.imports DATA [--write]

DATA holds a folder for each site, and beside it NAME.facts: its first line is the kind and what the site is made
with, parted by a tab (`hugo<TAB>Zola`), each further line a fact that somebody or something else than the importer
(`benchmarks.import_facts`) found in the source: `people`, `papers`, `sessions`, `dates`, `sponsors` or `texts`, the
fact (a name, a title, a day as 2027-12-04, the first words of a paragraph) and its file, parted by tabs. A fact is
carried when a content file that is published holds it (a day also in words, and a line that was parted where one
session, person or date has all of its words), and told when a draft or a message does, or when its file is named as
one that is left. The sites are other people's and no part of the repository; without them this says so and
measures nothing. `--write` puts the table into docs/import.md, `--lost` prints what is neither carried nor told.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import yaml

from enlsp_site.commands import parser

KINDS = ("people", "sessions", "papers", "dates", "sponsors", "texts")
DOCS = Path(__file__).parents[1] / "docs" / "import.md"
_LEFT = ("sample-page", "superseded", "unknown-data")
"""The codes that tell of a whole file that it is left out, or kept where nothing shows it."""
BEGIN, END = "<!-- figures: benchmarks/imports.py -->", "<!-- end of figures -->"


class SiteFigures(NamedTuple):
    """A site: what it is made with, found, carried and told facts by kind, whether it builds, samples published."""

    made_with: str
    found: dict[str, int]
    carried: dict[str, int]
    told: int
    builds: bool
    samples: int


def main() -> None:
    """Measure all sites of a folder, and print or write the table."""
    asked = argparse.ArgumentParser(description="count what imports of real sites carry")
    asked.add_argument("data", type=Path, nargs="?", default=Path("imports-data"))
    asked.add_argument("--write", action="store_true", help="put the table into docs/import.md")
    asked.add_argument("--lost", action="store_true", help="print what is neither carried nor told")
    asked.add_argument("--only", default="", help="measure the sites alone that are named, parted by commas")
    chosen = asked.parse_args()
    only = chosen.only.split(",") if chosen.only else []
    lists = [each for each in sorted(chosen.data.glob("*.facts")) if not only or each.stem in only]
    if not lists:
        print(f"{chosen.data}: no sites with lists of facts are here, and nothing is measured")
        return
    figures = []
    for each in lists:
        lost: list[str] = []
        figures.append(measured(each, lost))
        print(each.stem, figures[-1], *(lost if chosen.lost else ()), sep="\n    ", flush=True)
    table = as_table(figures)
    print(table)
    if chosen.write:
        write(DOCS, table)


def measured(facts: Path, lost: list[str] | None = None) -> SiteFigures:
    """What the import of a site and the build after it bring of its facts; those in neither are added to `lost`."""
    head, *lines = facts.read_text("utf-8").splitlines()
    kind, made_with = head.split("\t")
    with TemporaryDirectory() as name:
        site, report = Path(name, "site"), Path(name, "report.json")
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            parser.main(["new", str(site), "--name", "Demo"])
            source = str(facts.with_suffix("").resolve())  # by its own name, whose ending tells what it is
            took = parser.main(["import", kind, source, "--site", str(site), "--report", str(report)])
            builds = took == 0 and parser.main(["build", "--site", str(site), "--quiet"]) == 0
        shown, kept = _texts(site)
        told = kept + folded(report.read_text("utf-8")) + folded(said.getvalue())
        words = json.loads(report.read_text("utf-8"))
        left = {*words["unread"], *(each["file"] for each in words["problems"] if each["code"] in _LEFT)}
        for note in words["notes"]:  # pages of another edition, by name
            named = re.fullmatch(r"of .+? are: (.*)", note)
            left.update(named[1].split(", ") if named else ())
        parted = _records(site)
        carried, missing = _counted(lines, shown, parted, lambda line: _is_told(line, told, left))
        if lost is not None:
            lost += missing
        found = Counter(line.split("\t")[0] for line in lines)
        samples = sum(each["code"] == "sample" for each in words["problems"])
        told_ = sum(found.values()) - sum(carried.values()) - len(missing)
        return SiteFigures(made_with, {kind: found[kind] for kind in KINDS}, carried, told_, builds, samples)


def _records(site: Path) -> list[set[str]]:
    """The words of each session, person and date that is published, in whatever fields they are; of a session also
    those of who is in it, and of its kind as programmes call it."""
    people = [
        each if isinstance(each, dict) else {"name": each}
        for path in sorted((site / "content/people").glob("*.yaml"))
        for each in _loaded(path).get("people", [])
    ]
    made = [set(folded(str(each)).split()) for each in people]
    names = [set(folded(str(each.get("name"))).split()) for each in people]
    for day in _loaded(site / "content/schedule.yaml").get("days", []):
        for session in day.get("sessions", []):
            words = set(folded(str(session)).split())
            present = [own for own, name in zip(made, names, strict=False) if name and name <= words]
            made.append(words.union(_CALLED.get(str(session.get("kind")), ()), *present))
    dates = _loaded(site / "content/dates.yaml").get("dates", [])
    return made + [set(folded(str(each)).split()) for each in dates]


_CALLED = {"keynote": ("talk",), "invited": ("talk",), "oral": ("contributed", "talk"), "spotlight": ("talk",)}
"""Words of programmes for kinds of sessions, which are a field of theirs here."""


def _loaded(path: Path) -> dict[str, Any]:
    found = yaml.load(path.read_text("utf-8"), yaml.BaseLoader) if path.exists() else {}
    return found if isinstance(found, dict) else {}


def _counted(
    lines: list[str], shown: str, records: list[set[str]], is_told: Callable[[str], bool]
) -> tuple[dict[str, int], list[str]]:
    """How many facts of each kind are carried, and the lines of those that are neither carried nor told. A line of a
    programme, of people or of dates is carried where one record has all of its words, but for times and days."""
    carried, missing = dict.fromkeys(KINDS, 0), []
    for line in lines:
        kind, fact, *_ = line.split("\t")
        words = {word for word in folded(fact).split() if not _WHEN.match(word)}
        in_one = kind in ("sessions", "texts") and bool(words) and any(words <= each for each in records)
        if folded(fact) in shown or in_one:
            carried[kind] += 1
        elif not is_told(line):
            missing.append(line)
    return carried, missing


def _is_told(line: str, told: str, left: set[str]) -> bool:
    _, fact, *file = line.split("\t")
    return folded(fact) in told or bool(left.intersection(file))


def _texts(site: Path) -> tuple[str, str]:
    """The words of the content files that are published, and of those that are not."""
    shown: list[str] = []
    kept: list[str] = []
    for path in sorted((site / "content").rglob("*")):
        if path.suffix in (".yaml", ".md"):
            text = re.sub(r"\]\([^)\s]*\)", "] ", path.read_text("utf-8"))  # words go on behind a link
            is_draft = "/imported/" in path.as_posix() or "/data/" in path.as_posix() or "\ndraft: true" in text[:400]
            (kept if is_draft else shown).append(f"{folded(text)} {folded(' '.join(days_in(text)))}")
    return " ".join(shown), " ".join(kept)


_WHEN = re.compile(
    r"\d|(?:[ap]m|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*day)$"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = re.compile(
    r"\b(?P<iso>20\d\d-\d\d-\d\d)\b|\b(?P<m1>[A-Z][a-z]{2,8})\.? (?P<d1>\d\d?)(?:st|nd|rd|th)?,? (?P<y1>20\d\d)\b"
    r"|\b(?P<d2>\d\d?)(?:st|nd|rd|th)?(?: of)? (?P<m2>[A-Z][a-z]{2,8})\.?,? (?P<y2>20\d\d)\b"
)


def days_in(text: str) -> list[str]:
    """The days that a text names with their years, as 2027-12-04."""
    made = []
    for found in _DAY.finditer(" ".join(text.split())):
        month, day, year = (found["m1"] or found["m2"] or "", found["d1"] or found["d2"], found["y1"] or found["y2"])
        if found["iso"]:
            made.append(found["iso"])
        elif month[:3].lower() in _MONTHS:
            made.append(f"{year}-{_MONTHS.index(month[:3].lower()) + 1:02}-{int(day):02}")
    return made


def folded(text: str) -> str:
    """The words of a text, in small letters."""
    return " ".join(re.findall(r"[^\W_]+", text.lower()))


def as_table(sites: list[SiteFigures]) -> str:
    """The figures as a table of Markdown: carried of found, by kind."""
    rows = [
        "| made with | " + " | ".join(KINDS) + " | carried | told or carried | builds | samples |",
        "|---|" + "---|" * (len(KINDS) + 4),
    ]
    for site in sites:
        rows.append(
            _row(site.made_with, site.found, site.carried, site.told, "yes" if site.builds else "no", site.samples)
        )
    found = {kind: sum(site.found[kind] for site in sites) for kind in KINDS}
    carried = {kind: sum(site.carried[kind] for site in sites) for kind in KINDS}
    builds = f"{sum(site.builds for site in sites)} of {len(sites)}"
    told, samples = sum(site.told for site in sites), sum(site.samples for site in sites)
    return "\n".join([*rows, _row(f"all {len(sites)}", found, carried, told, builds, samples)])


def _row(name: str, found: dict[str, int], carried: dict[str, int], told: int, builds: str, samples: int) -> str:
    whole, brought = max(sum(found.values()), 1), sum(carried.values())
    cells = [f"{carried[kind]} of {found[kind]}" if found[kind] else "" for kind in KINDS]
    shares = [f"{brought / whole:.0%}", f"{(brought + told) / whole:.0%}"]
    return "| " + " | ".join([name, *cells, *shares, builds, str(samples)]) + " |"


def write(docs: Path, table: str) -> None:
    """Put the table between its marks."""
    text = docs.read_text("utf-8")
    before, _, rest = text.partition(BEGIN)
    docs.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main()
