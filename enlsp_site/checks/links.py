"""Rules on the links of the built site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from urllib.parse import unquote, urlsplit

from enlsp_site import urls
from enlsp_site.model import Origin, Problem, Workshop, error

Pages = Mapping[str, tuple[Iterable[str], Iterable[str]]]
"""The files of the built site by path, each with its links and its anchors (none for what is no page)."""


def links_lead_somewhere(workshop: Workshop, pages: Pages) -> list[Problem]:
    """Every link within the site leads to a file that exists, and to an anchor that the page has.

    A link that was written in content is told where it stands there; any other is the fault of a template.
    """
    problems = [
        problem
        for edition in workshop.editions
        for address, origin in edition.inner_links
        for problem in _dead(address[len(urls.INSIDE) :], origin, pages)
    ]
    if problems:
        return problems
    for path, (links, _) in pages.items():
        for link in links:
            target = _target(path, link)
            if target is not None:
                problems += _dead(target, Origin(f"(built) {path}"), pages)
    return problems


def _target(page: str, link: str) -> str | None:
    """The path within the site, with its anchor, that a page's relative link means; nothing for other links."""
    if not link or urls.scheme(link) or link.startswith("//"):
        return None
    parts = urlsplit(link)
    path = (
        posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
        if parts.path
        else page
    )
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


def _dead(target: str, origin: Origin, pages: Pages) -> list[Problem]:
    path, _, anchor = target.partition("#")
    if path not in pages:
        return [
            error(
                origin, "broken-link", f"nothing is published at `{path}`", "mend the link, or add the page"
            )
        ]
    if anchor and anchor not in pages[path][1]:
        return [
            error(
                origin,
                "broken-anchor",
                f"the page {path} has no `#{anchor}`",
                "anchors are made from headings and names; the page's source shows them",
            )
        ]
    return []
