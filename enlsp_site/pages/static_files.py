"""What is not made of words: the files under static/, and the copies of pictures that pages show."""

from __future__ import annotations

from typing import Any

from enlsp_site.model.edition import Workshop
from enlsp_site.model.media import StaticFile
from enlsp_site.model.targets import Target

PICTURE = "picture"
"""The recipe of smaller copies of pictures."""


def files(workshop: Workshop) -> list[Target]:
    """The copies of pictures of all editions, and what is published as it is."""
    pictures = [copy for edition in workshop.editions for copy in edition.pictures]
    targets = [Target(path=copy.path, recipe=PICTURE, inputs={"copy": copy}) for copy in pictures]
    originals = frozenset(workshop.originals)
    return targets + [_as_it_is(file, file.path in originals) for file in workshop.files]


def _as_it_is(file: StaticFile, if_linked: bool) -> Target:
    """A file that is copied; `if_linked` says that it is only where a page links it."""
    inputs: dict[str, Any] = {"source": file.source, "digest": file.digest}
    if file.cleaned:
        inputs["cleaned"] = file.cleaned
    return Target(path=file.path, recipe="copy", inputs=inputs | {"if_linked": True} if if_linked else inputs)
