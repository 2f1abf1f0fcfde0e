"""Rules on whole pages: what they say of themselves, how they are put together, what they weigh."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.checks.site.page import Facts
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, error, warning
from enlsp_site.model import urls


def _shown(evidence: Evidence) -> Iterator[tuple[str, Facts]]:
    """The pages that are to be found; the root's, which is an edition's home page once more, is left out."""
    homes = {urls.section_path(evidence.workshop.current.id, "")}
    for path, page in evidence.pages.items():
        if not page.hidden and path != "404.html" and not (path == "index.html" and homes & evidence.pages.keys()):
            yield path, page


def _cause(evidence: Evidence, path: str, *words: str) -> Origin:
    """Where the first of these words comes from, else the template of the page."""
    return evidence.trace(path, *words)[0]


def pages_have_titles(evidence: Evidence) -> Iterator[Problem]:
    """Every page has a title."""
    yield from _missing(evidence, "title", lambda page: page.title)


def pages_have_descriptions(evidence: Evidence) -> Iterator[Problem]:
    """Every page has a description."""
    yield from _missing(evidence, "description", lambda page: page.description)


def _missing(evidence: Evidence, what: str, of: Callable[[Facts], str | None]) -> Iterator[Problem]:
    for path, page in _shown(evidence):
        if not (of(page) or "").strip():
            heading = page.headings[0][1] if page.headings else ""
            message = f"the page {path} has no {what}"
            hint = f"write `{what}:` where its text is, or into the block `head` of its template"
            yield warning(_cause(evidence, path, heading), f"missing-{what}", message, hint)


def titles_differ(evidence: Evidence) -> Iterator[Problem]:
    """No two pages of an edition have one title."""
    yield from _repeated(evidence, "repeated-title", "title", lambda page: page.title)


def descriptions_differ(evidence: Evidence) -> Iterator[Problem]:
    """No two pages of an edition describe themselves by the same words."""
    yield from _repeated(evidence, "repeated-description", "description", lambda page: page.description)


ABSTRACTS = ("paper.html", "session.html")
"""Pages that describe themselves by an abstract, of which another rule asks that it is theirs alone."""


def _repeated(evidence: Evidence, code: str, what: str, of: Callable[[Facts], str | None]) -> Iterator[Problem]:
    pages: dict[tuple[str, str], list[str]] = {}
    for path, page in _shown(evidence):
        if (text := of(page)) and not (what == "description" and evidence.template_of(path) in ABSTRACTS):
            pages.setdefault((path.split("/")[0], text), []).append(path)
    for (_, text), paths in pages.items():
        if len(paths) > 1:
            more = f" and {len(paths) - 2} more" if len(paths) > 2 else ""
            message = (
                f"the {what} of {paths[0]} is that of {paths[1]}{more}, too: “{text[:60]}{'…' * (len(text) > 60)}”"
            )
            heading = evidence.pages[paths[1]].headings[:1]
            origin = _cause(evidence, paths[1], text, *(words for _, words in heading if what == "title"))
            yield warning(origin, code, message, f"give each page a {what} of its own")


def pages_have_one_main_heading(evidence: Evidence) -> Iterator[Problem]:
    """Every page has one h1."""
    for path, page in evidence.pages.items():
        mains = [text for level, text in page.headings if level == 1]
        if len(mains) != 1:
            message = f"the page {path} has {len(mains) or 'no'} main heading{'s' * (len(mains) != 1)} (h1)"
            hint = "in Markdown begin with ##: the page's title is its h1"
            yield warning(_cause(evidence, path, *mains[1:2]), "one-h1", message, hint)


def headings_come_in_order(evidence: Evidence) -> Iterator[Problem]:
    """Below a heading comes one of its level or of the next deeper one: an outline without gaps (WCAG 1.3.1)."""
    for path, page in _shown(evidence):
        before = 0
        for level, text in page.headings:
            if level > before + 1 and before:
                message = f"the heading “{text}” is of level {level}, and follows one of level {before} on {path}"
                hint = f"make it one of level {before + 1}"
                yield warning(_cause(evidence, path, text), "heading-order", message, hint)
            before = level


def pages_name_their_language(evidence: Evidence) -> Iterator[Problem]:
    """Every page says in which language it is, so that it is read aloud and translated rightly (WCAG 3.1.1)."""
    for path, page in evidence.pages.items():
        if not page.language:
            message = f"the page {path} does not say its language"
            yield warning(_cause(evidence, path, "<html"), "missing-language", message, 'write <html lang="en">')


def pages_name_their_address(evidence: Evidence) -> Iterator[Problem]:
    """Where the site's address is known, every page names its own, so that copies of it count for one."""
    if not evidence.base_url:
        return
    for path, page in _shown(evidence):
        expected = urls.absolute(evidence.base_url, urls.inside(path))
        if page.canonical != expected:
            said = f"names {page.canonical}" if page.canonical else "names no address"
            message = f"the page {path} {said} as its canonical address, and not {expected}"
            hint = "leave the canonical link to the theme's base.html"
            yield warning(_cause(evidence, path, "canonical"), "wrong-canonical", message, hint)


