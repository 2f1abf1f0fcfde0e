"""The rule on files that several editions name."""

from __future__ import annotations

from enlsp_site.content.named_files import named_files
from enlsp_site.diagnostics.codes import Code, report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem, Related
from enlsp_site.model.edition import Workshop

SHARED_BY_EDITIONS = Code(
    "shared-by-editions",
    "warning",
    what="editions {editions} name one and the same file, so a new one would be shown by all of them",
    why="An archive shows what it showed. A file that two editions share changes for both without a word: next "
    "year's `papers/3.pdf` is in last year's archive.",
    bad="static/logo.svg, named in content/site.yaml and in editions/2031/site.yaml",
    good="static/logo.svg and editions/2031/static/logo.svg",
    hint="`enlsp archive {earlier} --part` gives {earlier} a copy of its own; no address changes",
)


def editions_share_no_file(workshop: Workshop) -> list[Problem]:
    """No file of the site's static/ is named by more than one edition. It is told for the newest of the earlier ones:
    a copy of its own is what leaves it alone. Reports `shared-by-editions`."""
    sites = {edition.id: edition.site.origin.file for edition in workshop.editions}
    return [
        report(
            SHARED_BY_EDITIONS,
            Origin(name),
            related=[Related(Origin(sites[each]), f"{each} names it") for each in editions],
            editions=" and ".join(editions),
            earlier=editions[1],
        )
        for name, editions in shared_files(workshop).items()
    ]


def shared_files(workshop: Workshop) -> dict[str, list[str]]:
    """The files of the site's static/ that several editions name, and have no copies of: by their names in the site,
    with the editions, newest first."""
    if len(workshop.editions) < 2 or not any(file.source.startswith("static/") for file in workshop.files):
        return {}
    parted = {file.source: file.copies for file in workshop.files if file.copies}
    naming: dict[str, list[str]] = {}
    for edition in workshop.editions:
        for name in named_files(workshop, edition):
            if f"{edition.folder}/{name}" not in parted.get(name, ()):
                naming.setdefault(name, []).append(edition.id)
    return {name: editions for name, editions in sorted(naming.items()) if len(editions) > 1}


CODES = (SHARED_BY_EDITIONS,)
