"""The sections of an edition as data: the files of those exports that are handed one of its fields."""

from __future__ import annotations

from enlsp_site.exports import registry
from enlsp_site.model.edition import Edition
from enlsp_site.model.targets import Target


def targets(edition: Edition, base_url: str) -> list[Target]:
    """A file for each such row of the registry whose field has anything. `base_url` may be empty."""
    shared = {"title": edition.site.title, "edition": edition.id, "base_url": base_url}
    made = []
    for export in registry.OTHERS:
        path, value = f"{edition.id}/{export.name}", getattr(edition, export.of)
        if value:
            made.append(Target(path=path, recipe=export.name, inputs={**shared, "path": path, export.of: value}))
    return made