# What machines read


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
            yield error(place, told.code, told.message, told.hint) if stored.source else told
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
    origin = Origin(source) if source else _cause(evidence, path)
    return error(origin, "invalid-feed", f"{path} {clause}", "readers show nothing of it until it is mended")


def calendars_can_be_read(evidence: Evidence) -> Iterator[Problem]:
    """Calendars keep to RFC 5545: lines of 75 octets, what is opened is closed, and events have what they need."""
    for path, stored in evidence.files.items():
        if (
            path.endswith(".ics")
            and not stored.source.startswith("editions/")
            and (wrong := _calendar(stored.read()))
        ):
            origin = Origin(stored.source) if stored.source else _cause(evidence, path)
            hint = "export it anew; calendars refuse what they cannot read"
            yield error(origin, "invalid-calendar", f"{path} {wrong}", hint)


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
    """What pages tell search engines is JSON, with a context and types."""
    for path, page in evidence.pages.items():
        for text in page.linked:
            if wrong := _linked(text):
                message = f"the JSON-LD of {path} {wrong}"
                hint = "a template of the site's own may have changed it: leave it to `linked_data`"
                yield warning(_cause(evidence, path, "application/ld+json"), "invalid-jsonld", message, hint)


def _linked(text: str) -> str:
    try:
        data: Any = json.loads(text)
    except ValueError as fault:
        return f"is no JSON: {fault}"
    items = data if isinstance(data, list) else [data]
    if not all(isinstance(each, dict) and "schema.org" in str(each.get("@context", "")) for each in items):
        return "has no @context of schema.org"
    typed = all("@type" in each or "@graph" in each for each in items)
    return "" if typed else "has no @type"


# Weight and company

HTML_BUDGET, TOTAL_BUDGET = 500, 3000
"""What a page may weigh, in kilobytes before compression: its HTML; all that it loads, pictures at their largest."""


def pages_keep_their_budget(evidence: Evidence) -> Iterator[Problem]:
    """No page weighs more than its budget: the theme's, or that of `budgets` in site.yaml."""
    for path, page in _shown(evidence):
        html, total = _budget(evidence, path)
        own = evidence.files[path].size if path in evidence.files else 0
        whole = own + sum(evidence.files[each].size for each in _loaded(path, page, evidence))
        for weight, budget, what in ((own, html, "its HTML"), (whole, total, "all that it loads")):
            if weight > budget * 1000:
                message = (
                    f"the page {path} weighs {weight / 1000:,.0f} kB with {what}, and its budget is {budget:,} kB"
                )
                hint = "make its pictures smaller or split it, or raise `budgets` in site.yaml"
                yield warning(evidence.made_of(path), "heavy-page", message, hint)
                break


def _budget(evidence: Evidence, path: str) -> tuple[int, int]:
    edition = next(
        (each for each in evidence.workshop.editions if path.startswith(f"{each.id}/")), evidence.workshop.current
    )
    html, total = edition.budgets
    return html or HTML_BUDGET, total or TOTAL_BUDGET


def _loaded(path: str, page: Facts, evidence: Evidence) -> list[str]:
    """The files of the site that a page may load: of the copies of one picture the heaviest."""
    folder = posixpath.dirname(path)
    found: dict[str, str] = {}
    for address in page.wanted:
        if urls.scheme(address) or address.startswith("//"):
            continue
        target = posixpath.normpath(posixpath.join(folder, unquote(address.partition("?")[0].partition("#")[0])))
        if target in evidence.files:
            one = re.sub(r"-\d+\.\w+$", "", target) if "/pictures/" in target else target
            heavier = one not in found or evidence.files[target].size > evidence.files[found[one]].size
            found[one] = target if heavier else found[one]
    return list(found.values())


