"""All exports: which files that are not pages a site has, and the module that writes each.

A module has `write(inputs)`, which takes the values of a target by name and returns the file's bytes. An export of
papers is a row of `PAPERS` and its module, and nothing else: the files of a site, the downloads that the list of
papers offers, docs/content.md and the tests are made from the rows.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal, NamedTuple


class PaperExport(NamedTuple):
    """The accepted papers as one file beside their list.

    `name` is the file's name and that of its recipe, `title` what the list calls it, `module` what writes it. `of`
    says which inputs that gets: with `citations` the papers as they are quoted, in `citations`; with `papers` all
    that is known of them in `papers`, and besides `title`, `edition`, `base_url` (empty if it is not known) and the
    file's `path`, from which addresses are relative.
    """

    name: str
    title: str
    module: str
    of: Literal["citations", "papers"]


PAPERS = (
    PaperExport("papers.bib", "BibTeX", "papers_bibtex", "citations"),
    PaperExport("papers.ris", "RIS", "papers_ris", "citations"),
    PaperExport("papers.csl.json", "CSL-JSON", "papers_csl", "citations"),
    PaperExport("papers.csv", "CSV", "papers_csv", "papers"),
    PaperExport("papers.json", "JSON", "papers_json", "papers"),
)
"""The papers as data, in the order in which the list offers them."""

CITATION = "papers.bib"
"""The export that also writes the file beside each paper's page, of its citation alone."""

_EXPORTS = "enlsp_site.exports"
MODULES = {
    "sitemap": f"{_EXPORTS}.sitemap",
    "lines": f"{_EXPORTS}.lines",
    "robots": f"{_EXPORTS}.robots",
    "feed": f"{_EXPORTS}.feed",
    "reading feed": f"{_EXPORTS}.reading_feed",
    "motif": "enlsp_site.images.banner_drawing",
    "icon.svg": f"{_EXPORTS}.icon_svg",
    "calendar": f"{_EXPORTS}.icalendar",
    "schedule.json": f"{_EXPORTS}.schedule_json",
    "schedule.xml": f"{_EXPORTS}.schedule_xml",
    "search": f"{_EXPORTS}.search_index",
    **{each.name: f"{_EXPORTS}.{each.module}" for each in PAPERS},
}
"""The module that writes each recipe which is no template."""


def write(recipe: str, inputs: dict[str, Any]) -> bytes:
    """The bytes of a file by its recipe, one of `MODULES`, whose module is imported now."""
    module: Any = import_module(MODULES[recipe])
    made: bytes = module.write(inputs)
    return made
