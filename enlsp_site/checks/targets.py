"""Rules on what is going to be written."""

from __future__ import annotations

from collections.abc import Iterable

from enlsp_site.model import Origin, Problem, Target, error


def every_path_is_written_once(targets: Iterable[Target]) -> list[Problem]:
    """No two sources make the same file, also where capitals do not tell files apart.

    Two pages with one path are two sections or editions with one name, which other rules tell of.
    """
    problems: list[Problem] = []
    seen: dict[str, Target] = {}
    for target in targets:
        first = seen.setdefault(target.path.casefold(), target)
        if first is not target and not (first.path == target.path and "copy" not in (first.recipe, target.recipe)):
            message = f"this would be published as {target.path}, where {_source(first)} is already"
            problems.append(error(Origin(_source(target)), "duplicate-output", message, "rename one of the two"))
    return problems


def _source(target: Target) -> str:
    """Where a file comes from. A page is made from several."""
    return str(target.inputs["source"]) if target.recipe == "copy" else f"(built) {target.path}"
