"""Files that stand among the content and that nothing reads: misspelt, misplaced, or of another kind."""

from __future__ import annotations

from collections.abc import Iterable

from enlsp_site.content.codes import UNKNOWN_FILE
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.storage.archives import FACTS
from enlsp_site.storage.files import TEXT_SUFFIXES

AT_THE_TOP = (
    *(
        f"{name}.{ending}"
        for name in ("site", "dates", "schedule", "sponsors", "papers", "news")
        for ending in ("yaml", "yml")
    ),
    "addresses.yaml",
    "papers.csv",
    "papers.bib",
    "references.bib",
)
FOLDERS = {
    "pages": (".md",),
    "people": (".yaml", ".yml"),
    "reading": (".yaml", ".yml"),
    "data": (".yaml", ".yml"),
}
"""The folders of an edition whose files are read, with the endings of their names."""

SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers", ".tsv")
DOCUMENTS = (".docx", ".doc", ".odt", ".rtf", ".pages")

PUBLISHED = ("static/", "templates/", "public/")
"""Folders of an edition that are no content."""


def unread_files(folder: str, names: Iterable[str]) -> list[Problem]:
    """A warning for each file of an edition that would be passed over without a word; `names` are all files.
    Reports `unknown-file`."""
    start = f"{folder}/"
    own = (name for name in names if name.startswith(start) and not name.endswith("~"))
    inside = (
        name[len(start) :] for name in own if folder == "content" or not name[len(start) :].startswith(PUBLISHED)
    )
    return [
        report(UNKNOWN_FILE, Origin(start + name), "this file is not read", _hint(name))
        for name in inside
        if not _is_read(name) and not (name == FACTS and folder != "content")
    ]


def _is_read(name: str) -> bool:
    top, _, rest = name.partition("/")
    if top == "pages":
        rest = rest.removeprefix("imported/")  # what `enlsp import` could not place
    return name in AT_THE_TOP if not rest else "/" not in rest and rest.endswith(FOLDERS.get(top, ()))


def _hint(name: str) -> str:
    """What its writer may have meant."""
    top, _, rest = name.partition("/")
    bare = name.removesuffix(".txt")  # which Windows adds, and does not show
    if bare != name and _is_read(bare.lower()):
        return f"call it {bare.lower().rpartition('/')[2]}, without `.txt` at the end"
    if name != name.lower() and _is_read(name.lower()):
        return f"call it {name.lower().rpartition('/')[2]}, in small letters"
    if name.lower().endswith(SPREADSHEETS):
        return "spreadsheets are not read: save papers as CSV, papers.csv, with names of fields in the first row"
    if name.lower().endswith(DOCUMENTS):
        return "documents are not read: for a page, save its text as Markdown in pages/"
    if not name.lower().endswith(TEXT_SUFFIXES) and top not in FOLDERS:
        return "pictures and other files to publish belong in static/"
    if not rest:
        from enlsp_site.diagnostics.suggest import suggest

        stems = {known.rpartition(".")[0] for known in AT_THE_TOP}
        stem, _, ending = name.rpartition(".")
        close = suggest(stem, sorted(stems))
        return f"did you mean {close}.{ending}?" if close else "pages go to pages/, people groups to people/"
    if top in FOLDERS:
        kinds = " and ".join(f"*{ending}" for ending in FOLDERS[top])
        if "/" in rest and rest.endswith(FOLDERS[top]):
            return f"folders in {top}/ are not read: put it into {top}/ itself"
        return f"only {kinds} are read in {top}/; other files to publish belong in static/"
    return "read are the folders pages/, people/, reading/ and data/"
