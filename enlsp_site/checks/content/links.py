"""Rules on the links of the built site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from enlsp_site.content.codes import BROKEN_LINK
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import urls
from enlsp_site.model.edition import Workshop

BROKEN_ANCHOR = Code(
    "broken-anchor",
    "error",
    what="a page has no such anchor",
    why="A link to a part of a page leads to a part that it has.",
    bad="[dates](call#importantdates)",
    good="[dates](call#important-dates)",
)


Pages = Mapping[str, tuple[Collection[str], Collection[str]]]
"""The files of the built site by path, each with its links (`site:` addresses, or as they are written there) and its
anchors: none for what is published as it is, such as a PDF or a page of a finished site, whose anchors are not
known."""


class FollowedLinks(NamedTuple):
    """What came of the links of all pages: what is wrong, and the paths to which the pages' own links lead; and of
    what it came, the pages and the links that content has."""

    problems: list[Problem]
    linked: frozenset[str]
    pages: Pages
    written: list[str]


def follow(before: FollowedLinks | None, workshop: Workshop, pages: Pages) -> FollowedLinks:
    """What comes of the links of all pages. Where nothing was wrong `before`, and pages still look for what they
    looked for, that is as it was."""
    written = [address for edition in workshop.editions for address, _ in edition.inner_links]
    if before and not before.problems and before.written == written and _look_for_the_same(before.pages, pages):
        return before._replace(pages=pages)
    asked = _asked_for(pages)
    problems = links_lead_somewhere(workshop, pages, asked)
    return FollowedLinks(problems, frozenset(path for path, _ in asked), pages, written)


def _look_for_the_same(one: Pages, other: Pages) -> bool:
    """Whether there are the same pages, with the same anchors, and links that a build follows."""
    if one.keys() != other.keys():
        return False
    pairs = ((one[page], found) for page, found in other.items())
    return all(
        was == now or (was[1] == now[1] and [*filter(_is_followed, was[0])] == [*filter(_is_followed, now[0])])
        for was, now in pairs
    )


def _is_followed(link: str) -> bool:
    return link.startswith((urls.INSIDE, "#")) or _is_relative(link)


def links_lead_somewhere(
    workshop: Workshop, pages: Pages, asked: Mapping[tuple[str, str], str] | None = None
) -> list[Problem]:
    """Every link within the site leads to a file that exists, and to an anchor that the page has.

    A link that was written in content is told where it stands there; any other is the fault of a template, and told
    for the first page that has it. `asked` is what the pages link, if that is known.
    """
    problems = [
        problem
        for edition in workshop.editions
        for address, origin in edition.inner_links
        for problem in _dead(*_place("", address[len(urls.INSIDE) :]), origin, pages)
    ]
    if problems:
        return problems
    for (path, anchor), page in (_asked_for(pages) if asked is None else asked).items():
        problems += _dead(path, anchor, Origin(f"(built) {page}"), pages)
    return problems


def _asked_for(pages: Pages) -> dict[tuple[str, str], str]:
    """What pages link, as paths within the site and anchors, each with the first page that does.

    Most links stand on many pages: those that mean the same on all of them are looked at once.
    """
    whole: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    for page, (links, _) in pages.items():
        for link in links:
            if link in whole:
                continue
            if link.startswith("#"):
                found.setdefault((page, unquote(link[1:])), page)
            elif not link.startswith(urls.INSIDE) and _is_relative(link):
                found.setdefault(_place(page, link), page)
            else:
                whole[link] = page
    for link, page in whole.items():
        if link.startswith(urls.INSIDE):
            found.setdefault(_place("", link[len(urls.INSIDE) :]), page)
    return found


def _is_relative(link: str) -> bool:
    if not link or link.startswith(("https://", "http://", "//")):
        return False
    return not urls.scheme(link)


_PLAIN = re.compile(r"(?:[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)*/)*[a-zA-Z0-9_-]+(?:\.[a-zA-Z0-9_-]+)*")
"""A path from the top of the site that means itself."""


def _place(page: str, link: str) -> tuple[str, str]:
    """The path within the site and the anchor that a page's relative link means."""
    if not page and _PLAIN.fullmatch(link):  # as most are
        return link, ""
    parts = urlsplit(link)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path))) if parts.path else page
    return path, unquote(parts.fragment)


def _dead(path: str, anchor: str, origin: Origin, pages: Pages) -> list[Problem]:
    if path not in pages:
        return [report(BROKEN_LINK, origin, f"nothing is published at `{path}`", "mend the link, or add the page")]
    known = pages[path][1]
    if anchor and known and anchor not in known and anchor.lower() != "top":  # HTML, “Scrolling to a fragment”
        return [
            report(
                BROKEN_ANCHOR,
                origin,
                f"the page {path} has no `#{anchor}`",
                "anchors are made from headings and names; the page's source shows them",
            )
        ]
    return []


CODES = (BROKEN_ANCHOR,)
