"""Rules on whole pages: what they say of themselves, how they are put together, what they weigh."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from enlsp_site.checks.evidence import Evidence
from enlsp_site.checks.rule import Rule
from enlsp_site.checks.site.page import PageFacts
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import urls

MISSING_TITLE = Code(
    "missing-title",
    "warning",
    what="a page has no title",
    why="The title is what tabs, bookmarks and search engines show.",
    bad="a template without <title>",
    good="<title>{{ head.title }}</title>",
)

MISSING_DESCRIPTION = Code(
    "missing-description",
    "warning",
    what="a page has no description",
    why="The description is what search engines and shared links show below the title.",
    bad='a template without <meta name="description">',
    good="description: What to send, and until when.",
)

REPEATED_TITLE = Code(
    "repeated-title",
    "warning",
    what="two pages have one title",
    why="Of two tabs with one title nobody finds the right one.",
    bad="two pages with `title: Call`",
    good="`title: Call for papers` and `title: Call for demos`",
)

REPEATED_DESCRIPTION = Code(
    "repeated-description",
    "warning",
    what="two pages have one description",
    why="Search engines take pages that describe themselves alike for one.",
    bad="two pages with one `description:`",
    good="a description each",
)

ONE_H1 = Code(
    "one-h1",
    "warning",
    what="a page has no main heading, or more than one",
    why="People who hear a page ask for its main heading first.",
    bad="# Overview, in the Markdown of a page that has a title",
    good="## Overview",
)

HEADING_ORDER = Code(
    "heading-order",
    "warning",
    what="a level of headings is left out",
    why="Headings are an outline; a level that is left out looks like a part that is missing.",
    bad="#### Format, right below ##",
    good="### Format",
)

MISSING_LANGUAGE = Code(
    "missing-language",
    "warning",
    what="a page does not name its language",
    why="Without it a French voice reads English.",
    bad="<html>",
    good='<html lang="en">',
)

WRONG_CANONICAL = Code(
    "wrong-canonical",
    "warning",
    what="a page names another address as its own",
    why="Links that are quoted stay good when they are quoted by the address that stays.",
    bad='<link rel="canonical" href="/">',
    good='<link rel="canonical" href="{{ head.canonical }}">',
)


HEAVY_PAGE = Code(
    "heavy-page",
    "warning",
    what="a page is heavier than its budget",
    why="A page of many megabytes does not open in a conference hall.",
    bad="a page with 9 MB of pictures",
    good="budgets: {html: 500, total: 3000}",
)

THIRD_PARTY = Code(
    "third-party",
    "error",
    what="a page asks a third party for something",
    why="Whoever is asked learns who visits the page, and can change it.",
    bad='<script src="https://cdn.jsdelivr.net/…"></script>',
    good="the file under static/",
)

HTML_FAULT = Code(
    "html-fault",
    "warning",
    what="a page is no sound HTML",
    why="Browsers guess what broken markup means, each in its own way.",
    bad="<center><b>Speakers</center></b>",
    good="<p><b>Speakers</b></p>",
)


def shown_pages(evidence: Evidence) -> Iterator[tuple[str, PageFacts]]:
    """The pages that are to be found; the root's, which is an edition's home page once more, is left out."""
    homes = {urls.section_path(evidence.workshop.current.id, "")}
    for path, page in evidence.pages.items():
        if not page.hidden and path != "404.html" and not (path == "index.html" and homes & evidence.pages.keys()):
            yield path, page


def cause_of(evidence: Evidence, path: str, *words: str) -> Origin:
    """Where the first of these words comes from, else the template of the page."""
    return evidence.trace(path, *words)[0]


def pages_have_titles(evidence: Evidence) -> Iterator[Problem]:
    """Every page has a title."""
    yield from _missing(evidence, MISSING_TITLE, "title", lambda page: page.title)


def pages_have_descriptions(evidence: Evidence) -> Iterator[Problem]:
    """Every page has a description."""
    yield from _missing(evidence, MISSING_DESCRIPTION, "description", lambda page: page.description)


def _missing(evidence: Evidence, code: Code, what: str, of: Callable[[PageFacts], str | None]) -> Iterator[Problem]:
    for path, page in shown_pages(evidence):
        if not (of(page) or "").strip():
            heading = page.headings[0][1] if page.headings else ""
            message = f"the page {path} has no {what}"
            hint = f"write `{what}:` where its text is, or into the block `head` of its template"
            yield report(code, cause_of(evidence, path, heading), message, hint)


def titles_differ(evidence: Evidence) -> Iterator[Problem]:
    """No two pages of an edition have one title."""
    yield from _repeated(evidence, REPEATED_TITLE, "title", lambda page: page.title)


def descriptions_differ(evidence: Evidence) -> Iterator[Problem]:
    """No two pages of an edition describe themselves by the same words."""
    yield from _repeated(evidence, REPEATED_DESCRIPTION, "description", lambda page: page.description)


ABSTRACTS = ("paper.html", "session.html")
"""Pages that describe themselves by an abstract, of which another rule asks that it is theirs alone."""


def _repeated(evidence: Evidence, code: Code, what: str, of: Callable[[PageFacts], str | None]) -> Iterator[Problem]:
    pages: dict[tuple[str, str], list[str]] = {}
    for path, page in shown_pages(evidence):
        if (text := of(page)) and not (what == "description" and evidence.template_of(path) in ABSTRACTS):
            pages.setdefault((path.split("/")[0], text), []).append(path)
    for (_, text), paths in pages.items():
        if len(paths) > 1:
            more = f" and {len(paths) - 2} more" if len(paths) > 2 else ""
            message = (
                f"the {what} of {paths[0]} is that of {paths[1]}{more}, too: “{text[:60]}{'…' * (len(text) > 60)}”"
            )
            heading = evidence.pages[paths[1]].headings[:1]
            origin = cause_of(evidence, paths[1], text, *(words for _, words in heading if what == "title"))
            yield report(code, origin, message, f"give each page a {what} of its own")


def pages_have_one_main_heading(evidence: Evidence) -> Iterator[Problem]:
    """Every page has one h1. Reports `one-h1`."""
    for path, page in evidence.pages.items():
        mains = [text for level, text in page.headings if level == 1]
        if len(mains) != 1:
            message = f"the page {path} has {len(mains) or 'no'} main heading{'s' * (len(mains) != 1)} (h1)"
            hint = "in Markdown begin with ##: the page's title is its h1"
            yield report(ONE_H1, cause_of(evidence, path, *mains[1:2]), message, hint)


def headings_come_in_order(evidence: Evidence) -> Iterator[Problem]:
    """Below a heading comes one of its level or of the next deeper one: an outline without gaps (WCAG 1.3.1).
    Reports `heading-order`."""
    for path, page in shown_pages(evidence):
        before = 0
        for level, text in page.headings:
            if level > before + 1 and before:
                message = f"the heading “{text}” is of level {level}, and follows one of level {before} on {path}"
                hint = f"make it one of level {before + 1}"
                yield report(HEADING_ORDER, cause_of(evidence, path, text), message, hint)
            before = level


def pages_name_their_language(evidence: Evidence) -> Iterator[Problem]:
    """Every page says in which language it is, so that it is read aloud and translated rightly (WCAG 3.1.1).
    Reports `missing-language`."""
    for path, page in evidence.pages.items():
        if not page.language:
            message = f"the page {path} does not say its language"
            yield report(MISSING_LANGUAGE, cause_of(evidence, path, "<html"), message, 'write <html lang="en">')


def pages_name_their_address(evidence: Evidence) -> Iterator[Problem]:
    """Where the site's address is known, every page names its own, so that copies of it count for one.
    Reports `wrong-canonical`."""
    if not evidence.base_url:
        return
    for path, page in shown_pages(evidence):
        expected = urls.absolute(evidence.base_url, urls.inside(path))
        if page.canonical != expected:
            said = f"names {page.canonical}" if page.canonical else "names no address"
            message = f"the page {path} {said} as its canonical address, and not {expected}"
            hint = "leave the canonical link to the theme's base.html"
            yield report(WRONG_CANONICAL, cause_of(evidence, path, "canonical"), message, hint)


# Weight and company

HTML_BUDGET, TOTAL_BUDGET = 500, 3000
"""What a page may weigh, in kilobytes before compression: its HTML; all that it loads, pictures at their largest."""


def pages_keep_their_budget(evidence: Evidence) -> Iterator[Problem]:
    """No page weighs more than its budget: the theme's, or that of `budgets` in site.yaml. Reports `heavy-page`."""
    for path, page in shown_pages(evidence):
        html, total = _budget(evidence, path)
        own = evidence.files[path].size if path in evidence.files else 0
        whole = own + sum(evidence.files[each].size for each in _loaded(path, page, evidence))
        for weight, budget, what in ((own, html, "its HTML"), (whole, total, "all that it loads")):
            if weight > budget * 1000:
                message = (
                    f"the page {path} weighs {weight / 1000:,.0f} kB with {what}, and its budget is {budget:,} kB"
                )
                hint = "make its pictures smaller or split it, or raise `budgets` in site.yaml"
                yield report(HEAVY_PAGE, evidence.made_of(path), message, hint)
                break


