"""Rules on sections and their addresses."""

from __future__ import annotations

from enlsp_site.checks.content.rule import ContentRule
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.edition import LISTS, Edition

DUPLICATE_URL = Code(
    "duplicate-url",
    "error",
    what="two sections have one address",
    why="One would be published over the other.",
    bad="pages/speakers.md beside people/speakers.yaml",
    good="pages/keynotes.md",
)


def every_address_belongs_to_one_section(edition: Edition) -> list[Problem]:
    """Each page, people group, reading list and list has an address of its own. Reports `duplicate-url`."""
    problems = []
    groups = {group.origin.file for group in edition.groups}
    lists = (name for name in LISTS if getattr(edition, name) is not None)
    seen: dict[str, str] = {name: f"{edition.folder}/{name}.yaml" for name in lists}
    seen |= {"editions": "the list of editions", "cards": "the page of cards"}
    written: list[tuple[str, Origin]] = [(group.name, group.origin) for group in edition.groups]
    written += [(each.name, each.origin) for each in edition.reading]
    written += [(page.name, page.origin) for page in edition.pages]
    reading = {each.origin.file for each in edition.reading}
    for name, origin in written:
        if name in seen:
            kind = "people group" if origin.file in groups else "reading list" if origin.file in reading else "page"
            message = f"this {kind} has the address /{edition.id}/{name}/, which {seen[name]} has too"
            hint = "rename the file: its name is its address"
            problems.append(report(DUPLICATE_URL, Origin(origin.file, (), 1, 1), message, hint))
        seen.setdefault(name, origin.file)
    return problems


CODES = (DUPLICATE_URL,)
RULES = (ContentRule(every_address_belongs_to_one_section),)
