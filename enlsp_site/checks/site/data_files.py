"""Rules on what machines read: feeds, calendars, and what is said to search engines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from msgspec.structs import replace

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.checks.site.pages import cause_of
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem

INVALID_FEED = Code(
    "invalid-feed",
    "error",
    what="a feed cannot be read",
    why="A feed with one wrong letter shows nothing.",
    bad="static/old.xml with an & alone",
    good="static/old.xml with &amp;",
)


INVALID_CALENDAR = Code(
    "invalid-calendar",
    "error",
    what="a calendar cannot be read",
    why="Calendars import all of a file or nothing.",
    bad="static/dinner.ics without DTSTART",
    good="static/dinner.ics as a calendar exports it",
)


INVALID_JSONLD = Code(
    "invalid-jsonld",
    "warning",
    what="what is said to search engines cannot be read",
    why="Search engines pass over what they cannot read, and say so to nobody.",
    bad='<script type="application/ld+json">{name: Ada}</script>',
    good="{{ data|linked_data }}",
)


def feeds_can_be_read(evidence: Evidence) -> Iterator[Problem]:
    """Feeds, the sitemap and other XML are well-formed, and feeds have what RFC 4287 asks for."""
    from xml.etree import ElementTree

    for path, stored in evidence.files.items():
        if not path.endswith(".xml") or stored.source.startswith("editions/"):
            continue
        try:
            root = ElementTree.fromstring(stored.read())
        except ElementTree.ParseError as fault:
            told = _unread(evidence, path, stored.source, f"is no XML that can be read: {fault}")
            place = Origin(told.origin.file, (), fault.position[0], fault.position[1] + 1)
            yield replace(told, origin=place) if stored.source else told
            continue
        if root.tag == "{http://www.w3.org/2005/Atom}feed":
            missing = [name for name in ("id", "title", "updated") if root.find(f"{{*}}{name}") is None]
            missing += [
                f"{name} of an entry"
                for entry in root.iterfind("{*}entry")
                for name in ("id", "title", "updated")
                if entry.find(f"{{*}}{name}") is None
            ]
            if missing:
                yield _unread(evidence, path, stored.source, f"lacks what a feed needs: {', '.join(missing[:3])}")


def _unread(evidence: Evidence, path: str, source: str, clause: str) -> Problem:
    origin = Origin(source) if source else cause_of(evidence, path)
    return report(INVALID_FEED, origin, f"{path} {clause}", "readers show nothing of it until it is mended")


def calendars_can_be_read(evidence: Evidence) -> Iterator[Problem]:
    """Calendars keep to RFC 5545: lines of 75 octets, what is opened is closed, and events have what they need.
    Reports `invalid-calendar`."""
    for path, stored in evidence.files.items():
        if (
            path.endswith(".ics")
            and not stored.source.startswith("editions/")
            and (wrong := _calendar(stored.read()))
        ):
            origin = Origin(stored.source) if stored.source else cause_of(evidence, path)
            hint = "export it anew; calendars refuse what they cannot read"
            yield report(INVALID_CALENDAR, origin, f"{path} {wrong}", hint)


def _calendar(data: bytes) -> str:
    """What is wrong with a calendar; nothing if it can be read."""
    stack: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate(data.replace(b"\r\n", b"\n").split(b"\n"), start=1):
        if len(line) > 75:
            return f"has a line of {len(line)} octets in line {number}, and 75 are allowed"
        name, _, value = line.decode("utf-8", "replace").partition(":")
        name = name.partition(";")[0].upper()
        if name == "BEGIN":
            stack.append(value.upper())
            seen = set() if value.upper() == "VEVENT" else seen
        elif name == "END":
            if not stack or stack.pop() != value.upper():
                return f"ends {value} in line {number}, which is not open"
            if value.upper() == "VEVENT" and (missing := {"UID", "DTSTAMP", "DTSTART"} - seen):
                return f"has an event without {sorted(missing)[0]} before line {number}"
        seen.add(name)
    return f"does not end its {stack[-1]}" if stack else ""


def linked_data_can_be_read(evidence: Evidence) -> Iterator[Problem]:
    """What pages tell search engines is JSON, with a context and types. Reports `invalid-jsonld`."""
    for path, page in evidence.pages.items():
        for text in page.linked:
            if wrong := _linked(text):
                message = f"the JSON-LD of {path} {wrong}"
                hint = "a template of the site's own may have changed it: leave it to `linked_data`"
                yield report(INVALID_JSONLD, cause_of(evidence, path, "application/ld+json"), message, hint)


def _linked(text: str) -> str:
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as fault:
        return f"is no JSON: {fault}"
    items = data if isinstance(data, list) else [data]
    if not all(isinstance(each, dict) and "schema.org" in str(each.get("@context", "")) for each in items):
        return "has no @context of schema.org"
    typed = all("@type" in each or "@graph" in each for each in items)
    return "" if typed else "has no @type"


RULES = (
    Rule(INVALID_FEED, feeds_can_be_read),
    Rule(INVALID_CALENDAR, calendars_can_be_read),
    Rule(INVALID_JSONLD, linked_data_can_be_read),
)
"""The rules of this module."""
