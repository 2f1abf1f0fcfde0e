"""The files that stand in the output, each with the target that it was made of, for the next build of a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from enlsp_site.build.render import RenderedFile
from enlsp_site.model.targets import Target
from enlsp_site.storage.output_writing import OutputFile


def standing(targets: Mapping[str, Target], made: Iterable[RenderedFile]) -> dict[str, tuple[Target, RenderedFile]]:
    """The files that stand there when all that was made is published, by path; `targets` are those by path."""
    return {
        path: (targets[path], each._replace(item=OutputFile(path, each.item.digest), why=""))
        for each in made
        if (path := each.item.path) in targets
    }
