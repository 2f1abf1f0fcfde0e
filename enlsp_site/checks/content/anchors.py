"""Rules on the anchors of the built site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model import urls
from enlsp_site.model.edition import Workshop

DUPLICATE_ANCHOR = Code(
    "duplicate-anchor",
    "error",
    what="two parts of a page have one id",
    why="Of two parts of a page with one id, links reach the first only.",
    bad='<h2 id="speakers">Panelists</h2> after <h2 id="speakers">Speakers</h2>',
    good='<h2 id="panelists">Panelists</h2>',
)


def anchors_are_given_once(workshop: Workshop, twice: Mapping[str, Iterable[str]]) -> list[Problem]:
    """No two parts of a page have the same id. `twice` holds, by the paths of pages, the ids found more than once.

    The home page shows again what other pages have: it is looked at where those are good, and once.
    Reports `duplicate-anchor`.
    """
    homes = {"index.html", *(urls.section_path(edition.id, "") for edition in workshop.editions)}
    told = {path: ids for path, ids in twice.items() if path not in homes}
    told = told or {path: ids for path, ids in twice.items() if path != "index.html"}
    places = {
        urls.section_path(edition.id, page.name): Origin(page.origin.file, (), 1, 1)
        for edition in workshop.editions
        for page in edition.pages
    }
    return [
        report(
            DUPLICATE_ANCHOR,
            places.get(path, Origin(f"(built) {path}")),
            f"two parts of the page {path} have the id `{name}`, so a link to it can lead to one of them only",
            "give one of them another id, or another heading or name if it is made from that",
        )
        for path, ids in told.items()
        for name in ids
    ]


CODES = (DUPLICATE_ANCHOR,)
