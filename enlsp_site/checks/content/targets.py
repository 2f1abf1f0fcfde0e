"""Rules on what is going to be written."""

from __future__ import annotations

from collections.abc import Iterable

from enlsp_site.content.codes import DUPLICATE_OUTPUT
from enlsp_site.diagnostics.codes import report
from enlsp_site.diagnostics.origin import Origin
from enlsp_site.diagnostics.problem import Problem
from enlsp_site.model.targets import Target
from enlsp_site.storage import disk


def every_path_is_written_once(targets: Iterable[Target]) -> list[Problem]:
    """No two sources make the same file, also where capitals do not tell files apart; and none makes a file where
    another needs a folder.

    Two pages with one path are two sections or editions with one name, which other rules tell of.
    Reports `duplicate-output`.
    """
    targets = list(targets)
    paths = {target.path.casefold() for target in targets}
    around = {path.rpartition("/")[0] for path in paths}
    if len(paths) == len(targets) and paths.isdisjoint(
        {above for path in around for above in (path, *disk.above(path))}
    ):
        return []
    problems: list[Problem] = []
    seen: dict[str, Target] = {}
    folders = {above: target for target in targets for above in disk.above(target.path.casefold())}
    for target in targets:
        if below := folders.get(target.path.casefold()):
            message = f"this would be published as {target.path}, where a folder must be for {below.path}"
            problems.append(report(DUPLICATE_OUTPUT, Origin(_source(target)), message, "rename it"))
        first = seen.setdefault(target.path.casefold(), target)
        if first is not target and not (first.path == target.path and "copy" not in (first.recipe, target.recipe)):
            message = f"this would be published as {target.path}, where {_source(first)} is already"
            problems.append(report(DUPLICATE_OUTPUT, Origin(_source(target)), message, "rename one of the two"))
    return problems


def _source(target: Target) -> str:
    """Where a file comes from. A page is made from several."""
    return str(target.inputs["source"]) if target.recipe == "copy" else f"(built) {target.path}"
