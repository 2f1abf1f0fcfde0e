"""Foreign files to content files: one importer a kind, each a pure function of bytes.

An importer takes an `ImportResult` with its source and fills it: content files as plain values, files to copy, and
problems. It knows no disk and no network, and is never part of a build. `revising` lays what came out over what a
site has.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.importers.codes import NOTHING_FOUND
from enlsp_site.importers.result import ImportOptions, ImportResult, PageText, plain
from enlsp_site.importers.source import Source


class ImporterKind(NamedTuple):
    """What can be imported: the module with its `fill(result)`, what it is in a line of help, and the content files
    that `--into` may name: a file, or a folder of files of one's own choice (none where the source decides)."""

    module: str
    in_short: str
    into: tuple[str, ...] = ()


PAPERS = ("papers.yaml",)
LISTS = ("people/", "reading/")
KINDS = {
    "jekyll": ImporterKind(
        "enlsp_site.importers.website.jekyll", "a workshop's site made with Jekyll: its folder, or a zip of it"
    ),
    "openreview": ImporterKind(
        "enlsp_site.importers.openreview", "OpenReview's notes as JSON, or its console's table", PAPERS
    ),
    "cmt": ImporterKind("enlsp_site.importers.cmt", "CMT's submissions: tab-separated, or Excel XML", PAPERS),
    "aclpub2": ImporterKind("enlsp_site.importers.aclpub2", "the folder of inputs of aclpub2"),
    "miniconf": ImporterKind("enlsp_site.importers.miniconf", "the sitedata folder of a MiniConf site"),
    "hugo": ImporterKind("enlsp_site.importers.website.hugo", "a site of Hugo, Zola, Quarto or Astro: its folder"),
    "html": ImporterKind("enlsp_site.importers.website.html", "plain HTML: a folder, or a page that was saved"),
    "pretalx": ImporterKind(
        "enlsp_site.importers.pretalx.importer",
        "schedule.json or schedule.xml of pretalx or frab; pretalx's API or HTML export",
        ("schedule.yaml",),
    ),
    "bibtex": ImporterKind(
        "enlsp_site.importers.bibtex", "a bibliography, as papers or as a reading list", (*PAPERS, "reading/")
    ),
    "csv": ImporterKind(
        "enlsp_site.importers.csv",
        "a table of papers or people of a spreadsheet",
        (*PAPERS, *LISTS),
    ),
    "listing": ImporterKind(
        "enlsp_site.importers.text_list",
        "plain text of titles and abstracts, as a reading list",
        ("reading/",),
    ),
    "ics": ImporterKind("enlsp_site.importers.ics", "a calendar, as schedule", ("schedule.yaml",)),
    "xlsx": ImporterKind(
        "enlsp_site.importers.xlsx", "a workbook of people, papers, programme or dates", (*PAPERS, *LISTS)
    ),
    "easychair": ImporterKind(
        "enlsp_site.importers.easychair", "EasyChair's download: a workbook, or CSV files", PAPERS
    ),
    "conftool": ImporterKind(
        "enlsp_site.importers.conftool", "ConfTool's papers and sessions: XML, CSV or Excel", PAPERS
    ),
    "sessionize": ImporterKind("enlsp_site.importers.sessionize", "Sessionize's API: its JSON", ("schedule.yaml",)),
    "sched": ImporterKind(
        "enlsp_site.importers.sched", "Sched's API: its JSON of sessions and people", ("schedule.yaml",)
    ),
    "indico": ImporterKind("enlsp_site.importers.indico", "an event of Indico, as JSON or XML", ("schedule.yaml",)),
}


def imported(kind: str, source: Source, options: ImportOptions) -> ImportResult:
    """What an importer makes of a source. A source that holds nothing it knows is an error.
    Reports `nothing-found`."""
    result = ImportResult(source, options._replace(into=options.into.removeprefix("content/")))
    fill: Callable[[ImportResult], None] = import_module(KINDS[kind].module).fill
    fill(result)
    result.files = {path: made for path, data in result.files.items() if (made := plain(data))}
    result.pages = {path: _tidy(page) for path, page in result.pages.items()}
    told = {(str(each.origin), each.code, each.message): each for each in (*source.problems, *result.problems)}
    result.problems = list(told.values())
    result.notes += result.left_out()
    if not result.files:
        result.pages = {}
        wrong = f"there is nothing in it that `{kind}` knows"
        hint = "see docs/import.md for what each kind reads"
        result.problems.append(report(NOTHING_FOUND, Origin(source.single() or "(source)"), wrong, hint))
    return result


def _tidy(page: PageText) -> PageText:
    from enlsp_site.importers.result import cleaned

    return PageText(plain(page.front), cleaned(page.body))
