"""The files that stand in the output, each with the target that it was made of, for the next build of a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from enlsp_site.build.render import RenderedFile
from enlsp_site.model.targets import Target
from enlsp_site.storage.output_writing import OutputFile

Standing = tuple[Target, RenderedFile]


def standing(
    targets: Mapping[str, Target], made: Iterable[RenderedFile], known: Mapping[str, Standing] = {}
) -> dict[str, Standing]:
    """The files that stand there when all that was made is published, by path; `targets` are those by path, and
    `known` those that stood there before."""
    found = {}
    for each in made:
        path = each.item.path
        if path in targets:
            before = known.get(path)
            is_same = before and before[0] is targets[path] and before[1] is each
            found[path] = before if before and is_same else _stands(targets[path], each)
    return found


def _stands(target: Target, made: RenderedFile) -> Standing:
    return target, made._replace(item=OutputFile(target.path, made.item.digest), why="")