def _budget(evidence: Evidence, path: str) -> tuple[int, int]:
    edition = next(
        (each for each in evidence.workshop.editions if path.startswith(f"{each.id}/")), evidence.workshop.current
    )
    html, total = edition.budgets
    return html or HTML_BUDGET, total or TOTAL_BUDGET


def _loaded(path: str, page: PageFacts, evidence: Evidence) -> list[str]:
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
    """Opening a page asks nobody but the site itself: others would learn of every visitor. Reports `third-party`."""
    own = urlsplit(evidence.base_url).netloc if evidence.base_url else ""
    for path, page in evidence.pages.items():
        for address in page.wanted:
            host = urlsplit(f"https:{address}" if address.startswith("//") else address).netloc
            if host and host != own:
                for origin in evidence.trace(path, address, host):
                    message = f"the page {path} asks {host} for {address.rpartition('/')[2] or address}"
                    hint = "put the file under static/, or link to it instead"
                    yield report(THIRD_PARTY, origin, message, hint)


def pages_are_sound_html(evidence: Evidence) -> Iterator[Problem]:
    """Tags are closed and nested as HTML wants it, without elements that it has dropped. Reports `html-fault`."""
    for path, page in evidence.pages.items():
        for fault in page.faults:
            tag = re.search(r"<(/?[a-z][a-z0-9-]*)", fault)
            words = [f"<{tag[1]}>", f"<{tag[1]} "] if tag else []
            message = f"{fault}, on the page {path}"
            yield report(HTML_FAULT, cause_of(evidence, path, *words), message, "mend it where it is written")


RULES = (
    Rule(MISSING_TITLE, pages_have_titles),
    Rule(MISSING_DESCRIPTION, pages_have_descriptions),
    Rule(REPEATED_TITLE, titles_differ),
    Rule(REPEATED_DESCRIPTION, descriptions_differ),
    Rule(ONE_H1, pages_have_one_main_heading),
    Rule(HEADING_ORDER, headings_come_in_order),
    Rule(MISSING_LANGUAGE, pages_name_their_language),
    Rule(WRONG_CANONICAL, pages_name_their_address),
    Rule(HEAVY_PAGE, pages_keep_their_budget),
    Rule(THIRD_PARTY, pages_ask_no_third_party),
    Rule(HTML_FAULT, pages_are_sound_html),
)