def pages_ask_no_third_party(evidence: Evidence) -> Iterator[Problem]:
    """Opening a page asks nobody but the site itself: others would learn of every visitor."""
    own = urlsplit(evidence.base_url).netloc if evidence.base_url else ""
    for path, page in evidence.pages.items():
        for address in page.wanted:
            host = urlsplit(f"https:{address}" if address.startswith("//") else address).netloc
            if host and host != own:
                for origin in evidence.trace(path, address, host):
                    message = f"the page {path} asks {host} for {address.rpartition('/')[2] or address}"
                    hint = "put the file under static/, or link to it instead"
                    yield error(origin, "third-party", message, hint)


def pages_are_sound_html(evidence: Evidence) -> Iterator[Problem]:
    """Tags are closed and nested as HTML wants it, without elements that it has dropped."""
    for path, page in evidence.pages.items():
        for fault in page.faults:
            tag = re.search(r"<(/?[a-z][a-z0-9-]*)", fault)
            words = [f"<{tag[1]}>", f"<{tag[1]} "] if tag else []
            message = f"{fault}, on the page {path}"
            yield warning(_cause(evidence, path, *words), "html-fault", message, "mend it where it is written")


PAGES = (
    Rule(
        "missing-title",
        pages_have_titles,
        "The title is what tabs, bookmarks and search engines show.",
        "a template without <title>",
        "<title>{{ head.title }}</title>",
    ),
    Rule(
        "missing-description",
        pages_have_descriptions,
        "The description is what search engines and shared links show below the title.",
        'a template without <meta name="description">',
        "description: What to send, and until when.",
    ),
    Rule(
        "repeated-title",
        titles_differ,
        "Of two tabs with one title nobody finds the right one.",
        "two pages with `title: Call`",
        "`title: Call for papers` and `title: Call for demos`",
    ),
    Rule(
        "repeated-description",
        descriptions_differ,
        "Search engines take pages that describe themselves alike for one.",
        "two pages with one `description:`",
        "a description each",
    ),
    Rule(
        "one-h1",
        pages_have_one_main_heading,
        "People who hear a page ask for its main heading first.",
        "# Overview, in the Markdown of a page that has a title",
        "## Overview",
    ),
    Rule(
        "heading-order",
        headings_come_in_order,
        "Headings are an outline; a level that is left out looks like a part that is missing.",
        "#### Format, right below ##",
        "### Format",
    ),
    Rule(
        "missing-language",
        pages_name_their_language,
        "Without it a French voice reads English.",
        "<html>",
        '<html lang="en">',
    ),
    Rule(
        "wrong-canonical",
        pages_name_their_address,
        "Links that are quoted stay good when they are quoted by the address that stays.",
        '<link rel="canonical" href="/">',
        '<link rel="canonical" href="{{ head.canonical }}">',
    ),
    Rule(
        "invalid-feed",
        feeds_can_be_read,
        "A feed with one wrong letter shows nothing.",
        "static/old.xml with an & alone",
        "static/old.xml with &amp;",
    ),
    Rule(
        "invalid-calendar",
        calendars_can_be_read,
        "Calendars import all of a file or nothing.",
        "static/dinner.ics without DTSTART",
        "static/dinner.ics as a calendar exports it",
    ),
    Rule(
        "invalid-jsonld",
        linked_data_can_be_read,
        "Search engines pass over what they cannot read, and say so to nobody.",
        '<script type="application/ld+json">{name: Ada}</script>',
        "{{ data|linked_data }}",
    ),
    Rule(
        "heavy-page",
        pages_keep_their_budget,
        "A page of many megabytes does not open in a conference hall.",
        "a page with 9 MB of pictures",
        "budgets: {html: 500, total: 3000}",
    ),
    Rule(
        "third-party",
        pages_ask_no_third_party,
        "Whoever is asked learns who visits the page, and can change it.",
        '<script src="https://cdn.jsdelivr.net/…"></script>',
        "the file under static/",
    ),
    Rule(
        "html-fault",
        pages_are_sound_html,
        "Browsers guess what broken markup means, each in its own way.",
        "<center><b>Speakers</center></b>",
        "<p><b>Speakers</b></p>",
    ),
)
