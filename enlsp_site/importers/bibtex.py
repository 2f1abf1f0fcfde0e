"""BibTeX to papers, or to a reading list with `--into reading/<name>.yaml`."""

from __future__ import annotations

import re

from enlsp_site.content import papers_bib
from enlsp_site.content.syntax.bibtex import Scanner
from enlsp_site.importers.codes import NO_TITLE
from enlsp_site.importers.result import Desk, Plain, ordered


def fill(desk: Desk) -> None:
    """Fill the desk from each bibliography of the source."""
    names = [name for name in desk.source.names if name.lower().endswith(".bib")]
    for name in names or desk.source.names[:1]:
        text = desk.text(name)
        records, problems = papers_bib.parse(text, name)
        for problem in problems:
            desk.pass_on(problem, problem.severity)
        into = desk.options.into or "papers.yaml"
        if into.startswith("reading/"):
            years = _years(text, name)
            desk.put(into, [_reading(record, years) for record in records if record.get("title")])
            continue
        for number, record in enumerate(records, 1):
            if not record.get("title"):
                desk.warn(
                    name, 1, NO_TITLE, f"the entry `{record.get('id', number)}` has no title, and is left out", ""
                )
        desk.put(into, [_paper(record, number) for number, record in enumerate(records, 1) if record.get("title")])


def _paper(record: dict[str, object], number: int) -> Plain:
    authors = record.get("authors")
    names = [each["name"] for each in authors if isinstance(each, dict)] if isinstance(authors, list) else authors
    decision = str(record.get("decision", "")).lower()
    kind = decision if decision in ("oral", "spotlight", "poster", "demo") else ""
    return ordered("paper", {**record, "id": record.get("id") or str(number), "authors": names, "decision": kind})


def _reading(record: dict[str, object], years: dict[str, str]) -> Plain:
    made = _paper(record, 1)
    return ordered(
        "reading",
        {**made, "date": years.get(str(record.get("id", "")), ""), "id": "", "tags": record.get("keywords")},
    )


def _years(text: str, name: str) -> dict[str, str]:
    """The year of each entry by its key."""
    found = {}
    for each in Scanner(text, name, lambda _: True).entries():
        year = next((field.value for field in each.fields if field.name in ("year", "date")), "")
        if known := re.search(r"\b(?:1[6-9]|20)\d\d\b", year):
            found[each.key] = known[0]
    return found
