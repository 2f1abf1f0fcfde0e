"""The service workers of a site, once the files that they keep are made."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from enlsp_site.build.render import RenderedFile, Renderer, render
from enlsp_site.model.targets import Target
from enlsp_site.storage.memory import Memory
from enlsp_site.storage.output import OutputFolder


def workers(
    targets: Iterable[Target], made: Iterable[RenderedFile], renderer: Renderer, memory: Memory, folder: OutputFolder
) -> list[RenderedFile]:
    """The files of the workers; the digests of the files that each keeps take the places of their names."""
    digests = {each.item.path: each.item.digest for each in made}
    known = [_with_digests(target, digests) for target in targets]
    return render({"files": known}, renderer, memory, folder)[0]


def _with_digests(target: Target, digests: dict[str, str]) -> Target:
    files = {path: digests[path] for path in target.inputs["files"] if path in digests}
    return replace(target, inputs={**target.inputs, "files": files})
