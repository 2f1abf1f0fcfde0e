"""All exports: which files that are not pages a site has, and the module that writes each.

A module has `write(inputs)`, which takes the values of a target by name and returns the file's bytes. An export of an
edition is a row of `EXPORTS` and its module, and nothing else: the files of a site, the downloads that the list of
papers offers, docs/content.md, docs/formats.md and the tests are made from the rows.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Literal, NamedTuple

from enlsp_site.exports.rows import Rows


class Export(NamedTuple):
    """What an edition holds as one file in its folder.

    `name` is the file's name and that of its recipe, `title` what a list of downloads calls it, `module` what writes
    it, and `standard` the one that it follows, as docs/formats.md names it. `of` says what `write` gets:

    - "citations": the papers as they are quoted, in `citations`. Such a file stands beside the papers' list.
    - "papers": all that is known of the papers, in `papers`; it stands there, too.
    - "programme": the settled days in `days`, and what `schedule_json.schedule_of` needs besides. There is none of
      these files while no day is settled, or the site has no address.
    - "signs": the `sessions` of settled days as `sign_sessions` has them, cancelled ones too, with the site's `title`
      and `language`, the id of the `edition`, and the `url` of the programme, which is empty if it is not known.
    - else the field of that name of the `Edition`, under that name; there is no file while it is None or empty.

    All but citations and signs come with `path`, the file's own in the site, from which addresses are relative;
    papers and fields also with the site's `title`, the id of the `edition`, and `base_url`, which is empty if it is
    not known.
    The module of "citations" and "papers" may have `row(paper, inputs)`, the bytes that the file has of one of them
    and nowhere twice, which may read of `inputs` all but the papers: then an edit of one paper replaces these alone,
    and `write` takes them from `rows` (`exports.rows`).
    """

    name: str
    title: str
    module: str
    of: Literal["citations", "papers", "programme", "signs", "groups", "dates", "schedule", "sponsors", "news"]
    standard: str


EXPORTS = (
    Export(
        "papers.bib",
        "BibTeX",
        "papers_bibtex",
        "citations",
        "BibTeX 0.99 (“BibTeXing”, 1988) with `doi`, `eprint`, `eprinttype` of BibLaTeX 3.19, section 2.2.2",
    ),
    Export("papers.ris", "RIS", "papers_ris", "citations", "RIS (Research Information Systems, 2011), type CPAPER"),
    Export("papers.csl.json", "CSL-JSON", "papers_csl", "citations", "CSL-JSON, schema `csl-data.json` of CSL 1.0.2"),
    Export("papers.csv", "CSV", "papers_csv", "papers", "CSV, RFC 4180, section 2"),
    Export("papers.json", "JSON", "papers_json", "papers", "JSON, RFC 8259"),
    Export("schedule.json", "JSON", "schedule_json", "programme", "c3voc's JSON Schema of a schedule"),
    Export("schedule.xml", "XML", "schedule_xml", "programme", "c3voc's XML Schema of a schedule"),
    Export("now.json", "JSON", "now_json", "signs", "JSON, RFC 8259; moments as RFC 3339, section 5.6"),
)
"""What an edition holds as data; lists offer the files in this order."""

PAPERS = tuple(each for each in EXPORTS if each.of in ("citations", "papers"))
"""The papers as data."""

PROGRAMME = tuple(each for each in EXPORTS if each.of == "programme")
"""The programme as data."""

SIGNS = tuple(each for each in EXPORTS if each.of == "signs")
"""The programme for what shows it at the venue."""

OTHERS = tuple(each for each in EXPORTS if each not in (*PAPERS, *PROGRAMME, *SIGNS))
"""The rows whose `of` is a field of an edition."""

CITATION = "papers.bib"
"""The export that also writes the file beside each paper's page, of its citation alone."""

_EXPORTS = "enlsp_site.exports"
MODULES = {
    "sitemap": f"{_EXPORTS}.sitemap",
    "lines": f"{_EXPORTS}.lines",
    "source lines": f"{_EXPORTS}.source_lines",
    "robots": f"{_EXPORTS}.robots",
    "feed": f"{_EXPORTS}.feed",
    "reading feed": f"{_EXPORTS}.reading_feed",
    "changes feed": f"{_EXPORTS}.changes_feed",
    "series feed": f"{_EXPORTS}.series_feed",
    "motif": "enlsp_site.images.banner_drawing",
    "icon.svg": f"{_EXPORTS}.icon_svg",
    "calendar": f"{_EXPORTS}.icalendar",
    "search": f"{_EXPORTS}.search_index",
    "manifest": f"{_EXPORTS}.web_manifest",
    "service worker": f"{_EXPORTS}.service_worker",
    **{each.name: f"{_EXPORTS}.{each.module}" for each in EXPORTS},
}
"""The module that writes each recipe which is no template."""


def write(recipe: str, inputs: dict[str, Any], rows: Rows | None = None) -> bytes:
    """The bytes of a file by its recipe, one of `MODULES`, whose module is imported now. `rows` gives what it has of
    each paper, where that need not be made anew."""
    module: Any = import_module(MODULES[recipe])
    made: bytes = module.write(inputs, rows) if rows and hasattr(module, "row") else module.write(inputs)
    return made
